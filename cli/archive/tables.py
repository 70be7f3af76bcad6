"""CSV, JSON Lines and Parquet: cut into ranges by one cheap pass, and read range by range.

Cutting and reading use the same parser, so a range always begins where a record begins.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, BinaryIO

from rehabcode.cli import records
from rehabcode.cli.archive import columns, fhir, opening
from rehabcode.cli.archive.source import Columns, Kind, Layout, Piece, Source
from rehabcode.cli.decoding import decode, too_long
from rehabcode.cli.note import Note
from rehabcode.cli.problems import UserError

BLOCK = 1 << 20
MAX_FIELD = records.MAX_LINE
csv.field_size_limit(MAX_FIELD)


class Lines:
    """Lines of a stream as text, byte for character, with the offset behind the last one handed out.

    A line beyond ``MAX_FIELD`` is dropped (told by ``dropped``): nothing longer is held in memory.
    """

    def __init__(self, stream: BinaryIO, start: int, stop: int | None = None) -> None:
        self.stream = stream
        self.offset = start
        self._stop = stop
        self.held: list[str] = []
        """Lines handed out since the record began: they are read again when it turns out to be broken."""
        self._again: list[str] = []
        self._size = 0

    def begin(self) -> None:
        """Say that a record begins."""
        self.held.clear()
        self._size = 0

    def back(self) -> None:
        """Give up the record: its first line is lost, the others are handed out again."""
        later = self.held[1:]
        self._again = later + self._again
        self.offset -= sum(map(len, later))
        self.begin()

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        if self._again:
            line = self._again.pop(0)
        elif self._stop is not None and self.offset >= self._stop:
            raise StopIteration
        else:
            line = self.stream.readline(MAX_FIELD).decode("latin-1")
        if not line:
            raise StopIteration
        self.offset += len(line)
        self._size += len(line)
        self.held.append(line)
        if self._size > 2 * MAX_FIELD:
            raise csv.Error
        return line


def rows_of(lines: Lines, delimiter: str) -> Iterator[list[str] | None]:
    """Yield the records of a CSV; None for a broken one, of which only the first line is lost."""
    while True:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            lines.begin()
            for row in reader:
                yield row
                lines.begin()
            return
        except csv.Error:
            if not lines.held:
                return
            lines.back()
            yield None


def cut(source: Source, size: int, asked: Mapping[str, str | None]) -> Iterator[Piece]:
    """Yield the ranges of a table, each of about ``size`` bytes; what cannot be cut gives a piece that
    says why.
    """
    if source.member or source.suffixes[1]:
        size = max(size, source.size // 4)  # every range is unpacked from the beginning
    try:
        if source.kind is Kind.PARQUET:
            yield from _cut_parquet(source, size, asked)
            return
        with opening.opened(source) as stream:
            cutter = _cut_csv if source.kind is Kind.CSV else _cut_lines
            yield from cutter(source, stream, size, asked)
    except UserError as problem:
        yield Piece(source=source, problem=problem.sentence)


def notes_of(piece: Piece) -> Iterator[Note | UserError]:
    """Yield the notes of a range; what is wrong with a row costs only that row."""
    if piece.source.kind is Kind.PARQUET:
        yield from _read_parquet(piece)
        return
    if piece.data is not None:
        yield from _read(piece, io.BytesIO(piece.data), 0, len(piece.data))
        return
    with opening.opened(piece.source) as stream:
        opening.skip_to(stream, piece.start)
        yield from _read(piece, stream, piece.start, piece.stop)


def _read(piece: Piece, stream: BinaryIO, start: int, stop: int) -> Iterator[Note | UserError]:
    reader = _read_csv if piece.source.kind is Kind.CSV else _read_lines
    return reader(piece, stream, start, stop)


# CSV


def _header(lines: Lines, source: Source, asked: Mapping[str, str | None]) -> Layout:
    first = lines.stream.readline(MAX_FIELD).decode("latin-1") if source.kind is Kind.CSV else ""
    mark = "\xef\xbb\xbf"
    delimiter = "\t" if source.suffixes[0] == ".tsv" else _delimiter(first)
    lines.offset += len(mark) * first.startswith(mark)
    lines._again = [first.removeprefix(mark)] if first.removeprefix(mark) else []
    row = next(rows_of(lines, delimiter), None)
    lines._again = []
    if not row:
        raise UserError(source.name, "has no header that can be read; its first line should name the columns")
    header = tuple(_field(name) for name in row)
    return Layout(
        columns=columns.choose(header, dict(asked), source.name), header=header, delimiter=delimiter
    )


def _delimiter(line: str) -> str:
    """Return the delimiter that stands most often in the header."""
    return max((",", ";", "\t", "|"), key=line.count)


def _cut_csv(source: Source, stream: BinaryIO, size: int, asked: Mapping[str, str | None]) -> Iterator[Piece]:
    lines = Lines(stream, 0)
    layout = _header(lines, source, asked)
    start = lines.offset
    row = first = 2
    for _ in rows_of(lines, layout.delimiter):
        row += 1
        if lines.offset - start >= size:
            yield _range(source, start, lines.offset, first, row, layout)
            start, first = lines.offset, row
    if row > first:
        yield _range(source, start, lines.offset, first, row, layout)


def _range(source: Source, start: int, stop: int, first: int, row: int, layout: Layout) -> Piece:
    return Piece(
        source=source, start=start, stop=stop, row=first, rows=row - first, weight=stop - start, layout=layout
    )


def _read_csv(piece: Piece, stream: BinaryIO, start: int, stop: int) -> Iterator[Note | UserError]:
    assert piece.layout is not None
    header = piece.layout.header
    lines = Lines(stream, start, stop)
    for row, fields in enumerate(rows_of(lines, piece.layout.delimiter), piece.row):
        place = f"{piece.source.name}, row {row}"
        if fields is None:
            yield UserError(place, "is broken (a quote is not closed, or not doubled, or a field has no end)")
        elif not fields:
            continue
        elif len(fields) != len(header):
            yield UserError(
                place, f"has {len(fields)} fields where the header has {len(header)}; is a quote missing?"
            )
        else:
            yield from _csv_note(dict(zip(header, fields, strict=True)), piece, row, place)


def _csv_note(fields: dict[str, str], piece: Piece, row: int, place: str) -> Iterator[Note | UserError]:
    assert piece.layout is not None
    text = piece.layout.columns.text
    try:
        decoded = decode(fields.pop(text).encode("latin-1"), f"{place}, column {text}")
        record = {name: _field(value) for name, value in fields.items()}
        yield _note({**record, text: decoded.text}, piece, row, place, decoded.notice)
    except UserError as problem:
        yield problem


def _field(value: str) -> str:
    """Return a field that was read byte for character."""
    if value.isascii():
        return value
    raw = value.encode("latin-1")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


# JSON Lines


def _cut_lines(
    source: Source, stream: BinaryIO, size: int, asked: Mapping[str, str | None]
) -> Iterator[Piece]:
    first_line = stream.readline(MAX_FIELD)
    layout = first_record(first_line, source, asked)
    start, offset, row, first = 0, len(first_line), 1, 1
    row += first_line.endswith(b"\n")
    open_line = not first_line.endswith(b"\n") and bool(first_line)
    while block := stream.read(BLOCK):
        ends = _ends(block, offset, start, size)
        for end in ends:
            inside = end - offset
            counted = block.count(b"\n", 0, inside)
            block, offset, row = block[inside:], end, row + counted
            yield _range(source, start, end, first, row, layout)
            start, first = end, row
        row += block.count(b"\n")
        offset += len(block)
        open_line = not block.endswith(b"\n") if block else False
    if offset > start:
        yield _range(source, start, offset, first, row + open_line, layout)


def _ends(block: bytes, offset: int, start: int, size: int) -> list[int]:
    """Return the ends of ranges inside a block: the first line end behind every ``size`` bytes."""
    ends: list[int] = []
    while True:
        at = block.find(b"\n", max(0, start + size - 1 - offset))
        if at < 0:
            return ends
        start = offset + at + 1
        ends.append(start)


def first_record(line: bytes, source: Source, asked: Mapping[str, str | None]) -> Layout:
    """Return which fields are what, by the first record; all later ones may lack some."""
    try:
        record = records.parse(decode(line, source.name, MAX_FIELD).text, source.name)
    except UserError:
        record = {"text": ""}  # that row is told when it is read; the usual names hold for the others
    if fhir.is_resource(record):
        return Layout(columns=Columns(text="attachment", id="id", date="date", therapist="therapist"))
    return Layout(columns=columns.choose(list(record), dict(asked), source.name))


def _read_lines(piece: Piece, stream: BinaryIO, start: int, stop: int) -> Iterator[Note | UserError]:
    left = _Bounded(stream, stop - start)
    for row, line in enumerate(records.lines(left), piece.row):
        place = f"{piece.source.name}, row {row}"
        if line is None:
            yield too_long(place)
        elif line.strip():
            yield from _json_notes(line, piece, row, place)


class _Bounded:
    """The next bytes of a stream, line by line."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._left = size

    def readline(self, size: int, /) -> bytes:
        line = self._stream.readline(min(size, self._left))
        self._left -= len(line)
        return line


