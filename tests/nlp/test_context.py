"""Assertion: cues, clauses and sections. The trap suite itself stands in ``traps.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from rehabcode.nlp.context import cue_plans, modifiers, scopes
from rehabcode.nlp.facts import Atrophy, Diagnosis, Fact, Weakness
from rehabcode.nlp.fast import FastReader
from rehabcode.nlp.layout import layout
from rehabcode.nlp.medspacy_lite import ConTextRule
from rehabcode.nlp.native_rules import context_rules
from rehabcode.nlp.words import PhraseTrie, words_of

FINDINGS = (Weakness, Atrophy, Diagnosis)


def traps() -> list[tuple[str, str]]:
    """Return (status, sentence with the finding between angle brackets)."""
    lines = (Path(__file__).parent / "traps.txt").read_text(encoding="utf-8").splitlines()
    return [(s.strip(), t.strip()) for s, t in (x.split("|", 1) for x in lines if x and x[0] != "#")]


@pytest.fixture(scope="module")
def reader() -> FastReader:
    return FastReader()


def findings(reader: FastReader, text: str) -> list[Fact]:
    return [f for f in reader(text).facts if isinstance(f, FINDINGS)]


@pytest.mark.parametrize(("status", "marked"), traps(), ids=lambda t: t[:70])
def test_trap(reader: FastReader, status: str, marked: str) -> None:
    start, end = marked.index("<"), marked.index(">") - 1
    found = findings(reader, marked.replace("<", "").replace(">", ""))
    assert {f.status for f in found if f.start < end and start < f.end} == {status}


def test_suite_is_large_and_has_every_status() -> None:
    assert len(traps()) >= 150
    assert {s for s, _ in traps()} == {
        "present",
        "absent",
        "past",
        "possible",
        "goal",
        "family",
        "conditional",
    }


@pytest.mark.parametrize(
    ("note", "statuses"),
    [
        # a heading with words behind it speaks of its own line
        ("PLOF: legs weak, cane\nA: muscle weakness", ["past", "present"]),
        ("PLOF: indep\nWeak legs, they fold", ["present"]),
        (
            "Seen since the fall for legs that fold on the stairs, and sent back to us by Dr. Lowe for more visits at "
            "home\nPLOF: drove, lived alone in two floors, walked the mall\nweakness is in both arms and legs",
            ["present"],
        ),
        # what a procedure may do
        ("Compression of the cord may result in weakness of both legs.", ["conditional"]),
        ("Complications such as foot drop and leg weakness were discussed.", ["conditional", "conditional"]),
        ("Pt has weakness of both legs, which can cause her to trip.", ["present"]),
        # a heading alone speaks of its paragraph
        ("PLOF\nlegs weak, used a cane\n\nStill has leg weakness", ["past", "present"]),
        ("FAMILY HISTORY:\nStroke, Parkinson's disease", ["family", "family"]),
        ("FAMILY HISTORY: none\n\nGait is antalgic", ["present"]),
        (
            "GOALS\n1. walk 300 ft without fatigue\n2. no weakness on stairs\nMuscle weakness persists.",
            ["goal", "goal", "present"],
        ),
        # chronic disease in a medical history is present, a finished event is not
        ("PMH: Parkinson's disease, TIA 2016", ["present", "past"]),
        ("STG: stairs with rail. Currently weak in both legs.", ["present"]),
    ],
)
def test_sections(reader: FastReader, note: str, statuses: list[str]) -> None:
    assert [f.status for f in findings(reader, note)] == statuses


@pytest.mark.parametrize(
    ("note", "by"),
    [
        ("PT EVAL\nMedical Dx: sarcopenia\nMMT: hip flexion 3/5", "physician"),
        ("PT EVAL\nPer PCP: sarcopenia. MMT: hip flexion 3/5", "physician"),
        ("PT EVAL\nDr. Lane diagnosed sarcopenia. MMT: hip flexion 3/5", "physician"),
        ("PT EVAL\nAssessment: sarcopenia. MMT: hip flexion 3/5", "therapist"),
        ("PT EVAL\nTreatment Diagnosis: sarcopenia\nMMT: hip flexion 3/5", "therapist"),
        ("PT EVAL\nPt states she was told she has sarcopenia. MMT: hip flexion 3/5", "patient"),
        ("OFFICE VISIT\nHPI: falls. Physical Exam: thin. A/P: sarcopenia.", "physician"),
    ],
)
def test_who_asserts(reader: FastReader, note: str, by: str) -> None:
    assert [f.by for f in findings(reader, note) if isinstance(f, Diagnosis)] == [by]


def test_cues_are_quoted(reader: FastReader) -> None:
    text = "Pt denies any weakness."
    (fact,) = findings(reader, text)
    assert [(c.text, c.category) for c in fact.cues] == [("denies", "NEGATED_EXISTENCE")]
    assert all(text[c.start : c.end] == c.text for c in fact.cues)


RULES = (
    ConTextRule("no", "NEGATED_EXISTENCE", direction="FORWARD", terminated_by={"ASSERTED"}),
    ConTextRule("no change in", "PSEUDO", direction="PSEUDO"),
    ConTextRule("but", "TERMINATE", direction="TERMINATE"),
    ConTextRule("has", "ASSERTED", direction="PSEUDO"),
    ConTextRule("near", "NEARBY", direction="FORWARD", max_scope=2),
    ConTextRule("denied", "NEGATED_EXISTENCE", direction="BACKWARD", metadata={"next": "stop"}),
    ConTextRule("denied", "NEGATED_EXISTENCE", direction="FORWARD", metadata={"next": "word"}),
)


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("no pain but weak", ["pain"]),
        ("no pain has weakness", ["pain"]),
        ("no change in pain", []),
        ("no pain no fever", ["pain", "fever"]),
        ("no pain. weak", ["pain."]),
        ("near one two three", ["one two"]),
        ("pain denied", ["pain"]),
        ("denied pain", ["pain"]),
    ],
)
def test_scopes(text: str, reach: list[str]) -> None:
    words = words_of(text, layout(text))
    matches = PhraseTrie([r.literal for r in RULES])(words)
    found = scopes(modifiers(matches, cue_plans(RULES), words), words)
    assert [text[s.scope_start : s.scope_end] for s in found] == reach


def test_rules_are_plain_medspacy_rules() -> None:
    for rule in context_rules():
        again = ConTextRule.from_dict(rule.to_dict())
        assert (again.literal, again.category, again.direction) == (
            rule.literal,
            rule.category,
            rule.direction,
        )
