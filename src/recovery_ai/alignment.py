"""How well a sentence rests on a fact: shared content stems and figures, weighed.

A stem that only one fact holds tells more than one that all of them hold, so that "order sheet" in
the cause does not count as having told the action about order sheets.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple, cast

from recovery_ai.evidence import Evidence, FactEvidence
from recovery_ai.language.figures import Figure, matches
from recovery_ai.reading import Line, Reading

TOLD = 1.5
TOLD_SHORT = 0.8
SHORT_SHARE = 0.4
FEW_WORDS = 0.3
WHOLE = 0.65
RESTS = 0.9
MOST = 4


class Support(NamedTuple):
    """How a sentence rests on one fact.

    Args:
        fact: id of the fact; None for no fact.
        shared: content stems in common.
        share: the part of the fact's stems that the sentence has.
        figures: figures in common.
        score: shared stems and figures, each weighed by how few facts hold it.
        own: stems and figures in common that no other fact holds.
    """

    fact: str | None
    shared: int
    share: float
    figures: int
    score: float
    own: int


# Every share of it up to a sixteenth is whole, so that sums do not hang on their order.
_WHOLE_STEM = 720_720

NOTHING = Support(None, 0, 0.0, 0, 0.0, 0)


def support(reading: Reading, line: Line, evidence: FactEvidence) -> Support:
    """Measure how `line` rests on one fact."""
    return supports(reading, line).get(evidence.fact.id, NOTHING)


def supports(reading: Reading, line: Line) -> Mapping[str, Support]:
    """Measure how `line` rests on each fact that it shares something with, in their order."""
    found = reading.memo.get(line.index)
    if found is None:
        found = reading.memo[line.index] = _measure(reading, line)
    return cast("dict[str, Support]", found)


def told_by(reading: Reading, line: Line) -> tuple[str, ...]:
    """Return the facts that the sentence tells, the best first, a few at most."""
    found = supports(reading, line).values()
    strong = [s for s in found if s.score >= RESTS or (s.shared and s.share >= SHORT_SHARE)]
    strong.sort(key=lambda s: -s.score)
    return tuple(s.fact for s in strong[:MOST] if s.fact)


def _measure(reading: Reading, line: Line) -> dict[str, Support]:
    """Return how the line rests on each fact that it shares a stem or a figure with."""
    every = reading.evidence
    stems: dict[int, int] = {}
    figures: dict[int, int] = {}
    scores: dict[int, int] = {}
    own: dict[int, int] = {}
    for stem in reading.stems(line):
        holders = every.holders.get(stem, ())
        for i in holders:
            stems[i] = stems.get(i, 0) + 1
            scores[i] = scores.get(i, 0) + _WHOLE_STEM // len(holders)
            own[i] = own.get(i, 0) + (len(holders) == 1)
    for figure in reading.figures_in(line):
        holders = () if figure.soft else _holders(figure, every)
        for i in holders:
            figures[i] = figures.get(i, 0) + 1
            scores[i] = scores.get(i, 0) + _WHOLE_STEM // len(holders)
            own[i] = own.get(i, 0) + (len(holders) == 1)
    found = {}
    for i, score in sorted(scores.items()):
        one, shared = every.facts[i], stems.get(i, 0)
        share = shared / (len(one.stems) or 1)
        told = Support(
            one.fact.id, shared, share, figures.get(i, 0), score / _WHOLE_STEM, own.get(i, 0)
        )
        found[one.fact.id] = told
    return found


def _holders(figure: Figure, every: Evidence) -> tuple[int, ...]:
    """Return which facts hold a figure."""
    known = every.comparable.get(figure.kind, ())
    return tuple(dict.fromkeys(i for i, one in known if matches(figure, one)))


def best(reading: Reading, line: Line, facts: Iterable[FactEvidence]) -> Support:
    """Return the strongest support that any of `facts` gives to `line`."""
    every = supports(reading, line)
    found = [every[one.fact.id] for one in facts if one.fact.id in every]
    return max(found, key=_strength, default=NOTHING)


_strength = attrgetter("score")


def tells(reading: Reading, line: Line, evidence: FactEvidence) -> bool:
    """Say whether `line` tells this fact, and not merely one that shares words with it.

    A few words are enough where no fact of another kind stands behind the line more firmly: the
    cause and the action against it speak of the same things.
    """
    one = support(reading, line, evidence)
    if one.score >= TOLD and one.share >= WHOLE:
        return True
    if one.score < TOLD and (one.score < TOLD_SHORT or one.share < FEW_WORDS):
        return False
    others = (other for other in reading.evidence.facts if _rivals(other, evidence))
    return one.score >= best(reading, line, others).score


def _rivals(other: FactEvidence, evidence: FactEvidence) -> bool:
    """Say whether telling the one may be taken for telling the other; a cause is in the event."""
    kind, mine = other.fact.kind, evidence.fact.kind
    return kind != mine and (mine == "action" or kind not in {"event", "impact", "demand"})
