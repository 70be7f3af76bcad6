"""Ask the rules in order and put the codes into claim order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from rehabcode.models.case import Case
from rehabcode.models.rules import COMPANIONS, RULES, Offer, Proposal, Rule

CodeStatus = Literal["supported", "provisional", "none"]


class Asked(NamedTuple):
    """One rule that was asked: whether it fired, and why or why not."""

    rule: str
    fired: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The codes the rules chose, in claim order, and how they came about."""

    status: CodeStatus
    proposal: Proposal | None
    rule: Rule | None
    leading: Proposal | None
    """A code that goes before the primary of the order (active COVID-19)."""
    leading_rule: Rule | None
    secondary: tuple[Offer, ...]
    alternatives: tuple[Offer, ...]
    blocked: tuple[Offer, ...]
    trace: tuple[Asked, ...]

    @cached_property
    def primary(self) -> str | None:
        """The primary code."""
        first = self.leading or self.proposal
        return first.code if first else None

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """The primary and the secondary codes."""
        return (*((self.primary,) if self.primary else ()), *(o.code for o in self.secondary))


def choose(case: Case) -> Choice:
    """Return the codes for a case."""
    leading, leading_rule, proposal, rule, trace = _ask(case)
    first = leading or proposal
    if first is None:
        return Choice(
            status="none",
            proposal=None,
            rule=None,
            leading=None,
            leading_rule=None,
            secondary=(),
            alternatives=(),
            blocked=(),
            trace=trace,
        )
    secondary = _secondary(case, leading, proposal, rule)
    taken = {first.code, *(o.code for o in secondary)}
    blocked = tuple(o for p in (leading, proposal) if p for o in p.blocked if o.code not in taken)
    return Choice(
        status="supported" if first.supported else "provisional",
        proposal=proposal,
        rule=rule,
        leading=leading,
        leading_rule=leading_rule,
        secondary=secondary,
        alternatives=_alternatives(case, proposal, rule, taken, {o.code for o in blocked}),
        blocked=blocked,
        trace=trace,
    )


def _ask(
    case: Case,
) -> tuple[Proposal | None, Rule | None, Proposal | None, Rule | None, tuple[Asked, ...]]:
    """Ask the rules in order until one fires; a leading code lets the order go on."""
    leading: Proposal | None = None
    leading_rule: Rule | None = None
    trace: list[Asked] = []
    for rule in RULES:
        answer = rule.consider(case)
        if isinstance(answer, str):
            trace.append(Asked(rule=rule.id, fired=False, reason=answer))
            continue
        trace.append(Asked(rule=rule.id, fired=True, reason=answer.because))
        if not rule.leads:
            return leading, leading_rule, answer, rule, tuple(trace)
        leading, leading_rule = answer, rule
    return leading, leading_rule, None, None, tuple(trace)


def _secondary(
    case: Case, leading: Proposal | None, proposal: Proposal | None, rule: Rule | None
) -> tuple[Offer, ...]:
    """Return the second codes: what stands behind a leading code, the rule's own, then the companions'."""
    out: list[Offer] = []
    if proposal is None:
        return ()
    if leading is not None and rule is not None:
        out.append(Offer(proposal.code, proposal.because, proposal.facts, rule.id))
    if rule is not None:
        out += [replace(o, rule=o.rule or rule.id) for o in proposal.secondary]
    barred = {o.code for o in leading.blocked} if leading else set()
    for companion in COMPANIONS:
        offer = companion.add(case, proposal)
        if offer is not None and offer.code not in barred:
            out.append(offer)
    return tuple({o.code: o for o in reversed(out)}.values())[::-1]


def _alternatives(
    case: Case, proposal: Proposal | None, rule: Rule | None, taken: set[str], blocked: set[str]
) -> tuple[Offer, ...]:
    """Return the other codes considered: billable, not chosen, not blocked."""
    if proposal is None or rule is None:
        return ()
    seen = set(taken) | blocked
    out: list[Offer] = []
    for offer in proposal.alternatives:
        if offer.code not in seen and case.official.is_billable(offer.code):
            seen.add(offer.code)
            out.append(replace(offer, rule=offer.rule or rule.id))
    return tuple(out)
