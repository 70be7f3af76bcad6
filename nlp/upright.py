"""Tables that were pasted with every cell on a line of its own, laid as rows again.

::

    table = label? head{2,} row+          "Measure", "Initial", "Current", "Goal"
    head  = side | time | side time       alone on its line
    row   = name value{n}                 "TUG", "28 s", "19 s", "14 s": as many values as heads

The line ends between the cells of one row become tabs, so that the text keeps its length and every offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rehabcode.nlp.facts import Fact
from rehabcode.nlp.layout import layout
from rehabcode.nlp.reader_words import either
from rehabcode.nlp.value_columns import GRADE, ROW_LABEL
from rehabcode.nlp.view import NoteView

_SIDE = r"(?:right|left|rt|lt|r|l)"
_TIME = either("upright", "time")
_DAY = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?"
_HEAD = (
    rf"(?:{_SIDE}(?:[ ](?:{_TIME}|{_DAY}))?|(?:{_TIME})(?:[ ]\(?{_DAY}\)?|[ ]{_SIDE})?|{_DAY}(?:[ ]{_SIDE})?)"
)
_ALONE = rf"[ \t]*{_HEAD}:?[ \t]*"
HEADS = re.compile(rf"^{_ALONE}(?:\r?\n){{1,2}}{_ALONE}\r?$", re.M | re.I)
"""Two heads, one below the other."""
HEAD = re.compile(_ALONE, re.I)
OTHER_HEAD = re.compile(
    r"[ \t]*(?:norm(?:s|al|ative)?|mcid|mdc|change|units?|cut-?off|lsi|% ?(?:change|diff))[ \t]*", re.I
)
"""A head of figures that are no values of a day."""
_UNIT = r"(?:s|secs?|seconds|m|ft|feet|m/s|ft/s|kgs?|lbs?|n|reps?|%|points?|pts|steps|deg|\u00b0|in|cm)"
_FIGURE = rf"\d{{1,4}}(?:\.\d{{1,2}})?[+-]?(?:[ ]?/[ ]?\d{{1,3}}[+-]?)?\*?(?:[ ]?{_UNIT})?"
VALUE = re.compile(
    rf"[ \t]*(?:[<>~\u2265\u2264]?=?[ ]?(?:[RL][ :]{{1,2}})?{_FIGURE}(?:[ ]\([^()\n]{{0,14}}\))?"
    r"|n/?t|n/?a|-{1,3}|\u2013|\u2014|wnl|wfl|unable|not tested|deferred|trace|zero|met"
    r"|(?:good|fair|poor|normal)[ ]?[+-]?)[ \t]*",
    re.I,
)
"""A cell that holds a value, or says that there is none."""
MAX_NAME = 44
"""A longer line is prose, and no name of a row."""
MAX_ROWS = 40
MAX_HEADS = 12


def upright(view: NoteView) -> NoteView:
    """Return the note with such tables laid as rows; the note itself where it holds none."""
    text = view.text
    if HEADS.search(text) is None:
        return view
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text) if m.group().strip()]
    out = list(text)
    at = 0
    while at < len(lines):
        rows = list(_rows(text, lines, at))
        for first, last in rows:
            for (_, end), (start, _) in zip(lines[first:last], lines[first + 1 : last + 1], strict=True):
                out[end:start] = "\t" + " " * (start - end - 1)
        at = rows[-1][1] + 1 if rows else at + 1
    laid = "".join(out)
    return NoteView(laid, layout(laid), view.sections, view.items, view.scopes) if laid != text else view


def as_given(view: NoteView, facts: Sequence[Fact]) -> list[Fact]:
    """The facts with the words of the note as it was given."""
    return [replace(f, text=view.text[f.start : f.end]) for f in facts]


def _rows(text: str, lines: list[tuple[int, int]], at: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of the head and of each row of a table that begins at a line; nothing where none does."""
    first = at
    labelled = ROW_LABEL.fullmatch(text[slice(*lines[at])].strip()) is not None
    heads = _heads(text, lines, at + labelled)
    count = len(heads)
    told = [_said(text, lines[n]).strip() for n in heads]
    if (
        count < 2
        or all(GRADE.fullmatch(head) for head in told)
        or not all(_near(text, lines, n) for n in range(first, heads[-1]))
    ):
        return
    rows: list[tuple[int, int]] = []
    at = heads[-1] + 1
    while len(rows) < MAX_ROWS and at + count < len(lines) and _is_row(text, lines, at, count):
        rows.append((at, at + count))
        at += count + 1
    if rows:
        yield first, heads[-1]
        yield from rows


def _heads(text: str, lines: list[tuple[int, int]], at: int) -> range:
    """The lines that are heads, from a line on."""
    end = at
    while end < min(len(lines), at + MAX_HEADS) and (
        HEAD.fullmatch(text, *lines[end]) or (end > at and OTHER_HEAD.fullmatch(text, *lines[end]))
    ):
        end += 1
    return range(at, end)


def _said(text: str, line: tuple[int, int]) -> str:
    return text[slice(*line)]


def _near(text: str, lines: list[tuple[int, int]], n: int) -> bool:
    """Whether at most one blank line parts a line from the next."""
    return n + 1 < len(lines) and text[lines[n][1] : lines[n + 1][0]].count("\n") <= 2


def _is_row(text: str, lines: list[tuple[int, int]], at: int, count: int) -> bool:
    """Whether a name and just as many values as heads follow each other."""
    name = _said(text, lines[at]).strip()
    if (
        len(name) > MAX_NAME
        or not any(c.isalpha() for c in name)
        or name[-1] in ".;"
        or VALUE.fullmatch(name)
    ):
        return False
    values = range(at + 1, at + count + 1)
    fits = all(VALUE.fullmatch(text, *lines[n]) for n in values) and all(
        _near(text, lines, n) for n in range(at, at + count)
    )
    behind = at + count + 1
    return fits and not (
        behind < len(lines) and _near(text, lines, behind - 1) and VALUE.fullmatch(text, *lines[behind])
    )
