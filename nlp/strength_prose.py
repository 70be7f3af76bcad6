"""Sentences and rows that carry their own labels: every grade with its muscles, side and time.

The grammar is in the docstring of :mod:`rehabcode.nlp.strength`. A :class:`Spot` is one grade with what
stands before and behind it; it is refused, named, given a side and a time, in this order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from rehabcode.nlp.grades import Grade
from rehabcode.nlp.layout import Span
from rehabcode.nlp.muscles import GROUP_OF_JOINT, JOINT_GROUPS, UNSPECIFIED, El, info, is_axial, joint_of
from rehabcode.nlp.sites import SIDES
from rehabcode.nlp.strength_clauses import (
    LIMBS,
    Behind,
    Draft,
    Flags,
    Muscles,
    State,
    attach,
    behind_of,
    close,
    closing_side,
    denied_later,
    gather,
    is_whole,
    part_names,
    refine,
    respectively,
    says_pain,
)
from rehabcode.nlp.strength_elements import OPPOSITE, clauses
from rehabcode.nlp.view import NoteView

_FACE = frozenset(("face", "facial", "tongue", "lingual", "palate", "palatal", "masseter", "jaw"))
_REFLEX_SITES = frozenset(
    (
        "elbow flexion",
        "elbow extension",
        "brachioradialis",
        "knee",
        "ankle",
        "knee extension",
        "ankle plantarflexion",
    )
)
_DENY_BESIDE = frozenset(("count", "edema", "reflex", "tone", "eyes", "date"))
"""Classes of words that deny a figure directly before them ("4/5 trials")."""
_DENY_UNNAMED = frozenset(("pain", "rom", "sense"))
_DENY_BEFORE = frozenset(("pain", "reflex", "tone", "edema"))
_GOAL_VERB = re.compile(
    r"\b(?:increase(?! in\b)|improve|strengthen|bring|restore|achieve|attain|reach|progress|advance|return)\b",
    re.I,
)
_AWAITED = re.compile(
    r"\b(?:(?:once|until|till)\b[^.;,\n]{0,40}\b(?:is|are|at|reach(?:es)?|achieves?|attains?|hits?|gets? to|tests?|grades?)"
    r"|(?:when|if|after|as soon as)\b[^.;,\n]{0,40}\b(?:reach(?:es)?|achieves?|attains?|hits?|gets? to)"
    r"|(?:discharge|d/c|return|progress|advance|begin|start|clear(?:ed|ance)?)\b[^.;,\n]{0,40}\b(?:when|once|if|until)"
    r"|(?:pt|patient|client|resident|he|she) to (?:have|achieve|demo\w{0,8}|exhibit|show|reach|attain|display|regain)"
    r"|aims?\b|to (?:reach|achieve|attain|regain)"
    r"|(?:expect(?:ing)?|hop(?:e|es|ing) (?:for|to)|aim(?:s|ing)? (?:for|at|to)|would (?:want|like|expect)"
    r"|want(?:s)? to see|anticipat(?:e|es|ing)))(?!\w)[^.;,\n]{0,60}\Z|\b(?:needs?|not yet)(?: at)?(?: least)? \Z"
)
"""Words before a grade that is not there yet (matched on lower case)."""
_NEEDED = re.compile(
    r"\b(?:needs?|requires?|required|requiring|takes|demands?|calls for|depends on|criteri(?:a|on)|threshold)\b"
    r"[^.;\n]{0,50}\Z"
)
"""Words before a least grade that a task asks for (matched on lower case)."""
_NEEDS = re.compile(
    r"\b(?:needs?|requires?|must have)\b(?: (?!(?:with|for|of|because|due|to)\b)[\w-]+){0,4} ?\Z"
)
_BEFORE_RETURN = re.compile(
    r"[^.;\n]{0,50}?\b(?:(?:before|prior to) (?:(?:a|any|the|her|his) )?"
    r"(?:return\w*|play\w*|run\w*|jog\w*|sports?|discharge|d/c|work)"
    r"|(?:to|for) (?:return|progress|advance|clear|discharge|d/c|resume)\w*)"
)
"""Words before a grade that something waits for, and what waits (matched on lower case)."""
_TELLING = (
    *("once", "until", "till", "when", "if", "after", "soon as", "to have", "to achieve", "to demo"),
    *("to exhibit", "to show", "to reach", "to attain", "to display", "to regain", "aim", "expect", "hope"),
    *("hoping", "would", "want", "anticipat", "not yet", "need", "requir", "must have", "had "),
    *("having been", "used to be", "pain to"),
)
"""Parts of all words before a grade of another time, one awaited, one needed and one that pain limits."""
AWAITED_REACH = 120
"""How far before a grade they may begin."""
_DATE_BEFORE = re.compile(
    r"\b(?:on|since|from|dated|until|till|by|test|screen|seen?|sees?|see (?:her|him|them|pt)|appt|appointment|returns?|"
    r"visit|eval|date|onset|f/u|follow[- ]?up)\s*$",
    re.I,
)
_PAIN_TO = re.compile(r"\b(?:limited|reduced|stopped) (?:by|due to|from) (?:\w+ )?pain to (?:an? )?\Z")
PAIN_TO_REACH = 40
"""How far before a grade "limited by pain to" begins."""
_HAD_BEEN = re.compile(r"\b(had been|having been|had (?:only )?tested|used to be) (?:only |just |at |a )?\Z")
"""Before a grade of an earlier time (matched on lower case)."""
_ALL_THEN = re.compile(
    r"[ \t]*(?:bilat\w*|both|right|left|[rlb])?[ \t]*[;,.(-]{0,2}[ \t]*(?:and |but )?"
    r"(?:these|those|they|both|all|each)(?: (?:of )?(?:these|those|them|which))?"
    r"(?: (?:was|were|had been|up|improved|increased|from|measured|tested|graded|only|just|at)){0,3}[ \t]*(?:an? )?"
)
"""Between the last grade of a list and one that all of its muscles had ("; these were", "(all"; matched on lower case)."""
_SHUT = re.compile(r"(?: on \d{1,2}/\d{1,2}(?:/\d{2,4})?)?[)\]]")
"""Behind a grade that fills a bracket, its day aside ("3-/5 (2/5 on 7/1)")."""
_OR_MORE = re.compile(r"\s*(?:or (?:more|greater|better|above)|and (?:above|greater))\b")
_DATED_LIST = re.compile(
    r"[(\[](?P<when>\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:at )?(?:eval|ie|soc|adm|admit|admission|intake|last visit)|was)(?: was)?"
    r"[: ]{1,2}(?P<list>[0-5][+-]?(?:/5)?(?:, ?[0-5][+-]?(?:/5)?)+)[)\]]",
    re.I,
)
"""A bracket that holds the grades of an earlier day for a list of muscles."""
_PAIRED = re.compile(r"[0-5][+-]?[ ]?/[ ]?5")
_TIMES_FOUR = re.compile(r" ?x ?4(?=[.,;)]| (?:except|but|with|apart)\b|$)")
_OUT_OF = re.compile(r" (?:out )?of \d")
_UNIT_WORD = re.compile(r"\s?([a-z]+|%|\d)", re.I)
_STAR = re.compile(
    r"(?:(?:key|legend|note)s?:?[ ]*\*+|\*+[ ]*(?:=|-|:|denotes|indicates|means|is)(?![^\s\w]))"
    r"[ ]*([^\n]{0,60})",
    re.I,
)
_PAIN_WORD = re.compile(r"pain|p!|\bpn\b|sore", re.I)
_GOES_ON = frozenset(("and", "over", "then", "but", "vs", "versus"))
"""Words behind a bare figure that are no unit of it."""
_PLACES = frozenset(("below", "above", "lower", "upper", "lowers", "uppers"))
"""Words behind a grade for a place that the grammar does not know."""
DICTATED = len("two plus")
"""A sign in words: reflexes are hardly dictated without their name."""
_COMPARED = re.compile(r"[\s.;|-]*(?:today|now|currently?|this visit|re-?test(?:ed)?|d/?c|discharge)\b")
COMPARED_REACH = 24
"""How far behind a sentence the next one begins."""
_EXAMINED = re.compile(
    r"(?:(?P<of>\b(?:exam(?:ination)?|evaluation|inspection|testing) of (?:the |his |her |(?:the )?patient's )?)"
    r"|(?:^|[.;:\n]\s*))(?P<side>right|left|r|l|bilateral) (?P<joint>shoulder|elbow|wrist|hip|knee|ankle)s?\b"
    r"(?P<end>[ \t]*(?:exam(?:ination)?)?[ \t]*[:.])?"
)
"""The joint that a physician's paragraph examines (matched on lower case); a bare one only before a colon or stop."""
_LINE_OF_JOINT = re.compile(
    r"[ \t]*(?P<side>right|left|r|l)[ ](?P<joint>shoulder|elbow|wrist|hand|hip|knee|ankle|arm|leg|"
    r"upper extremity|lower extremity|ue|le)\b[^:.;\n]{0,16}:"
)
"""The joint or limb of one side that opens a line (matched on lower case)."""
_UPPER = frozenset(("shoulder", "elbow", "wrist", "hand", "arm", "upper extremity", "ue"))
_WHOLE_LIMBS = frozenset(("arm", "leg", "upper extremity", "lower extremity", "ue", "le"))
EXAMINED_REACH = 600
"""How far behind the name of the examined joint its strength may be told, in characters."""
_AS_WAS = re.compile(r",? as (?:was|were|is|are) (?=\w)")
REACH = 240
"""How far words say something about a grade inside a long sentence."""
MAX_SIDES = 1
"""How many more grades of a muscle "were" rules: that of the other side."""
RETEST_WORDS = 3
"""Unknown words between a past grade and the one of today."""
LATELY = 24
"""How many grades back a grade looks."""
LIKE_THE_REST = 6
"""How many muscles of a list make an unknown word in it another one."""
PAIN_REACH = 60
"""How far behind a grade "limited by pain" still belongs to it."""


