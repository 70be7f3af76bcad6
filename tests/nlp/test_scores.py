"""Standardized tests: note text beside the values expected from it.

An expected value is ``(test, value, unit, status)``; a test that is only named has the value None.
"""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Test as Scored
from rehabcode.nlp.fast import default_reader

TUG, BERG, FIVE, CHAIR = "TUG", "Berg Balance Scale", "Five Times Sit to Stand", "30 Second Chair Stand"
GAIT, WALK6, SLS = "Gait speed (self-selected)", "6 Minute Walk Test", "Single leg stance"

Expected = list[tuple[str, float | None, str | None, str]]


def scores(text: str) -> list[Scored]:
    return [f for f in default_reader()(text).facts if isinstance(f, Scored)]


def read(text: str) -> Expected:
    return [(f.test, f.value, f.unit, f.status) for f in scores(text)]


VALUES: list[tuple[str, Expected]] = [
    # times
    ("TUG 16.4 s", [(TUG, 16.4, "s", "present")]),
    ("Timed Up & Go: 16.4 seconds w/ RW", [(TUG, 16.4, "s", "present")]),
    ("TUG 0:19.5", [(TUG, 19.5, "s", "present")]),
    ("TUG 1:12 with rollator", [(TUG, 72, "s", "present")]),
    ('TUG 13.8"', [(TUG, 13.8, "s", "present")]),
    ("TUG was 21", [(TUG, 21, "s", "present")]),
    ("T U G  33.O s", [(TUG, 33, "s", "present")]),
    ("Timed Up and Go took him seventeen seconds with the cane.", [(TUG, 17, "s", "present")]),
    ("TUG done in twenty two point five seconds", [(TUG, 22.5, "s", "present")]),
    ("Clinical Frailty Scale on the referral: 5.", [("Clinical Frailty Scale", 5, "points", "present")]),
    ("AM-PAC daily activity 6-clicks 17/24", [("AM-PAC Daily Activity", 17, "points", "present")]),
    ("AM-PAC mobility 6 clicks raw 17/24", [("AM-PAC Basic Mobility", 17, "points", "present")]),
    # chair stands aimed at are those of the test; as an exercise they are none
    ("LTG: chair stands 13 reps, TUG 12 s", [(CHAIR, 13, "reps", "goal"), (TUG, 12, "s", "goal")]),
    ("HEP: chair stands 13 reps", []),
    # a visit at which a test is due
    ("Plan: recheck TUG and LEFS vs 10.", [(TUG, None, None, "present"), ("LEFS", None, None, "present")]),
    ("Recheck: LEFS 52 vs 40", [("LEFS", 52, "points", "present"), ("LEFS", 40, "points", "past")]),
    # a bracket of an earlier time ends with it
    (
        "PT recertification\n5xSTS 18 s (start: 26 s). Berg 40/56.",
        [(FIVE, 18, "s", "present"), (FIVE, 26, "s", "past"), (BERG, 40, "points", "present")],
    ),
    (
        "PT recertification\nMeasures (start of care): Berg 40/56.",
        [(BERG, 40, "points", "past")],
    ),
    ("TUG trials 14.2, 13.8, 14.0", [(TUG, v, "s", "present") for v in (14.2, 13.8, 14.0)]),
    ("TUG 14.2, 13.8, 14.6 (avg 14.2 s)", [(TUG, 14.2, "s", "present")]),
    ("Five Times Sit to Stand (5xSTS): 19.2 sec", [(FIVE, 19.2, "s", "present")]),
    ("Time to complete 5x sit to stand: 23.4s", [(FIVE, 23.4, "s", "present")]),
    # the value before the name
    (
        "39/56 Berg, 18.2 s TUG, 21 s 5xSTS",
        [(BERG, 39, "points", "present"), (TUG, 18.2, "s", "present"), (FIVE, 21, "s", "present")],
    ),
    (
        "She needed 19 seconds for the TUG and 22 seconds for five chair stands.",
        [(TUG, 19, "s", "present"), (FIVE, 22, "s", "present")],
    ),
    (
        "He scored 38 on the Berg, 61% on the ABC.",
        [(BERG, 38, "points", "present"), ("ABC Scale", 61, "%", "present")],
    ),
    (
        "She scored 41 on the Berg and 12 on the DGI.",
        [(BERG, 41, "points", "present"), ("Dynamic Gait Index", 12, "points", "present")],
    ),
    ("Walked with 2 on the TUG team.", [(TUG, None, None, "present")]),
    ("It took 14.6 seconds to stand up and sit down five times.", [(FIVE, 14.6, "s", "present")]),
    ("Able to stand up and sit down five times.", []),
    ("The five rises took 9.8 seconds.", [(FIVE, 9.8, "s", "present")]),
    ("He walked 840 feet in six minutes.", [("6 Minute Walk Test", 840, "ft", "present")]),
    ("Done in six minutes.", []),
    ("TUG with a counting task 19.8 seconds.", [("TUG cognitive", 19.8, "s", "present")]),
    ("Berg 39/56 TUG next visit", [(BERG, 39, "points", "present"), (TUG, None, None, "present")]),
    ("Walked 40 ft TUG not tested.", [(TUG, None, None, "present")]),
    # a goal and what is reached of it
    (
        "LTG 1 - Berg >= 44/56.      PROGRESSING 29 -> 36",
        [
            (BERG, 44, "points", "goal"),
            (BERG, 29, "points", "past"),
            (BERG, 36, "points", "present"),
        ],
    ),
    # of an earlier month or time
    ("Berg 39 (31 at eval)", [(BERG, 39, "points", "present"), (BERG, 31, "points", "past")]),
    ("TUG 14 s today, 22 s in April.", [(TUG, 14, "s", "present"), (TUG, 22, "s", "past")]),
    ("TUG 18 s; in May it took 31.", [(TUG, 18, "s", "present"), (TUG, 31, "s", "past")]),
    ("TUG 18 s; in May the same test took 31.", [(TUG, 18, "s", "present"), (TUG, 31, "s", "past")]),
    (
        "He scored 41 on the Berg, 36 a month ago.",
        [(BERG, 41, "points", "present"), (BERG, 36, "points", "past")],
    ),
    (
        "On her first visit R quads were 3/5 and TUG took 24 s. TUG is now 12 s.",
        [(TUG, 24, "s", "past"), (TUG, 12, "s", "present")],
    ),
    ("By then he should do the TUG in 15 seconds.", [(TUG, 15, "s", "goal")]),
    ("Next Berg in April.", [(BERG, None, None, "present")]),
    # scores
    ("Berg 41/56", [(BERG, 41, "points", "present")]),
    ("BBS=43", [(BERG, 43, "points", "present")]),
    ("Scored 39 out of 56 on the Berg Balance Scale.", [(BERG, 39, "points", "present")]),
    ("Berg thirty five", [(BERG, 35, "points", "present")]),
    ("Berg twenty one of fifty six", [(BERG, 21, "points", "present")]),
    ("Balance was checked with the Berg test. She scored 44/56 points.", [(BERG, 44, "points", "present")]),
    (
        "Assessed using the Tinetti assessment tool. Has 11/16 for balance and 8/12 for gait for a total score of 19/28.",
        [
            ("Tinetti balance", 11, "points", "present"),
            ("Tinetti gait", 8, "points", "present"),
            ("Tinetti POMA", 19, "points", "present"),
        ],
    ),
    (
        "Tinetti 17/28 (B 10/16, G 7/12)",
        [
            ("Tinetti POMA", 17, "points", "present"),
            ("Tinetti balance", 10, "points", "present"),
            ("Tinetti gait", 7, "points", "present"),
        ],
    ),
    ("SPPB: balance 3/4, gait speed 2/4, chair stand 1/4, total 6/12", [("SPPB", 6, "points", "present")]),
    (
        "6-clicks mobility 15/24, daily activity 17/24",
        [
            ("AM-PAC Basic Mobility", 15, "points", "present"),
            ("AM-PAC Daily Activity", 17, "points", "present"),
        ],
    ),
    ("ODI 19/50 (38%)", [("Oswestry", 38, "%", "present")]),
    ("LEFS 48/80 (60%)", [("LEFS", 48, "points", "present")]),
    ("ABC 67%", [("ABC Scale", 67, "%", "present")]),
    ("CFS 6. TUG 31 s", [("Clinical Frailty Scale", 6, "points", "present"), (TUG, 31, "s", "present")]),
    # repetitions, distances, speeds, reach
    ("30 sec chair stand: 6 reps", [(CHAIR, 6, "reps", "present")]),
    ("8 chair stands in 30 seconds", [(CHAIR, 8, "reps", "present")]),
    ("Sit to stand in one minute 14", [("1 Minute Sit to Stand", 14, "reps", "present")]),
    ("Gait 0.91 m/s with SPC", [(GAIT, 0.91, "m/s", "present")]),
    ("30s STS 8x", [(CHAIR, 8, "reps", "present")]),
    ("30s STS x 9 reps", [(CHAIR, 9, "reps", "present")]),
    ("30s chair stand 5 reps, arms crossed", [(CHAIR, 5, "reps", "present")]),
    ("30 sec sit to stand x6", [(CHAIR, 6, "reps", "present")]),
    ("30s CTS 5 reps", [(CHAIR, 5, "reps", "present")]),
    ("CST (30 s): 8", [(CHAIR, 8, "reps", "present")]),
    ("30 sec sit to stand x 2 sets", [(CHAIR, None, None, "present")]),
    ("sit<>stand x5 in 24 s", [(FIVE, 24, "s", "present")]),
    ("STS x5, no hands", []),
    ("2 min step test 62 steps", [("2 Minute Step Test", 62, "steps", "present")]),
    ("6MWT 980 ft, 1 rest", [(WALK6, 980, "ft", "present")]),
    ("6MWT 1,105 feet", [(WALK6, 1105, "ft", "present")]),
    ("Walked 288 m in the 6-minute walk test", [(WALK6, 288, "m", "present")]),
    (
        "Six-minute walk test was tried. She got through 740 feet before resting.",
        [(WALK6, 740, "ft", "present")],
    ),
    ("Gait speed 0.62 m/s with SPC", [(GAIT, 0.62, "m/s", "present")]),
    ("Comfortable gait speed 2.1 feet per second", [(GAIT, 2.1, "ft/s", "present")]),
    ("10MWT 12.4 s (0.81 m/s)", [(GAIT, 0.81, "m/s", "present")]),
    ('Functional reach 8"', [("Functional Reach", 8, "in", "present")]),
    # sides, conditions
    ("SLS: R 4 s, L 2 s", [("Single leg stance", 4, "s", "present"), (SLS, 2, "s", "present")]),
    ("SLS R/L 4/6 s", [("Single leg stance", 4, "s", "present"), (SLS, 6, "s", "present")]),
    ("mCTSIB cond 4 11 s", [("mCTSIB", 11, "s", "present")]),
    # several on a line
    (
        "TUG 52 SEC W/ FWW     TINETTI 13/28     SLUMS 22/30",
        [
            (TUG, 52, "s", "present"),
            ("Tinetti POMA", 13, "points", "present"),
        ],
    ),
    (
        "TUG 13.1 s/5xSTS 15.6 s/Berg 48",
        [
            (TUG, 13.1, "s", "present"),
            (FIVE, 15.6, "s", "present"),
            (BERG, 48, "points", "present"),
        ],
    ),
]

