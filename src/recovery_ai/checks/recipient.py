"""Is the letter addressed to this customer?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS
from recovery_ai.pack.lexicon import READER
from recovery_ai.reading import Reading

_NAME = re.compile(r"[A-ZΑ-ΩΆ-Ώ][\w'’]+")
# Letters at the end of a name that change with the case: Γαλιατσάτος, Γαλιατσάτε.
_SPARE = {"el": 2}


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `wrong_recipient` when the greeting names somebody else.

    First names, last names and vocatives are fine: one part of the name has to agree.
    """
    greeting = next(iter(reading.lines_saying("greeting")), None)
    if greeting is None or greeting.index > 2:
        return
    if READER * 3 in greeting.folded and _whole(greeting.folded):
        return
    customer = reading.brief.incident.customer
    known = fold(f"{customer.name} {customer.salutation or ''} {customer.company or ''}")
    parts = re.findall(r"\w+", known)
    titles = reading.language.titles | FUNCTION_WORDS.get(reading.brief.tongue, frozenset())
    if _other_title(fold(greeting.text), known, reading.language.titles_apart):
        yield reading.finding("wrong_recipient", greeting.start, greeting.sentence.end)
        return
    named = [m for m in _NAME.finditer(greeting.text) if fold(m[0]).rstrip(".") not in titles]
    spare = _SPARE.get(reading.brief.tongue, 0)
    if named and not any(_agrees(fold(m[0]), part, spare) for m in named for part in parts):
        first, last = named[0].start(), named[-1].end()
        yield reading.finding("wrong_recipient", greeting.start + first, greeting.start + last)


def _agrees(name: str, part: str, spare: int) -> bool:
    """Say whether a name is one of the facts', apart from its last letters where cases differ."""
    if name == part:
        return True
    stem = part[: len(part) - spare]
    return spare > 0 and len(stem) >= 3 and name.startswith(stem)


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
