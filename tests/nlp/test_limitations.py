"""Activity limitations: what is one, of which category, how specific, and with which status."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.limitations import read_limitations


def read(note: str) -> list[Limitation]:
    return list(read_limitations(default_reader().view(note)))


def found(note: str) -> list[tuple[str, str]]:
    return sorted((f.category, f.status) for f in read(note))


@pytest.mark.parametrize(
    ("note", "category"),
    [
        # cue before activity
        ("Unable to climb the porch steps.", "stairs"),
        ("She cannot get out of a low armchair.", "sit_to_stand"),
        ("Can't reach the cupboard over the stove.", "push_pull_reach"),
        ("Can\u2019t button a blouse.", "fine_hand"),
        ("Has difficulty walking on gravel.", "walk_surfaces"),
        ("Needs help to put on socks.", "dressing"),
        ("No longer leaves the house.", "moving_around_home"),
        ("Stopped bowling in March.", "recreation"),
        # a transfer between sitting and standing is rising; any other is a transfer
        ("Difficulty transferring from sitting to standing.", "sit_to_stand"),
        ("Difficulty transferring from bed to chair.", "transfer"),
        # level behind the activity, form lines
        ("Sup to Sit: SBA", "bed_mobility"),
        ("TRANSFERS: MAX A X2 SIT TO STAND", "sit_to_stand"),
        ("Toilet transfer   Mod A from standard height", "transfer"),
        ("Feeding ........ Min A", "eating"),
        ("Bed mob: [ ] I [ ] SBA [x] Min [ ] Mod", "bed_mobility"),
        ("Sits EOB 4 min w/ CGA", "maintain_sit"),
        # amounts
        ("Gait: 35 ft x 2 RW", "walk"),
        ("Walks fifty feet in the hall before she must rest.", "walk"),
        ("Stands at the sink 4 min at most.", "maintain_stand"),
        ("Lifts no more than 5 lb.", "lift_carry"),
        ("40 ft RW Min A", "walk"),
        ("2 blocks then stops.", "walk"),
        # the way it is done
        ("Rises from the couch on the third try, pushing with both arms.", "sit_to_stand"),
        ("Takes the stairs one at a time holding the rail.", "stairs"),
        # somebody helps
        ("His wife helps him wash his feet.", "bathing"),
        ("Husband cuts her meat.", "eating"),
        ("Tub: son lifts leg over.", "bathing"),
        # whole statements
        ("Off work since the surgery.", "work"),
        ("Still not driving.", "drive_transport"),
        ("Endurance: Poor", "endurance"),
        ("Needs two seated rests to cross the parking lot.", "endurance"),
        ("Fell twice in May.", "balance"),
        ("Relies on a rollator.", "equipment"),
        ("Uses a cane outdoors.", "equipment"),
    ],
)
def test_current_limitation(note: str, category: str) -> None:
    assert (category, "present") in found(note)


@pytest.mark.parametrize(
    "note",
    [
        "Mod I with bed mobility.",  # modified independence is not labelled
        "Lives alone, 4 steps to enter with one rail.",
        "Gait training, stair training and transfer training.",
        "Educated on sit to stand technique.",
        "Plan: progress gait to stairs with Min A.",
        "5xSTS 14 s with arms.",
        "Timed Up and Go 20 s with RW.",
        "Denies falls.",
        "At risk for falls.",
        "Family history: mother could not walk.",
        "Pain with stairs.",
        "Sitting balance fair, standing balance poor.",
        "Has not had a fever.",
        "BP sitting 118/70, standing 102/60.",
        "Wound dressing changed.",
        "Retired cook, enjoys gardening.",
    ],
)
def test_no_limitation(note: str) -> None:
    assert not [f for f in read(note) if f.status == "present"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Independent with bed mobility.", ("bed_mobility", "absent")),
        ("Climbs stairs without difficulty.", ("stairs", "absent")),
        ("No longer able to walk 2 blocks without difficulty.", ("walk", "present")),
        ("Dresses on her own.", ("dressing", "absent")),
        ("No difficulty with transfers.", ("transfer", "absent")),
        ("STG: sit to stand with SBA.", ("sit_to_stand", "goal")),
        ("Goals\n1. Walk 200 ft with cane\n2. TUG 12 s", ("walk", "goal")),
        ("Pt will climb 10 stairs with one rail.", ("stairs", "goal")),
        ("PLOF: supervision for showers.", ("bathing", "past")),
    ],
)
def test_status(note: str, expected: tuple[str, str]) -> None:
    assert expected in found(note)


def test_prior_level_ends_with_its_line() -> None:
    note = "PLOF: independent, drove\nSit to stand Min A"
    assert found(note) == [("sit_to_stand", "present")]


def test_now_ends_the_prior_level() -> None:
    assert ("work", "present") in found("PLOF: full-time baker. Now off work.")


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("Rolling Min A, supine to sit Mod A.", 1),  # same category, one statement
        ("Rolling Min A. Supine to sit Mod A.", 2),
        ("Difficulty with transfers and gait.", 2),
        ("Bathing/dressing dependent.", 2),
        ("Bathing, dressing, toileting Max A.", 3),
    ],
)
def test_one_fact_for_each_activity_and_statement(note: str, count: int) -> None:
    assert len(read(note)) == count


def test_columns_of_time() -> None:
    note = "| Task | Initial | Current | Goal |\n| Transfers | Max A | Min A | SBA |"
    values = [(f.text, f.status) for f in read(note)]
    assert values == [("Max A", "past"), ("Min A", "present"), ("SBA", "goal")]


def test_single_letters_in_a_table() -> None:
    note = "         Adm      D/C\nTransf   Mod A    S\nBed mob  Mod A    I\n"
    assert [(f.text, f.status) for f in read(note)] == [
        ("Mod A", "past"),
        ("S", "present"),
        ("Mod A", "past"),
        ("I", "absent"),
    ]


@pytest.mark.parametrize(
    ("note", "specific", "assist"),
    [
        ("Difficulty with transfers.", False, None),
        ("Needs assist with transfers.", False, None),
        ("Transfers Mod A.", True, "Moderate assist"),
        ("Ambulates 60 ft.", True, None),
        ("Cannot climb stairs.", True, None),
        ("Supine to sit contact guard assist.", True, "Contact guard"),
    ],
)
def test_specific_or_vague(note: str, specific: bool, assist: str | None) -> None:
    (fact,) = read(note)
    assert (fact.specific, fact.assist) == (specific, assist)


@pytest.mark.parametrize(
    "note",
    [
        "\u00c4ltere Dame.\r\nUnable to climb stairs \U0001f600.\r\nSTS: Min A",
        "Gait:\u00a040 ft RW\n\n\nOff work",
    ],
)
def test_facts_quote_the_note(note: str) -> None:
    facts = read(note)
    assert facts
    assert all(note[f.start : f.end] == f.text for f in facts)
    assert all(f.icf for f in facts)


@pytest.mark.parametrize(
    ("note", "category"),
    [
        ("Not able to set bowls on the top shelf.", "push_pull_reach"),
        ("Being unable to put the iron back in the upper cabinet bothers him.", "push_pull_reach"),
        ("Can't unscrew a jar lid.", "push_pull_reach"),
        ("Cannot carry a bucket to the barn.", "lift_carry"),
        ("Difficulty lifting a gallon of milk.", "lift_carry"),
        ("Unable to hold her newborn.", "caregiving"),
        ("Keeps dropping her mug.", "fine_hand"),
        ("Needs both hands to lift a mug; cannot hold a fork.", "eating"),
        ("Trouble pulling on his boots.", "dressing"),
        ("She can't blow dry her hair.", "grooming"),
        ("Cannot turn the key.", "fine_hand"),
    ],
)
def test_verb_and_object_make_an_activity(note: str, category: str) -> None:
    assert (category, "present") in found(note)


@pytest.mark.parametrize(
    "note",
    [
        "Unable to lift his leg off the mat.",
        "Uses the phone and gets the mail.",
        "He dropped his appeal and opened a shop.",
    ],
)
def test_verb_with_another_object_tells_nothing(note: str) -> None:
    assert found(note) == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Ambulates without any trouble or assistance.", [("walk", "absent")]),
        ("Walks without an assist device.", [("walk", "absent")]),
        ("Walks 2 miles a day without a device.", [("walk", "absent")]),
        ("I dressing and grooming.", [("dressing", "absent"), ("grooming", "absent")]),
        ("Transfers Mod A > CGA", [("transfer", "past"), ("transfer", "present")]),
        ("STS Max A / I", [("sit_to_stand", "absent")]),
        ("Off the bowling team since June.", [("recreation", "present")]),
        ("Has not been able to return to gardening.", [("housework", "present")]),
        ("Walks the hall with his wife holding his arm.", [("walk", "present")]),
        ("Transfers ........ [ ] I [ ] SBA [x] Min A\nBathing ........ [ ] I [x] Mod A", None),
    ],
)
def test_grammar(note: str, expected: list[tuple[str, str]] | None) -> None:
    both = [("bathing", "present"), ("transfer", "present")]
    assert found(note) == (expected or both)


def test_level_of_now_counts() -> None:
    (fact,) = (f for f in read("Bed mobility Max A > Min A") if f.status == "present")
    assert fact.assist == "Minimal assist"


@pytest.mark.parametrize(
    "note",
    [
        "He denies pain with walking.",
        "No gait trouble.",
        "R26.2 difficulty in walking",
        "She is eating poorly and has lost weight.",
        "The injections did not work.",
        "The new tablets have not worked, and he stopped them.",
        "He then carried on with his story.",
        "Lids were within normal limits.",
        "Covered 900 ft in the 6 minute walk test.",
        "Do not lift or drive for six weeks.",
        "He was given a written home program of sit to stand with hands, 10 times.",
        "Swims; ran 5 km three times a week before.",
    ],
)
def test_words_of_function_without_a_limit(note: str) -> None:
    assert [f for f in found(note) if f[1] in ("present", "absent")] == []


@pytest.mark.parametrize(
    ("note", "category"),
    [
        ("Sit to supine SBA (Min A); sit to stand CGA (Mod A).", "bed_mobility sit_to_stand"),
        ("Rolling Min A (dep)", "bed_mobility"),
        ("Walks 175 ft with RW (was 45 ft).", "walk"),
        ("Walks 90 ft with a rollator, then has to sit (previously 30 ft).", "walk"),
        ("Shower transfer without help, was max A.", "transfer"),
        ("Sit to stand SBA, was Mod A.", "sit_to_stand"),
        ("Toileting CGA (baseline Max A)", "toileting"),
        ("Stairs: 6 with rail CGA (eval: unable)", "stairs"),
        ("Stands 12 min at the sink (IE: 4 min).", "maintain_stand"),
        ("Walks 85 ft SBA, previously 25 ft", "walk"),
    ],
)
def test_value_of_an_earlier_time(note: str, category: str) -> None:
    assert sorted(f.category for f in read(note) if f.status == "past") == category.split()


@pytest.mark.parametrize(
    "note",
    [
        "Sit to stand Min A (Min A)",
        "Sit to stand Min A (25%)",
        "Transfers CGA, was a nurse.",
        "Stairs Min A (CGA for descent)",
        "Walks 180 ft with a cane (was seen by podiatry)",
        "Walks 35 ft with RW, was in hospital 3 days.",
        "STS SBA (was independent)",
        "Toilet transfer Mod A (raised seat)",
    ],
)
def test_bracket_without_an_earlier_value(note: str) -> None:
    assert [f.status for f in read(note)] == ["present"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Now able to rinse his hair.", [("bathing", "absent")]),
        ("She is now able to dress and bathe.", [("bathing", "absent"), ("dressing", "absent")]),
        ("Patient now able to hold a cup.", [("fine_hand", "absent")]),
        ("He can now climb the stairs.", [("stairs", "absent")]),
        ("Can now tie her shoes.", [("dressing", "absent")]),
        ("Can now get off the floor.", [("squat_bend_kneel", "absent")]),
        ("She can now reach the top shelf.", [("push_pull_reach", "absent")]),
        ("Pt is now able to walk 45 ft with RW.", [("walk", "present")]),
        ("Now able to climb stairs with one rail.", [("stairs", "present")]),
        ("Can now stand 6 min at the stove.", [("maintain_stand", "present")]),
        ("She is not now able to climb stairs.", [("stairs", "present")]),
        ("Now able to come sit to stand with min A.", [("sit_to_stand", "present")]),
        ("Goal: now able to climb stairs.", [("stairs", "goal")]),
    ],
)
def test_now_able_to(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # things held, carried, opened
        ("Cannot hold a hammer.", [("fine_hand", "present")]),
        ("Unable to grip the steering wheel.", [("fine_hand", "present")]),
        ("Unable to lift the infant carrier off the floor.", [("lift_carry", "present")]),
        ("Unable to lift the baby.", [("caregiving", "present")]),
        ("Needs two hands for a saucepan.", [("lift_carry", "present")]),
        ("Cannot get up a curb.", [("walk_surfaces", "present")]),
        ("Cannot get in and out of his truck.", [("transfer", "present")]),
        ("Unable to load the dishwasher.", [("housework", "present")]),
        ("Cannot bring a fork to her mouth.", [("eating", "present")]),
        # a helper does up what the hand does not
        ("Wife buttons his cuffs.", [("dressing", "present")]),
        ("Needs help with buttons.", [("dressing", "present")]),
        ("Needs assist for buttons and zipper.", [("dressing", "present")]),
        ("Cannot button a blouse.", [("fine_hand", "present")]),
        # work
        ("Off welding work since June.", [("work", "present")]),
        ("She is off her nursing job.", [("work", "present")]),
        ("Stopped teaching yoga in spring.", [("work", "present")]),
        ("Had to stop coaching.", [("work", "present")]),
        ("Works only 3 days a week instead of five.", [("work", "present")]),
    ],
)
def test_things_handled_and_work(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "He holds a hammer in the right hand.",
        "Fell off the work bench.",
        "Teaching yoga three times a week.",
        "Coaching on posture was given.",
        "Buttons her own cuffs.",
        "Works 5 days a week.",
    ],
)
def test_things_handled_without_a_limit(note: str) -> None:
    assert [f for f in found(note) if f[1] == "present"] == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # an assessment sums up what is told particularly elsewhere
        ("Gait 140 ft RW CGA. Stairs unable. A: quad weakness limiting gait and stairs.", "stairs walk"),
        ("Stairs: 5 with rail CGA. A: hip weakness remains the limiting factor for stairs.", "stairs"),
        ("Transfers Mod A. Gait 12 ft Max A. Impression: decline in transfers and gait.", "transfer walk"),
        ("Hip weakness limits walking.", "walk"),
        ("Decline in walking since spring.", "walk"),
        # half of an activity is limited
        ("Climbs stairs reciprocally but descends one step at a time with a rail.", "stairs"),
        # a walk ends in a rest
        ("Walks 260 ft, then shuffles and needs a standing rest.", "walk"),
        # rising, told as a transfer
        ("Transfers - extra effort, needs arms to push off from a sofa", "sit_to_stand"),
        ("Transfers: Min A from a chair with arms", "transfer"),
        # falls counted, before the diagnosis of a referral
        ("Fewer stumbles. Gait 30 ft RW.", "walk"),
        ("Sits EOB 3 min with Mod A, then asked to lie down.", "maintain_sit"),
        # where somebody lives
        ("Lives in a house with 7 steps, one rail. Gait 30 ft RW.", "walk"),
        ("At home, climbs 6 steps with one rail, one at a time.", "stairs"),
    ],
)
def test_told_once_and_particularly(note: str, expected: str) -> None:
    facts = read(note)
    assert sorted(f.category for f in facts) == expected.split()
    assert {f.status for f in facts} == {"present"}


def test_falls_counted_before_falls_named() -> None:
    (fact,) = read("Referral for repeated falls. Falls: 4 in past 5 months.")
    assert fact.text == "Falls: 4 in"
    assert read("Living situation: mobile home, 6 steps with one rail, lives with a sister.") == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # a distance with a hand held; an HHA is a home health aide as well
        ("18 ft to the chair HHA Min A", [("walk", "present")]),
        ("HHA 35 ft, wide base", [("walk", "present")]),
        ("HHA 3x/wk for laundry.", []),
        # why somebody is homebound
        ("Homebound: needs a walker and one person to go out.", [("moving_around_home", "present")]),
        ("Homebound: taxing effort, requires cane + assist.", [("moving_around_home", "present")]),
        ("Homebound: yes", []),
        # work
        ("Off the truck since March.", [("work", "present")]),
        ("He fell off the truck in May.", []),
        ("Not back on the forklift yet.", [("work", "present")]),
        ("Back to 12 hr shifts.", [("work", "absent")]),
        ("Not yet back to full shifts.", [("work", "present")]),
    ],
)
def test_statements_with_a_fixed_shape(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Prior level: walked to meals with RW and one aide.", [("walk", "past")]),
        ("Walks to the lounge with FWW and one aide.", [("walk", "present")]),
        ("Lives with one aide.", []),
        ("Shower tx Mod A", [("transfer", "present")]),
        ("Tub trf CGA", [("transfer", "present")]),
        ("Shower tx today: 97530", []),
    ],
)
def test_aides_counted_and_transfers_shortened(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected
