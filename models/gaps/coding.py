"""Gaps about codes: site, wasting, order, exclusion, unconfirmed diagnoses, COVID-19."""

from __future__ import annotations

from rehabcode.models.case import Case
from rehabcode.models.gaps.base import Context, Found, GapCheck, quoted
from rehabcode.models.rules import phrases
from rehabcode.models.rules.base import ids
from rehabcode.models.tables import leaves
from rehabcode.nlp.facts import Diagnosis, Weakness

_SAME_LIST = 20
"""Characters between two codes of one list."""
_SAME_PARAGRAPH = 160
"""How far before M62.81 the code of the cause may stand."""
_ALWAYS_CONFIRM = frozenset({"sarcopenia", "frailty"})
_SYMPTOMS = frozenset(
    {
        "active_covid", "covid_negative", "cramp_spasm", "debility", "difficulty_walking", "fall_history",
        "gait_abnormality", "history_covid", "muscle_spasm", "myalgia", "repeated_falls", "unsteadiness",
        "joint_replacement", "rotator_cuff", "fracture_aftercare", "hospitalization",
    }
)  # fmt: skip
"""Mentions that need no physician to be useful, or that have a gap of their own."""


def _general(fact: Diagnosis) -> bool:
    """Whether a diagnosis is a general illness that may only go along with weakness (thyroid, heart, cancer
    ...).
    """
    rows = leaves("causes").get(fact.concept, ())
    return bool(rows) and rows[-1].applies == "linked" and rows[-1].beside == "generalized"


class SiteSpecific(GapCheck):
    """M62.81 is written, and the deficits stay in one limb or joint.

    Wrong: "M62.81" with only R quads 3-/5.
    Right: a code for that site, or grades of the other areas.
    """

    id = "site-specific"

    def find(self, ctx: Context) -> Found | None:
        """Raise on focal deficits beside a written M62.81."""
        picture = ctx.case.picture
        if not picture.focal or not ctx.case.wrote("M62.81"):
            return None
        place = phrases.where(picture)
        return Found(
            f"M62.81 is written, but the deficits stay in {place}.",
            f"Code the weakness of {place}, or grade the other areas and show that they are weak too.",
            ids(ctx.case.wrote("M62.81"), picture.deficits),
        )


class AtrophyUndocumented(GapCheck):
    """M62.5- comes into question, and no wasting is documented.

    Wrong: "M62.552" without a word on bulk.
    Right: "L thigh girth 2 cm less than R, visible quadriceps wasting".
    """

    id = "atrophy-undocumented"

    def find(self, ctx: Context) -> Found | None:
        """Raise where the focal rules wait for wasting, or M62.5- is written without it."""
        if ctx.case.atrophy:
            return None
        written = tuple(c for c in ctx.case.wrote("M62.5") if ctx.case.official.is_billable(c.code))
        considered = ctx.choice.proposal is not None and ctx.choice.proposal.considers_wasting
        if not considered and not written:
            return None
        place = phrases.where(ctx.case.picture) if ctx.case.picture.cells else "the weak limb"
        return Found(
            "M62.5- is the family to check, and no wasting is documented.",
            f"Look at {place}: write girth of both sides or visible wasting if there is any.",
            ids(written),
        )


class CauseFirst(GapCheck):
    """A cause is documented, and M62.81 is written first or alone.

    Wrong: "M62.81" for hemiparesis after stroke.
    Right: "I69.354".
    """

    id = "cause-first"

    def find(self, ctx: Context) -> Found | None:
        """Raise where the cause of the code order is not written before M62.81."""
        proposal = ctx.choice.proposal
        if proposal is None or not proposal.cause or not ctx.case.wrote("M62.81"):
            return None
        second = any(o.code == "M62.81" for o in ctx.choice.secondary)
        if not self._wrong_place(ctx.case, proposal.code[:3], second):
            return None
        return Found(
            f"A cause is documented ({proposal.code}), and M62.81 is written first or alone.",
            f"Write {proposal.code} first; leave M62.81 out unless a separate generalized weakness is "
            "documented.",
            (*proposal.facts, *ids(ctx.case.wrote("M62.81"))),
        )

    def _wrong_place(self, case: Case, category: str, second: bool) -> bool:
        """Whether M62.81 heads or fills its code list: the cause follows it, or no cause stands shortly
        before. Where M62.81 may go second, a cause anywhere before it is enough.
        """
        weakness = case.wrote("M62.81")[0]
        causes = [c for c in case.codes if c.code.startswith(category)]
        if second and any(c.end <= weakness.start for c in causes):
            return False
        follows = any(0 <= c.start - weakness.end <= _SAME_LIST for c in causes)
        leads = any(0 <= weakness.start - c.end <= _SAME_PARAGRAPH for c in causes)
        return follows or not leads


