"""Does the letter say what it did to this customer?"""

from collections.abc import Iterator

from recovery_ai.alignment import best
from recovery_ai.evidence import FactEvidence
from recovery_ai.findings import Finding
from recovery_ai.reading import Line, Reading

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
    if any(_tells(reading, line, facts) for line in reading.lines):
        return
    about_reader = reading.lines_saying("harm", "empathy")
    if any(best(reading, line, facts).shared for line in about_reader):
        return
    if impacts or not about_reader:
        yield reading.finding("missing_acknowledgement", facts=tuple(i.fact.id for i in impacts))


def _tells(reading: Reading, line: Line, facts: tuple[FactEvidence, ...]) -> bool:
    """Say whether the sentence carries a harm, and does not merely share words with one.

    "Your report is recorded" or "we refund it to your account" rests on another fact more.
    """
    score = best(reading, line, facts).score
    others = reading.evidence.of("reference", "next_update", "remedy", "action")
    return score >= TELLING and score >= best(reading, line, others).score
