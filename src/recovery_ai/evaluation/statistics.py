"""Intervals for proportions, with n beside every number; the methods are scipy's."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from recovery_ai.errors import MissingExtra

Interval = tuple[float, float]


def scipy_stats() -> Any:
    """Return `scipy.stats`, read when the first interval is asked for.

    Raises:
        MissingExtra: scipy is not installed.
    """
    try:
        from scipy import stats
    except ImportError:
        raise MissingExtra("measuring with intervals", "eval") from None
    return stats


@lru_cache(maxsize=4096)
def _interval(k: int, n: int, method: str, alternative: str = "two-sided") -> Interval:
    test = scipy_stats().binomtest(k, n, alternative=alternative)
    found = test.proportion_ci(0.95, method=method)
    return float(found.low), float(found.high)


class Proportion(NamedTuple):
    """k of n, with the Wilson interval; `value` is None when n is 0, never 0 or 1."""

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """The share, None without any trial."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Return the two-sided 95 % Wilson score interval (Wilson 1927): for showing."""
        return _interval(self.k, self.n, "wilson") if self.n else None

    @property
    def exact(self) -> Interval | None:
        """Return the two-sided 95 % interval of Clopper and Pearson (1934)."""
        return _interval(self.k, self.n, "exact") if self.n else None

    @property
    def at_least(self) -> float | None:
        """Return the exact one-sided 95 % lower bound: what may be claimed of a recall."""
        return _interval(self.k, self.n, "exact", "greater")[0] if self.n else None

    @property
    def at_most(self) -> float | None:
        """Return the exact one-sided 95 % upper bound: what may be claimed of false alarms."""
        return _interval(self.k, self.n, "exact", "less")[1] if self.n else None


class Clustered(NamedTuple):
    """A proportion over letters of which some are made from the same parent.

    Args:
        k: hits.
        n: trials.
        clusters: parents.
        effective: how many independent letters the n are worth (Korn and Graubard 1998).
    """

    k: int
    n: int
    clusters: int
    effective: float

    @classmethod
    def of(cls, trials: Iterable[tuple[str, int, int]]) -> "Clustered":
        """Return the proportion over (parent, hits, trials)."""
        parents: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for parent, hits, tried in trials:
            if tried:
                parents[parent] = (parents[parent][0] + hits, parents[parent][1] + tried)
        k, n = sum(h for h, _ in parents.values()), sum(m for _, m in parents.values())
        return cls(k, n, len(parents), _effective(k, n, list(parents.values())))

    @property
    def interval(self) -> Interval | None:
        """Return the two-sided 95 % Korn-Graubard interval: Clopper-Pearson on `effective`."""
        if not self.n:
            return None
        beta, n = scipy_stats().beta, self.effective
        hits = self.k / self.n * n
        low = beta.ppf(0.025, hits, n - hits + 1) if self.k else 0.0
        high = beta.ppf(0.975, hits + 1, n - hits) if self.k < self.n else 1.0
        return float(low), float(high)


def _effective(k: int, n: int, parents: list[tuple[int, int]]) -> float:
    """Return n over the design effect, with the correction for few clusters.

    All hits, or none, have no spread to measure: then letters of one parent count as one.
    """
    groups = len(parents)
    if groups < 2 or k in {0, n}:
        return float(groups)
    share = k / n
    spread = sum((hits - share * tried) ** 2 for hits, tried in parents)
    variance = groups / (groups - 1) * spread / n**2
    worth = min(float(n), share * (1 - share) / variance) if variance else float(n)
    t = scipy_stats().t
    return float(worth * (t.ppf(0.975, n - 1) / t.ppf(0.975, groups - 1)) ** 2)


def effective_size(n: int, size: float, correlation: float) -> float:
    """Return what n letters in clusters of `size` are worth at an intraclass correlation."""
    return n / (1 + (size - 1) * correlation)


def predictive_value(recall: float, false_alarms: float, prevalence: float) -> float | None:
    """Return how often a flag is right when a share `prevalence` of all drafts is bad."""
    right, wrong = recall * prevalence, false_alarms * (1 - prevalence)
    return right / (right + wrong) if right + wrong else None


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
        """Return 2TP / (2TP + FP + FN); None when there is nothing to find."""
        if not self.tp + self.fn:
            return None
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn)

    @property
    def f1_interval(self) -> Interval | None:
        """Return the Wilson interval of J = TP / (TP + FP + FN), as F1 = 2J / (1 + J).

        A percentile bootstrap would print intervals of no width near 1 (Lam, Gopal and Qian,
        arXiv 2309.14621).
        """
        if self.f1 is None:
            return None
        found = Proportion(self.tp, self.tp + self.fp + self.fn).interval
        return (2 * found[0] / (1 + found[0]), 2 * found[1] / (1 + found[1])) if found else None