def _names(draft: Draft) -> list[str]:
    """The muscles of a grade, without their sides."""
    return [muscle for muscle, _ in draft.muscles]


@dataclass(frozen=True)
class Marks:
    """What ``*`` means in a note: pain, by its legend or by convention."""

    text: str

    @cached_property
    def star_is_pain(self) -> bool:
        """Whether ``*`` stands for pain: as the note's legend says, by convention where it has none."""
        m = _STAR.search(self.text)
        return m is None or _PAIN_WORD.search(m.group(1)) is not None

    def pain(self, grade: Grade) -> bool:
        """Whether a grade carries a mark of pain."""
        return grade.pain and ("*" not in self.text[grade.end : grade.end + 3] or self.star_is_pain)


class Spot(NamedTuple):
    """One grade of a clause with what stands before and behind it."""

    el: El
    grade: Grade
    before: list[El]
    after: list[El]
    own: Muscles
    lead: str | None
    """Side before the muscles."""
    trail: str | None
    """Side behind the muscles, before the grade."""
    flags: Flags
    behind: Behind
    four: bool
    """ "x 4" stands behind it: all four limbs."""

    @property
    def follow(self) -> str:
        """Letter of the first element behind the grade."""
        return self.after[0].k if self.after else ""

    @property
    def side(self) -> str | None:
        """The side said beside the grade, the nearest last."""
        return self.behind.side or self.trail or self.lead

    @property
    def told(self) -> bool:
        """Whether the words behind the grade say that it is one of strength."""
        return self.follow == "T" or (bool(self.behind.muscles) and self.follow in tuple("pTSN"))

    @property
    def throughout(self) -> bool:
        """Whether it is said of everything."""
        return self.behind.throughout or self.flags.throughout or self.four

    @property
    def rest(self) -> bool:
        """Whether it is said of what was not named before ("otherwise")."""
        return self.behind.other or self.flags.other

    @property
    def side_alone(self) -> bool:
        """Whether a side and nothing else names what is graded ("L 5/5", "right side is 5/5")."""
        ks = [e.k for e in self.before if e.k not in "p,:&T;"]
        return bool(ks) and ks[-1] == "S" and "w" not in ks[-2:]


class Named(NamedTuple):
    """The muscles of a grade and how they were found."""

    muscles: Muscles
    said: bool = False
    """Said with the grade, not taken from a heading or the grade before."""
    carried: bool = False
    """Those of the grade before."""
    lead: str | None = None
    """A side before the muscles that their own words hold ("right side is 5/5")."""
    then: bool = False
    """Those of all the grades of a list before, told of another time ("these were 3/5 in March")."""


def _labelled(els: list[El], compared: bool) -> list[El]:
    """Let words that are times in headers alone be times here.

    Beside a plain one ("eval 2/5 now 3/5"), at the head of a bracket ("(eval 9/14: quads 3+/5)"), or of a
    sentence that the next compares with the present (``compared``: "Eval: quads 3+/5. Today: 4/5").
    """
    plain = any(e.k == "W" and e.d != "header" and e.v != "past" for e in els)
    out = list(els)
    for i, e in enumerate(els[:-1]):
        if e.k != "W" or e.d != "header":
            continue
        heads = compared and not i and e.v == "past"
        opens = (heads or (bool(i) and els[i - 1].k == "(")) and els[i + 1].k in "GN#:"
        if opens or (plain and els[i + 1].k == "G"):
            out[i] = replace(e, d="")
    return out


def _evident(els: list[El]) -> bool:
    """Whether a grade out of five or one with a minus stands among the elements."""
    grades: list[Grade] = [e.v for e in els if e.k == "G"]
    if any(g.form == "fraction" or (g.signed and g.low.endswith("-")) for g in grades):
        return True
    arrow = any(e.k == ">" for e in els) and any(
        a.k == c.k == "G" and b.k == ">" and a.v.form == c.v.form == "bare" and (a.v.signed or c.v.signed)
        for a, b, c in zip(els, els[1:], els[2:], strict=False)
    )
    dictated = arrow or any(
        g.signed and g.form == "bare" and g.end - g.start >= DICTATED and g.low[0] not in "12" for g in grades
    )
    return dictated or _side_by_side(els) or _ordered_pairs(els)


def _ordered_pairs(els: list[El]) -> bool:
    """Whether muscles stand with pairs whose order of sides is declared ("quads 2/2, TA 1/1 (R/L)")."""
    if any(e.k == "X" for e in els) or not any(e.k == "O" or (e.k == "K" and e.v.order) for e in els):
        return False
    named = [
        a.v.muscles
        for a, b in pairwise(els)
        if a.k == "N" and b.k == "G" and b.v.form == "pair" and not a.v.whole
    ]
    return len(named) > 1 and any(m not in _REFLEX_SITES for muscles in named for m in muscles)


