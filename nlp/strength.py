"""Strength grades linked to muscle, side and status.

Grammar
-------
A note is read unit by unit: a table row or a sentence. A unit becomes a list of elements, one letter each::

    G grade      N muscle(s)   S side       O order of sides (R/L)     K heading of a list ("R hip:")
    W time word  T strength    X something that is no strength (reflexes, pain, visits, ...)
    C throughout R otherwise   Q same (as the other side)   E except   B at least   n not tested
    Z normal     V good, fair  w other word # number        , ; : / & | ( ) . = > < p(reposition)

    unit     = clause ((";" | E | ".") clause)*
    clause   = gap0 G gap1 G gap2 ... G gapn
    gap      = after "," before         what stands behind a grade belongs to it up to the first separator,
                                        the rest belongs to the next grade ("4/5 on the right, knee ext 3/5")
    gap      = after                    in clauses that begin with a grade ("4/5 in the deltoids, 5/5 in the ...")

    muscles of G = own, behind or before | those of the grade before when only a side, a time or an order changed
                 | heading of the list | heading above | none (unspecified)
    side of G    = own | of the muscle's word (RUE, both, plural limbs) | declared order | carried over the comma list
                 | heading of the list | heading above | closing "bilaterally" | column of the table
    time of G    = own | column | cue before it in the sentence | arrow (older -> newer) | ConText, section

A grade in figures out of five counts when a muscle, a limb or a strength word governs it and nothing else does; a
bare figure, a letter or a word only beside a muscle in a strength context. Everything else stays unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from rehabcode.nlp import grades as shapes
from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import GRADE_VALUE, Cue, Side, Status, Strength, is_deficit
from rehabcode.nlp.grades import Grade
from rehabcode.nlp.layout import Span
from rehabcode.nlp.muscles import GROUP_OF_JOINT, UNSPECIFIED, Composer, El, Name, composed, info, is_axial, joint_of
from rehabcode.nlp.tables import DATE, EMPTY, REACH, TABULAR, Columns, Role, Value, assign, dates_only, header, stacked
from rehabcode.nlp.view import Item, NoteView, Section

LETTER = {
    "JOINT": "J", "ACTION": "A", "MUSCLE": "M", "LIMB": "L", "PART": "P", "SCOPE": "C", "OTHER": "R", "SIDE": "S",
    "SAME": "Q", "STRENGTH": "T", "NORMAL": "Z", "GRADE_WORD": "V", "NOT_TESTED": "n", "EXCEPT": "E",
    "LOWER_BOUND": "B", "TIME": "W", "NOT_STRENGTH": "X", "IGNORE": "w", "MYOTOME": "Y", "SITE": "w",
}  # fmt: skip
"""Lexicon kinds of ``lexicon_strength.csv`` and their letters."""

_LIMB_OF_JOINT = {
    "hip": "LE", "knee": "LE", "ankle": "LE", "great toe": "LE", "toe": "LE", "shoulder": "UE", "elbow": "UE",
    "forearm": "UE", "wrist": "UE", "finger": "UE", "thumb": "UE", "hand": "UE", "scapula": "UE",
}  # fmt: skip
OPPOSITE = {"left": "right", "right": "left"}
_GAP = re.compile(
    r"\.{2,}|-{1,2}>|={1,2}>|\u2192|>>|[,;:()|/&+=<>\u2264\u2265-]|\.(?=\s|$)|\t| {3,}|[A-Za-z][A-Za-z0-9'\u2019]*|\d+(?:[.,]\d+)*|\n"
)
_AND = frozenset(("and", "plus", "&", "+"))
_PREPOSITIONS = frozenset("in at for of to on with w from over into about approximately approx around".split())
_FILLERS = frozenset(
    "a an the is are was were be been being as s has had have he she his her their they it its pt patient patient's "
    "this that these those grossly roughly overall approximately estimated graded grade grades tested tests testing "
    "measured measures measure rated rates revealed reveals shows showed show demonstrated demonstrates presents "
    "found noted muscle muscles group groups musculature muscular gross generally general level score scores scored "
    "seated sitting supine prone sidelying standing against resistance gravity strong grading values value currently "
    "still only some mild mildly minimal slight slightly significant significantly moderate moderately possibly trace "
    "which she's he's i we quite also then here there do does did remain remains remained continues still fairly "
    "within limits limited resisted isometric functional functionally screen exam examination objective both "
    "side sides all side's w each out o a p s".split()
)
_SPOKEN_STOPS = {"period": ".", "comma": ",", "semicolon": ";", "colon": ":"}
_RELATIONS = {"->": ">", "-->": ">", "=>": ">", "==>": ">", "\u2192": ">", ">>": ">", "\u2265": "B", "\u2264": "<"}
_STICKY = frozenset(("reflex", "tone", "edema", "eyes"))
_WORD_GRADES = frozenset(("NORMAL", "GRADE_WORD"))
_NAMING = frozenset(("MUSCLE", "JOINT", "ACTION", "LIMB", "PART", "STRENGTH", "MYOTOME", "SIDE", "SCOPE", "OTHER"))
_LONG_MATTERS = frozenset(("SAME", "STRENGTH", "TIME"))
_FACE = frozenset(("face", "facial", "tongue", "lingual", "palate", "palatal", "masseter", "jaw"))
_REFLEX_SITES = frozenset(("elbow flexion", "elbow extension", "brachioradialis", "knee", "ankle", "knee extension", "ankle plantarflexion"))
_ADJACENT_REJECT = frozenset(("count", "edema", "reflex", "tone", "eyes", "date"))
_PAIN = re.compile(
    r"limited (?:by|due to|2/2|secondary to) (?:\w+ )?pain|pain[- ](?:limited|inhibited)|(?:due|secondary|d/t|2/2|s/t|2\u00b0) ?(?:to )?(?:\w+ )?pain"
    r"|\bw(?:ith|/) ?(?:\w+ )?pain|painful|\bp!|\(pain|pain stop|stopped by pain|because of pain|by pain|pain ltd|ltd by pain",
    re.I,
)
_NO_PAIN = re.compile(r"\b(?:no|not|without|w/o|non|denies|pain-?\s?free)\b[\s-]*(?:\w+[\s-]+)?$", re.I)
_LEGEND_MARK = re.compile(r"(?:(?:key|legend|note)s?:?[ ]*\*+|\*+[ ]*(?:=|-|:|denotes|indicates|means|is)(?![^\s\w]))[ ]*([^\n]{0,60})", re.I)
_LEGEND = re.compile(
    r"\s*(?:/5\s*)?(?:=|-|:|means|is|are)?\s*[\"(]?(?:normal|good|fair|poor|trace|zero|none|no |full|absent|max|complete|against|palpable|contraction)", re.I
)
_LEGEND_WORDS = re.compile(r"\b(?:key|scale|legend|grading|grades?|out of 5|0\s?-\s?5|mrc)\b", re.I)
_GOAL_LEAD = re.compile(
    r"\W*(?:(?P<goal>(?:short|long)[ -]term goals?|goals?|ltgs?|stgs?)\b(?! (?:met|not met))|by (?:week|day|discharge|the end|\d+ (?:week|day|visit))|in (?:\w+ )?(?:weeks|days)\b)",
    re.I,
)
_GOAL_VERB = re.compile(r"\b(?:increase|improve|restore|achieve|attain|reach|progress|advance|return)\b", re.I)
_SIGNED_LETTER = re.compile(r"(?<!\w)[GFP][+-](?!\w)")
_TITLE = re.compile(r"[A-Z][a-z]{0,2}|vs|ms|dr|approx")
_GOAL_ITEM = re.compile(r"\s*(?:[-*\u2022>]+\s|\(?\d{1,2}[.)]?\s|\t)")
_DATE_BEFORE = re.compile(r"\b(?:on|since|from|dated|until|till|by|test|screen|seen?|visit|eval|date|onset|f/u)\s*$", re.I)


@dataclass(slots=True)
class Scope:
    """What a heading says about the lines below it, or about the list behind its colon."""

    side: str | None = None
    names: tuple[str, ...] = ()
    joint: str | None = None
    limb: str | None = None
    strength: bool = False
    myotomes: bool = False
    order: tuple[str, ...] = ()
    time: El | None = None
    line: int = -99
    used: bool = False
    count: int = 0
    section: Section | None = None


@dataclass(slots=True)
class Draft:
    """A grade on its way to a fact."""

    grade: Grade
    muscles: list[tuple[str, str | None]]
    own_side: str | None = None
    side: str | None = None
    order: int = 0
    time: El | None = None
    time_status: str | None = None
    bound: bool = False
    pain: bool = False
    legend: bool = False
    named: bool = False
    prefix_side: bool = False
    below: bool = False
    run: int = 0
    pair_order: tuple[str, ...] = ()


@dataclass(slots=True)
class State:
    """What carries on inside a unit."""

    muscles: list[tuple[str, str | None]] = field(default_factory=list)
    side: str | None = None
    order: tuple[str, ...] = ()
    time: El | None = None
    strength: bool = False
    context: bool = False
    """A strength word stands somewhere in the unit or above it: enough for figures without "/5"."""
    side_limb: str | None = None
    blocked: bool = False
    run: int = 0
    """Number of the sentence or clause, to tell lists apart."""
    scope: Scope = field(default_factory=Scope)
    limbs: list[str] = field(default_factory=list)
    """Limbs graded in the table above."""
    declared: list[tuple[str, ...]] = field(default_factory=list)
    """Orders declared in the unit itself."""
    parts: dict[str, dict[str, str | None]] = field(default_factory=dict)
    """Limbs whose proximal or distal part was graded, with their side."""


class Reader:
    """Reads one note; use :func:`read_strength`."""

    def __init__(self, view: NoteView, grades: list[Grade], items: list[Item]):
        self.view, self.text, self.grades, self.items = view, view.text, grades, items
        self._item_starts = [i.start for i in items]
        self._grade_starts = [g.start for g in grades]
        self.heading = Scope()
        self.columns: Columns | None = None
        self.found: list[Draft] = []
        self._marks: bool | None = None
        self.goal: tuple[int, El] | None = None
        self.listed: tuple[int, Scope] | None = None
        self.row_names: tuple[int, list[tuple[str, str | None]]] | None = None

    # ---------------------------------------------------------------- units

    def read(self) -> list[Draft]:
        """Read all units."""
        layout = self.view.layout
        done = -1
        for sentence in layout.sentences:
            if sentence.start < done:
                continue
            line = layout.line_index(sentence.start)
            span = layout.lines[line]
            end = sentence.end
            if sentence.end <= span.end and self._tabular(span):
                end = max(end, span.end)
                unit = Span(span.start, span.end) if sentence.start - span.start < 80 and not self.text[span.start : sentence.start].strip() else sentence
            else:
                unit = sentence
            unit = self._unbroken(unit, span)
            done = max(unit.end, end)
            if self.goal is not None and line - self.goal[0] == 1 and _GOAL_ITEM.match(self.text, span.start):
                self.goal = (line, self.goal[1])
            i, j = bisect_left(self._item_starts, unit.start), bisect_left(self._item_starts, unit.end)
            k, m = bisect_left(self._grade_starts, unit.start), bisect_left(self._grade_starts, unit.end)
            if i == j and k == m:
                if "/" in self.text[unit.start : unit.end] and unit is not sentence:
                    self._dates(unit, line)
                continue
            items = self.items[i:j]
            if self._matters(unit, items, k < m, line):
                self._unit(unit, items, self.grades[k:m], line)
        return self.found

    def _matters(self, unit: Span, items: Sequence[Item], graded: bool, line: int) -> bool:
        """Whether a unit can hold a grade of strength, a heading or a table header; cheap, and never wrong on no."""
        kinds = {i.kind for i in items}
        if graded or kinds & _WORD_GRADES:
            heading = self._heading_at(line, unit)
            return bool(
                kinds & _NAMING or self.columns is not None or self.goal is not None or heading.names or heading.strength
                or self.view.category_at(unit.start) == "strength" or _GOAL_LEAD.match(self.text, unit.start)
            )  # fmt: skip
        if unit.end - unit.start > 90:
            return bool(kinds & _LONG_MATTERS) or _GOAL_LEAD.match(self.text, unit.start) is not None
        return True

    def _unbroken(self, unit: Span, line: Span) -> Span:
        """A sentence that ends with the full stop of a muscle's abbreviation goes on to its grade ("brachiorad. 2-")."""
        if self.text[unit.end - 1 : unit.end] != "." or unit.end >= line.end:
            return unit
        i = bisect_left(self._item_starts, unit.end) - 1
        if i < 0 or self.items[i].end < unit.end - 1 or self.items[i].kind not in ("MUSCLE", "JOINT", "ACTION", "LIMB"):
            return unit
        follow = self.text[unit.end : line.end]
        return Span(unit.start, line.end) if follow[:2].strip().isdigit() or follow.lstrip()[:1].isdigit() else unit

    def _dates(self, unit: Span, line: int) -> None:
        """Take a line of dates as a table header."""
        found = dates_only(self.text, unit.start, unit.end, line)
        if found is not None:
            strength = self._heading_at(line, Span(self.view.layout.lines[line].start, 0)).strength
            self.columns = stacked(self.columns, replace(found, strength=strength))

    def _tabular(self, span: Span) -> bool:
        return TABULAR.search(self.text, span.start, span.end) is not None

    def _unit(self, unit: Span, items: Sequence[Item], grades: Sequence[Grade], line: int) -> None:
        els = _tidy(_elements(self.text, unit, items, grades))
        whole = unit.end >= self.view.layout.lines[line].end - 2 and not self.text[self.view.layout.lines[line].start : unit.start].strip(" -*\u2022>\t.0123456789)(")
        heading = self._heading_at(line, unit)
        if self.columns is not None and line - self.columns.line > REACH:
            self.columns = None
        if els and unit.end - unit.start < 90 and all(e.k in "G#/,t|-" for e in els):
            dates = dates_only(self.text, unit.start, unit.end, line)
            if dates is not None:
                self.columns = stacked(self.columns, replace(dates, strength=heading.strength))
                return
        found = header(self.text, unit.start, unit.end, els, line) if whole else None
        if found is not None and not any(e.k == "G" and "/5" in self.text[e.start : e.end] for e in els):
            self._header(found, els, line)
            return
        myotomes = heading.myotomes or any(e.k == "T" and e.v == "myotome" for e in els)
        compose = Composer(heading.joint, heading.limb, myotomes, self._last_joint)
        els = _lists(compose(els))
        strength = (
            heading.strength
            or self.view.category_at(unit.start) == "strength"
            or any(e.k == "T" for e in els)
            or bool(self.columns and self.columns.strength)
        )
        if strength or self.columns is not None or any(e.k == "V" for e in els) or _SIGNED_LETTER.search(self.text, unit.start, unit.end) or any(e.k == "G" and e.v.form == "fraction" for e in els) or (self.found and any(e.k == "Z" for e in els)):
            els = self._word_grades(els, unit, strength, heading)
        self._goal_list(els, unit, line)
        if not any(e.k == "G" for e in els):
            self._no_grade(els, unit, line, heading, whole)
            return
        if self._legend(els, unit, strength):
            return
        if self.columns is not None and self._row(els, unit, line, strength, heading):
            return
        self._prose(els, unit, line, strength, heading)

    def _heading_at(self, line: int, unit: Span) -> Scope:
        """The heading in force: it fades after some lines, and at the next section."""
        heading = self.heading
        if self.listed is not None and self.listed[0] == line:
            return self.listed[1]
        if line - heading.line > (3 if heading.used else REACH):
            return Scope()
        if heading.section != self.view.section_at(unit.start) and heading.section is not None and line != heading.line:
            return Scope()
        return heading

    def _goal_list(self, els: list[El], unit: Span, line: int) -> None:
        """A paragraph that opens with "Goals" or "By week six" speaks of goals to its end."""
        m = _GOAL_LEAD.match(self.text, unit.start, min(unit.end, unit.start + 40))
        if m and not (m["goal"] and any(e.k == "X" and e.v == "count" and self.view.lower[e.start : e.end] == "met" for e in els)):
            self.goal = (line, El("W", m.start(), m.end(), "goal"))
        elif self.goal is not None and self.goal[0] != line:
            items = line - self.goal[0] <= 1 and _GOAL_ITEM.match(self.text, self.view.layout.lines[line].start) and not self.text[unit.start : unit.end].rstrip().endswith(":")
            self.goal = (line, self.goal[1]) if items else None

    def _header(self, found: Columns, els: list[El], line: int) -> None:
        """Put a table header in force."""
        old = self.columns
        strength = found.strength or self._heading_at(line, Span(self.view.layout.lines[line].start, 0)).strength or self.view.category_at(els[0].start) == "strength"
        self.columns = stacked(old if old and line - old.line <= 2 else None, replace(found, strength=strength or found.strength))
        if found.strength:
            self.heading = Scope(strength=True, line=line, section=self.view.section_at(els[0].start))
        else:
            self.heading.line = max(self.heading.line, line) if line - self.heading.line <= REACH else self.heading.line
        scope = _heading_scope([e for e in els if e.k not in "SOW"], line)
        if scope.joint or scope.limb:
            self.heading.joint, self.heading.limb = scope.joint, scope.limb

    def _no_grade(self, els: list[El], unit: Span, line: int, heading: Scope, whole: bool) -> None:
        """A unit without grades: a heading, "same as right", or nothing."""
        if any(e.k == "Q" for e in els) and self._same(els, line):
            return
        last = self.text[unit.start : unit.end].rstrip()[-1:]
        if any(e.k == "T" and e.v == "strength" for e in els) and any(e.k == "S" and e.v == "bilateral" for e in els):
            if re.search(r"\b(?:equal|same|symmetric\w*|unless)\b", self.text[unit.start : unit.end], re.I):
                self.heading = Scope(side="bilateral", strength=True, line=line, section=self.view.section_at(unit.start))
                return
        if not (whole or last == ":") or last in ".!?" or unit.end - unit.start > 90:
            return
        dates = [m.span() for m in DATE.finditer(self.text, unit.start, unit.end)]
        unknown = sum(e.k in "wX#" and not any(a <= e.start < b for a, b in dates) for e in els)
        named = [e for e in els if e.k in "NSOTWK"]
        strength = any(e.k == "T" and e.v != "weakness" for e in els)
        if not named or unknown > (2 if strength or last == ":" else 0):
            return
        colon = last == ":"
        scope = _heading_scope(els, line)
        if not strength and not (scope.side or scope.names or scope.joint or scope.order):
            return
        if not strength and unknown and not colon:
            return
        scope.strength = strength or heading.strength
        scope.myotomes = any(e.k == "T" and e.v == "myotome" for e in els) or (heading.myotomes and not strength)
        if not strength and scope.side is None and scope.limb is None and heading.side and not any(e.k == "." for e in els):
            scope.side = heading.side
        if scope.side in OPPOSITE and not scope.names and heading.side == OPPOSITE[scope.side] and not heading.names and heading.line == line - 1:
            scope.order, scope.side = (str(heading.side), str(scope.side)), None
        if not strength and not scope.order:
            scope.order = heading.order
        if not strength and scope.joint is None and scope.limb is None:
            scope.joint, scope.limb, scope.names = heading.joint, heading.limb, heading.names
        self.heading = scope

    def _same(self, els: list[El], line: int) -> bool:
        """ "L: same as right": the grades of the other side hold for this side, too."""
        sides = [e.v for e in els if e.k == "S"] + [e.v.side for e in els if e.k == "N" and e.v.side]
        if len(sides) != 1 or sides[0] not in OPPOSITE or not self.found:
            return False
        side = sides[0]
        names = {m for e in els if e.k == "N" and not e.v.whole for m in e.v.muscles}
        added = []
        for draft in reversed(self.found):
            at = self.view.layout.line_index(draft.grade.start)
            if line - at > REACH * 3:
                break
            muscles = [m for m, s in draft.muscles if (s or draft.side) == OPPOSITE[side] and (not names or m in names)]
            if muscles and draft.time_status in (None, "present"):
                added.append(replace(draft, muscles=[(m, side) for m in muscles], side=side))
        self.found += reversed(added)
        return bool(added)

    def _last_joint(self, at: int, actions: tuple[str, ...]) -> str | None:
        """The joint named last before an offset that has all the actions; the nearest behind it when there is none."""
        i = bisect_left(self._item_starts, at)
        for item in (*reversed(self.items[max(0, i - 150) : i]), *self.items[i : i + 60]):
            if item.kind in ("JOINT", "SITE"):
                joint: str | None = item.value
            elif item.kind == "MUSCLE":
                joint = joint_of(item.value)
            else:
                continue
            if joint and all(composed(joint, a) for a in actions):
                return joint
        return None

    # ---------------------------------------------------------------- words as grades

    def _word_grades(self, els: list[El], unit: Span, strength: bool, heading: Scope) -> list[El]:
        """Turn NORMAL, GRADE_WORD and letter elements into grades where they say strength."""
        in_section = heading.strength or self.view.category_at(unit.start) == "strength"
        if any(e.k == "N" for e in els) and (strength or _SIGNED_LETTER.search(self.text, unit.start, unit.end)):
            taken = [e for e in els if e.k in "GS"]
            for g in shapes.letters(self.text, unit.start, unit.end):
                if not any(e.start < g.end and g.start < e.end for e in taken):
                    els = _insert(els, El("G", g.start, g.end, g))
        signed = any(e.k == "N" for e in els) and any(
            e.k == "V" and shapes.word(self.text, e.start, e.end, e.v).signed for e in els
        )
        out: list[El] = []
        last = -1
        for i, e in enumerate(els):
            if e.k == "Z" and ((last >= 0 and i - last > 1 and all(x.k in "NS:,-/&p|t" for x in els[last + 1 : i])) or self._normal(els, i, in_section)):
                last = i
                out.append(El("G", e.start, e.end, Grade(e.start, e.end, e.v, None, "normal")))
            elif e.k == "V" and (strength or signed) and self._graded_word(els, i, in_section):
                g = shapes.word(self.text, e.start, e.end, e.v)
                out.append(El("G", g.start, g.end, g))
            else:
                out.append(e)
        return out

    def _normal(self, els: list[El], i: int, in_section: bool) -> bool:
        """Whether "normal", "full", "WNL" ... at ``i`` is said of strength."""
        for e in els[i + 1 : i + 4]:
            if e.k == "T":
                return bool(e.v == "strength" and self._is_strength(e))
            if e.k not in "p&":
                break
        follow = els[i + 1] if i + 1 < len(els) else None
        if follow is not None and follow.k in "Xw" and follow.start - els[i].end <= 2 and els[i].v == "WNL" and self.text[els[i].start].lower() in "nfi":
            return False
        prior = next((e for e in reversed(els[:i]) if e.k not in "p:TC"), None)
        if self._in_table(els, i):
            return True
        if prior is not None and prior.k in "SN" and self.found and self.view.layout.line_index(self.found[-1].grade.start) == self.view.layout.line_index(els[i].start) and not any(e.k in "Xw" for e in els[:i]):
            return True
        if prior is not None and prior.k in "SN" and any(e.k == "G" and e.v.form == "fraction" for e in els[:i]) and not any(e.k == "X" for e in els[:i]):
            return True
        subject = None
        listed = False
        for e in reversed(els[:i]):
            if e.k in ";.()GZ" and not (e.k in "()" and subject is None):
                break
            if e.k == "X":
                if subject is None:
                    subject = "X"
                listed = True
                continue
            if e.k == "w":
                if subject is None:
                    subject = "w" if e.end - e.start > 3 else None
                listed = False if subject != "X" else listed
                continue
            if e.k == "T" and e.v == "strength":
                if not self._is_strength(e):
                    return False
                if subject == "X":
                    between = [x.k for x in els[els.index(e) + 1 : i] if x.k not in "p"]
                    return listed and all(k in "X,&/p" for k in between)
                return subject != "w"
            if e.k == "N" and subject is None:
                subject = "N"
            if e.k == "," and subject == "w":
                break
        if in_section and subject == "N":
            return True
        return bool(in_section and subject is None and prior is not None and prior.k in "NS")

    def _is_strength(self, e: El) -> bool:
        """Whether a strength word says strength; "motor intact" says no more than that nothing was paralysed."""
        word = self.view.lower[e.start : e.end]
        return not word.startswith("motor") or "strength" in word or "power" in word

    def _in_table(self, els: list[El], i: int) -> bool:
        """Whether the element fills a cell of a strength table."""
        if self.columns is None or not (self.columns.strength or self.columns.used):
            return False
        first = next((e for e in els if e.k not in "|t-,"), None)
        return first is not None and first.k in "NS" and not any(e.k in "wXT" for e in els[:i]) and any(e.k in "|t," for e in els[:i])

    def _graded_word(self, els: list[El], i: int, in_section: bool) -> bool:
        """Whether "good", "fair" ... at ``i`` is the grade of a muscle."""
        signed = shapes.word(self.text, els[i].start, els[i].end, els[i].v).signed
        for e in reversed(els[:i]):
            if e.k == "N":
                return in_section or signed or not e.v.whole
            if e.k == "T":
                if signed and any(x.k == "N" for x in els):
                    return True
                continue
            if e.k not in "SW:pOC,V":
                return False
        return in_section and i + 1 < len(els) and els[i + 1].k in "NS"

    # ---------------------------------------------------------------- legends

    def _legend(self, els: list[El], unit: Span, strength: bool) -> bool:
        """ "5/5 = normal, 3/5 = ...": a legend; its grades are conditional."""
        gs = [e for e in els if e.k == "G" and e.v.form in ("fraction", "bare")]
        names = [e for e in els if e.k == "N"]
        if not gs or (names and not any(re.match(r"\s*(?:=|means)", self.text[e.end : e.end + 7]) for e in gs)):
            return False
        explained = [e for e in gs if _LEGEND.match(self.text, e.end)]
        equals = [e for e in explained if re.match(r"\s*(?:=|means|is|are)", self.text[e.end : e.end + 7])]
        words = _LEGEND_WORDS.search(self.text, unit.start, unit.end) is not None
        if not (len(explained) >= 2 and (words or strength or equals)) and not (equals and (words or strength)):
            return False
        for e in gs:
            if e in explained or e.v.form == "fraction":
                draft = Draft(e.v, [(UNSPECIFIED, None)], legend=True)
                self.found.append(draft)
        return True

    # ---------------------------------------------------------------- rows

    def _row(self, els: list[El], unit: Span, line: int, strength: bool, heading: Scope) -> bool:
        """A row under a table header; False where it is none."""
        columns = self.columns
        if columns is None:
            return False
        groups = self._row_groups(els, unit)
        if groups is None:
            return False
        if len(groups) == 1 and not groups[0].muscles and groups[0].side and self.row_names and line - self.row_names[0] == 1:
            groups = [groups[0]._replace(muscles=self.row_names[1])]
        values = [v for g in groups for v in g.values]
        evidence = strength or columns.strength or any(v.el.k == "G" and (v.el.v.signed or v.el.v.form == "fraction") for v in values)
        order = next((g.order for g in groups if g.order), ()) or ()
        drafts: list[Draft] = []
        tabular = TABULAR.search(self.text[unit.start : unit.end].strip()) is not None
        if not tabular and (len(groups) > 1 or any(e.k in "wp" for e in els)):
            return False
        roles = assign(columns, values, order, tabular and len(groups) == 1)
        at = 0
        for group in groups:
            mine = roles[at : at + len(group.values)] if roles else assign(columns, group.values, group.order, tabular)
            at += len(group.values)
            if mine is None:
                return False
            for value, role in zip(group.values, mine, strict=True):
                if value.el.k != "G" or (role is not None and role.skip) or not group.muscles:
                    continue
                drafts += self._cell(value.el.v, role, group, heading, columns)
        if not drafts:
            columns_line = line if any(g.muscles for g in groups) else columns.line
            self.columns = replace(columns, line=columns_line)
            return any(g.muscles for g in groups)
        if not evidence and not self._table_like(unit):
            return False
        self.columns = replace(columns, line=line, used=True)
        self.row_names = (line, groups[-1].muscles)
        if heading is self.heading:
            heading.line, heading.used = line, True
        pain = self._row_pain(unit, values)
        for draft in drafts:
            draft.pain = draft.pain or pain
        self.found += drafts
        return True

    def _table_like(self, unit: Span) -> bool:
        return TABULAR.search(self.text, unit.start, unit.end) is not None

    def _row_pain(self, unit: Span, values: Sequence[Value]) -> bool:
        last = values[-1].el.end
        return _says_pain(self.text, last, unit.end) and self._mark_is_pain(self.text[last : last + 2])

    def _row_groups(self, els: list[El], unit: Span) -> list[RowGroup] | None:
        """Split a row into name and value groups; None where it has labels of its own or reads like prose."""
        groups: list[RowGroup] = []
        muscles: list[tuple[str, str | None]] = []
        values: list[Value] = []
        side: str | None = None
        order: tuple[str, ...] = ()
        cell = 0
        leading: list[Value] = []
        unknown = 0
        for n, e in enumerate(els):
            if e.k == "|":
                cell += 1
            elif e.k == "t":
                cell += 1
            elif e.k == "N":
                if values and muscles:
                    groups.append(RowGroup(muscles, side, order, values))
                    muscles, values, side, order = [], [], None, ()
                elif values:
                    leading, values = values, []
                muscles += [(m, e.v.side or ("bilateral" if e.v.plural else None)) for m in e.v.muscles]
            elif e.k == "S":
                if values:
                    after = [x.k for x in els[n + 1 :]]
                    if "G" in after or els[n - 1].k == "G":
                        return None
                else:
                    side = e.v
            elif e.k == "O":
                order = e.v
            elif e.k in "Gn":
                if e.k == "G" and e.v.form == "word" and not values:
                    return None
                values += self._value(e, e.start - unit.start, cell)
            elif e.k == "#" and (values or muscles):
                values.append(Value(e, e.start - unit.start, cell))
            elif e.k == "W" and (values or muscles) and e.d != "header":
                return None
            elif e.k in "X":
                if e.v in ("rom", "reflex", "tone", "edema", "sense"):
                    return None
            elif e.k in "wy<" and not values:
                unknown += 1
            elif e.k in ">uf":
                return None
            elif e.k == "-" and (values or muscles) and EMPTY.match(self.text, e.start) and self.text[e.start - 1 : e.start].isspace() and self.text[e.end : e.end + 1] in ("", " ", "|", "\t", "\n"):
                values.append(Value(e, e.start - unit.start, cell))
        if unknown > 3:
            return None
        groups.append(RowGroup(muscles, side, order, leading + values))
        if not any((g.muscles or g.side) and g.values for g in groups):
            return None
        return groups

    def _limbs_so_far(self) -> list[str]:
        """Limbs of the last grades, for "distal" in a row of its own."""
        limbs = {info(m)[1] for d in self.found[-12:] for m, _ in d.muscles}
        return [limb for limb in ("UE", "LE") if limb in limbs]

    def _value(self, e: El, at: int, cell: int) -> list[Value]:
        """A value; a pair under two side columns is two values."""
        columns = self.columns
        if e.k == "G" and e.v.form == "pair" and columns is not None and len(columns.sides) == 2 and set(columns.sides) == set(OPPOSITE):
            one, two = _halves(self.text, e.v)
            return [Value(El("G", g.start, g.end, g), at, cell) for g in (one, two)]
        return [Value(e, at, cell)]

    def _cell(self, grade: Grade, role: Role | None, group: RowGroup, heading: Scope, columns: Columns) -> list[Draft]:
        """Drafts of one cell."""
        side = (role.side if role else None) or group.side
        if len(group.values) == 1 and len(columns.sides) > 1:
            if group.side or all(s for _, s in group.muscles):
                side = group.side
            elif all(is_axial(m) for m, _ in group.muscles):
                side = None
        time = role.cue if role else None
        status = role.time if role else None
        pain = grade.pain and self._mark_is_pain(self.text[grade.end : grade.end + 3])
        parts: list[tuple[Grade, str | None]] = [(grade, side)]
        order = group.order or heading.order
        if grade.form == "pair" and grade.second is not None:
            first, second = _halves(self.text, grade)
            if order and not side:
                parts = [(first, order[0]), (second, order[1])]
            elif first.low == second.low:
                parts = [(grade, side or "bilateral")]
            else:
                parts = [(first, side), (second, side)]
        elif order and not side and not (role and role.side):
            parts = [(grade, "bilateral")]
        out = []
        for g, s in parts:
            named = _parts(group.muscles, State(limbs=self._limbs_so_far()))
            muscles = [(m, ms if s is None or s == "bilateral" and ms else s) for m, ms in named]
            draft = Draft(g, [(m, ms or (None if is_axial(m) else heading.side)) for m, ms in muscles], side=None, time=time, time_status=status, pain=pain, named=True)
            out.append(draft)
        return out

    # ---------------------------------------------------------------- prose

    def _prose(self, els: list[El], unit: Span, line: int, strength: bool, heading: Scope) -> None:
        """A sentence or a row that carries its own labels."""
        in_section = self.view.category_at(unit.start) == "strength"
        near = heading.strength and line - heading.line <= 1
        state = State(order=heading.order, scope=heading, strength=near or in_section, context=strength)
        if self.columns is not None and line - self.columns.line <= 2:
            state.limbs = self._limbs_so_far()
        if self.goal is not None and self.goal[0] == line:
            state.time = self.goal[1]
        if self.columns is not None and line - self.columns.line <= 1 and self.goal is None and not state.order and len(self.columns.sides) == 2 and set(self.columns.sides) <= set(OPPOSITE):
            state.order = self.columns.sides
        orders = [i for i, e in enumerate(els) if e.k == "O"]
        if len(orders) == 1 and not state.order and (
            any(e.k == "G" and e.v.form == "pair" for e in els[: orders[0]])
            or (orders[0] >= len(els) - 2 and sum(e.k == "G" for e in els) > 1 and not any(e.k == "S" for e in els))
        ):
            state.order = els[orders[0]].v
        drafts: list[Draft] = []
        for clause in _clauses(els):
            self._clause(clause, state, drafts, unit, heading)
        _close(drafts, els)
        if len(drafts) == 1 and heading.order and not drafts[0].named and not drafts[0].own_side and heading.names:
            # a column of cells, one a line: the sides come in the order declared
            drafts[0].side = heading.order[heading.count % 2]
            heading.count += 1
        if drafts:
            if heading is self.heading:
                heading.line, heading.used = line, True
            if state.scope is not heading:
                self.listed = (line, state.scope)
        self.found += drafts

    def _clause(self, els: list[El], state: State, drafts: list[Draft], unit: Span, heading: Scope) -> None:
        for before, g, after, arrow in _attach(els, state):
            draft = self._grade(before, g, after, state, drafts, unit)
            if draft is None:
                continue
            if arrow and drafts and (drafts[-1].time_status in (None, "present") or drafts[-1].time is draft.time):
                goal = draft.time_status == "goal"
                drafts[-1].time_status, drafts[-1].time = ("present" if goal else "past"), arrow
                if not goal:
                    draft.time_status, draft.time = "present", arrow
            drafts.append(draft)

    def _grade(self, before: list[El], g: El, after: list[El], state: State, drafts: list[Draft], unit: Span) -> Draft | None:
        """One grade with what stands before and behind it; None where it is no grade of strength."""
        grade: Grade = g.v
        own, side, trail, flags = _gather(before, state, self.text)
        if flags.restart:
            state.muscles, state.side = [], None
        behind, back, suffix_time, after_x, throughout, other = _behind(after, bool(own))
        told = bool(after) and (after[0].k == "T" or (bool(behind) and after[0].k in "pTSN"))
        if flags.x in ("pain", "reflex", "tone", "edema") and not (after and after[0].k == "T"):
            return None
        if flags.x and not (grade.form in ("fraction", "bare") and (own or told) and (told or grade.form == "fraction")):
            return None
        if state.blocked and not (grade.form == "fraction" and own):
            return None
        if after_x in _ADJACENT_REJECT or (after_x in ("pain", "other", "rom", "sense") and not own and not state.strength):
            return None
        if after_x == "other" and not own:
            return None
        if grade.form in ("bare", "pair", "normal") and _denied_later(after):
            return None
        if grade.form == "normal" and any(e.k == "X" and self.view.lower[e.start : e.end] in _FACE for e in (*before, *after)):
            return None
        if flags.number and not own and not flags.strength:
            return None
        throughout, other = throughout or flags.throughout, other or flags.other
        used_side = trail or side
        # muscles
        muscles = own
        if behind and not muscles and (throughout or other) and any(e.k == "w" and str(e.v).lower().startswith("includ") for e in after):
            muscles = self._everywhere(state, throughout, other)
            muscles = muscles + [(m, s or muscles[0][1]) for m, s in behind]
        elif behind and not muscles:
            muscles = [(m, s or trail or None) for m, s in behind]
        elif behind and muscles:
            muscles = _refine(muscles, behind)
        named = bool(muscles)
        if len(own) == 1 and own[0][0].endswith(" side") and not trail and drafts and drafts[-1].own_side == OPPOSITE.get(own[0][1] or "") and state.muscles and not any(is_whole(m) for m, _ in state.muscles):
            used_side, side, muscles, own, named = own[0][1], own[0][1], [], [], False
        if not named and (throughout or other):
            if used_side in OPPOSITE and not state.scope.names:
                here = self._other_side(drafts, str(used_side), [], True)
                muscles = here or [(f"{used_side} side", used_side)]
            else:
                muscles = self._everywhere(state, throughout, other)
            named = bool(muscles)
        carried = False
        if not muscles and state.muscles and not flags.unknown and not flags.strength:
            muscles, carried = state.muscles, True
            if used_side in OPPOSITE or back in OPPOSITE:
                now = back or used_side
                muscles = self._other_side(drafts, now, muscles, flags.broken)
        if not muscles and state.scope.names and not flags.unknown:
            muscles = [(m, None) for m in state.scope.names]
            if state.scope.names and throughout:
                named = True
        if not muscles:
            if used_side in OPPOSITE and not back and not carried and grade.form != "normal" and self._side_alone(before):
                muscles = [(f"{used_side} side", used_side)]
            elif used_side in OPPOSITE and grade.form == "normal" and self._side_alone(before) and state.muscles:
                muscles = [(f"{used_side} side", used_side)]
            elif not (state.strength or flags.strength or behind or (after and after[0].k == "T")):
                return None
            else:
                muscles = [(UNSPECIFIED, None)]
        muscles = _parts(muscles, state)
        # gate for figures without "/5"
        if grade.form in ("bare", "pair", "letter") and not self._bare_counts(grade, g, before, after, muscles, named, carried, state, drafts, unit):
            return None
        if grade.form == "fraction" and muscles[0][0] == UNSPECIFIED and len(muscles) == 1:
            if _DATE_BEFORE.search(self.text, max(unit.start, g.start - 20), g.start) or flags.far:
                return None
            if not flags.strength and not (after and after[0].k == "T") and any(e.k in "wX" for e in after[:2]):
                return None
        # sides
        draft = Draft(grade, muscles, named=named, run=state.run)
        draft.own_side = back or trail or side
        draft.prefix_side = bool(side or trail) and not back
        if carried and draft.own_side:
            draft.muscles = [(m, None) for m, _ in muscles]
        if not carried:
            if back:
                bilateral = back == "bilateral" and all(d.own_side == "bilateral" for d in drafts)
                state.side, state.side_limb = ("bilateral" if bilateral else None), None
            elif side:
                state.side, state.side_limb = side, None
            for m, s in muscles:
                if s and s != "both" and not back and not side:
                    state.side, state.side_limb = s, info(m)[1]
        draft.side = draft.own_side
        if carried and draft.side is None and drafts and grade.form != "pair":
            draft.side = drafts[-1].side
            draft.muscles = list(drafts[-1].muscles) if len(drafts[-1].muscles) == len(muscles) else draft.muscles
        if draft.side is None and state.side and (state.side_limb is None or all(info(m)[1] == state.side_limb for m, _ in muscles)):
            draft.side = state.side if not all(s == "both" for _, s in muscles) else None
        if draft.side is None:
            draft.side = state.scope.side
        self._order(draft, state, drafts, carried, bool(own))
        # time
        time = suffix_time or state.time or state.scope.time
        if suffix_time is None and flags.was and not own and carried:
            time = flags.was
        if time is not None:
            draft.time, draft.time_status = time, time.v
        elif before and before[-1].k == "p" and _GOAL_VERB.search(self.text, unit.start, g.start) and self.view.lower[: g.start].rstrip().endswith(" to"):
            draft.time, draft.time_status = El("W", before[-1].start, before[-1].end, "goal"), "goal"
        if flags.from_ is not None:
            draft.time, draft.time_status = flags.from_, "past"
        draft.bound = flags.bound or self._or_more(g.end)
        draft.below = flags.below
        draft.pain = (grade.pain and self._mark_is_pain(self.text[g.end : g.end + 3])) or self._pain_behind(g, after, unit)
        if not carried:
            state.muscles = [(m, s) for m, s in muscles]
            for m, s in muscles:
                part, _, base = m.partition(" ")
                if part in ("proximal", "distal"):
                    state.parts.setdefault(part, {})[base] = s
        return draft

    def _or_more(self, end: int) -> bool:
        return re.match(r"\s*(?:or (?:more|greater|better|above)|and (?:above|greater))\b", self.text[end : end + 20]) is not None

    @staticmethod
    def _side_alone(before: list[El]) -> bool:
        """Whether a side and nothing else names what is graded ("L 5/5", "right side is 5/5")."""
        ks = [e.k for e in before if e.k not in "p,:&T;"]
        return bool(ks) and ks[-1] == "S" and "w" not in ks[-2:]

    def _other_side(self, drafts: list[Draft], side: str, muscles: list[tuple[str, str | None]], broken: bool) -> list[tuple[str, str | None]]:
        """Muscles of "r 5/5" behind "quad 3+/5 l, ham 4/5 l": all those just graded on the other side."""
        opposite: list[str] = []
        for d in reversed(drafts):
            sides = {s or d.side for _, s in d.muscles}
            if sides != {OPPOSITE[side]} or not d.named or d.run != drafts[-1].run:
                break
            opposite = [m for m, _ in d.muscles if m not in opposite] + opposite
        if len(opposite) <= 1:
            return muscles
        if broken:
            joints, limbs = {joint_of(m) for m in opposite}, {info(m)[1] for m in opposite}
            if len(joints) == 1 and (joint := next(iter(joints))) in GROUP_OF_JOINT:
                return [(GROUP_OF_JOINT[joint], side)]
            if limbs <= {"UE"} or limbs <= {"LE"}:
                return [("upper extremity" if "UE" in limbs else "lower extremity", side)]
            return [(f"{side} side", side)]
        if set(opposite) == {"upper extremity", "lower extremity"}:
            return [(f"{side} side", side)]
        return [(m, None) for m in opposite]

    def _everywhere(self, state: State, throughout: bool, other: bool) -> list[tuple[str, str | None]]:
        """Muscles of "throughout" and "otherwise": the limb of the heading or of the clause, else all extremities."""
        scope = state.scope
        if scope.names:
            return [(m, None) for m in scope.names]
        if scope.side in OPPOSITE:
            return [(f"{scope.side} side", scope.side)]
        return [("all extremities", "bilateral")]

    def _bare_counts(self, grade: Grade, g: El, before: list[El], after: list[El], muscles: list[tuple[str, str | None]], named: bool, carried: bool, state: State, drafts: list[Draft], unit: Span) -> bool:
        """Whether a grade without "/5" is one: beside a muscle, in a strength context."""
        if muscles[0][0] == UNSPECIFIED and not (state.strength and grade.signed and (not before or before[-1].k != 'w')):
            return False
        context = state.context or any(d.grade.form == "fraction" or d.grade.signed for d in drafts) or " out of five" in self.view.lower[g.end : unit.end]
        if not context and not grade.signed:
            return False
        if not context and grade.low.endswith("+") and all(m in _REFLEX_SITES for m, _ in muscles):
            return False
        if grade.form == "letter" and not (state.context or grade.signed or any(d.grade.form == "letter" for d in drafts)):
            return False
        if grade.form == "pair" and not (context or grade.signed):
            return False
        near = [e.k for e in before if e.k not in "p:TBWOCt-=uf>"]
        if grade.signed and grade.form == "bare" and not (state.context or drafts) and after and after[0].k == "w" and after[0].start - g.end <= 1:
            return False
        if grade.form != "letter" and not grade.signed:
            follow = self.text[g.end : g.end + 12]
            m = re.match(r"\s?([a-z]+|%|\d)", follow, re.I)
            nxt = next((e for e in after), None)
            if m and not (nxt is not None and nxt.start - g.end <= 2 and nxt.k in "NSWCETZQGR&p") and "\n" not in follow[: m.end()] and "  " not in follow[: m.end()]:
                return False
        if after and after[0].k == "T" and muscles[0][0] != UNSPECIFIED:
            return True
        while near and near[-1] in "S&,/|;(>)":
            near.pop()
        if near and near[-1] == "N":
            return True
        if not near:
            if not grade.signed and before and before[-1].k == "W" and after and after[0].k in "NS" and before[-1].v == "goal":
                return False  # "LTG 1 hip abd ...": the number of the goal
            return carried or bool(state.scope.names) or bool(after and after[0].k in "NpST") and named
        return grade.signed and state.strength and near[-1] not in "#X"

    def _order(self, draft: Draft, state: State, drafts: list[Draft], carried: bool, own: bool) -> None:
        """Give the grades of a pair their sides from the order declared."""
        order = state.order
        if draft.grade.form == "pair":
            draft.pair_order = order
            return
        if not order or draft.own_side:
            return
        if any(s and s != "both" for _, s in draft.muscles):
            return
        if carried and drafts and drafts[-1].order == 1 and drafts[-1].grade.form != "pair":
            drafts[-1].side, draft.side, draft.order = order[0], order[1], 2
        else:
            draft.order = 1
            draft.side = "bilateral"
            if any(e is order for e in state.declared):
                draft.own_side = "bilateral"

    def _pain_behind(self, g: El, after: list[El], unit: Span) -> bool:
        i = bisect_right(self._grade_starts, g.start)
        end = min(self._grade_starts[i] if i < len(self._grade_starts) else unit.end, unit.end, g.end + 60)
        return _says_pain(self.text, g.end, end)

    def _mark_is_pain(self, mark: str) -> bool:
        """Whether ``*`` stands for pain: by the note's legend, by convention where it has none."""
        if "*" not in mark:
            return True
        if self._marks is None:
            self._marks = True
            m = _LEGEND_MARK.search(self.text)
            if m is not None:
                self._marks = re.search(r"pain|p!|\bpn\b|sore", m.group(1), re.I) is not None
        return self._marks


