"""Codes and diagnoses that must not stand together, or stand in the wrong order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rehabcode.models.case import Case, choose_leaf
from rehabcode.models.choose import Choice
from rehabcode.models.rules.causes import NAMED_MYOPATHIES, UNNAMED
from rehabcode.models.tables import leaves

SCOPE: tuple[str, ...] = (
    "M60", "M61", "M62", "M63", "M79.1", "R53", "R54", "R25.2", "R26", "R29.6",
    "G25.82", "G72", "I69", "Z86.73", "U09.9", "Z86.16",
)  # fmt: skip
"""Families within which an Excludes1 pair is a conflict of the note; others are outside this program's
question.
"""

_SAME_LIST = 60
"""Characters between two codes of one list."""

_DIAGNOSIS_CODES: dict[str, str] = {
    "sarcopenia": "M62.84",
    "frailty": "R54",
    "debility": "R53.81",
    "myalgia": "M79.10",
    "cramp_spasm": "R25.2",
    "stroke_no_residual": "Z86.73",
    "post_covid": "U09.9",
}
"""Code of a diagnosis that no leaf table holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two codes that exclude each other, or stand in the wrong order."""

    kind: Literal["excludes1", "sequence"]
    codes: tuple[str, str]
    note: str
    source: str
    facts: tuple[str, ...]
    written: bool
    """Both codes (or their diagnoses) stand in the note; else one is only proposed."""


def _diagnosed(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the codes of the established diagnoses with the facts behind them."""
    out: dict[str, tuple[str, ...]] = {}
    for concept, facts in case.dx.items():
        if concept in UNNAMED and case.has(*NAMED_MYOPATHIES):
            continue
        code = _DIAGNOSIS_CODES.get(concept)
        for table in ("exclusive_myopathies", "causes"):
            if code is None and concept in leaves(table):
                leaf = choose_leaf(case, table, concept)
                code = leaf[0] if leaf else None
        if code:
            out[code] = tuple(f.id for f in facts)
    return out


def in_scope(code: str) -> bool:
    """Whether a code belongs to the families whose exclusions are checked."""
    return code.startswith(SCOPE)


def find_conflicts(case: Case, choice: Choice) -> tuple[Conflict, ...]:
    """Return all conflicts, exclusions first, in the order of the note."""
    return (*_exclusions(case, choice), *_sequence(case, choice))


def _exclusions(case: Case, choice: Choice) -> tuple[Conflict, ...]:
    stated: dict[str, tuple[str, ...]] = {}
    for fact in case.codes:
        stated[fact.code] = (*stated.get(fact.code, ()), fact.id)
    for code, facts in _diagnosed(case).items():
        stated[code] = (*stated.get(code, ()), *facts)
    offered = [c for c in choice.offered if c not in stated]
    codes = [c for c in (*stated, *offered) if in_scope(c)]
    out: list[Conflict] = []
    for a, b in combinations(codes, 2):
        note = case.official.excludes1(a, b)
        if note is None:
            continue
        out.append(
            Conflict(
                kind="excludes1",
                codes=(a, b),
                note=f"{a} and {b} exclude each other: {note.text}.",
                source=f"{note.source} (Excludes1)",
                facts=(*stated.get(a, ()), *stated.get(b, ())),
                written=a in stated and b in stated,
            )
        )
    return tuple(out)


def _before(case: Case, early: str, late: str) -> bool:
    """Whether code ``early`` is written before ``late``.

    The last list that holds both decides (a problem list may order them otherwise than the claim); where
    they never stand in one list, the first mentions do.
    """
    firsts, seconds = case.wrote(early), case.wrote(late)
    if not firsts or not seconds:
        return False
    together = [(a, b) for a in firsts for b in seconds if abs(a.start - b.start) <= _SAME_LIST]
    a, b = together[-1] if together else (firsts[0], seconds[0])
    return a.start < b.start


def _sequence(case: Case, choice: Choice) -> tuple[Conflict, ...]:
    pairs: list[tuple[str, str, str, str]] = []
    for other in case.written:
        if _before(case, "U09.9", other) and other != "U07.1" and other[0] not in "ZU":
            pairs.append(
                ("U09.9", other, "U09.9 never goes first.", "ICD-10-CM tabular U09.9, code first note")
            )
    if _before(case, "M62.81", "U07.1"):
        why = "An active infection goes before the weakness."
        pairs.append(("M62.81", "U07.1", why, "guide: active COVID infection; ICD-10-CM tabular U07.1"))
    cause = choice.proposal if choice.proposal and choice.proposal.cause else None
    if cause is not None and _before(case, "M62.81", cause.code):
        why = f"The cause ({cause.code}) goes before M62.81."
        pairs.append(("M62.81", cause.code, why, choice.rule.source if choice.rule else ""))
    for note in case.official.code_first("M62.84"):
        for other in case.written:
            if note.covers(other) and _before(case, "M62.84", other):
                pairs.append(("M62.84", other, "The myopathy goes before sarcopenia.", note.source))
    return tuple(
        Conflict(
            kind="sequence",
            codes=(a, b),
            note=why,
            source=source,
            facts=tuple(c.id for c in case.codes if c.code in (a, b)),
            written=True,
        )
        for a, b, why, source in pairs
    )
