"""When a measurement was taken: before this visit, now, or as an aim.

In this order decide

1. a time word beside the value, or its column (the readers of tests and dynamometry pass it on),
2. the word that governs the clause or line: at its start ("IE: SLS 3 s, LEFS 39"), before a colon, right before the
   name ("goal TUG 12 s"), or at the head of the list ("Goals 1 wk" above bullets),
3. verbs of aim in the same sentence ("is to ambulate 1000 feet"),
4. the cues and the section of the value (:func:`rehabcode.nlp.assertion.assertion`),
5. a referral or history line on which the value stands.

An initial value is past beside a current one, beside a column for one, or in a note that is not an evaluation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Cue, Status
from rehabcode.nlp.note import note_kind
from rehabcode.nlp.view import Item, NoteView

LIST_ITEM = re.compile(
    r"[ \t]*(?:[-*\u2022\u25cf\u25aa\u25e6\u00b7]|\(?\d{1,2}[.)]|\d{1,2}[ \t]+(?=[a-z])|\[ ?[x ]?\])[ \t]*\S|(?:\t|  +)\S", re.I
)
LIST_REACH = 15
"""How many items below the head of a list one can stand."""
HEAD_LENGTH = 60
GOAL_REACH = 600
"""How far a goal word at the start of a sentence rules the sentences behind it in dictated prose."""
BULLETS = " \t-*\u2022\u25cf\u25aa.)(0123456789|[]>#"
GOVERNS = re.compile(
    r"\s*(?:\([^()\n]{0,30}\)|#?\d{1,2} ?(?:wks?|weeks?|days?|d|mos?|months?)?\b(?![./]\d))?[ \t]*"
    r"(?:[\w/.-]+[ \t]?){0,2}(?:\([^()\n]{0,30}\))?[ \t]*[:=-]"
)
WILL = re.compile(
    r"\b(?:will(?! (?:re-?)?(?:assess|test|be|perform|monitor))|(?:is|are|pt|patient) to|to be|able to achieve)\b"
)
GOAL_VERB = re.compile(
    r"\b(?:improve|increase|decrease|reduce|raise|lower|achieve|reach|bring)(?: (?:his|her|their|the|pt'?s?|patient'?s?))?[ \t]*$"
)
PAST_SECTIONS = frozenset(("referral", "pmh", "plof"))
ROLES: dict[str, str] = {"was": "past", "from": "past", "norm": "conditional", "to": "now"}
NO_GOVERNOR = frozenset(("was", "from", "to", "met", "change"))


@dataclass(frozen=True, slots=True)
class Timed:
    """Time role (``now``, ``initial``, ``past``, ``goal``, ``conditional``) and the words that gave it."""

    role: str
    cues: tuple[Cue, ...] = ()


def time_of(view: NoteView, name: int, value: int, end: int, kind: str, when: str | None, item: Item | None) -> Timed:
    """Return the time role of a measurement.

    Parameters
    ----------
    view : NoteView
        The note.
    name, value, end : int
        Where the name of the measure starts, where the value starts and ends.
    kind : str
        Kind of the fact.
    when : str or None
        Role a word beside the value or its column gave, None for none.
    item : Item or None
        That word.
    """
    if when is not None and when != "met":
        return Timed(ROLES.get(when, when), _cues(view, item))
    at = min(name, value)
    governor = _governor(view, at)
    if governor is not None:
        return Timed(ROLES.get(governor.value, governor.value), _cues(view, governor))
    if GOAL_VERB.search(view.lower, max(0, at - 40), at) or WILL.search(
        view.lower, view.layout.sentence_at(at).start, value
    ):
        return Timed("goal")
    said = assertion(view, value, end, kind)
    if said.status == "goal":
        return Timed("goal", said.cues)
    section = view.section_at(value)
    if section and section.category in PAST_SECTIONS and view.layout.line_at(value).start <= section.start:
        return Timed("past", said.cues)
    return Timed("now")


def status_of(role: str, *, followed: bool) -> Status:
    """Return the status of a time role; ``followed``: a current value stands beside an initial one."""
    if role == "initial":
        return "past" if followed else "present"
    if role in ("goal", "past", "conditional"):
        return role  # type: ignore[return-value]
    return "present"


def is_evaluation(view: NoteView) -> bool:
    """Whether the note can be an evaluation, where the initial values are the current ones."""
    return note_kind(view.text) in ("evaluation", "unknown")


def _governor(view: NoteView, at: int) -> Item | None:
    """Return the time word that rules the clause, line or list of a measure at ``at``."""
    line, sentence = view.layout.line_at(at), view.layout.sentence_at(at)
    low = view.lower
    for item in reversed(view.between(min(line.start, sentence.start), at, "WHEN")):
        if item.value in NO_GOVERNOR:
            continue
        own = item.start >= sentence.start
        lead = low[sentence.start if own else view.layout.sentence_at(item.start).start : item.start]
        opens = item.value != "norm" and not lead.strip(BULLETS).removeprefix("at").removeprefix("on").strip()
        between = low[item.end : at]
        colon = GOVERNS.match(low, item.end, at)
        if colon and not _closes_bracket(low[item.start : colon.end()]) and (own or _same_list(view, item, at)):
            return item
        if not between.strip(" \t:=-#") or between.strip() in ("of", "of:", "the", "for"):
            return item
        if opens and (own or (item.value == "goal" and _same_list(view, item, at))):
            return item
    return _list_head(view, at)


def _same_list(view: NoteView, goal: Item, at: int) -> bool:
    """Whether no other section begins between a time word and a sentence that follows it on the line."""
    section = view.section_at(at)
    return at - goal.end < GOAL_REACH and (section is None or section.start <= goal.start or section.category == "goals")


def _closes_bracket(part: str) -> bool:
    """Whether a word before a colon stands in brackets that close before it ("(goal 12): ...")."""
    return part.count(")") > part.count("(")


def _list_head(view: NoteView, at: int) -> Item | None:
    """Return the goal word that heads the list in which the line at ``at`` is an item."""
    text, lines = view.text, view.layout.lines
    own = n = view.layout.line_index(at)
    for _ in range(LIST_REACH):
        line = lines[n]
        if not LIST_ITEM.match(text, line.start, line.end) or n == 0 or lines[n - 1].end < line.start - 2:
            break
        n -= 1
    head = lines[n] if lines else None
    if head is None or n == own or head.end - head.start > HEAD_LENGTH:
        return None
    items = view.between(head.start, head.end, "WHEN")
    if items and items[0].value == "goal" and not text[head.start : items[0].start].strip(BULLETS + "IVX"):
        return items[0]
    return None


def _cues(view: NoteView, item: Item | None) -> tuple[Cue, ...]:
    if item is None:
        return ()
    text = view.text[item.start : item.end]
    return (Cue(text=text, start=item.start, end=item.end, category=f"TIME:{item.value}"),)
