"""Strength in lines of many hands: progress, orders of several times, closing sides, thresholds, near-misses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]
Expected = Callable[..., set[str]]

PROGRESS = [
    # "to" leads from one day to another
    ("L hamstrings advanced 3-/5 to 3+/5", ["3- knee flexion L past", "3+ knee flexion L"]),
    ("L glute med 3/5 to 4/5 since SOC", ["3 hip abduction L past", "4 hip abduction L"]),
    ("B hip flexors 2+/5 to 3/5 (improved)", ["2+ hip flexion B past", "3 hip flexion B"]),
    ("L hamstrings 4-/5 to 4/5", ["4-..4 knee flexion L"]),  # no word of progress
    ("L hamstrings between 4- and 4/5", ["4-..4 knee flexion L"]),
    ("L hamstrings 4-/5 and 4/5 on retest", ["4- knee flexion L", "4 knee flexion L"]),
    # a whole note of ranges a grade wide, where there was an earlier visit
    (
        "PT Discharge Summary\nRLE: hip flex 2/5 to 3/5, knee ext 2+/5 to 4-/5\n"
        "LLE: hip flex 3/5 to 3+/5, knee ext 3/5 to 4/5",
        [
            *("2 hip flexion R past", "3 hip flexion R", "2+ knee extension R past", "4- knee extension R"),
            *("3 hip flexion L past", "3+ hip flexion L", "3 knee extension L past", "4 knee extension L"),
        ],
    ),
    (
        "PT Initial Evaluation\nRLE: hip flex 2/5 to 3/5, knee ext 2+/5 to 4-/5\n"
        "LLE: hip flex 3/5 to 3+/5, knee ext 3/5 to 4/5",
        ["2..3 hip flexion R", "2+..4- knee extension R", "3..3+ hip flexion L", "3..4 knee extension L"],
    ),
    (
        "PT Discharge Summary\nRLE: hip flex 4/5 to 4+/5, knee ext 4-/5 to 4/5\n"
        "LLE: hip flex 4/5 to 4+/5, knee ext 4-/5 to 4/5",
        ["4..4+ hip flexion R", "4-..4 knee extension R", "4..4+ hip flexion L", "4-..4 knee extension L"],
    ),
    # in a goal, what it starts from is of today
    (
        "LTG: L plantarflexors will go from 2/5 to 4/5",
        ["2 ankle plantarflexion L", "4 ankle plantarflexion L goal"],
    ),
    ("L plantarflexors went from 2/5 to 4/5", ["2 ankle plantarflexion L past", "4 ankle plantarflexion L"]),
    ("L gastroc = 4/5 (up fr 3/5)", ["4 ankle plantarflexion L", "3 ankle plantarflexion L past"]),
    # the next sentence, or the next clause, gives the grade of today
    ("At intake the L triceps was 2/5. Now we get 3/5.", ["2 elbow extension L past", "3 elbow extension L"]),
    ("Last fall 3 wks ago, L triceps 3/5.", ["3 elbow extension L"]),
    # the level in a cell beside its muscle is no myotome of its own
    (
        "MMT | Level | Left | Right\nHip flexion    | L2    | 5/5  | 4/5",
        ["5 hip flexion L", "4 hip flexion R"],
    ),
    ("Myotome | Left | Right\nL2    | 5/5  | 4/5", ["5 myotome L2 L", "4 myotome L2 R"]),
    ("At intake the L triceps was 2/5. Now pain is 3/5.", ["2 elbow extension L past"]),
    ("At intake the L triceps was 2/5. Now she walks 3/5 laps.", ["2 elbow extension L past"]),
    (
        "Back in April both quads were 2+/5; this morning both come in at 3+/5.",
        ["2+ knee extension B past", "3+ knee extension B"],
    ),
]

SEVERAL_TIMES = [
    (
        "Goal / Baseline / Prior / Current\n1) L elbow flexion 4/5 / 2/5 / 2+/5 / 3/5\n2) L grip 4+/5 / 3/5 / n/a / 4-/5",
        [
            *(
                "4 elbow flexion L goal",
                "2 elbow flexion L past",
                "2+ elbow flexion L past",
                "3 elbow flexion L",
            ),
            *("4+ grip L goal", "3 grip L past", "4- grip L"),
        ],
    ),
    (
        "Initial / Current / Goal: L DF 1/5 / 2/5 / 3/5; L PF 2/5 / 3-/5 / 4/5",
        [
            *("1 ankle dorsiflexion L past", "2 ankle dorsiflexion L", "3 ankle dorsiflexion L goal"),
            *("2 ankle plantarflexion L past", "3- ankle plantarflexion L", "4 ankle plantarflexion L goal"),
        ],
    ),
    ("Goal / Baseline / Prior / Current\nL grip 21 kg / 12 kg / 14 kg / 15 kg", []),
    ("Eval / Current\nL DF 2/5", ["2 ankle dorsiflexion L"]),
]

CLOSING = [
    (
        "deltoids 3/5, triceps 4-/5 bilaterally; hip flexors 2/5, hamstrings 3/5 bilaterally",
        ["3 deltoid B", "4- elbow extension B", "2 hip flexion B", "3 knee flexion B"],
    ),
    (
        "R deltoid 3/5, triceps 4-/5 bilaterally; R hip flexors 2/5",
        ["3 deltoid R", "4- elbow extension B", "2 hip flexion R"],
    ),
    ("grip 4/5, triceps 4/5, all bilat. 10 m in 9 s", ["4 grip B", "4 elbow extension B"]),
    ("wrist ext 4/5, wrist flex 4-/5 - all L", ["4 wrist extension L", "4- wrist flexion L"]),
    ("wrist ext 4/5, wrist flex 4-/5 - L wrist only", ["4 wrist extension L", "4- wrist flexion L"]),
    (
        "wrist ext 4/5, wrist flex 4-/5 - all limited by L hand pain",
        ["4 wrist extension U", "4- wrist flexion U"],
    ),
    ("R hamstrings 4/5; gastroc 3+/5 same side", ["4 knee flexion R", "3+ ankle plantarflexion R"]),
    ("Gastroc 3+/5, side not noted", ["3+ ankle plantarflexion U"]),
    ("2/5 in eversion of the swollen L ankle", ["2 ankle eversion L"]),
    (
        "She has 3/5 in wrist flexion and extension of the left arm",
        ["3 wrist flexion L", "3 wrist extension L"],
    ),
    ("3/5 in wrist flexion and the left leg", ["3 wrist flexion U", "3 lower extremity L"]),
    ("L hamstrings 3/5 w/ 10 deg lag, R 4/5", ["3 knee flexion L", "4 knee flexion R"]),
    (
        "L wrist ext 3/5, wrist flex 4/5. R 5/5 all.",
        ["3 wrist extension L", "4 wrist flexion L", "5 wrist R"],
    ),
    (
        "L LE: hip abd 2/5  knee flex 3/5\nR side WNL",
        ["2 hip abduction L", "3 knee flexion L", "WNL right side R"],
    ),
    ("L LE: hip abd 2/5  knee flex 3/5\nR side ROM WNL", ["2 hip abduction L", "3 knee flexion L"]),
    ("Left arm (L): lower trap 3/5, ER 4/5", ["3 lower trapezius L", "4 shoulder external rotation L"]),
    (
        "wrist flexion four over five both wrist extension three over five both grip 9 kilos",
        ["4 wrist flexion B", "3 wrist extension B"],
    ),
]

THRESHOLDS = [
    (
        "A curb takes quads of at least 4/5; hers are 3/5 both.",
        ["4 knee extension B conditional", "3 knee extension B"],
    ),
    ("The L quads are at least 4/5.", ["4 knee extension L"]),
    ("The brace requires ankle dorsiflexors at least 3/5", ["3 ankle dorsiflexion U conditional"]),
]

WORDS = [
    ("L deltoid three-minus today", ["3- deltoid L"]),
    ("L deltoid three-step stool", []),
    ("MMT: wrist extensors F-/F-, triceps G+/G+", ["3- wrist extension B", "4+ elbow extension B"]),
    ("MMT (R/L): wrist extensors F+/G-, triceps N/T", ["3+ wrist extension R", "4- wrist extension L"]),
    ("LLE holds at 5/5 bar the hamstrings, 3/5", ["5 lower extremity L", "3 knee flexion L"]),
    ("Parallel bar x4; L hamstrings 3/5", ["3 knee flexion L"]),
    ("MMT: L wrist extensors intact at 5/5, R 3/5", ["5 wrist extension L", "3 wrist extension R"]),
    ("SHORT TERM (2 wks): sit to stand SBA; B quads 4/5", ["4 knee extension B goal"]),
    ("Short term rehab stay. B quads 4/5", ["4 knee extension B"]),
    ("Scaps 4/5 B", ["4 scapular stabilizers B"]),
    ("5/5 UE/LE throughout", ["5 all extremities B"]),
    ("Marble transfers 3/5 marbles with the L hand", []),
    ("Legs 3/5 for tiredness", []),
]

CLINIC = [
    ("Continue HEP. RTC 4/5.", []),
    ("RTC 4/5 with the surgeon", []),
    ("L RTC 4/5", ["4 rotator cuff L"]),
    ("MMT: RTC 4/5", ["4 rotator cuff U"]),
    ("RTC strength 4/5", ["4 rotator cuff U"]),
    ("RTC 4-/5", ["4- rotator cuff U"]),
]


ONE_EACH = [
    # as many grades as muscles, parted by slashes
    (
        "L shoulder flex/abd/ER 3+/3/4-",
        ["3+ shoulder flexion L", "3 shoulder abduction L", "4- shoulder external rotation L"],
    ),
    ("Seen 3/4/2 for L shoulder flex/abd/ER", []),
    ("R elbow flex/ext 4-/4", ["4- elbow flexion R", "4 elbow extension R"]),
    (
        "R/L elbow flexion and extension 4-/4",
        ["4- elbow flexion R", "4 elbow flexion L", "4- elbow extension R", "4 elbow extension L"],
    ),
    # letters for movements of the joint before them
    ("MMT Knee: F 4-/5, E 3+/5", ["4- knee flexion U", "3+ knee extension U"]),
    (
        "MMT Elbow: F 4 E 4-; wrist E 3+",
        ["4 elbow flexion U", "4- elbow extension U", "3+ wrist extension U"],
    ),
    ("MMT: elbow flexors F, quads G-", ["3 elbow flexion U", "4- knee extension U"]),
    ("MMT Elbow: Flex 4 Ext 4-", ["4 elbow flexion U", "4- elbow extension U"]),
    ("Strength 4-/5 x 4 ext", ["4- all extremities B"]),
    # halves of the body, and parts of a limb
    ("Strength 4/5 upper and 3+/5 lower extremities", ["4 upper extremity B", "3+ lower extremity B"]),
    ("Strength 4/5 upper trap and 3+/5 lower trap", ["4 shoulder elevation U", "3+ lower trapezius U"]),
    (
        "Strength 4/5 in upper extremities and 3+/5 in lower extremities.",
        ["4 upper extremity B", "3+ lower extremity B"],
    ),
    (
        "Strength 2/5 distal and 3/5 proximal in the right arm.",
        ["2 distal upper extremity R", "3 proximal upper extremity R"],
    ),
    (
        "Motor: 5/5 BUE strength. Lower extremities: 2/5 quads B, 1/5 distally.",
        ["5 upper extremity B", "2 knee extension B", "1 distal lower extremity B"],
    ),
]

DAYS = [
    ("L quads 3/5 on 5/6, 4-/5 now", ["3 knee extension L past", "4- knee extension L"]),
    ("L quads 3/5 (5/6), 4-/5 (6/3)", ["3 knee extension L past", "4- knee extension L"]),
    ("L quads 3/5 on 3/2, 4-/5 today", ["3 knee extension L past", "4- knee extension L"]),
    ("L quads 4-/5 on 3/2", ["4- knee extension L"]),
    ("L quads 4-/5 on 5/6 and R quads 4/5 on 5/6", ["4- knee extension L", "4 knee extension R"]),
    ("B quads 3/5 (last wk quads 2+/5)", ["3 knee extension B", "2+ knee extension B past"]),
    ("Goals met 2/3. Not met: B quads 4/5", ["4 knee extension B goal"]),
    ("B quads 4/5, goal not met", ["4 knee extension B"]),
    (
        "Strength (5/5 = full, 0/5 = none): BUE WNL, R quads 3/5",
        [
            *("5 unspecified U conditional", "0 unspecified U conditional"),
            "WNL upper extremity B",
            "3 knee extension R",
        ],
    ),
    ("Reflexes: 2/2 BUE. 1/1 BLE.", []),
    (
        "Reflexes: symmetric. Quads 4/4, hams 3/5 R.",
        ["4 knee extension B", "3 knee flexion R"],
    ),
    # another muscle or side, pain and visits are no later day
    ("R quads 4-/5 (10/2), L quads 4+/5 (10/3)", ["4- knee extension R", "4+ knee extension L"]),
    ("R knee ext 4/5 (10/2) and flex 4-/5 (9/25)", ["4 knee extension R", "4- knee flexion R"]),
    (
        "L shoulder abd 4-/5 at 5/10, R shoulder abd 5/5 at 0/10",
        ["4- shoulder abduction L", "5 shoulder abduction R"],
    ),
    ("L quads 4/5 on 9/1, was 3/5 on 8/1.", ["4 knee extension L", "3 knee extension L past"]),
    ("BLE strength 5/5 as at eval.", ["5 lower extremity B"]),
    ("I expect quads 5/5 by then. R quads 3/5.", ["5 knee extension R goal", "3 knee extension R"]),
    # a step in one sign; between sides it compares
    ("Hip flex R 3+ > 4", ["3+ hip flexion R past", "4 hip flexion R"]),
    ("R quads 3/5 > 4/5", ["3 knee extension R past", "4 knee extension R"]),
    ("Strength R > L 4/5", ["4 unspecified U"]),
    # goals by a day, in a list; a count of goals met
    ("GOALS by 12/17\n 1. BLE strength to 4+/5", ["4+ lower extremity B goal"]),
    ("Goals met 3/6\nBLE strength 4+/5", ["4+ lower extremity B"]),
    ("Aim in three weeks: quads 5/5 R.", ["5 knee extension R goal"]),
    ("Upper and lower limb strength normal.", ["WNL upper extremity B", "WNL lower extremity B"]),
    # the title of a first note is no column
    ("PT initial - foot/ankle\n\nR tib ant 2/5", ["2 ankle dorsiflexion R"]),
    # goals not met, and what remains
    ("Not met: pt's R quads remain 3/5.", ["3 knee extension R"]),
    # a legend in a bracket between grades
    (
        "Strength: R quads 3/5 (5 = normal, 0 = none) L quads 4/5",
        [
            "3 knee extension R",
            *("5 unspecified U conditional", "0 unspecified U conditional"),
            "4 knee extension L",
        ],
    ),
    # an earlier time opens the clause, by its words or its verb
    (
        "Three weeks ago, L quads were 3/5 and hams 3+/5.",
        ["3 knee extension L past", "3+ knee flexion L past"],
    ),
    ("A month ago I graded both deltoids 2/5.", ["2 deltoid B past"]),
    ("In May her left quads were 3/5.", ["3 knee extension L past"]),
    ("In May she fell; her left quads are 3/5.", ["3 knee extension L"]),
    ("Two weeks ago the left arm became weak and is 3/5.", ["3 upper extremity L"]),
    ("The clinic had rated the L quads at 2/5.", ["2 knee extension L past"]),
    ("In Dr. Osei's May note the right quads were 4/5.", ["4 knee extension R past"]),
    ("At her worst the left deltoid was 2/5.", ["2 deltoid L past"]),
    ("When treatment started, L quads were 3/5.", ["3 knee extension L past"]),
    ("When treatment started, L quads were 3/5; now 4/5.", ["3 knee extension L past", "4 knee extension L"]),
    ("After the surgery the left quads were 3/5.", ["3 knee extension L"]),
    ("L quads 4-/5 (09/14 3/5).", ["4- knee extension L", "3 knee extension L past"]),
    ("Quads R/L (4/5 3/5).", ["4 knee extension R", "3 knee extension L"]),
    ("L triceps 4/5; in August they were 3-/5.", ["4 elbow extension L", "3- elbow extension L past"]),
    ("L triceps began at 3/5 and remain 3/5.", ["3 elbow extension L past", "3 elbow extension L"]),
    (
        "He lay in bed, with strength then of one out of five in all extremities.",
        ["1 all extremities B past"],
    ),
    (
        "Quads are 4/5 B. Grip and ankle dorsiflexion are full on both sides.",
        ["4 knee extension B", "WNL grip B", "WNL ankle dorsiflexion B"],
    ),
    (
        "Quads are 4/5 B. Ankle dorsiflexion is full on both sides.",
        ["4 knee extension B"],
    ),  # of its range, perhaps
    # two muscles with a grade for each side, and two with a grade each
    (
        "Hip flexion and knee extension are 4/5 on the right and 3+/5 on the left.",
        ["4 hip flexion R", "4 knee extension R", "3+ hip flexion L", "3+ knee extension L"],
    ),
    ("Hip flexion and abduction are 4/5 and 3+/5 on the right.", ["4 hip flexion R", "3+ hip abduction R"]),
    # the joint of one side that opens a line holds for its sentences
    (
        "RIGHT SHOULDER: Full motion. Strength of the supraspinatus is 3+/5.\n"
        "LEFT SHOULDER: Full motion. All rotator cuff strength is 5/5.\nDISTAL: Biceps 5/5 bilaterally.",
        ["3+ shoulder abduction R", "5 rotator cuff L", "5 elbow flexion B"],
    ),
    ("RIGHT SHOULDER: Full motion. Strength of the quadriceps is 4/5.", ["4 knee extension U"]),
    # the scale is no grade; what follows "after" is another clause
    (
        "Using the zero to five scale, shoulder flexion is four minus over five on both sides.",
        ["4- shoulder flexion B"],
    ),
    (
        "Deltoids are 4+/5 bilaterally at rest and fall to 4-/5 bilaterally after the arms have been held up.",
        ["4+ deltoid B", "4- deltoid B"],
    ),
    # rows of bare movements: the joint that has them all; a pronoun in capitals is no muscle
    (
        "L shoulder weakness. WHAT HE CAN'T DO: carries with the right hand only.\n"
        "MMT        L     R\nflexion    3+/5  5/5\nabduction  3/5   5/5\nER         3-/5  5/5",
        [
            *(
                "3+ shoulder flexion L",
                "5 shoulder flexion R",
                "3 shoulder abduction L",
                "5 shoulder abduction R",
            ),
            *("3- shoulder external rotation L", "5 shoulder external rotation R"),
        ],
    ),
    # goals below a table, their items parted by blanks
    (
        "            IE R | today R\nAnkle DF    3+   |  4-\nGoals: 1) ODI 15%  2) R ankle DF 4+/5  3) lift 40 lb",
        ["3+ ankle dorsiflexion R past", "4- ankle dorsiflexion R", "4+ ankle dorsiflexion R goal"],
    ),
    # both sides of another day, and those of today in their order
    (
        "Hamstrings were 3/5 on the right and 2/5 on the left; they now test 4/5 and 3/5, respectively.",
        [
            *("3 knee flexion R past", "2 knee flexion L past"),
            *("4 knee flexion R", "3 knee flexion L"),
        ],
    ),
    (
        "Hamstrings are 4/5 and 3/5 on the right and left, respectively.",
        ["4 knee flexion R", "3 knee flexion L"],
    ),
    ("Triceps are 4/5, left and right alike.", ["4 elbow extension B"]),
    # a verb of testing makes bare words grades
    (
        "The quadriceps grade three on the right and two plus on the left.",
        ["3 knee extension R", "2+ knee extension L"],
    ),
    ("The patient took three steps on the right and two plus on the left.", []),
    ("A triceps grade of four minus would be a fair target.", ["4- elbow extension U goal"]),
    (
        "L shoulder flexion is two plus out of five, elbow flexion three, wrist extension two and finger extension one.",
        ["2+ shoulder flexion L", "3 elbow flexion L", "2 wrist extension L", "1 finger extension L"],
    ),
    ("Triceps of 4/5 by discharge are our aim.", ["4 elbow extension U goal"]),
    ("Motor: 5/5 BUE strength. Reflexes: 2+. R quads 4/5.", ["5 upper extremity B", "4 knee extension R"]),
    # a row with a side of its own is none of the other side's columns
    (
        "           R 9/08   R 10/06   L 10/06\nPinch      4        8         13\n"
        "MMT L wrist      ext 5/5; flex 4/5",
        ["5 wrist extension L", "4 wrist flexion L"],
    ),
    # columns of another measure beside those of strength
    (
        "| Level | Muscle | MMT L | MMT R | Dermatome L | Dermatome R |\n|---|---|---|---|---|---|\n"
        "| L4 | Tibialis anterior | 5/5 | 4-/5 | 2/2 | 2/2 |",
        ["5 ankle dorsiflexion L", "4- ankle dorsiflexion R"],
    ),
    (
        "                 LEFT                   RIGHT\n            MMT    MAS   PROM       MMT    PROM\n"
        "Elbow flex  3/5    2     0-140      5/5    0-145",
        ["3 elbow flexion L", "5 elbow flexion R"],
    ),
    (
        "UE MMT          L      R        SENSATION       L       R\n"
        "Shoulder abd    3      3+       Light touch C8  dimin   dimin\n"
        "Elbow ext       4-     4-",
        ["3 shoulder abduction L", "3+ shoulder abduction R", "4- elbow extension B"],
    ),
    (
        "Spine Clinic   |   Evaluation   |   11/04/2026\nR leg pain.\n\n| Muscle | MMT L | MMT R |\n"
        "|---|---|---|\n| EHL | 5/5 | 3/5 |",
        ["5 great toe extension L", "3 great toe extension R"],
    ),
    (
        "STRENGTH (L / R)      ADM        DC         GOAL MET?\nQuads                 3 / 3+     4 / 4-     [X] Y  [ ] N",
        [
            *("3 knee extension L past", "3+ knee extension R past"),
            *("4 knee extension L", "4- knee extension R"),
        ],
    ),
    # compared with the other side, and with another day
    ("Right hip flexor strength is 4/5 compared to 5/5 on the left.", ["4 hip flexion R", "5 hip flexion L"]),
    ("Right hip flexors 4/5 compared to 3/5 at eval.", ["4 hip flexion R", "3 hip flexion R past"]),
    ("Right hip flexors 4/5 compared to 3/5.", ["4 hip flexion R", "3 hip flexion R past"]),
    (
        "Strength is fair in the hip abductors and good in the quadriceps.",
        ["3 hip abduction U", "4 knee extension U"],
    ),
    ("Strength is good in the morning.", []),
    # scores of something else below the strength of a page
    *(
        (
            f"STRENGTH (R / L)\nHip flexion   4/5 / 4-/5\n{title}      R      L\nBiceps   {cells}",
            ["4 hip flexion R", "4- hip flexion L"],
        )
        for title, cells in (
            ("PALPATION", "3/4     2/4"),
            ("TENDERNESS", "2     1"),
            ("REFLEXES", "2/4     2/4"),
            ("REFLEXES", "2+     1+"),
        )
    ),
    (
        "MMT     R     L\nHip flexion   4/5   4-/5\nREFLEXES\nBiceps   2+    1+",
        ["4 hip flexion R", "4- hip flexion L"],
    ),
    (
        "MMT     R     L\nHip flexion   4/5   4-/5\nREFLEXES\nBiceps   2+    1+\nMMT   R   L\nBiceps   4   3+",
        ["4 hip flexion R", "4- hip flexion L", "4 elbow flexion R", "3+ elbow flexion L"],
    ),
    (
        "STRENGTH    R    L\nHip flexion  4+/4+   hip abductors 3/3+",
        ["4+ hip flexion B", "3 hip abduction R", "3+ hip abduction L"],
    ),
]


NAMES = [
    # letters of movements, both of them
    ("Hip: F 4/5, E 3+/5", ["4 hip flexion U", "3+ hip extension U"]),
    ("L knee F/E 4-/4", ["4- knee flexion L", "4 knee extension L"]),
    # what normal is said of, and what is told apart
    ("Motor: normal bulk, tone and strength in all extremities.", ["WNL all extremities B"]),
    ("Motor: normal bulk, tone, strength mildly reduced throughout.", []),
    ("Normal tone and strength not tested.", []),
    ("Normal tone, strength: R quads 3/5", ["3 knee extension R"]),
    # half of the body as a limb only beside the other one
    ("Strength 4/5 upper, 3+/5 lower extremities.", ["4 upper extremity B", "3+ lower extremity B"]),
    ("4/5 upper, lower extremities not tested", []),
    # below the content of a label hangs its side
    (
        "LUE   elb flex 2/5\n      elb ext 3/5\nRUE   4/5",
        ["2 elbow flexion L", "3 elbow extension L", "4 upper extremity R"],
    ),
    (
        "LUE   elb flex 2/5\n      wrist ext 3/5. Wrist flex 4/5.\n      elb ext 3/5",
        ["2 elbow flexion L", "3 wrist extension L", "4 wrist flexion L", "3 elbow extension L"],
    ),
    (
        "R   quads 4/5\n    hams 4/5\n    L quads 3/5",
        ["4 knee extension R", "4 knee flexion R", "3 knee extension L"],
    ),
    # pairs in a list whose order the head declares
    (
        "MMT R / L\nquads 4/5 / 3/5\nhamstrings 4/5 / 4-/5",
        ["4 knee extension R", "3 knee extension L", "4 knee flexion R", "4- knee flexion L"],
    ),
]


@pytest.mark.parametrize(
    ("note", "facts"),
    [*NAMES, *PROGRESS, *SEVERAL_TIMES, *CLOSING, *THRESHOLDS, *WORDS, *CLINIC, *ONE_EACH, *DAYS],
)
def test_lines(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)


@pytest.mark.parametrize(
    ("note", "facts"),
    [
        # an event of an earlier day, and the grades of that day
        (
            "Two months ago right knee arthroscopy, quads 4-/5, hamstrings 4/5.",
            ["4- knee extension R", "4 knee flexion R"],
        ),
        ("1 week ago knee gave way; quad 4-/5", ["4- knee extension U"]),
        (
            "Six weeks ago, quads were 3/5 and hamstrings 3+/5.",
            ["3 knee extension U past", "3+ knee flexion U past"],
        ),
        ("She had noted weakness in her legs; quads 3/5", ["3 knee extension U"]),
        ("Upon discharge from SNF pt has BLE strength 4-/5", ["4- lower extremity B"]),
        ("Arrived flaccid, deltoids 1/5. Now deltoids 3/5.", ["1 deltoid U past", "3 deltoid U"]),
        ("Arrived late, deltoids 4/5.", ["4 deltoid U"]),
        (
            "Quads R 4/5, L 4+/5; in March they were 3/5",
            ["4 knee extension R", "4+ knee extension L", "3 knee extension B past"],
        ),
        ("Right after surgery quads were 2/5, now 4/5", ["2 knee extension U past", "4 knee extension U"]),
        # aims
        ("Goal: quads remain 5/5", ["5 knee extension U goal"]),
        ("Quads were 3/5 at eval and remain 3/5.", ["3 knee extension U past", "3 knee extension U"]),
        ("Our aim is quads 4+/5; quads are 3+/5", ["4+ knee extension U goal", "3+ knee extension U"]),
        (
            "LTG: quads 5/5; hip abductors are 4+/5 by 8 wks.",
            ["5 knee extension U goal", "4+ hip abduction U goal"],
        ),
        ("In June quads could only be graded 3/5.", ["3 knee extension U past"]),
        ("Pt arrived bedbound, MMT: quads 2/5.", ["2 knee extension U"]),
        (
            "Goals: quads increase to 4+/5; hamstrings will remain at 5/5.",
            ["4+ knee extension U goal", "5 knee flexion U goal"],
        ),
        (
            "Quads 3/5; the aim is 4+/5; hamstrings 4/5.",
            ["3 knee extension U", "4+ knee extension U goal", "4 knee flexion U"],
        ),
        ("A month back pt got Botox injections, DF 3/5.", ["3 ankle dorsiflexion U"]),
        # the title of an evaluation, and its block beside one of today
        ("INITIAL EVAL: LUMBAR\nEHL 3/5 L, 5/5 R.", ["3 great toe extension L", "5 great toe extension R"]),
        (
            "INITIAL EVAL: RLE\nQuads 3/5\nTODAY: RLE\nQuads 4/5",
            ["3 knee extension R past", "4 knee extension R"],
        ),
        # a zero in brackets, and a scale
        (
            "MMT (IE in parens)\ntib ant R 1/5 (0/5)",
            ["1 ankle dorsiflexion R", "0 ankle dorsiflexion R past"],
        ),
        ("MMT (0/5 to 5/5): quads 4", ["4 knee extension U"]),
        (
            "Initial eval: RLE\nquads 3/5\nStrength now:\nquads 4/5",
            ["3 knee extension R past", "4 knee extension R"],
        ),
        ("Our aim is quads 4+/5; hams 4+/5", ["4+ knee extension U goal", "4+ knee flexion U goal"]),
        ("Bilateral quads 4/5 right now.", ["4 knee extension B"]),
        ("Knee ext: left 4/5, right now 4+/5.", ["4 knee extension L", "4+ knee extension R"]),
        ("MMT (0/5): R quad 3/5, L quad 4/5", ["3 knee extension R", "4 knee extension L"]),
        # pain beside strength
        ("Pain and knee ROM 4/5.", []),
        ("Pt has knee pain and quads are 3/5.", ["3 knee extension U"]),
        ("Pain and swelling R knee 3/5", []),
        # words behind a grade
        ("Strength 4/5 after warm up in hip flexors", ["4 hip flexion U"]),
        (
            "Triceps are 4+/5 at rest and fall to 4-/5 after the arms have been held up.",
            ["4+ elbow extension U", "4- elbow extension U"],
        ),
    ],
)
def test_days_aims_and_pain(said: Said, expected: Expected, note: str, facts: list[str]) -> None:
    assert said(note) == expected(*facts)
