"""What ``tests.csv`` knows of the standardized tests, and which figures can be a value of one.

::

    value = figure unit                  a unit of the test, in its range            "18 sec", "310 m"
          | figure ("/" | "out of") top  a total of the test, or of one of its parts "19/28", "7 out of 16"
          | figure                       where nothing parts it from the name        "TUG 18"
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from rehabcode.nlp.lexicon import rows
from rehabcode.nlp.quantities import Token
from rehabcode.nlp.view import Item

REACH = 220
"""How far behind its name a value can stand."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What ``tests.csv`` knows of one test."""

    name: str
    units: tuple[str, ...]
    tops: frozenset[float]
    parts: dict[str, str]
    low: float
    high: float
    cutoff: tuple[str, float, str] | None


class Found(NamedTuple):
    """A value of a test: where it stands, and what its surroundings say of its time."""

    test: str
    start: int
    end: int
    value: float | None
    unit: str | None
    when: str | None = None
    cue: Item | None = None
    side: str | None = None
    date: str | None = None
    header: frozenset[str] = frozenset()
    name: Item | None = None
    unable: bool = False
    positive: bool | None = None
    was: bool = False


@cache
def specs() -> dict[str, Spec]:
    """Return the tests by canonical name."""
    return {row["canonical"]: _spec(row) for row in rows("tests")}


def _spec(row: dict[str, str]) -> Spec:
    backed = row["verified"] in ("yes", "weak") and row["source"] and row["cutoff_value"]
    cutoff = (row["cutoff_op"], float(row["cutoff_value"]), row["cutoff_unit"]) if backed else None
    return Spec(
        row["canonical"],
        tuple(row["units"].split()),
        frozenset(float(t) for t in row["tops"].split()),
        dict(p.split("=") for p in row["parts"].split(";") if p),
        float(row["min"] or 0),
        float(row["max"] or "inf"),
        cutoff,
    )


def fit(
    spec: Spec, token: Token, *, bare: bool, part: str | None = None
) -> tuple[str, float, str | None] | None:
    """Return test, value and unit when a figure can be a value of the test (``bare``: without unit)."""
    value, unit = token.value, token.unit
    if token.top is not None:
        test = spec.parts.get(f"{token.top:g}", spec.name)
        if test != spec.name:
            return (test, value, "points") if value <= token.top else None
        if token.top not in spec.tops or value > token.top:
            return None
        own = specs().get(part or spec.name, spec)
        return (
            own.name if token.top in own.tops else spec.name,
            value,
            "points" if spec.units[0] != "%" or token.top != 100 else "%",
        )
    if unit == "?":
        return None
    if unit == '"':
        unit = "s" if "s" in spec.units else "in"
    if unit == "in" and "in" not in spec.units and token.text.rstrip().endswith("in"):
        unit = None
    if unit is None:
        if not bare or token.text == "one":
            return None
        unit = spec.units[0]
        if unit == "m":  # feet or metres: the note does not say
            unit = None
        if unit == "m/s" and value > spec.high:
            unit = "s"
    elif unit not in spec.units and not (unit == "reps" and "steps" in spec.units):
        return None
    if unit == spec.units[0] and not spec.low <= value <= spec.high:
        return None
    if unit is not None and unit != spec.units[0] and not 0 <= value <= 5000:
        return None
    return part or spec.name, value, unit


def unit_is_distance(unit: str | None) -> bool:
    """Whether a unit measures a distance walked."""
    return unit in ("ft", "m")
