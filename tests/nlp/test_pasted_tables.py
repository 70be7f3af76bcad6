"""Tables as forms and copy-paste leave them: note text beside all grades and scores read from it.

A grade is written ``4- hip flexion R past``, a score ``TUG 14 past``.
"""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Strength
from rehabcode.nlp.facts import Test as Scored
from rehabcode.nlp.fast import default_reader

STRENGTH: list[tuple[str, list[str]]] = [
    # muscles over rows of limbs, sides, times; cells left empty
    (
        "Motor\n          Hip abd   Knee flex   Ankle PF\n"
        "RLE       4         3+          NT\nLLE       4-        3           4",
        [
            *("4 hip abduction R", "3+ knee flexion R"),
            *("4- hip abduction L", "3 knee flexion L", "4 ankle plantarflexion L"),
        ],
    ),
    (
        "MMT\tElbow flex\tGrip\tHip ext\nBUE\t4\t4-\t\nBLE\t\t\t3",
        ["4 elbow flexion B", "4- grip B", "3 hip extension B"],
    ),
    (
        "MMT          Quads   Hams\nL initial    3       3+\nL current    4-      4\nL goal       5       5",
        [
            *("3 knee extension L past", "3+ knee flexion L past", "4- knee extension L", "4 knee flexion L"),
            *("5 knee extension L goal", "5 knee flexion L goal"),
        ],
    ),
    (
        "R LE MMT\n          Quads   Hams\n5/02      3/5     3+/5\n6/01      4/5     4/5",
        ["3 knee extension R past", "3+ knee flexion R past", "4 knee extension R", "4 knee flexion R"],
    ),
    # near: the rows of another table below
    (
        "MMT      Quads    Hams\nRight    4/5      4/5\nREFLEX   Knee     Heel\nRight    2+       1",
        ["4 knee extension R", "4 knee flexion R"],
    ),
    # an empty cell between tabs
    ("MMT\tL\tR\nHip ext\t\t3+\nHip abd\t4\t", ["3+ hip extension R", "4 hip abduction L"]),
    ("\tEval\tToday\tGoal\nR deltoid\t\t3+\t4", ["3+ deltoid R", "4 deltoid R goal"]),
    # the names of measures over sides, or over rows that name theirs
    (
        "              PROM            Strength\n              L     R         L     R\n"
        "Knee ext      WNL   WNL       4     3+",
        ["4 knee extension L", "3+ knee extension R"],
    ),
    (
        "                MMT    AROM\nL elbow flex    4-     WFL\n"
        "R elbow flex    5      WFL",
        ["4- elbow flexion L", "5 elbow flexion R"],
    ),
    # lists of movements in the cells of a joint
    (
        "           L                        R\nHip        flex 4  abd 3+           flex 5  abd 4\n"
        "Knee       ext 4-                   ext 5",
        [
            *("4 hip flexion L", "3+ hip abduction L", "5 hip flexion R", "4 hip abduction R"),
            *("4- knee extension L", "5 knee extension R"),
        ],
    ),
    (
        "Joint | Left | Right |\nWrist | flex 4, ext 3+ | flex 5, ext 5 |\n"
        "Elbow | 4/5 flex, 4-/5 ext | 5/5 flex, 5/5 ext |",
        [
            *("4 wrist flexion L", "3+ wrist extension L", "5 wrist flexion R", "5 wrist extension R"),
            *("4 elbow flexion L", "4- elbow extension L", "5 elbow flexion R", "5 elbow extension R"),
        ],
    ),
    # a mark chooses: the others are of the form
    (
        "MMT\nR biceps  [ ]5  [x]4  [ ]3",
        ["4 elbow flexion R", "5 elbow flexion R conditional", "3 elbow flexion R conditional"],
    ),
    (
        "MMT\nL triceps  5 [ ]  4 [ ]  3 [x]",
        ["3 elbow extension L", "5 elbow extension L conditional", "4 elbow extension L conditional"],
    ),
    (
        "MMT            5    4    3    2\nL deltoid           x",
        ["4 deltoid L", *(f"{grade} unspecified U conditional" for grade in (5, 4, 3, 2))],
    ),
    # near: a mark with words behind it; the scale alone; marks beside no muscle
    ("MMT            5    4    3    2\nL deltoid           x two trials", []),
    ("MMT R deltoid 5 4 3 2 1", [f"{grade} deltoid R conditional" for grade in (5, 4, 3, 2, 1)]),
    ("Rails [ ] 1 [x] 2\nR deltoid 4/5", ["4 deltoid R"]),
    # parts over limbs; pairs under orders of sides; several columns of now, unknown columns
    (
        "Strength\n        Proximal   Distal\nRUE     3          4",
        ["3 proximal upper extremity R", "4 distal upper extremity R"],
    ),
    (
        "MMT       4/02    5/07\n          L/R     L/R\nbiceps    3/3+    4/4",
        ["3 elbow flexion L past", "3+ elbow flexion R past", "4 elbow flexion L", "4 elbow flexion R"],
    ),
    (
        "MMT       IE    PN    DC\nL biceps  3     3+    4",
        ["3 elbow flexion L past", "3+ elbow flexion L past", "4 elbow flexion L"],
    ),
    ("MMT       IE    QX    DC\nL biceps  3     3+    4", ["3 elbow flexion L past", "4 elbow flexion L"]),
    (
        "MMT      Baseline   4 wk   8 wk   Goal\nL hams   3          3+     4      5",
        [*("3 knee flexion L past", "3+ knee flexion L past"), *("4 knee flexion L", "5 knee flexion L goal")],
    ),
    # a pipe that opens some lines only; a remark behind what is not tested; words that fill the columns
    ("| Muscle | L | R |\nquads | | 4- |\n| hams | 3+ | |", ["4- knee extension R", "3+ knee flexion L"]),
    ("| Muscle | L | R |\n| quads (L3) | NT - sore | 4/5 |", ["4 knee extension R"]),
    (
        "MMT        Right     Left\nquads      Fair      Good-\nhams       Poor+     Fair",
        ["3 knee extension R", "4- knee extension L", "2+ knee flexion R", "3 knee flexion L"],
    ),
    # grades and forces in one table
    (
        "          MMT         HHD (lb)\n          L     R     L     R\nHip ext   4     3     41    30",
        ["4 hip extension L", "3 hip extension R"],
    ),
    (
        "HHD (lb)   L     R\nKnee ext   41    30\nMMT        L     R\nHip abd    4     5",
        ["4 hip abduction L", "5 hip abduction R"],
    ),
    # a cell a line
    (
        "Motor\nL\nR\nHams\nNT\n4-/5\nQuads\n4/5\n4/5",
        ["4- knee flexion R", "4 knee extension L", "4 knee extension R"],
    ),
    (
        "Strength\nMuscle\nL Eval\nL Today\nTriceps\n3/5\n4-/5\nGrip\nNT\n4/5\nPlan\nContinue",
        ["3 elbow extension L past", "4- elbow extension L", "4 grip L"],
    ),
]  # fmt: skip

