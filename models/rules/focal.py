"""Weakness of one side, one limb or one joint."""

from __future__ import annotations

import re

from rehabcode.models.case import Case, dx_side
from rehabcode.models.rules import phrases, wasting
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids
from rehabcode.models.rules.stroke import weak_side
from rehabcode.models.tables import leaves
from rehabcode.nlp.facts import Diagnosis, Weakness

_BRACKET = re.compile(r"[ ]?\([^()\n]{1,24}\)")
_AFTERCARE_LIMB = {"rotator_cuff": "UE", "fracture_aftercare": "LE", "knee_oa": "LE"}


def _aftercare(case: Case) -> tuple[str, str, tuple[Diagnosis, ...]] | None:
    """Return code, name and mentions of surgery or fracture care that the weak joint belongs to."""
    for concept, options in leaves("aftercare").items():
        facts = tuple(f for f in case.all_dx if f.concept == concept and f.status in ("present", "past"))
        limb = _AFTERCARE_LIMB.get(concept, "")
        if not facts or (limb and case.picture.limb and limb != case.picture.limb):
            continue
        sides = {f.side for f in facts} - {"unspecified"}
        if case.picture.side in ("left", "right") and sides and not sides & {case.picture.side, "bilateral"}:
            continue
        if case.picture.pattern == "joint_both_sides" and "bilateral" not in sides and len(sides) < 2:
            continue
        read = case.code_read(facts)
        texts = [_with_bracket(case.reading.text, f) for f in facts]
        leaf = next((leaf for leaf in options if any(leaf.matches(t) for t in texts)), None)
        code = leaf.fill(dx_side(case, facts)) if leaf else read
        if concept == "knee_oa" and (leaf is None or not _same_joint(case, leaf.name, facts)):
            continue
        if code and read and concept == "fracture_aftercare" and leaf and leaf.code.startswith("S72.9"):
            code = read
        if code and case.official.is_billable(code):
            return code, leaf.name if leaf else case.official.title(code), facts
    return None


def _with_bracket(text: str, fact: Diagnosis) -> str:
    """The words of a diagnosis with a bracket right behind that names it closer ("hip fx (intertroch)")."""
    m = _BRACKET.match(text, fact.end)
    return text[fact.start : m.end() if m else fact.end].lower()


def _same_joint(case: Case, name: str, facts: tuple[Diagnosis, ...]) -> bool:
    """Whether the deficits stay at the arthritic joint, and the arthritis is more than a line of the
    history.
    """
    joint = name.split()[0]
    regions = {c.region for c in case.picture.cells}
    one = case.picture.pattern == "one_limb" and regions == {joint}
    return one and any(f.status == "present" and f.section != "pmh" for f in facts)


def _not_generalized(case: Case, rule: str) -> Offer:
    where = phrases.where(case.picture)
    return Offer(
        "M62.81", f"The deficits stay in {where}: not generalized.", ids(case.picture.deficits), rule
    )


