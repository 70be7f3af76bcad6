"""Limits told by the manner of an activity: by whom, in how many goes, sitting, at what cost, or what took its place."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.limitations import read_limitations

ELSEWHERE = "Sit to stand x 5.\n"
"""A line that tells of function and of no limit: bare nouns count only in such a note."""


def found(note: str) -> list[tuple[str, str]]:
    return sorted((f.category, f.status) for f in read_limitations(default_reader().view(ELSEWHERE + note)))


@pytest.mark.parametrize(
    ("note", "category"),
    [
        # somebody else does it
        ("His sister does the vacuuming now.", "housework"),
        ("Daughter has taken over the cooking.", "housework"),
        ("Reports his nephew has been cutting the grass.", "housework"),
        ('"My granddaughter comes Saturdays and does the bathrooms."', "housework"),
        ("My son puts my socks on for me.", "dressing"),
        ('"He ties my shoes before work."', "dressing"),
        ("Wife opens bottles for him.", "push_pull_reach"),
        ("Her roommate gets things off the high shelf.", "push_pull_reach"),
        ("Coworkers do the lifting for him.", "lift_carry"),
        ("Has his son carry the salt bags to the basement.", "lift_carry"),
        ("Partner hoists her legs into bed.", "bed_mobility"),
        ("Spouse lifts the left leg over the tub edge.", "transfer"),
        ("It takes two people to get her into the van.", "transfer"),
        ("Pews: waits till someone pulls her up.", "sit_to_stand"),
        ("Laundry is done by her niece.", "housework"),
        ("Jars go to my wife.", "push_pull_reach"),
        ("Socks I leave for my husband.", "dressing"),
        ("Dishes - husband.", "housework"),
        ("Driving: wife.", "drive_transport"),
        ("Lunch is cooked by his sister.", "housework"),
        ("Her husband moved the bed down to the den.", "stairs"),
        # brought, hired, ordered
        ("Orders groceries online now.", "shopping"),
        ("Gets her groceries delivered.", "shopping"),
        ("Groceries are brought in by a neighbor.", "shopping"),
        ("Relies on Instacart now.", "shopping"),
        ("Hires out the yard work.", "housework"),
        ("Meals on Wheels since discharge.", "housework"),
        # topic first
        ("Couch - needs both arms and a rock.", "sit_to_stand"),
        ("Recliner - two tries.", "sit_to_stand"),
        ("Stairs - on her bottom.", "stairs"),
        ("Porch: sideways, both hands on the rail.", "stairs"),
        ("Steps: both feet on each one.", "stairs"),
        ("Hair: one hand.", "grooming"),
        ("Curbs I look for something to hold.", "walk_surfaces"),
        ("Overhead bins, no chance.", "push_pull_reach"),
        ("Top cupboard, out of the question.", "push_pull_reach"),
        ("Needs help with her boots.", "dressing"),
        ("Cannot do the deep couch at his son's.", "sit_to_stand"),
        ("Uses a straw since the cup is too heavy.", "eating"),
        # arms, aids, tries
        ("Takes him four attempts to get off the sofa.", "sit_to_stand"),
        ("Ten minutes just to get off the couch.", "sit_to_stand"),
        ("Getting in the car: lifts the leg with his hands.", "transfer"),
        ("Needs two hands for the kettle.", "lift_carry"),
        ("Brushes her teeth with her elbow propped on the sink.", "grooming"),
        ("Uses a grabber to get his pants on.", "dressing"),
        ("Leans hard on the counter while washing dishes.", "housework"),
        ("Keeps a hand on the wall going down the hall.", "balance"),
        # in parts, with rests, sitting
        ("Does the stairs in two goes.", "stairs"),
        ("Rests twice while making the bed.", "housework"),
        ("Mows ten minutes, sits twenty.", "housework"),
        ("Cleans one bathroom and is finished for the day.", "housework"),
        ("Dries her hair in stages.", "grooming"),
        ("Carries her plate in two trips.", "lift_carry"),
        ("Sits halfway through the shower.", "bathing"),
        ("Peels potatoes seated.", "housework"),
        ("Grocery trip is split over two days.", "shopping"),
        ("Goes as far as the lobby, then sits.", "walk"),
        ("Makes it to the second house before the legs quit.", "walk"),
        ("One flight and he is done.", "stairs"),
        # cost
        ("It takes her half an hour to get dressed.", "dressing"),
        ("A shower takes 45 minutes.", "bathing"),
        ("Bathing wipes him out for the morning.", "bathing"),
        ("Climbing to the choir loft leaves him winded.", "stairs"),
        # given up, replaced
        ("Haven't been behind the wheel in months.", "drive_transport"),
        ("Sold his truck in May because of the legs.", "drive_transport"),
        ("Takes the elevator instead of the stairs now.", "stairs"),
        ("Moved his bed to the first floor.", "stairs"),
        ("Sleeps in the dining room now.", "stairs"),
        ("Dropped her Zumba class.", "recreation"),
        ("Sits out the polkas.", "recreation"),
        ("Switched to slip-on shoes.", "dressing"),
        ("Working four-hour shifts since April.", "work"),
        ("Went part time at the library.", "work"),
        # parts of the body that fail, breath, help once set up
        ("Washes dishes until the arms give out.", "housework"),
        ("Out of breath putting on her coat.", "dressing"),
        ("Feeds herself once the tray is set up.", "eating"),
        ("Gets up from the pew with arms crossed but not from the couch.", "sit_to_stand"),
        ("Aide transfers him with a gait belt.", "transfer"),
        ("Hoyer lift to wheelchair.", "transfer"),
        ("Shower: sits, sister rinses.", "bathing"),
        # hardly out of the house
        ("Homebound, leaving takes considerable effort.", "moving_around_home"),
        ("Leaves the house twice a month for the doctor.", "moving_around_home"),
        ("Eats her meals in her room.", "moving_around_home"),
        ("Has not been out of the house in five weeks.", "moving_around_home"),
        ("Hasnt been off the porch since May.", "moving_around_home"),
        ("Cant type with the left hand.", "fine_hand"),
        ("Walks hh distances with RW.", "walk"),
        ("Walks with RW.", "equipment"),
        ("Transf sit>stand min A.", "sit_to_stand"),
        ("Does not go past the porch.", "moving_around_home"),
        ("Only leaves for dialysis.", "moving_around_home"),
        # slipping and catching oneself
        ("Lost her balance twice turning in the pantry.", "balance"),
        ("Fell three times in the spring.", "balance"),
        ("Slid off the bed last Tuesday.", "balance"),
        ("Legs went out from under him on the steps.", "balance"),
        ("Caught herself on the counter twice this week.", "balance"),
        ("Fear of falling when she turns at the sink.", "balance"),
        # steps avoided, legs that fail on them, getting up by the arms
        ("Rides the elevator at the library since the fall.", "stairs"),
        ("Thighs give out on the porch steps.", "stairs"),
        ("Pulls himself up by the sink.", "sit_to_stand"),
        ("Uses both hands to rise from the toilet.", "sit_to_stand"),
        ("Takes 3 pushes to leave the couch.", "sit_to_stand"),
        ("The tremor affects her ability to lift the kettle.", "lift_carry"),
        ("Gets to EOB with CGA.", "bed_mobility"),
        ("Two person stand pivot to the commode.", "transfer"),
        ("SOB climbing to the loft.", "endurance"),
        # then rests, seldom, handed over, given up
        ("Dusts one room and then it's the sofa until lunch.", "housework"),
        ("The grocery store is one aisle and then back to the car.", "shopping"),
        ("One armload of laundry is what she can bring up.", "lift_carry"),
        ("Gets supper on the table about two nights a week.", "housework"),
        ("Has let the garden go.", "housework"),
        ("Wants her son's hand to get up off the couch.", "sit_to_stand"),
        ("At the wheel 20 minutes and she has to pull over.", "drive_transport"),
        ("Can't get down on the left knee.", "squat_bend_kneel"),
        ("Not on the bike yet.", "recreation"),
        ("Lost her footing at the mailbox.", "balance"),
        ("Her limit on level ground is 8 minutes.", "walk"),
        ("Mailbox and back, about 200 ft, and he is done for the day.", "walk"),
        ("Holds the hair dryer up a minute before her arms come down.", "grooming"),
        ("Makes lunch in short bursts.", "housework"),
        ("Death grip on the rail.", "stairs"),
        ("Can't swing a hay bale over the gate.", "lift_carry"),
        ("Not past the ramp since discharge.", "moving_around_home"),
        ("A: weak legs, homebound (taxing effort).", "moving_around_home"),
        ("Chef has him on the register.", "work"),
    ],
)
def test_manner_tells_of_a_limit(note: str, category: str) -> None:
    assert (category, "present") in found(note)


@pytest.mark.parametrize(
    "note",
    [
        # other people, and what they do for themselves
        "Her husband sleeps downstairs.",
        "Her mother could not climb stairs by age 60.",
        "Mother needs help with bathing; pt is her caregiver.",
        "Her husband does the taxes.",
        "No errands alone.",
        "Pt's husband does woodworking.",
        "She is not a big milk drinker.",
        "Her husband has been hauling corn.",
        "Wife drove him to the clinic today.",
        "Sister drives a school bus.",
        "Wife reports he is stronger.",
        "Kids are at college.",
        # help of the fire department, deliveries, sales
        "Fire department called for lift assist in March.",
        "Walker was delivered Tuesday.",
        "He delivered the groceries to his mother.",
        "Sold real estate before retiring.",
        "Failed vacuum attempted delivery.",
        # exercise and measurement
        "Step ups 3x10 with rail.",
        "Sit to stand x 10 for strengthening.",
        "Did 3 sets of chair stands with both hands on thighs for strengthening.",
        "Chair stands 2 sets of 10, arms crossed.",
        "HEP: stairs sideways 2x10.",
        "Sit on ball 5 min with UE reaches.",
        "Chair height 18 in.",
        "Sit to stand with hands on knees 3 sets of 10.",
        # boxes of a form
        "Homebound: yes",
        # sitting, seats, rooms
        "She sits on the seat of the bike.",
        "Patient sat halfway through the session to answer the phone.",
        "Tub has grab bars and a seat.",
        "Bed: queen, 24 in high.",
        "Toilet: standard height with grab bar on right.",
        # teaching
        "Pt taught to use both hands when lifting the pot.",
        "One hand on rail recommended when descending.",
        # words with another meaning
        "Recliner with lift function.",
        "The building has an elevator.",
        "The left leg gave way in 2019.",
        "Lives in a two person household.",
        "Denies fear of falling.",
        "Takes 20 mg before bed.",
        "Takes metoprolol in the morning with breakfast.",
        "Both hands warm with full grip.",
        "His blood sugar dropped too low.",
        "She has let the gardener in.",
        "Then the sofa was moved.",
        "Therapy two nights a week.",
        "The clinic is done for the day.",
        "Loads the feed bucket into the truck.",
        "Homebound [ ] yes [x] no",
        "2MST 18 steps, stopped at 1:05.",
        "He is left handed and wears a jacket.",
    ],
)
def test_no_limit(note: str) -> None:
    assert [f for f in found(note) if f[1] == "present"] == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Amb 200 ft (I).", [("walk", "absent")]),
        ("Rises without using her hands.", [("sit_to_stand", "absent")]),
        ("Climbs two flights without a rail.", [("stairs", "absent")]),
        ("Grooming seated, mod I.", []),
        ("She carries her own groceries.", [("lift_carry", "absent")]),
        ("Can lift the skillet again.", [("lift_carry", "absent")]),
        ("He is driving again.", [("drive_transport", "absent")]),
        (
            "Son assists with bathing, pt able to feed himself.",
            [("bathing", "present"), ("eating", "absent")],
        ),
        ("Cannot lift the skillet again.", [("lift_carry", "present")]),
        ("Rises from the chair with arms folded.", [("sit_to_stand", "absent")]),
        ("Toilet: uses riser, needs no help.", [("toileting", "absent")]),
        ("He is no longer homebound, doesnt need cane.", [("moving_around_home", "absent")]),
        ("Prior to the stroke his wife did the cooking.", []),
        ("He cooked and drove independently before this spring.", []),
        ("STG1: amb 150 ft SBA.", [("walk", "goal")]),
        # the value of the evaluation stands in brackets
        ("Steps - 4 w/ rail + SBA (eval unable)", [("stairs", "past"), ("stairs", "present")]),
        (
            "Sit to stand - one hand (eval two hands).",
            [("sit_to_stand", "past"), ("sit_to_stand", "present")],
        ),
    ],
)
def test_status(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


def test_clauses_without_punctuation() -> None:
    note = "she needs minimum assist to get off the couch she needs help with her boots she falls"
    assert {("dressing", "present"), ("sit_to_stand", "present")} <= set(found(note))


def test_an_activity_behind_the_level_of_another() -> None:
    assert found("SUP>SIT MAX A AMB 15 FT // BARS MOD A") == [
        ("bed_mobility", "present"),
        ("walk", "present"),
    ]
    assert found("Curb: min A. floor recovery not tried.") == [("walk_surfaces", "present")]
    assert found("Transfers: mod A sit to stand, min A car transfer") == [
        ("sit_to_stand", "present"),
        ("transfer", "present"),
    ]


def test_a_bare_noun_alone_proves_nothing() -> None:
    view = default_reader().view("Casserole: two hands.")
    assert list(read_limitations(view)) == []
    assert ("lift_carry", "present") in found("Casserole: two hands.")
