"""``rehabcode train``: a clinic's own notes in, model and card out; what is refused."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rehabcode.cli import engine
from rehabcode.cli.main import app
from rehabcode.corpus_samples import samples

COLUMNS = ("therapist", "note", "icd10")
ROWS = [
    (s.writer, s.text, "; ".join([*s.gold["primary"][:1], *s.gold["secondary"]]) or "none") for s in samples()
]


def run(*args: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["train", *args])


def table(path: Path, rows: Iterable[tuple[str, ...]], columns: tuple[str, ...] = COLUMNS) -> str:
    """Write a clinic's file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(rows)
    return str(path)


OWN = ("--text-column", "note", "--group-column", "therapist")


def test_a_clinics_own_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Model, digest, card and plot; suggest uses the model when its digest is given."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    notes = table(tmp_path / "own.csv", [*ROWS[:104], ("w01", "a note", "weakness")])
    out = tmp_path / "model"
    result = run("--notes", notes, *OWN, "--out", str(out))
    assert result.exit_code == 0, result.stderr
    assert "notes of 4 groups: generalized" in result.stdout
    assert "left out, no ICD-10-CM code in the label column: row 105" in result.stderr
    digest = (out / "classifier.sha256").read_text().strip()
    assert digest in result.stdout
    assert "1970-01-02" in (out / "model-card.md").read_text(encoding="utf-8")
    assert sorted(file.name for file in out.iterdir()) == [
        "classifier.joblib",
        "classifier.sha256",
        "model-calibration.svg",
        "model-card.md",
    ]
    note = tmp_path / "note.txt"
    note.write_text(ROWS[0][1], encoding="utf-8")
    ask = ["suggest", str(note), "-f", "json", "--model", str(out / "classifier.joblib")]
    refused = CliRunner().invoke(app, ask)
    assert refused.exit_code == 4
    assert digest in refused.stderr
    answered = CliRunner().invoke(app, [*ask, "--model-sha256", digest])
    assert json.loads(answered.stdout)["engine"]["model"] == digest
    engine.use_model(None, None)


def test_json_lines_train_the_same_model(tmp_path: Path) -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS[:78]]
    lines = tmp_path / "own.jsonl"
    lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    one = run("--notes", str(lines), *OWN, "--out", str(tmp_path / "a"))
    two = run("--notes", table(tmp_path / "own.csv", ROWS[:78]), *OWN, "--out", str(tmp_path / "b"))
    assert one.exit_code == two.exit_code == 0, one.stderr + two.stderr
    assert (tmp_path / "a/classifier.joblib").read_bytes() == (tmp_path / "b/classifier.joblib").read_bytes()


@pytest.mark.parametrize(
    ("args", "exit_code", "sentence"),
    [
        (("--notes", "nowhere.csv"), 2, "no such file"),
        (("--notes", "few.csv", *OWN), 4, "20 usable notes; at least 60 are needed; nothing was written"),
        (("--notes", "few.csv"), 2, "has no column of the name given by --text-column"),
        (
            ("--notes", "few.csv", "--text-column", "note", "--group-column", "pt"),
            2,
            "given by --group-column",
        ),
        (("--notes", "empty.csv", *OWN), 4, "holds no rows"),
        (("--notes", "broken.jsonl", *OWN), 4, "row 1: is no JSON object"),
        (("--out", "few.csv"), 2, "is a file; name a folder"),
        (("--out", "there"), 2, "exists; name another --out"),
        (("--card", "nowhere/card.md"), 2, "its folder does not exist"),
    ],
)
def test_what_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], exit_code: int, sentence: str
) -> None:
    """In one sentence, without a word of a note, before any work is done where possible."""
    monkeypatch.chdir(tmp_path)
    table(tmp_path / "few.csv", ROWS[:20])
    table(tmp_path / "empty.csv", [])
    (tmp_path / "broken.jsonl").write_text("[1]\n")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "classifier.joblib").write_bytes(b"old")
    result = run(*args)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert sentence in result.stderr
    assert (tmp_path / "there" / "classifier.joblib").read_bytes() == b"old"
