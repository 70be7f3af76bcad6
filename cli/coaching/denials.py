"""Denied claims beside gaps: counts and rates with and without each gap. Not a proof of cause."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rehabcode.cli.archive.columns import plain
from rehabcode.cli.coaching.ledger import Denial, Notes
from rehabcode.cli.coaching.results import Tell
from rehabcode.cli.coaching.stats import Rate, newcombe
from rehabcode.cli.problems import Exit, UserError

WARNING = (
    "Not a proof of cause. Notes with a gap may differ from the others in payer, patient, code and "
    "therapist, and a denial may have another reason. Read the denial reasons before drawing a conclusion."
)
_ID = ("note_id", "id", "note", "noteid", "document_id", "visit_id", "encounter_id")
_DENIED = ("denied", "denial", "is_denied", "status", "outcome", "claim_status")
_REASON = ("reason_code", "reason", "denial_reason", "denial_code", "carc", "code")
_YES = frozenset({"yes", "y", "true", "1", "denied", "denial", "d"})
_NO = frozenset({"no", "n", "false", "0", "paid", "approved", "accepted", "not denied"})


@dataclass(slots=True)
class Answers:
    """What the file of denials says."""

    by_note: dict[str, Denial]
    repeated: int = 0
    """Rows about a note that had been there: denied once is denied."""


@dataclass(frozen=True, slots=True)
class GapDenials:
    """Denials of the notes with a gap and of those without it."""

    gap: str
    present: Rate
    absent: Rate
    reasons: tuple[tuple[str, int], ...]

    @property
    def difference(self) -> tuple[float, float, float] | None:
        """Difference of the rates with its 95 % interval; None under the small-number rule."""
        if self.present.small or self.absent.small:
            return None
        low, high = newcombe(self.present.count, self.present.of, self.absent.count, self.absent.of)
        return self.present.count / self.present.of - self.absent.count / self.absent.of, low, high


@dataclass(frozen=True, slots=True)
class Denials:
    """What the page says about denials."""

    known: Rate
    """Denied notes of those that the file speaks about."""
    without_note: int
    """Notes of the file that are not in the results."""
    repeated: int
    reasons: tuple[tuple[str, int], ...]
    gaps: tuple[GapDenials, ...]


def read(name: str, tell: Tell) -> Answers:
    """Return what a CSV file says about each note.

    Raises
    ------
    UserError
        When there is no such file, or its columns are not known.
    """
    path = Path(name)
    answers = Answers({})
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row, (note, denied, reason) in enumerate(_rows(stream, name), 2):
                verdict = denied.strip().casefold()
                if not note or verdict not in _YES | _NO:
                    what = "has no note id" if not note else "does not say yes or no to denied"
                    tell(UserError(f"{path.name}, row {row}", f"{what}; it is left out"))
                    continue
                new = Denial(verdict in _YES, " ".join(reason.split()))
                old = answers.by_note.get(note)
                answers.repeated += old is not None
                if old is None or (new.denied and not old.denied):
                    answers.by_note[note] = new
    except OSError as error:
        raise UserError(name, f"cannot be read: {error.strerror}", Exit.WRONG_USE) from None
    except (UnicodeDecodeError, csv.Error):
        raise UserError(name, "is no CSV in UTF-8; export it again", Exit.WRONG_USE) from None
    return answers


def _rows(stream: Iterator[str], name: str) -> Iterator[tuple[str, str, str]]:
    rows = csv.reader(stream)
    header = [plain(column) for column in next(rows, [])]
    at = [next((header.index(c) for c in names if c in header), None) for names in (_ID, _DENIED, _REASON)]
    note, denied, reason = at
    if note is None or denied is None:
        raise UserError(
            name, "needs the columns note_id, denied (yes or no) and, if known, reason_code", Exit.WRONG_USE
        )
    for row in rows:
        if row:
            yield (
                row[note].strip() if note < len(row) else "",
                row[denied] if denied < len(row) else "",
                row[reason] if reason is not None and reason < len(row) else "",
            )


def relate(notes: Notes, answers: Answers, matched: int, reasons: dict[str, int], gaps: list[str]) -> Denials:
    """Relate denials to gaps, over the notes of which each gap is asked.

    Parameters
    ----------
    notes
        The notes of the page.
    answers
        What the file says.
    matched
        How many of its notes are in the results.
    reasons
        Numbers of the reasons.
    gaps
        What to relate.
    """
    told = notes.where(notes.denied >= 0)
    names = {number: reason for reason, number in reasons.items()}
    out = []
    for gap in gaps:
        asked, has = told.can_have(gap), told.has(gap)
        if has.any():
            out.append(
                GapDenials(
                    gap,
                    _rate(told, asked & has),
                    _rate(told, asked & ~has),
                    _reasons(told.where(has), names),
                )
            )
    out.sort(key=lambda g: (g.difference is None, -(g.difference or (0.0,))[0], -g.present.of, g.gap))
    return Denials(
        known=_rate(told, np.ones(len(told), dtype=bool)),
        without_note=len(answers.by_note) - matched,
        repeated=answers.repeated,
        reasons=_reasons(told, names),
        gaps=tuple(out),
    )


def _rate(notes: Notes, mask: Any) -> Rate:
    return Rate(int((notes.denied[mask] == 1).sum()), int(mask.sum()))


def _reasons(notes: Notes, names: dict[int, str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(names[number] for number in notes.reason.tolist() if number >= 0)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
