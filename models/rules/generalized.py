"""Measured weakness in several body areas: M62.81."""

from __future__ import annotations

from rehabcode.models.case import Case
from rehabcode.models.rules import phrases
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids


class GeneralizedWeakness(Rule):
    """Measured deficits in two or more body areas, not one limb and not one side: M62.81, supported.

    A deficit is a grade of 4/5 or lower at this visit. 4+/5 and 5-/5 are borderline; goals, earlier values,
    the prior level and grades limited by pain do not count. Arms and legs, trunk and limbs, or both legs
    over several joints ("BLE 3+/5") all qualify.

    Wrong: ``R53.1`` with hip flexors 3+/5 and shoulder flexors 4-/5 on both sides.
    Right: ``M62.81``.
    """

    id = "generalized-weakness"
    source = "guide: reduced muscle strength across multiple body areas; ICD-10-CM tabular M62.81"
    confidence = (0.93, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on a multi-area pattern."""
        picture = case.picture
        if not picture.deficits:
            return "no measured deficit (grade 4/5 or lower, not limited by pain)"
        if not picture.multi_area:
            return f"the measured deficits form the pattern {picture.pattern.replace('_', ' ')}"
        return Proposal(
            code="M62.81",
            because=f"Measured deficits ({phrases.grades(picture)}) in several body areas "
            f"({phrases.regions(picture)}), not one limb and not one side.",
            facts=ids(picture.deficits),
            supported=True,
            label="generalized",
            blocked=(
                Offer("R53.1", "R53.1 excludes M62.81; a measured deficit is muscle weakness.", (), self.id),
            ),
        )
