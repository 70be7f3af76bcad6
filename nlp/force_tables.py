"""Tables of grip, pinch and dynamometer values whose columns name more than sides.

Grammar
-------
::

    table  = [caption] [titles] titles row+
    titles = cells of measures, sides, days, trials and averages      "Grip (kg)   Pinch (lb)" over "R   L   R   L"
    row    = label* value+                                            "9/02   31   14   18   9", "Right   52   50   51"
           | measure side value+ | side value+                        "Knee ext | L | 41 | 43 | 42", " | R | 55 | 56 | 55"
           | (trial | average) value+                                 "Trial 1   50   44", "Average   52   44"

A value takes measure, side, unit and day from its row, its column, the titles above, the label of the columns and
the caption, in this order. Of trials with their average only the average counts; norms and differences do not. Among
rows of trials one may have a value a side.
Plain tables of a measure a row and a side a column are left to :mod:`rehabcode.nlp.dynamometry`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rehabcode.nlp.facts import Side
from rehabcode.nlp.layout import Span
from rehabcode.nlp.quantities import SIDES, UNITS
from rehabcode.nlp.value_columns import (
    DATE,
    GAP,
    GRADE,
    MAX_ROW,
    NO_GRADE_DATE,
    Header,
    headers,
    role_of,
    same_block,
)
from rehabcode.nlp.view import Item, NoteView

FIGURE = re.compile(
    r"(?P<figure>\d{1,3}(?:\.\d{1,2})?)[ ]?(?P<unit>kg|lbs?|pounds|newtons?|n|nm|#)?[ ]?(?:avg|mean)?\*?"
)
"""A cell that is a value (matched on lower case)."""
GRADED = re.compile(r"[0-5](?:[+-](?:[ ]?/[ ]?5)?|[ ]?/[ ]?5)\*?")
"""A cell that is a grade of strength beside forces."""
EMPTY = re.compile(r"[-\u2013\u2014x_]+|n/?t|n/?a|")
PERCENT = re.compile(r"[+-]?\d{1,3}(?:\.\d)?[ ]?%|[+-]\d{1,3}(?:\.\d)?")
UNIT = re.compile(r"(?<![\w/])(kgs?|lbs?|pounds|kilograms|newtons?|n|nm|n-m)(?![\w/])|#")
SIDE = re.compile(r"(?<![\w/'])(right|left|rt|lt|r|l|rue|lue)(?![\w/'])")
PINCH = re.compile(
    r"\b(?:key|lateral|lat|tip|palmar|tripod|(?:3|three)[ -]?jaw|chuck|pinch|[23][ -]?p(?:oin)?t)\b"
)
AVERAGE = re.compile(r"\b(?:avg|average|mean)\b")
TRIAL = re.compile(r"\b(?:trial|try|tr|t)[ ]?\.?#?\d\b|\b(?:1st|2nd|3rd)\b|#\d\b|\A[123]\Z")
ASIDE = re.compile(
    r"\b(?:norms?|normal|normative|deficit|diff\w*|change|lsi|ratio|sum|comments?|%|mcid|mdc|mmt|[ap]?rom)\b|%|\u0394|"
    r"\A(?:strength|motor|grades?)\Z"
)
KNOWN = re.compile(
    r"\b(?:date|hand|side|strength|dynamometer|dynamometry|jamar|gauge|hhd|involved|uninvolved|dominant|non|injured|uninjured|"
    r"affected|unaffected|surgical|muscle|test|measure|visit|position|setting|level|trial|grip|gross|grasp|pinch|peak|max|of|"
    r"at|in|the|and|avg|average|mean|dom|nondominant|biodex|deg|s|sec|eval|today|initial|current|goal|week|wk|day|jaw|chuck|"
    r"key|lateral|lat|tip|palmar|tripod|pt|point|3|three|two|kg|kgs|lb|lbs|n|nm|newtons|pounds|right|left|r|l|rt|lt|hand-held|"
    r"held|handheld|microfet|lafayette|now|ie|adm|soc|prior|d/c|dc)\b"
)
BRACKET = re.compile(r"\([^()]*\)")
WORD = re.compile(r"[a-z][a-z/-]*")
DEEP = 12
"""How many lines below the name of a measure or dynamometer its rows may stand."""
MOST_TITLES = 3
"""Lines of titles above the rows: a caption, sides, and trials or days."""
MAX_LABEL = 40
"""Longer labels are prose, in characters."""
NO_DAY = re.compile(r"(?:[ ]{2}|[\t|])[ ]*(?:1[3-9]|[2-9]\d)(?:\.\d)?/\d{1,2}(?![\d/])")
"""A cell of two figures of which the first is no month."""
ORDER = re.compile(
    r"[ \t|]*[a-z][a-z() ]{0,20}[ (](?:r|l)(?:ight|eft|t)?[ ]?/[ ]?(?:r|l)(?:ight|eft|t)?(?![\w/])"
)
"""The label of a row of pairs (matched on lower case)."""
DAY_CELL = re.compile(rf"(?:[ ]{{2}}|[\t|])[ ]*{NO_GRADE_DATE.pattern}[ ]*(?:[ ]{{2}}|[\t|\n]|\Z)")
"""A cell that is a day and no grade."""
Muscles = Callable[[int, int], list[Item]]


@dataclass(frozen=True, slots=True)
class Traits:
    """What a cell says of the values that belong to it."""

    measure: str | None = None
    side: Side | None = None
    unit: str | None = None
    role: str | None = None
    date: tuple[int, int, int] | None = None
    average: bool = False
    trial: bool = False
    aside: bool = False
    known: bool = False
    device: bool = False

    def under(self, other: Traits) -> Traits:
        """These traits, filled up with those of a less particular cell."""
        return replace(
            self,
            measure=self.measure or other.measure,
            side=self.side or other.side,
            unit=self.unit or other.unit,
            role=self.role or other.role,
            date=self.date or other.date,
            average=self.average or other.average,
            trial=self.trial or other.trial,
            aside=self.aside or other.aside,
            device=self.device or other.device,
        )


@dataclass(frozen=True, slots=True)
class Force:
    """One value of a table."""

    start: int
    end: int
    measure: str
    side: Side
    value: float
    unit: str
    role: str | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of cells; the label stands left of the values."""

    number: int
    label: Span | None
    cells: tuple[Span, ...]
    labels: int = 1
    """How many cells its label fills."""


