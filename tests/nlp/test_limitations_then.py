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
        ("Had frequent falls before the cataract surgery.", []),
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
        ("Could not walk until hospital day 9.", [("walk", "past")]),
        ("Not OOB until POD 4. Had not been out of bed until 3/14.", []),
        # of today
        ("Not OOB since POD 4.", [("bed_mobility", "present")]),
        ("Unable to drive until 3/14.", [("drive_transport", "present")]),
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
        ("Spouse is 88 and cannot lift her.", []),
        ("One aide can't safely transfer him.", []),
        ("Needs two sons to lift him.", []),
        ("Her son works nights and says he cannot lift her. She is in bed.", []),
        ("Brother is not supposed to lift.", []),
        ("Wife does not drive and her knees are bad.", []),
        ("Niece reports she no longer has to bathe him.", []),
        ("Sister hands her the soap and washes her back.", [("bathing", "present")]),
        ("Aide is spooning her meals to her.", [("eating", "present")]),
        # called by name
        ("Niece Opal is staying. Opal does the vacuuming.", [("housework", "present")]),
        ("Her sister Opal cannot kneel. Opal walks with a cane and cannot lift her.", []),
        ("Opal does the vacuuming. Opal drives her.", []),
        ("Niece Opal visits. Opals are her hobby.", []),
        # of the patient
        ("Per wife unable to carry a pan.", [("lift_carry", "present")]),
        ("Cannot lift his wife.", [("caregiving", "present")]),
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
        ("PLOF: independent, spouse drives.", []),
        ("PLOF: drove himself to work.", []),
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
        # a column of the prior level, and a cell that goes on in words
        (
            "TASK           PLOF     NOW\nFEEDING        I        I\nUB BATHING     MIN A    MOD A, CANNOT REACH BACK\n",
            [("eating", "absent"), ("bathing", "past"), ("bathing", "present")],
        ),
        # what was refused tells nothing
        (
            "                 START     NOW\nSteps (3, porch)   refused   Mod\n",
            [("stairs", "present")],
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
        (
            "| Task | SOC | DC |\n| Work | off work | 6 hour days |\n| Meals | husband made them | cooked by daughter |\n"
            "| Shoes | unable | does both herself |\n| Toileting | I | 2 staff at night |\n",
            [
                ("work", "past"),
                ("housework", "past"),
                ("housework", "present"),
                ("dressing", "past"),
                ("dressing", "absent"),
                ("toileting", "present"),
            ],
        ),
        # titles that are times only where they head a column
        (
            "              THEN (3/3)     NOW (5/21)\nStairs        mod A          foot over foot, SBA\n",
            [("stairs", "past"), ("stairs", "present")],
        ),
        (
            "              Before         After\nDressing      max A          min A\n",
            [("dressing", "past"), ("dressing", "present")],
        ),
        ("Stairs then mod A before, after dressing.\n", [("stairs", "present")]),
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
        ("Stood 2 min w/ CGA then asked to sit.", [("maintain_stand", "present")]),
        ("She will sit up for 20 minutes and then asks to go back to bed.", [("maintain_sit", "present")]),
        ("Home: bi-level, 7 steps up to the bedrooms. 12 stairs with one rail to the basement.", []),
        ("Husband works nights and has FMLA. Son took a week off work to stay.", []),
        ("Presses the call light for help before she gets up.", []),
        ("Difficulty working the bed controls.", [("fine_hand", "present")]),
        ("Cannot work the faucet.", [("fine_hand", "present")]),
        ("Has not taken a step since the surgery.", [("walk", "present")]),
        ("Bed mob I. 90 ft RW CGA.", [("bed_mobility", "absent"), ("walk", "present")]),
        ("SOB at rest, sits down after every walk.", []),
        # a place, and how one gets on and off it
        ("Commode: on and off with CGA.", [("transfer", "present")]),
        ("Tub: in and out with Min A.", [("transfer", "present")]),
        ("Commode: Mod A for wiping.", [("toileting", "present")]),
        ("Takes two to get her onto the commode.", [("transfer", "present")]),
        ("Takes two to fold the tablecloth.", []),
        ("Son lifts his left leg into the tub.", [("transfer", "present")]),
        ("Hoyer w/ nursing on nights.", [("transfer", "present")]),
        ("From the dining chair CGA.", [("sit_to_stand", "present")]),
        # care by a bare noun and a level
        ("Hair and teeth SBA seated.", [("grooming", "present")]),
        ("Sponge bath EOB, Max A for legs.", [("bathing", "present")]),
        ("Commode CGA, somebody has to pull his pants up.", [("toileting", "present")]),
        ("Needs somebody to pull his pants up.", [("dressing", "present")]),
        ("Meat has to be cut for him.", [("eating", "present")]),
        ("Cups end up on the floor.", [("fine_hand", "present")]),
        ("Holds her son's arm for curbs.", [("walk_surfaces", "present")]),
        ("Goes about 40 ft before she has to sit.", [("walk", "present")]),
        ("STG: in and out of her own bed alone.", [("bed_mobility", "goal")]),
        ("Home once she can sit unsupported for 10 minutes.", [("maintain_sit", "goal")]),
        ("Recurrent falls. Had gone down three times that week.", [("balance", "present")]),
        ("Home: 3 steps in from the driveway, no rail; 7 up to the bedrooms.", []),
        ("Niece visits most days but works evenings.", []),
        ("Nephew has taken over the lawn.", [("housework", "present")]),
        ("Husband did a car transfer with her twice and needed no cues.", []),
        ("Breakfast with a universal cuff, half the tray.", [("eating", "present")]),
        ("Hair: combs it, but can't hold the curling iron.", [("grooming", "present")]),
        ("Cannot pick up a domino.", [("fine_hand", "present")]),
        ("Doesn't trust herself with the kettle.", [("lift_carry", "present")]),
        ("Min A on the commode while he wipes.", [("toileting", "present")]),
        ("Uses a bedpan.", [("toileting", "present")]),
        ("CGA to come up to sitting.", [("bed_mobility", "present")]),
        ("Homebound: leaving takes two people.", [("moving_around_home", "present")]),
        ("Lives in a third floor walk-up (32 stairs, one rail).", []),
        ("Slept in the recliner for two weeks but is back in his bed.", []),
        ("Son brings up her groceries as usual.", []),
        ("Commode: needs help to get her gown out of the way.", [("toileting", "present")]),
        ("Cannot reach his feet for shoes.", [("dressing", "present")]),
        ("Three staff and a lift sheet to get him from bed to chair.", [("transfer", "present")]),
        ("Has to be fed. No longer wheels himself.", [("eating", "present"), ("equipment", "present")]),
        # in its own
        ("Slept in the recliner for two weeks.", [("bed_mobility", "present")]),
        ("Cannot reach the top shelf.", [("push_pull_reach", "present")]),
        ("3 steps from the driveway with min A.", [("stairs", "present")]),
        ("Niece makes breakfast now.", [("housework", "present")]),
        ("Unable to work the full shift.", [("work", "present")]),
        ("Wife works days, he has FMLA.", [("work", "present")]),
        ("Climbs the 7 steps up to the bedroom with one rail.", [("stairs", "present")]),
        ("7 steps to the bedroom with rail, CGA.", [("stairs", "present")]),
        ("Has not taken the stairs since surgery.", [("stairs", "present")]),
        ("She will sit up for 20 minutes with SBA.", [("maintain_sit", "goal")]),
        ("When asked to sit unsupported needs Min A.", [("maintain_sit", "present")]),
        ("Gait 1 lap with RW, min A.", [("walk", "present")]),
        ("Needs min A for the bath.", [("bathing", "present")]),
    ],
)
def test_other_senses(note: str, expected: list[tuple[str, str]]) -> None:
    assert found(note) == expected
