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
        "Premorbidly he drove a cab and did his own shopping.",
        "PLF: I w/ ADLs, no AD.",
        "Usual state: walks with a cane.",
        "Before all of this she nannied for two families.",
        "Welded full shifts until March.",
        "was plumber prior, no limits",
        "Slower since fall - before that drove and golfed.",
        "In May he could still climb to the loft.",
        "Lived in assisted living, bathed herself, walked to meals w/ rollator.",
        "She has walked with a cane for several years.",
        # a clause of the time before, the deed first or last
        "Dc: was in assisted living, indep w/ rollator prior.",
        "She was a full-time baker and did a spin class twice a week before she got sick.",
        "Until about eighteen months ago she kept the garden and drove.",
        "Can't reach the second shelf, was fine before.",
        "Before injury college volleyball.",
        "He was square dancing every Friday until the spring.",
        "Up to August she went down to dinner every evening without any device.",
        "Ran her own bakery up to the week of the stroke.",
        "Worked as a mason til the accident.",
        "Until the shingles he was the church janitor.",
        "No trouble with any of this last year.",
        "Fully independent at baseline.",
        # seasons, and habits told by an adverb
        "In March he was still mowing his own yard.",
        "Last summer she was hiking.",
        "Walks 3 blocks then rests (was unlimited before the relapse).",
        "Was a FT electrician, no limits.",
        "He was still canoeing three years ago.",
        "Lived in a trailer, ind w/ SPC PTA.",
        "Her niece says she was getting herself around the ranch with a stick in May.",
        "Until the burn in June he was up and about by himself.",
        "Was a limited community ambulator.",
        "Last summer she swam laps every day.",
        "Six months back: 18 holes of golf.",
        "Two months ago he could carry both bags.",
        "Normally walks the dog 2 miles.",
        "Formerly ran 5 miles a day.",
        "She was running 10Ks in the summer.",
        "PLOF/ 12-hr shifts, hiked weekends.",
    ],
)
def test_stated_with_content(note: str) -> None:
    assert [f.status for f in read_prior_level(default_reader().view(note))][:1] == ["past"]


@pytest.mark.parametrize(
    "note",
    [
        "Goal: return to PLOF.",
        "PLOF met.",
        "Gait 50 ft ind with PTA.",
        "He was still complaining of pain two days ago.",
        "In May he was walking 20 ft.",
        "She is up and around.",
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
        "Back to the prior level of function. Active again.",
        "Prior visit: walked 50 ft.",
        "She was fine before lunch.",
        "Before the next visit he will walk daily.",
        "Until cleared by the surgeon no lifting.",
        "Last year she had a stroke.",
        "In March he fell twice.",
        "Two days ago was walking on a wet floor and slipped.",
        "Was doing well until 2 months ago.",
        "Not at baseline.",
        "He normally takes his pills at noon.",
        "Was working on balance in the parallel bars.",
        "Formerly worked as a clerk.",
        "Lived experience of pain was discussed.",
        "She lives alone, dresses herself, walks to meals.",
        "She has used the walker for two days.",
        "Had pain until March.",
    ],
)
def test_not_stated(note: str) -> None:
    assert not list(read_prior_level(default_reader().view(note)))
