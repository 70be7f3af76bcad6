"""The command: what it takes, what it refuses, and what it says."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from made import report, written
from typer.testing import CliRunner

from rehabcode.cli.main import app


def run(*args: object) -> Any:
    """Run the command."""
    return CliRunner().invoke(app, ["coach", *map(str, args)])


def many(count: int = 20, **options: Any) -> list[dict[str, Any]]:
    """Return reports."""
    return [report(f"n{i}", **options) for i in range(count)]


def told(out: Path) -> dict[str, Any]:
    """Return the JSON document."""
    found: dict[str, Any] = json.loads((out / "coach.json").read_text("utf-8"))
    return found


def test_a_folder_of_parts_in_every_form(tmp_path: Path) -> None:
    """Other files of a scan are not read; two names for one file count once."""
    scan, out = tmp_path / "scan", tmp_path / "out"
    scan.mkdir()
    written(scan / "part-000000.jsonl", many())
    lines = "".join(json.dumps(report(f"m{i}")) + "\n" for i in range(5))
    (scan / "part-000001.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (scan / "errors.jsonl").write_text('{"id": null, "place": "x", "sentence": "y"}\n')
    assert run(scan, scan / "part-000000.jsonl", "--out", out).exit_code == 0
    assert told(out)["notes"] == 25
    assert {f.name for f in out.iterdir()} == {
        "coach.html",
        "coach.json",
        "groups.csv",
        "gaps.csv",
        "months.csv",
        "notes.csv",
    }


def test_parquet_as_a_scan_writes_it(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    notes = [
        {
            "id": f"n{i}",
            "text": "PT daily note. Generalized weakness. MMT hip flexion 3+/5 R.",
            "therapist": "A",
            "date": "2026-01-05",
        }
        for i in range(12)
    ]
    source = tmp_path / "notes.jsonl"
    source.write_text("".join(json.dumps(n) + "\n" for n in notes))
    documents = []
    for form in ("jsonl", "parquet"):
        scan, out = tmp_path / form, tmp_path / f"out-{form}"
        done = CliRunner().invoke(app, ["scan", str(source), "--out", str(scan), "--format", form])
        assert done.exit_code == 0, done.output
        assert run(scan, "--out", out).exit_code == 0
        documents.append(told(out))
    assert documents[0] == documents[1]
    assert documents[0]["groups"][0]["notes"] == 12


@pytest.mark.parametrize("column", ["Therapist", "clinician", "treating therapist"])
def test_usual_names_of_the_therapist_column(tmp_path: Path, column: str) -> None:
    file = written(
        tmp_path / "r.jsonl", [report(f"n{i}", therapist=None, **{column: "A"}) for i in range(12)]
    )
    assert run(file, "--out", tmp_path / "out").exit_code == 0
    assert told(tmp_path / "out")["groups"][0]["name"] == "A"


def test_another_column_for_the_day_and_the_patient(tmp_path: Path) -> None:
    file = written(tmp_path / "r.jsonl", many(12, date=None, seen="3/4/2026", chart="7"))
    done = run(file, "--out", tmp_path / "out", "--date-column", "seen", "--patient-column", "chart")
    assert done.exit_code == 0
    assert told(tmp_path / "out")["period"] == "2026-03-04 to 2026-03-04"
    assert told(tmp_path / "out")["episodes"]["notes_in_order"] == 12


def test_since_compares_with_as_long_before(tmp_path: Path) -> None:
    old, mid, new = (
        [
            report(f"{m}-{i}", date=f"2026-{m:02d}-{1 + i:02d}", gaps=["weak-without-data"] * (m == 2))
            for i in range(20)
        ]
        for m in (1, 2, 3)
    )
    file = written(tmp_path / "r.jsonl", [*old, *mid, *new, report("undated", date=None)])
    assert run(file, "--out", tmp_path / "out", "--since", "3/1/2026").exit_code == 0
    found = told(tmp_path / "out")
    assert found["notes"] == 20
    assert found["compared"] == {"now": "2026-03-01 to 2026-03-20", "before": "2026-02-09 to 2026-02-28"}
    assert found["groups"][0]["weak_without_data"]["change"]["before"] == 1.0
    assert "1 note without a date left out, since a first day was asked for." in found["notices"]


def test_a_broken_line_costs_itself(tmp_path: Path) -> None:
    file = written(tmp_path / "r.jsonl", many())
    with file.open("a") as stream:
        stream.write('{"schema": "rehabcode/1", "note": {"id": "secret w\n')
    done = run(file, "--out", tmp_path / "out")
    assert done.exit_code == 4
    assert "r.jsonl, row 21: is no JSON" in done.stderr
    assert "secret" not in done.output
    assert told(tmp_path / "out")["notices"] == ["1 records could not be read and are not counted."]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("missing",), "no such file or folder"),
        (("empty",), "holds no part-*.jsonl"),
        (("notes.jsonl",), "holds no report"),
        (
            ("r.jsonl", "--by", "nurse"),
            "no note has such a column; columns that came with the notes: therapist",
        ),
        (("r.jsonl", "--since", "spring"), "is no date"),
        (("r.jsonl", "--since", "2030-01-01"), "no note is from that day on"),
        (("r.jsonl", "--patient-column", "chart"), "no note has such a column"),
        (("r.jsonl", "--denials", "missing.csv"), "cannot be read"),
        (("r.jsonl", "--out", "r.jsonl"), "is a file"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(Path("r.jsonl"), many())
    Path("notes.jsonl").write_text('{"id": "1", "text": "secret"}\n')
    Path("empty").mkdir()
    done = run(*args) if "--out" in args else run(*args, "--out", "out")
    assert done.exit_code in (2, 4)
    assert message in done.stderr
    assert "secret" not in done.output
    assert not Path("out").exists()


def test_an_earlier_page_is_kept_without_force(tmp_path: Path) -> None:
    file, out = written(tmp_path / "r.jsonl", many()), tmp_path / "out"
    assert run(file, "--out", out).exit_code == 0
    assert run(file, "--out", out).exit_code == 2
    assert run(file, "--out", out, "--force", "--quiet").output == ""