HEARD: list[tuple[str, Expected]] = [
    # scans
    ("TUG 2l.6 sec", [(TUG, 21.6, "s", "present")]),
    ("TUG l7 sec", [(TUG, 17, "s", "present")]),
    ("Berg 4l/56", [(BERG, 41, "points", "present")]),
    ("6MWT 3I0 ft", [(WALK6, 310, "ft", "present")]),
    ("Gait speed 0,74 m/s", [(GAIT, 0.74, "m/s", "present")]),
    ("6MWT 1,140 ft", [(WALK6, 1140, "ft", "present")]),
    ("Ti med Up & Go 2B.4 sec", [(TUG, 28.4, "s", "present")]),
    ("3Os chair stand 7 reps", [(CHAIR, 7, "reps", "present")]),
    ("Berg 39/56 on 2L O2, L4 pain", [(BERG, 39, "points", "present")]),
    # speech recognition
    ("burg balance thirty seven out of fifty six", [(BERG, 37, "points", "present")]),
    ("tenetti nineteen out of twenty eight", [("Tinetti POMA", 19, "points", "present")]),
    ("gate speed zero point six meters per second", [(GAIT, 0.6, "m/s", "present")]),
    ("a burg of fifty six houses", []),
    # other names
    ("Five sit to stands took 23 seconds", [(FIVE, 23, "s", "present")]),
    ("5 chair stands in 30 seconds", [(CHAIR, 5, "reps", "present")]),
    ("Timed stand from chair, five repetitions, 26 seconds", [(FIVE, 26, "s", "present")]),
    ("Gait speed over four meters 0.58 m/s", [("4 Meter Walk", 0.58, "m/s", "present")]),
    ("STS 1 min 24", [("1 Minute Sit to Stand", 24, "reps", "present")]),
    ("Scored a 17 on the DGI", [("Dynamic Gait Index", 17, "points", "present")]),
    (
        "his berg came in at forty one and his tug at seventeen five",
        [(BERG, 41, "points", "present"), (TUG, 17.5, "s", "present")],
    ),
    ("TUG thirty five seconds", [(TUG, 35, "s", "present")]),
    ("30 sec. sit to stand: 8x", [(CHAIR, 8, "reps", "present")]),
    ("Chair stand test (30 sec) = 9", [(CHAIR, 9, "reps", "present")]),
    ("Single-leg stance (sec): R=5 L=8", [(SLS, 5, "s", "present"), (SLS, 8, "s", "present")]),
    ("6MWT 810 feet, 1 standing rest", [(WALK6, 810, "ft", "present")]),
    ("TUG 21 s; gait 0.52 m/s", [(TUG, 21, "s", "present"), (GAIT, 0.52, "m/s", "present")]),
    # parts and totals
    ("Tinetti POMA total 20 (B 12, G 8)", [("Tinetti POMA", 20, "points", "present")]),
    ("SPPB: 4+2+1=7/12", [("SPPB", 7, "points", "present")]),
    (
        "Tinetti: gait 7/12, balance 10/16; total 17/28",
        [
            ("Tinetti gait", 7, "points", "present"),
            ("Tinetti balance", 10, "points", "present"),
            ("Tinetti POMA", 17, "points", "present"),
        ],
    ),
    (
        "side by side 10 sec, semi tandem 5 sec, tandem 0",
        [("4-Stage Balance Test", v, "s", "present") for v in (5, 0)],
    ),
]

