"""Section GG and OASIS items: note text beside category and status."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.fast import default_reader

FORM = """Section GG0170
  A. Roll left and right       03
  D. Sit to stand              06
  J. Walk 50 feet w/ two turns 88"""

CASES = [
    (FORM, ["bed_mobility present", "sit_to_stand absent"]),
    ("GG0170D Sit to stand: 03 (baseline 02)", ["sit_to_stand present", "sit_to_stand past"]),
    ("GG0170: roll 05, chr/bed trf 04, walk 10 ft 03, walk 150 ft 09", ["transfer present", "walk present"]),
    ("GG0130 A eating 06, C toilet hygiene 02.", ["eating absent", "toileting present"]),
    (
        "GG0170          Adm   Current   Goal\nSit to stand    02    04        06",
        ["sit_to_stand past", "sit_to_stand present", "sit_to_stand goal"],
    ),
    (
        "M1800 grooming 1  M1830 bathing 3  M1860 amb 0",
        ["grooming present", "bathing present", "walk absent"],
    ),
    ("M1850 = 2", ["transfer present"]),
    ("OASIS        SOC    DC\nM1850 transfer   2      0", ["transfer past", "transfer absent"]),
    ("GG0170          Adm   Goal\nSit to stand    02    06", ["sit_to_stand present", "sit_to_stand goal"]),
    # the prior functioning: help is of the past, independence says nothing
    (
        "Prior functioning\n  A. Self care ..... Independent\n  C. Stairs ..... Needed some help",
        ["stairs past"],
    ),
    ("GG0100 Prior functioning\nIndoor mobility   Dependent\nStairs   Independent", ["walk past"]),
    ("Today\n  Stairs ..... Dependent", ["stairs present"]),
    # by code alone
    ("GG0170C adm: 03. GG0170I = 04", ["bed_mobility present", "walk present"]),
    ("GG0130G (lower body) scored 02 on both days.", ["dressing present"]),
    ("Discharge goal for GG0170F: 06", ["transfer goal"]),
    ("GG0170E2 04", ["transfer goal"]),
    ("GG0170J prior 04, GG0170K 88", ["walk past"]),
    ("Oral hygiene 03 per GG.", ["grooming present"]),
    ("GG0130B 02: aide brushes the lower teeth.", ["grooming present"]),
    ("GG0170Q 02", []),
    ("GG0170D done 2 days ago", []),
    (
        "Prior level of function: Independent\nCurrent level of function:\nStairs: Dependent",
        ["stairs present"],
    ),
    # by the letter of its row, with a score for each time
    (
        "SECTION GG0170   ADM    DC\nD Sit-stand      02     04\nG Car            88     03",
        ["sit_to_stand past", "sit_to_stand present", "transfer present"],
    ),
    (
        "GG scale 06 ind 01 dep\n               ADMIT   NOW\nEating         01      03",
        ["eating past", "eating present"],
    ),
    ("Interim GG (prior 5/12 / now 8/11)\nWalk 150 ft ...... 03 / 06", ["walk past", "walk absent"]),
    # near: no form is named; a dose, a distance, a date
    ("Sit to stand 05 reps", []),
    ("GG done. Pulse 88 today", []),
    ("M1860 see narrative", []),
    ("Section plan\nD Sit-stand      02     04", []),
    ("GG notes\nA quick word 99", []),
]


@pytest.mark.parametrize(("note", "expected"), CASES)
def test_form_items(note: str, expected: list[str]) -> None:
    found = [f for f in default_reader()(note).facts if isinstance(f, Limitation)]
    assert [f"{f.category} {f.status}" for f in found] == expected
    assert all(note[f.start : f.end] == f.text for f in found)


def test_level_of_help() -> None:
    found = [f for f in default_reader()("GG0170 D sit to stand 02").facts if isinstance(f, Limitation)]
    assert [(f.assist, f.specific) for f in found] == [("Maximal assist", True)]
