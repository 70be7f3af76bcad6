"""Grip, pinch and hand-held dynamometer values, one fact a side.

Grip and pinch values stand behind their name with a unit of force. The unit may stand once for a pair
("22 / 19 lb"), in the name's brackets ("Grip (kg)") or in a heading. A muscle's value is read where a
dynamometer is named in its sentence or above its table. Sides stand before or behind the value ("R 22 kg",
"22 kg right"), before the name, in a heading or as a pair ("R/L 22/19"). Grades ("grip 4/5") are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import By, Dynamometry, Side
from rehabcode.nlp.force_tables import force_tables
from rehabcode.nlp.layout import Span
from rehabcode.nlp.muscles import JOINT_GROUPS, composed, joint_of
from rehabcode.nlp.numerals import DIGITS, SPELLED, number
from rehabcode.nlp.quantities import SIDES, UNITS, Token, tokens
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.timing import (
    AGO,
    CHANGED,
    Timed,
    dated_lines,
    goal_named,
    is_ago,
    stands_now,
    status_in,
    time_of,
    told_behind,
)
from rehabcode.nlp.value_columns import MAX_ROW, headers, place_of
from rehabcode.nlp.view import Item, NoteView

FORCE = frozenset(("kg", "lb", "N", "Nm"))
MOST = {"kg": 150.0, "lb": 330.0, "N": 1500.0, "Nm": 500.0}
"""Largest plausible value by unit."""
GRIP_MOST = {"kg": 90.0, "lb": 200.0, "N": 900.0, "Nm": 0.0}
REACH = 200
TABLE_REACH = 15
"""How many lines below a heading that names the dynamometer its values may stand."""
UNIT_WORD = re.compile(r"\b(kgs?|lbs?|pounds|kilograms|newtons?|n|nm|n-m)\b|#", re.I)
ORDER = re.compile(r"\b(?:r(?:ight)?|l(?:eft)?) ?/ ?(?:r(?:ight)?|l(?:eft)?)\b")
HEAD_ORDER = re.compile(
    r"(?<![\w/])(?P<first>r|l)(?:ight|eft|t)?\)? ?(?:\||/|;) ?\(?(?:r|l)(?:ight|eft|t)?(?![\w/])"
)
UNIT_REACH = 16
"""How far before a name its unit begins."""
HEAD_REACH = 600
"""How many characters above its row a heading may stand."""
OTHER_SIDE: dict[Side, Side] = {"right": "left", "left": "right"}
PAIR_ORDER: dict[str, tuple[Side, Side]] = {"r": ("right", "left"), "l": ("left", "right")}
SIDE_BEFORE = re.compile(
    r"\b(right|left|bilateral|bilat|bil|both|rt|lt|r|l|b|rue|lue)[ .]{0,2}(?:hand|ue|hand's|dominant|"
    r"hands)?[ ]*(?:\(?dominant\)?[ ]*)?$"
)


MAX_TRIALS = 3
"""As many trials an average is made of, as a rule."""
AVERAGE = frozenset(("avg", "average", "averaged", "mean"))
MANUAL = re.compile(r"\b(?:mmt|manual muscle|motor)\b")
"""What titles another table below that of a dynamometer."""
HINT = re.compile(
    r"[ \t]*(?:strength|best|max|avg|average|of ?\d|"
    r"jamar|dynamometry|r ?/ ?l|l ?/ ?r|right|left|[rl]\b|[,:(\[-]|in\b|[ \t])*(kgs?|lbs?|pounds|"
    r"kilograms|newtons?|n|nm|#)(?!\w)"
)


DESCRIBED = frozenset(words("dynamometry", "described"))
"""How a hand is told of between a value and its side ("22 kg in the dominant right hand")."""
THE_OTHER = frozenset(
    (
        "other",
        "opposite",
        "contralateral",
        "uninjured",
        "uninvolved",
        "unaffected",
        "nondominant",
        "non-dominant",
        "sound",
    )
)
"""The side that the value before is not of ("and 20 kg in the other")."""
SIDES_BEHIND = re.compile(
    r"[ ]?(?:kg|lbs?|pounds|#)?[ ]?[,;(:-]?[ ]?(?:for |on )?(?:the )?(?P<first>right|left|rt|lt|r|l)(?: hand)?"
    r"[ ]?(?:then|and|,|/|&)[ ]?(?:the )?(?P<second>right|left|rt|lt|r|l)(?![\w'])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One value with what stands around it."""

    start: int
    end: int
    muscle: str
    side: Side
    value: float
    unit: str | None
    when: str | None = None
    cue: Item | None = None
    header: frozenset[str] = frozenset()
    name: int = 0


