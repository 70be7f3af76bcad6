"""``rehabcode samples``: listed, printed, and fed back into suggest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from rehabcode.cli import samples
from rehabcode.cli.main import app

GOLD = {"primary": ["M62.81", "R53.1"], "secondary": [], "status": "supported"}
SHIPPED = [
    {"id": "s-1", "source": "own", "place": "snf", "kind": "daily", "text": "weak BLE 3/5\r\n", "gold": GOLD},
    {
        "id": "s-2",
        "source": "own",
        "place": "outpatient",
        "kind": "evaluation",
        "text": "ankle sprain, 5/5",
        "gold": {"primary": [], "secondary": [], "status": "none"},
    },
]


@pytest.fixture(autouse=True)
def _two_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    def two() -> Iterator[dict[str, Any]]:
        return iter(SHIPPED)

    monkeypatch.setattr(samples, "shipped", two)


def run(*args: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["samples", *args])


def test_list() -> None:
    """One line a sample: id, place, kind, code, status."""
    assert run().stdout.splitlines() == [
        "s-1         snf, daily: M62.81 supported",
        "s-2         outpatient, evaluation: no code",
    ]


def test_one_sample_is_its_text() -> None:
    """Exactly, so that a pipe into suggest answers it; a missing line end is added."""
    assert run("s-1").stdout_bytes == b"weak BLE 3/5\r\n"
    assert run("s-2").stdout == "ankle sprain, 5/5\n"


def test_json_lines_are_what_is_shipped() -> None:
    """All of them, or those asked for in the order asked."""
    assert [json.loads(line) for line in run("--format", "jsonl").stdout.splitlines()] == SHIPPED
    asked = run("s-2", "s-1", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in asked] == ["s-2", "s-1"]


def test_an_unknown_sample() -> None:
    """Wrong use."""
    result = run("s-9")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "s-9: no sample of that id" in result.stderr
