"""JSON Lines: one note a line, a bad line costs only itself."""

from __future__ import annotations

import codecs
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabcode.cli import records
from rehabcode.cli.note import Note
from rehabcode.cli.problems import UserError


def read(data: bytes) -> list[Note | UserError]:
    """Return what the lines of ``data`` hold."""
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[type-var]
    return list(records.notes_of(records.recoded(stream, data[:2]), "n.jsonl"))


BAD_LINES = [
    (b"{", "is not valid JSON (character 1)"),
    (b'{"text": "weak', "is not valid JSON"),
    (b'["weak"]', "is no JSON object"),
    (b'"weak"', "is no JSON object"),
    (b'{"id": "a"}', 'has no "text" field'),
    (b'{"text": null}', 'has no "text" field'),
    (b'{"text": 5}', 'is no string in "text" field'),
    (b'{"text": ""}', 'field "text": is empty'),
    (b'{"text": " \\n"}', "holds only white space"),
    (b'{"text": "weak \\ud83d leg"}', "half of a surrogate pair (U+D83D) at character 5"),
    (b'{"text": "weak\\u0000"}', "NUL character at character 4"),
    (b'{"text": "weak", "id": ["a"]}', '"id" that is neither a string nor a number'),
    (b"[" * 100_000, "nested too deep"),
    (b'{"text": "weak", "n": ' + b"9" * 5000 + b"}", "a number too long"),
    (b'{"text": "' + b"weak " * 500_000 + b'"}', "is longer than 2 MB"),
    (b"\xff\x81", "neither UTF-8 (byte 0) nor Windows-1252"),
]


@pytest.mark.parametrize(("line", "sentence"), BAD_LINES, ids=[sentence for _, sentence in BAD_LINES])
def test_a_bad_line_costs_only_itself(line: bytes, sentence: str) -> None:
    """Its sentence names file and row; the lines before and behind it are read."""
    before, bad, after = read(b'{"text": "one"}\n' + line + b'\n{"text": "two"}')
    assert isinstance(bad, UserError)
    assert str(bad).startswith("n.jsonl, row 2")
    assert sentence in str(bad)
    assert "weak" not in str(bad)
    assert [item.text for item in (before, after) if isinstance(item, Note)] == ["one", "two"]


def test_other_fields_pass_through() -> None:
    """``id`` may be a number; without one, file and row stand for it."""
    first, second = read(b'{"id": 7, "text": "a\\r\\nb", "therapist": "T1", "n": [1]}\n\n{"text": "c"}\n')
    assert isinstance(first, Note)
    assert (first.id, first.text, first.meta) == ("7", "a\r\nb", {"therapist": "T1", "n": [1]})
    assert isinstance(second, Note)
    assert (second.id, second.place) == ("n.jsonl:3", "n.jsonl, row 3")


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)],
)
def test_byte_order_marks(encoding: str, mark: bytes) -> None:
    """Exports of Windows programs start with one."""
    lines = '{"text": "漢 3+/5"}\r\n{"text": "b"}\r\n'
    found = read(mark + lines.encode(encoding))
    assert [item.text for item in found if isinstance(item, Note)] == ["漢 3+/5", "b"]


def test_broken_utf_16_is_told() -> None:
    """What cannot be decoded ends the file with a sentence."""
    (problem,) = read(codecs.BOM_UTF16_LE + b"{\x00\x00\xd8a\x00")
    assert "broken UTF-16" in str(problem)


def test_a_windows_1252_line_is_read_with_a_notice() -> None:
    """The notice is about the line."""
    (note,) = read(b'{"text": "Pt\x92s leg"}')
    assert isinstance(note, Note)
    assert note.text == "Pt’s leg"
    assert note.notices == ("byte 12 is not UTF-8; read as Windows-1252",)


class Endless(io.RawIOBase):
    """A file made while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Hand over the next piece."""
        self._rest = self._rest or next(self._pieces, b"")
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def test_memory_stays_flat() -> None:
    """20 MB of lines are never held together."""
    line = json.dumps({"text": "weak " * 400}).encode() + b"\n"
    stream = io.BufferedReader(Endless(line for _ in range(10_000)))
    tracemalloc.start()
    count = sum(isinstance(item, Note) for item in records.notes_of(stream, "n"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 2_000_000


def test_an_endless_line_is_read_past(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line beyond the limit is never held whole, and the next one is read."""
    monkeypatch.setattr(records, "MAX_LINE", 1000)
    long, note = read(b"x" * 9_999 + b'\n{"text": "a"}\n')
    assert "is longer than" in str(long)
    assert isinstance(note, Note)
    assert note.place == "n.jsonl, row 2"


@pytest.mark.parametrize(
    ("line", "is_record"),
    [
        (b'{"id": "a", "text": "weak"}\n', True),
        (b'\xef\xbb\xbf{"text": "weak"}\n', True),
        (b"{not a record} hip flexion 3+/5\n", False),
        (b'{"note": "weak"}\n', False),
        (b"S: weak\n", False),
        (b"", False),
    ],
)
def test_a_pipe_of_records_is_told_from_a_note(line: bytes, is_record: bool) -> None:
    """The first line decides."""
    assert records.looks_like_record(line) is is_record


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))).filter(lambda t: bool(t.strip()))))
def test_every_line_comes_back(texts: list[str]) -> None:
    """Written by json.dumps, escaped or not, a note reads as it was."""
    lines = "".join(json.dumps({"text": text}, ensure_ascii=len(text) % 2 == 0) + "\n" for text in texts)
    assert [note.text for note in read(lines.encode()) if isinstance(note, Note)] == texts


@given(st.binary(max_size=300))
def test_any_bytes_give_notes_or_sentences(data: bytes) -> None:
    """Nothing is raised, whatever the file holds."""
    for item in read(data):
        assert isinstance(item, Note | UserError)
