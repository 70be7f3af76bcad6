"""Limitations in physicians' narrative: what is a complaint of function, and what only sounds like one."""

from __future__ import annotations

import pytest

from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.limitations import read_limitations


def found(note: str) -> list[tuple[str, str]]:
    return sorted((f.category, f.status) for f in read_limitations(default_reader().view(note)))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # a device without level or distance is equipment
        ("She gets across the yard, she walks with the aid of a cane.", [("equipment", "present")]),
        ("He continues to use a rollator.", [("equipment", "present")]),
        ("She is utilizing crutches.", [("equipment", "present")]),
        ("He arrived in a wheelchair.", [("equipment", "present")]),
        ("She does not require a cane or walker.", [("equipment", "absent")]),
        ("Mr. Walker lifted a crate.", []),
        ("We recommend she start using a cane.", []),
        # falls as a current problem
        ("His wife says he falls easily.", [("balance", "present")]),
        ("Seen for leg weakness and falling.", [("balance", "present")]),
        ("He can fall asleep easily and gets about.", []),
        ("She bruises, gets tired easily and gets about.", []),
        # the hand
        ("Pens slip out of her hands.", [("fine_hand", "present")]),
        ("Increasing difficulty with manual dexterity.", [("fine_hand", "present")]),
        ("She can still write.", [("fine_hand", "absent")]),
        ("He cannot speak and communicates through writing.", []),
        # free of limits
        ("He is able to feed himself.", [("eating", "absent")]),
        ("He is able to feed himself only with a strap.", [("eating", "present")]),
        ("She climbs two flights to her attic without stopping.", [("stairs", "absent")]),
        ("He does not report as much trouble drinking from a cup.", [("eating", "absent")]),
        # stories of the onset
        ("Sudden inability to walk brought her to the clinic.", [("walk", "past")]),
        ("Inability to walk since Monday.", [("walk", "present")]),
        # a complaint in the past history, in assessment and plan, under medications
        (
            "PAST MEDICAL HISTORY:\nGout. He has difficulty climbing stairs.",
            [("stairs", "present")],
        ),
        ("PAST MEDICAL HISTORY:\nGout, difficulty climbing stairs in childhood.", []),
        ("PLAN:\nThe patient having great difficulty dressing, OT is ordered.", [("dressing", "present")]),
        ("PLAN:\nOT for dressing with min assist.", []),
        # milestones
        ("She sat independently at 8 months and walked at 15 months.", []),
        ("She sat independently today.", [("maintain_sit", "absent")]),
    ],
)
def test_complaint_of_function_or_none(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("false", "true", "category"),
    [
        (
            "The bathroom floor was wet and she cannot recall the day.",
            "She cannot get to the bathroom.",
            "toileting",
        ),
        ("They could not stand it any more.", "He could not stand.", "maintain_stand"),
        ("Toe-heel walking is done without difficulty.", "Walking is done with difficulty.", "walk"),
        ("The PSA is slowly rising in spite of it.", "Slowly rising from the chair.", "sit_to_stand"),
        ("Unable to pass the scope while bending.", "Unable to bend.", "squat_bend_kneel"),
        ("He cannot lie flat in bed.", "He cannot roll in bed.", "bed_mobility"),
        ("Trouble sleeping at work.", "Trouble with carrying crates at work.", "lift_carry"),
        ("She eats at noon and 2 a.m.", "She eats with Mod A.", "eating"),
        ("The old pump no longer worked.", "She no longer works.", "work"),
        ("It began two and a half days ago.", "He works half days.", "work"),
        ("She was off work for a month then.", "She is off work.", "work"),
        ("It is worse on walking on hard surfaces.", "Walking is hard.", "walk"),
        ("She struggles with salt as she has been traveling.", "She is unable to travel.", "recreation"),
        ("The patient is to avoid driving.", "The patient does not drive.", "drive_transport"),
        ("No driving for 2 weeks.", "No driving since the stroke.", "drive_transport"),
        ("He was helping his brother carry a couch.", "His brother helps him bathe.", "bathing"),
        ("Doing yoga, which has helped with her pain.", "She stopped doing yoga.", "recreation"),
        ("Angiography of the feeding vessels was limited.", "Feeding is limited.", "eating"),
        ("He ran into the railing of the staircase.", "He takes the stairs with the railing.", "stairs"),
    ],
)
def test_false_friends(false: str, true: str, category: str) -> None:
    assert found(false) == []
    assert category in dict(found(true))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # lists that are all free, and an amount without trouble
        (
            "Bathing, dressing, eating, all on her own.",
            [(c, "absent") for c in ("bathing", "dressing", "eating")],
        ),
        ("Writing fine. Driving fine.", [("drive_transport", "absent"), ("fine_hand", "absent")]),
        ("Driving fine once seated with the lumbar roll.", []),
        ("Sits an hour without a problem.", [("maintain_sit", "absent")]),
        ("Sits an hour only, not without a problem.", [("maintain_sit", "present")]),
        # what keeps somebody from something: weakness, pain, a device
        ("Weakness prevents him from getting up from chair.", [("sit_to_stand", "present")]),
        ("Back pain keeps her from bending.", [("squat_bend_kneel", "present")]),
        ("A bed alarm keeps her from getting up alone.", []),
        # alone
        ("She now bathes alone. Dresses alone.", [("bathing", "absent"), ("dressing", "absent")]),
        ("Lives in apartment alone, walks with a rollator.", [("equipment", "present")]),
        ("Wife is concerned when he walks alone.", []),
        ("Bathes alone, with difficulty.", [("bathing", "present")]),
        # a level for another task, below the label of one
        (
            "Toileting: Min A for transfer, Mod A for hygiene",
            [("toileting", "present"), ("transfer", "present")],
        ),
        ("Shower: Min A to lift legs over tub edge", [("bathing", "present")]),
        # where somebody goes, and how he was at discharge
        ("IE: transfers Min A\nD/C: when goals met", [("transfer", "present")]),
        ("SOC: transfers Min A\nDC: transfers SBA", [("transfer", "past"), ("transfer", "present")]),
        # goals
        ("Goals:\n1. Reach shoulder height shelf\n2. Reach full ROM", [("push_pull_reach", "goal")]),
        ("Expected at IRF: transfer bed to chair Mod A in 3 weeks.", [("transfer", "goal")]),
        # amounts
        ("Static standing at sink 2 min, then sits.", [("maintain_stand", "present")]),
        ("Static standing balance fair, 2 min at sink.", []),
        ("Cooks. At the stove she lasts about 12 minutes.", [("maintain_stand", "present")]),
        ("More than 20 minutes on her feet causes pain.", [("maintain_stand", "present")]),
        ("She is more than 3 hours on her feet at work.", []),
        ("Mobility: Distance: limited to household.", [("walk", "present")]),
        ("He works four hours a day from home.", [("work", "present")]),
        # work
        ("Cooks meals. Off her paper route since May.", [("work", "present")]),
        ("Cooks meals. Takes the boat off her trailer.", []),
        ("Stairs with rail. Co-workers cover her shifts.", [("stairs", "present"), ("work", "present")]),
        ("She has cut her hours to 20 and walks less.", [("walk", "present"), ("work", "present")]),
        ("Cooks. Has not been able to return to the burn unit.", [("work", "present")]),
        ("Goals: back to the route, full shifts at the mill.", [("work", "goal")]),
        ("He is back on the route with full shifts and cooks.", []),
        # what is given up, out of the question, or ends in a rest
        ("Kneeling in the flower beds is out for now.", [("squat_bend_kneel", "present")]),
        ("Lifting anything over 10 lb above chest height is out.", [("lift_carry", "present")]),
        ("Walks the dog while her husband is out.", []),
        ("Cooks. She quit aqua class in June.", [("recreation", "present")]),
        ("Cooks. She no longer rides the bus.", [("drive_transport", "present")]),
        ("After ten minutes of walking she has to find a bench.", [("walk", "present")]),
        ("After ten minutes of walking she felt well.", []),
        ("She still needs a boost (min A) off a low bed.", [("sit_to_stand", "present")]),
        ("Golf on Friday doctor is out.", []),
        ("Lifting from car trunk is out.", [("lift_carry", "present")]),
        ("Doesn't need aide anymore; dresses alone.", [("dressing", "absent")]),
        ("Stairs no longer an issue.", [("stairs", "absent")]),
        ("Drive over 25 min and he has to pull over.", [("drive_transport", "present")]),
        ("LB dressing: Mod A seated EOB.", [("dressing", "present")]),
        ("Split level, 6 steps w/ R rail to bedroom.", []),
        ("6 steps w/ R rail to bedroom, Min A.", [("stairs", "present")]),
        ("Gait: Min A. First steps today: 6 ft in bars.", [("walk", "present")]),
        ("Cooks. Distance: short distances only.", [("walk", "present")]),
        # headings of goals
        (
            "Gait: Min A.\nGoals, to be met in 5 days\n1. STS CGA w/ RW\n2. Up/down 2 steps Min A",
            [("sit_to_stand", "goal"), ("stairs", "goal"), ("walk", "present")],
        ),
        ("Gait: Min A.\nLONG TERM, 21 days: gait 50 ft RW CGA.", [("walk", "goal"), ("walk", "present")]),
        ("Gait: Min A.\nBy end of wk 3: slide board SBA.", [("transfer", "goal"), ("walk", "present")]),
        ("Short term memory: impaired\nDressing: Min A", [("dressing", "present")]),
        ("Left TKA, dresses alone.", [("dressing", "absent")]),
        ("LE dressing: Mod A for standing to pull up pants.", [("dressing", "present")]),
        ("Weakness expected after stroke: mod A with gait.", [("walk", "present")]),
        ("Mobility. Distance: house to mailbox independently.", []),
        ("Cooks. Son pushes him to do his exercises.", []),
        ("Cooks. Golf 18 holes with the electric cart.", []),
        ("Freezes in the pantry doorway 4-5x/day.", [("walk", "present")]),
        ("On her feet at the stove 4 min max.", [("maintain_stand", "present")]),
        (
            "Cooks. Coffee needs two hands. Cutting meat = wife.",
            [("eating", "present"), ("eating", "present")],
        ),
        ("Needs mod A to manage clothing on toilet.", [("toileting", "present")]),
        ("Today he shuffled 50 feet with the rollator, CGA.", [("walk", "present")]),
        # balance, sitting, the floor, how a walk ends
        ("In gait he sways and grabs the rail.", [("balance", "present")]),
        ("Sits on the mat, leans left at EOB.", [("maintain_sit", "present")]),
        ("Rises from the floor only with a chair, sits down fast.", [("squat_bend_kneel", "present")]),
        ("Walks 2 blocks, then holds onto a fence.", [("walk", "present")]),
    ],
)
def test_told_freely(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected
