"""Rows of the lexicons: the phrases that one row stands for."""

from __future__ import annotations

import csv
from importlib.resources import files

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


TABLES = sorted(f.name for f in files("rehabcode.nlp.data").iterdir() if f.name.endswith(".csv"))


@pytest.mark.parametrize("name", TABLES)
def test_rows_fill_their_columns(name: str) -> None:
    header, *rows = csv.reader((files("rehabcode.nlp.data") / name).read_text(encoding="utf-8").splitlines())
    assert [row for row in rows if len(row) != len(header)] == []


@pytest.mark.parametrize("name", ["manners.csv", "limitation_categories.csv", "tests.csv", "diagnoses.csv"])
def test_one_row_a_name(name: str) -> None:
    _, *rows = csv.reader((files("rehabcode.nlp.data") / name).read_text(encoding="utf-8").splitlines())
    names = [row[0] for row in rows]
    assert len(names) == len(set(names))
