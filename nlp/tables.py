"""Strength tables: what the columns mean, and which grade of a row belongs to which column.

Grammar
-------
::

    header = (label | role)+                at least two roles, no grades
    role   = side | time | date | side time | time side     R  LEFT  INITIAL  IE 9/9  L (now)  10/28  GOAL
    order  = side ("/" | ";") side          R/L  L;R: two roles in one cell, in the order written
           | time order                      Wk 2 (R/L): one role whose cells hold pairs
    row    = name value+ | value name value | name value+ name value+ (two tables side by side)
       | (side | limb | time | date)+ value+    under a header of muscles (HF   KE   DF) or of parts (Prox   Distal)
           | name (name value)+ ...                 lists of movements in the cells of a joint
           | part value+ | strength value+   under a header of limbs (RUE   LUE   RLE   LLE)
           | joint value+                    under a header of movements (Flex   Ext   Abd)
           | movement value+                 under a header of joints (Hip   Knee   Ankle)
    value  = grade | pair | "NT" | "-" | any other number

Cells are parted by pipes, tabs, two blanks, or commas under a header parted by commas; the cells of a row are
taken in order when there are as many values as roles, else by pipe or tab number or by the nearest column. The order
of sides is never assumed. A header stays in force until another one, a heading or a few lines that are no
rows; a second header line under the first multiplies with it (IE, DC over R, L, R, L). Dates as roles: the
last before a goal is the present, earlier ones are past. Columns of range of motion and of forces are skipped, told
by their own heads or by a line of measures above the sides (AROM   MMT over R L R L).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from rehabcode.nlp.muscles import UNSPECIFIED, El
from rehabcode.nlp.value_columns import count_cells, month_cells, number_cells

TABULAR = re.compile(r"\||\t|\S {2,}\S")
DATE = re.compile(
    r"[\dwdvWDV](?<!\w.)(?:(?:(?<=0)[1-9]|(?<=1)[0-2]|(?<=[1-9]))[/-](?P<day>0?[1-9]|[12]\d|3[01])(?P<year>[/-]\d{2,4})?\b|"
    r"(?:(?<=[wW])(?i:k|eek)|(?<=[dD])(?i:ay)|(?<=[vV])(?i:isit)?)\s?#?\d{1,2}\b)"
)
"""A date, or a week, day or visit by its number; the first character is told apart behind it: so it is found faster."""
DATE_LABEL = re.compile(r"\b(?:mmt|strength|muscles?|measures?|motion|obj(?:ective)?|dates?|motor)\b", re.I)
"""The label of a line of days: two of the same number are no scores out of it ("MMT   9/14   10/14")."""
RUN = re.compile(r"\S+(?: \S+)*")
EMPTY = re.compile(r"(?<![\w+/-])(?:-{1,3}|\u2013|\u2014|x|n/?a|_+|met)(?![\w+/-])", re.I)
MAX_LABEL_WORDS = 4
OTHERS = frozenset(("rom", "reflex", "tone", "edema", "sense"))
"""Classes of words that make a table one of something else than strength."""
TITLES = OTHERS | {"pain"}
"""The same in the title of a table."""
TITLE_LINES = 2
"""Lines in which the title of a note and its date stand."""
REACH = 6
"""How many lines without a row a header survives."""
TITLE = re.compile(
    r"[ \t]*\b(?:(?:IRF|SNF|HH|acute|home health|outpatient)[ ]+)*(?:PT|OT|SLP|physical therapy|occupational therapy)[ ]+"
    r"(?:initial\b(?:[ ]+eval(?:uation)?\b)?|(?:eval(?:uation)?|re-?eval\w*|progress|discharge|daily)\b)",
    re.I,
)
"""The title of a note, whose words and days are no columns."""
COLUMN = re.compile(
    r"(?:^|[ ]{2}|\t|\|[ ]?)(?:(?:PT|OT)[ ])?(?:R|L|RT|LT|right|left|initial|today|now|current|goal|progress|discharge|"
    r"eval(?:uation)?)(?:[ ]\d{1,2}/\d{1,2})?[ ]*(?=[ ]{2}|\t|\||$)",
    re.I,
)
"""Cells of a header that only begins like a title ("PT eval   PT progress")."""
BESIDE_DATE = 8
"""How many characters stand beside a date in the cell of a header ("(wk 2)", no "day 2 of stay")."""
NAME_ROW = frozenset("N,|t-Tw")
"""Kinds of the elements of a header that names muscles."""
LIMB_ROW = frozenset("LT,|t-")
"""Kinds of the elements of a header that names limbs."""
NO_HEADER = frozenset("XN#GJAML")
"""Kinds that stand in no header outside of cells."""
NO_ACTION_ROW = frozenset("JMLYSW")
"""Kinds that stand in no header of movements."""
MAX_LINE = 400
"""A longer line is prose, however it is spaced."""


def tabular(text: str, start: int, end: int) -> bool:
    """Whether a stretch is written in cells: the plain searches spare most lines the pattern."""
    if text.find("|", start, end) >= 0 or text.find("\t", start, end) >= 0:
        return True
    gap = text.find("  ", start, end)
    return gap >= 0 and TABULAR.search(text, max(start, gap - 1), end) is not None


def in_cells(text: str, start: int, end: int) -> bool:
    """Whether a line is written in cells, blanks at its ends aside."""
    line = text[start:end].strip()
    return tabular(line, 0, len(line))


def dates_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the days, weeks and visits of a line, and the months that fill its cells, in text order."""
    found = list(DATE.finditer(text, start, end))
    told = [*month_cells(text, start, end), *number_cells(text, start, end), *count_cells(text, start, end)]
    if not told:
        return found
    ends = [m.span() for m in told]
    others = [m for m in found if not any(a <= m.start() < b for a, b in ends)]
    return sorted([*told, *others], key=lambda m: m.start())


