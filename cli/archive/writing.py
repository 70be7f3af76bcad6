"""Reports on their way to a shard's files: JSON Lines or Parquet, and one row a note for the flat table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from rehabcode.cli.archive import opening
from rehabcode.cli.output import dump

Report = dict[str, Any]
QUOTED = re.compile(r"(?<!\w)'[^'\n]+'(?!\w)|\"[^\"\n]+\"|\u201c[^\u201d\n]+\u201d")
"""What a sentence of a report puts in quotation marks: words of the note, as far as they are any."""
FIXED = (
    "id",
    "place",
    "part",
    "therapist",
    "date",
    "kind",
    "setting",
    "chars",
    "code",
    "secondary",
    "confidence",
    "status",
    "score",
    "weak_without_data",
    "review",
)
"""Columns of the flat table before those of the gaps."""


class Sink(Protocol):
    """What takes the bytes of a part."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""


class PartWriter(Protocol):
    """Writes the reports of one shard."""

    def write(self, report: Report) -> None:
        """Write one report."""

    def close(self) -> None:
        """Write what closes the file."""


class JsonLines:
    """One report a line."""

    def __init__(self, stream: Sink) -> None:
        self._stream = stream

    def write(self, report: Report) -> None:
        """Write one report."""
        self._stream.write(dump(report).encode() + b"\n")

    def close(self) -> None:
        """Nothing closes it."""


