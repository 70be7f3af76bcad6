"""Strength: which muscle, which side, which time a grade belongs to, and what is no strength at all."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from rehabcode.nlp.facts import Strength

Said = Callable[[str], set[str]]
Expected = Callable[..., set[str]]
Strengths = Callable[[str], list[Strength]]

MUSCLES = [
    # joint and action, composed
    ("Hip flexion 3+/5", ["3+ hip flexion U"]),
    (
        "R hip: flex 4/5, ext 3+/5, abd 3/5, ER 4-/5",
        ["4 hip flexion R", "3+ hip extension R", "3 hip abduction R", "4- hip external rotation R"],
    ),
    ("B hip flex/ext/abd 4/5", ["4 hip flexion B", "4 hip extension B", "4 hip abduction B"]),
    ("L hip and knee extensors 3/5", ["3 hip extension L", "3 knee extension L"]),
    (
        "R shoulder internal and external rotation 4/5",
        ["4 shoulder internal rotation R", "4 shoulder external rotation R"],
    ),
    (
        "External and internal hip rotation 4-/5 R",
        ["4- hip external rotation R", "4- hip internal rotation R"],
    ),
    ("Abduction of the left hip is 3/5", ["3 hip abduction L"]),
    (
        "Hip flex R 4-, L 3+; abd R 3+ L 3",
        ["4- hip flexion R", "3+ hip flexion L", "3+ hip abduction R", "3 hip abduction L"],
    ),
    ("3/5 abduction strength of both legs", ["3 hip abduction B"]),
    (
        "Hip flexors 3- out of 5 on the right side and 3+ out of 5 on the left side",
        ["3- hip flexion R", "3+ hip flexion L"],
    ),
    ("Strength 4/5 on the left side", ["4 left side L"]),
    (
        "Motor, left side. Hip flexion 4-/5, DF 3/5. Motor, right side. Hip flexion 5/5.",
        ["4- hip flexion L", "3 ankle dorsiflexion L", "5 hip flexion R"],
    ),
    ("Weakness, left side. Hip flexion 4/5 R.", ["4 hip flexion R"]),
    # proper names and abbreviations
    (
        "R quads 4/5, hams 4-/5, tib ant 3/5, gastroc 4/5",
        ["4 knee extension R", "4- knee flexion R", "3 ankle dorsiflexion R", "4 ankle plantarflexion R"],
    ),
    (
        "MMT: L HF 3/5, KE 4/5, DF 2/5, EHL 1/5",
        ["3 hip flexion L", "4 knee extension L", "2 ankle dorsiflexion L", "1 great toe extension L"],
    ),
    ("HE 3/5 B per MMT; he walks well", ["3 hip extension B"]),
    # limbs, joints, parts
    ("Strength 4+/5 all major muscle groups BUE/BLE", ["4+ upper extremity B", "4+ lower extremity B"]),
    ("LE strength 4/5 all planes R, 5/5 all planes L", ["4 lower extremity R", "5 lower extremity L"]),
    ("Strength BUE 4/5, RLE 3+/5", ["4 upper extremity B", "3+ lower extremity R"]),
    ("Lower extremities 4/5", ["4 lower extremity B"]),
    ("Strength 3/5 for the left knee and 4+/5 for the right knee", ["3 knee L", "4+ knee R"]),
    (
        "BLE 4-/5 at hips and knees; BUE 4/5 shoulders",
        ["4- hip girdle B", "4- knee B", "4 shoulder girdle B"],
    ),
    (
        "Motor 4/5 proximal upper extremities, 5/5 distally",
        ["4 proximal upper extremity B", "5 distal upper extremity B"],
    ),
    ("Strength 5/5 throughout", ["5 all extremities B"]),
    ("RIGHT LOWER EXTREMITY: 4/5 throughout", ["4 lower extremity R"]),
    ("L side 4-/5. R side 5/5.", ["4- left side L", "5 right side R"]),
    ("BLE 5/5 except R hip abductors 4/5", ["5 lower extremity B", "4 hip abduction R"]),
    (
        "L quad 3/5, L ham 4/5, R 5/5",
        ["3 knee extension L", "4 knee flexion L", "5 knee extension R", "5 knee flexion R"],
    ),
    # grade before the muscle, shared grades, mixed order
    (
        "4+/5 in the right deltoid, 4/5 in the right biceps, and 5/5 in the right triceps",
        ["4+ deltoid R", "4 elbow flexion R", "5 elbow extension R"],
    ),
    ("MMT 3+/5 B hip flexors and 4-/5 B knee extensors", ["3+ hip flexion B", "4- knee extension B"]),
    (
        "Strength 4/5 left biceps and triceps, left deltoid 3 out of 5",
        ["4 elbow flexion L", "4 elbow extension L", "3 deltoid L"],
    ),
    ("B hip flexors and knee extensors 4-/5", ["4- hip flexion B", "4- knee extension B"]),
    # spinal levels
    ("Myotomes: L3 4/5, L4 3/5 (R)", ["4 myotome L3 R", "3 myotome L4 R"]),
    ("Myotomes L2-S1 5/5 B", ["5 myotome L2-S1 B"]),
    ("L4/5 disc bulge", []),
    # an action takes the joint of the note
    ("Rt RCR wk 10. MMT ER 3/5, abd 3+/5", ["3 shoulder external rotation R", "3+ shoulder abduction R"]),
    ("L THA. abd 3/5, flex 3+/5", ["3 hip abduction L", "3+ hip flexion L"]),
]


@pytest.mark.parametrize(("note", "facts"), MUSCLES)
def test_muscle(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


SIDES = [
    # joints of the limb behind its grade and side, with commas and without
    ("UE strength 5/5 bilat shoulders elbows wrists.", ["5 shoulder girdle B", "5 elbow B", "5 wrist B"]),
    ("LE strength 4/5 R hip, knee. L 5/5.", ["4 hip girdle R", "4 knee R", "5 left side L"]),
    ("BLE 4/5 B hips, knees 5/5.", ["4 hip girdle B", "5 knee B"]),
    (
        "Motor: deltoid 3/3, biceps 4-/4-, triceps 5/5.",
        ["3 deltoid B", "4- elbow flexion B", "5 elbow extension B"],
    ),
    ("Motor: deltoid 3/3, triceps 5/5.", ["3 deltoid B", "5 elbow extension U"]),
    ("Deltoids 4/5, hip flexors 4-/5, symmetric R and L.", ["4 deltoid B", "4- hip flexion B"]),
    ("L LE: HF 3+, KE 4-. UEs 5/5.", ["3+ hip flexion L", "4- knee extension L", "5 upper extremity B"]),
    ("R hip abd 3+/5 today. L 4/5.", ["3+ hip abduction R", "4 hip abduction L"]),
    ("LUE 3/5. R 5/5.", ["3 upper extremity L", "5 upper extremity R"]),
    ("L hand 4/5 pain.", []),
    ("MMT (B unless noted): hip flex 4-, quads R 3+", ["4- hip flexion B", "3+ knee extension R"]),
    ("All 5/5 unless noted: R DF 3/5.", ["5 all extremities B", "3 ankle dorsiflexion R"]),
    ("L side strength 5/5 UE and 5/5 LE.", ["5 upper extremity L", "5 lower extremity L"]),
    ("Distal strength 5/5 in hands and feet.", ["5 distal upper extremity B", "5 distal lower extremity B"]),
    ("LE myotomes L2-S1 4/5 bilaterally", ["4 lower extremity B"]),
    ("Proximal hip flexors 3+/5 B", ["3+ hip flexion B"]),
    ("Proximal muscles of both legs 3/5", ["3 proximal lower extremity B"]),
    ("walked six hundred feet, hip flexion 4/5 B", ["4 hip flexion B"]),
    ("STRENGTH (R // L): biceps 5 // 4+", ["5 elbow flexion R", "4+ elbow flexion L"]),
    ("By d/c I want the L quads at 4+/5. Now: 3+/5.", ["4+ knee extension L goal", "3+ knee extension L"]),
    ("L1-2 hip flexion 4/5 B; L3 knee extension 5/5 R", ["4 hip flexion B", "5 knee extension R"]),
    (
        "Delt 2/5, wrist extension 3/5 bilaterally; iliopsoas 1/5, quads 2-/5 bilaterally",
        ["2 deltoid B", "3 wrist extension B", "1 hip flexion B", "2- knee extension B"],
    ),
    (
        "R hip flexion 3/5, quads 4/5 B; DF 4/5 L",
        ["3 hip flexion R", "4 knee extension B", "4 ankle dorsiflexion L"],
    ),
    ("Examination of the left wrist: tender. Grip guarded. Strength is 4/5.", ["4 wrist L"]),
    ("Right shoulder: no swelling. Strength is 4/5.", ["4 shoulder girdle R"]),
    ("The right shoulder was operated on last year. Strength is 4/5.", ["4 unspecified U"]),
    ("Knee ext: 3/5 B", ["3 knee extension B"]),
    (
        "hip abd 4-/5 r 3+/5 l; hip ext 4/5 b",
        ["4- hip abduction R", "3+ hip abduction L", "4 hip extension B"],
    ),
    ("Hip flex R 4-/5 L 3+/5", ["4- hip flexion R", "3+ hip flexion L"]),
    ("Hip ext: L/R 4-/5; 4/5", ["4- hip extension L", "4 hip extension R"]),
    (
        "R/L: quads 3+/4, hams 4/4-",
        ["3+ knee extension R", "4 knee extension L", "4 knee flexion R", "4- knee flexion L"],
    ),
    (
        "Quads 3-/3 (R/L), TA 4/4-",
        ["3- knee extension R", "3 knee extension L", "4 ankle dorsiflexion R", "4- ankle dorsiflexion L"],
    ),
    # the order is never assumed
    ("Strength: quads 4/4-", ["4 knee extension U", "4- knee extension U"]),
    ("Strength: quads 1/1", ["1 knee extension B"]),
    ("R/L cervical side bending 4-/5", ["4- neck side bending B"]),
    # a side before the muscle carries over the list, one behind it does not
    ("Bilateral hip flexors 3+/5, knee extensors 3/5", ["3+ hip flexion B", "3 knee extension B"]),
    ("hip flex 3+/5 R, knee ext 4/5", ["3+ hip flexion R", "4 knee extension U"]),
    ("R hip flex 3/5, trunk flexion 4/5", ["3 hip flexion R", "4 trunk flexion U"]),
    (
        "HIP FLEX 4/5, KNEE EXT 3/5, ANKLE DF 5/5 BILATERALLY",
        ["4 hip flexion B", "3 knee extension B", "5 ankle dorsiflexion B"],
    ),
    (
        "R SHLDR ABD 2+/5 R GRIP 3/5 L UE 5/5 B LE 5/5",
        ["2+ shoulder abduction R", "3 grip R", "5 upper extremity L", "5 lower extremity B"],
    ),
    ("R knee and L ankle 4/5", ["4 knee R", "4 ankle L"]),
    ("Handgrip 3+/5 left, the right side is 4+/5", ["3+ grip L", "4+ grip R"]),
    ("MMT (same R and L)\n quads 4-/5\n DF 4/5", ["4- knee extension B", "4 ankle dorsiflexion B"]),
    ("R > L weakness, R quad 3/5", ["3 knee extension R"]),
    ("right hand dominant. Grip strength 4/5", ["4 grip U"]),
    # headings
    (
        "RIGHT LOWER EXTREMITY:\nKnee extension 5/5, hip flexion 4/5\n"
        "LEFT LOWER EXTREMITY:\nKnee extension 3/5",
        ["5 knee extension R", "4 hip flexion R", "3 knee extension L"],
    ),
    (
        "MMT R: DF 3-/5, PF 5/5.  L LE: 5/5 throughout",
        ["3- ankle dorsiflexion R", "5 ankle plantarflexion R", "5 lower extremity L"],
    ),
    (
        "Strength\nHip:\n  Flexion: R 4/5 L 4-/5\nKnee:\n  Flexion: R 3/5 L 5/5",
        ["4 hip flexion R", "4- hip flexion L", "3 knee flexion R", "5 knee flexion L"],
    ),
    ("R LE: hip 4/5, knee 3/5. L LE: same.", ["4 hip girdle R", "3 knee R", "4 hip girdle L", "3 knee L"]),
    # the side of the complaint, where a note is about one limb
    ("L ankle sprain, wk 3. Eversion 4/5, inversion 5/5.", ["4 ankle eversion L", "5 ankle inversion L"]),
    ("L shoulder pain. Hip flexion 4/5.", ["4 hip flexion U"]),
]


@pytest.mark.parametrize(("note", "facts"), SIDES)
def test_side(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


TIMES = [
    # "then were" tells of a time before; behind "and" it goes on
    ("R hip abductors then were 3/5.", ["3 hip abduction R past"]),
    ("R hip abductors were 3/5 and then were 4/5.", ["3 hip abduction R past", "4 hip abduction R"]),
    # the time of an aside ends at the semicolon before another muscle; that of a heading or opening goes on
    (
        "R hip abd 4-/5, last visit 3/5; R hip ext 4/5.",
        ["4- hip abduction R", "3 hip abduction R past", "4 hip extension R"],
    ),
    ("Last visit: R hip abd 3/5; R hip ext 3+/5.", ["3 hip abduction R past", "3+ hip extension R past"]),
    (
        "Quads R 3/5, L 3+/5 -> R 4/5, L 4+/5",
        ["3 knee extension R past", "3+ knee extension L past", "4 knee extension R", "4+ knee extension L"],
    ),
    (
        "R quads 3/5, L quads 3+/5 -> 4/5",
        ["3 knee extension R", "3+ knee extension L past", "4 knee extension L"],
    ),
    (
        "MMT        R now (IE)    L now (IE)\nHip flex   4/5 (3/5)     4-/5 (3+/5)",
        ["4 hip flexion R", "3 hip flexion R past", "4- hip flexion L", "3+ hip flexion L past"],
    ),
    (
        "| MMT | R (eval) | L (eval) |\n| Hip abd | 4/5 (3/5) | 4-/5 (3+/5) |",
        ["4 hip abduction R", "3 hip abduction R past", "4- hip abduction L", "3+ hip abduction L past"],
    ),
    # a goal and the values it is measured against
    (
        "Goal 2 R quads 4/5. SOC: 2/5. Now: 3-/5",
        ["4 knee extension R goal", "2 knee extension R past", "3- knee extension R"],
    ),
    (
        "measure | IE | today | goal\nMiniBEST | 11/28 | 15/28 | 20/28\nhip ext B | 3/5 | 4-/5 | 4+/5",
        ["3 hip extension B past", "4- hip extension B", "4+ hip extension B goal"],
    ),
    # numbered goals; values of another day in brackets under a heading of today
    ("STG1: B hip abd 4/5. LTG2: quads 5/5 R", ["4 hip abduction B goal", "5 knee extension R goal"]),
    (
        "Strength today (IE in parens)\nR quads 4-/5 (3+/5)",
        ["4- knee extension R", "3+ knee extension R past"],
    ),
    ("Knee extension 3/5 (was 2+/5 at IE)", ["3 knee extension U", "2+ knee extension U past"]),
    ("Internal rotation of the R hip was 4/5", ["4 hip internal rotation R"]),
    ("R quads were 3/5 and are now 4/5", ["3 knee extension R past", "4 knee extension R"]),
    (
        "B quads initial 3+/5, current 4/5, goal 5/5",
        ["3+ knee extension B past", "4 knee extension B", "5 knee extension B goal"],
    ),
    ("PLOF: indep, no device. MMT hip flexion R3/5 L4/5.", ["3 hip flexion R", "4 hip flexion L"]),
    ("L quad 3/5 -> 4-/5", ["3 knee extension L past", "4- knee extension L"]),
    ("L knee extension improved from 3/5 to 4/5", ["3 knee extension L past", "4 knee extension L"]),
    (
        "At eval: MMT 3/5 B quads. At discharge: MMT 5/5 B quads.",
        ["3 knee extension B past", "5 knee extension B"],
    ),
    ("BLE 5/5 (IE 4+/5 BLE)", ["5 lower extremity B", "4+ lower extremity B past"]),
    ("LTG: R quads 5/5", ["5 knee extension R goal"]),
    ("Increase R quad strength to 4/5", ["4 knee extension R goal"]),
    ("LTG: increase R quads to 5/5 (currently 4-/5)", ["5 knee extension R goal", "4- knee extension R"]),
    ("Goals (2 wks):\n 1. walk 50 ft\n 2. R quads 4/5\nPlan: gait", ["4 knee extension R goal"]),
    (
        "MMT R DF 2/5, L DF 4/5\nLTG: DF 3/5",
        ["2 ankle dorsiflexion R", "4 ankle dorsiflexion L", "3 ankle dorsiflexion R goal"],
    ),
    (
        "6/02  B quads 3/5\n6/09  B quads 3+/5\n6/16  B quads 4/5",
        ["3 knee extension B past", "3+ knee extension B past", "4 knee extension B"],
    ),
    (
        "MMT key: 5/5 = normal, 3/5 = holds against gravity only",
        ["5 unspecified U conditional", "3 unspecified U conditional"],
    ),
]


@pytest.mark.parametrize(("note", "facts"), TIMES)
def test_time(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


WORDS = [
    ("Hand strength WFL on both sides in clay.", ["WFL hand B"]),
    ("Hand ROM WFL on both sides in clay.", []),
    ("R quads trace, L quads 2/5", ["1 knee extension R", "2 knee extension L"]),
    ("Quad strength poor on R.", ["2 knee extension R"]),
    ("Grip strength poor on R.", []),
    ("R quads 3/5, endurance poor.", ["3 knee extension R"]),
    ("BUE strength WNL", ["WNL upper extremity B"]),
    ("Full strength in both legs", ["WNL lower extremity B"]),
    ("Lower extremity strength is full on the left", ["WNL lower extremity L"]),
    ("Strength and tone are normal in all extremities", ["WNL all extremities B"]),
    ("ROM: WFL     Strength: WFL all extremities", ["WFL all extremities B"]),
    ("STRENGTH: LUE WNL  BLE WNL", ["WNL upper extremity L", "WNL lower extremity B"]),
    ("Quads: good minus bilaterally", ["4- knee extension B"]),
    (
        "MMT: neck flexors Fair; B hip flexors Poor+; R DF Trace",
        ["3 neck flexion U", "2+ hip flexion B", "1 ankle dorsiflexion R"],
    ),
    ("Hip flexors F+, hip abductors P+", ["3+ hip flexion U", "2+ hip abduction U"]),
    # said of something else
    ("Hips normal. Gait normal. Normal bulk and tone.", []),
    ("Sensation intact BLE", []),
    ("Sensation and hip flexion intact", []),
    # behind something else found normal
    ("Sensation is intact and hip flexion is 4/5", ["4 hip flexion U"]),
    ("Motor intact", []),
    ("Facial sensation and strength are intact", []),
    ("AROM limited by STRENGTH, PROM WFL all joints", []),
    ("AROM LIMITED BY STRENGTH, PROM WFL ALL JOINTS", []),
    ("Strength is good", []),
    ("Leg strength 4/5 R, coordination normal", ["4 lower extremity R"]),
    # pairs of words
    (
        "MMT (muscle: R / L)\ntib ant: Poor+ / Poor\nquads: Good / Good-",
        [
            "2+ ankle dorsiflexion R",
            "2 ankle dorsiflexion L",
            "4 knee extension R",
            "4- knee extension L",
        ],
    ),
    ("MMT: quads fair/good", ["3 knee extension U", "4 knee extension U"]),
    ("MMT: hip flexion fair. Sitting balance good/fair.", ["3 hip flexion U"]),
]


@pytest.mark.parametrize(("note", "facts"), WORDS)
def test_words_as_grades(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


PROSE = [
    # dictated sentences
    ("Strength at the knees was four minus bilaterally.", ["4- knee B"]),
    (
        "Strength is three plus out of five in both hip flexors, four out of five in the quads on the left and "
        "four plus on the right.",
        ["3+ hip flexion B", "4 knee extension L", "4+ knee extension R"],
    ),
    (
        "He has four out of five strength at the right deltoid and the rest are five.",
        ["4 deltoid R", "5 unspecified U"],
    ),
    (
        "Quad strength rose from three minus to four over five weeks.",
        ["3- knee extension U past", "4 knee extension U"],
    ),
    (
        "Quads are 4, hams are 4+ and grips are 5 out of 5 bilaterally.",
        ["4 knee extension B", "4+ knee flexion B", "5 grip B"],
    ),
    # a limb heads grades with their muscles behind them
    (
        "The left arm shows 4/5 deltoid, 4-/5 triceps and 3/5 grip.",
        ["4 deltoid L", "4- elbow extension L", "3 grip L"],
    ),
    (
        "Left hemiparesis, LUE 2/5 proximal, 1/5 distal",
        ["2 proximal upper extremity L", "1 distal upper extremity L"],
    ),
    # "distally" without a limb
    (
        "hip flexors 3/5 B, deltoids 4-/5 B, distal muscles 5/5",
        [
            "3 hip flexion B",
            "4- deltoid B",
            "5 distal upper extremity U",
            "5 distal lower extremity U",
        ],
    ),
    # pointing back
    (
        "Quads 4/5, glutes 4-/5, all bilateral. Previously 3/5 in all of these.",
        [
            "4 knee extension B",
            "4- gluteals B",
            "3 knee extension B past",
            "3 gluteals B past",
        ],
    ),
    (
        "R hip flexors 4/5, quads 4/5; on the left everything is 5/5",
        ["4 hip flexion R", "4 knee extension R", "5 lower extremity L"],
    ),
    (
        "Full strength in the upper extremities, 4/5 in the lower",
        ["WNL upper extremity B", "4 lower extremity B"],
    ),
    ("Legs 4/5 at the hips and 5/5 below that", ["4 hip girdle B"]),
    (
        "Strength is 4+/5 in both legs and normal in both arms",
        ["4+ lower extremity B", "WNL upper extremity B"],
    ),
    # one grade for each muscle in turn
    ("L hip flex/ext/abd 3+/5, 3/5, 3-/5", ["3+ hip flexion L", "3 hip extension L", "3- hip abduction L"]),
    ("Quads and hams 4/5 and 3+/5 respectively on the right", ["4 knee extension R", "3+ knee flexion R"]),
    ("Quads 4/5 and 3+/5 R and L respectively", ["4 knee extension R", "3+ knee extension L"]),
    ("MMT ankle DF/PF 4-/3+", ["4- ankle dorsiflexion U", "3+ ankle plantarflexion U"]),
    # labels in one line
    (
        "R quad: 4-/5 L quad: 4/5 R ham: 3+/5 L ham: 4/5",
        ["4- knee extension R", "4 knee extension L", "3+ knee flexion R", "4 knee flexion L"],
    ),
    ("QUADS 4/5 HAMS 4/5 ON R; ALL 5/5 ON L", ["4 knee extension R", "4 knee flexion R", "5 left side L"]),
    (
        "R hip flex 3+\nR knee flex 3\nR DF 4",
        ["3+ hip flexion R", "3 knee flexion R", "4 ankle dorsiflexion R"],
    ),
    # a side is not guessed
    ("Strength 5/5 UE/LE", ["5 upper extremity U", "5 lower extremity U"]),
    ("Quads 4/5 B, hams 4/5", ["4 knee extension B", "4 knee flexion U"]),
    ("MMT B quads 3+/5\nLTG: quads 4/5", ["3+ knee extension B", "4 knee extension U goal"]),
    (
        "L arm pain. Deltoid 5/5, triceps 5/5 right and 4/5 left",
        ["5 deltoid U", "5 elbow extension R", "4 elbow extension L"],
    ),
    # times in brackets end with them
    (
        "L quad 4-/5 (IE 3/5), ham 4/5 (IE 3+/5)",
        ["4- knee extension L", "3 knee extension L past", "4 knee flexion L", "3+ knee flexion L past"],
    ),
    ("Obj (copied from 5/2): L quad 3/5, ham 3/5", ["3 knee extension L past", "3 knee flexion L past"]),
    ("LTG 2 hip abd 4/5 B", ["4 hip abduction B goal"]),
    # Roman numerals
    ("Quads IV/V on the right, hams III+/V on the left", ["4 knee extension R", "3+ knee flexion L"]),
    ("A grade IV motor deficit of the left leg", ["4 lower extremity L"]),
    ("Joint mobilization grade IV to the L hip", []),
]


@pytest.mark.parametrize(("note", "facts"), PROSE)
def test_prose(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


DICTATED = [
    # signs and "slash" in words, no punctuation
    ("knee flexion four minus right three plus left", ["4- knee flexion R", "3+ knee flexion L"]),
    (
        "quads four minus on the right and three plus on the left hamstrings four both sides",
        ["4- knee extension R", "3+ knee extension L", "4 knee flexion B"],
    ),
    (
        "elbow flexion three plus left four right wrist extension four both",
        ["3+ elbow flexion L", "4 elbow flexion R", "4 wrist extension B"],
    ),
    (
        "strength hip abduction three slash five right four slash five left ankle eversion four minus slash five both",
        ["3 hip abduction R", "4 hip abduction L", "4- ankle eversion B"],
    ),
    (
        "deltoids four minus both new line ankle dorsiflexion two plus left next line knee extension four over five left",
        ["4- deltoid B", "2+ ankle dorsiflexion L", "4 knee extension L"],
    ),
    # misheard numbers and names, torn words
    (
        "left hip abduction for minus over five right for plus over five",
        ["4- hip abduction L", "4+ hip abduction R"],
    ),
    ("hip abduct ores four minus slash five left", ["4- hip abduction L"]),
    ("quad riceps 3+/5 right, delt oid 4/5 left", ["3+ knee extension R", "4 deltoid L"]),
    ("dorsey flexion four over five both", ["4 ankle dorsiflexion B"]),
    # a word of its own, a reflex, a count
    ("hip or thigh 4/5 right", ["4 hip girdle R"]),
    ("knee two plus both, ankle one plus both", []),
    ("patellar reflexes two plus both sides", []),
    ("walks for five minutes to plus sized chair with the left leg", []),
    ("did 4 of 5 exercises with the right leg", []),
    ("5 of 5 strength in the arms", ["5 upper extremity B"]),
]


@pytest.mark.parametrize(("note", "facts"), DICTATED)
def test_dictated(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


LISTS = [
    # how many of five times something is done is no grade
    ("Goals: stand up without hands 4 of 5 days; hams 4/5 R", ["4 knee flexion R goal"]),
    ("Quads 4 of 5 strength R, hams 3+/5 R", ["4 knee extension R", "3+ knee flexion R"]),
    # bare figures that their list shows to be grades
    (
        "L LE: IP 3, quads 4, HS 4, GS 4, TA 2",
        [
            "3 hip flexion L",
            "4 knee extension L",
            "4 knee flexion L",
            "4 ankle plantarflexion L",
            "2 ankle dorsiflexion L",
        ],
    ),
    ("RLE: hip flex 4, quads 4+, DF 4", ["4 hip flexion R", "4+ knee extension R", "4 ankle dorsiflexion R"]),
    ("Hip abductors: 3 R, 3+ L", ["3 hip abduction R", "3+ hip abduction L"]),
    ("Patella 2+ R, 2 L", []),
    ("Biceps 2, triceps 2+, knees 2, ankles 1.", []),
    ("Week 2: quads 3, hams 3, calves 4", []),
    # capitals and one side after the other
    (
        "LEFT SIDE ARM 3 LEG 4 RIGHT SIDE ALL 5/5",
        ["3 upper extremity L", "4 lower extremity L", "5 right side R"],
    ),
    ("RIGHT SIDE ARM 4-/5 LEG 4/5", ["4- upper extremity R", "4 lower extremity R"]),
    ("LEFT BICEPS 3+/5 RIGHT SIDE ALL 5/5", ["3+ elbow flexion L", "5 right side R"]),
    ("HE EATS WITH HIS RIGHT HAND AND SHAVES WITH HIS RIGHT HAND\nLEFT DELTOID 3/5", ["3 deltoid L"]),
    # the side stands right behind or before the figure
    (
        "Knee flex 4-R/3+L, hip ext 4/5R 3+/5L",
        ["4- knee flexion R", "3+ knee flexion L", "4 hip extension R", "3+ hip extension L"],
    ),
    (
        "MMT (0-5): HE R4- L4; KF R5 L4+",
        ["4- hip extension R", "4 hip extension L", "5 knee flexion R", "4+ knee flexion L"],
    ),
    ("L4/5 disc bulge, R DF 4-/5", ["4- ankle dorsiflexion R"]),
    (
        "Elbow ext 4-/5 p! R, 4/5 p! L; wrist ext 5/5",
        ["4- elbow extension R", "4 elbow extension L", "5 wrist extension U"],
    ),
    ("4/5 R, 3+/5 L hamstrings", ["4 knee flexion R", "3+ knee flexion L"]),
    (
        "MMT R (L): biceps 4-/5 (4/5), triceps 4/5 (5/5)",
        ["4- elbow flexion R", "4 elbow flexion L", "4 elbow extension R", "5 elbow extension L"],
    ),
    (
        "MMT R/L: hip ext 3+/5,4-/5; hip add 3/5,3+/5",
        ["3+ hip extension R", "4- hip extension L", "3 hip adduction R", "3+ hip adduction L"],
    ),
    # a side holds for the list before it
    (
        "hip extensors 4-/5 and hip adductors 4/5 on both sides, trunk flexion 4/5",
        ["4- hip extension B", "4 hip adduction B", "4 trunk flexion U"],
    ),
    (
        "Shoulder ER 4-/5, IR 5/5, abd 4/5 (R); L all 5/5",
        [
            "4- shoulder external rotation R",
            "5 shoulder internal rotation R",
            "4 shoulder abduction R",
            "5 left side L",
        ],
    ),
    (
        "shoulder abd R 3+/5 L 3+/5 - all limited by pain",
        ["3+ shoulder abduction R", "3+ shoulder abduction L"],
    ),
    # two figures beside movements and sides are grades; one may be anything
    ("Exam: knee flexion 5 b/l, hip ext 4 b/l", ["5 knee flexion B", "4 hip extension B"]),
    ("ROM: knee flex 5 R, hip ext 5 L", []),
    ("knee ext 3 sets R, hip abd 2 sets L", []),
    # levels, parts, wide gaps, words in brackets
    ("Myotomes L2-L4 4/5 B. C5-C8 4-/5 B.", ["4 myotome L2-L4 B", "4- myotome C5-C8 B"]),
    ("L4-L5 fusion, R quad 4/5", ["4 knee extension R"]),
    ("Strength 4/5 in proximal muscles", ["4 proximal upper extremity B", "4 proximal lower extremity B"]),
    ("LLE 3/5 prox 4/5 distal", ["3 proximal lower extremity L", "4 distal lower extremity L"]),
    ("Knee     flexion   4-/5 R\n         extension 3+/5 R", ["4- knee flexion R", "3+ knee extension R"]),
    ("Hip flexors: fair plus (3+) R, good (4) L", ["3+ hip flexion R", "4 hip flexion L"]),
    ("BLE strength: F+/5, BUE strength G-/5", ["3+ lower extremity B", "4- upper extremity B"]),
    (
        "Strength (MMT, 0-5 scale): left triceps 4-, left biceps 4",
        ["4- elbow extension L", "4 elbow flexion L"],
    ),
    ("All major muscle groups of BLE 4-/5; BUE 4/5", ["4- lower extremity B", "4 upper extremity B"]),
    ("Hams improved 1/2 grade to 4-/5 B", ["4- knee flexion B"]),
]


COMPARED = [
    # the other side, the other grade
    (
        "3+/5 in hip flexion and 4-/5 in knee extension on the left compared to 5/5 on the right.",
        ["3+ hip flexion L", "4- knee extension L", "5 hip flexion R", "5 knee extension R"],
    ),
    (
        "Strength of the R LE is 4/5 as compared with 5/5 on the L.",
        ["4 lower extremity R", "5 lower extremity L"],
    ),
    (
        "R LE: HE 3+/5 KF 4/5\nL LE: same as R",
        ["3+ hip extension R", "4 knee flexion R", "3+ hip extension L", "4 knee flexion L"],
    ),
    (
        "Increase in strength of R quad from 3+ to 4-/5 since last PN",
        ["3+ knee extension R past", "4- knee extension R"],
    ),
    # the label of the rows stands before the first side
    ("LE STRENGTH: R   L\nHIP EXT    3+/5 4/5", ["3+ hip extension R", "4 hip extension L"]),
    # range of motion beside strength
    ("L elbow flex ROM WNL MMT 4/5", ["4 elbow flexion L"]),
    ("knee ext -3, 4-/5 (L)", ["4- knee extension L"]),
    # the list goes on in a sentence of its own
    (
        "Strength. Hip flexors three plus right, four minus left. Knee flexors four both sides.",
        ["3+ hip flexion R", "4- hip flexion L", "4 knee flexion B"],
    ),
    ("Hip flexors 4-/5 R. Stairs four both sides.", ["4- hip flexion R"]),
    # counts of heel raises
    (
        "Ankle PF: 6 single heel raises L (3/5), 25 R (5/5).",
        ["3 ankle plantarflexion L", "5 ankle plantarflexion R"],
    ),
    ("MMT: heel raise R x10 (4-/5), L x25 (5/5)", ["4- ankle plantarflexion R", "5 ankle plantarflexion L"]),
    ("PF 4/5 R (12 heel raises). DF 4/5 R.", ["4 ankle plantarflexion R", "4 ankle dorsiflexion R"]),
    ("Heel raises 3 R, 5 L. MMT: R quads 4/5.", ["4 knee extension R"]),
    # brackets that only comment
    (
        "Hip abd in SL: R 3-/5 (unable through full range), L 3+/5.",
        ["3- hip abduction R", "3+ hip abduction L"],
    ),
    ("Core: TA 2/5. LE: TA 4/5 R.", ["2 core U", "4 ankle dorsiflexion R"]),
    ("Strength: both knees and the whole left arm 5/5.", ["5 knee B", "5 upper extremity L"]),
    (
        "Arm strength: on the left, biceps 4/5, grip 3/5. On the right every group is 5/5.",
        ["4 elbow flexion L", "3 grip L", "5 upper extremity R"],
    ),
    ("Left quads are 3+, left hamstrings 4.", ["3+ knee extension L", "4 knee flexion L"]),
    ("Reflexes: right knee 2+, left knee 2+, right ankle 1+.", []),
    (
        "On the five-point scale, hip flexion R is four and knee extension R is four minus.",
        ["4 hip flexion R", "4- knee extension R"],
    ),
    # the time of arrival is the past only beside a later grade
    (
        "In the emergency department the left leg was 1/5. The left leg is 3/5.",
        ["1 lower extremity L past", "3 lower extremity L"],
    ),
    ("In the ED strength was 4/5 in the right leg.", ["4 lower extremity R"]),
]


@pytest.mark.parametrize(("note", "facts"), COMPARED)
def test_compared(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


@pytest.mark.parametrize(("note", "facts"), LISTS)
def test_lists(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


EARLIER = [
    ("Knee ext 4/5 B was 3/5.", ["4 knee extension B", "3 knee extension B past"]),
    (
        "Hip abd 4-/5 R from 3/5, L 4/5 from 3+/5",
        [
            "4- hip abduction R",
            "3 hip abduction R past",
            "4 hip abduction L",
            "3+ hip abduction L past",
        ],
    ),
    ("R hip flexion was 3/5, L hip flexion was 4/5.", ["3 hip flexion R", "4 hip flexion L"]),
    # a bracket of its own
    (
        "knee flex B 4-/5 (3+/5), hip ext B 4/5 (4-/5)",
        ["4- knee flexion B", "3+ knee flexion B past", "4 hip extension B", "4- hip extension B past"],
    ),
    (
        "Retest: biceps 4/5 B (eval 6/02: biceps 3+/5 B, triceps 4-/5 B)",
        ["4 elbow flexion B", "3+ elbow flexion B past", "4- elbow extension B past"],
    ),
    ("MMT not performed (last tested 7/9: quads 4-/5 B)", ["4- knee extension B past"]),
    ("hip ext 4-/5 (pain), hip abd 3/5", ["4- hip extension U", "3 hip abduction U"]),
    # a sentence that the next compares
    ("Eval 8/14: quads 3+/5 B. Today: quads 4/5 B", ["3+ knee extension B past", "4 knee extension B"]),
    ("Eval: quads 3+/5 B, hams 4-/5 B. Sits unsupported.", ["3+ knee extension B", "4- knee flexion B"]),
    # from, arrows
    ("declined from 4/5 to 3+/5 in both legs", ["4 lower extremity B past", "3+ lower extremity B"]),
    (
        "Quads 3+ -> 4- R. Hip ext 3 -> 3+ B.",
        ["3+ knee extension R past", "4- knee extension R", "3 hip extension B past", "3+ hip extension B"],
    ),
    (
        "biceps R 3 -> 3+ L 3- -> 3",
        ["3 elbow flexion R past", "3+ elbow flexion R", "3- elbow flexion L past", "3 elbow flexion L"],
    ),
    ("thigh girth less, quad L 3+/5 (was 3/5)", ["3+ knee extension L", "3 knee extension L past"]),
    # so long ago; an injury of that day is no time of the grade
    ("MMT: DF was 2-/5 on L six weeks ago.", ["2- ankle dorsiflexion L past"]),
    ("MMT: DF 2-/5 L two weeks ago, now 3/5.", ["2- ankle dorsiflexion L past", "3 ankle dorsiflexion L"]),
    ("TKA 3 weeks ago with quads 3/5 R.", ["3 knee extension R"]),
    # the month behind a grade is its time; the month of a surgery is none
    ("MMT: deltoids 4/5 bilat against 3 minus in March.", ["4 deltoid B", "3- deltoid B past"]),
    ("MMT: iliopsoas 4-, compared with 3+ in June.", ["4- hip flexion U", "3+ hip flexion U past"]),
    ("R TKA in March, quads 3/5 R.", ["3 knee extension R"]),
    # how it began
    ("MMT: quads started at 3/5 and are now 4/5 B.", ["3 knee extension B past", "4 knee extension B"]),
    ("MMT: pain started in May. Quads 4/5 R.", ["4 knee extension R"]),
    ("When I first tested him, R quads were 2/5.", ["2 knee extension R past"]),
    ("At her first visit R quads 2/5. Now R quads 4/5.", ["2 knee extension R past", "4 knee extension R"]),
    # the hand of the examiner, four limbs, the next muscle by its word
    ("Power against my hand is 5/5 in all four limbs.", ["5 all extremities B"]),
    ("R quads good minus. Dorsiflexors good.", ["4- knee extension R", "4 ankle dorsiflexion R"]),
    ("R quads 4-/5. Dorsiflexors good recruitment.", ["4- knee extension R"]),
    ("Intrinsics of the hands 4/5.", ["4 hand intrinsics U"]),
    # what something waits for
    ("Hip flexion 3/5 R. Aim DF 3+/5 by the next EMG.", ["3 hip flexion R", "3+ ankle dorsiflexion U goal"]),
    ("Needs PF 5/5 R and hop 90% before return to play.", ["5 ankle plantarflexion R goal"]),
    ("Needs a brace with DF 2/5 R before return to work.", ["2 ankle dorsiflexion R"]),
    # goals
    ("GOALS 4 wk: hip extension to 4/5 B", ["4 hip extension B goal"]),
    (
        "          Eval   Today   Goal\nB biceps   4-/5   4+/5   met",
        ["4- elbow flexion B past", "4+ elbow flexion B"],
    ),
]


@pytest.mark.parametrize(("note", "facts"), EARLIER)
def test_earlier(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


SPELLING = [
    # a scan's figures among the letters
    ("knee f1exion 4-/5 B", ["4- knee flexion B"]),
    ("Sh0ulder abd 4-l5 R", ["4- shoulder abduction R"]),
    ("G1ut max 3/5 L", ["3 hip extension L"]),
    (
        "MMT hip ext 4-I5 R, 3+I5 L, hams 4\u2014/5 L",
        ["4- hip extension R", "3+ hip extension L", "4- knee flexion L"],
    ),
    ("room 4I5, seen for R hip", []),
    ("MMT: dletoid 4/5 R", ["4 deltoid R"]),
    ("L gastrocnemus 3/5", ["3 ankle plantarflexion L"]),
    ("R knee extnesion 4-/5", ["4- knee extension R"]),
    # two movements are one letter away, a word of the language, a count of movements
    ("Hip aduction 3/5", ["3 hip girdle U"]),
    ("Triceps falls to 4/5 after twenty abductions", ["4 elbow extension U"]),
]


@pytest.mark.parametrize(("note", "facts"), SPELLING)
def test_spelling(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


SCANNED = [
    ("R hip fIexors 3/5, Ieft quads 4/5", ["3 hip flexion R", "4 knee extension L"]),
    ("left ankIe dorsifIexion 1/5", ["1 ankle dorsiflexion L"]),
    ("R quad $/5, L quad 4-/S", ["5 knee extension R", "4- knee extension L"]),
    ("hip flexors 3 +/5 both sldes", ["3+ hip flexion B"]),
    (
        "right hip flexion three plus comma knee extension four minus comma all out of five period",
        ["3+ hip flexion R", "4- knee extension R"],
    ),
]


@pytest.mark.parametrize(("note", "facts"), SCANNED)
def test_scanned_and_dictated(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


@pytest.mark.parametrize(
    "note",
    [
        # counts, dates and scores out of five
        "Visit 3/5 authorized, next seen 4/5",
        "Goals 2/5 met",
        "STG 3/5 met; sit to stand from toilet 5/5 trials",
        "LE strengthening 4/5 times per week",
        "RTS test 4/5",
        "Strength: seen on 4/5",
        "SIJ cluster 4/5 positive",
        "Pain 4/5 at worst; knee pain 3/5 on stairs",
        "Pain is down to one out of five",
        "Sore 3/5 quads after PT",
        # other scales with muscles beside them
        "DTR 2+ B patella, biceps 1+, triceps 2+",
        "Upper extremities: 1+ biceps and triceps reflexes",
        "2+ knees, toes down",
        "MAS 1+ R biceps, tone 2/4 L gastroc",
        "3+ pitting edema LE",
        "Grade 2/5 PA glides",
        "Sitting balance good, standing balance fair-",
        "Rehab potential: good",
        # "2/2" as "secondary to"
        "B LE weakness L>R 2/2 MS",
        "MMT deferred 2/2 pain",
        # parts of other numbers
        "HNP L4/5, L5/S1",
        "Berg 43/56, TUG 12.9 s, 5xSTS 14 s",
        "Needle: L TA 2+ fibs",
        "neck length +0",
        "ROM: hip ext -5 B, DF 0 B",
        "UA: nitrite +, LE 3+, WBC many. Arms and legs move well.",
        # numbers of items in running text
        "GOALS: 1. Less hip pain on stairs. 2. The patient will rotate both hips freely. 3. Patient will sit longer.",
        "PLAN: 1. Strengthen the hip rotators. 2. Modalities for pain. 3. Home program.",
    ],
)
def test_no_strength(said: Said, note: str) -> None:
    assert not {s for s in said(note) if not s.endswith((" goal", " past", " conditional"))}


@pytest.mark.parametrize(
    ("note", "limited"),
    [
        ("L shoulder flexion 3/5, limited by pain", True),
        ("Hip abd R 4-/5 (p!)", True),
        ("Quads R 4/5*", True),
        ("Quads R 4/5*\n* = pain", True),
        ("Quads R 4/5*\n* = tested sidelying", False),
        ("Eversion R 5/5 no pain", False),
        ("Quads R 2/5 (not pain limited)", False),
    ],
)
def test_pain_limited(strengths: Strengths, note: str, limited: bool) -> None:
    assert [f.pain_limited for f in strengths(note)] == [limited]


@pytest.mark.parametrize(
    ("note", "bound", "deficit"),
    [
        ("Strength at least 3/5 throughout", True, False),
        ("R DF >= 3/5", True, False),
        ("R quads 3/5", False, True),
        ("R quads 4/5", False, True),
        ("R quads 4+/5", False, False),
        ("BLE strength WFL", False, False),
    ],
)
def test_bound_and_deficit(strengths: Strengths, note: str, bound: bool, deficit: bool) -> None:
    (fact,) = strengths(note)
    assert (fact.lower_bound, fact.deficit) == (bound, deficit)


def test_fact_names_place_region_and_cue(strengths: Strengths) -> None:
    note = "Ligne é — 🦵 R quads 3+/5 (was 3/5)\r\n"
    now, before = strengths(note)
    assert (note[now.start : now.end], now.text, now.region, now.limb) == ("3+/5", "3+/5", "knee", "LE")
    assert (before.status, [c.text for c in before.cues]) == ("past", ["was"])


def test_shared_grade_gives_one_fact_a_muscle(strengths: Strengths) -> None:
    facts = strengths("B hip flexors and quads 4-/5")
    assert [(f.muscle, f.side, f.text) for f in facts] == [
        ("hip flexion", "bilateral", "4-/5"),
        ("knee extension", "bilateral", "4-/5"),
    ]


def test_random_text_never_breaks_the_reader(strengths: Strengths) -> None:
    rng = random.Random(5)
    words = [
        "R",
        "L",
        "B",
        "R/L",
        "hip",
        "knee",
        "flex",
        "ext",
        "quads",
        "4/5",
        "3+",
        "4-/4-",
        "WNL",
        "fair+",
        ",",
        ";",
        ":",
        "(",
        ")",
        "|",
        "/",
        "->",
        "\n",
        "\t",
        "was",
        "now",
        "goal",
        "IE",
        "except",
        "same",
        "2/2",
        "DTR",
        "MMT",
    ]
    for _ in range(300):
        note = " ".join(rng.choice(words) for _ in range(rng.randint(1, 60)))
        assert all(note[f.start : f.end] == f.text for f in strengths(note))
