"""A note pasted on a terminal, and what a terminal can show."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rehabcode.cli.page import FANCY, Page

END = b"\x04"
ERASE = (0x08, 0x7F)


def paste() -> bytes:
    """Return what is pasted or typed until Ctrl-D (Windows: Ctrl-Z, Enter).

    A terminal hands over whole lines and drops, without a word, what goes beyond 4,095 bytes of one, and a
    dictated note often is one line. So the line discipline is switched off while reading; backspace is
    honoured here.
    """
    if os.name == "nt":
        return sys.stdin.buffer.read()
    descriptor = sys.stdin.fileno()
    data = bytearray()
    with _unbuffered(descriptor):
        while piece := os.read(descriptor, 65536):
            text, end, _ = piece.partition(END)
            data += text
            if end:
                break
    return erased(bytes(data))


def erased(typed: bytes) -> bytes:
    r"""Apply the backspaces in ``typed``: each takes the character before it, not beyond the line's start.

    Examples
    --------
    >>> erased(b"4/55\x7f")
    b'4/5'
    """
    if not any(key in typed for key in ERASE):
        return typed
    kept = bytearray()
    for byte in typed:
        if byte not in ERASE:
            kept.append(byte)
            continue
        while kept and 0x80 <= kept[-1] < 0xC0:  # the tail of a character of several bytes
            kept.pop()
        if kept and kept[-1] != 0x0A:
            kept.pop()
    return bytes(kept)


@contextmanager
def _unbuffered(descriptor: int) -> Iterator[None]:
    import termios

    before = termios.tcgetattr(descriptor)
    now = termios.tcgetattr(descriptor)
    now[3] &= ~(termios.ICANON | termios.IEXTEN)  # local modes
    now[6][termios.VMIN] = 1
    now[6][termios.VTIME] = 0
    termios.tcsetattr(descriptor, termios.TCSADRAIN, now)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def width() -> int:
    """Return the columns to write in: 80, fewer on a narrower terminal."""
    return max(24, min(80, shutil.get_terminal_size((80, 24)).columns))


def wants_colour(stream: TextIO) -> bool:
    """Whether ``stream`` is a terminal that shows colour and the user has not declined it (NO_COLOR)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def shows(stream: TextIO, text: str) -> bool:
    """Whether the encoding of ``stream`` has all characters of ``text``."""
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def encodable(text: str, stream: TextIO) -> str:
    """Return ``text`` with ``?`` for what the encoding of ``stream`` lacks."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def page(stream: TextIO) -> Page:
    """Return an empty page as wide and as colourful as ``stream`` allows; a file is 80 columns wide."""
    fancy = shows(stream, "".join(FANCY.values()))
    return Page(width=width() if stream is sys.stdout else 80, colour=wants_colour(stream), fancy=fancy)
