"""Units and minutes: the Medicare 8-minute rule beside the AMA midpoint rule."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabcode.models.case import build_case
from rehabcode.models.claim import (
    ama_allocation,
    check,
    cms_allocation,
    cpt_table,
    is_timed,
    ncci_pairs,
    needs_table,
)
from rehabcode.nlp.facts import Procedure, Reading, TreatmentTime, in_order
from rehabcode.nlp.procedures import cms_units

TIMED = sorted(c for c in cpt_table() if is_timed(c))


@pytest.mark.parametrize(
    ("minutes", "units"),
    [
        (0, 0),
        (7, 0),
        (8, 1),
        (22, 1),
        (23, 2),
        (37, 2),
        (38, 3),
        (52, 3),
        (53, 4),
        (67, 4),
        (68, 5),
        (127, 8),
        (128, 9),
    ],
)
def test_units_of_the_table(minutes: int, units: int) -> None:
    assert cms_units(minutes) == units


def _minutes(text: str) -> dict[str, int]:
    """Read ``97112 24, 97110 23``."""
    return {cpt: int(number) for cpt, number in (part.split() for part in text.split(",") if part.strip())}


@pytest.mark.parametrize(
    ("minutes", "cms", "ama"),
    [
        ("97112 24, 97110 23", "97112 2, 97110 1", "97112 2, 97110 2"),
        ("97110 33, 97140 7", "97110 2, 97140 1", "97110 2, 97140 0"),
        (
            "97110 18, 97140 13, 97116 10, 97035 8",
            "97110 1, 97140 1, 97116 1, 97035 0",
            "97110 1, 97140 1, 97116 1, 97035 1",
        ),
        ("97110 7", "97110 0", "97110 0"),
        ("97530 15, 97110 15, 97116 8", "97530 1, 97110 1, 97116 1", "97530 1, 97110 1, 97116 1"),
        ("97110 7, 97140 8", "97110 0, 97140 1", "97110 0, 97140 1"),
        ("97110 10, 97140 5", "97110 1, 97140 0", "97110 1, 97140 0"),
        ("97110 14, 97116 14", "97110 1, 97116 1", "97110 1, 97116 1"),
        ("97110 30, 97140 7", "97110 2, 97140 0", "97110 2, 97140 0"),
        ("97110 30, 97140 8", "97110 2, 97140 1", "97110 2, 97140 1"),
        # An evaluation, an unattended modality and a group session bring no timed minutes.
        ("97110 20, 97116 18, 97161 30", "97110 2, 97116 1", "97110 1, 97116 1"),
        ("97110 45, G0283 15", "97110 3", "97110 3"),
        ("97150 30", "", ""),
    ],
)
def test_allocation(minutes: str, cms: str, ama: str) -> None:
    assert cms_allocation(_minutes(minutes)) == _minutes(cms)
    assert ama_allocation(_minutes(minutes)) == _minutes(ama)


@pytest.mark.parametrize(
    ("minutes", "cms", "ama"),
    [
        pytest.param("97112 20, 97110 20", "97112 1, 97110 2", 2, id="two equal"),
        pytest.param("97112 7, 97110 7, 97140 7", "97112 0, 97110 1, 97140 0", 0, id="three sevens"),
        pytest.param("97530 8, 97110 8, 97116 8", "97530 0, 97110 1, 97116 1", 3, id="three eights"),
        pytest.param("97110 12, 97530 12, 97112 12", "97110 1, 97530 0, 97112 1", 3, id="three twelves"),
    ],
)
def test_ties_keep_the_total_and_go_to_the_lower_code(minutes: str, cms: str, ama: int) -> None:
    assert cms_allocation(_minutes(minutes)) == _minutes(cms)
    assert sum(ama_allocation(_minutes(minutes)).values()) == ama


@given(st.dictionaries(st.sampled_from(TIMED), st.integers(0, 120), max_size=5))
def test_never_more_than_the_table_floors_kept_total_optimal(minutes: dict[str, int]) -> None:
    units = cms_allocation(minutes)
    total = sum(minutes.values())
    assert sum(units.values()) == cms_units(total)
    assert all(minutes[c] // 15 <= u <= minutes[c] // 15 + 1 for c, u in units.items())
    extra = [minutes[c] % 15 for c, u in units.items() if u > minutes[c] // 15]
    left = [minutes[c] % 15 for c, u in units.items() if u == minutes[c] // 15]
    assert min(extra, default=15) >= max(left, default=0), "a larger remainder went without its unit"


@given(st.lists(st.integers(0, 40), min_size=1, max_size=3))
def test_no_other_split_serves_longer_treatment(values: list[int]) -> None:
    """Among all splits that keep the floors, none gives the extra units to more minutes of remainder."""
    minutes = dict(zip(TIMED, values, strict=False))
    units = cms_allocation(minutes)
    floors = {c: m // 15 for c, m in minutes.items()}
    spare = cms_units(sum(values)) - sum(floors.values())
    best = max(
        sum(minutes[c] % 15 for c, more in zip(minutes, split, strict=True) if more)
        for split in product((0, 1), repeat=len(minutes))
        if sum(split) == spare
    )
    assert sum(minutes[c] % 15 for c in minutes if units[c] > floors[c]) == best


def _claim(procedures: list[tuple[str, int | None, int | None]], timed: int | None = None) -> Any:
    facts: list[Procedure | TreatmentTime] = [
        Procedure(start=i, end=i + 1, text="x", cpt=cpt, minutes=m, units=u)
        for i, (cpt, m, u) in enumerate(procedures)
    ]
    if timed is not None:
        facts.append(TreatmentTime(start=9, end=10, text="x", scope="timed", minutes=timed))
    return check(build_case(Reading(text="x" * 20, facts=in_order(list(facts)))))


def test_no_procedure_no_claim() -> None:
    assert _claim([]) is None


def test_two_lines_of_one_code_add_up() -> None:
    claim = _claim([("97110", 10, 1), ("97110", 13, 1)])
    assert (claim.lines[0].minutes, claim.lines[0].units, claim.units_cms) == (23, 2, 2)


def test_evaluation_minutes_do_not_count() -> None:
    claim = _claim([("97161", 30, 1), ("97110", 23, 2)])
    assert (claim.timed_minutes, claim.units_billed, claim.units_cms) == (23, 2, 2)


def test_timed_total_stands_in_for_missing_minutes() -> None:
    claim = _claim([("97110", None, 2), ("97140", 8, 1)], timed=38)
    assert (claim.timed_minutes, claim.units_cms, claim.without_minutes) == (38, 3, ())


def test_without_any_minutes_nothing_is_over_billed() -> None:
    claim = _claim([("97110", None, 3)])
    assert claim.without_minutes == ("97110",)
    assert not claim.complete


def test_a_menu_of_codes_asks_for_no_finding() -> None:
    assert _claim([("97116", None, None)]).unlinked == ()
    assert _claim([("97116", 15, 1)]).unlinked == ("97116",)


def test_edit_pairs_carry_their_date() -> None:
    claim = _claim([("97530", 15, 1), ("97116", 15, 1)])
    assert any("NCCI as of 2020" in f for f in claim.findings)


def test_tables_agree() -> None:
    assert {c.needs for c in cpt_table().values()} - {""} == set(needs_table())
    assert all(p["first"] in cpt_table() and p["second"] in cpt_table() for p in ncci_pairs())
    assert all(c.source for c in cpt_table().values())
