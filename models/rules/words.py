"""Weakness or tiredness in words only: provisional codes."""

from __future__ import annotations

import re

from rehabcode.models.case import Case
from rehabcode.models.rules import wasting
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids, with_deficits
from rehabcode.models.rules.focal import only_one_limb_said
from rehabcode.nlp.facts import Fact, Strength, Weakness

_AND = re.compile(
    r"[ \t]{0,3}\n?[ \t]{0,8}(?:and|&|/|,|\+|w/|with)[ \t]{0,3}\n?[ \t]{0,8}(?:generalized |overall |some )?",
    re.I,
)
_PHYSICIAN_SECTIONS = ("referral", "diagnosis")


def stands_as_diagnosis(case: Case, facts: tuple[Fact, ...]) -> bool:
    """Whether a physician, a referral or a diagnosis list states the condition (not a symptom in passing)."""
    return any(
        (f.by == "physician" and (case.therapy or f.section in _PHYSICIAN_SECTIONS))
        or (f.section in _PHYSICIAN_SECTIONS and f.by not in ("therapist", "patient"))
        for f in facts
    )


def debility_diagnosed(case: Case) -> bool:
    """Whether a physician, or the papers of a therapy note, give debility as the diagnosis."""
    return any(
        (f.by == "physician" and (case.therapy or f.section != "objective"))
        or (case.therapy and f.by == "unknown")
        or f.section in _PHYSICIAN_SECTIONS
        for f in case.has("debility")
    )


class OneLimbWords(Rule):
    """Weakness of one limb in words only: R29.898, provisional.

    A grade that names no muscle beside words that name one limb is read as a grade of that limb (supported).

    Wrong: ``M62.81`` for "right leg weakness" without a grade.
    Right: ``R29.898``, provisional; grade the leg and compare the other side.
    """

    id = "one-limb-words"
    source = "report rule: one limb or one joint only; words only are provisional"
    confidence = (0.7, 0.62)

    def consider(self, case: Case) -> Proposal | str:
        """Fire when the words name one limb and no deficit is counted."""
        picture = case.picture
        if picture.cells:
            return "deficits are measured"
        if not only_one_limb_said(case):
            return "the words do not speak of one limb only"
        words = picture.words
        check = wasting.candidate(case)
        return Proposal(
            code="R29.898",
            because="Weakness of one limb is stated, and the grade names no muscle."
            if picture.deficits
            else "Weakness of one limb is stated in words only, without a measured deficit.",
            facts=ids(words, picture.deficits),
            supported=bool(picture.deficits),
            label="one_limb",
            alternatives=(
                Offer(check, "The family to check: needs documented wasting.", ids(words), self.id),
            ),
            blocked=(Offer("M62.81", "One limb is not generalized.", ids(words), self.id),),
            considers_wasting=not case.atrophy,
        )


def _said_together(case: Case, weak: Weakness) -> bool:
    """Whether a weakness and a fatigue are one phrase ("generalized weakness and fatigue")."""
    text = case.reading.text
    return any(
        _AND.fullmatch(text, min(weak.end, tired.end), max(weak.start, tired.start)) is not None
        for tired in case.picture.fatigue
    )


class WeakAndTired(Rule):
    """Weak and tired, in words only, is R53.1: a whole-body complaint, not a muscle finding.

    "Generalized weakness and fatigue" in one phrase is the same complaint.

    Wrong: ``M62.81`` for "feels weak and tired".
    Right: ``R53.1``, provisional; test strength.
    """

    id = "weak-and-tired"
    source = "guide: R53.1 is the 'I just feel weak and tired' kind of weakness; ICD-10-CM tabular R53.1"
    confidence = (0.7, 0.68)

    def consider(self, case: Case) -> Proposal | str:
        """Fire when bare weakness stands beside fatigue and nobody speaks of muscles."""
        picture = case.picture
        if picture.deficits:
            return "deficits are measured"
        if not (picture.words and picture.fatigue):
            return "weakness and fatigue are not both stated"
        if case.therapy and any(
            w.muscle_said or (w.pattern == "generalized" and not _said_together(case, w))
            for w in picture.words
        ):
            return "the words speak of muscle or generalized weakness"
        return Proposal(
            code="R53.1",
            because="Weak and tired in words only: a general complaint, no muscle finding.",
            facts=ids(picture.words, picture.fatigue),
            supported=False,
            label="fatigue",
            alternatives=(
                with_deficits(ids(picture.words), self.id),
                Offer("R53.83", "If fatigue is all that is meant.", ids(picture.fatigue), self.id),
            ),
        )


