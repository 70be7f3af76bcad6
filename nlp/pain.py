"""Pain that limits several grades at once: "all strength loss is pain limited", "both stopped by pain".

The strength reader marks the grade that stands beside the word. Here the mark goes on to the grades that the
same words speak of: all grades of the note where a sentence says so of every grade, and the grades before
"both" or "all" in the same sentence; a mark in a cell ("R 4-/5 L 4-/5 (p!)") holds for both sides of its
muscle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rehabcode.nlp.facts import Fact, Strength
from rehabcode.nlp.view import NoteView

_PAIN = re.compile(r"pain|\bp!")
EVERY = re.compile(
    r"\b(?:all|every|each|any)\b[^.;\n]{0,30}\b(?:grades?|strength|break\w*|"
    r"deficits?|weakness|limit\w*|tests?|mmt|loss)\b"
    r"[^.;\n]{0,40}\bpain(?![- ]?free)"
    r"|\b(?:break|weakness|loss)\b[^.;\n]{0,40}\bdue to pain inhibition"
)
"""A sentence that puts every low grade down to pain."""
EVERY_WORDS = ("all", "every", "each", "any", "break", "weakness", "loss")
"""What such a sentence begins with."""
TOGETHER = re.compile(
    r"\b(?:both|all|each|every)\b[ \t]*(?:(?:one )?of (?:these|those|them|which)[ \t]*)?"
    r"(?:(?:are|were|is|was|with|w/|stopped|limited|broke|broken|gave|gave way|inhibited|d/t|"
    r"due to|2/2|by|from|because of|secondary to|painful|and|"
    r"movements?|directions?)[ \t]*){0,4}(?:pain(?![- ]?free)|p!)"
)
"""Words that speak of the grades before them."""
TOGETHER_WORDS = ("both", "all", "each", "every")
NOT_ALL = re.compile(r"\b(?:not|except|but|other than|no)\b")


def spread_pain(view: NoteView, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts with the mark of pain on every grade that the note's words cover."""
    lower = view.lower
    low = [f for f in facts if isinstance(f, Strength) and f.deficit and f.status == "present"]
    if not low or all(f.pain_limited for f in low):
        return list(facts)
    if "pain" not in lower and ("p!" not in lower or _PAIN.search(lower) is None):
        return list(facts)
    limited = {id(f) for f in low if f.pain_limited}
    for m in _said(view, EVERY_WORDS, EVERY):
        if not NOT_ALL.search(lower, max(0, m.start() - 8), m.end()):
            limited |= {id(f) for f in low}
            break
    else:
        for m in _said(view, TOGETHER_WORDS, TOGETHER):
            start = view.sentence(m.start()).start
            limited |= {id(f) for f in low if start <= f.start < m.start()}
        marked = {(f.muscle, view.layout.line_at(f.start).start) for f in low if id(f) in limited}
        limited |= {
            id(f)
            for f in low
            if (f.muscle, view.layout.line_at(f.start).start) in marked and f.side != "bilateral"
        }
    return [
        replace(f, pain_limited=True) if isinstance(f, Strength) and id(f) in limited else f for f in facts
    ]


def _said(view: NoteView, words: tuple[str, ...], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with one of some words, in text order and without overlaps."""
    done = 0
    for place in view.places(words):
        m = pattern.match(view.lower, place) if place >= done else None
        if m is not None:
            done = m.end()
            yield m
