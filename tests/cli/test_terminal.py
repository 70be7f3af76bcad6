"""A note pasted on a real terminal (a pseudo-terminal): echo, colour, end of input, nothing lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rehabcode.cli.terminal import erased

pty = pytest.importorskip("pty", reason="pseudo-terminals are of Unix")
termios = pytest.importorskip("termios", reason="terminal modes are of Unix")

PASTE = "from rehabcode.cli.terminal import paste; import sys; sys.stderr.write(repr(paste()))"


def on_terminal(code: str, typed: bytes) -> tuple[str, int]:
    """Run Python code with stdin and stdout on a terminal; give its stderr and its exit code."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE
    )
    os.close(theirs)
    drain = threading.Thread(target=_drain, args=(ours,), daemon=True)
    drain.start()
    _until_pasting(ours)
    for i in range(0, len(typed), 512):
        os.write(ours, typed[i : i + 512])
    _, told = process.communicate(timeout=30)
    os.close(ours)
    return told.decode(), process.returncode


def _until_pasting(descriptor: int, seconds: float = 30) -> None:
    """Wait until the program on a terminal has switched its line discipline off."""
    deadline = time.monotonic() + seconds
    while termios.tcgetattr(descriptor)[3] & termios.ICANON:  # local modes
        assert time.monotonic() < deadline, "the program does not read"
        time.sleep(0.005)


def _drain(descriptor: int) -> None:
    try:
        while os.read(descriptor, 65536):
            pass
    except OSError:
        return


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param(b"Hip 3+/5\n\x04", b"Hip 3+/5\n", id="Ctrl-D on a line of its own"),
        pytest.param(b"Hip 3+/5\x04", b"Hip 3+/5", id="Ctrl-D at the end of a line"),
        pytest.param(b"Hip 4/5\r2\x04", b"Hip 4/5\n2", id="Enter"),
        pytest.param(b"x" * 20_000 + b"\n\x04", b"x" * 20_000 + b"\n", id="a line beyond 4,095 bytes"),
    ],
)
def test_pasting(typed: bytes, text: bytes) -> None:
    """All that is pasted arrives."""
    told, code = on_terminal(PASTE, typed)
    assert (told, code) == (repr(text), 0)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (b"4/55\x7f", b"4/5"),
        (b"a\n\x7f\x7fb", b"a\nb"),
        ("é漢\x7f".encode(), "é".encode()),
        (b"\x7fa", b"a"),
        (b"plain", b"plain"),
    ],
)
def test_backspace(typed: bytes, text: bytes) -> None:
    """Takes the character before it, never beyond the line."""
    assert erased(typed) == text


SUGGEST = """
import sys; sys.path.insert(0, {folder!r})
import conftest
from rehabcode.cli import engine
from rehabcode.cli.main import app
engine.load = lambda: None
engine.answer = lambda text, **rest: conftest.report_on("words_only")
sys.argv = ["rehabcode", "suggest", *{args!r}]
app()
"""


def suggest_on_terminal(*args: str, env: dict[str, str] | None = None) -> tuple[str, str, int]:
    """Run suggest with its stdin and stdout on a terminal; give the screen, stderr and the exit code."""
    code = SUGGEST.format(folder=str(Path(__file__).parent), args=args)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "60", **(env or {})},
    )
    os.close(theirs)
    assert process.stderr
    prompt = process.stderr.readline() if "-q" not in args else b""
    _until_pasting(ours)
    note = (Path(__file__).parent / "examples" / "words_only.txt").read_bytes()
    os.write(ours, note + b"\x04")
    screen = b""
    try:
        while piece := os.read(ours, 65536):
            screen += piece
    except OSError:
        pass
    process.wait(timeout=30)
    told = prompt + process.stderr.read()
    process.stderr.close()
    os.close(ours)
    return screen.decode(), told.decode(), process.returncode


def test_a_note_pasted() -> None:
    """Asked for on stderr, answered in colour, as wide as the terminal."""
    screen, told, code = suggest_on_terminal()
    assert code == 0
    assert "Ctrl-D" in told
    answer = screen[screen.index("─") :]
    assert "\x1b[" in answer
    plain = re.sub(r"\x1b\[[0-9;]*m", "", answer)
    assert "PROVISIONAL" in plain
    assert max(len(line) for line in plain.splitlines()) <= 60


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_when_declined(env: dict[str, str]) -> None:
    """NO_COLOR, or a terminal that shows none."""
    screen, _, _ = suggest_on_terminal(env=env)
    assert "PROVISIONAL" in screen
    assert "\x1b[" not in screen


def test_quiet_does_not_ask() -> None:
    """No prompt with --quiet."""
    _, told, code = suggest_on_terminal("-q")
    assert (told, code) == ("", 0)
