"""The seam for the small classifier: what a second opinion looks like, and how it meets the rules.

The rules keep the last word on the code. An opinion changes the confidence and, where it disagrees clearly,
asks for a person to look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from rehabcode.models.rules.base import Label
from rehabcode.nlp.facts import Reading

LABELS: tuple[Label, ...] = (
    "generalized",
    "one_limb",
    "one_side",
    "fatigue",
    "frailty",
    "pain",
    "other_cause",
    "none",
)
CLEAR = 0.6
"""From this probability on, a disagreeing opinion asks for a person."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A second opinion on the weakness picture: the likeliest label and the probability of each."""

    label: Label
    probabilities: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, label: str) -> float:
        """Return the probability of one label."""
        return self.probabilities.get(label, 0.0)


class Classifier(Protocol):
    """Anything that gives an opinion on a reading."""

    sha256: str | None

    def opinion(self, reading: Reading) -> Opinion:
        """Return the opinion on one note."""
        ...


def blend(confidence: float, label: str, opinion: Opinion | None) -> float:
    """Return the confidence of a code: the rule's constant alone, or its mean with the opinion's
    probability.
    """
    return confidence if opinion is None else (confidence + opinion.of(label)) / 2


def disagrees(label: str, opinion: Opinion | None) -> bool:
    """Whether an opinion clearly names another picture than the rules."""
    return opinion is not None and opinion.label != label and opinion.of(opinion.label) >= CLEAR