class RowGroup(NamedTuple):
    """A name with its values in a table row."""

    muscles: list[tuple[str, str | None]]
    side: str | None
    order: tuple[str, ...]
    values: list[Value]


class Flags(NamedTuple):
    """What else stands before a grade."""

    x: str | None
    number: bool
    unknown: bool
    strength: bool
    throughout: bool
    other: bool
    bound: bool
    below: bool
    restart: bool
    broken: bool
    far: bool
    was: El | None
    from_: El | None


def read_strength(view: NoteView) -> Iterable[Strength]:
    """Read the strength grades of a note."""
    grades = shapes.lex(view.text, view.lower)
    items = [i for i in view.items if i.kind in LETTER]
    if not grades and not any(i.kind in ("NORMAL", "GRADE_WORD") for i in items) and not _SIGNED_LETTER.search(view.text):
        return []
    drafts = Reader(view, grades, items).read()
    return _facts(view, drafts)


# -------------------------------------------------------------------- elements


def _elements(text: str, unit: Span, items: Sequence[Item], grades: Sequence[Grade]) -> list[El]:
    """Elements of a unit in text order: lexicon items, grades, and what stands between them."""
    tokens = [El(LETTER[i.kind], i.start, i.end, i.value, _detail(i)) for i in items]
    tokens += [El("G", g.start, g.end, g) for g in grades]
    tokens.sort(key=lambda e: (e.start, -e.end))
    out: list[El] = []
    at = unit.start
    for e in tokens:
        if e.start < at:
            if e.k == "G" and out and out[-1].k in "w" and False:
                continue
            continue
        if e.start > at:
            _between(text, at, e.start, out)
        if e.k == "S" and e.v in ("left", "right") and e.end - e.start == 1 and text[e.end : e.end + 1] in "'\u2019" and text[e.end + 1 : e.end + 2].isalpha():
            at = e.end
            continue
        out.append(e)
        at = e.end
    if unit.end > at:
        _between(text, at, unit.end, out)
    return out


