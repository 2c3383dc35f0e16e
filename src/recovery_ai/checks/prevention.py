"""Is every recorded action against a repetition in the letter?"""

from collections.abc import Iterator

from recovery_ai.alignment import tells
from recovery_ai.findings import Finding
from recovery_ai.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_prevention` for each action that a resolution letter does not tell."""
    if reading.brief.kind != "resolution":
        return
    for action in reading.evidence.of("action"):
        if not any(tells(reading, line, action) for line in reading.lines):
            yield reading.finding("missing_prevention", facts=(action.fact.id,))
