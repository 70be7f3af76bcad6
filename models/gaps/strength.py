"""Gaps about strength: data, muscle, side, contradiction, pain."""

from __future__ import annotations

import re

from rehabcode.models.case import Case
from rehabcode.models.gaps.base import Context, Found, GapCheck, quoted
from rehabcode.models.picture import NORMAL_WORDS, site_of
from rehabcode.models.rules.base import ids
from rehabcode.models.tables import sites
from rehabcode.nlp.facts import Strength, Weakness

_BEFORE_REST = re.compile(
    r"\b(?:other\w*|rest|remaining|remainder|all other|else|distal(?:ly)?|proximal(?:ly)?)\b[^\n.;]{0,40}$",
    re.I,
)
_AFTER_EXCEPT = re.compile(
    r"^[^\n.;]{0,40}\b(?:except|exception|other than|save|apart from|but|aside)\b", re.I
)


_TOLD = frozenset({"subjective", "pmh", "history", "plof", "hospital_course", "referral"})
"""Sections in which the patient or the papers speak, not the examiner."""


def objective(case: Case) -> bool:
    """Whether the note holds one objective measurement of this visit: a grade, a dynamometer or a test
    value.
    """
    return case.picture.measured or any(t.value is not None and t.status == "present" for t in case.tests)


class WeakWithoutData(GapCheck):
    """The note claims weakness and holds not one objective measurement.

    No current grade, no dynamometer value, no test value. Goals, earlier values and the prior level do not
    count.

    Wrong: "Generalized weakness, continue POC."
    Right: "Generalized weakness: B hip flexors 3+/5, B shoulder flexors 4-/5, TUG 18 s."
    """

    id = "weak-without-data"

    def find(self, ctx: Context) -> Found | None:
        """Raise where weakness stands without any current measurement."""
        words = ctx.case.picture.words
        claimed = words or (
            any(c.startswith(("M62.81", "R53.1")) for c in ctx.case.written) and ctx.choice.proposal
        )
        if not claimed or objective(ctx.case):
            return None
        said = f"'{quoted(words[0])}'" if words else "the weakness code"
        return Found(
            f"Weakness is claimed ({said}), and nothing in the note measures it.",
            f"Put a measurement beside {said}: muscle test grades with muscle and side, or a timed test.",
            ids(words),
        )


class MmtMissing(GapCheck):
    """No current strength grade or dynamometer value.

    Wrong: "weakness noted in legs".
    Right: "knee extensors 3/5 R, 3+/5 L".
    """

    id = "mmt-missing"

    def find(self, ctx: Context) -> Found | None:
        """Raise where strength was not graded at this visit."""
        picture = ctx.case.picture
        if picture.measured:
            return None
        others = [f for f in ctx.case.reading.facts if isinstance(f, Strength)]
        if others:
            kinds = sorted({f.status for f in others})
            message = f"The only grades in the note are {' and '.join(kinds)} values; none is current."
        else:
            message = "No muscle test grade and no dynamometer value is documented."
        place = next((f"'{quoted(w)}'" for w in picture.words), "the weak muscles")
        return Found(message, f"Grade {place} today: muscle, side and grade (0 to 5) for each.", ids(others))


class MuscleGroupMissing(GapCheck):
    """A grade without a named muscle, joint or limb.

    Wrong: "Strength grossly 3+/5."
    Right: "Hip flexors 3+/5 B, shoulder abductors 4-/5 B."
    """

    id = "muscle-group-missing"

    def find(self, ctx: Context) -> Found | None:
        """Raise on present numeric grades that belong to no place ("rest 5/5" beside named muscles does not
        count).
        """
        placed = any(site_of(g) is not None for g in ctx.case.picture.grades)
        open_grades = [
            g
            for g in ctx.case.picture.grades
            if g.grade not in NORMAL_WORDS and site_of(g) is None and not (placed and g.grade == "5")
        ]
        if not open_grades:
            return None
        first = quoted(open_grades[0])
        return Found(
            f"'{first}' names no muscle, joint or limb.",
            f"Name the muscle group and side for '{first}'.",
            ids(open_grades),
        )