def _detail(item: Item) -> Any:
    data = item.data
    if item.kind == "JOINT":
        return "plural" if data.get("plural") else ""
    if item.kind == "ACTION":
        return data.get("joint", "")
    if item.kind == "LIMB":
        return data.get("side", ""), data.get("plural", "")
    if item.kind == "TIME":
        return data.get("use", "")
    if item.kind == "MYOTOME":
        return str(data.get("literal", ""))[:1].lower()
    return None


def _between(text: str, start: int, end: int, out: list[El]) -> None:
    """Append the elements of a stretch without lexicon items."""
    gap = text[start:end]
    if gap == " ":
        return
    for k, a, b, v in _gap(gap) if len(gap) <= 8 else _lex_gap(gap):
        if k == "nl":
            # a wrapped line: it ends a clause only behind a finished grade
            if not out or out[-1].k not in "GS" or not any(e.k == "G" for e in out[-3:]):
                continue
            k = ";"
        elif k == "." and a + 1 < len(gap) and out and out[-1].k == "w" and out[-1].end == start + a and _TITLE.fullmatch(out[-1].v or ""):
            continue  # "Mrs. G.", "Dr. Lee"
        out.append(El(k, start + a, start + b, v))


@lru_cache(maxsize=2048)
def _gap(gap: str) -> tuple[tuple[str, int, int, str | None], ...]:
    return tuple(_lex_gap(gap))


