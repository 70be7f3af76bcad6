"""Standardized tests: the values bound to each named test, with unit, time and meaning.

A test is named by a phrase of ``lexicon_tests.csv``; ``tests.csv`` says which units, denominators and range
its values have. The values are looked for

1. behind the name, up to the next test or other measure, at most to the end of the sentence (a table row, a
   bullet). A bare figure counts only while nothing but connecting words lies between ("TUG was 18"), a figure
   with a fitting unit or denominator also behind other words ("TUG with the walker took 18 seconds");
2. before the name ("600 feet in the six-minute walk test");
3. in the sentence behind it, for scores and distances told in prose.

When a value was taken is told by a time word beside it, its column, and what :mod:`rehabcode.nlp.timing`
finds around it. Cut-offs, norms and detectable changes are not values. A test without value is a fact
without value.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Status, Test
from rehabcode.nlp.lexicon import rows
from rehabcode.nlp.quantities import SIDES, UNITS, Token, tokens
from rehabcode.nlp.timing import AGO, GOAL_VERB, Timed, dated_lines, status_in, time_of
from rehabcode.nlp.value_columns import place_of
from rehabcode.nlp.view import Item, NoteView

REACH = 220
"""How far behind its name a value can stand."""
LOOSE_REACH = 90
"""How far behind the name, or the last value, a value may stand behind words that do not connect."""
_CONNECT = (
    "test tests score scored scores scoring is of at in on to the a an be total raw time times timed "
    "completed performed "
    "trial trials avg average averaged mean best result results value approx approximately about around "
    "overall pt "
    "patient she he has got did with w/ w using no without w/o ad device none rw fww 2ww 4ww spc qc lbqc "
    "sbqc nbqc "
    "rollator walker cane crutch crutches wheeled front rolling standard quad single point afo hemiwalker "
    "hha sba cga "
    "and today's her his their ue ues arms hands use sec secs second seconds s reps points pts feet ft "
    "meters m m/s "
    "mps ft/s scale index assessment for comfortable self-selected ss pace usual raw subscale took taking "
    "eo ec "
    "eyes open closed firm foam floor surface as it self selected cm inches distance speed fast preferred "
    "measured "
    "assessed tested recorded completing scoring out pain-free safely gait belt form short long overground "
    "shoes "
    "barefoot feet together side-by-side side semi-tandem semitandem tandem stance disability functional "
    "function intake rating index: came comes"
)
CONNECT = frozenset(_CONNECT.split())
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
FROM = re.compile(
    r"\b(?:on|in|for|during|with|via|per|by|at|and (?:complete|finish|perform)s?) (?:the |a |an |his |her |"
    r"today's |their |repeat )?$|\($"
)
SYMPTOM = re.compile(
    r"\b(?:occurr?ing|occurred|onset|began|beginning|started|starting|symptoms?|pain|soreness|fatigue|sob|"
    r"rest(?:ed)?|claudication)[ \w]{0,14}?(?:after|at)(?: approximately| about| around)? $"
)
"""A distance at which something set in is not the distance walked."""
CATEGORICAL = re.compile(
    r"[\s:=(-]*(?P<pos>\(\+\)|\+|pos(?:itive)?\b|abnormal|impaired)|[\s:=(-]*(?P<neg>\(-\)|-(?= |$|,)|"
    r"neg(?:ative)?\b|normal|intact|wnl|stable)"
)
AGE_SEX = re.compile(
    r"\b(?P<age>\d{2,3}) ?-?(?:y/?o|yo|yr|yrs|year|years)?(?:[ -]?old)?[ ,]*(?P<sex>f|m|female|male|woman|"
    r"man|lady|gentleman)\b"
)
CHAIR_STAND = "30 Second Chair Stand"
CHAIR_STAND_LOW = 8
"""Fewer chair stands are below average at any age of the table up to 89."""
UNABLE_IS_DEFICIT = frozenset((CHAIR_STAND, "Five Times Sit to Stand"))
NEXT_REACH = 120
SCORED = re.compile(r"\b(?:scor\w+|got|earned|received|achieved)(?: only)?(?: an?)?(?: total(?: of)?)? $")
"""Right before a bare score: "scored a 19 on the DGI"."""
DATED = frozenset((")", "wk", "week", "visit", "day", "on", "in", "at"))
"""Behind a value in brackets: it stands alone, or a date follows."""
CORRECTED = frozenset(("correction", "corrected"))
"""Before the value that stands for the one just dictated."""
GOAL_BACK = 40
"""How far before a name a verb of aim stands."""
SENTENCE_GAP = 2
VALUE_NEXT = re.compile(r"[ :=<>]*\d[\d.]* ?(?:s\b|sec|ft\b|feet|m/s|/ ?\d|%|reps?\b|points?)")
LIST_GAP = 16
"""Characters between two values of one list."""
OR_BETTER = re.compile(r"[ \t]*(?:or|and) (?:better|higher|above|less|faster|under|below|greater)\b")
"""Behind a value that is aimed at."""
RESULT_OPENINGS = (
    "the patient",
    "patient",
    "pt ",
    "he ",
    "she ",
    "they ",
    "total",
    "score",
    "distance",
    "result",
)
COUNT = re.compile(r"(?<![\w./-])(\d{1,2})[ \t]+$")
SPEED_REACH = 40
TOTAL = re.compile(r"(?:\btotal|=)(?: score)?[ :=]*(?P<score>\d{1,3})(?:/| out of )(?P<top>\d{1,3})(?![\d/])")
PAIRED = frozenset(("Single leg stance", "Functional Reach", "Arm curl test"))
PAIR = re.compile(r"(\d+(?:\.\d+)?) ?/ ?(\d+(?:\.\d+)?)")
AVERAGE = frozenset(("avg", "average", "averaged", "mean", "avg."))
NUMBERED = frozenset(("trial", "cond", "condition", "level", "stage", "position", "visit", "#"))
IN_NEXT_SENTENCE = frozenset(("points", "m", "ft"))


@dataclass(frozen=True, slots=True)
class Spec:
    """What ``tests.csv`` knows of one test."""

    name: str
    units: tuple[str, ...]
    tops: frozenset[float]
    parts: dict[str, str]
    low: float
    high: float
    cutoff: tuple[str, float, str] | None


@dataclass(frozen=True, slots=True)
class Found:
    """A value of a test: where it stands, and what its surroundings say of its time."""

    test: str
    start: int
    end: int
    value: float | None
    unit: str | None
    when: str | None = None
    cue: Item | None = None
    side: str | None = None
    date: str | None = None
    header: frozenset[str] = frozenset()
    name: Item | None = None
    unable: bool = False
    positive: bool | None = None
    was: bool = False


@cache
def specs() -> dict[str, Spec]:
    """Return the tests by canonical name."""
    return {row["canonical"]: _spec(row) for row in rows("tests")}


def _spec(row: dict[str, str]) -> Spec:
    backed = row["verified"] in ("yes", "weak") and row["source"] and row["cutoff_value"]
    cutoff = (row["cutoff_op"], float(row["cutoff_value"]), row["cutoff_unit"]) if backed else None
    return Spec(
        row["canonical"],
        tuple(row["units"].split()),
        frozenset(float(t) for t in row["tops"].split()),
        dict(p.split("=") for p in row["parts"].split(";") if p),
        float(row["min"] or 0),
        float(row["max"] or "inf"),
        cutoff,
    )


def read_scores(view: NoteView) -> Iterator[Test]:
    """Read the standardized tests of a note."""
    names = view.of_kind("TEST")
    found = list(_Reader(view, names).read()) if names else []
    if names:
        found += _points_alone(view, names, found)
    found += _speeds_alone(view, found)
    yield from _facts(view, found)


POINTS = re.compile(
    r"(?P<lead>\bscor(?:e|es|ed|ing)(?: of)?[ :=]*)?(?P<score>\d{1,3}) ?(?:/|"
    r"out of) ?(?P<top>\d{2,3})(?![\d/.])(?P<word> ?(?:points|pts)\b)?"
)


SPEED = re.compile(r"(?<![\w.])(?P<value>\d?\.\d{1,2}|\d(?:\.\d)?) ?(?P<unit>m/s|ft/s)(?:ec)?\b")
WALKING = re.compile(r"\b(?:gait|walk\w*|amb\w*|speed|velocity|pace)\b")


def _speeds_alone(view: NoteView, found: list[Found]) -> list[Found]:
    """Walking speeds told without the name of a test ("Gait 0.91 m/s with SPC")."""
    taken = {f.start for f in found}
    out: list[Found] = []
    if "m/s" not in view.lower and "ft/s" not in view.lower:
        return out
    for m in SPEED.finditer(view.lower):
        start = max(view.layout.sentence_at(m.start()).start, m.start() - SPEED_REACH)
        if m.start() in taken:
            continue
        if view.between(start, m.start(), "TEST", "TESTOTHER"):
            start = max(start, *(view.lower.rfind(mark, start, m.start()) for mark in ",;|\n"))
            if view.between(start, m.start(), "TEST", "TESTOTHER"):
                continue
        if WALKING.search(view.lower, start, m.start()):
            out.append(Found("Gait speed (self-selected)", m.start(), m.end(), float(m["value"]), m["unit"]))
    return out


def _points_alone(view: NoteView, names: list[Item], found: list[Found]) -> list[Found]:
    """Scores told without their test ("a score of 50/56 points"): of the one test with that total."""
    taken = {at for f in found for at in (f.start, f.end)}
    named: dict[float, dict[str, int]] = {}
    for name in names:
        for top in specs()[name.value].tops:
            named.setdefault(top, {}).setdefault(name.value, name.end)
    out: list[Found] = []
    if not any(word in view.lower for word in ("scor", "point", "pts")):
        return out
    for m in POINTS.finditer(view.lower, names[0].end):
        if not (m["lead"] or m["word"]) or m.start("score") in taken or int(m["score"]) > int(m["top"]):
            continue
        fitting = [test for test, end in named.get(float(m["top"]), {}).items() if end <= m.start()]
        start = max(view.layout.sentence_at(m.start()).start, m.start() - REACH)
        if len(fitting) == 1 and not view.between(start, m.start(), "TESTOTHER"):
            out.append(Found(fitting[0], m.start("score"), m.end(), float(m["score"]), "points"))
    return out


class _Reader:
    """Walks the test names of one note."""

    def __init__(self, view: NoteView, names: list[Item]):
        self.view = view
        self.names = names
        self.stops = sorted({i.start for i in names} | {i.start for i in view.of_kind("TESTOTHER")})

    def read(self) -> Iterator[Found]:
        behind = skip = 0
        last: Found | None = None
        for i, name in enumerate(self.names):
            following = self.names[i + 1].start if i + 1 < len(self.names) else len(self.view.text)
            if self._alias(name, i):
                continue
            if name.start < skip:
                continue
            values = self._behind(name, specs()[name.value])
            if not values and len(specs()[name.value].tops) == 1:
                values = self._total(name, specs()[name.value])
                skip = values[0].start if values else skip
            elif values and all(v.test != name.value for v in values):
                values = values + self._total(name, specs()[name.value])
            if not values:
                values = self._before(name, specs()[name.value], behind)
            if not values:
                values = self._next_sentence(name, specs()[name.value], following)
            needs = name.data.get("needs")
            values = [v for v in values if self._written_out(v, needs) or self._goes_on(v, last)]
            if values:
                yield from values
                behind, last = max(v.end for v in values), values[-1]
            elif not needs:
                yield Found(name.value, name.start, name.end, None, None, name=name)

    def _written_out(self, found: Found, needs: str | None) -> bool:
        """Whether a value is written as its doubtful name asks: with a unit, or as a fraction."""
        if needs not in ("unit", "fraction") or found.value is None:
            return True
        text = self.view.lower[found.start : found.end]
        return (
            ("/" in text or " of " in text)
            if needs == "fraction"
            else any(c.isalpha() or c in "\"'\u2033" for c in text)
        )

    @staticmethod
    def _goes_on(found: Found, last: Found | None) -> bool:
        """Whether a value goes on a list of the same test ("semi-tandem 4 sec, tandem 0")."""
        return last is not None and last.test == found.test and 0 < found.start - last.end <= LIST_GAP

    def _alias(self, name: Item, i: int) -> bool:
        """Whether the name only repeats the next in brackets: "Five Times Sit to Stand (5xSTS)"."""
        if i + 1 >= len(self.names):
            return False
        after = self.names[i + 1]
        between = self.view.text[name.end : after.start]
        same = after.value == name.value or not between.strip(" \t(/-")
        return (
            after.value == name.value
            and len(between) < 20
            and same
            and between.strip(" \t\n")
            in ("(", "/", "-", ",", "", "aka", "or", "=", "test (", "Test (", "scale (", "Scale (", "[")
        )

    def _end(self, name: Item) -> int:
        """Where the reach of a name ends: the next measure, its sentence, or the line below."""
        view = self.view
        end = view.layout.sentence_at(name.start).end
        line = view.layout.line_index(name.start)
        if end <= name.end + 1 or not view.text[name.end : end].strip(" \t:.-=)"):
            lines = view.layout.lines
            if end >= lines[line].end - 1 and line + 1 < len(lines):
                end = (
                    lines[line + 1].end
                    if self._starts_with_value(lines[line + 1].start, lines[line + 1].end)
                    else end
                )
            elif end < lines[line].end:
                end = view.layout.sentence_at(end + 2).end
        end = self._with_times(end)
        i = bisect_left(self.stops, name.end)
        if (
            i < len(self.stops)
            and view.lower.startswith("total", name.end + 1)
            and self.stops[i] == name.end + 1
        ):
            i += 1  # "Tinetti POMA total 20"
        return min(end, name.end + REACH, *self.stops[i : i + 1])

    def _with_times(self, end: int) -> int:
        """The end of the sentences behind that open with a time ("Goal: TUG <14 s. Baseline 21 s. Current 17 s.")."""
        layout = self.view.layout
        at = layout.sentence_index(end - 1) + 1
        for nxt in layout.sentences[at : at + 3]:
            timed = self.view.between(nxt.start, nxt.start + 1, "WHEN")
            near = self.view.text[end : nxt.start].strip(" ") == "" and nxt.start - end <= SENTENCE_GAP
            numbered = self.view.lower.startswith(("ltg", "stg"), nxt.start)
            if not (near and timed and VALUE_NEXT.match(self.view.lower, timed[0].end)) or numbered:
                break
            end = nxt.end
        return end

    def _starts_with_value(self, start: int, end: int) -> bool:
        return re.match(r"[ \t]*(?:[rl][ :]+)?\d", self.view.lower[start:end]) is not None

    def _behind(self, name: Item, spec: Spec) -> list[Found]:
        return _Walk(self, name, spec, self._end(name)).run()

    def _total(self, name: Item, spec: Spec) -> list[Found]:
        """The total behind parts that are tests themselves ("SPPB: gait speed 2/4, total 7/12")."""
        end = self.view.layout.sentence_at(name.start).end
        m = TOTAL.search(self.view.lower, name.end, min(end, name.end + REACH))
        if m is None or float(m["top"]) not in spec.tops or int(m["score"]) > int(m["top"]):
            return []
        return [Found(spec.name, m.start("score"), m.end(), float(m["score"]), "points", name=name)]

    def _before(self, name: Item, spec: Spec, behind: int) -> list[Found]:
        """A value that leads to the name: "43/56 on the Berg", "18 s (TUG)"."""
        low = self.view.lower
        start = max(behind, self.view.layout.sentence_at(name.start).start, name.start - 60)
        lead = FROM.search(low, start, name.start)
        if lead is None:
            return self._count(name, spec, start)
        found = [t for t in tokens(self.view, start, lead.start()) if t.kind == "value"]
        if not found:
            return []
        last = found[-1]
        between = low[last.end : lead.start()].strip()
        if len(between) > 24 or any(c in between for c in ".;:") or LEGEND.match(low, last.end, lead.start()):
            return []
        scored = (
            not between and spec.units[0] == "points" and SCORED.search(low, start, last.start) is not None
        )
        fitted = _fit(spec, last, bare=scored)
        if fitted is None:
            return []
        test, value, unit = fitted
        when = "goal" if OR_BETTER.match(low, last.end) else None
        return [Found(test, last.start, last.end, value, unit, when, name=name)]

    def _count(self, name: Item, spec: Spec, start: int) -> list[Found]:
        """A count right before what was counted: "8 chair stands in 30 seconds"."""
        m = COUNT.search(self.view.lower, start, name.start) if spec.units[0] == "reps" else None
        if m is None or self.view.lower[name.start].isdigit() or not spec.low <= float(m[1]) <= spec.high:
            return []
        return [Found(spec.name, m.start(1), m.end(1), float(m[1]), "reps", name=name)]

    def _next_sentence(self, name: Item, spec: Spec, following: int) -> list[Found]:
        """A score or distance told in the sentence behind the name."""
        view = self.view
        if not IN_NEXT_SENTENCE & set(spec.units):
            return []
        sentence = view.layout.sentence_at(name.start)
        i = view.layout.sentence_index(name.start) + 1
        low, before = view.lower, sentence.end
        if sentence.end - name.end > NEXT_REACH or NOT_DONE.search(low, name.end, sentence.end):
            return []
        for nxt in view.layout.sentences[i : i + 2]:
            if (
                nxt.start - before > 4
                or following < nxt.end
                or not low.startswith(RESULT_OPENINGS, nxt.start)
            ):
                return []
            for t in tokens(view, nxt.start, min(nxt.end, nxt.start + NEXT_REACH)):
                fitted = _fit(spec, t, bare=False) if t.kind == "value" else None
                if fitted is not None and not SYMPTOM.search(low, nxt.start, t.start):
                    return [Found(fitted[0], t.start, t.end, fitted[1], fitted[2], name=name)]
            before = nxt.end
        return []


def _fit(
    spec: Spec, token: Token, *, bare: bool, part: str | None = None
) -> tuple[str, float, str | None] | None:
    """Return test, value and unit when a figure can be a value of the test (``bare``: without unit)."""
    value, unit = token.value, token.unit
    if token.top is not None:
        test = spec.parts.get(f"{token.top:g}", spec.name)
        if test != spec.name:
            return (test, value, "points") if value <= token.top else None
        if token.top not in spec.tops or value > token.top:
            return None
        own = specs().get(part or spec.name, spec)
        return (
            own.name if token.top in own.tops else spec.name,
            value,
            "points" if spec.units[0] != "%" or token.top != 100 else "%",
        )
    if unit == "?":
        return None
    if unit == '"':
        unit = "s" if "s" in spec.units else "in"
    if unit == "in" and "in" not in spec.units and token.text.rstrip().endswith("in"):
        unit = None
    if unit is None:
        if not bare or token.text == "one":
            return None
        unit = spec.units[0]
        if unit == "m":  # feet or metres: the note does not say
            unit = None
        if unit == "m/s" and value > spec.high:
            unit = "s"
    elif unit not in spec.units and not (unit == "reps" and "steps" in spec.units):
        return None
    if unit == spec.units[0] and not spec.low <= value <= spec.high:
        return None
    if unit is not None and unit != spec.units[0] and not 0 <= value <= 5000:
        return None
    return part or spec.name, value, unit


def unit_is_distance(unit: str | None) -> bool:
    """Whether a unit measures a distance walked."""
    return unit in ("ft", "m")


class _Walk:
    """One walk over the tokens behind a name."""

    def __init__(self, reader: _Reader, name: Item, spec: Spec, end: int):
        self.reader = reader
        self.view = reader.view
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
        for i, t in enumerate(toks):
            handler = getattr(self, f"_on_{t.kind}", None)
            if handler is not None and handler(i, t, low) is False:
                break
        if not self.found:
            return self._result_in_words(low)
        return self._units_of_neighbours()

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
        unit = next((f.unit for f in self.found if f.unit), None)
        return [f if f.unit else replace(f, unit=unit) for f in self.found]

    def _on_value(self, i: int, t: Token, low: str) -> bool | None:
        if t.start < self.read_to:
            return None
        if t.unit is None and t.top is None and (self._ordinal(i) or self._list_number(t, low)):
            return None
        if self._summand(t, low):
            return None
        sided = self.spec.name in PAIRED and self._beside_side(i)
        strict = not self.loose and (
            not self.found or self.after_mark or sided or self.pending_role is not None
        )
        if t.top is not None and self.spec.name in PAIRED and self._pair(i, t):
            return None
        alone = bool(self.found) and self.depth == 1 and self._alone_in_brackets(i)
        fitted = _fit(self.spec, t, bare=strict or alone, part=self.part)
        role, item, bound = self.pending_role, self.pending, self.bound
        mark = self.after_mark
        self.bound = self.after_mark = False
        if fitted is None:
            if (
                t.top is not None
                and t.value <= 12
                and t.top <= 31
                and float(t.top).is_integer()
                and (self.depth or not mark)
            ):
                self._date(t.text)
                return None
            self.loose = self.loose or t.unit != "?"
            if self.found and t.unit is None and t.top is None and not self.depth:
                return None
            return None
        if role in ("norm", "change"):
            self.pending_role = self.pending = None
            return None
        if (
            role is None
            and t.unit is None
            and t.top is None
            and self.found
            and unit_is_distance(self.found[-1].unit)
        ):
            return None  # "780 feet, 1 standing rest"
        if unit_is_distance(fitted[2]) and SYMPTOM.search(low, max(self.name.end, t.start - 60), t.start):
            return None
        if LEGEND.match(low, t.end, min(len(low), t.end + 48)) and (bound or (self.depth and self.found)):
            return None
        if bound and self.found and self.depth and role is None:
            return None
        of_part = t.top is not None and fitted[0] != self.spec.name
        if self.found and role is None and not of_part:
            if self.loose and not (mark and (t.unit or t.top is not None)):
                return None
            if t.unit is None and t.top is None and (self.words or self.depth) and not self._beside_side(i):
                if self.words or not alone:
                    return None
                role = "past"  # "BBS 44 (39)"
            elif self._again_in_brackets(i, fitted):
                role = "past"  # "TUG 19.9 s (26.3 s)"
        if t.start - self.from_words > LOOSE_REACH and self.loose:
            return False
        test, value, unit = fitted
        if self.average and self.found and role is None:
            self.found.clear()  # of several trials the average is the score
        self.average = False
        if (
            self.found
            and role is None
            and unit == "points"
            and self.spec.units[0] == "%"
            and "%" in {f.unit for f in self.found}
        ):
            return None
        if role is None and OR_BETTER.match(low, t.end):
            role = "goal"
        if self._replaces_raw(unit):
            self.found.pop()
        header: frozenset[str] = frozenset()
        side = self.pending_side
        if role is None:
            place = place_of(self.view, (self.name.start, self.name.end), (t.start, t.end))
            if place is not None:
                column, head = place
                role, item, header, side = column.role, column.item, head.roles, side or column.side
                if role in ("norm", "change", "met"):
                    return None
        self.found.append(
            Found(
                test,
                t.start,
                t.end,
                value,
                unit,
                role,
                item,
                side,
                self.pending_date,
                header,
                self.name,
                was=self.was,
            )
        )
        self.pending = self.pending_role = self.pending_date = self.pending_side = None
        self.loose = self.words = False
        self.from_words = t.end
        return None

    def _pair(self, i: int, t: Token) -> bool:
        """Read "R/L 4/6 s": two values, one a side."""
        before = [x.kind for x in self.tokens[max(0, i - 4) : i]]
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        m = PAIR.fullmatch(t.text.strip())
        unit = UNITS.get(after.text) if after is not None and after.kind in ("word", "mark") else None
        if m is None or (unit not in self.spec.units and before.count("side") < 2):
            return False
        for n in (1, 2):
            value = float(m[n])
            if not self.spec.low <= value <= self.spec.high:
                return False
            start = t.start + m.start(n)
            self.found.append(
                Found(
                    self.spec.name,
                    start,
                    start + len(m[n]),
                    value,
                    self.spec.units[0],
                    self.pending_role,
                    self.pending,
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
        """Whether a bracket behind a score holds one figure and nothing else: the score of the last time."""
        around = [t.text for t in (*self.tokens[i - 1 : i], *self.tokens[i + 1 : i + 2])]
        return around == ["(", ")"] and self.spec.units[0] == "points"

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

    def _ordinal(self, i: int) -> bool:
        """Whether a figure numbers a trial or condition ("cond 4 11 s")."""
        before = self.tokens[i - 1] if i else None
        return before is not None and before.kind == "word" and before.text in NUMBERED

    def _list_number(self, t: Token, low: str) -> bool:
        """Whether a figure numbers the next item of a list ("TUG 20 SEC  2. AMB 200 FT")."""
        return bool(self.found) and t.value < 20 and low[t.end : t.end + 2] in (". ", ") ")

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
        if role in ("was", "from"):
            if self._leads(i):
                self._pend(t, "past")
            return None
        if role == "to":
            self._shift_to_past()
            self._pend(t, "now")
        elif self._leads(i):
            self._pend(t, role)
        elif self.found and self.found[-1].when is None and role not in ("norm", "change"):
            self.found[-1] = replace(self.found[-1], when=role, cue=t.item)
        else:
            self._pend(t, role)
        return None

    def _value_next(self, i: int) -> bool:
        """Whether a value follows a word, a comma aside."""
        after = [t for t in self.tokens[i + 1 : i + 3] if t.text != ","]
        return bool(after) and after[0].kind == "value"

    def _changes(self, i: int) -> bool:
        """Whether "to" leads from an old value to the present one ("39 to 43", "72 m to 85 m")."""
        around = self.tokens[i - 1 : i + 2]
        if not i or len(around) != 3 or not self.found or self.found[-1].end != around[0].end:
            return False
        one, two = around[0], around[2]
        if one.kind != "value" or two.kind != "value" or (one.unit, one.top) != (two.unit, two.top):
            return False
        if _fit(self.spec, two, bare=True) is None or self.found[-1].when not in (None, "now"):
            return False
        sentence, low = self.view.layout.sentence_at(self.name.start), self.view.lower
        goal = any(w.value == "goal" for w in self.view.between(sentence.start, one.start, "WHEN"))
        verb = GOAL_VERB.search(low, max(sentence.start, self.name.start - GOAL_BACK), self.name.start)
        return not (goal or verb or self.view.category_at(self.name.start) == "goals")

    def _pend(self, t: Token, role: str) -> None:
        self.pending, self.pending_role = t.item, role
        self.from_words = t.end
        self.loose = False

    def _leads(self, i: int) -> bool:
        """Whether a time word stands before its value (and not behind the last one)."""
        if not self.found and self.tokens[i].text != "from":
            return True
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

    def _on_arrow(self, i: int, t: Token, low: str) -> None:
        after = next((x for x in self.tokens[i + 1 : i + 5] if x.kind not in ("cell", "when", "bound")), None)
        if after is None or after.kind != "value" or _fit(self.spec, after, bare=True) is None:
            return
        self._shift_to_past()
        self.pending_role, self.loose, self.from_words = "now", False, t.end

    def _shift_to_past(self) -> None:
        if self.found and self.found[-1].when in (None, "now") and not self.found[-1].header:
            self.found[-1] = replace(self.found[-1], when="past")

    def _on_date(self, i: int, t: Token, low: str) -> None:
        self._date(t.text)

    def _date(self, text: str) -> None:
        if self.found and self.found[-1].date is None and not self.after_mark:
            self.found[-1] = replace(self.found[-1], date=text)
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
        if t.text == "to" and self._changes(i):
            self._shift_to_past()
            self._pend(t, "now")
            return None
        if t.text in CONNECT:
            if t.text == "and":
                self.after_mark = True
            if t.text == "to" and self.pending_role == "change":
                self.pending = self.pending_role = None
            self.average = self.average or t.text in AVERAGE
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


def _facts(view: NoteView, found: list[Found]) -> Iterator[Test]:
    """Turn what was found into facts: time, status, meaning."""
    timed, visits = [], dated_lines(view)
    for f in _by_dates(found):
        name = f.name.start if f.name else f.start
        said = assertion(view, f.start, f.end, "test" if f.value is not None else "named_test")
        timed.append((f, time_of(view, name, f.start, said, f.when, f.cue, visits), said))
    told_now = {
        f.test for f, time, _ in timed if f.value is not None and time.role == "now" and _told_now(view, f)
    }
    current = {f.test for f, time, _ in timed if f.value is not None and time.role == "now"}
    scored = {f.test for f, time, _ in timed if (f.value is not None or f.unable) and time.role != "goal"}
    named: set[tuple[str, Status]] = set()
    for f, time, said in timed:
        if time.role == "now" and f.was and f.test in told_now and not _told_now(view, f):
            time = Timed("past")  # "her TUG was 41 s ... today 9.6 s"
        status = status_in(view, time.role, f.header, current=f.test in current)
        cues = time.cues if status != "present" else ()
        if f.value is None and not f.unable and f.positive is None:
            if status == "present":
                status, cues = said.status, said.cues
            if f.test in scored or (f.test, status) in named:
                continue
            named.add((f.test, status))
        yield Test(
            start=f.start,
            end=f.end,
            text=view.text[f.start : f.end],
            section=view.category_at(f.start),
            status=status,
            by=said.by,
            cues=cues,
            test=f.test,
            value=f.value,
            unit=f.unit,
            impaired=_impaired(view, f) if status in ("present", "past") else None,
        )


def _told_now(view: NoteView, f: Found) -> bool:
    """Whether the sentence says that the value is of this visit ("today ... TUG 9.6 seconds")."""
    if f.when == "now":
        return True
    start = max(view.layout.sentence_at(f.start).start, f.start - REACH)
    return any(i.value == "now" for i in view.between(start, f.start, "WHEN"))


def _by_dates(found: list[Found]) -> list[Found]:
    """Of several dated values of a test the latest is the current one."""
    dated: dict[str, list[Found]] = {}
    for f in found:
        if f.date and f.value is not None and f.when is None:
            dated.setdefault(f.test, []).append(f)
    out = list(found)
    for group in dated.values():
        keys = [_date_key(f.date or "") for f in group]
        if len(group) < 2 or len(set(keys)) < 2:
            continue
        for f, key in zip(group, keys, strict=True):
            out[out.index(f)] = replace(f, when="now" if key == max(keys) else "past")
    return out


def _date_key(text: str) -> tuple[int, ...]:
    parts = [int(p) for p in re.findall(r"\d+", text)]
    if parts and parts[0] > 31:
        return tuple(parts)
    return (parts[2] % 100 if len(parts) > 2 else 0, *parts[:2])


TO_METRIC = {("ft/s", "m/s"): 0.3048, ("cm/s", "m/s"): 0.01, ("ft", "m"): 0.3048, ("cm", "in"): 1 / 2.54}


def _impaired(view: NoteView, f: Found) -> bool | None:
    """Whether the value is beyond the cut-off, where a source stands behind one."""
    if f.positive is not None:
        return f.positive
    if f.unable:
        return True if f.test in UNABLE_IS_DEFICIT else None
    if f.value is None:
        return None
    if f.test == CHAIR_STAND:
        return _chair_stand(view, f.value)
    cutoff = specs()[f.test].cutoff
    if cutoff is None:
        return None
    op, limit, unit = cutoff
    value = f.value
    if f.unit != unit:
        factor = TO_METRIC.get((f.unit or "", unit))
        if factor is None:
            return None
        value *= factor
    return {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit}[op]


@cache
def _chair_stand_norms() -> tuple[dict[str, str], ...]:
    return tuple(rows("chair_stand_norms"))


def _chair_stand(view: NoteView, value: float) -> bool | None:
    """Compare chair stands with the table for age and sex; without them fewer than 8 are a deficit."""
    m = AGE_SEX.search(view.lower)
    if m is not None:
        column = "men" if m["sex"] in ("m", "male", "man", "gentleman") else "women"
        for row in _chair_stand_norms():
            if int(row["age_min"]) <= int(m["age"]) <= int(row["age_max"]):
                return value < float(row[column])
    return True if value < CHAIR_STAND_LOW else None
