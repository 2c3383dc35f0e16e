"""Does every figure follow from a fact?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from recovery_ai.findings import Finding
from recovery_ai.language.figures import Figure, PartialDate
from recovery_ai.language.grounding import grounded
from recovery_ai.reading import Line, Reading

_COMMON = 12
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
        if not _small(figure) and grounded(figure, evidence.note_figures):
            continue
        if _passing(figure, evidence.figures):
            continue
        if _complained(figure, reading):
            continue
        if figure.kind == "date" and _afterwards(figure, reading):
            continue
        if figure.kind == "count" and _others(figure, reading):
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
    """Say whether a figure is said in passing: it denies no fact, it only is in none.

    "Five minutes of your time" claims nothing; "five bottles" does where the facts say six. A bare
    number may be a page or a place in a list, and "tomorrow" a manner of speaking. What is let
    pass here is still no proof: the licence asks for the fact behind it.
    """
    if figure.kind == "date":
        return figure.unit == "relative"
    if figure.kind != "count" and any(c.isdigit() for c in figure.text):
        return False
    if figure.kind not in {"count", "duration", "ratio"}:
        return False
    if figure.unit is None:
        return True
    return not any(known.kind == figure.kind and known.unit == figure.unit for known in facts)


def _complained(figure: Figure, reading: Reading) -> bool:
    """Say whether a bare number stands in the complaint, where it belongs to `leaks_pii`."""
    bare = figure.kind in {"count", "reference"} and figure.unit is None
    return bare and figure.text in reading.brief.guarded.complaint


def _afterwards(figure: Figure, reading: Reading) -> bool:
    """Say whether a day is the one after a day of the facts, where that is to be expected.

    "If it is not there on the 20th" checks what was due on the 19th, and "the morning of the 7th"
    follows the evening of the 6th.
    """
    line = reading.line_at(figure.start)
    day = figure.value
    known = (f.value for f in reading.evidence.figures if f.kind == "date")
    full = (one.full() for one in known if isinstance(one, PartialDate))
    after = [one + timedelta(days=1) for one in full if one and one < date.max]
    if figure.unit == "weekday" and line is not None:
        return _supposes(line) and any(one.weekday() == day for one in after)
    if line is None or not isinstance(day, PartialDate):
        return isinstance(day, int) and figure.unit == "relative"
    if day.month is not None and not _supposes(line):
        return False
    return any(day.agrees(PartialDate.of(one)) for one in after)


def _supposes(line: Line) -> bool:
    """Say whether the sentence supposes: "If it is not there", "Not there on Saturday?"."""
    return line.says("condition", "conditional") or line.text.rstrip().endswith(("?", ";"))


def _others(figure: Figure, reading: Reading) -> bool:
    """Say whether a count is what is left: "the other five", where one of six broke."""
    known = {one.number() for one in reading.evidence.figures if one.kind in {"count", "ordinal"}}
    left = any(whole - figure.number() in known for whole in known if whole > figure.number())
    line = reading.line_at(figure.start) if left else None
    return line is not None and line.says("remainder")


def _small(figure: Figure) -> bool:
    """Say whether a figure is too common a count to be traced to the internal notes."""
    return figure.kind == "count" and isinstance(figure.value, Decimal) and figure.value <= _COMMON
