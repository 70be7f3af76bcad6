"""Active COVID-19 goes first."""

from __future__ import annotations

from rehabcode.models.case import Case
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids


class ActiveCovid(Rule):
    """Active, confirmed COVID-19 is coded first; what it does to the muscles comes second.

    U07.1 needs a current infection that a provider confirmed. The weakness code follows as second code.
    U09.9 is not used while the infection is active, except in a re-infection with a condition left from an
    earlier one.

    Wrong: ``M62.81, U07.1`` for weakness during an active infection.
    Right: ``U07.1, M62.81``.
    """

    id = "covid-active"
    source = "guide: active COVID infection with weakness; ICD-10-CM tabular U07.1, U09.9; guideline I.C.1.g"
    confidence = (0.93, 0.8)
    leads = True

    def consider(self, case: Case) -> Proposal | str:
        """Fire on an established active infection."""
        facts = case.has("active_covid")
        if not facts:
            return "no confirmed active COVID-19"
        return Proposal(
            code="U07.1",
            because="An active COVID-19 infection is documented, so it goes first.",
            facts=ids(facts),
            supported=True,
            label="other_cause",
            blocked=()
            if case.has("post_covid")
            else (Offer("U09.9", "U09.9 is not used while the infection is active.", ids(facts), self.id),),
        )
