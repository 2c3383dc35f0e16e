"""Stretches of a text, asked in logarithmic time whether a place lies in any of them."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Stretches:
    """Half-open ranges of characters that may overlap; made for letters with thousands."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Say whether the range from `start` to `end` overlaps any of these."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start
