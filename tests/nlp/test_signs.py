"""Findings behind procedures, and function in general words."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import FastReader, default_reader
from rehabcode.nlp.signs import read_signs


@pytest.fixture(scope="module")
def reader() -> FastReader:
    return default_reader()


def signs(reader: FastReader, note: str) -> list[tuple[str, str]]:
    return [(f.category, f.text) for f in read_signs(reader.view(note))]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Patellar mobility hypomobile. 97140 12 min", [("joint_mobility", "hypomobile")]),
        ("TTP upper trap, 97140 15 min", [("soft_tissue", "TTP")]),
        ("R foot slap after 5 min. 97116 18 min", [("gait", "foot slap")]),
        ("Pitting at the ankle. 97140 x 3", [("edema", "Pitting")]),
        ("AROM 4-108. 97110 28 min", [("range", "AROM 4-108")]),
        ("SLR 60 deg B. 97110 x 2", [("range", "SLR 60")]),
        ("No edema. 97140 15 min", []),
        ("Goal: decrease tightness. 97140 15 min", []),
        ("knee flexion 3/5, 97110 15 min", []),  # a grade is no range
        ("Patellar mobility hypomobile.", []),  # nothing is billed
        ("Difficulty with ADLs.", [("function", "Difficulty with ADLs")]),
        ("Denies difficulty with ADLs.", []),
    ],
)
def test_signs(reader: FastReader, note: str, expected: list[tuple[str, str]]) -> None:
    assert signs(reader, note) == expected
