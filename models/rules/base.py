"""What every coding rule is made of: it looks at a case and answers with a proposal or with the reason for
none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from rehabcode.models.case import Case
from rehabcode.nlp.facts import Fact

Label = Literal["generalized", "one_limb", "one_side", "fatigue", "frailty", "pain", "other_cause", "none"]
"""The weakness picture a code stands for: also the classes of the classifier."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A code beside the primary: a secondary code, or another code considered."""

    code: str
    because: str
    facts: tuple[str, ...] = ()
    rule: str = ""


def with_deficits(facts: tuple[str, ...], rule: str) -> Offer:
    """Return M62.81 as the code that measured deficits would support."""
    return Offer("M62.81", "With measured deficits in two or more body areas.", facts, rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a rule that fires says."""

    code: str
    because: str
    facts: tuple[str, ...]
    supported: bool
    label: Label
    secondary: tuple[Offer, ...] = ()
    alternatives: tuple[Offer, ...] = ()
    blocked: tuple[Offer, ...] = ()
    """Codes that must not stand beside the primary, with the reason."""
    considers_wasting: bool = False
    """M62.5- is the family to check: it waits only for documented wasting."""
    cause: bool = False
    """The code names a cause of the weakness and must go before M62.81."""


class Documented:
    """Something with an id and a source whose docstring is its manual page."""

    id: ClassVar[str]
    source: ClassVar[str]


class Rule(Documented):
    """One coding rule. The docstring of a subclass is its manual page."""

    confidence: ClassVar[tuple[float, float]]
    """Confidence when supported and when provisional, used where no classifier speaks."""
    leads: ClassVar[bool] = False
    """The code goes first and the order goes on: what the next rule proposes becomes second."""

    def consider(self, case: Case) -> Proposal | str:
        """Return a proposal, or the reason why the rule does not fire."""
        raise NotImplementedError


def ids(*groups: Iterable[Fact]) -> tuple[str, ...]:
    """Return the ids of the facts behind a statement, in text order, each once."""
    facts = {f.id: f for group in groups for f in group}
    return tuple(sorted(facts, key=lambda i: (facts[i].start, facts[i].end, i)))


def listed(names: Iterable[str]) -> str:
    """Join names as a sentence does: "hip, knee and shoulder"."""
    items = list(dict.fromkeys(names))
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""
