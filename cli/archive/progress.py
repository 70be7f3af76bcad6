"""How far a scan is: a bar on a terminal, a line a minute otherwise. Nothing of a note."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from rehabcode.cli.archive.worker import Result
from rehabcode.cli.problems import tell

EVERY = 60.0


class Progress(Protocol):
    """Is told of every shard."""

    def add(self, result: Result, *, before: bool = False) -> None:
        """Count a shard; ``before`` when it was done by an earlier run."""


class Counts:
    """What has been done, and how fast."""

    def __init__(self, total: int) -> None:
        self.total = max(1, total)
        self.weight = self.done_before = self.notes = self.errors = self.chars = 0
        self.now = 0
        """Notes answered by this run."""
        self.started = time.monotonic()

    def add(self, result: Result, *, before: bool = False) -> None:
        """Count a shard."""
        self.weight += result.weight
        self.notes += result.notes
        self.errors += result.errors
        if before:
            self.done_before += result.weight
        else:
            self.now += result.notes
            self.chars += result.chars

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return max(1e-6, time.monotonic() - self.started)

    def line(self) -> str:
        """Say how far it is."""
        share = min(1.0, self.weight / self.total)
        fresh = (self.weight - self.done_before) / self.total
        left = (
            f"{span((1 - share) * self.seconds / fresh)} left" if fresh > 0.005 else "time left not known yet"
        )
        return (
            f"{share:4.0%} · {self.notes:,} notes · {self.now / self.seconds:,.0f} notes/s · {left} · "
            f"{self.errors:,} errors"
        )

    def throughput(self) -> str:
        """Say how fast this run was."""
        return (
            f"{self.now:,} notes in {span(self.seconds)}: {self.now / self.seconds:,.1f} notes/s, "
            f"{self.chars / self.seconds / 1e6:.2f} million characters/s"
        )


def span(seconds: float) -> str:
    """Return a time as people say it.

    Examples
    --------
    >>> span(45), span(200), span(9000)
    ('45 s', '3 min', '2 h 30 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


class _Lines:
    """A line a minute."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._told = time.monotonic()

    def add(self, result: Result, *, before: bool = False) -> None:
        self._counts.add(result, before=before)
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            tell(self._counts.line())


class _Bar:
    """A bar that is drawn over."""

    def __init__(self, counts: Counts, bar: Any, task: Any) -> None:
        self._counts, self._bar, self._task = counts, bar, task

    def add(self, result: Result, *, before: bool = False) -> None:
        self._counts.add(result, before=before)
        self._bar.update(self._task, completed=self._counts.weight, description=self._counts.line())


@contextmanager
def shown(counts: Counts, *, quiet: bool) -> Iterator[Progress]:
    """Give what is told of every shard and shows it."""
    if quiet:
        yield counts
    elif not sys.stderr.isatty():
        yield _Lines(counts)
    else:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bars

        columns = (BarColumn(bar_width=24), TextColumn("{task.description}"))
        with Bars(*columns, console=Console(stderr=True), transient=True) as bar:
            yield _Bar(counts, bar, bar.add_task("starting", total=counts.total))