def _lex_gap(gap: str) -> list[tuple[str, int, int, str | None]]:
    found: list[tuple[str, int, int, str | None]] = []
    for m in _GAP.finditer(gap):
        raw = m.group()
        c = raw[0]
        if c.isalpha():
            word = raw.lower()
            if word in _AND:
                k = "&"
            elif word == "was" or word == "were":
                k = "u"
            elif word in _SPOKEN_STOPS:
                k = _SPOKEN_STOPS[word]
            elif word == "from":
                k = "f"
            elif word in _PREPOSITIONS:
                k = "p"
            elif word in _FILLERS:
                continue
            else:
                k = "w"
        elif c.isdigit():
            k = "#"
        elif raw in _RELATIONS:
            k = _RELATIONS[raw]
        elif c == "\n":
            k = "nl"
        elif c == "\t":
            k = "t"
        elif c == " ":
            k = ","
        elif c in "&+":
            k = "&"
        elif raw[:2] == "..":
            k = "-"
        elif c == ">":
            k = "y"
        else:
            k = c
        found.append((k, m.start(), m.end(), raw))
    return found


def _insert(els: list[El], e: El) -> list[El]:
    """The elements with one more, which replaces plain words at its place."""
    kept = [x for x in els if not (x.start < e.end and e.start < x.end and x.k in "wPp-&")]
    kept.append(e)
    kept.sort(key=lambda x: x.start)
    return kept


