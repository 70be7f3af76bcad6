"""Notes of one patient in order of time: values repeated unchanged, and what an earlier note already says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from rehabcode.cli.coaching.ledger import Notes
from rehabcode.cli.coaching.sentences import COPIED, PRIOR

FEWEST = 4
"""So many identical values are no coincidence."""
APART = 90
"""A patient who comes back after more days than these begins a new episode."""


def with_episodes(notes: Notes) -> Notes:
    """Return the notes with copied values marked and prior levels credited.

    A note is marked ``copy-forward`` when its set of at least `FEWEST` values is that of the patient's latest
    earlier note with so many (values that are all normal do not count: they have reason to stay the same).
    ``prior-level-missing`` is credited when an earlier note of the episode states the prior level.
    """
    credited, repeat, copied = (np.zeros(len(notes), dtype=bool) for _ in range(3))
    prior, lacks = notes.known("prior").tolist(), notes.has(PRIOR).tolist()
    comparable = ((notes.values >= FEWEST) & notes.known("off_normal")).tolist()
    patient, day, text = (getattr(notes, c).tolist() for c in ("patient", "day", "text"))
    measures, digest = notes.measures.tolist(), notes.digest.tolist()
    order = np.lexsort((notes.position, notes.day, notes.patient))
    order = order[(notes.patient[order] != 0) & (notes.day[order] != 0)]
    before = -1
    said = False
    measured = -1
    for at in order.tolist():
        if before < 0 or patient[at] != patient[before] or day[at] - day[before] > APART:
            said, measured = False, -1
        credited[at] = said and lacks[at]
        said = said or prior[at]
        if comparable[at]:
            if measured >= 0 and not (day[at] == day[measured] and text[at] == text[measured]):
                repeat[at] = measures[at] == measures[measured]
                copied[at] = digest[at] == digest[measured]
            measured = at
        before = at
    bit = {gap: np.uint64(1) << np.uint64(notes.gap_at[gap]) for gap in (COPIED, PRIOR)}
    gaps = np.where(credited, notes.gaps & ~bit[PRIOR], notes.gaps)
    gaps = np.where(copied, gaps | bit[COPIED], gaps)
    return replace(notes, gaps=gaps, score=_scores(notes, credited), credited=credited, repeat=repeat)


def _scores(notes: Notes, credited: Any) -> Any:
    """Return the scores without the cost of what is credited."""
    from rehabcode.models.score import score

    scores = notes.score.copy()
    for at in np.flatnonzero(credited):
        mask = int(notes.gaps[at])
        ids = {gap for gap, bit in notes.gap_at.items() if mask >> bit & 1} - {PRIOR, COPIED}
        scores[at] = max(scores[at], score(gap for gap in ids if _scored(gap)))
    return scores


def _scored(gap: str) -> bool:
    from rehabcode.models.gaps import gap_table

    return gap in gap_table()
