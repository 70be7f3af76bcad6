"""Strength grades linked to muscle, side and status.

Grammar
-------
A note is read unit by unit: a table row or a sentence. A unit becomes a list of elements, one letter each::

    N muscle(s), made of  J joint  A action  M muscle  L limb  P proximal/distal  Y spinal level
    G grade      S side      O order of sides (R/L)     K heading of a list ("R hip:")
    W time word  D order of two times ("today vs eval")
    T strength   X something that is no strength (reflexes, pain, visits, ...)
    C throughout R otherwise Q same (as the other side)  E except  B at least  n not tested
    Z normal     V good, fair    w other word    # number    u was   f from   p preposition
    v respectively: turns "R and L" into an order of sides
    , ; : / & | ( ) . = > < y t -    separators (> arrow, y "greater than", t tab)

    unit     = clause ((";" | E | ".") clause)*
    clause   = gap0 G gap1 G gap2 ... G gapn
    gap      = after "," before    what stands behind a grade belongs to it up to the first separator, the
                                   rest to the next grade ("4/5 on the right, knee ext 3/5")
    gap      = after               in clauses that begin with a grade ("4/5 in the deltoids, 5/5 in the ...")

    muscles of G = own, behind or before | those of the grade before when only a side or a time changed
                 | heading of the list | heading above | those of the list before ("in all of these")
                 | none (unspecified); as many grades as muscles are one for each in turn
    side of G    = own | of the muscle's word (RUE, both, plural limbs) | declared order | carried over
                 | of the limb it is excepted from | not the last one named ("contralateral", "other knee")
                 | heading of the list | heading above | closing "bilaterally", "all R" | column of the table
                 | the complaint's, where a note is about one limb
    time of G    = own | column | cue before it in the sentence | arrow (older -> newer)
                 | declared order of two times ("today vs eval: 4/5 (3/5)") | goal behind words of waiting
                 ("once quads are 4/5", "pt to have") | ConText, section

A grade out of five counts when a muscle, a limb or a strength word governs it and nothing else does;
a bare figure, a letter or a word only beside a muscle in a strength context. Everything else stays unread.

The steps stand in modules of their own: shapes of grades (:mod:`~rehabcode.nlp.grades`), names
(:mod:`~rehabcode.nlp.muscles`), elements (:mod:`~rehabcode.nlp.strength_elements`), words as grades
(:mod:`~rehabcode.nlp.strength_words`), tables (:mod:`~rehabcode.nlp.tables`,
:mod:`~rehabcode.nlp.strength_rows`), clauses (:mod:`~rehabcode.nlp.strength_clauses`,
:mod:`~rehabcode.nlp.strength_prose`) and facts (:mod:`~rehabcode.nlp.strength_facts`). Here: units, headings.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rehabcode.nlp import grades as shapes
from rehabcode.nlp.broken_labels import joined
from rehabcode.nlp.facts import Strength
from rehabcode.nlp.grades import Grade
from rehabcode.nlp.layout import Span
from rehabcode.nlp.muscles import Composer, El, composed, info, joint_of
from rehabcode.nlp.other_limbs import of_other_limbs
from rehabcode.nlp.strength_clauses import Draft, Muscles, State, says_pain
from rehabcode.nlp.strength_elements import (
    LETTER,
    OPPOSITE,
    TOPICS,
    Scope,
    elements,
    heading_scope,
    in_turn,
    letters_of,
    lists,
    lists_first,
    tells_order,
    tidy,
)
from rehabcode.nlp.strength_facts import facts_of
from rehabcode.nlp.strength_prose import Marks, ProseReader
from rehabcode.nlp.strength_rows import RowReader
from rehabcode.nlp.strength_ticks import Choice, chosen, told
from rehabcode.nlp.strength_words import LEGEND, SIGNED_LETTER, WordGrades, legend
from rehabcode.nlp.tables import (
    DATE,
    LIMB_ROW,
    MAX_LINE,
    NAME_ROW,
    NO_ACTION_ROW,
    NO_HEADER,
    OTHERS,
    REACH,
    TITLE_LINES,
    Columns,
    actions_only,
    cells,
    dates_follow,
    dates_in,
    dates_only,
    header,
    limbs_only,
    measures_below,
    measures_only,
    names_only,
    stacked,
    tabular,
    without_commas,
)
from rehabcode.nlp.timing import is_evaluation, opens_paragraph
from rehabcode.nlp.value_columns import NO_GRADE_DATE
from rehabcode.nlp.view import Item, NoteView

_WORD_GRADES = frozenset(("NORMAL", "GRADE_WORD"))
_NAMING = frozenset(
    ("MUSCLE", "JOINT", "MOTION", "LIMB", "PART", "STRENGTH", "MYOTOME", "SIDE", "SCOPE", "OTHER")
)
_DATE_ROW = frozenset("G#/,t|-")
_MEASURE_ROW = frozenset("TX,|t-")
_MEASURES = frozenset(("STRENGTH", "NOT_STRENGTH"))
_ROLES = frozenset(("SIDE", "TIME"))
_SIDED = frozenset(("STRENGTH", "SIDE", "LIMB"))
_NAMED = frozenset(("MUSCLE", "JOINT", "MOTION", "LIMB", "PART", "MYOTOME"))
_LABELS = _NAMED | {"SIDE"}
_DECLARING = _LABELS | _ROLES | {"STRENGTH"}
"""What a heading, or a table header outside of cells, is made of."""
_NO_COLUMN = frozenset(("NOT_STRENGTH", "JOINT", "MOTION", "MUSCLE", "LIMB"))
_NO_NAMES = frozenset(("NOT_STRENGTH", "IGNORE", "SITE"))
_GOAL_LEAD = re.compile(
    r"\W*(?:(?P<goal>(?:short|long)[ -]term(?: goals?|(?=[ ]{0,2}(?:\(|:|-|[ ]{2})))|goals?|[ls]tgs?\d?)\b"
    r"(?! (?:met|not met))"
    r"|(?:goals? )?(?:not[ ]met|unmet)(?=[ ]?:(?![^.;\n]{0,40}\b(?:remains?|still|none|currently|now)\b))"
    r"|aims?(?= (?:in|by|for|is|are)\b|[ ]?:)"
    r"|by (?:week|day|discharge|the end|\d+ (?:week|day|visit))|in (?:\w+ )?(?:weeks|days)\b)",
    re.I,
)
_GOAL_HEADS = frozenset(("sh", "lo", "go", "st", "lt", "no", "un", "ai", "by", "in"))
"""The two letters that its words can begin with."""
_LEADER = re.compile(r"[a-z] ?\.{3,}[ \t]{0,4}(?:[RLB]\b|[0-5])")
"""Leader dots of a form before a side or a figure."""
_EQUAL = re.compile(
    r"[EeSsUu\u017f](?<!\w.)(?i:(?<=e)qual|(?<=s)ame|(?<=s)ymmetric\w*|(?<=u)nless)\b"  # as LEGEND
)
_THEN_LABEL = re.compile(
    r"[ \t]*(?P<when>was|then|initially|at (?:eval|soc|start)|since \d{1,2}/\d{1,2}(?:/\d{2,4})?)[ \t]*:",
    re.I,
)
"""What labels a sentence of the time before."""
_ON_SCALE = re.compile(
    r"[MmOoFfSsZz0\u017f](?<!\w.)(?i:(?:(?<=m)rc|(?<=m)edical research council|(?<=o)xford|"
    r"(?:(?<=f)ive|(?<=s)ix)[- ]point|(?:(?<=0)|(?<=z)ero) ?(?:-|to) ?(?:5|five))\b(?: \w+){0,2} scale\b)"
)
"""A sentence that only says how strength is graded: the figures behind it are grades."""
_BULLETS = " -*\u2022>\t.0123456789)("
_OPENS_ITEM = re.compile(
    rf"[{re.escape(_BULLETS)}]*(?:(?:[A-Za-z]|[IVX]{{2,4}})[.)][{re.escape(_BULLETS)}]*)?"
)
"""A bullet, a number or the letter of an outline before a line's content."""
_NAMES = ("MUSCLE", "JOINT", "MOTION", "LIMB")
NEAR_GRADE = 12
"""How far behind two letters a grade makes them a muscle, in characters."""
MAX_ROWS = 8
"""Rows above and below a movement that may show its joint."""
_JOINT_NAMES = frozenset(("JOINT", "SITE", "LIMB", "MUSCLE", "MYOTOME"))
_NUMBERED_GOALS = re.compile(
    r"[ \t]*(?:(?:short|long)[ -]term )?(?:goals?|[sl]tgs?)\b[^|:\n]{0,20}:?[ \t]*\(?[1-9][.)]", re.I
)
"""A line of goals below a table, whose blanks part its items and no cells."""
MAX_TITLE = 30
"""Characters of the title of a table of something else."""
MAX_HEADING = 90
"""A longer line is no heading."""
DAY_CELLS = re.compile(
    r"(?:grip|pinch|jamar|dynamometer)\b[^\n]{0,40}?(?:[ ]{2}|\t|\|)[ ]*\d{1,2}/\d{1,2}"
    r"(?:[ ]{2,}|[ ]*[\t|][ ]*)\d{1,2}/\d{1,2}[ \t|]*\Z",
    re.I,
)
"""Two days as the last cells behind what is measured in pounds: titles of columns ("Grip (lb)   1/5   2/6")."""
MAX_UNSAID = 30
"""Characters outside the lexicon that a heading without a strength word may have."""
MAX_STRANGE = 2
"""Words outside the grammar that a heading of strength, or one before a colon, may have."""
REACH_USED = 3
"""How many lines without a grade end a heading under which grades stood."""
MAX_SAME = 64
"""How many grades back "the same on the left" looks."""
_REFLEXES_BEFORE = re.compile(r"\b(?:reflex(?:es)?|DTRs?)[ \t]*:[^.;\n\d]*\d[^.;\n]*\.[ \t]*\Z", re.I)
"""Before a sentence that goes on with them ("Reflexes: 2/2 BUE. 0/0 BLE.")."""
_OF_EVAL = re.compile(
    r"(?:(?:on|at|upon) (?:the )?(?:initial )?"
    r"(?:eval\w*|IE|SOC|start of care|admission|intake|baseline|first visit)|initially)\b",
    re.I,
)
"""The time of the evaluation, told at the head of a paragraph."""
_TITLE = re.compile(
    r"[^\w\n]{0,6}(?:(?:PT|OT|physical therapy|occupational therapy|outpatient|ortho\w*|neuro)[ ])*"
    r"(?:initial|first|new patient)?[ ]?(?:PT|OT)?[ ]?(?:eval\w*|assessment|exam\w*|visit|consult\w*)\b",
    re.I,
)
"""How the title of an evaluation begins."""
_OF_TODAY = re.compile(
    r"^[ \t*#-]*(?:today|current\w*|now|re-?eval\w*|re-?assess\w*|progress|discharge|d/c)\b|"
    r"^[^\n:]{0,30}\b(?:today|now|current|discharge|d/c|re-?check|visit \d+|week \d+)\b[^\n:]{0,12}:",
    re.I | re.M,
)
"""A line on a later time."""
_INDENT = re.compile(r"[ ]{0,40}(?=\S)")
_PAIRS_GO_ON = frozenset("NGW:,;.t|-")
"""Kinds of the elements of a line that goes on with the pairs of the one above."""
_SIDE_LABEL = re.compile(r"[ ]{0,4}(?P<side>[RL](?:t|ight|eft)?)(?:[ ]?[UL]E)?:?[ ]{2,40}(?=\S)")
SIDE_OF_LETTER = {"r": "right", "l": "left"}
HANGING = 4
"""From how many blanks on a line hangs below what stands behind a label."""
LONG_TABLE = 20
"""How many rows of other measures a header outlasts."""
LEAD = 60
"""How far back the sentence before is looked at, in characters."""
_RULE = re.compile(r"[\s|:+=-]*")
"""A blank line, or one that only parts rows."""
_GOAL_ITEM = re.compile(r"\s*(?:[-*\u2022>]+\s|\(?\d{1,2}[.)]?\s|\t)")


