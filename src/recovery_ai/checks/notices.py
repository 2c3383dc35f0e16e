"""Does the letter carry, word for word, the texts that the regime or the organisation requires?"""

from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.language.text import fold
from recovery_ai.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_next_steps` for each required text that is not there."""
    notices = reading.brief.of("notice")
    text = " ".join(fold(reading.text).split()) if notices else ""
    for notice in notices:
        if " ".join(fold(notice.plain).split()) not in text:
            rule = reading.pack.voice(reading.brief.tongue, "missing_notice")
            yield reading.finding("missing_next_steps", rule=rule, facts=(notice.id,))
