"""How much to lower the confidence because the readers were mended with the notes at hand.

Readers and rules know the shipped notes: what they misread there was mended, so the share of right answers
on them flatters, whatever writers the classifier is kept from. ``first_reading.csv`` holds how many answers
were right when notes were read for the first time. The next unseen notes lie between both: mending helps
them, too, but not as much. The confidence is lowered two thirds of the way, in log odds.

``first_test.csv`` holds what that was worth on four writers whose notes were read for the first time, with
everything fitted on twelve others.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib import resources
from math import log

from rehabcode.training.observe import Observation

SHARE = 2 / 3
"""Part of the way from the mended notes to the first reading."""


def first_reading() -> tuple[int, int]:
    """Return how many notes were read for the first time, and how many of the answers were right."""
    text = resources.files("rehabcode.training").joinpath("first_reading.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return sum(int(row["notes"]) for row in rows), sum(int(row["right"]) for row in rows)


def first_test() -> list[dict[str, str]]:
    """Return the figures on notes read for the first time: rows of figure, rules, combination."""
    text = resources.files("rehabcode.training").joinpath("first_test.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _log_odds(right: int, notes: int) -> float:
    return log((right + 0.5) / (notes - right + 0.5))


def caution(observations: Sequence[Observation]) -> float:
    """Return what to add to the log odds of the confidence: never more than nothing."""
    notes, right = first_reading()
    here = _log_odds(sum(o.acceptable for o in observations), len(observations))
    return min(0.0, SHARE * (_log_odds(right, notes) - here))