_STATUS = re.compile(r"status", re.I)
"""What may head the column of names as well as one of values."""


class Role(NamedTuple):
    """What one column holds."""

    at: int
    """Offset of the column in its line."""
    cell: int
    side: str | None = None
    time: str | None = None
    cue: El | None = None
    skip: bool = False
    muscles: tuple[str, ...] = ()
    """The muscles of the column, where muscles head the columns and sides the rows."""
    action: str = ""
    """The movement of the column, where movements head the columns and joints the rows."""
    order: tuple[str, ...] = ()
    """The order of sides in each of its cells ("Wk 2 (R/L)")."""
    limb: str = ""
    """The limb of the column ("RUE"), where its cells are of limbs or their parts."""


@dataclass
class Columns:
    """A header in force."""

    roles: tuple[Role, ...]
    line: int
    """Line of the header, or the last row below it."""
    piped: bool = False
    strength: bool = False
    used: bool = False
    tabs: int = 0
    """How many tabs the header holds."""
    spread: bool = False
    """Whether several tabs part two of its cells."""
    celled: bool = False
    """Whether the cells of a row are counted like those between pipes."""
    places: tuple[int, ...] = ()
    """Where its cells begin, those that nobody knows too."""

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """Sides of the roles where every role is a side."""
        return tuple(r.side for r in self.roles if r.side) if all(r.side for r in self.roles) else ()


class Cell(NamedTuple):
    """A cell of a line: its number and place."""

    number: int
    start: int
    end: int


def _with_tabs(columns: Columns, text: str, start: int, end: int) -> Columns:
    """The columns with the tabs of their line."""
    return replace(columns, tabs=text.count("\t", start, end), spread=text.find("\t\t", start, end) >= 0)


def by_tabs(columns: Columns, tabs: int) -> Columns:
    """The columns for a row with so many tabs: its cells are counted where the tabs are those of the header.

    A row without its last cells may have fewer, unless the header is spread by several tabs.
    """
    counted = 0 < tabs == columns.tabs or (0 < tabs < columns.tabs and not columns.spread)
    return replace(columns, celled=True) if counted else columns


BRACKETED = re.compile(r"\((?:right|left|r|l|rt|lt)[ ]?\|[ ]?(?:right|left|r|l|rt|lt)\)", re.I)
"""An order of sides in brackets: its pipe parts no cells."""


def _opens_with_pipe(text: str, start: int, end: int) -> int:
    """1 where a pipe opens a line, else 0: it parts no cells, and not all lines of a table have it."""
    return int(text[start : start + 1] == "|")


def number_of(text: str, start: int, at: int) -> int:
    """The number of the cell in which an offset of a line that begins at ``start`` stands."""
    before = BRACKETED.sub("", text[start:at])
    return before.count("|") + before.count("\t") - _opens_with_pipe(text, start, at)


def cells(text: str, start: int, end: int) -> list[Cell]:
    """Split a line into cells; an empty cell between two pipes is counted."""
    out: list[Cell] = []
    at, number = start, -_opens_with_pipe(text, start, end)
    for piece in re.split(r"(\||\t)", BRACKETED.sub(lambda m: m[0].replace("|", "/"), text[start:end])):
        if piece in ("|", "\t"):
            at += 1
            number += 1
            continue
        for run in RUN.finditer(piece):
            out.append(Cell(number, at + run.start(), at + run.end()))
        at += len(piece)
    return out


