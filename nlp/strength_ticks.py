"""Grades that a form offers and a mark chooses.

::

    line  = label (box grade){2,}          "R hip flexors   [ ]5  [x]4  [ ]3"
          | label (grade box){2,}          "R hip flexors   5 [ ]  4 [x]  3 [ ]"
    grid  = head row+
    head  = title? grade{4,}               "Strength   5   4   3   2   1   0"
    row   = label (box+ | mark)            "R quads   [ ]  [x]  [ ]  [ ]  [ ]  [ ]", "R quads        X"

The chosen grade is read like one that stands alone; what is offered beside it is of the form. The grade of a row
below a head stands at its mark. A line in which nothing is chosen is left to the readers: it is a blank form.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rehabcode.nlp.grades import Grade
from rehabcode.nlp.layout import Span
from rehabcode.nlp.level_grids import BARE, BOX, TICKED
from rehabcode.nlp.muscles import UNSPECIFIED
from rehabcode.nlp.strength_clauses import Draft, Muscles
from rehabcode.nlp.tables import cells, number_of

LEAST = 4
"""Grades that make the head of a grid."""
ROWS = 30
"""Rows of a grid at most."""
BESIDE = 3
"""Most characters between a mark and the place of its column, where no separators count the cells."""
SCALES = ("543210", "54321", "012345", "12345")
STEP = re.compile(r"[ ]{1,3}|[ ]?[,/|][ ]?")
"""Between the steps of a scale."""
ALONE = re.compile(r"(?=[ ]?(?:[\t|\n]|[ ]{2}|$))", re.M)
"""Behind a mark that fills its cell."""
NEXT_TO = re.compile(r"[ ]{0,2}")
MAX_LINE = 300


@dataclass
class Choice:
    """The text without the marks of its forms, the grades chosen, and those offered beside them."""

    text: str
    grades: list[Grade]
    chosen: set[int] = field(default_factory=set)
    """Where the chosen grades begin."""
    offered: list[Grade] = field(default_factory=list)
    heads: list[Grade] = field(default_factory=list)
    """The grades at the head of a grid."""
    scale: set[int] = field(default_factory=set)
    """Where the grades of a whole scale begin, of which none is marked."""
    blanks: list[tuple[int, int]] = field(default_factory=list)
    """What is no text of the note's own: boxes, and what they offer."""


def chosen(text: str, lower: str, lines: Sequence[Span], grades: list[Grade]) -> Choice:
    """Return the grades that marks choose, with a text in which no mark stands between names and grades.

    Parameters
    ----------
    text, lower : str
        The note, as given and in lower case.
    lines : sequence of Span
        Its lines.
    grades : list of Grade
        The grades written in it.
    """
    choice = Choice(text, grades)
    starts = [g.start for g in grades]
    marked: list[Grade] = []
    head: _Head | None = None
    for n, line in enumerate(lines):
        here = grades[bisect_left(starts, line.start) : bisect_left(starts, line.end)]
        if (head is None and not here) or line.end - line.start > MAX_LINE:
            head = None
        elif (new := _head(text, line, here, n)) is not None:
            head = new
        elif head is not None and n - head.line <= ROWS and not here:
            marked += _row(choice, lower, line, head)
        else:
            head = None
            _line(choice, lower, line, here)
    return _without_blanks(choice, marked)


def _without_blanks(choice: Choice, marked: Sequence[Grade]) -> Choice:
    """The choice with its boxes blanked and only the grades that are chosen, in text order."""
    if not choice.blanks:
        return choice
    parts, at = [], 0
    for start, end in sorted(choice.blanks):
        parts += [choice.text[at:start], " " * (end - start)]
        at = end
    gone = {g.start for g in (*choice.offered, *choice.heads)}
    grades = sorted([*(g for g in choice.grades if g.start not in gone), *marked], key=lambda g: g.start)
    return replace(choice, text="".join([*parts, choice.text[at:]]), grades=grades)


def _line(choice: Choice, lower: str, line: Span, grades: list[Grade]) -> None:
    """Take the chosen grade of a line of boxes, each before its grade or each behind it."""
    if not grades:
        return
    if _is_scale(choice.text, grades):
        choice.scale |= {g.start for g in grades}
        return
    boxes = list(BOX.finditer(lower, line.start, line.end))
    before = bool(boxes) and boxes[0].end() <= grades[0].start
    pairs = [
        (b, g) for b, g in _pairs(boxes, grades, before=before) if _beside(choice.text, b, g, before=before)
    ]
    ticked = {g.start for b, g in pairs if TICKED.search(b.group())}
    if len(pairs) < 2 or not ticked:
        return
    offered = [g for _, g in pairs if g.start not in ticked]
    choice.blanks += [*(b.span() for b, _ in pairs), *((g.start, g.end) for g in offered)]
    choice.chosen |= ticked
    choice.offered += offered


