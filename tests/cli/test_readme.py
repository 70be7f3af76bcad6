"""The README shows what the program really says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rehabcode.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = re.compile(r"(<!-- example: rehabcode (.*?) -->\n```text\n)(.*?)(```\n)", re.DOTALL)


def test_examples_are_real_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a wanted change: REWRITE_VIEWS=1 pytest tests/cli/test_readme.py."""
    monkeypatch.chdir(ROOT)
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)
    assert examples
    for opening, command, shown, closing in examples:
        real = CliRunner().invoke(app, command.split()).stdout
        if os.environ.get("REWRITE_VIEWS"):
            text = text.replace(f"{opening}{shown}{closing}", f"{opening}{real}{closing}")
            readme.write_text(text, encoding="utf-8")
            shown = real
        assert shown == real