class Aftercare(Rule):
    """Weakness of the operated or broken joint alone is coded by the aftercare.

    After joint replacement Z47.1, after other orthopedic surgery Z47.89, after a fracture the fracture code
    with seventh character D. M62.5- (wasting documented) and R29.898 are acceptable too.

    Wrong: ``M62.81`` for quadriceps weakness two weeks after knee replacement.
    Right: ``Z47.1``.
    """

    id = "aftercare"
    source = "ICD-10-CM tabular Z47; guideline I.C.19, I.C.21.c.7; guide: one specific area"
    confidence = (0.85, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire when measured deficits stay in the limb of a documented operation or fracture."""
        picture = case.picture
        if not picture.focal:
            return "the measured deficits are not confined to one limb or joint"
        found = _aftercare(case)
        if found is None:
            return "no joint replacement, orthopedic repair or fracture at the weak joint"
        code, name, facts = found
        leaves_ = wasting.documented(case)
        options = [
            Offer(c, "Wasting is documented at that site.", ids(case.atrophy), self.id) for c in leaves_[:1]
        ]
        options.append(
            Offer(
                "R29.898", "Weakness of one limb without a code of its own.", ids(picture.deficits), self.id
            )
        )
        return Proposal(
            code=code,
            because=f"The deficits stay in {phrases.where(picture)} after {name}: aftercare goes first.",
            facts=ids(facts, picture.deficits),
            supported=True,
            label="one_limb",
            alternatives=tuple(options),
            blocked=(_not_generalized(case, self.id),),
            considers_wasting=not leaves_ and not code.startswith(("M16", "M17")),
        )


class OneSide(Rule):
    """Weakness of one side of the body is hemiparesis, or a question to the physician.

    G81.9- by side and dominance (right dominant unless stated). Without a named cause it stays provisional;
    after a stroke the sequela code I69.- is used instead.

    Wrong: ``M62.81`` for "right hemiparesis".
    Right: ``G81.91``, provisional, and ask for the cause.
    """

    id = "one-side"
    source = "report rule: one side of the body only; ICD-10-CM tabular G81; guideline I.C.6.a"
    confidence = (0.75, 0.68)

    def consider(self, case: Case) -> Proposal | str:
        """Fire when deficits, or the words where nothing contradicts them, stay on one side."""
        picture = case.picture
        measured = picture.pattern == "one_side"
        said = bool(picture.said_hemi) and not picture.multi_area and not self._only_joint(case)
        if not measured and not said:
            return "the weakness is not confined to one side of the body"
        injury = case.has("tbi")
        code = "G81.9" + case.side_digit(weak_side(case, ()), none="0")
        words = ids(picture.words, picture.deficits)
        second = Offer(
            "S06.2X9S", "The old brain injury behind the hemiparesis goes second.", ids(injury), self.id
        )
        return Proposal(
            code=code,
            because="The old brain injury left hemiparesis."
            if injury
            else "The weakness is on one side of the body, no cause is named: hemiparesis, to be confirmed.",
            facts=ids(picture.said_hemi, picture.deficits if measured else (), injury),
            supported=bool(injury) and case.physician_said(injury),
            label="one_side",
            secondary=(second,) if injury else (),
            alternatives=(Offer("R29.898", "If only one limb proves weak.", words, self.id),),
            blocked=(Offer("M62.81", "One-sided weakness is not generalized.", words, self.id),),
        )

    def _only_joint(self, case: Case) -> bool:
        """One joint weak on both sides contradicts a hemiparesis."""
        return case.picture.pattern == "joint_both_sides"


class OneLimbWasting(Rule):
    """Weakness of one limb with documented wasting takes M62.5- by site and side.

    M62.5- means wasting and atrophy: visible loss or girth must be in the note. Shoulder, upper arm, forearm,
    hand, thigh, lower leg, ankle and foot have their own leaves, each with right and left.

    Wrong: ``M62.81`` for a weak and wasted left thigh.
    Right: ``M62.552``.
    """

    id = "one-limb-wasting"
    source = "guide: weakness is in one specific area; ICD-10-CM tabular M62.5-"
    confidence = (0.9, 0.72)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on a focal deficit (or focal words) with present wasting."""
        picture = case.picture
        if not picture.focal and not (picture.pattern == "none" and only_one_limb_said(case)):
            return "the weakness is not confined to one limb or joint"
        leaves_ = wasting.documented(case)
        if not leaves_:
            return "no wasting is documented"
        rest = tuple(
            Offer(c, "Wasting is documented there too.", ids(case.atrophy), self.id) for c in leaves_[1:]
        )
        return Proposal(
            code=leaves_[0],
            because=f"Wasting is documented and the weakness stays in {phrases.where(picture)}.",
            facts=ids(case.atrophy, picture.deficits),
            supported=True,
            label="one_limb",
            secondary=rest,
            alternatives=(
                Offer("R29.898", "If the wasting were not confirmed.", ids(picture.deficits), self.id),
            ),
            blocked=(_not_generalized(case, self.id),),
        )


class OneLimb(Rule):
    """Weakness of one limb or joint without wasting takes R29.898; M62.5- is the family to check.

    No code names the weakness of one limb, so the residual sign code fits; the guide points to M62.5-,
    which needs documented wasting. One joint on both sides (both hips) is read as focal too, with M62.81 as
    the other honest reading.

    Wrong: ``M62.81`` for an isolated left shoulder weakness.
    Right: ``R29.898``, and look for wasting (M62.512).
    """

    id = "one-limb"
    source = (
        "guide: weakness is in one specific area; ICD-10-CM tabular R29.898 (use for limbs is convention)"
    )
    confidence = (0.84, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on measured deficits of one limb, one joint on both sides, or the trunk."""
        picture = case.picture
        if not picture.focal:
            return "the measured deficits are not confined to one limb or joint"
        both = picture.pattern == "joint_both_sides"
        check = wasting.candidate(case)
        options = [
            Offer(check, "The family to check: needs documented wasting.", ids(picture.deficits), self.id)
        ]
        if both:
            why = "Both sides are weak; with a second body area measured weak it would be the code."
            options.insert(0, Offer("M62.81", why, ids(picture.deficits), self.id))
        place = f"one joint on both sides ({phrases.regions(picture)})" if both else phrases.where(picture)
        return Proposal(
            code="R29.898",
            because=f"The measured deficits ({phrases.grades(picture)}) stay in {place}; "
            "no wasting is documented.",
            facts=ids(picture.deficits),
            supported=True,
            label="one_limb",
            alternatives=tuple(options),
            blocked=() if both else (_not_generalized(case, self.id),),
            considers_wasting=True,
        )


_KIND = re.compile(r"(?:(?:lower|upper)[ -]extremity|le|ue)\b|weakness\Z", re.I)
"""A weakness whose kind the limb names ("lower extremity weakness", "lower extremity numbness and weakness")."""


def only_one_limb_said(case: Case) -> bool:
    """Whether the words speak of one limb, or one joint, and of nothing wider."""
    words = case.picture.words
    if not words or any(w.pattern in ("generalized", "hemi") for w in words):
        return False
    limb = [w for w in words if w.pattern == "limb"]
    sides = {w.side for w in limb}
    if not limb or sides >= {"left", "right"}:
        return False
    if sides == {"unspecified"} and not any(_joint(w.site) for w in limb) and _both_limbs_meant(case, limb):
        return False
    if sides == {"unspecified"} and {g.side for g in case.picture.pain_limited} >= {"left", "right"}:
        return False
    return "bilateral" not in sides or all(_joint(w.site) for w in limb)


def _both_limbs_meant(case: Case, limb: list[Weakness]) -> bool:
    """Whether "leg weakness" without a side, in a note where nothing is one-sided, means both legs.

    A physician's may be of one leg unless the limb stands for the kind of weakness: "weakness in her arm" is of one.
    """
    if any(f.side in ("left", "right") for f in case.all_dx):
        return False
    return case.therapy or all(_KIND.match(w.text) and w.site is not None for w in limb)


def _joint(site: str | None) -> bool:
    return site is not None and not site.endswith("extremity") and site != "all extremities"
