"""Pain, not weakness."""

from __future__ import annotations

from functools import cache

from rehabcode.models.case import Case
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids
from rehabcode.models.tables import rows
from rehabcode.nlp.facts import Diagnosis, Weakness

_NEAR = 80


@cache
def _sites() -> tuple[dict[str, str], ...]:
    return tuple(rows("myalgia_sites"))


_LEAVES = frozenset(("M79.11", "M79.12", "M79.18"))
"""Myalgia of a site."""


def myalgia_leaf(case: Case, facts: tuple[Diagnosis, ...]) -> str:
    """Return the M79.1- leaf the note writes, else by the site named with the myalgia; M79.10 for none."""
    written = [c.code for c in case.codes if c.status == "present" and c.code in _LEAVES]
    if len(set(written)) == 1:
        return written[0]
    for reach in (0, _NEAR):
        for fact in facts:
            near = case.around(fact, reach)
            for row in _sites():
                if any(word in near for word in row["words"].split(";")):
                    return row["code"]
    read = case.code_read(facts)
    return "M79.18" if case.picture.pain_limited else read or "M79.10"


def _propose(case: Case, rule: str, because: str) -> Proposal:
    facts = case.has("myalgia")
    code = myalgia_leaf(case, facts)
    other = "M79.10" if code != "M79.10" else "M79.18"
    return Proposal(
        code=code,
        because=because,
        facts=ids(facts, case.picture.pain_limited),
        supported=True,
        label="pain",
        alternatives=(Offer(other, "If the site is stated otherwise.", ids(facts), rule),),
        blocked=(Offer("M62.81", "M62 excludes myalgia (Excludes1).", ids(facts), rule),),
    )


def _weakness_denied(case: Case) -> bool:
    """Whether the note says that there is no weakness."""
    return any(w.pattern != "fatigue" for w in case.reading.of(Weakness, "absent"))


class PainLimitedMyalgia(Rule):
    """Documented myalgia with nothing but pain-limited grades takes M79.1-.

    A grade that pain cut short does not show that the muscle is weak. Re-test in the pain-free range.

    Wrong: ``M62.81`` for hip flexion 4-/5 "limited by pain" with myalgia.
    Right: ``M79.18``.
    """

    id = "myalgia-pain-limited"
    source = "guide: it's actually pain, not weakness; ICD-10-CM tabular M79.1-, Excludes1 at M62"
    confidence = (0.86, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire when every deficit is pain-limited and myalgia is documented."""
        if not case.has("myalgia"):
            return "no myalgia documented"
        if not case.asks_about_strength:
            return "strength is no question of the note"
        if case.picture.deficits or not case.picture.pain_limited:
            return "not every deficit is limited by pain"
        return _propose(case, self.id, "Myalgia is documented and every deficit is limited by pain.")


class PainSyndrome(Rule):
    """Fibromyalgia with normal strength, or with nothing but pain-limited grades, takes M79.7.

    Its aching and tiredness are no weakness. M79.1- is excluded beside it (Excludes1 at M79.1).

    Wrong: ``M62.81`` or ``M79.10`` for a fibromyalgia referral with strength 5/5.
    Right: ``M79.7``.
    """

    id = "fibromyalgia"
    source = "guide: it's actually pain, not weakness; ICD-10-CM tabular M79.7, Excludes1 at M79.1"
    confidence = (0.86, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on established fibromyalgia where strength was tested and no weakness counts."""
        facts = tuple(f for f in case.has("fibromyalgia") if case.therapy or f.section != "pmh")
        if not facts:
            return "no fibromyalgia established"
        picture = case.picture
        if picture.deficits or not picture.measured or (picture.words and not picture.pain_limited):
            return "strength is not tested, or a weakness counts"
        return Proposal(
            code="M79.7",
            because="Fibromyalgia is documented, and no weakness is measured that pain does not limit.",
            facts=ids(facts, picture.pain_limited),
            supported=case.physician_said(facts),
            label="pain",
            blocked=(Offer("M62.81", "Pain and tiredness are no muscle weakness.", ids(facts), self.id),),
        )


class Myalgia(Rule):
    """Documented myalgia without weakness takes M79.1- by site, where strength is a question of the note.

    M79.1 itself is not billable: M79.11 (muscles of mastication), M79.12 (neck), M79.18 (other site), M79.10
    (no site). Fibromyalgia and myositis are excluded.

    Wrong: ``M62.81`` for sore thighs with strength 5/5.
    Right: ``M79.18``.
    """

    id = "myalgia"
    source = "guide: it's actually pain, not weakness; ICD-10-CM tabular M79.1-"
    confidence = (0.86, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on established myalgia when no rule for weakness fired."""
        if not case.has("myalgia"):
            return "no myalgia documented"
        if not case.asks_about_strength and not _weakness_denied(case):
            return "strength is no question of the note"
        return _propose(case, self.id, "Myalgia is documented and no weakness is measured.")


class Cramp(Rule):
    """Cramps that a physician diagnoses, without weakness, take R25.2.

    M62 excludes cramp and spasm (Excludes1). A cramp in the history list or in the patient's words is no
    diagnosis, and beside a measured weakness it is left out.

    Wrong: ``M62.81`` for leg cramps with strength 5/5.
    Right: ``R25.2``.
    """

    id = "cramp"
    source = "guide: Type 1 exclusions; ICD-10-CM tabular R25.2, Excludes1 at M62"
    confidence = (0.84, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on diagnosed cramps when no rule for weakness fired."""
        facts = tuple(
            f
            for f in case.has("cramp_spasm")
            if f.by == "physician" or f.section in ("referral", "diagnosis")
        )
        if not facts:
            return "no cramps diagnosed by a physician"
        if not case.asks_about_strength:
            return "strength is no question of the note"
        return Proposal(
            code="R25.2",
            because="Cramps are diagnosed, and no weakness is stated or measured.",
            facts=ids(facts),
            supported=True,
            label="pain",
            blocked=(Offer("M62.81", "M62 excludes cramp and spasm (Excludes1).", ids(facts), self.id),),
        )