def force_tables(view: NoteView, names: Sequence[Item], muscles: Muscles) -> tuple[list[Force], list[Span]]:
    """Return the values of the tables, and the stretches that are read by them.

    Parameters
    ----------
    view : NoteView
        The note.
    names : sequence of Item
        The names of measures and dynamometers.
    muscles : callable
        Returns the muscles named in a stretch.
    """
    values: list[Force] = []
    read: list[Span] = []
    for first, rows in _blocks(view, names):
        found, titles = _table(view, rows, muscles)
        if found:
            values += found
            lines = view.layout.lines
            read.append(Span(lines[min(first, titles)].start, lines[rows[-1].number].end))
    return values, read


def _blocks(view: NoteView, names: Sequence[Item]) -> Iterator[tuple[int, list[Line]]]:
    """Stretches of rows of values that follow each other, near the name of a measure."""
    lines, done = view.layout.lines, -1
    for at in sorted({view.layout.line_index(n.start) for n in names}):
        rows: list[Line] = []
        number = max(at, done + 1)
        while number < min(at + DEEP, len(lines)):
            row = _row(view, number)
            if row is not None:
                rows.append(row)
            elif rows and not _rule(view, lines[number]):
                break
            number += 1
        if rows:
            done = rows[-1].number
            yield rows[0].number, rows


def _rule(view: NoteView, line: Span) -> bool:
    """Whether a line only rules a table."""
    return not view.text[line.start : line.end].strip(" \t|:-=+_")