class MuscleWeaknessWords(Rule):
    """Muscle weakness or generalized weakness in words only: M62.81 in a therapy note, provisional.

    In a therapy note the bare phrase points to M62.81, but nothing proves it. Outside therapy only "muscle
    weakness" does; plain "weakness" is R53.1.

    Wrong: "generalized weakness" as the only support of a claim.
    Right: ``M62.81``, provisional, until grades, side and muscle are written.
    """

    id = "muscle-weakness-words"
    source = (
        "guide: FAQ, code for generalized weakness; Notes that say generalized weakness without measurement"
    )
    confidence = (0.72, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on weakness words where nothing was measured, or the grade names no place."""
        picture = case.picture
        if picture.pattern == "unplaced" and case.therapy:
            return self._propose(case, "A deficit is graded, but the note does not say where.")
        if not picture.words:
            return "no weakness is stated"
        if not case.therapy and not any(w.muscle_said for w in picture.words):
            return "outside a therapy note, and nobody speaks of muscle weakness"
        wide = any(w.muscle_said or w.pattern == "generalized" for w in picture.words)
        if case.wrote("R53.1") and not case.wrote("M62.81") and not wide:
            return "R53.1 is written, and the words say no more than weakness"
        return self._propose(case, "Weakness is stated in words only; no deficit is measured.")

    def _propose(self, case: Case, because: str) -> Proposal:
        picture = case.picture
        return Proposal(
            code="M62.81",
            because=because,
            facts=ids(picture.words, picture.deficits),
            supported=False,
            label="generalized",
            alternatives=(
                Offer("R53.1", "The literal reading of bare weakness.", ids(picture.words), self.id),
            ),
        )


_PARESIS = (
    (re.compile(r"(?<!functional )(?:quadri|tetra)(?:par|pleg)", re.I), "G82.50"),
    (re.compile(r"para(?:par|pleg)", re.I), "G82.20"),
)
"""Weakness that is called by the name of a paralysis, and its code."""


class WeaknessWords(Rule):
    """Plain weakness or asthenia outside a therapy note is R53.1.

    A quadriparesis or paraparesis has codes of its own (G82.-).

    Wrong: ``M62.81`` from a physician's "generalized weakness".
    Right: ``R53.1``, provisional.
    """

    id = "weakness-words"
    source = "report rule: outside a therapy note; ICD-10-CM tabular R53.1 (Weakness, Asthenia NOS)"
    confidence = (0.74, 0.72)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on any remaining weakness words."""
        picture = case.picture
        if not picture.words and picture.pattern != "unplaced":
            return "no weakness is stated"
        named = next(
            (code for said, code in _PARESIS if any(said.search(w.text) for w in picture.words)), None
        )
        return Proposal(
            code=named or "R53.1",
            because="A paresis of both sides is stated in words only."
            if named
            else "Weakness is stated in words only, outside a therapy note.",
            facts=ids(picture.words, picture.deficits),
            supported=False,
            label="fatigue",
            alternatives=(with_deficits(ids(picture.words), self.id),),
        )


class WrittenOnly(Rule):
    """M62.81 is printed in a therapy note that says nothing of strength: M62.81, provisional.

    The code alone proves nothing; without a grade, a diagnosis or a word against it, it stays what is
    claimed.

    Wrong: "A: see prior. (M62.81)" as the only support of a claim.
    Right: ``M62.81``, provisional, until grades, side and muscle are written.
    """

    id = "written-only"
    source = "guide: Notes that say generalized weakness without measurement"
    confidence = (0.66, 0.62)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on a written M62.81 where the note neither grades strength nor names any condition."""
        written = case.wrote("M62.81")
        if not case.therapy or not written:
            return "M62.81 is not written in a therapy note"
        picture = case.picture
        strength = any(isinstance(f, (Strength, Weakness)) for f in case.reading.facts)
        if strength or picture.measured or case.dx:
            return "the note says something of strength, or names a condition"
        return Proposal(
            code="M62.81",
            because="M62.81 is written, and nothing in the note supports or contradicts it.",
            facts=ids(written),
            supported=False,
            label="generalized",
        )


_ENDED = re.compile(
    r"\b(?:test|exercise|treadmill|protocol|stress|study|walk|ergometry|bruce)\b[^.;\n]{0,60}?\b(?:stopped|"
    r"terminated|discontinued|ended|halted)\b[^.;\n]{0,24}\b(?:due to|because of|secondary to|for|from|with)\b"
    r"[^.;\n]{0,40}\Z",
    re.I,
)
"""Before the fatigue that ends an exercise test: every test of the heart ends with some."""


def _ended_exercise(case: Case, tired: Weakness) -> bool:
    """Whether a fatigue is told only as the end of an exercise ("the test was stopped due to fatigue")."""
    return _ENDED.search(case.reading.text, max(0, tired.start - 110), tired.start) is not None


class FatigueOnly(Rule):
    """Fatigue only is R53.83.

    Tired, lethargic, low energy: no weakness and no measured deficit. Fatigue that only ends an exercise test is none.
    Postviral fatigue and ME/CFS have their own codes where they are diagnosed.

    Wrong: ``M62.81`` for "tired all the time", strength normal.
    Right: ``R53.83``.
    """

    id = "fatigue-only"
    source = "guide: R53.1 is general fatigue (finer in the tabular); ICD-10-CM tabular R53.83, G93.3-"
    confidence = (0.85, 0.78)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on fatigue where no rule for weakness fired."""
        picture = case.picture
        if picture.fatigue and all(_ended_exercise(case, tired) for tired in picture.fatigue):
            return "fatigue is only what ended an exercise test"
        diagnosed = case.has("chronic_fatigue_syndrome", "postviral_fatigue", "chronic_fatigue")
        if not picture.fatigue and not diagnosed:
            return "no fatigue is stated"
        if (
            not diagnosed
            and debility_diagnosed(case)
            and (case.wrote("R53.81") or not stands_as_diagnosis(case, picture.fatigue))
        ):
            return "debility is the diagnosis, fatigue its symptom"
        code = (
            {
                "chronic_fatigue_syndrome": "G93.32",
                "postviral_fatigue": "G93.31",
                "chronic_fatigue": "R53.82",
            }[diagnosed[0].concept]
            if diagnosed
            else "R53.0"
            if any("related fatigue" in f.text.lower() for f in case.has("cancer"))
            else "R53.83"
        )
        supported = (
            bool(diagnosed)
            or stands_as_diagnosis(case, picture.fatigue)
            or case.physician_said(case.has("post_covid"))
        )
        return Proposal(
            code=code,
            because="Fatigue is stated, without weakness and without a measured deficit.",
            facts=ids(picture.fatigue, diagnosed),
            supported=supported,
            label="fatigue",
            alternatives=(Offer("R53.1", "If weakness is meant as well.", ids(picture.fatigue), self.id),),
            blocked=(Offer("M62.81", "Fatigue alone never supports M62.81.", ids(picture.fatigue), self.id),),
        )


class DebilityOnly(Rule):
    """Debility or deconditioning only is R53.81.

    Wrong: ``M62.81`` for "deconditioned", no grade below 4+/5.
    Right: ``R53.81``.
    """

    id = "debility-only"
    source = "report rule: debility or deconditioning only; ICD-10-CM tabular R53.81 (Debility NOS)"
    confidence = (0.85, 0.72)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on debility where no rule for weakness fired."""
        facts = tuple(f for f in case.has("debility") if case.therapy or f.section != "pmh")
        if not facts:
            return "no debility or deconditioning is documented"
        return Proposal(
            code="R53.81",
            because="Debility or deconditioning is documented, without weakness or a measured deficit.",
            facts=ids(facts),
            supported=debility_diagnosed(case),
            label="fatigue",
            alternatives=(with_deficits(ids(facts), self.id),),
        )
