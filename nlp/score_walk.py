"""One walk behind the name of a test: which of the figures are its values, and of which time.

::

    walk   = (value | time | date | side | mark | word | dose)*    up to the next measure or the end of the sentence
    time   = time word | "from" value "to" value | value "->" value | bracket "(" value date ")"
    value  = what :func:`rehabcode.nlp.score_specs.fit` takes; bare only while nothing parts it from the name, or
             behind a mark or a side; of several trials the average

Cut-offs, legends, detectable changes, distances at which something set in and numbers of a list are no values.
"""

from __future__ import annotations

import re

from rehabcode.nlp.quantities import SIDES, UNITS, Token, tokens
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.score_specs import Found, Spec, fit, unit_is_distance
from rehabcode.nlp.timing import (
    AGO,
    CHANGED,
    GOAL_VERB,
    goal_named,
    is_ago,
    is_unmet_goal,
    stands_now,
    told_behind,
)
from rehabcode.nlp.value_columns import place_of, slashed_cells
from rehabcode.nlp.view import Item, NoteView

LOOSE_REACH = 90
"""How far behind the name, or the last value, a value may stand behind words that do not connect."""
CONNECT = frozenset(words("score_walk", "connect"))
"""Words between a name and its bare figure that do not part them."""
NOT_DONE = re.compile(
    r"\b(?:not (?:yet )?(?:tested|assessed|performed|completed|done|measured|administered|appropriate|safe|"
    r"attempted)|n/?t\b|tbd|"
    r"deferred|to be (?:done|tested|assessed|completed|performed|administered)|pending|n/a|declined|"
    r"refused|not yet|"
    r"next (?:visit|session|tx)|will be)\b|(?:--|\u2014\u2014)(?![->])"
)
UNABLE = re.compile(r"\b(?:unable|not able|could not|couldn't|cannot|can't|can not)\b")
UNABLE_TO = re.compile(
    r"\b(?:unable|not able) to (?:perform|complete|do|attempt|finish|participate in)(?: the| a)? $|"
    r"\b(?:could not|couldn't|cannot|can't) (?:perform|complete|do|attempt|finish)(?: the| a)? $"
)
LEGEND = re.compile(
    r"[ \t]*(?:[\w/%]{1,8}\.?[ \t]*)?(?:=|:|is|are|indicat\w+|suggest\w+|means?|equals|associated with|->|"
    r"\u2192)?[ \t]*"
    r"(?:an? |the )?(?:high|higher|increased|inc|elevated|moderate|mod|low|lower|greater|some|recurrent|"
    r"at)?[ \t]*"
    r"(?:fall[- ]risk|risk|falls? risk|normal|norm\b|abnormal|cut-?off|mcid|mdc|disability|impair|frail|"
    r"fallers?)"
)
SYMPTOM = re.compile(
    r"\b(?:occurr?ing|occurred|onset|began|beginning|started|starting|symptoms?|pain|soreness|fatigue|sob|"
    r"rest(?:ed)?|claudication)[ \w]{0,14}?(?:after|at)(?: approximately| about| around)? $"
)
"""A distance at which something set in is not the distance walked."""
SEAT = re.compile(
    r"\d+(?:\.\d+)?(?:[ \t]?(?:\"|\u201d|\u2033|''|in\b\.?|inch(?:es)?\b|cm\b)|-inch)[ \t]*"
    r"(?:high |hard |standard |firm |height |seat |"
    rf"armless |low |arm )*{either('score_walk', 'seat')}"
)
"""The height of what is sat on, with its unit (matched on lower case)."""
FROM_HEIGHT = re.compile(
    r"(?<!improved )(?<!down )(?<!up )(?<!decreased )(?<!increased )(?<!better )\bfrom (?:an? |the )?$"
)
"""Before the height of a seat, which has the sign of inches or seconds ('41 s from 19"')."""
ON_DAY = re.compile(r"[ \t]?(?:[a-z/]{1,7}[ \t])?on[ \t]\d{1,2}/\d{1,2}(?:/\d{2,4})?[ \t]?[)\]]")
"""The day of a value in a bracket, behind the value (matched on lower case)."""
NOT_ABLE = re.compile(rf"[ :=-]{{0,3}}(?:(?:was |were )?unable|could(?: not|n'?t)|{NOT_DONE.pattern})")
"""Behind the time that opens a bracket: no value of then ("14 s (eval unable)"; matched on lower case)."""
BARE = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
SEAT_REACH = 40
CATEGORICAL = re.compile(
    r"[\s:=(-]*(?P<pos>\(\+\)|\+|pos(?:itive)?\b|abnormal|impaired)|[\s:=(-]*(?P<neg>\(-\)|-(?= |$|,)|"
    r"neg(?:ative)?\b|normal|intact|wnl|stable)"
)
DATED = frozenset((")", "wk", "week", "visit", "day", "on", "in", "at"))
"""Behind a value in brackets: it stands alone, or a date follows."""
COMPARED = frozenset(("against",))
"""Before the value of another time: "9.8 s against 14.2 s in March"."""
ORDER_MARKS = frozenset("/|,>-") | {"->", "\u2192"}
"""Between the times of a declared order, and between the values in it."""
ORDER_ENDS = frozenset("([)]:=")
ORDER_PART = r"[ \t]*(?:->|[/|,>\u2192-])[ \t]*"
ORDER_VALUE = (
    r"[ \t]*(?:[<>\u2264\u2265~]=?[ \t]?)?((\d{{1,4}}(?:\.\d{{1,2}})?){top}"
    r"(?:[ \t]?(?:s|secs?|seconds|m|ft|feet|m/s|%|reps?|pts?|points)\b)?)"
)
AGAIN = re.compile(r"\b(?:re-?(?:check|test|assess|measure|take|do)|repeat)\b[^.;:\n]*\Z")
"""Before the names of tests that are to be repeated (matched on lower case)."""
AGAIN_REACH = 60
"""How far before the name of a test that may stand, in characters."""
CORRECTED = frozenset(("correction", "corrected"))
"""Before the value that stands for the one just dictated."""
GOAL_BACK = 40
"""How far before a name a verb of aim stands."""
OR_BETTER = re.compile(r"[ \t]*(?:or|and) (?:better|higher|above|less|faster|under|below|greater)\b")
"""Behind a value that is aimed at."""
PAIRED = frozenset(("Single leg stance", "Functional Reach", "Arm curl test"))
PAIR = re.compile(r"(\d+(?:\.\d+)?) ?/ ?(\d+(?:\.\d+)?)")
CUT_OFF = re.compile(
    r"\b(?:normal|norm|average|expected|(?:fall )?risk(?: is| if| per| by| with| for)?|cut-?off|threshold)"
    r"(?: for| of)?(?: the)? \Z"
)
"""Before the name of a test whose cut-off follows."""
CUT_BACK = 32
BY_SO_MUCH = re.compile(r"\b(?:up|down|rose|fell|dropped|gained|improved|increased|decreased)(?: by)? \Z")
TO_VALUE = re.compile(r" to (?P<value>\d{1,4}(?:\.\d{1,2})?)")
DISTANT = re.compile(r" (?:below|above|short of|away|shy of)\b")
"""Behind a figure that is the distance to another."""
AVERAGE = frozenset(("avg", "average", "averaged", "mean", "avg."))
NUMBERED = frozenset(("trial", "cond", "condition", "level", "stage", "position", "visit", "#"))
POINTS = re.compile("[0-4]")
"""What a time or a speed may be worth in a battery."""
NO_RESULT = ("norm", "change")
"""Times of a figure that is no value of the patient."""


