"""Tables whose columns are tests and whose rows are days or times.

::

    table = head row+
    head  = label? (test unit?){2,}        "Date   TUG (s)   Berg   5xSTS", no figure but that of a name
    row   = (day | time)? value*           "3/30   22.8   38   21.4", "Goal   15   45   15"

The last day is that of now where no row says so. A row without a label is of now and stands alone. Cells are taken in
order when there are as many as columns, else by pipe or tab, or by the nearest head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rehabcode.nlp.layout import Span
from rehabcode.nlp.quantities import SIDES, UNITS, tokens
from rehabcode.nlp.score_specs import Found, fit, specs
from rehabcode.nlp.tables import number_of
from rehabcode.nlp.value_columns import DATE, GAP, MAX_ROW, NUMBERED, Column, dated_columns, role_of
from rehabcode.nlp.view import Item, NoteView

MOST_ROWS = 12
BESIDE = 5
"""Most characters between a cell and the head it stands below."""
LABELS = re.compile(r"(?:date|visit|time|week|dos|when|test|measure|score|result|outcome|value)s?", re.I)
RULE = re.compile(r"[\s|:+=-]*")
UNIT = re.compile(r"\((?P<unit>[a-z/%]{1,7})\)", re.I)
NO_VALUE = re.compile(r"(?:-{1,3}|\u2013|\u2014|n/?t|n/?a|unable|not tested|deferred|x)", re.I)
NAMED_NUMBER = re.compile(r"\d")
MAX_BESIDE = 12
"""Characters of a head beside the name of its test."""


@dataclass(frozen=True, slots=True)
class Head:
    """The column of one test; of none where its measure is another."""

    cell: Span
    number: int
    name: Item | None
    unit: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label as a column of a time, and its values by column."""

    label: Column | None
    values: tuple[tuple[Head, Span], ...]


def test_columns(view: NoteView, names: Sequence[Item]) -> tuple[list[Found], set[int]]:
    """Return the values of such tables, and where the names stand that head their columns.

    Parameters
    ----------
    view : NoteView
        The note.
    names : sequence of Item
        The names of tests.
    """
    found: list[Found] = []
    heads_read: set[int] = set()
    layout = view.layout
    lines = [layout.line_index(i.start) for i in names]
    for number in sorted({n for n, m in pairwise(lines) if n == m}):
        heads = _heads(view, layout.lines[number])
        rows = list(_rows(view, number, heads)) if heads else []
        if not rows or not _is_told(rows):
            continue
        values = list(_values(view, rows))
        if values:
            found += values
            heads_read |= {h.name.start for h in heads if h.name}
    return found, heads_read


NO_DAY = ("norm", "change", "met")
"""Roles of rows that hold no values of a day."""


def _is_told(rows: list[Row]) -> bool:
    """Whether every row has its day or time, or a single one needs none."""
    untold = [r for r in rows if r.label is None]
    others = [r for r in rows if r.label is not None and r.label.role not in NO_DAY]
    return not untold or (len(untold) == 1 and not others)


def _cells(view: NoteView, line: Span) -> list[tuple[int, Span]]:
    """The filled cells of a line with their numbers, where pipes or tabs count them."""
    text = view.text
    pieces = re.compile(r"[^|\t]+") if re.search(r"[|\t]", text[line.start : line.end]) else None
    out: list[tuple[int, Span]] = []
    if pieces is not None:
        for m in pieces.finditer(text, line.start, line.end):
            number = number_of(text, line.start, m.start())
            out += [(number, s) for s in _trimmed(text, *m.span())]
        return out
    at = line.start
    for m in GAP.finditer(text, line.start, line.end):
        out += [(0, s) for s in _trimmed(text, at, m.start())]
        at = m.end()
    return out + [(0, s) for s in _trimmed(text, at, line.end)]


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    part = text[start:end]
    said = part.strip()
    first = start + len(part) - len(part.lstrip())
    return [Span(first, first + len(said))] if said else []


def _heads(view: NoteView, line: Span) -> list[Head]:
    """The columns of a line that names two tests and more, each in its cell; nothing where it is no head."""
    if line.end - line.start > MAX_ROW:
        return []
    cells = _cells(view, line)
    if len(cells) < 2:
        return []
    if LABELS.fullmatch(view.text, *cells[0][1]):
        cells = cells[1:]
    out = [_head(view, number, cell) for number, cell in cells]
    heads = [h for h in out if h is not None]
    return heads if len(heads) == len(out) and sum(h.name is not None for h in heads) > 1 else []