def _in_pairs(els: list[El], text: str, ordered: bool, *, in_a_list: bool) -> list[El]:
    """The elements with "4/5" read as a pair where it stands in a row of pairs of a declared order of sides, and with
    "5/5" read as one among two and more pairs.

    "L/R: hip flexion 4-/4, knee extension 3+/4+, dorsiflexion 4/5"; "deltoid 4/4, biceps 4+/4+, triceps 5/5".
    """
    pairs = sum(e.v.form == "pair" for e in els if e.k == "G")
    if not pairs and not (ordered and in_a_list):
        return els
    ordered = ordered or any(e.k == "O" or (e.k == "K" and e.v.order) for e in els)
    if pairs > 1 and not ordered:
        return [_both_five(e, text) for e in els]
    if not ordered:
        return els
    out = list(els)
    for i, e in enumerate(els):
        if e.k != "G" or e.v.form != "fraction":
            continue
        alone = i and els[i - 1].k == "N" and (i + 1 == len(els) or els[i + 1].k in ",;.|(O")
        if not alone or _PAIRED.fullmatch(text, e.start, e.end) is None:
            return els
        second = Grade(e.end - 1, e.end, "5")
        out[i] = replace(e, v=e.v._replace(form="pair", second=second))
    return out


def _both_five(e: El, text: str) -> El:
    """A plain "5/5" as the pair of two sides."""
    if e.k != "G" or e.v.form != "fraction" or text[e.start : e.end] != "5/5":
        return e
    return replace(e, v=e.v._replace(form="pair", second=Grade(e.end - 1, e.end, "5")))


def _side_by_side(els: list[El]) -> bool:
    """Whether a name is followed by both sides with a figure each, one of them signed ("hip abd: 3 R, 3+ L")."""
    plain = [e for e in els if e.k not in ":,;="]
    for name, one, here, two, there in zip(*(plain[i:] for i in range(5)), strict=False):
        if [e.k for e in (name, one, here, two, there)] != list("NGSGS") or OPPOSITE.get(here.v) != there.v:
            continue
        pair = (one.v, two.v)
        if (
            all(g.form == "bare" and g.low[0] in "12345" for g in pair)
            and any(g.signed for g in pair)
            and not any(m in _REFLEX_SITES for m in name.v.muscles)
        ):
            return True
    return False


def _listed(els: list[El], *, headed: bool) -> bool:
    """Whether movements or muscles stand with bare figures in a list, and nothing else.

    Two with a side each ("quads 4 R, hams 3 L", "left quads 3+, left hams 4"); a row of four that a side heads
    ("R leg: IP 4, quads 4, HS 4, TA 3"), or one of them signed or 5; three of both. Never only where reflexes are
    tested. ``headed``: a heading above names a side.
    """
    if any(e.k in "X#" for e in els):
        return False
    sided = led = 0
    named: list[tuple[El, Grade]] = []
    for i, (name, g) in enumerate(pairwise(els)):
        if name.k != "N" or g.k != "G" or g.v.form != "bare" or name.v.whole or g.v.low[0] not in "12345":
            continue
        sided += i + 2 < len(els) and els[i + 2].k == "S"
        led += bool(i) and els[i - 1].k == "S"
        named.append((name, g.v))
    unlike = sum(not any(m in _REFLEX_SITES for m in name.v.muscles) for name, _ in named)
    if sided > 1 or (led > 1 and unlike and any(g.signed for _, g in named)):
        return True
    telling = any(g.signed or g.low[0] == "5" for _, g in named)
    beside = headed or any(e.k in "SK" for e in els)
    strange = sum(e.k == "w" for e in els)
    return len(named) + telling + beside > 4 and unlike > 1 and strange * LIKE_THE_REST <= len(named)


def _trailing_side(spot: Spot) -> str | None:
    """The side behind the muscles behind a grade ("3+/5 in flexion and 4-/5 in extension on the left")."""
    ks = [e.k for e in spot.after if e.k in "NSpT,;"]
    sides = {s for _, s in spot.behind.muscles}
    trailing = (
        "N" in ks and ks[ks.index("N") + 1 : ks.index("N") + 3] in (["p", "S"], ["S"]) and ks.index("N") < 2
    )
    return next(iter(sides)) if trailing and len(sides) == 1 else None


def _same_limb(drafts: list[Draft]) -> None:
    """A part of no limb is that of the limb told with the other part ("3/5 proximal and 4/5 distal in the left leg")."""
    for one, other in pairwise(drafts):
        if len(one.muscles) < len(LIMBS):
            continue
        parts = {m.partition(" ")[0] for m, _ in one.muscles}
        limbs = {m.partition(" ")[2] for m, _ in one.muscles}
        if limbs != set(LIMBS.values()) or len(parts) != 1 or len(other.muscles) != 1:
            continue
        muscle, side = other.muscles[0]
        part, _, limb = muscle.partition(" ")
        if limb in limbs and {part, *parts} == {"proximal", "distal"} and not (one.side or one.own_side):
            one.muscles, one.side = [(f"{parts.pop()} {limb}", side)], other.side


def _left_out(spot: Spot) -> int:
    """How many times before a grade have none ("3/5 / n/a / 3+/5")."""
    return sum(e.k == "n" for e in spot.before)


def _closes_list(after: list[El]) -> bool:
    """Whether the side behind a grade may be that of the list before it: "on the right", "(R)"."""
    side = next((e for e in after if e.k == "S"), None)
    bracketed = side is not None and side.end - side.start == len("(R)")
    return [e.k for e in after[:2]] == ["p", "S"] or bracketed


def _tellings(view: NoteView) -> list[int]:
    """Where the words stand that tell of another time, or of what is awaited or needed: few notes have many."""
    return view.places(_TELLING)


