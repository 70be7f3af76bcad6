"""Sections of a note by offset."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader


def sections(note: str) -> list[tuple[str, str]]:
    view = default_reader().view(note)
    return [(s.category, note[s.body : s.end].strip()) for s in view.sections]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("S: weak. O: MMT done. A: tol well. P: cont.", ["subjective", "objective", "assessment", "plan"]),
        ("Subjective\nweak\nObjective\n3/5", ["subjective", "objective"]),
        ("ASSESSMENT:\nPLAN: 2x/wk", ["assessment", "plan"]),
        ("- PMH: HTN", ["pmh"]),
        ("VII. Goals 8 wk\n1. TUG 12 s", ["goals"]),
        ("G. GOALS (4 wk)\n TUG 12 s", ["goals"]),
        ("[GOALS 8 wk]\n1) TUG 12 s", ["goals"]),
        ("G. fair tolerance\n TUG 12 s", []),
    ],
)
def test_headings(note: str, expected: list[str]) -> None:
    assert [c for c, _ in sections(note)] == expected


@pytest.mark.parametrize(
    "heading",
    [
        "STG (2 wks):",
        "LTG 8wk:",
        "Goals 7d -",
        "STG x5 d:",
        "Short Term Goals",
        "OT goals 2 wk:",
        "Aims (10 wk):",
    ],
)
def test_goals_with_their_time(heading: str) -> None:
    assert sections(f"{heading}\n1. hip abduction 4/5")[0] == ("goals", "1. hip abduction 4/5")


@pytest.mark.parametrize("line", ["Goals met 3/6", "Goals: 4/6 met\nGait 40 ft", "PLOF reached"])
def test_a_count_of_goals_opens_no_list(line: str) -> None:
    assert not any("Gait" in body for category, body in sections(line) if category == "goals")


def test_a_filled_heading_ends_with_its_line_and_the_section_before_goes_on() -> None:
    note = "OBJECTIVE\nPLOF: independent\nHip flexion 3/5"
    assert sections(note) == [("objective", ""), ("plof", "independent"), ("objective", "Hip flexion 3/5")]


def test_a_list_of_goals_ends_where_the_list_ends() -> None:
    note = "GOALS\n1. TUG 12 s\n2. stairs\nPt educated on falls"
    assert sections(note)[0] == ("goals", "1. TUG 12 s\n2. stairs")


def test_ordinary_words_are_no_headings() -> None:
    assert sections("Home\nis where she walks.\nToday\nshe walked.") == []
