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
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from rehabcode.nlp import amounts
from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.limitation_units import Cover
from rehabcode.nlp.view import NoteView

TIMED = re.compile(
    r"(?<![\w/])(?:(?P<past>(?:at[ \t]+)?(?:soc|ie|eval(?:uation)?|baseline|initial(?:ly)?|adm(?:ission)?|start of care)"
    r"\b(?:[ \t]+(?:status|level|value))?|last (?:visit|week|report|note|pn|period))|"
    r"(?P<now>now|current(?:ly)?(?:[ \t]+(?:status|level))?|today|at present|presently|clof)\b)"
    r"(?:[ \t]*\(?\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?)?[ \t]*(?:[:=-][ \t]*)?(?=[\w<>~(])|"
    r"(?<![\w/])(?P<was>was)[ \t]+(?=[\w<>~(])|"
    r"(?<![\w/])(?P<met>(?:partially|partly|not)[ \t]+met|progressing|ongoing|improving|in progress)"
    r"(?:[ \t]*[-:,(\u2013])?[ \t]*"
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
BILLED = re.compile(r"\b97\d{3}\b")
"""A code of what was done today ("Today: 97110 15 min"), and no value of a goal."""
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


ARROW = re.compile(r"[ \t]*(?:-{1,2}>|=+>|\u2192|(?<=[ \t])>(?=[ \t]))[ \t]*")
"""What stands between the value of before and that of now."""
ARROW_MARK = re.compile(r"[-=>\u2192](?:(?<=-)-?>|(?<==)=*>|(?<=\u2192)|(?<=[ \t]>)(?=[ \t]))")
"""The arrow without the blanks before it: its first character is told apart behind it, so it is found much faster."""
AROUND = 60
"""How far around an arrow its values are looked for, in characters."""
PARTS = re.compile(r"[;|,\n(]|[.:][ \t]|[ \t]{3,}")
BRACKET = re.compile(r"[ \t]*\((?P<what>[^()\n]{1,30})\)")
OF_BEFORE = re.compile(r"(?:was|from|ie|eval|initial|prev|prior|soc|baseline|last|with|w/|using|no\b)", re.I)
FREE_NOW = re.compile(r"(?:I|[Ii]nd\w*|Mod I|MI)\b")


def changed(view: NoteView, found: Sequence[Limitation]) -> Iterator[Limitation]:
    """Yield the level of before, and that aimed at, around an arrow: "Sit<>stand Mod A -> CGA (SBA)".

    Parameters
    ----------
    view : NoteView
        The note.
    found : sequence of Limitation
        The limitations read so far; the arrow stands in or beside one of them.
    """
    facts = sorted((f for f in found if f.status in ("present", "absent")), key=lambda f: f.start)
    starts = [f.start for f in facts]
    for m in _changes(view):
        at = bisect_left(starts, m.end() + 1) - 1
        if at < 0 or facts[at].end < m.start() - AROUND:
            continue
        line = view.layout.line_at(m.start())
        left = max(line.start, m.start() - AROUND)
        for part in PARTS.finditer(view.text, left, m.start()):
            left = part.end()
        if _only_varies(view, m):
            continue
        if m.re is FROM_TO:
            left = m.start("before")
            if not _opens_value(view, left, m.end("before")):
                continue  # "from w/c x 8 mod A fading to min A"
        opening = PARTS.search(view.text, m.end(), min(line.end, m.end() + AROUND))
        right = opening.start() if opening is not None else min(line.end, m.end() + AROUND)
        fact = facts[at]
        stop = m.end("before") if m.re is FROM_TO else m.start()
        level = _level_at_end(view, left, stop)
        if m.group().strip() == ">" and level == "" and not _amount_at_end(view, left, m.start()):
            continue  # "can't lift > 3 lb"
        if level is None or fact.end <= left or not _opens_value(view, m.end(), right):
            continue
        yield _beside(view, fact, left, stop, "past", level)
        aim = BRACKET.match(view.text, right)
        if aim is not None and OF_BEFORE.match(aim["what"]) is None:
            aimed = _level(view, aim.start("what"), aim.end("what"))
            if aimed is not None:
                yield _beside(view, fact, aim.start("what"), aim.end("what"), "goal", aimed)


NOW_VALUE = (
    r"(?=(?:\w+[ \t]+){0,2}?(?:(?:min|mod|max|total)\b|cga\b|sba\b|spv\b|sup\w*\b|ind\w*\b|i\b|unable\b|"
    r"set[ -]?up\b|\d))"
)
TURNS_TO_NOW = re.compile(
    r"(?<=[ \t])(?:today|now|currently|presently|this (?:wk|week|visit|date|report))\b[ \t:=-]*" + NOW_VALUE
)
"""What turns from the value of before to that of now on one line (matched on lower case)."""
NOW_WORDS = (
    "today",
    "now ",
    "now:",
    "now=",
    "now-",
    "currently",
    "presently",
    "this w",
    "this visit",
    "this date",
    "this report",
)
TIME_BETWEEN = re.compile(
    r"(?<=[ \t])(?:at (?:eval\w*|ie|soc|admission|start of care)|on (?:eval\w*|admission|adm)|initially|"
    r"last (?:week|visit|month|session))[ \t]*[;,][ \t]*(?=(?:\w+[ \t]+){0,2}?"
    r"(?:(?:min|mod|max)\b|cga\b|sba\b|sup\w*\b|ind\w*\b|unable\b|\d)[^.;\n]{0,30}?\b(?:now|today)\b)"
)
"""The same by the time of before, behind its value: "Min A at eval; independent today"."""
BETWEEN_WORDS = (
    *("at eval", "at ie", "at soc", "at admission", "at start of care", "on eval", "on adm", "initially"),
    *("last week", "last visit", "last month", "last session"),
)
PARTED = re.compile(r"[;,.]?[ \t]+(?:but[ \t]+|and[ \t]+)?\Z")
"""What parts the value of before from them."""
NOT_BEFORE = re.compile(r"\b(?:goals?|[sl]tg|target|was|were|until|to be|will|should|if)\b")


def now_beside(view: NoteView, found: Sequence[Limitation]) -> list[Limitation]:
    """Return the limitations with the value of before made past: "Grooming: mod assist; today CGA at the sink".

    Parameters
    ----------
    view : NoteView
        The note.
    found : sequence of Limitation
        The limitations read so far.
    """
    turns = sorted(_turns(view))
    if not turns:
        return list(found)
    facts: list[Limitation | None] = [*sorted(found, key=lambda f: f.start)]
    starts = [f.start for f in facts if f is not None]
    added: list[Limitation] = []
    for start, end, between in turns:
        i = bisect_left(starts, start) - 1
        fact = facts[i] if i >= 0 else None
        line = view.layout.line_at(start)
        if fact is None or not line.start <= fact.start or start > max(fact.end, fact.start + AROUND):
            continue
        if fact.status not in ("present", "absent") and not (between and fact.status == "past"):
            continue
        before = _level_told(view, fact.start, start)
        now = _level(view, end, min(line.end, end + AROUND))
        if before is None or now is None or view.sentence(fact.start).end < start:
            continue
        if NOT_BEFORE.search(view.lower, max(line.start, fact.start - 24), start):
            continue
        opening = PARTS.search(view.text, end, min(line.end, end + AROUND))
        stop = opening.start() if opening is not None else min(line.end, end + AROUND)
        facts[i] = _beside(view, fact, fact.start, start, "past", before)
        for j in range(i + 1, bisect_left(starts, stop)):
            facts[j] = None
        own = _beside(view, fact, end, stop, "past", now)
        added.append(replace(own, status="absent" if now == "free" else "present"))
    return sorted([*(f for f in facts if f is not None), *added], key=lambda f: f.start)


def _turns(view: NoteView) -> Iterator[tuple[int, int, bool]]:
    """Where the value of before ends and that of now begins, and whether the time of before stands between them."""
    for words, pattern in ((NOW_WORDS, TURNS_TO_NOW), (BETWEEN_WORDS, TIME_BETWEEN)):
        for at in view.places(words):
            m = pattern.match(view.lower, at)
            parted = PARTED.search(view.lower, max(0, at - len("; and  ")), at) if m is not None else None
            if m is not None and parted is not None:
                yield parted.start(), m.end(), pattern is TIME_BETWEEN


def _level_told(view: NoteView, start: int, end: int) -> str | None:
    """The level of help, or inability, that a stretch names; None where it names none."""
    for cue in view.between(start, end, "ASSIST", "LIMIT_UNABLE"):
        return cue.value if cue.kind == "ASSIST" else ""
    return None


VARIES = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|fluctuat\w+|able to (?!progress|improve|advance|go|wean)\w+)[ \t]+\Z"
)
"""Before a range: what differs from day to day."""
IMPROVED = re.compile(r"\b(?:improv\w+|progress\w*|advanc\w+|declin\w+|regress\w+|chang\w+)[ \t]*\Z")
WITH_FATIGUE = re.compile(
    r"[^.;|\n]{0,40}?\b(?:depending|based on|(?:with|due to|d/t|2/2|as|w/) (?:\w+ )?fatigu\w*)|(?:standing |seated )?rest\b"
)
"""Behind a second value: it is one of the same visit."""


