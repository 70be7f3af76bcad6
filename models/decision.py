"""From a reading to a decision: codes, status, conflicts, gaps, claim, review, and what mending would
change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rehabcode.models.advice import find_advice, find_strengths
from rehabcode.models.case import Case, build_case
from rehabcode.models.choose import Asked, Choice, CodeStatus, choose
from rehabcode.models.claim import Claim, check
from rehabcode.models.classifier import Answer, Classifier, Opinion, disagrees
from rehabcode.models.code_classes import class_of
from rehabcode.models.conflicts import Conflict, find_conflicts
from rehabcode.models.counterfactuals import Counterfactual, counterfactuals
from rehabcode.models.gaps import Gap, context, find_gaps
from rehabcode.models.rules.base import Label, Offer
from rehabcode.models.score import score
from rehabcode.nlp.facts import NoteKind, Reading, Setting

Role = Literal["primary", "secondary", "alternative"]
NOTHING_FOUND = 0.9
"""Confidence, without a classifier, that a note for which no rule fired needs no code."""


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
    """The weakness picture by the rules."""
    answer: Answer
    """What the confidence of the primary rests on."""
    opinion: Opinion | None
    """The second opinion, where a classifier was asked."""

    @property
    def primary(self) -> str | None:
        """The primary code."""
        return next((c.code for c in self.codes if c.role == "primary"), None)


def decide(reading: Reading, classifier: Classifier | None = None) -> Decision:
    """Decide one note.

    Parameters
    ----------
    reading
        The facts of the note.
    classifier
        Gives a second opinion and the confidence. The rules keep the last word on the codes; without a
        classifier the confidence is the constant of the rule.
    """
    if not reading.facts:
        return _decide_nothing(reading.setting, reading.note_kind, classifier)
    return _decide(reading, classifier)


@lru_cache(maxsize=64)
def _decide_nothing(setting: Setting, kind: NoteKind, classifier: Classifier | None) -> Decision:
    """Decide a note in which nothing was read: most notes of an archive, and all alike."""
    return _decide(Reading(text="", setting=setting, note_kind=kind), classifier)


def _decide(reading: Reading, classifier: Classifier | None) -> Decision:
    case = build_case(reading)
    choice = choose(case)
    claim = check(case)
    conflicts = find_conflicts(case, choice)
    ctx = context(case, choice, claim, conflicts)
    gaps = find_gaps(ctx)
    missing = {g.id for g in gaps}
    label = _label(choice)
    review = _review(case, choice, gaps)
    answer = _answer(case, choice, label, len(review))
    opinion = classifier.opinion(case) if classifier else None
    sure = classifier.confidence(answer, opinion) if classifier and opinion else answer.constant
    return Decision(
        status=choice.status,
        codes=_codes(case, choice, sure, opinion),
        conflicts=conflicts,
        gaps=gaps,
        claim=claim,
        weak_without_data="weak-without-data" in missing,
        review=(*_second_opinion(label, opinion), *review),
        score=score(missing),
        advice=find_advice(ctx),
        counterfactuals=counterfactuals(case, choice, gaps),
        strengths=find_strengths(ctx, gaps),
        blocked=choice.blocked,
        trace=choice.trace,
        label=label,
        answer=answer,
        opinion=opinion,
    )


def _label(choice: Choice) -> Label:
    """Return the weakness picture of the codes; a code that only leads stands for its own family."""
    return choice.proposal.label if choice.proposal else class_of(choice.primary)


def _answer(case: Case, choice: Choice, label: Label, contradictions: int) -> Answer:
    """Return what the confidence of the choice rests on."""
    rule = choice.leading_rule or choice.rule
    constant = NOTHING_FOUND if rule is None else rule.confidence[0 if choice.status == "supported" else 1]
    weak = {class_of(code) for code in case.written} - {"other_cause", "pain"}
    own = choice.primary in case.written
    return Answer(
        label=label,
        constant=constant,
        supported=choice.status == "supported",
        contradictions=contradictions,
        written=1 if own else -1 if weak else 0,
        nothing=choice.primary is None,
    )


def _codes(case: Case, choice: Choice, sure: float, opinion: Opinion | None) -> tuple[Code, ...]:
    first = choice.leading or choice.proposal
    rule = choice.leading_rule or choice.rule
    if first is None or rule is None:
        return ()
    out = [_code(case, "primary", Offer(first.code, first.because, first.facts, rule.id), sure)]
    out += [_code(case, "secondary", o, sure * 0.95) for o in choice.secondary]
    out += [_code(case, "alternative", o, share) for o, share in _ranked(choice.alternatives, sure, opinion)]
    return tuple(out)


def _ranked(offers: tuple[Offer, ...], sure: float, opinion: Opinion | None) -> list[tuple[Offer, float]]:
    """Return the other codes considered, most likely first, with their share of what the primary leaves.

    Each gets half of what is left in the order of the rule; an opinion weighs these halves by the
    probability of the code's picture. None is surer than the primary.
    """
    weights = [0.5 ** (i + 1) for i in range(len(offers))]
    if opinion is not None:
        weights = [w * max(opinion.of(class_of(o.code)), 0.01) for w, o in zip(weights, offers, strict=True)]
        scale = sum(weights) / (1 - 0.5 ** len(offers)) if offers else 1.0
        weights = [w / scale for w in weights]
    ranked = sorted(zip(offers, weights, strict=True), key=lambda pair: -pair[1])
    return [(offer, min((1 - sure) * weight, sure)) for offer, weight in ranked]


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


def _second_opinion(label: Label, opinion: Opinion | None) -> tuple[str, ...]:
    """Return the sentence about a clear disagreement of rules and classifier."""
    if opinion is None or not disagrees(label, opinion):
        return ()
    return (
        f"Rules and classifier disagree: {label.replace('_', ' ')} by the rules, "
        f"{opinion.label.replace('_', ' ')} by the classifier.",
    )


def _review(case: Case, choice: Choice, gaps: tuple[Gap, ...]) -> tuple[str, ...]:
    """Return why a person should look at this note, as far as the rules can tell."""
    out: list[str] = []
    missing = {g.id: g for g in gaps}
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
