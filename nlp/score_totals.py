"""Tests whose items stand in rows below the name, with the total in a row of its own.

::

    block = name line (blank? row)* total
    total = "total" words value+                    "TOTAL (14 items)   34/56", "Total | 12/28 | 19/28"
    row   = label figure*                           "Turn 360   1", "Balance   9/16"

The total is the value of the test; several stand in columns of times. A row whose denominator is that of a part is
the value of the part. A bare figure of a row is the score of an item, also where the item is named like a test.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rehabcode.nlp.score_specs import Found, Spec, specs
from rehabcode.nlp.value_columns import column_of, headers
from rehabcode.nlp.view import Item, NoteView

MAX_ROWS = 24
"""How many rows a test may have above its total."""
MAX_ROW = 90
"""A longer line is prose."""
MAX_REST = 5
"""Words beside the name on its line: a heading, or the heads of the columns of scores."""
TOTAL = re.compile(
    r"[ \t|*-]{0,12}(?:grand |raw )?(?:total|sum)\b(?: score| points)?[^\S\n]*(?:\([^()\n]{0,30}\))?"
)
"""How the row of a total opens (matched on lower case)."""
SCORE = re.compile(r"(?<![\d./])(?P<score>\d{1,3})(?:[ ]?/[ ]?(?P<top>\d{1,3}))?(?![\d./%])")
BETWEEN = re.compile(r"[\s|:=.,-]*")
"""What may stand between the values of the row of a total, and behind the last."""
ITEM_SCORE = re.compile(r"[0-4](?:[ ]?/[ ]?[0-4])?")
"""The score of one item."""


class Block(NamedTuple):
    """The rows of one test: where they begin and end, and what is read of them."""

    start: int
    end: int
    values: list[Found]


def block_of(view: NoteView, name: Item, spec: Spec) -> Block | None:
    """Return the rows below the name of a test, where they close with a total that the test can have."""
    if spec.units[0] != "points" or not spec.tops:
        return None
    lines, low = view.layout.lines, view.lower
    number = view.layout.line_index(name.start)
    line = lines[number]
    if line.end - line.start > MAX_ROW + name.end - name.start:
        return None
    beside = low[line.start : name.start] + low[name.end : line.end]
    if len(beside.replace("|", " ").split()) > MAX_REST or any(c.isdigit() for c in beside):
        return None
    parts: list[Found] = []
    blank = False
    for n, row in enumerate(lines[number + 1 : number + 2 + MAX_ROWS]):
        text = low[row.start : row.end]
        if not text.strip():
            if blank and n > 1:
                return None
            blank = True
            continue
        if TOTAL.match(low, row.start, row.end):
            found = _total(view, name, spec, row.start, row.end)
            return Block(name.end, row.end, parts + found) if found and n else None
        if (blank and n > 1) or len(text) > MAX_ROW or _names_another(view, spec, row.start, row.end):
            return None
        parts += _part(view, name, spec, row.start, row.end)
    return None


def _names_another(view: NoteView, spec: Spec, start: int, end: int) -> bool:
    """Whether a row names another test of several items, whose total would follow."""
    tests = [specs()[i.value] for i in view.between(start, end, "TEST")]
    return any(
        t.units[0] == "points" and t.name != spec.name and t.name not in spec.parts.values() for t in tests
    )


def _total(view: NoteView, name: Item, spec: Spec, start: int, end: int) -> list[Found]:
    """The values of the row of a total, each of the time of its column."""
    opening = TOTAL.match(view.lower, start, end)
    again = [i.end for i in view.between(start, end, "TEST") if i.value == spec.name]  # "Total SPPB   5/12"
    at = max([opening.end() if opening else start, *again])
    found = list(SCORE.finditer(view.lower, at, end))
    for m in found:
        if BETWEEN.fullmatch(view.lower, at, m.start()) is None or not _is_total(spec, m):
            return []
        at = m.end()
    if BETWEEN.fullmatch(view.lower, at, end) is None:
        return []
    out = []
    for m in found:
        place = column_of(view, headers(view), m.start()) if len(found) > 1 else None
        if len(found) > 1 and (place is None or place[0].role is None):
            return []
        role, cue, roles = (
            (place[0].role, place[0].item, place[1].roles) if place else (None, None, frozenset[str]())
        )
        value = float(m["score"])
        out.append(Found(spec.name, *m.span(), value, "points", role, cue, header=roles, name=name))
    return out


def _is_total(spec: Spec, m: re.Match[str]) -> bool:
    """Whether a figure can be the total of a test."""
    top = float(m["top"]) if m["top"] else spec.high
    return float(m["score"]) <= min(top, spec.high) and (not m["top"] or top in spec.tops)


def _part(view: NoteView, name: Item, spec: Spec, start: int, end: int) -> list[Found]:
    """The one score of a part in its row ("Gait subscore   7/12")."""
    found = [m for m in SCORE.finditer(view.lower, start, end) if m["top"]]
    part = spec.parts.get(found[0]["top"]) if len(found) == 1 else None
    if part is None or float(found[0]["score"]) > float(found[0]["top"]):
        return []
    return [Found(part, *found[0].span(), float(found[0]["score"]), "points", name=name)]


def is_item_score(view: NoteView, found: Found) -> bool:
    """Whether a value in the rows of a test is the score of an item."""
    return ITEM_SCORE.fullmatch(view.lower, found.start, found.end) is not None
