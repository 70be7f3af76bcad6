"""The report: contract keys in order, facts as they are, evidence and digests."""

from __future__ import annotations

import dataclasses
import json

import pytest

from rehabcode.models import manual
from rehabcode.models.case import Case
from rehabcode.models.classifier import Answer, Opinion
from rehabcode.models.decision import decide
from rehabcode.models.report import fact_dict, report, rules_hash
from rehabcode.nlp.facts import (
    CodeWritten,
    Cue,
    Fact,
    Procedure,
    Reading,
    Strength,
    Weakness,
    in_order,
)
from rehabcode.nlp.facts import Test as TestFact

NOTE = "Generalized weakness. Hip flexion 3+/5 B, shoulder flexion 4-/5 B. TUG 18 s. 97110 15 min 1 u. M62.8"


def _at(quote: str) -> dict[str, object]:
    start = NOTE.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


FACTS: list[Fact] = [
    Weakness(**_at("Generalized weakness"), pattern="generalized"),  # type: ignore[arg-type]
    Strength(**_at("3+/5"), grade="3+", muscle="hip flexion", side="bilateral", deficit=True),  # type: ignore[arg-type]
    Strength(**_at("4-/5"), grade="4-", muscle="shoulder flexion", side="bilateral", deficit=True),  # type: ignore[arg-type]
    TestFact(**_at("18 s"), test="TUG", value=18.0, unit="s"),  # type: ignore[arg-type]
    Procedure(**_at("97110 15 min 1 u"), cpt="97110", minutes=15, units=1),  # type: ignore[arg-type]
    CodeWritten(**_at("M62.8"), code="M62.8"),  # type: ignore[arg-type]
]
READING = Reading(text=NOTE, facts=in_order(FACTS), setting="therapy", date="2026-05-04")


def test_keys_of_the_contract_come_first_and_in_order() -> None:
    out = report(READING, decide(READING), note_id="n1", meta={"clinic": "A"})
    keys = "schema note engine facts status codes conflicts gaps claim weak_without_data review score"
    assert list(out)[:12] == keys.split()
    assert out["note"] | {"sha256": ""} == {
        "id": "n1",
        "chars": len(NOTE),
        "sha256": "",
        "setting": "therapy",
        "kind": "unknown",
        "date": "2026-05-04",
        "meta": {"clinic": "A"},
    }
    assert out["engine"]["code_set"] == "icd10c-tabular-April-1-2026"
    assert out["engine"]["rules"] == rules_hash()
    assert out["engine"]["model"] is None
    json.dumps(out)


def test_code_and_claim_of_the_report() -> None:
    out = report(READING, decide(READING), note_id="n1")
    first = out["codes"][0]
    assert (first["code"], first["title"], first["role"]) == (
        "M62.81",
        "Muscle weakness (generalized)",
        "primary",
    )
    assert first["rules"] == ["generalized-weakness"]
    assert first["facts"] == ["f2", "f3"]
    assert out["claim"]["lines"] == [
        {"cpt": "97110", "minutes": 15, "units": 1, "timed": True, "cms": 1, "ama": 1}
    ]


def test_a_family_written_as_code_is_told() -> None:
    assert any("M62.8 is written and is not billable" in line for line in decide(READING).review)


def test_a_code_the_release_does_not_know_is_told() -> None:
    text = "Dx M62.89x"
    fact = CodeWritten(start=3, end=9, text="M62.86", code="M62.86")
    reading = Reading(text=text, facts=in_order([fact]), setting="therapy")
    assert any("no code of the release" in line for line in decide(reading).review)


@pytest.mark.parametrize(("day", "told"), [("2026-05-04", False), ("2026-10-01", True), ("2025-12-01", True)])
def test_a_date_outside_the_release_is_told(day: str, told: bool) -> None:
    out = report(READING, decide(READING), note_id="n1", date=day)
    assert any("lies outside" in line for line in out["review"]) == told


@pytest.mark.parametrize("fact", READING.facts, ids=lambda f: f.kind)
def test_facts_are_shown_as_their_own_dictionary(fact: Fact) -> None:
    cued = dataclasses.replace(fact, cues=(Cue(text="x", start=0, end=1, category="GOAL"),))
    for one in (fact, cued):
        assert list(fact_dict(one).items()) == list(one.to_dict().items())


def test_explain_names_every_rule_asked() -> None:
    out = report(READING, decide(READING), note_id="n1", explain=True)
    assert out["explain"][-1] == {
        "rule": "generalized-weakness",
        "fired": True,
        "reason": out["codes"][0]["because"],
    }
    assert all(line["reason"] for line in out["explain"])


def test_counterfactual_for_words_only() -> None:
    reading = Reading(text=NOTE, facts=in_order(FACTS[:1]), setting="therapy")
    out = report(reading, decide(reading), note_id="n1")
    assert out["status"] == "provisional"
    assert out["counterfactuals"] == [
        {
            "gap": "mmt-missing",
            "then": "with grades of 4/5 or lower in two or more body areas",
            "code": "M62.81",
            "status": "supported",
        }
    ]


def test_counterfactuals_for_one_limb() -> None:
    weak = Strength(**_at("3+/5"), grade="3+", muscle="knee extension", side="left", deficit=True)  # type: ignore[arg-type]
    reading = Reading(text=NOTE, facts=in_order([weak]), setting="therapy")
    found = {(c.code, c.status) for c in decide(reading).counterfactuals}
    assert found == {("M62.552", "supported"), ("M62.81", "supported")}


@dataclasses.dataclass
class Says:
    """A classifier that says one thing of every note, and is as sure of an answer as it thinks it likely."""

    said: Opinion
    sha256: str | None = None

    def opinion(self, case: Case) -> Opinion:
        return self.said

    def confidence(self, answer: Answer, opinion: Opinion) -> float:
        return opinion.of(answer.label)


def test_an_agreeing_opinion_moves_the_confidence_and_a_disagreeing_one_asks_for_a_person() -> None:
    alone = decide(READING)
    agreed = decide(READING, Says(Opinion("generalized", {"generalized": 0.99})))
    against = decide(READING, Says(Opinion("one_limb", {"one_limb": 0.9, "generalized": 0.1})))
    assert agreed.codes[0].confidence > alone.codes[0].confidence > against.codes[0].confidence
    assert [c.code for c in against.codes] == [c.code for c in alone.codes]
    assert any("disagree" in line for line in against.review)
    assert not any("disagree" in line for line in agreed.review)


def test_strengths_name_what_was_done_right() -> None:
    assert "Standardized test with score: TUG." in decide(READING).strengths


@pytest.mark.parametrize("id_", manual.ids())
def test_every_rule_and_gap_has_a_page_with_wrong_right_and_source(id_: str) -> None:
    page = manual.page(id_)
    assert page is not None
    assert "Wrong:" in page
    assert "Right:" in page
    assert "Source:" in page


@pytest.mark.parametrize(
    ("id_", "part"),
    [
        ("m62.81", "Muscle weakness (generalized)"),
        ("M6281", "Billable: yes"),
        ("M62.8", "Billable: no"),
        ("97110", "Timed: yes"),
    ],
)
def test_pages_of_codes(id_: str, part: str) -> None:
    assert part in (manual.page(id_) or "")


def test_unknown_id_has_no_page() -> None:
    assert manual.page("no-such-id") is None


def test_ids_are_unique() -> None:
    assert len(set(manual.ids())) == len(manual.ids())
