"""The page: no line beyond its width, nothing on it that steers a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rehabcode.cli.page import Page, Span, visible, wrap

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@given(st.text(max_size=300), st.integers(24, 80), st.text(max_size=12), st.integers(0, 8))
def test_no_line_is_wider_than_the_page(text: str, width: int, lead: str, indent: int) -> None:
    """Wide characters count double, marks not at all."""
    page = Page(width=width)
    page.put([text, Span(text, "bold")], lead=lead, indent=indent, hang=indent + 6)
    assert all(cell_len(line) <= width for line in page.lines)


@given(st.text(max_size=200), st.integers(4, 80))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    """Every printed character is still there, in order."""
    lines = wrap(text, width)
    assert "".join(part.text for line in lines for part in line).replace(" ", "") == visible(text).replace(
        " ", ""
    )


@given(st.text(max_size=200))
def test_nothing_steers_the_terminal(text: str) -> None:
    """No control characters, line ends, direction marks or half characters get through."""
    shown = visible(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("3+/5\tR", "3+/5 R"),
        ("a\r\nb", "a  b"),
        ("\x1b[2J", "\ufffd[2J"),
        ("\u202e5/3", "5/3"),
        ("weiß 漢字 é", "weiß 漢字 é"),
        ("a\u00a0b", "a b"),
    ],
)
def test_what_is_shown_instead(given: str, shown: str) -> None:
    """A tab is a space, an escape a replacement character, a direction mark nothing."""
    assert visible(given) == shown


def test_colour_changes_nothing_but_colour() -> None:
    """Without its escape sequences, the coloured page is the plain one."""
    plain, colour = Page(), Page(colour=True)
    for page in (plain, colour):
        page.heading("Why")
        page.put(["hip ", Span("3+/5", "mark"), " both sides " * 20], lead=Span("M62.81", "code"), hang=10)
        page.rule()
    assert "\x1b[" in colour.text()
    assert ESCAPES.sub("", colour.text()) == plain.text()
    assert "\x1b" not in plain.text()


def test_ascii_stands_in_where_the_console_has_no_signs() -> None:
    """Old consoles get dashes and arrows of ASCII."""
    page = Page(fancy=False)
    page.rule()
    page.put("fix", lead=page.sign("arrow"))
    assert page.text().isascii()