def _split(view: NoteView, line: Span) -> list[Span]:
    """The cells of a line, empty ones between pipes too."""
    text = view.text
    out: list[Span] = []
    if text.find("|", line.start, line.end) >= 0:
        at = line.start
        pieces = text[line.start : line.end].split("|")
        for n, piece in enumerate(pieces):
            if piece.strip() or 0 < n < len(pieces) - 1:
                lead = len(piece) - len(piece.lstrip())
                out.append(Span(at + lead, at + max(lead, len(piece.rstrip()))))
            at += len(piece) + 1
        return out
    at = line.start
    for m in GAP.finditer(text, line.start, line.end):
        out.append(Span(at, m.start()))
        at = m.end()
    out.append(Span(at, line.start + len(text[line.start : line.end].rstrip())))
    return [
        Span(c.end - len(text[c.start : c.end].lstrip()), c.end) for c in out if text[c.start : c.end].strip()
    ]


def _opens_values(low: str, cell: Span) -> bool:
    """Whether a cell behind the label is of the values: a figure, a grade, or an empty one between pipes."""
    return cell.start == cell.end or any(p.fullmatch(low, *cell) for p in (FIGURE, GRADED))


def _row(view: NoteView, number: int) -> Line | None:
    """A row of two or more values behind a label."""
    line, low = view.layout.lines[number], view.lower
    if line.end - line.start > MAX_ROW:
        return None
    parts = _split(view, line)
    first = next((i for i, c in enumerate(parts) if i and _opens_values(low, c)), None)
    if first is None or len(parts) - first < 2:
        return None
    if parts[first - 1].end - parts[0].start > MAX_LABEL:
        return None
    for c in parts[first:]:
        if not any(p.fullmatch(low, c.start, c.end) for p in (FIGURE, EMPTY, PERCENT, GRADED)):
            return None
    return Line(number, Span(parts[0].start, parts[first - 1].end), tuple(parts[first:]), first)


def _table(view: NoteView, rows: Sequence[Line], muscles: Muscles) -> tuple[list[Force], int]:
    """The values of a block of rows under its titles, and the first line of those."""
    titles: list[list[Span]] = []
    number = top = rows[0].number
    while number > 0 and len(titles) < MOST_TITLES:
        number -= 1
        line = view.layout.lines[number]
        if _rule(view, line):
            continue
        if view.text[line.end : view.layout.lines[number + 1].start].count("\n") > 1:
            break
        parts = _split(view, line)
        if line.end - line.start > MAX_ROW or _row(view, number) is not None or len(parts) > 16:
            break
        titles.insert(0, parts)
        top = number
    if not titles:
        return [], top
    return list(_values(view, rows, titles, muscles, top)), top


def _values(
    view: NoteView, rows: Sequence[Line], titles: list[list[Span]], muscles: Muscles, top: int
) -> Iterator[Force]:
    count = max(len(r.cells) for r in rows)
    columns = _columns(view, _labelled(view, titles, rows, count), count, muscles)
    if columns is None:
        return
    traits, special = columns
    own = _of_rows(view, rows, traits, muscles)
    special = special or any(t.average for t in own) or _sides_of_one(own, traits)
    days = [t.date for t in (*own, *traits) if t.date]
    timed = all(t.date or t.role for t in own) and all(t.measure for t in traits)
    if not special and len([t for t in own if t.date]) < 2 and not timed:
        return
    averaged = any(t.average for t in traits)
    if (
        averaged
        and any(t.side for t in traits if not (t.average or t.aside))
        and not any(t.side for t in traits if t.average)
    ):
        traits = [replace(t, aside=True) if t.average else t for t in traits]  # "R  L  Avg": of both sides
        averaged = False
    above = any(t.average for t in own)
    if any(t.trial for t in own) and not above:
        return
    if any(t.trial for t in traits) and not averaged:
        return
    last = max(days) if days else None
    dated = last is not None and len(set(days)) > 1
    roles = frozenset(
        r for t in (*own, *traits) for r in [t.role or ("now" if dated and t.date == last else None)] if r
    )
    for row, label in zip(rows, own, strict=True):
        columns_of = traits if len(row.cells) == len(traits) else _one_a_side(view, row, traits, titles[-1])
        if _is_graded(view, row, columns_of):
            continue
        for cell, column in zip(row.cells, columns_of, strict=False):
            both = label.under(column)
            m = FIGURE.fullmatch(view.lower, cell.start, cell.end)
            unit = UNITS.get(m["unit"] or "") if m and m["unit"] else both.unit
            if (
                m is None
                or both.aside
                or unit is None
                or both.measure is None
                or (averaged and not column.average)
                or (above and label.trial)
            ):
                continue
            when = both.role
            if when is None and dated and both.date is not None:
                when = "now" if both.date == last else "past"
            yield Force(
                cell.start,
                cell.end,
                both.measure,
                both.side or "unspecified",
                float(m["figure"]),
                unit,
                when,
                roles,
            )


