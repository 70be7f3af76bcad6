"""3,000 made-up notes by 12 therapists, through scan and coach: each planted habit, and no other."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import clinic
import pytest
from browser import CHROMIUM, Browser


@pytest.fixture(scope="module")
def coached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scan the clinic and coach it; give the folder with the page."""
    root = tmp_path_factory.mktemp("clinic")
    rows = list(clinic.notes())
    (root / "notes.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    _rehabcode("scan", root / "notes.jsonl", "--out", root / "scan", "--jobs", "2")
    with (root / "scan" / "notes.csv").open(encoding="utf-8", newline="") as table:
        gaps = {
            row["id"]: {"weak-without-data"} if row["weak_without_data"] == "1" else set()
            for row in csv.DictReader(table)
        }
    (root / "denials.csv").write_text(clinic.denials(rows, gaps), encoding="utf-8")
    _rehabcode(
        "coach",
        root / "scan",
        "--by",
        "therapist",
        "--by",
        "clinic",
        "--denials",
        root / "denials.csv",
        "--with-text",
        "--out",
        root / "page",
    )
    return root / "page"


def _rehabcode(*args: object) -> None:
    subprocess.run([sys.executable, "-m", "rehabcode.cli", *map(str, args)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def document(coached: Path) -> dict[str, Any]:
    """Give the JSON document."""
    found: dict[str, Any] = json.loads((coached / "coach.json").read_text("utf-8"))
    return found


def test_each_planted_habit_and_no_other(document: dict[str, Any]) -> None:
    planted = {("therapist", name, gap) for name, gaps in clinic.HABITS.items() for gap in gaps}
    assert document["notes"] == clinic.NOTES
    assert {(h["by"], h["name"], h["gap"]) for h in document["habits"]} == planted


def test_another_clinic_with_fewer_notes(tmp_path: Path) -> None:
    """A missing grade comes with a procedure without its finding; that is no second habit."""
    rows = clinic.notes(seed=21, count=1200, habits=clinic.OTHER_HABITS)
    (tmp_path / "notes.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    _rehabcode("scan", tmp_path / "notes.jsonl", "--out", tmp_path / "scan", "--jobs", "2")
    _rehabcode("coach", tmp_path / "scan", "--out", tmp_path / "page")
    found = json.loads((tmp_path / "page" / "coach.json").read_text("utf-8"))["habits"]
    planted = {(name, gap) for name, gaps in clinic.OTHER_HABITS.items() for gap in gaps}
    assert {(h["name"], h["gap"]) for h in found} == planted


def test_prior_levels_of_earlier_notes_are_credited(document: dict[str, Any]) -> None:
    assert document["episodes"]["prior_level_credited"] > 1000


def test_denials_follow_the_planted_cause(document: dict[str, Any]) -> None:
    """Only notes without data are denied more often (and what those notes lack by definition)."""
    above = {g["gap"] for g in document["denials"]["gaps"] if g["difference"] and g["difference"][1] > 0.1}
    assert "weak-without-data" in above
    assert above <= {"weak-without-data", "mmt-missing", "test-missing", "procedure-link"}
    assert document["denials"]["warning"].startswith("Not a proof of cause.")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_page_in_a_browser(coached: Path, tmp_path: Path) -> None:
    """Nothing sticks out at 1280 and 390 px, plots are legible, nothing is loaded, and it prints."""
    page = coached / "coach.html"
    with Browser(tmp_path) as browser:
        for width in (1280, 390):
            browser.open(page, width)
            assert browser.value("document.documentElement.scrollWidth") <= width
            assert browser.value(_SMALLEST) >= 10
            assert browser.value(_STICKING_OUT) == ""
        assert set(browser.requests) == {page.as_uri()}
        assert browser.complaints == []
        for size in ((8.27, 11.69), (8.5, 11.0)):
            assert browser.printed(*size).startswith(b"%PDF")


_SMALLEST = """[...document.querySelectorAll('svg text, td, th, p, li')]
  .filter(e => e.getClientRects().length)
  .reduce((least, e) => Math.min(least, e.tagName == 'text' ? e.getBoundingClientRect().height
    : parseFloat(getComputedStyle(e).fontSize)), 99)"""
_STICKING_OUT = """[...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.wide') && !e.closest('svg') && !e.closest('thead'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + e.className).join()"""
