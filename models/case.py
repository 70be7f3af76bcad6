"""What a decision looks at: the reading, its weakness picture, and who established which diagnosis.

A therapist's word alone does not establish sarcopenia, frailty, stroke or COVID-19; such a mention is kept
as unconfirmed, together with diagnoses the note itself calls possible. A concept that anybody else also
states as present is established, whoever repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from rehabcode.models.official import Official
from rehabcode.models.picture import WeaknessPicture, picture_of
from rehabcode.models.tables import Leaf, leaves
from rehabcode.nlp.facts import (
    Atrophy,
    CodeWritten,
    Diagnosis,
    Dynamometry,
    F,
    Fact,
    Handedness,
    Limitation,
    PriorLevel,
    Procedure,
    Rationale,
    Reading,
    Side,
    Sign,
    Strength,
    Test,
    TreatmentTime,
    UnitsTold,
    Weakness,
)
from rehabcode.nlp.mentions import RULE_OUT

STROKE: frozenset[str] = frozenset({"stroke_acute", "stroke_sequela", "stroke_no_residual", "tia"})
PHYSICIAN_ONLY: frozenset[str] = STROKE | {"sarcopenia", "frailty", "active_covid", "post_covid"}
"""Concepts that a therapist alone cannot establish."""
NOT_BY_PATIENT: frozenset[str] = frozenset({"sarcopenia", "frailty", "active_covid"})
"""Concepts that the patient's own word does not establish either."""


def establishes(fact: Diagnosis) -> bool:
    """Whether one present mention establishes its diagnosis by its source."""
    if fact.by == "therapist":
        return fact.concept not in PHYSICIAN_ONLY
    return not (fact.by == "patient" and fact.concept in NOT_BY_PATIENT)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A reading sorted for deciding. All tuples are in text order."""

    reading: Reading
    official: Official
    picture: WeaknessPicture
    dx: dict[str, tuple[Diagnosis, ...]]
    """Present, established diagnoses by concept."""
    all_dx: tuple[Diagnosis, ...]
    unconfirmed: tuple[Diagnosis, ...]
    """Possible diagnoses, and those only the therapist states where that is not enough."""
    codes: tuple[CodeWritten, ...]
    atrophy: tuple[Atrophy, ...]
    hand: Side
    tests: tuple[Test, ...]
    limitations: tuple[Limitation, ...]
    prior: tuple[PriorLevel, ...]
    rationale: tuple[Rationale, ...]
    procedures: tuple[Procedure, ...]
    times: tuple[TreatmentTime, ...]
    units_told: tuple[UnitsTold, ...]
    """Units told for several codes together."""
    signs: tuple[Sign, ...]

    @property
    def therapy(self) -> bool:
        """Whether a therapist wrote the note."""
        return self.reading.setting == "therapy"

    @property
    def asks_about_strength(self) -> bool:
        """Whether strength is a question of the note: a therapist's note, weakness said, strength tested."""
        return self.therapy or bool(self.picture.words) or self.picture.measured or bool(self.codes)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Codes printed in the note as current or with a question mark, in text order, each once."""
        return tuple(dict.fromkeys(c.code for c in self.codes))

    def wrote(self, *prefixes: str) -> tuple[CodeWritten, ...]:
        """Return the written codes that start with one of ``prefixes``."""
        return tuple(c for c in self.codes if c.code.startswith(prefixes))

    def has(self, *concepts: str) -> tuple[Diagnosis, ...]:
        """Return the established mentions of the first of ``concepts`` that the note holds."""
        for concept in concepts:
            if found := self.dx.get(concept):
                return found
        return ()

    def physician_said(self, facts: Iterable[Diagnosis]) -> bool:
        """Whether somebody other than the therapist stands behind a diagnosis."""
        return any(f.by != "therapist" for f in facts)

    def code_read(self, facts: Iterable[Diagnosis]) -> str | None:
        """Return the first billable code that was read with the mentions of a diagnosis."""
        return next((f.code for f in facts if f.code and self.official.is_billable(f.code)), None)

    def around(self, fact: Fact, reach: int) -> str:
        """Return a fact's words with the text up to ``reach`` characters beside them, in lower case."""
        return self.reading.text[max(0, fact.start - reach) : fact.end + reach].lower()

    def side_digit(self, side: Side, *, none: str) -> str:
        """Return the sixth character of the hemiplegia families: side and dominance.

        Right counts as dominant and left as non-dominant where handedness is not stated; an ambidextrous
        patient's affected side is dominant (guideline I.C.9.d).
        """
        if side not in ("left", "right"):
            return none
        dominant = self.hand == "bilateral" or side == (self.hand if self.hand != "unspecified" else "right")
        return {("right", True): "1", ("left", True): "2", ("right", False): "3", ("left", False): "4"}[
            (side, dominant)
        ]


def dx_side(case: Case, facts: Iterable[Diagnosis]) -> Side:
    """Return the side of a diagnosis: its own words, else the weak side, else what the weakness words say."""
    for fact in facts:
        if fact.side != "unspecified":
            return fact.side
    if case.picture.side != "unspecified":
        return case.picture.side
    sides = {w.side for w in case.picture.words} & {"left", "right"}
    return "left" if sides == {"left"} else "right" if sides == {"right"} else "unspecified"