def header(text: str, start: int, end: int, els: Sequence[El], line: int) -> Columns | None:
    """Return the columns a line declares, or None where it is no header.

    Parameters
    ----------
    text : str
        The note.
    start, end : int
        The line.
    els : sequence of El
        Its elements, sides merged to orders, before names are composed.
    line : int
        Number of the line.
    """
    kinds = {e.k for e in els}
    if end - start > MAX_LINE or (kinds.isdisjoint("SOW") and not dates_follow(text, start, end)):
        return None
    celled = in_cells(text, start, end)
    if not celled and not kinds.isdisjoint(NO_HEADER):
        return None
    if TITLE.match(text, start, end) and len(COLUMN.findall(text, start, end)) < 2:
        return None
    dates = dates_in(text, start, end)
    graded = "G" in kinds and any(e.k == "G" and not _within(e, dates) for e in els)
    if graded and "W" not in kinds and not kinds.isdisjoint("JAMN"):
        return None
    last = text[start:end].rstrip()[-1:]
    if ">" in kinds or (last in ".;" and not celled):
        return None
    els = [_in_one_cell(e, text) if e.k == "W" else e for e in _one_limb(els)]
    if "W" in kinds and "M" in kinds:  # "ADM   DC": of the admission, and no muscle of the hand
        els = [
            El("W", e.start, e.end, "past", "header") if e.k == "M" and text[e.start : e.end] == "ADM" else e
            for e in els
        ]
    roles: list[Role] = []
    words = strength = labels = 0
    rom = False
    label: tuple[int, int, tuple[str, ...]] | None = None
    for cell in cells(text, start, end):
        inside = [e for e in els if cell.start <= e.start < cell.end]
        found = _roles(text, start, cell, inside, [m for m in dates if cell.start <= m.start() < cell.end])
        if found is None:
            return None
        here = {e.k for e in inside}
        if not found and ("X" in here or "T" in here):
            rom = "T" not in here and any(e.k == "X" and e.v in TITLES for e in inside)
        elif "T" in here:
            rom = False  # "ROM   MMT R   MMT L"
        if "O" in here and all(r.side and not r.time for r in found):
            label = (len(roles), len(found), next(tuple(e.v) for e in inside if e.k == "O"))
        other = (
            rom
            or ("T" not in here and any(e.k == "X" and e.v in OTHERS for e in inside))  # "Dermatome L"
            or ("T" not in here and bool(found) and FORCE_HEAD.search(text, cell.start, cell.end) is not None)
        )
        roles += [role._replace(skip=True) for role in found] if other else found
        strength += "T" in here
        unknown = sum(e.k == "w" and not _within(e, dates) for e in inside) if "w" in here else 0
        words += unknown
        if found and unknown > 2:
            return None
        if not found:
            labels += 1
            if unknown > MAX_LABEL_WORDS:
                return None
    roles = _dated(_earlier_pair(_of_title(_in_order(_without_label(roles, text), label))), text)
    if len(roles) < 2 or not any(r.side or r.time or r.skip for r in roles):
        return None
    if not celled and (words > 1 or not (strength or words == 0)):
        return None
    if (
        line < TITLE_LINES
        and not strength
        and not any(r.side for r in roles)
        and any(m["year"] for m in dates)
    ):
        return None  # "Spine Center PT  |  Evaluation  |  11/04/2026"
    if (
        all(r.cue is not None and (r.cue.d == "header" or r.cue.v == "date") and not r.side for r in roles)
        and words > 2
    ):
        return None
    if words > 6:
        return None
    piped = "|" in BRACKETED.sub("", text[start:end])
    places = tuple(cell.start - start for cell in cells(text, start, end))
    return _with_tabs(Columns(tuple(roles), line, piped, bool(strength), places=places), text, start, end)


BORDER = re.compile(r"[ ]{2,}|[\t|][ ]*")


def _in_one_cell(time: El, text: str) -> El:
    """A time whose words stand in two cells as that of the last ("8 wk   Goal")."""
    borders = list(BORDER.finditer(text, time.start, time.end))
    return El("W", borders[-1].end(), time.end, time.v, time.d) if borders else time


def _without_label(roles: list[Role], text: str) -> list[Role]:
    """The roles without that of a first cell "Status", where the times of the table stand behind it."""
    if (
        len(roles) < 3
        or not roles[0].cue
        or not _STATUS.fullmatch(text, roles[0].cue.start, roles[0].cue.end)
    ):
        return roles
    first = roles[0]
    timed = all(r.time and not r.side for r in roles[1:]) and first.cell <= 1 and not first.side
    return roles[1:] if timed and "present" in {r.time for r in roles[1:]} else roles


