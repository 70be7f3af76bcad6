"""Now against before: what is called better or worse, and what was a habit once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made import prior, report, values

from rehabcode.cli.coaching.changes import Change, of_rate, settled
from rehabcode.cli.coaching.stats import Rate, newcombe
from rehabcode.cli.coaching.summary import Summary

Pages = Callable[..., tuple[str, dict[str, Any], Path]]
Of = Callable[..., Summary]


def changed(*rates: Rate) -> Change:
    """Return the change between two rates."""
    found = of_rate(*rates)
    assert found is not None
    return found


def test_without_clusters_the_interval_is_newcombes() -> None:
    found = changed(Rate(9, 40), Rate(20, 50))
    assert (found.low, found.high) == pytest.approx(newcombe(9, 40, 20, 50))
    assert of_rate(Rate(9, 9), Rate(20, 50)) is None


def test_chance_is_weighed_against_the_number_of_changes() -> None:
    """One change with p = 0.02 is one; among forty that are none it is chance."""
    clear, none = changed(Rate(5, 40), Rate(14, 40)), changed(Rate(10, 40), Rate(10, 40))
    (alone,) = settled([clear])
    among = settled([clear, *[none] * 40])[0]
    assert alone is not None
    assert among is not None
    assert (alone.word, among.word) == ("better", "no clear change")


def clinic(gap: str, rate: Callable[[int, str, int], bool]) -> list[dict[str, Any]]:
    """Return six therapists with 20 patients of two notes in each of eight months."""
    return [
        report(
            f"{name}-{month}-{n}",
            gaps=[gap] * rate(month, name, n),
            therapist=name,
            date=f"2026-{month:02d}-{1 + n // 2:02d}",
            patient=f"{name}{month}-{n // 2}",
            facts=[prior()],
        )
        for name in "ABCDEF"
        for month in range(1, 9)
        for n in range(40)
    ]


def test_one_patient_is_no_change(summary_of: Of) -> None:
    """Twelve notes of twelve patients are a change, twelve of one patient are none."""

    def words(patients: int) -> set[str]:
        notes = [
            report(
                f"n{month}-{n}",
                gaps=["prior-level-missing"] * (month == 2 and n < 12),
                date=f"2026-{month:02d}-{1 + n // 2:02d}",
                patient=f"P{month}-{n % patients if n < 12 else n}",
            )
            for month in (1, 2)
            for n in range(40)
        ]
        (group,) = summary_of(notes).dimensions[0].groups
        return {line.change.word for line in group.gaps if line.change}

    assert words(patients=12) == {"worse"}
    assert words(patients=1) == {"no clear change"}


def test_who_changed_is_on_the_page(pages_of: Pages) -> None:
    """A begins to leave out sides in June, B ends it; the others stay as they are."""

    def rate(month: int, name: str, n: int) -> bool:
        often = (name == "A" and month > 5) or (name == "B" and month < 6)
        return n % 10 < (6 if often else 1)

    page, document, _ = pages_of(clinic("side-missing", rate), "--since", "2026-06-01")
    assert [(c["name"], c["gap"], c["word"]) for c in document["changes"]] == [
        ("A", "side-missing", "worse"),
        ("B", "side-missing", "better"),
    ]
    assert "A</a>: <b>worse</b> in grade without a side, " in page
    assert [h["name"] for h in document["habits"]] == ["A"]
    said = {g["name"]: g["sentences"] for g in document["groups"]}
    assert said["A"][-1].startswith("Worse than before in 'Grade without a side'")
    assert said["B"][-1].startswith("Better than before in 'Grade without a side'")


def test_a_habit_that_is_over_is_praised(pages_of: Pages) -> None:
    """Until February always, then as the others: of the whole time it is a habit, of now it is not."""

    def rate(month: int, name: str, n: int) -> bool:
        return n % 10 < (9 if name == "A" and month < 4 else 1)

    page, document, _ = pages_of(clinic("side-missing", rate))
    (habit,) = document["habits"]
    assert (habit["name"], habit["mended"]) == ("A", True)
    assert "10\u00a0% since 2026-06-01: mended" in page
    (sentence, *_) = next(g["sentences"] for g in document["groups"] if g["name"] == "A")
    assert sentence.endswith("but 10\u00a0% since 2026-06-01: mended. Praise it.")
    assert "Put R, L or B" not in sentence


def test_grades_alone_that_stay_the_same_are_no_change(summary_of: Of) -> None:
    """In spring with a test that changes, in summer without: repeated grades say nothing about copying."""
    notes = [
        report(
            f"n{month}-{n}",
            facts=values("3", "3", "3", "3", seconds=10 + n / 10 if month < 4 else None),
            date=f"2026-{month:02d}-{1 + n:02d}",
            patient=f"P{month}",
        )
        for month in range(1, 7)
        for n in range(20)
    ]
    (group,) = summary_of(notes).dimensions[0].groups
    line = next(line for line in group.gaps if line.gap == "copy-forward")
    assert line.rate.count == 57
    assert line.change is None
