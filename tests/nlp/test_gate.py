"""The gate closes only before notes in which no reader finds anything."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabcode.corpus_samples import samples
from rehabcode.nlp import lexicon
from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.gate import DECIDING, Gate, part_of
from rehabcode.nlp.layout import layout
from rehabcode.nlp.readers import read_view


@cache
def gate() -> Gate:
    return Gate(lexicon.target_rules())


@cache
def helper_phrases() -> list[str]:
    rules = [r for r in lexicon.target_rules() if part_of(r.category) != DECIDING]
    cues = [r.literal for r in lexicon.context_rules()[::9]]
    figures = [
        "3",
        "4-",
        "12",
        "3/4",
        "2026",
        "18 s",
        "43/56",
        "40 ft",
        "x2",
        "x 12",
        "min",
        "15'",
        "8 min",
        "4",
        "4-",
        "+3",
        "G",
        "F+",
        "dx",
        "|",
        "R",
        "L",
        ".",
        ",",
        ";",
        ":",
        "\n",
    ]
    return [r.literal for r in rules[::3]] + cues + figures


CLOSED = [
    "Chest film, two views. No acute abnormality.",
    "Refill of lisinopril was sent to the pharmacy.",
    "Tooth 14: crown seated, occlusion checked.",
    "Contact dermatitis of the wrist.",
    "Return to the clinic in a week, full panel then.",
    "Tray of instruments was counted.",
    "Thyroid ultrasound.",
    "Lisinopril 10 mg, low sodium diet.",
    "",
]
OPEN = [
    "Weak.",
    "MMT 4/5.",
    "4 - / 5",
    "Walks\nto the mail box.",
    "Dx M62.81",
    "Dx M6O.81",
    "Dx RI3.10",
    "97110",
    "Timed\u2014up\u2014and\u2014go",
    "\u201cweak\u201d",
    "speed 0.8 m/s",
    "Three falls.",
    "Two losses of balance.",
    "40 ft then sits.",
    "Works 4 hours a day instead of 8.",
    "Cut down from full time to half.",
    "Limited to 10 lb, no ladders.",
    "Cannot finish a shift.",
    "Quads 4-",
    "Hip abd G-",
    "Wrist normal.",
    "Ultrasound 8 min",
    "dx mg",
    "MG",
    "Weakness due to low sodium.",
    "Unmet: return to full duty.",
    "Hopes to open the blinds.",
    "Goal: past his back porch.",
]


@pytest.mark.parametrize("note", CLOSED)
def test_closed_where_there_is_nothing_to_read(note: str) -> None:
    assert gate().closed(note)


@pytest.mark.parametrize("note", OPEN)
def test_open_before_anything_that_may_be_read(note: str) -> None:
    assert not gate().closed(note)


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.id)
def test_no_sentence_of_a_sample_is_lost(sample) -> None:  # type: ignore[no-untyped-def]
    for s in layout(sample.text).sentences:
        sentence = sample.text[s.start : s.end]
        if gate().closed(sentence):
            assert read_view(default_reader().view(sentence)).facts == (), sentence


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_helpers_alone_never_make_a_fact(data: st.DataObject) -> None:
    note = " ".join(data.draw(st.lists(st.sampled_from(helper_phrases()), max_size=12)))
    if gate().closed(note):
        assert read_view(default_reader().view(note)).facts == (), note


@settings(deadline=None, max_examples=400)
@given(st.text(max_size=120))
def test_any_text(note: str) -> None:
    if gate().closed(note):
        assert read_view(default_reader().view(note)).facts == ()
