"""The summary of a scan: codes, statuses, gaps, documentation scores; as text and as one HTML file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from rehabcode.cli.render_html import POLICY

WIDE = 40
Section = tuple[str, list[tuple[str, int, str]]]

STYLE = """
:root { color-scheme: light dark; --line: #8886; --bar: #0072b2; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; }
td { padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; width: 6rem; }
td.b { width: 30%; } td.b div { background: var(--bar); height: .8rem; margin-top: .35rem; border-radius:
.2rem; }
"""


def add_up(tallies: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the counts of all shards together."""
    totals: dict[str, Any] = {"notes": 0, "chars": 0, "errors": 0, "guessed": 0}
    counters: dict[str, Counter[str]] = {
        name: Counter() for name in ("gaps", "codes", "statuses", "settings", "kinds", "scores")
    }
    for tally in tallies:
        for name in totals:
            totals[name] += tally[name]
        for name, counter in counters.items():
            counter.update(tally[name])
    return {**totals, **{name: dict(sorted(counter.items())) for name, counter in counters.items()}}


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _sections(totals: Mapping[str, Any]) -> list[Section]:
    from rehabcode.models.gaps.base import gap_table
    from rehabcode.models.official import Official

    official = Official.load()
    severity = {name: row.severity["unknown"] for name, row in gap_table().items()}
    codes = [(name, n, official.title(name.partition(" ")[0]) or "") for name, n in _ranked(totals["codes"])]
    none = totals["notes"] - sum(totals["codes"].values())
    scores = sorted(totals["scores"].items(), key=lambda item: int(item[0]))
    return [
        ("Primary code and how well it is supported", [*codes, ("no code", none, "")] if none else codes),
        ("Status", [(name, n, "") for name, n in _ranked(totals["statuses"])]),
        (
            "Gaps in the documentation",
            [(name, n, severity.get(name, "")) for name, n in _ranked(totals["gaps"])],
        ),
        ("Documentation score", [(_tens(int(name)), n, "of 100") for name, n in scores]),
        ("Setting", [(name, n, "") for name, n in _ranked(totals["settings"])]),
        ("Kind of note", [(name, n, "") for name, n in _ranked(totals["kinds"])]),
    ]


def _tens(low: int) -> str:
    return "100" if low == 100 else f"{low} to {low + 9}"


def facts(totals: Mapping[str, Any]) -> list[str]:
    """Return the sentences that open a summary."""
    out = [f"{totals['notes']:,} notes, {totals['chars']:,} characters"]
    errors, again, guessed = totals["errors"], totals["duplicates"], totals["guessed"]
    out.append(f"{errors:,} could not be read or answered: errors.jsonl says why" if errors else "no errors")
    if again["ids"]:
        out.append(
            f"{again['ids']:,} ids occur more than once ({again['notes']:,} notes, all kept): "
            "duplicates.jsonl"
        )
    if guessed:
        out.append(f"{guessed:,} notes are not UTF-8 and were read as Windows-1252")
    return out


def as_text(totals: Mapping[str, Any]) -> str:
    """Return the summary as text."""
    lines = ["Summary of the scan", "=" * 19, *facts(totals)]
    notes = max(1, totals["notes"])
    for title, rows in _sections(totals):
        if rows:
            lines += ["", title, "-" * len(title)]
            lines += [f"{n:>10,}  {n / notes:>6.1%}  {_label(name, more)}" for name, n, more in rows]
    return "\n".join(lines) + "\n"


def _label(name: str, more: str) -> str:
    return f"{name:<24} {more}".rstrip()


def as_html(totals: Mapping[str, Any]) -> str:
    """Return the summary as one HTML document that loads nothing."""
    notes = max(1, totals["notes"])
    body = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in facts(totals))
    body += "".join(_html_section(title, rows, notes) for title, rows in _sections(totals) if rows)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Summary of the scan</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        "<h1>Summary of the scan</h1>\n"
        f"{body}</body>\n</html>\n"
    )


def _html_section(title: str, rows: Sequence[tuple[str, int, str]], notes: int) -> str:
    cells = "\n".join(
        f"<tr><td>{escape(name)}</td><td>{escape(more)}</td>"
        f"<td class=n>{n:,}</td><td class=n>{n / notes:.1%}</td>"
        f'<td class=b><div style="width:{min(100.0, 100 * n / notes):.1f}%"></div></td></tr>'
        for name, n, more in rows
    )
    return f"<h2>{escape(title)}</h2>\n<table>\n{cells}\n</table>\n"
