"""A chain of models: the next one is asked when the one before could not answer."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from recovery_ai.errors import ModelError
from recovery_ai.models.protocol import Model, Outcome, Reply, Request, Usage

FALL_BACK_ON: frozenset[Outcome] = frozenset({
    "rate_limited",
    "quota",
    "timeout",
    "unavailable",
    "refused",
    "filtered",
})
"""Outcomes that send a request on to the next model."""


class Fallback:
    """Ask `models` in order until one gives an answer.

    Args:
        models: at least one.
        on: outcomes that pass the request on.

    Raises:
        ModelError: by the constructor, when there is no model.
    """

    def __init__(self, models: Sequence[Model], *, on: Collection[Outcome] = FALL_BACK_ON) -> None:
        if not models:
            raise ModelError("a fallback needs at least one model; pass a list of models")
        self.models = tuple(models)
        self.on = frozenset(on)

    def __repr__(self) -> str:
        return f"Fallback({list(self.models)!r})"

    @property
    def name(self) -> str:
        """The names of all models, in order."""
        return ", ".join(model.name for model in self.models)

    async def complete(self, request: Request) -> Reply:
        """Return the first answer, or the last failure; calls, usage, cost and ms are summed."""
        replies: list[Reply] = []
        for model in self.models:
            replies.append(await model.complete(request))
            if replies[-1].outcome not in self.on:
                break
        return _sum(replies)


def _sum(replies: list[Reply]) -> Reply:
    last = replies[-1]
    before = [f"{reply.model}: {reply.detail or reply.outcome}" for reply in replies[:-1]]
    return last.model_copy(
        update={
            "usage": _usage(replies),
            "cost": _cost(replies),
            "ms": sum(reply.ms for reply in replies),
            "calls": sum(reply.calls for reply in replies),
            "detail": "; ".join([*before, *([last.detail] if last.detail else [])]) or None,
        }
    )


def _usage(replies: list[Reply]) -> Usage:
    def total(field: str) -> int | None:
        known = [value for r in replies if (value := getattr(r.usage, field)) is not None]
        return sum(known) if known else None

    return Usage(**{field: total(field) for field in Usage.model_fields})


def _cost(replies: list[Reply]) -> Decimal | None:
    """Sum what is known; unknown as soon as a reply used tokens at a price nobody knows."""
    if any(r.cost is None and r.usage != Usage() for r in replies):
        return None
    known = [r.cost for r in replies if r.cost is not None]
    return sum(known, Decimal(0)) if known else None
