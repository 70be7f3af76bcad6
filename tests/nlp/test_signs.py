"""Findings behind procedures, and function limited in general words."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.signs import read_signs


def found(note: str) -> set[str]:
    return {s.category for s in read_signs(default_reader().view(note)) if s.status == "present"}


@pytest.mark.parametrize(
    ("finding", "category"),
    [
        ("Gait: antalgic, short steps.", "gait"),
        ("Trendelenburg on the left.", "gait"),
        ("Two losses of balance on turns.", "balance"),
        ("Patella hypomobile.", "joint_mobility"),
        ("Hamstrings tight.", "soft_tissue"),
        ("Finger to nose with dysmetria.", "coordination"),
        ("AROM knee 4-108.", "range"),
    ],
)
def test_finding_of_a_billed_procedure(finding: str, category: str) -> None:
    assert category in found(f"{finding} 97110 15 min 1 unit.")


@pytest.mark.parametrize("finding", ["No dysmetria.", "Denies loss of balance.", "Strength 4/5."])
def test_no_finding(finding: str) -> None:
    assert not found(f"{finding} 97112 15 min 1 unit.")


@pytest.mark.parametrize(
    "note", ["Difficulty with ADLs.", "Decreased functional mobility.", "Limited in daily activities."]
)
def test_function_in_general_words(note: str) -> None:
    assert found(note) == {"function"}


def test_named_activity_is_no_general_word() -> None:
    assert not found("Cannot climb stairs.")
