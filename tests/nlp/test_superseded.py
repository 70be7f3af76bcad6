"""A low grade beside the full one of today: which of the two is current."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Strength, Weakness
from rehabcode.nlp.fast import default_reader

CASES = [
    # a word for today between the two, or a discharge note
    ("Hips 3/5 B in April. Today hips 5/5 B.", ["3 past", "5 present"]),
    ("R quads 3+/5. Now R quads 5/5.", ["3+ past", "5 present"]),
    (
        "PT discharge summary\nL knee extension 4-/5.\nRetest: L knee extension 5/5.",
        ["4- past", "5 present"],
    ),
    # near: nothing says which one is valid; the later one is low as well; another side; another muscle
    ("R quads 3+/5. R quads 5/5.", ["3+ present", "5 present"]),
    ("R quads 3+/5. Now R quads 4/5.", ["3+ present", "4 present"]),
    ("R quads 3+/5. Now L quads 5/5.", ["3+ present", "5 present"]),
    ("R quads 3+/5. Now R hamstrings 5/5.", ["3+ present", "5 present"]),
]


@pytest.mark.parametrize(("note", "expected"), CASES)
def test_the_valid_one_of_two_grades(note: str, expected: list[str]) -> None:
    found = [f for f in default_reader()(note).facts if isinstance(f, Strength)]
    assert [f"{f.grade} {f.status}" for f in found] == expected
    assert all(note[cue.start : cue.end] == cue.text for f in found for cue in f.cues)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("PT discharge summary\nSeen for muscle weakness.\nWeakness has resolved.", ["past", "past"]),
        # near: an evaluation, the weakness of one part, one told after it
        ("PT evaluation\nSeen for muscle weakness.\nWeakness has resolved.", ["present", "past"]),
        ("PT discharge summary\nGeneralized weakness.\nLeft leg weakness has resolved.", ["present", "past"]),
        ("PT discharge summary\nMuscle weakness.\nFatigue has resolved.", ["present", "past"]),
        ("PT discharge summary\nWeakness has resolved.\nGeneralized weakness again.", ["past", "present"]),
        (
            "PT discharge summary\nMuscle weakness.\nThe weakness has resolved and all goals are met.",
            ["past", "past"],
        ),
        # what the patient came for, where every grade is full
        ("PT discharge summary\nReferred in May for weakness of both legs. Quads 5/5 B.", ["past"]),
        ("PT D/C\nReason for referral was muscle weakness. Hips 5/5 B.", ["past"]),
        ("PT discharge summary\nReferred for weakness of the right ankle. Left quads 5/5.", ["present"]),
        # near: a grade below, an evaluation, still weak, no grade, said of today
        ("PT discharge summary\nReferred in May for weakness of both legs. Quads 4/5 B.", ["present"]),
        ("PT evaluation\nReferred in May for weakness of both legs. Quads 5/5 B.", ["present"]),
        ("PT discharge summary\nReferred for leg weakness, which persists. Quads 5/5 B.", ["present"]),
        ("PT discharge summary\nReferred in May for weakness of both legs.", ["present"]),
        ("PT discharge summary\nQuads 5/5 B. Weakness of the grip.", ["present"]),
    ],
)
def test_a_weakness_that_has_resolved(note: str, expected: list[str]) -> None:
    assert [f.status for f in default_reader()(note).facts if isinstance(f, Weakness)] == expected
