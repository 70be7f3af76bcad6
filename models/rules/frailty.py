"""Frailty documented by a physician."""

from __future__ import annotations

from rehabcode.models.case import Case
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids, with_deficits


class Frailty(Rule):
    """A physician's frailty or senile debility without measured multi-area deficits takes R54.

    Appearance ("frail elderly woman"), a frailty score or the therapist's own word is no diagnosis. With
    measured deficits in several areas M62.81 stays the code (R54 and M62.81 do not exclude each other).
    R53.1 excludes R54.

    Wrong: ``M62.81`` for "frailty syndrome per geriatrician", strength 4+/5.
    Right: ``R54``.
    """

    id = "frailty"
    source = "guide: age-related frailty; ICD-10-CM tabular R54, Excludes1 at R53.1"
    confidence = (0.88, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on an established frailty where no earlier rule found a measured pattern."""
        facts = case.has("frailty")
        if not facts:
            return "no frailty established by a physician"
        return Proposal(
            code="R54",
            because="A physician documents frailty, and no deficit in several body areas is measured.",
            facts=ids(facts),
            supported=True,
            label="frailty",
            alternatives=(with_deficits(ids(facts), self.id),) if case.picture.words else (),
            blocked=(Offer("R53.1", "R53.1 excludes R54 (Excludes1).", ids(facts), self.id),),
        )
