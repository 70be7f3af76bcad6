"""--out: the file appears complete or not at all."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rehabcode.cli import output
from rehabcode.cli.main import app

COMPLETE = Path(__file__).parent / "examples" / "complete.txt"

pytestmark = pytest.mark.usefixtures("stand_in")


def run(*args: str | Path) -> Result:
    """Run suggest in this process."""
    return CliRunner().invoke(app, ["suggest", *map(str, args)])


def test_the_answer_goes_to_the_file(tmp_path: Path) -> None:
    """Nothing on stdout, nothing else in the folder, permissions as of any new file."""
    out = tmp_path / "answer.txt"
    result = run(COMPLETE, "--out", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert "M62.81" in out.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [out]
    other = tmp_path / "other"
    other.touch()
    assert stat.S_IMODE(out.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


@pytest.mark.parametrize(("name", "lines"), [("a.json", None), ("a.jsonl", 1), ("A.JSONL", 1)])
def test_the_name_gives_the_format(tmp_path: Path, name: str, lines: int | None) -> None:
    """Unless --format says otherwise."""
    run(COMPLETE, "--out", tmp_path / name)
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert json.loads(written)["status"] == "supported"
    assert lines is None or len(written.splitlines()) == lines


def test_a_file_is_as_wide_as_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However narrow the terminal at the time."""
    run(COMPLETE, "--out", tmp_path / "a.txt")
    monkeypatch.setenv("COLUMNS", "40")
    run(COMPLETE, "--out", tmp_path / "b.txt")
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()


def test_no_overwriting_without_force(tmp_path: Path) -> None:
    """The old file stays as it was; with --force it is replaced and keeps its permissions."""
    out = tmp_path / "answer.txt"
    out.write_text("precious")
    out.chmod(0o600)
    refused = run(COMPLETE, "--out", out)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert out.read_text() == "precious"
    assert run(COMPLETE, "--out", out, "--force").exit_code == 0
    assert "M62.81" in out.read_text(encoding="utf-8")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_never_over_an_input(tmp_path: Path) -> None:
    """Not even with --force."""
    note = tmp_path / "note.txt"
    note.write_text("weak")
    result = run(note, "--out", note, "--force")
    assert result.exit_code == 2
    assert note.read_text() == "weak"


@pytest.mark.parametrize(
    ("out", "sentence"), [("gone/answer.txt", "its folder does not exist"), (".", "is a folder")]
)
def test_places_that_cannot_be(tmp_path: Path, out: str, sentence: str) -> None:
    """Told before any work is done."""
    result = run(COMPLETE, "--out", tmp_path / out)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_nothing_answered_leaves_no_file(tmp_path: Path) -> None:
    """No empty file where every input was refused."""
    result = run(tmp_path / "gone.txt", "--out", tmp_path / "answer.txt")
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_the_old_file(tmp_path: Path) -> None:
    """Half-written answers are thrown away."""
    out = tmp_path / "answer.txt"
    out.write_text("old")
    with pytest.raises(RuntimeError):
        write_half(out)
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def write_half(out: Path) -> None:
    """Fail with part of an answer written."""
    with output.opened(str(out), force=True) as stream:
        stream.write("half")
        stream.flush()
        raise RuntimeError


def test_a_link_is_followed(tmp_path: Path) -> None:
    """The file behind it is replaced, the link stays."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    assert run(COMPLETE, "--out", link, "--force").exit_code == 0
    assert link.is_symlink()
    assert "M62.81" in real.read_text(encoding="utf-8")


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no such device")
def test_a_device() -> None:
    """Devices are written to as they are."""
    assert run(COMPLETE, "--out", "/dev/null").exit_code == 0


def test_dash_is_standard_output() -> None:
    """As usual."""
    assert "M62.81" in run(COMPLETE, "--out", "-").stdout
