"""The arithmetic, against published numbers and against SciPy."""

from __future__ import annotations

import pytest
from scipy.stats import fisher_exact

from rehabcode.cli.coaching.stats import (
    Rate,
    Stratum,
    exact_p,
    expected_rate,
    newcombe,
    odds_ratio,
    q_values,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, Stat Med 17:857, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilson(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "two", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),  # Newcombe 1998, Stat Med 17:873, table II, method 10
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe(one: tuple[int, int], two: tuple[int, int], low: float, high: float) -> None:
    assert newcombe(*one, *two) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("count", "of", "others", "others_of"),
    [
        (3, 10, 9, 10),
        (0, 12, 5, 80),
        (40, 250, 130, 2750),
        (7, 7, 0, 9),
        (12, 250, 132, 2750),
        (5, 10, 5, 10),
    ],
)
def test_one_stratum_is_fishers_test(count: int, of: int, others: int, others_of: int) -> None:
    table = [[count, of - count], [others, others_of - others]]
    expected = fisher_exact(table).pvalue
    assert exact_p([Stratum(count, of, others, others_of)]) == pytest.approx(expected, rel=1e-6, abs=1e-14)


def test_strata_take_the_mix_of_notes_into_account() -> None:
    """Here 50 % against 14 %, but of evaluations and of daily notes exactly like the others."""
    strata = [Stratum(90, 100, 90, 100), Stratum(10, 100, 90, 900)]
    assert exact_p(strata) > 0.5
    assert expected_rate(strata) == pytest.approx(0.5)
    assert odds_ratio(strata) == pytest.approx(1.0)


def test_large_counts_are_quick_and_finite() -> None:
    assert exact_p([Stratum(300_000, 1_000_000, 2_500_000, 9_000_000)]) == 1e-15


def test_q_values_keep_order_and_never_fall_below_p() -> None:
    p = [0.2, 0.001, 0.03, 0.03, 1.0]
    q = q_values(p)
    assert all(a <= b for a, b in zip(p, q, strict=True))
    assert sorted(range(5), key=lambda i: p[i]) == sorted(range(5), key=lambda i: q[i])


@pytest.mark.parametrize(("of", "small"), [(0, True), (9, True), (10, False)])
def test_small_number_rule(of: int, small: bool) -> None:
    rate = Rate(0, of)
    assert (rate.small, rate.value is None, rate.interval is None) == (small,) * 3
