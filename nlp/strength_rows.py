"""Rows under a table header: their names, values and drafts (grammar in :mod:`rehabcode.nlp.tables`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rehabcode.nlp.grades import Grade
from rehabcode.nlp.layout import Span
from rehabcode.nlp.muscles import GROUP_OF_JOINT, UNSPECIFIED, El, composed, info, is_axial, joint_of
from rehabcode.nlp.strength_clauses import Draft, Muscles, State, halves, is_whole, part_names
from rehabcode.nlp.strength_elements import OPPOSITE, Scope, letters_of
from rehabcode.nlp.tables import EMPTY, OTHERS, Columns, Role, Value, assign, by_tabs, in_cells, number_of

_FORCE = frozenset(("kg", "kgs", "lb", "lbs", "n", "nm"))
"""Units of force in the label of a row: its figures are no grades ("Pinch, lb   5   9")."""
MAX_UNKNOWN = 3
"""Unknown words before the first value that a row may have; more is prose."""


class Group(NamedTuple):
    """A name with its values in a table row."""

    muscles: Muscles
    side: str | None
    order: tuple[str, ...]
    values: list[Value]


class Row(NamedTuple):
    """What a row says: its drafts, its last name, and whether it has a name at all."""

    drafts: list[Draft]
    muscles: Muscles
    values: list[Value]


def _of_four(e: El) -> bool:
    """Whether a cell holds a score out of four, as of reflexes or tenderness, and no grades of two sides."""
    grade = e.v
    pair = e.k == "G" and grade.form == "pair" and not grade.signed
    return pair and grade.second is not None and grade.second.low == "4"


def _beside_a_pair(els: list[El], n: int) -> bool:
    """Whether another pair stands right beside an element of a row."""
    near = [e for e in (*els[max(0, n - 2) : n], *els[n + 1 : n + 3]) if e.k not in ",|"]
    return any(e.k == "G" and e.v.form == "pair" for e in near)


def _of_other_side(role: Role | None, group: Group) -> bool:
    """Whether a row names the side that its column is not of."""
    return role is not None and role.side is not None and group.side == OPPOSITE.get(role.side)


def _before_another(columns: Columns) -> int:
    """How many columns of strength stand left of those of another table; 0 where there is none."""
    skips = [role.skip for role in columns.roles]
    first = skips.index(True) if True in skips else 0
    return first if all(skips[first:]) else 0


def groups_of(text: str, els: list[El], unit: Span, columns: Columns) -> list[Group] | None:
    """Split a row into names with their values; None where it has labels of its own or reads like prose."""
    els = _names_first(els)
    reader = _Splitter(text, unit, columns)
    older = _in_brackets(els) if sum(e.k == "G" for e in els) > len(columns.roles) else frozenset()
    for n, e in enumerate(els):
        if not (reader.take_older(e) if n in older else reader.take(e, els, n)):
            return None
    return reader.groups()


def _names_first(els: list[El]) -> list[El]:
    """The elements of a row of a joint whose cells tell the grade before the movement: the names first, the joint out.

    "Hip | 4-/5 flex, 3/5 abd | 4/5 flex, 3+/5 abd |"
    """
    places = [n for n, e in enumerate(els) if e.k in "NG"]
    kinds = "".join(els[n].k for n in places)
    joint = kinds[:1] == "N" and els[places[0]].v.whole == "joint"
    if not (joint and len(kinds) > len("NGN") and kinds[1:] == "GN" * (len(kinds) // 2)):
        return els
    out = list(els)
    for at, behind in zip(places[1::2], places[2::2], strict=True):
        out[at], out[behind] = els[behind], els[at]
    del out[places[0]]
    return out


def _in_brackets(els: list[El]) -> frozenset[int]:
    """The places of grades that fill a bracket right behind another one ("3+/5 (2/5)   4-/5 (3/5)")."""
    kinds = letters_of(els)
    return frozenset(
        n
        for n in range(2, len(els) - 1)
        if kinds[n - 2 : n + 2] == "G(G)" and els[n].v.form in ("bare", "fraction")
    )


class _Splitter:
    """Takes the elements of a row one by one."""

    def __init__(self, text: str, unit: Span, columns: Columns):
        self._text, self._unit, self._columns = text, unit, columns
        self._done: list[Group] = []
        self._muscles: Muscles = []
        self._values: list[Value] = []
        self._leading: list[Value] = []
        self._side: str | None = None
        self._order: tuple[str, ...] = ()
        self._unknown = 0
        self._strength = self._force = self._aside = self._shut = False
        self._strengths = _before_another(columns)

    def take(self, e: El, els: list[El], n: int) -> bool:
        """Take one element; False where it shows that this is no row."""
        k = e.k
        if self._shut:
            return True
        if k == ",":
            return True
        if k == "G":
            if e.v.form == "word" and not self._values and not self._holds_words(els):
                return False
            two = len(self._columns.sides) == len(OPPOSITE)
            self._values += [self._value(e)] if two and _beside_a_pair(els, n) else self._split(e, els)
            return True
        if k in "wX" and not self._values and self._text[e.start : e.end].lower() in _FORCE:
            self._force = True
            return True
        if k == "(" and self._muscles and not self._values:
            self._aside = _stays_open(els, n)
        elif k == ")":
            self._aside = False
        elif k == "N":
            if self._values and not self._muscles and _labelled(els, self._values[0].el):
                return False  # "Front steps (4)   one rail, daughter at her elbow": the row of something else
            if not self._aside:
                self._name(e)
        elif k == "S":
            return self._take_side(e, els, n)
        elif k == "O":
            self._order = e.v
        elif k == "n":
            self._values.append(self._value(e))
        elif k == "#" and self._ends_range(e):
            return True  # "0-130"
        elif k == "#":
            if self._values or self._muscles:
                self._values.append(self._value(e))
        elif k == "W":
            return not (self._values or self._muscles) or e.d == "header"
        elif k == "X" and (self._values or self._muscles) and EMPTY.fullmatch(self._text, e.start, e.end):
            self._values.append(self._value(e))  # "4-/5   4+/5   met"
        elif k == "X" and e.v in OTHERS and len(self._values) == self._strengths > 0:
            self._shut = True  # the row of another table beside this one
        elif k == "X" and e.v in OTHERS and self._is_full() and not self._values:
            self._muscles, self._shut = [], True  # "5/5   4+/5   DF PROM -5": a remark behind the columns
        elif k == "X":
            return e.v not in OTHERS
        elif k == "T":
            self._strength = True
        elif k in "wy<":
            self._unknown += not self._values
        elif k == "-" and n and els[n - 1].k == "n" and e.start - els[n - 1].end <= 1:
            return True  # "NT - pain"
        elif k == "-" and (self._values or self._muscles) and self._placeholder(e):
            self._values.append(self._value(e))
        return k not in ">uf"

    def _holds_words(self, els: list[El]) -> bool:
        """Whether words fill the columns of a table of strength ("Quads   Good   Fair+")."""
        words = [e for e in els if e.k == "G"]
        full = len(words) == len(self._columns.roles) and all(e.v.form == "word" for e in words)
        return full and self._columns.strength and in_cells(self._text, self._unit.start, self._unit.end)

    def _is_full(self) -> bool:
        """Whether the one muscle before has a value in every column."""
        return len(self._done) == 1 and len(self._done[0].values) == len(self._columns.roles)

    def take_older(self, e: El) -> bool:
        """Take a grade in the bracket behind the last value."""
        if self._values:
            self._values[-1] = self._values[-1]._replace(older=e)
        return True

    def _name(self, e: El) -> None:
        if self._values and self._muscles:
            self._close()
        label = self._muscles[0][0] if len(self._muscles) == 1 and not self._values else ""
        if is_whole(label) and not e.v.whole and all(info(m)[1] == info(label)[1] for m in e.v.muscles):
            self._side = self._muscles[0][1] or self._side  # "UE  shoulder flex": the label of the rows
            self._muscles = []
        elif self._values:
            self._leading, self._values = self._values, []
        self._muscles += [(m, e.v.side or ("bilateral" if e.v.plural else None)) for m in e.v.muscles]

    def _take_side(self, e: El, els: list[El], n: int) -> bool:
        if (order := _side_of_each_grade(els)) and len(self._columns.roles) * 2 == sum(
            x.k == "G" for x in els
        ):
            self._order = order
            return True
        if not self._values or (not self._columns.sides and _beside_each_grade(els)):
            self._side = e.v
            return True
        return els[n - 1].k != "G" and not any(x.k == "G" for x in els[n + 1 :])

    def _close(self) -> None:
        self._done.append(Group(self._muscles, self._side, self._order, self._values))
        self._muscles, self._values, self._side, self._order = [], [], None, ()

    def _value(self, e: El) -> Value:
        if self._force:
            e = replace(e, k="#")
        number = number_of(self._text, self._unit.start, e.start)  # names may reach over a pipe
        return Value(e, e.start - self._unit.start, number)

    def _split(self, e: El, els: list[El]) -> list[Value]:
        """The value of a grade; a pair under two side columns is two values, also one that fills the last columns."""
        sides = self._columns.sides
        if (
            e.v.form == "pair"
            and not self._force
            and set(sides) == set(OPPOSITE)
            and (len(sides) == 2 or len(sides) == sum(1 + (x.v.form == "pair") for x in els if x.k == "G"))
        ):
            value = self._value(e)
            return [value._replace(el=El("G", g.start, g.end, g)) for g in halves(self._text, e.v)]
        return [self._value(e)]

    def _ends_range(self, e: El) -> bool:
        """Whether a figure is the second of a range right behind the last value."""
        last = self._values[-1].el if self._values else None
        return last is not None and last.end == e.start - 1 and self._text[e.start - 1] in "-\u2013"

    def _placeholder(self, e: El) -> bool:
        """Whether a dash fills a cell of its own."""
        return (
            EMPTY.match(self._text, e.start) is not None
            and self._text[e.start - 1 : e.start].isspace()
            and self._text[e.end : e.end + 1] in ("", " ", "|", "\t", "\n")
        )

    def groups(self) -> list[Group] | None:
        """The groups, None where the row reads like prose or has no values."""
        if self._unknown > MAX_UNKNOWN:
            return None
        if self._strength and not (self._muscles or self._done) and self._columns.roles[0].limb:
            self._muscles = [("", None)]  # "Strength   4/5   4/5" under limbs
        self._values = self._leading + self._values
        self._close()
        found = self._done
        return found if any((g.muscles or g.side) and g.values for g in found) else None


def _labelled(els: list[El], value: El) -> bool:
    """Whether words that name no muscle stand before the first value of a row."""
    return any(e.k in "wX" and e.start < value.start for e in els)


def _stays_open(els: list[El], n: int) -> bool:
    """Whether the bracket at ``n`` is not shut before the grades: its words wrap round ("(seated, trunk   3/5   3/5")."""
    ahead = next((e.k for e in els[n + 1 :] if e.k in ")G"), "")
    return ahead == "G"


class Label(NamedTuple):
    """What the label of a row tells, where muscles head the columns."""

    side: str | None = None
    limb: str | None = None
    whole: str = ""
    """The limb by its canonical name."""
    order: tuple[str, ...] = ()
    time: El | None = None

    def named(self, muscles: tuple[str, ...]) -> list[str]:
        """What a column names of the row's limb: its muscles, or a part of it ("Proximal   Distal")."""
        parts = [f"{m} {self.whole}" if m in PARTS else m for m in muscles if m not in PARTS or self.whole]
        return [m for m in parts if not self.limb or m == UNSPECIFIED or info(m)[1] == self.limb]


