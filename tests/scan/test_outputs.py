"""What a scan writes."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from small_archives import Scan, note, records, write_jsonl

from rehabcode.cli import engine
from rehabcode.cli.archive import writing
from rehabcode.cli.samples import shipped
from rehabcode.corpus_samples import samples


def test_reports_are_those_of_suggest(tmp_path: Path, scan: Scan) -> None:
    """The same note, the same report."""
    write_jsonl(tmp_path / "a.jsonl", 4)
    for report, record in zip(scan(tmp_path / "a.jsonl").reports, records(4), strict=True):
        meta = {"therapist": record["therapist"], "date": record["date"]}
        expected = engine.answer(record["text"], note_id=record["id"], meta=meta, date="2026-05-12")
        assert report == json.loads(json.dumps(expected))


def test_the_flat_table(tmp_path: Path, scan: Scan) -> None:
    """One row a note, one column a gap."""
    write_jsonl(tmp_path / "a.jsonl", 6)
    done = scan(tmp_path / "a.jsonl")
    with open(done.out / "notes.csv", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["id"] for row in rows] == done.ids
    assert rows[0]["code"] == "M62.81"
    assert rows[0]["therapist"] == "T0"
    assert rows[0]["part"] == "part-000000.jsonl"
    for row, report in zip(rows, done.reports, strict=True):
        gaps = {
            name.removeprefix("gap_").replace("_", "-")
            for name, v in row.items()
            if name[:4] == "gap_" and v == "1"
        }
        assert gaps == {gap["id"] for gap in report["gaps"]}


def test_parquet_says_the_same(tmp_path: Path, scan: Scan) -> None:
    """Nested, and the flat table as Parquet."""
    pq = pytest.importorskip("pyarrow.parquet")
    write_jsonl(tmp_path / "a.jsonl", 6)
    lines, done = scan(tmp_path / "a.jsonl"), scan(tmp_path / "a.jsonl", "--format", "parquet", out="p")
    assert done.code == 0, done.stderr
    rows = pq.read_table(done.out / "part-000000.parquet").to_pylist()
    for row, report in zip(rows, lines.reports, strict=True):
        assert json.loads(row["note"]["meta"]) == report["note"]["meta"]
        assert row["codes"] == report["codes"]
        assert row["gaps"] == report["gaps"]
        for stored, fact in zip(row["facts"], report["facts"], strict=True):
            assert {key: stored[key] for key in fact} == fact
            assert all(value is None for key, value in stored.items() if key not in fact)
    table = pq.read_table(done.out / "notes.parquet").to_pylist()
    assert [row["id"] for row in table] == lines.ids


def test_parquet_holds_every_field_of_a_report(tmp_path: Path, scan: Scan) -> None:
    """A field added to the report must be added to the schema."""
    pytest.importorskip("pyarrow")
    from rehabcode.cli.archive.writing import report_schema

    schema = report_schema()
    samples = [{"id": s["id"], "text": s["text"]} for s in shipped()]
    for sample in samples[:150]:
        report = engine.answer(sample["text"], note_id=sample["id"], meta={})
        assert set(report) <= set(schema.names)
        for name in ("facts", "codes", "gaps", "conflicts", "advice", "counterfactuals", "blocked"):
            known = {field.name for field in schema.field(name).type.value_type}
            assert all(set(item) <= known for item in report[name]), name
        if report["claim"]:
            assert set(report["claim"]) <= {field.name for field in schema.field("claim").type}


def test_no_text_leaves_no_word_of_the_note(tmp_path: Path, scan: Scan) -> None:
    """Offsets stay; quotes go."""
    write_jsonl(tmp_path / "a.jsonl", 3)
    done = scan(tmp_path / "a.jsonl", "--no-text")
    facts = done.reports[0]["facts"]
    assert facts
    assert all(fact["text"] is None for fact in facts)
    assert all(
        note(0)[f["start"] : f["end"]].startswith(f["grade"]) for f in facts if f["kind"] == "strength"
    )


def test_no_text_leaves_no_quote_in_a_sentence() -> None:
    """Messages and remedies quote the note too."""
    for sample in samples():
        report = writing.without_text(engine.answer(sample.text, note_id=sample.id, meta={}))
        said = [f"{gap['message']} {gap['fix']}" for gap in (*report["gaps"], *report["advice"])]
        said += [code["because"] for code in report["codes"]] + report["review"] + report["strengths"]
        for quote in re.findall(r"(?<!\w)['\"\u201c]([^'\"\u201d\n]{3,})['\"\u201d](?!\w)", " ".join(said)):
            assert quote == "...", (sample.id, quote)


def test_the_summary(tmp_path: Path, scan: Scan) -> None:
    """As text and as one HTML file that loads nothing."""
    write_jsonl(tmp_path / "a.jsonl", 9)
    done = scan(tmp_path / "a.jsonl")
    text = (done.out / "summary.txt").read_text(encoding="utf-8")
    page = (done.out / "summary.html").read_text(encoding="utf-8")
    for words in ("9 notes", "M62.81 supported", "Gaps in the documentation", "no code"):
        assert words in text
        assert words in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "notes/s" in done.stdout


def test_errors_hold_nothing_of_a_note(tmp_path: Path, scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when the program fails on it."""

    def fail(text: str, **_: object) -> None:
        raise ValueError(text)

    monkeypatch.setattr(engine, "answer", fail)
    write_jsonl(tmp_path / "a.jsonl", 3)
    done = scan(tmp_path / "a.jsonl")
    assert done.code == 4
    assert len(done.errors) == 3
    everything = done.stdout + done.stderr + (done.out / "errors.jsonl").read_text(encoding="utf-8")
    assert "weakness" not in everything
    assert "appointment" not in everything
    assert "ValueError" in everything
