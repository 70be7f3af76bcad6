"""``rehabcode evaluate``: figures as text, JSON and HTML; what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rehabcode.cli.main import app

FIXTURES = Path(__file__).parents[1] / "training"
GOLD, REPORTS = str(FIXTURES / "gold.jsonl"), str(FIXTURES / "reports.jsonl")
WANTED = json.loads((FIXTURES / "scores.json").read_text(encoding="utf-8"))


def run(*args: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["evaluate", *args])


def test_json() -> None:
    """The names of the scoring table, then confusion and calibration."""
    figures = json.loads(run(GOLD, "--reports", REPORTS, "--format", "json").stdout)
    assert {name: figures[name] for name in WANTED} == WANTED
    assert set(figures) - set(WANTED) == {"confusion", "calibration"}


def test_text() -> None:
    text = run(GOLD, "--reports", REPORTS).stdout
    assert "4 notes, 1 without a report, 1 facts with wrong offsets" in text
    assert "gaps              0.333  0.500  0.400" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_errors_are_ids_and_keys() -> None:
    text = run(GOLD, "--reports", REPORTS, "--errors").stdout
    assert "b\tprimary\tWRONG\twant M62.84; got M62.81" in text
    assert "Quad" not in text


def test_html_is_one_file_without_script() -> None:
    page = run(GOLD, "--reports", REPORTS, "--format", "html", "--errors").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "<svg" in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_run_answers_the_notes_now() -> None:
    figures = json.loads(run(GOLD, "--format", "json").stdout)
    assert (figures["notes"], figures["missing_reports"], figures["bad_offsets"]) == (4, 0, 0)


def test_texts_beside_a_gold_file_of_digests(tmp_path: Path) -> None:
    gold = [json.loads(line) for line in Path(GOLD).read_text(encoding="utf-8").splitlines()]
    (tmp_path / "texts.jsonl").write_text(
        "".join(json.dumps({"id": g["id"], "text": g["text"]}) + "\n" for g in gold)
    )
    (tmp_path / "gold.jsonl").write_text(
        "".join(json.dumps({k: v for k, v in g.items() if k != "text"}) + "\n" for g in gold)
    )
    args = (str(tmp_path / "gold.jsonl"), "--reports", REPORTS, "--format", "json")
    assert run(*args).exit_code == 4
    figures = json.loads(run(*args, "--texts", str(tmp_path / "texts.jsonl")).stdout)
    assert figures["strength"] == WANTED["strength"]


@pytest.mark.parametrize(
    ("args", "exit_code", "sentence"),
    [
        (("nowhere.jsonl",), 2, "no such file"),
        ((GOLD, "--reports", "nowhere.jsonl"), 2, "no such file"),
        ((REPORTS,), 4, 'row 1: has no "id" or no "gold"'),
        ((GOLD, "--reports", GOLD), 4, "row 1: is no report"),
        ((GOLD, "--model-sha256", "0"), 2, "goes with --model"),
    ],
)
def test_what_is_refused(args: tuple[str, ...], exit_code: int, sentence: str) -> None:
    result = run(*args)
    assert result.exit_code == exit_code
    assert sentence in result.stderr