def _with_neighbours(text: str, fact: Diagnosis) -> str:
    """Return the words of a diagnosis with those beside it on its line ("MS (relapsing)")."""
    low, high = max(0, fact.start - _BESIDE), min(len(text), fact.end + _BESIDE)
    low = max(low, text.rfind("\n", low, fact.start) + 1)
    end = text.find("\n", fact.end, high)
    return text[low : high if end < 0 else end].lower()


_BESIDE = 22
"""Characters on either side of a diagnosis that may specify it."""


def choose_leaf(case: Case, table: str, concept: str) -> tuple[str, Leaf] | None:
    """Return the billable code of an established diagnosis and the table row behind it.

    The most exact wording of all mentions decides; a code that the reader took from the words goes first
    when it is billable and names no unspecified side.
    """
    options = leaves(table).get(concept, ())
    facts = [f for f in case.all_dx if f.concept == concept and f.status == "present"]
    facts = facts or [f for f in case.all_dx if f.concept == concept and f.status == "past"]
    texts = [_with_neighbours(case.reading.text, f) for f in facts]
    best = next(
        (leaf for leaf in options if any(leaf.matches(text) for text in texts)),
        None,
    )
    if best is None:
        return None
    read = case.code_read(facts)
    code = best.fill(dx_side(case, facts))
    default = options[-1]
    if read is not None and not best.digits and best is default and not read.startswith(best.code):
        code = read
    return (code, best) if case.official.is_billable(code) else None


def _by_kind(reading: Reading) -> dict[type[Fact], list[Fact]]:
    out: dict[type[Fact], list[Fact]] = {}
    for fact in reading.facts:
        out.setdefault(type(fact), []).append(fact)
    return out


def _pick(found: dict[type[Fact], list[Fact]], kind: type[F], *statuses: str) -> tuple[F, ...]:
    """Return the facts of one kind, restricted to ``statuses`` when any are given."""
    facts = cast("list[F]", found.get(kind, []))
    return tuple([f for f in facts if f.status in statuses] if statuses else facts)


def _sort_diagnoses(
    facts: tuple[Diagnosis, ...],
) -> tuple[dict[str, tuple[Diagnosis, ...]], tuple[Diagnosis, ...]]:
    """Return the established diagnoses by concept, and the unconfirmed mentions."""
    established = {f.concept for f in facts if f.status == "present" and establishes(f)}
    dx: dict[str, tuple[Diagnosis, ...]] = {}
    unconfirmed: list[Diagnosis] = []
    for fact in facts:
        if fact.concept in established:
            if fact.status == "present":
                dx[fact.concept] = (*dx.get(fact.concept, ()), fact)
        elif fact.status in ("present", "possible") or _to_rule_out(fact):
            unconfirmed.append(fact)
    return dx, tuple(unconfirmed)


def _to_rule_out(fact: Diagnosis) -> bool:
    """Whether the note only asks to rule the diagnosis out."""
    return fact.status == "conditional" and any(c.text.lower() in RULE_OUT for c in fact.cues)


def _resolved(kind: str, grades: tuple[Strength, ...]) -> bool:
    """Whether a discharge note shows low grades at the start and none below 5/5 now: its weakness is past."""
    current = [g for g in grades if g.status == "present"]
    return (
        kind == "discharge"
        and bool(current)
        and any(g.status == "past" and g.deficit for g in grades)
        and all(g.grade in ("5", "WNL", "WFL") for g in current)
    )


_DENIED = re.compile(r"[ \t]*\(?\?+\)?[ \t]*(?:-+[ \t]*)?(?:no\b|not\b|=>|->)")


def _rejected(text: str, code: CodeWritten) -> bool:
    """Whether a code with a question mark is turned down behind it ("M62.81?? no => G56.21")."""
    return code.status == "possible" and _DENIED.match(text, code.end) is not None


def build_case(reading: Reading) -> Case:
    """Sort the facts of a note in one pass."""
    found = _by_kind(reading)
    words = _pick(found, Weakness, "present")
    if _resolved(reading.note_kind, _pick(found, Strength)):
        words = tuple(w for w in words if w.pattern == "fatigue")
    diagnoses = _pick(found, Diagnosis)
    dx, unconfirmed = _sort_diagnoses(diagnoses)
    hands = _pick(found, Handedness, "present")
    return Case(
        reading=reading,
        official=Official.load(),
        picture=picture_of(
            _pick(found, Strength, "present"),
            _pick(found, Dynamometry, "present"),
            tuple(w for w in words if w.pattern != "fatigue"),
            tuple(w for w in words if w.pattern == "fatigue"),
        ),
        dx=dx,
        all_dx=diagnoses,
        unconfirmed=unconfirmed,
        codes=tuple(
            c for c in _pick(found, CodeWritten, "present", "possible") if not _rejected(reading.text, c)
        ),
        atrophy=_pick(found, Atrophy, "present"),
        hand=hands[0].side if hands else "unspecified",
        tests=_pick(found, Test),
        limitations=_pick(found, Limitation, "present"),
        prior=_pick(found, PriorLevel),
        rationale=_pick(found, Rationale, "present", "past"),
        procedures=_pick(found, Procedure, "present"),
        times=_pick(found, TreatmentTime, "present"),
        units_told=_pick(found, UnitsTold, "present"),
        signs=_pick(found, Sign, "present"),
    )
