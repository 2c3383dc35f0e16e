"""Intervals and tests for proportions, with n beside every number."""

import math
from typing import NamedTuple

Z95 = 1.959963984540054


class Proportion(NamedTuple):
    """k of n, with the Wilson interval; `value` is None when n is 0, never 0 or 1."""

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """The share, None without any trial."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the two-sided 95 % Wilson score interval (Wilson 1927)."""
        if not self.n:
            return None
        share, square = self.k / self.n, Z95 * Z95
        centre = (share + square / (2 * self.n)) / (1 + square / self.n)
        spread = share * (1 - share) / self.n + square / (4 * self.n * self.n)
        half = Z95 * math.sqrt(spread) / (1 + square / self.n)
        return max(0.0, centre - half), min(1.0, centre + half)


class Counts(NamedTuple):
    """True and false positives, false and true negatives, over (letter, policy) pairs."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Return the sums."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> Proportion:
        """Of what was flagged, what is so."""
        return Proportion(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> Proportion:
        """Of what is so, what was flagged."""
        return Proportion(self.tp, self.tp + self.fn)

    @property
    def false_alarms(self) -> Proportion:
        """Of what is not so, what was flagged."""
        return Proportion(self.fp, self.fp + self.tn)

    @property
    def f1(self) -> float | None:
        """Return 2TP / (2TP + FP + FN); None when there is nothing to find and nothing found."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else None

    @property
    def f1_interval(self) -> tuple[float, float] | None:
        """Return the Wilson interval of J = TP / (TP + FP + FN), as F1 = 2J / (1 + J).

        A percentile bootstrap would print intervals of no width near 1 (Lam, Gopal and Qian,
        arXiv 2309.14621).
        """
        found = Proportion(self.tp, self.tp + self.fp + self.fn).interval
        return (2 * found[0] / (1 + found[0]), 2 * found[1] / (1 + found[1])) if found else None
