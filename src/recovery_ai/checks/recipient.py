"""Is the letter addressed to this customer?"""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from recovery_ai.findings import Finding
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS
from recovery_ai.reading import Line, Reading

_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_ADDRESS = re.compile(r"[^,;:!?\n]*")
# "Mas Joko," and "Layla Hammoud,": names, with a title or none, that end in a comma.
_VOCATIVE = re.compile(r"(?:[A-ZΑ-ΩΆ-Ώ][\w'’.-]*\s+){0,4}[A-ZΑ-ΩΆ-Ώ][\w'’.-]*\s*[,!]\W*")
_ADDRESSED = re.compile(r"[a-z], ([A-ZΑ-ΩΆ-Ώ][a-zα-ωά-ώ]{2,})[.!]?$")
# Letters at the end of a name that change with the case: Γαλιατσάτος, Γαλιατσάτε.
_SPARE = {"el": 2}
_OPENING = 4
_SHORTEST = 3


class _Name(NamedTuple):
    """A capitalised word of the address: where it stands, and whether it may be the customer's."""

    start: int
    end: int
    agrees: bool
    titled: bool


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `wrong_recipient` when the address, or a later word to the reader, names another.

    First names, last names, short forms and vocatives are fine. A name that is nobody's is let
    pass only where it may be a title before the right name ("Captain Hart").
    """
    yield from _greeted(reading)
    yield from _addressed(reading)


def _addressed(reading: Reading) -> Iterator[Finding]:
    """Flag a name that nobody in the facts has, at the end of a sentence to the reader."""
    spoken = [(x, _ADDRESSED.search(x.text)) for x in reading.lines_saying("thanks", "apology")]
    found = [(line, match) for line, match in spoken if match]
    if not found:
        return
    incident = reading.brief.incident
    known = f"{reading.evidence.text} {incident.customer.name} {incident.customer.salutation or ''}"
    names = set(re.findall(r"\w+", fold(f"{known} {incident.customer.company or ''}")))
    spared = names | reading.language.vocabulary_words | reading.language.titles
    for line, match in found:
        if fold(match[1]) not in spared:
            yield reading.finding("wrong_recipient", line.start + match.start(1), line.sentence.end)


def _greeted(reading: Reading) -> Iterator[Finding]:
    """Flag the address: the first opening line with a name in it."""
    customer = reading.brief.incident.customer
    known = fold(f"{customer.name} {customer.salutation or ''} {customer.company or ''}")
    for line in reading.lines[:_OPENING]:
        if not (line.says("greeting") or _VOCATIVE.fullmatch(line.text)):
            continue
        if _other_title(fold(line.text), known, reading.language.titles_apart):
            yield reading.finding("wrong_recipient", line.start, line.sentence.end)
            return
        names = list(_names(reading, line, _parts(known)))
        strangers = list(_strangers(names))
        if strangers:
            first, last = names[0].start, names[-1].end
            yield reading.finding("wrong_recipient", line.start + first, line.start + last)
        if names:
            return


def _parts(known: str) -> list[str]:
    """Return the words of a name, and those with an apostrophe whole: neill, o'neill."""
    whole = (word.rstrip(".") for word in _WORD.findall(known))
    return list(dict.fromkeys([*re.findall(r"\w+", known), *whole]))


def _names(reading: Reading, line: Line, parts: list[str]) -> Iterator[_Name]:
    """Yield the names in the address of a greeting, which ends at its first comma."""
    titles = reading.language.titles | FUNCTION_WORDS.get(reading.brief.tongue, frozenset())
    told = frozenset(re.findall(r"\w+", reading.evidence.text))
    spare = _SPARE.get(reading.brief.tongue, 0)
    address = _ADDRESS.match(line.text)
    titled = False
    for match in _WORD.finditer(address[0] if address else ""):
        word = fold(match[0]).rstrip(".")
        if word in titles:
            titled = True
            continue
        if match[0][0].isupper() and len(word) > 1:
            agrees = any(_agrees(word, part, spare) for part in parts)
            if agrees or word not in told:
                yield _Name(match.start(), match.end(), agrees, titled)
        titled = False


def _strangers(names: list[_Name]) -> Iterator[_Name]:
    """Yield the names that are not the customer's and no title before theirs."""
    for i, name in enumerate(names):
        before = i + 1 < len(names) and names[i + 1].agrees and not name.titled
        if not name.agrees and not before:
            yield name


def _agrees(name: str, part: str, spare: int) -> bool:
    """Say whether a name is one of the facts', or a short form of it.

    Where names have cases, the last letters may differ.
    """
    if name == part:
        return True
    if len(name) >= _SHORTEST and (part.startswith(name) or part.endswith(name)):
        return True
    shared = len(os.path.commonprefix((name, part)))
    return spare > 0 and shared >= max(_SHORTEST, len(name) - spare, len(part) - spare)


def _other_title(greeting: str, known: str, apart: tuple[frozenset[str], ...]) -> bool:
    """Say whether the greeting uses a title for another sex than the salutation in the facts."""
    said, facts = set(re.findall(r"\w+", greeting)), set(re.findall(r"\w+", known))
    for one in apart:
        for other in apart:
            if one is not other and said & one and facts & other and not facts & one:
                return True
    return False
