"""Weakness, fatigue, wasting and hand dominance in words: note text beside what is read."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Atrophy, Weakness
from rehabcode.nlp.fast import FastReader
from rehabcode.nlp.findings import read_handedness


@pytest.fixture(scope="module")
def reader() -> FastReader:
    return FastReader()


PATTERNS = [
    # generalized: said, or arms and legs together
    ("Pt presents with generalized weakness.", "generalized", None, "unspecified"),
    ("A: gen mm weakness, slow.", "generalized", None, "unspecified"),
    ("Dx: muscle weakness (generalized)", "generalized", None, "unspecified"),
    ("BUE/BLE weakness", "generalized", "all extremities", "unspecified"),
    ("She is generally weak.", "generalized", None, "unspecified"),
    ("He is weak all over.", "generalized", "all extremities", "unspecified"),
    ("Weakness throughout.", "generalized", None, "unspecified"),
    ("Everything is weak.", "generalized", "all extremities", "unspecified"),
    ("Weakness of both arms and both legs", "generalized", "upper extremity", "bilateral"),
    ("Arms and legs both feel weak.", "generalized", "all extremities", "bilateral"),
    ("weakness at the hips, knees, ankles and shoulders", "generalized", "hip", "bilateral"),
    ("quadriparesis after ICU", "generalized", None, "unspecified"),
    # limb: one limb, joint or muscle, or one pair of limbs
    ("BLE weakness limits stairs.", "limb", "lower extremity", "bilateral"),
    ("Her legs feel weak.", "limb", "lower extremity", "bilateral"),
    ("weak in both legs", "limb", "lower extremity", "bilateral"),
    ("Weak throughout both legs.", "limb", "lower extremity", "bilateral"),
    ("R leg is weak", "limb", "lower extremity", "right"),
    ("L shoulder weakness", "limb", "shoulder", "left"),
    ("weakness of the right hip abductors", "limb", "hip abduction", "right"),
    ("quad weakness, left", "limb", "knee extension", "left"),
    ("left knee pain and weakness", "limb", "knee", "left"),
    ("Pain into his left arm with weakness.", "limb", "upper extremity", "left"),
    ("Left knee pain with weakness of the right hip", "limb", "hip", "right"),
    ("Denies arm wkns.", "limb", "upper extremity", "unspecified"),
    ("Energy low today.", "fatigue", None, "unspecified"),
    ("She has no grip strength.", "limb", "grip", "unspecified"),
    ("decreased BLE strength", "limb", "lower extremity", "bilateral"),
    ("loss of strength in the left hand", "limb", "hand", "left"),
    ("His arm has gotten weaker.", "limb", "upper extremity", "unspecified"),
    ("Her hands have gone feeble.", "limb", "hand", "bilateral"),
    ("Weak legs on the stairs", "limb", "lower extremity", "bilateral"),
    ("no arm or leg weakness", "limb", "lower extremity", "unspecified"),
    ("Weakness at intake in both knees", "limb", "knee", "bilateral"),
    ("Right arm and leg weaker than the left", "hemi", "lower extremity", "right"),
    ("Legs weaker than arms", "generalized", "lower extremity", "bilateral"),
    ("My arms feel weak and the legs aren't any better.", "generalized", "upper extremity", "bilateral"),
    ("My arms feel weak but my legs are much better.", "limb", "upper extremity", "bilateral"),
    ("weak as a lamb, hands and feet", "generalized", "hand", "bilateral"),
    ("Strength is down after the flu.", "unspecified", None, "unspecified"),
    ("Left hemiplegia and hemiparesis", "hemi", None, "left"),
    # hemi: one side
    ("L hemiparesis", "hemi", None, "left"),
    ("left-sided weakness", "hemi", None, "left"),
    ("weakness of his right arm and right leg", "hemi", "upper extremity", "right"),
    ("R hemi from CVA", "hemi", None, "right"),
    # fatigue
    ("c/o fatigue", "fatigue", None, "unspecified"),
    ("Pt is tired and naps daily.", "fatigue", None, "unspecified"),
    ("wiped out by noon", "fatigue", None, "unspecified"),
    ("low energy", "fatigue", None, "unspecified"),
    ("stops due to fatigue", "fatigue", None, "unspecified"),
    ("no gas in the tank after lunch", "fatigue", None, "unspecified"),
    ("no get-up-and-go since May", "fatigue", None, "unspecified"),
    # abbreviations with a full stop, roots
    ("A: gen. muscle weakness", "generalized", None, "unspecified"),
    (
        "loss of strength in both upper and both lower extremities",
        "generalized",
        "all extremities",
        "bilateral",
    ),
    ("L5 weakness on the left", "limb", None, "left"),
    ("C6 motor deficit", "limb", None, "unspecified"),
    ("arms n legs still weak", "generalized", "lower extremity", "bilateral"),
    ("My muscles are weak, all of them.", "generalized", None, "unspecified"),
    ("Hip, knee and elbow groups test weak.", "generalized", "elbow", "unspecified"),
    (
        "Residual weakness in four muscle groups, upper and lower body",
        "generalized",
        "all extremities",
        "unspecified",
    ),
    ("weak as a kitten", "unspecified", None, "unspecified"),
    # paralysis, where its body part is named
    ("Plegic in both legs.", "limb", "lower extremity", "bilateral"),
    ("flaccid paralysis of the left arm", "limb", "upper extremity", "left"),
    ("woke up paralyzed from the chest down", "limb", None, "unspecified"),
    ("almost quadriparetic on arrival", "generalized", None, "unspecified"),
    # unspecified
    ("Persistent weakness.", "unspecified", None, "unspecified"),
    ("Pt feels weak today.", "unspecified", None, "unspecified"),
    ("muscle weakness persists", "unspecified", None, "unspecified"),
    ("Decreased strength.", "unspecified", None, "unspecified"),
    ("Pt demonstrates strength deficits.", "unspecified", None, "unspecified"),
    ("no loss of strength", "unspecified", None, "unspecified"),
    # slips of the pen
    ("muscle wekaness", "unspecified", None, "unspecified"),
    ("genneralised weaknses", "generalized", None, "unspecified"),
    ("legs are waeker", "limb", "lower extremity", "bilateral"),
    # a side beside a plural word wins
    ("weakness of the left upper and lower extremities", "hemi", "all extremities", "left"),
    # whole body without a site, one root, several limbs
    ("symmetric weakness from myopathy", "generalized", None, "unspecified"),
    ("proximal weakness", "unspecified", None, "unspecified"),
    ("R foot: weakness in L5 distribution", "limb", None, "unspecified"),
    ("myotomal weakness", "limb", None, "unspecified"),
    ("progressive multi limb weakness", "generalized", "all extremities", "unspecified"),
    ("Weakness is symmetric, worse near the trunk.", "generalized", None, "unspecified"),
    ("Weakness is worse in the evening.", "unspecified", None, "unspecified"),
    # a site behind several symptoms; a symptom of its own keeps its site
    ("weakness or numbness in the legs", "limb", "lower extremity", "bilateral"),
    ("weakness, aching of the left hand", "limb", "hand", "left"),
    ("weakness. Numbness in the legs", "unspecified", None, "unspecified"),
    ("R calf wasting and weakness", "limb", "ankle plantarflexion", "right"),
    ("LLE strength def with stairs", "limb", "lower extremity", "left"),
    ("Marked global loss of strength", "generalized", None, "unspecified"),
    (
        "loss of strength runs through shoulders and hips on both sides",
        "generalized",
        "shoulder",
        "bilateral",
    ),
    ("Weakness: BUE/BLE", "generalized", "all extremities", "unspecified"),
    ('She says her legs "are like noodles".', "limb", "lower extremity", "bilateral"),
    ("He is not as strong as he was.", "unspecified", None, "unspecified"),
    ("Leg strength has dropped.", "limb", "lower extremity", "unspecified"),
    ("She wears out easily.", "fatigue", None, "unspecified"),
    ("Pelvic floor muscle weakness", "limb", "core", "unspecified"),
    ("proximal weakness, legs more than arms", "generalized", "lower extremity", "bilateral"),
    ("symmetric distal more than proximal weakness", "generalized", None, "unspecified"),
    ("Weakness is confined to muscles below the fibula.", "limb", None, "unspecified"),
    ("weakness limited to L ulnar intrinsics", "limb", "hand intrinsics", "left"),
    ("Weakness covers hips and ankles on both sides.", "limb", "hip", "bilateral"),
    ("weakness isolated to the right wrist", "limb", "wrist", "right"),
    # a site told with another symptom; energy; grip and pinch
    ("pain into the left arm and left leg with weakness", "hemi", "lower extremity", "left"),
    ("right foot pain with weakness", "limb", "foot", "right"),
    ("a cold with weakness", "unspecified", None, "unspecified"),
    ("Weakness began in both legs and crept to the arms.", "generalized", "lower extremity", "bilateral"),
    ("Weakness of both feet, then moved to a rehab unit.", "limb", "foot", "bilateral"),
    ("My arms and legs have no strength anymore.", "generalized", "all extremities", "unspecified"),
    ("decreased L grip and pinch strength", "limb", "grip", "left"),
    ("Energy is low since June.", "fatigue", None, "unspecified"),
    # one of the limbs, one side, from top to bottom, what is left of strength
    ("negative for focal weakness of an arm or leg", "limb", "upper extremity", "unspecified"),
    ("weakness in any particular arm or leg", "limb", None, "unspecified"),
    ("facial droop, or weakness on one side", "hemi", None, "unspecified"),
    ("weakness on both sides", "unspecified", None, "bilateral"),
    ("I am weak from my shoulders down to my ankles.", "generalized", None, "unspecified"),
    ("Strength loss is spread over shoulders, hips and ankles.", "generalized", None, "unspecified"),
    ("His legs and arms have no strength left in them.", "generalized", "all extremities", "unspecified"),
    ("Weak from top to bottom.", "generalized", None, "unspecified"),
    ("Gen'd weakness.", "generalized", None, "unspecified"),
    ("Weakness that climbed from his feet to his hands.", "generalized", None, "unspecified"),
    ("Weakness is found at hips, ankles and shoulders.", "generalized", "hip", "bilateral"),
    ("Weakness stays around the left hip.", "limb", "hip", "left"),
    # no strength at all; both quarters; the next symptom's own part
    ("My arms and legs don't have any strength.", "generalized", "all extremities", "unspecified"),
    ("She does not have much strength in the right hand.", "limb", "hand", "right"),
    (
        "Strength is decreased, distal > proximal, symmetrical.",
        "generalized",
        None,
        "unspecified",
    ),
    ("Strength loss in both upper and lower quarters.", "generalized", None, "bilateral"),
    ("Denies weakness or foot swelling.", "unspecified", None, "unspecified"),
    ("Denies weakness or numbness of the foot.", "limb", "foot", "unspecified"),
    ("No strength in the left arm.", "limb", "upper extremity", "left"),
]


@pytest.mark.parametrize(("note", "pattern", "site", "side"), PATTERNS)
def test_pattern_site_and_side(
    reader: FastReader, note: str, pattern: str, site: str | None, side: str
) -> None:
    found = [f for f in reader(note).facts if isinstance(f, Weakness)]
    assert [(f.pattern, f.site, f.side) for f in found] == [(pattern, site, side)]
    assert all(note[f.start : f.end] == f.text for f in found)


@pytest.mark.parametrize(
    "note",
    [
        "Lifted 60 lb tires all day.",
        "Facial weakness on the left.",
        "Left vocal cord paralysis, paralysis during intubation.",
        "Pulses are weak in both feet.",
        "No hemiparetic or single joint pattern.",
        "A weak dorsalis pedis artery pulse was found.",
        "He has a little more strength than last week.",
        "The weakness of the tendon was oversewn.",
        "Weak nephrostomy site, leaking.",
        "Calorics: unilateral weakness of 11% on the left.",
        "No caloric weakness; vestibular weakness on the right.",
        "Weak D positive.",
        "Grade 3 motor deficit per the guides.",
        "Tired of the exercises, asks for new ones.",
        "Quad set sluggish.",
        "Weak cough, weak pulse.",
        "Weak grip strength 12 kg.",
        "Goal: improve strength.",
        "Increase strength of both legs.",
        "Strength training 3x/wk",
        "No strength testing today",
        "Bicep curls 2x12 to fatigue",
        "Energy conservation reviewed",
        "car tires",
        "Fatigue Severity Scale 36",
        "Strength WNL",
        "Strength down to 60 reps",
        "He wears out shoes on the right",
        "The liner seems to be worn out",
        "Giveaway on testing",
        "gastroparesis",
        "She lost the use of her car.",
        "Facial: mild bilateral weakness.",
        "Wheelchair without power tilt.",
    ],
)
def test_not_weakness(reader: FastReader, note: str) -> None:
    assert [f.text for f in reader(note).facts if isinstance(f, Weakness)] == []


@pytest.mark.parametrize(
    ("note", "muscle_said"),
    [
        ("muscle weakness", True),
        ("mm weakness", True),
        ("decreased strength", True),
        ("generalized weakness", False),
        ("weak", False),
    ],
)
def test_muscle_said(reader: FastReader, note: str, muscle_said: bool) -> None:
    assert [f.muscle_said for f in reader(note).facts if isinstance(f, Weakness)] == [muscle_said]


def test_no_load_is_no_weakness(reader: FastReader) -> None:
    note = "No resistance for muscles under antigravity strength."
    assert not [f for f in reader(note).facts if isinstance(f, Weakness)]


@pytest.mark.parametrize(
    ("note", "muscle_said"),
    [('CC: "no strength"', False), ("She has no strength in her legs.", True), ("Decreased strength.", True)],
)
def test_no_strength_alone_speaks_of_no_muscle(reader: FastReader, note: str, muscle_said: bool) -> None:
    assert [f.muscle_said for f in reader(note).facts if isinstance(f, Weakness)] == [muscle_said]


def test_two_findings_in_one_phrase(reader: FastReader) -> None:
    found = [f for f in reader("Pt is weak and tired.").facts if isinstance(f, Weakness)]
    assert [f.pattern for f in found] == ["unspecified", "fatigue"]


@pytest.mark.parametrize(
    ("note", "sites"),
    [
        ("visible L quad atrophy", [("knee extension", "left", "present")]),
        ("Wasting of the right calf", [("ankle plantarflexion", "right", "present")]),
        ("disuse atrophy of the left thigh", [("thigh", "left", "present")]),
        ("Quadriceps bulk reduced on the left", [("knee extension", "left", "present")]),
        ("Muscle bulk normal", []),
        # what looks smaller or flat, and what lies flat or is swollen
        ("R calf looks smaller than L.", [("ankle plantarflexion", "right", "present")]),
        ("Left thigh visibly thinner, girth 2 cm less.", [("thigh", "left", "present")]),
        ("VMO still flat on the left.", [("knee extension", "left", "present")]),
        ("Hollowing of the left supraspinous fossa.", [("rotator cuff", "left", "present")]),
        ("Left forearm wasting.", [("wrist", "left", "present")]),
        ("Left foot is flat on the floor, quads are flat on the mat.", []),
        ("R calf looks smaller, swelling nearly gone.", []),
        ("Handwriting looks smaller than the other.", []),
        ("R calf not visibly smaller.", []),
        ("R quad bulk less than L.", [("knee extension", "right", "present")]),
        ("Loss of muscle definition L thigh.", [("thigh", "left", "present")]),
        ("No less bulk than last visit.", []),
        ("His hair is thinner.", []),
        ("No atrophy of L deltoid", [("shoulder abduction", "left", "absent")]),
        (
            "Wasting of thighs and shoulder girdle noted",
            [("shoulder", "bilateral", "present"), ("thigh", "bilateral", "present")],
        ),
        ("thenar flattening R", [(None, "right", "present")]),
        ("Muscle wasting", [(None, "unspecified", "present")]),
        ("atropphy of quads", [("knee extension", "unspecified", "present")]),
        # girth alone, and other organs, are no wasting
        ("Girth 10 cm above patella R 44, L 48", []),
        ("cerebral atrophy on MRI", []),
        ("MRI shows left quad atrophy", [("knee extension", "left", "present")]),
        ("spinal muscular atrophy", []),
    ],
)
def test_atrophy(reader: FastReader, note: str, sites: list[tuple[str | None, str, str]]) -> None:
    found = [f for f in reader(note).facts if isinstance(f, Atrophy)]
    assert sorted(((f.site, f.side, f.status) for f in found), key=str) == sorted(sites, key=str)


@pytest.mark.parametrize(
    ("note", "sides"),
    [
        ("Pt is right-handed.", ["right"]),
        ("R hand dominant", ["right"]),
        ("Hand dominance: left", ["left"]),
        ("LHD", ["left"]),
        ("58 y/o RHM", ["right"]),
        ("ambidextrous", ["bilateral"]),
        ("L hand weakness", []),
        ("right hand pain", []),
        ("holds the rail with the left hand", []),
    ],
)
def test_handedness(reader: FastReader, note: str, sides: list[str]) -> None:
    assert [f.side for f in read_handedness(reader.view(note))] == sides


@pytest.mark.parametrize(
    "note",
    [
        *("MRI showed some mild atrophy.", "atrophy of the brain"),
        *("biopsy showed perifascicular atrophy", "MRI: cerebral atrophy", "an uncle had a wasting disease"),
        *("the thyroid gland is atrophic", "an atrophic right kidney"),
    ],
)
def test_not_atrophy_of_a_muscle(reader: FastReader, note: str) -> None:
    assert not [f for f in reader(note).facts if f.kind == "atrophy"]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("She feels drained most days.", ["drained"]),
        ("The abscess was drained and packed.", []),
        ("We then drained the joint.", []),
        ("Wiped out after the morning.", ["Wiped out"]),
        ("Wiped out all week.", ["Wiped out"]),
        ("She is wore out.", ["wore out"]),
        ("The brace wore out.", []),
        ("The residue was wiped off with saline.", []),
        ("Pus was at once drained through the cut.", []),
        ("The cavity was washed out twice.", []),
        ("He has exhausted all options.", []),
        ("Washed out and exhausted by noon.", ["Washed out", "exhausted"]),
    ],
)
def test_what_is_drained_or_wiped_is_not_tired(note: str, said: list[str]) -> None:
    assert [f.text for f in FastReader()(note).facts if isinstance(f, Weakness)] == said


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Pain in low back with progressive weakness of the right leg.", "present"),
        ("Surgery followed by persistent left leg weakness.", "present"),
        ("A tumor was resected and had left leg weakness.", "past"),
        ("I suspect generalized weakness from the hospital stay.", "present"),
        ("Discussed with daughter weakness in both legs.", "present"),
        ("She had to return for worsening weakness.", "present"),
        ("Return for worsening weakness.", "conditional"),
        ("Return if any weakness.", "conditional"),
        ("Working dx: generalized muscle weakness.", "present"),
        ("Says nothing is weak.", "absent"),
        ("Never feels weak.", "absent"),
        ("He has not had fever, trauma, weight loss, urinary retention, leg weakness or tingling.", "absent"),
        ("I am happy to report that the generalized weakness has resolved.", "past"),
        ("Nursing to report weakness of the legs.", "conditional"),
        ("He had 25 minutes of left hand weakness, gone before EMS came.", "past"),
        ("She has never been weak.", "absent"),
        ("Her hips then were stiff and she felt weak in both legs.", "past"),
        ("She rested and then were told her legs look weak.", "present"),
        ("The hand weakness is no longer a problem.", "past"),
        ("Weakness of both legs has cleared completely.", "past"),
        ("Weakness of the left arm cleared up by June.", "past"),
        ("Weakness has gone completely unnoticed.", "present"),
        ('"No strength today."', "present"),
        ('Denies pain, "I am weak in the mornings".', "present"),
        ('Denies pain, "weakness", or cramps.', "absent"),
        ("She has never been this weak.", "present"),
        ("Falls are sensory rather than from any loss of strength.", "absent"),
    ],
)
def test_status(reader: FastReader, note: str, status: str) -> None:
    assert [f.status for f in reader(note).facts if isinstance(f, Weakness)] == [status]


@pytest.mark.parametrize("note", ["Shockwave energy low, 2000 pulses.", "Energy low setting for shockwave."])
def test_energy_of_a_device_is_no_fatigue(reader: FastReader, note: str) -> None:
    assert not [f for f in reader(note).facts if isinstance(f, Weakness)]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("She says the arm is not weak.", [("limb", "absent")]),
        ("No weakness, numbness or tingling in either leg.", [("limb", "absent")]),
        ("IR weakness persists.", [("limb", "present")]),
        ("Limited IR. Weakness persists.", [("unspecified", "present")]),
        ("He denies weakness confined to one side.", [("hemi", "absent")]),
        ("Found on the floor by her son with left-sided weakness.", [("hemi", "present")]),
        ("A son with left-sided weakness lives nearby.", [("hemi", "family")]),
    ],
)
def test_whose_weakness_it_is(reader: FastReader, note: str, found: list[tuple[str, str]]) -> None:
    assert [(f.pattern, f.status) for f in reader(note).facts if isinstance(f, Weakness)] == found
