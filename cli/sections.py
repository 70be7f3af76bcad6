"""Sections that several views share: the note's name, quotes, conflicts, gaps, claim, review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rehabcode.cli.page import Page, Span
from rehabcode.cli.places import Excerpt, Places
from rehabcode.cli.wording import describe

Report = dict[str, Any]
HANG = 10
SEVERITY_STYLE = {"critical": "bad", "high": "warn", "medium": "", "low": "dim"}


def head(note: dict[str, Any], page: Page) -> None:
    """Put the line that names a note, and a rule below it."""
    kind = None if note["kind"] == "unknown" else note["kind"]
    setting = "therapy note" if note["setting"] == "therapy" else "not a therapy note"
    details = f" {page.sign('dot')} ".join(part for part in (kind, setting, note.get("date")) if part)
    page.put([Span(note["id"], "bold"), Span(f" {page.sign('dot')} {details}", "dim")])
    page.rule()


def readings(facts: Sequence[dict[str, Any]]) -> list[str]:
    """Return what was read in each fact, without repetition."""
    return list(dict.fromkeys(describe(fact) for fact in facts))


def quoted(excerpt: Excerpt, places: Places, page: Page) -> list[Span]:
    """Return an excerpt in quotes with its facts marked; an ellipsis where the line goes on."""
    text, more = places.text, page.sign("more")
    line_start = excerpt.start - places.at(excerpt.start)[1] + 1
    spans = [Span('"' + (more if text[line_start : excerpt.start].strip() else ""))]
    at = excerpt.start
    for fact in excerpt.facts:
        start, end = max(fact["start"], at), fact["end"]
        if end <= at:
            continue
        spans += [Span(text[at:start]), Span(text[start:end], "mark")]
        at = end
    spans.append(Span(text[at : excerpt.end]))
    spans.append(Span((more if places.goes_on(excerpt.end) else "") + '"'))
    return spans


def conflicts(report: Report, page: Page) -> None:
    """Put what excludes each other or stands in the wrong order."""
    if not report["conflicts"]:
        return
    page.heading("Conflicts")
    for conflict in report["conflicts"]:
        named = all(code in conflict["note"] for code in conflict["codes"])
        codes = "" if named else f"{' / '.join(conflict['codes'])} "
        page.put([Span(codes, "code"), conflict["note"]], lead=Span("!", "bad"), indent=2, hang=4)
        page.put(Span(conflict["source"], "dim"), indent=4)


def gaps(report: Report, places: Places, page: Page, *, heading: str = "Missing") -> None:
    """Put what is missing, each with the sentence that mends it."""
    if not report["gaps"]:
        return
    page.heading(f"{heading} ({len(report['gaps'])})")
    by_id = {fact["id"]: fact for fact in report["facts"]}
    gravest_first = sorted(report["gaps"], key=lambda gap: list(SEVERITY_STYLE).index(gap["severity"]))
    for gap in gravest_first:
        where = dict.fromkeys(places.label(by_id[fact]["start"]) for fact in gap["facts"] if fact in by_id)
        at = f" ({', '.join(list(where)[:4])})" if where else ""
        page.put(
            [gap["message"], Span(f"{at} [{gap['id']}]", "dim")],
            lead=Span(gap["severity"], SEVERITY_STYLE[gap["severity"]]),
            indent=2,
            hang=12,
        )
        page.put([Span(f"{page.sign('arrow')} ", "good"), gap["fix"]], indent=12, hang=14)


def claim(report: Report, page: Page) -> None:
    """Put the lines of a claim, its sums under both counting rules, and what a biller should know."""
    found = report["claim"]
    if not found:
        return
    page.heading("Claim")
    dot = page.sign("dot")
    for line in found["lines"]:
        page.put(f" {dot} ".join(_line(line)), lead=Span(str(line["cpt"]), "code"), indent=2, hang=HANG)
    page.put(
        f"{found['timed_minutes']} min {dot} billed {found['units_billed']} {dot} "
        f"Medicare allows {found['units_cms']} {dot} AMA {found['units_ama']}",
        lead="timed",
        indent=2,
        hang=HANG,
    )
    for finding in found["findings"]:
        page.put(finding, lead=Span("!", "warn"), indent=2, hang=4)


def _line(line: dict[str, Any]) -> list[str]:
    minutes, units = line["minutes"], line["units"]
    return [
        "minutes not given" if minutes is None else f"{minutes} min",
        "units not given" if units is None else f"{units} unit{'' if units == 1 else 's'}",
        *([] if line.get("timed", True) else ["untimed"]),
        *([] if line.get("cms") is None else [f"Medicare {line['cms']}", f"AMA {line['ama']}"]),
    ]


def review(report: Report, page: Page) -> None:
    """Put why a person should look."""
    if not report["review"]:
        return
    page.heading("For a person to look at")
    for reason in report["review"]:
        page.put(reason, lead=Span("?", "warn"), indent=2, hang=4)
