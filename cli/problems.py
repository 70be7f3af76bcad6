"""What can go wrong, said in one sentence: the place and the remedy, never words of a note."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command; when several apply, the gravest wins (3, 4, 2, 1, 0)."""

    DONE = 0
    FINDINGS = 1
    WRONG_USE = 2
    INTERRUPTED = 3
    FAILED = 4


@dataclass
class UserError(Exception):
    """One input or option that cannot be served.

    Parameters
    ----------
    place : str
        File, or file and row.
    sentence : str
        What is wrong and what mends it; holds nothing of the content.
    exit : Exit
        Exit code that the problem stands for.
    """

    place: str
    sentence: str
    exit: Exit = Exit.FAILED

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


def gravest(*codes: Exit) -> Exit:
    """Return the exit code that stands for all of ``codes``."""
    order = (Exit.DONE, Exit.FINDINGS, Exit.WRONG_USE, Exit.FAILED, Exit.INTERRUPTED)
    return max(codes, key=order.index, default=Exit.DONE)


def tell(message: object) -> None:
    """Write one line to stderr; control characters (of a file name, say) are made harmless."""
    line = "".join(c if c.isprintable() else "?" for c in str(message))
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with suppress(BrokenPipeError):
        print(f"rehabcode: {line}".encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)


def unexpected(error: BaseException) -> str:
    """Describe an error by its type and the last place in our code; its message may quote the note.

    Examples
    --------
    >>> try:
    ...     raise ValueError("words of a note")
    ... except ValueError as error:
    ...     print(unexpected(error))
    an error of the program (ValueError)
    """
    ours = [
        f"{module} line {line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if (module := str(frame.f_globals.get("__name__"))).startswith("rehabcode.")
    ]
    place = f", {ours[-1]}" if ours else ""
    return f"an error of the program ({type(error).__name__}{place})"
