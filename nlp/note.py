"""What kind of note it is: setting, kind and date of service."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from rehabcode.nlp.facts import Fact, NoteKind, Procedure, Setting, Strength
from rehabcode.nlp.view import NoteView

DATE = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?![\d/])|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
DATE_OF_SERVICE = re.compile(
    r"\b(?:DOS|date of service|service date|visit date|date of visit|date of eval(?:uation)?|eval date|evaluation date|"
    r"date seen|SOC|start of care|date)\s*[:=]?\s*",
    re.I,
)
THERAPY = re.compile(
    r"\bphysical therap|\boccupational therap|\bP\.?T\.? (?:eval|note|daily|progress|discharge|re-?eval|dx|diagnosis|session|visit|treatment|assessment)|"
    r"\bOT (?:eval|note|daily|progress|session|dx)|\b(?:PT|DPT|OTR/?L?|COTA|PTA|MSPT|LPTA)\b(?=\s*(?:[,.;)]|$|\n|\d|license|lic))|"
    r"\bMMT\b|\bther(?:apeutic)? ?ex\b|\btherex\b|\bPLOF\b|\bCLOF\b|\bHEP\b|\bSTGs?\b|\bLTGs?\b|\bskilled (?:PT|OT|therapy)|"
    r"\bplan of care\b|\bPOC\b|\b97(?:110|112|116|140|530|535|16[1-8])\b|\b\d\s?w\s?\d\b|\bgait belt\b|\brehab potential\b|"
    r"\btherapist\b|\bHHPT\b|\btherapeutic exercise|\bhome exercise program|\bPT Dx\b|\btreatment dx\b|\btx dx\b",
    re.I,
)
KINDS: tuple[tuple[NoteKind, re.Pattern[str]], ...] = (
    ("discharge", re.compile(r"\bdischarge (?:summary|note|eval|report)|\bD/?C (?:summary|note|eval)|\bat discharge\b", re.I)),
    ("progress", re.compile(r"\bprogress (?:note|report|summary)|\bre-?eval|\bre-?cert|\b10th visit|\breassess", re.I)),
    ("evaluation", re.compile(r"\beval(?:uation)?\b|\bSOC\b|\bstart of care|\binitial (?:visit|exam|assessment)|\b9716[123567]\b|\bIE\b", re.I)),
    ("daily", re.compile(r"\bdaily\b|\bvisit (?:#|no\.?|number)? ?\d|\btreatment note|\bsession note|\bencounter note|\btolerated (?:tx|treatment|session)|\btx note", re.I)),
)


def setting(view: NoteView, facts: tuple[Fact, ...]) -> Setting:
    """Return ``therapy`` for a note written by a therapist or assistant, else ``other``."""
    signs = {m.group().lower() for m in THERAPY.finditer(view.text)}
    measured = any(isinstance(f, Procedure) or (isinstance(f, Strength) and f.present) for f in facts)
    return "therapy" if len(signs) + measured >= 2 or (signs and len(view.text) < 400) else "other"


def note_kind(text: str) -> NoteKind:
    """Return the kind of note by its title words; the head of the note counts before the rest."""
    for part in (text[:300], text):
        for kind, pattern in KINDS:
            if pattern.search(part):
                return kind
    return "unknown"


def service_date(text: str) -> str | None:
    """Return the date of service where the note states one, as an ISO date."""
    for label in DATE_OF_SERVICE.finditer(text):
        m = DATE.match(text, label.end())
        if m and (iso := _iso(m)):
            return iso
    return None


def _iso(m: re.Match[str]) -> str | None:
    month, day, year, iso_year, iso_month, iso_day = m.groups()
    try:
        if iso_year:
            return date(int(iso_year), int(iso_month), int(iso_day)).isoformat()
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)).isoformat()
    except ValueError:
        return None


def note_facts(view: NoteView, facts: tuple[Fact, ...]) -> dict[str, Any]:
    """Return the note-level fields of a reading."""
    return {"setting": setting(view, facts), "note_kind": note_kind(view.text), "date": service_date(view.text)}
