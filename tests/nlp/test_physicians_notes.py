"""Dictated notes of physicians: strokes of these days and old ones, risks, falls, keyword lists, aids and function."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Diagnosis, Limitation, Strength, Weakness
from rehabcode.nlp.fast import FastReader
from rehabcode.nlp.index_terms import index_terms

DICTATED = "DISCHARGE SUMMARY\nADMITTED: yesterday. Lungs clear to auscultation.\n"
"""What makes a note a physician's."""


@pytest.fixture(scope="module")
def reader() -> FastReader:
    return FastReader()


@pytest.mark.parametrize(
    ("told", "found"),
    [
        # why somebody came, what the picture shows, what is operated on: the stroke is acute
        ("This man was brought to the emergency room with a stroke.", [("stroke_acute", "present")]),
        (
            "He presented to clinic for follow-up of his stroke with arm weakness.",
            [("stroke_sequela", "present")],
        ),
        ("Admitted to rehabilitation after a stroke with left hemiparesis.", [("stroke_sequela", "present")]),
        ("ADMITTING DIAGNOSIS:\nCerebrovascular accident.", [("stroke_acute", "present")]),
        ("MRI of the brain showed a left pontine infarct.", [("stroke_acute", "present")]),
        ("A right cerebellar stroke was seen on CT.", [("stroke_acute", "present")]),
        ("MRI in 2009 showed a left pontine infarct.", [("stroke_no_residual", "present")]),
        ("Intracerebral hemorrhage, status post craniotomy for evacuation.", [("stroke_acute", "present")]),
        ("MRI shows encephalomalacia from a left MCA infarct.", [("stroke_sequela", "present")]),
        ("She presents with gait difficulty secondary to her stroke.", [("stroke_sequela", "present")]),
        # an old infarct of the picture explains no deficit of today
        (
            "CT showed an old lacunar infarct of the left thalamus. He has right hemiparesis today.",
            [("stroke_no_residual", "present")],
        ),
        ("Old lacunar infarct with residual right hemiparesis.", [("stroke_sequela", "present")]),
        # an age is no time of the stroke
        ("A 70-year-old with a stroke and right hemiparesis.", [("stroke_sequela", "present")]),
        ("An old stroke.", [("stroke_no_residual", "present")]),
        ("Prior to the stroke he worked as a cook. He has aphasia.", [("stroke_sequela", "present")]),
        # suspicions: of these days, of the past, of an order; one that takes the referral's word back
        ("1. Probable stroke. Will get an MRI.", [("stroke_acute", "possible")]),
        (
            "She has several medical problems including gout, possible stroke, and asthma.",
            [("stroke_sequela", "possible")],
        ),
        (
            "Transferred with a diagnosis of stroke.\nIMPRESSION: Probable stroke.",
            [("stroke_acute", "possible")],
        ),
        ("CT of the head to evaluate for possible stroke.", [("stroke_acute", "conditional")]),
        ("A tumor, a stroke, or an abscess should be ruled out.", [("stroke_acute", "conditional")]),
        # what a treatment may bring about, over semicolons
        (
            "Risks discussed include but are not limited to bleeding; infection; stroke; death.",
            [("stroke_sequela", "conditional")],
        ),
        (
            "Risks include smoking; she has had a stroke with left hemiparesis.",
            [("stroke_sequela", "present")],
        ),
        # family, kidney
        (
            "FAMILY MEDICAL HISTORY:\nMother age 81, history of cerebrovascular accident (stroke).",
            [("stroke_sequela", "family")],
        ),
        ("CVA pain over the left flank on percussion.", []),
    ],
)
def test_strokes(reader: FastReader, told: str, found: list[tuple[str, str]]) -> None:
    facts = [f for f in reader(DICTATED + told).facts if isinstance(f, Diagnosis)]
    assert [(f.concept, f.status) for f in facts if "stroke" in f.concept] == found


@pytest.mark.parametrize(
    ("told", "concepts"),
    [
        ("She consistently fell to the right.", ["repeated_falls"]),
        ("He is constantly falling.", ["repeated_falls"]),
        ("She frequently falls asleep.", []),
        ("She fell about two months ago.", ["fall_history"]),
        ("His pressure fell a few hours ago.", []),
        ("She fell asleep two days ago in the tub.", []),
        ("She slipped and fell on the ice yesterday.", []),
        ("She fell on the porch yesterday.", ["fall_history"]),
    ],
)
def test_falls(reader: FastReader, told: str, concepts: list[str]) -> None:
    facts = [f for f in reader(DICTATED + told).facts if isinstance(f, Diagnosis)]
    assert [f.concept for f in facts] == concepts