TIMES: list[tuple[str, Expected]] = [
    # the last time in brackets
    ("5xSTS 18.4 s (25.1 s)", [(FIVE, 18.4, "s", "present"), (FIVE, 25.1, "s", "past")]),
    ("LEFS 46/80 (33/80 wk 3)", [("LEFS", 46, "points", "present"), ("LEFS", 33, "points", "past")]),
    ("TUG 19 s (26 s on 9/4)", [(TUG, 19, "s", "present"), (TUG, 26, "s", "past")]),
    ("TUG: 14 sec (no AD), 18 sec (RW)", [(TUG, 14, "s", "present"), (TUG, 18, "s", "present")]),
    # sentences that open with a time
    (
        "Goal: TUG <14 s. Baseline 21 s. Current 17 s.",
        [(TUG, 14, "s", "goal"), (TUG, 21, "s", "past"), (TUG, 17, "s", "present")],
    ),
    ("TUG 21 s. Today pt walked 50 ft in 30 s", [(TUG, 21, "s", "present")]),
    ("I would like her at 9/12 or better on the SPPB.", [("SPPB", 9, "points", "goal")]),
    (
        "TUG 24 s at IE, 17 s today, goal 12 s",
        [
            (TUG, 24, "s", "past"),
            (TUG, 17, "s", "present"),
            (TUG, 12, "s", "goal"),
        ],
    ),
    (
        "TUG   IE 19.4   now 10.2   goal 10",
        [
            (TUG, 19.4, "s", "past"),
            (TUG, 10.2, "s", "present"),
            (TUG, 10, "s", "goal"),
        ],
    ),
    ("Berg 36/56 (was 30/56)", [(BERG, 36, "points", "present"), (BERG, 30, "points", "past")]),
    ("BBS 44 (39)", [(BERG, 44, "points", "present"), (BERG, 39, "points", "past")]),
    ("TUG improved from 24 s to 17 s", [(TUG, 24, "s", "past"), (TUG, 17, "s", "present")]),
    ("6MWT 305 -> 398 m", [(WALK6, 305, "m", "past"), (WALK6, 398, "m", "present")]),
    ("TUG 31 s -> referred to PCP", [(TUG, 31, "s", "present")]),
    (
        "Berg thirty nine, down from forty four",
        [(BERG, 39, "points", "present"), (BERG, 44, "points", "past")],
    ),
    ("TUG 22 s (10/2/25), 15 s (11/3/25)", [(TUG, 22, "s", "past"), (TUG, 15, "s", "present")]),
    (
        "IE: SLS 3 s, LEFS 39. DC: SLS 30 s, LEFS 78.",
        [
            (SLS, 3, "s", "past"),
            ("LEFS", 39, "points", "past"),
            (SLS, 30, "s", "present"),
            ("LEFS", 78, "points", "present"),
        ],
    ),
    (
        "10/02  S: weak. O: 5xSTS 29.1\n10/09  S: better. O: 5xSTS 26.4",
        [
            (FIVE, 29.1, "s", "past"),
            (FIVE, 26.4, "s", "present"),
        ],
    ),
    (
        "When I opened this case her TUG was 41 seconds. I report that today TUG is 9.6 seconds.",
        [
            (TUG, 41, "s", "past"),
            (TUG, 9.6, "s", "present"),
        ],
    ),
    # an initial value stands for the present while there is no other
    ("PT INITIAL EVALUATION\nInitial TUG 22 s", [(TUG, 22, "s", "present")]),
    ("DAILY NOTE visit 4\nTUG at IE 22 s", [(TUG, 22, "s", "past")]),
    # goals
    ("LTG: TUG < 13.5 s in 8 weeks", [(TUG, 13.5, "s", "goal")]),
    ("stg 3wk: bbs 46; up from the toilet alone", [(BERG, 46, "points", "goal")]),
    ("Pt will complete TUG in <12 sec", [(TUG, 12, "s", "goal")]),
    ("Increase Berg to 46/56", [(BERG, 46, "points", "goal")]),
    ("Goals 1 wk\n- walk 100 ft\n- 6-clicks 20/24", [("AM-PAC Basic Mobility", 20, "points", "goal")]),
    ("Goals for nine weeks are as follows. Stairs alone. Berg forty.", [(BERG, 40, "points", "goal")]),
    ("He is to cover 900 feet on the 6-minute walk test.", [(WALK6, 900, "ft", "goal")]),
    ("Goals met. TUG 15 s", [(TUG, 15, "s", "present")]),
]