def _of_title(roles: list[Role]) -> list[Role]:
    """The columns of times with the side of the title left of them ("Strength, right   Adm   3/17   Goal")."""
    if (
        len(roles) < 3
        or not roles[0].side
        or roles[0].time
        or not all(r.time and not r.side for r in roles[1:])
    ):
        return roles
    return [r._replace(side=roles[0].side) for r in roles[1:]]


def _in_order(roles: list[Role], label: tuple[int, int, tuple[str, ...]] | None) -> list[Role]:
    """The roles of a header whose label declares the order of sides in every cell ("MMT (R/L)   Eval   Now").

    ``label`` tells where the roles of that order stand, how many they are, and the order.
    """
    if label is None:
        return roles
    first, count, order = label
    rest = roles[:first] + roles[first + count :]
    if len(rest) < 2 or not all(r.time and not r.side for r in rest):
        return roles
    return [r._replace(order=order) for r in rest]


def _earlier_pair(roles: list[Role]) -> list[Role]:
    """The roles with an earlier pair behind those of the sides as two ("Rt   Lt   (Rt / Lt on 8/11)").

    What the pair's day tells is then that of the columns without a day: they are of now.
    """
    last = roles[-1] if roles else None
    plain = [r.side for r in roles[:-1]]
    if last is None or set(last.order) != {"right", "left"} or set(plain) != set(last.order):
        return roles
    if len(plain) != len(last.order) or any(r.time for r in roles[:-1]):
        return roles
    time = "past" if last.time == "date" else last.time
    earlier = replace_time(last, time) if time else last
    return [*roles[:-1], *(earlier._replace(side=side, order=()) for side in last.order)]


def _roles(
    text: str, line_start: int, cell: Cell, inside: Sequence[El], dates: Sequence[re.Match[str]]
) -> list[Role] | None:
    """Roles of one header cell with its dates; None where the cell holds a grade."""
    kinds = {e.k for e in inside}
    if not kinds.isdisjoint("GZVn#") and any(e.k in "GZVn#" and not _within(e, dates) for e in inside):
        return None
    if dates and not kinds.isdisjoint("JAM"):
        return None
    sides = [s for e in inside if e.k in "SO" for s in (e.v if e.k == "O" else (e.v,))]
    times = _one_goal([e for e in inside if e.k == "W"], text)
    at = cell.start - line_start
    if "X" in kinds and "T" not in kinds and any(e.k == "X" and e.v == "rom" for e in inside):
        return [Role(at, cell.number, skip=True) for _ in (sides or times)]
    if not (sides or times or dates):
        return []
    if not times and not kinds.isdisjoint("NJAML"):
        sides = [] if len(sides) == 1 and not _behind_colon(inside) else sides
        if len(sides) == 1:
            return [Role(at, cell.number, sides[0])]
    beside = cell.end - cell.start - sum(m.end() - m.start() for m in dates)
    beside -= sum(e.end - e.start for e in inside if e.k == "O")  # "(Rt / Lt on 8/11)"
    dated = dates and beside <= BESIDE_DATE and not any(e.k == "w" and not _within(e, dates) for e in inside)
    when = times[0] if times else El("W", dates[0].start(), dates[0].end(), "date") if dated else None
    if len(sides) > 1:
        if when:  # "Wk 2 (R/L)": one column, its cells hold pairs
            return [Role(at, cell.number, None, when.v, when, order=tuple(sides))]
        return [Role(at, cell.number, side) for side in sides]
    if len(sides) == 1 and times and _in_brackets(text, times[-1], line_start) and not _names(inside):
        now, then = times[0] if len(times) > 1 else None, times[-1]  # "R now (IE)": cells hold "4/5 (3+/5)"
        return [
            Role(at, cell.number, sides[0], now.v if now else None, now),
            Role(then.start - line_start, cell.number, sides[0], then.v, then),
        ]
    order = next((e for e in inside if e.k == "D"), None)
    if len(sides) == 1 and order is not None and not _names(inside):
        return [Role(e.start - line_start, cell.number, sides[0], e.v, e) for e in order.v]
    if sides and not _names(inside):
        return [Role(at, cell.number, sides[0], when.v if when else None, when)]
    if len(times) > 1:
        return [Role(e.start - line_start, cell.number, None, e.v, e) for e in times]
    if times:
        return [Role(at, cell.number, None, times[0].v, times[0])]
    return [Role(at, cell.number, None, "date", when)] if when else []


def _one_goal(times: list[El], text: str) -> list[El]:
    """The times of a cell, where "d/c goal" is one."""
    if len(times) != len("ab") or times[1].v != "goal" or times[1].start - times[0].end != 1:
        return times
    return times[1:] if text[times[0].start].lower() == "d" else times