@pytest.mark.parametrize(
    ("note", "terms"),
    [
        (
            "He has leg weakness. Return in two weeks.surgery, hernia, fatigue, weakness, mesh,",
            "surgery, hernia",
        ),
        ("He has leg weakness.,neurology, tremor, weakness, gait, stroke,", "neurology, tremor"),
        (
            "Leg weakness. Return soon.consult - history and phy., fatigue, weakness, gait,",
            "consult - history",
        ),
        ("Return soon.orthopedic, knee, weakness, neurology, joint, fatigue,", "orthopedic, knee"),
        ("Reports pain, stiffness, fatigue, weakness, numbness,", None),
        ("Seen today. c/o pain, stiffness, fatigue, weakness, numbness,", None),
        ("Return soon.surgery, weakness,", None),
        ("No rash.general medicine, skin, weakness, throat", "general medicine"),
    ],
)
def test_index_terms(reader: FastReader, note: str, terms: str | None) -> None:
    begin = index_terms(note)
    assert note[begin:].startswith(terms) if terms else begin == len(note)
    assert all(f.end <= begin for f in reader(note).facts)
    assert reader(note).text == note


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("He cannot bear weight on the left leg.", [("maintain_stand", "present")]),
        ("He is able to bear weight.", []),
        ("At first she could not bear weight, but she now stands.", [("maintain_stand", "past")]),
        ("She uses a walker to help her ambulate.", [("equipment", "present")]),
        ("Her son helps her ambulate.", [("walk", "present")]),
        ("She is ambulating well.", [("walk", "absent")]),
        ("She is not ambulating well.", [("walk", "present")]),
        ("He walks normally with the aid of a cane.", [("equipment", "present")]),
        ("She notes shortness of breath mainly with walking.", [("endurance", "present")]),
        ("No shortness of breath with walking.", []),
    ],
)
def test_limitations(reader: FastReader, told: str, found: list[tuple[str, str]]) -> None:
    facts = [f for f in reader(DICTATED + told).facts if isinstance(f, Limitation)]
    assert [(f.category, f.status) for f in facts] == found


