"""Amounts of function: distances, times, weights and counts, in figures or spelled out.

Figures are searched by a pattern that starts with a digit, which is quick; spelled numbers only where one of
their units stands in the text at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FIGURE = r"\d(?<![\w/.]\d)(?:\d*(?:\.\d+)?(?:[ \t]?[\u00bd/][ \t]?\d+)?|[\dOoIl]{0,3})"
"""A number in figures, also as scans spoil it ("12O ft")."""
SPELLED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|"
    r"eighty|ninety|(?:a |one |two |three |four |five )?hundred)"
    r"(?:[ \t-](?:and[ \t])?(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|"
    r"forty|fifty|sixty|seventy|"
    r"eighty|ninety)){0,2}"
)


class Amount:
    """A number with a unit.

    Parameters
    ----------
    units : str
        Pattern of what follows a number in figures.
    words : str
        Pattern of what follows a spelled number.
    hints : tuple of str
        Lower-case words one of which a spelled amount needs.
    other : str
        Further shapes, as one pattern.
    others : tuple of str
        Lower-case words one of which such a shape needs.
    """

    def __init__(
        self,
        units: str,
        words: str,
        hints: tuple[str, ...],
        other: str = "",
        others: tuple[str, ...] = (),
    ):
        self._figures = re.compile(FIGURE + units, re.I)
        self._told = [(hints, re.compile(rf"\b{SPELLED}{words}", re.I))]
        if other:
            self._told.append((others, re.compile(other, re.I)))
        self.hints = (*hints, *others)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first amount in figures, else a spelled one, else another shape."""
        stop = len(text) if end is None else end
        found = self._figures.search(text, start, stop)
        if found is not None:
            return found
        low = text[start:stop].lower()
        for hints, pattern in self._told:
            for hint in hints:
                if hint in low:
                    found = pattern.search(text, start, stop)
                    if found is not None:
                        return found
                    break
        return None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the amounts of ``text[start:end]``: figures, then spelled numbers, then other shapes."""
        stop = len(text) if end is None else end
        yield from self._figures.finditer(text, start, stop)
        low = text[start:stop].lower()
        for hints, pattern in self._told:
            if any(hint in low for hint in hints):
                yield from pattern.finditer(text, start, stop)


GAP = r"[ \t-]{0,2}"
NEAR = Amount(
    rf"(?:[ \t]?[x\u00d7][ \t]?\d+)?{GAP}(?:ft\b(?!/)|feet\b|foot\b|'|\u2019(?!\w)|m\b(?!in|/)|"
    r"meters?\b|metres?\b|"
    r"yds?\b|yards?\b|steps\b|laps?\b)",
    rf"{GAP}(?:ft|feet|foot|meters?|metres?|yards?|steps|laps?)\b",
    ("ft", "feet", "foot", "meter", "metre", "yard", "steps", "lap"),
)
"""A distance within a house."""
FAR = Amount(
    rf"{GAP}(?:half[ \t])?(?:blocks?|blks?|miles?|mi)\b",
    rf"{GAP}(?:blocks?|miles?)\b",
    ("block", "mile"),
    r"(?:half a|a quarter|quarter|half|a|1/2|1/4) (?:block|mile|mi)\b",
    (" block", " mi"),
)
"""A distance out of doors."""
TIME = Amount(
    rf"{GAP}(?:to[ \t]\d+[ \t])?(?:min|mins|minutes?|sec|secs|seconds?|s|h|hrs?|"
    r"hours?)\b(?![ \t]?(?:a\b|assist|ax))",
    rf"{GAP}(?:extra )?(?:minutes?|seconds?|hours?)\b",
    ("minute", "second", "hour"),
)
"""A length of time."""
WEIGHT = Amount(
    rf"{GAP}(?:lbs?\b|#|pounds?\b|kg\b)",
    rf"{GAP}pounds?\b",
    ("pound",),
    r"#\d|<[ \t]?\d+[ \t]?(?:lbs?|#)|(?:one|1) (?:grocery )?bag",
    ("#", "<", " bag"),
)
"""A weight lifted or carried."""
FLIGHT = Amount(
    rf"{GAP}(?:\w+[ \t]+)?(?:steps?|stairs?|flights?|flts?|ste)\b",
    rf"{GAP}(?:\w+[ \t]+)?(?:steps?|stairs?|flights?)\b",
    ("step", "stair", "flight"),
    r"(?:stairs?|steps?)[ \t:]*(?:x[ \t]?)?\d+\b|(?:a|one) flight\b",
    ("stair", "step", " flight"),
)
"""A number of steps or flights."""
HINTS = tuple(sorted({hint for amount in (NEAR, FAR, TIME) for hint in amount.hints}))
"""What every distance or time without figures holds."""
COUNT = re.compile(r"\d(?<![\w/.]\d)\d*(?![\w/.%])|[x\u00d7][ \t]?\d+", re.I)
"""A bare number."""
COUNT_WORD = re.compile(rf"\b{SPELLED}\b", re.I)
