"""Manual pages of the test scales, from the table that the reader works with."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO

WORDS = {">=": "at or above", "<=": "at or below", ">": "above", "<": "below"}


@cache
def table() -> dict[str, dict[str, str]]:
    """Return the test scales by canonical name."""
    text = files("rehabcode.nlp.data").joinpath("tests.csv").read_text(encoding="utf-8")
    return {row["canonical"]: row for row in csv.DictReader(StringIO(text))}


def names() -> tuple[str, ...]:
    """Return the canonical names of all scales."""
    return tuple(table())


def page(name: str) -> str | None:
    """Return the manual page of a scale; None where there is none.

    Examples
    --------
    >>> print(page("tug").splitlines()[0])
    test TUG
    """
    row = next((row for each, row in table().items() if each.lower() == name.strip().lower()), None)
    if row is None:
        return None
    lines = [f"test {row['canonical']}", ""]
    if row["units"]:
        lines.append(f"Units: {', '.join(row['units'].split())}")
    if row["min"] or row["max"]:
        lines.append(f"Values read: {row['min'] or '0'} to {row['max'] or 'any'}")
    lines.append(f"Impaired: {_cutoff(row)}")
    if row["mdc"]:
        lines.append(
            f"Smallest change beyond error: {row['mdc']} ({_checked(row['mdc_source'], row['mdc_verified'])})"
        )
    return "\n".join([*lines, f"Source: {_checked(row['source'], row['verified'])}", ""])


def _cutoff(row: dict[str, str]) -> str:
    if not row["cutoff_value"]:
        return "no cut-off is used"
    meaning = f", {row['meaning']}" if row["meaning"] else ""
    people = f" ({row['population']})" if row["population"] else ""
    sign = WORDS.get(row["cutoff_op"], row["cutoff_op"])
    return f"{sign} {row['cutoff_value']} {row['cutoff_unit']}".rstrip() + meaning + people


def _checked(source: str, verified: str) -> str:
    return source if verified == "yes" else f"{source} (unverified)".strip()
