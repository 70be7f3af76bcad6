"""The report as a page of text: the answer first, readable in five seconds; then what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rehabcode.cli import sections
from rehabcode.cli.page import Page, Span
from rehabcode.cli.places import Excerpt, Places
from rehabcode.cli.sections import HANG, SEVERITY_STYLE

Report = dict[str, Any]
MOST_EXCERPTS = 8
STATUS_STYLE = {"supported": "good", "provisional": "warn", "none": "dim"}
STATUS_MEANING = {
    "supported": "measured or diagnosed",
    "provisional": "words only, not measured",
}


def render(report: Report, text: str, page: Page, *, explain: bool = False) -> str:
    """Return the text view of one report.

    Parameters
    ----------
    report
        The report, as the contract describes it.
    text
        The note it is about; evidence is quoted from it.
    page
        The empty page to write on.
    explain
        Show all evidence and, of every rule, why it fired or not.
    """
    places = Places(text)
    sections.head(report["note"], page)
    _answer(report, page)
    _why(report, page)
    _evidence(report, places, page, everything=explain)
    _considered(report, page)
    sections.conflicts(report, page)
    sections.gaps(report, places, page)
    _counterfactuals(report, page)
    sections.claim(report, page)
    sections.review(report, page)
    _advice(report, page)
    _score(report, page)
    if explain:
        _rules(report, page)
    return page.text()


def one_line(report: Report) -> str:
    """Return the answer alone, in one line."""
    codes = ", ".join(code["code"] for code in claimed(report)) or "no code"
    sure = f" ({percent(report['codes'][0]['confidence'])})" if claimed(report) else ""
    return f"{report['note']['id']}: {codes}, {report['status']}{sure}"


def claimed(report: Report) -> list[dict[str, Any]]:
    """Return the codes to put on the claim, in order."""
    return [code for code in report["codes"] if code["role"] != "alternative"]


def percent(share: float) -> str:
    """Return a share of 1 as a whole percentage."""
    return f"{round(share * 100)} %"


def _answer(report: Report, page: Page) -> None:
    codes = claimed(report)
    if not codes:
        page.put([Span("No code", "bold"), " is supported by what this note says."])
    for i, code in enumerate(codes):
        page.put(
            [Span(code["title"], "bold" if i == 0 else "")],
            lead=Span(code["code"], "code"),
            hang=HANG,
        )
        if i == 0:
            status = report["status"]
            meaning = STATUS_MEANING.get(status)
            page.put(
                [
                    Span(status.upper(), STATUS_STYLE[status]),
                    f" {page.sign('dot')} confidence {percent(code['confidence'])}",
                    Span(f" {page.sign('dot')} {meaning}" if meaning else "", "dim"),
                ],
                indent=HANG,
            )
    page.put(Span(_in_short(report, page), "dim"), indent=HANG if codes else 0)
    if report.get("weak_without_data"):
        page.put(Span("Weakness is claimed and nothing is measured.", "bad"), indent=HANG if codes else 0)


def _in_short(report: Report, page: Page) -> str:
    """Say in one line how well the note is documented; the details stand further down."""
    counts = Counter(gap["severity"] for gap in report["gaps"])
    missing = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITY_STYLE if counts[severity])
    return f"documentation {report['score']} of 100" + (
        f" {page.sign('dot')} missing: {missing}" if missing else ""
    )


def _rule_ids(ids: Iterable[str]) -> Span:
    joined = ", ".join(ids)
    return Span(f" [{joined}]" if joined else "", "dim")


def _why(report: Report, page: Page) -> None:
    codes = claimed(report)
    if not codes:
        return
    page.heading("Why")
    for code in codes:
        lead = Span(code["code"], "code") if len(codes) > 1 else ""
        page.put([code["because"], _rule_ids(code["rules"])], lead=lead, indent=2, hang=HANG if lead else 2)


def _cited(report: Report) -> list[dict[str, Any]]:
    """Return the facts that the claimed codes rest on; without any code, all that are present."""
    codes = claimed(report)
    ids = {fact for code in codes for fact in code["facts"]}
    facts: list[dict[str, Any]] = report["facts"]
    return [fact for fact in facts if (fact["id"] in ids if codes else fact["status"] == "present")]


def _evidence(report: Report, places: Places, page: Page, *, everything: bool) -> None:
    excerpts = places.excerpts(report["facts"] if everything else _cited(report))
    if not excerpts:
        return
    page.heading("Evidence (line:column)")
    shown = excerpts if everything else excerpts[:MOST_EXCERPTS]
    for excerpt in shown:
        page.put(sections.quoted(excerpt, places, page), lead=_place(excerpt), indent=2, hang=HANG)
        page.put(Span(f" {page.sign('dot')} ".join(sections.readings(excerpt.facts)), "dim"), indent=HANG)
    if left := len(excerpts) - len(shown):
        page.put(
            Span(f"and {left} more {'place' if left == 1 else 'places'}; --explain shows all", "dim"),
            indent=HANG,
        )


def _place(excerpt: Excerpt) -> str:
    return f"{excerpt.line}:{excerpt.column}"


def _considered(report: Report, page: Page) -> None:
    others = [code for code in report["codes"] if code["role"] == "alternative"]
    blocked = report.get("blocked") or []
    if not others and not blocked:
        return
    page.heading("Also considered")
    for code in others:
        page.put(
            [f"{code['title']} ", Span(percent(code["confidence"]), "dim")],
            lead=Span(code["code"], "code"),
            indent=2,
            hang=HANG + 2,
        )
        page.put([code["because"], _rule_ids(code["rules"])], indent=HANG + 2)
    for code in blocked:
        page.put(
            [Span("blocked ", "bad"), code["because"], _rule_ids([code["rule"]])],
            lead=Span(code["code"], "code"),
            indent=2,
            hang=HANG + 2,
        )


def _counterfactuals(report: Report, page: Page) -> None:
    found = report.get("counterfactuals") or []
    if not found:
        return
    page.heading("If mended")
    for item in found:
        page.put(
            [
                f"{item['then']}: {item['code'] or 'no code'} {item['status']}",
                Span(f" [{item['gap']}]", "dim"),
            ],
            lead=Span(page.sign("arrow"), "good"),
            indent=2,
            hang=4,
        )


def _advice(report: Report, page: Page) -> None:
    advice = report.get("advice") or []
    if not advice:
        return
    page.heading("Advice")
    for item in advice:
        page.put(
            [f"{item['message']} {item['fix']}", Span(f" [{item['id']}]", "dim")],
            lead=page.sign("dot"),
            indent=2,
            hang=4,
        )


def _score(report: Report, page: Page) -> None:
    page.heading("Documentation")
    score = report["score"]
    full = round(score / 5)
    style = "good" if score >= 80 else "warn" if score >= 50 else "bad"
    page.put(
        [
            Span(page.sign("bar") * full, style),
            Span(page.sign("empty") * (20 - full), "dim"),
            Span(f" {score} of 100", "bold"),
        ],
        indent=2,
    )
    for merit in report.get("strengths") or []:
        page.put(merit, lead=Span(page.sign("yes"), "good"), indent=2, hang=4)


def _rules(report: Report, page: Page) -> None:
    trace = report.get("explain") or []
    if not trace:
        return
    page.heading("Rules")
    for step in trace:
        fired = step["fired"]
        page.put(
            [Span(step["rule"], "bold" if fired else ""), f": {step['reason']}"],
            lead=Span(page.sign("yes" if fired else "no"), "good" if fired else "dim"),
            indent=2,
            hang=4,
        )
