"""Rows of the lexicons: the phrases that one row stands for."""

from __future__ import annotations

import pytest

from rehabcode.nlp.lexicon import combinations, context_rules, target_rules


@pytest.mark.parametrize(
    ("row", "phrases"),
    [
        ("foot drop", ("foot drop",)),
        ("{radial|ulnar} palsy", ("radial palsy", "ulnar palsy")),
        ("tibial {nerve |}palsy", ("tibial nerve palsy", "tibial palsy")),
        ("internal|external", ("internal|external",)),
    ],
)
def test_a_row_with_alternatives(row: str, phrases: tuple[str, ...]) -> None:
    assert combinations(row) == phrases


def test_no_phrase_keeps_a_brace() -> None:
    assert not [
        r.literal for r in (*target_rules(), *context_rules()) if "{" in r.literal or "}" in r.literal
    ]