TABLES: list[tuple[str, Expected]] = [
    (
        "OBJECTIVE            INITIAL     CURRENT     GOAL\n"
        "  TUG (sec)          22.8        16.1        <12\n"
        "  LEFS               28/80       41/80       55/80",
        [
            (TUG, 22.8, "s", "past"),
            (TUG, 16.1, "s", "present"),
            (TUG, 12, "s", "goal"),
            ("LEFS", 28, "points", "past"),
            ("LEFS", 41, "points", "present"),
            ("LEFS", 55, "points", "goal"),
        ],
    ),
    (
        "| MEASURE | INITIAL 2/2 | CURRENT 2/16 | GOAL |\n| TUG | 58 SEC | 34 SEC | 20 SEC |",
        [(TUG, 58, "s", "past"), (TUG, 34, "s", "present"), (TUG, 20, "s", "goal")],
    ),
    (
        "Initial | Current | LTG\n5xSTS: unable | 23 s | 14 s\nTUG: 34 s | 17.5 s | 13 s",
        [
            (FIVE, 23, "s", "present"),
            (FIVE, 14, "s", "goal"),
            (TUG, 34, "s", "past"),
            (TUG, 17.5, "s", "present"),
            (TUG, 13, "s", "goal"),
        ],
    ),
    (
        "           Initial     Discharge     Goal      Met?\nTUG        18.2 s      8.4 s         <10 s   "
        "  Y",
        [(TUG, 18.2, "s", "past"), (TUG, 8.4, "s", "present"), (TUG, 10, "s", "goal")],
    ),
    (
        "           5/1            5/9\nAM-PAC     11             16",
        [
            ("AM-PAC Basic Mobility", 11, "points", "past"),
            ("AM-PAC Basic Mobility", 16, "points", "present"),
        ],
    ),
    (
        "STGs (7 d)                LTGs (d/c)\n1 roll w/ SBA             1 AM-PAC 13/24",
        [
            ("AM-PAC Basic Mobility", 13, "points", "goal"),
        ],
    ),
    ("TUG          NT        NT        12 sec\n", [(TUG, 12, "s", "present")]),
    (
        "             IE        Now       Goal\nTUG          NT        NT        <10 sec",
        [(TUG, 10, "s", "goal")],
    ),
    # a time in a bracket is said of what stands before it
    (
        "D/C. Quads 5/5 B (eval 4-/5), hip abd 5/5 B (eval 4/5). TUG 8 s (eval 14 s)",
        [(TUG, 8, "s", "present"), (TUG, 14, "s", "past")],
    ),
    # the height of the seat is no value
    ('5xSTS 21.6 s from 18" chair', [(FIVE, 21.6, "s", "present")]),
    ("FTSTS: 15 s (17 in chair, no arms)", [(FIVE, 15, "s", "present")]),
    ('TUG 14"', [(TUG, 14, "s", "present")]),
    ("SL balance L 18 s, R 27 s", [(SLS, 18, "s", "present"), (SLS, 27, "s", "present")]),
    # a date beside the first time word; pairs in a column; an indented header in the first lines is no title
    (
        "           IE 2/3      3/5\nTUG        31 s        17 s",
        [(TUG, 31, "s", "past"), (TUG, 17, "s", "present")],
    ),
    (
        "              Eval      Discharge\nSLS (L/R)     2/5 s     12/15 s",
        [
            (SLS, 2, "s", "past"),
            (SLS, 5, "s", "past"),
            ("Single leg stance", 12, "s", "present"),
            (SLS, 15, "s", "present"),
        ],
    ),
    # a title with a date, or a row of grades, is no header
    ("OP EVAL - ORTHO    DOS 2/25/26   Cert 2/25-5/25\n5TSTS  26.1 s", [(FIVE, 26.1, "s", "present")]),
    ("ANKLE DF   R   1/5   2/5   3/5\nBERG       11/56", [(BERG, 11, "points", "present")]),
]

