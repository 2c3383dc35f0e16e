"""Intervals against published values, and the honest answer where there is nothing to divide."""

import pytest

from recovery_ai.evaluation.statistics import Counts, Proportion


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [  # two-sided 95 % Wilson score intervals, to three places
        (0, 10, 0.000, 0.278),
        (5, 10, 0.237, 0.763),
        (40, 40, 0.912, 1.000),
        (95, 100, 0.888, 0.978),
        (1, 29, 0.006, 0.172),
    ],
)
def test_wilson(k: int, n: int, low: float, high: float) -> None:
    found = Proportion(k, n).interval
    assert found is not None
    assert found == pytest.approx((low, high), abs=0.0006)


def test_nothing_is_not_zero() -> None:
    empty = Proportion(0, 0)
    assert (empty.value, empty.interval) == (None, None)
    assert (Counts().f1, Counts().f1_interval) == (None, None)


def test_counts_add_up() -> None:
    total = Counts(8, 2, 4, 86).plus(Counts(2, 0, 0, 10))
    assert total == Counts(10, 2, 4, 96)
    assert total.precision == Proportion(10, 12)
    assert total.recall == Proportion(10, 14)
    assert total.false_alarms == Proportion(2, 98)
    assert total.f1 == pytest.approx(20 / 26)
    low, high = total.f1_interval or (0.0, 0.0)
    assert low < 20 / 26 < high < 1
