"""Notes of one patient in order: repeated values and credited prior levels, note by note."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from made import prior, report, strength, tug, values

from rehabcode.cli.coaching.summary import Summary

Of = Callable[..., Summary]
SAME = values("3+", "4-", "4")


def copied(summary: Summary) -> set[str]:
    """Return the ids of the notes that repeat values."""
    return {summary.lines[at].id for g in summary.dimensions[0].groups for at in g.copied}


@pytest.mark.parametrize(
    ("first", "second", "repeats"),
    [
        (SAME, SAME, True),
        (SAME, list(reversed(SAME)), True),  # the order of writing does not matter
        (SAME, values("3+", "4-", "4", seconds=17.9), False),  # one value is new
        (SAME, values("3+", "4-", "4+"), False),
        (SAME, SAME[1:], False),  # fewer were measured
        (values("3+", "4-"), values("3+", "4-"), False),  # three values are too few
        (
            values("5", "5", "5", "5", seconds=None),
            values("5", "5", "5", "5", seconds=None),
            False,
        ),  # normal stays normal
        (SAME, [strength(f["muscle"], f["grade"], status="goal") for f in SAME[:3]] + [tug(18.2)], False),
    ],
)
def test_values_repeated_unchanged(summary_of: Of, first: list, second: list, repeats: bool) -> None:  # type: ignore[type-arg]
    notes = [
        report("one", facts=first, patient="P", date="2026-01-05"),
        report("two", facts=second, patient="P", date="2026-01-08"),
    ]
    assert copied(summary_of(notes)) == ({"two"} if repeats else set())
    assert copied(summary_of(reversed(notes))) == (
        {"two"} if repeats else set()
    )  # dates decide, not the file


@pytest.mark.parametrize(
    ("case", "second"),
    [
        ("another patient", {"patient": "Q", "date": "2026-01-08"}),
        ("another episode", {"patient": "P", "date": "2026-01-08", "episode": "2"}),
        ("a new episode after months", {"patient": "P", "date": "2026-07-08"}),
        ("no date", {"patient": "P", "date": None}),
        ("no patient", {"date": "2026-01-08"}),
    ],
)
def test_what_belongs_to_no_episode_repeats_nothing(
    summary_of: Of, case: str, second: dict[str, str]
) -> None:
    notes = [report("one", facts=SAME, patient="P"), report("two", facts=SAME, **second)]
    assert copied(summary_of(notes)) == set(), case


def test_the_same_note_exported_twice_is_no_copy(summary_of: Of) -> None:
    notes = [report(i, facts=SAME, patient="P", text="same words") for i in ("one", "two")]
    assert copied(summary_of(notes)) == set()


def test_the_same_record_counts_once(summary_of: Of) -> None:
    summary = summary_of([report("one"), report("one"), report("two")])
    assert (summary.notes, summary.twice) == (2, 1)


def test_prior_level_is_credited_after_it_was_stated(summary_of: Of) -> None:
    lacks = ["prior-level-missing", "rationale-missing"]
    notes = [
        report("before", gaps=lacks, patient="P", date="2026-01-02", score=88),
        report("states", facts=[prior()], patient="P", date="2026-01-05", score=100),
        report("after", gaps=lacks, patient="P", date="2026-01-08", score=88),
        report("other", gaps=lacks, patient="Q", date="2026-01-08", score=88),
        report("later", gaps=lacks, patient="P", date="2026-09-01", score=88),
    ]
    summary = summary_of(notes)
    line = next(line for line in summary.dimensions[0].groups[0].gaps if line.gap == "prior-level-missing")
    assert (line.rate.count, line.credited, summary.credited) == (3, 1, 1)
    scores = {note.id: note.score for note in summary.lines.values()}
    assert scores.get("after", 96) == 96  # the score does not count it either
    assert scores["before"] == 88


def test_grades_that_stay_are_no_habit_of_who_only_grades(summary_of: Of) -> None:
    """Seconds change by themselves, grades do not: who never tests is compared with such notes only."""
    notes = []
    for person in range(6):
        for visit in range(40):
            facts = values("3+", "4-", "4", "3", seconds=None if person == 0 else 20 - visit / 10)
            notes.append(
                report(
                    f"{person}-{visit:02d}",
                    facts=facts,
                    patient=f"P{person}",
                    therapist=f"T{person}",
                    date=f"2026-{1 + visit // 20:02d}-{1 + visit % 20:02d}",
                )
            )
    assert not [line for g in summary_of(notes).dimensions[0].groups for line in g.habits]


def test_a_credited_gap_is_not_quoted_either(summary_of: Of) -> None:
    notes = [
        report("states", facts=[prior()], patient="P", date="2026-01-05"),
        report(
            "after", gaps=["prior-level-missing", "side-missing"], patient="P", date="2026-01-08", score=80
        ),
    ]
    summary = summary_of(notes, with_text=True)
    after = next(line for line in summary.lines.values() if line.id == "after")
    assert after.gaps == ("side-missing",)
    assert after.quotes == ("'secret words' of side-missing",)
