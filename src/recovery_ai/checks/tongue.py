"""Is the whole letter in the brief's language?"""

from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.language.identify import language_of
from recovery_ai.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `wrong_language` for each paragraph in another language; short ones are let be."""
    tongue = reading.brief.tongue
    start = 0
    for paragraph in reading.text.split("\n\n"):
        found = None if _is_signature(paragraph, reading) else language_of(paragraph)
        known = tongue in {"en", "id", "el"}
        if found is not None and found != tongue and (known or found != "other"):
            yield reading.finding("wrong_language", start, start + len(paragraph))
        start += len(paragraph) + 2


def _is_signature(paragraph: str, reading: Reading) -> bool:
    """Say whether a paragraph is names and titles, which have no language of their own."""
    sender = reading.brief.incident.sender
    return sender.name in paragraph and not any(mark in paragraph for mark in ".!?;")
