"""Pain that limits several grades at once."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Strength
from rehabcode.nlp.fast import FastReader, default_reader


@pytest.fixture(scope="module")
def reader() -> FastReader:
    return default_reader()


@pytest.mark.parametrize(
    ("note", "limited"),
    [
        ("MMT: hip flexion 4-/5 B, knee extension 4/5 B. All weakness is pain limited.", [True, True]),
        (
            "MMT - every grade below is a break due to pain. R hip flexion 4-/5, R hip abduction 3+/5",
            [True, True],
        ),
        ("Shoulder flexion 4/5 B and abduction 4/5 B both stopped by pain.", [True, True]),
        ("Hip flexion 4-/5 B, knee extension 4/5 B - every one of these broke from pain.", [True, True]),
        ("Hip flexion 4-/5 B. Knee extension 4/5 B, stopped from pain.", [False, True]),
        ("Hip flexion 4-/5 B. Shoulder abduction 4/5 B limited by pain.", [False, True]),
        ("Hip flexion 4-/5 B. Not all of the weakness is due to pain.", [False]),
        ("Hip flexion 4-/5 B. Pain 6/10 in the low back.", [False]),
        ("Hip flexion 4-/5 B, hip extension 4/5 B, both pain-free.", [False, False]),
        ("Hip flexion 4-/5 B, hip extension 4/5 B, both painful.", [True, True]),
    ],
)
def test_pain_spreads(reader: FastReader, note: str, limited: list[bool]) -> None:
    found = [f.pain_limited for f in reader(note).facts if isinstance(f, Strength) and f.deficit]
    assert found == limited
