"""Every command and option has help and stands in docs/commands.md; help comes at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from rehabcode.cli.main import app
from rehabcode.cli.problems import Exit

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def section(command: str) -> str:
    """Return the section of docs/commands.md about a command."""
    found = re.search(rf"^## {command}$(.*?)(?=^## |\Z)", DOCS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section on {command}"
    return found.group(1)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    """With all its names, and with help."""
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            assert parameter.help, parameter.name
            assert all(f"`{option}`" in section(name) for option in parameter.opts), parameter.opts


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    """Both ways of asking for it."""
    for flag in ("--help", "-h"):
        result = CliRunner().invoke(app, [name, flag])
        assert result.exit_code == 0
        assert COMMANDS[name].help.splitlines()[0][:40] in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    """The README shows each once."""
    assert f"rehabcode {name}" in README


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_documented(code: Exit) -> None:
    """In the README and in the docs."""
    assert f"| {code.value} |" in DOCS
    assert f"| {code.value} |" in README


def test_no_arguments_is_help() -> None:
    """And wrong use."""
    result = CliRunner().invoke(app, [])
    assert "suggest" in result.output
    assert result.exit_code == 2


def test_help_does_not_wait_for_heavy_imports() -> None:
    """Neither spaCy nor scikit-learn nor numpy is imported."""
    heavy = ("spacy", "medspacy", "sklearn", "numpy")
    code = (
        "import sys; from rehabcode.cli.main import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([m for m in sys.modules if m.split('.')[0] in {heavy}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