_NOWHERE = Scope()
"""No heading: never put in force, so never changed."""


class Reader:
    """Reads one note; use :func:`read_strength`."""

    def __init__(self, view: NoteView, text: str, grades: list[Grade], items: list[Item]):
        self.view, self.text, self.grades, self.items = view, text, grades, items
        self._item_starts = [i.start for i in items]
        self._grade_starts = [g.start for g in grades]
        self.heading = Scope()
        self.columns: Columns | None = None
        self.found: list[Draft] = []
        self.marks = Marks(view.text)
        self._celled = "  " in text or "\t" in text or "|" in text
        """Whether anything in the note can part cells."""
        self._cells: dict[Span, bool] = {}
        self._led = "..." in text
        """Whether leader dots stand anywhere in the note."""
        self.goal: tuple[int, El] | None = None
        self.listed: tuple[int, Scope] | None = None
        self.hanging: tuple[int, int, str] | None = None
        """Line, column and side of the label under whose content the last line began."""
        self.row_names: tuple[int, Muscles] | None = None
        self.ordered: tuple[int, tuple[str, ...]] | None = None
        """The last line of pairs with the order of sides that it declares or goes on."""
        self._last = (-1, -1)
        """Where the last grade begins, and its line."""

    # ---------------------------------------------------------------- units

    def read(self) -> list[Draft]:
        """Read all units."""
        lines = self.view.layout.lines
        done = -1
        line, last = 0, len(lines) - 1
        asked, celled = -1, False
        for sentence in self.view.layout.sentences:
            start = sentence.start
            if start < done:
                continue
            while line < last and lines[line + 1].start <= start:
                line += 1
            if line != asked:
                asked, celled = line, self._tabular(lines[line])
            unit = self._unit_of(sentence, lines[line], celled)
            done = unit.end
            if self.goal is not None and line - self.goal[0] == 1 and self._is_item(line):
                self.goal = (line, self.goal[1])
            i, j = bisect_left(self._item_starts, unit.start), bisect_left(self._item_starts, unit.end)
            k, m = bisect_left(self._grade_starts, unit.start), bisect_left(self._grade_starts, unit.end)
            if i < j or k < m:
                items, grades = self.items[i:j], self.grades[k:m]
                if self._matters(unit, items, grades, line):
                    self._unit(unit, items, grades, line)
            elif unit is not sentence:
                self._dates(unit, line)
        return self.found

    def _unit_of(self, sentence: Span, line: Span, celled: bool) -> Span:
        """The unit that begins with a sentence: its whole line where that is written in cells."""
        if line.end - line.start > MAX_LINE:
            return sentence
        led = self._led and _LEADER.search(self.text, sentence.start, line.end) is not None
        if (led or celled) and sentence.end <= line.end:
            opens = not self.text[line.start : sentence.start].strip()
            return Span(line.start if opens else sentence.start, line.end)
        return self._unbroken(sentence, line)

    def _is_item(self, line: int) -> bool:
        """Whether a line begins as the item of a list does."""
        return _GOAL_ITEM.match(self.text, self.view.layout.lines[line].start) is not None

    def _matters(self, unit: Span, items: Sequence[Item], grades: Sequence[Grade], line: int) -> bool:
        """Whether a unit can hold a grade of strength, a heading or a table header; never wrong on no."""
        kinds = {i.kind for i in items}
        words = not kinds.isdisjoint(_WORD_GRADES)
        if self._opens_goals(unit.start):
            matters = True
        elif grades or words:
            matters = self._can_be_graded(unit, items, grades, kinds, line)
        else:
            matters = "SAME" in kinds or self._declares(unit, items, kinds, line)
        if not matters:
            self._goal_goes_on(unit, line)
            if self.columns is not None and self._titles_another(unit, items, line):
                self.columns, self.heading = None, Scope(line=line)
        return matters

    def _titles_another(self, unit: Span, items: Sequence[Item], line: int) -> bool:
        """Whether a line below the rows of a table is the title of another measure ("REFLEXES")."""
        return (
            unit.end - unit.start <= MAX_TITLE
            and bool(items)
            and all(i.kind == "NOT_STRENGTH" and i.value in OTHERS for i in items)
            and self._whole(unit, self.view.layout.lines[line])
        )

    def _can_be_graded(
        self, unit: Span, items: Sequence[Item], grades: Sequence[Grade], kinds: set[str], line: int
    ) -> bool:
        """Whether the figures or words of a unit can be grades: a name, a table or a heading must govern them."""
        heading = self._heading_at(line, unit)
        columns = self.columns
        table = columns is not None and self._in_force(columns, line)
        if heading.strength or self.view.category_at(unit.start) == "strength":
            return True
        fractions = [g.form for g in grades].count("fraction")
        if (fractions > 1 or (self.found and len(grades) > 1)) and LEGEND.search(
            self.text, unit.start, min(unit.end, unit.start + MAX_HEADING)
        ):
            return True
        if not (not kinds.isdisjoint(_NAMING) or (grades and self._tabular(unit)) or table or heading.names):
            return "TIME" in kinds and fractions > 0 and self._found_on(line)  # "Goal: quads 4/5. SOC: 2/5."
        if "STRENGTH" in kinds or heading.names or any(g.signed or g.form == "fraction" for g in grades):
            return True
        if grades and self._evident(unit, items, grades, kinds, line):
            return True
        named = not kinds.isdisjoint(_NAMED)
        if table and columns is not None and not kinds.isdisjoint(_LABELS):
            return columns.strength or self._tabular(unit) or not grades
        if "GRADE_WORD" in kinds and named:
            return True
        beside = self._found_on(line) or (len(items) <= len("SZ") and self._found_on(line - 1))
        return "NORMAL" in kinds and ("MYOTOME" in kinds or beside)

    def _found_on(self, line: int) -> bool:
        """Whether the last grade stands on a line."""
        return bool(self.found) and self._line_of_last() == line

    def _line_of_last(self) -> int:
        """The line of the last grade, found once for each."""
        start = self.found[-1].grade.start
        if start != self._last[0]:
            self._last = (start, self.view.layout.line_index(start))
        return self._last[1]

    def _evident(
        self, unit: Span, items: Sequence[Item], grades: Sequence[Grade], kinds: set[str], line: int
    ) -> bool:
        """Whether bare figures can be grades, or parts of a header, where no heading speaks of strength."""
        text, start, end = self.text, unit.start, unit.end
        return bool(
            self._found_on(line - 1)
            or self._found_on(line)
            or not items
            or (not kinds.isdisjoint(_ROLES) and self._tabular(unit) and DATE.search(text, start, end))
            or dates_follow(text, start, end)
            or (len(grades) > 1 and kinds & {"SIDE", "LIMB"} and kinds.isdisjoint(_NO_COLUMN - _NAMED))
            or any(i.start <= g.start < i.end for g in grades for i in items)
            or SIGNED_LETTER.search(text, start, end)
            or LEGEND.search(text, start, end)
        )

    def _declares(self, unit: Span, items: Sequence[Item], kinds: set[str], line: int) -> bool:
        """Whether a unit without figures is a header or a heading, or has letters that may be grades."""
        if kinds.isdisjoint(_DECLARING) and not self._tabular(unit):
            return False
        text, start, end = self.text, unit.start, unit.end
        strength = "STRENGTH" in kinds
        if end - start <= MAX_HEADING and not kinds.isdisjoint(_SIDED) and lists_first(text, start, end):
            return True
        if strength and "SIDE" in kinds and _EQUAL.search(text, start, end):
            return True
        if strength and end - start <= MAX_HEADING and _ON_SCALE.search(text, start, end):
            return True
        last = text[end - 1]
        named = not kinds.isdisjoint(_NAMED)
        stated = strength and last == "." and end - start <= MAX_HEADING
        if stated and not (named and shapes.lettered(text, start, end)):
            ordered = any(sum(i.kind == kind for i in items) > 1 for kind in _ROLES)  # "MMT right then left."
            return ordered or kinds <= _SIDED or tells_order(text, start, end)  # "Motor, left side."
        whole = self._whole(unit, self.view.layout.lines[line])
        tabular = self._tabular(unit)
        if end - start > MAX_LINE or not (whole or tabular or last == ":"):
            return False
        if named and shapes.lettered(text, start, end):
            return True
        if whole and self._may_head_columns(unit, items, kinds, tabular):
            return True
        if not (named or strength or "SIDE" in kinds):
            return False
        if last in ".!?" or not (whole or last == ":") or end - start > MAX_HEADING:
            return False
        if strength and tabular and self.columns is not None and kinds <= _MEASURES:
            return True  # "MMT  MAS  PROM  MMT  PROM" below the sides
        said = strength or last == ":"
        strange = sum(i.kind in _NO_NAMES for i in items)
        if strange > (MAX_STRANGE if said else 0):
            return False
        # a heading says little but what the lexicon knows
        return tabular or said or end - start - sum(i.end - i.start for i in items) <= MAX_UNSAID

    def _may_head_columns(self, unit: Span, items: Sequence[Item], kinds: set[str], tabular: bool) -> bool:
        """Whether a line can head a table: two sides, times or dates, or nothing but muscles in cells."""
        if tabular and kinds <= _NAMED:
            return True
        if not tabular and not kinds.isdisjoint(_NO_COLUMN):
            return False
        roles = sum(i.kind in _ROLES for i in items)
        if roles > 1:
            return True
        dates = len(dates_in(self.text, unit.start, unit.end)) if tabular else 0
        return dates + roles > 1

    def _goal_goes_on(self, unit: Span, line: int) -> None:
        """End the list of goals where a line is no item of it."""
        if self.goal is not None and self.goal[0] != line:
            goes_on = line - self.goal[0] <= 1 and self._is_item(line) and self.text[unit.end - 1] != ":"
            self.goal = (line, self.goal[1]) if goes_on else None

    def _unbroken(self, unit: Span, line: Span) -> Span:
        """The unit, to the end of its line where an abbreviation's stop ends it ("brachiorad. 2-")."""
        if self.text[unit.end - 1 : unit.end] != "." or unit.end >= line.end:
            return unit
        i = bisect_left(self._item_starts, unit.end) - 1
        if i < 0 or self.items[i].end < unit.end - 1 or self.items[i].kind not in _NAMES:
            return unit
        follow = self.text[unit.end : unit.end + 12].lstrip()
        return Span(unit.start, line.end) if follow[:1].isdigit() else unit

    def _dates(self, unit: Span, line: int) -> None:
        """Take a line of dates as a table header."""
        found = dates_only(self.text, unit.start, unit.end, line)
        if found is not None:
            strength = self._heading_at(line, Span(self.view.layout.lines[line].start, 0)).strength
            self.columns = stacked(self.columns, replace(found, strength=strength))

    def _tabular(self, span: Span) -> bool:
        """Whether a line or unit is written in cells: asked several times of most."""
        if not self._celled or span.end - span.start > MAX_LINE:
            return False
        known = self._cells.get(span)
        if known is None:
            known = self._cells[span] = tabular(self.text, span.start, span.end)
        return known

    def _whole(self, unit: Span, line: Span) -> bool:
        """Whether a unit is all of its line, but for a bullet or a number."""
        return (
            unit.end >= line.end - 2
            and unit.start - line.start < MAX_HEADING
            and _OPENS_ITEM.fullmatch(self.text, line.start, unit.start) is not None
        )

    def _unit(self, unit: Span, items: Sequence[Item], grades: Sequence[Grade], line: int) -> None:
        """Read one unit: a table header, a heading, a legend, a row or a sentence."""
        els = tidy(elements(self.text, unit, items, grades), self.text, lambda: self._side_before(line))
        letters = letters_of(els)
        kinds = set(letters)
        whole = self._whole(unit, self.view.layout.lines[line])
        heading = self._heading_at(line, unit)
        if self.columns is not None and not self._in_force(self.columns, line):
            self.columns = None
        if whole and self._takes_header(els, letters, kinds, unit, line, heading):
            return
        movement = ""
        if not kinds.isdisjoint("JAMLPY"):
            movement = _movement(els, kinds) if letters.count("A") == 1 else ""
            myotomes = heading.myotomes or ("T" in kinds and any(e.v == "myotome" for e in els if e.k == "T"))
            els = Composer(heading.joint, heading.limb, myotomes, self._last_joint)(els)
            if "G" in kinds and "/" in self.text[unit.start : unit.end]:
                els = in_turn(els, self.text)
            if ":" in kinds:
                els = lists(els)
            kinds = {e.k for e in els}
        strength = self._speaks_of_strength(kinds, unit, heading)
        graded = "G" in kinds
        if self._has_words(els, kinds, unit, strength):
            els = self._word_grades(els, strength, heading, unit, line)(els, unit)
            graded = any(e.k == "G" for e in els)
        self._goal_list(els, unit, line)
        heads = _without_label(els)
        lone = whole and {e.k for e in heads} <= NAME_ROW
        muscles = names_only(self.text, unit.start, unit.end, heads, line) if lone else None
        if muscles is not None:
            self.columns = replace(muscles, strength=strength)
        elif not graded:
            self._no_grade(els, unit, line, heading, whole)
        elif explained := legend(self.text, els, unit, strength):
            self.found += explained
            rest = _behind_legend(els, explained)
            if any(e.k in "GZ" for e in rest):
                self._prose(rest, unit, line, strength, heading)
        elif not self._row(els, unit, line, strength, heading, movement):
            self._prose(els, unit, line, strength, heading)

    def _in_force(self, columns: Columns, line: int) -> bool:
        """Whether a header still holds at a line: it is near, or rows of other measures stand between."""
        if line - columns.line <= REACH:
            return True
        if line - columns.line > LONG_TABLE:
            return False
        between = self.view.layout.lines[columns.line + 1 : line]
        return all(self._tabular(row) for row in between)

    def _side_before(self, line: int) -> str | None:
        """The side of the last grade, where it stands on the line or the one above."""
        if not self.found or line - self._line_of_last() > 1:
            return None
        last = self.found[-1]
        sides = {s or last.side for _, s in last.muscles}
        side = sides.pop() if len(sides) == 1 else None
        return side if side in OPPOSITE else None

    def _takes_header(
        self, els: list[El], letters: str, kinds: set[str], unit: Span, line: int, heading: Scope
    ) -> bool:
        """Put a table header in force where the unit is one."""
        if self._is_row_of_muscles(unit):
            return False
        if els and els[-1].k in "G#" and kinds <= _DATE_ROW:
            dates = dates_only(self.text, unit.start, unit.end, line)
            if dates is not None:
                self.columns = stacked(self.columns, replace(dates, strength=heading.strength))
                return True
        limbed = "L" in kinds and kinds <= LIMB_ROW
        limbs = limbs_only(self.text, unit.start, unit.end, els, line) if limbed else None
        if limbs is not None:
            self._header(limbs, [e for e in els if e.k != "L"] or els, line)
            self.heading.limb, self.heading.names = None, ()
            return True
        moved = letters.count("A") > 1 and kinds.isdisjoint(NO_ACTION_ROW)
        actions = actions_only(self.text, unit.start, unit.end, els, line) if moved else None
        if actions is not None:
            above = heading.strength or self.view.category_at(unit.start) == "strength"
            self.columns = replace(actions, strength=actions.strength or above)
            return True
        if self.columns is not None and "X" in kinds and "T" in kinds and kinds <= _MEASURE_ROW:
            measures = measures_below(self.columns, self.text, unit.start, unit.end, els, line)
            if measures is not None:
                self.columns = measures
                return True
        if (
            "T" in kinds
            and not kinds.isdisjoint("Xw")
            and (measures := measures_only(self.text, *unit, els, line)) is not None
        ):
            self._header(measures, els, line)
            return True
        graded = "G" in kinds and "W" not in kinds and not kinds.isdisjoint("JAMN")
        if graded and self._is_row_of_pairs(els):
            return False
        told = not (graded or kinds.isdisjoint("SOW"))
        if not told and not (self._tabular(unit) and dates_follow(self.text, unit.start, unit.end)):
            return False
        if not kinds.isdisjoint(NO_HEADER) and not self._tabular(unit):
            return False
        found = header(self.text, unit.start, unit.end, els, line)
        if found is None or self._holds_grades(els, kinds, unit):
            return False
        self._header(found, els, line)
        return True

    def _is_row_of_muscles(self, unit: Span) -> bool:
        """Whether a line fills columns headed by muscles, though its grades could be days ("10/14   4/5   3/5")."""
        columns = self.columns
        if columns is None or not columns.roles[0].muscles or not self._tabular(unit):
            return False
        _, *values = cells(self.text, unit.start, unit.end)
        return len(values) == len(columns.roles) and all(
            shapes.lex(self.text[v.start : v.end], self.text[v.start : v.end].lower()) for v in values
        )

    def _is_row_of_pairs(self, els: list[El]) -> bool:
        """Whether a line of a muscle and pairs goes on with the table, though its pairs could be dates ("quads 1/1 2/2")."""
        if self.columns is None:
            return False
        pairs = len([e for e in els if e.k == "G" and e.v.form == "pair"])
        each = 2 if len(self.columns.sides) == 2 * pairs else 1  # a column for each side of a pair
        return pairs * each == len(self.columns.roles) and pairs == sum(e.k in "G#" for e in els)

    def _holds_grades(self, els: list[El], kinds: set[str], unit: Span) -> bool:
        """Whether a line with the shape of a header holds grades ("now 4/5"), not days ("SOC 1/6   TODAY 2/5")."""
        if not any(e.k == "G" and "/5" in self.text[e.start : e.end] for e in els):
            return False
        if NO_GRADE_DATE.search(self.text, unit.start, unit.end) is None:
            return True
        return not kinds.isdisjoint("JAMNL") and not DAY_CELLS.search(self.text, unit.start, unit.end)

    def _speaks_of_strength(self, kinds: set[str], unit: Span, heading: Scope) -> bool:
        """Whether a strength word stands in the unit, the heading, the section or the table header above."""
        return (
            heading.strength
            or self.view.category_at(unit.start) == "strength"
            or "T" in kinds
            or (self.columns is not None and self.columns.strength)
        )

    def _has_words(self, els: list[El], kinds: set[str], unit: Span, strength: bool) -> bool:
        """Whether words or letters of the unit may be grades."""
        return (
            "V" in kinds
            or ("Z" in kinds and (strength or self.columns is not None or bool(self.found) or "G" in kinds))
            or ("N" in kinds and shapes.lettered(self.text, unit.start, unit.end))
        )

    @staticmethod
    def _is_side_alone(els: list[El]) -> bool:
        """Whether a line says that a side or a limb is normal, and nothing else ("R side WNL")."""
        said = [e for e in els if e.k not in ":-.p"]
        sided = (
            len(said) == 2
            and said[1].k == "Z"
            and (said[0].k == "S" or (said[0].k == "N" and said[0].v.side))
        )
        return bool(sided)

    def _word_grades(
        self, els: list[El], strength: bool, heading: Scope, unit: Span, line: int
    ) -> WordGrades:
        """The judge of words as grades for one unit."""
        columns = self.columns
        return WordGrades(
            self.text,
            self.view.lower,
            strength,
            section=heading.strength or self.view.category_at(unit.start) == "strength",
            table=columns is not None and (columns.strength or columns.used),
            beside=self._found_on(line) or (self._found_on(line - 1) and self._is_side_alone(els)),
        )

    def _heading_at(self, line: int, unit: Span) -> Scope:
        """The heading in force: it fades after some lines, and at the next section."""
        if self.listed is not None and self.listed[0] == line:
            return self.listed[1]
        heading = self.heading
        if line - heading.line > (REACH_USED if heading.used else REACH):
            return _NOWHERE
        elsewhere = heading.section is not None and heading.section != self.view.section_at(unit.start)
        return _NOWHERE if elsewhere and line != heading.line else heading

    def _goal_list(self, els: list[El], unit: Span, line: int) -> None:
        """A paragraph or list that opens with "Goals" or "By week six" speaks of goals to its end."""
        m = self._opens_goals(unit.start, min(unit.end, unit.start + 40))
        met = m is not None and m["goal"] and any(e.k == "X" and self._word(e) == "met" for e in els)
        if m and not met:
            self.goal = (line, El("W", m.start(), m.end(), "goal"))
        else:
            self._goal_goes_on(unit, line)

    def _opens_goals(self, start: int, end: int = sys.maxsize) -> re.Match[str] | None:
        """The words with which a unit opens goals; most begin with other letters."""
        head = self.text[start : start + 2]
        if head.isascii() and head.isalpha() and head.lower() not in _GOAL_HEADS:
            return None
        return _GOAL_LEAD.match(self.text, start, end)

    def _word(self, e: El) -> str:
        return self.view.lower[e.start : e.end]

    def _header(self, found: Columns, els: list[El], line: int) -> None:
        """Put a table header in force."""
        start = els[0].start
        above = self._heading_at(line, Span(start, start))
        strength = found.strength or above.strength or self.view.category_at(start) == "strength"
        old = self.columns if self.columns is not None and line - self.columns.line <= 2 else None
        self.columns = stacked(old, replace(found, strength=strength))
        if found.strength:
            self.heading = Scope(strength=True, line=line, section=self.view.section_at(start))
        elif line - self.heading.line <= REACH:
            self.heading.line = max(self.heading.line, line)
        scope = heading_scope([e for e in els if e.k not in "SOW"], line)
        if scope.joint or scope.limb:
            self.heading.joint, self.heading.limb = scope.joint, scope.limb
        if els[0].k == "L" and not any(role.side for role in found.roles):
            label = heading_scope(Composer(None, None, False, self._last_joint)(els[:1]), line)
            if label.side in OPPOSITE:  # "LUE     10/10     10/31"
                label.section, label.strength = self.view.section_at(start), strength
                self.heading = label

    def _no_grade(self, els: list[El], unit: Span, line: int, heading: Scope, whole: bool) -> None:
        """A unit without grades: "same as right", a heading, or nothing."""
        kinds = {e.k for e in els}
        if "Q" in kinds and self._same(els, line):
            return
        if "T" in kinds and "S" in kinds and self._both_equal(els, unit):
            self.heading = Scope(
                "bilateral", strength=True, line=line, section=self.view.section_at(unit.start)
            )
            return
        scope = self._as_heading(els, unit, line, heading, whole)
        if scope is None and _ON_SCALE.search(self.text, unit.start, min(unit.end, unit.start + MAX_LINE)):
            scope = Scope(strength=True, line=line, section=self.view.section_at(unit.start))
        if scope is not None:
            self.heading = scope

    def _both_equal(self, els: list[El], unit: Span) -> bool:
        """Whether a sentence says that both sides are equal ("strength is equal R and L")."""
        return (
            any(e.k == "T" and e.v == "strength" for e in els)
            and any(e.k == "S" and e.v == "bilateral" for e in els)
            and _EQUAL.search(self.text, unit.start, min(unit.end, unit.start + MAX_LINE)) is not None
        )

    def _as_heading(self, els: list[El], unit: Span, line: int, heading: Scope, whole: bool) -> Scope | None:
        """The scope a unit declares as a heading; None where it is none.

        A heading is a line of its own or ends with a colon, or is a sentence that declares an order; it names
        a side, a muscle, an order or strength,
        and little else. One under another keeps what it does not say itself.
        """
        last = self.text[unit.end - 1 : unit.end]
        told = last == "." and any(e.k == "T" for e in els) and _tells_side_or_order(els)
        told = told or (last == "." and lists_first(self.text, unit.start, unit.end))
        if (
            not (whole or last == ":" or told)
            or (last in ".!?" and not told)
            or unit.end - unit.start > MAX_HEADING
        ):
            return None
        if last == ":" and [e.k for e in els[:3]] == ["T", "S", "-"]:
            els = els[:2]  # "MMT R - all stopped by pain at end range:"
        strength = any(e.k == "T" and e.v != "weakness" for e in els)
        dates = [m.span() for m in DATE.finditer(self.text, unit.start, unit.end)]
        unknown = sum(e.k in "wX#" and not any(a <= e.start < b for a, b in dates) for e in els)
        if unknown > (2 if strength or last == ":" else 0) or not any(e.k in "NSOTWDK" for e in els):
            return None
        scope = heading_scope(els, line)
        if line < TITLE_LINES and scope.time is not None and not strength and self._is_title(unit):
            scope.time = None
        scope.section = self.view.section_at(unit.start)
        scope.strength = strength or heading.strength
        scope.myotomes = any(e.k == "T" and e.v == "myotome" for e in els)
        if strength:
            return scope
        if not (scope.side or scope.names or scope.joint or scope.order or len(scope.times) > len("ab")):
            return None
        return _nested(scope, heading)

    def _is_title(self, unit: Span) -> bool:
        """Whether a heading is the title of an evaluation ("INITIAL EVAL: LUMBAR"), and no block beside one of today."""
        return (
            _TITLE.match(self.text, unit.start, unit.end) is not None
            and _OF_TODAY.search(self.text, unit.end) is None
        )

    def _same(self, els: list[El], line: int) -> bool:
        """Take over the grades of the other side ("L: same as right")."""
        sides = [e.v for e in els if e.k == "S"] + [e.v.side for e in els if e.k == "N" and e.v.side]
        if len(sides) == 2 and OPPOSITE.get(sides[0]) == sides[1]:  # "L LE: same as R"
            first = next(e for e in els if e.k == "S" or (e.k == "N" and e.v.side))
            sides = [first.v if first.k == "S" else first.v.side]
        if len(sides) != 1 or sides[0] not in OPPOSITE or not self.found:
            return False
        if sum(e.k in "w#" for e in els) > MAX_STRANGE:
            return False  # "same chair with CGA, 180 ft, short R step"
        side = sides[0]
        names = {m for e in els if e.k == "N" and not e.v.whole for m in e.v.muscles}
        added = []
        for draft in reversed(self.found[-MAX_SAME:]):
            at = self.view.layout.line_index(draft.grade.start)
            if line - at > REACH * 3:
                break
            muscles = [
                m
                for m, s in draft.muscles
                if (s or draft.side) == OPPOSITE[side] and (not names or m in names)
            ]
            if muscles and draft.time_status in (None, "present"):
                added.append(replace(draft, muscles=[(m, side) for m in muscles], side=side))
        self.found += reversed(added)
        return bool(added)

    def _last_joint(self, at: int, actions: tuple[str, ...]) -> str | None:
        """The joint of the row above, or named last before an offset, that has all the actions, else the next one
        behind it.
        """
        if self.row_names is not None and self.view.layout.line_index(at) - self.row_names[0] == 1:
            above = joint_of(self.row_names[1][-1][0]) if self.row_names[1] else None
            if above and all(composed(above, a) for a in actions):
                return above
        rows = self._rows_of_movements(at)
        if (
            len(rows) > 1
            and not set(rows) <= set(actions)
            and (joint := self._joint_with(at, rows)) is not None
        ):
            return joint
        return self._joint_with(at, actions)

    def _is_no_word(self, item: Item) -> bool:
        """Whether a muscle is no word in capitals ("WHAT HE CAN'T DO"): two letters stand with a grade."""
        if item.end - item.start > len("HE"):
            return True
        i = bisect_left(self._grade_starts, item.end)
        return i < len(self._grade_starts) and self._grade_starts[i] - item.end <= NEAR_GRADE

    def _rows_of_movements(self, at: int) -> tuple[str, ...]:
        """The movements of the rows around an offset that name no joint ("flexion 3+/5", "ER 3-/5" below each other)."""
        number = self.view.layout.line_index(at)
        found: list[str] = []
        for step in (-1, 1):
            for n in range(number + (step > 0), number + step * MAX_ROWS, step):
                line = self.view.layout.lines[n] if 0 <= n < len(self.view.layout.lines) else None
                items = self._items_in(line) if line is not None else ()
                kinds = {i.kind for i in items}
                if "MOTION" not in kinds or not kinds.isdisjoint(_JOINT_NAMES):
                    break
                found += [i.value.split("|")[0] for i in items if i.kind == "MOTION"]
        return tuple(dict.fromkeys(found))

    def _items_in(self, line: Span) -> Sequence[Item]:
        """The items of a line."""
        return self.items[
            bisect_left(self._item_starts, line.start) : bisect_left(self._item_starts, line.end)
        ]

    def _joint_with(self, at: int, actions: tuple[str, ...]) -> str | None:
        """The joint named last before an offset that has all the actions, else the next one behind it."""
        i = bisect_left(self._item_starts, at)
        for item in (*reversed(self.items[max(0, i - 150) : i]), *self.items[i : i + 60]):
            if item.kind in ("JOINT", "SITE"):
                joint: str | None = item.value
            elif item.kind == "MUSCLE":
                joint = joint_of(item.value) if self._is_no_word(item) else None
            else:
                continue
            if joint and all(composed(joint, a) for a in actions):
                return joint
        return None

    # ---------------------------------------------------------------- rows and prose

    def _row(
        self, els: list[El], unit: Span, line: int, strength: bool, heading: Scope, movement: str
    ) -> bool:
        """Read a row under the table header in force; False where it is none."""
        columns = self.columns
        if columns is None or _NUMBERED_GOALS.match(self.text, unit.start, unit.end):
            return False
        if columns.roles[0].muscles and not self._follows(columns.line, line):
            return False
        above = self.row_names[1] if self.row_names and line - self.row_names[0] == 1 else None
        parts = any(e.k == "N" and e.v.whole == "part" for e in els)
        limbs = self._limbs_so_far() if parts else []
        row = RowReader(self.text, columns, heading, limbs, movement)(els, unit, above, strength)
        if row is None:
            graded = strength or any(e.k == "G" and e.v.form == "fraction" for e in els)
            return not graded and all(role.skip for role in columns.roles) and self._tabular(unit)
        columns.line, columns.used = line, columns.used or bool(row.drafts)
        if not row.drafts:
            return True
        self.row_names = (line, row.muscles)
        self._use(heading, line)
        last = row.values[-1].el
        pain = says_pain(self.view.lower, last.end, unit.end)
        for draft in row.drafts:
            draft.pain = pain or self.marks.pain(draft.grade)
        self.found += row.drafts
        return True

    def _follows(self, above: int, line: int) -> bool:
        """Whether nothing but blank lines and rules stands between two rows."""
        between = self.view.layout.lines[above + 1 : line]
        return all(_RULE.fullmatch(self.text, *row) for row in between)

    def _limbs_so_far(self) -> list[str]:
        """Limbs of the last grades, for "distal" in a row of its own."""
        limbs = {info(m)[1] for d in self.found[-12:] for m, _ in d.muscles}
        return [limb for limb in ("UE", "LE") if limb in limbs]

    def _use(self, heading: Scope, line: int) -> None:
        """Note that a heading still holds."""
        if heading is self.heading:
            heading.line, heading.used = line, True

    def _prose(self, els: list[El], unit: Span, line: int, strength: bool, heading: Scope) -> None:
        """Read a sentence, or a row that carries its own labels."""
        state = self._state(els, unit, line, strength, heading)
        label = _THEN_LABEL.match(self.text, unit.start, unit.end)
        if label is not None:
            state.time = state.time or El("W", label.start("when"), label.end("when"), "past")
            els = [e for e in els if e.start >= label.end()]
        drafts = ProseReader(self.view, self._grade_starts, self.marks, unit, state)(els)
        if not drafts:
            return
        only = drafts[0]
        if len(drafts) == 1 and heading.order and heading.names and not only.named and not only.own_side:
            # a column of cells, one a line: the sides come in the order declared
            only.side = heading.order[heading.count % 2]
            heading.count += 1
        self._use(heading, line)
        if state.order and any(d.grade.form == "pair" for d in drafts):
            self.ordered = (line, state.order)
        if state.scope is not heading:
            self.listed = (line, replace(state.scope, strength=state.scope.strength or strength))
        self.found += drafts
        if any(e.k == "Q" for e in els):
            self._same(_closing_same(els), line)

    def _state(self, els: list[El], unit: Span, line: int, strength: bool, heading: Scope) -> State:
        """What the headings, the table header and the goals above a unit say."""
        near = heading.strength and line - heading.line <= 1
        said = near or self.view.category_at(unit.start) == "strength"
        above = self._order_above(els, line)
        state = State(
            order=heading.order or _order_behind(els) or above,
            scope=heading,
            times_in_order=heading.times,
            strength=said,
            context=strength or bool(above) or self._goes_on_bare(els, line),
            found=self.found,
        )
        lead = max(0, unit.start - LEAD)
        stopped = self.text[lead : unit.start].rstrip(" \t").endswith(".")
        state.blocked = stopped and _REFLEXES_BEFORE.search(self.text, lead, unit.start) is not None
        columns = self.columns
        if self._found_on(line) and (all(e.k in "WG:,.;-=()>" for e in els) or self._retested(els)):
            last = self.found[-1]
            state.muscles = [(m, s or last.side) for m, s in last.muscles]
        state.limbs = self._limbs_so_far() if any(e.k == "N" and e.v.whole == "part" for e in els) else []
        if columns is not None and line - columns.line <= 2:
            two_sides = len(columns.sides) == 2 and set(columns.sides) == set(OPPOSITE)
            told = heading.order or any(e.k == "K" and e.v.side for e in els)  # "MMT R: ..." below the table
            if two_sides and line - columns.line <= 1 and self.goal is None and not told:
                state.order = columns.sides
        if self.goal is not None and self.goal[0] == line:
            state.time = self.goal[1]
        elif state.time is None and not any(e.k == "W" for e in els):
            state.time = self._of_paragraph(unit, line)
        hanging = self._hanging_side(line)
        if hanging is not None and heading.side is None:
            if any(e.k in "SL" for e in els):
                self.hanging = None  # another side or limb ends what hangs below the label
            else:
                state.side = hanging
        return state

    def _of_paragraph(self, unit: Span, line: int) -> El | None:
        """The time of the evaluation that opens the line of a later sentence ("On eval he needed help. BLE 3-/5.")."""
        start = self.view.layout.lines[line].start
        if unit.start - start < MAX_HEADING // 4:
            return None
        i = bisect_left(self._item_starts, start)
        first = self.items[i] if i < len(self.items) and self.items[i].start < unit.start else None
        if first is None or first.kind != "TIME" or first.value != "past" or first.data.get("use"):
            return None
        later = self.items[i + 1 : bisect_left(self._item_starts, unit.start)]
        if is_evaluation(self.view) or any(e.kind == "TIME" and e.value == "present" for e in later):
            return None
        if (
            not opens_paragraph(self.view, first.start, unit.start)
            or _OF_EVAL.match(self.text, first.start) is None
        ):
            return None
        return El("W", first.start, first.end, "past", "arrival")

    def _hanging_side(self, line: int) -> str | None:
        """The side of the label above, where a line begins right below what stands behind it ("LUE   elb flex 2/5")."""
        lines = self.view.layout.lines
        indent = _INDENT.match(self.text, lines[line].start, lines[line].end)
        column = indent.end() - lines[line].start if indent is not None else 0
        if column < HANGING:
            self.hanging = self._label_of(line)
            return None
        if self.hanging is None or line - self.hanging[0] not in (0, 1) or abs(column - self.hanging[1]) > 1:
            self.hanging = self._label_of(line - 1) if line else None
        if self.hanging is None or abs(column - self.hanging[1]) > 1:
            return None
        self.hanging = (line, *self.hanging[1:])
        return self.hanging[2]

    def _label_of(self, line: int) -> tuple[int, int, str] | None:
        """Line, column behind it, and side of a label of a side or limb that blanks part from its content."""
        span = self.view.layout.lines[line]
        m = _SIDE_LABEL.match(self.text, span.start, span.end)
        return (line, m.end() - span.start, SIDE_OF_LETTER[m["side"][0].lower()]) if m is not None else None

    def _retested(self, els: list[El]) -> bool:
        """Whether a sentence gives the grade of today for that of a past day before ("We now get 3+/5 with a lag")."""
        past = self.found[-1].time_status == "past"
        before = els[: next((i for i, e in enumerate(els) if e.k == "G"), 0)]
        now = any(e.k == "W" and e.v == "present" for e in before)
        return past and now and all(e.k in "Ww:,;#-Xp" for e in before)

    def _order_above(self, els: list[El], line: int) -> tuple[str, ...]:
        """The order of sides of the line above, where nothing but muscles, pairs and a time stand on this one.

        "MMT (R / L): deltoid 4- / 3+, grip 2 / 2-" over "At admit: wrist ext 2 / 1".
        """
        if (
            self.ordered is None
            or line - self.ordered[0] != 1
            or not letters_of(els).strip("W:,;.").startswith("NG")
        ):
            return ()
        pairs = [e.v.form == "pair" for e in els if e.k == "G"]
        return self.ordered[1] if any(pairs) and all(e.k in _PAIRS_GO_ON for e in els) else ()

    def _goes_on_bare(self, els: list[El], line: int) -> bool:
        """Whether a line of a name and a figure goes on a list of such lines ("hip flex 3+", "hip abd 3")."""
        return (
            bool(self.found) and all(e.k in "NSGC,:/&-|t." for e in els) and line - self._line_of_last() <= 1
        )