def _tidy(els: list[El]) -> list[El]:
    """Merge sides to orders and "both", drop comparisons (L > R), open brackets round sides, drop asides."""
    out: list[El] = []
    for e in els:
        out.append(e)
        if e.k == "S" and len(out) >= 3 and out[-3].k == "S":
            one, sep = out[-3], out[-2]
            if sep.k in "y<" or (sep.k == ">" and not any(x.k == "G" for x in out)):
                del out[-3:]
            elif OPPOSITE.get(one.v) == e.v and (sep.k == "/" or (sep.k in ";|-:" and e.start - one.end == 1)):
                out[-3:] = [El("O", one.start, e.end, (one.v, e.v))]
            elif OPPOSITE.get(one.v) == e.v and sep.k in "&=":
                out[-3:] = [El("S", one.start, e.end, "bilateral")]
        elif e.k in "QS" and len(out) >= 2 and out[-2].k == "O" and (e.k == "Q" or e.v == "bilateral"):
            out[-2:] = [El("S", out[-2].start, e.end, "bilateral")]
    return _brackets(out)


def _brackets(els: list[El]) -> list[El]:
    out: list[El] = []
    i, n = 0, len(els)
    while i < n:
        e = els[i]
        if e.k == "(":
            j = i + 1
            while j < n and els[j].k not in "()":
                j += 1
            inside = els[i + 1 : j]
            if j < n and els[j].k == ")" and out and out[-1].k == "Y" and any(x.k in "JAM" for x in inside):
                out.pop()
                out += inside
                i = j + 1
                continue
            if j < n and els[j].k == ")" and not any(x.k in "GZVn" for x in inside):
                keep = [x for x in inside if x.k in "SOWCTQB"]
                if keep and not any(x.k in "w#" for x in inside):
                    out += keep
                elif any(x.k in "SO" for x in inside) and (len(inside) <= 3 or any(x.k == "Q" for x in inside)):
                    out += [x for x in keep if x.k != "Q"]
                i = j + 1
                continue
        out.append(e)
        i += 1
    return out


