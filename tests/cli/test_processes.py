"""The command as a process of its own: pipes, signals, and what is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from rehabcode.cli.problems import Exit

COMMAND = [sys.executable, "-m", "rehabcode.cli"]
EXAMPLES = Path(__file__).parent / "examples"
NOTE = (EXAMPLES / "complete.txt").read_bytes()
unix = pytest.mark.skipif(os.name == "nt", reason="signals are of Unix")


def start(*args: str, **more: Any) -> subprocess.Popen[bytes]:
    """Start the command with all its streams piped."""
    return subprocess.Popen(
        [*COMMAND, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )


def test_a_piped_note() -> None:
    """The answer on stdout, not a byte on stderr."""
    process = start("suggest", "--format", "json")
    out, told = process.communicate(NOTE, timeout=60)
    assert (process.returncode, told) == (Exit.DONE, b"")
    report = json.loads(out)
    assert report["codes"][0]["code"] == "M62.81"
    text = NOTE.decode()
    assert all(text[fact["start"] : fact["end"]] == fact["text"] for fact in report["facts"])


def test_same_bytes_in_another_process() -> None:
    """Hash seeds do not show."""
    outs = {
        start("suggest", "--format", "jsonl", env={**os.environ, "PYTHONHASHSEED": seed}).communicate(NOTE)[0]
        for seed in ("1", "2")
    }
    assert len(outs) == 1


def test_suggesting_imports_neither_training_nor_scikit_learn() -> None:
    """They cost a second and are not needed to answer."""
    code = (
        "import sys; from rehabcode.cli.main import app\n"
        "try: app(['suggest', '--quiet', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('sklearn', 'rehabcode.training'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLES / "complete.txt")],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "[]"


@unix
def test_interrupted_while_waiting_for_input() -> None:
    """Ctrl-C: exit code 3, one line, no traceback."""
    process = start("suggest")
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=30)
    assert (process.returncode, out) == (Exit.INTERRUPTED, b"")
    assert told.decode().splitlines() == ["rehabcode: interrupted"]


@unix
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM"])
def test_stopped_while_writing(tmp_path: Path, sent: str) -> None:
    """The file is not there, nor a piece of it."""
    out = tmp_path / "answers.jsonl"
    process = start("suggest", "-", "--out", str(out))
    assert process.stdin
    process.stdin.write(b'{"text": "B hip flexors 3+/5"}\n' * 3)
    process.stdin.flush()
    _wait_for(lambda: any(path.stat().st_size for path in tmp_path.iterdir()))
    process.send_signal(getattr(signal, sent))
    _, told = process.communicate(timeout=30)
    assert process.returncode == Exit.INTERRUPTED
    assert b"Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def _wait_for(condition: Any) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@unix
def test_a_reader_that_goes_away() -> None:
    """``rehabcode suggest ... | head -1``: quiet, exit code 3."""
    process = start("suggest", "-", "--format", "jsonl")
    assert process.stdin
    assert process.stdout
    line = json.dumps({"text": NOTE.decode()}).encode() + b"\n"
    process.stdin.write(line)
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    try:
        process.stdin.write(line * 20)
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.stderr
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == Exit.INTERRUPTED
    assert told == b""


def test_answers_come_as_they_are_ready() -> None:
    """A line in, its report out, before the next line is written."""
    process = start("suggest", "--format", "jsonl")
    assert process.stdin
    assert process.stdout
    for name in ("a", "b"):
        process.stdin.write(json.dumps({"id": name, "text": NOTE.decode()}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["note"]["id"] == name
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (Exit.DONE, b"")


def test_an_ascii_console() -> None:
    """Signs and letters that the console lacks do not stop the answer."""
    process = start("suggest", str(EXAMPLES / "awkward.txt"), env={**os.environ, "PYTHONIOENCODING": "ascii"})
    out, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (Exit.DONE, b"")
    assert out.isascii()
