"""A progress bar on standard error, when somebody is looking."""

import sys
import time

WIDTH = 24


class Bar:
    """Shows how many of `total` are done; writes nothing where no terminal is.

    Args:
        total: how many there are.
        what: a word for them, such as `letters`.
    """

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what = total, what
        self._started = self._shown = time.monotonic()
        self._visible = sys.stderr.isatty() and total > 0

    def __call__(self, done: int) -> None:
        """Draw the bar, at most ten times a second and at the end."""
        now = time.monotonic()
        if not self._visible or (done < self._total and now - self._shown < 0.1):
            return
        self._shown = now
        full = WIDTH * done // self._total
        drawn = "█" * full + "·" * (WIDTH - full)
        end = "\n" if done == self._total else ""
        line = f"\r{drawn} {done}/{self._total} {self._what}, {now - self._started:.0f} s"
        print(line, end=end, file=sys.stderr, flush=True)
