"""The grounds a figure stands on, and the facts worth combining to find them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from recovery_ai.language.figure import Figure

How = Literal[
    "same", "part", "rounded", "sum", "difference", "share", "multiple", "each", "span", "shifted",
    "number", "listed",
]  # fmt: skip
"""How a figure follows: a `part` is the month or year of a known date, `each` one of several that
cost a known amount together, `shifted` a time moved by a known duration, `number` the same number
told of something else."""

MOST: Final = 24
"""Figures of a kind that are combined at most."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a figure stands: how it follows, and from which figures (none for a listed count)."""

    how: How
    figures: tuple[Figure, ...]


def worth(kind: str, facts: Iterable[Figure]) -> list[Figure]:
    """Return the different figures of a kind, at most `MOST`."""
    seen = {(fact.value, fact.unit): fact for fact in facts if fact.kind == kind}
    return list(seen.values())[:MOST]
