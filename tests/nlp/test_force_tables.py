"""Tables of grip, pinch and dynamometer values: note text beside (muscle, side, value, unit, status)."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Dynamometry
from rehabcode.nlp.fast import default_reader

Expected = list[tuple[str, str, float, str, str]]
TWO_TITLES = """          Grip (lb)      Key pinch (lb)
          R     L        R      L
6/30      40    22       15     8
6/01      39    16       15     5"""
NEWEST_LAST = """Date     Grip R   Grip L
3/02     50 lb    20 lb
4/02     51 lb    28 lb"""
TRIALS = """Grip (kg)     Trial 1   Trial 2   Trial 3   Mean
Right         20        21        22        21
Left          11        12        13        12"""
KINDS = """Pinch (lb)   key   tip
Right        14    8
Left         6     3"""
ONE_A_SIDE = """Dynamometer (kg)
                 LEFT                       RIGHT
              T1   T2   T3   Avg       T1   T2   T3   Avg
Grip          12   13   14   13        30   31   32   31
Key pinch      3                        8"""
ONE_SIDE_ALONE = ONE_A_SIDE.replace("8", "")
STRANGE_SIDES = """HHD, newtons
              Involved R   Uninvolved L
Hip abduction   120          161"""

DAY_LIKE_A_GRADE = """Grip (lb)    1/5     2/6
R            34      41
L            30      36"""

CASES: list[tuple[str, Expected]] = [
    (
        DAY_LIKE_A_GRADE,
        [
            ("grip", "right", 34, "lb", "past"),
            ("grip", "right", 41, "lb", "present"),
            ("grip", "left", 30, "lb", "past"),
            ("grip", "left", 36, "lb", "present"),
        ],
    ),
    (
        TWO_TITLES,
        [
            ("grip", "right", 40, "lb", "present"),
            ("grip", "left", 22, "lb", "present"),
            ("pinch", "right", 15, "lb", "present"),
            ("pinch", "left", 8, "lb", "present"),
            ("grip", "right", 39, "lb", "past"),
            ("grip", "left", 16, "lb", "past"),
            ("pinch", "right", 15, "lb", "past"),
            ("pinch", "left", 5, "lb", "past"),
        ],
    ),
    (
        NEWEST_LAST,
        [
            ("grip", "right", 50, "lb", "past"),
            ("grip", "left", 20, "lb", "past"),
            ("grip", "right", 51, "lb", "present"),
            ("grip", "left", 28, "lb", "present"),
        ],
    ),
    (TRIALS, [("grip", "right", 21, "kg", "present"), ("grip", "left", 12, "kg", "present")]),
    (
        KINDS,
        [
            ("pinch", "right", 14, "lb", "present"),
            ("pinch", "right", 8, "lb", "present"),
            ("pinch", "left", 6, "lb", "present"),
            ("pinch", "left", 3, "lb", "present"),
        ],
    ),
    (
        ONE_A_SIDE,  # a row with a value a side among rows of trials
        [
            ("grip", "left", 13, "kg", "present"),
            ("grip", "right", 31, "kg", "present"),
            ("pinch", "left", 3, "kg", "present"),
            ("pinch", "right", 8, "kg", "present"),
        ],
    ),
    (ONE_SIDE_ALONE, [("grip", "left", 13, "kg", "present"), ("grip", "right", 31, "kg", "present")]),
    (
        STRANGE_SIDES,
        [("hip abduction", "right", 120, "N", "present"), ("hip abduction", "left", 161, "N", "present")],
    ),
    (
        "Grip: 30 kg in the dominant left hand, 24 kg in the other.",
        [("grip", "left", 30, "kg", "present"), ("grip", "right", 24, "kg", "present")],
    ),
    (
        "Tip pinch 7 lb and 6 lb, left then right.",
        [("pinch", "left", 7, "lb", "present"), ("pinch", "right", 6, "lb", "present")],
    ),
    (
        "HHD (lb)   R   L   Avg\nQuads      50   40   45",
        [("knee extension", "right", 50, "lb", "present"), ("knee extension", "left", 40, "lb", "present")],
    ),
    (
        "JAMAR (lb)\n              RIGHT             LEFT\n           Tr1   Tr2   Avg   Tr1   Tr2   Avg\n"
        "Grip       18    24    21    52    56    54",
        [("grip", "right", 21, "lb", "present"), ("grip", "left", 54, "lb", "present")],
    ),
    # near: exercise loads, norms, no unit
    ("Grip ball     Sets   Reps\nRed           3      10", []),
    (
        "| | R | L | Norm |\n|---|---|---|---|\n| Grip (lb) | 50 | 40 | 70 |",
        [("grip", "right", 50, "lb", "present"), ("grip", "left", 40, "lb", "present")],
    ),
    # pairs in the order of the label, that no day can be, or below columns of times; the row below is another measure
    (
        "Test         SOC     11/2\nGrip R/L lb  24/22   31/28\nBarthel      40      55",
        [
            *(("grip", "right", 24, "lb", "past"), ("grip", "left", 22, "lb", "past")),
            *(("grip", "right", 31, "lb", "present"), ("grip", "left", 28, "lb", "present")),
        ],
    ),
    (
        "Test         SOC     11/2\nGrip L/R kg  9/8     11/10\nBarthel      40      55",
        [
            *(("grip", "left", 9, "kg", "past"), ("grip", "right", 8, "kg", "past")),
            *(("grip", "left", 11, "kg", "present"), ("grip", "right", 10, "kg", "present")),
        ],
    ),
    ("Grip      Trial 1   Trial 2   Mean\nRight     20        22        21", []),
    (
        "HHD (lb)\n| Muscle | Side | T1 | T2 | Avg | % of L |\n"
        "| Quads | R | 40 | 44 | 42 | 70 |\n| | L | 59 | 61 | 60 | |",
        [("knee extension", "right", 42, "lb", "present"), ("knee extension", "left", 60, "lb", "present")],
    ),
    (
        "Grip           L        R\nTrial 1        30 kg    20 kg\n"
        "Trial 2        32 kg    22 kg\nAverage        31 kg    21 kg",
        [("grip", "left", 31, "kg", "present"), ("grip", "right", 21, "kg", "present")],
    ),
    (
        "Grip (kg)   Initial   Today\nLeft        15        19\nRight       20        24",
        [
            *(("grip", "left", 15, "kg", "past"), ("grip", "left", 19, "kg", "present")),
            *(("grip", "right", 20, "kg", "past"), ("grip", "right", 24, "kg", "present")),
        ],
    ),
    (
        "| Grip (kg) | Eval | Now | Goal |\n| R | 12 | | 20 |\n| L | | 18 | |",
        [
            *(("grip", "right", 12, "kg", "past"), ("grip", "right", 20, "kg", "goal")),
            ("grip", "left", 18, "kg", "present"),
        ],
    ),
    # an empty cell between tabs; sides in the cells of a row below a table of times
    ("\tEval\tGoal\nGrip L kg\t11\t", [("grip", "left", 11, "kg", "present")]),
    (
        "Test    Eval    Today\nTUG     20 s    15 s\n\nGrip lb   R 40   L 35",
        [("grip", "right", 40, "lb", "present"), ("grip", "left", 35, "lb", "present")],
    ),
    (
        "          MMT         HHD (lb)\n          L     R     L     R\nHip ext   4-    3     41    30",
        [("hip extension", "left", 41, "lb", "present"), ("hip extension", "right", 30, "lb", "present")],
    ),
    (
        "HHD (lb)   L   R\nQuads   41   30\nMMT   L   R\nHams   4   5",
        [("knee extension", "left", 41, "lb", "present"), ("knee extension", "right", 30, "lb", "present")],
    ),
    (
        "Test      Eval          Goal\nGrip lb   R 20   L 30   R 25   L 35",
        [
            *(("grip", "right", 20, "lb", "present"), ("grip", "left", 30, "lb", "present")),
            *(("grip", "right", 25, "lb", "goal"), ("grip", "left", 35, "lb", "goal")),
        ],
    ),
    (
        "Grip (lb) R 30 L 40, norms R 60 L 55",
        [("grip", "right", 30, "lb", "present"), ("grip", "left", 40, "lb", "present")],
    ),
    ("Grip: L 30, 32, 31 (avg 31) lb", [("grip", "left", 31, "lb", "present")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=range(len(CASES)))
def test_force_tables(text: str, expected: Expected) -> None:
    note = "OT PROGRESS NOTE\n" + text
    facts = [f for f in default_reader()(note).facts if isinstance(f, Dynamometry)]
    assert [(f.muscle, f.side, f.value, f.unit, f.status) for f in facts] == expected
    assert all(f.text == note[f.start : f.end] for f in facts)


def test_two_days_beside_grip_are_no_grades() -> None:
    kinds = [f.kind for f in default_reader()("OT NOTE\n" + DAY_LIKE_A_GRADE).facts]
    assert "strength" not in kinds
    assert [f.kind for f in default_reader()("OT NOTE\nGrip    4/5    4/5\n").facts] == [
        "strength",
        "strength",
    ]
