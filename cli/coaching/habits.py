"""Which therapists stand out, and in what: rates compared with the colleagues', beyond chance and in size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from rehabcode.cli.coaching.ledger import KINDS, Notes
from rehabcode.cli.coaching.sentences import COPIED, leads, words
from rehabcode.cli.coaching.stats import (
    SMALL,
    Stratum,
    exact_p,
    expected_rate,
    odds_ratio,
    own_rate,
    q_values,
    spread,
)

FALSE_DISCOVERIES = 0.01
"""Expected share of flags that are chance."""
LEAST_EXCESS = 0.15
"""Smallest difference to the colleagues that is worth a talk."""
LEAST_ODDS = 2.0
"""Smallest odds ratio to the colleagues."""
SPREADS = 3.0
"""How many ordinary spreads of the colleagues' rates a rate must lie above their middle."""
FEWEST_FOR_SPREAD = 5
"""With fewer colleagues their spread is not known."""


_STRATA = 2 * len(KINDS)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One therapist and one gap against the colleagues, on the same mix of kinds of notes."""

    group: int
    gap: str
    strata: tuple[Stratum, ...]
    colleagues: float | None
    """Rate of the colleagues on this mix of notes; None where there is nothing to compare with."""
    excess: float = 0.0
    odds: float = 1.0
    p: float = 1.0
    q: float = 1.0
    spreads: float | None = None
    """Distance to the middle of the colleagues' rates, in their ordinary spreads."""
    flagged: bool = False
    follows: str | None = None
    """The flagged gap of which this one is a mere consequence."""

    @property
    def habit(self) -> bool:
        """Whether it stands out and is not the consequence of another habit."""
        return self.flagged and self.follows is None


@dataclass(slots=True)
class Counts:
    """How many notes have a gap and how many can have it, by group and kind of note."""

    has: Any
    of: Any
    apart: set[int] = field(default_factory=set)
    """Groups that are no measure for the others: they are flagged themselves."""

    @classmethod
    def of_gap(cls, notes: Notes, groups: Any, size: int, gap: str, without: str | None = None) -> Counts:
        """Count a gap; ``without`` leaves out the notes that have another gap."""
        asked = notes.can_have(gap) & (groups >= 0)
        if without is not None:
            asked = asked & ~notes.has(without)
        strata = _strata(notes, gap)
        cell = groups.astype(np.int64) * _STRATA + strata

        def count(mask: Any) -> Any:
            return np.bincount(cell[mask], minlength=size * _STRATA).reshape(size, _STRATA)

        return cls(has=count(asked & notes.has(gap)), of=count(asked))

    def strata(self, group: int) -> tuple[Stratum, ...]:
        """Return one group against the others, by kind of note."""
        others = [at for at in range(len(self.of)) if at != group and at not in self.apart]
        has, of = self.has[others].sum(axis=0), self.of[others].sum(axis=0)
        mine = zip(self.has[group].tolist(), self.of[group].tolist(), has.tolist(), of.tolist(), strict=True)
        return tuple(Stratum(*four) for four in mine)

    def other_rates(self, group: int) -> list[float]:
        """Return the rates of the other groups that have enough notes."""
        has, of = self.has.sum(axis=1), self.of.sum(axis=1)
        return [float(has[i] / of[i]) for i in range(len(of)) if i != group and of[i] >= SMALL]


def _strata(notes: Notes, gap: str) -> Any:
    """Return the kind of every note; for repeated values also whether they hold more than grades.

    A grade often stays the same from visit to visit, seconds and metres hardly ever.
    """
    kind = notes.kind.astype(np.int64)
    return kind + len(KINDS) * notes.known("fine") if gap == COPIED else kind


def compare(notes: Notes, groups: Any, size: int, gaps: Sequence[str]) -> list[Comparison]:
    """Compare every group with the others on every gap.

    A group with few notes is not compared. Flagged groups are then left out of what the others are measured
    against, until nothing changes: two who share a habit must not hide each other.
    """
    counts = {gap: Counts.of_gap(notes, groups, size, gap) for gap in gaps}
    while True:
        found = _flagged([_compared(counts[gap], group, gap) for gap in gaps for group in range(size)])
        apart = {gap: {c.group for c in found if c.flagged and c.gap == gap} for gap in gaps}
        if all(apart[gap] <= counts[gap].apart for gap in gaps):
            return [_explained(c, found, notes, groups, size) for c in found]
        for gap in gaps:
            counts[gap].apart |= apart[gap]