def _only_varies(view: NoteView, m: re.Match[str]) -> bool:
    """Whether two values are of one visit: a range, or what came with fatigue or a rest."""
    if m.re is FROM_TO and VARIES.search(view.lower, max(0, m.start() - 24), m.start()):
        return True
    if IMPROVED.search(view.lower, max(0, m.start() - 24), m.start()):
        return False
    rested = view.lower.endswith("rest", 0, m.start())
    return rested or WITH_FATIGUE.match(view.lower, m.end()) is not None


FROM_TO = re.compile(r"\bfrom[ \t]+(?P<before>[^.;:\n]{3,40}?)[ \t]+to[ \t]+(?=[a-z0-9])")
"""The value of before and that of now in words: "improved from Mod A to SBA" (matched on lower case)."""


FREE_AT_LAST = re.compile(
    r"\bfrom[ \t]+(?:(?:min|mod|max|total)\w*(?:[ \t]?(?:a\b|assist\w*))?|cga|sba|supervision|contact guard\w*|"
    r"dep\w*)(?:[ \t]*x[ \t]?[12])?[ \t]+to[ \t]+(?P<now>(?:modified[ \t]+|mod[ \t]+)?(?:independen\w+|indep\b|"
    r"ind\b|i\b(?=[ \t]*"
    r"(?:[.,;)\n]|with\b|w/|in\b|for\b|\Z)))|mi\b)(?![^.;\n]{0,40}\b(?:goal|within|by d/?c|in \d))"
)
"""A change from a level of help to independence (matched on lower case)."""


