"""Rates with honest uncertainty: Wilson and Newcombe intervals, exact tests by strata, false discoveries.

Sources: Wilson (1927) JASA 22:209; Newcombe (1998) Stat Med 17:873, method 10; Fisher (1935), stratified as
in Mehta, Patel and Gray (1985) JASA 80:969; Mantel and Haenszel (1959) JNCI 22:719; Benjamini and Hochberg
(1995) JRSS B 57:289.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, lgamma, sqrt
from typing import Any

import numpy as np

Z = 1.959963984540054
"""Normal quantile of a 95 % interval."""
SMALL = 10
"""Below so many notes no rate is given."""
_NEGLIGIBLE = 1e-30
_SMALLEST = 1e-15
"""P values below are not told apart."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    count: int
    of: int

    @property
    def small(self) -> bool:
        """Whether there are too few notes for a rate."""
        return self.of < SMALL

    @property
    def value(self) -> float | None:
        """The rate; None under the small-number rule."""
        return None if self.small else self.count / self.of

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % Wilson interval; None under the small-number rule."""
        return None if self.small else wilson(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One kind of note: so many of so many here, and among the others."""

    count: int
    of: int
    others: int
    others_of: int


def wilson(count: float, of: float) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a proportion.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(10, 100)]
    [0.0552, 0.1744]
    """
    rate, spread = count / of, Z * Z / of
    middle = (rate + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * sqrt(rate * (1 - rate) / of + spread / (4 * of))
    low = 0.0 if count == 0 else max(0.0, middle - half)
    return low, 1.0 if count == of else min(1.0, middle + half)


def newcombe(count: float, of: float, before: float, before_of: float) -> tuple[float, float]:
    """Return the 95 % interval of the difference of two proportions (first minus second)."""
    one, two = count / of, before / before_of
    (low1, high1), (low2, high2) = wilson(count, of), wilson(before, before_of)
    difference = one - two
    return (
        difference - sqrt((one - low1) ** 2 + (high2 - two) ** 2),
        difference + sqrt((high1 - one) ** 2 + (two - low2) ** 2),
    )


def exact_p(strata: Iterable[Stratum]) -> float:
    """Return the two-sided exact p value that the rate is that of the others in every stratum.

    With one stratum this is Fisher's exact test. With several, the count is compared with the sum of the
    hypergeometric counts expected if chance alone had dealt the notes of each kind.
    """
    start, weights, observed = 0, np.ones(1), 0
    for stratum in strata:
        if stratum.of and stratum.others_of:
            low, pmf = _hypergeometric(stratum)
            start, weights, observed = start + low, np.convolve(weights, pmf), observed + stratum.count
    weights = weights / weights.sum()
    at = observed - start
    here = weights[at] if 0 <= at < len(weights) else 0.0
    return float(min(1.0, max(_SMALLEST, weights[weights <= here * (1 + 1e-7)].sum())))


def _hypergeometric(stratum: Stratum) -> tuple[int, Any]:
    """Return the smallest count that matters, and the probabilities from it on."""
    mine, other = stratum.of, stratum.others_of
    drawn = stratum.count + stratum.others
    low, high = max(0, drawn - other), min(mine, drawn)
    mode = min(high, max(low, (drawn + 1) * (mine + 1) // (mine + other + 2)))
    width = 20 + int(16 * sqrt(drawn * mine / (mine + other) * other / (mine + other) + 1))
    low, high = max(low, mode - width), min(high, mode + width)  # beyond, nothing but zeros
    counts = range(low, high + 1)
    logs = np.array([_log_choose(mine, k) + _log_choose(other, drawn - k) for k in counts])
    pmf = np.exp(logs - logs.max())
    kept = np.flatnonzero(pmf > _NEGLIGIBLE)
    pmf = pmf[kept[0] : kept[-1] + 1]
    return low + int(kept[0]), pmf / pmf.sum()


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def expected_rate(strata: Sequence[Stratum]) -> float | None:
    """Return the rate of the others on the same mix of kinds of notes; None where nothing compares."""
    usable = [s for s in strata if s.of and s.others_of]
    notes = sum(s.of for s in usable)
    return sum(s.of * s.others / s.others_of for s in usable) / notes if notes else None


def own_rate(strata: Sequence[Stratum]) -> float:
    """Return the rate over the kinds of notes that the others write too."""
    usable = [s for s in strata if s.of and s.others_of]
    return sum(s.count for s in usable) / sum(s.of for s in usable)


def odds_ratio(strata: Iterable[Stratum]) -> float:
    """Return the Mantel-Haenszel odds ratio; infinite where only this side has any."""
    up = down = 0.0
    for s in strata:
        total = s.of + s.others_of
        if s.of and s.others_of:
            up += s.count * (s.others_of - s.others) / total
            down += s.others * (s.of - s.count) / total
    return up / down if down else (inf if up else 1.0)


def q_values(p_values: Sequence[float]) -> list[float]:
    """Return the smallest false discovery rate at which each test is a discovery (Benjamini-Hochberg).

    Examples
    --------
    >>> q_values([0.01, 0.04, 0.03, 0.5])
    [0.04, 0.05333333333333334, 0.05333333333333334, 0.5]
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    out, lowest = [1.0] * len(p_values), 1.0
    for rank in range(len(order), 0, -1):
        at = order[rank - 1]
        lowest = min(lowest, p_values[at] * len(order) / rank)
        out[at] = lowest
    return out


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Return the middle and the ordinary spread (median, 1.4826 times the median absolute deviation)."""
    middle = float(np.median(values))
    return middle, 1.4826 * float(np.median(np.abs(np.array(values) - middle)))
