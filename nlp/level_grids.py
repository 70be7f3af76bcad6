"""Grids of assist levels: a mark in the column of a level, or before its word, rates the activity of the row.

Grammar
-------
::

    grid   = head row+
    head   = [label] level level level+              "           I   SBA   CGA   MIN   MOD   MAX   DEP"
    row    = activity (box+ | marks in columns)      "Rolling   [ ]  [x]  [ ]  [ ]  [ ]  [ ]  [ ]"
    line   = activity (box level)+                   "Gait: [ ] I  [x] SBA  [ ] Min A"
           | activity (level box)+                   "Gait: I [ ]  SBA [x]  Min [ ]"
    run    = titles (activity words level words)+      "Function Level Device Rolling Indep none Gait 55 ft SBA RW"
    box    = "[x]" | "( )" | ballot boxes | "__" | "_X_"

A run is a table whose rows were pasted into one line. Independence is no limitation; a modified one and set-up say
nothing. A row without a mark says nothing either, and keeps its words from being read as an activity told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rehabcode.nlp import actions
from rehabcode.nlp.facts import Status
from rehabcode.nlp.item_scores import Item, at_time, item_words, section_status
from rehabcode.nlp.layout import Span
from rehabcode.nlp.value_columns import MAX_ROW
from rehabcode.nlp.view import Item as Activity
from rehabcode.nlp.view import NoteView

_LEVELS: tuple[tuple[str, str], ...] = (
    ("modi", r"mod(?:ified|\.)?[ ]?i(?:nd\w*)?|mi"),
    ("ind", r"ind\w*|i"),
    ("setup", r"set[ -]?up|s/u|su"),
    ("sup", r"superv\w*|supv?|spv|s|ds"),
    ("sba", r"sba|stand[ -]?by(?:[ ](?:a|assist))?|cs"),
    ("cga", r"cga?|contact[ ]guard(?:[ ]assist)?"),
    ("min", r"min(?:imal|imum)?(?:[ -]?a(?:ssist(?:ance)?)?)?"),
    ("mod", r"mod(?:erate)?(?:[ -]?a(?:ssist(?:ance)?)?)?"),
    ("max", r"max(?:imal|imum)?(?:[ -]?a(?:ssist(?:ance)?)?)?"),
    ("dep", r"dep(?:endent|end)?|tot(?:al)?(?:[ -]?a(?:ssist(?:ance)?)?)?|ta|d"),
    ("none", r"n/?t|n/?a|dnt|not[ ]tested|refused|\+?2|x2"),
)
RATED: dict[str, tuple[Status, str]] = {
    "ind": ("absent", "Independent"),
    "sup": ("present", "Supervision"),
    "sba": ("present", "Stand-by assist"),
    "cga": ("present", "Contact guard"),
    "min": ("present", "Minimal assist"),
    "mod": ("present", "Moderate assist"),
    "max": ("present", "Maximal assist"),
    "dep": ("present", "Total/dependent"),
}
"""Status and level of help of a ticked level; the others say nothing."""
_LEVEL = "|".join(rf"(?P<{name}>{words})" for name, words in _LEVELS)
_ANY_LEVEL = "|".join(words for _, words in _LEVELS)
LEVEL = re.compile(rf"(?<![a-z\d/+-])(?:{_LEVEL})\.?(?![\w/+-])")
_TICK = "x\u2713\u2714\u2612\u2611\u25a0"
_BOX = rf"(?:\[[ ]?[{_TICK}]?[ ]?\]|\([ ]?[{_TICK}]?[ ]?\)|[\u2610-\u2612\u25a0\u25a1\u2713\u2714]|_+[{_TICK}]_*|__+)"
BOX = re.compile(_BOX)
TICKED = re.compile(rf"[{_TICK}]")
BOX_FIRST = re.compile(rf"(?:{_BOX}[ \t]*(?:{_ANY_LEVEL})\.?(?![\w/+-])(?:[ \t]|[,;|/](?!\w))*){{2,}}")
LEVEL_FIRST = re.compile(rf"(?:(?<![\w/+-])(?:{_ANY_LEVEL})[ \t:]*{_BOX}(?:[ \t]|[,;|/](?!\w))*){{2,}}")
MARKS = ("[", "( )", "(x)", "\u2610", "\u2611", "\u2612", "\u25a0", "\u25a1", "\u2713", "\u2714", "__")
"""One of these stands in every line of boxes (lower case)."""
HEAD_LABEL = re.compile(r"[\s|]*(?:[a-z][a-z /&-]*[:.]?)?[\s|]*")
"""What may stand left of the levels of a head: the title of its rows."""
HEAD_TAIL = re.compile(r"[\s|]*(?:(?:comments?|devices?|distance|notes?|equip\w*|cues|ad)[\s|/&]*)*")
BETWEEN = re.compile(r"[\s|/]*")
BARE = re.compile(rf"(?<![^\s|])(?<!\d )(?<!ft )(?<!feet )(?<!reps )[{_TICK}](?![^\s|])(?! ?\d)")
"""A mark that stands alone in its column."""
RULE = re.compile(r"[\s|:+=-]+")
LEAST = 3
"""Levels that make a head."""
ROWS = 30
"""Rows of a grid at most."""
STRAY = 3
"""Lines without marks that end a grid."""
BESIDE = 4
"""How far from the head of its column a mark may stand, in characters."""
TITLE_WORDS = (" level", " assist", " status", " performance")
PAIRED_WORDS = re.compile(
    r"(?P<rise>(?:sit|sts)[ ]?(?:-|to|<?-?>|/)[ ]?st(?:and)?\b)|"
    r"(?P<transfer>(?:bed|chair|w/?c|mat)[ ]?(?:-|to|<?-?>|/)[ ]?(?:chair|w/?c|bed|commode|bsc|mat)\b|"
    r".*\b(?:transfers?|xfers?|trf)\b)|"
    r"(?P<bed>(?:sup(?:ine)?|lying)[ ]?(?:-|to|<?-?>|/)[ ]?(?:sit|eob)\b|sit[ ]?(?:-|to|<?-?>|/)[ ]?sup(?:ine)?\b|"
    r"rol(?:l|ling)\b|scoot\w*|bed mob)"
)
"""Names of rows in the short forms of grids (matched on lower case)."""
CATEGORIES = {"rise": "sit_to_stand", "transfer": "transfer", "bed": "bed_mobility"}


TITLES = re.compile(
    r"[ \t]*(?:(?:functional )?(?:function|tasks?|activity|activities|adls?|mobility|items?|skills?|transfers?)[ ]+"
    r"(?:levels?|assist(?:ance)?|status|performance)(?:[ ]+(?:of assist(?:ance)?|needed))?"
    r"(?:[ ]+(?:devices?|comments?|distance|equipment|notes?|ad|cues)(?:/\w+)?){0,3}[ ]+)(?=\w)"
)
"""The titles of the columns of a table that was pasted into one line (matched on lower case)."""
TOLD = re.compile(r"[;.:]|,(?= \w)|\b(?:with|and|improved|limited|is|are|for|now|walks|transfers)\b")
"""Between an activity and a level in prose, and not in the cells of a table."""
LEVEL_REACH = 40
"""How far behind its activity a level may stand in such a line, in characters."""


class Head(NamedTuple):
    """The head of a grid: its line, the places of its levels in it, and whether pipes part its cells."""

    line: int
    levels: tuple[tuple[int, int, str], ...]
    """Column (middle), cell and name of each level."""
    piped: bool


def grid_items(view: NoteView) -> list[Item]:
    """Return the rated activities of the grids of a note, in text order."""
    return view.once(_grid_items)


def _grid_items(view: NoteView) -> list[Item]:
    found: list[Item] = []
    seen: set[int] = set()
    for number in _lines_with(view, "mod"):
        head = _head(view, number)
        if head is not None:
            found += _rows(view, head, seen)
    if any(mark in view.lower for mark in MARKS):
        for number in _lines_with(view, "mi", "sup", "cg", "sb", "mod"):
            if number not in seen:
                found += _of_line(view, view.layout.lines[number])
    for at in view.places(TITLE_WORDS):
        line = view.layout.line_at(at)
        titles = TITLES.match(view.lower, line.start, line.end)
        if titles is not None and at < titles.end() and line.start not in seen:
            seen.add(line.start)
            found += _of_run(view, titles.end(), line.end)
    return sorted(found)


def _of_run(view: NoteView, start: int, end: int) -> list[Item]:
    """The rated activities of a pasted table: at least two, each with the first level behind it."""
    acts = [a for a in _acts_between(view, start, end) if a.value != "equipment"]
    if len(acts) < 2 or view.lower[start : acts[0].start].strip(" \t|:"):
        return []
    found: list[Item] = []
    at = start
    for act, stop in zip(acts, [*(a.start for a in acts[1:]), end], strict=True):
        level = (
            LEVEL.search(view.lower, act.end, min(stop, act.end + LEVEL_REACH)) if act.start >= at else None
        )
        if level is None or TOLD.search(view.lower, act.end, level.start()):
            continue
        status, assist = RATED.get(level.lastgroup or "", (None, None))
        when = section_status(view, act.start, level.end())
        found.append(Item(act.start, level.end(), act.value, status and at_time(status, when), assist))
        at = level.end()
    if len(found) < 2:
        return []
    end = min(end, view.sentence(found[-1].start).end)
    ends = [*(item.start for item in found[1:]), end]
    gaps = [Item(item.end, stop, item.category, None, None) for item, stop in zip(found, ends, strict=True)]
    return [Item(start, found[0].start, found[0].category, None, None), *found, *gaps]


def _lines_with(view: NoteView, *words: str) -> list[int]:
    """Numbers of the lines of usual length that hold one of some words."""
    return sorted(
        {
            n
            for n in (view.layout.line_index(at) for at in view.places(words))
            if view.layout.lines[n].end - view.layout.lines[n].start <= MAX_ROW
        }
    )


def _head(view: NoteView, number: int) -> Head | None:
    """The head that a line is: a label and three or more levels."""
    line, low = view.layout.lines[number], view.lower
    levels: list[tuple[int, int, str]] = []
    at = -1
    for m in LEVEL.finditer(low, line.start, line.end):
        if at < 0:
            if HEAD_LABEL.fullmatch(low, line.start, m.start()) is None:
                return None
            parted = low[line.start : m.start()]
            if parted.strip(" |") and not parted.endswith((" ", "|", "\t")):
                return None
        elif not BETWEEN.fullmatch(low, at, m.start()):
            return None
        at = m.end()
        cell = low.count("|", line.start, m.start())
        levels.append(((m.start() + m.end()) // 2 - line.start, cell, m.lastgroup or ""))
    names = {name for _, _, name in levels}
    if len(levels) < LEAST or len(names) < len(levels) or names.isdisjoint(("min", "max")):
        return None
    if not HEAD_TAIL.fullmatch(low, at, line.end):
        return None
    return Head(number, tuple(levels), low.find("|", line.start, line.end) >= 0)


def _rows(view: NoteView, head: Head, seen: set[int]) -> Iterator[Item]:
    """The rated rows below a head."""
    stray = 0
    for number in range(head.line + 1, min(head.line + 1 + ROWS, len(view.layout.lines))):
        line = view.layout.lines[number]
        if line.end - line.start > MAX_ROW or stray == STRAY:
            return
        if RULE.fullmatch(view.lower, line.start, line.end):
            continue
        marks = list(BOX.finditer(view.lower, line.start, line.end))
        inside = BOX_FIRST.search(view.lower, line.start, line.end) if marks else None
        if inside is not None:
            stray += 1
            continue
        if len(marks) < 2 or all(TICKED.fullmatch(m.group()) for m in marks):
            marks = list(BARE.finditer(view.lower, line.start, line.end))
        if not marks:
            stray += 1
            continue
        stray = 0
        seen.add(number)
        named = _named(view, line.start, marks[0].start())
        if named is None:
            continue
        ticked = [(m, name) for m, name in _columns(view, head, line, marks) if TICKED.search(m.group())]
        yield from _rated(view, *named, ticked, marks[-1].end())


def _columns(
    view: NoteView, head: Head, line: Span, marks: Sequence[re.Match[str]]
) -> Iterator[tuple[re.Match[str], str]]:
    """The marks of a row with the levels of their columns."""
    if len(marks) == len(head.levels):
        for m, (_, _, name) in zip(marks, head.levels, strict=True):
            yield m, name
        return
    piped = head.piped and view.lower.find("|", line.start, line.end) >= 0
    for m in marks:
        if piped:
            cell = view.lower.count("|", line.start, m.start())
            yield from ((m, name) for _, c, name in head.levels if c == cell)
            continue
        at = (m.start() + m.end()) // 2 - line.start
        column, _, name = min(head.levels, key=lambda level: abs(level[0] - at))
        if abs(column - at) <= BESIDE:
            yield m, name


def _of_line(view: NoteView, line: Span) -> Iterator[Item]:
    """The rated activities of a line whose boxes stand beside their levels."""
    at, low = line.start, view.lower
    while (m := BOX_FIRST.search(low, at, line.end)) is not None:
        behind = LEVEL_FIRST.search(low, at, line.end)
        first = m if behind is None or behind.start() > m.start() else behind
        pairs = []
        for box in BOX.finditer(low, first.start(), first.end()):
            level = None
            if first is m:
                level = LEVEL.search(low, box.end(), first.end())
            else:
                level = next(reversed(list(LEVEL.finditer(low, at, box.start()))), None)
            if level is not None and TICKED.search(box.group()):
                pairs.append((box if first is not m else level, level.lastgroup or ""))
        named = _named(view, at, first.start())
        if named is not None:
            yield from _rated(view, *named, pairs, first.end())
        at = first.end()


def _named(view: NoteView, start: int, end: int) -> tuple[int, str] | None:
    """Where the activity that a label names begins, and its category."""
    label = view.lower[start:end]
    begin = end - len(label.lstrip(" \t|*-[]x"))
    if not label.strip(" \t|"):
        return None
    m = PAIRED_WORDS.match(view.lower, begin, end)
    if m is not None:
        return begin, CATEGORIES[m.lastgroup or ""]
    item = item_words(view.lower, begin, end)
    if item is not None:
        return begin, item
    acts = _acts_between(view, begin, end)
    return (acts[0].start, acts[0].value) if acts else None


def _acts_between(view: NoteView, start: int, end: int) -> list[Activity]:
    """The activities that begin in a stretch."""
    acts = view.once(actions.activities)
    return acts[bisect_left(acts, start, key=_start) : bisect_left(acts, end, key=_start)]


def _start(act: Activity) -> int:
    return act.start


def _rated(
    view: NoteView, start: int, category: str, ticked: Sequence[tuple[re.Match[str], str]], end: int
) -> Iterator[Item]:
    """The item of a row; without a mark, or with marks that contradict each other, it says nothing."""
    rated = {RATED[name][0] for _, name in ticked if name in RATED}
    if len(rated) != 1 or any(name not in RATED for _, name in ticked):
        yield Item(start, end, category, None, None)
        return
    last, name = ticked[-1]
    when = section_status(view, start, last.end())
    yield Item(start, last.end(), category, at_time(RATED[name][0], when), RATED[name][1])
    if last.end() < end:
        yield Item(last.end(), end, category, None, None)
