"""Sources -> shards, always the same way: what is cut depends on the input and the options, not on the
workers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, BinaryIO

from rehabcode.cli import records
from rehabcode.cli.archive import tables
from rehabcode.cli.archive.finding import Found
from rehabcode.cli.archive.source import Columns, Kind, Layout, Piece, Shard, Source
from rehabcode.cli.decoding import MAX_BYTES
from rehabcode.cli.problems import UserError

SMALLEST, LARGEST, WANTED = 256 * 1024, 8 * 1024 * 1024, 64
"""A shard is a 64th of the input, within these bytes: small enough to lose, large enough to be worth
sending.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user wants of a scan; every one of these changes the output."""

    form: str = "jsonl"
    no_text: bool = False
    split: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)
    shard_bytes: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the options by the names that the command line has for them."""
        return {
            "--format": self.form,
            "--no-text": self.no_text,
            "--split": self.split,
            **{f"--{role}-column": name for role, name in sorted(self.columns.items())},
            "--shard-size": self.shard_bytes,
        }


def shard_size(found: Found, asked: Asked) -> int:
    """Return about how many bytes a shard holds."""
    return asked.shard_bytes or min(LARGEST, max(SMALLEST, found.size // WANTED))


def shards(found: Found, asked: Asked, stdin: BinaryIO | None = None) -> Iterator[Shard]:
    """Yield the shards in order: small sources are packed together, large ones cut."""
    size = shard_size(found, asked)
    held: list[Piece] = []
    weight = index = 0
    for piece in _pieces(found, asked, size, stdin):
        if held and weight + piece.weight > size:
            yield Shard(index, tuple(held))
            held, weight, index = [], 0, index + 1
        held.append(piece)
        weight += piece.weight
    if held:
        yield Shard(index, tuple(held))


def _pieces(found: Found, asked: Asked, size: int, stdin: BinaryIO | None) -> Iterator[Piece]:
    for problem in found.problems:
        yield Piece(source=Source("", problem.place, Kind.DOCUMENT, 0, ""), problem=problem.sentence, rows=0)
    if stdin is not None:
        yield from _stdin(stdin, asked, size)
    for source in found.sources:
        if source.kind is Kind.DOCUMENT:
            yield Piece(source=source, weight=max(1, source.size))
        else:
            yield from tables.cut(source, size, asked.columns)


def _stdin(stream: BinaryIO, asked: Asked, size: int) -> Iterator[Piece]:
    """Yield standard input in pieces that carry their bytes: one note, or JSON Lines when it begins
    with a record.
    """
    name = "standard input"
    first = stream.readline(records.MAX_LINE)
    if not records.looks_like_record(first):
        limit = max(0, MAX_BYTES + 1 - len(first))
        source = Source("", name, Kind.DOCUMENT, 0, "")
        yield Piece(source=source, weight=1, data=first + stream.read(limit))
        return
    source = Source("", name, Kind.JSONL, 0, "")
    layout = _fields_of(first, asked, name)
    row = 1
    while first:
        data = first + b"".join(stream.readlines(max(1, size - len(first))))
        rows = data.count(b"\n") + (not data.endswith(b"\n"))
        yield Piece(source=source, row=row, rows=rows, weight=len(data), layout=layout, data=data)
        row += rows
        first = stream.readline(records.MAX_LINE)


def _fields_of(line: bytes, asked: Asked, name: str) -> Layout:
    try:
        return tables.first_record(line, Source("", name, Kind.JSONL, 0, ""), asked.columns)
    except UserError:
        return Layout(columns=Columns(id="id"))


@lru_cache(maxsize=1)
def engine_digest() -> str:
    """Return the digest of all code and tables that an answer depends on."""
    digest = hashlib.sha256()
    for package in ("rehabcode.nlp", "rehabcode.models"):
        _digest(resources.files(package), digest)
    return digest.hexdigest()


def _digest(folder: Any, digest: Any) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: str(entry.name)):
        if entry.is_dir() and entry.name != "__pycache__":
            _digest(entry, digest)
        elif entry.name.endswith((".py", ".csv", ".json", ".joblib")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())


def fingerprint(found: Found, asked: Asked) -> dict[str, Any]:
    """Return what the output of a scan depends on, part by part."""
    listing = hashlib.sha256()
    for source in found.sources:
        listing.update(f"{source.name}\0{source.size}\0{source.stamp}\n".encode("utf-8", "surrogatepass"))
    for problem in found.problems:
        listing.update(f"{problem}\n".encode("utf-8", "surrogatepass"))
    inputs = {"files": len(found.sources), "bytes": found.size, "digest": listing.hexdigest()}
    if found.stdin:
        inputs = {"files": 0, "bytes": 0, "digest": "standard input"}
    return {"input": inputs, "rules": engine_digest(), "options": asked.to_dict()}


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say what differs between two fingerprints."""
    said: list[str] = []
    old, new = before["input"], now["input"]
    if old != new:
        sizes = (
            f"{old['files']} files, {old['bytes']} bytes then; {new['files']} files, {new['bytes']} bytes now"
        )
        said.append(f"the input ({sizes})")
    if before["rules"] != now["rules"]:
        said.append("the rules (another version of the program)")
    for name in now["options"]:
        then = before["options"].get(name)
        if then != now["options"][name]:
            said.append(f"{name} ({then} then, {now['options'][name]} now)")
    return said
