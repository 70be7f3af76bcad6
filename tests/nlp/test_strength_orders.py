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