class ProseReader:
    """Reads the clauses of one unit.

    Parameters
    ----------
    view : NoteView
        The note.
    grade_starts : list of int
        Where the note's grades begin.
    marks : Marks
        What ``*`` means.
    unit : Span
        The sentence or row.
    state : State
        What the headings above say.
    """

    def __init__(self, view: NoteView, grade_starts: list[int], marks: Marks, unit: Span, state: State):
        self._text, self._lower, self._starts, self._marks = view.text, view.lower, grade_starts, marks
        self._unit, self._state = unit, state
        self._planned = view.category_at(unit.start) == "plan"
        self._telling = view.once(_tellings)
        self._line_of = view.layout.line_index
        self._line_at = view.layout.line_at
        self._drafts: list[Draft] = []
        self._headed = state.scope.side is not None
        """Whether a heading above names a side."""
        self._limb: Muscles = []
        """The limb whose muscles the grades name behind them."""
        self._els: list[El] = []
        """All elements of the unit."""

    @cached_property
    def _evident(self) -> bool:
        """Whether the grades of the unit show that the bare figures beside names are grades too."""
        return _evident(self._els)

    @cached_property
    def _listed(self) -> bool:
        """Whether two movements with a figure and a side each show that the figures are grades."""
        return _listed(self._els, headed=self._headed)

    @cached_property
    def _signs(self) -> int:
        """How many grades of the unit carry a sign."""
        return sum(e.k == "G" and e.v.signed for e in self._els)

    @cached_property
    def _kinds(self) -> dict[int, str]:
        """Letters of the unit's elements by their place."""
        return {e.start: e.k for e in self._els}

    def __call__(self, els: list[El]) -> list[Draft]:
        """Return the drafts of a unit."""
        ordered = bool(self._state.order)
        els = self._els = _in_pairs(els, self._text, ordered, in_a_list=ordered and self._among_pairs())
        if any(e.d == "header" for e in els if e.k == "W"):
            end = self._unit.end
            els = _labelled(els, _COMPARED.match(self._lower, end, end + COMPARED_REACH) is not None)
        for clause in clauses(els):
            if self._drafts and (side := closing_side(clause)):
                self._drafts[-1].closing = side
            if clause[0].k == ";" and any(e.k == "N" for e in clause):
                self._end_aside()
            for before, g, after, arrow in attach(clause, self._state):
                draft = self._read(before, g, after)
                if draft is not None:
                    self._progress(draft, arrow)
                    self._drafts.append(draft)
                    self._drafts += self._echoed(draft, after)
            self._shut_brackets(clause)
        respectively(self._drafts)
        self._older_in_turn()
        _same_limb(self._drafts)
        close(self._drafts)
        return self._drafts

    def _older_in_turn(self) -> None:
        """The grades of a bracket behind as many muscles are theirs in turn ("IP 4, quads 4, TA 3 (10/2: 3, 3+, 2)")."""
        if len(self._drafts) < len("ab") or "," not in self._text[self._unit.start : self._unit.end]:
            return
        for m in _DATED_LIST.finditer(self._text, self._unit.start, self._unit.end):
            inside = [e for e in self._els if e.k == "G" and m.start() < e.start < m.end()]
            before = [d for d in self._drafts if d.grade.end <= m.start()]
            if len(inside) != len(before) or not all(d.named for d in before):
                continue
            time = El("W", m.start("when"), m.end("when"), "past")
            behind = [d for d in self._drafts if d.grade.start > m.end()]
            told = [
                replace(of, grade=e.v, time=time, time_status="past", pain=False)
                for e, of in zip(inside, before, strict=True)
            ]
            self._drafts = [*before, *told, *behind]

    def _end_aside(self) -> None:
        """A semicolon before another muscle ends the time of an aside on the last ("4-/5, last visit 3+/5; hams 4/5")."""
        if len(self._drafts) < len("ab"):
            return
        one, last = self._drafts[-2:]
        aside = last.carried and last.time_status == "past" and one.time_status in (None, "present")
        if aside and last.time is self._state.time and one.time is None:
            self._state.time = None

    def _shut_brackets(self, clause: list[El]) -> None:
        """The time of a bracket that a clause ends with ends there ("3/5 (eval 2/5); hams 3/5")."""
        for e in reversed(clause):
            if e.k == "G":
                return
            if e.k == ")" and self._state.times:
                self._state.time = self._state.times.pop()

    def _among_pairs(self) -> bool:
        """Whether the last two grades before the unit are a pair on the line above: a list goes on."""
        if len(self._state.found) < 2:
            return False
        one, two = (d.grade for d in self._state.found[-2:])
        above = self._line_of(two.start) == self._line_of(self._unit.start) - 1
        return above and self._text[one.end : two.start].strip() == "/"

    def _echoed(self, draft: Draft, after: list[El]) -> list[Draft]:
        """The same grade for what "as was ..." adds ("the right elbow 5/5, as was the entire left arm")."""
        end = draft.grade.end
        m = _AS_WAS.match(self._lower, end, end + PAIN_REACH)
        if m is None:
            return []
        muscles: Muscles = []
        lead: str | None = None
        for e in after:
            if e.start < m.end():
                continue
            if e.k == "S":
                lead = e.v
            elif e.k == "N":
                muscles += [
                    (name, e.v.side or lead or ("bilateral" if e.v.plural else None)) for name in e.v.muscles
                ]
            elif e.k not in "&,/p" and (muscles or e.k != "w"):
                break
        return [replace(draft, muscles=muscles, side=None, own_side=None, named=True)] if muscles else []

    def _progress(self, draft: Draft, arrow: El | None) -> None:
        """An arrow, or "was ... now ...", makes the grade before it older."""
        if not self._drafts:
            return
        older = self._drafts[-1]
        if arrow and draft.on_side and older.own_side is None and self._led_from(older):
            older.side = draft.side  # "from 3-/5 to 3+/5 on the right and from 3/5 to 4-/5 on the left"
        if arrow and (older.time_status in (None, "present") or older.time is draft.time):
            goal = draft.time_status == "goal"
            older.time_status, older.time = ("present" if goal else "past"), arrow
            if not goal:
                draft.time_status, draft.time = "present", arrow
                self._other_side_too(older, draft, arrow)
        elif arrow and draft.time_status == "goal" and self._is_from(older):
            older.time_status = "present"  # "will go from 3/5 to 4-/5"
        if older.was and draft.carried and draft.time_status == "present":
            older.time_status, older.time = "past", older.was
            for other in reversed(self._drafts[:-1][-MAX_SIDES:]):
                if not other.was or other.time is not None or _names(other) != _names(older):
                    break
                other.time_status, other.time = "past", other.was  # "4/5 right, 3/5 left; now ..."

    def _led_from(self, draft: Draft) -> bool:
        """Whether "from" stands right before a grade."""
        start = draft.grade.start
        return self._lower.startswith("from ", max(0, start - len("from ")))

    def _is_from(self, draft: Draft) -> bool:
        """Whether "from" made a grade one of the past."""
        time = draft.time
        return time is not None and self._lower[time.start : time.end] in ("from", "fr")

    def _other_side_too(self, older: Draft, draft: Draft, arrow: El) -> None:
        """The side before the one at the arrow is older with it ("quads R 3/5, L 3/5 -> R 4/5, L 4/5")."""
        other = self._drafts[-2] if len(self._drafts) > 1 else None
        if other is None or other.own_side != draft.own_side:
            return
        same = {m for m, _ in other.muscles} == {m for m, _ in older.muscles}
        if (
            same
            and other.own_side
            and other.own_side == OPPOSITE.get(older.own_side or "")
            and other.time is None
        ):
            other.time_status, other.time = "past", arrow

    def _read(self, before: list[El], g: El, after: list[El]) -> Draft | None:
        """Read one grade; None where it is none of strength."""
        state = self._state
        own, lead, trail, flags = gather(before, state)
        four = _TIMES_FOUR.match(self._text, g.end, self._unit.end) is not None
        spot = Spot(g, g.v, before, after, own, lead, trail, flags, behind_of(after, bool(own)), four)
        if flags.restart and not self._is_but_other_side(spot):
            self._excepted()
        if self._refused(spot):
            return None
        named = self._names(spot)
        if named is None or not self._counts(spot, named):
            return None
        if spot.follow == "T":  # "4/5 strength": what follows is of strength again
            state.blocked = False
        draft = self._sided(spot._replace(lead=None, trail=None) if named.then else spot, named)
        self._timed(draft, spot, named.carried)
        if named.then and draft.time_status is None:
            draft.time_status, draft.time = "past", spot.flags.was
        if self._state.times_in_order and self._is_next_time(spot, draft):
            self._in_turn(self._drafts[-1], draft, _left_out(spot))
        elif self._is_alone_in_brackets(spot, draft) and self._untimed(draft):
            draft.time_status, draft.time = "past", El("W", g.start - 1, g.end + 1, "past")
        if draft.time_status is None and flags.was and spot.own and any(e.k == "Q" for e in before):
            draft.time_status, draft.time = "past", flags.was  # "the same hip was 4-/5"
        draft.bound = flags.bound or _OR_MORE.match(self._text, g.end) is not None
        draft.below = flags.below
        draft.legend = draft.bound and self._is_needed(g)
        draft.pain = self._marks.pain(spot.grade) or self._pain_behind(g.end) or self._pain_before(g)
        if not named.carried:
            self._remember(named.muscles)
        return draft

    def _tells(self, begin: int, end: int) -> bool:
        """Whether one of the words that tell of another time, or of what is awaited or needed, stands in a stretch."""
        telling = self._telling
        i = bisect_left(telling, begin)
        return i < len(telling) and telling[i] < end

    def _is_needed(self, el: El) -> bool:
        """Whether a grade is what a task asks for ("the stairs need quads of at least 3+/5")."""
        return (
            _NEEDED.search(self._lower, max(self._unit.start, el.start - AWAITED_REACH), el.start) is not None
        )

    def _leads_to_return(self, el: El) -> bool:
        """Whether something waits for the grade ("needs PF 5/5 before return to play")."""
        begin = max(self._unit.start, el.start - AWAITED_REACH)
        needs = _NEEDS.search(self._lower, begin, el.start) if self._tells(begin, el.start) else None
        return needs is not None and _BEFORE_RETURN.match(self._lower, el.end, self._unit.end) is not None

    def _is_but_other_side(self, spot: Spot) -> bool:
        """Whether "but" leads to the other side of the same muscle ("quads 4/5 on the right but 3/5 on the left")."""
        last = self._drafts[-1].own_side if self._drafts else None
        return not (spot.own or spot.behind.muscles) and last in OPPOSITE and spot.side == OPPOSITE[str(last)]

    def _excepted(self) -> None:
        """What is excepted is of the limb, and of the side, that was graded before ("LLE 5/5 except DF 4/5")."""
        state, last = self._state, self._drafts[-1] if self._drafts else None
        limbs = {info(m)[1] for m, _ in state.muscles if is_whole(m) or m in JOINT_GROUPS}
        sides = {s or last.side for _, s in state.muscles} if last is not None else set()
        state.muscles, state.side = [], None
        if len(limbs) == len(sides) == 1:
            side = sides.pop()
            state.side, state.side_limb = "bilateral" if side == "both" else side, limbs.pop()

    # ------------------------------------------------------------ refusing

    def _refused(self, spot: Spot) -> bool:
        """Whether other words govern the figure."""
        flags, form = spot.flags, spot.grade.form
        fraction_named = form == "fraction" and bool(spot.own)
        if form == "normal":  # whether such a word is said of strength is decided already
            return denied_later(spot.after) or any(
                e.k == "X" and self._lower[e.start : e.end] in _FACE for e in (*spot.before, *spot.after)
            )
        if self._is_return_to_clinic(spot):
            return True
        if flags.x in _DENY_BEFORE and spot.follow != "T" and not (spot.own and self._pain_before(spot.el)):
            return True
        if (
            flags.x
            and not self._pain_before(spot.el)
            and not (spot.told and form in ("fraction", "bare"))
            and not fraction_named
        ):
            return True
        goes_on = form == "fraction" and bool(self._drafts)  # "girth ... quad 3+/5 (was 3/5)"
        if self._state.blocked and not (fraction_named or goes_on) and spot.follow != "T":
            return True
        denied = spot.behind.denied
        if denied == "date" and (spot.grade.signed or (goes_on and [e.k for e in spot.before] == ["p"])):
            denied = None  # "4-/5 since the last visit", "3/5 to 4/5 since the eval"
        if denied in _DENY_BESIDE or (denied == "other" and not spot.own):
            return True
        if denied in _DENY_UNNAMED and not spot.own and not self._state.strength:
            return True
        unsaid = not (flags.strength or self._state.strength)
        if (
            denied == "pain"
            and unsaid
            and all(m in JOINT_GROUPS or m == "hand" or is_whole(m) for m, _ in spot.own)
        ):
            return True  # "knee 4/5 pain": a pain scale
        if form in ("bare", "pair") and denied_later(spot.after):
            return True
        return flags.number and not spot.own and not flags.strength

    def _is_return_to_clinic(self, spot: Spot) -> bool:
        """Whether "RTC" opens a statement whose figure is the day of the next visit, and no rotator cuff ("RTC 3/5")."""
        if spot.grade.signed or self._drafts:
            return False
        named = [e for e in spot.before if e.k == "N"]
        if len(named) != 1 or self._text[named[0].start : named[0].end] != "RTC":
            return False
        alone = not (spot.lead or spot.trail or spot.behind.side or spot.behind.muscles)
        return alone and not (self._state.context or self._state.scope.names or spot.flags.strength)

    def _pain_before(self, el: El) -> bool:
        """Whether a grade is what pain limits its muscle to ("limited by pain to 4/5")."""
        start = el.start
        begin = max(self._unit.start, start - PAIN_TO_REACH)
        return self._tells(begin, start) and _PAIN_TO.search(self._lower, begin, start) is not None

    def _counts(self, spot: Spot, named: Named) -> bool:
        """Whether the figure counts as a grade, now that its muscles are known."""
        if spot.grade.form in ("bare", "pair", "letter"):
            return self._bare_counts(spot, named)
        if spot.grade.form == "fraction" and [m for m, _ in named.muscles] == [UNSPECIFIED]:
            start = spot.el.start
            if spot.flags.far or _DATE_BEFORE.search(self._text, max(self._unit.start, start - 20), start):
                return False
            loose = not spot.flags.strength and spot.follow != "T"
            return not (loose and any(e.k in "wX" for e in spot.after[:2]))
        return True

    def _bare_counts(self, spot: Spot, named: Named) -> bool:
        """Whether a grade without "/5" is one: beside a muscle, in a strength context."""
        grade, state = spot.grade, self._state
        unnamed = named.muscles[0][0] == UNSPECIFIED
        if unnamed and spot.rest and any(d.grade.form == "fraction" for d in self._drafts):
            return not self._has_unit(spot)  # "and the rest are five"
        if unnamed and not (
            state.strength and grade.signed and (not spot.before or spot.before[-1].k != "w")
        ):
            return False
        if not self._in_context(spot, named):
            return False
        near = [e.k for e in spot.before if e.k not in "p:TBWOCt-=uf>"]
        if self._has_unit(spot):
            return False
        if spot.follow == "T" and not unnamed:
            return True
        while near and near[-1] in "S&,/|;(>)":
            near.pop()
        if near:
            return near[-1] == "N" or (grade.signed and state.strength and near[-1] not in "#X")
        last = spot.before[-1] if spot.before else None
        if not grade.signed and spot.follow in ("N", "S") and last is not None and last.v == "goal":
            return False  # "LTG 1 hip abd ...": the number of the goal
        return (
            named.carried
            or named.then
            or bool(state.scope.names)
            or (spot.follow in tuple("NpSTC") and named.said)
        )

    def _in_context(self, spot: Spot, named: Named) -> bool:
        """Whether strength is spoken of where a figure without "/5" stands."""
        grade, drafts = spot.grade, self._drafts[-LATELY:]
        if grade.form == "letter":
            return self._state.context or grade.signed or any(d.grade.form == "letter" for d in drafts)
        if (
            self._state.context
            or any(d.grade.form == "fraction" or d.grade.signed for d in drafts)
            or self._evident
        ):
            return True
        if self._listed and grade.form == "bare":
            return True
        if not grade.signed and self._signs > 1:
            return not any(m in _REFLEX_SITES for m, _ in named.muscles)
        # "2+ knees": a reflex rather than a grade
        return grade.signed and not (
            grade.form == "bare"
            and (grade.low.endswith("+") or grade.low == "1")
            and any(m in _REFLEX_SITES for m, _ in named.muscles)
        )

    def _has_unit(self, spot: Spot) -> bool:
        """Whether a word that is no part of the grammar follows the figure, as a unit does ("4 weeks")."""
        grade, end = spot.grade, spot.el.end
        if grade.form == "letter":
            return False
        if grade.signed:
            alone = grade.form == "bare" and not (self._state.context or self._drafts)
            return alone and spot.follow == "w" and spot.after[0].start - end <= 1
        follow = self._text[end : end + 12]
        if grade.form == "bare" and _OUT_OF.match(follow):
            return True  # "without hands 4 of 5 days"
        m = _UNIT_WORD.match(follow)
        if m is None or "\n" in m.group() or "  " in m.group() or m.group(1).lower() in _GOES_ON:
            return False
        return not any(self._kinds.get(at, "w") in "NSWCETZQGR&p" for at in range(end, end + 3))

    # ------------------------------------------------------------ muscles

    def _names(self, spot: Spot) -> Named | None:
        """The muscles of a grade; None where nothing says that it is one of strength."""
        named = self._of_all_then(spot) or self._said(spot) or self._taken_over(spot)
        if named is None and spot.side_alone and (spot.trail or spot.lead) in OPPOSITE:
            side = str(spot.trail or spot.lead)
            again = self._just_graded(side)
            if again and spot.grade.form != "normal":
                return Named(again, carried=True, lead=side)
            if self._state.muscles if spot.grade.form == "normal" else not spot.behind.side:
                named = Named([(f"{side} side", side)])
        if named is None:
            if not (self._state.strength or spot.flags.strength or spot.behind.muscles or spot.follow == "T"):
                return None
            named = Named([self._examined(spot)])
        if not any(m in ("proximal", "distal") for m, _ in named.muscles):
            return named
        self._limbs_graded()
        return named._replace(muscles=part_names(named.muscles, self._state))

    def _of_all_then(self, spot: Spot) -> Named | None:
        """All muscles of the list before, where "these were", "all" in a bracket or "each up from" leads to a grade."""
        if not self._drafts or spot.own or spot.behind.muscles or spot.side in OPPOSITE:
            return None
        last = self._drafts[-1]
        if _ALL_THEN.fullmatch(self._lower, last.grade.end, spot.el.start) is None:
            return None
        told = spot.flags.was or spot.flags.from_ or (spot.behind.time and spot.behind.time.v == "past")
        listed = [
            d for d in self._drafts[-LATELY:] if d.run == last.run and d.time_status in (None, "present")
        ]
        if not told or len(listed) < len("ab"):
            return None
        for d in listed:  # the side behind the last of them may be that of all
            d.side = d.side or d.own_side
        muscles = dict.fromkeys((m, s or d.side) for d in listed for m, s in d.muscles)
        return Named(list(muscles), said=True, then=True)

    def _just_graded(self, side: str) -> Muscles:
        """The muscle of the sentence before, where it was the only one and of the other side ("R quads 3/5. L 4/5.")."""
        if self._drafts:
            return []
        line = self._line_of(self._unit.start)
        recent = [d for d in self._recent() if self._line_of(d.grade.start) == line]
        last = [d for d in recent if recent and d.run == recent[-1].run]
        muscles = {m for d in last for m, _ in d.muscles}
        sides = {s or d.side for d in last for _, s in d.muscles}
        one = len(muscles) == 1 and sides == {OPPOSITE[side]}
        return [(m, None) for m in muscles] if one else []

    def _examined(self, spot: Spot) -> tuple[str, str | None]:
        """The joint that the paragraph examines, where it gives a strength and names nothing ("Strength is 5/5")."""
        start = spot.el.start
        if spot.side or spot.rest or spot.throughout:
            return UNSPECIFIED, None
        begin = max(self._text.rfind("\n", 0, start), start - EXAMINED_REACH, 0)
        last = None
        for m in _EXAMINED.finditer(self._lower, begin, start):
            if m["of"] or m["end"]:
                last = m
        if last is None:
            return UNSPECIFIED, None
        return GROUP_OF_JOINT[last["joint"]], SIDES[last["side"]]

    def _limbs_graded(self) -> None:
        """Set the limbs meant to those graded in this unit; where it grades none, those graded before it stay."""
        limbs = {info(m)[1] for draft in self._drafts for m, _ in draft.muscles} & LIMBS.keys()
        if limbs:
            self._state.limbs = [limb for limb in LIMBS if limb in limbs]

    def _said(self, spot: Spot) -> Named | None:
        """Muscles said with the grade: before it, behind it, or "throughout"."""
        behind = spot.behind.muscles
        everything = spot.throughout or spot.rest
        of_side = len(spot.own) == 1 and spot.own[0][0].endswith(" side")
        if everything and not behind and (not spot.own or of_side) and (these := self._these(spot)):
            side = spot.own[0][1] if of_side else spot.side
            if side in OPPOSITE:  # "right side 5/5 in all of these"
                return Named([(m, side) for m, _ in these], said=True)
            return Named(these, said=True)
        if spot.own and (same := self._same_again(spot)):
            return Named(same, said=True)
        if spot.own and not self._is_the_other_side(spot):
            if not behind:
                return Named(spot.own, said=True)
            limb = all(m in LIMBS.values() for m, _ in spot.own)
            if limb and not any(is_whole(m) for m, _ in behind):
                self._limb = spot.own
            return Named(refine(spot.own, behind), said=True)
        if behind and not spot.own:
            if everything and any(e.k == "w" and str(e.v).lower().startswith("includ") for e in spot.after):
                whole = self._everywhere()
                return Named([*whole, *((m, s or whole[0][1]) for m, s in behind)], said=True)
            return Named([(m, s or spot.trail) for m, s in behind], said=True)
        if not everything:
            return None
        side = spot.side
        if side in OPPOSITE and not self._state.scope.names:
            if spot.follow == "C" and self._drafts and self._drafts[-1].own_side == OPPOSITE[str(side)]:
                return Named(self._state.muscles, carried=True)  # "UE 4/5 all planes R, 5/5 all planes L"
            lately = any(e.k == "C" for e in (*spot.before, *spot.after[:2]))  # "... triceps 4/5. L all 5/5."
            return Named(
                self._opposite(str(side), True, lately=lately) or [(f"{side} side", side)], said=True
            )
        if spot.rest and self._limb:
            return Named(self._limb, said=True)  # "BLE 4/5 hip flexion and 5/5 all else"
        if spot.rest and not spot.throughout and not (self._state.scope.names or self._state.scope.side):
            return Named([(UNSPECIFIED, None)], said=True)  # "otherwise 5/5": what was not named
        return Named(self._everywhere(), said=True)

    def _same_again(self, spot: Spot) -> Muscles:
        """The action last graded at the joint that "the same hip" points back to."""
        if len(spot.own) != 1 or not any(e.k == "Q" for e in spot.before):
            return []
        muscle, side = spot.own[0]
        joint = joint_of(muscle) if muscle in JOINT_GROUPS else None
        for draft in reversed((*self._state.found[-LATELY:], *self._drafts)):
            fitting = [(m, s or draft.side) for m, s in draft.muscles if joint and joint_of(m) == joint]
            if fitting:
                return [(m, side or s) for m, s in fitting]
        return []

    def _these(self, spot: Spot) -> Muscles:
        """The muscles of the list before that "in all of these" points back to, with their sides."""
        if not any(e.k == "C" and e.v == "these" for e in (*spot.before, *spot.after)):
            return []
        muscles = dict[str, str | None]()
        for draft in (*self._before(LATELY), *self._drafts):
            for muscle, side in draft.muscles:
                if muscle != UNSPECIFIED:
                    muscles[muscle] = side or draft.side
        return list(muscles.items())

    def _recent(self) -> list[Draft]:
        """The drafts of the units before in this line and the line above."""
        return self._before(1)

    def _before(self, lines: int) -> list[Draft]:
        """The drafts of the units before, as far back as grades stand on each of some lines."""
        line = self._line_of(self._unit.start)
        found: list[Draft] = []
        for draft in reversed(self._state.found[-LATELY:]):
            at = self._line_of(draft.grade.start)
            if line - at > 1 or (at != line and not lines):
                break
            lines -= at != line
            line = at
            found.append(draft)
        return found[::-1]

    def _is_the_other_side(self, spot: Spot) -> bool:
        """Whether "right side" is the muscle's other side ("left handgrip 3+/5, and the right side 4+/5")."""
        return (
            len(spot.own) == 1
            and spot.own[0][0].endswith(" side")
            and not spot.throughout
            and not spot.trail
            and bool(self._drafts)
            and self._drafts[-1].own_side == OPPOSITE.get(spot.own[0][1] or "")
            and bool(self._state.muscles)
            and not any(is_whole(m) for m, _ in self._state.muscles)
        )

    def _taken_over(self, spot: Spot) -> Named | None:
        """Muscles of the grade before, when only side or time changed, or of the heading."""
        state, flags = self._state, spot.flags
        lead = spot.own[0][1] if spot.own else spot.lead
        place = self._place(spot)
        if place:
            both = {"upper extremity", "lower extremity"}
            limb = {"lower": "lower extremity", "upper": "upper extremity"}.get(place.rstrip("s"))
            known = limb and {m for m, _ in state.muscles} == both - {limb}
            return Named([(limb, state.muscles[0][1])], said=True) if limb and known else None
        if state.muscles and not flags.strength and (not flags.unknown or self._is_retest(spot)):
            muscles = state.muscles
            now = spot.behind.side or spot.trail or lead
            if now in OPPOSITE or (spot.trail or lead) in OPPOSITE:
                muscles = (self._opposite(str(now), flags.broken) if now in OPPOSITE else []) or muscles
            return Named(muscles, carried=True, lead=lead)
        other = spot.trail or lead
        if other in OPPOSITE and state.scope.names == (f"{OPPOSITE[other]} side",):
            return Named([(f"{other} side", other)])  # "Right hemiparesis: arm 2/5, leg 3/5. Left 5/5."
        if state.scope.names and not flags.unknown:
            return Named([(m, None) for m in state.scope.names], said=spot.throughout, lead=lead)
        return None

    def _is_retest(self, spot: Spot) -> bool:
        """Whether few words with one for the present lead from a past grade to this one ("now I get 4/5")."""
        past = self._drafts[-1].time_status == "past" if self._drafts else bool(self._state.muscles)
        words = sum(e.k == "w" for e in spot.before)
        now = any(e.k == "W" and e.v == "present" for e in spot.before)
        return past and now and words <= RETEST_WORDS and not any(e.k in "#X" for e in spot.before)

    def _place(self, spot: Spot) -> str:
        """The word behind the grade for another place ("4/5 in the lower", "5/5 below that"); else empty."""
        at = 1 if spot.follow == "p" else 0
        if len(spot.after) <= at or spot.after[at].k != "w" or spot.behind.muscles or spot.behind.side:
            return ""
        word = self._lower[spot.after[at].start : spot.after[at].end]
        return word if word in _PLACES else ""

    def _opposite(self, side: str, broken: bool, *, lately: bool = False) -> Muscles:
        """Muscles of "r 5/5" behind "quad 3+/5 l, ham 4/5 l": all those just graded on the other side.

        Behind a semicolon or a full stop, their joint or their limb; ``lately``: in the sentence before, too.
        Empty where at most one was graded.
        """
        found: list[str] = []
        drafts = self._drafts[-LATELY:] or (self._recent() if lately else [])
        for draft in reversed(drafts):
            sides = {s or draft.side for _, s in draft.muscles}
            if sides != {OPPOSITE[side]} or not draft.named or draft.run != drafts[-1].run:
                break
            found = [m for m, _ in draft.muscles if m not in found] + found
        if len(found) <= 1:
            return []
        joints, limbs = {joint_of(m) for m in found}, {info(m)[1] for m in found}
        joint = next(iter(joints)) if len(joints) == 1 else None
        if broken and joint in GROUP_OF_JOINT:
            return [(GROUP_OF_JOINT[str(joint)], side)]
        if broken and (limbs <= {"UE"} or limbs <= {"LE"}):
            return [("upper extremity" if "UE" in limbs else "lower extremity", side)]
        if broken or set(found) == {"upper extremity", "lower extremity"}:
            return [(f"{side} side", side)]
        return [(m, None) for m in found]

    def _everywhere(self) -> Muscles:
        """What "throughout" and "otherwise" mean: the limb or side of the heading, else all extremities."""
        scope = self._state.scope
        if scope.names:
            return [(m, None) for m in scope.names]
        if scope.side in OPPOSITE:
            return [(f"{scope.side} side", scope.side)]
        return [("all extremities", "bilateral")]

    def _remember(self, muscles: Muscles) -> None:
        """Keep the muscles for the grades that follow without one."""
        self._state.muscles = list(muscles)
        for muscle, side in muscles:
            part, _, limb = muscle.partition(" ")
            if part in ("proximal", "distal"):
                self._state.parts.setdefault(part, {})[limb] = side

    # ------------------------------------------------------------ sides

    def _sided(self, spot: Spot, named: Named) -> Draft:
        """The draft with its side."""
        state, back = self._state, spot.behind.side
        lead = named.lead or spot.lead
        draft = Draft(
            spot.grade,
            named.muscles,
            named=named.said,
            run=state.run,
            was=spot.flags.was or self._joined_was(spot, named),
            carried=named.carried,
            own_side=back or spot.trail or lead,
            prefix_side=bool(lead or spot.trail) and not back,
            on_side=bool(back) and _closes_list(spot.after),
            closing=spot.behind.closing,
        )
        if back in OPPOSITE:  # "bilateral knee extension 4/5 (R) and 3+/5 (L)"
            draft.muscles = [(m, None if s == "bilateral" else s) for m, s in draft.muscles]
        if named.carried:
            self._carried_side(draft)
        else:
            self._set_carry(named.muscles, back, lead)
            draft.side = draft.own_side
        if draft.side is None and state.side and not spot.rest and self._reaches(named.muscles):
            draft.side = state.side
        draft.side = draft.side or self._side_of_list(spot)
        unnamed = spot.rest and all(m == UNSPECIFIED for m, _ in named.muscles)
        draft.side = draft.side or (None if unnamed or self._other_limb(named.muscles) else state.scope.side)
        if draft.side is None and not unnamed:
            draft.side = self._side_of_line(draft.muscles)
        self._joined(draft, spot)
        self._ordered(draft)
        return draft

    def _side_of_line(self, muscles: Muscles) -> str | None:
        """The side of the joint or limb that opens the line and holds the muscles ("RIGHT SHOULDER: ... Biceps 3+/5")."""
        line = self._line_at(self._unit.start)
        if line.start == self._unit.start:
            return None
        m = _LINE_OF_JOINT.match(self._lower, line.start, self._unit.start)
        if m is None or any(side for _, side in muscles):
            return None
        joint = m["joint"]
        limb = "UE" if joint in _UPPER else "LE"
        own = all(
            joint_of(name) == joint or (joint in _WHOLE_LIMBS and info(name)[1] == limb)
            for name, _ in muscles
        )
        return SIDES[m["side"]] if own else None

    def _joined_was(self, spot: Spot, named: Named) -> El | None:
        """The "were" of the grade before, where "and" joins the other side to it ("were 3/5 right and 4/5 left")."""
        last = self._drafts[-1] if self._drafts and named.carried else None
        joined = bool(spot.before) and spot.before[0].k in "&," and all(e.k in "&,pS" for e in spot.before)
        return last.was if last is not None and joined and last.time is None else None

    def _other_limb(self, muscles: Muscles) -> bool:
        """Whether whole limbs are not those that the heading gives a side to ("L LE: HF 3+/5 ... UEs 5")."""
        limb = self._state.scope.limb
        return limb in LIMBS and all(is_whole(m) and info(m)[1] != limb for m, _ in muscles)

    def _side_of_list(self, spot: Spot) -> str | None:
        """The side that heads a list of limbs behind their grades ("L side strength 5/5 UE and 5/5 LE")."""
        last = self._drafts[-1] if self._drafts else None
        if last is None or spot.own or not spot.before or any(e.k not in "&,p" for e in spot.before):
            return None
        limbs = all(is_whole(m) for m, _ in (*last.muscles, *spot.behind.muscles)) and spot.behind.muscles
        sides = {s or last.side for _, s in last.muscles}
        return sides.pop() if limbs and len(sides) == 1 and sides != {"both"} else None

    def _joined(self, draft: Draft, spot: Spot) -> None:
        """A side behind grades that "and" joins holds for them ("flexors 4/5 and extensors 4/5 bilaterally").

        Where no grade before has a side, it holds for the whole list.
        """
        joined = spot.before and spot.before[0].k == "&"
        side = (spot.behind.side or _trailing_side(spot)) if joined else None
        if not side:
            return
        lately = self._drafts[-LATELY:]
        sided = any(d.own_side for d in lately)
        for other in reversed(lately):
            if other.side or other.own_side or other.run != draft.run or any(s for _, s in other.muscles):
                return
            if not any(is_axial(m) for m, _ in other.muscles):
                other.side = side
            if sided:
                return

    def _carried_side(self, draft: Draft) -> None:
        """The same muscles again: their own new side, or that of the grade before."""
        muscles = draft.muscles
        if draft.own_side:
            draft.muscles = [(m, None) for m, _ in muscles]
            draft.side = draft.own_side
        elif self._drafts and draft.grade.form != "pair":
            draft.side = self._drafts[-1].side
            if len(self._drafts[-1].muscles) == len(muscles):
                draft.muscles = list(self._drafts[-1].muscles)

    def _set_carry(self, muscles: Muscles, back: str | None, lead: str | None) -> None:
        """Set the side that carries over the list behind this grade.

        A side before the muscle carries to the next; one behind it does not, but "bilateral" behind all does.
        """
        state = self._state
        if back:
            state.side, state.side_limb = None, None
        elif lead:
            state.side, state.side_limb = lead, None
        else:
            for muscle, side in muscles:
                if side and side != "both":
                    state.side, state.side_limb = side, info(muscle)[1]

    def _reaches(self, muscles: Muscles) -> bool:
        """Whether the carried side holds for these muscles: a limb's own side stays in the limb."""
        state = self._state
        if all(s == "both" for _, s in muscles):
            return False
        return state.side_limb is None or all(info(m)[1] == state.side_limb for m, _ in muscles)

    def _ordered(self, draft: Draft) -> None:
        """Give the grades of a pair their sides from the order declared."""
        order = self._state.order
        if draft.grade.form == "pair":
            draft.pair_order = order
            return
        if not order or draft.own_side or any(s and s != "both" for _, s in draft.muscles):
            return
        first = self._drafts[-1] if self._drafts else None
        if draft.carried and first is not None and first.order == 1 and first.grade.form != "pair":
            first.side, draft.side, draft.order = order[0], order[1], 2
        else:
            draft.order, draft.side = 1, "bilateral"
            if any(e is order for e in self._state.declared):
                draft.own_side = "bilateral"

    # ------------------------------------------------------------ time and pain

    def _timed(self, draft: Draft, spot: Spot, carried: bool) -> None:
        """Set the time of a grade: its own cue, the sentence's, the heading's, or an aim ("up to 4/5")."""
        state, flags, before = self._state, spot.flags, spot.before
        time = spot.behind.time or state.time or state.scope.time
        if spot.behind.time is None and flags.was and carried:
            last = self._drafts[-1] if self._drafts else None
            both = last is not None and last.was and spot.side == OPPOSITE.get(last.own_side or "")
            own = spot.own and [e.k for e in before if e.k in "NSQ"] != ["S", "Q"]  # "4/5 B was 3+/5"
            time = flags.was if not own and not both else time
        if time is not None and time.v == "present" and self._is_awaited(spot, time):
            time = None  # "hoping for 4/5 by discharge"
        if time is not None:
            draft.time, draft.time_status = time, time.v
        elif self._is_aim(spot):
            cue = before[-1] if before else spot.el
            draft.time, draft.time_status = El("W", cue.start, cue.end, "goal"), "goal"
        if flags.from_ is not None:
            draft.time, draft.time_status = flags.from_, "past"
        start = spot.el.start
        begin = max(self._unit.start, start - PAIN_TO_REACH)
        had = _HAD_BEEN.search(self._lower, begin, start) if self._tells(begin, start) else None
        if had is not None:
            draft.time, draft.time_status = El("W", had.start(), had.end(1), "past"), "past"

    def _untimed(self, draft: Draft) -> bool:
        """Whether a grade has no time of its own: none, or the present that the one before has, too."""
        last = self._drafts[-1] if self._drafts else None
        present = draft.time_status == "present" and last is not None and last.time is draft.time
        return draft.time_status is None or present

    def _is_alone_in_brackets(self, spot: Spot, draft: Draft) -> bool:
        """Whether a bracket right behind a grade holds another and nothing else: that of the last time."""
        before, end, last = spot.before, spot.el.end, self._drafts[-1] if self._drafts else None
        if not draft.carried or last is None or _SHUT.match(self._text, end) is None:
            return False
        opens = before[-1].start if before and before[-1].k == "(" else spot.el.start - 1
        if self._text[opens : opens + 1] not in ("(", "["):
            return False
        sided = spot.own or spot.trail or spot.behind.side or self._state.order
        forms = {draft.grade.form, last.grade.form}
        return not sided and opens - last.grade.end <= 3 and len(forms) == 1 and forms != {"normal"}

    def _in_turn(self, last: Draft, draft: Draft, left_out: int) -> None:
        """Give a grade the time behind that of the one before, in the order declared."""
        times = self._state.times_in_order
        draft.turn = last.turn + 1 + left_out
        for one in (last, draft):
            one.time_status, one.time = times[one.turn].v, times[one.turn]

    def _is_next_time(self, spot: Spot, draft: Draft) -> bool:
        """Whether a grade is the next of a muscle in a declared order of times ("4/5 (3/5)", "4/5 vs 3/5")."""
        last = self._drafts[-1] if self._drafts else None
        if last is None or last.turn + 1 + _left_out(spot) >= len(self._state.times_in_order):
            return False
        if self._is_alone_in_brackets(spot, draft):
            return True
        many = len(self._state.times_in_order) > len("ab")
        return (
            draft.carried
            and (many or (last.time is None and draft.time is None))
            and not draft.own_side
            and all(e.k in "/,p|(n" for e in spot.before)
        )

    def _is_aim(self, spot: Spot) -> bool:
        """Whether "to" before a grade follows a verb of aim, or it is what is waited for ("once quads are 4/5")."""
        last = spot.before[-1] if spot.before else None
        if self._is_awaited(spot) or self._leads_to_return(spot.el):
            return True
        if last is None or last.k != "p" or self._lower[last.start : last.end] != "to":
            return False
        named = spot.before[-2] if len(spot.before) > 1 else last
        if self._planned and named.k == "N" and not self._text[named.end : last.start].strip():
            return True  # "P: 2x/wk x8, L knee ext to 4+/5"
        start = spot.el.start
        return _GOAL_VERB.search(self._text, max(self._unit.start, start - REACH), start) is not None

    def _is_awaited(self, spot: Spot, time: El | None = None) -> bool:
        """Whether a grade is one that is expected or waited for; ``time`` is no word before what says so."""
        low, start = self._lower, spot.el.start
        begin = max(self._unit.start, start - AWAITED_REACH)
        if not self._tells(begin, start):
            return False
        clause = max(begin, *(low.rfind(c, begin, start) + 1 for c in ".;,\n"))
        m = _AWAITED.search(low, clause, start)
        return m is not None and (time is None or time.start >= m.start())

    def _pain_behind(self, end: int) -> bool:
        """Whether "limited by pain" or the like follows, before the next grade."""
        i = bisect_right(self._starts, end - 1)
        limit = self._starts[i] if i < len(self._starts) else self._unit.end
        return says_pain(self._lower, end, min(limit, self._unit.end, end + PAIN_REACH))