def _json_notes(line: bytes, piece: Piece, row: int, place: str) -> Iterator[Note | UserError]:
    try:
        decoded = decode(line, place, MAX_FIELD)
        record = records.parse(decoded.text, place)
        if fhir.is_resource(record):
            yield from fhir.notes_of(record, place, f"{piece.source.name}:{row}")
            return
        yield _note(record, piece, row, place, decoded.notice)
    except UserError as problem:
        yield problem


def _note(record: dict[str, Any], piece: Piece, row: int, place: str, notice: str | None) -> Note:
    """Return the note of a record whose columns may have other names than ``text`` and ``id``."""
    assert piece.layout is not None
    chosen = piece.layout.columns
    renamed = {key: value for key, value in record.items() if key not in (chosen.text, chosen.id)}
    meta = {key: value for key, value in renamed.items() if key not in ("text", "id")}
    basic = {"text": record.get(chosen.text), "id": record.get(chosen.id) if chosen.id else None}
    if basic["id"] == "":
        basic["id"] = None
    note = records.note_of(basic, place, f"{piece.source.name}:{row}", notice)
    return replace(note, meta=meta)


# Parquet


def _cut_parquet(source: Source, size: int, asked: Mapping[str, str | None]) -> Iterator[Piece]:
    with _Parquet(source) as file:
        header = tuple(file.schema_arrow.names)
        chosen = columns.choose(header, dict(asked), source.name)
        for group in range(file.metadata.num_row_groups):
            about = file.metadata.row_group(group)
            layout = Layout(columns=chosen, header=header, group=group)
            each = max(1, about.total_byte_size // max(1, about.num_rows))
            step = max(1, max(size, about.total_byte_size // 8) // each)
            for start in range(0, about.num_rows, step):
                rows = min(step, about.num_rows - start)
                yield Piece(
                    source=source,
                    start=start,
                    stop=start + rows,
                    row=start + 1,
                    rows=rows,
                    weight=rows * each,
                    layout=layout,
                )


class _Parquet:
    """A Parquet file, opened; what is wrong with it becomes a sentence."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._file: Any = None
        self._raw: Any = None

    def __enter__(self) -> Any:
        pq = opening.needed("pyarrow.parquet", "pyarrow", self._source.name)
        source = self._source
        try:
            if source.member or source.suffixes[1]:
                data = opening.whole(source)
                if len(data) > opening.MAX_WHOLE:
                    raise UserError(
                        source.name, "is a packed Parquet file of more than 256 MB; unpack it first"
                    )
                self._raw = io.BytesIO(data)
            else:
                with opening.opened(source):
                    pass
                self._raw = opening.open_raw(source.address)
            self._file = pq.ParquetFile(self._raw)
        except (UserError, OSError):
            self.close()
            raise
        except Exception as error:
            self.close()
            raise UserError(source.name, f"is damaged or no Parquet file ({type(error).__name__})") from None
        return self._file

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.close()
        if isinstance(error, Exception) and type(error).__module__.startswith("pyarrow"):
            raise UserError(self._source.name, f"is damaged ({type(error).__name__})") from None

    def close(self) -> None:
        for opened in (self._file, self._raw):
            if opened is not None:
                opened.close()


def _read_parquet(piece: Piece) -> Iterator[Note | UserError]:
    assert piece.layout is not None
    at = 0
    place = f"{piece.source.name}, row group {piece.layout.group + 1}"
    try:
        with _Parquet(piece.source) as file:
            for batch in file.iter_batches(batch_size=1024, row_groups=[piece.layout.group]):
                first, last = max(piece.start, at), min(piece.stop, at + len(batch))
                if first < last:
                    rows = batch.slice(first - at, last - first).to_pylist()
                    for row, record in enumerate(rows, first + 1):
                        yield _parquet_note(record, piece, row, f"{place}, row {row}")
                at += len(batch)
                if at >= piece.stop:
                    return
    except OSError as error:
        raise UserError(place, f"is damaged ({type(error).__name__})") from None


def _parquet_note(record: dict[str, Any], piece: Piece, row: int, place: str) -> Note | UserError:
    assert piece.layout is not None
    text = piece.layout.columns.text
    try:
        value = record[text]
        decoded = decode(value, place) if isinstance(value, bytes) else None
        simple = {name: _simple(item) for name, item in record.items()}
        simple[text] = decoded.text if decoded else value
        numbered = replace(
            piece, source=replace(piece.source, name=f"{piece.source.name}:{piece.layout.group + 1}")
        )
        return _note(simple, numbered, row, place, decoded.notice if decoded else None)
    except UserError as problem:
        return problem


def _simple(value: Any) -> Any:
    """Return a value as JSON has it; dates in ISO form."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return str(value)
    return value
