"""Clauses of the strength grammar: what stands before and behind every grade, and what it says.

Pure functions over elements; the grammar is in the docstring of :mod:`rehabcode.nlp.strength`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from rehabcode.nlp.grades import Grade
from rehabcode.nlp.muscles import JOINT_GROUPS, El, Name, info, is_axial, joint_of
from rehabcode.nlp.strength_elements import OPPOSITE, Scope, letters_of

Muscles = list[tuple[str, str | None]]
"""Canonical muscles with the side their own words give; ``both`` for a plural that another side overrules."""

LIMBS = {"UE": "upper extremity", "LE": "lower extremity"}
MAX_NAMES = 24
"""Muscles that share one grade at most."""
MAX_BEHIND_DASH = 4
"""Elements behind the dash that leads to the side of a list."""
MAX_RUN = 8
"""Grades that stand behind each other with nothing between, at most."""
STICKY = frozenset(("reflex", "tone", "edema", "eyes"))
_PAIN = re.compile(
    r"limited (?:by|due to|2/2|secondary to) (?:\w+ )?pain|pain[- ](?:limited|inhibited)"
    r"|(?:due|secondary|d/t|2/2|s/t|2\u00b0) ?(?:to )?(?:\w+ )?pain|\bw(?:ith|/) ?(?:\w+ )?pain|painful|\bp!"
    r"|\(pain|\(p\)|pain stop|stopped by pain|because of pain|from pain|by pain|pain ltd|ltd by pain",
    re.I,
)
_NO_PAIN = re.compile(r"\b(?:no|not|without|w/o|non|denies|pain-?\s?free)\b[\s-]*(?:\w+[\s-]+)?$", re.I)


@dataclass(slots=True)
class Draft:
    """A grade on its way to a fact."""

    grade: Grade
    muscles: Muscles
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
    was: El | None = None
    """ "was" before it: past when a "now" follows for the same muscle."""
    carried: bool = False
    closing: str | None = None
    """The side behind it that ends its list."""
    on_side: bool = False
    """Its side stands behind it with "on" before it: it may close a list."""
    pair_order: tuple[str, ...] = ()
    turn: int = 0
    """Its place in a declared order of times."""


@dataclass(slots=True)
class State:
    """What carries on inside a unit."""

    muscles: Muscles = field(default_factory=list)
    side: str | None = None
    order: tuple[str, ...] = ()
    time: El | None = None
    times_in_order: tuple[El, ...] = ()
    """The order of two times declared for the grades of a muscle ("today vs eval")."""
    times: list[El | None] = field(default_factory=list)
    """The times in force outside the brackets that are open."""
    strength: bool = False
    context: bool = False
    """A strength word stands somewhere in the unit or above it: enough for figures without "/5"."""
    side_limb: str | None = None
    blocked: bool = False
    labelled: bool = False
    """What is no strength heads the list to its full stop ("Ashworth: adductors 2 R; gastroc 3 L")."""
    run: int = 0
    """Number of the sentence or clause, to tell lists apart."""
    scope: Scope = field(default_factory=Scope)
    limbs: list[str] = field(default_factory=list)
    """Limbs graded so far, for "distally" alone."""
    found: Sequence[Draft] = ()
    """Drafts of the units before."""
    declared: list[tuple[str, ...]] = field(default_factory=list)
    """Orders declared in the unit itself."""
    parts: dict[str, dict[str, str | None]] = field(default_factory=dict)
    """Limbs whose proximal or distal part was graded, with their side."""


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


class Behind(NamedTuple):
    """What belongs to a grade from the gap behind it."""

    muscles: Muscles
    side: str | None
    time: El | None
    denied: str | None
    """Class of a word that denies that it is a grade ("4/5 trials")."""
    throughout: bool
    other: bool
    closing: str | None = None
    """The side behind a comma that ends the list ("4/5 for hip flexors, 4/5 for quads, bilaterally")."""


def attach(els: list[El], state: State) -> list[tuple[list[El], El, list[El], El | None]]:
    """Give every grade of a clause what stands before and behind it, and the arrow before it."""
    at = [i for i, e in enumerate(els) if e.k == "G"]
    if not at:
        gather(els, state)
        return []
    gaps = [els[: at[0]], *[els[a + 1 : b] for a, b in pairwise(at)], els[at[-1] + 1 :]]
    before: list[list[El]] = [gaps[0]]
    after: list[list[El]] = []
    letters = letters_of(els)
    ahead = letters[: at[0]]
    name_first = "N" in ahead or "R" in ahead or letters.find("N", at[0]) < 0
    name_first = name_first and not ("N" in ahead and len(gaps) > 2 and _limb_then_grades(gaps))
    for gap, following in pairwise(gaps[1:]):
        if gap and gap[-1].k == ":" and any(e.k == "N" for e in gap):
            head, tail = _cut(gap, _last(gap, ",|", 0))
        elif name_first:
            head, tail = _split_names_first(gap, _since_name(before), following)
        else:
            head, tail = _split_grades_first(gap, following)
            head = head + _name_to_come(head, following)
        after.append(head)
        before.append(tail)
    after.append(gaps[-1])
    arrows = [None, *[_arrow(gap) for gap in gaps[1:-1]]]
    return [(before[n], els[i], after[n], arrows[n]) for n, i in enumerate(at)]


def _arrow(gap: list[El]) -> El | None:
    """The arrow between two grades: a sign, or "to" alone where they are no range ("progressed 3-/5 to 4-/5")."""
    if len(gap) == 1 and gap[0].k == "p" and str(gap[0].v).lower() == "to":
        return gap[0]
    for e in gap:
        if e.k in ">y":
            return e
    return None


def _name_to_come(head: list[El], following: list[El]) -> list[El]:
    """The name behind the next grade, where this one has but the other side or leads to that one.

    "5/5 R, 4-/5 L hip flexors"; "from 4/5 to 3+/5 in both legs".
    """
    if head and all(e.k in "p>" for e in head):
        stop = next((i for i, e in enumerate(following) if e.k in ",;.&|()"), len(following))
        return [e for e in following[:stop] if e.k in "NS"]
    sides = [[e.v for e in gap if e.k == "S"] for gap in (head, following)]
    one_each = all(len(found) == 1 for found in sides) and OPPOSITE.get(sides[0][0]) == sides[1][0]
    if not one_each or any(e.k not in "pS" for e in head):
        return []
    rest = [e for e in following if e.k not in "pT"]
    return [rest[1]] if len(rest) > 1 and rest[0].k == "S" and rest[1].k == "N" else []


def _since_name(before: list[list[El]]) -> list[El]:
    """What stands before the last grade, and before the older one where an arrow leads from that to it."""
    arrow = len(before) > 1 and bool(before[-1]) and before[-1][0].k in ">y"
    bracket = len(before) > 1 and [e.k for e in before[-1]] == ["("]
    if not before[-1] and len(before) > 1:  # "R 4/5 3+/5 L 5/5": the side before the run of grades
        return next((gap for gap in before[-1:-MAX_RUN:-1] if gap), [])
    return before[-2] + before[-1] if arrow or bracket else before[-1]


def _limb_then_grades(gaps: list[list[El]]) -> bool:
    """Whether a limb heads grades with their muscles behind them ("left arm 4/5 deltoid, 4/5 biceps and 3/5 grip")."""
    names = [e for e in gaps[0] if e.k == "N"]
    if len(gaps) < 3 or not names or any(e.v.whole != "limb" for e in names):
        return False
    for gap in gaps[1:]:
        rest = [e for e in gap if e.k not in "pT"]
        if gap is gaps[-1] and rest and rest[0].k == "R":
            continue  # "... and 5/5 otherwise"
        if not rest or rest[0].k != "N" or sum(e.k == "N" for e in rest) > 1:
            return False
    parts = all(e.v.whole == "part" for gap in gaps[1:] for e in gap if e.k == "N")
    return parts or all(gap[-1].k in ",&|" for gap in gaps[1:-1])


def _cut(gap: list[El], at: int) -> tuple[list[El], list[El]]:
    return gap[:at], gap[at:]


def _split_names_first(gap: list[El], before: list[El], following: list[El]) -> tuple[list[El], list[El]]:
    """Part a gap of a clause that begins with a name: its first piece belongs to the grade before."""
    if len(gap) > 1 and gap[0].k == ")" and gap[1].k == "S":
        if before and before[-1].k == "(" and any(e.k == "S" or (e.k == "N" and e.v.side) for e in before):
            return [], gap  # "R 4/5 (3/5) L ...": the bracket holds but the grade of another time
        head, tail = _split_names_first(gap[1:], before, following)
        return head, [gap[0], *tail]  # "fair plus (3+) R, ...": the bracket is shut behind the side
    cut = _first_separator(gap)
    if cut is not None:
        head, tail = _cut(gap, cut)
        named = [e for e in head if e.k == "N"]
        if (
            named
            and not any(e.k == "N" for e in tail)
            and head[0].k not in "pCST"
            and gap[cut].k not in ",)"
            and not all(e.v.whole == "part" for e in named)
        ):
            return [], gap
        return head, tail
    # nothing parts them ("R 4- L 3+", "4- r 3+ l"): a side or time goes where the grade before has none yet
    own_side = any(e.k == "S" or (e.k == "N" and e.v.side) for e in before)
    kinds = [e.k for e in gap]
    if "N" in kinds:
        first = next(i for i, k in enumerate(kinds) if k != "p")
        closes = kinds[first] == "S" and not own_side and (first == 0 or kinds[first + 1] == "N")
        return _cut(gap, first + 1) if closes else ([], gap)
    if "S" in kinds:
        older = next((i for i, k in enumerate(kinds) if k in "uf"), len(gap))  # "4/5 B was 3+/5"
        return ([], gap) if own_side else _cut(gap, older)
    if "W" in kinds and not any(e.k == "W" for e in before) and any(e.k == "W" for e in following):
        return gap, []
    return [], gap


def _first_separator(gap: list[El]) -> int | None:
    """Index of the first separator of a gap; a slash or an "and" between two names is none."""
    for k, e in enumerate(gap):
        between_names = 0 < k < len(gap) - 1 and gap[k - 1].k == "N" and gap[k + 1].k == "N"
        if e.k in ",|()>t" or (e.k == "/" and not between_names):
            return k
    for k, e in enumerate(gap):
        listed = k > 0 and gap[k - 1].k in "NS" and k + 1 < len(gap) and gap[k + 1].k == "N"
        if e.k == "&" and not (listed and gap[0].k == "p"):
            return k
    return None


def _split_grades_first(gap: list[El], following: list[El]) -> tuple[list[El], list[El]]:
    """Part a gap of a clause that begins with a grade: its names belong to the grade before.

    The last name of the list is that of the next grade where nothing behind that one names it.
    """
    last = _last(gap, ",&|(", len(gap))
    head, tail = _cut(gap, last)
    if not any(e.k == "N" for e in tail):
        return head, tail
    stop = next((k for k, e in enumerate(following) if e.k in ",|;"), len(following))
    if not any(e.k == "N" for e in following[:stop]):
        comma = _last(gap, ",|", -1)
        if comma >= 0:
            return _cut(gap, comma)
        if last > 0:
            return head, tail
    end = len(gap)
    while end > 0 and gap[end - 1].k in ",&|(":
        end -= 1
    return _cut(gap, end)


def _last(gap: list[El], ks: str, default: int) -> int:
    """Index of the last element of a kind; ``default`` where there is none."""
    return next((k for k in range(len(gap) - 1, -1, -1) if gap[k].k in ks), default)


def gather(before: list[El], state: State) -> tuple[Muscles, str | None, str | None, Flags]:
    """Return muscles, the side before and the side behind them, and what else governs a grade from before it.

    Parameters
    ----------
    before : list of El
        The elements before the grade.
    state : State
        What carries on; it is brought up to date.
    """
    reader = _Before(state)
    for e in before:
        reader.take(e)
    return reader.muscles(), reader.lead, reader.trail, reader.flags()


@dataclass(slots=True)
class _Said:
    """A muscle named before a grade."""

    muscle: str
    side: str | None
    plural: bool
    whole: str


class _Before:
    """Takes the elements before a grade one by one."""

    def __init__(self, state: State):
        self._state = state
        self._said: list[_Said] = []
        self.lead: str | None = None
        self.trail: str | None = None
        self._x: str | None = None
        self._number = self._strength = self._throughout = self._other = self._rest = False
        self._bound = self._below = self._restart = self._broken = False
        self._taint = False
        """A word that is no strength governs the names up to the next comma."""
        self._pain_and = False
        """Pain and another finding: names of muscles behind "and" are free of it."""
        self._noise = self._cut = False
        """Words outside the grammar stood before a comma: the names there are not of the list."""
        self._unknown = 0
        self._last = ""
        self._was: El | None = None
        self._from: El | None = None

    def take(self, e: El) -> None:
        """Take one element."""
        action = _TAKE.get(e.k)
        if action is not None:
            action(self, e)
        self._last = e.k
        if self._from is not None and e.k in "Nw":
            self._from = None

    def _name(self, e: El) -> None:
        if self._pain_and and not e.v.whole:
            self._taint = False  # "knee pain and quads are 3/5"
        self._pain_and = False
        if self._taint:
            return
        name: Name = e.v
        if self._said and (self._unknown or self._number or self._cut):
            self._said = []
        if self._last == "S":
            # a side directly before the name is its own, not that of the name before
            self.lead, self.trail = self.trail or self.lead, None
        elif self.trail:
            for said in self._said:
                said.side = said.side or self.trail
            self.trail = None
        self._unknown, self._number, self._x, self._cut, self._other = 0, False, None, False, False
        self._said += [_Said(m, name.side or self.lead, name.plural, name.whole) for m in name.muscles]
        del self._said[:-MAX_NAMES]

    def _side(self, e: El) -> None:
        if self._last == "," and not self._said:
            self._number = False  # "L 3-/5 w/ 8 deg lag, R 5/5"
        if self._said:
            self.trail = e.v
        else:
            self.lead = e.v

    def _order(self, e: El) -> None:
        self._state.order = e.v
        self._state.declared.append(e.v)

    def _heading(self, e: El) -> None:
        scope: Scope = e.v
        state, old = self._state, self._state.scope
        state.scope = Scope(
            side=scope.side or (old.side if not scope.limb else None),
            names=scope.names,
            joint=scope.joint,
            limb=scope.limb,
            strength=old.strength,
            myotomes=old.myotomes,
            order=scope.order or old.order,
            time=scope.time or old.time,
            times=scope.times or old.times,
            line=old.line,
        )
        state.order = scope.order or state.order
        state.muscles, state.side = [], None
        self._said, self.lead, self.trail = [], None, None

    def _word_of_strength(self, e: El) -> None:
        self._strength = self._state.strength = True
        self._noise = self._noise or (e.v == "weakness" and bool(self._said))
        self._state.blocked, self._x, self._taint = False, None, False
        self._state.labelled = False

    def _no_strength(self, e: El) -> None:
        if e.v in STICKY or e.v in ("rom", "sense"):
            self._state.blocked = True
        self._x, self._taint, self._noise = e.v, e.v != "count", True

    def _and(self, _: El) -> None:
        self._pain_and = self._last == "X" and self._x == "pain"

    def _time(self, e: El) -> None:
        if e.d != "header":
            self._state.time = e

    def _times(self, e: El) -> None:
        self._state.times_in_order, self._state.time = e.v, None

    def _past(self, e: El) -> None:
        self._was = El("W", e.start, e.end, "past")

    def _since(self, e: El) -> None:
        self._from = El("W", e.start, e.end, "past")

    def _everything(self, e: El) -> None:
        self._throughout = True

    def _others(self, e: El) -> None:
        self._other = self._rest = True
        self._said = []

    def _at_least(self, e: El) -> None:
        self._bound = True

    def _less(self, e: El) -> None:
        self._below = True

    def _figure(self, e: El) -> None:
        if self._last == "W" and self._state.time is not None and self._state.time.v == "goal":
            return  # "STG 2: ..."
        self._number = self._noise = True

    def _word(self, e: El) -> None:
        self._unknown += 1
        self._noise = True

    def _colon(self, e: El) -> None:
        self._noise = False
        if self._last != "u":
            self._was = None  # "power, which was equal: deltoids 4-"
        self._state.labelled = self._last == "X" and self._state.blocked

    def _comma(self, e: El) -> None:
        self._taint, self._cut = False, self._noise
        if not self._said:
            self._x = None

    def _untested(self, e: El) -> None:
        self._said = []

    def _break(self, e: El) -> None:
        self._restart, self._broken, self._taint, self._x = e.k == "E", True, False, None
        if e.k != "E":
            self._state.labelled = self._state.labelled and e.k == ";"
            self._state.blocked = self._state.labelled
            self._state.run += 1
        if e.k == ".":
            self._state.time = None

    def _open(self, e: El) -> None:
        self._state.times.append(self._state.time)

    def _shut(self, e: El) -> None:
        if self._state.times:
            self._state.time = self._state.times.pop()

    def muscles(self) -> Muscles:
        """The muscles named, with their sides."""
        if self._from is not None and self._last == "f":
            self._number, self._unknown = False, min(self._unknown, 1)  # "able to do 10 reps, so up from 3/5"
        if self._unknown > 4 or (self._number and self._unknown):
            return []
        said = self._said
        if len(said) > 1 and said[0].muscle.endswith(" side"):
            self.lead = self.lead or said[0].side  # "right side arm 3/5 leg 4/5": it holds for the leg too
        if len(said) > 1:
            said = _contained(said)
        return [(s.muscle, s.side or ("both" if self._in_pairs(s) else None)) for s in said]

    def _in_pairs(self, said: _Said) -> bool:
        """Whether both sides are meant where none is said: plurals, and the limb of "the rest"."""
        return said.plural or (self._rest and is_whole(said.muscle))

    def flags(self) -> Flags:
        """What else stands before the grade."""
        return Flags(
            self._x,
            self._number,
            self._unknown > 0,
            self._strength,
            self._throughout,
            self._other,
            self._bound,
            self._below,
            self._restart,
            self._broken,
            self._unknown > 6,
            self._was,
            self._from,
        )


_TAKE: dict[str, Callable[[_Before, El], None]] = {
    "N": _Before._name,
    "S": _Before._side,
    "O": _Before._order,
    "K": _Before._heading,
    "T": _Before._word_of_strength,
    "X": _Before._no_strength,
    "&": _Before._and,
    "W": _Before._time,
    "D": _Before._times,
    "u": _Before._past,
    "f": _Before._since,
    "C": _Before._everything,
    "R": _Before._others,
    "B": _Before._at_least,
    "<": _Before._less,
    "#": _Before._figure,
    "w": _Before._word,
    ":": _Before._colon,
    ",": _Before._comma,
    "n": _Before._untested,
    ".": _Before._break,
    "E": _Before._break,
    ";": _Before._break,
    "(": _Before._open,
    ")": _Before._shut,
}


def _contained(said: list[_Said]) -> list[_Said]:
    """Drop a limb that only heads the muscles behind it ("right leg, hip flexion ..."), and spinal levels."""
    out: list[_Said] = []
    for i, one in enumerate(said):
        rest = [s for s in said[i + 1 :] if s.whole not in ("limb", "level")]
        limb = info(one.muscle)[1]
        if one.muscle == "all extremities" and any(s.whole == "limb" for s in said[i + 1 :]):
            continue  # "all major muscle groups of BLE"
        if one.muscle == "rotator cuff" and rest and rest[0].muscle.startswith("shoulder "):
            continue  # "rotator cuff ER 4/5"
        if one.muscle.endswith(" side") and i + 1 < len(said):  # "left hemiparesis, LUE 2/5"
            for s in said[i + 1 :]:
                s.side = s.side or one.side
            continue
        if one.whole == "joint" and rest and rest[0] is said[i + 1] and _is_action(one, said[i + 1]):
            said[i + 1].side = said[i + 1].side or one.side or ("both" if one.plural else None)
            continue  # "ankles (DF 4/5, PF 4-/5)"
        if one.whole == "limb" and rest and all(info(s.muscle)[1] == limb for s in rest):
            for s in said[i + 1 :]:
                s.side = s.side or one.side or ("both" if one.plural else None)
        elif one.whole != "level" or all(s.whole == "level" for s in said):
            out.append(one)
    return out


def _is_action(joint: _Said, said: _Said) -> bool:
    """Whether a muscle moves the joint."""
    return not said.whole and joint_of(said.muscle) == joint_of(joint.muscle) is not None


_NEXT_CLAUSE = frozenset(("after", "when", "once", "while", "until"))
"""Words behind a grade that lead to another clause, whose muscles are not those graded."""


def behind_of(after: list[El], owned: bool) -> Behind:
    """Return what belongs to a grade from the gap behind it.

    Parameters
    ----------
    after : list of El
        The elements behind the grade.
    owned : bool
        Whether muscles stand before the grade: a side behind it is then all it needs.
    """
    if not after:
        return Behind([], None, None, None, False, False)
    muscles: Muscles = []
    lead: str | None = None
    side: str | None = None
    time: El | None = None
    denied: str | None = None
    closing: str | None = None
    throughout = other = False
    prior = ""
    unknown = 0
    for i, e in enumerate(after):
        k = e.k
        if k == "," and not side and (shut := _only_side(after, i)):
            if muscles:
                closing = shut
                break
            continue
        if k == "," and not i and not owned and _goes_on_with_name(after):
            continue  # "good strength, 4/5, of the hip extensors"
        if k in "|;.(E>#" or (k == "," and not (muscles and _more_names(after, i))):
            break
        if k == "-" and (shut := _behind_dash(after, i)):
            closing = shut
            break
        if k == "-" and i + 1 < len(after) and after[i + 1].k == "C":
            break  # "4/5 - all limited by pain"
        if k == "X" and e.v == "date" and not muscles:
            denied = denied or e.v
            break  # "4-/5 since last visit"
        if (
            owned
            and lead
            and (k in "&," or (k == "N" and prior != "S"))
            and not _more_joints(muscles, after, i)
        ):
            break
        if k == "N":
            if unknown > 2 or (muscles and unknown):
                break  # "4/5 tib ant to clear the toe"
            if owned and after[i + 1 : i + 2] and after[i + 1].k == "#":
                break  # "extension 4/5 both grip 11 kg"
            if muscles and e.v.whole == "limb" and prior in "pS" and _within_limb(muscles, e.v):
                side = e.v.side or lead  # "4/5 in elbow flexion and extension of the right arm"
            else:
                muscles += [(m, e.v.side or lead or ("both" if e.v.plural else None)) for m in e.v.muscles]
        elif k == "S":
            if muscles and not (i + 1 < len(after) and after[i + 1].k == "N"):
                side = e.v
            else:
                lead = e.v
        elif k == "W":
            time = e if e.d != "header" else time
        elif k == "C" or (k == "w" and i == 0 and str(e.v).lower() == "x4"):
            throughout = True
        elif k == "R":
            other = True
        elif k == "X" and i + 1 < len(after) and after[i + 1].k == ":":
            break  # "4-/5 Pain: R 3/10"
        elif k == "X" and not prior:
            denied = e.v
        elif k == "w":
            named = i + 1 < len(after) and after[i + 1].k != "w"
            if str(e.v).lower() in _NEXT_CLAUSE and (owned or named):
                break  # "fall to 4-/5 after the arms have been held up"
            unknown += 1
        prior = k
    if lead and not muscles:
        side = lead
    if side and muscles:
        muscles = [(m, side if s in (None, "bilateral", "both") else s) for m, s in muscles]
        side = None
    return Behind(muscles, side, time, denied, throughout, other, closing)


def _more_joints(muscles: Muscles, after: list[El], i: int) -> bool:
    """Whether the joints of a limb told before its grade go on ("LE strength 5/5 bilat hips knees ankles")."""
    ahead = next((e for e in after[i : i + len(", & N")] if e.k not in ",&"), None)
    named = [*(m for m, _ in muscles), *(ahead.v.muscles if ahead is not None and ahead.k == "N" else ("",))]
    return bool(muscles) and all(m in JOINT_GROUPS for m in named)


def _within_limb(muscles: Muscles, limb: Name) -> bool:
    """Whether all muscles are of the limb named behind them, and no limbs themselves."""
    limbs = {info(m)[1] for m in limb.muscles}
    return all(info(m)[1] in limbs and not is_whole(m) for m, _ in muscles)


def denied_later(after: list[El]) -> bool:
    """Whether the list behind a figure ends in a word such as "reflexes" or "edema"."""
    for e in after:
        if e.k in ".;(" or e.k == "T":
            return False
        if e.k == "X":
            return e.v in STICKY
    return False


def _more_names(after: list[El], i: int) -> bool:
    """Whether the list of names goes on behind a comma, and not to a name with a number of its own."""
    rest = [e.k for e in after[i + 1 : i + 13]]
    at = 0
    while at < len(rest) and rest[at] in "&Sp":
        at += 1
    if at == len(rest) or rest[at] != "N":
        return False
    while at < len(rest) and rest[at] in "NSpT":
        at += 1
    return at == len(rest) or rest[at] != "#"


def closing_side(clause: list[El]) -> str | None:
    """The side of all, where a clause says nothing else ("...; ER 4-/5; all R")."""
    rest = [e for e in clause if e.k not in "Cp;,."]
    alone = len(rest) == 1 and rest[0].k == "S" and any(e.k == "C" for e in clause)
    return str(rest[0].v) if alone else None


def _goes_on_with_name(after: list[El]) -> bool:
    """Whether a preposition, or nothing else, leads from the comma behind a grade to its muscles."""
    ks = [e.k for e in after[1:4]]
    if ks[:1] == ["p"]:
        return "N" in ks and set(ks) <= set("pSN")
    return ks[:1] == ["N"] and all(e.k in "N&/.S" for e in after[1:])


def _only_side(after: list[El], i: int) -> str | None:
    """The closing side behind a comma, where nothing else is ("4/5, bilaterally", "4/5, all on the right")."""
    near = after[i + 1 : i + 6]
    rest = [e for e in near if e.k not in "Cp"]
    if not rest or rest[0].k != "S" or not (len(rest) == 1 or rest[1].k in ",.;|&#"):
        return None  # "all bilat. 30 s": a figure of something else may follow
    side: str = rest[0].v
    told = side == "bilateral" or near[0].k in "Cp" or rest[0].end - rest[0].start >= len("R side")
    return side if told else None


def _behind_dash(after: list[El], i: int) -> str | None:
    """The side behind the dash that ends a list, where nothing else is ("4/5 - all R", "4/5 - L foot only")."""
    rest = [e for e in after[i + 1 :] if e.k not in "Cp."]
    if not rest or len(rest) > MAX_BEHIND_DASH or any(e.k not in "SNw" for e in rest):
        return None
    names = [e for e in rest if e.k == "N"]
    sides = [e.v for e in rest if e.k == "S"] + [e.v.side for e in names if e.v.side]
    places = all(e.v.whole or all(m in JOINT_GROUPS or m == "hand" for m in e.v.muscles) for e in names)
    told = len(rest) < len(after) - i - 1 or bool(names)
    return sides[0] if len(sides) == 1 and places and told else None


def _where(muscles: Muscles, behind: Muscles) -> str | None:
    """The side of the limb or joint behind a grade that holds the muscles before it ("grip 4/5 in the R hand")."""
    whole = all(is_whole(m) or m in JOINT_GROUPS or m == "hand" for m, _ in behind)
    limb = all(is_whole(m) for m, _ in behind)  # "elbow and shoulder 5/5 both arms"
    named = not any(
        is_whole(m) or (m in JOINT_GROUPS and not limb) or m.endswith(" side") for m, _ in muscles
    )
    limbs = {info(m)[1] for m, _ in (*muscles, *behind)}
    sides = {s for _, s in behind}
    return next(iter(sides)) if whole and named and len(limbs) == len(sides) == 1 else None


def refine(muscles: Muscles, behind: Muscles) -> Muscles:
    """Narrow a limb or joint to the muscles behind the grade: "BLE 4-/5 hip/knee", "hips 3+/5 flex"."""
    if not any(s for _, s in muscles) and (where := _where(muscles, behind)):
        return [(m, where) for m, _ in muscles]
    joints = {joint_of(m) for m, _ in muscles}
    if all(m in JOINT_GROUPS for m, _ in muscles) and all(joint_of(m) in joints for m, _ in behind):
        return [(m, s or muscles[0][1]) for m, s in behind]
    if all(m.endswith(" side") for m, _ in muscles) and all(is_whole(m) for m, _ in behind):
        return [(m, s if s in OPPOSITE else muscles[0][1]) for m, s in behind]  # "R side 4/5 arm and leg"
    if len(muscles) == 1 and muscles[0][0] in ("proximal", "distal"):
        part, side = muscles[0]  # "distal strength 5/5 in hands and feet"
        named = [(LIMBS.get(info(m)[1] or ""), s or side) for m, s in behind]
        return [(f"{part} {limb}", s) for limb, s in named if limb] or muscles
    limbs = {info(m)[1] for m, _ in muscles}
    if all(m in ("upper extremity", "lower extremity", "all extremities") for m, _ in muscles):
        inner = [
            (m, s) for m, s in behind if info(m)[1] in limbs or "ALL" in limbs or m in ("proximal", "distal")
        ]
        if inner:
            if all(m in ("proximal", "distal") for m, _ in inner):
                return [(f"{p} {m}", s) for m, s in muscles for p, _ in inner]
            side = muscles[0][1]
            return [(m, s or side) for m, s in inner if m not in ("proximal", "distal")]
    return muscles


def part_names(muscles: Muscles, state: State) -> Muscles:
    """Resolve "proximally" and "distally" alone: that part of the limbs the clause speaks of."""
    if not {"proximal", "distal"} & {m for m, _ in muscles}:
        return muscles
    nowhere = not (state.muscles or state.scope.names or state.limbs)
    if nowhere and {m for m, _ in muscles} == {"proximal", "distal"}:
        return [("all extremities", "bilateral")]
    out: Muscles = []
    for muscle, side in muscles:
        if muscle not in ("proximal", "distal"):
            out.append((muscle, side))
            continue
        limbs = _limbs_meant(muscle, state)
        out += [(f"{muscle} {limb}", side or its) for limb, its in limbs]
    return out


def _limbs_meant(part: str, state: State) -> Muscles:
    """Limbs whose other part was graded, else the limb graded last, of the heading, those graded so far, both."""
    both = ("upper extremity", "lower extremity")
    graded = state.parts.get(part, {})
    other = state.parts.get("distal" if part == "proximal" else "proximal", {})
    return (
        [(limb, side) for limb, side in other.items() if limb not in graded]
        or [(m, s) for m, s in state.muscles if m in both]
        or [(m, None) for m in state.scope.names if m in both]
        or [(LIMBS[limb], None) for limb in state.limbs or LIMBS]
    )


def is_whole(muscle: str) -> bool:
    """Whether a name is a limb or a part of one."""
    return muscle.endswith("extremity")


def close(drafts: list[Draft]) -> None:
    """A side at the end of the unit, or of a clause, the only one in it, holds for all its grades."""
    if len(drafts) > 1:
        for run in (drafts, *_runs(drafts)):
            _close(run)


def _runs(drafts: list[Draft]) -> list[list[Draft]]:
    """The drafts clause by clause, of clauses whose last grade is said to be "on the" one side or "bilaterally"."""
    runs: dict[int, list[Draft]] = {}
    for draft in drafts:
        runs.setdefault(draft.run, []).append(draft)
    return [run for run in runs.values() if _shuts(run[-1])] if len(runs) > 1 else []


def _shuts(last: Draft) -> bool:
    """Whether the side behind the last grade of a clause may be that of all its grades."""
    return last.on_side or (last.own_side == "bilateral" and not last.prefix_side)


def _close(drafts: list[Draft]) -> None:
    """A side behind the last of some grades, the only one said, holds for all."""
    if len(drafts) < 2:
        return
    last = drafts[-1]
    side = last.closing or last.own_side
    if not side or (last.prefix_side and not last.closing) or last.grade.form == "pair":
        return
    if any(d.own_side or d.side or any(s and s != "both" for _, s in d.muscles) for d in drafts[:-1]):
        return
    for d in drafts:
        if not d.own_side and not d.side and not any(is_axial(m) for m, _ in d.muscles):
            d.side = side


def says_pain(lower: str, start: int, end: int) -> bool:
    """Whether a stretch of a note in lower case says that pain limits the grade."""
    if (
        lower.find("pain", start, end) < 0
        and lower.find("p!", start, end) < 0
        and lower.find("(p)", start, end) < 0
    ):
        return False
    m = _PAIN.search(lower, start, end)
    return m is not None and _NO_PAIN.search(lower, max(0, m.start() - 24), m.start()) is None


def respectively(drafts: list[Draft]) -> None:
    """As many grades as muscles, with nothing but separators between, are one for each muscle in turn.

    Once, or once for each side ("hip flexion/abduction R 4/5 3+/5, L 5/5 4/5").
    """
    i = 0
    while i < len(drafts):
        first = drafts[i]
        n = len(first.muscles)
        if n < 2 or not first.named or not _in_turn(drafts, i, n) or _for_both_sides(drafts[i : i + n]):
            i += 1
            continue
        at = [i]
        if first.own_side and _other_in_turn(drafts, i, n):
            at.append(i + n)
        end = at[-1] + n
        told = first.order or first.time_status or first.grade.second
        if (end < len(drafts) and drafts[end].carried) or (told and len(at) > 1):
            i += 1
            continue
        if not told:
            for start in at:
                _one_for_each(
                    drafts[start : start + n], first.muscles if start == i else drafts[start].muscles
                )
        i = end


def _for_both_sides(drafts: list[Draft]) -> bool:
    """Whether two grades are those of the two sides, each told behind its own ("4/5 on the right and 3+/5 on the left")."""
    first, last = drafts[0], drafts[-1]
    behind = not (first.prefix_side or last.prefix_side)
    return behind and first.own_side in OPPOSITE and last.own_side == OPPOSITE.get(first.own_side or "")


def _in_turn(drafts: list[Draft], start: int, n: int) -> bool:
    """Whether grades for the other muscles follow that at ``start``."""
    rest = drafts[start + 1 : start + n]
    return len(rest) == n - 1 and all(_plainly_next(d, d is rest[-1]) for d in rest)


def _other_in_turn(drafts: list[Draft], start: int, n: int) -> bool:
    """Whether as many grades of the other side follow."""
    other = drafts[start + n] if start + n < len(drafts) else None
    opposite = other is not None and other.own_side == OPPOSITE.get(drafts[start].own_side or "")
    plain = other is not None and not (other.time_status or other.order or other.grade.second)
    return (
        other is not None
        and opposite
        and plain
        and len(other.muscles) == n
        and _in_turn(drafts, start + n, n)
    )


def _one_for_each(drafts: list[Draft], muscles: Muscles) -> None:
    """Give each grade one of the muscles."""
    side = drafts[-1].own_side or drafts[0].own_side
    for draft, (muscle, own) in zip(drafts, muscles, strict=True):
        draft.muscles, draft.side = [(muscle, own or side)], side or draft.side


def _plainly_next(draft: Draft, last: bool) -> bool:
    """Whether a grade stands for the muscles before it, with no time of its own and no side but a closing one."""
    sided = draft.own_side and not (last and draft.on_side)
    return draft.carried and not (sided or draft.time_status or draft.order or draft.grade.second)


def halves(text: str, grade: Grade) -> tuple[Grade, Grade]:
    """The two grades of a pair."""
    assert grade.second is not None
    first = text[grade.start : grade.end].partition("/")[0].rstrip()
    return grade._replace(end=grade.start + len(first), second=None, form="bare"), grade.second
