"""Grip, pinch and hand-held dynamometry: note text beside (muscle, side, value, unit, status)."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Dynamometry
from rehabcode.nlp.fast import default_reader

Expected = list[tuple[str, str, float, str, str]]


def read(text: str) -> Expected:
    facts = [f for f in default_reader()(text).facts if isinstance(f, Dynamometry)]
    return [(f.muscle, f.side, f.value, f.unit, f.status) for f in facts]


def grip(right: float, left: float, unit: str, status: str = "present") -> Expected:
    return [("grip", "right", right, unit, status), ("grip", "left", left, unit, status)]


CASES: list[tuple[str, Expected]] = [
    ("Grip R 22 kg, L 19 kg", grip(22, 19, "kg")),
    (
        "Grip 25 kg R, 21 kg L at eval; today 29 kg R, 26 kg L.",
        grip(25, 21, "kg", "past") + grip(29, 26, "kg"),
    ),
    ("Grip R 25 kg, L 21 kg today.", grip(25, 21, "kg")),
    ("Hand grip (kg)\nRight 14.1\nLeft 12.0\n\nPlan", grip(14.1, 12.0, "kg")),
    (
        "Grip R 14 kg (6 kg), L 28 kg",
        [
            ("grip", "right", 14, "kg", "present"),
            ("grip", "right", 6, "kg", "past"),
            ("grip", "left", 28, "kg", "present"),
        ],
    ),
    # trials of a hand, a sentence a side
    (
        "Grip strength in pounds: She is right handed. Right hand 52, 50, and 49. Left hand 41.",
        [
            ("grip", "right", 52, "lb", "present"),
            ("grip", "right", 50, "lb", "present"),
            ("grip", "right", 49, "lb", "present"),
            ("grip", "left", 41, "lb", "present"),
        ],
    ),
    ("Grip 22 kg right. Left hand 3 fingers numb.", [("grip", "right", 22, "kg", "present")]),
    ("Grip L (Jamar II)  16 lb", [("grip", "left", 16, "lb", "present")]),
    ("Grip\nR hand 12 weeks after surgery", []),
    (
        "LEFT UE   SOC   D/C\ngrip (lb)   20    33",
        [("grip", "left", 20, "lb", "past"), ("grip", "left", 33, "lb", "present")],
    ),
    ("Grip (Jamar, position 2): R 45 lbs / L 38 lbs", grip(45, 38, "lb")),
    ("Grip strength 22 kg right hand, 18 kg left hand", grip(22, 18, "kg")),
    ("r grip 14 lbs l 52 lbs", grip(14, 52, "lb")),
    ("Grip (Jamar 2): R 14 lb, L 52 lb", grip(14, 52, "lb")),
    ("Jamar grip 4 kg R, 5 kg L", grip(4, 5, "kg")),
    (
        "Grip R 11 kg > 16 kg",
        [("grip", "right", 11, "kg", "past"), ("grip", "right", 16, "kg", "present")],
    ),
    ("Biceps curls R 8 lb, L 8 lb grip in neutral.", []),
    ("Carries a bag, right 20 lb grip bag.", []),
    ("Dynamometer, mean of 3: right 38 lb, left 33 lb grip", grip(38, 33, "lb")),
    (
        "HHD: knee ext R 19 kg; DF R 6 kg",
        [
            ("knee extension", "right", 19, "kg", "present"),
            ("ankle dorsiflexion", "right", 6, "kg", "present"),
        ],
    ),
    ("R grip 22 kg, L grip 18 kg", grip(22, 18, "kg")),
    ("Jamar grip came to 24 kilograms on the right and 21 kilograms on the left.", grip(24, 21, "kg")),
    ("Grip was nineteen kilograms right, seventeen point five kilograms left.", grip(19, 17.5, "kg")),
    ("Grip R/L 22/19 kg", grip(22, 19, "kg")),
    ("Grip: 22/19 kg (R/L)", grip(22, 19, "kg")),
    ("Grip strength: R 45, L 40 lbs", grip(45, 40, "lb")),
    ("Grip (lbs)  R 45  L 40", grip(45, 40, "lb")),
    ("grip: 20# R, 18# L", grip(20, 18, "lb")),
    ("Grips 21 kg", [("grip", "bilateral", 21, "kg", "present")]),
    ("Grip 15 kg", [("grip", "unspecified", 15, "kg", "present")]),
    ("Jamar: right 50, 48, 52 lbs (avg 50), left 44, 46, 45 (avg 45)", grip(50, 45, "lb")),
    (
        "Key pinch 8 lbs R, 6 lbs L",
        [
            ("pinch", "right", 8, "lb", "present"),
            ("pinch", "left", 6, "lb", "present"),
        ],
    ),
    # time
    (
        "Grip R 22 kg (was 18 kg)",
        [("grip", "right", 22, "kg", "present"), ("grip", "right", 18, "kg", "past")],
    ),
    ("Goal: grip R 30 lb", [("grip", "right", 30, "lb", "goal")]),
    (
        "Referral dx: sarcopenia (grip 11 kg)\nO: grip R 12 kg",
        [
            ("grip", "unspecified", 11, "kg", "past"),
            ("grip", "right", 12, "kg", "present"),
        ],
    ),
    ("grip R 14 kg / L 13 kg -> fax to PCP", grip(14, 13, "kg")),
    ("Jamar: R 18 kg L 16 kg, below the cutoff of 27 kg", grip(18, 16, "kg")),
    # tables
    ("              Right     Left\nGrip          45 lbs    38 lbs", grip(45, 38, "lb")),
    ("MMT (0-5)\tRIGHT\tLEFT\nSh abd\t4-\t4-\nGrip (kg)\t16.2\t14.8", grip(16.2, 14.8, "kg")),
    (
        "              IE        Today     Goal\nGrip R (lb)   30        38        45",
        [
            ("grip", "right", 30, "lb", "past"),
            ("grip", "right", 38, "lb", "present"),
            ("grip", "right", 45, "lb", "goal"),
        ],
    ),
    (
        "              EVAL 3/27     NOW 4/17\nGRIP R/L KG   6/5           14/12",
        [
            *grip(6, 5, "kg", "past"),
            *grip(14, 12, "kg"),
        ],
    ),
    # muscles
    (
        "HHD (strap) knee ext R 19.4 kg, L 17.8 kg",
        [
            ("knee extension", "right", 19.4, "kg", "present"),
            ("knee extension", "left", 17.8, "kg", "present"),
        ],
    ),
    (
        "MicroFET: R quad 120 N, L quad 98 N (18% deficit)",
        [
            ("knee extension", "right", 120, "N", "present"),
            ("knee extension", "left", 98, "N", "present"),
        ],
    ),
    (
        "Strength (HHD, lbs, avg 3)\tR\tL\nKnee ext\t38.2\t36.9\nMMT\tR\tL\nHip flex\t4-/5\t4-/5",
        [
            ("knee extension", "right", 38.2, "lb", "present"),
            ("knee extension", "left", 36.9, "lb", "present"),
        ],
    ),
    (
        "LEFT GRIP 6 KG RIGHT GRIP 21 KG",
        [("grip", "left", 6, "kg", "present"), ("grip", "right", 21, "kg", "present")],
    ),
    ("grip 22 R 17 L kg", grip(22, 17, "kg")),
    ("grip R l6 kg L 2O kg", grip(16, 20, "kg")),
    ("grip: dominant R 30, nondominant L 25 (kg)", grip(30, 25, "kg")),
    ("grip of 15 kilograms on the right and 12 on the left", grip(15, 12, "kg")),
    ("Grip is 23 kg on the right versus 40 kg on the left", grip(23, 40, "kg")),
    ("R UE weak: grip 9 lb vs 70 lb L", grip(9, 70, "lb")),
    ("Grip (Jamar pos 2, avg 3): R 18 kg, L 16 kg", grip(18, 16, "kg")),
    ("STRENGTH (R | L)\n hip abd ........ 3+ | 4-\n grip (kg) ...... 20 | 17", grip(20, 17, "kg")),
    ("grip (kg) ...... 20 | 17", [("grip", "unspecified", v, "kg", "present") for v in (20, 17)]),
    (
        "R grip 22 kg (wk 1 15 kg), L grip 30 kg (9/3: 24 kg)",
        [
            ("grip", "right", 22, "kg", "present"),
            ("grip", "right", 15, "kg", "past"),
            ("grip", "left", 30, "kg", "present"),
            ("grip", "left", 24, "kg", "past"),
        ],
    ),
    (
        "Strength          R          L\n HHD knee ext 60deg   50.1 kg    31.0 kg    LSI 62",
        [("knee extension", "right", 50.1, "kg", "present"), ("knee extension", "left", 31, "kg", "present")],
    ),
    (
        "MEASURE    EVAL 8/03    D/C 9/25\nGrip  R    6 kg    15 kg",
        [("grip", "right", 6, "kg", "past"), ("grip", "right", 15, "kg", "present")],
    ),
    (
        "UE strength    RUE     LUE\n  grip dyn     9 kg    8 kg",
        [("grip", "right", 9, "kg", "present"), ("grip", "left", 8, "kg", "present")],
    ),
    (
        "Hand\n             Eval 9/1      10/22       Goal\nJamar R      28 kg         27 kg",
        [("grip", "right", 28, "kg", "past"), ("grip", "right", 27, "kg", "present")],
    ),
    (
        "                        ADM        DC\nGRIP, best (kg, L / R)  9 / 11     12 / 14",
        [
            *(("grip", "left", 9, "kg", "past"), ("grip", "right", 11, "kg", "past")),
            *(("grip", "left", 12, "kg", "present"), ("grip", "right", 14, "kg", "present")),
        ],
    ),
    (
        "| DTR | R | L |\n|---|---|---|\n| Patellar | 2+ | 2+ |\n\n| Measure | Result |\n|---|---|\n"
        "| Grip R / L | 16 kg / 14 kg |",
        [("grip", "right", 16, "kg", "present"), ("grip", "left", 14, "kg", "present")],
    ),
    (
        "R grip 40 lb compared to 60 lb on the left.",
        [("grip", "right", 40, "lb", "present"), ("grip", "left", 60, "lb", "present")],
    ),
    # from one day to another, and from one side to the other
    (
        "R grip rose from 21 kg to 26.",
        [("grip", "right", 21, "kg", "past"), ("grip", "right", 26, "kg", "present")],
    ),
    (
        "R grip was 21 kg and is 26.",
        [("grip", "right", 21, "kg", "past"), ("grip", "right", 26, "kg", "present")],
    ),
    (
        "Goal: R grip from 21 to 26 kg",
        [("grip", "right", 21, "kg", "goal"), ("grip", "right", 26, "kg", "goal")],
    ),
    (
        "Jamar: 19 kg with the right hand and 17 with the left.",
        [("grip", "right", 19, "kg", "present"), ("grip", "left", 17, "kg", "present")],
    ),
    (
        "Left grip measures 3 kg against 24 on the right.",
        [("grip", "left", 3, "kg", "present"), ("grip", "right", 24, "kg", "present")],
    ),
    ("Two weeks ago R grip was 20 lb.", [("grip", "right", 20, "lb", "past")]),
    ("R grip 20 lb, fell two weeks ago.", [("grip", "right", 20, "lb", "present")]),
    ("Our aim is eight kilograms of left grip.", [("grip", "left", 8, "kg", "goal")]),
    (
        "Left grip is 20 kg, while the right is 31 kg.",
        [("grip", "left", 20, "kg", "present"), ("grip", "right", 31, "kg", "present")],
    ),
    (
        "Grip strength 45 lb in the right hand, 60 lb in the left.",
        [("grip", "right", 45, "lb", "present"), ("grip", "left", 60, "lb", "present")],
    ),
    ("40 lb of grip strength in R hand.", [("grip", "right", 40, "lb", "present")]),
    ("Has 20 lb of grip x 3 trials.", [("grip", "unspecified", 20, "lb", "present")]),
    ("Improved to 40 lb of right grip.", [("grip", "right", 40, "lb", "present")]),
    (
        "Grip R 15 kg, L 14 kg (at eval 13.1 and 12.4 kg).",
        grip(15, 14, "kg") + grip(13.1, 12.4, "kg", "past"),
    ),
    ("GRIP  R 11 kg  L 9 kg   (at eval R 9, L 8)", grip(11, 9, "kg") + grip(9, 8, "kg", "past")),
    (
        "Grip R 22 kg (eval 18), L 20 kg (eval 15).",
        [
            ("grip", "right", 22, "kg", "present"),
            ("grip", "right", 18, "kg", "past"),
            ("grip", "left", 20, "kg", "present"),
            ("grip", "left", 15, "kg", "past"),
        ],
    ),
    # the line of a title with the days of the report heads no columns
    (
        "OT PROGRESS REPORT  2/05/26 - 2/18/26          Unit: 4 B\nGrip  R 11 kg  L 9 kg",
        grip(11, 9, "kg"),
    ),
    (
        "OT REPORT    Eval 2/05/26    Progress 2/18/26\nGrip R         9 kg            11 kg",
        [("grip", "right", 9, "kg", "past"), ("grip", "right", 11, "kg", "present")],
    ),
    (
        "Hip abd 3/5. HHD abd: L 6.1 kg, R 14.3 kg",
        [("hip abduction", "left", 6.1, "kg", "present"), ("hip abduction", "right", 14.3, "kg", "present")],
    ),
    (
        "Shoulder stiff. Hand-held dynamometer, external rotation at side: right 9.8 lb",
        [("shoulder external rotation", "right", 9.8, "lb", "present")],
    ),
    (
        "Hip abd 3/5, ankle DF 5/5, ankle 5/5. HHD abd: L 6.1 kg",  # the last joint that is abducted
        [("hip abduction", "left", 6.1, "kg", "present")],
    ),
    ("Knee pain. HHD abd: L 6.1 kg, R 14.3 kg", []),  # a knee is not abducted
    (
        "Hand-held dynamometer, lb\n"
        "              R     L    % pred\nHip flexors  21.4  19.8   48\nGrip (Jamar)   72    70   66",
        [
            ("hip flexion", "right", 21.4, "lb", "present"),
            ("hip flexion", "left", 19.8, "lb", "present"),
            *grip(72, 70, "lb"),
        ],
    ),
    # none
    ("Job requires 50 lb of grip strength.", []),
    ("Gained 10 lb of grip strength R.", []),
    ("Hand gripper set at 10 lb of grip x 20 reps.", []),
    ("grip 4/5 B", []),
    ("MMT grip R 3+/5 L 4/5", []),
    ("Grip R/L: 45/40", []),  # no unit
    ("Grip weak bilaterally", []),
    ("leg press 40 lb 3x10, knee ext 5 lb x 10", []),
    ("Tested with the dynamometer. The quadriceps are four plus out of five.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda v: str(v)[:60])
def test_reading(text: str, expected: Expected) -> None:
    assert read(text) == expected