def _pairs(
    boxes: list[re.Match[str]], grades: list[Grade], *, before: bool
) -> Iterator[tuple[re.Match[str], Grade]]:
    """Each box with the next grade behind it, or with the last one before it."""
    starts = [g.start for g in grades]
    for box in boxes:
        i = bisect_left(starts, box.end()) if before else bisect_left(starts, box.start()) - 1
        if 0 <= i < len(grades):
            yield box, grades[i]


def _beside(text: str, box: re.Match[str], grade: Grade, *, before: bool) -> bool:
    """Whether a box stands right before a grade, or right behind it."""
    start, end = (box.end(), grade.start) if before else (grade.end, box.start())
    return NEXT_TO.fullmatch(text, start, end) is not None if start <= end else False


@dataclass(frozen=True)
class _Head:
    """The head of a grid: its line, the grades of its columns, their cells, and whether separators count them."""

    line: int
    start: int
    grades: tuple[Grade, ...]
    numbers: tuple[int, ...]
    counted: bool


def _head(text: str, line: Span, grades: list[Grade], number: int) -> _Head | None:
    """The head of a grid, where a line ends in grades of the scale, each in its cell and once."""
    if len(grades) < LEAST:
        return None
    parts = cells(text, line.start, line.end)
    last = parts[-len(grades) :]
    alone = [(c.start, c.end) for c in last] == [(g.start, g.end) for g in grades]
    once = len({g.low for g in grades}) == len(grades) and all(g.form in ("bare", "fraction") for g in grades)
    if not (alone and once) or len(parts) > len(grades) + 1:
        return None
    counted = "|" in text[line.start : line.end] or "\t" in text[line.start : line.end]
    return _Head(number, line.start, tuple(grades), tuple(c.number for c in last), counted)


def _row(choice: Choice, lower: str, line: Span, head: _Head) -> list[Grade]:
    """The grade of the marked column of a row below a head; nothing where not just one is marked."""
    boxes = list(BOX.finditer(lower, line.start, line.end))
    boxed = len(boxes) == len(head.grades)
    marks = boxes if boxed else list(BARE.finditer(lower, line.start, line.end))
    ticked = [m for m in marks if TICKED.search(m.group())]
    if len(ticked) != 1 or not lower[line.start : marks[0].start()].strip(" \t|"):
        return []
    mark = ticked[0]
    column = boxes.index(mark) if boxed else _column(choice.text, line, mark, head)
    if column is None or ALONE.match(lower, mark.end()) is None:
        return []
    grade = Grade(mark.start(), mark.end(), head.grades[column].low, form="fraction")
    if not choice.heads or choice.heads[-1] != head.grades[-1]:
        choice.heads += head.grades
        choice.blanks += [(g.start, g.end) for g in head.grades]
    choice.blanks += [m.span() for m in marks]
    choice.chosen.add(grade.start)
    return [grade]


def _column(text: str, line: Span, mark: re.Match[str], head: _Head) -> int | None:
    """The column of a mark: by its cell, or by its place below the head."""
    if head.counted:
        number = number_of(text, line.start, mark.start())
        return head.numbers.index(number) if number in head.numbers else None
    at = (mark.start() + mark.end() - 1) // 2 - line.start
    away = [abs((g.start + g.end - 1) // 2 - head.start - at) for g in head.grades]
    return away.index(min(away)) if min(away) <= BESIDE else None


def told(choice: Choice, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the chosen grades as those of now and what is offered beside them as the form's."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.grade.start in choice.chosen and draft.time_status is None:
            draft.time_status = "present"
        draft.legend = draft.legend or draft.grade.start in choice.scale
        out.append(draft)
    mine = [d for d in drafts if d.grade.start in choice.chosen]
    if mine:
        unnamed: Muscles = [(UNSPECIFIED, None)]
        out += [Draft(grade, unnamed, legend=True, named=True) for grade in choice.heads]
    for grade in choice.offered:
        near = min(mine, key=lambda d: abs(d.grade.start - grade.start), default=None)
        if near is not None:
            out.append(replace(near, grade=grade, legend=True))
    return out


def _is_scale(text: str, grades: Sequence[Grade]) -> bool:
    """Whether grades are the scale itself, one step after the other ("R quad: 5 4 3 2 1", a circle lost)."""
    lows = "".join(g.low for g in grades)
    gaps = [text[a.end : b.start] for a, b in pairwise(grades)]
    return lows in SCALES and all(STEP.fullmatch(gap) for gap in gaps)
