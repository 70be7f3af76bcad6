"""Lexical items of a note: phrases of the lexicons with their canonical values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from rehabcode.nlp.view import Item
from rehabcode.nlp.words import Match, Words, longest


class Rule(Protocol):
    """What is read of a target rule: the project's own or medspaCy's."""

    @property
    def category(self) -> str:
        """The kind of thing the phrase names."""

    @property
    def metadata(self) -> Mapping[str, str] | None:
        """Canonical value, lexicon, form of capitals and further columns."""


class Phrase(NamedTuple):
    """A target rule made ready: all that a hit needs."""

    topic: int
    kind: str
    value: str | None
    case: str | None
    literal: str
    data: Mapping[str, str]


def phrases(rules: Iterable[Rule]) -> list[Phrase]:
    """Make target rules ready for :func:`items`, once for all notes.

    ``metadata["topic"]`` names the lexicon of a phrase; ``metadata["case"]`` restricts it to capitals
    (``upper``) or to its very form (``exact``).
    """
    topics: dict[str, int] = {}
    out = []
    for rule in rules:
        data = rule.metadata or {}
        topic = topics.setdefault(data.get("topic", ""), len(topics))
        case = data.get("case") or None
        out.append(
            Phrase(topic, rule.category, data.get("value") or None, case, data.get("literal", ""), data)
        )
    return out


def items(matches: Sequence[Match], rules: Sequence[Phrase], words: Words, text: str) -> tuple[Item, ...]:
    """Return the lexical items of a note, in text order.

    The longest phrase wins among the phrases of one lexicon; different lexicons do not disturb each other.
    """
    starts, ends = words.starts, words.ends
    topics: dict[int, list[Match]] = {}
    for match in matches:
        first, last, number = match
        topic, _, _, case, literal, _ = rules[number]
        if case and not _case_fits(case, literal, text[starts[first] : ends[last - 1]]):
            continue
        if topic in topics:
            topics[topic].append(match)
        else:
            topics[topic] = [match]
    out: list[tuple[int, int, str, str, int, Mapping[str, str]]] = []
    for found in topics.values():
        for first, last, number in longest(found) if len(found) > 1 else found:
            _, kind, value, _, _, data = rules[number]
            start, end = starts[first], ends[last - 1]
            out.append((start, -end, kind, value or text[start:end].lower(), len(out), data))
    out.sort()
    return tuple([_new(Item, (start, -end, kind, value, data)) for start, end, kind, value, _, data in out])


_new = tuple.__new__
"""Makes a named tuple of its fields: twice as fast as its name, and every hit of a note passes here."""


def _case_fits(case: str, literal: str, written: str) -> bool:
    """Whether a phrase that counts only in one form of capitals stands in that form."""
    return written.isupper() if case == "upper" else " ".join(written.split()) == literal
