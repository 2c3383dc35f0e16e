"""Is the cause given when it is known, and only then?"""

from collections.abc import Iterator

from recovery_ai.alignment import best, tells
from recovery_ai.findings import Finding
from recovery_ai.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_explanation` for a known cause not told, `invented_cause` for another."""
    if reading.brief.kind != "resolution":
        return
    causes = reading.evidence.of("cause")
    for cause in causes:
        if not any(tells(reading, line, cause) for line in reading.lines):
            yield reading.finding("missing_explanation", facts=(cause.fact.id,))
    if not causes:
        return
    for line in reading.lines_saying("causal"):
        if line.says("remedy", "prevention", "unknown_cause", "thanks", "decision"):
            continue
        if (
            len(reading.content(line)) >= 4
            and best(reading, line, reading.evidence.facts).shared == 0
        ):
            start, end = line.role_spans("causal")[0]
            yield reading.finding("invented_cause", line.start + start, line.sentence.end)
