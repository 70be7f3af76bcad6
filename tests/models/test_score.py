"""The score never falls when a gap is mended."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabcode.models.decision import decide
from rehabcode.models.gaps import GAPS, gap_table
from rehabcode.models.score import HIDES, score
from rehabcode.nlp.facts import (
    CodeWritten,
    Fact,
    Limitation,
    PriorLevel,
    Rationale,
    Reading,
    Strength,
    TreatmentTime,
    Weakness,
    in_order,
)
from rehabcode.nlp.facts import Test as TestFact

IDS = [g.id for g in GAPS]


def test_every_gap_has_a_row_and_a_cost() -> None:
    assert set(IDS) == set(gap_table())
    assert all(row.cost > 0 and row.source for row in gap_table().values())


@pytest.mark.parametrize("gap", sorted(HIDES))
def test_a_gap_costs_at_least_what_it_hides(gap: str) -> None:
    table = gap_table()
    assert table[gap].cost >= sum(table[h].cost for h in HIDES[gap])


@given(st.sets(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_one_gap_less_never_lowers_the_score(gaps: set[str], mended: str) -> None:
    after = (gaps - {mended}) | (set(HIDES.get(mended, ())) if mended in gaps else set())
    assert score(after - {mended}) >= score(gaps)
    assert 0 <= score(gaps) <= 100


def _place(n: int) -> dict[str, object]:
    return {"start": n, "end": n + 1, "text": "x"}


CLAIM: Fact = Weakness(**_place(0), pattern="generalized")  # type: ignore[arg-type]
MENDING: tuple[Fact, ...] = (
    Strength(**_place(1), grade="3+", muscle="hip flexion", side="bilateral", deficit=True),  # type: ignore[arg-type]
    Strength(**_place(2), grade="4-", muscle="elbow flexion", side="bilateral", deficit=True),  # type: ignore[arg-type]
    TestFact(**_place(3), test="TUG", value=18.0),  # type: ignore[arg-type]
    Limitation(**_place(4), category="stairs", icf="d4551", specific=True),  # type: ignore[arg-type]
    PriorLevel(**_place(5)),  # type: ignore[arg-type]
    Rationale(**_place(6)),  # type: ignore[arg-type]
)
NEUTRAL: tuple[Fact, ...] = (
    CodeWritten(**_place(7), code="M62.81"),  # type: ignore[arg-type]
    TestFact(**_place(8), test="Berg Balance Scale"),  # type: ignore[arg-type]
    TreatmentTime(**_place(9), scope="total", minutes=40),  # type: ignore[arg-type]
)


@settings(max_examples=200, deadline=None)
@given(st.sets(st.sampled_from(range(6))), st.sets(st.sampled_from(range(3))), st.sampled_from(range(6)))
def test_writing_what_is_missing_never_lowers_the_score(have: set[int], other: set[int], add: int) -> None:
    base = [CLAIM, *(MENDING[i] for i in sorted(have)), *(NEUTRAL[i] for i in sorted(other))]
    more = [*base, *([] if add in have else [MENDING[add]])]
    before, after = (
        decide(Reading(text="x" * 12, facts=in_order(f), setting="therapy")) for f in (base, more)
    )
    assert after.score >= before.score