def _behind_legend(els: list[El], explained: list[Draft]) -> list[El]:
    """What stands around the bracket that holds a whole legend ("Strength (5/5 = normal): BUE WNL"); else nothing."""
    first, last = explained[0].grade.start, explained[-1].grade.end
    opens = next((n for n in range(len(els) - 1, -1, -1) if els[n].k == "(" and els[n].start < first), None)
    shuts = next((n for n, e in enumerate(els) if e.k == ")" and e.start >= last), None)
    if opens is None or shuts is None or any(e.k == ")" for e in els[opens:shuts]):
        return []
    return [*els[:opens], *els[shuts + 1 :]]


def _without_label(els: list[El]) -> list[El]:
    """The heads of columns without the colon behind a word for strength that labels them ("Motor:   HF   KE")."""
    labelled = [e.k for e in els if e.k != ","][:2] == ["T", ":"]
    at = next(i for i, e in enumerate(els) if e.k == ":") if labelled else 0
    return [*els[:at], *els[at + 1 :]] if labelled else els


def _movement(els: list[El], kinds: set[str]) -> str:
    """The one movement that a row names, where it names no joint ("Flex   4/5   5/5"); else empty."""
    return next(str(e.v) for e in els if e.k == "A") if kinds.isdisjoint("JML") else ""


