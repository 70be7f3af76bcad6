"""Fixtures of the strength tests: facts are written ``3+ hip flexion R``, ``4 knee extension B past``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from rehabcode.nlp.facts import Strength
from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.strength import read_strength


def _strengths(note: str) -> list[Strength]:
    """Return the strength facts of a note in text order."""
    return sorted(
        read_strength(default_reader().view(note)), key=lambda f: (f.start, f.end, f.muscle, f.side)
    )


def _said(note: str) -> set[str]:
    """Return the strength facts of a note, one line each; a pair of sides is written ``R`` and ``L``."""
    return {line for fact in _strengths(note) for line in _lines(fact)}


def _lines(fact: Strength) -> Iterable[str]:
    """One line for each side of a fact."""
    grade = f"{fact.grade}..{fact.grade_max}" if fact.grade_max else fact.grade
    status = "" if fact.status == "present" else f" {fact.status}"
    for side in ("R", "L") if fact.side == "bilateral" else (fact.side[0].upper(),):
        yield f"{grade} {fact.muscle} {side}{status}"


def _expected(*items: str) -> set[str]:
    """Expand ``B`` in the expectations to both sides."""
    out = set()
    for item in items:
        words = item.split(" ")
        at = next(i for i, w in enumerate(words) if w in ("R", "L", "B", "U"))
        for side in ("R", "L") if words[at] == "B" else (words[at],):
            out.add(" ".join([*words[:at], side, *words[at + 1 :]]))
    return out


@pytest.fixture(scope="session")
def strengths() -> Callable[[str], list[Strength]]:
    """Return the strength facts of a note."""
    return _strengths


@pytest.fixture(scope="session")
def said() -> Callable[[str], set[str]]:
    """Return the strength facts of a note as lines."""
    return _said


@pytest.fixture(scope="session")
def expected() -> Callable[..., set[str]]:
    """Expand the expectations."""
    return _expected
