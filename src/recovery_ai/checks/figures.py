"""Does every figure follow from a fact?"""

from collections.abc import Iterator, Sequence

from recovery_ai.findings import Finding
from recovery_ai.language.figures import Figure
from recovery_ai.language.grounding import grounded
from recovery_ai.reading import Reading

_JUDGED = {"money", "date", "time", "duration", "percent", "count", "ratio", "reference"}


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `ungrounded_figure` for each figure that is in no fact and follows from none.

    Figures that only the internal notes hold belong to `leaks_internal`, telephone numbers and
    what only the complaint holds to `leaks_pii`.
    """
    evidence = reading.evidence
    slots = [(start, end) for start, end, _ in reading.places]
    listed = tuple(_listed(reading))
    for figure in reading.figures:
        if figure.kind not in _JUDGED or figure.soft:
            continue
        if any(start <= figure.start and figure.end <= end for start, end in slots):
            continue
        if grounded(figure, evidence.figures, extra_counts=listed):
            continue
        if grounded(figure, evidence.note_figures) or _passing(figure, evidence.figures):
            continue
        yield reading.finding("ungrounded_figure", figure.start, figure.end)


def _listed(reading: Reading) -> Iterator[int]:
    """Yield the counts of things that the facts list: remedies, actions, dates of one fact."""
    incident = reading.brief.incident
    yield from (len(incident.remedies), len(incident.preventive_actions), len(incident.impact))
    for one in reading.evidence.facts:
        for kind in ("date", "money", "time"):
            yield sum(figure.kind == kind for figure in one.figures)


def _passing(figure: Figure, facts: Sequence[Figure]) -> bool:
    """Say whether a number in words is said in passing: no fact counts or times such a thing.

    "Five minutes of your time" claims nothing; "five bottles" does where the facts say six. What is
    let pass here is still no proof: the licence asks for the fact behind it.
    """
    if figure.kind not in {"count", "duration", "ratio"} or any(c.isdigit() for c in figure.text):
        return False
    if figure.unit is None:
        return True
    return not any(known.kind == figure.kind and known.unit == figure.unit for known in facts)
