"""From a reading to a decision: codes, status, conflicts, gaps, claim, review, and what mending would
change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rehabcode.models.advice import find_advice, find_strengths
from rehabcode.models.case import Case, build_case
from rehabcode.models.choose import Asked, Choice, CodeStatus, choose
from rehabcode.models.claim import Claim, check
from rehabcode.models.classifier import Opinion, blend, disagrees
from rehabcode.models.conflicts import Conflict, find_conflicts
from rehabcode.models.counterfactuals import Counterfactual, counterfactuals
from rehabcode.models.gaps import Gap, context, find_gaps
from rehabcode.models.rules.base import Label, Offer
from rehabcode.models.score import score
from rehabcode.nlp.facts import Reading

Role = Literal["primary", "secondary", "alternative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code of the answer."""

    code: str
    title: str
    role: Role
    confidence: float
    rules: tuple[str, ...]
    because: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """All that the program says about one note."""

    status: CodeStatus
    codes: tuple[Code, ...]
    """Claim order: primary, secondaries; then alternatives, most likely first."""
    conflicts: tuple[Conflict, ...]
    gaps: tuple[Gap, ...]
    claim: Claim | None
    weak_without_data: bool
    review: tuple[str, ...]
    score: int
    advice: tuple[Gap, ...]
    counterfactuals: tuple[Counterfactual, ...]
    strengths: tuple[str, ...]
    blocked: tuple[Offer, ...]
    """Codes that must not stand beside the primary, and why."""
    trace: tuple[Asked, ...]
    """Every rule asked, whether it fired, and why or why not."""
    label: Label

    @property
    def primary(self) -> str | None:
        """The primary code."""
        return next((c.code for c in self.codes if c.role == "primary"), None)


def decide(reading: Reading, opinion: Opinion | None = None) -> Decision:
    """Decide one note.

    Parameters
    ----------
    reading
        The facts of the note.
    opinion
        A second opinion of a classifier; the rules keep the last word on the codes.
    """
    case = build_case(reading)
    choice = choose(case)
    claim = check(case)
    conflicts = find_conflicts(case, choice)
    ctx = context(case, choice, claim, conflicts)
    gaps = find_gaps(ctx)
    missing = {g.id for g in gaps}
    label: Label = choice.proposal.label if choice.proposal else "none"
    return Decision(
        status=choice.status,
        codes=_codes(case, choice, opinion),
        conflicts=conflicts,
        gaps=gaps,
        claim=claim,
        weak_without_data="weak-without-data" in missing,
        review=_review(case, choice, gaps, label, opinion),
        score=score(missing),
        advice=find_advice(ctx),
        counterfactuals=counterfactuals(case, choice, gaps),
        strengths=find_strengths(ctx, gaps),
        blocked=choice.blocked,
        trace=choice.trace,
        label=label,
    )


def _codes(case: Case, choice: Choice, opinion: Opinion | None) -> tuple[Code, ...]:
    first = choice.leading or choice.proposal
    rule = choice.leading_rule or choice.rule
    if first is None or rule is None:
        return ()
    sure = rule.confidence[0 if choice.status == "supported" else 1]
    if choice.leading is None:
        sure = blend(sure, first.label, opinion)
    out = [_code(case, "primary", Offer(first.code, first.because, first.facts, rule.id), sure)]
    out += [_code(case, "secondary", o, sure * 0.95) for o in choice.secondary]
    rest = 1 - sure
    for offer in choice.alternatives:
        rest /= 2
        out.append(_code(case, "alternative", offer, rest))
    return tuple(out)


def _code(case: Case, role: Role, offer: Offer, confidence: float) -> Code:
    return Code(
        code=offer.code,
        title=case.official.title(offer.code),
        role=role,
        confidence=round(confidence, 3),
        rules=(offer.rule,),
        because=offer.because,
        facts=offer.facts,
    )


def _review(
    case: Case, choice: Choice, gaps: tuple[Gap, ...], label: Label, opinion: Opinion | None
) -> tuple[str, ...]:
    """Return why a person should look at this note."""
    out: list[str] = []
    missing = {g.id: g for g in gaps}
    if opinion is not None and disagrees(label, opinion):
        out.append(
            f"Rules and classifier disagree: {label.replace('_', ' ')} by the rules, "
            f"{opinion.label.replace('_', ' ')} by the classifier."
        )
    for gap in ("strength-contradiction", "sarcopenia-conflict", "excludes1"):
        if gap in missing:
            out.append(missing[gap].message)
    if choice.rule is not None and choice.rule.id == "one-side":
        out.append("One-sided weakness without a named cause: ask the physician.")
    if case.picture.pattern == "joint_both_sides":
        out.append("One joint is weak on both sides: focal and generalized are both honest readings.")
    if case.picture.normal and case.picture.words and choice.status == "provisional":
        out.append("Weakness is stated, and every grade is normal.")
    out += _invalid_codes(case)
    return tuple(out)


def _invalid_codes(case: Case) -> list[str]:
    """Return one sentence for every written code that cannot stand on a claim."""
    official = case.official
    out: list[str] = []
    for code in case.written:
        entry = official.get(code)
        if entry is None and official.knows_category(code):
            out.append(f"{code} is written and is no code of the release {official.release}.")
        elif entry is not None and not entry.billable:
            leaves = official.children(code)
            out.append(
                f"{code} is written and is not billable; "
                f"it is a family of {len(leaves)} codes ({leaves[0]} ...)."
            )
    return out