def now_free(view: NoteView, found: Iterable[Limitation]) -> Iterator[Limitation]:
    """Yield the limitations, those that have changed to independence as absent: "improved from CGA to I with transfers".

    Parameters
    ----------
    view : NoteView
        The note.
    found : iterable of Limitation
        The limitations read so far.
    """
    for fact in found:
        if fact.status != "present":
            yield fact
            continue
        begin = max(view.sentence(fact.start).start, fact.start - len("from "))
        m = FREE_AT_LAST.search(view.lower, begin, fact.end + AROUND // 2)
        if m is None or m.start() > fact.end or NEEDS_STILL.search(view.lower, m.end(), fact.end):
            yield fact
        elif not m["now"].startswith("m"):
            yield replace(fact, status="absent", assist=None)


NEEDS_STILL = re.compile(r"\b(?:min|mod|max|cga|sba|but|except|needs?|requires?|unable)\b")
"""What takes independence back (matched on lower case)."""


def _changes(view: NoteView) -> Iterator[re.Match[str]]:
    """Where a value of before is followed by one of now: an arrow, or "from ... to"."""
    if ">" in view.text or "\u2192" in view.text:
        yield from _arrows(view.text)
    for at in view.places(("from ",)):
        m = FROM_TO.match(view.lower, at, min(len(view.lower), at + AROUND))
        if m is not None:
            yield m


def _arrows(text: str) -> Iterator[re.Match[str]]:
    """Arrows with the blanks around them, in text order."""
    done = 0
    for mark in ARROW_MARK.finditer(text):
        start = done + len(text[done : mark.start()].rstrip(" \t"))
        m = ARROW.match(text, start)
        if m is not None:
            done = m.end()
            yield m


TAGS: dict[str, Literal["past", "goal"]] = {
    **dict.fromkeys(("(eval)", "(ie)", "(soc)", "(initial)", "(baseline)", "(admission)"), "past"),
    **dict.fromkeys(("(goal)", "(ltg)", "(stg)", "(target)"), "goal"),
}
"""Times in brackets behind their values: "2 min (eval), 7 min (today), 15 min (goal)"."""


def tagged(view: NoteView, found: Sequence[Limitation]) -> Iterator[Limitation]:
    """Yield values whose time stands in brackets behind them, beside a value of the same activity.

    Parameters
    ----------
    view : NoteView
        The note.
    found : sequence of Limitation
        The limitations read so far; the values stand on the line of one of them, behind its activity.
    """
    places = view.places(tuple(TAGS))
    if not places:
        return
    facts = sorted(found, key=lambda f: f.start)
    starts = [f.start for f in facts]
    for at in places:
        line = view.layout.line_at(at)
        i = bisect_left(starts, at) - 1
        if i < 0 or facts[i].start < line.start:
            continue
        fact = facts[i]
        status = TAGS[view.lower[at : view.lower.index(")", at) + 1]]
        begin = max(line.start, at - OPENS)
        for part in PARTS.finditer(view.text, begin, at):
            begin = part.end()
        level = _level_at_end(view, begin, at)
        if level is None or (fact.status == status and fact.start < at <= fact.end):
            continue
        yield _beside(view, fact, begin, at, status, level)


def _beside(
    view: NoteView, fact: Limitation, start: int, end: int, status: Literal["past", "goal"], level: str
) -> Limitation:
    written = view.text[start:end]
    start, end = end - len(written.lstrip()), start + len(written.rstrip())
    assist = None if level in ("", "free") else level
    return replace(
        fact, start=start, end=end, text=view.text[start:end], status=status, assist=assist, specific=True
    )


def _level_at_end(view: NoteView, start: int, end: int) -> str | None:
    """The level or amount that a value ends with; None where it ends with none."""
    for cue in reversed(view.between(start, end)):
        if cue.kind in ("ASSIST", "LIMIT_UNABLE") and 0 <= end - cue.end <= LAST:
            return cue.value if cue.kind == "ASSIST" else ""
    return "" if _amount_at_end(view, start, end) else None


def _amount_at_end(view: NoteView, start: int, end: int) -> bool:
    """Whether a stretch ends with an amount."""
    return any(end - a.end() <= LAST for p in AMOUNTS for a in p.finditer(view.text, start, end))


def _opens_value(view: NoteView, start: int, end: int) -> bool:
    """Whether a stretch opens with a level or an amount."""
    if FREE_NOW.match(view.text, start, end) or view.text[start : start + 1].isdigit():
        return True
    return any(c.kind in VALUE_KINDS and c.start == start for c in view.between(start, end))


LAST = 8
"""How far before an arrow the value of before may end, in characters."""


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
        if value is None or BILLED.search(value.group()):
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