def _needs_side(grade: Strength) -> bool:
    site = site_of(grade)
    known = sites().get(grade.muscle)
    paired = known.paired if known is not None else site is not None and site.limb != "axial"
    return paired and site is not None


class SideMissing(GapCheck):
    """A grade below 5/5 of a paired muscle or limb without side.

    Wrong: "hip flexion 3+/5".
    Right: "hip flexion 3+/5 B".
    """

    id = "side-missing"

    def find(self, ctx: Context) -> Found | None:
        """Raise on below-normal grades whose side is not said."""
        sideless = [g for g in ctx.case.picture.below_normal if g.side == "unspecified" and _needs_side(g)]
        if not sideless:
            return None
        first = sideless[0]
        name = f"{first.muscle} {quoted(first)}"
        return Found(
            f"{len(sideless)} grade(s) without side, first '{name}'.",
            f"Say right, left or bilateral for '{name}'.",
            ids(sideless),
        )


def _cells(grade: Strength) -> frozenset[tuple[str, str]]:
    """Return (limb, side) pairs a grade speaks about; unspecified sides count as both."""
    site = site_of(grade)
    if site is None:
        return frozenset({(limb, side) for limb in ("UE", "LE") for side in ("left", "right")})
    if site.limb == "axial":
        return frozenset({("axial", "midline")})
    limbs = ("UE", "LE") if site.limb == "ALL" else (site.limb,)
    sides = (grade.side,) if grade.side in ("left", "right") else ("left", "right")
    return frozenset({(limb, side) for limb in limbs for side in sides})


def _same_place(normal: Strength, weak: Strength) -> bool:
    """Whether a normal statement covers the place of a deficit."""
    a, b = site_of(normal), site_of(weak)
    if not _cells(normal) & _cells(weak):
        return False
    if a is None or b is None:
        return a is None
    whole = a.region in ("UE", "LE", "UE+LE")
    return whole or (a.region == b.region and normal.muscle in (weak.muscle, a.region))


def _limited_by_exception(case: Case, normal: Strength) -> bool:
    """Whether the statement itself leaves the weak muscles out ("otherwise WNL", "WNL except ...")."""
    text = case.reading.text
    before, after = text[max(0, normal.start - 60) : normal.start], text[normal.end : normal.end + 60]
    return bool(_BEFORE_REST.search(before) or _AFTER_EXCEPT.search(after))


