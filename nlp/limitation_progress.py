"""Values that a goal is measured against: where its activity stood, and where it stands now.

Progress reports name the activity once, in the goal, and then the values by their time::

    LTG 1: Pt will ambulate 150 ft SBA. Baseline: 20 ft Min A. Current: 80 ft CGA.
    STG: sup>sit CGA (IE: Max A; now: Min A)
    GOAL 2  amb 50'      SOC: unable   NOW: 18' Mod A
    STG 2 - amb 100' CGA.      PARTIALLY MET - 75' Min A

    value  = time [":"|"="|"-"] amount or level
    time   = "SOC" | "baseline" | "IE" | "was" ... (past)
           | "now" | "current" | "today" | "partially met" | "progressing" ... (present)

A time word alone is enough before a level, an amount or "unable"; words that also say something else ("status",
"D/C", a date) need the colon. What holds no level and no amount ("Current: progressing") tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from rehabcode.nlp import amounts
from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.limitation_units import Cover
from rehabcode.nlp.view import NoteView

TIMED = re.compile(
    r"(?<![\w/])(?:(?P<past>(?:at[ \t]+)?(?:soc|ie|eval(?:uation)?|baseline|initial(?:ly)?|adm(?:ission)?|start of care)"
    r"(?:[ \t]+(?:status|level|value))?|last (?:visit|week|report|note|pn|period))|"
    r"(?P<now>now|current(?:ly)?(?:[ \t]+(?:status|level))?|today|at present|presently|clof))"
    r"(?:[ \t]*\(?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?[ \t]*(?:[:=-][ \t]*)?(?=[\w<>~(])|"
    r"(?<![\w/])(?P<was>was)[ \t]+(?=[\w<>~(])|"
    r"(?<![\w/])(?P<met>(?:partially|partly|not)[ \t]+met|progressing|ongoing|improving|in progress)"
    r"[ \t]*[-:,(\u2013]?[ \t]*"
    r"(?=[\w<>~])|"
    r"(?<![\w/])(?:(?P<past_marked>prev(?:ious(?:ly)?)?|prior|start|initial)|"
    r"(?P<now_marked>status|d/?c|discharge|progress|outcome))"
    r"(?:[ \t]*\(?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?[ \t]*[:=][ \t]*(?=\S)"
)
"""A word for a time before its value (matched on lower case)."""
VALUE = re.compile(r"[^.;\n()|]{1,60}")
NEW_ITEM = re.compile(
    r"\n[ \t]*\n|\n[ \t]*(?:[-*\u2022>][ \t]*)?(?:(?:\(?\d{1,2}[.)])|(?:short|long)?[- ]?(?:term )?goals?\b|[sl]tgs?\b)|"
    r"(?<=[.;)\s])(?:goal[ \t]*#?\d|[sl]tg[ \t]*#?\d)",
)
"""Where the next goal begins (matched on lower case)."""
REACH = 200
"""How far behind a goal its values are looked for, in characters."""
VALUE_KINDS = frozenset({"ASSIST", "LIMIT_UNABLE", "LIMIT_INDEP"})
AMOUNTS = (amounts.NEAR, amounts.FLIGHT, amounts.TIME, amounts.WEIGHT)
OPENS = 34
"""How far behind its time word a value begins, in characters."""


def measured_against(view: NoteView, found: Iterable[Limitation]) -> Iterator[Limitation]:
    """Yield what stands behind goals as their earlier and present values.

    Parameters
    ----------
    view : NoteView
        The note.
    found : iterable of Limitation
        The limitations read so far; each goal among them is looked behind.
    """
    facts = sorted(found, key=lambda f: f.start)
    others = Cover((f.start, f.end) for f in facts if f.status != "goal")
    for i, goal in enumerate(facts):
        if goal.status != "goal" or (i + 1 < len(facts) and facts[i + 1].start == goal.start):
            continue
        end = _next_activity(facts, i, min(goal.start + REACH, len(view.text)))
        following = NEW_ITEM.search(view.lower, goal.start + 1, end)
        if following is not None:
            end = following.start()
        test = next((t for t in view.between(goal.start, end, "TEST") if t.start > goal.start), None)
        if test is not None:
            end = test.start
        for fact in _values(view, goal, end):
            if others.until(fact.end - 1) <= fact.start:
                yield fact


def _next_activity(facts: Sequence[Limitation], i: int, end: int) -> int:
    """Where the next statement of something else begins, at most at ``end``."""
    for j in range(i + 1, len(facts)):
        if facts[j].start >= end:
            break
        if facts[j].start > facts[i].start and not _same_goal(facts[j], facts[i]):
            return facts[j].start
    return end


def _same_goal(fact: Limitation, goal: Limitation) -> bool:
    """Whether a fact is of the same activity, read as a goal too because it stands behind one."""
    return fact.status == "goal" and fact.category == goal.category


def _values(view: NoteView, goal: Limitation, end: int) -> Iterator[Limitation]:
    """The values by time up to ``end``."""
    times = list(TIMED.finditer(view.lower, goal.start + 1, end))
    stops = [*(m.start() for m in times[1:]), end]
    for m, stop in zip(times, stops, strict=False):
        value = VALUE.match(view.text, m.end(), stop)
        if value is None:
            continue
        level = _level(view, value.start(), value.end())
        if level is None:
            continue
        past = m["past"] or m["past_marked"] or m["was"]
        status: Literal["past", "present", "absent"] = (
            "past" if past else "absent" if level == "free" else "present"
        )
        if past and level == "free":
            continue
        text = view.text[m.start() : value.end()].rstrip(" \t,-")
        yield replace(
            goal,
            start=m.start(),
            end=m.start() + len(text),
            text=text,
            status=status,
            assist=None if level in ("", "free") else level,
            specific=True,
        )


def _level(view: NoteView, start: int, end: int) -> str | None:
    """The level of a value, ``""`` for an amount or "unable", ``"free"`` for independence; None where it has none."""
    near = [c for c in view.between(start, min(end, start + OPENS)) if c.kind in VALUE_KINDS]
    for cue in near:
        if cue.kind == "ASSIST":
            return cue.value
    if any(c.kind == "LIMIT_INDEP" for c in near):
        return "free"
    opening = min(end, start + OPENS)
    if near or any(a.search(view.text, start, opening) for a in AMOUNTS):
        return ""
    return None
