"""Where answers go: standard output, or a file that appears complete or not at all."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from rehabcode.cli.decoding import LONE_SURROGATE
from rehabcode.cli.problems import Exit, UserError


def dump(value: Any, *, indent: int | None = None) -> str:
    """Return ``value`` as JSON: characters as they are, halves of surrogate pairs escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    if written.isascii():
        return written
    return LONE_SURROGATE.sub(lambda half: f"\\u{ord(half.group()):04x}", written)


def use_utf8(stream: TextIO) -> None:
    """Write JSON to standard output as UTF-8 with plain line ends, whatever the console's encoding."""
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is sys.stdout and reconfigure:
        reconfigure(encoding="utf-8", newline="\n")


@contextmanager
def opened(out: str | None, *, force: bool, inputs: tuple[str, ...] = ()) -> Iterator[TextIO]:
    """Give the stream to write answers to.

    Parameters
    ----------
    out
        File to write; None or ``-`` for standard output.
    force
        Whether an existing file may be replaced.
    inputs
        Files being read: none of them is ever written over.

    Notes
    -----
    The file is written under a temporary name in the same folder and renamed when complete. After an
    interruption, an error, or a run that wrote nothing there is neither a new file nor the temporary one, and
    the old file is untouched.
    """
    if out is None or out == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    target = _target(out, force, inputs)
    if target.exists() and not target.is_file():  # a device or a pipe: nothing to rename
        with open(target, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    try:
        with terminating_cleanly(), _replacing(target) as stream:
            yield stream
    except OSError as error:
        raise UserError(out, f"cannot be written: {error.strerror or type(error).__name__}") from None


def write_bytes(target: Path, content: bytes) -> None:
    """Write a file that appears complete or not at all, in place of the one that is there."""
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        part = Path(name)
        try:
            with open(descriptor, "wb") as stream:
                stream.write(content)
            part.chmod(_mode(target))
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(str(target), f"cannot be written: {error.strerror or type(error).__name__}") from None


def _target(out: str, force: bool, inputs: tuple[str, ...]) -> Path:
    target = Path(os.path.realpath(out))
    if target.is_dir():
        raise UserError(out, "is a folder; name a file to write", Exit.WRONG_USE)
    if not target.parent.is_dir():
        raise UserError(out, "its folder does not exist; make it first", Exit.WRONG_USE)
    if any(target.exists() and os.path.exists(path) and os.path.samefile(target, path) for path in inputs):
        raise UserError(out, "is one of the files being read; name another", Exit.WRONG_USE)
    if target.is_file() and not force:
        raise UserError(out, "exists; name another file, or replace it with --force", Exit.WRONG_USE)
    return target


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    part = Path(name)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if part.stat().st_size:
            part.chmod(_mode(target))
            os.replace(part, target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _mode(target: Path) -> int:
    """Return the permissions of the file replaced, else those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def terminating_cleanly() -> Iterator[None]:
    """Let a polite kill remove the temporary file as Ctrl-C does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not the main thread: nothing to set
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
