"""What the coach's tests share: made reports in, the summary or the written files out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))  # the modules beside the tests: made, clinic, browser

from made import Report, written

from rehabcode.cli.coaching.run import Asked, summarize
from rehabcode.cli.coaching.summary import Summary
from rehabcode.cli.main import app


@pytest.fixture
def summary_of(tmp_path: Path) -> Callable[..., Summary]:
    """Summarize made reports."""

    def make(reports: Iterable[Report], **options: Any) -> Summary:
        file = written(tmp_path / "reports.jsonl", reports)
        return summarize(Asked(results=(str(file),), **{"by": ("therapist",), **options}), lambda _: None)

    return make


@pytest.fixture
def pages_of(tmp_path: Path) -> Callable[..., tuple[str, dict[str, Any], Path]]:
    """Run the command over made reports; give the page, the JSON and the folder."""

    def make(reports: Iterable[Report], *options: str) -> tuple[str, dict[str, Any], Path]:
        file, out = written(tmp_path / "reports.jsonl", reports), tmp_path / "out"
        done = CliRunner().invoke(app, ["coach", str(file), "--out", str(out), "--force", *options])
        assert done.exit_code == 0, done.output
        return (
            (out / "coach.html").read_text("utf-8"),
            json.loads((out / "coach.json").read_text("utf-8")),
            out,
        )

    return make
