"""What the code becomes when a gap is mended: the note is decided again with a hypothetical fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rehabcode.models.case import Case, build_case
from rehabcode.models.choose import Choice, choose
from rehabcode.models.gaps.base import Gap
from rehabcode.models.rules import phrases
from rehabcode.nlp.facts import Atrophy, Diagnosis, Fact, Reading, Side, Strength

_ARMS_AND_LEGS = ("hip flexion", "knee extension", "shoulder flexion", "elbow flexion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterfactual:
    """Which gap is mended, how, and what code and status follow."""

    gap: str
    then: str
    code: str | None
    status: str


def counterfactuals(case: Case, choice: Choice, gaps: tuple[Gap, ...]) -> tuple[Counterfactual, ...]:
    """Return the mendings that would change the code or its status, in the order of the gaps."""
    out: list[Counterfactual] = []
    for gap in gaps:
        for then, reading in _mended(gap.id, case, choice):
            after = choose(build_case(reading))
            if (after.primary, after.status, after.offered) != (
                choice.primary,
                choice.status,
                choice.offered,
            ):
                out.append(Counterfactual(gap=gap.id, then=then, code=after.primary, status=after.status))
    return tuple(out)


def _mended(gap: str, case: Case, choice: Choice) -> Iterator[tuple[str, Reading]]:
    """Yield each way of mending a gap: the words for it and the reading it leads to."""
    if gap == "mmt-missing":
        yield from _graded(case, choice)
    elif gap == "muscle-group-missing" and case.picture.pattern == "unplaced":
        yield "if the grade belongs to arms and legs", _with(case, _deficits(_ARMS_AND_LEGS, "bilateral"))
    elif gap in ("site-specific", "atrophy-undocumented"):
        yield from _focal(gap, case)
    elif gap == "diagnosis-unconfirmed":
        yield from _confirmed(case)
    elif gap == "covid-status":
        yield from _covid(case)
    elif gap == "pain-limited":
        yield "if the deficits remain in the pain-free range", _pain_free(case.reading)


def _with(case: Case, facts: tuple[Fact, ...]) -> Reading:
    return replace(case.reading, facts=(*case.reading.facts, *facts))


def _deficits(muscles: tuple[str, ...], side: Side) -> tuple[Strength, ...]:
    """Return hypothetical deficits; they carry no text and never reach a report."""
    return tuple(
        Strength(start=0, end=0, text="", id="if", grade="4", muscle=m, side=side, deficit=True)
        for m in muscles
    )


def _graded(case: Case, choice: Choice) -> Iterator[tuple[str, Reading]]:
    """Grades where there are none: in the limb the words name, or in several areas."""
    if choice.proposal is not None and choice.proposal.label == "one_limb":
        words = case.picture.words
        site = next((w.site for w in words if w.site), "lower extremity")
        side: Side = next((w.side for w in words if w.side != "unspecified"), "unspecified")
        yield "with a grade of 4/5 or lower in that limb only", _with(case, _deficits((site,), side))
    yield (
        "with grades of 4/5 or lower in two or more body areas",
        _with(case, _deficits(_ARMS_AND_LEGS, "bilateral")),
    )


def _focal(gap: str, case: Case) -> Iterator[tuple[str, Reading]]:
    """A focal weakness: wasting at the site, or a second weak area."""
    picture = case.picture
    if gap == "atrophy-undocumented":
        muscle = picture.deficits[0].muscle if picture.deficits else None
        site = muscle or next((w.site for w in picture.words if w.site), None)
        side: Side = picture.side
        if side == "unspecified":
            side = next((w.side for w in picture.words if w.side != "unspecified"), "unspecified")
        fact = Atrophy(start=0, end=0, text="", id="if", site=site, side=side)
        yield "if wasting at that site is documented", _with(case, (fact,))
    if picture.cells:
        other = (
            ("shoulder flexion", "elbow flexion")
            if picture.limb != "UE"
            else ("hip flexion", "knee extension")
        )
        place = "arms" if picture.limb != "UE" else "legs"
        then = f"with a grade of 4/5 or lower in the {place} beside {phrases.where(picture)}"
        yield then, _with(case, _deficits(other, "bilateral"))


def _changed(reading: Reading, old: tuple[Diagnosis, ...], new: tuple[Diagnosis, ...]) -> Reading:
    swap = dict(zip(old, new, strict=True))
    facts = tuple(swap.get(f, f) if isinstance(f, Diagnosis) else f for f in reading.facts)
    return replace(reading, facts=facts)


def _confirmed(case: Case) -> Iterator[tuple[str, Reading]]:
    """The physician confirms a diagnosis that is only suspected."""
    for concept in dict.fromkeys(f.concept for f in case.unconfirmed if f.concept != "active_covid"):
        old = tuple(f for f in case.unconfirmed if f.concept == concept)
        new = tuple(replace(f, status="present", by="physician", linked=True) for f in old)
        name = concept.replace("_", " ")
        yield f"if the physician confirms {name}", _changed(case.reading, old, new)


def _covid(case: Case) -> Iterator[tuple[str, Reading]]:
    """The infection turns out to be active, or past and linked."""
    old = tuple(f for f in case.unconfirmed if f.concept in ("active_covid", "post_covid"))
    active = tuple(replace(f, concept="active_covid", status="present", by="physician") for f in old)
    past = tuple(replace(f, concept="post_covid", status="present", by="physician", linked=True) for f in old)
    yield "if the infection is active and confirmed", _changed(case.reading, old, active)
    yield "if the infection is past and the weakness comes from it", _changed(case.reading, old, past)


def _pain_free(reading: Reading) -> Reading:
    facts = tuple(
        replace(f, pain_limited=False) if isinstance(f, Strength) and f.pain_limited else f
        for f in reading.facts
    )
    return replace(reading, facts=facts)
