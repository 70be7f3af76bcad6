"""Pieces of a shard -> notes, each with what the flat table needs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from rehabcode.cli.archive import documents, opening, tables
from rehabcode.cli.archive.source import Columns, Kind, Piece
from rehabcode.cli.decoding import MAX_BYTES, Decoded
from rehabcode.cli.note import Note
from rehabcode.cli.problems import UserError

NO_COLUMNS = Columns()


def notes_of(piece: Piece, split: str | None) -> Iterator[Note | UserError]:
    """Yield the notes of a piece; what cannot be read gives its ``UserError``."""
    if piece.problem:
        yield UserError(piece.source.name, piece.problem)
        return
    try:
        found = _document(piece, split) if piece.source.kind is Kind.DOCUMENT else tables.notes_of(piece)
        for note in found:
            if split and isinstance(note, Note):
                yield from _split(note, re.compile(split, re.MULTILINE))
            else:
                yield note
    except UserError as problem:
        yield problem


def columns_of(piece: Piece) -> Columns:
    """Return which fields of the notes' meta are date and therapist."""
    return piece.layout.columns if piece.layout else NO_COLUMNS


def _document(piece: Piece, split: str | None) -> Iterator[Note]:
    source = piece.source
    name, suffix = source.name, source.suffixes[0]
    most = documents.MAX_SPLIT if split else MAX_BYTES
    heavy = suffix in (".pdf", ".docx", ".rtf", ".xml")
    data = piece.data
    if data is None:
        data = opening.whole(source, documents.MAX_DOCUMENT if heavy else most)
    if heavy and len(data) > documents.MAX_DOCUMENT:
        raise UserError(name, "is longer than 64 MB, the most read of one document")
    decoded: Decoded = documents.text_of(data, suffix, name, limit=most)
    yield Note(text=decoded.text, id=name, place=name, notices=(decoded.notice,) if decoded.notice else ())


def _split(note: Note, pattern: re.Pattern[str]) -> Iterator[Note | UserError]:
    """Yield the parts of a text, each beginning at a match; what stands before the first is a part, too."""
    cuts = sorted({0, len(note.text), *(match.start() for match in pattern.finditer(note.text))})
    parts = [(a, b) for a, b in itertools.pairwise(cuts) if note.text[a:b].strip()]
    for number, (start, end) in enumerate(parts, 1):
        place = f"{note.place}, part {number}"
        if end - start > MAX_BYTES:
            yield UserError(place, "is longer than 2 MB, the most read as one note; does --split fit?")
        else:
            meta = {**note.meta, "part": number, "part_start": start}
            yield replace(note, text=note.text[start:end], id=f"{note.id}#{number}", place=place, meta=meta)
