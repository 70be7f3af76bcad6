"""Figures of probabilities against what was right: plain Python, no library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log

BINS = 10
SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class Bin:
    """One stretch of confidence: how many answers, how sure on average, how many of them right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def calibration(confidences: Sequence[float], right: Sequence[bool], bins: int = BINS) -> tuple[Bin, ...]:
    """Return the filled bins of equal width between 0 and 1.

    Examples
    --------
    >>> calibration([0.95, 0.91, 0.5], [True, False, True])[-1]
    Bin(low=0.9, high=1.0, count=2, confidence=0.93, right=0.5)
    """
    found: dict[int, list[tuple[float, bool]]] = {}
    for confidence, good in zip(confidences, right, strict=True):
        found.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, good))
    return tuple(
        Bin(
            low=round(i / bins, 6),
            high=round((i + 1) / bins, 6),
            count=len(pairs),
            confidence=round(fsum(c for c, _ in pairs) / len(pairs), 6),
            right=round(sum(good for _, good in pairs) / len(pairs), 6),
        )
        for i, pairs in sorted(found.items())
    )


def calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = BINS) -> float | None:
    """Return the expected calibration error: the gap of confidence and share right, weighted by bin size."""
    found = calibration(confidences, right, bins)
    total = sum(b.count for b in found)
    return fsum(b.count * abs(b.confidence - b.right) for b in found) / total if total else None


def log_loss(chances: Sequence[float]) -> float | None:
    """Return the mean of minus the logarithm of the probability given to what was right."""
    return fsum(-log(min(max(p, SMALLEST), 1.0)) for p in chances) / len(chances) if chances else None


def chance_of_outcome(confidence: float, right: bool) -> float:
    """Return the probability that was given to how it turned out."""
    return confidence if right else 1 - confidence


def f1(hits: int, extra: int, missed: int) -> float | None:
    """Return the F1 value; None where there was nothing to find and nothing was found."""
    total = 2 * hits + extra + missed
    return 2 * hits / total if total else None


def macro_f1(wanted: Sequence[str], given: Sequence[str]) -> float | None:
    """Return the mean F1 over the classes that were wanted."""
    found = [
        f1(
            sum(w == g == label for w, g in zip(wanted, given, strict=True)),
            sum(g == label != w for w, g in zip(wanted, given, strict=True)),
            sum(w == label != g for w, g in zip(wanted, given, strict=True)),
        )
        or 0.0
        for label in sorted(set(wanted))
    ]
    return fsum(found) / len(found) if found else None


def abstention(
    confidences: Sequence[float],
    right: Sequence[bool],
    shares: Sequence[float] = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5),
) -> tuple[tuple[float, float, float], ...]:
    """Return (share answered, least confidence, share right) when the least sure are left to a person."""
    ranked = sorted(zip(confidences, right, strict=True), key=lambda pair: (-pair[0], pair[1]))
    out: list[tuple[float, float, float]] = []
    for share in shares:
        kept = ranked[: max(1, round(share * len(ranked)))]
        if kept:
            out.append((share, kept[-1][0], sum(good for _, good in kept) / len(kept)))
    return tuple(out)
