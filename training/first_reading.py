"""How right the answers were when notes were read for the first time: what the confidence is fitted on.

Readers and rules know the shipped notes: what they misread there was mended, so the share of right answers
on them flatters, whatever writers the classifier is kept from. ``first_reading.csv`` holds the signals of the
194 notes of the last seven writers, and whether the primary was acceptable when they were first read, before
anything was mended with them; the opinion is that of a classifier that did not know the writer.

The next unseen notes are read by mended readers and will fare better than these, but not as well as the
mended notes. The confidence is therefore raised a quarter of the way between both, in log odds.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import log

from rehabcode.models.classifier import SIGNALS
from rehabcode.training.observe import Observation

SHARE = 0.25
"""Part of the way from the first reading to the mended notes."""
FEWEST = 100
"""Notes read for the first time without which the confidence is not fitted on them."""


@dataclass(frozen=True, slots=True)
class FirstRead:
    """One note at its first reading."""

    writer: str
    signals: tuple[float, ...]
    right: bool

    @property
    def coded(self) -> bool:
        """Whether a primary code was given."""
        return not self.signals[SIGNALS.index("nothing")]


@lru_cache(maxsize=1)
def first_reading() -> tuple[FirstRead, ...]:
    """Return the notes read for the first time, in order."""
    text = resources.files("rehabcode.training").joinpath("first_reading.csv").read_text("utf-8")
    return tuple(
        FirstRead(
            writer=row["note"].partition("-")[0],
            signals=tuple(float(row[name]) for name in SIGNALS),
            right=row["right"] == "1",
        )
        for row in csv.DictReader(text.splitlines())
    )


def of_writers(writers: Collection[str]) -> tuple[FirstRead, ...]:
    """Return the notes of some writers; nothing where they are too few to fit on."""
    found = tuple(note for note in first_reading() if note.writer in writers)
    return found if len(found) >= FEWEST else ()


def _log_odds(right: int, notes: int) -> float:
    return log((right + 0.5) / (notes - right + 0.5))


def raised_by(first: Sequence[FirstRead], observations: Sequence[Observation]) -> float:
    """Return what to add to the log odds of a confidence fitted on first readings; never below zero."""
    before = _log_odds(sum(note.right for note in first), len(first))
    now = _log_odds(sum(o.acceptable for o in observations), len(observations))
    return max(0.0, SHARE * (now - before))
