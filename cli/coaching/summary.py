"""What the page says: per therapist rates, trends, changes, notes to look at and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

import numpy as np

from rehabcode.cli.coaching.denials import Denials
from rehabcode.cli.coaching.habits import Comparison, beyond_persons, compare
from rehabcode.cli.coaching.ledger import BITS, Notes
from rehabcode.cli.coaching.periods import Periods, month_name, month_of
from rehabcode.cli.coaching.sentences import COPIED, DATA, PRIOR, about
from rehabcode.cli.coaching.stats import SMALL, Rate, Z, newcombe

WORST, TOP, EXAMPLES = 3, 5, 3
MONTHS = 24
"""Most months of a trend."""
_BINS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """Now against before."""

    now: float
    before: float
    low: float
    high: float
    """95 % interval of the difference."""
    lower_is_better: bool = True

    @property
    def word(self) -> str:
        """``better``, ``worse`` or ``no clear change``."""
        if self.low <= 0 <= self.high:
            return "no clear change"
        return "better" if (self.now < self.before) == self.lower_is_better else "worse"


@dataclass(frozen=True, slots=True)
class GapLine:
    """One gap of one therapist."""

    gap: str
    rate: Rate
    compared: Comparison
    months: tuple[Rate, ...]
    now: Rate | None
    before: Rate | None
    credited: int = 0

    @property
    def change(self) -> Change | None:
        """Change since the last period; None with too few notes in one of them."""
        now, before = self.now, self.before
        if now is None or before is None or now.small or before.small:
            return None
        low, high = newcombe(now.count, now.of, before.count, before.of)
        return Change(now.count / now.of, before.count / before.of, low, high)


@dataclass(frozen=True, slots=True)
class Scores:
    """Distribution of the documentation score."""

    bins: tuple[int, ...]
    """Notes with 0-9, 10-19, ..., 90-100."""
    mean: float | None
    quartiles: tuple[float, float, float] | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class Group:
    """One therapist (or one clinic)."""

    name: str
    notes: int
    asked: int
    """Notes in which weakness is in question."""
    data: GapLine
    gaps: tuple[GapLine, ...]
    """Every gap that occurs, the most frequent first."""
    scores: Scores
    worst: tuple[int, ...]
    examples: tuple[tuple[str, int], ...]
    """Gap, and the position of the own note that meets it best."""
    copied: tuple[int, ...]
    """Positions of the notes that repeat values."""

    @property
    def habits(self) -> tuple[GapLine, ...]:
        """What this therapist stands out in."""
        return tuple(line for line in self.gaps if line.compared.habit)

    def followers(self, gap: str) -> tuple[GapLine, ...]:
        """Return the gaps that come in the wake of a habit."""
        return tuple(line for line in self.gaps if self._head(line) == gap and line.gap != gap)

    def _head(self, line: GapLine) -> str:
        by_gap = {other.gap: other for other in self.gaps}
        seen = {line.gap}
        while line.compared.follows and line.compared.follows not in seen:
            line = by_gap[line.compared.follows]
            seen.add(line.gap)
        return line.gap

    @property
    def small(self) -> bool:
        """Whether there are too few notes for a rate."""
        return self.notes < SMALL


@dataclass(frozen=True, slots=True)
class Dimension:
    """All groups of one column."""

    by: str
    column: str | None
    groups: tuple[Group, ...]
    without: int
    """Notes without a value in the column."""
    gaps: tuple[str, ...]
    """Gaps that occur, the most frequent first."""
    whole: dict[str, tuple[Rate, ...]]
    """By gap, the months of all groups together."""
    tests: int
    """How many pairs were compared."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What is shown of a note; words of it only when asked for."""

    id: str
    date: str | None
    kind: str
    score: int
    gaps: tuple[str, ...]
    met: dict[str, tuple[str, ...]]
    """By kind of fact, what was read, in the program's words."""
    quotes: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By kind of fact, the note's words."""


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the page says."""

    source: str
    notes: int
    periods: Periods
    months: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    patient_column: str | None
    in_order: int
    """Notes that have a patient and a day."""
    credited: int
    repeat: Rate
    twice: int
    undated_left_out: int
    engines: int
    unreadable: int
    denials: Denials | None
    lines: dict[int, NoteLine] = field(default_factory=dict)
    with_text: bool = False


def found_gaps(notes: Notes) -> list[str]:
    """Return the gaps that occur, the most frequent first."""
    gaps = [gap for gap in notes.gap_at if notes.has(gap).any()]
    return sorted(gaps, key=lambda gap: (-int(notes.has(gap).sum()), gap))


def comparisons(notes: Notes, sizes: Sequence[int]) -> list[list[Comparison]]:
    """Compare the groups of every column; those after the first also beyond the habits of single persons."""
    gaps = list(dict.fromkeys((DATA, *found_gaps(notes))))
    first, *others = [compare(notes, notes.groups[at], size, gaps) for at, size in enumerate(sizes)]
    return [
        first,
        *(
            beyond_persons(found, first, notes, notes.groups[at], notes.groups[0])
            for at, found in enumerate(others, 1)
        ),
    ]


def dimension(
    by: str,
    column: str | None,
    names: dict[str, int],
    at: int,
    here: Notes,
    everything: Notes,
    when: Periods,
    compared: list[Comparison],
) -> Dimension:
    """Summarize the groups of one column.

    Parameters
    ----------
    by, column
        What was asked for, and the column that it was found in.
    names
        Numbers of the groups.
    at
        Which grouping of the notes it is.
    here
        The notes that the page is about.
    everything
        These and those of the period before.
    when
        The periods.
    compared
        The groups against each other.
    """
    gaps = found_gaps(here)
    tested = list(dict.fromkeys((DATA, *gaps)))
    groups = here.groups[at]
    by_pair = {(c.group, c.gap): c for c in compared}
    months = _months(here)
    found = []
    for name in sorted(names, key=lambda name: (name.casefold(), name)):
        number = names[name]
        mine = here.where(groups == number)
        if len(mine):
            past = everything.where(everything.groups[at] == number)
            maker = _Maker(mine, past, when, months, {gap: by_pair[number, gap] for gap in tested})
            found.append(maker.group(name))
    return Dimension(
        by=by,
        column=column,
        groups=tuple(found),
        without=int((groups < 0).sum()),
        gaps=tuple(gaps),
        whole={gap: _trend(here.where(groups >= 0), gap, months) for gap in tested},
        tests=sum(c.colleagues is not None for c in by_pair.values()),
    )


def _months(notes: Notes) -> list[int]:
    months = month_of(notes)[notes.day > 0]
    if not len(months):
        return []
    return list(range(max(int(months.min()), int(months.max()) - MONTHS + 1), int(months.max()) + 1))


def _trend(notes: Notes, gap: str, months: Sequence[int]) -> tuple[Rate, ...]:
    month, asked, has = month_of(notes), notes.can_have(gap), notes.has(gap)
    within = [month == m for m in months]
    return tuple(Rate(int((has & m).sum()), int((asked & m).sum())) for m in within)


def month_names(notes: Notes) -> tuple[str, ...]:
    """Return the months of the trends."""
    return tuple(month_name(month) for month in _months(notes))


@dataclass(slots=True)
class _Maker:
    """Makes the summary of one group."""

    mine: Notes
    past: Notes
    when: Periods
    months: Sequence[int]
    compared: dict[str, Comparison]

    def group(self, name: str) -> Group:
        mine = self.mine
        lines = [self._line(gap) for gap in self.compared if mine.has(gap).any()]
        lines.sort(key=lambda line: (-line.rate.count, line.gap))
        shown = [line.gap for line in (*(li for li in lines if li.compared.habit), *lines)]
        examples = [(gap, self._example(gap)) for gap in list(dict.fromkeys(shown))]
        kept = [(gap, at) for gap, at in examples if at is not None]
        return Group(
            name=name,
            notes=len(mine),
            asked=int(mine.can_have(DATA).sum()),
            data=self._line(DATA),
            gaps=tuple(lines),
            scores=self._scores(),
            worst=self._worst(),
            examples=tuple(kept[: max(EXAMPLES, sum(line.compared.habit for line in lines))]),
            copied=tuple(mine.position[mine.has(COPIED)].tolist()),
        )

    def _line(self, gap: str) -> GapLine:
        asked, has = self.mine.can_have(gap), self.mine.has(gap)
        return GapLine(
            gap=gap,
            rate=Rate(int(has.sum()), int(asked.sum())),
            compared=self.compared[gap],
            months=_trend(self.mine, gap, self.months),
            now=self._in(self.when.now, gap),
            before=self._in(self.when.before, gap),
            credited=int(self.mine.credited.sum()) if gap == PRIOR else 0,
        )

    def _in(self, span: Any, gap: str) -> Rate | None:
        if span is None:
            return None
        within = span.of(self.past)
        return Rate(int((self.past.has(gap) & within).sum()), int((self.past.can_have(gap) & within).sum()))

    def _scores(self) -> Scores:
        scores = self.mine.score[self.mine.can_have(DATA)].astype(int)
        bins = np.bincount(np.minimum(scores // 10, _BINS - 1), minlength=_BINS)
        if len(scores) < SMALL:
            return Scores(tuple(bins.tolist()), None, None, None)
        low, middle, high = np.percentile(scores, (25, 50, 75)).tolist()
        return Scores(tuple(bins.tolist()), float(scores.mean()), (low, middle, high), self._score_change())

    def _score_change(self) -> Change | None:
        if self.when.now is None or self.when.before is None:
            return None
        asked = self.past.can_have(DATA)
        now, before = (
            self.past.score[asked & span.of(self.past)].astype(float)
            for span in (self.when.now, self.when.before)
        )
        if min(len(now), len(before)) < SMALL:
            return None
        difference = now.mean() - before.mean()
        half = Z * sqrt(now.var(ddof=1) / len(now) + before.var(ddof=1) / len(before))
        return Change(float(now.mean()), float(before.mean()), difference - half, difference + half, False)

    def _worst(self) -> tuple[int, ...]:
        """Return the notes with the lowest score; of equal ones those with more gaps, then the later."""
        mine = self.mine
        many = np.array([int(mask).bit_count() for mask in mine.gaps.tolist()])
        order = np.lexsort((mine.position, -mine.day.astype(np.int64), -many, mine.score))
        return tuple(mine.position[at].item() for at in order[:WORST] if mine.score[at] < 100)

    def _example(self, gap: str) -> int | None:
        """Return the own note that meets a gap best: it has the evidence, and the highest score."""
        mine = self.mine
        kinds = [f"met:{kind}" for kind in about(gap).evidence]
        met = np.zeros(len(mine), dtype=bool)
        for bit in kinds:
            if bit in BITS:
                met |= mine.known(bit)
        good = mine.can_have(gap) & ~mine.has(gap) & met & mine.known("weakness")
        if not good.any():
            return None
        order = np.lexsort((mine.position, -mine.day.astype(np.int64), -mine.score.astype(np.int64), ~good))
        return int(mine.position[order[0]])
