"""The words that patterns are built of."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from rehabcode.nlp.lexicon import rows
from rehabcode.nlp.reader_words import either, words

LISTS = sorted({(row["reader"], row["list"]) for row in rows("reader_words")})


def test_words_of_a_list() -> None:
    assert words("procedures", "assistant") == ("cq", "co")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vaccine", "vaccine"),  # any ending
        ("restriction", "restriction"),  # with and without the letter in braces
        ("restrictions", "restrictions"),
        ("shots", "shot"),  # nothing said of the end
        ("the shot", None),
    ],
)
def test_a_list_as_a_pattern(text: str, found: str | None) -> None:
    m = re.match(either("covid", "ignore"), text)
    assert (m and m.group()) == found


def test_a_whole_word() -> None:
    assert re.match(either("covid", "active"), "pos ")
    assert not re.match(either("covid", "active"), "post")


@pytest.mark.parametrize(("reader", "name"), LISTS)
def test_every_list_is_read_by_its_reader(reader: str, name: str) -> None:
    assert re.search(
        rf"""(["']){name}\1""", files("rehabcode.nlp").joinpath(f"{reader}.py").read_text("utf-8")
    )


def test_no_word_twice_in_a_list() -> None:
    each = [(row["reader"], row["list"], row["phrase"]) for row in rows("reader_words")]
    assert len(each) == len(set(each))
