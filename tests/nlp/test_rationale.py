"""The reason for a code that is not site-specific: sentences that give one, and near misses."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.rationale import read_rationale

REASONS = [
    "Profound, non-focal weakness, arms and legs alike.",
    # a refused place
    "Weakness of all four limbs without focal pattern.",
    "No single joint explains the weakness.",
    "Arms and legs both weak, no localizing findings.",
    "Four limbs weak, no regional pattern.",
    "Deficits cannot be assigned to one site.",
    "Not limited to one limb or side.",
    "Weakness isn't tied to a joint.",
    "Weakness is diffuse, all extremities, w/o a single joint, nerve or side being responsible.",
    "There is no isolated joint or peripheral nerve to blame.",
    "The pattern does not follow a nerve or root.",
    "No dermatomal or myotomal pattern, all 4 limbs equally weak.",
    "Not a focal problem: UE and LE both weak.",
    "No asymmetry, no joint pathology to explain it, hence generalized.",
    "The loss of strength is not a one-joint matter; hips and shoulders on both sides test weak.",
    "Weakness cannot be explained by the arthritic knee alone.",
    "Not just her knee: hips, shoulders and grip are all weak.",
    "Nonfocal, symmetric, all extremities.",
    "Weakness affects all four limbs symmetrically w/o focal deficit.",
    # a refused cause
    "Weakness is not explained by a focal neurological deficit.",
    "No other medical diagnosis accounts for the weakness.",
    "The weakness isn't better explained by her old CVA.",
    "Strength loss beyond what the hip fracture alone explains.",
    "Global weakness rather than limited to the surgical limb.",
    "Not a peripheral nerve or one-joint picture.",
    # a refused code
    "No more specific code applies.",
    "Involvement of the trunk plus 4 extremities precludes a site specific dx.",
    "A site-specific code is not appropriate.",
    "Weakness is diffuse, several joints on both sides, so a joint code would not fit.",
    "M62.81 rather than a site-specific code.",
    "Deficits span arms, legs and trunk, so a site code would leave out half of it.",
    "Since four limbs are involved, coding one site would be misleading.",
    "M62.81 chosen over R29.898 because hips, knees and shoulders are all down on both sides.",
    "R29.898 would not cover it since trunk and both arms are involved too.",
    # several places, the whole picture
    "Weakness involves > 1 region, therefore the generalized code.",
    "Muscle weakness, generalized, symmetric in arms and legs without lateralizing signs.",
    "The picture is systemic rather than local.",
    "It is a whole-body weakness and not a hip problem.",
    "Global weakness, nothing points to one limb.",
    "Weak in arms and legs, nothing focal that would suggest one limb or root.",
]

NO_REASONS = [
    "No edema now; arms and legs had swelled alike.",
    "Her insurance account was verified.",
    "Fatigue is not explained by her pain.",
    "Pain beyond what is expected.",
    "No other complaints.",
    "Nothing here to suggest a joint problem.",
    "Nothing focal on the scan.",
    "Diffuse weakness.",
    "Generalized weakness of arms and legs.",
    "No focal weakness, no facial droop.",
    "No focal deficits on neuro exam.",
    "No focal muscle wasting.",
    "No tenderness over the joint.",
    "No atrophy of the deltoid muscle.",
    "Weakness is confined to the operated hip.",
    "He cannot carry groceries with one hand.",
    "Multiple joint pain in both hands.",
    "Not tested at one site.",
    "No single leg stance today.",
    "Symmetric reflexes, no clonus.",
    "She has never had any side effects from it.",
]


@pytest.mark.parametrize("note", REASONS)
def test_reason_given(note: str) -> None:
    assert all(note[f.start : f.end] == f.text for f in read_rationale(default_reader().view(note)))
    assert list(read_rationale(default_reader().view(note)))


@pytest.mark.parametrize("note", NO_REASONS)
def test_no_reason(note: str) -> None:
    assert not list(read_rationale(default_reader().view(note)))
