"""A file of labels, reports or coded notes, held in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rehabcode.cli.decoding import Decoded, decode
from rehabcode.cli.problems import Exit, UserError

MAX_FILE = 500_000_000
"""Largest such file, in bytes."""


def content(path: str) -> Decoded:
    """Return the text of a file.

    Raises
    ------
    UserError
        When it is not there, cannot be read or is no text.
    """
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise UserError(path, "no such file; check the name", Exit.WRONG_USE) from None
    except IsADirectoryError:
        raise UserError(path, "is a folder; name a file", Exit.WRONG_USE) from None
    except OSError as error:
        raise UserError(path, f"cannot be read: {error.strerror or type(error).__name__}") from None
    return decode(data, path, MAX_FILE)


def objects(text: str, path: str, remedy: str) -> Iterator[dict[str, Any]]:
    """Yield the object of every line of JSON Lines; blank lines are passed over.

    Raises
    ------
    UserError
        When a line holds none; ``remedy`` says how it should be.
    """
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise UserError(f"{path}, row {number}", f"is no JSON object; {remedy}")
        yield found
