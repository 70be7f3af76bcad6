"""From the note's text to the code, through reader and rules together."""

from __future__ import annotations

import pytest

from rehabcode.cli.engine import answer
from rehabcode.models import decision
from rehabcode.models.classifier import shipped
from rehabcode.models.decision import decide
from rehabcode.nlp.facts import NoteKind, Reading, Setting

ANSWERS = [
    (
        "PT eval. MMT: B hip flexors 3+/5, B knee extensors 4-/5, B shoulder flexors 4-/5.",
        ["M62.81"],
        "supported",
    ),
    ("PT note. Pt is weak all over, muscle weakness generalized.", ["M62.81"], "provisional"),
    ("PT eval. STG: B hip flexors to 4/5, B shoulders to 4+/5.", [], "none"),
    ("PT eval. MMT: hips 5/5 B, knees 5/5 B, shoulders 5/5 B. Denies weakness.", [], "none"),
    ("PT eval. PMH: lupus, HTN. MMT BLE 3+/5, BUE 4-/5. TUG 18 s.", ["M62.81"], "supported"),
    ("PT eval. Lupus myopathy per rheumatology. MMT BLE 3+/5, BUE 4-/5.", ["M32.9"], "supported"),
    ("PT eval. Night cramps at times. MMT BLE 3+/5, BUE 4-/5.", ["M62.81"], "supported"),
    ("ED note. Severe cramping after a bad meal. Abdomen soft. IV fluids, home.", [], "none"),
    ("PT eval. Referral (Dr. Voss): sarcopenia. MMT BLE 3+/5, BUE 4/5.", ["M62.84"], "supported"),
    ("PT eval. L hip flexion 3/5, L knee extension 3+/5, R LE 5/5. No wasting.", ["R29.898"], "supported"),
    ("PT eval. L thigh wasting. L knee extension 3/5, R LE 5/5.", ["M62.552"], "supported"),
    ("PT eval. COVID-19 active per hospitalist. BLE 4-/5, BUE 4/5.", ["U07.1", "M62.81"], "supported"),
    ("PT eval. Her sister has MS. MMT BLE 3+/5, BUE 4-/5.", ["M62.81"], "supported"),
]


@pytest.mark.parametrize(("note", "codes", "status"), ANSWERS)
def test_answer(note: str, codes: list[str], status: str) -> None:
    report = answer(note, note_id="n", meta={})
    assert [c["code"] for c in report["codes"] if c["role"] != "alternative"] == codes
    assert report["status"] == status


def test_the_same_note_gives_the_same_report() -> None:
    assert answer(ANSWERS[0][0], note_id="n", meta={}) == answer(ANSWERS[0][0], note_id="n", meta={})


@pytest.mark.parametrize("kind", ["evaluation", "daily", "unknown"])
@pytest.mark.parametrize("setting", ["therapy", "other"])
def test_a_note_without_facts_is_decided_as_any_other(setting: Setting, kind: NoteKind) -> None:
    note = Reading(text="Refill was sent to the pharmacy.", setting=setting, note_kind=kind)
    for classifier in (None, shipped()):
        assert decide(note, classifier) == decision._decide(note, classifier)
