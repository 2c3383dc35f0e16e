"""Two models on the same incidents: paired tests, and a verdict that says what n can show."""

from collections.abc import Callable
from typing import NamedTuple

from recovery_ai.evaluation.drafts import DraftReport, DraftResult
from recovery_ai.evaluation.statistics import Interval, scipy_stats

Success = Callable[[DraftResult], bool]
LEVEL = 0.05
MEASURES: tuple[tuple[str, Success], ...] = (
    ("accepted at first pass", lambda r: r.accepted_after("first")),
    ("accepted without composing", lambda r: r.accepted_after("repair")),
    ("proved without composing", lambda r: r.proved_after("repair")),
)


class Paired(NamedTuple):
    """One measure over the incidents that both models were asked for.

    Args:
        measure: what counts as success.
        both: incidents on which both succeed.
        first: incidents on which only the first model does.
        second: incidents on which only the second does.
        neither: incidents on which none does.
        p: two-sided exact McNemar test.
        adjusted: the same after Holm's correction over its family; None outside one.
    """

    measure: str
    both: int
    first: int
    second: int
    neither: int
    p: float
    adjusted: float | None = None

    @property
    def n(self) -> int:
        """Pairs."""
        return self.both + self.first + self.second + self.neither

    @property
    def difference(self) -> float:
        """The first model's share less the second's."""
        return (self.first - self.second) / self.n

    @property
    def interval(self) -> Interval:
        """Return the 95 % interval of the difference (Bonett and Price 2012)."""
        a, b = (self.first + 1) / (self.n + 2), (self.second + 1) / (self.n + 2)
        z = float(scipy_stats().norm.ppf(0.975))
        half = z * float((a + b - (a - b) ** 2) / (self.n + 2)) ** 0.5
        return max(-1.0, a - b - half), min(1.0, a - b + half)


class Comparison(NamedTuple):
    """Two reports side by side.

    Args:
        first: the first model's name.
        second: the second's.
        measures: how far the letters got.
        policies: letters free of each policy at first pass, where both models wrote one; p is
            corrected over all of them.
        verdict: one sentence.
    """

    first: str
    second: str
    measures: tuple[Paired, ...]
    policies: tuple[Paired, ...]
    verdict: str


def compare(first: DraftReport, second: DraftReport) -> Comparison:
    """Pair the incidents on which both reports owe a letter; errors count as failures."""
    others = {r.name: r for r in second.due}
    pairs = [(r, others[r.name]) for r in first.due if r.name in others]
    measures = tuple(_paired(name, success, pairs) for name, success in MEASURES)
    codes = sorted({*first.policies("first"), *second.policies("first")})
    written = [pair for pair in pairs if all(_wrote(one) for one in pair)]
    policies = _holm([_paired(code, _free_of(code), written) for code in codes])
    return Comparison(
        first.model,
        second.model,
        measures,
        policies,
        verdict(measures[0], first.model, second.model),
    )


def _wrote(result: DraftResult) -> bool:
    return result.findings_after("first") is not None


def _free_of(code: str) -> Success:
    return lambda r: all(f.code != code for f in r.findings_after("first") or ())


def _paired(measure: str, success: Success, pairs: list[tuple[DraftResult, DraftResult]]) -> Paired:
    told = [(success(a), success(b)) for a, b in pairs]
    only_a, only_b = told.count((True, False)), told.count((False, True))
    p = mcnemar(only_a, only_b)
    return Paired(measure, told.count((True, True)), only_a, only_b, told.count((False, False)), p)


def mcnemar(first: int, second: int) -> float:
    """Return the two-sided exact p of discordant pairs (McNemar 1947)."""
    if not first + second:
        return 1.0
    return float(scipy_stats().binomtest(first, first + second).pvalue)


def _holm(family: list[Paired]) -> tuple[Paired, ...]:
    """Return the family with p corrected for its size (Holm 1979), the smallest first."""
    found: list[Paired] = []
    for rank, one in enumerate(sorted(family, key=lambda one: one.p)):
        p = min(1.0, one.p * (len(family) - rank))
        found.append(one._replace(adjusted=max([p, *(other.adjusted or 0 for other in found)])))
    return tuple(found)


def needed(other_way: int) -> int:
    """Return the discordant pairs one way that p < 0.05 takes with `other_way` the other way."""
    count = other_way + 1
    while mcnemar(count, other_way) >= LEVEL:
        count += 1
    return count


def verdict(main: Paired, first: str, second: str) -> str:
    """Say in one sentence which model is better, or what these incidents cannot show."""
    if not main.n:
        return "Not compared: the two models share no incident that calls for a letter."
    better, worse = (first, second) if main.first > main.second else (second, first)
    more, less = max(main.first, main.second), min(main.first, main.second)
    split = f"{more} of {main.n} incidents one way, {less} the other way"
    if main.p < LEVEL:
        return f"{better} is better than {worse}, {main.measure}: {split} (p = {main.p:.2g})."
    least = needed(0)
    if main.n < least:
        return f"Not shown: {main.n} incidents can show nothing; {least} are the least that can."
    floor = f"{main.n} incidents cannot show a difference below {least / main.n:.0%}"
    return (
        f"Not shown: {main.measure}, {split} (p = {main.p:.2g}). With {less} the other way, "
        f"{needed(less)} one way would be needed; {floor}."
    )
