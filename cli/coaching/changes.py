"""Now against before: how a rate or a score changed, beyond what chance and single patients explain.

Notes of one patient resemble each other: one episode without a prior level is many notes without. The counts
of a period are therefore divided by their design effect (Rao and Scott 1992, Biometrics 48:577), with the
patients as clusters, before the interval of the difference is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import erfc, sqrt
from typing import Any

import numpy as np

from rehabcode.cli.coaching.ledger import Notes
from rehabcode.cli.coaching.stats import SMALL, Rate, Z, newcombe, q_values

FALSE_CHANGES = 0.05
"""Expected share of changes called better or worse that are chance."""


@dataclass(frozen=True, slots=True)
class Change:
    """Now against before."""

    now: float
    before: float
    low: float
    high: float
    """95 % interval of the difference."""
    p: float
    lower_is_better: bool = True
    q: float = 1.0
    """Smallest false discovery rate, over all changes of the page's column, at which it is one."""

    @property
    def word(self) -> str:
        """``better``, ``worse`` or ``no clear change``."""
        if self.low <= 0 <= self.high or self.q > FALSE_CHANGES:
            return "no clear change"
        return "better" if (self.now < self.before) == self.lower_is_better else "worse"


def of_rate(now: Rate, before: Rate, effects: tuple[float, float] = (1.0, 1.0)) -> Change | None:
    """Return the change of a rate; None with too few notes in one of the periods.

    Parameters
    ----------
    now, before
        The rates.
    effects
        Their design effects.
    """
    if now.small or before.small:
        return None
    one, two = now.count / now.of, before.count / before.of
    notes, notes_before = now.of / effects[0], before.of / effects[1]
    low, high = newcombe(one * notes, notes, two * notes_before, notes_before)
    pooled = (one * notes + two * notes_before) / (notes + notes_before)
    error = sqrt(pooled * (1 - pooled) * (1 / notes + 1 / notes_before))
    return Change(one, two, low, high, _chance(one - two, error))


def of_score(now: Any, before: Any) -> Change | None:
    """Return the change of the mean score (Welch); None with too few notes in one of the periods."""
    if min(len(now), len(before)) < SMALL:
        return None
    difference = float(now.mean() - before.mean())
    error = sqrt(now.var(ddof=1) / len(now) + before.var(ddof=1) / len(before))
    half = Z * error
    return Change(
        float(now.mean()),
        float(before.mean()),
        difference - half,
        difference + half,
        _chance(difference, error),
        lower_is_better=False,
    )


def _chance(difference: float, error: float) -> float:
    """Return the two-sided p value of a difference with its standard error (normal)."""
    if error == 0:
        return 1.0 if difference == 0 else 0.0
    return erfc(abs(difference) / error / sqrt(2))


def settled(found: Sequence[Change | None]) -> list[Change | None]:
    """Return the changes with their q values over all of them."""
    q = iter(q_values([change.p for change in found if change is not None]))
    return [None if change is None else replace(change, q=next(q)) for change in found]


def design_effects(periods: Sequence[tuple[Notes, str]]) -> tuple[float, ...]:
    """Return by how much each period's notes count for less, since patients have several of them.

    A period in which all notes agree says nothing about that and takes the largest effect of the others.
    """
    own = [_design_effect(notes, gap) for notes, gap in periods]
    known = [effect for effect in own if effect is not None]
    return tuple(max(known, default=1.0) if effect is None else effect for effect in own)


def _design_effect(notes: Notes, gap: str) -> float | None:
    has = notes.has(gap).astype(float)
    rate = float(has.mean()) if len(has) else 0.0
    if rate in (0.0, 1.0):
        return None
    alone = np.where(notes.patient == 0, notes.position.astype(np.uint64), notes.patient)
    keys = np.stack([alone, (notes.patient == 0).astype(np.uint64)], axis=1)
    patients, cluster = np.unique(keys, axis=0, return_inverse=True)
    many = len(patients)
    if many < 2:
        return float(len(has))
    residual = np.bincount(cluster.ravel(), weights=has - rate, minlength=many)
    spread = many / (many - 1) * float((residual**2).sum()) / len(has)
    return max(1.0, spread / (rate * (1 - rate)))