def _lists(els: list[El]) -> list[El]:
    """Replace "names:" in front of other names by one heading element ``K``."""
    out: list[El] = []
    for i, e in enumerate(els):
        if e.k == ":":
            j = i + 1
            while j < len(els) and els[j].k in "SOWpTC-":
                j += 1
            if j < len(els) and els[j].k == "N":
                k = len(out)
                while k > 0 and out[k - 1].k in "NSOT/&" and not (out[k - 1].k == "N" and not out[k - 1].v.whole):
                    k -= 1
                part = out[k:]
                if any(x.k in "NSO" for x in part):
                    scope = _heading_scope(part, -1)
                    out[k:] = [x for x in part if x.k == "T"] + [El("K", part[0].start, e.end, scope)]
                    continue
        out.append(e)
    return out


def _heading_scope(els: Sequence[El], line: int) -> Scope:
    """The scope a heading's elements declare."""
    scope = Scope(line=line)
    names: list[str] = []
    for e in els:
        if e.k == "S":
            scope.side = e.v
        elif e.k == "O":
            scope.order = e.v
        elif e.k == "K":
            inner: Scope = e.v
            scope.side, scope.joint, scope.limb = inner.side or scope.side, inner.joint or scope.joint, inner.limb or scope.limb
            names += inner.names
        elif e.k == "N":
            name: Name = e.v
            if name.side and name.muscles != ("all extremities",):
                scope.side = name.side
            elif name.plural and scope.side is None and name.whole == "limb":
                scope.side = "bilateral"
            if name.whole == "limb":
                scope.limb = info(name.muscles[0])[1]
                names += [m for m in name.muscles]
            elif name.whole == "joint":
                scope.joint = joint_of(name.muscles[0]) or scope.joint
                names += name.muscles
            elif name.whole != "part":
                names += name.muscles
                scope.joint = joint_of(name.muscles[-1]) or scope.joint
        elif e.k == "W" and e.d != "header" and scope.time is None:
            scope.time = e
    if len([e for e in els if e.k == "W"]) != 1 or any(e.k == "#" for e in els):
        scope.time = None
    if len({info(m)[1] for m in names}) > 1:
        scope.limb = None
    scope.names = tuple(dict.fromkeys(names))
    return scope


def _clauses(els: list[El]) -> list[list[El]]:
    """Split a unit into clauses; the separator opens the next clause."""
    out: list[list[El]] = [[]]
    for e in els:
        if e.k in ";E" or e.k == ".":
            out.append([e])
        else:
            out[-1].append(e)
    return [c for c in out if c]


def _attach(els: list[El], state: State) -> list[tuple[list[El], El, list[El], El | None]]:
    """Give every grade of a clause what stands before and behind it (see the module's grammar)."""
    at = [i for i, e in enumerate(els) if e.k == "G"]
    if not at:
        _gather(els, state, "")
        return []
    gaps = [els[: at[0]]] + [els[a + 1 : b] for a, b in zip(at, at[1:], strict=False)] + [els[at[-1] + 1 :]]
    n = len(at)
    before: list[list[El]] = [gaps[0]] + [[] for _ in range(n - 1)]
    after: list[list[El]] = [[] for _ in range(n)]
    name_first = any(e.k in "NR" for e in gaps[0]) or not any(e.k == "N" for g in gaps[1:] for e in g)
    for i in range(1, n):
        after[i - 1], before[i] = _split(gaps[i], gaps, i, name_first, before[i - 1], n)
    after[n - 1] = gaps[n]
    arrows: list[El | None] = [None] + [next((e for e in gaps[i] if e.k in ">y"), None) for i in range(1, n)]
    return [(before[i], els[at[i]], after[i], arrows[i]) for i in range(n)]


def _split(gap: list[El], gaps: list[list[El]], i: int, name_first: bool, before: list[El], n: int) -> tuple[list[El], list[El]]:
    """Part a gap between the grade before and the grade behind it."""
    names = [k for k, e in enumerate(gap) if e.k == "N"]
    if gap and gap[-1].k == ":" and names:
        cut = _last(gap, ",|", len(gap))
        return gap[:cut], gap[cut:]
    if name_first:
        cut = next((k for k, e in enumerate(gap) if e.k in ",|()>t" or (e.k == "/" and not (0 < k < len(gap) - 1 and gap[k - 1].k == "N" and gap[k + 1].k == "N"))), None)
        if cut is None:
            cut = next((k for k, e in enumerate(gap) if e.k == "&" and not (k > 0 and gap[k - 1].k in "NS" and k + 1 < len(gap) and gap[k + 1].k == "N" and gap[0].k == "p")), None)
        if cut is not None:
            head = gap[:cut]
            if any(e.k == "N" for e in head) and not any(e.k == "N" for e in gap[cut:]) and head[0].k not in "pCST" and gap[cut].k != "," and not all(e.v.whole == "part" for e in head if e.k == "N"):
                return [], gap
            return head, gap[cut:]
        own_side = any(e.k in "S" for e in before) or any(e.k == "N" and e.v.side for e in before)
        own_time = any(e.k == "W" for e in before)
        if names:
            if gap and gap[0].k == "S" and not own_side and names[0] > 0 and not _side_near(before):
                return gap[:1], gap[1:]
            return [], gap
        if any(e.k == "S" for e in gap):
            return ([], gap) if own_side else (gap, [])
        if any(e.k == "W" for e in gap):
            return ([], gap) if own_time or not any(e.k == "W" for e in gaps[min(i + 1, len(gaps) - 1)]) else (gap, [])
        return [], gap
    # the clause begins with a grade
    last = _last(gap, ",&|(", len(gap))
    tail = gap[last:]
    if not any(e.k == "N" for e in tail):
        return gap[:last], tail
    nxt = gaps[i + 1] if i + 1 < len(gaps) else []
    stop = next((k for k, e in enumerate(nxt) if e.k in ",|;"), len(nxt))
    if not any(e.k in "N" for e in nxt[:stop]) and (i + 1 < n or True):
        comma = _last(gap, ",|", len(gap))
        if comma > 0 or any(e.k in ",|" for e in gap[:1]):
            return gap[:comma], gap[comma:]
        if last > 0:
            return gap[:last], tail
    end = len(gap)
    while end > 0 and gap[end - 1].k in ",&|(":
        end -= 1
    return gap[:end], gap[end:]


def _side_near(before: list[El]) -> bool:
    return bool(before) and before[-1].k == "S"


def _last(gap: list[El], ks: str, default: int) -> int:
    """Index of the last element of a kind; ``default`` where there is none."""
    for k in range(len(gap) - 1, -1, -1):
        if gap[k].k in ks:
            return k
    return default


