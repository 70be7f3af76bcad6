"""Sarcopenia diagnosed by a physician."""

from __future__ import annotations

from rehabcode.models.case import Case, choose_leaf
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids
from rehabcode.nlp.facts import Diagnosis

MYOPATHIES = (
    "critical_illness_myopathy",
    "inflammatory_myopathy",
    "muscular_dystrophy",
    "myasthenia",
    "lambert_eaton",
    "myopathy_nos",
)


class Sarcopenia(Rule):
    """A physician's diagnosis of sarcopenia takes M62.84, and nothing else codes that weakness.

    M62.81 excludes sarcopenia (Excludes1), and so does R53.1. A screen (SARC-F), a suspicion or the
    therapist's own word is no diagnosis. A myopathy (G71-G73) that is also diagnosed goes before M62.84
    ("code first").

    Wrong: referral says sarcopenia, therapist codes ``M62.81``.
    Right: ``M62.84``.
    """

    id = "sarcopenia"
    source = (
        "guide: sarcopenia diagnosed; ICD-10-CM tabular, Excludes1 at M62.81 and R53.1, code first at M62.84"
    )
    confidence = (0.95, 0.8)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on an established sarcopenia."""
        facts = case.has("sarcopenia")
        if not facts:
            return "no sarcopenia established by a physician"
        blocked = tuple(
            Offer(code, f"{code} excludes sarcopenia (M62.84), Excludes1.", ids(facts), self.id)
            for code in ("M62.81", "R53.1")
        )
        myopathy = case.has(*MYOPATHIES)
        leaf = choose_leaf(case, "causes", myopathy[0].concept) if myopathy else None
        if leaf is not None:
            return self._behind(leaf[0], leaf[1].name, myopathy, facts, blocked)
        return Proposal(
            code="M62.84",
            because="Sarcopenia is diagnosed, and muscle weakness in sarcopenia is coded M62.84.",
            facts=ids(facts),
            supported=True,
            label="other_cause",
            blocked=blocked,
        )

    def _behind(
        self,
        code: str,
        name: str,
        myopathy: tuple[Diagnosis, ...],
        facts: tuple[Diagnosis, ...],
        blocked: tuple[Offer, ...],
    ) -> Proposal:
        """Put the myopathy first and sarcopenia second."""
        second = Offer(
            "M62.84", f"Sarcopenia goes after {name} (code first note at M62.84).", ids(facts), self.id
        )
        return Proposal(
            code=code,
            because=f"{name[0].upper()}{name[1:]} is diagnosed and goes before sarcopenia (code first note).",
            facts=ids(myopathy, facts),
            supported=True,
            label="other_cause",
            secondary=(second,),
            blocked=blocked,
            cause=True,
        )
