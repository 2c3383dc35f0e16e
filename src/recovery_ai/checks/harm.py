"""Does the letter say what it did to this customer?"""

from collections.abc import Iterator

from recovery_ai.alignment import best
from recovery_ai.findings import Finding
from recovery_ai.reading import Reading

TELLING = 0.9


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_acknowledgement` when no sentence carries a recorded harm.

    Where no impact is recorded, the event told to the reader, or a sentence about their trouble,
    is enough. A decline owes none.
    """
    if reading.brief.kind == "decline":
        return
    impacts = reading.evidence.of("impact")
    facts = impacts or reading.evidence.of("event")
    if any(best(reading, line, facts).score >= TELLING for line in reading.lines):
        return
    about_reader = reading.lines_saying("harm", "empathy")
    if any(best(reading, line, facts).shared for line in about_reader):
        return
    if impacts or not about_reader:
        yield reading.finding("missing_acknowledgement", facts=tuple(i.fact.id for i in impacts))