def read_dynamometry(view: NoteView) -> Iterator[Dynamometry]:
    """Read the dynamometer values of a note."""
    names = view.of_kind("DYNAMO")
    if not names:
        return
    reader = _Reader(view, names)
    timed, visits = [], dated_lines(view)
    for f in reader.read():
        said = assertion(view, f.start, f.end, "dynamometry")
        timed.append((f, time_of(view, f.name, f.start, said, f.when, f.cue, visits), said.by))
    current = {(f.muscle, f.side) for f, time, _ in timed if time.role == "now"}
    for f, time, by in timed:
        yield _fact(view, f, time, by, current)


LIFTED = re.compile(r"\b(?:lift\w*|carr(?:y|ies|ying)|restrict\w*)\b")
"""What parts a weight from a grip: "can't grip a hammer, no lifting > 5 lb" (matched on lower case)."""


def _again_in_brackets(toks: list[Token], i: int, last: Found) -> bool:
    """Whether a bracket right behind a value holds one more and nothing else: that of the last time ("11 kg (4 kg)")."""
    around = [t.text for t in (*toks[max(0, i - 1) : i], *toks[i + 1 : i + 2])]
    before = toks[i - 2] if i > 1 else None
    return (
        around == ["(", ")"] and before is not None and before.kind == "value" and last.when in (None, "now")
    )


SIDED_VALUE = re.compile(
    r"\b(?P<side>right|left|rt|lt|r|l)[ :=]{1,2}(?P<value>(?P<figure>\d{1,3}(?:\.\d)?)[ ]?(?P<unit>kg|lbs?|pounds))\b"
)
VALUE_OF = re.compile(
    rf"(?<![\d.])(?P<figure>{DIGITS}|{SPELLED})[ ]?(?P<unit>kg|kilograms?|kilos?|lbs?|pounds?)[ ]of[ ]"
    r"(?:(?P<side>right|left)[ ](?:hand[ ])?)?\Z"
)
"""Before a name: "eight kilograms of left grip" (matched on lower case)."""
NOT_MEASURED = re.compile(
    r"\b(?:requir\w+|needs?|needed|demand\w*|gain(?:ed)?|lost|los[et]|by|improv\w+|increas\w+|grippers?|putty|"
    r"clothes ?pins?|set (?:at|to)|at least|minimum)\b(?![^.;,\n]{0,30}\bto )[^.;,\n]{0,30}\Z"
)
"""Before a weight that is asked for, gained, lost or squeezed, and not measured (matched on lower case)."""
DRILLED = re.compile(r"[ ](?:strength[ ])?x[ ]?\d+(?![ ]?trials?)")
SIDE_BEHIND = re.compile(
    r"[ ](?:strength[ ])?(?:in|on|with)[ ](?:the[ ]|his[ ]|her[ ])?(?P<side>right|left|r|l)\b"
)
OF_REACH = len(" of right hand ")
LEADS = frozenset(("is", "was", "at", "measured", "hand", "side", "=", ":", "only", "about"))
"""Between a side and its value."""
JOINS = re.compile(r"[ \t]*(?:[,;/&]|and\b)?[ \t]*(?:on (?:the )?|the )?")
"""What stands between the values of the two sides."""
JOINED_SIDES = re.compile(
    r"[ \t]*(?:r|l|rt|lt|right|left)?[ \t]*(?:[,/&]|and\b)?[ \t]*(?:r|l|rt|lt|right|left)?[ :=]*"
)
"""Between the values of the two sides, their sides included (matched on lower case)."""
CARRIED = re.compile(rf"\b{either('dynamometry', 'carried')}\b")
"""What weights before a name are those of (matched on lower case)."""
THING_GRIPPED = re.compile(rf"[ ]{either('dynamometry', 'gripped')}\b")
"""A thing or exercise that the name of a grip only describes (matched on lower case)."""
IN_BRACKET = re.compile(r"[ \t]*(?:strength)?[ \t]*(?:r|l|rt|lt|right|left)[ \t]*[(\[]")
"""Between the name and side of a measure and the device in a bracket (matched on lower case)."""
HEADS_LINES = re.compile(
    r"[ \t]*(?:strength|dynamometry|average|avg)?[ \t]*(?:\([a-z. ]{1,12}\)|, ?(?:kg|lbs?))?[ \t:.]*\n?"
)
"""Behind a name whose values stand on the lines below (matched on lower case)."""
SIDED_LINE = re.compile(
    r"[ \t\-*\u2022]*(?:right|left|[rl]t?)\b(?: hand)?(?:[ \t]*[:=-])?[ \t]*\d{1,3}(?:\.\d)?(?![\d/+-])"
)
"""A line that opens with a side and its value."""
SIDE_SENTENCE = re.compile(
    r"[ ]{1,3}(?:(?:right|left)(?: hand)?(?: is| was|:)?[ ]\d{1,3}(?![\d/+-]|[ ]?(?:/|fingers?\b|st\b|nd\b|rd\b|th\b))|"
    r"(?:the )?(?:patient|pt|he|she) is (?:right|left)[- ]hand(?:ed)?(?: dominant)?\.)"
)
"""Sentences behind a name that go on with the values of a side, or tell the dominant hand before (in lower case)."""
ON_THE = frozenset(("on", "the", "in", "with", "for", "his", "her"))
"""Between a value and its side."""
JOINT_REACH = 400
"""How far before a dynamometer the joint of a bare action may be named, in characters."""
MAX_LINES = 2
"""Lines below a name that hold its values: one a side."""
POSITIONS = re.compile(r"[ -]?positions?\b")
"""Behind the number of handle positions ("5 position grip")."""
POSITION = re.compile(r"\bjamar(?: (?:pos(?:ition)?|setting|level|handle))?[ #]*\Z")
"""Before the handle position of a dynamometer: "Jamar 2"."""
OWN_JOINT = {"dorsiflexion": "ankle", "plantarflexion": "ankle"}
"""Movements of one joint only, which need no name of it."""