def _closing_same(els: list[El]) -> list[El]:
    """What stands behind the last grade of a unit, where it says that the other side is the same."""
    last = max(i for i, e in enumerate(els) if e.k == "G")
    rest = els[last + 1 :]
    at = next((i for i, e in enumerate(rest) if e.k in ",;.&"), len(rest))
    told = [e for e in rest[at + 1 :] if e.k not in "p,.&:="]
    return told if sorted(e.k for e in told) in (["Q", "S"], ["N", "Q"]) else []


def _tells_side_or_order(els: list[El]) -> bool:
    """Whether a sentence declares an order, or names a side and nothing else ("Motor, left side.")."""
    return any(e.k in "OD" for e in els) or (
        any(e.k == "S" for e in els) and all(e.k in "TS,;.:" for e in els)
    )


def _nested(scope: Scope, above: Scope) -> Scope:
    """A heading under another one: it keeps the side, the order and the names that it does not say itself."""
    scope.myotomes = scope.myotomes or above.myotomes
    if scope.side is None and scope.limb is None:
        scope.side = above.side
    opposite = OPPOSITE.get(scope.side or "") if not (scope.names or above.names) else None
    if opposite is not None and above.side == opposite and above.line == scope.line - 1:
        # sides one below the other: columns whose cells were put on lines of their own
        scope.order, scope.side = (opposite, OPPOSITE[opposite]), None
    scope.order = scope.order or above.order
    scope.times = scope.times or above.times
    if scope.joint is None and scope.limb is None:
        scope.joint, scope.limb, scope.names = above.joint, above.limb, above.names
    return scope


