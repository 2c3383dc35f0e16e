"""Does somebody own what went wrong, where the fault is ours or shared?"""

from collections.abc import Iterator

from recovery_ai.alignment import best, tells
from recovery_ai.evidence import FactEvidence
from recovery_ai.findings import Finding
from recovery_ai.polarity import disowned
from recovery_ai.reading import Line, Reading

NEAR = 12
_BLAME = ("blames_customer", "blames_third_party", "blames_employee")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_responsibility` when a resolution letter has no sentence that owns it.

    A cause that such a letter tells has no owner either, unless somebody else is blamed for it:
    that is `evades_responsibility`, whatever its words.
    """
    if not reading.brief.owns_fault:
        return
    disowning = {hit.line.index for hit in reading.hits(*_BLAME[:2], "conditional_apology")}
    if any(_owns(reading, line) for line in reading.lines if line.index not in disowning):
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


def _owns(reading: Reading, line: Line) -> bool:
    """Say whether a sentence owns the fault, or tells the known cause as our own doing."""
    if line.says("ownership") and not disowned(reading, line):
        return True
    causes = [one for one in reading.evidence.of("cause") if tells(reading, line, one)]
    return any(_ours(reading, line, cause) for cause in causes)


def _ours(reading: Reading, line: Line, cause: FactEvidence) -> bool:
    """Say whether a word of the cause follows one for us: "we filed", "our roster"."""
    ends = [line.start + end for _, end in line.role_spans("speaker")]
    return any(
        0 < word.start - end <= NEAR
        for word in reading.content(line)
        if word.stem in cause.stems
        for end in ends
    )
