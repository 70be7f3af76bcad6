"""Values that a goal is measured against: note text beside category and status."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.fast import default_reader

TITLE = "PT PROGRESS REPORT\n"


def found(note: str) -> list[tuple[str, str, str]]:
    facts = default_reader()(TITLE + note).facts
    return [(f.category, f.status, f.text) for f in facts if isinstance(f, Limitation)]


def statuses(note: str) -> list[tuple[str, str]]:
    return sorted((category, status) for category, status, _ in found(note))


@pytest.mark.parametrize(
    "note",
    [
        "LTG 1: Pt will ambulate 200 ft with RW SBA. Baseline: 15 ft Max A. Current: 90 ft CGA.",
        "LTG: gait 200 ft SBA\n  SOC: unable\n  Today: 60 ft Min A",
        "GOAL 3  amb 90' HW.   IE: 10' Mod A   NOW: 40' CGA",
        "STG: amb 100 ft SBA (eval: Max A; now: Min A)",
        "STG1 amb 100 ft SBA - IE Mod A, now Min A",
        "Goal: walks 300 ft. Eval 20 ft. Status 5/3: 120 ft, ongoing.",
    ],
)
def test_values_behind_a_goal(note: str) -> None:
    assert statuses(note) == [("walk", "goal"), ("walk", "past"), ("walk", "present")]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("STG 2 - amb 150' CGA.      PARTIALLY MET - 60' Min A", [("walk", "goal"), ("walk", "present")]),
        ("LTG: stairs w/ rail SBA - ongoing, 3 steps CGA", [("stairs", "goal"), ("stairs", "present")]),
        ("STG 1 - STS w/ SBA x5.   MET (was Mod A)", [("sit_to_stand", "goal"), ("sit_to_stand", "past")]),
        ("STG 1 - STS w/ SBA x5. Pt was seen for 9 visits.", [("sit_to_stand", "goal")]),
    ],
)
def test_how_far_a_goal_is_met(note: str, expected: list[tuple[str, str]]) -> None:
    assert statuses(note) == expected


def test_what_is_quoted() -> None:
    note = "STG: roll CGA. Baseline: Max A. Current: Min A w/ rail."
    assert [t for _, _, t in found(note)] == ["roll CGA", "Baseline: Max A", "Current: Min A w/ rail"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("LTG: amb 300 ft (I). Now: independent 300 ft.", [("walk", "absent"), ("walk", "goal")]),
        # no level and no amount, and values of something else
        ("LTG: amb 300 ft SBA. Current: progressing.", [("walk", "goal")]),
        ("LTG: amb 300 ft SBA. TUG now 14 s.", [("walk", "goal")]),
        ("LTG: amb 300 ft SBA. Current pain 4/10.", [("walk", "goal")]),
        # the next goal ends the first
        ("1. LTG: amb 300 ft SBA.\n2. LTG: quads 4/5. Now: 3+/5.", [("walk", "goal")]),
        # an activity of its own is read by itself
        ("LTG: amb 300 ft SBA. Current: stairs CGA.", [("stairs", "present"), ("walk", "goal")]),
    ],
)
def test_near_misses(note: str, expected: list[tuple[str, str]]) -> None:
    assert statuses(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "SOC: used RW, wife helped w shower\nDC: unable to climb stairs",
            [("bathing", "past"), ("equipment", "past"), ("stairs", "present")],
        ),
        (
            "IE 3/2: unable to climb stairs\nNow: unable to run",
            [("recreation", "present"), ("stairs", "past")],
        ),
        # no counterpart below: the only visit
        ("SOC: unable to climb stairs\nPlan: stairs", [("stairs", "present")]),
    ],
)
def test_lines_of_the_first_visit_and_of_today(note: str, expected: list[tuple[str, str]]) -> None:
    assert statuses(note) == expected


def test_bare_levels_in_the_columns_of_a_table() -> None:
    note = (
        "             last wk     this wk     LTG\n"
        "rolling      Max         Mod         Mod I\n"
        "sup>sit      Mod         Min         SBA"
    )
    assert statuses(note) == [
        ("bed_mobility", "goal"),
        ("bed_mobility", "past"),
        ("bed_mobility", "past"),
        ("bed_mobility", "present"),
        ("bed_mobility", "present"),
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Sit<>stand Max A -> Min A (SBA)", ["goal", "past", "present"]),
        ("Sit<>stand Max A -> Min A (with RW)", ["past", "present"]),
        ("Sit<>stand Max A -> Min A (was hoyer)", ["past", "present"]),
        ("Sit<>stand Max A > Ind", ["absent", "past"]),
        ("Sit<>stand improved from Max A x2 to CGA.", ["past", "present"]),
        ("Sit<>stand: baseline Mod A, current Min A, goal SBA", ["goal", "past", "present"]),
        ("Initial: sit<>stand Mod A. Today: sit<>stand SBA.", ["past", "present"]),
        ("Mod A sit->stand with RW", ["present"]),
        ("Sit<>stand Max A (IE), Min A (today), SBA (goal)", ["goal", "past", "present"]),
        ("Sit<>stand Min A (today)", ["present"]),
        ("Sit<>stand from w/c x 8 reps mod A fading to min A", ["present"]),
    ],
)
def test_levels_of_two_times(note: str, expected: list[str]) -> None:
    assert statuses(note) == [("sit_to_stand", status) for status in expected]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Amb   12 ft // bars Max A -> 50 ft FWW Min A (120 ft SBA)", ["goal", "past", "present"]),
        ("Gait 20' > 90'", ["past", "present"]),
        ("Distance: 80 ft with rollator and supervision.", ["present"]),
        ("Distance: 12 miles to the clinic.", []),
    ],
)
def test_distances_of_two_times(note: str, expected: list[str]) -> None:
    assert statuses(note) == [("walk", status) for status in expected]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Stairs: was 2 with Mod A, now 9 with one rail and SBA.",
            [("stairs", "past"), ("stairs", "present")],
        ),
        ("Stairs: was a climber, 4 steps Mod A.", [("stairs", "present")]),
        ("Can't lift > 3 lb to the shelf.", [("lift_carry", "present")]),
        ("LTG: full day of decorating.\nToday: 97110 15 min 1 unit.", [("work", "goal")]),
    ],
)
def test_values_beside_their_times(note: str, expected: list[tuple[str, str]]) -> None:
    assert statuses(note) == expected


def test_lines_of_levels_without_full_stops() -> None:
    note = "Grooming: mod A, face only\n UB dressing max A; LB dressing total A"
    assert statuses(note) == [("dressing", "present"), ("dressing", "present"), ("grooming", "present")]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # another time at the head of the sentence, with a verb of the past
        ("MMT 4/5. In March she required Mod A for gait, 10 ft.", [("walk", "past")]),
        ("MMT 4/5. Last month needed 2 people to sit up from supine.", [("bed_mobility", "past")]),
        ("MMT 4/5. At the first visit he could not walk.", [("walk", "past")]),
        ("MMT 4/5. In March she needed a walker and still does.", [("equipment", "present")]),
        ("MMT 4/5. In June she lost the ability to climb stairs.", [("stairs", "present")]),
        ("MMT 4/5. Since last month needs help with stairs.", [("stairs", "present")]),
        ("MMT 4/5. At home she used a rollator.", [("equipment", "past")]),
        ("MMT 4/5. At home she uses a rollator.", [("equipment", "present")]),
        ("MMT 4/5. Better than last visit when he could not climb stairs.", [("stairs", "past")]),
        ("MMT 4/5. At the hospital she needed Max A to transfer.", [("transfer", "past")]),
        ("MMT 4/5. At the hospital she needed Max A to transfer and still does.", [("transfer", "present")]),
        ("MMT 4/5. At the start of therapy he could not climb stairs.", [("stairs", "past")]),
        ("MMT 4/5. Since the start of therapy he cannot climb stairs.", [("stairs", "present")]),
        # near: a clause of its own, or a verb of the present, tells of now
        ("MMT 4/5. 3 weeks ago pt was in MVA and is unable to drive.", [("drive_transport", "present")]),
        (
            "MMT 4/5. 2 weeks ago she was unable to bend; she cannot lift her grandchild.",
            [("caregiving", "present"), ("squat_bend_kneel", "past")],
        ),
        (
            "MMT 4/5. In June he was diagnosed with MS and needs min A for transfers.",
            [("transfer", "present")],
        ),
        ("MMT 4/5. In rehab he was independent; requires mod A for transfers.", [("transfer", "present")]),
        (
            "MMT 4/5. Last year she had to stop driving, and she is unable to shop.",
            [("drive_transport", "present"), ("shopping", "present")],
        ),
        ("MMT 4/5. Worked on transfers, pt requires mod A sit to stand.", [("sit_to_stand", "present")]),
        ("MMT 4/5. Worked on transfers and sit to stand.", []),
        ("MMT 4/5. By the end of the session pt required mod A for transfers.", [("transfer", "present")]),
        ("MMT 4/5. In the morning will need help dressing.", [("dressing", "present")]),
        ("MMT 4/5. In 2 weeks: pt has been unable to walk more than 50 ft.", [("walk", "present")]),
        ("MMT 4/5. Pt ranges from CGA to min A with gait.", [("walk", "present")]),
        ("MMT 4/5. Ambulates 20 ft -> rest -> 20 ft with RW and CGA.", [("walk", "present")]),
        ("MMT 4/5. Initial: unable to stand > 5 min. Today: unchanged.", [("maintain_stand", "present")]),
        ("MMT 4/5. Stair training: min A up to last 2 steps.", [("stairs", "present")]),
        # near: the year of the cause is not that of the limitation
        ("MMT 4/5. Needs help with bathing since her stroke in 2020.", [("bathing", "present")]),
        ("MMT 4/5. Difficulty with stairs following TKA in 2022.", [("stairs", "present")]),
        ("MMT 4/5. In 2019 she had a CVA and needs mod A for transfers.", [("transfer", "present")]),
        ("MMT 4/5. Ambulates with difficulty in 2000 sq ft home.", [("walk", "present")]),
        ("MMT 4/5. Used a rollator in 2019.", [("equipment", "past")]),
        ("MMT 4/5. Has used a cane since TKA in 2019.", [("equipment", "present")]),
        (
            "MMT 4/5.\nADMISSION STATUS: He was dependent for transfers.\n\nFUNCTION AT DISCHARGE: Stairs with CGA.",
            [("stairs", "present"), ("transfer", "past")],
        ),
        # what ended before the time now told
        ("MMT 4/5. Used a cane for years before the knee was done.", [("equipment", "past")]),
        # aims by their form
        ("MMT 4/5.\nAscend 12 steps with Mod A by wk 8.", [("stairs", "goal")]),
        ("MMT 4/5.\nWithin two weeks will scoot to head of bed with Min A.", [("bed_mobility", "goal")]),
        ("MMT 4/5.\nAscended 12 steps with Mod A on wk 8.", [("stairs", "present")]),
        # an independent life before is no limitation, and none denied today
        ("MMT 4/5. Bathed on her own till the fall.", []),
        ("MMT 4/5. Bathes on her own since the fall.", [("bathing", "absent")]),
    ],
)
def test_time_of_a_statement(note: str, expected: list[tuple[str, str]]) -> None:
    assert statuses(note) == expected
