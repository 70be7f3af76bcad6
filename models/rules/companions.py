"""Second codes that depend on the primary code, not on one rule."""

from __future__ import annotations

from rehabcode.models.case import Case
from rehabcode.models.rules.base import Documented, Offer, Proposal, ids
from rehabcode.nlp.facts import Diagnosis

_WEAKNESS = ("M62.81", "R53.1", "R29.898", "R53.83", "G93.31", "R53.81", "G62.81", "G72.81")
"""Weakness and fatigue codes, and the nerve and muscle diseases of a critical illness."""


class Companion(Documented):
    """A rule that adds a second code. The docstring of a subclass is its manual page."""

    def add(self, case: Case, proposal: Proposal) -> Offer | None:
        """Return the second code, or None."""
        raise NotImplementedError


class PostCovid(Companion):
    """Weakness linked to past COVID-19 takes U09.9 second, never first.

    "Post-COVID", "long COVID", "weakness since COVID" establish the link; a history of COVID-19 alone does
    not.

    Wrong: ``U09.9, M62.81``.
    Right: ``M62.81, U09.9``.
    """

    id = "covid-post"
    source = "guide: post-COVID weakness; ICD-10-CM tabular U09.9, code first note"

    def add(self, case: Case, proposal: Proposal) -> Offer | None:
        """Add U09.9 behind a weakness or fatigue code."""
        facts: tuple[Diagnosis, ...] = case.has("post_covid") or tuple(
            f
            for f in case.all_dx
            if f.concept == "history_covid" and f.linked and f.status in ("present", "past")
        )
        if not facts or proposal.code not in _WEAKNESS:
            return None
        return Offer(
            "U09.9", "The weakness is linked to past COVID-19; U09.9 always goes second.", ids(facts), self.id
        )


class NoResidual(Companion):
    """A stroke long past without residual deficits is not the cause; where the note codes it, Z86.73 goes second.

    Wrong: ``I69.351`` for a stroke without residual.
    Right: ``M62.81``, and ``Z86.73`` behind it where it is written.
    """

    id = "stroke-no-residual"
    source = "ICD-10-CM tabular Z86.73, Excludes1 at I69"

    def add(self, case: Case, proposal: Proposal) -> Offer | None:
        """Add a written Z86.73 where no sequela code stands."""
        facts, written = case.has("stroke_no_residual"), case.wrote("Z86.73")
        if not (facts and written) or proposal.code.startswith(("I6", "Z86")):
            return None
        return Offer(
            "Z86.73", "A past stroke without residual deficits is documented.", ids(facts, written), self.id
        )


class JointImplant(Companion):
    """The implant that the note codes itself (Z96.6-) follows the aftercare of a joint replacement.

    Wrong: ``Z47.1`` alone where "Z47.1, Z96.651" is written.
    Right: ``Z47.1, Z96.651``.
    """

    id = "joint-implant"
    source = "ICD-10-CM tabular Z47.1, use additional code (Z96.6-)"

    def add(self, case: Case, proposal: Proposal) -> Offer | None:
        """Add a written Z96.6- behind Z47.1."""
        written = tuple(c for c in case.wrote("Z96.6") if case.official.is_billable(c.code))
        if proposal.code != "Z47.1" or not written:
            return None
        return Offer(
            written[0].code,
            "Names the replaced joint (use additional code note at Z47.1).",
            ids(written),
            self.id,
        )


class NerveAndMuscle(Companion):
    """A critical illness that hurt both muscle and nerve takes both codes; neither excludes the other.

    Wrong: ``G72.81`` alone where both are documented.
    Right: ``G72.81, G62.81``.
    """

    id = "critical-illness-both"
    source = "ICD-10-CM tabular G62.81, G72.81"

    def add(self, case: Case, proposal: Proposal) -> Offer | None:
        """Add the polyneuropathy behind the myopathy, or the other way round."""
        pair = {
            "G72.81": ("critical_illness_polyneuropathy", "G62.81", "polyneuropathy"),
            "G62.81": ("critical_illness_myopathy", "G72.81", "myopathy"),
        }.get(proposal.code)
        facts = case.has(pair[0]) if pair is not None else ()
        if pair is None or not facts:
            return None
        return Offer(pair[1], f"Critical illness {pair[2]} is documented besides.", ids(facts), self.id)


COMPANIONS: tuple[Companion, ...] = (PostCovid(), NoResidual(), JointImplant(), NerveAndMuscle())
