"""Does somebody own what went wrong, where the fault is ours or shared?"""

from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_responsibility` when a resolution letter has no sentence that owns it."""
    if not reading.brief.owns_fault:
        return
    disowning = {
        hit.line.index
        for hit in reading.hits("blames_customer", "blames_third_party", "conditional_apology")
    }
    if not any(line.index not in disowning for line in reading.lines_saying("ownership")):
        yield reading.finding("missing_responsibility")
