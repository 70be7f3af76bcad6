"""The words of the coach, by gap, and which gaps come in the wake of others: two small tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

COPIED = "copy-forward"
"""Stands among the gaps: the values of the note before, repeated unchanged."""
PRIOR = "prior-level-missing"
DATA = "weak-without-data"


@dataclass(frozen=True, slots=True)
class Words:
    """What the coach says about a gap."""

    gap: str
    title: str
    clause: str
    """Fits after "In 12 of 40 notes"."""
    do: str
    asked_of: str
    """Which notes can have the gap: ``weakness``, ``m62.81``, ``claim``, ``repeat`` or ``all``."""
    evidence: tuple[str, ...]
    """Kinds of facts that show the gap well met."""


@lru_cache(maxsize=1)
def words() -> dict[str, Words]:
    """Return the coach's words in the order of the report contract."""
    return {
        row["gap"]: Words(
            gap=row["gap"],
            title=row["title"],
            clause=row["clause"],
            do=row["do"],
            asked_of=row["asked_of"],
            evidence=tuple(row["evidence"].split("|")),
        )
        for row in _rows("sentences")
    }


def about(gap: str) -> Words:
    """Return the words about a gap; a gap that a newer version reports is called by its id."""
    title = gap.replace("-", " ")
    return words().get(gap) or Words(gap, title.capitalize(), f"{title} is found", "", "all", ())


@lru_cache(maxsize=1)
def leads() -> dict[str, dict[str, str]]:
    """Return, by gap, the gaps that it may be a mere consequence of, and why."""
    out: dict[str, dict[str, str]] = {}
    for row in _rows("follows"):
        out.setdefault(row["gap"], {})[row["follows_from"]] = row["why"]
    return out


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("rehabcode.cli.coaching").joinpath(f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
