"""Is the letter addressed to this customer?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.language.text import fold
from recovery_ai.pack.lexicon import READER
from recovery_ai.reading import Reading

_NAME = re.compile(r"[A-ZΑ-ΩΆ-Ώ][\w'’-]+")
_STEM = 4


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `wrong_recipient` when the greeting names somebody else.

    Vocatives and first names are fine: a name agrees with the facts when the first four letters
    of one of its parts do.
    """
    greeting = next(iter(reading.lines_saying("greeting")), None)
    if greeting is None or greeting.index > 2:
        return
    if READER * 3 in greeting.folded and _whole(greeting.folded):
        return
    _, start = greeting.role_spans("greeting")[0]
    customer = reading.brief.incident.customer
    known = fold(f"{customer.name} {customer.salutation or ''} {customer.company or ''}")
    parts = {part[:_STEM] for part in re.findall(r"\w+", known)}
    titles = reading.language.titles
    if _other_title(fold(greeting.text), known, reading.language.titles_apart):
        yield reading.finding("wrong_recipient", greeting.start, greeting.sentence.end)
        return
    named = [m for m in _NAME.finditer(greeting.text, min(start, len(greeting.text)))]
    named = [m for m in named if fold(m[0]).rstrip(".") not in titles]
    if named and not any(fold(m[0])[:_STEM] in parts for m in named):
        first, last = named[0].start(), named[-1].end()
        yield reading.finding("wrong_recipient", greeting.start + first, greeting.start + last)


def _whole(folded: str) -> bool:
    """Say whether the salutation of the facts, a masked name, stands right after the greeting."""
    return not re.search(rf"\b\w+\.?\s+{READER}", folded) or bool(
        re.search(rf"^\W*\w+\s+{READER}", folded)
    )


def _other_title(greeting: str, known: str, apart: tuple[frozenset[str], ...]) -> bool:
    """Say whether the greeting uses a title for another sex than the salutation in the facts."""
    said, facts = set(re.findall(r"\w+", greeting)), set(re.findall(r"\w+", known))
    for one in apart:
        for other in apart:
            if one is not other and said & one and facts & other and not facts & one:
                return True
    return False
