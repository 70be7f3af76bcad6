"""From the files of results to the summary: one pass for the numbers, a second for the few notes shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from rehabcode.cli.coaching import columns, denials, results
from rehabcode.cli.coaching.episodes import with_episodes
from rehabcode.cli.coaching.ledger import Ledger, Notes, well_met
from rehabcode.cli.coaching.periods import periods
from rehabcode.cli.coaching.sentences import COPIED, about
from rehabcode.cli.coaching.stats import Rate
from rehabcode.cli.coaching.summary import NoteLine, Summary, comparisons, dimension, found_gaps, month_names
from rehabcode.cli.problems import Exit, UserError, unexpected
from rehabcode.cli.wording import describe

_PASSAGES = 20
"""So many passages of a note are quoted at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user asked for."""

    results: tuple[str, ...]
    by: tuple[str, ...]
    since: date | None = None
    denials: str | None = None
    with_text: bool = False
    day_column: str | None = None
    patient_column: str | None = None


def summarize(asked: Asked, tell: results.Tell) -> Summary:
    """Return the summary of the results.

    Parameters
    ----------
    asked
        What the user asked for.
    tell
        Hears of every record that cannot be read.

    Raises
    ------
    UserError
        When there is nothing to summarize, or a column is not there.
    """
    files = results.find(asked.results)
    answers = denials.read(asked.denials, tell) if asked.denials else denials.Answers({})
    ledger = Ledger(asked.by, asked.day_column, asked.patient_column, answers.by_note)
    problems = _fill(ledger, files, tell)
    everything = with_episodes(_notes(ledger, asked))
    here, when = periods(everything, asked.since)
    if not len(here):
        raise UserError("--since", "no note is from that day on, or no note has a date", Exit.WRONG_USE)
    persons = columns.persons_at(asked.by)
    compared = comparisons(here, [len(names) for names in ledger.names], persons)
    summary = Summary(
        source=", ".join(dict.fromkeys(Path(name).name or name for name in asked.results)),
        notes=len(here),
        periods=when,
        months=month_names(here),
        dimensions=tuple(
            dimension(by, ledger.column_found(at), ledger.names[at], at, here, everything, when, compared[at])
            for at, by in enumerate(asked.by)
        ),
        patient_column=ledger.patient_column_found,
        in_order=int(((here.patient != 0) & (here.day > 0)).sum()),
        credited=int(here.credited.sum()),
        repeat=Rate(int(here.has(COPIED).sum()), int(here.repeat.sum())),
        twice=everything.twice,
        undated_left_out=int((everything.day == 0).sum()) if asked.since else 0,
        engines=len(ledger.engines),
        unreadable=problems,
        denials=_related(here, answers, ledger) if asked.denials else None,
        with_text=asked.with_text,
        persons=persons,
    )
    return replace(summary, lines=_lines(summary, here, files))


def _fill(ledger: Ledger, files: Sequence[Path], tell: results.Tell) -> int:
    """Stream the results into the ledger; return how many records could not be read."""
    problems = 0

    def count(problem: UserError) -> None:
        nonlocal problems
        problems += 1
        tell(problem)

    for position, report in results.reports(files, count):
        try:
            ledger.add(position, report)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UserError(
                f"record {position}",
                f"is no report as the contract has it ({unexpected(error)})",
                Exit.WRONG_USE,
            ) from None
    return problems


def _notes(ledger: Ledger, asked: Asked) -> Notes:
    notes = ledger.notes() if ledger.engines else None
    if notes is None:
        raise UserError(asked.results[0], "holds no report that can be read")
    for at, by in enumerate(asked.by):
        if not ledger.names[at]:
            there = ", ".join(ledger.columns_there) or "none"
            raise UserError(
                f"--by {by}",
                f"no note has such a column; columns that came with the notes: {there}",
                Exit.WRONG_USE,
            )
    if asked.patient_column and ledger.patient_column_found is None:
        raise UserError("--patient-column", "no note has such a column", Exit.WRONG_USE)
    return notes


def _related(here: Notes, answers: denials.Answers, ledger: Ledger) -> denials.Denials:
    return denials.relate(here, answers, len(ledger.matched), ledger.reasons, found_gaps(here))


def _lines(summary: Summary, here: Notes, files: Sequence[Path]) -> dict[int, NoteLine]:
    """Read again the notes that are named on the page."""
    wanted: dict[int, set[str]] = {}
    shown: set[int] = set()
    for group in (group for found in summary.dimensions for group in found.groups):
        for at in (*group.worst, *group.copied):
            wanted.setdefault(at, set())
        shown.update(group.worst)
        for gap, at in group.examples:
            wanted.setdefault(at, set()).update(about(gap).evidence)
    rows = {position: row for row, position in enumerate(here.position.tolist()) if position in wanted}
    out: dict[int, NoteLine] = {}
    for position, report in results.reports(files, lambda _: None, only=wanted.keys()):
        quoted = summary.with_text and position in shown
        out[position] = _line(report, here, rows[position], wanted[position], quoted, summary.with_text)
    return out


def _line(
    report: Mapping[str, Any], here: Notes, row: int, kinds: set[str], quoted: bool, words: bool
) -> NoteLine:
    mask = int(here.gaps[row])
    good = [fact for fact in report["facts"] if fact["kind"] in kinds and well_met(fact)]
    day = int(here.day[row])
    gaps = tuple(gap for gap, bit in here.gap_at.items() if mask >> bit & 1)
    return NoteLine(
        id=str(report["note"]["id"]),
        date=date.fromordinal(day).isoformat() if day else None,
        kind=str(report["note"].get("kind")),
        score=int(np.int64(here.score[row])),
        gaps=gaps,
        met={kind: _read(good, kind) for kind in sorted(kinds)},
        quotes=tuple(gap["message"] for gap in report["gaps"] if gap["id"] in gaps) if quoted else (),
        passages=_passages(report) if quoted else (),
        words={
            kind: tuple(f["text"] for f in good if f["kind"] == kind and f.get("text"))
            for kind in sorted(kinds)
        }
        if words
        else {},
    )


def _passages(report: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the passages of a note that its report quotes, each once."""
    found = (" ".join(str(fact.get("text") or "").split()) for fact in report["facts"])
    return tuple(dict.fromkeys(text for text in found if text))[:_PASSAGES]


def _read(facts: Sequence[Mapping[str, Any]], kind: str) -> tuple[str, ...]:
    """Return what was read; not for a past state, whose status says only that it is past."""
    return tuple(describe({**fact, "status": "present"}) for fact in facts if fact["kind"] == kind)