def _is_graded(view: NoteView, row: Line, columns: list[Traits]) -> bool:
    """Whether a cell of a row holds a grade where its column is of forces: the row of another table."""
    return any(
        GRADED.fullmatch(view.lower, *cell) and not column.aside
        for cell, column in zip(row.cells, columns, strict=False)
    ) or (not columns and any(GRADED.fullmatch(view.lower, *cell) for cell in row.cells))


def _labelled(view: NoteView, titles: list[list[Span]], rows: Sequence[Line], count: int) -> list[list[Span]]:
    """The titles with those of several labels as one ("| Movement | Side | T1 | T2 |")."""
    leaf, labels = titles[-1], max(r.labels for r in rows)
    if labels < 2 or len(leaf) != count + labels:
        return titles
    return [*titles[:-1], [Span(leaf[0].start, leaf[labels - 1].end), *leaf[labels:]]]


def _of_rows(view: NoteView, rows: Sequence[Line], columns: list[Traits], muscles: Muscles) -> list[Traits]:
    """The traits of the labels; a side alone below a row of the other side is of its measure."""
    out: list[Traits] = []
    for row in rows:
        own = _traits(view, row.label, muscles) if row.label else Traits()
        above = out[-1] if out else None
        follows = above is not None and above.side not in (None, own.side) and own.side is not None
        if above is not None and follows and own.measure is None:
            named = None if any(c.measure for c in columns) else above.measure
            own = replace(own, measure=named, unit=own.unit or above.unit)
        out.append(own)
    return out


def _sides_of_one(own: Sequence[Traits], columns: Sequence[Traits]) -> bool:
    """Whether sides head the rows of the one measure that the title names ("Grip (kg)   Initial   Current")."""
    return all(t.side and not t.measure for t in own) and all(t.measure for t in columns)


def _one_a_side(view: NoteView, row: Line, traits: list[Traits], leaf: list[Span]) -> list[Traits]:
    """The columns of a row with one value for each side among rows of trials; none where it is no such row.

    "Grip   18   21   20   19.7   61 ..." over "Key pinch   6           17": each stands below the trials of its side.
    """
    sides = list(dict.fromkeys(t.side for t in traits))
    if len(row.cells) != len(sides) or None in sides or not any(t.trial for t in traits):
        return []
    start, above = (view.layout.line_at(c.start).start for c in (row.cells[0], leaf[0]))
    at = [c.start - above for c in leaf[-len(traits) :]]
    near = [_nearest(at, c.start - start) for c in row.cells]
    if [traits[i].side for i in near] != sides:
        return []
    return [replace(traits[i], average=True, trial=False) for i in near]


def _nearest(places: list[int], at: int) -> int:
    """The number of the place that is nearest."""
    return min(range(len(places)), key=lambda i: abs(places[i] - at))


def _line_of(head: Header) -> int:
    return head.line


