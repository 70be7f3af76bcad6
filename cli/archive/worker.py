"""What a worker does: one shard from its descriptor to its files. Nothing of a note comes back."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from rehabcode.cli import engine, output
from rehabcode.cli.archive import reading, writing
from rehabcode.cli.archive.columns import DATE_FORMS
from rehabcode.cli.archive.source import Piece, Shard
from rehabcode.cli.archive.state import Names
from rehabcode.cli.note import Note
from rehabcode.cli.problems import UserError, unexpected

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What holds for all shards of a scan."""

    out: str
    form: str
    no_text: bool
    split: str | None
    main_process: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a shard."""

    index: int
    weight: int
    notes: int = 0
    chars: int = 0
    errors: int = 0
    seconds: float = 0.0
    failure: str = ""
    """Why the shard has no output (a full disk)."""


@dataclass(slots=True)
class Tally:
    """Counts of one shard; added up for the summary."""

    notes: int = 0
    chars: int = 0
    errors: int = 0
    gaps: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    settings: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    scores: Counter[str] = field(default_factory=Counter)
    guessed: int = 0
    """Notes read as Windows-1252 because they are not UTF-8."""

    def add(self, report: dict[str, Any]) -> None:
        """Count a report."""
        self.notes += 1
        self.chars += report["note"]["chars"]
        self.statuses[report["status"]] += 1
        self.settings[report["note"]["setting"]] += 1
        self.kinds[report["note"]["kind"]] += 1
        self.scores[str(report["score"] // 10 * 10)] += 1
        self.gaps.update(gap["id"] for gap in report["gaps"])
        first = next((code["code"] for code in report["codes"] if code["role"] == "primary"), None)
        if first:
            self.codes[f"{first} {report['status']}"] += 1

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain values."""
        counters = ("gaps", "codes", "statuses", "settings", "kinds", "scores")
        counts = {name: dict(sorted(getattr(self, name).items())) for name in counters}
        return {
            "notes": self.notes,
            "chars": self.chars,
            "errors": self.errors,
            "guessed": self.guessed,
            **counts,
        }


def run(job: Job, shard: Shard) -> Result:
    """Answer the notes of a shard and put its files in place; the last one says that it is done."""
    if os.getpid() != job.main_process:
        with suppress(ValueError):  # not the main thread of a worker: nothing to set
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    names = Names(Path(job.out), shard.index, job.form)
    started = time.monotonic()
    try:
        names.started.touch()
        tally = _write(job, shard, names)
        names.started.unlink(missing_ok=True)
    except OSError as error:
        names.started.unlink(missing_ok=True)
        why = "the disk is full" if error.errno in FULL else f"cannot be written: {error.strerror}"
        return Result(shard.index, shard.weight, failure=why)
    seconds = time.monotonic() - started
    return Result(shard.index, shard.weight, tally.notes, tally.chars, tally.errors, seconds)