class _Reader:
    def __init__(self, view: NoteView, names: list[Item]):
        self.view = view
        named = {b.start for a, b in pairwise(names) if self._is_device(a, b)}
        self.names = [n for n in names if n.value != "dynamometer" and n.start not in named]
        self.devices = [n for n in names if n.value == "dynamometer"]
        self.stops = sorted(
            {n.start for n in self.names}
            | {i.start for k in ("TEST", "TESTOTHER") for i in view.of_kind(k) if not _is_own(i)}
        )

    def _is_device(self, before: Item, name: Item) -> bool:
        """Whether a name only tells in a bracket how the one before was measured ("Grip L (Jamar II)   14 lb")."""
        same = before.value == name.value
        return same and IN_BRACKET.fullmatch(self.view.lower, before.end, name.start) is not None

    def read(self) -> Iterator[Found]:
        taken: set[int] = set()
        tables, read = force_tables(self.view, sorted([*self.names, *self.devices]), self._muscles)
        for v in tables:
            yield Found(v.start, v.end, v.measure, v.side, v.value, v.unit, v.role, None, v.roles, v.start)
        for f in self._told(taken):
            i = bisect_left(read, f.start, key=_start_of) if read else 0
            if any(s.start <= f.start < s.end for s in read[max(0, i - 1) : i + 1]):
                continue
            yield f

    def _told(self, taken: set[int]) -> Iterator[Found]:
        for name in self.names:
            for f in self._walk(name, name.value, self._end(name), GRIP_MOST):
                if f.start not in taken and not LIFTED.search(self.view.lower, name.end, f.start):
                    taken.add(f.start)
                    yield f
            for f in self._values_before(name):
                if f.start not in taken:
                    taken.add(f.start)
                    yield f
        for item in self._measured_muscles():
            for f in self._walk(item, item.value, self._muscle_end(item), MOST):
                if f.start not in taken:
                    taken.add(f.start)
                    yield f

    def _values_before(self, name: Item) -> Iterator[Found]:
        """Values with their side and unit that a name closes ("right 38 lb, left 33 lb grip")."""
        low, start = self.view.lower, max(self.view.sentence(name.start).start, name.start - REACH)
        if " of " in low[max(0, name.start - OF_REACH) : name.start] and (
            m := VALUE_OF.search(low, start, name.start)
        ):
            if NOT_MEASURED.search(low, start, m.start()) or DRILLED.match(low, name.end):
                return
            behind = m["side"] or ((s := SIDE_BEHIND.match(low, name.end)) and s["side"])
            side = SIDES[behind] if behind else "unspecified"
            unit = UNITS[m["unit"]]
            value = number(m["figure"])
            yield Found(m.start("figure"), m.end("unit"), name.value, side, value, unit, name=m.start())
            return
        values = list(SIDED_VALUE.finditer(low, start, name.start))
        if (
            not values
            or low[values[-1].end() : name.start].strip()
            or CARRIED.search(low, start, values[0].start())
        ):
            return
        if THING_GRIPPED.match(low, name.end):
            return
        own = [values[-1]]
        for m in reversed(values[:-1]):
            if not JOINS.fullmatch(low, m.end(), own[-1].start()):
                break
            own.append(m)
        for m in reversed(own):
            yield Found(
                m.start("value"),
                m.end(),
                name.value,
                SIDES[m["side"]],
                float(m["figure"]),
                UNITS[m["unit"]],
                name=name.start,
            )

    def _end(self, name: Item) -> int:
        end = self.view.layout.sentence_at(name.start).end
        if HEADS_LINES.fullmatch(self.view.lower, name.end, end):
            end = self._below(name, end)
        for _ in range(MAX_LINES + 1):
            further = SIDE_SENTENCE.match(self.view.lower, end)
            if further is None:
                break
            end = self.view.layout.sentence_at(further.end() - 1).end
        return min(end, self._stop(name.end), name.end + REACH)

    def _tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of a stretch, sentence by sentence: the figure that ends one numbers no list ("88, 92. Left ...")."""
        out: list[Token] = []
        while start < end:
            begin = end - len(self.view.text[start:end].lstrip(" "))
            stop = min(end, max(self.view.layout.sentence_at(begin).end, start + 1))
            if SIDE_SENTENCE.match(self.view.lower, stop) is None:
                stop = end
            out += tokens(self.view, start, stop)
            start = stop
        return out

    def _below(self, name: Item, end: int) -> int:
        """The end of the lines right below a name, one a side, that hold its values ("Grip (kg)", "Right 13", "Left 12")."""
        lines = self.view.layout.lines
        at = self.view.layout.line_index(name.start) + 1
        for line in lines[at : at + MAX_LINES]:
            if SIDED_LINE.match(self.view.lower, line.start, line.end) is None:
                break
            end = line.end
        return end

    def _stop(self, at: int) -> int:
        """Where the next measure begins behind ``at``."""
        i = bisect_left(self.stops, at)
        return self.stops[i] if i < len(self.stops) else len(self.view.text)

    def _measured_muscles(self) -> list[Item]:
        """Muscles in the lines where a dynamometer is at work."""
        layout = self.view.layout
        out: dict[int, Item] = {}
        for device in self.devices:
            line = layout.line_index(device.start)
            sentence = layout.sentence_at(device.start)
            start = max(sentence.start, layout.lines[line].start, device.start - REACH)
            near = self._muscles(
                start, min(sentence.end, device.end + 2 * REACH), self._joints_before(device)
            )
            if sentence.end < layout.lines[line].end - 2:  # prose: the sentence alone
                out.update((m.start, m) for m in near)
                continue
            unit = UNIT_WORD.search(self.view.lower, start, min(layout.lines[line].end, device.end + REACH))
            hint = (
                UNITS.get(unit.group().strip(), "Nm")
                if unit and not _after_figure(self.view.lower, unit.start())
                else ""
            )
            for n in range(line + 1, min(line + TABLE_REACH, len(layout.lines))):
                span = layout.lines[n]
                if MANUAL.search(self.view.lower, *span) and not UNIT_WORD.search(self.view.lower, *span):
                    break
                row = self._muscles(span.start, min(span.end, span.start + MAX_ROW))
                row += [n for n in self.names if hint and span.start <= n.start < span.end]
                if not row and not (n <= line + 2 and any(h.line == n for h in headers(self.view))):
                    break
                near += row
            out.update((m.start, m._replace(data={"unit": hint})) for m in near)
        return [out[at] for at in sorted(out)]

    def _joints_before(self, device: Item) -> tuple[str, ...]:
        """The joints named before a dynamometer, the last first: an action beside it is of one ("HHD abd: L 6.1 kg")."""
        start = max(0, device.start - JOINT_REACH)
        named = [(i.start, i.value) for i in self.view.between(start, device.start, "JOINT")]
        named += [
            (i.start, joint_of(i.value) or "")
            for i in self.view.between(start, device.start, "MUSCLE")
            if i.value in JOINT_GROUPS
        ]
        return tuple(dict.fromkeys(joint for _, joint in sorted(named, reverse=True)))

    def _muscles(self, start: int, end: int, joints_before: tuple[str, ...] = ()) -> list[Item]:
        """Muscles named in a stretch: by muscle, or by joint and action; an action alone is of the last joint before
        that has it.
        """
        out = [m for m in self.view.between(start, end, "MUSCLE") if m.value not in ("grip", "pinch")]
        for joint in self.view.between(start, end, "JOINT"):
            for action in self.view.between(joint.end, joint.end + 4, "MOTION"):
                muscle = composed(joint.value, action.value.split("|")[0])
                if muscle is not None:
                    out.append(Item(joint.start, action.end, "MUSCLE", muscle, {}))
        for action in self.view.between(start, end, "MOTION"):
            moved = action.value.split("|")[0]
            joints = (OWN_JOINT[action.value],) if action.value in OWN_JOINT else joints_before
            muscle = next((m for m in (composed(joint, moved) for joint in joints) if m is not None), None)
            if muscle is not None and not any(o.start <= action.start < o.end for o in out):
                out.append(Item(action.start, action.end, "MUSCLE", muscle, {}))
        return sorted(out, key=lambda i: i.start)

    def _muscle_end(self, item: Item) -> int:
        end = self.view.layout.sentence_at(item.start).end
        stop = self._stop(item.end)
        following = self._muscles(item.end, min(end, item.end + REACH))
        return min(end, stop, item.end + REACH, following[0].start if following else end)

    def _walk(self, name: Item, muscle: str, end: int, most: dict[str, float]) -> list[Found]:
        view, low = self.view, self.view.lower
        toks = self._tokens(name.end, end)
        lead_side = self._side_before(name)
        order = ORDER.search(low, max(0, name.start - 8), end)
        side: Side = lead_side
        when: str | None = None
        cue: Item | None = None
        found: list[Found] = []
        average = False
        unit_hint, seen = self._unit_hint(name, end), None
        opened = 0
        for i, t in enumerate(toks):
            if t.kind == "mark" and t.text == "(":
                opened = len(found)
            elif t.kind == "mark" and t.text == ")":
                _like_those_before(found, opened)
            if t.kind == "side":
                if order and order.start() <= t.start < order.end():
                    continue
                word = SIDES[t.text]
                closed = toks[i - 1].text in ("the", "in", "on") and not self._value_is_next(toks, i)
                told = ("unspecified", "bilateral", lead_side if closed else "")
                if found and self._closes(toks, i) and found[-1].side in told:
                    found[-1] = replace(found[-1], side=word)
                else:
                    side = word
            elif t.kind == "when":
                if (
                    low.startswith(("v", "compared"), t.start)
                    and found
                    and (other := _side_compared(toks, i))
                ):
                    if found[-1].side == "unspecified":
                        found[-1] = replace(found[-1], side=OTHER_SIDE[other])
                    continue  # "22 kg left versus 41 kg right"
                role = {"was": "past", "from": "past", "to": "now"}.get(t.text, t.text)
                if t.text == "met" or (t.text in ("was", "from") and not found):
                    continue
                if t.item is not None and is_ago(t.item) and found and toks[i - 1].kind == "word":
                    continue  # "grip 14 kg, fell six weeks ago"
                behind = told_behind(toks, i) or not self._value_follows(toks, i)
                if found and behind and found[-1].when == "past" and t.item is not None:
                    continue  # "from 21 kg in May to 26"
                if found and found[-1].when is None and role not in ("norm", "change") and behind:
                    found[-1] = replace(found[-1], when=role, cue=t.item)
                    self._spread_to_other_side(found)
                else:
                    when, cue = role, t.item
            elif t.kind == "arrow":
                if self._value_follows(toks, i):
                    if found and found[-1].when is None:
                        found[-1] = replace(found[-1], when="past")
                    when = "now"
            elif t.kind == "mark" and found and found[-1].when is None and AGO.match(low, t.start):
                when, cue = "past", None
            elif t.kind == "dose":
                break
            elif t.kind == "word" and t.text in THE_OTHER and len(found) > 1 and self._closes(toks, i):
                if found[-2].side in OTHER_SIDE and found[-1].end == toks[_value_before(toks, i)].end:
                    found[-1] = replace(found[-1], side=OTHER_SIDE[found[-2].side])
            elif t.kind == "word" and found and _leads_to_now(toks, i) and not goal_named(view, t.start):
                if found[-1].when is None:
                    found[-1] = replace(found[-1], when="past")
                    self._spread_to_other_side(found)
                when, cue = "now", None
            elif t.kind == "word":
                average = average or t.text in AVERAGE
                seen = seen or _force(t)
            elif (
                t.kind == "value"
                and t.value <= 5
                and t.unit is None
                and POSITION.search(low, max(0, t.start - 20), t.start)
            ):
                continue
            elif t.kind == "value":
                fitted = self._fit(t, most, order, unit_hint, toks, i, low)
                if fitted and when in ("norm", "change"):
                    if not (
                        toks[i - 1].kind == "side"
                        and [x.kind for x in toks[i + 1 : i + 3]] == ["side", "value"]
                    ):
                        when = cue = None  # "norms R 65 L 60" are norms of both
                    continue
                if POSITIONS.match(low, t.end):
                    continue
                if fitted and found and when is None and _again_in_brackets(toks, i, found[-1]):
                    when = "past"
                place = place_of(view, (name.start, name.end), (t.start, t.end)) if fitted else None
                column, roles = (place[0], place[1].roles) if place else (None, frozenset())
                if column is not None and column.role in ("norm", "change"):
                    continue
                for value, unit, pair_side, start, stop in fitted:
                    own = (
                        pair_side
                        or (side if side != "unspecified" else None)
                        or (column.side if column else None)
                    )
                    seen = seen or unit
                    if average:
                        found = [f for f in found if f.side != (own or "unspecified") or f.when != when]
                        average = False
                    found.append(
                        Found(
                            start,
                            stop,
                            muscle,
                            own or "unspecified",
                            value,
                            unit,
                            when or (column.role if column else None),
                            cue or (column.item if column else None),
                            roles,
                            name.start,
                        )
                    )
                if fitted:
                    when = cue = None
        return self._in_order(self._told_behind(_with_units(found, unit_hint or seen)))

    def _told_behind(self, found: list[Found]) -> list[Found]:
        """Two values whose sides are told behind both ("9 lb and 8 lb, right then left")."""
        if len(found) != len(OTHER_SIDE) or any(
            f.side != "unspecified" or f.when != found[0].when for f in found
        ):
            return found
        m = SIDES_BEHIND.match(self.view.lower, found[1].end)
        if m is None or m["first"][0] == m["second"][0]:
            return found
        return [replace(f, side=side) for f, side in zip(found, PAIR_ORDER[m["first"][0]], strict=True)]

    def _spread_to_other_side(self, found: list[Found]) -> None:
        """The time behind the values of both sides is that of both ("31 kg R, 30 kg L at eval")."""
        if len(found) < 2:
            return
        one, two = found[-2:]
        sides = {one.side, two.side} == {"left", "right"}
        if sides and one.when is None and JOINED_SIDES.fullmatch(self.view.lower, one.end, two.start):
            found[-2] = replace(one, when=two.when, cue=two.cue)

    def _in_order(self, found: list[Found]) -> list[Found]:
        """Two or four values in the order of sides that a heading above declares ("STRENGTH (R | L)")."""
        if len(found) not in (2, 4) or any(f.side != "unspecified" for f in found):
            return found
        pairs = list(zip(found[::2], found[1::2], strict=True))
        if any(self.view.lower[a.end : b.start].strip(" \t.kglbs#") not in ("|", "/", ",") for a, b in pairs):
            return found
        if any(a.when != b.when for a, b in pairs):
            return found
        one = found[0]
        line = self.view.layout.line_index(one.start)
        start = max(self.view.layout.lines[max(0, line - TABLE_REACH)].start, one.start - HEAD_REACH)
        orders = list(HEAD_ORDER.finditer(self.view.lower, start, one.start))
        if not orders:
            return found
        sides = PAIR_ORDER[orders[-1]["first"]]
        return [replace(f, side=side) for f, side in zip(found, sides * len(pairs), strict=True)]

    def _side_before(self, name: Item) -> Side:
        start = max(
            self.view.layout.line_at(name.start).start, self.view.layout.sentence_at(name.start).start
        )
        m = SIDE_BEFORE.search(self.view.lower, max(start, name.start - 24), name.start)
        if m is None and self.view.lower.startswith("grips", name.start):
            return "bilateral"
        return SIDES[m.group(1)] if m else "unspecified"

    def _closes(self, toks: list[Token], i: int) -> bool:
        """Whether a side word belongs to the value right before it."""
        while i and toks[i - 1].kind == "word" and toks[i - 1].text in DESCRIBED:
            i -= 1
        before = toks[i - 1] if i else None
        if before is None or not (
            before.kind == "value"
            or (before.kind == "mark" and before.text == "(")
            or (before.kind == "word" and before.text in ON_THE)
        ):
            return False
        after = toks[i + 1] if i + 1 < len(toks) else None
        return after is None or after.kind not in ("value",) or before.kind != "mark"

    @staticmethod
    def _value_is_next(toks: list[Token], i: int) -> bool:
        """Whether a side word leads the value behind it ("left 20 kg and the right is 31 kg")."""
        return next((t.kind for t in toks[i + 1 : i + 4] if t.text not in LEADS), "") == "value"

    @staticmethod
    def _value_follows(toks: list[Token], i: int) -> bool:
        for t in toks[i + 1 : i + 5]:
            if t.kind == "value":
                return True
            if t.kind in ("side", "cell", "bound") or (t.kind == "mark" and t.text in ":=("):
                continue
            return False
        return False

    def _unit_hint(self, name: Item, end: int) -> str | None:
        """The unit in the name's brackets, its row label, or a heading above."""
        if name.data.get("unit"):
            return name.data["unit"]
        low, line = self.view.lower, self.view.layout.line_at(name.start)
        m = HINT.match(low, name.end, end)
        if m:
            return UNITS.get(m.group(1), "Nm")
        m = UNIT_WORD.search(low, max(line.start, name.start - UNIT_REACH), name.start)
        return UNITS.get(m.group().strip(), None) if m and name.start - m.end() < 4 else None

    def _fit(
        self,
        t: Token,
        most: dict[str, float],
        order: re.Match[str] | None,
        hint: str | None,
        toks: list[Token],
        i: int,
        low: str,
    ) -> list[tuple[float, str | None, Side | None, int, int]]:
        """Return the values a figure stands for: one, or two for a pair in a stated order."""
        if t.top is not None:
            unit = self._unit_behind(toks, i) or hint
            if t.top == 5 and t.value <= 5 and order is None:
                return []
            if order is None and unit is None:
                return []
            sides: tuple[Side | None, Side | None] = PAIR_ORDER[low[order.start()]] if order else (None, None)
            if unit is None or max(t.value, t.top) > most[unit]:
                return []
            m = re.compile(r"([\d.]+)\s*/\s*([\d.]+)").match(t.text)
            if m is None:
                return []
            return [
                (float(m.group(k + 1)), unit, sides[k], t.start + m.start(k + 1), t.start + m.end(k + 1))
                for k in (0, 1)
            ]
        if t.unit == "?" or (t.unit is not None and t.unit not in FORCE):
            return []
        if t.unit is None:
            return [(t.value, None, None, t.start, t.end)] if self._bare(toks, i) else []
        return [(t.value, t.unit, None, t.start, t.end)] if t.value <= most[t.unit] else []

    @staticmethod
    def _unit_behind(toks: list[Token], i: int) -> str | None:
        t = toks[i + 1] if i + 1 < len(toks) else None
        return (
            UNITS.get(t.text)
            if t is not None and t.kind in ("word", "mark") and UNITS.get(t.text) in FORCE
            else None
        )

    @staticmethod
    def _bare(toks: list[Token], i: int) -> bool:
        """Whether a bare figure stands where a value does: beside a side, a time word, a cell or a pair."""
        before = toks[i - 1] if i else None
        return (
            before is None
            or _leader(toks, i)
            or _goes_on(toks, i)
            or _is_trial(toks, i)
            or before.kind in ("side", "when", "cell", "arrow", "bound")
            or (before.kind == "mark" and before.text in ":=/,(")
            or (before.kind == "word" and before.text in AVERAGE and toks[i].value > MAX_TRIALS)
        )


