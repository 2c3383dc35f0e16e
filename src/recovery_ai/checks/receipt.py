"""Does an acknowledgement give the case number, and say when and from whom the reader hears?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.language.figures import matches
from recovery_ai.language.text import fold
from recovery_ai.reading import Line, Reading

_NOISE = re.compile(r"[\W_]+")
_WHEN = {"date", "time", "duration"}


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_case_reference` and `missing_next_steps` for an acknowledgement."""
    if reading.brief.kind != "acknowledgement":
        return
    case_id = reading.brief.case_id
    if _NOISE.sub("", fold(case_id)) not in _NOISE.sub("", fold(reading.text)):
        facts = tuple(one.fact.id for one in reading.evidence.of("reference"))
        yield reading.finding("missing_case_reference", facts=facts)
    if not any(_promises_word(reading, line) for line in reading.lines):
        facts = tuple(one.fact.id for one in reading.evidence.of("next_update"))
        yield reading.finding("missing_next_steps", facts=facts)


def _promises_word(reading: Reading, line: Line) -> bool:
    """Say whether a sentence gives the day of the next word, or promises word with some day near.

    The recorded day in a sentence that speaks of us is the surest sign, unless it is also the day
    of the event.
    """
    event = [known for one in reading.evidence.of("event") for known in one.figures]
    recorded = [
        known
        for one in reading.evidence.of("next_update")
        for known in one.figures
        if not any(matches(known, told) for told in event)
    ]
    moments = [figure for figure in reading.figures_in(line) if figure.kind in {"date", "time"}]
    if any(matches(moment, known) for moment in moments for known in recorded):
        return line.says("next_word", "investigating", "speaker")
    near = reading.lines[max(0, line.index - 1) : line.index + 2]
    return line.says("next_word") and any(
        figure.kind in _WHEN for one in near for figure in reading.figures_in(one)
    )
