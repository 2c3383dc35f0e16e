"""Does the letter apologise, for our act, and not too often?"""

from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.reading import Line, Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_apology` and `repeated_apology`; who did nothing wrong owes no apology."""
    hollow = {hit.line.index for hit in reading.hits("non_apology")}
    real = [line for line in reading.lines_saying("apology") if line.index not in hollow]
    owed = reading.brief.kind != "decline" and reading.brief.fault != "customer"
    if not real and owed:
        yield reading.finding("missing_apology")
    for line in real[reading.brief.max_apologies :]:
        yield _repeated(reading, line)


def _repeated(reading: Reading, line: Line) -> Finding:
    start, end = line.role_spans("apology")[0]
    return reading.finding("repeated_apology", line.start + start, line.start + end)
