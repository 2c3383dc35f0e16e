"""Does somebody own what went wrong, where the fault is ours or shared?"""

from collections.abc import Iterator

from recovery_ai.alignment import best
from recovery_ai.findings import Finding
from recovery_ai.reading import Line, Reading

_BLAME = ("blames_customer", "blames_third_party", "blames_employee")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_responsibility` when a resolution letter has no sentence that owns it.

    A cause that such a letter tells has no owner either, unless somebody else is blamed for it:
    that is `evades_responsibility`, whatever its words.
    """
    if not reading.brief.owns_fault:
        return
    disowning = {hit.line.index for hit in reading.hits(*_BLAME[:2], "conditional_apology")}
    if any(line.index not in disowning for line in reading.lines_saying("ownership")):
        return
    yield reading.finding("missing_responsibility")
    if any(True for _ in reading.hits("evades_responsibility", *_BLAME)):
        return
    line = _untold_owner(reading)
    if line is not None:
        yield reading.finding("evades_responsibility", line.start, line.sentence.end)


def _untold_owner(reading: Reading) -> Line | None:
    """Return the sentence that tells the cause best, and nothing else better."""
    causes, others = reading.evidence.of("cause"), reading.evidence.of("remedy", "action")
    told: tuple[float, Line | None] = (0.0, None)
    for line in reading.lines:
        score = best(reading, line, causes).score
        if score > told[0] and score >= best(reading, line, others).score:
            told = (score, line)
    return told[1]
