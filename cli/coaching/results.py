"""The reports of a scan, read as a stream: a folder of parts or files named one by one."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

from rehabcode.cli.archive.opening import needed
from rehabcode.cli.problems import Exit, UserError

Report = dict[str, Any]
Tell = Callable[[UserError], None]

MAX_LINE = 64 * 1024 * 1024
"""Longest report held in memory."""
_NEEDED = ("schema", "facts", "codes", "gaps", "claim", "score")
_PARTS = ("part-*.jsonl", "part-*.jsonl.gz", "part-*.jsonl.zst", "part-*.parquet")


def find(given: Sequence[str]) -> tuple[Path, ...]:
    """Return the files that hold reports, in order of name within a folder.

    Raises
    ------
    UserError
        When a name is wrong, or a folder holds no results.
    """
    files: list[Path] = []
    for name in given:
        path = Path(name)
        if path.is_dir():
            parts = sorted({part for pattern in _PARTS for part in path.glob(pattern)})
            if not parts:
                raise UserError(
                    name, "holds no part-*.jsonl; name the --out folder of a scan", Exit.WRONG_USE
                )
            files += parts
        elif path.is_file():
            files.append(path)
        else:
            raise UserError(name, "no such file or folder; check the name", Exit.WRONG_USE)
    seen: dict[Path, Path] = {}
    for file in files:  # a folder and a file of it may both be named: every file counts once
        seen.setdefault(file.resolve(), file)
    return tuple(seen.values())


def reports(
    files: Sequence[Path], tell: Tell, *, only: Collection[int] | None = None
) -> Iterator[tuple[int, Report]]:
    """Yield every report with its position; what is no report is told and left out.

    Parameters
    ----------
    files
        What `find` returned.
    tell
        Hears of every record that is no report and every file that breaks off.
    only
        Positions to yield; all where None. The others are not parsed.
    """
    position = 0
    for file in files:
        row = 0
        try:
            for row, record in enumerate(_records(file), 1):
                position += 1
                if only is not None and position not in only:
                    continue
                try:
                    yield position, _report(record, f"{file.name}, row {row}")
                except UserError as problem:
                    tell(problem)
        except (OSError, EOFError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is damaged"
            tell(UserError(file.name, f"cannot be read after row {row}: {reason}"))


def _records(file: Path) -> Iterator[bytes | Report]:
    """Yield the reports of a file: lines of JSON, or rows."""
    if file.suffix == ".parquet":
        yield from _parquet(file)
        return
    with _opened(file) as stream:
        while line := stream.readline(MAX_LINE):
            if line.strip():
                yield line


def _opened(file: Path) -> IO[bytes]:
    if file.suffix == ".gz":
        return cast(IO[bytes], gzip.open(file, "rb"))
    if file.suffix == ".zst":
        zstandard = needed("zstandard", "zstandard", file.name)
        return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(file.open("rb"), closefd=True))
    return file.open("rb")


def _parquet(file: Path) -> Iterator[Report]:
    """Yield the rows of a Parquet part; ``note.meta`` is JSON in it."""
    parquet = needed("pyarrow.parquet", "pyarrow", file.name)
    with parquet.ParquetFile(file) as table:
        missing = {*_NEEDED, "note"} - set(table.schema_arrow.names)
        if missing:
            raise UserError(
                file.name, "holds no reports; name what scan --format parquet wrote", Exit.WRONG_USE
            )
        for batch in table.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                meta = row["note"].get("meta")
                yield {**row, "note": {**row["note"], "meta": json.loads(meta) if meta else {}}}


def _report(record: bytes | Report, place: str) -> Report:
    try:
        report = json.loads(record) if isinstance(record, bytes) else record
    except (ValueError, RecursionError):
        raise UserError(place, "is no JSON; it may have been cut off") from None
    if not isinstance(report, dict) or not report.keys() >= {*_NEEDED, "note"}:
        raise UserError(place, "is no report; name what scan or suggest --format jsonl wrote", Exit.WRONG_USE)
    if report["schema"] != "rehabcode/1":
        raise UserError(place, "is a report of another version; scan the notes again")
    return cast(Report, report)
