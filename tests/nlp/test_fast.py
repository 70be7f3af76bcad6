"""The archive path reads every note exactly as the medspaCy pipeline does."""

from __future__ import annotations

from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabcode.corpus_samples import samples
from rehabcode.nlp import lexicon, native_rules
from rehabcode.nlp.context import Modifier, bound, cue_plans
from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.medspacy_lite import ConTextModifier, ConTextRule
from rehabcode.nlp.pipeline import default_pipeline, read
from rehabcode.nlp.words import split


@cache
def both_kinds_of_rules() -> tuple[list[lexicon.CueRule], list[ConTextRule]]:
    return lexicon.context_rules(), native_rules.context_rules()


@cache
def some_words() -> list[str]:
    phrases = [r.literal for r in lexicon.target_rules()[::7]] + [
        r.literal for r in lexicon.context_rules()[::3]
    ]
    return [
        *phrases,
        "3+/5",
        "4-/5",
        "R",
        "L",
        "B",
        "\n",
        ". ",
        ", ",
        "; ",
        ":",
        "  ",
        "18.5 s",
        "43/56",
        "|",
        "\t",
    ]


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.id)
def test_equal_on_every_sample_note(sample) -> None:  # type: ignore[no-untyped-def]
    assert default_reader()(sample.text) == read(sample.text)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_equal_on_random_notes_of_lexicon_words(data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(some_words()), max_size=40)))
    assert default_reader()(text) == read(text)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_equal_on_any_text_with_exact_offsets(text: str) -> None:
    reading = read(text)
    assert default_reader()(text) == reading
    assert all(text[f.start : f.end] == f.text for f in reading.facts)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 10**6)), min_size=2, max_size=6, unique_by=lambda p: p[0]
    )
)
def test_scopes_are_limited_as_medspacy_limits_them(places: list[tuple[int, int]]) -> None:
    rules, native = both_kinds_of_rules()
    plans = cue_plans(rules)
    ours, theirs = [], []
    for place, pick in sorted(places):
        rule, start = rules[pick % len(rules)], 3 * place + 3  # words between the cues: no scope is empty
        forward, backward = rule.direction.upper() == "FORWARD", rule.direction.upper() == "BACKWARD"
        first, last = (start + 1 if forward else 0), (start if backward else 45)
        ours.append(Modifier(plans[pick % len(rules)], start, start + 1, first, last))
        theirs.append(
            ConTextModifier(
                native[pick % len(rules)], start, start + 1, None, scope_start=first, scope_end=last
            )
        )
    bound(ours)
    # medspaCy does not see that a scope overlaps one that lies wholly inside it; with that mended, all is equal.
    with patch("medspacy.context.context_modifier.tuple_overlaps", lambda a, b: a[0] < b[1] and b[0] < a[1]):
        for i, native_one in enumerate(theirs):
            for native_other in theirs[i + 1 :]:
                native_one.limit_scope(native_other)
                native_other.limit_scope(native_one)
    silent = ("PSEUDO", "TERMINATE")
    assert [(m.scope_start, m.scope_end) for m in ours if m.plan.direction not in silent] == [
        m.scope_span for m, mine in zip(theirs, ours, strict=True) if mine.plan.direction not in silent
    ]


def test_the_pipeline_publishes_facts_as_spans() -> None:
    doc = default_pipeline()("MMT: B hip flexors 3+/5.")
    assert doc._.facts == read("MMT: B hip flexors 3+/5.").facts


def test_words_never_match_inside_longer_words() -> None:
    assert split("non-weak pt's 3+/5") == ["non", "-", "weak", "pt", "'", "s", "3", "+", "/", "5"]
