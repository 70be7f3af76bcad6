"""What the page says: per therapist rates, trends, changes, notes to look at and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rehabcode.cli.coaching.changes import Change, design_effects, of_rate, of_score, settled
from rehabcode.cli.coaching.denials import Denials
from rehabcode.cli.coaching.habits import LEAST_EXCESS, Comparison, beyond_persons, compare
from rehabcode.cli.coaching.ledger import BITS, Notes
from rehabcode.cli.coaching.periods import Periods, month_name, month_of
from rehabcode.cli.coaching.sentences import COPIED, DATA, PRIOR, about
from rehabcode.cli.coaching.stats import SMALL, Rate

WORST, TOP, EXAMPLES = 3, 5, 3
LEAST_CHANGE = 0.1
"""Smallest change of a rate that is worth a word."""
MONTHS = 24
"""Most months of a trend."""
_BINS = 10


@dataclass(frozen=True, slots=True)
class GapLine:
    """One gap of one therapist."""

    gap: str
    rate: Rate
    compared: Comparison
    months: tuple[Rate, ...]
    now: Rate | None
    """The last period."""
    change: Change | None
    """Change since the period before; None with too few notes in one of them."""
    credited: int = 0

    @property
    def recent(self) -> Rate | None:
        """The last period where it is a part of the time of the page and has enough notes."""
        now = self.now
        return None if now is None or now.small or now.of == self.rate.of else now

    @property
    def mended(self) -> bool:
        """Whether the last period is below the whole beyond chance, and near the colleagues."""
        now, whole = self.recent, self.rate
        if now is None or now.interval is None or whole.interval is None:
            return False
        excess = now.count / now.of - (self.compared.colleagues or 0.0)
        return now.interval[1] < whole.interval[0] and excess < LEAST_EXCESS / 2


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

    @property
    def changes(self) -> tuple[GapLine, ...]:
        """What changed clearly and by enough to be worth a word, the largest change first."""
        clear = [
            line
            for line in self.gaps
            if (found := line.change) is not None
            and found.word != "no clear change"
            and abs(found.now - found.before) >= LEAST_CHANGE
        ]
        return tuple(sorted(clear, key=_size))


def _size(line: GapLine) -> tuple[float, str]:
    return (-abs(line.change.now - line.change.before) if line.change else 0.0), line.gap


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
    absent: tuple[str, ...] = ()
    """Groups that have notes, but none in the time of the page."""


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
    passages: tuple[str, ...] = ()
    """The note's words on which its report stands, in their order."""


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
    persons: int = 0
    """Which dimension is that of the therapists."""


def found_gaps(notes: Notes) -> list[str]:
    """Return the gaps that occur, the most frequent first."""
    gaps = [gap for gap in notes.gap_at if notes.has(gap).any()]
    return sorted(gaps, key=lambda gap: (-int(notes.has(gap).sum()), gap))


def comparisons(notes: Notes, sizes: Sequence[int], persons: int) -> list[list[Comparison]]:
    """Compare the groups of every column, and those of other columns beyond the habits of single persons.

    Parameters
    ----------
    notes
        The notes that the page is about.
    sizes
        How many groups each column has.
    persons
        Which column names the therapists.
    """
    gaps = list(dict.fromkeys((DATA, *found_gaps(notes))))
    every = [compare(notes, notes.groups[at], size, gaps) for at, size in enumerate(sizes)]
    return [
        found
        if at == persons
        else beyond_persons(found, every[persons], notes, notes.groups[at], notes.groups[persons])
        for at, found in enumerate(every)
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
    found, absent = [], []
    for name in sorted(names, key=lambda name: (name.casefold(), name)):
        number = names[name]
        mine = here.where(groups == number)
        if len(mine):
            past = everything.where(everything.groups[at] == number)
            maker = _Maker(mine, past, when, months, {gap: by_pair[number, gap] for gap in tested})
            found.append(maker.group(name))
        else:
            absent.append(name)
    return Dimension(
        by=by,
        column=column,
        groups=_settled(found),
        without=int((groups < 0).sum()),
        gaps=tuple(gaps),
        whole={gap: _trend(here.where(groups >= 0), gap, months) for gap in tested},
        tests=sum(c.colleagues is not None for c in by_pair.values()),
        absent=tuple(absent),
    )


def _settled(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups with their changes weighed against the number of changes looked at."""
    keys: list[tuple[int, str]] = []
    found: list[Change | None] = []
    for number, group in enumerate(groups):
        lines = {line.gap: line for line in (group.data, *group.gaps)}
        keys += [*((number, gap) for gap in lines), (number, "")]
        found += [*(line.change for line in lines.values()), group.scores.change]
    by_key = dict(zip(keys, settled(found), strict=True))

    def line(number: int, given: GapLine) -> GapLine:
        return replace(given, change=by_key[number, given.gap])

    return tuple(
        replace(
            group,
            data=line(number, group.data),
            gaps=tuple(line(number, given) for given in group.gaps),
            scores=replace(group.scores, change=by_key[number, ""]),
        )
        for number, group in enumerate(groups)
    )


def _months(notes: Notes) -> list[int]:
    months = month_of(notes)[notes.day > 0]
    if not len(months):
        return []
    return list(range(max(int(months.min()), int(months.max()) - MONTHS + 1), int(months.max()) + 1))


def _rate(notes: Notes, gap: str) -> Rate:
    return Rate(int(notes.has(gap).sum()), int(notes.can_have(gap).sum()))


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
            now=_rate(self.past.where(self.when.now.of(self.past)), gap) if self.when.now else None,
            change=self._change(gap),
            credited=int(self.mine.credited.sum()) if gap == PRIOR else 0,
        )

    def _change(self, gap: str) -> Change | None:
        """Return the change of a rate; of repeated values only where more than grades can repeat."""
        if self.when.now is None or self.when.before is None:
            return None
        asked = self.past.can_have(gap)
        if gap == COPIED:
            asked = asked & self.past.known("fine")
        now, before = (self.past.where(asked & s.of(self.past)) for s in (self.when.now, self.when.before))
        first, second = design_effects([(now, gap), (before, gap)])
        return of_rate(_rate(now, gap), _rate(before, gap), (first, second))

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
        return of_score(now, before)

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
