"""Is every recorded action against a repetition in the letter?"""

from collections.abc import Iterator

from recovery_ai.alignment import SHORT_SHARE, support, tells
from recovery_ai.evidence import FactEvidence
from recovery_ai.findings import Finding
from recovery_ai.reading import Line, Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_prevention` for each action that a resolution letter does not tell."""
    if reading.brief.kind != "resolution":
        return
    for action in reading.evidence.of("action"):
        if not any(_tells(reading, line, action) for line in reading.lines):
            yield reading.finding("missing_prevention", facts=(action.fact.id,))


def _tells(reading: Reading, line: Line, action: FactEvidence) -> bool:
    """Say whether a sentence tells the action, or sounds like one and has its few words."""
    if tells(reading, line, action):
        return True
    one = support(reading, line, action)
    sounds = line.says("prevention") and not line.says("ownership")
    return sounds and one.score >= 0.5 and one.share >= SHORT_SHARE - 0.1
