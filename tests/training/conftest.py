"""Notes of four writers, read once."""

from __future__ import annotations

import pytest

from rehabcode.training.examples import Example, shipped_examples
from rehabcode.training.fit import Fitted, fit
from rehabcode.training.observe import Observation, observe

WRITERS = ("w01", "w02", "w03", "w04")


@pytest.fixture(scope="session")
def examples() -> tuple[Example, ...]:
    """Give the shipped notes of four writers."""
    return tuple(e for e in shipped_examples() if e.group in WRITERS)


@pytest.fixture(scope="session")
def observations(examples: tuple[Example, ...]) -> tuple[Observation, ...]:
    """Give them read and decided by the rules."""
    return observe(examples)


@pytest.fixture(scope="session")
def fitted(observations: tuple[Observation, ...]) -> Fitted:
    """Give a model of them."""
    return fit(observations)
