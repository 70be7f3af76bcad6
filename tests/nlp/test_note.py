"""Setting, kind and date of a note."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabcode.nlp import note as note_module
from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.note import TITLE_KINDS, Title, note_kind, service_date


@pytest.mark.parametrize(
    "note",
    [
        "MMT BLE 3+/5. TUG 20 s.",
        "PT EVAL\nHip flexion 3/5 B. Plan 2x/wk.",
        "OT daily: dressing Min A. 97535 2 units.",
        "s - weak. o - nustep 10 min, bridges 2x10. p - cont.",
        "Patient seen at home. Hip flexors three plus out of five. Walks forty feet with a cane.",
        "pt weak.",
        "PT EVAL COVID unit. Labs: CRP 90, Hgb 10.1. Bed mobility SBA. Remdesivir day 2.",
    ],
)
def test_written_by_a_therapist(note: str) -> None:
    assert default_reader()(note).setting == "therapy"


@pytest.mark.parametrize(
    "note",
    [
        "OFFICE VISIT\nHPI: weak for two weeks. Exam: lungs clear. A/P: weakness, TSH and CBC, PT referral.",
        "PM&R CONSULT\nMotor: 4/5 legs. Gait 30 ft Mod A per PT. Imp: stroke. Rec: acute rehab.",
        "HOSPITALIST PN. Sepsis day 3, ceftriaxone. Stands with mod A x1. PT eval, SNF.",
        "RHEUM CLINIC. PMR on prednisone 15 mg. Strength 5/5. Plan: taper, CRP, RTC 6 wk.",
        "Dear Dr. Osei,\nThank you for asking me to see Mr. Roe. Hip flexors are 4-/5, TUG 20 s.\n"
        "Sincerely,\nIrene Falk, MD, Geriatrics",
        "Geriatrics f/u visit. Sarcopenia confirmed. Hip flexors 4-/5. P: alendronate 70 mg, PT 2x/wk.",
    ],
)
def test_written_by_somebody_else(note: str) -> None:
    assert default_reader()(note).setting == "other"


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("PT INITIAL EVALUATION\nWeak.", "evaluation"),
        ("DAILY NOTE visit 3/12", "daily"),
        ("PROGRESS REPORT visit 10", "progress"),
        ("DISCHARGE SUMMARY", "discharge"),
        ("PT D/C\nWeak.", "discharge"),
        ("SNF OT DC, 12 visits", "discharge"),
        ("PT DC planning", "unknown"),
        ("S: better. O: bike 10 min. P: cont.", "daily"),
        ("Weak.", "unknown"),
    ],
)
def test_kind(note: str, kind: str) -> None:
    assert note_kind(note) == kind


@pytest.mark.parametrize(
    ("note", "date"),
    [
        ("DOS: 3/4/2026", "2026-03-04"),
        ("Date of service 2026-03-04", "2026-03-04"),
        ("DOB 3/4/1950", None),
        ("DOS: 13/45/2026", None),
    ],
)
def test_date_of_service(note: str, date: str | None) -> None:
    assert service_date(note) == date


TITLE_WORDS = (
    "PT P.T. P.T.A OT OTA COTA HHPT pt eval daily note visit v3 tx # physical therapy occupational recreation re-eval "
    "wheelchair clinic rehab assistant plan of care home health clinic consult H&P H & P history and physical hosp "
    "neurosurgery rheum ortho service urgent office PCP primary follow-up followup new patient pt attending PM&R PM & R "
    "ED provider ICU ENT dental telephone phone msg video EMG medical examination face to face discharge diagnosis "
    "MD round chief complaint review systems constitutional present illness dicharge D/C DC summary sum progress "
    "re-cert recert reassess 10th recheck PN PR 30-day 60 day sixty f/u return SOC start initial IE session encounter "
    "treatment report patient appointment 3/12 - : . ("
).split(" ")


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from([*TITLE_WORDS, "\u017f", "of", "the"]), max_size=8).map(" ".join))
def test_stems_of_a_title_lose_nothing(line: str) -> None:
    title = Title(line)
    plain = next((kind for kind, pattern in TITLE_KINDS if pattern.search(title.line[:80])), None)
    assert title.kind() == plain
    for topic, pattern in (
        ("therapy", note_module.THERAPY_TITLE),
        ("physician", note_module.PHYSICIAN_TITLE),
        ("visit", note_module.VISIT_TITLE),
    ):
        assert title.may_say(topic) or not pattern.search(title.line)
