"""Full strength "in the other extremities": of the limbs that the words before do not name.

Where one limb or both of a pair are told before ("Mild weakness in RUE. Other extremities were full strength"), a grade
of the other limbs is one of each of those that are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rehabcode.nlp.facts import Side, Strength
from rehabcode.nlp.muscles import info
from rehabcode.nlp.sites import SIDES
from rehabcode.nlp.view import NoteView

OTHERS = re.compile(r"\b(?:other|remaining)[ \t]+(?:(?:three|3|two|2)[ \t]+)?(?:extremit(?:y|ies)|limbs?)\b")
LIMB = re.compile(
    r"\b(?:(?P<s>right|left|bilateral|both|r|l|b)[ \t]?(?P<p>upper(?=[ \t]+and[ \t]+(?:right|left|lower)\b)|"
    r"upper extremit(?:y|ies)|lower extremit(?:y|ies)|arms?|legs?|ues?|les?))\b"
)
"""A limb with its side (matched on lower case)."""
UPPER_AND_LOWER = re.compile(r"[ \t]+and[ \t]+lower\b")
REACH = 240
"""How far before the other limbs the one they are other than is named, in characters."""
PARTS = ("upper extremity", "lower extremity")
BOTH: frozenset[Side] = frozenset(("left", "right"))


def of_other_limbs(view: NoteView, facts: Iterable[Strength]) -> list[Strength]:
    """Return the facts with the grade of the other limbs put to each of them."""
    return [one for fact in facts for one in _others(view, fact)]


def _others(view: NoteView, fact: Strength) -> list[Strength]:
    """The fact itself, or one fact for each limb that is left."""
    if fact.muscle != "all extremities":
        return [fact]
    sentence = view.sentence(fact.start)
    told = OTHERS.search(
        view.lower, max(sentence.start, fact.start - REACH), min(sentence.end, fact.end + REACH)
    )
    if told is None or min(abs(told.end() - fact.start), abs(told.start() - fact.end)) > REACH // 4:
        return [fact]
    number = view.layout.sentence_index(sentence.start)
    begin = max(view.layout.sentences[max(0, number - 1)].start, told.start() - REACH)
    named = _named(view.lower[begin : told.start()])
    if not any(named.values()) or all(named[part] == BOTH for part in PARTS):
        return [fact]
    return [
        replace(fact, muscle=part, region=info(part)[0], limb=info(part)[1], side=_side(BOTH - named[part]))
        for part in PARTS
        if named[part] != BOTH
    ]


def _named(text: str) -> dict[str, frozenset[Side]]:
    """The sides of both pairs of limbs that a text names."""
    named: dict[str, frozenset[Side]] = dict.fromkeys(PARTS, frozenset())
    for m in LIMB.finditer(text):
        part = PARTS[m["p"].startswith(("lower", "leg", "le"))]
        side = "bilateral" if m["s"] in ("both", "b") else SIDES[m["s"]]
        sides = BOTH if side == "bilateral" else frozenset((side,))
        named[part] |= sides
        if UPPER_AND_LOWER.match(text, m.end()):
            named[PARTS[1]] |= sides
    return named


def _side(left: frozenset[Side]) -> Side:
    """One side, or both."""
    return "bilateral" if left == BOTH else next(iter(left))
