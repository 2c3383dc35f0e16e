"""Is the cause given when it is known, and only then?"""

from collections.abc import Iterator

from recovery_ai.alignment import best, support, tells
from recovery_ai.evidence import FactEvidence
from recovery_ai.findings import Finding
from recovery_ai.reading import Line, Reading

# Sentences that may well give reasons, though not for what went wrong.
_OTHER_REASONS = (
    "apology", "unknown_cause", "investigating", "next_word", "thanks", "request", "contact",
    "decision", "empathy", "conditional",
)  # fmt: skip
_NEWS = 2
_TOLD = 3
_PIECES = 4
_MOSTLY = 0.5


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_explanation` for a known cause not told, `invented_cause` for another."""
    if not reading.brief.cause_known:
        yield from _told_though_unknown(reading)
    if reading.brief.kind != "resolution":
        return
    causes = reading.evidence.of("cause")
    for cause in causes:
        told = any(tells(reading, line, cause) for line in reading.lines)
        if not told and not _told_in_pieces(reading, cause):
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


def _told_in_pieces(reading: Reading, cause: FactEvidence) -> bool:
    """Say whether sentences in a row tell the cause together, each of them a part of it.

    Sentences that rather tell a remedy or an action do not count: they speak of the same things.
    """
    others = reading.evidence.of("remedy", "action")
    parts = [
        frozenset[str]()
        if support(reading, line, cause).score < best(reading, line, others).score
        else reading.stems(line) & cause.stems
        for line in reading.lines
    ]
    rows = zip(parts, parts[1:], parts[2:], strict=False)
    most = max((len(one | two | three) for one, two, three in rows), default=0)
    return most >= _PIECES and most >= _MOSTLY * len(cause.stems)


def _told_though_unknown(reading: Reading) -> Iterator[Finding]:
    """Yield sentences that tell how it came about, in words of no fact, while nobody knows it."""
    known = reading.evidence.stems | reading.language.vocabulary
    for line in reading.lines_saying("causal", "mishap"):
        told = best(reading, line, reading.evidence.of("event", "impact")).shared
        if line.says(*_OTHER_REASONS) or told >= _TOLD:
            continue
        start, end = _giving(line)
        reasons = (word for word in reading.content(line) if start <= word.start < end)
        news = [word for word in reasons if word.stem not in known]
        if len(news) >= _NEWS:
            yield reading.finding("invented_cause", line.start, line.sentence.end)


def _giving(line: Line) -> tuple[int, int]:
    """Return where the reason stands: after a "because" in mid-sentence, else anywhere."""
    because = [start for start, _ in line.role_spans("causal") if start]
    mishap = line.says("mishap")
    return line.start + (because[0] if because and not mishap else 0), line.sentence.end