NO_VALUE: list[tuple[str, Expected]] = [
    ("Propelled w/c 300 ft in 6 minutes.", []),
    ("Nustep 500 m in 6 minutes.", []),
    # named only
    ("TUG completed w/ RW.", [(TUG, None, None, "present")]),
    ("Berg deferred d/t fatigue", [(BERG, None, None, "present")]),
    ("TUG ____ sec", [(TUG, None, None, "present")]),
    ("TUG decreased by 5 seconds", [(TUG, None, None, "present")]),
    ("Berg ____/56", [(BERG, None, None, "present")]),
    # a plain exercise; a rest
    ("Did 5 sit to stands from the mat, min A", []),
    ("Five times sit to stand: could not complete", [(FIVE, None, None, "present")]),
    ("Chair rise x 5: unable", [(FIVE, None, None, "present")]),
    # out of range
    ("Berg 61", [(BERG, None, None, "present")]),
    # a mention beside a value adds nothing
    ("TUG 14 s. The TUG shows fall risk.", [(TUG, 14, "s", "present")]),
    # cut-offs and norms are not values
    ("TUG 18.5 s (>12 s = fall risk)", [(TUG, 18.5, "s", "present")]),
    ("Berg 43/56 (<45 = fall risk)", [(BERG, 43, "points", "present")]),
    ("TUG 17.2 s (MDC 3.2 s)", [(TUG, 17.2, "s", "present")]),
    ("6MWT 340 m (norm 500 m), RPE 13", [(WALK6, 340, "m", "present")]),
    # what follows a score is not another
    ("MiniBEST 20/28; hip ext 4+/5 B; zero freezes", [("Mini-BESTest", 20, "points", "present")]),
    ("TUG 20 SEC  2. AMB 200 FT", [(TUG, 20, "s", "present")]),
    # exercises
    ("SLS 3x30 sec B on foam", []),
    ("SLS foam 30s x3", []),
    ("sit to stand 2x10, STS x8 Min A", []),
    # measures that are not read
    ("Pain 5/10. MoCA 22/30. RPE 13. MAS 1+. DTR 2+.", []),
    ("An old ABC news clip. The frail man did his best.", []),
    ("placed the ABC 55-mm plate", []),
]