PARTS = ("proximal", "distal")


def _is_dated(els: list[El], n: int) -> bool:
    """Whether a figure is part of the day that opens a row ("10/14   4/5   3/5")."""
    near = {els[i].k for i in (n - 1, n + 1) if 0 <= i < len(els)}
    return "/" in near or (n == 0 and els[n].k == "G" and els[n].v.form == "pair")


def _label_of(els: list[El]) -> Label | None:
    """Read the label of a row; None where it names more than a side, a limb and a time."""
    label = Label()
    for e in els:
        if e.k == "N" and e.v.whole == "limb" and e.v.side and label.side is None:
            label = label._replace(side=e.v.side, limb=info(e.v.muscles[0])[1], whole=e.v.muscles[0])
        elif e.k == "N" and e.v.whole == "limb" and label.limb is None:
            label = label._replace(limb=info(e.v.muscles[0])[1], whole=e.v.muscles[0])
        elif e.k == "S" and label.side in (None, e.v):
            label = label._replace(side=e.v)
        elif e.k == "O":
            label = label._replace(order=e.v)
        elif e.k == "W" and label.time is None:
            label = label._replace(time=e)
        elif e.k not in "T#/|,t:()-":
            return None
    return label


def _cells_of(els: list[El], unit: Span, text: str) -> list[Value]:
    """The values of a row of grades; nothing where something else stands among them."""
    out: list[Value] = []
    for e in els:
        empty = e.k == "-" or (e.k == "X" and EMPTY.fullmatch(text, e.start, e.end) is not None)
        if e.k in "Gn#" or empty:
            out.append(Value(e, e.start - unit.start, number_of(text, unit.start, e.start)))
        elif e.k not in ",|t()wXpyP":
            return []
    return out


