"""What an archive consists of, as plain values that travel to workers: sources, columns, pieces, shards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the notes lie in a source."""

    DOCUMENT = "document"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one member of a zip archive."""

    address: str
    """Path or address of the file."""
    name: str
    """How it is named in ids and messages."""
    kind: Kind
    size: int
    """Bytes as stored."""
    stamp: str
    """Changes when the file changes (time of modification, or what an object store says instead)."""
    member: str = ""
    """Name inside the zip archive."""

    @property
    def suffixes(self) -> tuple[str, str]:
        """The suffix that tells the kind, and the one that tells the compression."""
        return suffixes(self.member or self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which fields of a record hold what; all others pass through."""

    text: str = "text"
    id: str | None = None
    date: str | None = None
    therapist: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is written."""

    columns: Columns
    header: tuple[str, ...] = ()
    delimiter: str = ","
    group: int = 0
    """Row group of a Parquet file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document, a range of a table, or what is wrong with a source."""

    source: Source
    start: int = 0
    """First byte (of the unpacked stream) or first row of the row group."""
    stop: int = 0
    row: int = 1
    """Number of the first row, for ids and messages."""
    rows: int = 1
    weight: int = 0
    """Bytes, for the size of shards and for progress."""
    layout: Layout | None = None
    problem: str = ""
    data: bytes | None = None
    """The bytes themselves: only of standard input, which no worker can read."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What a worker does in one go."""

    index: int
    pieces: tuple[Piece, ...]

    @property
    def weight(self) -> int:
        """Bytes of input."""
        return sum(piece.weight for piece in self.pieces)


PACKED = (".gz", ".zst")


def suffixes(name: str) -> tuple[str, str]:
    """Return the suffix that tells the kind and the one that tells the compression.

    Examples
    --------
    >>> suffixes("notes.CSV.gz")
    ('.csv', '.gz')
    """
    lower = name.lower().rpartition("/")[2]
    packed = next((end for end in PACKED if lower.endswith(end)), "")
    stem = lower.removesuffix(packed)
    dot = stem.rfind(".")
    return (stem[dot:] if dot > 0 else ""), packed
