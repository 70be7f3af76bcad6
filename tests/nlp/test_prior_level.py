"""Prior level of function and the reason for a code that is not site-specific."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.prior_level import read_prior_level, read_rationale


@pytest.mark.parametrize(
    "note",
    [
        "PLOF: Independent, no device, drove.",
        "PLOF I.",
        "Prior level of function\nWalked to the shops, did own laundry.",
        "Prior level (June): mowed the lawn.",
        "Baseline: indep w/ cane.",
        "prior: yoga 2x/wk.",
        "Before admission she worked as a teller.",
        "Prior to surgery he was independent without a device.",
        "Until last fall she lived alone and drove.",
        "He used to hike every weekend.",
        "Previously independent in the community.",
        "A year ago she walked two miles a day.",
        "Compared to 3 months ago, his functioning has declined by half.",
        "Drove a delivery van before.",
        "Before pregnancy ran half marathons.",
        "Before that unrestricted, stocked shelves at night.",
        "At baseline she walks to meals with a cane.",
    ],
)
def test_stated_with_content(note: str) -> None:
    assert [f.status for f in read_prior_level(default_reader().view(note))][:1] == ["past"]


@pytest.mark.parametrize(
    "note",
    [
        "Goal: return to PLOF.",
        "PLOF met.",
        "PLOF: [blank]",
        "PLOF: unknown",
        "Will progress toward prior level of function.",
        "Seen by J. Alvarez, PTA",
        "Creatinine 2.1 (baseline 1.2).",
        "Stands 15 seconds prior to needing to sit.",
        "He used to smoke.",
        "Compression was used to decrease swelling.",
        "A curved blade was then used to open the sheath.",
        "Forceps were used to grasp the edge.",
        "He used to work as a baker.",
        "She is used to the noise.",
        "Prior surgeries: 1. Hernia repair.",
        "Denies previous right ankle problems. She enjoys walking.",
        "She will be seen prior to the next cycle and I believe she is better.",
        "Medications prior to admission: fish oil, 2 a day.",
        "It may take up to a month to work.",
        "Back to the previous level of function. The patient is active.",
    ],
)
def test_not_stated(note: str) -> None:
    assert not list(read_prior_level(default_reader().view(note)))


@pytest.mark.parametrize(
    "note",
    [
        "Weakness of all four limbs without focal pattern.",
        "No single joint explains the weakness.",
        "Deficits cannot be assigned to one site.",
        "Not limited to one limb or side.",
        "A site-specific code is not appropriate.",
        "Weakness is diffuse, several joints on both sides, so a joint code would not fit.",
        "M62.81 rather than a site-specific code.",
    ],
)
def test_reason_given(note: str) -> None:
    assert list(read_rationale(default_reader().view(note)))


@pytest.mark.parametrize(
    "note",
    [
        "Diffuse weakness.",
        "Generalized weakness of arms and legs.",
        "No focal weakness, no facial droop.",
        "No focal muscle wasting.",
        "No tenderness over the joint.",
        "No atrophy of the deltoid muscle.",
    ],
)
def test_no_reason(note: str) -> None:
    assert not list(read_rationale(default_reader().view(note)))
