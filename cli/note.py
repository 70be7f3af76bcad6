"""One note on its way from the input to the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The text of a note as given, with what identifies it."""

    text: str
    id: str
    place: str
    """Where it came from, for messages: file, or file and row."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    """What the reader should know about how it was read (a guessed encoding)."""
