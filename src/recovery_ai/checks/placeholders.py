"""Is anything left that was meant to be filled in?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.reading import Reading
from recovery_ai.slots import PATTERN, unknown_in

_BRACKETS = re.compile(
    r"\[(?!\[)[^\[\]\n]{1,60}\](?!\])|\{\{?[^{}\n]{1,60}\}\}?|<[A-Za-z_][^<>\n]{0,40}>"
    r"|_{3,}|\bX{3,}\b|\bTBD\b|\bTBC\b|%[A-Z_]{3,}%|\$[A-Z_]{3,}\b"
)
_SLOT = re.compile(r"\[\[[^\[\]\n]{0,80}\]\]")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `unknown_slot` for a slot that the brief has not, `placeholder` for other gaps."""
    text = reading.text
    for match in _SLOT.finditer(text):
        yield reading.finding("unknown_slot", *match.span())
    for section in reading.letter.sections:
        for token in unknown_in(section.text, reading.brief.slots):
            if token not in text and PATTERN.fullmatch(token):
                yield reading.finding("unknown_slot")
    for match in _BRACKETS.finditer(text):
        yield reading.finding("placeholder", *match.span())
