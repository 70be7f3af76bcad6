"""Who stands out: each planted habit and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest
from made import Report, report

from rehabcode.cli.coaching.summary import Summary

Of = Callable[..., Summary]
GAPS = (
    "side-missing",
    "function-vague",
    "test-missing",
    "prior-level-missing",
    "minutes-missing",
    "excludes1",
)


def habits(summary: Summary, at: int = 0) -> set[tuple[str, str]]:
    """Return what is flagged, by name and gap."""
    return {(g.name, line.gap) for g in summary.dimensions[at].groups for line in g.habits}


def clinic(
    random: Random,
    planted: dict[tuple[str, str], float],
    *,
    people: int = 12,
    notes: int = 100,
    spread: float = 0.0,
    clinics: int = 2,
) -> Iterator[Report]:
    """Yield the reports of a clinic in which every gap has a base rate, and some a planted one."""
    base = {gap: random.choice((0.03, 0.1, 0.3)) for gap in GAPS}
    for person in range(people):
        name = f"T{person:02d}"
        own = {gap: min(0.9, max(0.0, rate + random.gauss(0, spread))) for gap, rate in base.items()}
        for number in range(notes):
            found = [gap for gap in GAPS if random.random() < planted.get((name, gap), own[gap])]
            yield report(f"{name}-{number}", gaps=found, therapist=name, clinic=f"C{person % clinics}")


@pytest.mark.parametrize("seed", range(6))
def test_planted_habits_and_no_other(summary_of: Of, seed: int) -> None:
    random = Random(seed)
    names = random.sample([f"T{i:02d}" for i in range(12)], 5)
    planted = {(name, random.choice(GAPS)): 0.75 for name in names}
    assert habits(summary_of(clinic(random, planted))) == set(planted)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("spread", [0.0, 0.03])
def test_nobody_stands_out_by_chance_or_ordinary_spread(summary_of: Of, seed: int, spread: float) -> None:
    assert habits(summary_of(clinic(Random(100 + seed), {}, spread=spread))) == set()


def test_a_shared_habit_does_not_hide_itself(summary_of: Of) -> None:
    """Four of twelve share it, one of them mildly."""
    planted = {(f"T{i:02d}", "side-missing"): rate for i, rate in enumerate((0.9, 0.9, 0.9, 0.45))}
    random = Random(4)
    random.choice = lambda seq: 0.03  # type: ignore[assignment, method-assign]
    assert habits(summary_of(clinic(random, planted))) == set(planted)


def test_few_notes_are_never_flagged(summary_of: Of) -> None:
    many = [report(f"m{i}", therapist=f"T{i % 4}") for i in range(400)]
    few = [report(f"f{i}", therapist="New", gaps=["side-missing"]) for i in range(9)]
    summary = summary_of([*many, *few])
    assert habits(summary) == set()
    new = next(g for g in summary.dimensions[0].groups if g.name == "New")
    assert new.small
    assert new.data.rate.value is None
    assert all(line.rate.value is None for line in new.gaps)


def test_one_therapist_is_compared_with_nobody(summary_of: Of) -> None:
    summary = summary_of(report(f"n{i}", gaps=["side-missing"]) for i in range(50))
    assert habits(summary) == set()
    assert summary.dimensions[0].tests == 0


def test_the_mix_of_notes_is_no_habit(summary_of: Of) -> None:
    """Evaluations lack the prior level in half of all cases with everybody; one therapist only evaluates."""
    random = Random(3)
    notes = []
    for person in range(8):
        for number in range(200):
            evaluation = person == 0 or number % 20 == 0
            lacks = random.random() < (0.5 if evaluation else 0.02)
            notes.append(
                report(
                    f"{person}-{number}",
                    therapist=f"T{person}",
                    gaps=["prior-level-missing"] * lacks,
                    kind="evaluation" if evaluation else "daily",
                )
            )
    assert habits(summary_of(notes)) == set()


def test_a_clinic_does_not_stand_out_for_one_person(summary_of: Of) -> None:
    summary = summary_of(clinic(Random(5), {("T00", "side-missing"): 0.95}), by=("therapist", "clinic"))
    assert habits(summary) == {("T00", "side-missing")}
    assert habits(summary, 1) == set()


def test_the_order_of_the_columns_does_not_matter(summary_of: Of) -> None:
    """Named after the clinic, the therapist is still the person, and no habit gets lost."""
    notes = list(clinic(Random(5), {("T00", "side-missing"): 0.95, ("T01", "test-missing"): 0.6}))
    found = [
        {
            (d.by, group.name, line.gap)
            for d in summary.dimensions
            for group in d.groups
            for line in group.habits
        }
        for by in (("therapist", "clinic"), ("clinic", "therapist"))
        for summary in [summary_of(notes, by=by)]
    ]
    assert (
        found[0] == found[1] == {("therapist", "T00", "side-missing"), ("therapist", "T01", "test-missing")}
    )


def test_a_clinic_stands_out_when_half_of_its_people_do(summary_of: Of) -> None:
    planted = {(f"T{i:02d}", "excludes1"): 0.8 for i in (0, 3, 6, 9)}
    summary = summary_of(clinic(Random(6), planted, clinics=3), by=("therapist", "clinic"))
    assert habits(summary) == set(planted)
    assert habits(summary, 1) == {("C0", "excludes1")}


@pytest.mark.parametrize(
    ("together", "habit", "wake"),
    [
        (
            ("weak-without-data", "mmt-missing", "test-missing"),
            {"weak-without-data"},
            {"mmt-missing", "test-missing"},
        ),
        (("mmt-missing", "procedure-link"), {"mmt-missing"}, {"procedure-link"}),
        (
            ("weak-without-data", "mmt-missing", "procedure-link"),
            {"weak-without-data"},
            {"mmt-missing", "procedure-link"},
        ),
        (("side-missing", "function-vague"), {"side-missing", "function-vague"}, set()),
    ],
)
def test_consequences_stand_beside_their_habit(
    summary_of: Of, together: tuple[str, ...], habit: set[str], wake: set[str]
) -> None:
    """What comes along by definition is no habit of its own; what merely coincides is."""
    notes = [
        report(
            f"{person}-{n}",
            therapist=f"T{person}",
            gaps=together if n % 100 < (90 if person == 0 else 4) else (),
        )
        for person in range(6)
        for n in range(100)
    ]
    summary = summary_of(notes)
    assert habits(summary) == {("T0", gap) for gap in habit}
    group = summary.dimensions[0].groups[0]
    assert {f.gap for gap in habit for f in group.followers(gap)} == wake


def test_without_grades_is_the_habit_where_tests_are_done(summary_of: Of) -> None:
    """Half of the notes without a grade lack a test too: the grade is the habit, not the data."""
    notes = []
    for person in range(6):
        for n in range(100):
            ungraded = n < (80 if person == 0 else 4)
            untested = n % 2 == 0
            gaps = (
                ["mmt-missing"] * ungraded
                + ["test-missing"] * untested
                + ["weak-without-data"] * (ungraded and untested)
            )
            notes.append(report(f"{person}-{n}", therapist=f"T{person}", gaps=gaps))
    assert habits(summary_of(notes)) == {("T0", "mmt-missing")}
