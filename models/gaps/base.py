"""What a documentation gap is made of, and when the documentation gaps are asked at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal

from rehabcode.models.case import Case
from rehabcode.models.choose import Choice
from rehabcode.models.claim import Claim
from rehabcode.models.conflicts import Conflict
from rehabcode.models.tables import rows
from rehabcode.nlp.facts import Fact

Severity = Literal["critical", "high", "medium", "low"]

WEAKNESS_FAMILY: tuple[str, ...] = ("M62.81", "M62.84", "M62.5", "R53.1", "R29.898", "G81.9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is missing or wrong, and how to mend it in this note."""

    id: str
    severity: str
    message: str
    fix: str
    facts: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Severity by kind of note, cost in the score, and source of a gap."""

    severity: dict[str, str]
    cost: int
    area: str
    source: str


@lru_cache(maxsize=1)
def gap_table() -> dict[str, GapRow]:
    """Return the gap table."""
    return {
        r["id"]: GapRow(
            severity={
                "evaluation": r["severity"],
                "unknown": r["severity"],
                **{kind: r[kind] for kind in ("daily", "progress", "discharge")},
            },
            cost=int(r["cost"]),
            area=r["area"],
            source=r["source"],
        )
        for r in rows("gaps")
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a gap looks at."""

    case: Case
    choice: Choice
    claim: Claim | None
    conflicts: tuple[Conflict, ...]
    asked: bool
    """Weakness is claimed, a deficit is measured, or a weakness code is written or offered."""
    m62_81: bool
    """M62.81 is written, or is the primary code."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a gap check found: message and fix for this note, and the facts it looked at."""

    message: str
    fix: str
    facts: tuple[str, ...] = ()


class GapCheck:
    """One gap. The docstring of a subclass is its manual page."""

    id: ClassVar[str]
    documentation: ClassVar[bool] = True
    """Raised only where weakness is in question (`Context.asked`)."""

    def find(self, ctx: Context) -> Found | None:
        """Return what is missing, or None."""
        raise NotImplementedError


def context(case: Case, choice: Choice, claim: Claim | None, conflicts: tuple[Conflict, ...]) -> Context:
    """Return the context of the gap checks."""
    family = (*case.written, *choice.offered)
    return Context(
        case=case,
        choice=choice,
        claim=claim,
        conflicts=conflicts,
        asked=case.picture.claimed or any(c.startswith(WEAKNESS_FAMILY) for c in family),
        m62_81=choice.primary == "M62.81" or "M62.81" in case.written,
    )


def quoted(fact: Fact) -> str:
    """Return the words of a fact, shortened to one line."""
    text = " ".join(fact.text.split())
    return text if len(text) <= 60 else text[:57] + "..."