def dates_follow(text: str, start: int, end: int) -> bool:
    """Whether a line of cells names two dates or visits ("MMT    Week 1   Week 4")."""
    if not tabular(text, start, end):
        return False
    dates = dates_in(text, start, end)
    if len(dates) < 2:
        return False
    if DATE_LABEL.search(text, start, dates[0].start()):
        return True
    scores = {m["day"] for m in dates if m["year"] is None}
    return not (len(scores) == 1 and None not in scores)  # "MiniBEST | 11/28 | 12/28"


def _in_brackets(text: str, time: El, line_start: int) -> bool:
    """Whether a word of time stands alone in brackets, and the same in all cells: "R (IE)  L (IE)", no "L (now)"."""
    if text[time.start - 1 : time.start] != "(" or text[time.end : time.end + 1] != ")":
        return False
    end = text.find("\n", line_start)
    notes = re.findall(r"\(([^()]*)\)", text[line_start : end if end >= 0 else len(text)])
    return len(notes) > 1 and len(set(notes)) == 1


def _within(el: El, dates: Sequence[re.Match[str]]) -> bool:
    """Whether an element is part of a date ("Wk 2")."""
    return any(m.start() <= el.start < m.end() for m in dates)


def _behind_colon(inside: Sequence[El]) -> bool:
    """Whether a side closes a cell behind a mark: it heads a column, the label is that of the rows ("LE MMT: R")."""
    return len(inside) > 1 and inside[-1].k == "S" and inside[-2].k in ":,"


def _names(inside: Sequence[El]) -> bool:
    return any(e.k in "NJAML" for e in inside)


def _one_limb(els: Sequence[El]) -> Sequence[El]:
    """The elements without the limb, where all columns are of the same one ("R LE    L LE")."""
    limbs = [e for e in els if e.k == "L"]
    sides = [e for e in els if e.k == "S"]
    if (
        len(limbs) < 2
        or len(limbs) != len(sides)
        or len({e.v for e in limbs}) > 1
        or any(e.k in "JAM" for e in els)
    ):
        return els
    return [e for e in els if e.k != "L"]


def _dated(roles: list[Role], text: str) -> list[Role]:
    """Dates become times: the last date before a goal is the present, earlier ones are past."""
    roles = _one_present(roles)
    dates = [i for i, r in enumerate(roles) if r.time == "date"]
    if not dates:
        return roles
    known = {r.time for r in roles}
    last = _date_said(roles[dates[-1]], text)
    out = list(roles)
    for i in dates:
        time = "past" if _date_said(roles[i], text) != last or "present" in known else "present"
        out[i] = replace_time(roles[i], time)
    if len(dates) == 1 and len(known & {"past", "present", "goal"}) == 0:
        return [r for r in roles if r.time != "date"]
    return out


def _one_present(roles: list[Role]) -> list[Role]:
    """Of several columns of now, of a side each, the last is that of now ("IE   PN   DC")."""
    last = {r.side: i for i, r in enumerate(roles) if r.time == "present"}
    return [
        replace_time(r, "past") if r.time == "present" and last[r.side] != i else r
        for i, r in enumerate(roles)
    ]


def _date_said(role: Role, text: str) -> str:
    """The date of a column as it is written: columns of both sides share one."""
    return text[role.cue.start : role.cue.end] if role.cue else ""


def replace_time(role: Role, time: str) -> Role:
    """The role with another time; the cue keeps the date's place."""
    cue = El("W", role.cue.start, role.cue.end, time) if role.cue else None
    return role._replace(time=time, cue=cue)


