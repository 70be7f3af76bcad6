"""What names an activity and a word that limits, but tells nothing of the patient's function now.

Each class stands beside the true limitation in nearly the same words.
"""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.limitations import read_limitations


def found(note: str) -> list[tuple[str, str]]:
    return sorted((f.category, f.status) for f in read_limitations(default_reader().view(note)))


STAIRS, WALK = ("stairs", "present"), ("walk", "present")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # the house
        ("Tri-level, 8 steps down to the den, 6 up to the bedrooms, rail on R going up.", []),
        ("Duplex with 11 stairs inside, rail on L only.", []),
        ("Steps: 13, carpeted, one rail, to the upper floor.", []),
        ("8 steps to the bedroom, one foot at a time with the rail.", [STAIRS]),
        ("House has 11 stairs; she climbs them with both hands on the rail.", [STAIRS]),
        ("The walk from the bus stop to the school is about 250 ft.", []),
        ("The walk to the bus stop is as far as she can go, 250 ft.", [WALK]),
        # exercises and trainings
        ("STS off plinth x6, marching at counter x20", []),
        ("STS off plinth x6, pushing up with both arms", [("sit_to_stand", "present")]),
        ("Backward walking 15 ft x 6 in bars", []),
        ("Backward walking 15 ft x 6 in bars, Min A", [WALK]),
        ("97530: stood 4 min for a block task", []),
        ("97530: stood 4 min CGA for a block task", [("maintain_stand", "present")]),
        ("Donning practice: grooming practice with built-up brush", []),
        ("Floor transfer shown by therapist", []),
        ("Walked 6 min on the treadmill at 1.4 mph", []),
        ("Walked 2 min on the treadmill at 1.4 mph, then had to stop", [WALK]),
        ("SpO2 96% after walking 150 ft", []),
        ("Stairs: mod I, 9 steps with rail", []),
        ("Sit to stand: steady, no UE", []),
        ("Sit to stand: steady with UE push", [("sit_to_stand", "present")]),
        # what a job asks for, a posture kept for hours
        ("Job requires lifting up to 60 lb.", []),
        (
            "Job requires lifting up to 60 lb and he cannot lift 20.",
            [("lift_carry", "present"), ("work", "present")],
        ),
        ("He stands 9 hours at a time at the register.", []),
        ("He stands 9 minutes at a time at the register.", [("maintain_stand", "present")]),
        ("Missed work Friday because of a funeral.", []),
        # teaching
        ("People with weak hips often have trouble climbing stairs.", []),
        ("He often has trouble climbing stairs.", [STAIRS]),
        ("Weak calves can make it hard to climb stairs.", []),
        ("Weak calves make it hard to climb stairs.", [STAIRS]),
        ("Explained why stairs are harder going down.", []),
        ("If your knees tire on the stairs, sit and rest on a step.", []),
        ("On the stairs he has to stop and rest on a step.", [STAIRS]),
        ("You may need help getting out of the tub at first.", []),
        ("Take the stairs one at a time until the brace is off.", []),
        ("Takes the stairs one at a time.", [STAIRS]),
        ("It is common to have trouble walking after this injection.", []),
        ("Pacing: split the chores, rest before you tire.", []),
        ("Focus on rising from low chairs.", []),
        ("PRECAUTIONS\nNo lifting over 5 lb\n", []),
        ("PRECAUTIONS\nCGA for all transfers\n", [("transfer", "present")]),
        # names of codes, and of what a referral is for
        (
            "Z74.1 need for assistance with personal care; Z73.6 limitation of activities due to disability",
            [],
        ),
        ('Order (Dr. Vance): "recurrent falls, eval and treat".', []),
        ("She reports recurrent falls.", [("balance", "present")]),
        # another time
        ("Sprained her back in 2009, could not walk for a week, full recovery.", []),
        ("Since a stroke in 2009 she cannot walk a block.", [WALK]),
        ("Had trouble with stairs after the first operation, none since.", []),
        ("Woke up and could not get out of bed, daughter called 911.", []),
        ("Could not get out of bed today.", [("bed_mobility", "present")]),
        ("Not out of bed until POD 2.", []),
        ("Came home walking with a cane which she gave up by Easter.", []),
        ("PLOF: drove himself to work.", []),
        ("PLOF: lived with wife, wife cooks.", []),
        # another person
        ("Roommate is unable to lift anything heavy.", []),
        ("Patient is unable to lift anything heavy.", [("lift_carry", "present")]),
        ("Husband has always done the cooking.", []),
        ("Husband does the cooking now.", [("housework", "present")]),
        ("Lives with her aunt, who uses a cane.", []),
        ("Lives with her aunt and uses a cane.", [("equipment", "present")]),
        ("Husband's eyesight is poor, he does not drive.", []),
        ("Wife cannot lift him.", []),
        ("Wife is just home from surgery, not allowed to lift over 5 lb.", []),
        ("Neighbor shovels for the whole block.", []),
        ("Neighbor shovels for her.", [("housework", "present")]),
        ('"My cousin broke a hip and now she can\'t get to the store."', []),
        ('"I broke a hip and now I can\'t get to the store."', [("shopping", "present")]),
        ("Husband works evenings but has FMLA until June.", []),
        ("He has FMLA until June.", [("work", "present")]),
        # more of the family
        ("Wife cooks, he does the dishes.", []),
        ("Wife cooks, he does nothing.", [("housework", "present")]),
        ("Son does his own laundry.", []),
        ("Son does her laundry.", [("housework", "present")]),
        ("Husband can do stairs, drive and lift.", []),
        ("Her mother, 88, is unable to climb stairs.", []),
        ("Lives with elderly parents, both use walkers.", []),
        ("Wife's arthritis makes cooking hard for her.", []),
        ("Her arthritis makes cooking hard for her.", [("housework", "present")]),
        ("Sleeps in a recliner by choice.", []),
        ("Husband hurt his back and is off work until May.", []),
        ("She hurt her back and is off work until May.", [("work", "present")]),
        ("Her twin has the same weakness and uses a scooter.", []),
        ("Their son is autistic, needs supervision with bathing.", []),
        ("She helps her husband bathe.", []),
        ("Her husband helps her bathe.", [("bathing", "present")]),
        ("She had trouble walking as a toddler.", []),
        ("In May he used a wheelchair for distance, sold it in June.", [("equipment", "past")]),
        ("Watch for the leg giving out on stairs.", []),
        ("Leg gives out on stairs.", [STAIRS]),
        ("Stairs only with someone behind you.", []),
        ("Stairs only with someone behind her.", [STAIRS]),
        ('"I don\'t cook, never did."', []),
        ("It only hurts when he sits.", []),
        ("Fewer cues for dressing.", []),
        # more of exercises and examinations
        ("Up and down 4 steps x 3 rounds with rails for strengthening", []),
        ("Gait observed over 40 ft.", []),
        ("Stood on R leg 9 s.", []),
        ("Avoid bending and prolonged sitting.", []),
        ("Avoids the stairs.", [STAIRS]),
        ("Understands not to lift over 5 lb.", []),
        ("Had home PT in May when she could not leave the house.", []),
        ("She could not leave the house today.", [("moving_around_home", "present")]),
        # set phrases
        ('"I can\'t wait for spring, the stairs are icy."', []),
        ("Says the exercises are hard work.", []),
        ("Hard to climb the stairs.", [STAIRS]),
        ("Unable to reach family by phone.", []),
        ("Unable to reach the faucet.", [("push_pull_reach", "present")]),
        ("The cab never came, the van only runs until noon.", []),
        ("Can't find her sock.", []),
        ("Can't find a way to pull her sock on.", [("dressing", "present")]),
        ("I don't like to sit idle.", []),
        ("Gait: toes barely clear on the left.", []),
        ("Can barely walk to the door.", [WALK]),
        ("Pull test: 2 steps back, recovers.", []),
        ("Needs new walker tips.", []),
        ("Nurse changed the dressing.", []),
        ("Sits to recover after every walk.", []),
        ("Has not taken a step since admission.", [WALK]),
        ("Trouble working the call light.", [("fine_hand", "present")]),
    ],
)
def test_what_tells_nothing_of_the_patient_now(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ('"I\'d love to get down on the floor again."', [("squat_bend_kneel", "goal")]),
        ("Be able to get up from the sofa without pulling.", [("sit_to_stand", "goal")]),
        ("Can't wait to get back to golf.", [("recreation", "goal")]),
        ("Will don shoes with min A in 2 wks.", [("dressing", "goal")]),
        ("He will sit up for 15 minutes or so before asking to lie down.", [("maintain_sit", "present")]),
        ("She will sit up for 15 minutes by discharge.", [("maintain_sit", "goal")]),
        ("Went from CGA to I with transfers.", [("transfer", "absent"), ("transfer", "past")]),
        ("Went from mod A to CGA with transfers.", [("transfer", "past"), ("transfer", "present")]),
        ("Discharged from SNF 3/2 at SBA for gait.", [("walk", "past")]),
        ("Discharged from SNF 3/2; SBA for gait.", [("walk", "present")]),
        ("3 weeks ago: 30 ft w/ RW min A", [("walk", "past")]),
        ("On arrival to rehab he needed two people to sit up.", [("maintain_sit", "past")]),
        ("Last month he could not do the stairs; now does them without a rail.", [("stairs", "past")]),
        ("Last month he could not do the stairs; now does them with min A.", [("stairs", "present")]),
        ("Bed mob I. 120 ft SPC SBA.", [("bed_mobility", "absent"), ("walk", "present")]),
    ],
)
def test_the_time_of_a_statement(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected
