"""Which column of a table is what: as the user says, else by the names that exports use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rehabcode.cli.archive.source import Columns
from rehabcode.cli.problems import UserError

DATE_FORMS = ("%m/%d/%Y", "%m/%d/%y", "%Y%m%d", "%m-%d-%Y", "%d-%b-%Y")
"""How exports write a day, where not as ISO date."""
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "note_text",
        "notetext",
        "note",
        "body",
        "note_body",
        "content",
        "note_content",
        "document_text",
        "full_text",
        "narrative",
        "report_text",
        "report",
        "clinical_note",
        "soap_note",
        "documentation",
        "notes",
    ),
    "id": (
        "id",
        "note_id",
        "noteid",
        "note_number",
        "document_id",
        "doc_id",
        "row_id",
        "record_id",
        "visit_id",
        "encounter_id",
        "accession",
    ),
    "date": (
        "date",
        "date_of_service",
        "dos",
        "service_date",
        "note_date",
        "visit_date",
        "encounter_date",
        "chartdate",
        "charttime",
        "created_at",
        "created",
    ),
    "therapist": (
        "therapist",
        "clinician",
        "provider",
        "treating_therapist",
        "author",
        "provider_name",
        "therapist_name",
        "therapist_id",
        "provider_id",
        "signed_by",
        "rendering_provider",
    ),
}
"""Usual names, the surest first; compared in lower case, with ``_`` for what is no letter or digit."""


def plain(name: str) -> str:
    """Return a column's name as it is compared.

    Examples
    --------
    >>> plain(" Date of Service ")
    'date_of_service'
    """
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def choose(header: Sequence[str], asked: dict[str, str | None], place: str) -> Columns:
    """Return the columns of a table.

    Parameters
    ----------
    header
        Names of all columns.
    asked
        What the user named, by role.
    place
        Name of the table in messages.

    Raises
    ------
    UserError
        When a column that was named is not there, or none is known as the text. The header is not quoted: a
        table without one begins with a note.
    """
    by_name = {plain(name): name for name in reversed(header)}
    chosen: dict[str, str | None] = {}
    for role, usual in NAMES.items():
        named = asked.get(role)
        if named is not None and named not in header and plain(named) not in by_name:
            raise UserError(place, f"has no column {named} (--{role}-column)")
        if named is not None:
            chosen[role] = named if named in header else by_name[plain(named)]
        else:
            chosen[role] = next((by_name[name] for name in usual if name in by_name), None)
    text = chosen.pop("text")
    if text is None:
        raise UserError(
            place,
            f"none of its {len(header)} columns has a name known for a note's text; "
            "name it with --text-column",
        )
    return Columns(text=text, **chosen)


def said(columns: Columns) -> str:
    """Return in words which columns were chosen."""
    roles = (
        ("text", columns.text),
        ("id", columns.id),
        ("date", columns.date),
        ("therapist", columns.therapist),
    )
    return ", ".join(f"{role} = {name or 'none'}" for role, name in roles)