def _write(job: Job, shard: Shard, names: Names) -> Tally:
    tally = Tally()
    rows, errors, ids = writing.Rows(), bytearray(), bytearray()
    with warnings.catch_warnings(), replacing(names.part) as stream:
        warnings.simplefilter("ignore")  # warnings of libraries may quote what they are about
        hashed = _Hashed(stream)
        writer = writing.WRITERS[job.form](hashed)
        for piece in shard.pieces:
            for item in _answers(piece, job):
                if isinstance(item, UserError):
                    tally.errors += 1
                    errors += writing.line(_error(item))
                    continue
                note, report, therapist = item
                tally.add(report)
                tally.guessed += bool(note.notices)
                rows.add(writing.row_of(report, note.place, names.part.name, therapist))
                ids += hashlib.blake2b(note.id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
                writer.write(writing.without_text(report) if job.no_text else report)
        writer.close()
    finish(
        names,
        {names.rows: rows.data(), names.errors: bytes(errors), names.ids: bytes(ids)},
        tally,
        shard,
        hashed,
    )
    return tally


class _Hashed:
    """A stream that knows the digest of what went through it."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: Any) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self._stream.write(data)

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        self._stream.flush()

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """Nothing: the stream below is closed where it was opened."""


def finish(names: Names, files: dict[Path, bytes], tally: Tally, shard: Shard, hashed: Any) -> None:
    """Write the small files of a shard; its entry last, since it says that all others are there."""
    for path, data in files.items():
        with replacing(path) as stream:
            stream.write(data)
    entry = {
        "shard": shard.index,
        "part": names.part.name,
        "bytes": hashed.size,
        "sha256": hashed.digest.hexdigest(),
        "input": input_digest(shard),
        "tally": tally.to_dict(),
    }
    with replacing(names.entry) as stream:
        stream.write(json.dumps(entry, sort_keys=True).encode() + b"\n")


def input_digest(shard: Shard) -> str:
    """Return the digest of what a shard was: its ranges, or its bytes when they came by standard input."""
    digest = hashlib.sha256()
    for piece in shard.pieces:
        said = (piece.source.name, piece.start, piece.stop, piece.row, piece.problem)
        digest.update(repr(said).encode("utf-8", "surrogatepass") + (piece.data or b""))
    return digest.hexdigest()


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Write a file under another name and rename it when it is complete and on disk."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb", buffering=1 << 18) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _error(problem: UserError, note_id: str | None = None) -> dict[str, Any]:
    return {"id": note_id, "place": problem.place, "sentence": problem.sentence}


def give_up(job: Job, shard: Shard) -> Result:
    """Tell a shard that kills its workers as an error: its part is empty, so that the rest can be put
    together.
    """
    names = Names(Path(job.out), shard.index, job.form)
    tally = Tally(errors=1)
    first, last = shard.pieces[0], shard.pieces[-1]
    place = first.source.name if first is last else f"{first.source.name} to {last.source.name}"
    rows = f" (row {first.row} and {first.rows - 1} more)" if first is last and first.layout else ""
    problem = UserError(place, f"was left out: every worker that took it died{rows}; out of memory?")
    with replacing(names.part) as stream:
        hashed = _Hashed(stream)
        writing.WRITERS[job.form](hashed).close()
    files = {names.rows: b"", names.errors: writing.line(_error(problem)), names.ids: b""}
    finish(names, files, tally, shard, hashed)
    names.started.unlink(missing_ok=True)
    return Result(shard.index, shard.weight, errors=1)


def timed(shard: Shard, job: Job, most: int) -> tuple[float, int]:
    """Return how long the first notes of a shard take, and how many they are; nothing is written."""
    started, read = time.monotonic(), 0
    for piece in shard.pieces:
        for item in _answers(piece, job):
            if not isinstance(item, UserError):
                if not read:
                    started = time.monotonic()  # the first one waits for the engine to load
                read += 1
                output.dump(item[1])
            if read > most:
                return time.monotonic() - started, read - 1
    return time.monotonic() - started, max(1, read - 1)


def _answers(piece: Piece, job: Job) -> Iterator[tuple[Note, dict[str, Any], Any] | UserError]:
    columns = reading.columns_of(piece)
    try:
        for item in reading.notes_of(piece, job.split):
            if isinstance(item, UserError):
                yield item
                continue
            date = _date(item.meta.get(columns.date or "date"))
            try:
                report = engine.answer(item.text, note_id=item.id, meta=item.meta, date=date)
            except Exception as error:
                yield UserError(item.place, f"was not answered: {unexpected(error)}; please report this line")
                continue
            yield item, report, item.meta.get(columns.therapist or "therapist")
    except OSError:
        raise
    except Exception as error:
        yield UserError(
            piece.source.name, f"was not read to its end: {unexpected(error)}; please report this line"
        )


def _date(given: Any) -> str | None:
    """Return a date as ISO date, None when it is none.

    Examples
    --------
    >>> _date("3/4/2026"), _date("2026-03-04T10:00:00Z"), _date("soon")
    ('2026-03-04', '2026-03-04', None)
    """
    if not isinstance(given, str) or not given:
        return None
    with suppress(ValueError):
        return datetime.fromisoformat(given).date().isoformat()
    for form in DATE_FORMS:
        with suppress(ValueError):
            return datetime.strptime(given.split()[0], form).date().isoformat()
    return None