def stacked(above: Columns | None, below: Columns) -> Columns:
    """Combine two header lines where one names times and the other sides."""
    if above is None or below.line - above.line > 2:
        return below
    one, two = above.roles, below.roles
    if (measured := _of_measures(one, two)) is not None:
        return replace(below, roles=tuple(measured), strength=True)
    times_first = all(r.time and not r.side for r in one) and all(r.side and not r.time for r in two)
    sides_first = all(r.side and not r.time for r in one) and all(r.time and not r.side for r in two)
    if times_first and len(one) > 1 and len(two) == 2 and two[0].cell == two[1].cell:
        order = tuple(r.side or "" for r in two)  # "MMT, R / L" below the times: every cell holds a pair
        roles = tuple(r._replace(order=order) for r in one)
        return replace(above, roles=roles, line=below.line, strength=below.strength or above.strength)
    if not (times_first or sides_first):
        return replace(below, strength=below.strength or above.strength)
    if len(two) % len(one) == 0 and len(two) > len(one):
        each = len(two) // len(one)
        merged = [_merge(two[i], one[i // each]) for i in range(len(two))]
    else:
        merged = [_merge(inner, outer) for outer in one for inner in two]
    strength = below.strength or above.strength
    tabs = below.tabs if len(merged) == len(two) else 0  # else a cell below is of several columns
    return Columns(tuple(merged), below.line, below.piped, strength, tabs=tabs, spread=below.spread)


def measures_below(
    above: Columns, text: str, start: int, end: int, els: Sequence[El], line: int
) -> Columns | None:
    """The columns of a line that names the measures of each column above ("Right   Left" over "MMT AROM MMT AROM")."""
    measures = [e for e in els if e.k in "TX"]
    each = len(measures) // len(above.roles)
    known = all(e.k == "T" or e.v in OTHERS for e in measures)
    if not known or len(measures) <= len(above.roles) or line - above.line != 1:
        return None
    if each < 2 or len(measures) != each * len(above.roles):
        of = _nearest_title(above, measures, start)
    else:
        of = [i // each for i in range(len(measures))]
    if of is None:
        return None
    numbers = [
        next((c.number for c in cells(text, start, end) if c.start <= e.start < c.end), 0) for e in measures
    ]
    roles = tuple(
        above.roles[of[i]]._replace(at=e.start - start, cell=number, skip=e.k == "X")
        for i, (e, number) in enumerate(zip(measures, numbers, strict=True))
    )
    return replace(above, roles=roles, line=line, strength=True)


FORCE_HEAD = re.compile(r"\b(?:hhd|dynamomet\w*|microfet|tindeq|kgs?|lbs?|newtons?)\b", re.I)
"""What heads columns of forces beside those of grades."""
MEASURE_HEADER = frozenset("TXwJALNPt,|-()")
"""Kinds of the elements of a header that names measures, without sides or times."""


def measures_only(text: str, start: int, end: int, els: Sequence[El], line: int) -> Columns | None:
    """A header whose cells are strength and other measures, but for labels ("   AROM   MMT", "Motion | ROM | MMT")."""
    if (
        end - start > MAX_LINE
        or any(e.k not in MEASURE_HEADER for e in els)
        or not in_cells(text, start, end)
    ):
        return None
    roles: list[Role] = []
    for cell in cells(text, start, end):
        inside = [e for e in els if cell.start <= e.start < cell.end]
        measures = [e for e in inside if e.k == "T" or (e.k == "X" and e.v in OTHERS)]
        if not measures and FORCE_HEAD.search(text, cell.start, cell.end):
            roles.append(Role(cell.start - start, cell.number, skip=True))
            continue
        if len(measures) > 1 or any(e.k == "X" and e not in measures for e in inside):
            return None
        if measures:
            roles.append(Role(cell.start - start, cell.number, skip=measures[0].k == "X"))
        elif sum(e.k == "w" for e in inside) > MAX_LABEL_WORDS:
            return None
    if len(roles) < 2 or len({r.skip for r in roles}) < 2:
        return None
    columns = Columns(tuple(roles), line, "|" in text[start:end], True)
    return _with_tabs(columns, text, start, end)


def _of_measures(one: Sequence[Role], two: Sequence[Role]) -> list[Role] | None:
    """The sides and times of a header, those of other measures skipped by the names above ("AROM   MMT" over R L R L)."""
    each, rest = divmod(len(two), len(one))
    named = any(r.skip for r in one) and not any(r.side or r.time for r in one)
    if not named or rest or each < 2:
        return None
    return [role._replace(skip=one[i // each].skip) for i, role in enumerate(two)]


def _nearest_title(above: Columns, measures: Sequence[El], start: int) -> list[int] | None:
    """For each measure the column of sides it stands nearest to, in order; None where one side has no strength."""
    of = [
        min(range(len(above.roles)), key=lambda i: abs(above.roles[i].at - (e.start - start)))
        for e in measures
    ]
    graded = [i for i, e in zip(of, measures, strict=True) if e.k == "T"]
    return of if of == sorted(of) and graded == list(range(len(above.roles))) else None


def names_only(text: str, start: int, end: int, els: Sequence[El], line: int) -> Columns | None:
    """A header that is nothing but two or more muscles, one a cell; sides then head the rows.

    Among three and more, some may be short forms that nobody knows; their columns are of no muscle.
    """
    if end - start > MAX_LINE:
        return None
    if any(e.k not in NAME_ROW or (e.k == "N" and e.v.whole == "limb") for e in els) or not in_cells(
        text, start, end
    ):
        return None
    named, unknown = (sum(e.k == k for e in els) for k in "Nw")
    if unknown and (named < 3 or unknown >= named):
        return None
    roles = [
        Role(cell.start - start, cell.number, muscles=_muscles_of(inside[0]))
        for cell in cells(text, start, end)
        for inside in [[e for e in els if e.k in "Nw" and cell.start <= e.start < cell.end]]
        if len(inside) == 1
    ]
    fits = len(roles) == named + unknown > 1
    if not fits:
        return None
    columns = Columns(_short_heads(roles, text, start), line, "|" in text[start:end])
    return _with_tabs(columns, text, start, end)


def _muscles_of(head: El) -> tuple[str, ...]:
    """The muscles that a column's head names."""
    return head.v.muscles if head.k == "N" else (UNSPECIFIED,)


SHORT_HEADS = {"SA": "shoulder abduction", "HG": "grip", "FF": "finger flexion", "FE": "finger extension"}
"""Short forms that mean a muscle only at the head of a column, among others ("FF" is forward flexion elsewhere)."""
NEAR_HAND = ("wrist", "finger", "grip")
"""Muscles one of which stands beside the fingers' own columns."""


def _short_heads(roles: list[Role], text: str, start: int) -> tuple[Role, ...]:
    """The columns with the short forms that nobody knows elsewhere; those of fingers beside the wrist or a finger."""
    out: list[Role] = []
    for i, role in enumerate(roles):
        at = start + role.at
        muscle = SHORT_HEADS.get(text[at : at + 3].rstrip()) if role.muscles == (UNSPECIFIED,) else None
        beside = [m for near in roles[max(0, i - 1) : i + 2] for m in near.muscles]
        if muscle is None or (
            muscle.startswith("finger") and not any(m.startswith(NEAR_HAND) for m in beside)
        ):
            out.append(role)
        else:
            out.append(role._replace(muscles=(muscle,)))
    return tuple(out)


def actions_only(text: str, start: int, end: int, els: Sequence[El], line: int) -> Columns | None:
    """A header whose cells are two or more movements, but for a label; joints then head the rows."""
    if end - start > MAX_LINE or not in_cells(text, start, end):
        return None
    roles: list[Role] = []
    strength = False
    for cell in cells(text, start, end):
        inside = [e for e in els if cell.start <= e.start < cell.end]
        actions = [e for e in inside if e.k == "A"]
        if actions:
            if len(inside) > 1 or "|" in actions[0].v:
                return None
            roles.append(Role(cell.start - start, cell.number, action=actions[0].v))
        elif roles or any(e.k in NO_ACTION_ROW or (e.k == "X" and e.v in OTHERS) for e in inside):
            return None  # the label comes first, and is none of a range of motion
        strength = strength or any(e.k == "T" for e in inside)
    columns = Columns(tuple(roles), line, "|" in text[start:end], strength)
    return _with_tabs(columns, text, start, end) if len(roles) > 1 else None


def limbs_only(text: str, start: int, end: int, els: Sequence[El], line: int) -> Columns | None:
    """A header whose cells are two or more limbs with their sides, but for a label ("UE strength   RUE   LUE")."""
    if end - start > MAX_LINE or any(e.k not in LIMB_ROW for e in els) or not in_cells(text, start, end):
        return None
    filled = [
        (cell, [e for e in els if e.k in "LT" and cell.start <= e.start < cell.end])
        for cell in cells(text, start, end)
    ]
    limbs = [(cell, inside) for cell, inside in filled if not any(e.k == "T" for e in inside)]
    roles = [
        Role(cell.start - start, cell.number, inside[0].d[0], limb=inside[0].v)
        for cell, inside in limbs
        if len(inside) == 1 and inside[0].d[0] in ("left", "right")
    ]
    strength = any(e.k == "T" for e in els)
    alone = len(roles) == sum(len(inside) for _, inside in limbs) > 1
    columns = Columns(tuple(roles), line, "|" in text[start:end], strength)
    return _with_tabs(columns, text, start, end) if alone else None


COMMA_COLUMN = re.compile(
    r",[ ]?(?:right|left|[rl]t?|initial|eval|ie|now|today|current|goal|[rlb][ul]e)\b[\w /()]{0,16},", re.I
)
COMMA_HEADER = re.compile(
    r"^[ \t]*[A-Za-z][A-Za-z /]{0,30}(?:,[ ]?(?:right|left|[rl]t?|initial|eval|ie|now|today|current|goal|[rlb][ul]e)"
    r"\b[\w /()]{0,16}){2,6}[ \t]*$",
    re.M | re.I,
)
"""The header of a table whose cells are parted by commas."""


def without_commas(text: str) -> str:
    """Return the text with the commas of comma tables as tabs: of the same length."""
    if COMMA_COLUMN.search(text) is None:
        return text
    out, at = [], 0
    for m in COMMA_HEADER.finditer(text):
        if m.start() < at:
            continue
        count, end = text.count(",", m.start(), m.end()), m.end()
        while end < len(text):
            stop = text.find("\n", end + 1)
            stop = len(text) if stop < 0 else stop
            if text.count(",", end, stop) != count:
                break
            end = stop
        if end > m.end():
            out += [text[at : m.start()], text[m.start() : end].replace(",", "\t")]
            at = end
    return "".join([*out, text[at:]]) if out else text


def dates_only(text: str, start: int, end: int, line: int) -> Columns | None:
    """A header that is nothing but two or more dates."""
    if end - start > MAX_LINE:
        return None
    roles = [
        Role(m.start() - start, cell.number, None, "date", El("W", m.start(), m.end(), "date"))
        for cell in cells(text, start, end)
        for m in dates_in(text, start, end)
        if (m.start(), m.end()) == (cell.start, cell.end)
    ]
    columns = Columns(tuple(_dated(roles, text)), line, "|" in text[start:end])
    return _with_tabs(columns, text, start, end) if len(roles) > 1 else None


def _merge(inner: Role, outer: Role) -> Role:
    return inner._replace(
        side=inner.side or outer.side, time=inner.time or outer.time, cue=inner.cue or outer.cue
    )


class Value(NamedTuple):
    """A value of a row: a grade, or something that merely fills a column, and its place in the line."""

    el: El
    at: int
    cell: int
    older: El | None = None
    """The grade in the bracket behind it: that of the other time told ("3+/5 (2/5)")."""


def assign(
    columns: Columns, values: Sequence[Value], order: tuple[str, ...], tabular: bool
) -> list[Role | None] | None:
    """Return the role of every value of a row, or None where values and columns do not fit.

    Parameters
    ----------
    columns : Columns
        The header in force.
    values : sequence of Value
        Values in order.
    order : tuple of str
        Order of sides declared in the row itself ("hip flex R/L"), or empty.
    tabular : bool
        Whether the row is written in cells: only then can a missing value be found by place.
    """
    roles = columns.roles
    n, m = len(roles), len(values)
    if m == n:
        return list(roles)
    if m > n and len(columns.places) in (m, m + 1) and columns.places[-m] == roles[0].at:
        known = {r.at: r for r in roles}  # "IE   PN1   PN2   DC": nobody knows what stands between
        return [known.get(at, Role(at, 0, skip=True)) for at in columns.places[-m:]]
    if m == 2 * n and not any(r.side for r in roles):
        sides = order or roles[0].order or (None, None)
        return [role._replace(side=side) for role in roles for side in sides]
    if m > n and columns.piped and (paired := _paired(roles, values, order)):
        return paired
    if m > n:
        half = n // 2
        if n > 2 and half and m == half and _repeats(roles):
            return list(roles[:half])
        return None
    if _repeats(roles) and m == n // 2 and not columns.piped:
        return list(roles[:m])
    if not tabular:
        return None
    return _nearest(columns, values)


def _paired(
    roles: Sequence[Role], values: Sequence[Value], order: tuple[str, ...]
) -> list[Role | None] | None:
    """The roles of a row whose cells hold a value a side or one for both ("R/L | 3+/5 / 3/5 | 4/5 |")."""
    cells_of = [v.cell for v in values]
    held = Counter(cells_of)
    by_cell = {r.cell: r for r in roles}
    if any(r.side for r in roles) or any(n > 2 or c not in by_cell for c, n in held.items()):
        return None
    out: list[Role | None] = []
    for i, cell in enumerate(cells_of):
        alone = held[cell] == 1
        side = None if alone or not order else order[i > 0 and cells_of[i - 1] == cell]
        out.append(by_cell[cell]._replace(side=side))
    return out


def _repeats(roles: Sequence[Role]) -> bool:
    """Whether the roles are those of two equal tables side by side."""
    half, odd = divmod(len(roles), 2)
    return (
        not odd
        and half > 0
        and all(
            (a.side, a.time, a.limb) == (b.side, b.time, b.limb)
            for a, b in zip(roles[:half], roles[half:], strict=True)
        )
    )


def _nearest(columns: Columns, values: Sequence[Value]) -> list[Role | None] | None:
    """Match values to columns by pipe number or by the nearest column, in order and each column once."""
    out: list[Role | None] = []
    first = 0
    for value in values:
        rest = columns.roles[first:]
        if not rest:
            return None
        if columns.piped or columns.celled:
            hit = next((i for i, r in enumerate(rest) if r.cell == value.cell), None)
            if hit is None:
                out.append(None)
                continue
        else:
            hit = min(range(len(rest)), key=lambda i: abs(rest[i].at - value.at))
        out.append(rest[hit])
        first += hit + 1
    return out
