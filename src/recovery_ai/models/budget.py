"""What one letter may cost, and what it has cost so far."""

from decimal import Decimal

from pydantic import Field

from recovery_ai.incident import Value
from recovery_ai.models.protocol import Reply


class Budget(Value):
    """Hard limits for one letter; what is spent ends in a letter composed offline, or in review.

    >>> from recovery_ai import Budget
    >>> Budget(rounds=2, seconds=30).calls
    8

    Args:
        rounds: replies asked for, the first draft included.
        calls: requests that may go out, retries included.
        tokens: tokens in and out together, as the providers count them.
        cost: US dollars; None sets no limit. Calls of unknown price count as tokens only.
        seconds: wall time.
    """

    rounds: int = Field(default=3, ge=0)
    calls: int = Field(default=8, ge=0)
    tokens: int = Field(default=60_000, ge=0)
    cost: Decimal | None = Field(default=None, ge=0)
    seconds: float = Field(default=90.0, ge=0)


class Spent(Value):
    """What the replies so far have used; every attempt counts, the failed ones too.

    Args:
        rounds: replies added.
        calls: requests that went out.
        tokens: tokens in and out; what a provider did not count is missing.
        cost: US dollars over the calls whose price is known.
        unpriced: replies that used tokens at a price nobody knows.
    """

    rounds: int = 0
    calls: int = 0
    tokens: int = 0
    cost: Decimal = Decimal(0)
    unpriced: int = 0

    def add(self, reply: Reply) -> "Spent":
        """Return the sum with one more reply."""
        tokens = (reply.usage.input_tokens or 0) + (reply.usage.output_tokens or 0)
        return Spent(
            rounds=self.rounds + 1,
            calls=self.calls + reply.calls,
            tokens=self.tokens + tokens,
            cost=self.cost + (reply.cost or 0),
            unpriced=self.unpriced + (reply.cost is None and tokens > 0),
        )

    def exceeded(self, budget: Budget, elapsed: float) -> str | None:
        """Name the first limit that leaves no room for another call, such as `calls: 8 of 8`.

        Args:
            budget: the limits.
            elapsed: seconds since the letter was begun.
        """
        used = (
            ("rounds", self.rounds, budget.rounds),
            ("calls", self.calls, budget.calls),
            ("tokens", self.tokens, budget.tokens),
            ("cost", self.cost, budget.cost),
            ("seconds", round(elapsed, 1), budget.seconds),
        )
        for name, spent, limit in used:
            if limit is not None and spent >= limit:
                return f"{name}: {spent} of {limit}"
        return None