def _head(view: NoteView, number: int, cell: Span) -> Head | None:
    """The column that a cell heads; None where it is no head."""
    names = view.between(cell.start, cell.end, "TEST")
    others = view.between(cell.start, cell.end, "DYNAMO") or view.between(cell.start, cell.end, "TESTOTHER")
    if len(names) != 1:
        return Head(cell, number, None, None, None) if others and not names else None
    name = names[0]
    rest = view.text[cell.start : name.start] + view.text[name.end : cell.end]
    unit = UNIT.search(rest)
    words = re.findall(r"[a-z]+", rest.lower())
    if len(rest.strip()) > MAX_BESIDE or NAMED_NUMBER.search(re.sub(r"\([^()]*\)|/ ?\d+", "", rest)):
        return None
    side = next((SIDES[w] for w in words if w in SIDES), None)
    return Head(
        cell, number, name, UNITS.get(unit["unit"].lower(), unit["unit"].lower()) if unit else None, side
    )


def _rows(view: NoteView, number: int, heads: list[Head]) -> Iterator[Row]:
    """The rows below a head, up to the first line that is none."""
    lines = view.layout.lines
    for line in lines[number + 1 : number + 1 + MOST_ROWS]:
        if RULE.fullmatch(view.text, *line):
            if not view.text[line.start : line.end].strip():
                return
            continue
        row = _row(view, line, lines[number], heads) if line.end - line.start <= MAX_ROW else None
        if row is None:
            return
        yield row


def _row(view: NoteView, line: Span, above: Span, heads: list[Head]) -> Row | None:
    """A row of values, behind its day or time or without a label; None where it holds anything else."""
    cells = _cells(view, line)
    label = _time(view, cells[0][1]) if cells else None
    if label is not None or (cells and LABELS.fullmatch(view.text, *cells[0][1])):
        cells = cells[1:]
    if not cells or not all(_is_value(view, cell) for _, cell in cells):
        return None
    placed = _placed(cells, line, above, heads)
    return Row(label, tuple(placed)) if placed else None


def _time(view: NoteView, cell: Span) -> Column | None:
    """The label of a row as the time of its values."""
    text = view.text[cell.start : cell.end]
    day = DATE.search(text)
    role = role_of(text)
    rest = DATE.sub("", text)
    if (any(c.isdigit() for c in rest) and NUMBERED.fullmatch(rest.strip()) is None) or len(
        text
    ) > 2 * MAX_BESIDE:
        return None
    if role in NO_DAY:
        return Column(cell.start, cell.end, role)
    if not (day or role or NUMBERED.fullmatch(text)):
        return None
    item = Item(cell.start, cell.end, "WHEN", role, {}) if role else None
    key = None
    if day:
        month, dom, year = day[1] or day[5], day[2] or day[6], day[3] or day[4]
        key = (int(year) % 100 if year else 0, int(month), int(dom))
    elif not role:
        key = (0, 0, int(re.sub(r"\D", "", text)))
    return Column(cell.start, cell.end, role, None, key, item)


def _is_value(view: NoteView, cell: Span) -> bool:
    """Whether a cell holds one figure, or says that there is none."""
    if NO_VALUE.fullmatch(view.text, *cell):
        return True
    found = tokens(view, cell.start, cell.end)
    return bool(found) and found[0].kind == "value" and len([t for t in found if t.kind == "value"]) == 1


def _placed(
    cells: list[tuple[int, Span]], line: Span, above: Span, heads: list[Head]
) -> list[tuple[Head, Span]] | None:
    """The cells of a row with their columns; None where one has none."""
    if len(cells) == len(heads):
        return [(head, cell) for head, (_, cell) in zip(heads, cells, strict=True)]
    if len(cells) > len(heads):
        return None
    counted = len({h.number for h in heads}) == len(heads)
    out: list[tuple[Head, Span]] = []
    for number, cell in cells:
        at = cell.start - line.start
        near = min(heads, key=lambda h: abs(h.cell.start - above.start - at))
        head = next((h for h in heads if h.number == number), None) if counted else near
        if head is None or (not counted and abs(head.cell.start - above.start - at) > BESIDE):
            return None
        out.append((head, cell))
    return out if len({h.cell.start for h, _ in out}) == len(out) else None


def _values(view: NoteView, rows: list[Row]) -> Iterator[Found]:
    """The values of the rows, each of the time of its row."""
    times = dated_columns([r.label for r in rows if r.label is not None])
    roles = frozenset(t.role for t in times if t.role) - frozenset(NO_DAY)
    told = iter(times)
    for row in rows:
        time = next(told) if row.label is not None else None
        if time is not None and time.role in NO_DAY:
            continue
        for head, cell in row.values:
            value = _value(view, head, cell)
            if value is not None:
                yield value._replace(
                    when=time.role if time else None, cue=time.item if time else None, header=roles
                )


def _value(view: NoteView, head: Head, cell: Span) -> Found | None:
    """The value of a cell, where the test of its column can have it."""
    if head.name is None or NO_VALUE.fullmatch(view.text, *cell):
        return None
    token = tokens(view, cell.start, cell.end)[0]
    fitted = fit(specs()[head.name.value], token, bare=True)
    if fitted is None:
        return None
    test, value, unit = fitted
    if token.unit is None and token.top is None and head.unit is not None:
        unit = head.unit
    return Found(test, token.start, token.end, value, unit, side=head.side, name=head.name)
