"""Lexical items of a note: phrases of the lexicons with their canonical values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from rehabcode.nlp.view import Item
from rehabcode.nlp.words import Match, Words


class Rule(Protocol):
    """What is read of a target rule: the project's own or medspaCy's."""

    @property
    def category(self) -> str:
        """The kind of thing the phrase names."""

    @property
    def metadata(self) -> Mapping[str, str] | None:
        """Canonical value, lexicon, form of capitals and further columns."""


class Phrases:
    """Target rules made ready for :func:`items`, once for all notes.

    ``metadata["topic"]`` names the lexicon of a phrase; ``metadata["case"]`` restricts it to capitals
    (``upper``), to its very form (``exact``) or to the title of a column (``column``).

    Attributes
    ----------
    shown : list of tuple
        Kind, value and columns of a hit, by rule.
    topics : list of int
        Lexicon of a phrase, by rule.
    cased : dict of int to tuple
        Case and literal of the rules that are restricted.
    count : int
        Number of lexicons.
    """

    def __init__(self, rules: Iterable[Rule]):
        self.shown: list[tuple[str, str | None, Mapping[str, str]]] = []
        self.topics: list[int] = []
        self.cased: dict[int, tuple[str, str]] = {}
        known: dict[str, int] = {}
        for number, rule in enumerate(rules):
            data = rule.metadata or {}
            self.shown.append((rule.category, data.get("value") or None, data))
            self.topics.append(known.setdefault(data.get("topic", ""), len(known)))
            if data.get("case"):
                self.cased[number] = data["case"], data.get("literal", "")
        self.count = len(known)


def items(matches: Sequence[Match], rules: Phrases, words: Words, text: str) -> tuple[Item, ...]:
    """Return the lexical items of a note, in text order; the matches are in text order as well.

    The longest phrase wins among the phrases of one lexicon; different lexicons do not disturb each other.
    """
    starts, ends, topics, cased, shown = words.starts, words.ends, rules.topics, rules.cased, rules.shown
    taken: dict[int, list[Match]] = {}
    for match in matches:
        first, last, number = match
        if number in cased and not _case_fits(*cased[number], text, starts[first], ends[last - 1]):
            continue
        topic = topics[number]
        kept = taken.get(topic)
        if kept is None:
            taken[topic] = [match]
            continue
        before, behind, _ = kept[-1]
        if first >= behind:
            kept.append(match)
        elif last - first > behind - before:
            kept[-1] = match
    out: list[tuple[int, int, str, str, int, Mapping[str, str]]] = []
    for kept in taken.values():
        for first, last, number in kept:
            kind, value, data = shown[number]
            start, end = starts[first], ends[last - 1]
            out.append((start, -end, kind, value or text[start:end].lower(), len(out), data))
    out.sort()
    return tuple([_new(Item, (start, -end, kind, value, data)) for start, end, kind, value, _, data in out])


_new = tuple.__new__
"""Makes a named tuple of its fields: twice as fast as its name, and every hit of a note passes here."""


COLUMN_BEFORE = re.compile(r"(?:\A|[\n|\t]|[ ]{2})[ ]?\Z")
COLUMN_BEHIND = re.compile(r"(?:[ ]?\([^()\n]{1,12}\))?[ ]?(?:[ ]{2}|[\n\r|\t]|\Z)")
"""What parts the title of a column from its neighbours."""


def _case_fits(case: str, literal: str, text: str, start: int, end: int) -> bool:
    """Whether a phrase that counts only in one form stands in that form."""
    if case == "column":
        return (
            COLUMN_BEFORE.search(text, max(0, start - 3), start) is not None
            and COLUMN_BEHIND.match(text, end) is not None
        )
    written = text[start:end]
    return written.isupper() if case == "upper" else " ".join(written.split()) == literal
