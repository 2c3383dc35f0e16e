"""Does an acknowledgement give the case number, and say when and from whom the reader hears?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
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
    if not any(_tells_when(reading, line) for line in reading.lines_saying("next_word")):
        facts = tuple(one.fact.id for one in reading.evidence.of("next_update"))
        yield reading.finding("missing_next_steps", facts=facts)


def _tells_when(reading: Reading, line: Line) -> bool:
    near = reading.lines[max(0, line.index - 1) : line.index + 2]
    return any(figure.kind in _WHEN for one in near for figure in reading.figures_in(one))
