"""Names of muscles: joint words and action words composed to canonical muscle groups.

Grammar (elements of one row or sentence, in text order)
---------------------------------------------------------
::

    group   = joints actions            hip flexion     hip flex/ext/abd     hip and knee extension
            | actions "of"|"at" joint   abduction of the hip
            | actions                   abd 4/5 under "R hip:"   ER 3/5 in a note on a shoulder
            | joint                     knee 4/5 -> the joint's group
            | muscle                    quads -> knee extension
            | part limb | limb part     proximal lower extremity
            | limb | level              BLE, L4 (under "myotomes")
    joints  = joint (("/" | "and") joint)*
    actions = action (("/" | "and" | ",") action)*

An action without a joint takes, in this order, the joint before it in the row, the joint of the heading, the
joint that its limb allows (abduction of a leg is hip abduction), the last joint named that has the action,
and its usual joint (dorsiflexion: ankle).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from rehabcode.nlp.lexicon import table

UNSPECIFIED = "unspecified"
GROUP_OF_JOINT = {
    "hip": "hip girdle",
    "knee": "knee",
    "ankle": "ankle",
    "shoulder": "shoulder girdle",
    "elbow": "elbow",
    "forearm": "elbow",
    "wrist": "wrist",
    "finger": "hand",
    "thumb": "hand",
    "hand": "hand",
    "great toe": "great toe extension",
    "toe": "foot intrinsics",
    "neck": "neck flexion",
    "trunk": "core",
    "scapula": "scapular stabilizers",
}
JOINT_GROUPS = frozenset(("hip girdle", "knee", "ankle", "shoulder girdle", "elbow", "wrist"))
"""Groups that name no more than a joint."""
SPECIAL = {
    ("scapula", "retraction"): "rhomboids",
    ("scapula", "adduction"): "rhomboids",
    ("scapula", "protraction"): "serratus anterior",
    ("scapula", "abduction"): "serratus anterior",
    ("scapula", "elevation"): "shoulder elevation",
    ("scapula", "depression"): "lower trapezius",
    ("shoulder", "scaption"): "shoulder abduction",
    ("hip", "horizontal abduction"): "hip abduction",
    ("hip", "horizontal adduction"): "hip adduction",
    ("wrist", "supination"): "forearm supination",
    ("wrist", "pronation"): "forearm pronation",
    ("elbow", "supination"): "forearm supination",
    ("elbow", "pronation"): "forearm pronation",
    ("hand", "flexion"): "finger flexion",
    ("hand", "extension"): "finger extension",
    ("finger", "opposition"): "thumb opposition",
}
USUAL_JOINT = {
    "dorsiflexion": "ankle",
    "plantarflexion": "ankle",
    "inversion": "ankle",
    "eversion": "ankle",
    "supination": "forearm",
    "pronation": "forearm",
    "horizontal abduction": "shoulder",
    "horizontal adduction": "shoulder",
    "opposition": "thumb",
    "radial deviation": "wrist",
    "ulnar deviation": "wrist",
    "elevation": "shoulder",
    "scaption": "shoulder",
    "retraction": "scapula",
    "protraction": "scapula",
    "depression": "scapula",
    "side bending": "neck",
}
JOINT_OF_LIMB = {
    ("LE", "abduction"): "hip",
    ("LE", "adduction"): "hip",
    ("LE", "external rotation"): "hip",
    ("LE", "internal rotation"): "hip",
    ("UE", "abduction"): "shoulder",
    ("UE", "adduction"): "shoulder",
    ("UE", "external rotation"): "shoulder",
    ("UE", "internal rotation"): "shoulder",
}
PLAIN_JOINTS = frozenset(GROUP_OF_JOINT)


@dataclass(slots=True, eq=False)
class El:
    """One element of a row or sentence: its letter, its place, its value and further facts about it.

    Never changed once it is made; slots are read much faster than the fields of a tuple.
    """

    k: str
    start: int
    end: int
    v: Any = None
    d: Any = None


class Name(NamedTuple):
    """A named muscle group: what stands behind an element of letter ``N``."""

    muscles: tuple[str, ...]
    side: str | None = None
    plural: bool = False
    whole: str = ""
    """``joint`` or ``limb`` where a whole joint or limb is named; ``part`` for "distally" alone."""


@cache
def info(muscle: str) -> tuple[str | None, str | None]:
    """Return region and limb of a canonical muscle."""
    row = table("muscle_groups", "canonical").get(muscle)
    if row:
        return row["region"], row["limb"]
    if muscle.startswith("myotome "):  # a span of levels, "myotome C5-T1"
        limb = "UE" if muscle[8] in "CT" else "LE"
        return limb, limb
    return None, None


def is_axial(muscle: str) -> bool:
    """Whether a muscle group has no sides of its own."""
    return info(muscle)[1] == "axial"


@cache
def composed(joint: str, action: str) -> str | None:
    """Return the canonical group of a joint's action, None where the joint has no such action."""
    special = SPECIAL.get((joint, action))
    if special:
        return special
    name = f"{joint} {action}"
    return name if name in table("muscle_groups", "canonical") else None