EARLIER = [
    (
        "TUG (initial / current / goal): 26.2 / 18 / <14 s",
        [(TUG, 26.2, "s", "past"), (TUG, 18, "s", "present"), (TUG, 14, "s", "goal")],
    ),
    ("Berg initial/current: 31/56 / 40/56", [(BERG, 31, "points", "past"), (BERG, 40, "points", "present")]),
    ("6MWT (ft) initial/current: 300/455", [(WALK6, 300, "ft", "past"), (WALK6, 455, "ft", "present")]),
    ("TUG today/ 18 s. Berg current 34/56", [(TUG, 18, "s", "present"), (BERG, 34, "points", "present")]),
    ("TUG 12.5 s against 17 s in May.", [(TUG, 12.5, "s", "present"), (TUG, 17, "s", "past")]),
    ("5xSTS 18 s today (24 s at IE).", [(FIVE, 18, "s", "present"), (FIVE, 24, "s", "past")]),
    ("TUG 18 s today (goal 12 s).", [(TUG, 18, "s", "present"), (TUG, 12, "s", "goal")]),
    ("Berg 41/56 ([6/12] 35/56)", [(BERG, 41, "points", "present"), (BERG, 35, "points", "past")]),
    (
        "Test\tEval\tWk 2\tWk 4\tLTG\nTUG (s)\t33\t26\t19\t14",
        [(TUG, 33, "s", "past"), (TUG, 26, "s", "past"), (TUG, 19, "s", "present"), (TUG, 14, "s", "goal")],
    ),
    (
        "        Wk 0    Wk 4    Wk 8\nTUG     24      21      17",
        [(TUG, 24, "s", "past"), (TUG, 21, "s", "past"), (TUG, 17, "s", "present")],
    ),
    (
        "STG  TUG under 14 s\n     Baseline 07/01: 24.8 s     Current: 18.1 s",
        [(TUG, 14, "s", "goal"), (TUG, 24.8, "s", "past"), (TUG, 18.1, "s", "present")],
    ),
    (
        "On arrival his TUG was 31 s. At discharge TUG 15 s.",
        [(TUG, 31, "s", "past"), (TUG, 15, "s", "present")],
    ),
    ("TUG 15.2 (20.1 IE, MCID 3.4).", [(TUG, 15.2, "s", "present"), (TUG, 20.1, "s", "past")]),
    ("6MWT up 60 m to 310 m.", [(WALK6, 310, "m", "present")]),
    ("Fall risk per TUG > 13.5 s; pt 17 s.", [(TUG, 17, "s", "present")]),
    ("High fall risk: TUG > 30 s, unable to finish.", [(TUG, 30, "s", "present")]),
    ("TUG: 1) 14.2 s", [(TUG, 14.2, "s", "present")]),
    ("In 8 weeks: TUG 17 seconds, four entry steps.", [(TUG, 17, "s", "goal")]),
    (
        "PT discharge note\nOn eval he needed help. TUG 41 s.\nNow TUG 16 s",
        [(TUG, 41, "s", "past"), (TUG, 16, "s", "present")],
    ),
    ("All goals met except 6MWT 320 m.", [(WALK6, 320, "m", "goal")]),
    ("TUG 26 sec, prev cert 29 sec", [(TUG, 26, "s", "present"), (TUG, 29, "s", "past")]),
    ("Berg 33/56 > 44/56", [(BERG, 33, "points", "past"), (BERG, 44, "points", "present")]),
    ("TUG 14 s > 12 s cutoff", [(TUG, 14, "s", "present")]),
    ('5xSTS 15 s, improved from 20"', [(FIVE, 15, "s", "present"), (FIVE, 20, "s", "past")]),
    ('5xSTS 41 s from 19"', [(FIVE, 41, "s", "present")]),
    (
        "Current measures (9/18): TUG 15.2 sec, Berg 41/56\n8/22: TUG 21.4 sec, Berg 33/56",
        [
            (TUG, 15.2, "s", "present"),
            (BERG, 41, "points", "present"),
            (TUG, 21.4, "s", "past"),
            (BERG, 33, "points", "past"),
        ],
    ),
    (
        "Current (1/08): TUG 14 sec\n12/11: TUG 20 sec",
        [(TUG, 14, "s", "present"), (TUG, 20, "s", "past")],
    ),
    ("TUG 19.4 sec (8/22: 33 sec)", [(TUG, 19.4, "s", "present"), (TUG, 33, "s", "past")]),
    ("TUG 19 sec (8/22 33 sec)", [(TUG, 19, "s", "present"), (TUG, 33, "s", "past")]),
    ("6MWT 310 m (wk 3 244 m)", [(WALK6, 310, "m", "present"), (WALK6, 244, "m", "past")]),
    ("Berg 44/56 (yest 41)", [(BERG, 44, "points", "present"), (BERG, 41, "points", "past")]),
    ("Berg 31 to 40", [(BERG, 31, "points", "past"), (BERG, 40, "points", "present")]),
    ("TUG 31 sec to 22 sec", [(TUG, 31, "s", "past"), (TUG, 22, "s", "present")]),
    ("6MWT 540 ft to 780 ft", [(WALK6, 540, "ft", "past"), (WALK6, 780, "ft", "present")]),
    (
        "OASIS SOC - PT      11/13/25\nLives alone\nTinetti 15/28   TUG 48 s FWW",
        [("Tinetti POMA", 15, "points", "present"), (TUG, 48, "s", "present")],
    ),
    # told in words
    ("She stood from the chair five times in 22.6 seconds.", [(FIVE, 22.6, "s", "present")]),
    ("Rising from a chair 5 times took 31 seconds.", [(FIVE, 31, "s", "present")]),
    ("She rises from a chair five times a day with help.", []),
    ("6MWT 310, correction 320 meters", [(WALK6, 320, "m", "present")]),
    ("TUG 21, corrected 19.5 sec", [(TUG, 19.5, "s", "present")]),
    # days, and seats
    ("TUG 31 s on 5/6, 22 s now", [(TUG, 31, "s", "past"), (TUG, 22, "s", "present")]),
    ("TUG 22 s (31 on 5/6)", [(TUG, 22, "s", "present"), (TUG, 31, "s", "past")]),
    ('5xSTS 31 s from 18" with arms', [(FIVE, 31, "s", "present")]),
    ("Goals met 1/2. Unmet: TUG < 14 s", [(TUG, 14, "s", "goal")]),
    ("TUG 15 s; 3 STE", [(TUG, 15, "s", "present")]),
    # no change
    ("TUG 14 to 16 sec", [(TUG, 14, "s", "present"), (TUG, 16, "s", "present")]),
    ("Goals\n- Berg 40/56 to 46/56", [(BERG, 40, "points", "goal"), (BERG, 46, "points", "goal")]),
    ("Goal: self selected 0.80 m/s", [("Gait speed (self-selected)", 0.8, "m/s", "goal")]),
    ("10MWT self sel.   0.61 m/s", [("Gait speed (self-selected)", 0.61, "m/s", "present")]),
    ("Walks at self selected pace.", []),
    ("SPPB 7/12 (2/4 balance, 3/4 gait, 2/4 chair)", [("SPPB", 7, "points", "present")]),
    ("5xSTS 15 sec (10/4 with RW)", [(FIVE, 15, "s", "present")]),
    # the time behind its own value, and what leads to the value of today
    (
        "The Berg was 31 in July and is 42 today.",
        [(BERG, 31, "points", "past"), (BERG, 42, "points", "present")],
    ),
    ("TUG went from 24 s in May to 17 s today.", [(TUG, 24, "s", "past"), (TUG, 17, "s", "present")]),
    ("His TUG of 24 s in May has fallen to 17 s.", [(TUG, 24, "s", "past"), (TUG, 17, "s", "present")]),
    (
        "The TUG was twenty-four seconds and is seventeen.",
        [(TUG, 24, "s", "past"), (TUG, 17, "s", "present")],
    ),
    ("TUG was 24 s and she is 78.", [(TUG, 24, "s", "present"), (TUG, 78, "s", "present")]),
    ("Berg was 41 and is 4 points below the cut-off.", [(BERG, 41, "points", "present")]),
    ("Berg rose eight points to 44.", [(BERG, 44, "points", "present")]),
    ("Berg 9/8 34/56, 10/6 41/56", [(BERG, 34, "points", "past"), (BERG, 41, "points", "present")]),
    (
        "30s chair stand: 6 reps, up from 3. TUG 18 s",
        [(CHAIR, 6, "reps", "present"), (CHAIR, 3, "reps", "past"), (TUG, 18, "s", "present")],
    ),
    ("TUG 18 s  2. Ambulates 200 ft", [(TUG, 18, "s", "present")]),
    ("LEFS 41/80 (visit 1 18/80).", [("LEFS", 41, "points", "present"), ("LEFS", 18, "points", "past")]),
    ("The Berg yesterday was 9/56.", [(BERG, 9, "points", "present")]),
    (
        "The Berg yesterday was 9/56 and is 14/56 today.",
        [(BERG, 9, "points", "past"), (BERG, 14, "points", "present")],
    ),
    ("QuickDASH completed in the office is 43.2.", [("DASH", 43.2, "points", "present")]),
    (
        "R SLS 4 s compared to 12 s on the left.",
        [("Single leg stance", 4, "s", "present"), ("Single leg stance", 12, "s", "present")],
    ),
    ("TUG 12 s compared to 20 s at eval.", [(TUG, 12, "s", "present"), (TUG, 20, "s", "past")]),
    (
        "           INITIAL 3/09   CURRENT 4/16   GOAL 5/28\nKnee flex  68             112            120\n\n"
        "GIRTH (cm)    LEFT    RIGHT   DIFF\nJoint line    42.0    39.4    +2.6\n\n"
        "TUG (s)    24.3           10.8           9",
        [(TUG, 24.3, "s", "past"), (TUG, 10.8, "s", "present"), (TUG, 9, "s", "goal")],
    ),
    (
        "            wk 1 (03/09)   wk 4 (03/30)   D/C goal\nBerg        29             35             44",
        [(BERG, 29, "points", "past"), (BERG, 35, "points", "present"), (BERG, 44, "points", "goal")],
    ),
    # months head the columns
    (
        "Measure    Oct       Jan\nBerg       31/56     40/56\nTUG        26 s      19 s",
        [
            *((BERG, 31, "points", "past"), (BERG, 40, "points", "present")),
            *((TUG, 26, "s", "past"), (TUG, 19, "s", "present")),
        ],
    ),
    (
        "Session   1      3      6\nTUG       31 s   26 s   20 s",
        [(TUG, 31, "s", "past"), (TUG, 26, "s", "past"), (TUG, 20, "s", "present")],
    ),
    # columns that slashes part, three and more; two tell of nothing
    (
        "          IE 5/2 / LAST 5/16 / NOW 6/1\nTUG       30 s / 25 s / 19 s\nBerg      30 / 36 / 44",
        [
            *((TUG, 30, "s", "past"), (TUG, 25, "s", "past"), (TUG, 19, "s", "present")),
            *((BERG, 30, "points", "past"), (BERG, 36, "points", "past"), (BERG, 44, "points", "present")),
        ],
    ),
    ("PT / OT / SLP\nTUG       30 s / 25 s / 19 s", [(TUG, n, "s", "present") for n in (30, 25, 19)]),
    # what is "not met" is a goal; what progresses only among goals
    ("Goals: TUG < 15 sec NOT MET.", [(TUG, 15, "s", "goal")]),
    ("GOALS\n 1. BERG 50/56 - PARTIALLY MET\n 2. 12 STEPS", [(BERG, 50, "points", "goal")]),
    (
        "LTG: Berg 48/56 - progressing, now 43/56",
        [(BERG, 48, "points", "goal"), (BERG, 43, "points", "present")],
    ),
    ("Berg 43/56, progressing.", [(BERG, 43, "points", "present")]),
    ("LTG: Berg 48/56, not met (43/56)", [(BERG, 48, "points", "goal"), (BERG, 43, "points", "present")]),
    # when the goals were set, in a bracket
    ("Goals (re-eval): Berg 44/56.", [(BERG, 44, "points", "goal")]),
    ("Goals reviewed. Re-eval: Berg 44/56.", [(BERG, 44, "points", "present")]),
    # a bracket with the day of an earlier value, and one that tells of no value
    ("Berg 44/56  (39/56 on 5/2)", [(BERG, 44, "points", "present"), (BERG, 39, "points", "past")]),
    ("TUG 16 sec w/ SPC  (21 sec on 5/2)", [(TUG, 16, "s", "present"), (TUG, 21, "s", "past")]),
    ("D/C summary\nTUG 16 s (eval unable).", [(TUG, 16, "s", "present")]),
    ("D/C summary\nTUG 16 s (eval).", [(TUG, 16, "s", "past")]),
    # counted back from today: the value's own time, or the event's
    ("Berg 38/56, 6 weeks ago 30/56.", [(BERG, 38, "points", "present"), (BERG, 30, "points", "past")]),
    ("Six weeks ago her Berg was 30/56.", [(BERG, 30, "points", "past")]),
    ("Six weeks ago she fell. Berg 30/56.", [(BERG, 30, "points", "present")]),
    ("Two weeks ago she fell and her TUG is 14 s.", [(TUG, 14, "s", "present")]),
    ("TUG 14 s, fell 6 weeks ago.", [(TUG, 14, "s", "present")]),
    ("At the start of therapy the TUG was 24 s.", [(TUG, 24, "s", "past")]),
    (
        "When she left the hospital her TUG was 24 s; today 17 s.",
        [(TUG, 24, "s", "past"), (TUG, 17, "s", "present")],
    ),
    ("The up-and-go took 17 seconds.", [(TUG, 17, "s", "present")]),
]


