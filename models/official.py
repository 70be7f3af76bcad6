"""The official ICD-10-CM table of the families in scope: titles, leaves, Excludes, sequencing notes.

The data file is generated (``build_official``) and read once, on first use. Notes are inherited: an Excludes
note printed at a block or category counts for every code below it, and an Excludes1 note binds both codes of
the pair, whichever of them carries it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

FIRST_DAY, LAST_DAY = "2026-04-01", "2026-09-30"
"""Dates of service for which the release is in force (the April update of fiscal year 2026)."""

MOST_PAIRS = 10_000
"""So many answers about pairs of codes are kept."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note of the tabular list: the node that prints it, its words, the codes it names (as prefixes)."""

    node: str
    text: str
    names: tuple[str, ...]

    @property
    def source(self) -> str:
        """How the note is cited."""
        return f"ICD-10-CM tabular, note at {self.node}"

    def covers(self, code: str) -> bool:
        """Whether ``code`` belongs to one of the families named (``I69*93``: beginning and end)."""
        return code.startswith(self.names) or any(
            code.startswith(head) and code.endswith(tail)
            for head, star, tail in (name.partition("*") for name in self.names)
            if star
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One node of the tabular list."""

    code: str
    title: str
    billable: bool
    parent: str | None
    inclusion_terms: tuple[str, ...] = ()


class Official:
    """The table. Use `Official.load` (shared, read once)."""

    def __init__(self, header: dict[str, Any], table: dict[str, list[Any]]) -> None:
        self.release: str = header["release"]
        self.sha256: str = header["sha256"]
        self.complete: frozenset[str] = frozenset(header["complete"])
        self.corrections: tuple[dict[str, str], ...] = tuple(header["corrections"])
        self._table = table
        self._notes: dict[tuple[str, str], tuple[Note, ...]] = {}
        self._pairs: dict[tuple[str, str, str], Note | None] = {}

    @classmethod
    def load(cls) -> Official:
        """Return the table shipped with the package.

        Raises
        ------
        ValueError
            When the file is not the one its header describes.
        """
        return _load()

    @property
    def codes(self) -> tuple[str, ...]:
        """All billable codes, sorted."""
        return tuple(code for code, entry in self._table.items() if entry[1])

    def get(self, code: str) -> Entry | None:
        """Return the entry of a code or family, or None where the table does not hold it."""
        row = self._table.get(code)
        if row is None:
            return None
        terms = row[3].get("incl", ()) if len(row) > 3 else ()
        return Entry(code, row[0], bool(row[1]), row[2], tuple(terms))

    def is_billable(self, code: str) -> bool:
        """Whether ``code`` is a leaf that may stand on a claim."""
        row = self._table.get(code)
        return row is not None and bool(row[1])

    def title(self, code: str) -> str:
        """Return the official title; empty where the table does not hold the code."""
        row = self._table.get(code)
        return row[0] if row is not None else ""

    def knows_category(self, code: str) -> bool:
        """Whether the whole category of ``code`` is held: only then can a missing code be called invalid."""
        return code[:3] in self.complete

    def children(self, code: str) -> tuple[str, ...]:
        """Return the billable codes below a family."""
        return tuple(c for c, row in self._table.items() if row[1] and c != code and c.startswith(code))

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the nodes above ``code``, nearest first (sub-category, category, block, chapter)."""
        out: list[str] = []
        row = self._table.get(code)
        while row is not None and row[2] is not None:
            out.append(row[2])
            row = self._table.get(row[2])
        return tuple(out)

    def _inherited(self, code: str, kind: str) -> tuple[Note, ...]:
        """Return the notes of one kind that hold for ``code``: its own and those of all ancestors."""
        key = (code, kind)
        if key not in self._notes:
            self._notes[key] = tuple(
                Note(node, text, tuple(names))
                for node in (code, *self.ancestors(code))
                for text, names in self._own(node, kind)
            )
        return self._notes[key]

    def _own(self, node: str, kind: str) -> list[list[Any]]:
        row = self._table.get(node)
        return row[3].get(kind, []) if row is not None and len(row) > 3 else []

    def _pair(self, a: str, b: str, kind: str) -> Note | None:
        key = (a, b, kind)
        if key not in self._pairs:
            if len(self._pairs) >= MOST_PAIRS:
                self._pairs.clear()
            self._pairs[key] = self._find_pair(a, b, kind)
        return self._pairs[key]

    def _find_pair(self, a: str, b: str, kind: str) -> Note | None:
        for one, other in ((a, b), (b, a)):
            for note in self._inherited(one, kind):
                if note.covers(other):
                    return note
        return None

    def excludes1(self, a: str, b: str) -> Note | None:
        """Return the Excludes1 note that forbids ``a`` and ``b`` on one claim, or None.

        Examples
        --------
        >>> Official.load().excludes1("M62.81", "M79.18").node
        'M62'
        """
        return None if a == b else self._pair(a, b, "x1")

    def excludes2(self, a: str, b: str) -> Note | None:
        """Return the Excludes2 note that lets both codes stand side by side, or None."""
        return None if a == b else self._pair(a, b, "x2")

    def notes(self, code: str) -> dict[str, tuple[Note, ...]]:
        """Return all notes that hold for ``code``, by the name the tabular gives them."""
        kinds = {"Excludes1": "x1", "Excludes2": "x2", "Code first": "first", "Use additional code": "use"}
        return {name: found for name, kind in kinds.items() if (found := self._inherited(code, kind))}

    def code_first(self, code: str) -> tuple[Note, ...]:
        """Return the "code first" notes that hold for ``code``."""
        return self._inherited(code, "first")


@lru_cache(maxsize=1)
def _load() -> Official:
    raw = resources.files("rehabcode.models.data").joinpath("official.json").read_text("utf-8")
    head, body = raw.rstrip("\n").split("\n")
    header = json.loads(head)
    if hashlib.sha256(body.encode()).hexdigest() != header["sha256"]:
        raise ValueError(
            "models/data/official.json was altered; rebuild it with rehabcode.models.build_official"
        )
    return Official(header, json.loads(body))
