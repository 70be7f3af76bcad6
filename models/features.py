"""What the classifier looks at: short names of what was read in a note, each there or not.

``dx:als``, ``word:legs``, ``grades:many``: names made of facts, never of a note's own text, but for the plain
words of the sentences that speak of weakness. Of those the classifier knows only the general ones it was
trained on (see ``rehabcode.training.vocabulary``); all others are ignored when a note is scored.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rehabcode.models.case import Case, build_case
from rehabcode.models.code_classes import family_of
from rehabcode.models.tables import leaves
from rehabcode.nlp.facts import (
    Atrophy,
    CodeWritten,
    Diagnosis,
    Fact,
    Limitation,
    Reading,
    Strength,
    Test,
    Weakness,
    in_order,
)

WORD = "word:"
_NAMED_CAUSES = frozenset({"sarcopenia", "stroke_acute", "stroke_sequela"})
_REACH = 90
"""Characters of a sentence that are looked at on either side of a mention."""
_WINDOWS = 6
"""Mentions whose sentences are looked at."""
_WORDS = re.compile(r"[a-z]{3,}")
_EDGE = re.compile(r"[\n\r;]|[.!?](?=\s)")


def features(case: Case) -> frozenset[str]:
    """Return the names of what holds for a note."""
    found = set(_of_picture(case))
    found.update(_of_diagnoses(case))
    found.update(_of_rest(case))
    found.update(WORD + word for word in _words(case))
    return frozenset(found)


def _amount(number: int) -> str:
    return "none" if number == 0 else "one" if number == 1 else "few" if number < 4 else "many"


def _of_picture(case: Case) -> Iterator[str]:
    picture = case.picture
    yield f"pattern:{picture.pattern}"
    yield f"weak-side:{picture.side}"
    yield f"weak-limb:{picture.limb or 'mixed'}"
    yield f"grades:{_amount(len(picture.grades))}"
    yield f"deficits:{_amount(len(picture.deficits))}"
    yield f"places:{_amount(len(picture.cells))}"
    if picture.normal:
        yield "strength:normal"
    if picture.below_normal and not picture.deficits:
        yield "strength:borderline"
    if picture.pain_limited:
        yield "strength:pain-limited"
    if picture.dynamometry:
        yield "strength:dynamometry"
    if picture.fatigue:
        yield "said:fatigue"
    for mention in picture.words:
        yield f"said:{mention.pattern}"
        yield f"said-side:{mention.side}"
        if mention.muscle_said:
            yield "said:muscle"
    if not picture.words:
        yield "said:nothing"


@lru_cache(maxsize=1)
def _causes() -> frozenset[str]:
    """Return the concepts that may explain weakness; others are circumstances (a fall, a stay in
    hospital).
    """
    return frozenset(leaves("causes")) | frozenset(leaves("exclusive_myopathies")) | _NAMED_CAUSES


def _of_diagnoses(case: Case) -> Iterator[str]:
    causes = [concept for concept in case.dx if concept in _causes()]
    for concept in case.dx:
        yield f"dx:{concept}"
    for fact in case.unconfirmed:
        yield f"dx-unconfirmed:{fact.concept}"
    for fact in case.all_dx:
        if fact.status == "past":
            yield f"dx-past:{fact.concept}"
    cause = "none"
    if causes:
        linked = any(fact.linked for concept in causes for fact in case.dx[concept])
        cause = "linked" if linked else "stated"
    yield f"cause:{cause}"
    # What the deficits mean depends on whether a cause is stated: together they say more than each alone.
    yield f"pattern:{case.picture.pattern},cause:{cause}"
    if case.picture.pattern == "none":
        said = "+".join(sorted({w.pattern for w in (*case.picture.words, *case.picture.fatigue)}))
        yield f"said:{said or 'nothing'},cause:{cause},{case.reading.setting}"


def _of_rest(case: Case) -> Iterator[str]:
    yield f"setting:{case.reading.setting}"
    yield f"kind:{case.reading.note_kind}"
    for code in case.written:
        yield f"written:{family_of(code)}"
        yield f"written:{code[:3]}"
    for fact in case.atrophy:
        yield f"wasting:{fact.side}"
    for sign in case.signs:
        yield f"sign:{sign.category}"
    if case.rationale:
        yield "rationale"
    yield f"limitations:{_amount(len(case.limitations))}"
    yield f"tests:{_amount(sum(test.value is not None for test in case.tests))}"


def _mentions(case: Case) -> Iterator[Fact]:
    """Yield what the sentences looked at are about."""
    yield from case.picture.words
    yield from case.picture.fatigue
    yield from case.atrophy
    for facts in case.dx.values():
        yield facts[0]


def _words(case: Case) -> Iterator[str]:
    """Yield the words of the sentences that speak of weakness or of a diagnosis that may explain it."""
    seen = 0
    text = case.reading.text
    end = -1
    for fact in sorted(_mentions(case), key=lambda f: f.start):
        if fact.start < end:
            continue
        start, end = _sentence(text, fact.start, fact.end)
        yield from _WORDS.findall(text[start:end].lower())
        seen += 1
        if seen == _WINDOWS:
            return


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch around a mention up to the nearest line end or sentence end, bounded in length."""
    low = max(0, start - _REACH)
    before = low
    for edge in _EDGE.finditer(text, low, start):
        before = edge.end()
    after = _EDGE.search(text, end, end + _REACH)
    return before, after.start() if after else min(len(text), end + _REACH)


def digest() -> str:
    """Return what tells apart two versions of these features: their names for made-up facts.

    A model trained on features that are taken otherwise must not be used; this is stored with it.
    """
    names = [sorted(features(build_case(reading))) for reading in _probes()]
    return hashlib.sha256(repr(names).encode()).hexdigest()


def _probes() -> Iterable[Reading]:
    text = "Legs weak, thin; stroke. Tired 3/5 M62.81\nstairs TUG 9 s sarcopenia?"

    def at(words: str) -> dict[str, object]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    facts: list[Fact] = [
        Weakness(**at("weak"), pattern="limb", muscle_said=True, side="left"),  # type: ignore[arg-type]
        Weakness(**at("Tired"), pattern="fatigue"),  # type: ignore[arg-type]
        Atrophy(**at("thin"), side="left"),  # type: ignore[arg-type]
        Diagnosis(**at("stroke"), concept="stroke_sequela", linked=True),  # type: ignore[arg-type]
        Diagnosis(**at("sarcopenia"), concept="sarcopenia", status="possible"),  # type: ignore[arg-type]
        Strength(**at("3/5"), grade="3", muscle="knee extension", side="left", deficit=True),  # type: ignore[arg-type]
        CodeWritten(**at("M62.81"), code="M62.81"),  # type: ignore[arg-type]
        Limitation(**at("stairs"), category="stairs", icf="d4551"),  # type: ignore[arg-type]
        Test(**at("9 s"), test="TUG", value=9.0, unit="s"),  # type: ignore[arg-type]
    ]
    yield Reading(text=text, facts=in_order(facts), setting="therapy", note_kind="daily")
    yield Reading(text="", facts=(), setting="other")
