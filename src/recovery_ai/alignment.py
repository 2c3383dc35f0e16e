"""How well a sentence rests on a fact: shared content stems and figures, weighed.

A stem that only one fact holds tells more than one that all of them hold, so that "order sheet" in
the cause does not count as having told the action about order sheets.
"""

from collections.abc import Iterable
from typing import NamedTuple

from recovery_ai.evidence import FactEvidence
from recovery_ai.language.figures import Figure, matches
from recovery_ai.language.grounding import grounded
from recovery_ai.reading import Line, Reading

TOLD = 1.5
TOLD_SHORT = 0.9
SHORT_SHARE = 0.4


class Support(NamedTuple):
    """How a sentence rests on one fact.

    Args:
        fact: id of the fact; None for no fact.
        shared: content stems in common.
        share: the part of the fact's stems that the sentence has.
        figures: figures in common.
        score: shared stems and figures, each weighed by how few facts hold it.
    """

    fact: str | None
    shared: int
    share: float
    figures: int
    score: float


NOTHING = Support(None, 0, 0.0, 0, 0.0)


def support(reading: Reading, line: Line, evidence: FactEvidence) -> Support:
    """Measure how `line` rests on one fact, once."""
    key = (line.index, evidence.fact.id)
    found = reading.memo.get(key)
    if not isinstance(found, Support):
        found = reading.memo[key] = _measure(reading, line, evidence)
    return found


def _measure(reading: Reading, line: Line, evidence: FactEvidence) -> Support:
    stems = evidence.stems & reading.stems(line)
    figures = [
        figure
        for figure in reading.figures_in(line)
        if not figure.soft and any(matches(figure, known) for known in evidence.figures)
    ]
    if not stems and not figures:
        return NOTHING
    every = reading.evidence
    score = sum(every.weights[stem] for stem in stems)
    score += sum(1 / _holders(reading, figure) for figure in figures)
    share = len(stems) / (len(evidence.stems) or 1)
    return Support(evidence.fact.id, len(stems), share, len(figures), score)


def _holders(reading: Reading, figure: Figure) -> int:
    """Return how many facts hold a figure."""
    facts = reading.evidence.facts
    return sum(any(matches(figure, known) for known in one.figures) for one in facts) or 1


def best(reading: Reading, line: Line, facts: Iterable[FactEvidence]) -> Support:
    """Return the strongest support that any of `facts` gives to `line`."""
    return max((support(reading, line, one) for one in facts), key=_strength, default=NOTHING)


def _strength(one: Support) -> float:
    return one.score


def tells(reading: Reading, line: Line, evidence: FactEvidence) -> bool:
    """Say whether `line` tells this fact, and not merely one that shares words with it."""
    one = support(reading, line, evidence)
    return one.score >= TOLD or (one.score >= TOLD_SHORT and one.share >= SHORT_SHARE)


def grounded_money(figure: Figure, evidence: FactEvidence) -> bool:
    """Say whether a sum of money follows from the figures of one fact."""
    return figure.kind == "money" and bool(grounded(figure, evidence.figures))
