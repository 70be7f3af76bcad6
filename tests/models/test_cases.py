"""Case files: a note, the facts in it by quotation, and what must be decided.

``cases/*.txt`` hold cases separated by ``=== title``. After the note follow a line ``---`` and these lines:

====  ==============================================================================================
s     QUOTE | grade | muscle | side [| status] [| pain] [| bound]: a strength grade
d     QUOTE | muscle | side | value | unit: dynamometry
t     QUOTE | test | value or - [| status]: a standardized test
w     QUOTE | pattern | side | site [| status] [| muscle] [| by] : weakness in words
a     QUOTE | site | side [| status]: wasting
l     QUOTE | category [| specific] [| status]: limitation
x     QUOTE | concept [| status] [| by] [| side] [| linked]: diagnosis
c     QUOTE: a code written in the note
p     QUOTE | cpt | minutes or - | units or -: procedure
m     QUOTE | timed or total | minutes: treatment time
u     QUOTE | units: units told for several codes together
g     QUOTE | category: another finding (gait, balance, ...)
h     QUOTE | side: hand dominance
prior QUOTE and why QUOTE: prior level, rationale
set   other, evaluation, daily, ...: setting (therapy unless said) and kind of note
====  ==============================================================================================

Expectations:

- ``code CODE[, CODE ...] status``: primary first; ``code none`` for no code
- ``gap ID ...`` and ``nogap ID ...``
- ``not CODE ...``: neither offered nor an alternative; ``alt CODE ...``: an alternative
- ``rule ID hit|near``: the rule or gap fires, or does not although little is missing
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from rehabcode.models.decision import Decision, decide
from rehabcode.models.gaps import GAPS
from rehabcode.models.rules import DOCUMENTED
from rehabcode.nlp.facts import (
    Atrophy,
    CodeWritten,
    Diagnosis,
    Dynamometry,
    Fact,
    Handedness,
    Limitation,
    PriorLevel,
    Procedure,
    Rationale,
    Reading,
    Sign,
    Strength,
    TreatmentTime,
    UnitsTold,
    Weakness,
    in_order,
    is_deficit,
)
from rehabcode.nlp.facts import Test as TestFact

SIDES = {"L": "left", "R": "right", "B": "bilateral", "U": "unspecified", "": "unspecified"}
STATUSES = {"present", "absent", "past", "possible", "goal", "family", "conditional"}
SOURCES = {"physician", "therapist", "patient", "unknown"}


@dataclass
class Case:
    """One case of a case file."""

    title: str
    text: str
    facts: list[Fact] = field(default_factory=list)
    setting: str = "therapy"
    kind: str = "unknown"
    expect: list[tuple[str, str]] = field(default_factory=list)

    def reading(self) -> Reading:
        """Return the reading of the case."""
        return Reading(
            text=self.text,
            facts=in_order(self.facts),
            setting=self.setting,  # type: ignore[arg-type]
            note_kind=self.kind,  # type: ignore[arg-type]
        )


def _place(text: str, quote: str) -> dict[str, Any]:
    quote, _, nth = quote.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.find(quote, at + 1)
    assert at >= 0, f"{quote!r} does not stand in the note"
    return {"start": at, "end": at + len(quote), "text": quote}


def _number(text: str) -> int | None:
    return None if text == "-" else int(text)


def _fact(kind: str, fields: list[str], text: str) -> Fact:
    quote, *rest = fields
    flags = set(rest)
    base = _place(text, quote)
    base["status"] = next((f for f in rest if f in STATUSES), "present")
    base["by"] = next((f for f in rest if f in SOURCES), "unknown")
    side: Any = next((SIDES[f] for f in rest if f in SIDES), "unspecified")
    if kind == "s":
        bound = "bound" in flags
        return Strength(
            **base,
            grade=rest[0],
            muscle=rest[1],
            side=side,
            pain_limited="pain" in flags,
            lower_bound=bound,
            deficit=is_deficit(rest[0], lower_bound=bound),
        )
    if kind == "d":
        return Dynamometry(**base, muscle=rest[0], side=side, value=float(rest[2]), unit=rest[3])
    if kind == "t":
        return TestFact(**base, test=rest[0], value=None if rest[1] == "-" else float(rest[1]))
    if kind == "w":
        section = "assessment" if base["by"] == "therapist" else None
        return Weakness(
            **base,
            section=section,
            pattern=rest[0],  # type: ignore[arg-type]
            side=side,
            site=rest[2] if len(rest) > 2 and rest[2] else None,
            muscle_said="muscle" in flags,
        )
    if kind == "a":
        return Atrophy(**base, site=rest[0], side=side)
    if kind == "l":
        return Limitation(**base, category=rest[0], icf="d4", specific="specific" in flags)
    if kind == "x":
        return Diagnosis(**base, concept=rest[0], side=side, linked="linked" in flags)
    if kind == "c":
        return CodeWritten(**base, code=base["text"])
    if kind == "p":
        return Procedure(**base, cpt=rest[0], minutes=_number(rest[1]), units=_number(rest[2]))
    if kind == "m":
        return TreatmentTime(**base, scope=rest[0], minutes=int(rest[1]))  # type: ignore[arg-type]
    if kind == "u":
        return UnitsTold(**base, units=int(rest[0]))
    if kind == "g":
        return Sign(**base, category=rest[0])
    if kind == "h":
        return Handedness(**base, side=side)
    return {"prior": PriorLevel, "why": Rationale}[kind](**base)


def parse(text: str) -> list[Case]:
    """Return the cases of a case file."""
    cases: list[Case] = []
    for block in ("\n" + text).split("\n=== ")[1:]:
        title, _, body = block.partition("\n")
        note, _, lines = body.partition("\n---\n")
        case = Case(title.strip(), note)
        for line in lines.splitlines():
            kind, _, rest = line.strip().partition(" ")
            if not kind:
                continue
            if kind in ("code", "gap", "nogap", "not", "alt", "rule"):
                case.expect.append((kind, rest.strip()))
            elif kind == "set":
                for word in rest.split():
                    if word in ("therapy", "other"):
                        case.setting = word
                    else:
                        case.kind = word
            else:
                case.facts.append(_fact(kind, [f.strip() for f in rest.split("|")], note))
        cases.append(case)
    return cases


CASES = [
    case
    for file in sorted(Path(__file__).with_name("cases").glob("*.txt"))
    for case in parse(file.read_text("utf-8"))
]


def _fired(decision: Decision) -> set[str]:
    return (
        {a.rule for a in decision.trace if a.fired}
        | {g.id for g in decision.gaps}
        | {r for c in decision.codes for r in c.rules if c.role == "secondary"}
    )


def check(case: Case) -> None:
    """Compare the decision on a case with its expectations."""
    decision = decide(case.reading())
    claimed = [c.code for c in decision.codes if c.role != "alternative"]
    gaps = {g.id for g in decision.gaps}
    for kind, value in case.expect:
        words = value.replace(",", " ").split()
        if kind == "code":
            *codes, status = words if words != ["none"] else ["none"]
            assert (claimed, decision.status) == (codes, status)
        elif kind == "gap":
            assert set(words) <= gaps, f"missing {set(words) - gaps}"
        elif kind == "nogap":
            assert not set(words) & gaps, f"raised {set(words) & gaps}"
        elif kind == "not":
            assert not set(words) & {c.code for c in decision.codes}
        elif kind == "alt":
            assert set(words) <= {c.code for c in decision.codes if c.role == "alternative"}
        else:
            assert (words[0] in _fired(decision)) == (words[1] == "hit"), value


@pytest.mark.parametrize("case", CASES, ids=[c.title for c in CASES])
def test_case(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("id_", [*(r.id for r in DOCUMENTED), *(g.id for g in GAPS)])
def test_every_rule_and_gap_has_a_hit_and_a_near_miss(id_: str) -> None:
    said = {value for case in CASES for kind, value in case.expect if kind == "rule"}
    assert {f"{id_} hit", f"{id_} near"} <= said


@pytest.mark.parametrize("case", CASES, ids=[c.title for c in CASES])
def test_codes_are_billable_and_evidence_exists(case: Case) -> None:
    reading = case.reading()
    decision = decide(reading)
    known = {f.id for f in reading.facts}
    for code in decision.codes:
        assert code.title
        assert set(code.facts) <= known
        assert code.rules[0]
    for gap in decision.gaps:
        assert set(gap.facts) <= known
        assert gap.message
        assert gap.fix
        assert gap.source


@pytest.mark.parametrize("case", CASES, ids=[c.title for c in CASES])
def test_same_reading_same_decision(case: Case) -> None:
    assert decide(case.reading()) == decide(case.reading())