class StrengthContradiction(GapCheck):
    """A normal statement beside measured deficits of the same area, or words and grades that disagree.

    "Strength WFL" (often from a template) beside hip flexors 3+/5; an assessment that names the left leg
    where the right is weak, or both legs where only one is.

    Wrong: "UE/LE strength WFL. MMT: hip flexion 3+/5 B."
    Right: one of the two.
    """

    id = "strength-contradiction"

    def find(self, ctx: Context) -> Found | None:
        """Raise on the first contradiction."""
        case = ctx.case
        picture = case.picture
        weak = (*picture.deficits, *picture.pain_limited)
        for normal in picture.grades:
            if normal.grade not in NORMAL_WORDS or _limited_by_exception(case, normal):
                continue
            low = (
                picture.deficits if normal.muscle.startswith("myotome") else weak
            )  # roots are not tested by pain
            against = [w for w in low if _same_place(normal, w)]
            if against:
                return Found(
                    f"Strength is called normal ('{quoted(normal)}') and graded {against[0].grade}/5 "
                    f"({against[0].muscle}) in the same area.",
                    f"Correct '{quoted(normal)}' or the grade '{quoted(against[0])}'.",
                    ids([normal], against),
                )
        return (
            self._graded_twice(picture.deficits, picture.grades)
            or self._denied(ctx, weak)
            or self._words_disagree(ctx)
        )

    def _graded_twice(self, weak: tuple[Strength, ...], grades: tuple[Strength, ...]) -> Found | None:
        """Whether one muscle of one side stands with a low grade, not limited by pain, and with 5/5, both as of today."""
        full: dict[tuple[str, str], Strength] = {
            (g.muscle, g.side): g for g in grades if g.grade == "5" and g.side != "unspecified" and site_of(g)
        }
        for low in weak:
            same = full.get((low.muscle, low.side))
            if same is not None:
                return Found(
                    f"{low.muscle} ({low.side}) is graded {low.grade}/5 and 5/5.",
                    f"Say which of '{quoted(low)}' and '{quoted(same)}' is today's grade.",
                    ids([low, same]),
                )
        return None

    def _denied(self, ctx: Context, weak: tuple[Strength, ...]) -> Found | None:
        """Whether the examiner says that there is no weakness where grades are low."""
        for word in ctx.case.reading.facts:
            if not isinstance(word, Weakness) or word.status != "absent" or word.pattern != "limb":
                continue
            if (
                word.by == "patient"
                or word.section in _TOLD
                or any(c.text.lower().startswith("den") for c in word.cues)
            ):
                continue
            limb = _said_limb(word)
            sides = {"left", "right"} if word.side in ("bilateral", "unspecified") else {word.side}
            against = [g for g in weak if any(c_limb == limb and side in sides for c_limb, side in _cells(g))]
            if against:
                return Found(
                    f"'{quoted(word)}' is denied, and {against[0].muscle} is graded {against[0].grade}/5.",
                    f"Correct '{quoted(word)}' or the grade '{quoted(against[0])}'.",
                    ids([word], against),
                )
        return None

    def _words_disagree(self, ctx: Context) -> Found | None:
        picture = ctx.case.picture
        weak = picture.deficits or picture.below_normal
        cells = {(limb, side) for g in weak for limb, side in _cells(g) if limb != "axial"}
        sided = all(g.side != "unspecified" for g in weak)
        for word in picture.words:
            if not cells or not self._assessed(ctx, word):
                continue
            said = {"left", "right"} if word.side == "bilateral" else {word.side} - {"unspecified"}
            limb = _said_limb(word)
            measured = {side for c_limb, side in cells if limb is None or c_limb == limb}
            wrong_side = sided and bool(said - measured) and bool(measured)
            wrong_limb = limb is not None and not measured and self._graded(ctx, limb)
            if wrong_side or wrong_limb:
                return Found(
                    f"'{quoted(word)}' and the grades disagree on {'side' if wrong_side else 'the limb'}.",
                    f"Correct '{quoted(word)}' or the grades.",
                    ids([word], weak),
                )
        return None

    def _assessed(self, ctx: Context, word: Weakness) -> bool:
        """Whether the examiner, not the patient, says it, and about a limb or a side."""
        return word.by != "patient" and word.section not in _TOLD and word.pattern in ("limb", "hemi")

    def _graded(self, ctx: Context, limb: str) -> bool:
        """Whether the limb that the words name was graded at all."""
        return any(limb == c_limb for g in ctx.case.picture.grades for c_limb, _ in _cells(g))


def _said_limb(word: Weakness) -> str | None:
    known = sites().get(word.site or "")
    return known.limb if known is not None and known.limb in ("UE", "LE") else None


class PainLimited(GapCheck):
    """Every deficit is limited by pain.

    Wrong: "hip flexion 4-/5 with pain" as the only deficit.
    Right: "hip flexion 4-/5 in the pain-free range".
    """

    id = "pain-limited"

    def find(self, ctx: Context) -> Found | None:
        """Raise where deficits exist and all are pain-limited."""
        picture = ctx.case.picture
        if picture.deficits or not picture.pain_limited:
            return None
        first = picture.pain_limited[0]
        return Found(
            f"Every grade of 4/5 or lower is limited by pain, first {first.muscle} '{quoted(first)}'.",
            f"Re-test {first.muscle} in the pain-free range and say whether weakness remains.",
            ids(picture.pain_limited),
        )


__all__ = [
    "MmtMissing",
    "MuscleGroupMissing",
    "PainLimited",
    "SideMissing",
    "StrengthContradiction",
    "WeakWithoutData",
    "objective",
]