WIDE = 3
"""Fewest blanks between two columns of lists."""
FAR = 8
"""Fewest blanks that part two columns where a row has one gap only."""


def _by_gaps(text: str, columns: Columns, values: Sequence[Value]) -> list[Role | None] | None:
    """The columns of lists that blanks part, wider ones than those inside a list; None where no gap tells."""
    gaps = [_blanks(text[a.el.end : b.el.start]) for a, b in pairwise(values)]
    least = FAR if len(gaps) == 1 else max(WIDE, 2 * min(gaps))
    wide = [n for n, gap in enumerate(gaps, 1) if gap >= least]
    starts = [0, *wide]
    nearest = [
        min(range(len(columns.roles)), key=lambda i: abs(columns.roles[i].at - values[n].at)) for n in starts
    ]
    if len(set(nearest)) < len(nearest) or nearest != sorted(nearest):
        return None
    of = [sum(n >= start for start in starts) - 1 for n in range(len(values))]
    return [columns.roles[nearest[i]] for i in of]


def _blanks(between: str) -> int:
    """The widest run of blanks in what stands between two values."""
    return max((len(run) for run in re.findall(r"[ ]+", between)), default=0)


def _of_limb(muscles: Muscles, limb: str) -> Muscles:
    """The muscles of a row in the column of a limb: its part, the limb itself, or its muscles among them."""
    out: Muscles = []
    for muscle, side in muscles:
        if not muscle:
            out.append((limb, side))
        elif muscle in ("proximal", "distal"):
            out.append((f"{muscle} {limb}", side))
        elif info(muscle)[1] == info(limb)[1]:
            out.append((muscle, side))
    return out


