"""`check --jsonl`: many letters through one process."""

import tempfile
from pathlib import Path

from bench.letters import LETTERS
from bench.process import Cost, run
from bench.table import Line

FEW = 200


def measure(*, full: bool) -> list[Line]:
    """Measure time, peak memory and growth over thousands of letters of about 250 words.

    Every letter has sentences that no other has.
    """
    count = 10_000 if full else 1_000
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_checked(Path(folder), number) for number in (FEW, count))
    growth = (many.peak - few.peak) * 1024 / (count - FEW)
    rate = (many.cpu - few.cpu) / (count - FEW)
    return [
        Line(f"check --jsonl, {count:,} letters, CPU", many.cpu / 1000, "s", 25 * count / 10_000),
        Line("check --jsonl, CPU for one more letter", rate, "ms", 2.5, note=f"exit {many.code}"),
        Line("check --jsonl, peak memory", many.peak, "MB", 80),
        Line("check --jsonl, growth for one more letter", growth, "kB", 0.5),
    ]


def _checked(folder: Path, count: int) -> Cost:
    samples = LETTERS.all
    path = folder / f"{count}.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(samples[number % len(samples)].line(number) + "\n")
    return run("-m", "recovery_ai", "check", "--jsonl", str(path))
