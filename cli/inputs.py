"""Arguments, pipe or terminal -> notes, one after the other; what cannot be read gives its ``UserError``."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from rehabcode.cli import records, terminal
from rehabcode.cli.decoding import MAX_BYTES, decode
from rehabcode.cli.note import Note
from rehabcode.cli.problems import Exit, UserError, tell

RECORD_SUFFIXES = (".jsonl", ".ndjson")
STDIN = "-"


def several(paths: Sequence[str]) -> bool:
    """Whether more than one report may come out of ``paths`` (then ``--format json`` is an array)."""
    return len(paths) > 1 or any(path.lower().endswith(RECORD_SUFFIXES) for path in paths)


def notes(paths: Sequence[str], *, quiet: bool = False) -> Iterator[Note | UserError]:
    """Yield the notes of ``paths`` in order; without any, of standard input (asked for on a terminal)."""
    for path in paths or (STDIN,):
        try:
            yield from _stdin(quiet) if path == STDIN else _file(path)
        except UserError as problem:
            yield problem
        except OSError as error:
            yield UserError(path, f"cannot be read: {error.strerror or type(error).__name__}")


def _stdin(quiet: bool) -> Iterator[Note | UserError]:
    if sys.stdin is None or sys.stdin.closed:
        raise UserError("standard input", "is closed; name a file", Exit.WRONG_USE)
    if sys.stdin.isatty():
        if not quiet:
            end = "Ctrl-Z, then Enter" if os.name == "nt" else "Ctrl-D"
            tell(f"paste the note, then press {end}")
        yield _note(terminal.paste(), "pasted note", "note")
        return
    yield from _stream(sys.stdin.buffer, "standard input", "note")


def _file(path: str) -> Iterator[Note | UserError]:
    if "\n" in path or "\r" in path or len(path) > 1000:
        raise UserError(
            "",
            "the argument is a note, not the name of a file; paste or pipe the note instead",
            Exit.WRONG_USE,
        )
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(open(path, "rb"))
        except FileNotFoundError:
            raise UserError(path, "no such file; check the name", Exit.WRONG_USE) from None
        except IsADirectoryError:
            raise _directory(path) from None
        except PermissionError:
            if Path(path).is_dir():  # what Windows says of a folder
                raise _directory(path) from None
            raise
        if path.lower().endswith(RECORD_SUFFIXES):
            yield from _records(stream, path)
        else:
            yield _note(stream.read(MAX_BYTES + 1), path, path)


def _directory(path: str) -> UserError:
    return UserError(path, "is a folder; name the files in it", Exit.WRONG_USE)


def _stream(stream: BinaryIO, place: str, note_id: str) -> Iterator[Note | UserError]:
    """Yield what a pipe holds: JSON Lines when its first line is a record, else one note."""
    first = stream.readline(records.MAX_LINE)
    if records.looks_like_record(first):
        yield from records.notes_of(_Rest(first, stream), place)
    else:
        more = stream.read(max(0, MAX_BYTES + 1 - len(first))) if len(first) <= MAX_BYTES else b""
        yield _note(first + more, place, note_id)


def _records(stream: io.BufferedReader, name: str) -> Iterator[Note | UserError]:
    found = False
    for item in records.notes_of(records.recoded(stream, stream.peek(2)[:2]), name):
        found = True
        yield item
    if not found:
        raise UserError(name, 'is empty; it should hold one {"id": "...", "text": "..."} a line')


def _note(data: bytes, place: str, note_id: str) -> Note:
    decoded = decode(data, place)
    return Note(
        text=decoded.text,
        id=note_id,
        place=place,
        notices=(decoded.notice,) if decoded.notice else (),
    )


class _Rest:
    """A stream with its first line put back."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first = first
        self._stream = stream

    def readline(self, size: int, /) -> bytes:
        first, self._first = self._first, b""
        return first or self._stream.readline(size)
