"""Bytes in, the text as given out; or one sentence that names the file and the remedy."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabcode.cli.decoding import MAX_BYTES, decode
from rehabcode.cli.problems import UserError

NOTE = "Hip flexion 3+/5 R, 4\u2212/5 L \u00bd\r\n\u200fTUG 18 s"

READ = [
    pytest.param(NOTE.encode(), id="utf-8"),
    pytest.param(codecs.BOM_UTF8 + NOTE.encode(), id="utf-8 with byte order mark"),
    pytest.param(codecs.BOM_UTF16_LE + NOTE.encode("utf-16-le"), id="utf-16 little endian with mark"),
    pytest.param(codecs.BOM_UTF16_BE + NOTE.encode("utf-16-be"), id="utf-16 big endian with mark"),
]

REFUSED = [
    pytest.param(b"", "is empty", id="empty"),
    pytest.param(codecs.BOM_UTF8, "is empty", id="only a byte order mark"),
    pytest.param(b" \r\n\t\xc2\xa0", "holds only white space", id="white space"),
    pytest.param(b"Hip 3+/5\x00", "NUL bytes (the first at byte 8)", id="NUL byte"),
    pytest.param(
        "Hip 3+/5".encode("utf-16-le"), "UTF-16 without a byte order mark", id="utf-16 without mark"
    ),
    pytest.param(codecs.BOM_UTF16_LE + b"H\x00i\x00\x00\xd8", "broken UTF-16 at byte 6", id="broken utf-16"),
    pytest.param(
        b"Hip \x81 3/5 \xff", "neither UTF-8 (byte 4) nor Windows-1252 (byte 4)", id="no known encoding"
    ),
    pytest.param(
        codecs.BOM_UTF8 + b"Hip \x81", "neither UTF-8 (byte 7) nor", id="offset counts the byte order mark"
    ),
    pytest.param(b"\x02\x93\x94\x05\xe9", "is binary", id="binary, not utf-8"),
    pytest.param(b"\x01\x02\x03\x04abc", "is binary", id="binary, though utf-8"),
    pytest.param(b"%PDF-1.7 ...", "is a PDF", id="pdf"),
    pytest.param(b"PK\x03\x04....", "is a Word, Excel or zip file", id="docx"),
    pytest.param(b"{\\rtf1 Hip 3/5}", "is RTF", id="rtf"),
    pytest.param(b"weak " * (MAX_BYTES // 5 + 1), "is longer than 2 MB", id="too long"),
]


@pytest.mark.parametrize("data", READ)
def test_text_is_read_as_given(data: bytes) -> None:
    """Line ends and direction marks stay: offsets count the text as given."""
    assert decode(data, "note.txt") == (NOTE, None)


@pytest.mark.parametrize(("data", "sentence"), REFUSED)
def test_what_is_no_note_gets_one_sentence(data: bytes, sentence: str) -> None:
    """The sentence names the file and holds nothing of its content."""
    with pytest.raises(UserError) as refused:
        decode(data, "note.txt")
    told = str(refused.value)
    assert told.startswith("note.txt: ")
    assert sentence in told
    assert "Hip" not in told
    assert "\n" not in told


def test_windows_1252_is_read_with_a_notice() -> None:
    """Curly quotes of old editors: 0x92 is no UTF-8."""
    assert decode(b"Pt\x92s hip 3+/5", "n") == ("Pt’s hip 3+/5", "byte 2 is not UTF-8; read as Windows-1252")


def test_the_longest_note_is_read() -> None:
    """The limit itself is allowed."""
    assert len(decode(b"w" * MAX_BYTES, "n").text) == MAX_BYTES


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"))


@given(TEXTS.filter(lambda text: bool(text.strip())), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_survives_any_encoding_with_a_mark(text: str, encoding: str) -> None:
    """Whatever the script, decoding gives back what was encoded."""
    data = text.encode(encoding)
    if not data.startswith((b"%PDF", b"PK", b"GIF8", b"{\\rtf")):
        assert decode(data, "n").text == text


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    """Nothing else is ever raised, and the sentence is short and printable."""
    text, told = decoded_or_told(data)
    if text is None:
        assert told.isprintable()
        assert len(told) < 160
    else:
        assert text.strip()
        assert "\0" not in text
        text.encode()


def decoded_or_told(data: bytes) -> tuple[str | None, str]:
    """Return the text, or what the user is told."""
    try:
        return decode(data, "note.txt").text, ""
    except UserError as refused:
        return None, str(refused)
