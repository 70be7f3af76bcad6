"""Lines and sentences: list items are never merged, wrapped prose is never split, offsets are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabcode.nlp.layout import layout

WRAPPED = "Patient tells me that climbing the stairs to her bedroom has become\nhard since the winter and she rests twice."

CASES = [
    ("Weak in both legs. Sits to dress.", ["Weak in both legs.", "Sits to dress."]),
    ("- hip flexion 3+/5\n- knee extension 4/5", ["- hip flexion 3+/5", "- knee extension 4/5"]),
    ("1. Hip abduction 4/5\n2. Climb a flight", ["1. Hip abduction 4/5", "2. Climb a flight"]),
    (
        "Goals: less pain. 2. Climb a flight. 3. Drive.",
        ["Goals: less pain.", "2. Climb a flight.", "3. Drive."],
    ),
    ("Grip is a 4. Stairs are slow.", ["Grip is a 4.", "Stairs are slow."]),
    (WRAPPED, [WRAPPED]),
    ("Short line\nanother short line", ["Short line", "another short line"]),
    ("Seen by Dr. Hale for weakness.", ["Seen by Dr. Hale for weakness."]),
    ("Gait speed 0.8 m/s. TUG 14.2 s.", ["Gait speed 0.8 m/s.", "TUG 14.2 s."]),
    ("S: tired\r\nO: MMT 4/5\r\n", ["S: tired", "O: MMT 4/5"]),
    ("Prefers approx. 3 rests.", ["Prefers approx. 3 rests."]),
    (
        "Strength testing of both lower limbs was carried out in a chair today\nKnee ext: 4/5",
        ["Strength testing of both lower limbs was carried out in a chair today", "Knee ext: 4/5"],
    ),
    # a line that leaves much of its paragraph's width free was ended by its writer
    (
        "Lived alone in two floors and walked the mall with her friends\nlegs are weak on both sides today, she "
        "holds on to the counter, the wall and the backs of two chairs on the way to the kitchen",
        [
            "Lived alone in two floors and walked the mall with her friends",
            "legs are weak on both sides today, she holds on to the counter, the wall and the backs of two chairs on "
            "the way to the kitchen",
        ],
    ),
    # items with a dash behind their label, however long; the same opening within prose
    (
        "bathroom - on a bench, the aide does her feet and back twice a week and dries her\nin bed - rolls only with rail",
        [
            "bathroom - on a bench, the aide does her feet and back twice a week and dries her",
            "in bed - rolls only with rail",
        ],
    ),
    (
        "She holds on to the counter, the wall and the backs of two chairs on the way to\nthe kitchen - slowly.",
        [
            "She holds on to the counter, the wall and the backs of two chairs on the way to\nthe kitchen - slowly."
        ],
    ),
    ("", []),
    (" \n\t\n", []),
]


@pytest.mark.parametrize(("note", "sentences"), CASES)
def test_sentences(note: str, sentences: list[str]) -> None:
    assert [note[s.start : s.end] for s in layout(note).sentences] == sentences


def test_a_blank_line_always_ends_a_sentence() -> None:
    note = "He walks from the bedroom to the kitchen with the walker and\n\nthen he rests."
    assert len(layout(note).sentences) == 2


@given(st.text(max_size=300))
def test_sentences_cover_all_that_is_visible_once_and_in_order(note: str) -> None:
    found = layout(note)
    at = 0
    for s in found.sentences:
        assert at <= s.start < s.end <= len(note)
        assert not note[at : s.start].strip()
        at = s.end
    assert not note[at:].strip()
    for line in found.lines:
        assert found.line_at(line.start) == line
