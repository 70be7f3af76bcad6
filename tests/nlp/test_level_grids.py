"""Grids of assist levels and pasted function tables: note text beside category, status and level."""

from __future__ import annotations

import pytest

from rehabcode.nlp.facts import Limitation
from rehabcode.nlp.fast import default_reader

BOXES = """            Ind  SBA  CGA  Min  Mod  Max
Scooting    [ ]  [ ]  [ ]  [x]  [ ]  [ ]
Toileting   [x]  [ ]  [ ]  [ ]  [ ]  [ ]
Gait        [ ]  [ ]  [ ]  [ ]  [ ]  [ ]"""
COLUMNS = """Help:        I    S    CGA   Min   Mod   Max
Bathing                              X
Bed-chair              X"""
PIPES = """| Task | I | MI | SBA | Min | Mod | Max |
|---|---|---|---|---|---|---|
| Stairs | | | | X | | |
| Eating | | X | | | | |"""
CASES = [
    (BOXES, ["bed_mobility present Minimal assist", "toileting absent Independent"]),
    (COLUMNS, ["bathing present Moderate assist", "transfer present Contact guard"]),
    (PIPES, ["stairs present Minimal assist"]),
    ("Dressing: [ ] I  [ ] SBA  [X] Mod A  [ ] Max A", ["dressing present Moderate assist"]),
    ("Dressing: I [ ]  SBA [x]  Min [ ]  Mod [ ]", ["dressing present Stand-by assist"]),
    ("Grooming \u2610 I \u2611 Min \u2610 Mod   Bathing \u2610 I \u2610 Min \u2611 Mod",
     ["grooming present Minimal assist", "bathing present Moderate assist"]),
    ("sit to supine  __I  _X_Min  __Mod", ["bed_mobility present Minimal assist"]),
    ("Activity Assist Device Rolling Indep rail Transfers Min A RW Ambulation 30 ft CGA RW",
     ["bed_mobility absent Independent", "transfer present Minimal assist", "walk present Contact guard"]),
    # near: a dose is no mark, prose behind a word of status is no pasted table
    ("            I    S    CGA   Min   Mod\nRolling     x\nGait: 50 ft x 2 with RW, min A",
     ["bed_mobility absent Independent", "walk present Minimal assist"]),
    ("Mobility status improving, transfers with SBA and walks with CGA. Cannot climb stairs.",
     ["transfer present Stand-by assist", "walk present Contact guard", "stairs present None"]),
    ("ADL performance dressing min A, toileting mod A. Fatigue limits bathing.",
     ["dressing present Minimal assist", "toileting present Moderate assist", "bathing present None"]),
    # near: nothing ticked, no levels of help, no activity, one level alone
    ("Gait: [ ] I  [ ] SBA  [ ] Min A", []),
    ("            Good  Fair  Poor\nSitting     [ ]   [x]   [ ]", []),
    ("            I    Min   Mod   Max\nMemory     [ ]   [x]   [ ]   [ ]", []),
    ("Activity Level Device Walker", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=range(len(CASES)))
def test_level_grids(text: str, expected: list[str]) -> None:
    facts = [f for f in default_reader()("PT EVAL\n" + text).facts if isinstance(f, Limitation)]
    assert [f"{f.category} {f.status} {f.assist}" for f in facts] == expected
    for fact in facts:
        assert fact.text == ("PT EVAL\n" + text)[fact.start : fact.end]


TIMES = [
    (
        "Task      Prior    Initial   Goal\nTransfers   I     Mod A     SBA",
        ["transfer present", "transfer goal"],
    ),
    (
        "Task      Initial   Current   Goal\nTransfers   Max A     Mod A     SBA",
        ["transfer past", "transfer present", "transfer goal"],
    ),
    ("Status       6/02     6/30\nTransfers    Mod A    CGA", ["transfer past", "transfer present"]),
    ("Status       Sept     Dec\nTransfers    Mod A    CGA", ["transfer past", "transfer present"]),
    (
        "           IE 5/2 / LAST 5/16 / NOW 6/1\nTransfers   Mod A / Min A / CGA",
        ["transfer past", "transfer past", "transfer present"],
    ),
    ("Sitting tolerance\n10 min, then lies down", ["maintain_sit present"]),
    ("Sitting tolerance\nReviewed at length", []),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times_of_function_tables(text: str, expected: list[str]) -> None:
    facts = [f for f in default_reader()("PT EVAL\n" + text).facts if isinstance(f, Limitation)]
    assert [f"{f.category} {f.status}" for f in facts] == expected
