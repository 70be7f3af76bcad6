"""Other documented causes of the weakness, from the table ``causes.csv``."""

from __future__ import annotations

import re

from rehabcode.models.case import Case, choose_leaf
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids
from rehabcode.models.rules.cord import Cord, read_cord
from rehabcode.models.tables import Leaf, leaves
from rehabcode.nlp.facts import Diagnosis

UNNAMED: frozenset[str] = frozenset({"myositis", "myopathy_nos"})
"""General words for a disease of muscle, which a named one beside them explains."""
NAMED_MYOPATHIES: tuple[str, ...] = (
    "critical_illness_myopathy", "inflammatory_myopathy", "muscular_dystrophy", "drug_myopathy",
    "alcoholic_myopathy", "dermatopolymyositis",
)  # fmt: skip

DISTAL = frozenset(("foot", "ankle"))
"""Regions where a length-dependent neuropathy begins."""
_SEPARATE = re.compile(
    r"\b(?:separate from|distinct from|unrelated to|not (?:explained by|due to|from|"
    r"part of|caused by|a relapse)|"
    r"in addition to|over and above)\b[^.\n]{0,60}"
)


def says_separate(case: Case) -> bool:
    """Whether the note sets the generalized weakness apart from the named cause."""
    return _SEPARATE.search(case.reading.text.lower()) is not None


def _applies(case: Case, leaf: Leaf, facts: tuple[Diagnosis, ...]) -> bool:
    """Whether a diagnosis of this kind explains the weakness that the note shows.

    ``always``: the weakness belongs to the disease. ``focal``: it explains weakness of one limb, not a
    generalized one. ``linked``: a common companion; the note must say that the weakness comes from it.
    ``unmeasured``: it explains pain and a feeling of weakness where no pain-free deficit is measured. ``distal``: a
    companion that explains, unlinked, deficits of both feet and nothing above them. A
    general illness that leaves people weak all over does not explain one weak side, even where it is linked.
    """
    picture = case.picture
    if any(f.linked for f in facts):
        return not (leaf.beside and (picture.said_hemi or picture.pattern == "one_side"))
    if leaf.applies == "focal":
        if picture.said_hemi:
            return False
        return picture.focal or (picture.pattern in ("none", "unplaced") and not picture.said_generalized)
    if leaf.applies == "unmeasured":
        listed = all(f.section == "pmh" for f in facts)
        return picture.pattern == "none" and not listed and (bool(picture.pain_limited) or picture.measured)
    if leaf.applies == "distal":
        regions = {c.region for c in picture.cells}
        both = {c.side for c in picture.cells} >= {"left", "right"}
        return bool(regions) and regions <= DISTAL and both
    return leaf.applies == "always"


class DocumentedCause(Rule):
    """A documented cause of the weakness is coded first, as exactly as the note allows.

    Multiple sclerosis, Guillain-Barré syndrome, ALS, myasthenia, the myopathies and cord diseases carry
    their weakness: no M62.81 beside them. A root, a nerve or a foot drop explains one limb only.
    Stenosis, heart failure and other companions count as the cause only where the note says so; a neuropathy also where
    both feet are weak and nothing above them.
    After Parkinson disease a documented generalized weakness may follow as M62.81. A cause that only the
    therapist names stays provisional.

    Wrong: ``M62.81`` with "Dx: relapsing-remitting MS".
    Right: ``G35.A``.
    """

    id = "documented-cause"
    source = "guide: known underlying cause, code that cause first; ICD-10-CM tabular; guideline I.B.4-5"
    confidence = (0.91, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on the strongest established cause, causes the note links to the weakness first."""
        best: tuple[bool, int, str] | None = None
        for concept, options in leaves("causes").items():
            facts = case.dx.get(concept)
            if not facts or (concept in UNNAMED and case.has(*NAMED_MYOPATHIES)):
                continue
            asks = case.picture.claimed or (
                concept in ("foot_drop", "nerve_palsy") and "foot_drop" in case.dx
            )
            if asks and _applies(case, options[-1], facts):
                key = (not any(f.linked for f in facts), options[-1].rank, concept)
                best = min(best, key) if best else key
        if best is None:
            return "no documented cause that explains this weakness"
        leaf = choose_leaf(case, "causes", best[2])
        if leaf is None:
            return "the documented cause has no billable code in the table"
        if best[2] == "sci" and (cord := read_cord(case)) is not None:
            return self._cord(case, cord, case.dx["sci"])
        return self._propose(case, *leaf, case.dx[best[2]])

    def _cord(self, case: Case, cord: Cord, facts: tuple[Diagnosis, ...]) -> Proposal:
        """Paralysis after a cord injury, the injury's sequela code behind it where its level is stated."""
        because = f"The note documents {cord.name} after a spinal cord injury: it carries the weakness."
        injury = cord.injury if cord.injury and case.official.is_billable(cord.injury) else None
        second = (
            (Offer(injury, "The old cord injury behind the paralysis.", ids(facts), self.id),)
            if injury
            else ()
        )
        return Proposal(
            code=cord.code,
            because=because,
            facts=ids(facts, case.picture.deficits),
            supported=case.physician_said(facts),
            label="other_cause",
            secondary=second,
            blocked=(
                Offer("M62.81", f"{cord.name.capitalize()} carries the weakness.", ids(facts), self.id),
            ),
            cause=True,
        )

    def _propose(self, case: Case, code: str, leaf: Leaf, facts: tuple[Diagnosis, ...]) -> Proposal:
        picture = case.picture
        beside = (
            picture.multi_area
            and picture.said_generalized
            and (leaf.beside == "generalized" or says_separate(case))
        )
        second = Offer(
            "M62.81",
            f"Generalized weakness is documented besides {leaf.name}, which does not include it.",
            ids(picture.deficits, picture.said_generalized),
            self.id,
        )
        clash = case.official.excludes1("M62.81", code)
        why = f"{leaf.name[0].upper()}{leaf.name[1:]} carries the weakness; M62.81 is not added."
        return Proposal(
            code=code,
            because=f"The note documents {leaf.name}, which explains the weakness: the cause goes first.",
            facts=ids(facts),
            supported=case.physician_said(facts),
            label="other_cause",
            secondary=(second,) if beside and clash is None else (),
            blocked=() if beside else (Offer("M62.81", why, ids(facts), self.id),),
            alternatives=self._alternatives(case, leaf),
            considers_wasting=leaf.concept == "hematoma_muscle",
            cause=True,
        )

    def _alternatives(self, case: Case, leaf: Leaf) -> tuple[Offer, ...]:
        if leaf.applies == "focal" and case.picture.focal:
            why = f"If {leaf.name} did not explain the weakness of one limb."
            return (Offer("R29.898", why, ids(case.picture.deficits), self.id),)
        return ()
