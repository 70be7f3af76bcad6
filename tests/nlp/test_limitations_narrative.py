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