@pytest.mark.parametrize(
    ("told", "concepts"),
    [
        ("GAIT: Marked limp on the right.", ["gait_abnormality"]),
        ("He ambulates without a limp.", []),
        ("Gait: Unsteady wide-based.", ["gait_abnormality", "unsteadiness"]),
        ("A slight antalgic head position to the right.", []),
        ("Antalgic gait.", ["gait_abnormality"]),
        ("He had difficulty ambulating.", ["difficulty_walking"]),
    ],
)
def test_gait(reader: FastReader, told: str, concepts: list[str]) -> None:
    facts = [f for f in reader(DICTATED + told).facts if isinstance(f, Diagnosis)]
    assert sorted(f.concept for f in facts) == concepts


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "Motor: weakness in RUE. Other extremities were full strength.",
            {("upper extremity", "left"), ("lower extremity", "bilateral")},
        ),
        (
            "Right upper and lower extremity weakness. Other extremities 5/5.",
            {("upper extremity", "left"), ("lower extremity", "left")},
        ),
        ("Other extremities 5/5.", {("all extremities", "bilateral")}),
        (
            "Normal function and strength in the arms and legs.",
            {("upper extremity", "bilateral"), ("lower extremity", "bilateral")},
        ),
        ("Goals: improve hand function and strength.", set()),
    ],
)
def test_other_limbs(reader: FastReader, told: str, found: set[tuple[str, str]]) -> None:
    assert {(f.muscle, f.side) for f in reader(DICTATED + told).facts if isinstance(f, Strength)} == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        # a new clause with its own subject ends a negation
        (
            "There was no facial droop and she had weakness of the right arm.",
            [("weakness of the right arm", "present")],
        ),
        (
            "CT showed no bleed and that he had weakness of the left leg.",
            [("weakness of the left leg", "present")],
        ),
        ("Denies pain and he is weak in both legs.", [("weak in both legs", "present")]),
        ("No fever and no weakness.", [("weakness", "absent")]),
        ("No weakness and he has numbness.", [("weakness", "absent")]),
    ],
)
def test_negation_ends(reader: FastReader, told: str, found: list[tuple[str, str]]) -> None:
    facts = [f for f in reader(DICTATED + told).facts if isinstance(f, Weakness)]
    assert [(f.text, f.status) for f in facts] == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        # what holds of a disease in general; anatomy; the shape of a disc
        ("These antibodies tend to be elevated in myasthenia gravis.", [("myasthenia", "conditional")]),
        ("Such plaques can be seen in multiple sclerosis.", [("ms", "possible")]),
        ("She was seen in clinic for multiple sclerosis.", [("ms", "present")]),
        ("There is enhancement of the conus and cauda equina.", []),
        ("The cauda equina are pushed aside.", []),
        ("Cauda equina syndrome after a fall.", [("sci", "present")]),
        ("A broad-based central herniation at L4-5.", []),
        ("Her gait is broad based.", [("gait_abnormality", "present")]),
        (
            "Sent for the residual deficits of her acute ischemic right MCA stroke, left hemiparesis.",
            [("stroke_sequela", "present")],
        ),
    ],
)
def test_not_of_the_patient(reader: FastReader, told: str, found: list[tuple[str, str]]) -> None:
    facts = [f for f in reader(DICTATED + told).facts if isinstance(f, Diagnosis)]
    assert [(f.concept, f.status) for f in facts if f.concept != "disc_herniation"] == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("She will be discharged to Garden Court skilled nursing facility.", []),
        ("She cannot tend her garden.", ["housework"]),
        ("CC: Falling.", ["balance"]),
        ("CC: Falling hematocrit.", []),
        ("He has difficulty pushing, pulling, and lifting.", ["push_pull_reach", "lift_carry"]),
        ("I want her to ice her knee.", []),
        ("He wants to walk on ice.", ["walk_surfaces"]),
        ("She returns for the next cycle of chemotherapy.", []),
        ("He wants to cycle again.", ["recreation"]),
        ("His pain will return on standing.", []),
        ("The artery feeding the mass is limited.", []),
        ("He needs help feeding himself.", ["eating"]),
        ("She was dyspneic with audible wheezing.", []),
        ("She is dyspneic with minimal exertion.", ["endurance"]),
        ("Use crutches to keep off the foot.", []),
        ("She uses crutches.", ["equipment"]),
    ],
)
def test_names_and_complaints(reader: FastReader, told: str, found: list[str]) -> None:
    assert [f.category for f in reader(DICTATED + told).facts if isinstance(f, Limitation)] == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "FAMILY HISTORY:\nPositive for gout.\nREVIEW OF SYSTEMS:\nPositive for fatigue.",
            [("fatigue", "present")],
        ),
        (
            "FAMILY HISTORY:\nPositive for gout.\nOTHER SYSTEMS:\nPositive for fatigue.",
            [("fatigue", "present")],
        ),
        ("FAMILY HISTORY:\nFather had weakness.", [("weakness", "family")]),
        ("We drained around 10 mL of fluid.", []),
        ("She feels drained.", [("drained", "present")]),
        ("Cutting the root leaves weakness that the patient would suffer.", [("weakness", "conditional")]),
        ("He has weakness that he would like to improve.", [("weakness", "present")]),
    ],
)
def test_weakness(reader: FastReader, told: str, found: list[tuple[str, str]]) -> None:
    facts = [f for f in reader(DICTATED + told).facts if isinstance(f, Weakness)]
    assert [(f.text, f.status) for f in facts] == found


@pytest.mark.parametrize(
    ("told", "concepts"),
    [
        ("Gastrointestinal: Pain and cramping.", []),
        ("Her pain is described as constant, cramping, aching.", []),
        ("She has cramping in the calves.", ["cramp_spasm"]),
        ("She takes hydrochlorothiazide 25-mg once a day.", []),
        ("Dx: mg, on pyridostigmine.", ["myasthenia"]),
        ("The contents of the carpal tunnel were protected.", []),
        ("Two carpal tunnel releases in the past.", []),
        ("She has bilateral carpal tunnel.", ["nerve_palsy"]),
        ("History of falling off his bike.", []),
        ("History of falling.", ["fall_history"]),
        ("History of falling from bed at night.", ["fall_history"]),
        ("Her oxygen saturation frequently falls to 85%.", []),
        ("He does not frequently fall.", []),
        ("She does not want to get COVID.", []),
        ("He works from home since the start of COVID-19.", []),
        ("She got COVID last week.", ["active_covid"]),
    ],
)
def test_other_senses(reader: FastReader, told: str, concepts: list[str]) -> None:
    assert [f.concept for f in reader(DICTATED + told).facts if isinstance(f, Diagnosis)] == concepts