def _start_of(span: Span) -> int:
    return span.start


def _force(t: Token) -> str | None:
    """The unit of force that a word is ("22 R 17 L kg")."""
    unit = UNITS.get(t.text)
    return unit if unit in FORCE else None


def _leader(toks: list[Token], i: int) -> bool:
    """Whether leader dots stand before a figure ("grip ..... 21")."""
    return i > 1 and all(t.kind == "mark" and t.text == "." for t in toks[i - 2 : i])


def _goes_on(toks: list[Token], i: int) -> bool:
    """Whether a bare figure goes on a pair told in words ("15 kg on the right and 12 on the left")."""
    if i < 1 or not any(t.kind == "value" and t.unit in FORCE for t in toks[:i]):
        return False
    if _leads_to_now(toks, i - 1):
        return True
    if toks[i - 1].text not in ("and", "against", "versus", "with", "to", "but", "vs"):
        return False
    after = [t for t in toks[i + 1 : i + 5] if t.text not in ON_THE]
    return bool(after) and after[0].kind == "side"


def _is_trial(toks: list[Token], i: int) -> bool:
    """Whether a bare figure is a trial of a hand: its first ("right hand 90, ..."), or the last ("..., and 92")."""
    if i > 1 and toks[i - 1].text == "hand" and toks[i - 2].kind == "side":
        return True
    if i < 2 or toks[i - 1].text != "and":
        return False
    at = i - 3 if toks[i - 2].text == "," else i - 2
    commas = [t.text for t in toks[max(0, at - 1) : at]] == [","] or at == i - 3
    behind = [t.text for t in toks[i + 1 : i + 3]]
    return (
        commas and at >= 0 and toks[at].kind == "value" and toks[at].unit is None and "on" not in behind[:1]
    )


