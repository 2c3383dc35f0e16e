"""Intervals against published values, and the honest answer where there is nothing to divide."""

import sys

import pytest

from recovery_ai.cli import main
from recovery_ai.errors import MissingExtra
from recovery_ai.evaluation.statistics import (
    Clustered,
    Counts,
    Proportion,
    effective_size,
    predictive_value,
    scipy_stats,
)


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


@pytest.mark.parametrize(
    ("floor", "misses", "wilson", "exact", "one_sided"),
    [  # positives needed so that the 95 % lower bound reaches `floor`, by misses
        (0.80, 0, 16, 17, 14),
        (0.80, 5, 54, 55, 50),
        (0.90, 0, 35, 36, 29),
        (0.90, 1, 53, 54, 46),
        (0.90, 3, 84, 85, 76),
        (0.95, 2, 142, 142, 124),
        (0.99, 0, 381, 368, 299),
    ],
)
def test_positives_needed(
    floor: float, misses: int, wilson: int, exact: int, one_sided: int
) -> None:
    def needed(bound: str) -> int:
        n = misses + 1
        while True:
            found = getattr(Proportion(n - misses, n), bound)
            if (found if bound == "at_least" else found[0]) >= floor:
                return n
            n += 1

    assert (needed("interval"), needed("exact"), needed("at_least")) == (wilson, exact, one_sided)


@pytest.mark.parametrize(
    ("n", "percent"),
    [(20, 13.9), (30, 9.5), (60, 4.9), (100, 3.0), (150, 2.0), (300, 1.0), (500, 0.6)],
)
def test_no_false_alarm_in_n_letters(n: int, percent: float) -> None:
    assert round(100 * (Proportion(0, n).at_most or 0), 1) == percent


@pytest.mark.parametrize(
    ("size", "correlation", "worth"),
    [(2, 0.3, 92), (2, 0.6, 75), (2, 1, 60), (3, 0.3, 75), (3, 1, 40), (5, 0.6, 35), (5, 1, 24)],
)
def test_effective_size(size: int, correlation: float, worth: int) -> None:
    assert round(effective_size(120, size, correlation)) == worth


def test_letters_of_one_parent_widen_the_interval() -> None:
    alike = Clustered.of((f"parent {i // 2}", i < 100, 1) for i in range(120))
    assert (alike.k, alike.n, alike.clusters) == (100, 120, 60)
    assert alike.effective == pytest.approx(effective_size(120, 2, 1), rel=0.05)
    alone = Clustered.of((f"letter {i}", i < 100, 1) for i in range(120))
    assert alone.effective == pytest.approx(120, rel=0.01)
    assert alone.interval == pytest.approx(Proportion(100, 120).exact, abs=0.001)
    low, high = alike.interval or (0.0, 1.0)
    assert (alone.interval or (0.0, 1.0))[0] - low > 0.02
    assert high < 1
    assert Clustered.of([("one", 2, 2), ("two", 1, 1)]).interval == (
        pytest.approx(Proportion(2, 2).exact or (0.0, 1.0))
    )
    assert Clustered.of([]).interval is None


def test_f1_interval_is_wilson_on_the_overlap() -> None:
    low, high = Counts(tp=40, fp=0, fn=0).f1_interval or (0.0, 0.0)
    wilson = Proportion(40, 40).interval or (0.0, 0.0)
    assert (low, high) == pytest.approx((2 * wilson[0] / (1 + wilson[0]), 1))


def test_what_a_flag_is_worth_depends_on_how_many_drafts_are_bad() -> None:
    assert predictive_value(0.9, 0.1, 0.1) == pytest.approx(0.5)
    assert predictive_value(0.0, 0.0, 0.1) is None


def test_without_scipy_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(MissingExtra, match=r"recovery-ai\[eval\]"):
        scipy_stats()
    assert main(["eval", "letters"]) == 2
    assert capsys.readouterr() == (
        "",
        "recovery-ai: measuring with intervals needs more packages; "
        "run: pip install 'recovery-ai[eval]'\n",
    )
