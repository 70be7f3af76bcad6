"""The time that a page is about, cut into months, and the two periods that are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from rehabcode.cli.coaching.ledger import Notes

_EPOCH = date(1970, 1, 1).toordinal()
_LONG, _ENOUGH = 3, 6
"""Months of a period, and months of notes that it takes to have two of them."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def of(self, notes: Notes) -> Any:
        """Return which notes fall into it."""
        return (notes.day >= self.first.toordinal()) & (notes.day <= self.last.toordinal())

    def __str__(self) -> str:
        return f"{self.first.isoformat()} to {self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Periods:
    """What is compared: now with before; None where the notes do not reach back."""

    whole: Span | None
    now: Span | None
    before: Span | None
    undated: int
    """Notes in the page that have no day."""


def periods(notes: Notes, since: date | None) -> tuple[Notes, Periods]:
    """Return the notes that the page is about, and its periods.

    With ``since`` the page is about the notes from that day on, compared with an equally long time before.
    Without, it is about all notes, and the last three months are compared with the three before (one
    with one where there are fewer than six months).
    """
    dated = notes.day[notes.day > 0]
    if since is not None:
        here = notes.where(notes.day >= since.toordinal())
        if not len(here):
            return here, Periods(None, None, None, 0)
        last = date.fromordinal(int(here.day.max()))
        now = Span(since, last)
        before = Span(since - timedelta(days=(last - since).days + 1), since - timedelta(days=1))
        return here, Periods(now, now, before if before.of(notes).any() else None, 0)
    if not len(dated):
        return notes, Periods(None, None, None, len(notes))
    whole = Span(date.fromordinal(int(dated.min())), date.fromordinal(int(dated.max())))
    return notes, Periods(whole, *_halves(whole), len(notes) - len(dated))


def _halves(whole: Span) -> tuple[Span | None, Span | None]:
    months = _months_between(whole.first, whole.last) + 1
    long = _LONG if months >= _ENOUGH else 1
    if months < 2:
        return None, None
    start = _month_start(whole.last, long - 1)
    return Span(start, whole.last), Span(_month_start(start, long), start - timedelta(days=1))


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _month_start(day: date, back: int) -> date:
    at = day.year * 12 + day.month - 1 - back
    return date(at // 12, at % 12 + 1, 1)


def month_of(notes: Notes) -> Any:
    """Return the month of every note as a number; -1 for notes without a day."""
    months = (
        (notes.day.astype(np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    )
    return np.where(notes.day > 0, months, -1_000_000)


def month_name(month: int) -> str:
    """Return a month as ``2026-03``."""
    return f"{1970 + month // 12:04d}-{month % 12 + 1:02d}"