def _sides_beside(els: list[El]) -> Iterator[list[str | None]]:
    """The sides right before the grades of a row, and those right behind them."""
    told = [e for e in els if e.k in "GS"]
    for step in (-1, 1):
        yield [
            told[n + step].v if 0 <= n + step < len(told) and told[n + step].k == "S" else None
            for n, e in enumerate(told)
            if e.k == "G"
        ]


def _beside_each_grade(els: list[El]) -> bool:
    """Whether the same side stands beside every grade of a row ("3+/5 B   4-/5 B   4+/5 B", "B 4/5   B 4+/5")."""
    return any(len(b) > 1 and b[0] is not None and len(set(b)) == 1 for b in _sides_beside(els))


def _side_of_each_grade(els: list[El]) -> tuple[str, ...]:
    """The two sides told with the grades of every cell, in their order, or nothing.

    "R 3/5 L 3+/5   R 4-/5 L 4/5", "3 R / 3+ L   4- R / 4 L".
    """
    for beside in _sides_beside(els):
        first, second = (*beside[:2], None, None)[:2]
        if (
            first
            and second
            and second == OPPOSITE.get(first)
            and beside == [first, second] * (len(beside) // 2)
        ):
            return first, second
    return ()


class RowReader(NamedTuple):
    """Reads the rows of one table.

    Attributes
    ----------
    text : str
        The note.
    columns : Columns
        The header in force.
    heading : Scope
        The heading above the table.
    limbs : list of str
        Limbs graded in the rows before, for a row "distal".
    movement : str
        The movement that the row names without a joint.
    """

    text: str
    columns: Columns
    heading: Scope
    limbs: list[str]
    movement: str = ""

    def __call__(self, els: list[El], unit: Span, above: Muscles | None, strength: bool) -> Row | None:
        """Read a row; None where the unit is none.

        Parameters
        ----------
        els : list of El
            Elements with composed names.
        unit : Span
            The line.
        above : list or None
            Names of the row directly above, for a row that has only a side ("L  3/5  4/5").
        strength : bool
            Whether a strength word stands in the unit or above it.
        """
        columns = by_tabs(self.columns, self.text.count("\t", unit.start, unit.end))
        return self._replace(columns=columns)._read(els, unit, above, strength)

    def _read(self, els: list[El], unit: Span, above: Muscles | None, strength: bool) -> Row | None:
        """Read a row whose columns know how its cells are counted."""
        if self.columns.roles[0].muscles and not self.movement:
            return self._under_muscles(els, unit)
        groups = groups_of(self.text, els, unit, self.columns)
        if groups is None:
            return None
        if self.columns.roles[0].action:
            return self._crossed(groups)
        if self.columns.roles[0].muscles:
            return self._moved(groups)
        if len(groups) == 1 and not groups[0].muscles and above:
            groups = [groups[0]._replace(muscles=above)]
        tabular = in_cells(self.text, unit.start, unit.end)
        if not tabular and (len(groups) > 1 or any(e.k in "wp" for e in els)):
            return None
        values = [v for g in groups for v in g.values]
        drafts = self._drafts(groups, values, tabular)
        if drafts is None or (drafts and not (tabular or strength or self._evident(values))):
            return None
        return Row(drafts, groups[-1].muscles, values) if any(g.muscles for g in groups) else None

    def _under_muscles(self, els: list[El], unit: Span) -> Row | None:
        """A row under a header of muscles: of a side, a limb, a time or several of these."""
        first = next((n for n, e in enumerate(els) if e.k in "Gn" and not _is_dated(els, n)), len(els))
        label, rest = _label_of(els[:first]), els[first:]
        values = _cells_of(rest, unit, self.text)
        roles = assign(self.columns, values, (), True) if label is not None and values else None
        if label is None or roles is None:
            return None
        if not (label.side or self.heading.side or (first and self._evident(values))):
            return None
        group = Group([], label.side, label.order, values)
        drafts = [
            replace(draft, time=label.time, time_status=label.time.v if label.time else None)
            for value, role in zip(values, roles, strict=True)
            for muscle in (label.named(role.muscles) if role is not None and value.el.k == "G" else ())
            for draft in self._of_column(value.el.v, role, group, muscle, None)
        ]
        return Row(drafts, [], values) if drafts else None

    def _crossed(self, groups: list[Group]) -> Row | None:
        """A row of a joint, or of one side of the joint above, under a header of movements."""
        if len(groups) != 1 or len(groups[0].muscles) > 1:
            return None
        group = groups[0]
        muscle, own = group.muscles[0] if group.muscles else ("", None)
        joint = (
            joint_of(muscle) if muscle in GROUP_OF_JOINT.values() else None if muscle else self.heading.joint
        )
        roles = assign(self.columns, group.values, group.order, True)
        if joint is None or roles is None:
            return None
        drafts: list[Draft] = []
        for value, role in zip(group.values, roles, strict=True):
            named = composed(joint, role.action) if role is not None else None
            if named and value.el.k == "G":
                drafts += self._of_column(value.el.v, role, group, named, own)
        return Row(drafts, group.muscles, group.values)

    def _moved(self, groups: list[Group]) -> Row | None:
        """A row of a movement under a header of joints."""
        group, roles = groups[0], self.columns.roles
        if len(groups) != 1 or len(group.values) != len(roles):
            return None
        drafts: list[Draft] = []
        for value, role in zip(group.values, roles, strict=True):
            joint = joint_of(role.muscles[0]) if role.muscles[0] in GROUP_OF_JOINT.values() else None
            named = composed(joint, self.movement) if joint else None
            if named and value.el.k == "G":
                drafts += self._of_column(value.el.v, role, group, named, None)
        return Row(drafts, [], group.values)

    def _of_column(
        self, grade: Grade, role: Role | None, group: Group, muscle: str, own: str | None
    ) -> list[Draft]:
        """Drafts of a cell whose column says what of the muscle is graded."""
        return [
            Draft(part, [(muscle, self._muscle_side(muscle, own, side))], named=True)
            for part, side in self._parts(grade, role, group)
        ]

    def _evident(self, values: Sequence[Value]) -> bool:
        """Whether the values can hardly be anything but grades."""
        return self.columns.strength or any(
            v.el.k == "G" and (v.el.v.signed or v.el.v.form == "fraction") for v in values
        )

    def _drafts(self, groups: list[Group], values: list[Value], tabular: bool) -> list[Draft] | None:
        one_cell = len(self.columns.sides) > 1 and len({r.at for r in self.columns.roles}) == 1
        if one_cell and len(groups) > 1 and all(len(g.values) == 1 for g in groups):
            return None  # a list of muscles with a grade for both sides each
        order = next((g.order for g in groups if g.order), ())
        roles = self._of_lists(groups, values)
        roles = roles or assign(self.columns, values, order, tabular and len(groups) == 1)
        drafts: list[Draft] = []
        at = 0
        for group in groups:
            if roles:
                mine: list[Role | None] | None = roles[at : at + len(group.values)]
            else:
                mine = assign(self.columns, group.values, group.order, tabular)
            at += len(group.values)
            if mine is None or (len(groups) > 1 and any(_of_other_side(role, group) for role in mine)):
                return None  # "MMT L wrist   ext 5/5; flex 5/5" under columns of the right side
            pairs = list(zip(group.values, mine, strict=True))
            measured = any(v.el.k == "#" and r is not None and not r.skip for v, r in pairs)
            for value, role in pairs:
                if role is not None and role.side and _of_four(value.el):
                    continue  # "Quadriceps  3/4  3/4" under "R  L": tenderness
                if measured and value.el.k == "G" and value.el.v.form == "bare" and not value.el.v.signed:
                    continue  # "Pinch  4  8  13": figures of one measure
                if value.el.k == "G" and group.muscles and not (role is not None and role.skip):
                    cell = self._cell(value.el.v, role, group)
                    drafts += cell
                    if value.older is not None:
                        drafts += self._older(cell, value.older, role, group)
        return drafts

    def _of_lists(self, groups: list[Group], values: list[Value]) -> list[Role | None] | None:
        """The columns of a row whose cells list muscles with a grade each; None where it is no such row."""
        columns = self.columns
        alone = len(groups) > 1 and all(g.muscles and len(g.values) == 1 for g in groups)
        named = {tuple(g.muscles) for g in groups}
        if (
            not alone
            or len(named) < 2
            or len(columns.roles) < 2
            or any(r.skip or r.limb for r in columns.roles)
        ):
            return None
        if columns.piped or columns.celled:
            by_cell = {r.cell: r for r in columns.roles}
            held = [by_cell.get(v.cell) for v in values]
            return held if all(held) and len(by_cell) == len(columns.roles) else None
        return None if len(values) < len(columns.roles) else _by_gaps(self.text, columns, values)

    def _older(self, cell: list[Draft], older: El, role: Role | None, group: Group) -> list[Draft]:
        """The drafts of a bracket: of the second of two times told above, of the past where none are."""
        then = El("W", older.start - 1, older.end + 1, "past")
        if len(self.heading.times) == len("ab"):
            now, then = self.heading.times
            for draft in cell:
                if draft.time is None:
                    draft.time, draft.time_status = now, now.v
        return [replace(d, time=then, time_status=then.v) for d in self._cell(older.v, role, group)]

    def _cell(self, grade: Grade, role: Role | None, group: Group) -> list[Draft]:
        """Drafts of one cell: one for every side of a pair."""
        if role is not None and role.limb:
            named = _of_limb(group.muscles, role.limb)
        elif any(m in ("proximal", "distal") for m, _ in group.muscles):
            named = part_names(group.muscles, State(limbs=self.limbs))
        else:
            named = group.muscles
        return [
            Draft(
                part,
                [(m, self._muscle_side(m, own, side)) for m, own in named],
                time=role.cue if role else None,
                time_status=role.time if role else None,
                named=True,
            )
            for part, side in self._parts(grade, role, group)
        ]

    def _muscle_side(self, muscle: str, own: str | None, side: str | None) -> str | None:
        found = own if side is None or (side == "bilateral" and own) else side
        return found or (None if is_axial(muscle) else self.heading.side)

    def _parts(self, grade: Grade, role: Role | None, group: Group) -> list[tuple[Grade, str | None]]:
        """The grades of a cell with the sides of its column, its row or the order declared."""
        side = self._cell_side(role, group)
        order = (role.order if role else ()) or group.order or self.heading.order
        if grade.form == "pair":
            first, second = halves(self.text, grade)
            if order and not side:
                return [(first, order[0]), (second, order[1])]
            if first.low == second.low:
                return [(grade, side or "bilateral")]
            return [(first, side), (second, side)]
        if order and not side and not (role and role.side):
            return [(grade, None if all(is_axial(m) for m, _ in group.muscles) else "bilateral")]
        return [(grade, side)]

    def _cell_side(self, role: Role | None, group: Group) -> str | None:
        side = (role.side if role else None) or group.side
        if side == "bilateral" and not group.side and all(is_axial(m) for m, _ in group.muscles):
            return None  # "Strength, R = L" heads the neck's row, too
        if len(group.values) == 1 and len(self.columns.sides) > 1:
            # a lone value under two side columns: of the side its name says, of none where it is axial
            if group.side or all(s for _, s in group.muscles):
                return group.side
            if all(is_axial(m) for m, _ in group.muscles):
                return None
        return side
