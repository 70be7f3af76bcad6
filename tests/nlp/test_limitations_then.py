"""Function of an earlier time, aims without a level, activities that are free, and what the family cannot do.

Note text beside category and status.
"""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.fast import default_reader

TITLE = "PT PROGRESS REPORT\nUnable to kneel.\n"


def found(note: str) -> list[tuple[str, str]]:
    facts = default_reader()(TITLE + note).facts
    return [(f.category, f.status) for f in facts if isinstance(f, Limitation) and f.start >= len(TITLE)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Back in June she needed help with the stairs.", [("stairs", "past")]),
        ("Before the rehab stay he could not climb stairs.", [("stairs", "past")]),
        ("At the last progress report needed Min A for the curb.", [("walk_surfaces", "past")]),
        ("When therapy began, chair rise took both hands.", [("sit_to_stand", "past")]),
        ("First visit: unable to lift son from crib.", [("caregiving", "past")]),
        ("Needed min A for the stairs last recert.", [("stairs", "past")]),
        ("Needed a walker at first.", [("equipment", "past")]),
        ("Curb: max A at eval", [("walk_surfaces", "past")]),
        ("Stairs at IE: unable", [("stairs", "past")]),
        ("Was rolling with max A three weeks ago.", [("bed_mobility", "past")]),
        ("Had frequent falls before the cataract surgery.", [("balance", "past")]),
        ("Surgery was two weeks ago, needs help with stairs.", [("stairs", "present")]),
        ("Rolling was Max A on admission", [("bed_mobility", "past")]),
        ("Used a cane after the second knee surgery in 2016.", [("equipment", "past")]),
        ("Was housebound all last winter, now out daily.", [("moving_around_home", "past")]),
        ("For the first month she could not drive.", [("drive_transport", "past")]),
        ("During the flare last winter he could not drive.", [("drive_transport", "past")]),
        ("Yesterday she couldn't climb the stairs; today she did four.", [("stairs", "past")]),
        ("Needed help wiping after surgery, manages it alone now.", [("toileting", "past")]),
        (
            "Three weeks ago could not hold a fork; feeds himself independently today.",
            [("eating", "past"), ("eating", "absent")],
        ),
        ("BLE 2/5 on admission. Last cert period he needed Min A for transfers.", [("transfer", "past")]),
        # of today
        ("Yesterday she couldn't climb the stairs.", [("stairs", "present")]),
        ("In May he had a CVA with residual difficulty walking.", [("walk", "present")]),
        ("In June she fell and needs help with the stairs.", [("stairs", "present")]),
        ("Back in June she needed help with the stairs and still does.", [("stairs", "present")]),
        ("Last winter he had to give up driving.", [("drive_transport", "present")]),
        ("She needed Min A for transfers.", [("transfer", "present")]),
        ("Since last visit unable to climb stairs.", [("stairs", "present")]),
        # an amount of the prior level limits nothing
        ("Until October she walked two miles daily.", []),
    ],
)
def test_earlier_times(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Hopes to tote his tackle box down to the dock.", [("lift_carry", "goal")]),
        ("Within 4 visits: shower with tub bench and supervision only.", [("bathing", "goal")]),
        ("To ascend 12 steps with one rail and SBA.", [("stairs", "goal")]),
        ("Family wants him to be able to climb 4 steps.", [("stairs", "goal")]),
        ("Would like to be back in the pool by summer.", [("recreation", "goal")]),
        ("Wants: climb 12 steps; make supper standing 15 min.", [("stairs", "goal"), ("housework", "goal")]),
        ("Pt to roll B with rail and SBA, 3 wks.", [("bed_mobility", "goal")]),
        # no aims
        ("To climb stairs she needs both rails.", [("stairs", "present")]),
        ("To climb stairs: both rails and min A.", [("stairs", "present")]),
        ("In 6 weeks, unable to drive.", [("drive_transport", "present")]),
        (
            "3 falls in 30 days, more help needed with transfers.",
            [("balance", "present"), ("transfer", "present")],
        ),
        ("Goal: increase strength to carry groceries.", []),
        ("He will not go down cellar at all.", [("stairs", "present")]),
        ("Plans to discharge to home with a walker.", []),
        ("TUG when able to stand.", []),
    ],
)
def test_aims(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Typing feels normal again.", [("fine_hand", "absent")]),
        ("Fixes her own breakfast and lunch with no trouble.", [("housework", "absent")]),
        ("Takes the school stairs foot over foot, doesn't think about it.", [("stairs", "absent")]),
        ("Toilets independently with a raised seat.", [("toileting", "absent")]),
        ("Walked 500 ft without a device or any loss of balance.", [("walk", "absent")]),
        # a loss of its own
        (
            "Walked 500 ft without a device, one loss of balance.",
            [("walk", "present"), ("balance", "present")],
        ),
        # not free
        ("Bicep curls with no difficulty, x 10 reps.", []),
        ("Daughter fixes breakfast with no trouble.", []),
        ("Would do breakfast with no trouble if it were not for the wrist.", []),
    ],
)
def test_free_of_trouble(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Spouse has bad knees and cannot kneel to help with foot care.", []),
        ("Husband has COPD and cannot do any yard work.", []),
        ("Her mother no longer drives and relies on the pt's brother for rides.", []),
        ("Dog cannot manage the stairs any longer.", []),
        # of the patient
        ("Daughter needs to help her dress.", [("dressing", "present")]),
        ("Wife uses a gait belt to help him stand.", [("sit_to_stand", "present")]),
        ("Mom says she is the one who ties his shoes.", [("dressing", "present")]),
        ("Sends her grandson to the pharmacy.", [("shopping", "present")]),
        ("Earrings and the watch strap are left to her granddaughter.", [("fine_hand", "present")]),
    ],
)
def test_the_family(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # what somebody did for the patient then
        ("In February her son had to put her socks on.", [("dressing", "past")]),
        ("At evaluation her husband fastened her bra.", [("dressing", "past")]),
        ("PLOF: daughter did the shopping.", [("shopping", "past")]),
        ("Adm status: mod A xfers.", [("transfer", "past")]),
        ("Status: mod A xfers.", [("transfer", "present")]),
        # of today, or nobody's doing any more
        ("Daughter does the shopping.", [("shopping", "present")]),
        ("Wife no longer cuts his meat.", []),
        ("Wife no longer drives him here.", []),
        ("Son no longer has to help her dress.", []),
        ("Wife drives him to dialysis.", [("drive_transport", "present")]),
        ("Her son fixed the shower.", []),
    ],
)
def test_help_of_an_earlier_time(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "- grooming -- mod assist seated; today CGA at sink",
            [("grooming", "past"), ("grooming", "present")],
        ),
        ("- transfers: mod A, now SBA", [("transfer", "past"), ("transfer", "present")]),
        (
            "- bed mobility: min A at eval; independent today",
            [("bed_mobility", "past"), ("bed_mobility", "absent")],
        ),
        # one time
        ("- transfers: mod A today", [("transfer", "present")]),
        ("Goal: transfers mod A, now max A", [("transfer", "goal"), ("transfer", "present")]),
        ("6 steps SBA - not met.", [("stairs", "goal")]),
    ],
)
def test_then_and_now_on_one_line(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


TIMES = "               0820          1410\n"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # times of one day
        (
            TIMES + "  toileting    SBA           I\n  LB drsg      Min A socks   I, fig 4\n",
            [("toileting", "past"), ("toileting", "absent"), ("dressing", "past"), ("dressing", "absent")],
        ),
        # a value one blank behind a label or a value that fills its column
        (
            "                 IE         NOW\nToileting hygiene Max A      Mod A\n",
            [("toileting", "past"), ("toileting", "present")],
        ),
        (
            "               11/2          11/5\nsitting EOB    Mod A 3 min   CGA 10 min\n",
            [("maintain_sit", "past"), ("maintain_sit", "present")],
        ),
        # cells in words, and a time as the amount of a posture
        (
            "               eval             today\ndressing       help w/ socks    I\n"
            "Stand at sink  45 sec           3.5 min\n",
            [
                ("dressing", "past"),
                ("dressing", "absent"),
                ("maintain_stand", "past"),
                ("maintain_stand", "present"),
            ],
        ),
        # three and more times, each with a fact of its own; the day of a goal
        (
            "              10/02   10/09   10/16   by 10/30\nLE dsg        Max     Mod     Min     S\n",
            [("dressing", "past"), ("dressing", "past"), ("dressing", "present"), ("dressing", "goal")],
        ),
        (
            "WEEK          1         2         4\n car xfer     max A     mod A     min A\n",
            [("transfer", "past"), ("transfer", "past"), ("transfer", "present")],
        ),
        # times and values between slashes
        (
            "         INIT 11/4 / NOW 12/1 / TARGET 12/30\nSTS      mod A / CGA / SBA\n",
            [("sit_to_stand", "past"), ("sit_to_stand", "present"), ("sit_to_stand", "goal")],
        ),
        # a list of arrows
        (
            "FUNCTION  SOC -> today\n- walking: 10 ft Max A -> 90 ft CGA\n",
            [("walk", "past"), ("walk", "present")],
        ),
        # values told in words: what somebody else does, what it takes
        (
            "He goes slowly. His wife came.\nFUNCTION  start of care -> now\n"
            "Turning in bed: wife turned him -> she helps him to the L only\n"
            "Dining chair: 2-3 attempts, pushing off -> first attempt but needs one arm\n"
            "Socks/shoes: wife did both -> he does socks, she does the shoes\n"
            "Gait: 90 ft CGA, froze twice -> 300 ft SBA\n",
            [
                ("bed_mobility", "past"),
                ("bed_mobility", "present"),
                ("sit_to_stand", "past"),
                ("sit_to_stand", "present"),
                ("dressing", "past"),
                ("dressing", "present"),
                ("walk", "past"),
                ("walk", "present"),
            ],
        ),
        (
            "FUNCTION  eval -> now\nSocks: could not reach -> puts them on by herself\n"
            "Cooking: son did it -> she cooks\n",
            [("dressing", "past"), ("dressing", "absent"), ("housework", "past")],
        ),
        (
            "| Task | Start of care | Today |\n"
            "| Shower | aide washed her | washes herself, aide does her back |\n"
            "| Toilet | needed a lift under the arm | uses the grab bar only |\n",
            [
                ("bathing", "past"),
                ("bathing", "present"),
                ("sit_to_stand", "past"),
                ("sit_to_stand", "present"),
            ],
        ),
        # a log of days
        (
            "3/06   walked 5 ft Max A\n3/12   walked 20 ft Mod A\n3/18   walked 40 ft Min A\n",
            [("walk", "past"), ("walk", "past"), ("walk", "present")],
        ),
        ("3/06   walked 5 ft Max A\n\nPlan of 3/12 stands.\n", [("walk", "present")]),
        # what was not tried tells nothing
        (
            "              eval             today\nstairs        not attempted    4 with CGA\n",
            [("stairs", "present")],
        ),
        # no times, no table
        ("               room 0820     x\n  toileting    noted         ok\n", []),
    ],
)
def test_tables_of_two_times(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # a word of an activity in another sense
        ("POD 1 lap appendectomy, 29M.", []),
        ("Gait with FWW kitchen - bath - kitchen 70 ft SBA.", [("walk", "present")]),
        ("Her husband has the tub scrubbing for now.", [("housework", "present")]),
        # in its own
        ("Gait 1 lap with RW, min A.", [("walk", "present")]),
        ("Needs min A for the bath.", [("bathing", "present")]),
    ],
)
def test_other_senses(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected
