"""Every note read and decided by the rules once: all that training and measuring need of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rehabcode.models.case import build_case
from rehabcode.models.classifier import Answer
from rehabcode.models.decision import decide
from rehabcode.models.features import features
from rehabcode.models.rules.base import Label
from rehabcode.nlp.facts import Reading
from rehabcode.nlp.fast import default_reader
from rehabcode.training.examples import Example


@dataclass(frozen=True, slots=True)
class Observation:
    """One note as the classifier and the confidence see it, and what would have been right."""

    id: str
    group: str
    names: frozenset[str]
    """Features of the note."""
    answer: Answer
    """What the rules chose."""
    primary: str | None
    label: Label
    """Class of the best code."""
    labels: frozenset[Label]
    """Classes of all acceptable codes."""
    acceptable: bool
    """Whether the primary code of the rules is acceptable."""


def observe(
    examples: Iterable[Example], reader: Callable[[str], Reading] | None = None
) -> tuple[Observation, ...]:
    """Read and decide every note with the real reader, not from its labels."""
    read = reader or default_reader()
    return tuple(_observation(example, read(example.text)) for example in examples)


def _observation(example: Example, reading: Reading) -> Observation:
    decision = decide(reading)
    return Observation(
        id=example.id,
        group=example.group,
        names=features(build_case(reading)),
        answer=decision.answer,
        primary=decision.primary,
        label=example.label,
        labels=example.labels,
        acceptable=example.accepts(decision.primary),
    )
