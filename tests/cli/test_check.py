"""``rehabcode check``: how codes, units and minutes are written on the command line."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from rehabcode.cli.check import Line, icd_codes, procedures
from rehabcode.cli.main import app


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("M62.81", ["M62.81"]),
        ("m6281, U09.9", ["M62.81", "U09.9"]),
        ("R54;I69.351 M62.5A0", ["R54", "I69.351", "M62.5A0"]),
        ("", []),
    ],
)
def test_codes(given: str, codes: list[str]) -> None:
    """With or without dot, in any case, with any separator."""
    assert icd_codes(given) == codes


@pytest.mark.parametrize(
    ("cpt", "minutes", "lines"),
    [
        ("97110:2", "97110=37", [Line(cpt="97110", units=2, minutes=37)]),
        ("97110:2,97140:1", "", [Line(cpt="97110", units=2), Line(cpt="97140", units=1)]),
        ("97161", "", [Line(cpt="97161")]),
        ("97110:1", "97140=8", [Line(cpt="97110", units=1), Line(cpt="97140", minutes=8)]),
        ("97110-59:1, 97110-GP-CQ:1", "97110=15 97110-cq=15", [Line(cpt="97110", units=2, minutes=30)]),
        ("", "g0283=15", [Line(cpt="G0283", minutes=15)]),
    ],
)
def test_procedures(cpt: str, minutes: str, lines: list[Line]) -> None:
    """A code in either option is a line; what is not given is not known."""
    assert procedures(cpt, minutes) == lines


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ([], "needs --icd or --cpt"),
        (["--icd", "weak"], "has not the form of an ICD-10-CM code"),
        (["--cpt", "97110-1234:2"], "write 97110:2"),
        (["--cpt", "97110x2"], "write 97110:2"),
        (["--cpt", "9711:2"], "write 97110:2"),
        (["--cpt", "97110:two"], "write 97110:2"),
        (["--minutes", "97110:37"], "write 97110=37"),
        (["--minutes", "97110"], "has no minutes"),
    ],
)
def test_wrong_use(args: list[str], sentence: str) -> None:
    """Exit code 2 and what to write instead."""
    result = CliRunner().invoke(app, ["check", *args])
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


def run(*args: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["check", *args])


CLAIMS = [
    ("--icd M62.81 --cpt 97110:2 --minutes 97110=37", [], [], 0),
    ("--cpt 97110:3 --minutes 97110=37", [], ["units-over-minutes"], 1),
    ("--cpt 97110:3 --minutes 97110=38", [], [], 0),
    ("--cpt 97110:2", [], ["minutes-missing"], 1),
    ("--cpt 97161:1", [], [], 0),
    ("--icd M62.81,M62.84", [("M62.81", "M62.84")], ["excludes1"], 1),
    ("--icd M62.81,M79.81", [], [], 0),
    ("--icd U09.9,M62.81", [("U09.9", "M62.81")], ["covid-sequence"], 1),
    ("--icd M62.81,U09.9", [], [], 0),
    ("--icd M62.81,U07.1", [("M62.81", "U07.1")], ["covid-sequence"], 1),
    ("--icd U07.1,M62.81", [], [], 0),
    ("--cpt 97110:2,97110-CQ:1 --minutes 97110=30,97110-CQ=7", [], ["units-over-minutes"], 1),
    ("--icd R53.1 --cpt 97110:1 --minutes 97110=15", [], ["r531-with-strengthening"], 1),
    ("--icd R53.1 --cpt 97161:1", [], [], 0),
]


@pytest.mark.parametrize(("args", "conflicts", "gaps", "code"), CLAIMS)
def test_claims(args: str, conflicts: list[tuple[str, str]], gaps: list[str], code: int) -> None:
    """What needs no note is checked; what needs one (a finding behind 97110) is not asked for."""
    result = run(*args.split(), "--format", "json")
    found = json.loads(result.stdout)
    assert [tuple(conflict["codes"]) for conflict in found["conflicts"]] == conflicts
    assert [gap["id"] for gap in found["gaps"]] == gaps
    assert result.exit_code == code
    text = run(*args.split())
    assert text.exit_code == code
    assert ("Something is wrong" in text.stdout) is bool(code)


@pytest.mark.parametrize(
    ("icd", "billable", "words", "code"),
    [
        ("M62.81", True, "Muscle weakness (generalized)", 0),
        ("R53", False, "not billable", 1),
        ("M62.899", False, "no code of this release", 1),
        ("Z99.9", None, "not checked", 0),
    ],
)
def test_codes_that_cannot_stand_on_a_claim(icd: str, billable: bool | None, words: str, code: int) -> None:
    """Families are not billed; a code is called invalid only where its whole family is known."""
    assert json.loads(run("--icd", icd, "--format", "json").stdout)["codes"][0]["billable"] is billable
    text = run("--icd", icd)
    assert words in text.stdout
    assert text.exit_code == code


def test_without_a_note_nothing_tells_which_code_to_keep() -> None:
    (gap,) = json.loads(run("--icd", "M62.81,M62.84", "--format", "json").stdout)["gaps"]
    assert gap["fix"].startswith("Keep only one of M62.81 and M62.84.")


def test_units_of_each_code_under_both_rules() -> None:
    shown = run("--cpt", "97110:3,97116:0", "--minutes", "97110=15,97116=30").stdout
    assert "97110   15 min · 3 units · Medicare 1 · AMA 1" in shown
    assert "97110: 3 units are too many for its 15 minutes, whatever the total." in " ".join(shown.split())
    assert "1 is billed" in run("--cpt", "97110:1", "--minutes", "97110=38").stdout
