"""Does every figure follow from a fact?"""

from collections.abc import Iterator

from recovery_ai.findings import Finding
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
        if grounded(figure, evidence.note_figures):
            continue
        yield reading.finding("ungrounded_figure", figure.start, figure.end)


def _listed(reading: Reading) -> Iterator[int]:
    """Yield the counts of things that the facts list: remedies, actions, dates of one fact."""
    incident = reading.brief.incident
    yield from (len(incident.remedies), len(incident.preventive_actions), len(incident.impact))
    for one in reading.evidence.facts:
        for kind in ("date", "money", "time"):
            yield sum(figure.kind == kind for figure in one.figures)
