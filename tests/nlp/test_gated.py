"""A gate never changes what a pattern finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabcode.nlp import gated

PATTERNS = [
    (r"\b(?:vitals?|BP):? \d", re.I, ("bp", "vital")),
    (r"out of (?:five|5)", 0, ("out of ",)),
    (r"\bDOS\s*[:=]", 0, ("dos",)),
    (r"(?:wk|week)s? ?x? ?\d+", re.I, ("week", "wk")),
    (r"(?<![\d/])[0-5][+-]? ?/ ?5", 0, ("/ 5", "/5")),
    (r"(?i:prior) level|PLOF", 0, ("plof", "prior level")),
    (r"a{2}b", 0, ("a",)),
    (r"colou?r", 0, ("colo",)),
    (r"\d+|weak", 0, ()),
    (r"[^x]", 0, ()),
    (r"(?:mod|min)?", 0, ()),
    (r"(a)?(?(1)b|c)", 0, ()),
]


@pytest.mark.parametrize(("pattern", "flags", "words"), PATTERNS)
def test_what_a_match_must_hold(pattern: str, flags: int, words: tuple[str, ...]) -> None:
    """Is worked out from the pattern; nothing where there is nothing certain."""
    assert gated.needed(pattern, flags) == words


ALPHABET = st.text(st.sampled_from("VvIiTtAaLlSsBbPp: 0125/+-DOokwef uprcnmd\nKkſıİK\u00e9"), max_size=40)


@given(text=ALPHABET, start=st.integers(0, 8), size=st.integers(0, 40))
@pytest.mark.parametrize(("pattern", "flags", "words"), PATTERNS)
def test_the_same_matches(
    pattern: str, flags: int, words: tuple[str, ...], text: str, start: int, size: int
) -> None:
    """On any text and any stretch of it, with letters that only count as equal where case is ignored."""
    fast, plain = gated.compile(pattern, flags), re.compile(pattern, flags)
    end = start + size
    assert [m.span() for m in fast.finditer(text, start, end)] == [
        m.span() for m in plain.finditer(text, start, end)
    ]
    assert [m.span() for m in fast.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert fast.findall(text) == plain.findall(text)
    assert fast.sub("*", text) == plain.sub("*", text)
    found, expected = fast.search(text), plain.search(text)
    assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize("text", ["VİTALS: 1", "vıtals: 1", "vitalſ: 1", "wee\u212as 3", "BP 1"])
def test_letters_that_equal_others_only_where_case_is_ignored(text: str) -> None:
    """The long s, the dotless i and the Kelvin sign."""
    for pattern in (r"\b(?:vitals?|BP):? \d", r"(?:wk|week)s? ?x? ?\d+"):
        assert bool(gated.compile(pattern, re.I).search(text)) == bool(re.search(pattern, text, re.I))