def _gather(before: list[El], state: State, text: str) -> tuple[list[tuple[str, str | None]], str | None, str | None, Flags]:
    """Muscles and sides that stand before a grade, and what else governs it there."""
    muscles: list[tuple[str, str | None]] = []
    plural: list[bool] = []
    whole: list[str] = []
    side: str | None = None
    trail: str | None = None
    other_limb = False
    x: str | None = None
    number = strength = throughout = other = bound = below = restart = broken = taint = noise = cut = False
    unknown = 0
    was: El | None = None
    from_: El | None = None
    saved: list[El | None] = []
    for e in before:
        k = e.k
        if k == "N":
            name: Name = e.v
            if taint:
                continue
            if (unknown > 0 or number) and muscles:
                muscles, plural, whole, trail = [], [], [], None
            if trail and muscles:
                muscles = [(m, s or trail) for m, s in muscles]
                side, trail = (side if side else None), None
            unknown, number, x = 0, False, None
            if cut:
                muscles, plural, whole, cut = [], [], [], False
            for m in name.muscles:
                muscles.append((m, name.side or side))
                plural.append(name.plural)
                whole.append(name.whole)
            other = False
        elif k == "S":
            if muscles:
                trail = e.v
            else:
                side = e.v
            if muscles and side is None and not trail:
                side = e.v
        elif k == "O":
            state.order = e.v
            state.declared.append(e.v)
        elif k == "K":
            scope: Scope = e.v
            old = state.scope
            state.scope = Scope(
                scope.side or (old.side if not scope.limb else None), scope.names, scope.joint, scope.limb,
                old.strength, old.myotomes, scope.order or old.order, scope.time or old.time, old.line,
            )  # fmt: skip
            if scope.order:
                state.order = scope.order
            state.muscles, state.side = [], None
            muscles, plural, whole, side, trail = [], [], [], None, None
        elif k == "T":
            strength = state.strength = True
            state.blocked, x, taint = False, None, False
        elif k == "X":
            if e.v in _STICKY:
                state.blocked = True
            x, taint, noise = e.v, e.v != "count", True
        elif k == "W":
            if e.d != "header":
                state.time = e
        elif k == "u":
            was = El("W", e.start, e.end, "past")
        elif k == "f":
            from_ = El("W", e.start, e.end, "past")
        elif k == "C":
            throughout = True
        elif k == "R":
            other = other_limb = True
            muscles, plural, whole = [], [], []
        elif k == "B":
            bound = True
        elif k == "<":
            below = True
        elif k == "#":
            number = noise = True
        elif k == "w":
            unknown += 1
            noise = True
        elif k == ":":
            noise = False
        elif k == ",":
            taint = False
            if not muscles:
                x = None
            cut = noise
        elif k == "n":
            muscles, plural, whole = [], [], []
        elif k in ".E;":
            restart, broken = k == "E", True
            if k != "E":
                state.blocked = False
                state.run += 1
            taint, x = False, None
            if k in ".":
                state.time = None
        elif k == "(":
            saved.append(state.time)
        elif k == ")" and saved:
            state.time = saved.pop()
        if k not in "p,&/:T" and k != "f":
            if k not in "S":
                from_ = from_ if k == "W" else (None if from_ is not None and k in "Nw" else from_)
    if len(set(whole)) > 1 or (len(muscles) > 1 and "limb" in whole):
        muscles, plural = _contained(muscles, plural, whole)
    muscles = [
        (m, s if s else ("both" if p or (other_limb and is_whole(m)) else None))
        for (m, s), p in zip(muscles, plural, strict=True)
    ]
    if muscles and (unknown > 4 or (number and unknown > 0)):
        muscles = []
    far = unknown > 6
    flags = Flags(x, number, unknown > 0, strength, throughout, other, bound, below, restart, broken, far, was, from_)
    return muscles, side, trail, flags


def _contained(muscles: list[tuple[str, str | None]], plural: list[bool], whole: list[str]) -> tuple[list[tuple[str, str | None]], list[bool]]:
    """Drop a limb that is only the heading of the muscles behind it ("right leg, hip flexion ...")."""
    out: list[tuple[str, str | None]] = []
    keep: list[bool] = []
    for i, (m, s) in enumerate(muscles):
        rest = [r for r, w in zip(muscles[i + 1 :], whole[i + 1 :], strict=True) if w != "limb"]
        limb = info(m)[1]
        if whole[i] == "limb" and rest and all(info(r)[1] == limb for r, _ in rest):
            side = s or ("both" if plural[i] else None)
            for j in range(i + 1, len(muscles)):
                if muscles[j][1] is None:
                    muscles[j] = (muscles[j][0], side)
            continue
        if whole[i] == "level" and any(w != "level" for w in whole):
            continue
        out.append(muscles[i])
        keep.append(plural[i])
    return out, keep


def _behind(after: list[El], owned: bool) -> tuple[list[tuple[str, str | None]], str | None, El | None, str | None, bool, bool]:
    """What belongs to a grade from the gap behind it: muscles, side, time, a word that denies it, throughout, other."""
    muscles: list[tuple[str, str | None]] = []
    side: str | None = None
    time: El | None = None
    denied: str | None = None
    throughout = other = False
    lead: str | None = None
    prior: El | None = None
    unknown = 0
    plural = False
    for i, e in enumerate(after):
        k = e.k
        if k in "|;.(E>" or (k == "," and not (muscles and _more_names(after, i))):
            if k == "," and not muscles and not side and _only_side(after, i):
                continue
            break
        if owned and k in "&," and lead:
            break
        if k == "N":
            name: Name = e.v
            if unknown > 2 or (owned and lead and prior is not None and prior.k != "S"):
                break
            muscles += [(m, name.side or lead or ("both" if name.plural else None)) for m in name.muscles]
            plural = plural or name.plural
        elif k == "S":
            if muscles:
                if i + 1 < len(after) and after[i + 1].k == "N":
                    lead = e.v
                else:
                    side = e.v
            else:
                lead = e.v
        elif k == "W" and e.d != "header":
            time = e
        elif k == "C":
            throughout = True
        elif k == "R":
            other = True
        elif k == "X" and denied is None and not muscles and (prior is None) and unknown == 0:
            denied = e.v
        elif k == "w":
            if i == 0 and str(e.v).lower() == "x4":
                throughout = True
                continue
            unknown += 1
        elif k == "#":
            break
        prior = e
    if lead and not muscles:
        side = lead
    if side and muscles:
        muscles = [(m, s if s and s not in ("bilateral", "both") else side) for m, s in muscles]
        side = None
    return muscles, side, time, denied, throughout, other


def _denied_later(after: list[El]) -> bool:
    """Whether the list behind a figure ends in a word such as "reflexes" or "edema"."""
    for e in after:
        if e.k in ".;(" or e.k == "T":
            return False
        if e.k == "X":
            return e.v in _STICKY
    return False


def _more_names(after: list[El], i: int) -> bool:
    """Whether the list of names goes on behind a comma."""
    rest = after[i + 1 :]
    while rest and rest[0].k in "&Sp":
        rest = rest[1:]
    return bool(rest) and rest[0].k == "N"


def _only_side(after: list[El], i: int) -> bool:
    """Whether nothing but a closing side stands behind a comma ("4/5, bilaterally")."""
    rest = after[i + 1 :]
    return bool(rest) and rest[0].k == "S" and rest[0].v == "bilateral" and (len(rest) == 1 or rest[1].k in ",.;|")


