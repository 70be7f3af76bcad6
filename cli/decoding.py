"""Bytes of a file or pipe -> the text of a note, exactly as given, or one sentence why not.

Line ends stay as they are: offsets count code points of the text as given.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from rehabcode.cli.problems import UserError

MAX_BYTES = 2_000_000
"""Longest note read, in bytes: far above any real note, low enough to keep memory and time in hand."""

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "is a PDF; copy its text out, or save it as text"),
    (b"PK\x03\x04", "is a Word, Excel or zip file; save the note as plain text (.txt)"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or Excel file; save the note as plain text (.txt)"),
    (b"{\\rtf", "is RTF; save the note as plain text (.txt)"),
    (b"\x89PNG", "is a picture; only text can be read"),
    (b"\xff\xd8\xff", "is a picture; only text can be read"),
    (b"GIF8", "is a picture; only text can be read"),
    (b"\x1f\x8b", "is gzip-compressed; unpack it first"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text and, where the encoding had to be guessed, a sentence that says so."""

    text: str
    notice: str | None = None


def decode(data: bytes, place: str, limit: int = MAX_BYTES) -> Decoded:
    r"""Return the text of ``data``: UTF-8, UTF-16 with a byte order mark, else Windows-1252 with a notice.

    Raises
    ------
    UserError
        When it is no text: binary, NUL bytes, undecodable, too long or empty.

    Examples
    --------
    >>> decode(b"Hip flexion 3+/5\r\n", "note.txt").text
    'Hip flexion 3+/5\r\n'
    >>> decode(b"Pt\x92s gait", "note.txt").notice
    'byte 2 is not UTF-8; read as Windows-1252'
    """
    if len(data) > limit:
        raise too_long(place)
    for signature, remedy in SIGNATURES:
        if data.startswith(signature):
            raise UserError(place, remedy)
    decoded = _decode(data, place)
    return Decoded(usable(decoded.text, place), decoded.notice)


def too_long(place: str) -> UserError:
    """Return the problem of a note beyond ``MAX_BYTES``."""
    return UserError(
        place,
        f"is longer than {MAX_BYTES // 1_000_000} MB, the most read as one note; "
        "split it into one file a note, or a .jsonl file with one note a line",
    )


def usable(text: str, place: str) -> str:
    """Return ``text`` when a note can be read in it.

    Raises
    ------
    UserError
        When it is empty, holds NUL or mostly control characters, or half of a surrogate pair.
    """
    if not text:
        raise UserError(place, "is empty; give it the text of a note")
    if text.isspace():
        raise UserError(place, "holds only white space; give it the text of a note")
    if (nul := text.find("\0")) >= 0:
        raise UserError(place, f"holds a NUL character at character {nul}; save it again as UTF-8 text")
    if not text.isascii() and (lone := LONE_SURROGATE.search(text)):
        raise UserError(
            place,
            f"holds half of a surrogate pair (U+{ord(lone.group()):04X}) at character {lone.start()}; "
            "export it again as valid UTF-8",
        )
    controls = len(_CONTROL.findall(text))
    if controls * 50 > len(text):
        raise UserError(place, "is binary, not text; save the note as plain text (.txt)")
    return text


def _decode(data: bytes, place: str) -> Decoded:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return Decoded(data.decode("utf-16"))
        except UnicodeDecodeError as error:
            raise UserError(
                place, f"is broken UTF-16 at byte {error.start}; save it again as UTF-8 text"
            ) from None
    if (nul := data.find(b"\0")) >= 0:
        raise UserError(place, _nul_sentence(data, nul))
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _decode_windows(data, place, _offset_of(error, data))


def _offset_of(error: UnicodeDecodeError, data: bytes) -> int:
    # The "utf-8-sig" codec counts from behind the mark.
    return error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)


def _decode_windows(data: bytes, place: str, bad: int) -> Decoded:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UserError(
            place,
            f"is neither UTF-8 (byte {bad}) nor Windows-1252 (byte {error.start}); "
            "save it again as UTF-8 text",
        ) from None
    if control := _CONTROL.search(text):
        # One character is one byte in Windows-1252. Text that is not UTF-8 gets no benefit of the doubt.
        raise UserError(
            place,
            f"is binary, not text (control character at byte {control.start()}); "
            "save the note as plain text (.txt)",
        )
    return Decoded(text, f"byte {bad} is not UTF-8; read as Windows-1252")


def _nul_sentence(data: bytes, nul: int) -> str:
    head = data[:2000]
    if head[1::2].count(0) * 10 > len(head[1::2]) * 8 or head[0::2].count(0) * 10 > len(head[0::2]) * 8:
        return "looks like UTF-16 without a byte order mark; save it again as UTF-8 text"
    return f"holds NUL bytes (the first at byte {nul}), so it is no plain text; save it again as UTF-8 text"