class Walk:
    """One walk over the tokens behind a name."""

    def __init__(self, view: NoteView, name: Item, spec: Spec, end: int):
        self.view = view
        self.name = name
        self.spec = spec
        self.end = end
        self.tokens = tokens(self.view, name.end, end)
        self.found: list[Found] = []
        self.part: str | None = None
        self.pending: Item | None = None
        self.pending_role: str | None = None
        self.pending_date: str | None = None
        self.pending_side: str | None = None
        self.loose = False
        self.from_words = name.end
        self.bound = False
        self.after_mark = False
        self.depth = 0
        self.was = False
        self.average = False
        self.words = False
        self.read_to = 0

    def run(self) -> list[Found]:
        """Return the values in the reach of the name."""
        low, toks = self.view.lower, self.tokens
        if in_order := self._in_order_of_times():
            return in_order
        for i, t in enumerate(toks):
            handler = getattr(self, f"_on_{t.kind}", None)
            if handler is not None and handler(i, t, low) is False:
                break
        if not self.found:
            return self._result_in_words(low)
        return self._units_of_neighbours()

    def _in_order_of_times(self) -> list[Found]:
        """Values in an order of times told right behind the name: "(initial / current / goal): 24 / 17 / <13 s"."""
        if not any(t.kind == "when" for t in self.tokens[:4]):
            return []
        head, times, parts = self.name.end, list[Item](), list[str]()
        for t in self.tokens:
            if t.kind == "when" and t.item is not None and len(parts) == len(times):
                times.append(t.item)
            elif t.text.strip() in ORDER_MARKS and len(parts) < len(times):
                parts.append(t.text)
            elif t.text not in ORDER_ENDS and (times or t.text not in UNITS):
                break
            head = t.end
        if len(times) < 2 or len(parts) != len(times) - 1:
            return []
        top = f"(?:/({'|'.join(str(int(top)) for top in self.spec.tops) or '(?!)'}))?"
        values = ORDER_PART.join([ORDER_VALUE.format(top=top)] * len(times))
        m = re.compile(values + r"(?![ \t]*[\w/|])").match(self.view.lower, head, self.end)
        if m is None:
            return []
        for n, item in enumerate(times):
            value, figure, of = m.group(3 * n + 1, 3 * n + 2, 3 * n + 3)
            start, end = m.span(3 * n + 1)
            token = Token("value", start, end, value, float(figure), top=float(of) if of else None)
            fitted = fit(self.spec, token, bare=True)
            if fitted is None:
                self.found.clear()
                return []
            if item.value not in (*NO_RESULT, "met"):
                self.found.append(
                    Found(fitted[0], start, end, fitted[1], fitted[2], item.value, item, name=self.name)
                )
        return self._units_of_neighbours()

    def _unit_in_name(self) -> str | None:
        """The unit in brackets right behind the name ("6MWT (ft)")."""
        head = [t.text for t in self.tokens[:3]]
        return UNITS.get(head[1]) if head[:1] == ["("] and head[2:] == [")"] else None

    def _result_in_words(self, low: str) -> list[Found]:
        name = self.name
        if self.spec.name in ("Romberg", "Sharpened Romberg"):
            m = CATEGORICAL.match(low, name.end, self.end)
            if m is not None:
                return [
                    Found(
                        self.spec.name,
                        name.start,
                        name.end,
                        None,
                        None,
                        name=name,
                        positive=m["pos"] is not None,
                    )
                ]
        m = UNABLE.search(low, name.end, min(self.end, name.end + 40)) or UNABLE_TO.search(
            low, max(self.view.layout.sentence_at(name.start).start, name.start - 40), name.start
        )
        if m is not None and not name.data.get("needs"):
            return [
                Found(
                    self.spec.name,
                    m.start(),
                    m.start() + len(m.group().split(" to ")[0]),
                    None,
                    None,
                    name=name,
                    unable=True,
                )
            ]
        return []

    def _units_of_neighbours(self) -> list[Found]:
        """A bare distance takes the unit of the values beside it ("305 -> 398 m")."""
        unit = next((f.unit for f in self.found if f.unit), None) or self._unit_in_name()
        return [f if f.unit else f._replace(unit=unit) for f in self.found]

    def _on_value(self, i: int, t: Token, low: str) -> bool | None:
        if t.start < self.read_to or self._counts(i, t, low):
            return None
        strict = self._strict(i)
        if t.top is not None and self.spec.name in PAIRED and self._pair(i, t):
            return None
        if t.top is not None and not self.found and self._in_slashed_row(t):
            return False
        alone = bool(self.found) and self.depth == 1 and self._alone_in_brackets(i)
        fitted = fit(self.spec, t, bare=strict or alone, part=self.part)
        bound, mark = self.bound, self.after_mark
        self.bound = self.after_mark = False
        if fitted is None:
            follows = self._value_next(i)
            self._misfit(t, mark and not follows)
            self.after_mark = mark and follows and self.found != []  # "9/8 64, 10/6 36"
        elif self.pending_role in NO_RESULT:
            self.pending_role = self.pending = None
        elif not (self._of_something_else(t, low, fitted[2], bound) or self._is_points_for(t, mark)):
            return self._take(i, t, fitted, mark, alone)
        return None

    def _counts(self, i: int, t: Token, low: str) -> bool:
        """Whether a figure numbers a trial or an item of a list, or is a part of a sum."""
        bare = t.unit is None and t.top is None
        return (bare and (self._ordinal(i) or self._list_number(t, low))) or self._summand(t, low)

    def _strict(self, i: int) -> bool:
        """Whether nothing parts a bare figure from the name."""
        sided = self.spec.name in PAIRED and self._beside_side(i)
        return not self.loose and (
            not self.found or self.after_mark or sided or self.pending_role is not None
        )

    def _misfit(self, t: Token, mark: bool) -> None:
        """What a figure that is no value may be: the date of a value ("6/12"), else it parts what follows."""
        if (
            t.top is not None
            and t.value <= 12
            and t.top <= 31
            and float(t.top).is_integer()
            and (self.depth or not mark)
        ):
            self._date(t.text)
        else:
            self.loose = self.loose or t.unit != "?"

    def _of_something_else(self, t: Token, low: str, unit: str | None, bound: bool) -> bool:
        """Whether a figure that fits is told of something else: a rest, a symptom, a legend, a cut-off."""
        if t.top is None and SEAT.match(low, t.start, t.end + SEAT_REACH) is not None:
            return True
        if (
            self.found
            and low[t.end - 1] in '"\u201d\u2033'
            and FROM_HEIGHT.search(low, self.name.end, t.start)
        ):
            return True
        if self._is_change(t, low) or (self.found and DISTANT.match(low, t.end)):
            return True  # "6MWT up 60 m to 310 m", "4 points below the cut-off"
        back = max(0, self.name.start - CUT_BACK)
        if not self.found and bound and CUT_OFF.search(low, back, self.name.start) is not None:
            return True  # "fall risk per TUG > 13.5 s"
        if (
            self.found
            and self.pending_role is None
            and low[t.start].isalpha()
            and t.unit is None
            and t.top is None
        ):
            return True  # "TUG 18 seconds with cane, four entry steps"
        distance = bool(self.found) and unit_is_distance(self.found[-1].unit)
        if self.pending_role is None and t.unit is None and t.top is None and distance:
            return True  # "780 feet, 1 standing rest"
        if unit_is_distance(unit) and SYMPTOM.search(low, max(self.name.end, t.start - 60), t.start):
            return True
        aside = bool(self.depth and self.found)
        if (bound or aside) and LEGEND.match(low, t.end, min(len(low), t.end + 48)):
            return True
        return bound and aside and self.pending_role is None

    def _is_points_for(self, t: Token, mark: bool) -> bool:
        """Whether a figure in the next cell is the points that a value is worth ("4 m walk   0.58 m/s   2")."""
        before = self.found[-1] if self.found else None
        if (
            before is None
            or not mark
            or t.unit
            or t.top is not None
            or self.spec.units[0] not in ("s", "m/s")
        ):
            return False
        written = self.view.lower[before.start : before.end].rstrip()
        few = POINTS.fullmatch(t.text.strip()) is not None and not written[-1:].isdigit()
        return few and place_of(self.view, (self.name.start, self.name.end), (t.start, t.end)) is None

    def _is_change(self, t: Token, low: str) -> bool:
        """Whether a figure tells by how much a value changed ("up 60 m to 310 m")."""
        told = BY_SO_MUCH.search(low, max(self.name.end, t.start - CUT_BACK), t.start)
        second = TO_VALUE.match(low, t.end) if told and t.top is None else None
        if told is None or second is None:
            return False
        return (
            "by" in told.group()
            or told.group().startswith(("up", "down"))
            or t.value is None
            or t.value * 2 < float(second["value"])
        )

    def _by_so_much(self, i: int, low: str) -> bool:
        """Whether "to" stands behind such a figure."""
        before = self.tokens[i - 1] if i else None
        return before is not None and before.kind == "value" and self._is_change(before, low)

    def _take(
        self, i: int, t: Token, fitted: tuple[str, float, str | None], mark: bool, alone: bool
    ) -> bool | None:
        """Add a value with its time, unless its place says that it is none; False ends the walk."""
        role, item, low = self.pending_role, self.pending, self.view.lower
        if item is not None and self._of_a_visit(t, item):
            return False
        of_part = t.top is not None and fitted[0] != self.spec.name
        if self.found and role is None and not of_part:
            if self._parted(i, t, mark, alone):
                return None
            aside = self._bare_aside(i, t) or self._again_in_brackets(i, fitted)
            role = "past" if aside or self._of_a_day(i, t, fitted) else None
        if t.start - self.from_words > LOOSE_REACH and self.loose:
            return False
        self._start_over(role)
        if role is None and self._beside_percent(fitted[2]):
            return None
        if role is None and OR_BETTER.match(low, t.end):
            role = "goal"
        if self._replaces_raw(fitted[2]):
            self.found.pop()
        header: frozenset[str] = frozenset()
        side = self.pending_side
        place = (
            place_of(self.view, (self.name.start, self.name.end), (t.start, t.end)) if role is None else None
        )
        if place is not None:
            column, head = place
            if column.role in (*NO_RESULT, "met"):
                return None
            role, item, header, side = column.role, column.item, head.roles, side or column.side
        test, value, unit = fitted
        date, name = self.pending_date, self.name
        self.found.append(
            Found(test, t.start, t.end, value, unit, role, item, side, date, header, name, was=self.was)
        )
        self.pending = self.pending_role = self.pending_date = self.pending_side = None
        self.loose = self.words = False
        self.from_words = t.end
        return None

    def _of_a_visit(self, t: Token, item: Item) -> bool:
        """Whether a figure is the visit at which a test is to be repeated ("recheck LEFS vs 10"), and no other score."""
        low = self.view.lower
        if self.found or t.unit or t.top is not None or not low.startswith("vs", item.start):
            return False
        start = max(self.view.layout.sentence_at(self.name.start).start, self.name.start - AGAIN_REACH)
        return AGAIN.search(low, start, self.name.start) is not None

    def _bare_aside(self, i: int, t: Token) -> bool:
        """Whether a bare figure stands behind words or in a bracket ("BBS 44 (39)")."""
        aside = bool(self.words or self.depth)
        return t.unit is None and t.top is None and aside and not self._beside_side(i)

    def _parted(self, i: int, t: Token, mark: bool, alone: bool) -> bool:
        """Whether words part a figure from the values before it."""
        if self.loose and not (mark and (t.unit or t.top is not None)):
            return True
        return self._bare_aside(i, t) and (self.words or not alone)

    def _start_over(self, role: str | None) -> None:
        """Of several trials the average is the score."""
        if self.average and self.found and role is None:
            self.found.clear()
        self.average = False

    def _beside_percent(self, unit: str | None) -> bool:
        """Whether points stand beside the percentage that is the score."""
        percent = self.spec.units[0] == "%" and "%" in {f.unit for f in self.found}
        return unit == "points" and percent

    def _in_slashed_row(self, t: Token) -> bool:
        """Read the bare figures of a row whose columns slashes part ("SPPB   2 / 3 / 5" below "IE / LAST / NOW")."""
        place = place_of(self.view, (self.name.start, self.name.end), (t.start, t.end))
        if place is None or place[1].gap != "/":
            return False
        line, text, head = self.view.layout.line_at(t.start), self.view.text, place[1]
        for (start, end), column in zip(
            slashed_cells(text, line.start, line.end)[1:], head.columns, strict=True
        ):
            if BARE.fullmatch(text, start, end) and self.spec.low <= float(text[start:end]) <= self.spec.high:
                name, unit = self.spec.name, self.spec.units[0]
                self.found.append(
                    Found(
                        *(name, start, end, float(text[start:end]), unit, column.role, column.item),
                        header=head.roles,
                        name=self.name,
                    )
                )
        return bool(self.found)

    def _pair(self, i: int, t: Token) -> bool:
        """Read "R/L 4/6 s": two values, one a side."""
        before = [x.kind for x in self.tokens[max(0, i - 4) : i]]
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        m = PAIR.fullmatch(t.text.strip())
        unit = UNITS.get(after.text) if after is not None and after.kind in ("word", "mark") else None
        if m is None or (unit not in self.spec.units and before.count("side") < 2):
            return False
        role, cue, header = self.pending_role, self.pending, frozenset[str]()
        if role is None:
            place = place_of(self.view, (self.name.start, self.name.end), (t.start, t.end))
            if place is not None:
                role, cue, header = place[0].role, place[0].item, place[1].roles
        if not all(self.spec.low <= float(m[n]) <= self.spec.high for n in (1, 2)):
            return False
        for n in (1, 2):
            start = t.start + m.start(n)
            self.found.append(
                Found(
                    self.spec.name,
                    start,
                    start + len(m[n]),
                    float(m[n]),
                    self.spec.units[0],
                    role,
                    cue,
                    header=header,
                    name=self.name,
                )
            )
        return True

    def _beside_side(self, i: int) -> bool:
        """Whether a side stands right before a figure ("R 14", "left: 12")."""
        before = self.tokens[max(0, i - 2) : i]
        if before and before[-1].kind == "mark" and before[-1].text in ":=(":
            before = before[:-1]
        return bool(before) and before[-1].kind == "side"

    def _alone_in_brackets(self, i: int) -> bool:
        """Whether a bracket behind a score holds one figure and at most its time: "(39)", "(34 at eval)", "(44 on 10/6)"."""
        around = [t.text for t in (*self.tokens[i - 1 : i], *self.tokens[i + 1 : i + 3])]
        if around[:1] == ["("] and ON_DAY.match(self.view.lower, self.tokens[i].end):
            return True
        dated = (
            len(around) == 3 and around[0] == "(" and around[2] in ")," and around[1] in ("initial", "past")
        )
        return dated or (around[:2] == ["(", ")"] and self.spec.units[0] == "points")

    @staticmethod
    def _summand(t: Token, low: str) -> bool:
        """Whether a figure is a part of a sum ("4+2+1=7/12")."""
        return low[t.start - 1] == "+" or (
            low[t.end : t.end + 1] == "+" and low[t.end + 1 : t.end + 2].isdigit()
        )

    def _again_in_brackets(self, i: int, fitted: tuple[str, float, str | None]) -> bool:
        """Whether a bracket right behind a value holds one more in the same unit: that of the last time."""
        last = self.found[-1]
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return (
            self.depth == 1
            and self.tokens[i - 1].text == "("
            and after is not None
            and (after.text in DATED or after.kind == "date" or (after.top or 0) > 0)
            and (last.test, last.unit) == (fitted[0], fitted[2])
            and last.when is None
            and not last.header
            and self.tokens[i - 2].kind == "value"
        )

    def _of_a_day(self, i: int, t: Token, fitted: tuple[str, float, str | None]) -> bool:
        """Whether a bracket holds one more value with its day ("TUG 17 s w/ rollator  (25 s on 9/9)")."""
        last = self.found[-1]
        return (
            self.tokens[i - 1].text == "("
            and ON_DAY.match(self.view.lower, t.end) is not None
            and (last.test, last.unit, last.when) == (fitted[0], fitted[2], None)
            and not last.header
        )

    def _ordinal(self, i: int) -> bool:
        """Whether a figure numbers a trial or condition ("cond 4 11 s")."""
        before = self.tokens[i - 1] if i else None
        return before is not None and before.kind == "word" and before.text in NUMBERED

    def _list_number(self, t: Token, low: str) -> bool:
        """Whether a figure numbers an item of a list or a trial ("TUG 20 SEC  2. AMB 200 FT", "TUG: 1) 14.2 2) 13.6")."""
        if not self.found:
            return not self.depth and low[t.end : t.end + 2] == ") "
        if self.pending is not None:
            return False  # "6 repetitions, up from 3. TUG 18 s"
        return t.value < 20 and low[t.end : t.end + 2] in (". ", ") ")

    def _replaces_raw(self, unit: str | None) -> bool:
        """Whether a bracket gives the score of a raw figure: "19/50 (38%)", "12.4 s (0.81 m/s)"."""
        first = self.spec.units[0]
        return bool(
            self.depth
            and self.found
            and unit == first
            and (first, self.found[-1].unit) in (("%", "points"), ("m/s", "s"))
        )

    def _on_when(self, i: int, t: Token, low: str) -> bool | None:
        role = t.text
        if role == "met":
            return None
        if role == "was" and not self.found:
            self.was = True
            return None
        if role == "from" and low.startswith("compared", t.start) and self._other_side(i):
            return None  # "4 s compared to 12 s on the left"
        if i and self.found and self.tokens[i - 1].text == "(" and NOT_ABLE.match(low, t.end):
            return None
        if role in ("was", "from"):
            if self._leads(i):
                self._pend(t, "past")
            return None
        if t.item is not None and is_ago(t.item) and self.found and self.words and not self._leads(i):
            return None  # "TUG 14 s, fell six weeks ago"
        if role == "to":
            self._shift_to_past()
            self._pend(t, "now")
        elif self.found and self.found[-1].when in (None, role) and told_behind(self.tokens, i):
            self.found[-1] = self.found[-1]._replace(when=role, cue=t.item)
        elif self.found and self.found[-1].when == "past" and told_behind(self.tokens, i):
            return None  # "from 22 s in May to 15 s"
        elif self._leads(i):
            self._pend(t, role)
        elif role == "now" and self._says_unmet(i, t):
            self.found[-1] = self.found[-1]._replace(when="goal", cue=t.item)
        elif self.found and self.found[-1].when is None and role not in ("norm", "change"):
            self.found[-1] = self.found[-1]._replace(when=role, cue=t.item)
        else:
            self._pend(t, role)
        return None

    def _says_unmet(self, i: int, t: Token) -> bool:
        """Whether a word behind the only value says that it is a goal not reached; a bracket behind holds that of now."""
        alone = len(self.found) == 1 and self.found[0].when is None and not self.found[0].header
        opens = [x.text for x in self.tokens[i + 1 : i + 2]] == ["("]
        return (
            alone
            and not opens
            and t.item is not None
            and is_unmet_goal(self.view, t.item, self.found[0].start)
        )

    def _other_side(self, i: int) -> bool:
        """Whether a side stands right behind the value that follows."""
        behind = [t.kind for t in self.tokens[i + 1 : i + 6] if t.text not in ("on", "the", "in")]
        return behind[:2] == ["value", "side"]

    def _value_next(self, i: int) -> bool:
        """Whether a value follows a word, a comma aside."""
        after = [t for t in self.tokens[i + 1 : i + 3] if t.text != ","]
        return bool(after) and after[0].kind == "value"

    def _changes(self, i: int) -> bool:
        """Whether "to" leads from an old value to the present one ("39 to 43", "22 s in May has fallen to 15 s")."""
        around = self.tokens[i - 1 : i + 2]
        if not i or len(around) != 3 or not self.found:
            return False
        one, last, two = around[0], self.found[-1], around[2]
        if one.kind == "when":
            changed = last.when == "past"
        elif one.kind == "word":
            changed = one.text in CHANGED and last.when in (None, "now", "past")
        else:
            like = one.kind == "value" and (one.unit, one.top) == (two.unit, two.top)
            changed = like and last.end == one.end and last.when in (None, "now")
        if not changed or two.kind != "value" or fit(self.spec, two, bare=True) is None:
            return False
        start = max(self.view.layout.sentence_at(self.name.start).start, self.name.start - GOAL_BACK)
        verb = GOAL_VERB.search(self.view.lower, start, self.name.start)
        return not (verb or goal_named(self.view, one.start))

    def _pend(self, t: Token, role: str) -> None:
        self.pending, self.pending_role = t.item, role
        self.from_words = t.end
        self.loose = False

    def _leads(self, i: int) -> bool:
        """Whether a time word stands before its value (and not behind the last one)."""
        if (not self.found and self.tokens[i].text != "from") or self.tokens[i - 1].text == ";":
            return True
        if self.found and self._closes_before_bracket(i):
            return False
        for t in self.tokens[i + 1 : i + 6]:
            if t.kind == "value":
                return True
            if (
                t.kind in ("when", "bound", "date")
                or (t.kind == "mark" and t.text in ":=(~")
                or t.kind == "cell"
            ):
                continue
            if t.kind == "word" and t.text in CONNECT:
                continue
            return False
        return False

    def _closes_before_bracket(self, i: int) -> bool:
        """Whether a time word stands between its value and a bracket that holds another: "19 s today (22 s at IE)"."""
        parted = [t.kind if t.kind == "value" else t.text for t in self.tokens[max(0, i - 2) : i]]
        opens = [t.text for t in self.tokens[i + 1 : i + 2]] == ["("]
        return opens and self.found[-1].when is None and parted != ["value", ","]

    def _on_arrow(self, i: int, t: Token, low: str) -> None:
        after = next((x for x in self.tokens[i + 1 : i + 5] if x.kind not in ("cell", "when", "bound")), None)
        if after is None or after.kind != "value" or fit(self.spec, after, bare=True) is None:
            return
        self._shift_to_past()
        self.pending_role, self.loose, self.from_words = "now", False, t.end

    def _shift_to_past(self) -> None:
        if self.found and self.found[-1].when in (None, "now") and not self.found[-1].header:
            self.found[-1] = self.found[-1]._replace(when="past")

    def _on_date(self, i: int, t: Token, low: str) -> None:
        self._date(t.text)

    def _date(self, text: str) -> None:
        if self.found and self.found[-1].date is None and not self.after_mark:
            self.found[-1] = self.found[-1]._replace(date=text)
        else:
            self.pending_date = text

    def _on_dose(self, i: int, t: Token, low: str) -> bool | None:
        # "SLS 3 x 30 s" is an exercise, "TUG x 2 trials" a test
        if low[t.end : t.end + 8].lstrip().startswith(("trial", "attempt")):
            return None
        if not self.found and self.name.data.get("needs"):
            return False
        if self.found and self.name.data.get("needs") and low[t.start] in "x\u00d7":
            self.found.pop()
            return False
        self.loose = True
        return None

    def _on_side(self, i: int, t: Token, low: str) -> None:
        self.pending_side = SIDES.get(t.text)

    def _on_bound(self, i: int, t: Token, low: str) -> None:
        self.bound = True

    def _on_cell(self, i: int, t: Token, low: str) -> None:
        self.after_mark = True
        self.loose = False
        self.from_words = t.end

    def _on_word(self, i: int, t: Token, low: str) -> bool | None:
        if t.start < self.read_to:
            return None
        if self.spec.parts:
            item = next(iter(self.view.between(t.start, t.start + 1, "TESTPART")), None)
            if item is not None:
                self.part, self.read_to = self.spec.parts.get(item.value), item.end
                return None
            if t.text in ("total", "overall"):
                self.part = None
                return None
        if t.text == "to" and self._by_so_much(i, low):
            self._pend(t, "now")
            return None
        if t.text == "to" and self._changes(i):
            self._shift_to_past()
            self._pend(t, "now")
            return None
        if self.found and self.was and stands_now(self.tokens, i):
            self._pend(t, "now")
            return None
        if t.text in CONNECT:
            if t.text == "and":
                self.after_mark = True
            if t.text == "to" and self.pending_role == "change":
                self.pending = self.pending_role = None
            self.average = self.average or t.text in AVERAGE
            return None
        if t.text in COMPARED and self.found and self._value_next(i):
            self._pend(t, "past")
            return None
        if t.text in CORRECTED and self.found and self._value_next(i):
            self.found.pop()  # "390, correction 380 meters"
            self.loose, self.from_words = False, t.end
            return None
        if t.text in NUMBERED:
            return None
        if NOT_DONE.match(low, t.start, self.end):
            return bool(i and self.tokens[i - 1].kind == "cell")
        self.loose = self.words = True
        self.after_mark = False
        self.pending_side = None
        return None

    def _on_mark(self, i: int, t: Token, low: str) -> None:
        if t.text in "([":
            self.depth += 1
            ago = AGO.match(low, t.start) if self.found and self.found[-1].date is None else None
            if ago is not None and self.found[-1].when in (None, "now"):
                self.pending, self.pending_role, self.loose = None, "past", False
                self.from_words = self.read_to = ago.end()
        elif t.text in ")]":
            self.depth = max(0, self.depth - 1)
            if not self.depth and self.pending_role and self.found:
                self.pending = self.pending_role = None
        if t.text in ",;/&|":
            self.after_mark = True
            if self.found:
                self.loose = False
                self.from_words = t.end
