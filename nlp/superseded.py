"""Findings that the same note supersedes: the low grade of the start, the weakness that has resolved since.

A deficit counts as past where the same muscle of the same side is full further on in the note, and the later
statement is said of today or of the discharge ("hips 3/5 ... Today hips 5/5"), or stands in a discharge note.
Nothing else tells which of two grades is valid: a contradiction stays one. A weakness of no one part counts as past
where a discharge note says further on that the weakness has resolved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rehabcode.nlp.facts import Cue, Fact, Side, Strength, Weakness
from rehabcode.nlp.note import kind_of
from rehabcode.nlp.view import NoteView

NOW = re.compile(
    r"\b(?:today(?:'s)?|now|current(?:ly)?|presently|this visit|at (?:d/?c|discharge)|on discharge|on retest)\b"
)
REST = re.compile(r"\b(?:other|otherwise|rest|except|remain\w*|than|excluding|apart)\b")
"""What leaves the weak muscles out of a statement on all limbs (matched on lower case)."""
SENT = re.compile(
    r"\b(?:(?:was|were|been|is|originally|initially|first)[ \t]+(?:\w+[ \t]+)?(?:referred|sent|seen|"
    r"admitted|evaluated|ordered)|"
    r"ref['\u2019]?d|referred|came[ \t]+to[ \t]+(?:us|me|therapy|pt|ot|the[ \t]+clinic)|presented|"
    r"(?:reasons?|indication)[ \t]+for[ \t]+(?:referral|therapy|the[ \t]+referral|pt|ot|admission)|"
    r"referral[ \t]+(?:was|for)|referr(?:ing|al)[ \t]+(?:dx|diagnos[ie]s)[ \t]+(?:was|of)|"
    r"initial[ \t]+(?:complaints?|presentation|problems?|symptoms?)|admitted)\b"
)
"""Before a weakness: that the patient came for it (matched on lower case)."""
NOW_WEAK = re.compile(
    r"\b(?:today|now|still|remains?|continues?|currently|persist\w*|residual|complain\w*|c/o|reports?)\b"
)
REACH = 3
"""How many sentences before a grade the word for today may stand."""


def superseded(view: NoteView, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts with those made past that a later statement supersedes."""
    return _resolved(view, _came_for(view, _full_since(view, facts)))


def _full_since(view: NoteView, facts: Sequence[Fact]) -> list[Fact]:
    """Make deficits past that a later full grade of the same muscle supersedes."""
    present = [f for f in facts if isinstance(f, Strength) and f.status == "present"]
    low = [f for f in present if f.deficit]
    full = {(f.muscle, f.side): f for f in present if not f.deficit and not f.grade_max}
    if not low or not full:
        return list(facts)
    discharged = view.once(kind_of) == "discharge"
    cues: dict[int, Cue] = {}
    for f in low:
        later = _full_later(view, full, f)
        if later is not None and (cue := _said_now(view, f, later, discharged=discharged)):
            cues[id(f)] = cue
    return [
        replace(f, status="past", cues=(cues[id(f)],)) if isinstance(f, Strength) and id(f) in cues else f
        for f in facts
    ]


def _full_later(view: NoteView, full: dict[tuple[str, Side], Strength], low: Strength) -> Strength | None:
    """The full grade of the same muscle, of this side or of both, or of all limbs, behind a deficit."""
    for muscle, side in ((low.muscle, low.side), (low.muscle, "bilateral"), ("all extremities", "bilateral")):
        found = full.get((muscle, side))
        if found is None or found.start <= low.end:
            continue
        if muscle == low.muscle or REST.search(view.lower, max(0, found.start - 60), found.end + 60) is None:
            return found
    return None


def _said_now(view: NoteView, low: Strength, later: Strength, *, discharged: bool) -> Cue | None:
    """What says that the later grade is the valid one: a word for today between the two, or the discharge."""
    number = view.layout.sentence_index(later.start)
    first = view.layout.sentences[max(0, number - REACH)].start
    m = NOW.search(view.lower, max(first, low.end), later.start)
    if m is not None:
        return Cue(text=view.text[m.start() : m.end()], start=m.start(), end=m.end(), category="TIME")
    if discharged:
        return Cue(text=later.text, start=later.start, end=later.end, category="TIME")
    return None


def _came_for(view: NoteView, facts: list[Fact]) -> list[Fact]:
    """Make the weakness past that the patient of a discharge note came for, where every grade of today is full."""
    grades = [f for f in facts if isinstance(f, Strength) and f.status == "present"]
    if not grades or any(f.deficit or f.grade_max for f in grades) or view.once(kind_of) != "discharge":
        return facts
    found: list[Fact] = []
    for f in facts:
        if (
            isinstance(f, Weakness)
            and f.status == "present"
            and f.pattern != "fatigue"
            and _tested(f, grades)
        ):
            sentence = view.layout.sentence_at(f.start)
            m = SENT.search(view.lower, sentence.start, f.start)
            if m is not None and NOW_WEAK.search(view.lower, m.end(), sentence.end) is None:
                cue = Cue(text=view.text[m.start() : m.end()], start=m.start(), end=m.end(), category="TIME")
                f = replace(f, status="past", cues=(cue,))
        found.append(f)
    return found


def _tested(weakness: Weakness, grades: Sequence[Strength]) -> bool:
    """Whether one of the grades is of the side of a weakness, where it has one."""
    if weakness.side == "unspecified":
        return True
    return any(g.side in (weakness.side, "bilateral") or g.muscle == "all extremities" for g in grades)


def _resolved(view: NoteView, facts: Sequence[Fact]) -> list[Fact]:
    """Make the weakness past that a discharge note calls resolved further on."""
    over = next(
        (
            (f.start, cue)
            for f in facts
            if isinstance(f, Weakness)
            and f.status == "past"
            and f.pattern in ("generalized", "unspecified")
            and f.section != "pmh"
            and f.site is None
            for cue in f.cues
            if cue.category == "RESOLVED"
        ),
        None,
    )
    if over is None or view.once(kind_of) != "discharge":
        return list(facts)
    at, cue = over
    return [
        replace(f, status="past", cues=(cue,))
        if isinstance(f, Weakness)
        and f.status == "present"
        and f.start < at
        and f.pattern in ("generalized", "unspecified")
        else f
        for f in facts
    ]
