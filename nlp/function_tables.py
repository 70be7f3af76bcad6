"""Rows of function tables: an activity and one value for each time (initial, current, goal).

The columns are those of :mod:`rehabcode.nlp.value_columns`; a row is taken as one of a table only when its
first cell names the activity and at least two further cells are levels, distances or "unable".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from rehabcode.nlp.facts import Status
from rehabcode.nlp.layout import Span
from rehabcode.nlp.value_columns import Column, Header, cells, column_of, headers, slashed_cells
from rehabcode.nlp.view import Item, NoteView

STATUS: dict[str, Status] = {
    "initial": "past",
    "past": "past",
    "was": "past",
    "from": "past",
    "now": "present",
    "to": "present",
    "goal": "goal",
}
"""Status of a value by the time role of its column."""
ALIGNED = 6
"""How many characters a value may stand beside its heading in an aligned table."""
VALUE = re.compile(
    r"(?:[<>~]?\d+(?:\.\d)?[^a-z]{0,3}(?:ft|feet|'|m\b|steps?|sec\w*|min(?:utes?)?\b|s\b)|"
    r"cg$|sb$|set[ -]?up|setup|not done|unable|non-?amb|nt\b|not (?:tested|safe)|dep\w*|"
    r"(?:min|mod|max|total|tot)\b|min-?a|ind\w*|i$|mod i|s$|sup\w*|sba|cga|spv|(?:contact|stand)|"
    r"hoyer|lift\b|refused|declined|\d+\b.*\b(?:a|sba|cga|assist))",
    re.I,
)


BARE_LEVEL = re.compile(
    r"(min|mod|max|tot|dep|sba|cga|spv|sup(?!ine)|cg(?=[ \t]*$))\w*\.?(?![ \t]*i\b|[ \t]*ind)(?=[ \t]*(?:$|[a-z+(,/x\d]))",
    re.I,
)
"""A level that opens a cell without its noun ("Mod", "Max squat pvt"), never "Mod I"."""
BARE_LEVELS = {
    "min": "Minimal assist",
    "mod": "Moderate assist",
    "max": "Maximal assist",
    "tot": "Total/dependent",
    "dep": "Total/dependent",
    "sba": "Stand-by assist",
    "cga": "Contact guard",
    "spv": "Supervision",
    "sup": "Supervision",
    "cg": "Contact guard",
}


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


def activity_rows(view: NoteView) -> list[Row]:
    """Return the rows with an activity and two or more values under a header of times."""
    candidates = []
    named = sorted([*view.of_kind("ACTIVITY"), *view.of_kind("LIMIT_TOPIC")])
    for number, acts in groupby(named, key=lambda act: view.layout.line_index(act.start)):
        line = view.layout.lines[number]
        row = view.text[line.start : line.end]
        if ("|" in row or "\t" in row or "  " in row.strip() or " / " in row) and BOX.search(row) is None:
            candidates.append((number, line, list(acts)))
    heads = headers(view) if candidates else []
    out = list(_turned(view))
    known = {row.start for row in out}
    for number, line, told in candidates:
        if line.start in known:
            continue
        parts = _parts(view, heads, number, line)
        heading = [a for a in told if len(parts) > 2 and parts[0][0] <= a.start < parts[0][1]]
        act = next((a for a in heading if a.kind == "ACTIVITY"), None) or next(
            (a for a in heading if _is_name(view, a, parts[0])), None
        )
        i = bisect_left(heads, number, key=_line_of) - 1
        title = view.layout.lines[heads[i].line] if i >= 0 else None
        if act is None or (title is not None and EXERCISED.search(view.text, title.start, title.end)):
            continue
        values = parts[1:]
        if sum(VALUE.match(view.text, start, end) is not None for start, end in values) < MIN_VALUES and not (
            _is_name(view, act, parts[0]) and len(values) >= MIN_VALUES
        ):
            continue
        found = []
        for start, end in values:
            status = _status(view, heads, start)
            if status is not None:
                found.append(Cell(start, end, status))
        if found:
            out.append(Row(line.start, line.end, act, tuple(found)))
    return sorted(out)


TURNS = re.compile(
    r"[^\n]{0,40}\b(?:soc|eval|ie|initial\w*|adm\w*|start|before|then|was|prior|last)\b[^\n>]{0,12}?"
    r"(?:-+>|=+>|\u2192|\bto\b)[ \t]*"
    r"(?:now|today|current\w*|d/?c|discharge)\b[^\n]{0,24}",
    re.I,
)
"""The title of a list whose arrows lead from the time before to that of now: "FUNCTION  SOC -> today"."""
ARROW = re.compile(r"-+>|=+>|\u2192")
FROM_PLACE = re.compile(
    r"\b(?:supine|sup|sit|stand|bed|chair|w/c|wc|toilet|commode|floor|roll)[ \t]*\Z", re.I
)
"""What makes an arrow one from place to place ("sit -> stand")."""
EXERCISED = re.compile(r"\b(?:exercises?|ther ?-?ex|minutes|cpt|sets|reps|treadmill|bike)\b", re.I)
"""The title of a table of exercises, whose times are no tolerances."""
TURNED = 12
"""How many lines below such a title its items stand."""


def _turned(view: NoteView) -> Iterator[Row]:
    """The items whose arrows lead from then to now: "- shower: max A -> min A [SBA]", the goal in a bracket.

    Below a title of times ("FUNCTION  SOC -> today") their values may be told in words.
    """
    if "->" not in view.text and "=>" not in view.text and "\u2192" not in view.text:
        return
    titled = -1
    for number, line in enumerate(view.layout.lines):
        if TURNS.fullmatch(view.text, line.start, line.end) is not None:
            titled = number
            continue
        first = ARROW.search(view.text, line.start, line.end)
        label = view.text.find(":", line.start, first.start()) if first is not None else -1
        below = titled >= 0 and number - titled <= TURNED
        kinds = ("ACTIVITY", "LIMIT_TOPIC") if below else ("ACTIVITY",)
        act = next(iter(view.between(line.start, max(line.start, label), *kinds)), None)
        if first is None or label < 0 or act is None or FROM_PLACE.search(view.text, label, first.start()):
            continue
        told = _chain(view.text, label + 1, line.end)
        if below or (len(told) > MIN_VALUES and _levels(view.text, told)):
            yield Row(line.start, line.end, act, tuple(told))


AIMED = re.compile(r"[\[(](?P<aim>[^\[\]()\n]{1,24})[\])][ \t]*\Z")
"""The goal in a bracket at the end of a chain."""


def _chain(text: str, start: int, end: int) -> list[Cell]:
    """The values of a chain of arrows: the last is of now, those before it of earlier times."""
    aim = AIMED.search(text[start:end])
    stop = end if aim is None else start + aim.start()
    bounds = [start, *(x for m in ARROW.finditer(text, start, stop) for x in m.span()), stop]
    spans = list(zip(bounds[::2], bounds[1::2], strict=True))
    out = [Cell(a, b, "present" if b == stop else "past") for a, b in spans]
    if aim is not None:
        out.append(Cell(start + aim.start("aim"), start + aim.end("aim"), "goal"))
    return [_stripped(text, cell) for cell in out]


def _levels(text: str, told: list[Cell]) -> bool:
    """Whether all values of a chain but one are levels or amounts."""
    own = [c for c in told if c.status != "goal"]
    return sum(VALUE.match(text, c.start, c.end) is not None for c in own) >= len(own) - 1


def _stripped(text: str, cell: Cell) -> Cell:
    written = text[cell.start : cell.end]
    return cell._replace(start=cell.end - len(written.lstrip()), end=cell.start + len(written.rstrip()))


BOX = re.compile(r"\[ ?[xX]? ?\]")
"""A box to check: its line is no row of a table of times."""
MIN_VALUES = 2
"""Values that make a row of a table."""
NAME_REST = re.compile(
    r"[\W\d_]*(?:(?:x|of|to|the|w|with|ft|feet|m|or|on|off|in|at|a|ub|lb|ue|le|self|tol|r|l)\b[\W\d_]*)*",
    re.I,
)
"""What a label may hold beside its activity."""


def _is_name(view: NoteView, act: Item, label: tuple[int, int]) -> bool:
    """Whether a cell is nothing but the name of an activity ("stairs, 12", "floor to stand")."""
    before, behind = view.text[label[0] : act.start], view.text[act.end : label[1]]
    return NAME_REST.fullmatch(before) is not None and NAME_REST.fullmatch(behind) is not None


def _parts(view: NoteView, heads: list[Header], number: int, line: Span) -> list[tuple[int, int]]:
    """The cells of a row; in an aligned table also parted where a column begins one blank behind the cell before it."""
    i = bisect_left(heads, number, key=_line_of) - 1
    if i >= 0 and heads[i].gap == "/" and number - heads[i].line <= ROWS:
        return slashed_cells(view.text, line.start, line.end)
    parts = cells(view.text, line.start, line.end)
    if not parts or "|" in view.text[line.start : line.end] or "\t" in view.text[line.start : line.end]:
        return parts
    if i < 0 or number - heads[i].line > ROWS or heads[i].gap == "|" or len(parts) > len(heads[i].columns):
        return parts
    above = view.layout.lines[heads[i].line].start
    begins = {line.start + c.start - above for c in heads[i].columns if c.role}
    out = []
    for start, end in parts:
        for at in sorted(_word_at(view.text, at) for at in begins if start < at < end - NEAR):
            if not start < at < end or VALUE.match(view.text, at, end) is None:
                continue
            out.append((start, start + len(view.text[start:at].rstrip())))
            start = at
        out.append((start, end))
    return out


def _word_at(text: str, at: int) -> int:
    """Where the word begins that stands at the beginning of a column, or a blank or two beside it; else -1."""
    return next((i for i in (at, at + 1, at - 1, at + 2) if text[i - 1] == " " and not text[i].isspace()), -1)


NEAR = 2
"""How far beside the beginning of its column a value begins, in characters."""


def _line_of(header: Header) -> int:
    return header.line


ROWS = 30
"""How many lines below its header a row of an aligned table stands."""


def column_status(column: Column, header: Header) -> Status | None:
    """Return the status of the values of a column; initial values are present where none is of a later time."""
    if column.role == "initial" and "now" not in header.roles and "to" not in header.roles:
        return "present"
    return STATUS.get(column.role or "")


def _status(view: NoteView, heads: list[Header], at: int) -> Status | None:
    """The status of a value by its column: of aligned tables the one above it, else as :func:`column_of` says."""
    hit = column_of(view, heads, at)
    if hit is None:
        return None
    column, header = hit
    row = cells(view.text, view.layout.line_at(at).start, view.layout.line_at(at).end)
    counted = len(row) == len(header.columns) + 1 and bool(header.columns[0].role)
    if header.gap == " " and not counted and "\t" not in view.text[view.layout.line_at(at).start : at]:
        place, above = at - view.layout.line_at(at).start, view.layout.lines[header.line].start
        nearest = min(header.columns, key=lambda c: abs(c.start - above - place))
        if abs(nearest.start - above - place) <= ALIGNED:
            column = nearest
    return column_status(column, header)
