"""Values of an earlier time that a legend puts in brackets."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Strength, Test
from rehabcode.nlp.fast import default_reader

CASES = [
    (
        "Objective (first visit in parentheses)\nHip abductors 4-/5 both (3+/5 both)\n",
        ["4-/5 present", "3+/5 past"],
    ),
    ("MMT, brackets = eval\nKnee ext L 4/5 [3/5 L]\n", ["4/5 present", "3/5 past"]),
    (
        "MMT (last week in brackets)\nHip flexion B 4-/5 [3+/5]\nTUG 29 s RW [38 s]   Tinetti 17/28 [13/28]\n",
        ["4-/5 present", "3+/5 past", "29 s present", "38 s past", "17/28 present", "13/28 past"],
    ),
    # near: no legend, a legend of today, nothing of now before the bracket, far below
    ("Hip abductors 4-/5 (R 3+/5)\n", ["4-/5 present", "3+/5 present"]),
    ("Pain ratings in parentheses\nHip abductors 4-/5 both (3+/5 both)\n", ["4-/5 present", "3+/5 present"]),
    ("First visit in parentheses\nKnee ext (3+/5 both)\n", ["3+/5 present"]),
]


@pytest.mark.parametrize(("note", "expected"), CASES)
def test_values_in_brackets(note: str, expected: list[str]) -> None:
    found = [f for f in default_reader()(note).facts if isinstance(f, Strength | Test)]
    assert [f"{f.text} {f.status}" for f in sorted(found, key=lambda f: f.start)] == expected
    assert all(note[cue.start : cue.end] == cue.text for f in found for cue in f.cues)
