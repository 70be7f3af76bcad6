"""ICD-10-CM codes printed in the note.

A code is a letter, a digit, a third character and up to four more behind a dot. Dotted codes count
wherever they stand alone. Undotted ones (``M6281``) count with five characters and more in a therapist's
chapter, or behind a word for diagnosis or code. Vertebral levels (``L4/5``, ``T12``), values of a side
(``R14.2 L12.5``), drug, room, model and CPT numbers are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import CodeWritten
from rehabcode.nlp.view import NoteView

CODE = re.compile(
    r"(?<![\w.#-])(?P<category>[A-TV-Z]\d[\dAB]|U\d\d|[A-Z](?:\d[OIL]|[OI]\d)(?=\.\d))"
    r"(?:\.(?P<dotted>[\dA-Z]{1,4})|(?P<plain>\d[\dA-Z]{0,3}|XXX[A-Z]))?(?:\.?-)?(?![\w]|\.\w|[+-]\d|/\d)",
    re.I,
)
CATEGORY = re.compile(r"\d(?:(?<=[A-Za-z]\d)[\dABOILaboil]|(?<=[A-Za-z][OIoi]\d)\.\d)")
"""The first figure of every code with what stands behind it, in the second place, or in the third where the second was
scanned as a letter: found much faster than the code itself.
"""
LABEL = re.compile(
    r"\b(?:icd(?:[- ]?10)?(?:[- ]?cm)?|dx|diagnos[ei]s|code[sd]?|primary|secondary|"
    r"billing)(?: codes?)?\s*[:#=(]*\s*$",
    re.I,
)
LABEL_REACH = 28
ROW_REACH = 4
"""How far behind a code another one in its row can start."""
REST = re.compile(r"[\dX]{1,3}|[\dX]{3}[A-Z]|[A-D]\d?|\dA\d")
"""What may stand behind the dot: digits and placeholders, a letter in the seventh place or of a subfamily
(``G35.A``, ``G20.A1``, ``M62.5A0``).
"""
SPINE = re.compile(r"[CTLS]\d{1,2}$", re.I)
MEASURED = re.compile(
    r" ?(?:mg|mcg|kgs?|lbs?|cm|mm|ml|s|secs?|seconds|ft|deg|"
    r"in(?! (?:the|first|second|place|position)\b)|%|\u00b0|hours?)(?![\w/])",
    re.I,
)
OTHER_SIDE = re.compile(r"[RL] ?\d", re.I)
FAMILIES = re.compile(r"M\d|R[0-6]|G\d|I6|U0|Z\d|S\d")
"""Categories of a therapist's codes: here five characters without a dot are read as a code."""
WHOLE = frozenset(("R54",))
"""Codes of three characters that stand for themselves."""
DIAGNOSIS_SECTIONS = frozenset(("diagnosis", "billing"))
SCANNED = str.maketrans("OIL", "011")
"""Letters ICD-10-CM does not use behind the category: scanned digits."""


def read_written_codes(view: NoteView) -> Iterator[CodeWritten]:
    """Read the ICD-10-CM codes printed in a note."""
    behind = -1
    for m in _shapes(view.text):
        code = _code(view, m, behind)
        if code is None:
            continue
        start, end = m.start(), m.end()
        while view.text[end - 1] in ".-":
            end -= 1
        behind = end
        said = assertion(view, start, end, "code_written")
        yield CodeWritten(
            start=start,
            end=end,
            text=view.text[start:end],
            section=view.category_at(start),
            status=said.status,
            by=said.by,
            cues=said.cues,
            code=code,
        )


def _shapes(text: str) -> Iterator[re.Match[str]]:
    """Whatever has the shape of a code, in text order."""
    done = 0
    for figures in CATEGORY.finditer(text):
        start = figures.start() - (2 if "." in figures[0] else 1)
        m = CODE.match(text, start) if start >= done else None
        if m is not None:
            done = m.end()
            yield m


def _code(view: NoteView, m: re.Match[str], behind: int) -> str | None:
    """Return the dotted code a match stands for, None when it is a lookalike."""
    category = m["category"].upper()
    category = category[0] + category[1:].translate(SCANNED)
    rest = (m["dotted"] or m["plain"] or "").upper().translate(SCANNED)
    if rest and not REST.fullmatch(rest):
        return None
    labelled = _labelled(view, m.start(), behind)
    if m["dotted"]:
        if MEASURED.match(view.text, m.end()):
            return None
        return f"{category}.{rest}" if labelled or not _side_value(view, m, category) else None
    if rest:
        known = labelled or (
            m["category"][0].isupper() and FAMILIES.match(category) is not None and len(rest) >= 2
        )
        return f"{category}.{rest}" if known else None
    if category in WHOLE:
        return category
    plain = m["category"].isupper() and category[1:].isdigit() and not SPINE.match(category)
    return category if labelled and plain else None


def _labelled(view: NoteView, at: int, behind: int) -> bool:
    """Whether a word for diagnosis, a diagnosis heading or another code stands before it."""
    if LABEL.search(view.text, max(0, at - LABEL_REACH), at):
        return True
    if 0 <= behind <= at <= behind + ROW_REACH and "\n" not in view.text[behind:at]:
        return True
    return view.category_at(at) in DIAGNOSIS_SECTIONS


def _side_value(view: NoteView, m: re.Match[str], category: str) -> bool:
    """Whether "R26.2" or "L24.1" is a value of the right or left side: the other side stands beside it."""
    if category[0] not in "RL":
        return False
    around = view.text[max(0, m.start() - 8) : m.start()] + " " + view.text[m.end() : m.end() + 6]
    other = OTHER_SIDE.search(around)
    return other is not None and other.group()[0].upper() != category[0]
