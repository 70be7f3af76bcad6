"""Strength whose sides or times are declared once for many grades: in words, by a heading, by a date, a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]
Expected = Callable[..., set[str]]

DECLARED = [
    # two times
    (
        "MMT now vs admission: knee extensors R 4-/5 (3/5), L 4/5 (3+/5)",
        ["4- knee extension R", "3 knee extension R past", "4 knee extension L", "3+ knee extension L past"],
    ),
    (
        "Strength, today vs eval: ankle DF B 3+/5 (3-/5), ankle PF B 4-/5 (3/5)",
        [
            "3+ ankle dorsiflexion B",
            "3- ankle dorsiflexion B past",
            "4- ankle plantarflexion B",
            "3 ankle plantarflexion B past",
        ],
    ),
    (
        "Strength now (eval): R hip abduction 4/5 (3/5), R hip extension 4-/5 (3-/5)",
        ["4 hip abduction R", "3 hip abduction R past", "4- hip extension R", "3- hip extension R past"],
    ),
    # in words, and in a bracket
    (
        "MMT bilateral and equal, adm then dc\n knee flex 3-, 4\n knee ext 3, 4+",
        ["3- knee flexion B past", "4 knee flexion B", "3 knee extension B past", "4+ knee extension B"],
    ),
    (
        "Strength (IE, now): hip abd R 3-/5, 4-/5; hip ext R 3/5, 4/5",
        ["3- hip abduction R past", "4- hip abduction R", "3 hip extension R past", "4 hip extension R"],
    ),
    ("He managed at eval, then today hip abd is 4/5 R.", ["4 hip abduction R"]),
    # a dated bracket behind as many muscles holds a grade for each; else they are of the last
    (
        "MMT B: hip abd 4, hip ext 4-, hams 4+.   (9/12/25: 3+, 3, 3)",
        [
            *("4 hip abduction B", "4- hip extension B", "4+ knee flexion B"),
            *("3+ hip abduction B past", "3 hip extension B past", "3 knee flexion B past"),
        ],
    ),
    (
        "MMT L: quads 4/5, hams 4/5 (eval 3/5, 3+/5), hip abd 4/5.",
        [
            *("4 knee extension L", "4 knee flexion L", "4 hip abduction L"),
            *("3 knee extension L past", "3+ knee flexion L past"),
        ],
    ),
    (
        "MMT L: quads 4/5, hams 4/5, hip abd 3/5 (eval 2+/5).",
        ["4 knee extension L", "4 knee flexion L", "3 hip abduction L", "2+ hip abduction L past"],
    ),
    # the order of sides goes on below, with a time of its own; not where no pairs stand, nor below reflexes
    (
        "MMT now (L/R): delts 3+/4-, biceps 4-/4\nAt SOC: delts 3-/3, biceps 3/3",
        [
            *("3+ deltoid L", "4- deltoid R", "4- elbow flexion L", "4 elbow flexion R"),
            *("3- deltoid L past", "3 deltoid R past", "3 elbow flexion B past"),
        ],
    ),
    (
        "MMT (R / L)   hip flex 3+ / 4-    knee ext 4 / 4-\n              hip abd 3 / 3+      ankle DF 5 / 5",
        [
            *("3+ hip flexion R", "4- hip flexion L", "4 knee extension R", "4- knee extension L"),
            *("3 hip abduction R", "3+ hip abduction L", "5 ankle dorsiflexion B"),
        ],
    ),
    (
        "MMT (R/L): delts 3+/4-, biceps 4-/4\nDTRs: biceps 2/2, triceps 1/2",
        ["3+ deltoid R", "4- deltoid L", "4- elbow flexion R", "4 elbow flexion L"],
    ),
    (
        "MMT (R/L): delts 3+/4-, biceps 4-/4\nwrist ext 4/5, grip 3/5",
        [
            *("3+ deltoid R", "4- deltoid L", "4- elbow flexion R", "4 elbow flexion L"),
            *("4 wrist extension U", "3 grip U"),
        ],
    ),
    # the order of sides in a sentence of other words; a leg that goes first is no order
    (
        "Strength tested in the wheelchair, right listed first. Elbow flexion 3+/4, wrist extension 3/3+.",
        ["3+ elbow flexion R", "4 elbow flexion L", "3 wrist extension R", "3+ wrist extension L"],
    ),
    ("MMT (left side given first): quads 4-/3+", ["4- knee extension L", "3+ knee extension R"]),
    ("MMT, first number is the left: tib ant 2+/4", ["2+ ankle dorsiflexion L", "4 ankle dorsiflexion R"]),
    (
        "MMT. The right is listed first.\nwrist flexion 3+/3\nelbow ext 4/4-",
        ["3+ wrist flexion R", "3 wrist flexion L", "4 elbow extension R", "4- elbow extension L"],
    ),
    (
        "Strength: first number L, second R. Tib ant 3+/3, EHL 4/4-.",
        [
            "3+ ankle dorsiflexion L",
            "3 ankle dorsiflexion R",
            "4 great toe extension L",
            "4- great toe extension R",
        ],
    ),
    ("Stairs: step to, right first.\nMMT quads 4-/3+", ["4- knee extension U", "3+ knee extension U"]),
    ("Steps up with the right leg first. R quads 4/5.", ["4 knee extension R"]),
    # grades in brackets of another time; what stands in no bracket is of now
    (
        "Strength, with admission scores in parentheses: triceps R 3+/5 (3-/5), L 4/5 (3+/5), R deltoid 4-/5.",
        [
            "3+ elbow extension R",
            "3- elbow extension R past",
            "4 elbow extension L",
            "3+ elbow extension L past",
            "4- deltoid R",
        ],
    ),
    (
        "MMT, values in brackets are the goal: R gastroc 3+/5 [4/5]",
        ["3+ ankle plantarflexion R", "4 ankle plantarflexion R goal"],
    ),
    (
        "MMT: L hams 4/5 (3/5), R hams 5/5 (4/5). Eval numbers in parentheses.",
        ["4 knee flexion L", "3 knee flexion L past", "5 knee flexion R", "4 knee flexion R past"],
    ),
    ("MMT, IE grades in ( ): R hams 4/5 (3/5)", ["4 knee flexion R", "3 knee flexion R past"]),
    ("MMT at the start of therapy 3/5 R hams, now 4/5.", ["3 knee flexion R past", "4 knee flexion R"]),
    ("At the beginning of this cert period triceps were 3-/5 B.", ["3- elbow extension B past"]),
    ("B hip abduction 4/5, baseline 7/1/26 3/5", ["4 hip abduction B", "3 hip abduction B past"]),
    (
        "LTG: B hip abduction 4/5\n   Baseline 07/01: 3/5      Current: 3+/5     Progressing",
        ["4 hip abduction B goal", "3 hip abduction B past", "3+ hip abduction B"],
    ),
    (
        "MMT Right Left Hip flexion 3+/5 3/5 Knee extension 4-/5 3+/5",  # a table whose lines ran together
        ["3+ hip flexion R", "3 hip flexion L", "4- knee extension R", "3+ knee extension L"],
    ),
    ("[1] STG B hip abduction 4/5", ["4 hip abduction B goal"]),
    ("MMT eval vs today: hip flexors B 3-/5 (3+/5)", ["3- hip flexion B past", "3+ hip flexion B"]),
    ("MMT: initial (current): R quads 3/5 (4/5)", ["3 knee extension R past", "4 knee extension R"]),
    (
        "MMT: current (initial)\nR quads 4/5 (3/5)\nL quads 5/5 (4/5)",
        ["4 knee extension R", "3 knee extension R past", "5 knee extension L", "4 knee extension L past"],
    ),
    (
        "Strength (IE in parentheses):\nR shoulder flexion 4/5 (3-/5)\nR shoulder ER 4-/5 (2+/5)",
        [
            "4 shoulder flexion R",
            "3- shoulder flexion R past",
            "4- shoulder external rotation R",
            "2+ shoulder external rotation R past",
        ],
    ),
    (
        "MMT (previous in brackets): L gastroc 4/5 [3/5], L tib ant 4-/5 [2/5]",
        [
            "4 ankle plantarflexion L",
            "3 ankle plantarflexion L past",
            "4- ankle dorsiflexion L",
            "2 ankle dorsiflexion L past",
        ],
    ),
    (
        "R glute med 4/5 (3+/5) L 4/5 (4-/5)",
        ["4 hip abduction R", "3+ hip abduction R past", "4 hip abduction L", "4- hip abduction L past"],
    ),
    (
        "MMT today vs last visit:\nB hip abd 4-/5, 3/5\nB hip ext 4/5, 4-/5",
        ["4- hip abduction B", "3 hip abduction B past", "4 hip extension B", "4- hip extension B past"],
    ),
    (
        "MMT current/prior: L biceps 4/5 / 3/5; L triceps 4-/5 / 3+/5",
        ["4 elbow flexion L", "3 elbow flexion L past", "4- elbow extension L", "3+ elbow extension L past"],
    ),
    (
        "Strength, R/L, today (IE): hip flexion 4/4+ (3/4)",
        ["4 hip flexion R", "4+ hip flexion L", "3 hip flexion R past", "4 hip flexion L past"],
    ),
    # two sides
    (
        "MMT, right then left: hip flexion 3, 4; knee extension 4-, 4+",
        ["3 hip flexion R", "4 hip flexion L", "4- knee extension R", "4+ knee extension L"],
    ),
    (
        "Strength R then L: elbow flexion 4+, 3; grip 4, 3-",
        ["4+ elbow flexion R", "3 elbow flexion L", "4 grip R", "3- grip L"],
    ),
    ("MMT left then right: knee flexion 4-/5, 5/5", ["4- knee flexion L", "5 knee flexion R"]),
    (
        "Strength (left, right): elbow extension 4, 5; wrist flexion 3+, 5",
        ["4 elbow extension L", "5 elbow extension R", "3+ wrist flexion L", "5 wrist flexion R"],
    ),
    (
        "MMT L then R. Hip abduction 3+, 4. Hip extension 3, 4-.",
        ["3+ hip abduction L", "4 hip abduction R", "3 hip extension L", "4- hip extension R"],
    ),
    # no order of two
    ("R quads 4/5 now vs 3/5 at eval", ["4 knee extension R", "3 knee extension R past"]),
    ("R hip flexion 4/5 then L hip flexion 3/5", ["4 hip flexion R", "3 hip flexion L"]),
    ("Left then right knee buckled. R quads 3/5, L quads 4/5", ["3 knee extension R", "4 knee extension L"]),
    ("MMT: quads 4/5 (R), 3/5 (L)", ["4 knee extension R", "3 knee extension L"]),
]

DATED = [
    (
        "Current measures (9/18): R quads 4-/5\n8/22: R quads 3/5",
        ["4- knee extension R", "3 knee extension R past"],
    ),
    ("Measures (9/18): L biceps 4-/5\n8/22: L biceps 3/5", ["4- elbow flexion L", "3 elbow flexion L past"]),
    (
        "Current (1/08): L quads 4/5, TUG 14 sec\n12/11: L quads 3/5, TUG 20 sec",
        ["4 knee extension L", "3 knee extension L past"],
    ),
    (
        "Current measures (9/18): B knee extensors 4-/5, TUG 15.2 sec, gait speed 0.8 m/s\n"
        "8/22: B knee extensors 3/5, TUG 21.4 sec, gait speed 0.5 m/s",
        ["4- knee extension B", "3 knee extension B past"],
    ),
    (
        "R quads 4/5 (8/22: 3/5), L quads 4+/5 (wk 2 4-/5)",
        ["4 knee extension R", "3 knee extension R past", "4+ knee extension L", "4- knee extension L past"],
    ),
    (
        "L hip abductors 4/5 (week 1: 3/5), L hip extensors 4/5 (week 1: 3+/5)",
        ["4 hip abduction L", "3 hip abduction L past", "4 hip extension L", "3+ hip extension L past"],
    ),
    (
        "Tinetti 18/28 (yest 16/28), B hip extensors 3/5 (yest 2+/5)",
        ["3 hip extension B", "2+ hip extension B past"],
    ),
    # nothing older
    ("9/18: R quads 4/5 (pain 3/10)", ["4 knee extension R"]),
    ("R quads 4/5 (tested 9/18), L quads 3/5", ["4 knee extension R", "3 knee extension L"]),
]


@pytest.mark.parametrize(("note", "facts"), DATED)
def test_dated(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


TABLES = [
    # columns of limbs
    (
        "MMT     RUE   LUE   RLE   LLE\nProx    4     3+    4-    3\nDistal  5     4     4     3+",
        [
            "4 proximal upper extremity R",
            "3+ proximal upper extremity L",
            "4- proximal lower extremity R",
            "3 proximal lower extremity L",
            "5 distal upper extremity R",
            "4 distal upper extremity L",
            "4 distal lower extremity R",
            "3+ distal lower extremity L",
        ],
    ),
    (
        "Strength\n            RUE    LUE\nShoulder flexion   4/5   3/5\nElbow flexion      5/5   4-/5",
        ["4 shoulder flexion R", "3 shoulder flexion L", "5 elbow flexion R", "4- elbow flexion L"],
    ),
    (
        "| MMT | LUE | RUE | LLE | RLE |\n| Proximal | 4/5 | 4-/5 | 3/5 | 3+/5 |",
        [
            "4 proximal upper extremity L",
            "4- proximal upper extremity R",
            "3 proximal lower extremity L",
            "3+ proximal lower extremity R",
        ],
    ),
    (
        "           RUE   LUE   RLE   LLE\nStrength   4/5   4/5   3+/5   3/5\nROM        WFL   WFL   WFL    WFL",
        ["4 upper extremity B", "3+ lower extremity R", "3 lower extremity L"],
    ),
    ("MMT      RLE      LLE\nHip flexors   4   3+\nGrip   5   4", ["4 hip flexion R", "3+ hip flexion L"]),
    # a limb labels its rows
    (
        "MMT              R    L\nUE  shoulder abd    4    3-\n    elbow flex      5    3\n"
        "LE  hip flex        4+   3+\n    knee ext        5    4",
        [
            "4 shoulder abduction R",
            "3- shoulder abduction L",
            "5 elbow flexion R",
            "3 elbow flexion L",
            "4+ hip flexion R",
            "3+ hip flexion L",
            "5 knee extension R",
            "4 knee extension L",
        ],
    ),
    (
        "MMT   R    L\nUE    4    3-\nLE    4+   3+",
        ["4 upper extremity R", "3- upper extremity L", "4+ lower extremity R", "3+ lower extremity L"],
    ),
    # cells not tested, and rows of force
    (
        "MMT           R eval   R now   L\nHip abd       3-       4-      5\nAnkle DF      deferred  4       5",
        [
            "3- hip abduction R past",
            "4- hip abduction R",
            "5 hip abduction L",
            "4 ankle dorsiflexion R",
            "5 ankle dorsiflexion L",
        ],
    ),
    (
        "              R eval  R now  L\nShoulder flexion   2+      3      5\nLateral pinch, lb    5     4     18",
        ["2+ shoulder flexion R past", "3 shoulder flexion R", "5 shoulder flexion L"],
    ),
    # commas
    (
        "Muscle,Right,Left\nHip flexors,3+,4\nQuadriceps,4-,4+\nTibialis anterior,4,5",
        [
            "3+ hip flexion R",
            "4 hip flexion L",
            "4- knee extension R",
            "4+ knee extension L",
            "4 ankle dorsiflexion R",
            "5 ankle dorsiflexion L",
        ],
    ),
    ("Motion,Left,Right\nElbow extension,4/5,5/5", ["4 elbow extension L", "5 elbow extension R"]),
    (
        "Item,Initial,Current,Goal\nR hip flexors,3,4-,4",
        ["3 hip flexion R past", "4- hip flexion R", "4 hip flexion R goal"],
    ),
    ("ROM, right, left\nknee flexion, 120, 95", []),
]


@pytest.mark.parametrize(("note", "facts"), TABLES)
def test_tables(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


LIMBS = [
    (
        "MMT: R shoulder abd 3/5, elbow flex 4-/5, wrist ext 4/5. L all 5/5.",
        ["3 shoulder abduction R", "4- elbow flexion R", "4 wrist extension R", "5 upper extremity L"],
    ),
    (
        "R: hip flex 4-/5, knee ext 3+/5. L side 5/5.",
        ["4- hip flexion R", "3+ knee extension R", "5 left side L"],
    ),
    ("The right elbow was 5/5, as was the entire left arm.", ["5 elbow R", "5 upper extremity L"]),
    ("RUE/LUE strength 4/5", ["4 upper extremity B"]),
    ("R UE/LE strength 4/5", ["4 upper extremity R", "4 lower extremity R"]),
    (
        "Wrist flexion, extension and grip all 5/5 on the right.",
        ["5 wrist flexion R", "5 wrist extension R", "5 grip R"],
    ),
    ("L gr toe ext 3/5, R gr toe ext 5/5", ["3 great toe extension L", "5 great toe extension R"]),
    (
        "R FDP to index finger 4/5, R thumb adductor 3/5",
        ["4 finger flexion R", "3 hand intrinsics R"],
    ),
    ("Transversus abdominis 3/5", ["3 core U"]),
    (
        "Left hip abduction is 4/5. In the March clinic note the same hip was 3-/5.",
        ["4 hip abduction L", "3- hip abduction L past"],
    ),
    ("Right knee extension is 4+/5. The same hip is 3/5.", ["4+ knee extension R", "3 hip girdle R"]),
]


@pytest.mark.parametrize(("note", "facts"), LIMBS)
def test_limbs(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


NOT_PRESENT = [
    (
        "Key: 5/5 full resist, 4/5 some resistance, 3/5 antigravity, 1/5 flicker.",
        [f"{n} unspecified U conditional" for n in "5431"],
    ),
    (
        "MMT scale: 4/5 mod resist, 0/5 nothing",
        ["4 unspecified U conditional", "0 unspecified U conditional"],
    ),
    ("MMT: R quads 3/5 against gravity, L quads 4/5", ["3 knee extension R", "4 knee extension L"]),
    ("Goals met: 3/5. Key results: 2/5 visits kept, 3/5 missed.", []),
    ("R knee: flex 112 ext -4. R quads 4/5", ["4 knee extension R"]),
    ("BLE ROM WNL / Strength WNL", ["WNL lower extremity B"]),
]


@pytest.mark.parametrize(("note", "facts"), NOT_PRESENT)
def test_not_present(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


@pytest.mark.parametrize(("note", "facts"), DECLARED)
def test_declared(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


OTHER_SIDE = [
    # the side that was not named
    ("Left hip abduction 3+/5, contralateral side 4+/5.", ["3+ hip abduction L", "4+ hip abduction R"]),
    ("Grip 4/5 on the affected right, 5/5 on the unaffected.", ["4 grip R", "5 grip L"]),
    ("Pinch 4/5 on the uninvolved left.", ["4 pinch L"]),
    ("Pinch 4/5 involved, 5/5 uninvolved.", ["4 pinch U", "5 pinch U"]),
    ("L wrist extension 4-/5; other wrist 5/5.", ["4- wrist extension L", "5 wrist R"]),
    ("L hip flexion 4-/5; other hip groups 4/5.", ["4- hip flexion L", "4 hip girdle L"]),
    ("R quad 4/5. Other hand 5/5.", ["4 knee extension R", "5 hand L"]),
    ("R quad 4/5, on the other hand L ham is 3/5.", ["4 knee extension R", "3 knee flexion L"]),
    (
        "TFL was 4-/5 on the operated left side and 5/5 on the right.",
        ["4- hip abduction L", "5 hip abduction R"],
    ),
    # the same on the other side
    (
        "Left deltoid 3/5, biceps 4/5; same on right.",
        ["3 deltoid B", "4 elbow flexion B"],
    ),
    (
        "Left deltoid 3/5, biceps 4/5, and the left knee is the same as last week.",
        ["3 deltoid L", "4 elbow flexion L"],
    ),
    ("R TFL 4-/5, R hip adductors 4/5. Left as above.", ["4- hip abduction B", "4 hip adduction B"]),
    (
        "L: wrist ext 3/5, wrist flex 4/5\nR all of the above 5/5",
        ["3 wrist extension L", "4 wrist flexion L", "5 wrist extension R", "5 wrist flexion R"],
    ),
    (
        "Wrist flexion, extension and grip on the left each were 4/5, whereas the right side was 5/5 in all three.",
        [
            *("4 wrist flexion L", "4 wrist extension L", "4 grip L"),
            *("5 wrist flexion R", "5 wrist extension R", "5 grip R"),
        ],
    ),
    # "but" leads to the other side, or to another muscle
    ("Eversion 4/5 on the left but 3/5 on the right.", ["4 ankle eversion L", "3 ankle eversion R"]),
    ("Left eversion 4/5 but all toes fine.", ["4 ankle eversion L"]),
    # what is excepted is of the limb before it
    (
        "RUE 4/5 t/o except wrist extension 3+/5 and grip 3/5.",
        ["4 upper extremity R", "3+ wrist extension R", "3 grip R"],
    ),
    (
        "Right arm 5/5, left leg 4/5 save dorsiflexion 2/5.",
        ["5 upper extremity R", "4 lower extremity L", "2 ankle dorsiflexion L"],
    ),
    ("LUE 4/5 except right hamstrings 3/5.", ["4 upper extremity L", "3 knee flexion R"]),
    ("Lt. quad 4/5, exc. rt. hams 3/5", ["4 knee extension L", "3 knee flexion R"]),
    # the side that closes a list
    (
        "4/5 for dorsiflexors, 4-/5 for evertors, bilaterally",
        ["4 ankle dorsiflexion B", "4- ankle eversion B"],
    ),
    (
        "4/5 for dorsiflexors, 4-/5 for evertors, bilateral edema noted",
        ["4 ankle dorsiflexion U", "4- ankle eversion U"],
    ),
    ("Wrist flexion 4/5, grip 4-/5 (R hand, ORIF)", ["4 wrist flexion R", "4- grip R"]),
    ("Wrist flexion 4/5, grip 4-/5 (R hand dominant)", ["4 wrist flexion U", "4- grip U"]),
    ("Evertors 4/5, invertors 4-/5 - left side", ["4 ankle eversion L", "4- ankle inversion L"]),
    ("Evertors 4/5, left side invertors 4-/5", ["4 ankle eversion U", "4- ankle inversion L"]),
    ("Strength: 4/5 wrist flexion; 4-/5 grip; all R", ["4 wrist flexion R", "4- grip R"]),
    ("Strength: 4/5 wrist flexion; 4-/5 grip; R splint", ["4 wrist flexion U", "4- grip U"]),
    ("4/5 evertors, 4-/5 invertors, left side.", ["4 ankle eversion L", "4- ankle inversion L"]),
    ("4/5 evertors, 4-/5 invertors. Left side sore.", ["4 ankle eversion U", "4- ankle inversion U"]),
    # a limb or joint behind the grade gives its side to the muscle before it
    ("Power grip 4/5 L hand, 5/5 R.", ["4 grip L", "5 grip R"]),
    ("L power grip 4/5, R hand 5/5.", ["4 grip L", "5 hand R"]),
    ("Bilateral elbow flexion 4/5 (R) and 3+/5 (L)", ["4 elbow flexion R", "3+ elbow flexion L"]),
    ("Bilateral elbow flexion 4/5, grip 3/5 (R)", ["4 elbow flexion B", "3 grip R"]),
    # one grade for each muscle, side by side
    (
        "Wrist flex/ext/grip R 4/5 4-/5 3+/5; L 5/5 4+/5 5/5",
        [
            *("4 wrist flexion R", "4- wrist extension R", "3+ grip R"),
            *("5 wrist flexion L", "4+ wrist extension L", "5 grip L"),
        ],
    ),
    (
        "Wrist flex/ext R 4/5 3+/5 L 5/5 4+/5",
        ["4 wrist flexion R", "3+ wrist extension R", "5 wrist flexion L", "4+ wrist extension L"],
    ),
    (
        "Wrist flex/ext R 4/5, L 5/5",
        ["4 wrist flexion R", "4 wrist extension R", "5 wrist flexion L", "5 wrist extension L"],
    ),
    ("R thumb opp 4/5", ["4 thumb opposition R"]),
    ("R thumb opp side 4/5 visits", []),
    # one side of the body heads a list of limbs; the other follows
    (
        "Left hemiparesis: arm 3/5 proximal, leg 4-/5. Right 5/5.",
        ["3 proximal upper extremity L", "4- lower extremity L", "5 right side R"],
    ),
    # limbs in order
    ("RLE/LLE: hip flexion 4/5 & 3+/5", ["4 hip flexion R", "3+ hip flexion L"]),
    ("RLE/RUE: hip flexion 4/5 & grip 3+/5", ["4 hip flexion R", "3+ grip R"]),
    # pairs
    (
        "R/L: shoulder flexion 4-/4, elbow flexion 4/5",
        ["4- shoulder flexion R", "4 shoulder flexion L", "4 elbow flexion R", "5 elbow flexion L"],
    ),
    ("R/L: shoulder flexion 4-/5, elbow flexion 4/5", ["4- shoulder flexion B", "4 elbow flexion B"]),
    (
        "biceps 2/2, wrist extensors 1/3 (R/L)",
        ["2 elbow flexion B", "1 wrist extension R", "3 wrist extension L"],
    ),
    ("reflexes biceps 2/2, triceps 2/2 (R/L)", []),
    # leader dots
    (
        "evertors ... L 3/5 ... R 4/5\ninvertors ... L 4/5 ... R 5/5",
        ["3 ankle eversion L", "4 ankle eversion R", "4 ankle inversion L", "5 ankle inversion R"],
    ),
    ("She said ... she is fine. Evertors 4/5 R.", ["4 ankle eversion R"]),
]


@pytest.mark.parametrize(("note", "facts"), OTHER_SIDE)
def test_other_side(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


TOLD = [
    # goals
    ("LTG 3: client will exhibit 4/5 left wrist extensors.", ["4 wrist extension L goal"]),
    ("LTG 3: walk 4/5 blocks.", []),
    ("Start plyometrics once the left hamstring is at 4+/5.", ["4+ knee flexion L goal"]),
    ("Once home she rested; left hamstring 4/5.", ["4 knee flexion L"]),
    ("We expect 4+/5 in the right triceps by week 10.", ["4+ elbow extension R goal"]),
    ("Cast off when swelling fell; right triceps 4+/5.", ["4+ elbow extension R"]),
    ("Pt to have 4+/5 R wrist extension for writing.", ["4+ wrist extension R goal"]),
    ("Pt to gym; R wrist extension 4+/5.", ["4+ wrist extension R"]),
    ("Hoping for 4/5 R deltoid by discharge.", ["4 deltoid R goal"]),
    ("At discharge R deltoid 4/5.", ["4 deltoid R"]),
    ("Return to field when left hams strength 5/5.", ["5 knee flexion L goal"]),
    ("Return visit: left hams strength 5/5.", ["5 knee flexion L"]),
    ("Strengthen L triceps to 4/5.", ["4 elbow extension L goal"]),
    ("Objective: L triceps 4/5.", ["4 elbow extension L"]),
    ("L triceps not yet 4/5.", ["4 elbow extension L goal"]),
    ("L triceps not taped, 4/5.", ["4 elbow extension L"]),
    # then and now
    (
        "Right calf did 12 raises, so upgraded from 3+/5 to 4/5.",
        ["3+ ankle plantarflexion R past", "4 ankle plantarflexion R"],
    ),
    ("Right calf did 12 raises, so 3/5 visits used.", []),
    (
        "His right leg, plegic at 1/5 on arrival, now moves at 3/5.",
        ["1 lower extremity R past", "3 lower extremity R"],
    ),
    ("Strength ranges from 4- to 4+/5 in the left arm.", ["4-..4+ upper extremity L"]),
    ("Strength rose from 4- to 4+/5 in the left arm.", ["4- upper extremity L past", "4+ upper extremity L"]),
    ("The deltoid on the right was 4/5; that on the left was 5/5.", ["4 deltoid R", "5 deltoid L"]),
    ("The right deltoid was 3/5 and is now 4/5.", ["3 deltoid R past", "4 deltoid R"]),
    ("Left evertors improved by half a grade to 4/5.", ["4 ankle eversion L"]),
    # pain limits the muscle, or is what the figure tells of
    ("Knee extension limited by pain to 4-/5 on the left.", ["4- knee extension L"]),
    ("Left knee pain to 4/5 with stairs.", []),
    # the muscle behind the grade
    ("Good strength, 4/5, of the elbow flexors on the left.", ["4 elbow flexion L"]),
    ("Fair effort, 4/5, of the time.", []),
    (
        "BLE MMT 4/5 hip extension, 4-/5 hip abduction and 5/5 otherwise",
        ["4 hip extension B", "4- hip abduction B", "5 lower extremity B"],
    ),
    ("BLE MMT 4/5, 5/5 otherwise", ["4 lower extremity B", "5 unspecified U"]),
    ("Goal: 4/5 right peroneals to lift the toes", ["4 ankle eversion R goal"]),
    (
        "4/5 left knee extension, plantar flexion and dorsiflexion",
        ["4 knee extension L", "4 ankle plantarflexion L", "4 ankle dorsiflexion L"],
    ),
    ("Both wrists are weak, elbow flexion 4/5 on each side.", ["4 elbow flexion B"]),
    ("Weakness in both wrists and elbows 4/5.", ["4 wrist B", "4 elbow B"]),
    ("Ankles (EV 4/5 R)", ["4 ankle eversion R"]),
    ("Hip girdle: flexors 3+/5, extensors 3/5", ["3+ hip flexion U", "3 hip extension U"]),
    # scales
    ("MMT (all /5): R quads 4, hams 4-", ["4 knee extension R", "4- knee flexion R"]),
    ("MMT (L /5): quads 4", ["4 knee extension L"]),
    ("Strength, out of 5\nquads 4 R\nAshworth: hip adductors 2 R, 2 L; gastroc 3 L", ["4 knee extension R"]),
    ("Ashworth: hip adductors 2 R; strength: gastroc 3 L", ["3 ankle plantarflexion L"]),
    ("Right biceps four, right triceps five, out of five.", ["4 elbow flexion R", "5 elbow extension R"]),
    ("Right biceps curls, sets of five, out of time.", []),
    (
        "Grade III over V strength in the left hip flexors, V over V on the right.",
        ["3 hip flexion L", "5 hip flexion R"],
    ),
    ("Left hip flexors sore IV over V hours", []),
    # words and letters
    ("deltoid intact 5/5 on the L", ["5 deltoid L"]),
    ("R evertors 4/5. The left evertors were full.", ["4 ankle eversion R", "WNL ankle eversion L"]),
    ("R eversion 4/5. Left eversion was full.", ["4 ankle eversion R"]),
    (
        "Serratus G-, rhomboids G, lats G+.",
        ["4- serratus anterior U", "4 rhomboids U", "4+ latissimus dorsi U"],
    ),
    ("Rhomboids seen by Dr. G.", []),
    ("Strength 4/5 in bilateral lower extermities", ["4 lower extremity B"]),
    ("3/5 LOB episodes in hand-off task", []),
    ("Right PF poor 2/5", ["2 ankle plantarflexion R"]),
    ("Right PF poor, DF 2/5", ["2 ankle plantarflexion R", "2 ankle dorsiflexion R"]),
    # the stop of a short form
    ("Rt. wrist flex. 4-/5, ext. 3+/5.", ["4- wrist flexion R", "3+ wrist extension R"]),
    ("L gastroc. 4/5, R gastroc. 5/5", ["4 ankle plantarflexion L", "5 ankle plantarflexion R"]),
    ("Sore left quad. 4/5 strength of the right ham.", ["4 knee flexion R"]),
    # a list in short forms
    (
        "R delt 5, bi 5, tri 5, WE 5, grip 5, IP 4, Qd 4, TA 3",
        [
            *("5 deltoid R", "5 elbow flexion R", "5 elbow extension R", "5 wrist extension R"),
            *("5 grip R", "4 hip flexion R", "3 ankle dorsiflexion R"),
        ],
    ),
    ("R delt pads 5, bi cuffs 5, grip balls 5", []),
    # an order told in a sentence, and the scale that the figures are of
    (
        "MMT, right followed by left: quads three plus and four minus, hip flexion two and three.",
        ["3+ knee extension R", "4- knee extension L", "2 hip flexion R", "3 hip flexion L"],
    ),
    (
        "Strength on the MRC scale. Neck flexors 4. Deltoids 5 bilaterally.",
        ["4 neck flexion U", "5 deltoid B"],
    ),
    ("Pain on a 0 to 5 scale. Neck flexors 4.", []),
    ("Motor, bilateral and symmetric:\n  deltoid 3/5", ["3 deltoid B"]),
    (
        "MMT: hip abduction 4/5, whereas the left gastroc held at 5/5",
        ["4 hip abduction U", "5 ankle plantarflexion L"],
    ),
    ("MMT: quads held", []),
    ("Strength all over 5/5.", ["5 all extremities B"]),
    (
        "MMT knee ext 3+ R 4- L; hip flex 3+ R 3+ L (all out of 5)",
        ["3+ knee extension R", "4- knee extension L", "3+ hip flexion R", "3+ hip flexion L"],
    ),
    ("Neck pain. Neck 4/5 on the worst day.", []),
    (
        "MMT (now vs eval): R quads 4/5 vs 3/5, R hams 4-/5 vs 3+/5",
        ["4 knee extension R", "3 knee extension R past", "4- knee flexion R", "3+ knee flexion R past"],
    ),
    (
        "MMT today/IE: R hip abd 4/3+, R hip ext 4-/3",
        ["4 hip abduction R", "3+ hip abduction R past", "4- hip extension R", "3 hip extension R past"],
    ),
    (
        "MMT today vs IE: L hip flex 4 vs 3+, L quads 4+ vs 4-",
        ["4 hip flexion L", "3+ hip flexion L past", "4+ knee extension L", "4- knee extension L past"],
    ),
    # rows of grades between slashes, one for each of as many muscles
    (
        "Hams/quads/DF R 4-/4/3+ L 5/4+/5",
        [
            *("4- knee flexion R", "4 knee extension R", "3+ ankle dorsiflexion R"),
            *("5 knee flexion L", "4+ knee extension L", "5 ankle dorsiflexion L"),
        ],
    ),
    (
        "Shoulder abd/ER/IR 3+/3/4 on L, 5/5/5 on R",
        [
            *("3+ shoulder abduction L", "3 shoulder external rotation L", "4 shoulder internal rotation L"),
            *("5 shoulder abduction R", "5 shoulder external rotation R", "5 shoulder internal rotation R"),
        ],
    ),
    (
        "Hip flex/ext R 4/3+ L 4+/4-",
        ["4 hip flexion R", "3+ hip extension R", "4+ hip flexion L", "4- hip extension L"],
    ),
    (
        "Hip flex/ext R 4/5 L 4-/5",
        ["4 hip flexion R", "4 hip extension R", "4- hip flexion L", "4- hip extension L"],
    ),
    ("Hip flex/ext/abd 4/5 B", ["4 hip flexion B", "4 hip extension B", "4 hip abduction B"]),
    # what all of a list had before
    (
        "L quads 4/5, L hams 4-/5; these were 3/5 in May.",
        ["4 knee extension L", "4- knee flexion L", "3 knee extension L past", "3 knee flexion L past"],
    ),
    (
        "R hip abd 4/5, ext 4/5 (both 3/5 at eval)",
        ["4 hip abduction R", "4 hip extension R", "3 hip abduction R past", "3 hip extension R past"],
    ),
    (
        "R hip abd 4, R hip ext 4-, each up from 3+",
        ["4 hip abduction R", "4- hip extension R", "3+ hip abduction R past", "3+ hip extension R past"],
    ),
    ("R hip abd 4/5, R hip ext 4/5, all 5/5 L", ["4 hip abduction R", "4 hip extension R", "5 hip girdle L"]),
    # days in brackets behind bare grades
    (
        "R quads: 3+ (3/4), 4- (3/20), 4 (today)",
        ["3+ knee extension R past", "4- knee extension R past", "4 knee extension R"],
    ),
    # sides told alike; an order in brackets
    ("Hip abd 3+/5 and hip ext 4-/5, both sides alike.", ["3+ hip abduction B", "4- hip extension B"]),
    ("Power, equal right and left: deltoids 4/5, grip 4-/5.", ["4 deltoid B", "4- grip B"]),
    ("Power, which was the same on the right and the left: quads 4/5.", ["4 knee extension B"]),
    (
        "Motor (L R): deltoid 4 5, triceps 4+ 5",
        ["4 deltoid L", "5 deltoid R", "4+ elbow extension L", "5 elbow extension R"],
    ),
    (
        "Resisted testing, left side first, then right:\n quads   4-, 4\n hams    3, 3+",
        ["4- knee extension L", "4 knee extension R", "3 knee flexion L", "3+ knee flexion R"],
    ),
    (
        "MMT, R/L: deltoid 3+; 5. Hams 3; 5.",
        ["3+ deltoid R", "5 deltoid L", "3 knee flexion R", "5 knee flexion L"],
    ),
    ("L quads 3/5.\nToday: same chair with CGA, 180 ft with RW, short R step.", ["3 knee extension L"]),
    (
        "Hip abduction went from 3-/5 to 3+/5 on the right and from 3/5 to 4-/5 on the left.",
        ["3- hip abduction R past", "3+ hip abduction R", "3 hip abduction L past", "4- hip abduction L"],
    ),
    (
        "MMT hip: R flex 4; L all 4+ except abd 4.",
        ["4 hip flexion R", "4+ hip girdle L", "4 hip abduction L"],
    ),
    ("Motor 5/5 x 4 except L EHL 4/5.", ["5 all extremities B", "4 great toe extension L"]),
    (
        "Strength (L / R listed in that order)\n quads 2/5, 2-/5",
        ["2 knee extension L", "2- knee extension R"],
    ),
    ("Strength (L first)\n quads 3/5, 3+/5", ["3 knee extension L", "3+ knee extension R"]),
    ("Lower quarter strength, R | L\nQuads 3+/5 | 5/5", ["3+ knee extension R", "5 knee extension L"]),
    (
        "L quads 4-/5 (wk 6 = 3+/5), L hams 4/5.",
        ["4- knee extension L", "3+ knee extension L past", "4 knee flexion L"],
    ),
    ("L quads 3-/5 (2/5 on 6/1)", ["3- knee extension L", "2 knee extension L past"]),
    (
        "L wrist ext 4/5.\nElbow and shoulder 5/5 both arms.",
        ["4 wrist extension L", "5 elbow B", "5 shoulder girdle B"],
    ),
    (
        "PT discharge summary\nOn eval he needed help. BLE 3-/5.\nAt discharge BLE 4/5.",
        ["3- lower extremity B past", "4 lower extremity B"],
    ),
    (
        "PT progress note\nAt eval he needed help. Today he walks. BLE 4/5.\nBUE 5/5.",
        ["4 lower extremity B", "5 upper extremity B"],
    ),
    (
        "mmt quads r4- l4, hams r4 l4+",
        ["4- knee extension R", "4 knee extension L", "4 knee flexion R", "4+ knee flexion L"],
    ),
    ("MMT bilat:\n- Ankle DF/PF 4/3+", ["4 ankle dorsiflexion B", "3+ ankle plantarflexion B"]),
    ("MMT R - all stopped by pain at end range:\n  shoulder flexion 4-/5 (P)", ["4- shoulder flexion R"]),
    ("MMT: R quads 4-/5 (P), L quads P", ["4- knee extension R", "2 knee extension L"]),
    (
        "MMT\n quads  R 3+/5  L 4/5     (1/5/26:  R 3/5  L 3+/5)",
        ["3+ knee extension R", "4 knee extension L", "3 knee extension R past", "3+ knee extension L past"],
    ),
    ("Since 1/27: R tib ant was 2-/5.", ["2- ankle dorsiflexion R past"]),
    (
        "MMT: R hip flex 3/5 (eval 2+/5); R hams 3/5 (eval 2/5); R quads 4/5",
        [
            "3 hip flexion R",
            "2+ hip flexion R past",
            "3 knee flexion R",
            "2 knee flexion R past",
            "4 knee extension R",
        ],
    ),
    ("LUE MMT   9/14    10/14\nelbow flexion  2+/5   3/5", ["2+ elbow flexion L past", "3 elbow flexion L"]),
    # numbered goals in running text; grades in brackets
    ("Goals: (1) stand 5 min (2) R triceps 4/5", ["4 elbow extension R goal"]),
    ("LTG: 1 stairs with rail. 2 BUE 4+/5. 3 TUG 12 s.", ["4+ upper extremity B goal"]),
    (
        "MMT R/L: quads 4 (2), hams 4+ (3)",
        [
            "4 knee extension R",
            "2 knee extension L",
            "4+ knee flexion R",
            "3 knee flexion L",
        ],
    ),
    # boxes of a form, one for each side
    (
        "Strength   RLE [ ] WFL [x] reduced   LLE [x] WFL [ ] reduced",
        ["WFL lower extremity R conditional", "WFL lower extremity L"],
    ),
    ("ROM   RLE [x] WFL [ ] limited   LLE [x] WFL [ ] limited", []),
    ("P: R quads improved to 4-/5, continue POC.", ["4- knee extension R"]),
    ("R quad 3+/5 two weeks ago post-op TKA.", ["3+ knee extension R"]),
    ("Needs PT for R quad 3+/5 to return to work.", ["3+ knee extension R"]),
    (
        "PT discharge summary\nHip flexion 3+/5 B.\nAll other extremities 5/5.",
        ["3+ hip flexion B", "5 all extremities B"],
    ),
    # what had been; a plan
    ("In August R dorsiflexion had been 2+/5.", ["2+ ankle dorsiflexion R past"]),
    (
        "L knee extension is 4-/5, having been 3/5 at the first visit.",
        ["4- knee extension L", "3 knee extension L past"],
    ),
    ("P: 2x/wk x8, L knee ext to 4+/5.", ["4+ knee extension L goal"]),
    ("Was: 2 rests, BLE 3+/5.\nIs: BLE 5/5.", ["3+ lower extremity B past", "5 lower extremity B"]),
]


@pytest.mark.parametrize(("note", "facts"), TOLD)
def test_told(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)
