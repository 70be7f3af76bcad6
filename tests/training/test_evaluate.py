"""Reports against labels: the counts of the scoring table, on four short notes with known differences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rehabcode.training.evaluate import BadGoldError, as_dict, evaluate, match, occurrence

HERE = Path(__file__).parent


def lines(name: str) -> list[dict[str, Any]]:
    """Return the lines of a fixture."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


GOLD = lines("gold.jsonl")
REPORTS = {report["note"]["id"]: report for report in lines("reports.jsonl")}
WANTED: dict[str, Any] = json.loads((HERE / "scores.json").read_text(encoding="utf-8"))
"""What the scoring script of the report contract says of these notes."""


@pytest.mark.parametrize("name", WANTED)
def test_every_figure_is_that_of_the_scoring_table(name: str) -> None:
    assert as_dict(evaluate(GOLD, REPORTS))[name] == WANTED[name]


def test_confusion_and_calibration() -> None:
    figures = as_dict(evaluate(GOLD, REPORTS))
    assert figures["confusion"] == [
        {"gold": "fatigue", "given": {"fatigue": 2}},  # M62.81 or R53.1 were both fine: R53.1 was given
        {"gold": "other_cause", "given": {"generalized": 1}},
        {"gold": "none", "given": {"none": 1}},
    ]
    assert figures["calibration"]["notes"] == 3  # the note without a code has no confidence
    assert figures["calibration"]["ece"] == pytest.approx((0.09 + 0.55 + 0.2) / 3, abs=1e-3)


def test_differences_hold_ids_and_keys_but_no_words_of_a_note() -> None:
    misses = evaluate(GOLD, REPORTS).misses
    assert ("b", "primary", "WRONG", "want M62.84; got M62.81") in [
        (m.id, m.kind, m.what, m.key) for m in misses
    ]
    assert not any("Quad" in m.key or "Hip" in m.key for m in misses)


def test_a_bilateral_grade_equals_a_left_and_a_right_one() -> None:
    scores = evaluate(GOLD[:1], REPORTS)
    assert scores.counts["strength"].hits == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": None}, "note a has no text"),
        ({"text_sha256": "0" * 64}, "note a has another text"),
        ({"text": "other words"}, "note a: the quote of strength item 1 is not in the text"),
    ],
)
def test_gold_that_cannot_be_compared(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadGoldError, match=sentence):
        evaluate([GOLD[0] | change], REPORTS)


def test_occurrences_are_counted_with_overlaps() -> None:
    assert occurrence("4/5, +4/5", "4/5", 2) == (6, 9)
    assert occurrence("aaa", "aa", 2) == (1, 3)
    assert occurrence("4/5", "4/5", 2) is None


def test_matching_is_one_to_one() -> None:
    key = ("fatigue", "present")
    assert match([(key, (0, 5))], [(key, (3, 8)), (key, (4, 6))]) == (1, [], [(key, (4, 6))])
    assert match([(key, (0, 5))], [(key, (5, 8))]) == (0, [(key, (0, 5))], [(key, (5, 8))])
