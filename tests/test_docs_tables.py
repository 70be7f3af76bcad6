"""Tables in docs are drawn from the code. After a wanted change: REWRITE_VIEWS=1 pytest tests/test_docs_tables.py."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from rehabcode.models import manual
from rehabcode.models.gaps import GAPS, gap_table

DOCS = Path(__file__).parents[1] / "docs"


def current(name: str, expected: str) -> str:
    path = DOCS / name
    if os.environ.get("REWRITE_VIEWS"):
        path.write_text(expected, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def gaps_page() -> str:
    lines = [
        "# Gaps and the score",
        "",
        "Each gap, how grave it is by kind of note, and what it costs in the score. `rehabcode explain ID` prints",
        "the manual page of each, with its source.",
        "",
        "| gap | raised when | evaluation | daily | progress | discharge | cost |",
        "|---|---|---|---|---|---|---|",
    ]
    for gap in GAPS:
        row, first = gap_table()[gap.id], (type(gap).__doc__ or "").splitlines()[0]
        grave = " | ".join(row.severity[kind] for kind in ("evaluation", "daily", "progress", "discharge"))
        lines.append(f"| `{gap.id}` | {first} | {grave} | {row.cost} |")
    return "\n".join(
        [
            *lines,
            "",
            "The documentation score is 100 minus the costs of the note's gaps, and never below 0. A gap that hides",
            "others (no grade at all hides a missing side) costs at least as much as all that can come to light when",
            "it is mended, so mending a gap never lowers the score. A note in which weakness is not in question owes",
            "nothing and scores 100.",
            "",
        ]
    )


def claims() -> list[dict[str, str]]:
    with (DOCS / "guide_claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claims_page() -> str:
    head = [
        "# What the guide claims, and what does it here",
        "",
        "Each claim of the coding guide for M62.81 that this program implements, with the rule, gap, code or procedure",
        "that does it (`rehabcode explain ID`).",
        "",
        "| claim | | done by |",
        "|---|---|---|",
    ]
    rows = [
        f"| {c['id']} | {c['claim']} | {', '.join(f'`{d}`' for d in c['done by'].split())} |"
        for c in claims()
    ]
    return "\n".join([*head, *rows, ""])


def test_the_gaps_page_is_current() -> None:
    assert current("gaps.md", gaps_page()) == gaps_page()


def test_the_claims_page_is_current() -> None:
    assert current("guide-claims.md", claims_page()) == claims_page()


def test_all_36_claims_are_done_by_something_with_a_manual_page() -> None:
    assert [c["id"] for c in claims()] == [f"S{i}" for i in range(1, 37)]
    for claim in claims():
        for done in claim["done by"].split():
            kind, _, name = done.partition(":")
            page = manual.page(name)
            assert page is not None, done
            assert kind in ("code", "cpt") or page.startswith(f"{kind} {name}"), done