def _columns(
    view: NoteView, titles: list[list[Span]], count: int, muscles: Muscles
) -> tuple[list[Traits], bool] | None:
    """The traits of every column of values, and whether the table needs this reader."""
    leaf = titles[-1]
    label = Traits()
    if len(leaf) == count + 1:
        label, leaf = _traits(view, leaf[0], muscles), leaf[1:]
    if len(leaf) != count:
        return None
    out = [_traits(view, c, muscles) for c in leaf]
    if not all(t.known for t in out):
        return None
    special = any(t.measure or t.average for t in out)
    number, heads = view.layout.line_index(leaf[0].start), headers(view)
    i = bisect_left(heads, number, key=_line_of)
    special = special or i == len(heads) or heads[i].line != number
    for upper in reversed(titles[:-1]):
        above = [_traits(view, c, muscles) for c in upper]
        if len(upper) > 1 and count % len(upper) and count % (len(upper) - 1) == 0:
            label, above = label.under(above[0]), above[1:]
        if len(above) > 1 and count % len(above) == 0 and all(t.known for t in above):
            each = count // len(above)
            out = [t.under(above[i // each]) for i, t in enumerate(out)]
            special = True
        elif len(above) == 1 and (above[0].measure or above[0].device):
            label = label.under(above[0])
    plain = replace(label, aside=False, trial=False, average=False)
    out = [
        t.under(replace(plain, unit=None) if t.measure and label.measure not in (None, t.measure) else plain)
        for t in out
    ]
    return out, special and any(t.side or t.measure or t.average or t.device for t in out)


def _among_days(view: NoteView, span: Span) -> bool:
    """Whether a day that looks like a grade stands in a line with one that does not ("1/5   2/6")."""
    line = view.layout.line_at(span.start)
    return DAY_CELL.search(view.lower, line.start, line.end) is not None


def _among_pairs(view: NoteView, span: Span) -> bool:
    """Whether what looks like a day is a pair of sides ("Grip R/L lb   24/22   9/8").

    One of its line is no day, or the label tells the order of sides below columns of times.
    """
    line = view.layout.line_at(span.start)
    if NO_DAY.search(view.lower, line.start, line.end) is not None:
        return True
    if ORDER.match(view.lower, line.start, line.end) is None:
        return False
    number, heads = view.layout.line_index(span.start), headers(view)
    i = bisect_left(heads, number, key=_line_of)
    return i > 0 and bool(heads[i - 1].roles) and same_block(view, heads[i - 1], line.start)


def _traits(view: NoteView, span: Span, muscles: Muscles) -> Traits:
    """What the words of a cell say."""
    text = view.lower[span.start : span.end]
    if len(text) > MAX_LABEL:
        return Traits()
    names = view.between(span.start, span.end, "DYNAMO")
    measure = next((n.value for n in names if n.value != "dynamometer"), None)
    if PINCH.search(text) and measure != "grip":
        measure = "pinch"
    if measure is None:
        named = muscles(span.start, span.end)
        measure = named[0].value if len(named) == 1 else None
    sides = {SIDES[m[1]] for m in SIDE.finditer(text)}
    side = sides.pop() if len(sides) == 1 else None
    unit = UNIT.search(text)
    day = DATE.search(text) if not GRADE.fullmatch(text) or _among_days(view, span) else None
    day = None if day and _among_pairs(view, span) else day
    month, dom, year = (day[1], day[2], day[3]) if day and day[1] else (None, None, None)
    rest = DATE.sub(" ", text)
    unknown = [w for w in WORD.findall(rest) if not KNOWN.fullmatch(w)]
    aside = ASIDE.search(text) is not None
    role = role_of(rest)
    return Traits(
        measure=measure,
        side=side,
        unit=UNITS.get(unit[0], "Nm") if unit else None,
        role=None if role in ("norm", "change", "was", "to", "from") else role,
        date=(int(year) % 100 if year else 0, int(month), int(dom)) if month and dom else None,
        average=AVERAGE.search(text) is not None,
        trial=TRIAL.search(text) is not None,
        aside=aside,
        known=bool(
            measure
            or side
            or day
            or role
            or aside
            or AVERAGE.search(text)
            or TRIAL.search(text)
            or (names and unit)
        )
        and (len(unknown) < 3 or measure is not None)
        and not any(c.isdigit() for c in TRIAL.sub("", PINCH.sub("", BRACKET.sub("", rest)))),
        device=bool(names) or unit is not None,
    )
