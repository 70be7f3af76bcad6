"""Strength tables: headers, columns and rows in every layout that forms and copy-paste leave behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]
Expected = Callable[..., set[str]]

TABLES = {
    "both sides in the cell of a time": (
        "              Eval            Today\nElbow flex    R 3/5  L 3+/5   R 4-/5  L 4/5\n"
        "Grip          B 3/5           B 4/5",
        [
            *("3 elbow flexion R past", "3+ elbow flexion L past", "4- elbow flexion R", "4 elbow flexion L"),
            *("3 grip B past", "4 grip B"),
        ],
    ),
    "both sides behind their grades in the cell of a time": (
        "MMT           Eval            Today\nElbow flex    3 R / 3+ L      4- R / 4 L",
        ["3 elbow flexion R past", "3+ elbow flexion L past", "4- elbow flexion R", "4 elbow flexion L"],
    ),
    "titles that are times only as titles": (
        "MMT           Then      Now\nL quads       3/5       4/5\nL biceps      3+/5      4+/5",
        [
            *("3 knee extension L past", "4 knee extension L"),
            *("3+ elbow flexion L past", "4+ elbow flexion L"),
        ],
    ),
    "pipes with an empty first title": (
        " | R | L\nHip flex | 4/5 | \nKnee ext | 3/5 | 5/5",
        ["4 hip flexion R", "3 knee extension R", "5 knee extension L"],
    ),
    "muscles and a force as titles": (
        "   Elbow flex   Grip\nR   4/5   20 kg\nL   5/5   30 kg",
        ["4 elbow flexion R", "5 elbow flexion L"],
    ),
    "a limb that heads dated columns": (
        "He eats with the right hand.\n\nLUE              10/10   10/31\nShoulder flex    2/5     3/5",
        ["2 shoulder flexion L past", "3 shoulder flexion L"],
    ),
    "a word of the same form within a line": (
        "L quads 4/5 then L biceps 4+/5",
        ["4 knee extension L", "4+ elbow flexion L"],
    ),
    "pairs that could be days": (
        "MMT (R/L)     Eval      Today\nquads         3-/3      4-/4-\nanterior tib  1/1       2/2",
        [
            *("3- knee extension R past", "3 knee extension L past", "4- knee extension B"),
            *("1 ankle dorsiflexion B past", "2 ankle dorsiflexion B"),
        ],
    ),
    "sides below muscles, one of them unknown": (
        "      Deltoid  Biceps  Triceps  QZ\nR     4/5      5/5     4-/5     5/5\nL     5/5      5/5     4/5      5/5",
        [
            *("4 deltoid R", "5 elbow flexion R", "4- elbow extension R", "5 unspecified R"),
            *("5 deltoid L", "5 elbow flexion L", "4 elbow extension L", "5 unspecified L"),
        ],
    ),
    "pipes, right first": (
        "| Muscle | R | L |\n|---|---|---|\n| Hip flexors | 3+ | 4- |\n| Quads | 4 | NT |",
        ["3+ hip flexion R", "4- hip flexion L", "4 knee extension R"],
    ),
    "pipes, left first": (
        "Group | L | R | Remark\nHamstrings | 3 | 4- | supine\nDeltoid | 4- | 4 |",
        ["3 knee flexion L", "4- knee flexion R", "4- deltoid L", "4 deltoid R"],
    ),
    "aligned, title and header in one line": (
        "MMT:         RIGHT      LEFT\nHIP ABD      3-/5       3/5\nKNEE EXT     4-/5       4/5",
        ["3- hip abduction R", "3 hip abduction L", "4- knee extension R", "4 knee extension L"],
    ),
    "long name that touches its column": (
        "STRENGTH        LEFT     RIGHT\nELBOW EXTENSION 4-       4\nWRIST EXT       3        3+",
        ["4- elbow extension L", "4 elbow extension R", "3 wrist extension L", "3+ wrist extension R"],
    ),
    "single blanks": (
        "MMT Right Left\nHip flexion 4 3+\nKnee extension 4+ 4",
        ["4 hip flexion R", "3+ hip flexion L", "4+ knee extension R", "4 knee extension L"],
    ),
    "muscle in the middle": (
        "Left\tMMT\tRight\n4/5\tHip flexion\t3+/5\n5/5\tAnkle DF\t4/5",
        ["4 hip flexion L", "3+ hip flexion R", "5 ankle dorsiflexion L", "4 ankle dorsiflexion R"],
    ),
    "the order of sides in the label of the header": (
        "MMT  (R | L)     Eval           Now\nKnee ext         3 | 4-         4 | 4\nAnkle DF         2+ | 3        3 | 3+",
        [
            "3 knee extension R past",
            "4- knee extension L past",
            "4 knee extension R",
            "4 knee extension L",
            "2+ ankle dorsiflexion R past",
            "3 ankle dorsiflexion L past",
            "3 ankle dorsiflexion R",
            "3+ ankle dorsiflexion L",
        ],
    ),
    "a day with the shape of a grade": (
        "STRENGTH       SOC 3/2     TODAY 3/5\nR quad         2/5         3/5",
        ["2 knee extension R past", "3 knee extension R"],
    ),
    "a cell for both sides, or for one of both": (
        "| Muscle | Initial | Current | Goal |\n|---|---|---|---|\n| Knee flexion R/L | 3/5 / 3+/5 | 4/5 / 4-/5 | 5/5 |",
        [
            "3 knee flexion R past",
            "3+ knee flexion L past",
            "4 knee flexion R",
            "4- knee flexion L",
            "5 knee flexion B goal",
        ],
    ),
    "a bare movement is of the joint of the row above": (
        "L shoulder strain. Holds his head well.\n         IE     Now\nL ER     3/5    4/5\nL flex   3+/5   4-/5",
        [
            "3 shoulder external rotation L past",
            "4 shoulder external rotation L",
            "3+ shoulder flexion L past",
            "4- shoulder flexion L",
        ],
    ),
    "initial, current and goal": (
        "Measure        Initial    Current    Goal\n"
        "Hip ext B      3/5        3+/5       4/5\n"
        "TUG (s)        24         18         12",
        ["3 hip extension B past", "3+ hip extension B", "4 hip extension B goal"],
    ),
    "side in the name, times in pipes": (
        "| | SOC | DC |\n| QUAD R | 3/5 | 5/5 |\n| QUAD L | 3+/5 | 5-/5 |",
        [
            "3 knee extension R past",
            "5 knee extension R",
            "3+ knee extension L past",
            "5- knee extension L",
        ],
    ),
    "dates as columns": (
        "Obj            6/2       7/9       goal\nR knee ext     2+/5      3+/5      4+/5",
        ["2+ knee extension R past", "3+ knee extension R", "4+ knee extension R goal"],
    ),
    "dates behind a title": (
        "Strength over time   6/2     7/9\nKnee ext B           2-/5    3/5",
        ["2- knee extension B past", "3 knee extension B"],
    ),
    "weeks as columns": (
        "Muscle     Week 1   Week 4\nR quad     3/5      4/5",
        ["3 knee extension R past", "4 knee extension R"],
    ),
    "weeks whose cells hold both sides": (
        "Muscle        Adm (R/L)    Wk 2 (R/L)\nWrist ext     2/2+         3-/3\nDeltoid       3/3          3+/3+",
        [
            "2 wrist extension R past",
            "2+ wrist extension L past",
            "3- wrist extension R",
            "3 wrist extension L",
            "3 deltoid B past",
            "3+ deltoid B",
        ],
    ),
    "the side behind each value": (
        "Measure        8/4       9/15      target\nHip ext MMT    3+/5 B    4-/5 B    4+/5 B",
        ["3+ hip extension B past", "4- hip extension B", "4+ hip extension B goal"],
    ),
    "one limb beside each side": (
        "              R LE     L LE\nQuads         3/5      5/5",
        ["3 knee extension R", "5 knee extension L"],
    ),
    "dates with sides": (
        "| Muscle | 2-4 R | 2-4 L | 3-8 R | 3-8 L |\n| Quads | 3+ | 3 | 4- | 4 |",
        ["3+ knee extension R past", "3 knee extension L past", "4- knee extension R", "4 knee extension L"],
    ),
    "times over sides": (
        "MMT        Initial         Current\n"
        "           R     L         R     L\n"
        "Hip flex   3     3+        4     4-",
        ["3 hip flexion R past", "3+ hip flexion L past", "4 hip flexion R", "4- hip flexion L"],
    ),
    "a pair of fractions under each time": (
        "            ie          dc\nhf R/L    3+/5 3/5    5/5 4/5",
        ["3+ hip flexion R past", "3 hip flexion L past", "5 hip flexion R", "4 hip flexion L"],
    ),
    "bare pairs under each time": (
        "| Item | Eval 9/9 | 10/28 | Goal |\n|---|---|---|---|\n| Hip flex R/L | 3+/3 | 4-/4 | 5/5 |",
        [
            "3+ hip flexion R past",
            "3 hip flexion L past",
            "4- hip flexion R",
            "4 hip flexion L",
            "5 hip flexion B goal",
        ],
    ),
    "order in the heading": (
        "mmt (L / R)\n hf 4/5 / 3/5\n df 4+/5 / 2+/5",
        ["4 hip flexion L", "3 hip flexion R", "4+ ankle dorsiflexion L", "2+ ankle dorsiflexion R"],
    ),
    "order in the heading, pairs with semicolons": (
        "- mmt R;L\n   delt 4/5;4-/5\n   ta 2+/5;2/5",
        ["4 deltoid R", "4- deltoid L", "2+ ankle dorsiflexion R", "2 ankle dorsiflexion L"],
    ),
    "two tables side by side": (
        "          UE                       LE\n"
        "        R     L                R    L\n"
        "Sh flex 4/5   4-/5   Hip flex  3/5  3+/5",
        ["4 shoulder flexion R", "4- shoulder flexion L", "3 hip flexion R", "3+ hip flexion L"],
    ),
    "muscles as columns": (
        "     HF    KE    DF\nR    3+    4-    3\nL    3-    3+    2+",
        [
            "3+ hip flexion R",
            "4- knee extension R",
            "3 ankle dorsiflexion R",
            "3- hip flexion L",
            "3+ knee extension L",
            "2+ ankle dorsiflexion L",
        ],
    ),
    "second side on a line of its own": (
        "Initial   Today   LTG\nShldr flex   R 3/5   4-/5   5/5\n             L 3+/5  4/5    5/5",
        [
            "3 shoulder flexion R past",
            "4- shoulder flexion R",
            "5 shoulder flexion R goal",
            "3+ shoulder flexion L past",
            "4 shoulder flexion L",
            "5 shoulder flexion L goal",
        ],
    ),
    "range of motion beside strength": (
        "| Motion | AROM R | AROM L | MMT R | MMT L |\n| Knee flexion | 110 | 104 | 4/5 | 3+/5 |",
        ["4 knee flexion R", "3+ knee flexion L"],
    ),
    "goal column beside sides": (
        "LE STRENGTH    RIGHT   LEFT   GOAL\nHip flexion    3+/5    4-/5   4+/5",
        ["3+ hip flexion R", "4- hip flexion L", "4+ hip flexion B goal"],
    ),
    "cells put on lines of their own, order kept": (
        "Muscle\nR\nL\nHip flexion\n3+/5\n4-/5",
        ["3+ hip flexion R", "4- hip flexion L"],
    ),
    "columns lost: the values stay, the side is unknown": (
        "Strength\nHip flexion 3+/5 4-/5\nKnee ext 4/5 4/5",
        ["3+ hip flexion U", "4- hip flexion U", "4 knee extension U"],
    ),
    "axial muscle under two sides": (
        "MMT         R      L\nneck flex   4-\ndeltoid     4-     4",
        ["4- neck flexion U", "4- deltoid R", "4 deltoid L"],
    ),
    "joint heading over sides": (
        "STRENGTH  R shoulder   L (IE)   L (now)\nL shoulder\nFlexion        2/5      3+/5",
        ["2 shoulder flexion L past", "3+ shoulder flexion L"],
    ),
    "joints by movements": (
        "MMT          Flex    Ext    ER\nR shoulder   4-      4      3+\nL elbow      4       5      -",
        [
            *("4- shoulder flexion R", "4 shoulder extension R", "3+ shoulder external rotation R"),
            *("4 elbow flexion L", "5 elbow extension L"),
        ],
    ),
    "movements of one joint by sides": (
        "Wrist strength\n     Flex   Ext\nL    4      4-\nR    5      5",
        ["4 wrist flexion L", "4- wrist extension L", "5 wrist flexion R", "5 wrist extension R"],
    ),
    "movements by joints": (
        "       Elbow  Wrist\nFlex   3/5    4/5\nExt    3+/5   4-/5",
        ["3 elbow flexion U", "4 wrist flexion U", "3+ elbow extension U", "4- wrist extension U"],
    ),
    "sides by joints, with a label": (
        "Strength   Elbow   Wrist   Hand\nRight      4/5     4-/5    3/5\nLeft       5/5     5/5     5/5",
        ["4 elbow R", "4- wrist R", "3 hand R", "5 elbow L", "5 wrist L", "5 hand L"],
    ),
    "status heads the names": (
        "STATUS              SOC          DISCHARGE\nElbow ext (R/L)     2/5; 3/5     3/5; 4-/5",
        [
            "2 elbow extension R past",
            "3 elbow extension L past",
            "3 elbow extension R",
            "4- elbow extension L",
        ],
    ),
    "limbs behind a label of strength": (
        "UE strength    RUE     LUE\n elbow flex  3/5     3-/5",
        ["3 elbow flexion R", "3- elbow flexion L"],
    ),
    "an order of sides below the times": (
        "                 SOC 8/19      10/13\n  MMT, R / L\n  Quads          3 / 3-        4- / 3+",
        ["3 knee extension R past", "3- knee extension L past", "4- knee extension R", "3+ knee extension L"],
    ),
    "two sides of each time": (
        "          Eval    Now\n       R   L    R   L\nQuads  3/5  4/5  4/5  4+/5",
        ["3 knee extension R past", "4 knee extension L past", "4 knee extension R", "4+ knee extension L"],
    ),
    "a bracket that wraps round": (
        "MMT     RIGHT     LEFT\nHip flexors (seated, trunk   3/5       4/5\n   supported)",
        ["3 hip flexion R", "4 hip flexion L"],
    ),
    "short names of movements": (
        "MMT\n      ShFl   ElEx\n  R   3+     4-\n  L   4      4",
        ["3+ shoulder flexion R", "4- elbow extension R", "4 shoulder flexion L", "4 elbow extension L"],
    ),
    "status heads the values": (
        "MUSCLE      PRIOR    STATUS   GOAL\nL grip      2/5      3/5      4/5",
        ["2 grip L past", "3 grip L", "4 grip L goal"],
    ),
    "goal of discharge is one column": (
        "             admit 3/2     now    d/c goal\nL grip       2             3-     4",
        ["2 grip L past", "3- grip L", "4 grip L goal"],
    ),
    "discharge and goal are two columns": (
        "             Initial     Discharge   Goal\nL grip       2/5         3-/5        4/5",
        ["2 grip L past", "3- grip L", "4 grip L goal"],
    ),
    "met fills a cell": (
        "MMT\tInitial\tCurrent\tGoal\nB grip\t3/5\t4/5\tmet\nB triceps\t3/5\t4-/5\t4+/5",
        [
            *("3 grip B past", "4 grip B"),
            *("3 elbow extension B past", "4- elbow extension B", "4+ elbow extension B goal"),
        ],
    ),
    "lists under an order of sides": (
        "Strength (R/L):\n grip 4/4+     triceps 4-/4-\n wrist ext 5/5     wrist flex 5/5",
        [
            *("4 grip R", "4+ grip L", "4- elbow extension B"),
            *("5 wrist extension B", "5 wrist flexion B"),
        ],
    ),
    "the side in the title of a table of times": (
        "Strength, left    Eval   Today   Goal\n Elbow flexion    2+     3       4\n Grip             2      3-      3+",
        [
            *("2+ elbow flexion L past", "3 elbow flexion L", "4 elbow flexion L goal"),
            *("2 grip L past", "3- grip L", "3+ grip L goal"),
        ],
    ),
    "an order below the letter of an outline": (
        "III. MEASURES\n  B. MMT (RIGHT / LEFT)\n     QUADS ....... 4- / 3+\n     HAMSTRINGS .. 4 / 4",
        ["4- knee extension R", "3+ knee extension L", "4 knee flexion B"],
    ),
    "joint and movement in cells of their own": (
        "| Joint | Motion | R MMT | L MMT |\n|---|---|---|---|\n| Hip | Flex | 4- | 4 |\n| Knee | Ext | 3+ | 4- |",
        ["4- hip flexion R", "4 hip flexion L", "3+ knee extension R", "4- knee extension L"],
    ),
    "measures below sides": (
        "           Left         Right\n           MMT   ROM    MMT   ROM\n"
        "Hip abd    3+    30     4-    0\nKnee ext   4     0      4+    5",
        ["3+ hip abduction L", "4- hip abduction R", "4 knee extension L", "4+ knee extension R"],
    ),
    "an empty box in the row": (
        "STRENGTH  ( ) WFL  (x) Impaired:  L hip flex 3+  R hip flex 4",
        ["3+ hip flexion L", "4 hip flexion R"],
    ),
    "pain behind the grades of a row": (
        "LE MMT\nHip Extension: Right 3+/5 Left 4-/5 Pain: R 3/10",
        ["3+ hip extension R", "4- hip extension L"],
    ),
    "each value on a line of its own": (
        "Strength\nRight deltoid\n4\nLeft deltoid\n3+\nRight biceps\n5\nGoals\n1\nWalk 50 ft",
        ["4 deltoid R", "3+ deltoid L", "5 elbow flexion R"],
    ),
}


@pytest.mark.parametrize(("note", "facts"), TABLES.values(), ids=TABLES.keys())
def test_table(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


@pytest.mark.parametrize(
    "note",
    [
        "AROM          R      L\nHip flexion   105    98\nAnkle DF      5      3",  # degrees
        "AROM        Flex   Ext\nR shoulder  5      4\nL shoulder  4      3",
        "Girth   R   L\n10 cm sup   44   42",
        "DTR      R    L\nPatella   2+   2+\nAchilles   1+   0",
        "Sensation   R   L\nL4   2   2\nL5   1   2",
    ],
)
def test_other_tables_are_no_strength(said: Said, note: str) -> None:
    assert said(note) == set()


def test_a_header_ends_with_its_table(said: Said, expected: Expected) -> None:
    note = (
        "MMT   R    L\n"
        "quads   4/5   3/5\n"
        "\n"
        "Gait: 60 ft, slow.\n"
        "TUG 18 s.\n"
        "Berg 40/56.\n"
        "Stairs: 4.\n"
        "Bed: min A.\n"
    )
    assert said(note + "Knee extension 4/5 5/5 on retest") == expected(
        "4 knee extension R", "3 knee extension L", "4 knee extension U", "5 knee extension U"
    )


@pytest.mark.parametrize(
    ("note", "facts"),
    [
        (
            "Strength   eval   this wk\nR quads   3/5   4-/5",
            ["3 knee extension R past", "4- knee extension R"],
        ),
        # a header that begins like a title; a title
        ("PT Eval   PT Discharge\nR quads   3/5   4/5", ["3 knee extension R past", "4 knee extension R"]),
        ("PT progress note 3/4\nR quads 3/5, L quads 4/5", ["3 knee extension R", "4 knee extension L"]),
        # an earlier pair in the last column; short forms above sides; a list of one side below a table of two
        (
            "        Lt      Rt     (Lt / Rt on 2/3)\nQuads   4-/5    4/5    3/5 , 3+/5",
            [
                "4- knee extension L",
                "4 knee extension R",
                "3 knee extension L past",
                "3+ knee extension R past",
            ],
        ),
        (
            "        R     L     IE (R/L)\nQuads   4     4-    3+/3",
            [
                "4 knee extension R",
                "4- knee extension L",
                "3+ knee extension R past",
                "3 knee extension L past",
            ],
        ),
        (
            "Motor:   SA   EF   HG   HF   KE\n L       4-   4    5    3+   4",
            [
                "4- shoulder abduction L",
                "4 elbow flexion L",
                "5 grip L",
                "3+ hip flexion L",
                "4 knee extension L",
            ],
        ),
        (
            "        SAb   EE   WE   FF   FAb\n R      2     3    3+   4-   4",
            [
                "2 shoulder abduction R",
                "3 elbow extension R",
                "3+ wrist extension R",
                "4- finger flexion R",
                "4 finger abduction R",
            ],
        ),
        (
            "Motor   ShAbd   FF   KE   DF\n L      2       3+    4   4-",
            [
                "2 shoulder abduction L",
                "3+ unspecified L",
                "4 knee extension L",
                "4- ankle dorsiflexion L",
            ],
        ),
        (
            "        Right   Left\nQuads   3/5     4/5\nMMT R: wrist ext 3+/5, wrist flex 4-/5.",
            ["3 knee extension R", "4 knee extension L", "3+ wrist extension R", "4- wrist flexion R"],
        ),
        # strength below a table of motion
        (
            "AROM   Right   Left\nKnee flexion   110   120\nStrength quads   R 4/5   L 5/5",
            ["4 knee extension R", "5 knee extension L"],
        ),
        # months head the columns: the last is of now, also past the turn of a year
        (
            "Measure      Sept         Feb\nHip abd B    3/5          3+/5\nHams R       4-/5         4/5",
            ["3 hip abduction B past", "3+ hip abduction B", "4- knee flexion R past", "4 knee flexion R"],
        ),
        (
            "Strength     Nov 2025     Jan 2026\nKnee ext L   3-/5         3+/5",
            ["3- knee extension L past", "3+ knee extension L"],
        ),
        (
            "MMT          May          Goal\nHip ext B    3/5          4/5",
            ["3 hip extension B", "4 hip extension B goal"],
        ),
        # numbers behind the word for weeks, told once
        (
            " WEEK         1        3        goal\n R hip abd    2+/5     3/5      4/5\n R hip flex   3-/5     3+/5     4/5",
            [
                *("2+ hip abduction R past", "3 hip abduction R", "4 hip abduction R goal"),
                *("3- hip flexion R past", "3+ hip flexion R", "4 hip flexion R goal"),
            ],
        ),
        # "60-day goal" is one heading
        (
            "MMT             SOC 5/2   Today    60-day goal\nHip abd R/L     3-/3      4-/4     4+/4+",
            [
                *(
                    "3- hip abduction R past",
                    "3 hip abduction L past",
                    "4- hip abduction R",
                    "4 hip abduction L",
                ),
                "4+ hip abduction B goal",
            ],
        ),
        # the neck has no side, also where the header tells that both are alike
        (
            "Strength, R = L   4/2     4/9\nneck flexors      2/5     3/5\ntriceps           3/5     4/5",
            [
                *("2 neck flexion U past", "3 neck flexion U"),
                *("3 elbow extension B past", "4 elbow extension B"),
            ],
        ),
        # a figure of the label, and a joint in the words of a cell: no row of strength
        (
            "                SOC       DC\nBack steps (3)  unable    rail, son at her knee\nMMT hip abd B   3-/5      4/5",
            ["3- hip abduction B past", "4 hip abduction B"],
        ),
        # a bracket behind a grade holds that of the other time, told above or not; one cell may have none
        (
            "MMT at D/C (adm in parens)\n            LEFT          RIGHT\nHip abd     3+/5 (3/5)    4-/5 (3/5)\n"
            "Knee flex   4/5           4-/5 (3+/5)",
            [
                *(
                    "3+ hip abduction L",
                    "3 hip abduction L past",
                    "4- hip abduction R",
                    "3 hip abduction R past",
                ),
                *("4 knee flexion L", "4- knee flexion R", "3+ knee flexion R past"),
            ],
        ),
        (
            "Strength       R          L\nHip abd        4 (3)      4- (3+)\nKnee flex      5          4 (pain)",
            [
                *(
                    "4 hip abduction R",
                    "3 hip abduction R past",
                    "4- hip abduction L",
                    "3+ hip abduction L past",
                ),
                *("5 knee flexion R", "4 knee flexion L"),
            ],
        ),
        # a remark on range behind the columns
        (
            "Data        9/2     10/7\nHip abd B   4/5     4+/5\nPF B        3/5     4/5   DF PROM 5 both",
            [
                *("4 hip abduction B past", "4+ hip abduction B"),
                *("3 ankle plantarflexion B past", "4 ankle plantarflexion B"),
            ],
        ),
        # no month, no column
        (
            "May be d/c'd   March in place x 20\nHip abd B    3/5\nHip ext B    4/5",
            ["3 hip abduction B", "4 hip extension B"],
        ),
        # rows of another measure between
        (
            "MMT   R    L\nquads   4/5   3/5\nhip AROM  100  95\nknee AROM  120  118\nhams   3+/5   4/5",
            ["4 knee extension R", "3 knee extension L", "3+ knee flexion R", "4 knee flexion L"],
        ),
    ],
)
def test_headers(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)
