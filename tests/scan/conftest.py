"""A scan of an archive in a test's own folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_archives import Outcome, Scan
from typer.testing import CliRunner

from rehabcode.cli.main import app


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    """Scan inputs into ``tmp_path/out``."""

    def run(*args: object, out: str = "out", stdin: bytes | None = None) -> Outcome:
        folder = tmp_path / out
        result = CliRunner().invoke(app, ["scan", *map(str, args), "--out", str(folder)], input=stdin)
        return Outcome(result.exit_code, result.stdout, result.stderr, folder)

    return run