def _order_behind(els: list[El]) -> tuple[str, ...]:
    """The order of sides declared behind the pairs it is about ("quads 3-/3- (R/L)"), or nothing."""
    orders = [i for i, e in enumerate(els) if e.k == "O"]
    if len(orders) != 1:
        return ()
    at = orders[0]
    pairs = any(e.k == "G" and e.v.form == "pair" for e in els[:at])
    closing = at >= len(els) - 2 and sum(e.k == "G" for e in els) > 1 and not any(e.k == "S" for e in els)
    order: tuple[str, ...] = els[at].v if pairs or closing else ()
    return order


def read_strength(view: NoteView) -> Iterable[Strength]:
    """Read the strength grades of a note."""
    text = without_commas(view.text)
    lower = view.lower if text is view.text else without_commas(view.lower)
    grades = shapes.lex(text, lower, follow_up=lambda: not is_evaluation(view))
    items = joined(lower, [i for i in view.items if i.kind in LETTER and i.data.get("topic") in TOPICS])
    if (
        not grades
        and not any(i.kind in ("NORMAL", "GRADE_WORD") for i in items)
        and not SIGNED_LETTER.search(view.text)
    ):
        return []
    choice = chosen(text, lower, view.layout.lines, grades) if grades else Choice(text, grades)
    drafts = told(choice, Reader(view, choice.text, choice.grades, items).read())
    _still_of_arrival(drafts)
    return of_other_limbs(view, facts_of(view, drafts))


def _still_of_arrival(drafts: Sequence[Draft]) -> None:
    """A grade of the arrival is of the past only where a later one is told ("in the ED strength was 4/5" may be all)."""
    at = [n for n, d in enumerate(drafts) if d.time is not None and d.time.d == "arrival"]
    if at and not any(d.time_status in (None, "present") for d in drafts[at[-1] + 1 :]):
        for n in at:
            drafts[n].time_status = drafts[n].time = None
