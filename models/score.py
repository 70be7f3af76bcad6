"""The documentation score: 100 minus the cost of each gap, never below 0.

The costs stand in ``gaps.csv`` (column ``cost``). A gap that hides others costs at least as much as all
that may come to light when it is mended: a note without any grade cannot lack the side of a grade, so
``mmt-missing`` costs more than all gaps about grades together. Mending a gap therefore never lowers the
score. A note in which weakness is not in question has no documentation gap and scores 100.
"""

from __future__ import annotations

from collections.abc import Iterable

from rehabcode.models.gaps import gap_table

HIDES: dict[str, tuple[str, ...]] = {
    "mmt-missing": (
        "muscle-group-missing",
        "side-missing",
        "strength-contradiction",
        "pain-limited",
        "site-specific",
        "atrophy-undocumented",
    ),
    "muscle-group-missing": (
        "side-missing",
        "strength-contradiction",
        "site-specific",
        "atrophy-undocumented",
    ),
    "pain-limited": ("site-specific", "atrophy-undocumented"),
    "atrophy-undocumented": ("rationale-missing",),
    "function-missing": ("function-vague",),
    "test-missing": ("test-without-score",),
    "minutes-missing": ("units-over-minutes",),
    "diagnosis-unconfirmed": ("excludes1", "sarcopenia-conflict", "cause-first"),
    "covid-status": ("covid-sequence",),
}
"""What may come to light when a gap is mended.

``atrophy-undocumented`` and ``rationale-missing`` take turns: a focal weakness waits for wasting, and once a
second area is weak the note owes the reason for M62.81.
"""


def score(gaps: Iterable[str]) -> int:
    """Return the score of a note from the ids of its gaps.

    Examples
    --------
    >>> score([]), score(["rationale-missing"])
    (100, 96)
    """
    table = gap_table()
    return max(0, 100 - sum(table[g].cost for g in set(gaps)))