class Parquet:
    """Reports with their nesting; ``meta`` is JSON, since every archive has other columns."""

    ROWS = 256

    def __init__(self, stream: Sink) -> None:
        self._pa = opening.needed("pyarrow", "pyarrow", "--format parquet")
        pq = opening.needed("pyarrow.parquet", "pyarrow", "--format parquet")
        self._schema = report_schema()
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd")
        self._held: list[Report] = []

    def write(self, report: Report) -> None:
        """Write one report, in groups of rows."""
        note = {**report["note"], "meta": dump(report["note"]["meta"])}
        facts = [_as_numbers(fact) for fact in report["facts"]]
        self._held.append({**report, "note": note, "facts": facts})
        if len(self._held) >= self.ROWS:
            self._flush()

    def close(self) -> None:
        """Write the last rows and the footer."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._held:
            self._writer.write_table(self._pa.Table.from_pylist(self._held, schema=self._schema))
            self._held.clear()


def _as_numbers(fact: Mapping[str, Any]) -> dict[str, Any]:
    value = fact.get("value")
    return {**fact, "value": None if value is None else float(value)}


WRITERS: dict[str, Callable[[Sink], PartWriter]] = {"jsonl": JsonLines, "parquet": Parquet}


@lru_cache(maxsize=1)
def report_schema() -> Any:
    """Return the Arrow schema of a report; a fact has the fields of all kinds."""
    pa = opening.needed("pyarrow", "pyarrow", "--format parquet")
    string, whole, yes, number = pa.string(), pa.int64(), pa.bool_(), pa.float64()
    strings = pa.list_(string)
    cue = pa.struct({"text": string, "start": whole, "end": whole, "category": string})
    fact = {"id": string, "kind": string, **_fact_fields(pa), "cues": pa.list_(cue)}
    code = {
        "code": string,
        "title": string,
        "role": string,
        "confidence": number,
        "rules": strings,
        "because": string,
        "facts": strings,
    }
    gap = {
        "id": string,
        "severity": string,
        "message": string,
        "fix": string,
        "facts": strings,
        "source": string,
    }
    line = {"cpt": string, "minutes": whole, "units": whole, "timed": yes, "cms": whole, "ama": whole}
    claim = {
        "lines": pa.list_(pa.struct(line)),
        "timed_minutes": whole,
        "units_billed": whole,
        "units_cms": whole,
        "units_ama": whole,
        "findings": strings,
    }
    note = {
        "id": string,
        "chars": whole,
        "sha256": string,
        "setting": string,
        "kind": string,
        "date": string,
        "meta": string,
    }
    conflict = {"kind": string, "codes": strings, "note": string, "source": string, "facts": strings}
    then = {"gap": string, "then": string, "code": string, "status": string}
    blocked = {"code": string, "because": string, "rule": string, "facts": strings}
    return pa.schema(
        {
            "schema": string,
            "note": pa.struct(note),
            "engine": pa.struct(dict.fromkeys(("version", "code_set", "rules", "model"), string)),
            "facts": pa.list_(pa.struct(fact)),
            "status": string,
            "codes": pa.list_(pa.struct(code)),
            "conflicts": pa.list_(pa.struct(conflict)),
            "gaps": pa.list_(pa.struct(gap)),
            "claim": pa.struct(claim),
            "weak_without_data": yes,
            "review": strings,
            "score": whole,
            "advice": pa.list_(pa.struct(gap)),
            "counterfactuals": pa.list_(pa.struct(then)),
            "strengths": strings,
            "blocked": pa.list_(pa.struct(blocked)),
        }
    )


def _fact_fields(pa: Any) -> dict[str, Any]:
    """Return the fields of all kinds of facts with their Arrow types, in order of first appearance."""
    from typing import get_type_hints

    from rehabcode.nlp import facts

    out: dict[str, Any] = {}
    for kind in (facts.Fact, *facts.Fact.__subclasses__()):
        for name, hint in get_type_hints(kind).items():
            if name not in ("kind", "id", "cues"):
                out.setdefault(name, _arrow(pa, str(hint)))
    return out


def _arrow(pa: Any, hint: str) -> Any:
    for word, kind in (("float", pa.float64()), ("bool", pa.bool_()), ("int", pa.int64())):
        if hint.startswith((word, f"<class '{word}'")):
            return kind
    return pa.string()


@lru_cache(maxsize=1)
def table_columns() -> tuple[str, ...]:
    """Return the columns of the flat table: fixed ones, then one a gap."""
    from rehabcode.models.gaps import GAPS

    return (*FIXED, *(f"gap_{gap.id}".replace("-", "_") for gap in GAPS))


@lru_cache(maxsize=1)
def _gap_ids() -> tuple[str, ...]:
    from rehabcode.models.gaps import GAPS

    return tuple(gap.id for gap in GAPS)


def row_of(report: Report, place: str, part: str, therapist: Any) -> list[Any]:
    """Return the row of a note in the flat table."""
    note = report["note"]
    first = next((code for code in report["codes"] if code["role"] == "primary"), None)
    others = " ".join(code["code"] for code in report["codes"] if code["role"] == "secondary")
    gaps = {gap["id"] for gap in report["gaps"]}
    return [
        note["id"],
        place,
        part,
        "" if therapist is None else therapist,
        note["date"] or "",
        note["kind"],
        note["setting"],
        note["chars"],
        first["code"] if first else "",
        others,
        first["confidence"] if first else "",
        report["status"],
        report["score"],
        int(report["weak_without_data"]),
        len(report["review"]),
        *(int(gap in gaps) for gap in _gap_ids()),
    ]


class Rows:
    """Rows of the flat table as CSV lines in memory."""

    def __init__(self) -> None:
        self._buffer = io.StringIO()
        self._writer = csv.writer(self._buffer, lineterminator="\n")

    def add(self, row: Iterable[Any]) -> None:
        """Add one row; control characters that would break it are escaped."""
        self._writer.writerow(row)

    def data(self) -> bytes:
        """Return the lines."""
        return self._buffer.getvalue().encode("utf-8", "backslashreplace")


WHOLE = ("chars", "score", "weak_without_data", "review")


def table_to_parquet(source: Path, target: Path) -> None:
    """Write the flat table, which is at hand as CSV, as Parquet; in pieces, so memory stays flat."""
    pa = opening.needed("pyarrow", "pyarrow", "--format parquet")
    pq = opening.needed("pyarrow.parquet", "pyarrow", "--format parquet")
    names = table_columns()
    kinds = {
        name: pa.int64()
        if name in WHOLE or name.startswith("gap_")
        else pa.float64()
        if name == "confidence"
        else pa.string()
        for name in names
    }
    schema = pa.schema(kinds)
    with open(source, encoding="utf-8", newline="") as lines, pq.ParquetWriter(target, schema) as writer:
        rows = csv.reader(lines)
        next(rows)
        held: list[dict[str, Any]] = []
        for row in rows:
            held.append({name: _typed(name, value) for name, value in zip(names, row, strict=True)})
            if len(held) == 10_000:
                writer.write_table(pa.Table.from_pylist(held, schema=schema))
                held.clear()
        writer.write_table(pa.Table.from_pylist(held, schema=schema))


def _typed(name: str, value: str) -> Any:
    if name in WHOLE or name.startswith("gap_"):
        return int(value)
    if name == "confidence":
        return float(value) if value else None
    return value or None


def without_text(report: Report) -> Report:
    """Return the report without a word of the note: facts and cues keep their offsets, quotes become dots."""
    facts = [
        {**fact, "text": None, "cues": [{**cue, "text": None} for cue in fact["cues"]]}
        for fact in report["facts"]
    ]
    said = {key: _unquoted(value) for key, value in report.items() if key not in ("facts", "note", "engine")}
    return {**report, **said, "facts": facts}


def _unquoted(value: Any) -> Any:
    """The value with whatever its sentences put in quotation marks left out."""
    if isinstance(value, str):
        return QUOTED.sub("'...'", value)
    if isinstance(value, list):
        return [_unquoted(item) for item in value]
    return {key: _unquoted(item) for key, item in value.items()} if isinstance(value, dict) else value


def line(value: Any) -> bytes:
    """Return a value as one line of JSON."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True).encode() + b"\n"
