"""Lexical items of a note: phrases of the lexicons with their canonical values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rehabcode.nlp.lexicon import TargetRule
from rehabcode.nlp.view import Item
from rehabcode.nlp.words import Match, Words, longest


def items(matches: Sequence[Match], rules: Sequence[TargetRule], words: Words, text: str) -> tuple[Item, ...]:
    """Return the lexical items of a note, in text order.

    The longest phrase wins among the phrases of one lexicon (``metadata["topic"]``); different lexicons do not
    disturb each other. ``metadata["case"]`` restricts a phrase to capitals (``upper``) or to its very form
    (``exact``).
    """
    topics: dict[str, list[Match]] = defaultdict(list)
    starts, ends = words.starts, words.ends
    for match in matches:
        metadata = rules[match[0]].metadata or {}
        case = metadata.get("case")
        if case and not _case_fits(case, metadata["literal"], text[starts[match[1]] : ends[match[2] - 1]]):
            continue
        topics[metadata.get("topic", "")].append(match)
    out = []
    for found in topics.values():
        for number, first, last in longest(found):
            rule = rules[number]
            start, end = starts[first], ends[last - 1]
            metadata = rule.metadata or {}
            value = metadata.get("value") or text[start:end].lower()
            out.append(Item(start, end, rule.category, value, metadata))
    return tuple(sorted(out, key=lambda i: (i.start, -i.end, i.kind, i.value)))


def _case_fits(case: str, literal: str, written: str) -> bool:
    """Whether a phrase that counts only in one form of capitals stands in that form."""
    return written.isupper() if case == "upper" else " ".join(written.split()) == literal