@cache
def joint_of(muscle: str) -> str | None:
    """Return the joint whose action a canonical muscle is, for actions that follow it."""
    if muscle in ("deltoid", "rotator cuff", "shoulder girdle"):
        return "shoulder"
    if muscle in ("hip girdle", "gluteals"):
        return "hip"
    for joint in ("great toe", *PLAIN_JOINTS):
        if muscle == joint or muscle.startswith(joint + " "):
            return joint
    return None


_COMPOSED = frozenset("JAMLPY.:")
"""Kinds of the elements that a name is made of, or that part names."""


class Composer:
    """Composes names inside one unit.

    Parameters
    ----------
    joint : str or None
        Joint of the heading above.
    limb : str or None
        ``UE`` or ``LE`` of the heading above.
    myotomes : bool
        Whether spinal levels name muscles here.
    last_joint : callable
        Finds the last joint before an offset of the note that has an action.
    """

    def __init__(
        self,
        joint: str | None,
        limb: str | None,
        myotomes: bool,
        last_joint: Callable[[int, tuple[str, ...]], str | None],
    ):
        self._joint, self._limb, self._myotomes, self._last_joint = joint, limb, myotomes, last_joint
        self._row_joint: str | None = None
        self._open: tuple[str, ...] = ()

    def __call__(self, els: list[El]) -> list[El]:
        """Return the elements with joints, actions, limbs, parts and levels replaced by names."""
        letters = [e.k for e in els]
        if "A" in letters and "J" not in letters:
            self._open = tuple(
                dict.fromkeys(v for e in els if e.k == "A" for v in e.v.split("|") if v not in USUAL_JOINT)
            )
        out: list[El] = []
        i, n = 0, len(els)
        while i < n:
            k = letters[i]
            if k not in _COMPOSED:
                out.append(els[i])
                i += 1
            elif k == "J":
                i = self._joints(els, i, out)
            elif k == "A":
                i = self._actions(els, i, out)
            elif k == "M":
                muscles = tuple(els[i].v.split("|"))
                self._row_joint = joint_of(muscles[-1]) or self._row_joint
                out.append(_name(els[i], els[i], Name(muscles)))
                i += 1
            elif k in "LP":
                i = self._limbs(els, i, out)
            elif k == "Y":
                i = self._levels(els, i, out)
            else:
                if k == ".":
                    self._row_joint = None
                elif k == ":":
                    self._head(out)
                out.append(els[i])
                i += 1
        return out

    def _head(self, out: list[El]) -> None:
        """A limb or joint before a colon heads the list behind it."""
        last = next((e for e in reversed(out[-2:]) if e.k != "S"), None)
        if last is not None and last.k == "N" and last.v.whole:
            name: Name = last.v
            self._joint = joint_of(name.muscles[0]) if name.whole == "joint" else None
            self._limb = info(name.muscles[0])[1]

    @staticmethod
    def _list(els: list[El], i: int, k: str, seps: str) -> tuple[list[El], int]:
        """Elements of letter ``k`` from ``i`` on, joined by separators; and where they end."""
        found: list[El] = []
        while i < len(els) and els[i].k == k:
            found.append(els[i])
            i += 1
            if i + 1 < len(els) and els[i].k in seps and els[i + 1].k == k and (els[i].v or ",").strip():
                i += 1
            elif (
                i + 2 < len(els)
                and els[i].k == ","
                and els[i + 1].k == "&"
                and els[i + 2].k == k
                and "," in seps
            ):
                i += 2
            else:
                break
        return found, i

    def _joints(self, els: list[El], i: int, out: list[El]) -> int:
        joints, j = self._list(els, i, "J", "/&")
        if j + 1 < len(els) and els[j + 1].k == "A" and (els[j].k in "-|t" or _wide(els[j])):
            j += 1  # "Hip - flexion", "| Hip | Flexion |"
        actions, end = self._list(els, j, "A", "/&,")
        if not actions and j + 1 < len(els) and els[j].k == "S" and els[j + 1].k == "A" and len(joints) == 1:
            actions, end = self._list(els, j + 1, "A", "/&,")
            out.append(els[j])
        self._row_joint = joints[-1].v
        if not actions:
            for joint in joints:
                out.append(
                    _name(joint, joint, Name((GROUP_OF_JOINT[joint.v],), None, joint.d == "plural", "joint"))
                )
                if joint is not joints[-1]:
                    out.append(El("/", joint.end, joint.end))
            return j
        muscles = []
        for joint in joints:
            for action in actions:
                for value in action.v.split("|"):
                    usual = composed(USUAL_JOINT.get(value, ""), value)  # "knee extension, plantar flexion"
                    muscles.append(composed(joint.v, value) or usual or GROUP_OF_JOINT[joint.v])
        out.append(_name(joints[0], actions[-1], Name(tuple(muscles))))
        return end

    def _actions(self, els: list[El], i: int, out: list[El]) -> int:
        actions, j = self._list(els, i, "A", "/&,")
        k = j
        while k < len(els) and k - j < 4 and (els[k].k in "pST" or (els[k].k == "w" and els[k - 1].k == "p")):
            k += 1  # "inversion of the sprained right ankle"
        joint = actions[-1].d or None
        limb = None
        if (
            k < len(els)
            and els[k].k == "J"
            and (k == j or any(e.k == "p" for e in els[j:k]))
            and not self._followed(els, k)
        ):
            joint, sides = els[k].v, [e for e in els[j:k] if e.k == "S"]
            out += sides
            end, last = k + 1, els[k]
        else:
            end, last = j, actions[-1]
            if k < len(els) and els[k].k == "L" and k > j and any(e.k == "p" for e in els[j:k]):
                limb = "UE" if els[k].v.startswith("upper") else "LE"
                out += [e for e in els[j:k] if e.k == "S"]
                side, plural = els[k].d or ("", "")
                if (side or plural) and not any(e.k == "S" for e in els[j:k]):
                    out.append(El("S", els[k].start, els[k].end, side or "bilateral"))
                end = k + 1
        muscles = [
            (composed(joint, value) if joint else None) or self._orphan(action.start, value, limb)
            for action in actions
            for value in action.v.split("|")
        ]
        self._row_joint = joint or joint_of(muscles[-1]) or self._row_joint
        out.append(_name(actions[0], last, Name(tuple(muscles))))
        return end

    @staticmethod
    def _followed(els: list[El], k: int) -> bool:
        """Whether the joint at ``k`` has an action of its own behind it."""
        return k + 1 < len(els) and els[k + 1].k == "A"

    def _orphan(self, at: int, action: str, limb: str | None = None) -> str:
        """The muscle of an action without a joint beside it."""
        for joint in (self._row_joint, self._joint, JOINT_OF_LIMB.get((limb or self._limb or "", action))):
            muscle = composed(joint, action) if joint else None
            if muscle:
                return muscle
        usual = USUAL_JOINT.get(action)
        joint = usual
        if usual is None or usual in ("neck", "shoulder"):
            together = (
                self._last_joint(at, self._open) if action in self._open and len(self._open) > 1 else None
            )
            joint = together or self._last_joint(at, (action,)) or usual
        return (composed(joint, action) if joint else None) or UNSPECIFIED

    def _limbs(self, els: list[El], i: int, out: list[El]) -> int:
        parts, j = self._list(els, i, "P", "/&")
        k = j
        while k < len(els) and k - j < 2 and els[k].k in "pS":
            k += 1
        if parts and not (k < len(els) and els[k].k == "L"):
            for part in parts:
                out.append(_name(part, part, Name((part.v,), None, part.d == "plural", "part")))
            return j
        out += [e for e in els[j:k] if e.k == "S"]
        limbs, j = self._list(els, k, "L", "/&")
        if not parts:
            parts, end = self._list(els, j, "P", "/&")
            j = end if parts else j
        for limb in limbs:
            side, plural = limb.d or ("", "")
            inner = [] if limb.v == "all extremities" else parts
            names = tuple(f"{part.v} {value}" for value in limb.v.split("|") for part in inner) or tuple(
                limb.v.split("|")
            )
            out.append(
                _name(
                    parts[0] if parts and parts[0].start < limb.start else limb,
                    limb,
                    Name(names, side or None, bool(plural), "limb"),
                )
            )
            if limb is not limbs[-1]:
                out.append(El("/", limb.end, limb.end))
        return j

    def _levels(self, els: list[El], i: int, out: list[El]) -> int:
        spans = i + 2 < len(els) and els[i + 1].k in "-p" and els[i + 2].k == "Y"
        follow = next((e for e in els[i + 3 if spans else i + 1 :] if e.k not in ",|t:S"), None)
        if not self._myotomes and not (
            follow is not None and follow.k == "G" and not (i and els[i - 1].k in "w-/")
        ):
            out.append(El("w", els[i].start, els[i].end, els[i].v))
            return i + 1
        if spans:
            out.append(_name(els[i], els[i + 2], Name(_span(els[i].v, els[i + 2].v), None, False, "level")))
            return i + 3
        out.append(_name(els[i], els[i], Name((els[i].v,), None, False, "level")))
        return i + 1


def _wide(e: El) -> bool:
    """Whether an element is a wide blank: a joint and its action in columns of their own."""
    return e.k == "," and not (e.v or ",").strip()


@cache
def _span(first: str, last: str) -> tuple[str, ...]:
    """The span of levels as one name; the limbs where it runs from the neck to the low back."""
    levels = [name for name in table("muscle_groups", "canonical") if name.startswith("myotome ")]
    if first not in levels or last not in levels or levels.index(first) > levels.index(last):
        return (first, last)
    if (info(first)[1], info(last)[1]) == ("UE", "LE"):
        return ("upper extremity", "lower extremity")
    return (f"{first}-{last.removeprefix('myotome ')}",)


def _name(first: El, last: El, name: Name) -> El:
    return El("N", first.start, max(first.end, last.end), name)
