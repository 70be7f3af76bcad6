"""JSON Lines of notes, read as a stream: one line in memory at a time, a bad line costs only itself."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol, cast

from rehabcode.cli.decoding import MAX_BYTES, decode, too_long, usable
from rehabcode.cli.note import Note
from rehabcode.cli.problems import UserError

MAX_LINE = 8 * MAX_BYTES
"""Longest line held in memory: a note of ``MAX_BYTES`` with every character escaped, and its other fields."""


class Lines(Protocol):
    """What hands over lines of bytes, in pieces of at most ``size``."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line or the next piece of it; empty at the end."""


def looks_like_record(line: bytes) -> bool:
    """Whether a first line is a JSON object with a "text" field (then what follows it is JSON Lines)."""
    if not line.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return False
    try:
        return "text" in parse(decode(line, "", MAX_LINE).text, "")
    except UserError:
        return False


def notes_of(stream: Lines, name: str) -> Iterator[Note | UserError]:
    """Yield the note of every line of ``stream``, in order; a line that holds none gives its ``UserError``.

    Parameters
    ----------
    stream
        Open binary stream; UTF-8 with or without byte order mark, UTF-16 with one.
    name
        Name of the file in messages and, with the row, the id of notes that have none.
    """
    row = 0
    try:
        for row, line in enumerate(lines(stream), 1):
            if line is None or line.strip():
                yield _note_or_problem(line, f"{name}, row {row}", f"{name}:{row}")
    except UnicodeDecodeError:
        yield UserError(f"{name}, after row {row}", "is broken UTF-16; export it again as UTF-8")


def _note_or_problem(line: bytes | None, place: str, default_id: str) -> Note | UserError:
    if line is None:
        return too_long(place)
    try:
        decoded = decode(line, place, MAX_LINE)
        return note_of(parse(decoded.text.rstrip("\r\n"), place), place, default_id, decoded.notice)
    except UserError as problem:
        return problem


def note_of(record: dict[str, Any], place: str, default_id: str, notice: str | None = None) -> Note:
    """Return the note of one record; all fields but id and text pass through as meta."""
    text = record.get("text")
    if not isinstance(text, str):
        found = "has no" if text is None else "is no string in"
        raise UserError(place, f'{found} "text" field; a line is {{"id": "...", "text": "..."}}')
    usable(text, f'{place}, field "text"')
    if len(text) > MAX_BYTES or len(text.encode()) > MAX_BYTES:
        raise too_long(place)
    given = record.get("id")
    if given is not None and not isinstance(given, str | int | float):
        raise UserError(place, 'has an "id" that is neither a string nor a number')
    meta = {key: value for key, value in record.items() if key not in ("id", "text")}
    return Note(
        text=text,
        id=default_id if given is None else str(given),
        place=place,
        meta=meta,
        notices=(notice,) if notice else (),
    )


def parse(line: str, place: str) -> dict[str, Any]:
    """Return the JSON object of a line.

    Raises
    ------
    UserError
        When it is none.
    """
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise UserError(
            place, f"is not valid JSON (character {error.pos}); write one JSON object a line"
        ) from None
    except (RecursionError, ValueError):
        raise UserError(place, "is JSON nested too deep or with a number too long; simplify it") from None
    if not isinstance(record, dict):
        raise UserError(place, 'is no JSON object; a line is {"id": "...", "text": "..."}')
    return record


def lines(stream: Lines) -> Iterator[bytes | None]:
    """Yield the lines of ``stream``; None for one longer than ``MAX_LINE``, which is read past in pieces."""
    too_much = False
    for piece in iter(lambda: stream.readline(MAX_LINE), b""):
        ended = piece.endswith(b"\n")
        if too_much or not (ended or len(piece) < MAX_LINE):
            if ended or len(piece) < MAX_LINE:
                yield None
            too_much = not (ended or len(piece) < MAX_LINE)
            continue
        yield piece
    if too_much:
        yield None


def recoded(stream: BinaryIO, head: bytes) -> BinaryIO:
    """Return ``stream`` as UTF-8 bytes when ``head``, its first bytes, carry a UTF-16 byte order mark."""
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return stream
    return cast(BinaryIO, io.BufferedReader(_Utf16(stream)))


class _Utf16(io.RawIOBase):
    """UTF-16 read as UTF-8, piece by piece."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")()
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = self._stream.read(65536)
            self._rest = self._decoder.decode(piece, final=not piece).encode()
            if not piece and not self._rest:
                return 0
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