def _refine(muscles: list[tuple[str, str | None]], behind: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """ "BLE 4-/5 hip/knee": the muscles behind the grade say which of the limb before it are meant."""
    limbs = {info(m)[1] for m, _ in muscles}
    if all(m in ("upper extremity", "lower extremity", "all extremities") for m, _ in muscles):
        inner = [(m, s) for m, s in behind if info(m)[1] in limbs or "ALL" in limbs or m in ("proximal", "distal")]
        if inner:
            if all(m in ("proximal", "distal") for m, _ in inner):
                return [(f"{p} {m}", s) for m, s in muscles for p, _ in inner]
            side = muscles[0][1]
            return [(m, s or side) for m, s in inner if m not in ("proximal", "distal")]
    return muscles


def _parts(muscles: list[tuple[str, str | None]], state: State) -> list[tuple[str, str | None]]:
    """ "proximally", "distally" alone: that part of the limbs the clause speaks of."""
    out: list[tuple[str, str | None]] = []
    if {m for m, _ in muscles} == {"proximal", "distal"} and not state.muscles and not state.scope.names and not state.limbs:
        return [("all extremities", "bilateral")]
    for m, s in muscles:
        if m not in ("proximal", "distal"):
            out.append((m, s))
            continue
        other = "distal" if m == "proximal" else "proximal"
        known = [(n, side) for n, side in state.parts.get(other, {}).items()]
        if not known:
            known = [(n, side) for n, side in state.muscles if n in ("upper extremity", "lower extremity")]
        if not known:
            known = [(n, None) for n in state.scope.names if n in ("upper extremity", "lower extremity")]
        if not known:
            known = [({"UE": "upper extremity", "LE": "lower extremity"}[x], None) for x in state.limbs]
        out += [(f"{m} {base}", s or side) for base, side in known] or [(UNSPECIFIED, s)]
    return out


def is_whole(muscle: str) -> bool:
    """Whether a name is a limb or a part of one."""
    return muscle.endswith("extremity")


def _close(drafts: list[Draft], els: list[El]) -> None:
    """A side at the end of the unit, the only one in it, holds for all its grades."""
    if len(drafts) < 2:
        return
    last = drafts[-1]
    if not last.own_side or last.prefix_side or last.grade.form == "pair":
        return
    if any(d.own_side or d.side or any(s for _, s in d.muscles) for d in drafts[:-1]):
        return
    for d in drafts[:-1]:
        if not any(is_axial(m) for m, _ in d.muscles):
            d.side = last.own_side


def _says_pain(text: str, start: int, end: int) -> bool:
    m = _PAIN.search(text, start, end)
    return m is not None and _NO_PAIN.search(text, max(0, m.start() - 24), m.start()) is None


def _halves(text: str, grade: Grade) -> tuple[Grade, Grade]:
    """The two grades of a pair."""
    assert grade.second is not None
    first = text[grade.start : grade.end].partition("/")[0].rstrip()
    return replace(grade, end=grade.start + len(first), second=None, form="bare"), grade.second


# -------------------------------------------------------------------- facts


def _facts(view: NoteView, drafts: list[Draft]) -> list[Strength]:
    """Turn drafts into facts: pairs are split, status and sides settled."""
    facts: list[Strength] = []
    for draft in drafts:
        for grade, side in _split_pair(view.text, draft):
            facts += _fact(view, draft, grade, side)
    return _dedupe(_inherit(_affected(view, _episodes(view, facts))))


def _split_pair(text: str, draft: Draft) -> list[tuple[Grade, str | None]]:
    grade = draft.grade
    if grade.second is None:
        return [(grade, None)]
    first, second = _halves(text, grade)
    order = draft.pair_order
    if order:
        return [(first, order[0]), (second, order[1])]
    if draft.own_side in OPPOSITE:
        return [(first, draft.own_side), (second, draft.own_side)]
    if first.low == second.low:
        return [(grade, "bilateral")]
    return [(first, UNSPECIFIED), (second, UNSPECIFIED)]


def _fact(view: NoteView, draft: Draft, grade: Grade, pair_side: str | None) -> list[Strength]:
    said = assertion(view, grade.start, grade.end, "strength")
    status, cues = _status(view, draft, said.status, said.cues)
    out = []
    section = view.category_at(grade.start)
    for muscle, own in dict.fromkeys(draft.muscles):
        if own == "both":
            own = draft.side or "bilateral"
        side = pair_side or own or draft.side
        if side is None and _ABBREVIATED.get(muscle) and grade.low in ("5", "WNL", "WFL") and grade.high is None and _abbreviated(view, draft, grade, muscle):
            side = "bilateral"
        if side is None and muscle == "all extremities":
            side = "bilateral"
        if is_axial(muscle) and not draft.own_side and not own and not pair_side:
            side = None
        region, limb = info(muscle)
        out.append(
            Strength(
                start=grade.start,
                end=grade.end,
                text=view.text[grade.start : grade.end],
                section=section,
                status=status,
                by=said.by,
                cues=cues,
                grade=grade.low,
                grade_max=grade.high,
                muscle=muscle,
                region=region,
                limb=limb,
                side=_side(side),
                pain_limited=draft.pain,
                lower_bound=draft.bound,
                deficit=is_deficit(grade.low, lower_bound=draft.bound),
            )
        )
    return out


_ABBREVIATED = {"upper extremity": "ue", "lower extremity": "le"}


def _abbreviated(view: NoteView, draft: Draft, grade: Grade, muscle: str) -> bool:
    """Whether a whole limb of normal strength is written "UE" or "LE": the pair of limbs is meant."""
    near = view.lower[max(0, grade.start - 24) : grade.end + 24]
    return re.search(rf"\b{_ABBREVIATED[muscle]}\b", near) is not None


def _side(side: str | None) -> Side:
    if side == "left":
        return "left"
    if side == "right":
        return "right"
    return "bilateral" if side == "bilateral" else "unspecified"


_TIMES: dict[str, Status] = {"past": "past", "present": "present", "goal": "goal"}


def _status(view: NoteView, draft: Draft, said: Status, cues: tuple[Cue, ...]) -> tuple[Status, tuple[Cue, ...]]:
    """The status of a grade: legend, goal, then its own time, then the section's."""
    if draft.legend:
        return "conditional", ()
    if draft.below and draft.muscles[0][0] == UNSPECIFIED:
        return "conditional", ()
    own = draft.time_status
    if own is not None and own in _TIMES:
        cue = (_time_cue(view, draft.time),) if draft.time is not None else ()
        if own == "past" and said != "family":
            return "past", cue
        if own == "present" and not (said == "goal" and draft.time is not None and _is_discharge(view, draft.time)):
            return "present", cue
        if own == "goal":
            return "goal", cue
    if said in ("goal", "conditional", "family"):
        return said, cues
    if said == "past" and any(c.category in ("PRIOR_LEVEL", "section:plof") for c in cues):
        return "past", cues
    return "present", ()


def _is_discharge(view: NoteView, time: El) -> bool:
    word = view.lower[time.start : time.end]
    return "d" in word[:1] or "dis" in word or "d/c" in word


def _time_cue(view: NoteView, e: El) -> Cue:
    return Cue(text=view.text[e.start : e.end], start=e.start, end=e.end, category="TIME")


_LEAD = re.compile(
    r"^[ \t]*(?:[A-Za-z]{2,6} [A-Z0-9] )?[\[(]?(?:(?P<m>\d{1,2})/(?P<d>\d{4}|\d{1,2})(?:/(?P<y>\d{2,4}))?|(?:wk|week) ?(?P<w>\d{1,2}))(?![\d/])",
    re.M | re.I,
)


def _episodes(view: NoteView, facts: list[Strength]) -> list[Strength]:
    """Grades of older dated lines ("10/02 ... 10/16 ...", "Wk1 ... Wk3 ...") are past; the latest date is the present."""
    leads = list(_LEAD.finditer(view.text)) if facts else []
    if not leads:
        return facts
    layout = view.layout
    by_line = {layout.line_index(m.start("m") if m["m"] else m.start("w")): m for m in leads}
    keys = {line: _when(m) for line, m in by_line.items()}
    dated = {line for line in by_line if any(layout.line_index(f.start) == line for f in facts)}
    latest = max((keys[line] for line in dated), default=None)
    if latest is None:
        return facts
    one = len({keys[line] for line in dated}) == 1
    now = any(c.category == "TIME" and view.lower[c.start : c.end] in ("today", "current", "now") for f in facts for c in f.cues)
    if one and not now:
        return facts
    out = []
    for f in facts:
        line = layout.line_index(f.start)
        if line in dated and f.status == "present" and not f.cues and (one or keys[line] < latest):
            m = by_line[line]
            cue = Cue(text=m.group().strip(), start=m.end() - len(m.group().strip()), end=m.end(), category="TIME")
            f = replace(f, status="past", cues=(cue,))
        out.append(f)
    return out


def _when(m: re.Match[str]) -> tuple[int, int, int]:
    """A sortable date of a dated line; a missing year is the same year."""
    if m["w"]:
        return 0, 0, int(m["w"])
    if len(m["d"]) == 4:
        return int(m["d"]) % 100, int(m["m"]), 0
    return int(m["y"]) % 100 if m["y"] else 0, int(m["m"]), int(m["d"])


def _affected(view: NoteView, facts: list[Strength]) -> list[Strength]:
    """Give grades without a side the side of the complaint where a note is about one limb ("Lt RCR", "R knee OA").

    Only joint actions, only where all grades without a side are of one limb, and only the first side named together
    with a part of that limb before them; a bilateral complaint or both sides together name none.
    """
    open_ = [f for f in facts if f.side == "unspecified" and f.status in ("present", "past") and f.limb in ("UE", "LE")]
    open_ = [f for f in open_ if not is_whole(f.muscle)]
    limbs = {f.limb for f in open_}
    if len(limbs) != 1 or any(f.side == "unspecified" and f.limb == "ALL" for f in facts):
        return facts
    limb = next(iter(limbs)) or ""
    side = _complaint(view, limb, min(f.start for f in open_))
    if side is None:
        return facts
    same = [f for f in facts if f.limb == limb and f.status == "present" and not is_whole(f.muscle)]
    if any(f.side == "bilateral" or (f.side == OPPOSITE[side] and f.deficit) for f in same):
        return facts
    return [replace(f, side=_side(side)) if f in open_ else f for f in facts]


def _complaint(view: NoteView, limb: str, before: int) -> str | None:
    """The side of the first part of a limb that is named with a side before an offset."""
    items = [i for i in view.items if i.start < before and i.kind in ("SIDE", "JOINT", "MUSCLE", "LIMB", "SITE")]
    for n, item in enumerate(items):
        if item.kind == "SIDE":
            continue
        if item.kind == "LIMB":
            here = info(item.value.split("|")[0])[1]
        elif item.kind == "MUSCLE":
            here = info(item.value.split("|")[0])[1]
        else:
            here = _LIMB_OF_JOINT.get(item.value)
        if here != limb:
            continue
        if item.data.get("side"):
            return item.data["side"] if item.data["side"] in OPPOSITE else None
        if item.data.get("plural"):
            return None
        ahead = items[n - 1] if n else None
        after = items[n + 1] if n + 1 < len(items) else None
        for near, gap in ((ahead, (ahead.end, item.start) if ahead else None), (after, (item.end, after.start) if after else None)):
            if near is None or near.kind != "SIDE" or gap is None or gap[1] - gap[0] > 30:
                continue
            if any(c in view.text[gap[0] : gap[1]] for c in ".;:\n/"):
                continue
            return near.value if near.value in OPPOSITE else None
    return None


def _inherit(facts: list[Strength]) -> list[Strength]:
    """Past and goal grades without a side are about the side on which the muscle is graded now."""
    sides: dict[str, dict[str, str]] = {}
    for f in facts:
        if f.status == "present" and f.side != "unspecified":
            for side in ("left", "right") if f.side == "bilateral" else (f.side,):
                sides.setdefault(f.muscle, {})[side] = f.grade
    out = []
    for f in facts:
        now = sides.get(f.muscle)
        if f.side == "unspecified" and f.status in ("goal", "past") and now and f.muscle != UNSPECIFIED:
            meant = set(now)
            if f.status == "goal" and f.grade in GRADE_VALUE and len(now) == 2:
                low = {s for s, g in now.items() if GRADE_VALUE.get(g, 9) < GRADE_VALUE[f.grade]}
                meant = low or meant
            f = replace(f, side="bilateral" if len(meant) == 2 else _side(next(iter(meant))))
        out.append(f)
    return out


def _dedupe(facts: list[Strength]) -> list[Strength]:
    seen: dict[tuple[Any, ...], Strength] = {}
    for f in facts:
        seen.setdefault((f.start, f.end, f.muscle, f.side, f.status), f)
    return list(seen.values())
