"""Budgets: every limit stops, nothing is forgotten, unknown prices are not nought."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from recovery_ai.models import Budget, Reply, Spent, Usage

ROUND = Reply(
    outcome="ok",
    model="m",
    calls=2,
    usage=Usage(input_tokens=900, output_tokens=100),
    cost=Decimal("0.02"),
)


def test_the_defaults() -> None:
    assert Budget().model_dump() == {
        "rounds": 3,
        "calls": 8,
        "tokens": 60_000,
        "cost": None,
        "seconds": 90.0,
    }
    with pytest.raises(ValidationError):
        Budget(calls=-1)


def test_a_sum_is_a_new_value() -> None:
    nothing = Spent()
    twice = nothing.add(ROUND).add(ROUND)
    assert nothing == Spent()
    assert twice == Spent(rounds=2, calls=4, tokens=2000, cost=Decimal("0.04"), unpriced=0)


def test_failed_attempts_count() -> None:
    failed = Reply(outcome="rate_limited", model="m", calls=3)
    assert Spent().add(failed) == Spent(rounds=1, calls=3)


def test_an_unknown_price_is_told_apart_from_nought() -> None:
    unknown = ROUND.model_copy(update={"cost": None})
    spent = Spent().add(ROUND).add(unknown)
    assert (spent.cost, spent.unpriced, spent.tokens) == (Decimal("0.02"), 1, 2000)


@pytest.mark.parametrize(
    ("budget", "elapsed", "reason"),
    [
        (Budget(), 0.0, None),
        (Budget(), 89.9, None),
        (Budget(rounds=2), 0.0, "rounds: 2 of 2"),
        (Budget(calls=4), 0.0, "calls: 4 of 4"),
        (Budget(calls=5), 0.0, None),
        (Budget(tokens=2000), 0.0, "tokens: 2000 of 2000"),
        (Budget(tokens=1500), 0.0, "tokens: 2000 of 1500"),
        (Budget(cost=Decimal("0.04")), 0.0, "cost: 0.04 of 0.04"),
        (Budget(cost=Decimal("0.05")), 0.0, None),
        (Budget(seconds=60), 61.234, "seconds: 61.2 of 60.0"),
    ],
)
def test_each_limit(budget: Budget, elapsed: float, reason: str | None) -> None:
    assert Spent().add(ROUND).add(ROUND).exceeded(budget, elapsed) == reason


def test_a_budget_of_nothing_allows_nothing() -> None:
    assert Spent().exceeded(Budget(calls=0), 0.0) == "calls: 0 of 0"
