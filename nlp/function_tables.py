"""Rows of function tables: an activity and one value for each time (initial, current, goal).

Columns are bars, tabs or two blanks. The header line stands above; its words say which time a column holds. Columns
are matched by number where both lines have bars, else by place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rehabcode.nlp.facts import Status
from rehabcode.nlp.layout import Span
from rehabcode.nlp.view import Item, NoteView

CELL = re.compile(r"[^|\t \n\r]+(?:[ ][^|\t \n\r]+)*")
HEADERS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("goal", re.compile(r"\b(?:goals?|LTGs?|STGs?|target|expected)\b", re.I)),
    ("present", re.compile(r"\b(?:current(?:ly)?|now|today|present|CLOF|d/?c|discharge|re-?(?:eval|assess)\w*|this (?:visit|date)|progress|PN)\b", re.I)),
    ("past", re.compile(r"\b(?:initial(?:ly)?|eval\w*|IE|SOC|admit|admission|adm|start|prior|PLOF|previous|prev|baseline|last)\b", re.I)),
)
DATE = re.compile(r"^\D{0,4}\d{1,2}/\d{1,2}(?:/\d{2,4})?\D{0,2}$")
LOOK_BACK = 30
"""How many lines above a row its header may stand."""
VALUE = re.compile(
    r"^(?:[<>~]?\d+[^a-z]{0,3}(?:ft|feet|'|m\b|steps?)|unable|nt\b|not (?:tested|safe)|dep\w*|(?:min|mod|max|total|tot)\b|min-?a|ind\w*|i$|mod i|s$|sup\w*|sba|cga|spv|(?:contact|stand)|hoyer|\d+\b.*\b(?:a|sba|cga|assist))",
    re.I,
)


class Cell(NamedTuple):
    """One value of a row with the status of its column."""

    start: int
    end: int
    status: Status


class Row(NamedTuple):
    """One row: the activity it is about and its values."""

    start: int
    end: int
    act: Item
    cells: tuple[Cell, ...]


def cells(text: str, line: Span) -> list[Span]:
    """Cells of a line: text between bars, tabs or runs of blanks."""
    return [Span(m.start(), m.end()) for m in CELL.finditer(text, line.start, line.end)]


def activity_rows(view: NoteView) -> list[Row]:
    """Return the rows with an activity and two or more values under a header of times."""
    out: list[Row] = []
    last = -1
    for act in view.of_kind("ACTIVITY"):
        number = view.layout.line_index(act.start)
        if number == last:
            continue
        line = view.layout.lines[number]
        parts = cells(view.text, line)
        if len(parts) < 3 or not parts[0].start <= act.start < parts[0].end:
            continue
        values = parts[1:]
        if sum(VALUE.match(view.text[p.start : p.end]) is not None for p in values) < 2:
            continue
        statuses = _columns(view, number, values)
        if statuses is None:
            continue
        last = number
        out.append(Row(line.start, line.end, act, tuple(Cell(p.start, p.end, s) for p, s in zip(values, statuses, strict=True) if s)))
    return out


def _columns(view: NoteView, number: int, values: list[Span]) -> list[Status | None] | None:
    """Status of each value by the nearest header above."""
    for above in range(number - 1, max(-1, number - 1 - LOOK_BACK), -1):
        line = view.layout.lines[above]
        heads = list(_heads(view.text, line))
        if len(heads) >= 2:
            row = view.layout.lines[number]
            return _assign(view.text, row, values, line, heads)
    return None


def _heads(text: str, line: Span) -> Iterator[tuple[Span, Status]]:
    dates = 0
    for part in cells(text, line):
        words = text[part.start : part.end]
        if len(words) > 28:
            continue
        status = next((s for s, pattern in HEADERS if pattern.search(words)), None)
        if status is None and DATE.match(words):
            status = "past" if dates == 0 else "present"
            dates += 1
        if status is not None:
            yield part, status


def _assign(text: str, row: Span, values: list[Span], line: Span, heads: list[tuple[Span, Status]]) -> list[Status | None]:
    if "|" in text[row.start : row.end] and "|" in text[line.start : line.end]:
        bars = [_bars(text, line.start, part.start) for part, _ in heads]
        at = {_number: status for _number, (_, status) in zip(bars, heads, strict=True)}
        return [at.get(_bars(text, row.start, v.start)) for v in values]
    if len(values) == len(heads):
        return [status for _, status in heads]
    places = [(part.start - line.start, status) for part, status in heads]
    return [min(places, key=lambda p: abs(p[0] - (v.start - row.start)))[1] for v in values]


def _bars(text: str, start: int, at: int) -> int:
    return text.count("|", start, at)
