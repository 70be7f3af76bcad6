"""Shapes of grades: figures, number words, letters and scanned text, and numbers that are no grades."""

from __future__ import annotations

import pytest

from rehabcode.nlp.grades import Grade, letters, lex, word


def shape(grade: Grade) -> str:
    """``3+``, ``3..4``, or ``4/4-`` for a pair."""
    if grade.second is not None:
        return f"{grade.low}/{grade.second.low}"
    return f"{grade.low}..{grade.high}" if grade.high else grade.low


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        # signs before, behind and apart
        ("3+/5", ["3+"]),
        ("4 -/5", ["4-"]),
        ("4- / 5", ["4-"]),
        ("4(-)/5", ["4-"]),
        ("3 + / 5", ["3+"]),
        ("EHL +2/5", ["2+"]),
        ("quads -5/5", ["5-"]),
        ("- 4/5 quads", ["4"]),  # a bullet is no sign
        ("5+/5", ["5"]),
        ("4\u2212/5", ["4-"]),
        # said in words
        ("3 plus out of 5", ["3+"]),
        ("four minus out of five", ["4-"]),
        ("three over five", ["3"]),
        ("five of five", ["5"]),
        ("three-plus over five", ["3+"]),
        ("4-minus out of 5", ["4-"]),
        # ranges
        ("3-4/5", ["3..4"]),
        ("4+-5/5", ["4+..5"]),
        ("3+ to 4-/5", ["3+..4-"]),
        ("4-/5 to 4/5", ["4-..4"]),
        ("4-/5-4/5", ["4-..4"]),
        ("4+/5-", ["4+..5-"]),
        ("4-4+ throughout", ["4..4+"]),
        ("three to three plus out of five", ["3..3+"]),
        ("between 3+ and 4-/5", ["3+..4-"]),
        ("3+/5 and 4-/5", ["3+", "4-"]),
        ("4-5 strength", ["4"]),  # a slip for 4/5
        ("improved from 3/5 to 4/5", ["3", "4"]),  # two grades, no range
        ("3/5->4-/5", ["3", "4-"]),
        # pairs
        ("4/4-", ["4/4-"]),
        ("3+/3", ["3+/3"]),
        ("1/1", ["1/1"]),
        ("4/5;4/5", ["4", "4"]),
        ("4/5 / 3/5", ["4", "3"]),
        # scanned text
        ("$/5", ["5"]),
        ("5t/5", ["5"]),
        ("4-/S", ["4-"]),
        ("o/5", ["0"]),
    ],
)
def test_shapes(text: str, shapes: list[str]) -> None:
    assert [shape(g) for g in lex(text, text.lower())] == shapes


@pytest.mark.parametrize(
    "text",
    [
        "43/56",
        "14/56",
        "4/5/2026",
        "03/05/26",
        "3x10",
        "2.5",
        "L4/5",
        "C5/6",
        "2/10",
        "1-2x/wk",
        "0:18.5",
        "118/76",
        "24/7",
        "5'",
        "4%",
        "2) climb stairs",
        "one site",
        "+0 neck",
    ],
)
def test_numbers_that_are_no_grades(text: str) -> None:
    assert lex(text, text.lower()) == []


def test_spans_hold_the_value_alone() -> None:
    text = "hip flex 3 +/5* and knee 3+ to 4-/5."
    assert [text[g.start : g.end] for g in lex(text, text.lower())] == ["3 +/5", "3+ to 4-/5"]


@pytest.mark.parametrize(
    ("text", "marked"), [("4/5*", True), ("4/5 (p!)", True), ("4/5 p!", True), ("4/5", False)]
)
def test_marks_of_pain(text: str, marked: bool) -> None:
    assert [g.pain for g in lex(text, text.lower())] == [marked]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("F+", ["3+"]),
        ("P-", ["2-"]),
        ("Tr", ["1"]),
        ("N", ["5"]),
        ("Gait", []),
        ("P/A", []),
        ("G-/F", ["4-"]),
        ("N/T", []),
    ],
)
def test_letters(text: str, grades: list[str]) -> None:
    assert [g.low for g in letters(text, 0, len(text))] == grades


@pytest.mark.parametrize(
    ("text", "value", "grade"), [("good minus", "4", "4-"), ("Poor+", "2", "2+"), ("fair", "3", "3")]
)
def test_words(text: str, value: str, grade: str) -> None:
    end = len(text.split(" ")[0].rstrip("+"))
    assert word(text, 0, end, value).low == grade
