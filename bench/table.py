"""Measurements as lines of a table, each with its budget."""

from collections.abc import Iterable
from typing import Literal, NamedTuple


class Line(NamedTuple):
    """One measurement.

    Args:
        what: the thing measured.
        value: in `unit`.
        unit: such as `ms`, `MB` or `/s`.
        budget: the limit in the same unit; None for a yardstick without one.
        sense: whether the budget is the most or the least that is allowed.
        note: what the figure was taken from.
    """

    what: str
    value: float
    unit: str
    budget: float | None = None
    sense: Literal["most", "least"] = "most"
    note: str = ""

    @property
    def verdict(self) -> str:
        """Say `ok` or `over`, and what part of the budget it is; empty without a budget."""
        if self.budget is None:
            return ""
        kept = self.value <= self.budget if self.sense == "most" else self.value >= self.budget
        share = f" {self.value / self.budget:.2f}x" if self.budget else ""
        return ("ok" if kept else "over") + share


def show(title: str, lines: Iterable[Line]) -> None:
    """Print a block of measurements."""
    print(f"\n{title}")
    for line in lines:
        sign = "<=" if line.sense == "most" else ">="
        budget = "" if line.budget is None else f"{sign} {_figure(line.budget)} {line.unit}"
        value = f"{_figure(line.value)} {line.unit}"
        print(
            f"  {line.what:<52} {value:>14}  {budget:<14} {line.verdict:<11} {line.note}".rstrip()
        )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
