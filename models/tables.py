"""Read the decision tables of ``models/data``: small CSV files, each row with its source, read once."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

Applies = Literal["always", "focal", "linked", "distal", "unmeasured"]


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``models/data/<name>.csv``."""
    text = resources.files("rehabcode.models.data").joinpath(f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@dataclass(frozen=True, slots=True)
class Site:
    """Where a muscle belongs: joint region, limb (``UE``, ``LE``, ``ALL``, ``axial``), wasting family."""

    region: str
    limb: str
    paired: bool
    wasting_family: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One row of a diagnosis table: the code when the words of the mention match."""

    concept: str
    words: tuple[str, ...]
    code: str
    digits: str
    name: str
    applies: str
    beside: str
    rank: int
    source: str

    def matches(self, text: str) -> bool:
        """Whether the row speaks about a mention (a row without words speaks about every one)."""
        return not self.words or any(starts_word(word, text) for word in self.words)

    def fill(self, side: str) -> str:
        """Return the billable code for a side; ``digits`` holds unspecified, right, left, bilateral."""
        if not self.digits:
            return self.code
        digit = self.digits[{"unspecified": 0, "right": 1, "left": 2, "bilateral": 3}[side]]
        digit = self.digits[0] if digit == "-" else digit
        return self.code.replace("_", digit) if "_" in self.code else self.code + digit


_DENIED = re.compile(r"\b(?:without|w/o|no|not in|not an?) (?:acute |an? )?\Z")
"""Before a word that the note denies (matched on lower case)."""


def starts_word(word: str, text: str) -> bool:
    """Whether ``word`` stands in ``text`` at the beginning of a word ("ich" does not stand in "which"), and is not denied
    right before ("without exacerbation", "not in crisis").
    """
    at = text.find(word)
    while at > 0 and (text[at - 1].isalnum() or _DENIED.search(text, max(0, at - 16), at)):
        at = text.find(word, at + 1)
    return at >= 0


@lru_cache(maxsize=1)
def sites() -> dict[str, Site]:
    """Return the place of every canonical muscle."""
    return {
        r["muscle"]: Site(r["region"], r["limb"], r["paired"] == "yes", r["wasting_family"])
        for r in rows("muscle_sites")
    }


@lru_cache(maxsize=4)
def leaves(name: str) -> dict[str, tuple[Leaf, ...]]:
    """Return the leaf rows of a diagnosis table by concept, in file order."""
    out: dict[str, list[Leaf]] = {}
    for r in rows(name):
        leaf = Leaf(
            concept=r["concept"],
            words=tuple(w for w in r["words"].split("|") if w),
            code=r["code"],
            digits=r.get("digits", ""),
            name=r["name"],
            applies=r.get("applies", "always"),
            beside=r.get("weakness_beside", ""),
            rank=int(r.get("rank") or 0),
            source=r["source"],
        )
        out.setdefault(leaf.concept, []).append(leaf)
    return {concept: tuple(items) for concept, items in out.items()}


@lru_cache(maxsize=1)
def adverse_drugs() -> tuple[tuple[str, str, str], ...]:
    """Return (word, adverse-effect code, drug) rows."""
    return tuple((r["word"], r["code"], r["drug"]) for r in rows("adverse_drugs"))