@pytest.mark.parametrize(
    ("text", "expected"), VALUES + HEARD + TIMES + TABLES + NO_VALUE + EARLIER, ids=lambda v: str(v)[:60]
)
def test_reading(text: str, expected: Expected) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends(end: str) -> None:
    text = end.join(("Test  IE  Now", "TUG  21 s  14 s"))
    assert read(text) == [(TUG, 21, "s", "past"), (TUG, 14, "s", "present")]


def test_span_is_the_value_with_its_unit() -> None:
    text = "\u2022 Timed Up and Go \u2192 18.5 seconds (RW)"
    (fact,) = scores(text)
    assert fact.text == text[fact.start : fact.end] == "18.5 seconds"


def test_span_of_a_named_test_is_its_name() -> None:
    (fact,) = scores("Plan: repeat the Dynamic Gait Index")
    assert (fact.text, fact.value) == ("Dynamic Gait Index", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an event dated "N weeks ago", and the values of that day
        ("6 weeks ago R THA, TUG 18 s.", [(TUG, 18, "present")]),
        ("6 weeks ago TKA; TUG 18 s.", [(TUG, 18, "present")]),
        ("6 weeks ago he tripped, TUG 18 s.", [(TUG, 18, "present")]),
        ("Six weeks ago she scored 34/56 on the Berg.", [(BERG, 34, "past")]),
        (
            "Six weeks ago TUG was 22 s and Berg 34/56; today TUG 14 s, Berg 44/56.",
            [(TUG, 22, "past"), (BERG, 34, "past"), (TUG, 14, "present"), (BERG, 44, "present")],
        ),
        # what opens a sentence on an earlier time, and what ends it
        ("When therapy began TUG 14 s, Berg 34/56.", [(TUG, 14, "past"), (BERG, 34, "past")]),
        ("At the time of the fall she used no device, TUG 22 s.", [(TUG, 22, "present")]),
        ("A week back he twisted the ankle, Berg 40/56.", [(BERG, 40, "present")]),
        # goals
        ("Updated LTG: TUG 10 s; Berg 50/56", [(TUG, 10, "goal"), (BERG, 50, "goal")]),
        ("2x/wk x 4; goal quad 4+/5 and Berg 50/56 by wk 20", [(BERG, 50, "goal")]),
        ("SLS 5 s, goal 10 s, TUG 14 s", [(SLS, 5, "present"), (SLS, 10, "goal"), (TUG, 14, "present")]),
        ("Current goals remain appropriate. TUG 18 s.", [(TUG, 18, "present")]),
        ("Doing well, goals progressing and TUG 12 s.", [(TUG, 12, "present")]),
        ("Two weeks ago the pt's TUG was 22 s.", [(TUG, 22, "past")]),
        ("At the start of therapy she used a cane and her TUG was 22 s.", [(TUG, 22, "past")]),
        ("6MWT up 200 ft to 350 ft.", [(WALK6, 350, "present")]),
        ("TUG 18 s (may 22 s if tired).", [(TUG, 18, "present")]),
        # a month in brackets; a fall of the value, and the change
        ("6MWT 402 m (January 318 m).", [(WALK6, 402, "present"), (WALK6, 318, "past")]),
        ("6MWT dropped 400 m to 310 m.", [(WALK6, 400, "past"), (WALK6, 310, "present")]),
        ("6MWT up 60 m to 310 m.", [(WALK6, 310, "present")]),
        # a distance in six minutes
        ("In six minutes she walked 310 m without assist.", [(WALK6, 310, "present")]),
        ("In six minutes she walked 310 m with min assist.", []),
        ("6MWT: in 6 minutes walked 1000 ft no assistance needed.", [(WALK6, 1000, "present")]),
    ],
)
def test_times_of_prose(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(f.test, f.value, f.status) for f in scores(text)] == expected


@pytest.mark.parametrize(
    ("text", "impaired"),
    [
        ("TUG 12 s", True),
        ("TUG 11.9 s", False),
        ("Berg 45/56", False),
        ("Berg 44/56", True),
        ("5xSTS 15 s", True),
        ("Gait speed 0.9 m/s", True),
        ("Gait speed 3.6 ft/s", False),
        ("10MWT 14 s", None),  # seconds are no speed: the distance timed is not known
        ("DGI 15/24", None),  # no source stands behind its cut-off
        ("72F. 30s chair stand 9", True),  # women of 70 to 74: below 10
        ("72 y/o male. 30s chair stand 12", False),
        ("30s chair stand 7", True),
        ("30s chair stand 9", None),  # age and sex are needed
        ("Romberg negative", False),
        ("Romberg positive", True),
        ("5xSTS unable without arms", True),
        ("Unable to complete 5xSTS", True),
        ("LTG: TUG 15 s", None),  # a goal is not a finding
    ],
)
def test_meaning(text: str, impaired: bool | None) -> None:
    assert [f.impaired for f in scores(text)] == [impaired]
