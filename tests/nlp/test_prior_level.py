"""Prior level of function: note text beside whether one is stated."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.prior_level import read_prior_level


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
