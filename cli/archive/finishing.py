"""When all shards are done: the flat table, the errors, the summary and the manifest, out of the
shards' files.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from rehabcode.cli.archive import summary, writing
from rehabcode.cli.archive.state import MANIFEST, Names, State
from rehabcode.cli.archive.worker import replacing


def finish(state: State, form: str, count: int, fingerprint: dict[str, Any]) -> dict[str, Any]:
    """Write what holds for the whole scan and return its manifest; the folder of shards goes last."""
    names = [Names(state.out, index, form) for index in range(count)]
    entries = [json.loads(name.entry.read_bytes()) for name in names]
    repeated = _repeated([name.ids for name in names])
    _table(state.out, names, form)
    _join(state.out / "errors.jsonl", [name.errors for name in names])
    duplicates = _duplicates(state.out, names, repeated)
    totals = summary.add_up([entry["tally"] for entry in entries])
    totals["duplicates"] = {"ids": duplicates, "notes": int(sum(repeated.values()))}
    _text(state.out / "summary.txt", summary.as_text(totals))
    _text(state.out / "summary.html", summary.as_html(totals))
    parts = [{key: entry[key] for key in ("part", "bytes", "sha256", "input")} for entry in entries]
    manifest = {**fingerprint, "totals": totals, "parts": parts}
    _text(state.out / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    state.clear_leftovers()
    shutil.rmtree(state.work)
    return manifest


def _text(path: Path, text: str) -> None:
    with replacing(path) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))


def _join(target: Path, pieces: list[Path], head: bytes = b"") -> None:
    with replacing(target) as stream:
        stream.write(head)
        for piece in pieces:
            with open(piece, "rb") as data:
                shutil.copyfileobj(data, stream)


def _table(out: Path, names: list[Names], form: str) -> None:
    head = ",".join(writing.table_columns()).encode() + b"\n"
    as_csv = (
        out / "notes.csv"
        if form == "jsonl"
        else names[0].rows.with_name("notes")
        if names
        else out / "notes.csv"
    )
    _join(as_csv, [name.rows for name in names], head)
    if form == "parquet":
        temporary = out / ".notes.parquet.tmp"
        try:
            writing.table_to_parquet(as_csv, temporary)
            temporary.replace(out / "notes.parquet")
        finally:
            temporary.unlink(missing_ok=True)


def _repeated(pieces: list[Path]) -> dict[int, int]:
    """Return the digests of ids that occur more than once, with how often; 8 bytes of memory a note."""
    arrays = [np.fromfile(piece, dtype="<u8") for piece in pieces]
    if not arrays:
        return {}
    digests, counts = np.unique(np.concatenate(arrays), return_counts=True)
    more = counts > 1
    return dict(zip(digests[more].tolist(), counts[more].tolist(), strict=True))


def _duplicates(out: Path, names: list[Names], repeated: dict[int, int]) -> int:
    """Write every place of every id that occurs more than once; return how many ids."""
    found: Counter[str] = Counter()
    path = out / "duplicates.jsonl"
    path.unlink(missing_ok=True)
    if not repeated:
        return 0
    with replacing(path) as stream:
        for note_id, place in _rows_with(names, repeated):
            found[note_id] += 1
            stream.write(writing.line({"id": note_id, "place": place, "occurs": found[note_id]}))
    return len(found)


def _rows_with(names: list[Names], repeated: dict[int, int]) -> Iterator[tuple[str, str]]:
    wanted = np.array(sorted(repeated), dtype="<u8")
    for name in names:
        marked = np.isin(np.fromfile(name.ids, dtype="<u8"), wanted)
        if marked.any():
            with open(name.rows, encoding="utf-8", newline="") as lines:
                for row, mark in zip(csv.reader(lines), marked, strict=True):
                    if mark:
                        yield row[0], row[1]