def _compared(counts: Counts, group: int, gap: str) -> Comparison:
    strata = counts.strata(group)
    colleagues = expected_rate(strata)
    usable = [s for s in strata if s.of and s.others_of]
    if colleagues is None or min(sum(s.of for s in usable), sum(s.others_of for s in usable)) < SMALL:
        return Comparison(group, gap, strata, None)
    rate = own_rate(strata)
    rates = counts.other_rates(group)
    spreads = None
    if len(rates) >= FEWEST_FOR_SPREAD:
        middle, ordinary = spread(rates)
        spreads = (rate - middle) / ordinary if ordinary else None
    excess = rate - colleagues
    return Comparison(
        group, gap, strata, colleagues, excess, odds_ratio(strata), exact_p(strata), spreads=spreads
    )


def _flagged(compared: list[Comparison]) -> list[Comparison]:
    """Return the comparisons with their q values over all pairs, and the flag."""
    tested = [c for c in compared if c.colleagues is not None]
    by_pair = {(c.group, c.gap): q for c, q in zip(tested, q_values([c.p for c in tested]), strict=True)}
    out = [replace(c, q=by_pair.get((c.group, c.gap), 1.0)) for c in compared]
    return [replace(c, flagged=_stands_out(c, c.q)) for c in out]


def _stands_out(c: Comparison, chance: float) -> bool:
    """Whether a rate is above the colleagues' beyond chance, in size, and beyond their ordinary spread."""
    return (
        c.colleagues is not None
        and chance <= FALSE_DISCOVERIES
        and c.excess >= LEAST_EXCESS
        and c.odds >= LEAST_ODDS
        and (c.spreads is None or c.spreads >= SPREADS)
    )


def _explained(c: Comparison, found: list[Comparison], notes: Notes, groups: Any, size: int) -> Comparison:
    """Say of which flagged gap another one is a mere consequence.

    ``follows.csv`` names the pairs that hang together by definition. The second is a consequence where it no
    longer stands out on the notes that do not have the first.
    """
    if not c.flagged:
        return c
    flagged = {other.gap for other in found if other.flagged and other.group == c.group}
    for lead in leads().get(c.gap, {}):
        if lead in flagged and not _remains(c, lead, notes, groups, size):
            if c.gap in leads().get(lead, {}) and _comes_first(c.gap, lead):
                back = next(other for other in found if other.group == c.group and other.gap == lead)
                if not _remains(back, c.gap, notes, groups, size):
                    continue  # each explains the other: the graver one is the habit
            return replace(c, follows=lead)
    return c


def _comes_first(gap: str, other: str) -> bool:
    order = list(words())
    return order.index(gap) < order.index(other)


def _remains(c: Comparison, lead: str, notes: Notes, groups: Any, size: int) -> bool:
    rest = _compared(Counts.of_gap(notes, groups, size, c.gap, without=lead), c.group, c.gap)
    return _stands_out(rest, rest.p)


def beyond_persons(
    found: list[Comparison], persons: list[Comparison], notes: Notes, groups: Any, who: Any
) -> list[Comparison]:
    """Return the comparisons of a second column with the flag off where it is one person's habit.

    A clinic stands out only when half of its people do, or when it still does without the notes of those
    who do.

    Parameters
    ----------
    found
        Comparisons of the second column.
    persons
        Comparisons of the first, the therapists.
    notes, groups, who
        The notes, with their numbers in the second and in the first column.
    """
    flagged = {
        gap: {c.group for c in persons if c.flagged and c.gap == gap} for gap in {c.gap for c in found}
    }
    size = max((c.group for c in found), default=-1) + 1
    return [
        replace(c, flagged=c.flagged and _shared(c, flagged[c.gap], notes, groups, who, size)) for c in found
    ]


def _shared(c: Comparison, flagged: set[int], notes: Notes, groups: Any, who: Any, size: int) -> bool:
    here = who[(groups == c.group) & (who >= 0)]
    people = {int(person) for person, count in enumerate(np.bincount(here)) if count >= SMALL}
    if people and 2 * len(people & flagged) >= len(people):
        return True
    rest = ~np.isin(who, list(flagged))
    again = _compared(Counts.of_gap(notes.where(rest), groups[rest], size, c.gap), c.group, c.gap)
    return _stands_out(again, again.p)