SCORES: list[tuple[str, list[str]]] = [
    # the total below the items; parts of their own
    ("Berg\nStand up 3\nTurn around 2\nReach forward 1\nTotal 38/56", ["Berg Balance Scale 38"]),
    (
        "Tinetti | Score |\nBalance | 10/16 |\n"
        "Gait | 8/12 |\nTOTAL | 18/28 |",
        ["Tinetti balance 10", "Tinetti gait 8", "Tinetti POMA 18"],
    ),
    (
        "DGI       Eval   Now\nSteps     1      2\n"
        "Total     11/24  17/24",
        ["Dynamic Gait Index 11 past", "Dynamic Gait Index 17"],
    ),
    (
        "SPPB\nPart          Time       Points\nChair rise x5 21.5 s     1\n"
        "4 m gait      0.55 m/s   2\nTotal                    6/12",
        ["Five Times Sit to Stand 21.5", "4 Meter Walk 0.55", "SPPB 6"],
    ),
    # near: a total of something else, prose between, the number of an item
    ("Berg next time\nTotal time 40 min", ["Berg Balance Scale None"]),
    ("DGI\n1. Level surface: 2\n2. Steps: 1", ["Dynamic Gait Index None"]),
    # tests over rows of days and times
    (
        "Date     TUG (s)   Berg\n4/01     25.2      33\n4/22     17.9      NT\nGoal     13        48",
        ["TUG 25.2 past", "Berg Balance Scale 33 past", "TUG 17.9", "TUG 13 goal", "Berg Balance Scale 48 goal"],
    ),
    (
        "| | TUG | 6MWT (ft) |\n| Eval | 19 s | |\n"
        "| Now | 15 s | 880 |",
        ["TUG 19 past", "TUG 15", "6 Minute Walk Test 880"],
    ),
    ("TUG      SPPB\n15.5     7", ["TUG 15.5", "SPPB 7"]),
    # near: more figures than columns, prose below
    ("TUG   Berg\nwill be taken 3/30", ["TUG None", "Berg Balance Scale None"]),
    # a cell a line; an empty cell between tabs; both sides in one cell
    (
        "Test\nEval\nToday\nTUG\n21 s\n"
        "15 s\nBerg\n33\n45",
        ["TUG 21 past", "TUG 15", "Berg Balance Scale 33 past", "Berg Balance Scale 45"],
    ),
    ("Test\tEval\tNow\nTUG\t\t15 s\nBerg\t33\t", ["TUG 15", "Berg Balance Scale 33 past"]),
    ("| Test | Baseline | 4 wk | 8 wk |\n| TUG | 24 | 19 | 15 |", ["TUG 24 past", "TUG 19 past", "TUG 15"]),
    ("SPPB: balance 3, gait 2, chair 1, total 6", ["SPPB 6"]),
    ("TUG......18 s", ["TUG 18"]),
    # near: a title is no header
    ("Gait Lab   OT Eval   4/01/2027\nTUG     15 s", ["TUG 15"]),
]  # fmt: skip


def _graded(text: str) -> list[str]:
    facts = [f for f in default_reader()(text).facts if isinstance(f, Strength)]
    assert all(text[f.start : f.end] == f.text for f in facts)
    return [
        f"{f.grade} {f.muscle} {f.side[0].upper()}{'' if f.status == 'present' else ' ' + f.status}"
        for f in facts
    ]


def _scored(text: str) -> list[str]:
    facts = [f for f in default_reader()(text).facts if isinstance(f, Scored)]
    assert all(text[f.start : f.end] == f.text for f in facts)
    value = [None if f.value is None else f"{f.value:g}" for f in facts]
    return [
        f"{f.test} {v}{'' if f.status == 'present' else ' ' + f.status}"
        for f, v in zip(facts, value, strict=True)
    ]


@pytest.mark.parametrize(("text", "expected"), STRENGTH, ids=lambda v: str(v)[:40])
def test_grades(text: str, expected: list[str]) -> None:
    assert sorted(_graded(text)) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), SCORES, ids=lambda v: str(v)[:40])
def test_scores(text: str, expected: list[str]) -> None:
    assert sorted(_scored(text)) == sorted(expected)
