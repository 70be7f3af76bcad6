"""Diagnoses that exclude M62.81 altogether."""

from __future__ import annotations

from rehabcode.models.case import Case, choose_leaf
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids
from rehabcode.models.tables import adverse_drugs, leaves
from rehabcode.nlp.facts import Diagnosis

_NEAR = 160
"""How far around the mention the drug may stand (one or two lines)."""
_IN_MUSCLE = ("myopath", "myosit")
_SYMPTOMS = frozenset({"myalgia", "cramp_spasm", "sarcopenia", "fibromyalgia", "muscle_spasm"})
"""Partners that describe pain or cramp, not the cause of a weakness: they have their own rules."""


class ExclusiveMyopathy(Rule):
    """A myopathy that M62 excludes is coded instead of M62.81.

    The category M62 excludes drug-induced and alcoholic myopathy and stiff-man syndrome; the block M60-M63
    excludes dermatopolymyositis and the myopathies of rheumatoid arthritis, lupus, scleroderma, Sjögren's
    syndrome, polyarteritis and amyloidosis. The weakness is part of them. Drug-induced myopathy takes the
    code of the adverse effect second where the note names the drug.

    Wrong: ``M62.81`` beside "statin myopathy".
    Right: ``G72.0, T46.6X5A``.
    """

    id = "exclusive-myopathy"
    source = "guide: Type 1 exclusions; ICD-10-CM tabular, Excludes1 at M62 and at block M60-M63"
    confidence = (0.93, 0.75)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on an established Excludes1 partner of M62.81."""
        for concept in leaves("exclusive_myopathies"):
            if facts := case.has(concept):
                leaf = choose_leaf(case, "exclusive_myopathies", concept)
                if leaf is not None:
                    return self._propose(case, leaf[0], leaf[1].name, facts)
        for concept, facts in case.dx.items():
            code = next((f.code for f in facts if f.code), None)
            if code and concept not in _SYMPTOMS and self._of_muscle(facts) and self._excludes(case, code):
                return self._propose(case, code, case.official.title(code), facts)
        return "no Excludes1 partner of M62.81 is diagnosed"

    @staticmethod
    def _of_muscle(facts: tuple[Diagnosis, ...]) -> bool:
        """Whether the disease is said to be in the muscle, or the weakness to come from it ("myopathy in lupus")."""
        return any(f.linked or any(word in f.text.lower() for word in _IN_MUSCLE) for f in facts)

    def _excludes(self, case: Case, code: str) -> bool:
        """Whether the tabular sets a disease of muscle against M62.81 (symptom codes are not causes)."""
        return (
            code[0] != "R"
            and case.official.is_billable(code)
            and bool(case.official.excludes1("M62.81", code))
        )

    def _propose(self, case: Case, code: str, name: str, facts: tuple[Diagnosis, ...]) -> Proposal:
        return Proposal(
            code=code,
            because=f"The note documents {name}, which excludes M62.81 (Excludes1) and carries the weakness.",
            facts=ids(facts),
            supported=case.physician_said(facts),
            label="other_cause",
            secondary=self._adverse(case, facts) if code == "G72.0" else (),
            blocked=(Offer("M62.81", f"M62.81 excludes {code} (Excludes1).", ids(facts), self.id),),
            cause=True,
        )

    def _adverse(self, case: Case, facts: tuple[Diagnosis, ...]) -> tuple[Offer, ...]:
        """Return the adverse-effect code of the drug named in or near the mention."""
        for reach in (0, _NEAR, 4 * _NEAR):
            for fact in facts:
                near = case.around(fact, reach)
                for word, code, drug in adverse_drugs():
                    if word in near:
                        why = f"Adverse effect of a {drug} (use additional code note at G72.0)."
                        return (Offer(code, why, ids(facts), self.id),)
        return ()