def _leads_to_now(toks: list[Token], i: int) -> bool:
    """Whether a word leads from a value that was to the one of today ("from 21 kg to 26", "was 21 kg and is 26")."""
    if i + 1 >= len(toks) or toks[i + 1].kind != "value":
        return False
    roles = {t.text for t in toks[:i] if t.kind == "when"}
    if toks[i].text == "to":
        return "from" in roles or toks[i - 1].text in CHANGED
    return "was" in roles and stands_now(toks, i)


def _value_before(toks: list[Token], i: int) -> int:
    """The place of the last value before a token."""
    return next((n for n in range(i - 1, -1, -1) if toks[n].kind == "value"), 0)


def _side_compared(toks: list[Token], i: int) -> Side | None:
    """The one side of the value behind "versus" ("7 lb vs 82 lb L"): both are of the same day."""
    values = [t for t in toks[i + 1 : i + 3] if t.kind == "value"]
    if not values:
        return None
    for t in toks[toks.index(values[0]) + 1 : i + 7]:
        if t.kind == "side":
            side = SIDES[t.text]
            return side if side in OTHER_SIDE else None
        if t.kind != "word" or t.text not in ("on", "the", "in", "for"):
            return None
    return None


def _after_figure(low: str, at: int) -> bool:
    """Whether a unit belongs to a figure before it, and is not a heading's."""
    return low[max(0, at - 3) : at].rstrip()[-1:].isdigit()


