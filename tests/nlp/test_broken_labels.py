"""Row labels broken over two lines: note text beside (muscle, side, grade)."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Strength
from rehabcode.nlp.fast import default_reader

CASES: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "| Motion | R | L |\n| Hip internal | 3/5 | 4/5 |\n| rotation | | |\n| Knee extension | 4-/5 | 5/5 |",
        [
            ("hip internal rotation", "right", "3"),
            ("hip internal rotation", "left", "4"),
            ("knee extension", "right", "4-"),
            ("knee extension", "left", "5"),
        ],
    ),
    (
        "MMT               Right   Left\nShoulder horizontal\n  adduction       4-/5    3/5",
        [("shoulder horizontal adduction", "right", "4-"), ("shoulder horizontal adduction", "left", "3")],
    ),
    # near: both lines have values of their own
    (
        "MMT               Right   Left\nHip abduction     3/5     4/5\nKnee extension    4/5     5/5",
        [
            ("hip abduction", "right", "3"),
            ("hip abduction", "left", "4"),
            ("knee extension", "right", "4"),
            ("knee extension", "left", "5"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=range(len(CASES)))
def test_broken_labels(text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = [f for f in default_reader()("PT EVAL\n" + text).facts if isinstance(f, Strength)]
    assert [(f.muscle, f.side, f.grade) for f in facts] == expected
