"""Which column that came with the notes names the therapist, the patient, the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rehabcode.cli.archive.columns import DATE_FORMS, NAMES, plain

PATIENT = ("patient", "patient_id", "patientid", "mrn", "subject", "subject_id", "client", "client_id")
EPISODE = ("episode", "episode_id", "case_id", "plan_of_care", "episode_of_care")
DATE = NAMES["date"]
THERAPIST = NAMES["therapist"]


class Columns:
    """Finds a value of a note's columns by role; names are compared without case and punctuation."""

    def __init__(self, *names: str) -> None:
        self._names = tuple(plain(name) for name in names)
        self._known: dict[tuple[str, ...], str | None] = {}

    def value(self, meta: Mapping[str, Any]) -> str | None:
        """Return the value of the first of the names that the note has, None where it has none."""
        header = tuple(meta)
        if header not in self._known:
            by_name = {plain(name): name for name in reversed(header)}
            self._known[header] = next((by_name[name] for name in self._names if name in by_name), None)
        column = self._known[header]
        found = meta[column] if column is not None else None
        text = "" if found is None else " ".join(str(found).split())
        return text or None

    @property
    def found(self) -> str | None:
        """The column that was used, None where no note has one."""
        return next((name for name in self._known.values() if name is not None), None)

    @property
    def header(self) -> tuple[str, ...]:
        """The columns that notes have: those that look like a name, for messages."""
        names = dict.fromkeys(name for header in self._known for name in header)
        return tuple(name for name in names if re.fullmatch(r"[\w .-]{1,30}", name))


def day_of(given: object) -> date | None:
    """Return a day written as ISO date (with or without time) or American date; None where it is none.

    Examples
    --------
    >>> day_of("3/4/2026"), day_of("2026-03-04T09:30:00Z"), day_of("spring")
    (datetime.date(2026, 3, 4), datetime.date(2026, 3, 4), None)
    """
    text = str(given or "").strip()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text.split(" ")[0], form).date()
        except ValueError:
            continue
    return None


def persons_at(by: Sequence[str]) -> int:
    """Return which of the columns names the therapists: the first with such a name, else the first.

    Examples
    --------
    >>> persons_at(["clinic", "therapist"]), persons_at(["team", "clinic"])
    (1, 0)
    """
    known = {plain(name) for name in ("therapist", *THERAPIST)}
    return next((at for at, name in enumerate(by) if plain(name) in known), 0)


def names_for(asked: str) -> tuple[str, ...]:
    """Return the columns that ``--by`` may mean: the one named, for the therapist also the usual ones."""
    return (asked, *THERAPIST) if plain(asked) in ("therapist", *THERAPIST[:2]) else (asked,)