def _is_own(item: Item) -> bool:
    return item.kind == "TESTOTHER" and any(
        w in item.data.get("literal", "").lower() for w in ("grip", "pinch", "hhd", "dynam", "strength")
    )


def _like_those_before(found: list[Found], opened: int) -> None:
    """Two values of a bracket behind those of both sides are of one time, and of the same sides in order.

    "R 15.2 kg, L 14.0 kg (at eval 13.1 and 12.4)", "R 11 kg  L 9 kg (at eval R 9, L 8)".
    """
    if len(found) - opened != len(OTHER_SIDE) or opened < len(OTHER_SIDE):
        return
    before, inside = found[opened - 2 : opened], found[opened:]
    sides = [f.side for f in before]
    if set(sides) != OTHER_SIDE.keys() or inside[0].when is None or inside[1].when is not None:
        return
    if {f.side for f in inside} != OTHER_SIDE.keys():
        inside = [replace(f, side=side) for f, side in zip(inside, sides, strict=True)]
    found[opened:] = [replace(f, when=inside[0].when, cue=inside[0].cue) for f in inside]


def _with_units(found: list[Found], hint: str | None) -> list[Found]:
    """Figures without unit take the unit of the values beside them, or the hint."""
    unit = next((f.unit for f in found if f.unit), hint)
    most = GRIP_MOST if found and found[0].muscle in ("grip", "pinch") else MOST
    return [
        f if f.unit else replace(f, unit=unit) for f in found if f.unit or (unit and f.value <= most[unit])
    ]


def _fact(view: NoteView, f: Found, time: Timed, by: By, current: set[tuple[str, Side]]) -> Dynamometry:
    status = status_in(view, time.role, f.header, current=(f.muscle, f.side) in current)
    return Dynamometry(
        start=f.start,
        end=f.end,
        text=view.text[f.start : f.end],
        section=view.category_at(f.start),
        status=status,
        by=by,
        cues=time.cues if status != "present" else (),
        muscle=f.muscle,
        side=f.side,
        value=f.value,
        unit=f.unit or "",
    )
