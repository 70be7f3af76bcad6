"""The official table: titles, leaves, inherited and symmetric Excludes, no drift from its source."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabcode.models.build_official import build, named_codes
from rehabcode.models.official import Official

OFFICIAL = Official.load()
SCOPE = (
    "M60",
    "M61",
    "M62",
    "M63",
    "M79",
    "R25",
    "R26",
    "R29",
    "R53",
    "R54",
    "G25",
    "G72",
    "I69",
    "Z86",
    "U0",
)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("M62.81", "Muscle weakness (generalized)"),
        ("M62.84", "Sarcopenia"),
        ("R53.1", "Weakness"),
        ("R54", "Age-related physical debility"),
        ("U09.9", "Post COVID-19 condition, unspecified"),
        ("G35.A", "Relapsing-remitting multiple sclerosis"),
        (
            "I69.354",
            "Hemiplegia and hemiparesis following cerebral infarction affecting left non-dominant side",
        ),
    ],
)
def test_title_of_a_leaf(code: str, title: str) -> None:
    assert OFFICIAL.title(code) == title
    assert OFFICIAL.is_billable(code)


@pytest.mark.parametrize("code", ["M62.8", "M79.1", "G35", "G20", "I69.35", "M60-M63", "Q99.9"])
def test_families_and_unknown_codes_are_not_billable(code: str) -> None:
    assert not OFFICIAL.is_billable(code)


@pytest.mark.parametrize(
    ("a", "b", "node"),
    [
        ("M62.81", "M62.84", "M62.81"),
        ("M62.81", "R53.1", "R53.1"),
        ("M62.81", "G72.0", "M62"),
        ("M62.81", "M79.18", "M62"),
        ("M62.81", "M33.20", "M60-M63"),
        ("M62.81", "M35.03", "M60-M63"),
        ("M62.552", "M62.84", "M62.5"),
        ("R53.1", "R54", "R53.1"),
        ("R26.2", "R29.6", "R26.2"),
        ("I69.351", "Z86.73", "I69"),
        ("Z86.16", "U09.9", "Z86.16"),
        ("G81.91", "I69.351", "G81"),
        ("R29.810", "I69.392", "R29.810"),
    ],
)
def test_excludes1_counts_from_both_sides(a: str, b: str, node: str) -> None:
    there, back = OFFICIAL.excludes1(a, b), OFFICIAL.excludes1(b, a)
    assert there is not None
    assert back is not None
    assert there.node == node


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("M62.81", "M79.81"),
        ("M62.81", "R54"),
        ("M62.81", "U09.9"),
        ("M62.81", "G72.81"),
        ("R54", "R54"),
        ("R29.810", "I69.351"),
    ],
)
def test_no_exclusion(a: str, b: str) -> None:
    assert OFFICIAL.excludes1(a, b) is None


def test_hematoma_and_myopathies_may_stand_beside_m62_81() -> None:
    assert OFFICIAL.excludes2("M62.81", "M79.81") is not None
    assert OFFICIAL.excludes2("G72.81", "M62.81") is not None


def test_the_misprint_m05_32_is_read_as_rheumatoid_myopathy() -> None:
    assert OFFICIAL.excludes1("M62.81", "M05.40") is not None
    assert OFFICIAL.excludes1("M62.81", "M05.32") is None
    assert OFFICIAL.corrections[0]["printed"] == "M05.32"


def test_code_first_at_sarcopenia_and_post_covid() -> None:
    assert any(note.covers("G72.81") for note in OFFICIAL.code_first("M62.84"))
    assert "specific condition" in OFFICIAL.code_first("U09.9")[0].text


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("myalgia (M79.1-)", ["M79.1"]),
        ("muscular dystrophies and myopathies (G71-G72)", ["G71", "G72"]),
        ("polymyositis (M33.2.-)", ["M33.2"]),
        ("depressive episode (F33-)", ["F33"]),
        ("hemiplegia (I69.05-, I69.15-)", ["I69.05", "I69.15"]),
        ("ataxia (I69. with final characters -93)", ["I69*93"]),
        ("code for the sequelae", []),
    ],
)
def test_codes_named_in_a_note(note: str, codes: list[str]) -> None:
    assert named_codes(note, "M62") == codes


def test_an_altered_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from rehabcode.models import official

    shipped = resources.files("rehabcode.models.data").joinpath("official.json").read_text("utf-8")

    class Altered:
        def joinpath(self, name: str) -> Altered:
            return self

        def read_text(self, encoding: str) -> str:
            head, body = shipped.split("\n")[:2]
            return head + "\n" + body.replace("Sarcopenia", "Sarcopaenia", 1) + "\n"

    monkeypatch.setattr(official.resources, "files", lambda package: Altered())
    with pytest.raises(ValueError, match="altered"):
        official._load.__wrapped__()


def test_the_tabular_package_is_not_imported_at_run_time() -> None:
    code = "import sys, rehabcode.models.report; assert 'simple_icd_10_cm' not in sys.modules, 'imported'"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_drift_from_the_tabular() -> None:
    icd = pytest.importorskip("simple_icd_10_cm")
    shipped = resources.files("rehabcode.models.data").joinpath("official.json").read_text("utf-8")
    assert shipped == build(icd), "run python -m rehabcode.models.build_official"
    assert json.loads(shipped.split("\n")[0])["release"] == OFFICIAL.release


def _walk(icd: object, code: str, other: str) -> bool:
    """Walk the tabular independently: does any node above ``code`` exclude ``other``?"""
    from simple_icd_10_cm import get_ancestors, get_excludes1

    for node in (code, *get_ancestors(code)):
        for line in get_excludes1(node):
            if "final characters" in line:
                if other.startswith("I69.") and "I69" in line and other.endswith(line.rstrip(")")[-2:]):
                    return True
                continue
            inside = line[line.rfind("(") + 1 : line.rfind(")")] if "(" in line else ""
            for name in inside.replace("M05.32", "M05.4").split(","):
                first, _, last = name.strip().rstrip(".-").partition("-")
                first = first.rstrip(".-")
                if first and (other.startswith(first) or (last and first <= other[:3] <= last[:3])):
                    return True
    return False


PAIRS = st.sampled_from([c for c in OFFICIAL.codes if c.startswith(SCOPE)])


@settings(max_examples=300, deadline=None)
@given(a=PAIRS, b=PAIRS)
def test_conflicts_equal_an_independent_walk(a: str, b: str) -> None:
    icd = pytest.importorskip("simple_icd_10_cm")
    expected = a != b and (_walk(icd, a, b) or _walk(icd, b, a))
    assert (OFFICIAL.excludes1(a, b) is not None) == expected