class Excludes1(GapCheck):
    """Two codes or diagnoses that exclude each other (Type 1) both stand in the note.

    Wrong: "M62.84, M62.81".
    Right: "M62.84".
    """

    id = "excludes1"
    documentation = False

    def find(self, ctx: Context) -> Found | None:
        """Raise on the first written pair."""
        pairs = [c for c in ctx.conflicts if c.kind == "excludes1" and c.written]
        if not pairs:
            return None
        first = pairs[0]
        # A claim checked without a note has nothing that tells which of the two is right.
        keep = next((c for c in first.codes if c in ctx.choice.offered and ctx.case.reading.text), None)
        drop = next((c for c in first.codes if c != keep), first.codes[1])
        fix = (
            f"Take {drop} off the claim and keep {keep}."
            if keep
            else f"Keep only one of {' and '.join(first.codes)}."
        )
        return Found(first.note, fix + " Both may stand only if documented as unrelated.", first.facts)


class SarcopeniaConflict(GapCheck):
    """One source says sarcopenia, another codes or assesses weakness.

    Wrong: referral "sarcopenia", assessment "generalized weakness".
    Right: treatment diagnosis M62.84, or a question to the physician.
    """

    id = "sarcopenia-conflict"

    def find(self, ctx: Context) -> Found | None:
        """Raise where sarcopenia is established and weakness is coded or assessed instead."""
        facts = ctx.case.has("sarcopenia")
        if not facts or (ctx.choice.proposal and ctx.choice.proposal.code != "M62.84"):
            return None
        other = (*ctx.case.wrote("M62.81", "R53.1"), *self._assessed(ctx))
        if not other:
            return None
        return Found(
            f"'{quoted(facts[0])}' is documented, and the note also says '{quoted(other[0])}'.",
            f"Use M62.84 instead of '{quoted(other[0])}', or ask the physician.",
            ids(facts, other),
        )

    def _assessed(self, ctx: Context) -> tuple[Weakness, ...]:
        return tuple(
            w
            for w in ctx.case.picture.said_generalized
            if w.by == "therapist" and w.section in ("assessment", "diagnosis", None)
        )


class DiagnosisUnconfirmed(GapCheck):
    """A diagnosis is only suspected, or only the therapist's.

    Sarcopenia and frailty always need the physician. Another suspected disease matters as long as no
    documented cause explains the weakness.

    Wrong: "probable sarcopenia (SARC-F 6)" coded as M62.84.
    Right: M62.81 on the grades, and a note to the physician.
    """

    id = "diagnosis-unconfirmed"
    documentation = False

    def find(self, ctx: Context) -> Found | None:
        """Raise on the first unconfirmed diagnosis that would matter."""
        proposal = ctx.choice.proposal
        explained = proposal is not None and proposal.cause and proposal.supported
        facts: list[Diagnosis] = []
        for fact in ctx.case.unconfirmed:
            if fact.concept in _ALWAYS_CONFIRM or (
                fact.concept not in _SYMPTOMS and not _general(fact) and ctx.asked and not explained
            ):
                facts += [fact]
        suspected = any(f.concept in _ALWAYS_CONFIRM for f in facts)
        if not facts or not (ctx.asked or ctx.case.therapy or (suspected and proposal is not None)):
            return None
        first = facts[0]
        how = "stated by the therapist only" if first.status == "present" else "only suspected"
        return Found(
            f"'{quoted(first)}' is {how}.",
            f"Ask the physician to confirm or rule out '{quoted(first)}'; do not code it before.",
            ids(facts),
        )


class CovidSequence(GapCheck):
    """U09.9 stands first or with an active infection, or a COVID pair stands in the wrong order.

    Wrong: "U09.9, M62.81".
    Right: "M62.81, U09.9".
    """

    id = "covid-sequence"
    documentation = False

    def find(self, ctx: Context) -> Found | None:
        """Raise on the first COVID pair in the wrong order."""
        for conflict in ctx.conflicts:
            if conflict.kind == "sequence" and {"U09.9", "U07.1"} & set(conflict.codes):
                a, b = conflict.codes
                return Found(conflict.note, f"Write {b} before {a}.", conflict.facts)
        post, active = ctx.case.wrote("U09.9"), ctx.case.wrote("U07.1")
        if post and active and not ctx.case.has("post_covid"):
            return Found(
                "U09.9 is written beside an active infection (U07.1).",
                "Leave U09.9 out while the infection is active.",
                ids(post, active),
            )
        if post and set(ctx.case.written) == {"U09.9"}:
            return Found("U09.9 is written alone.", "Write the weakness code before U09.9.", ids(post))
        return None


class CovidStatus(GapCheck):
    """COVID-19 is mentioned, and active or past is not clear.

    Wrong: "Pt had COVID, still coughing."
    Right: "COVID-19 in January, test negative since 2/3, recovered."
    """

    id = "covid-status"
    documentation = False

    def find(self, ctx: Context) -> Found | None:
        """Raise on a possible active infection."""
        facts = [f for f in ctx.case.unconfirmed if f.concept in ("active_covid", "post_covid")]
        if not facts or ctx.case.has("active_covid") or ctx.case.has("post_covid"):
            return None
        return Found(
            f"'{quoted(facts[0])}' does not say whether the infection is active or past.",
            f"Say for '{quoted(facts[0])}' whether it is active or resolved, with date and test.",
            ids(facts),
        )
