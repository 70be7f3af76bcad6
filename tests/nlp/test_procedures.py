"""CPT codes with minutes and units, and treatment times: note text beside what is expected."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Procedure, TreatmentTime, UnitsTold
from rehabcode.nlp.fast import default_reader
from rehabcode.nlp.procedures import read_treatment_times

Lines = list[tuple[str, int | None, int | None]]


def lines(text: str) -> Lines:
    return [(f.cpt, f.minutes, f.units) for f in default_reader()(text).facts if isinstance(f, Procedure)]


def times(text: str) -> list[tuple[str, int]]:
    return [(f.scope, f.minutes) for f in read_treatment_times(default_reader().view(text))]


def test_times_are_read_only_beside_something_else() -> None:
    assert not default_reader()("Total treatment time 40 min").of(TreatmentTime)
    assert [t.minutes for t in default_reader()("97110. Total treatment time 40 min").of(TreatmentTime)] == [
        40
    ]


CHARGES: list[tuple[str, Lines]] = [
    # minutes in a sentence before the code in a bracket
    (
        "She received 25 minutes of therapeutic exercise (97110, 2 units) and 15 minutes of gait training (97116, 1 unit).",
        [("97110", 25, 2), ("97116", 15, 1)],
    ),
    ("97116 23 min, 97112 15 min (3 units).", [("97116", 23, None), ("97112", 15, None)]),
    ("97112 20 min, 97110 15 min, billed 3 units in all.", [("97112", 20, None), ("97110", 15, None)]),
    ("97110 15 min, 97112 15 min, 1 unit each", [("97110", 15, 1), ("97112", 15, 1)]),
    (
        "97110 2 units, 97112, 97116, one unit each",
        [("97110", None, 2), ("97112", None, 1), ("97116", None, 1)],
    ),
    ("97110 and 97112, one unit of each", [("97110", None, 1), ("97112", None, 1)]),
    ("97110 15 min\n97112 15 min 1 unit each", [("97110", 15, None), ("97112", 15, 1)]),
    ("97116 23 min, 97112 15 min 1 unit", [("97116", 23, None), ("97112", 15, 1)]),
    ("97110 24 min/2, 97530 14 min/1", [("97110", 24, 2), ("97530", 14, 1)]),
    ("Ther ex today 24 min = 97110 x 2", [("97110", 24, 2)]),
    ("97110 24 min/visit", [("97110", 24, None)]),
    ("gait training 25 min (97116) 2 units", [("97116", 25, 2)]),
    ("Manual 10' (97140) 8 min x 1", [("97140", 8, 1)]),
    ("Rested 10 min (97110 x 1 held).", [("97110", None, 1)]),
    # units
    ("97110 x 2", [("97110", None, 2)]),
    ("97110x2, 97140x1 (38 min total)", [("97110", None, 2), ("97140", None, 1)]),
    ("97110 (2), 97116 (1)", [("97110", None, 2), ("97116", None, 1)]),
    ("97110:2", [("97110", None, 2)]),
    ("97110-59 x1", [("97110", None, 1)]),
    ("97110 GP x2", [("97110", None, 2)]),
    ("97110 two units", [("97110", None, 2)]),
    ("2 x 97110", [("97110", None, 2)]),
    ("2 units 97110, 1 unit 97140", [("97110", None, 2), ("97140", None, 1)]),
    # minutes
    ("97110=37 min", [("97110", 37, None)]),
    ("97112 x 15'", [("97112", 15, None)]),
    ("97112 x 30", [("97112", 30, None)]),
    ("97163 (25), 97530 20 min x 1", [("97163", 25, None), ("97530", 20, 1)]),
    ("30 min 97110, 15 min 97530", [("97110", 30, None), ("97530", 15, None)]),
    ("Twenty minutes 97110, fifteen minutes of 97116", [("97110", 20, None), ("97116", 15, None)]),
    ("97110 20 97140 12", [("97110", 20, None), ("97140", 12, None)]),
    # minutes beside the names, codes elsewhere
    ("Worked on TE for 20 min then rest. Bill 97110 x1", [("97110", 20, 1)]),
    ("Worked on TE for 20 min then rest. Bill 97110 15 min", [("97110", 15, None)]),
    (
        "Ther ex 25 min, gait training 10 min. Billed 97110 x2, 97116 x1.",
        [("97110", 25, 2), ("97116", 10, 1)],
    ),
    ("TE 25', GT 10'\nTotal timed 35 min\n97110-2 97116-1", [("97110", 25, 2), ("97116", 10, 1)]),
    (
        "TE 25', NMR 10'\nTE 8', GT 10'\n97110-2",
        [("97112", 10, None), ("97116", 10, None), ("97110", None, 2)],
    ),
    ("TE 25', GT 10'\n97110 20 min", [("97116", 10, None), ("97110", 20, None)]),
    # both
    (
        "Worked 25 minutes on gait (97116, two units) and for 16 minutes on foam, where she swayed (97112, one unit).",
        [("97116", 25, 2), ("97112", 16, 1)],
    ),
    (
        "start  activity     min  CPT    u\n0900   sit-stand    16   97530  1\n0916   gait Mod A   22   97116  2",
        [("97530", 16, 1), ("97116", 22, 2)],
    ),
    ("97110-2u 30 min", [("97110", 30, 2)]),
    ("97110 28 min 2u (leg press), 97530 12 min 1u", [("97110", 28, 2), ("97530", 12, 1)]),
    (
        "97530 x2 (22 min): STS x8 Min A; 97116 x1 (15 min): 40' + 25' RW",
        [("97530", 22, 2), ("97116", 15, 1)],
    ),
    ("97110/38 min 3u", [("97110", 38, 3)]),
    ("97110 15 min/1u", [("97110", 15, 1)]),
    ("97110 25/2   97140 12/1", [("97110", 25, 2), ("97140", 12, 1)]),
    ("97110 25/2u   97140 12/1 unit", [("97110", 25, 2), ("97140", 12, 1)]),
    ("97110 (30) 2; 97112 (12) 1; 97010 n/c", [("97110", 30, 2), ("97112", 12, 1), ("97010", None, None)]),
    ("97530 8 (1u)", [("97530", 8, 1)]),
    ("97110 - 23 min - 2u\n97150 - group - 1u", [("97110", 23, 2), ("97150", None, 1)]),
    ("97110 x 23 min = 2u", [("97110", 23, 2)]),
    ("97110 x 38 rnin = 3 u", [("97110", 38, 3)]),
    ("97112 balance / postural control 25 min, 2 u", [("97112", 25, 2)]),
    ("Therapeutic exercise (97110): 30 min, 2 units", [("97110", 30, 2)]),
    ("97110 Ther Ex: LAQ 3x10 3#, bridges x20; 23 min", [("97110", 23, None)]),
    # tables
    ("CPT      Min   Units\n97110    24    2\n97140    8     1", [("97110", 24, 2), ("97140", 8, 1)]),
    ("Code | Units | Minutes\n97110 | 2 | 30", [("97110", 30, 2)]),
    ("97110  15  1", [("97110", 15, 1)]),
    ("97110;30;2\n97116;10;1", [("97110", 30, 2), ("97116", 10, 1)]),
    ("Charges: 97110 30min/2u 97140 15min/1u", [("97110", 30, 2), ("97140", 15, 1)]),
    ("97110 2/30, 97140 1/15", [("97110", 30, 2), ("97140", 15, 1)]),
    ("97110 -- 1 hr, 4 units", [("97110", 60, 4)]),
    ("97110: 2 units @ 15 min each; 97116 1 @ 10 min", [("97110", 30, 2), ("97116", 10, 1)]),
    ("TherEx x 2 (97110), NMR x 1 (97112)", [("97110", None, 2), ("97112", None, 1)]),
    # labels before the figures, on the line or below it
    ("CPT=97110; min=8; units=1", [("97110", 8, 1)]),
    ("97116, minutes: 12, units: 1", [("97116", 12, 1)]),
    (
        "CPT: 97110\nMinutes: 30\nUnits: 2\nCPT: 97116\nUnits: 1\nMinutes: 10",
        [("97110", 30, 2), ("97116", 10, 1)],
    ),
    ("97110\nTime: 9:00 am", [("97110", None, None)]),
    ("97110 20 min\nUnits: 3 in all", [("97110", 20, None)]),
    # the same code by the therapist and the assistant, each on a line
    (
        "97110 GP 15 min 1 unit\n97110 GP CQ 15 min 1 unit",
        [("97110", 15, 1), ("97110", 15, 1)],
    ),
    ("97110 CQ 15 min 1 unit\nRests taken.\nBilled 97110 15 min 1 unit", [("97110", 15, 1)]),
    # none given
    ("97161", [("97161", None, None)]),
    (
        "Plan: 97110, 97530, 97112 5x/wk",
        [("97110", None, None), ("97530", None, None), ("97112", None, None)],
    ),
    # sums are not a code's
    ("97112 12 min, 97110 15 min = 2 u", [("97112", 12, None), ("97110", 15, None)]),
    ("97110 23 / 97116 10 = 33 min, 2u", [("97110", 23, None), ("97116", 10, None)]),
    ("97110 28' | timed 28 -> 2u", [("97110", 28, None)]),
    ("97110 x2, 97116 x1 (38 timed minutes)", [("97110", None, 2), ("97116", None, 1)]),
    ("97110 (2) 97116 (1) TTM: 38 min", [("97110", None, 2), ("97116", None, 1)]),
    # a code in a list and among the totals is one procedure; on two visits it is two
    ("Codes: 97110 97140\nToday: 97110 23 min 2 units", [("97110", 23, 2), ("97140", None, None)]),
    (
        "10/02 S: weak. 97110 30 min 2u\n10/09 S: better. 97110 30 min 2u",
        [("97110", 30, 2), ("97110", 30, 2)],
    ),
    ("97110 15 min legs; 97110 10 min arms", [("97110", 15, None), ("97110", 10, None)]),
    # names alone
    ("TE 23'", [("97110", 23, None)]),
    ("TherEx 23 min, TA 15 min", [("97110", 23, None), ("97530", 15, None)]),
    ("Ther Ex 15 min / GT 8 min", [("97110", 15, None), ("97116", 8, None)]),
    ("15 minutes therapeutic exercise, 8 minutes gait training", [("97110", 15, None), ("97116", 8, None)]),
    # sentences
    ("Ther ex for 22 min and 13 of gait training.", [("97110", 22, None), ("97116", 13, None)]),
    (
        "Spent 14 min on gait training and 24 min on therapeutic exercise",
        [("97116", 14, None), ("97110", 24, None)],
    ),
    (
        "twenty three minutes of therapeutic exercise and fifteen minutes of manual therapy",
        [("97110", 23, None), ("97140", 15, None)],
    ),
    (
        "ninety seven one ten two units and ninety seven five thirty one unit",
        [("97110", None, 2), ("97530", None, 1)],
    ),
    ("charges: thera ex 2 units, gait training 1 unit", [("97110", None, 2), ("97116", None, 1)]),
    ("97535 25 min 97110 13 min total 38 min", [("97535", 25, None), ("97110", 13, None)]),
    ("Therapeutic exercise 2 x 10; unit nurse informed", []),
    ("Continue therapeutic exercise 2x/wk for 4 weeks, 30 minutes per session", []),
    # minutes before a code in brackets
    ("Gait 23 min (97116 x 2): treadmill x 8 min", [("97116", 23, 2)]),
    ("NMR 12 min x1 (97112)", [("97112", 12, 1)]),
    ("97110 (10 min)", [("97110", 10, None)]),
    # none
    ("TA 1/1, GT trochanter tender", []),
    ("Portland, OR 97110", []),
    ("MRN 0097110", []),
    ("$97110", []),
]


def test_units_of_a_whole_line_are_told_once() -> None:
    found = default_reader()("97112 20 min, 97110 15 min, billed 3 units in all.").of(UnitsTold)
    assert [(f.text, f.units) for f in found] == [("3 units", 3)]
    assert not default_reader()("97112 20 min 1 unit, 97110 15 min 1 unit").of(UnitsTold)


TIMES: list[tuple[str, list[tuple[str, int]]]] = [
    ("Total timed 38 / total tx 53", [("timed", 38), ("total", 53)]),
    ("Timed 27 min, total 67 min", [("timed", 27), ("total", 67)]),
    ("tot timed 23 / tot 60", [("timed", 23), ("total", 60)]),
    ("Timed Code Treatment Minutes: 38\nTotal Treatment Minutes: 53", [("timed", 38), ("total", 53)]),
    ("Time in 10:05 out 10:58", [("total", 53)]),
    ("Time in: 11:40 am  Time out: 12:25 pm", [("total", 45)]),
    ("Time in 1305 out 1350", [("total", 45)]),
    ("Treatment time: 10:00-10:53", [("total", 53)]),
    ("97110 23 min, 45 min total", [("total", 45)]),
    ("97110 x2, 97116 x1 (38 timed minutes)", [("timed", 38)]),
    ("Start time 10:05 AM, stop time 10:50 AM", [("total", 45)]),
    ("Start: 0900 End: 0938", [("total", 38)]),
    # none
    ("Start date 10/12, end date 11/12", []),
    ("total 15 mL of lidocaine", []),
    ("surgery in 1981, 1982", []),
    ("Tinetti total 18/28", []),
]


@pytest.mark.parametrize(("text", "expected"), CHARGES, ids=lambda v: str(v)[:60])
def test_charges(text: str, expected: Lines) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(("text", "expected"), TIMES, ids=lambda v: str(v)[:60])
def test_times(text: str, expected: list[tuple[str, int]]) -> None:
    assert times(text) == expected
