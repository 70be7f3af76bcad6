"""Where the values of a named test stand: behind the name, before it, or in the sentence behind.

::

    behind = name walk                                  :mod:`rehabcode.nlp.score_walk`
    total  = name parts "total" score                   "SPPB: gait speed 2/4, total 7/12"
    before = value ("on" | "in" | "(" ...) name         "43/56 on the Berg", "18 s (TUG)"
           | count name                                 "8 chair stands in 30 seconds"
    next   = name "." opening value                     scores and distances told in prose

The reach of a name ends at the next measure, the end of its sentence (a table row, a bullet) and
:data:`REACH` characters behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from rehabcode.nlp.quantities import tokens
from rehabcode.nlp.reader_words import words
from rehabcode.nlp.score_columns import test_columns
from rehabcode.nlp.score_specs import REACH, Found, Spec, fit, specs
from rehabcode.nlp.score_totals import Block, block_of, is_item_score
from rehabcode.nlp.score_walk import LEGEND, NOT_DONE, OR_BETTER, SYMPTOM, Walk
from rehabcode.nlp.timing import goal_named
from rehabcode.nlp.view import Item, NoteView

FROM = re.compile(
    r"\b(?:on|in|of|for|during|with|via|per|by|at|and (?:complete|finish|perform)s?) (?:the |a |an |his |her |"
    r"today's |their |repeat )?$|\($"
)
LEADS = re.compile(r"\s(?:on|in|for|during|with|via|at)\s(?:the\s|a\s|an\s|her\s|his\s|their\s)?")
"""Between a value and the name to which it leads."""
NEXT_REACH = 120
SCORED = re.compile(r"\b(?:scor\w+|got|earned|received|achieved)(?: only)?(?: an?)?(?: total(?: of)?)? $")
"""Right before a bare score: "scored a 19 on the DGI"."""
ALSO_SCORED = re.compile(r"\bscor(?:ed|es|ing)\b[^.;\n]{2,60}(?:,|,? and)(?: an?)? $")
"""Before the next of several scores: "scored 41 on the Berg and 12 on the DGI"."""
ALSO_REACH = 90
"""How far before a score the verb of the list may stand, in characters."""
SENTENCE_GAP = 40
"""Most blanks before a sentence of values by time, as columns of goals have them."""
VALUE_NEXT = re.compile(r"[ :=<>]*\d[\d.]* ?(?:s\b|sec|ft\b|feet|m/s|/ ?\d|%|reps?\b|points?|->|\u2192)")
WRITTEN_BEFORE = 4
"""Most characters between a value and the name behind it, exclusive."""
LIST_GAP = 16
"""Characters between two values of one list."""
RESULT_OPENINGS = (*words("score_places", "opening"), "pt ", "he ", "she ", "they ")
"""How a sentence opens that tells the result of the test named before."""
COUNT = re.compile(r"(?<![\w./-])(\d{1,2})[ \t]+$")
TIMES = re.compile(
    r"[ \t:=(]{0,3}[x\u00d7] ?(?P<count>(?P<reps>\d{1,2})(?: ?reps?\b)?)(?![\d./]| ?(?:trials?|sets?|attempts?|s|sec|min)\b)"
)
"""A count behind the name of a test of 30 seconds ("30s STS x 9 reps"), matched on lower case."""
TOTAL = re.compile(
    r"(?:\btotal|=)(?: scores?)?(?: of|[ :=])?[ :=]*(?P<score>\d{1,3})(?:/| out of )(?P<top>\d{1,3})(?![\d/])"
)
BARE_TOTAL = re.compile(
    r"[ \t]*[:-]?[ \t]*(?:[a-z]{3,14}(?: [a-z]{2,14}){0,2} ?[:=]? ?\d{1,2}[,;]?[ \t]+){2,6}total(?: score)? ?[:=]? ?"
    r"(?P<score>\d{1,3})(?![\d/.])"
)
"""Parts with their points, and the total behind them ("balance 2, gait 2, chair 1, total 5")."""
IN_NEXT_SENTENCE = frozenset(("points", "m", "ft"))


_HELD_OR_RIDDEN = (
    r"w/c|wheelchair|nustep|bike|propel\w*|pedal\w*|cga|sba|(?:min|mod|max)(?:imal|erate)? ?a(?:ssist)?"
)
NO_WALK = re.compile(rf"\b(?:{_HELD_OR_RIDDEN}|cycl\w+|row\w*|ube|assist\w*|goal)\b")
"""What a distance in some minutes is besides a test of walking (matched on lower case)."""
NO_WALK_BACK = 160
"""How far before the name that is looked for."""
HELPED = re.compile(rf"\b(?:{_HELD_OR_RIDDEN}|(?<!no )(?<!without )(?<!w/o )(?<!any )assist\w*)\b")
"""Behind the distance: ridden, or with help."""
SIX_MINUTE_TEST = re.compile(r"\b(?:6 ?mwt|6 ?min(?:ute)? walk|six[ -]minute walk)\b")


class Places:
    """The test names of one note, and where their values stand."""

    def __init__(self, view: NoteView, names: list[Item]):
        self.view = view
        self.names = names
        times = {i.start for i in view.of_kind("WHEN")}  # "(visit 1 18/80)"
        self.stops = sorted({i.start for i in names} | {i.start for i in view.of_kind("TESTOTHER")} - times)

    def values(self) -> Iterator[Found]:
        """Yield the values of the tests, in text order of the names; a test without value as one without value."""
        behind = skip = 0
        last: Found | None = None
        rows: Block | None = None
        columns, heads = test_columns(self.view, self.names)
        yield from columns
        for i, name in enumerate(self.names):
            if name.start in heads:
                continue
            following = self.names[i + 1].start if i + 1 < len(self.names) else len(self.view.text)
            if self._alias(name, i):
                continue
            if name.start < skip:
                continue
            block = None if rows and name.start < rows.end else block_of(self.view, name, specs()[name.value])
            if block is not None:
                rows = block
                yield from block.values
                continue
            values = self._behind(name, specs()[name.value])
            if values and self._is_first_part(values, specs()[name.value]):
                values = []
            if not values and len(specs()[name.value].tops) == 1:
                values = self._total(name, specs()[name.value])
                skip = values[0].start if values else skip
            elif values and all(v.test != name.value for v in values):
                spec = specs()[name.value]
                values = values + (self._total(name, spec) or self._total(name, spec, values[-1].end))
            if not values or self._is_of_the_next(values, following):
                values = self._right_before(name, specs()[name.value], behind) or values
            if values and (self._leads_to_the_next(values, following) or values[0].when == "past"):
                values = self._led_and_past(self._before(name, specs()[name.value], behind), values)
            if not values:
                values = self._times(name, specs()[name.value])
            if not values:
                values = self._before(name, specs()[name.value], behind)
            if not values:
                values = self._next_sentence(name, specs()[name.value], following)
            needs = name.data.get("needs")
            if needs == "unit" and self.view.lower.startswith("in ", name.start) and self._of_no_walk(name):
                continue
            values = [v for v in values if self._written_out(v, needs) or self._goes_on(v, last)]
            if rows and name.start < rows.end:
                taken = {v.start for v in rows.values}
                values = [v for v in values if v.start not in taken and not is_item_score(self.view, v)]
                needs = needs or "rows"
            if values:
                yield from values
                behind, last = max(v.end for v in values), values[-1]
            elif not needs:
                yield Found(name.value, name.start, name.end, None, None, name=name)

    def _of_no_walk(self, name: Item) -> bool:
        """Whether a distance "in six minutes" is ridden, helped or aimed at, and no test of walking."""
        low, sentence = self.view.lower, self.view.layout.sentence_at(name.start)
        start = max(sentence.start, name.start - NO_WALK_BACK)
        if SIX_MINUTE_TEST.search(low, start, name.start):
            return False
        return (
            NO_WALK.search(low, start, name.end) is not None
            or HELPED.search(low, name.end, min(sentence.end, name.end + 40)) is not None
        )

    def _written_out(self, found: Found, needs: str | None) -> bool:
        """Whether a value is written as its doubtful name asks: with a unit, or as a fraction; or is a count aimed at."""
        if needs == "goal":
            return "rep" in self.view.lower[found.start : found.end] and goal_named(self.view, found.start)
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
        return (
            re.match(r"[ \t]*(?:[rl][ :]+)?(?!\d{1,2}[.)][ \t]*[a-z])\d", self.view.lower[start:end])
            is not None
        )

    def _behind(self, name: Item, spec: Spec) -> list[Found]:
        return Walk(self.view, name, spec, self._end(name)).run()

    def _is_first_part(self, values: list[Found], spec: Spec) -> bool:
        """Whether the only value behind a name is that of its first part ("SPPB: balance 2, gait 2, total 5")."""
        name, low = values[0].name, self.view.lower
        if len(values) > 1 or name is None or spec.units[0] != "points":
            return False
        m = BARE_TOTAL.match(
            low, name.end, min(self.view.layout.sentence_at(name.start).end, name.end + REACH)
        )
        return (
            m is not None
            and values[0].end < m.start("score")
            and low[values[0].start : values[0].end].isdigit()
        )

    def _total(self, name: Item, spec: Spec, at: int | None = None) -> list[Found]:
        """The total behind parts that are tests themselves ("SPPB: gait speed 2/4, total 7/12"), or behind an offset."""
        begin = name.end if at is None else at
        end = self.view.layout.sentence_at(begin - 1).end
        m = TOTAL.search(self.view.lower, begin, min(end, begin + REACH))
        if m is None and (bare := BARE_TOTAL.match(self.view.lower, begin, min(end, begin + REACH))):
            fits = float(bare["score"]) <= spec.high
            return (
                [Found(spec.name, *bare.span("score"), float(bare["score"]), "points", name=name)]
                if fits
                else []
            )
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
        scored = not between and spec.units[0] == "points" and self._scored(start, last.start)
        fitted = fit(spec, last, bare=scored)
        if fitted is None:
            return []
        test, value, unit = fitted
        when = "goal" if OR_BETTER.match(low, last.end) else None
        return [Found(test, last.start, last.end, value, unit, when, name=name)]

    def _scored(self, start: int, end: int) -> bool:
        """Whether a score is told right before ``end``, or as the next of a list in the same sentence."""
        low, also = self.view.lower, max(self.view.layout.sentence_at(end).start, end - ALSO_REACH)
        return SCORED.search(low, start, end) is not None or ALSO_SCORED.search(low, also, end) is not None

    def _is_of_the_next(self, values: list[Found], following: int) -> bool:
        """Whether the only value behind a name stands right before the next name ("14 s TUG, 16 s 5xSTS")."""
        gap = self.view.lower[values[0].end : following]
        return len(values) == 1 and len(gap) < WRITTEN_BEFORE and not gap.strip(" \t")

    def _leads_to_the_next(self, values: list[Found], following: int) -> bool:
        """Whether the only value behind a name leads to the next ("19 s for the TUG and 22 s for five stands")."""
        return len(values) == 1 and LEADS.fullmatch(self.view.lower, values[0].end, following) is not None

    @staticmethod
    def _led_and_past(before: list[Found], behind: list[Found]) -> list[Found]:
        """A value before the name, and of those behind it the older ("scored 41 on the Berg, 36 a month ago")."""
        return [*before, *(v for v in behind if v.when == "past")] if before else behind

    def _right_before(self, name: Item, spec: Spec, behind: int) -> list[Found]:
        """A value with its unit right before the name: "0.52 m/s 10MWT", "43/56 Berg"."""
        start = max(behind, self.view.layout.sentence_at(name.start).start, name.start - REACH)
        found = [t for t in tokens(self.view, start, name.start) if t.kind == "value"]
        if not found or not 0 < name.start - found[-1].end < WRITTEN_BEFORE:
            return []
        last = found[-1]
        written = self.view.lower[last.start : last.end]
        if self.view.lower[last.end : name.start].strip(" \t") or not any(
            c.isalpha() or c in "/'" for c in written
        ):
            return []
        fitted = fit(spec, last, bare=False)
        if fitted is None:
            return []
        test, value, unit = fitted
        return [Found(test, last.start, last.end, value, unit, name=name)]

    def _count(self, name: Item, spec: Spec, start: int) -> list[Found]:
        """A count right before what was counted: "8 chair stands in 30 seconds"."""
        m = COUNT.search(self.view.lower, start, name.start) if spec.units[0] == "reps" else None
        if m is None or self.view.lower[name.start].isdigit() or not spec.low <= float(m[1]) <= spec.high:
            return []
        return [Found(spec.name, m.start(1), m.end(1), float(m[1]), "reps", name=name)]

    def _times(self, name: Item, spec: Spec) -> list[Found]:
        """A count behind a name that tells its seconds; without them it may be an exercise ("arm curl x 10")."""
        lower = self.view.lower
        if spec.units[0] != "reps" or "30" not in lower[name.start : name.end]:
            return []
        m = TIMES.match(lower, name.end)
        if m is None or not spec.low <= float(m["reps"]) <= spec.high:
            return []
        return [Found(spec.name, *m.span("count"), float(m["reps"]), "reps", name=name)]

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
                fitted = fit(spec, t, bare=False) if t.kind == "value" else None
                if fitted is not None and not SYMPTOM.search(low, nxt.start, t.start):
                    return [Found(fitted[0], t.start, t.end, fitted[1], fitted[2], name=name)]
            before = nxt.end
        return []
