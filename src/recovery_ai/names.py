"""Names that the facts know, masked in a letter before its phrases are matched.

So one rule about "the courier" also sees the courier's name, and one about "we" the company's.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from recovery_ai.brief import Brief
from recovery_ai.language.figures import find
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS
from recovery_ai.pack.lexicon import READER, STAFF, THIRD_PARTY, US

_CAPITAL = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZΑ-ΩΆ-Ώ][\w&'’-]+(?:\s+[A-ZΑ-ΩΆ-Ώ][\w&'’-]+)*")


Marked = tuple[tuple[str, tuple[str, ...]], ...]
"""Private marks, each with the folded names that it stands for, the longest first."""


@lru_cache(maxsize=8)
def marked(brief: Brief) -> Marked:
    """Return the names that the facts know."""
    incident = brief.incident
    customer, sender = incident.customer, incident.sender
    function_words = FUNCTION_WORDS.get(brief.tongue, frozenset())
    parts = [part for part in fold(customer.name).split() if part not in function_words]
    readers = (customer.salutation, customer.name, customer.company, *parts)
    every = (
        (THIRD_PARTY, third_parties(brief)),
        (US, (sender.company,)),
        (READER, tuple(name for name in readers if name)),
        (STAFF, staff(brief)),
        (US, tuple(part for part in fold(sender.name).split() if part not in function_words)),
    )
    return tuple((mark, _longest_first(names)) for mark, names in every)


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    folded = {fold(name) for name in names}
    return tuple(sorted((name for name in folded if len(name) > 2), key=len, reverse=True))


def mask(folded: str, every: Marked) -> str:
    """Put a private mark, of the same length, in place of every name."""
    for mark, names in every:
        folded = _mask_all(folded, mark, names)
    return folded


def _mask_all(folded: str, mark: str, names: Iterable[str]) -> str:
    for name in names:
        start = folded.find(name)
        while start >= 0:
            end = start + len(name)
            whole = not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum())
            if whole:
                folded = folded[:start] + mark * len(name) + folded[end:]
            start = folded.find(name, end)
    return folded


def third_parties(brief: Brief) -> tuple[str, ...]:
    """Return names in the event and the cause that are neither ours nor the customer's.

    A capitalised word in mid-sentence is taken for a name; places are among them, which does no
    harm: a place is not said to have failed.
    """
    incident = brief.incident
    known = fold(
        " ".join(
            filter(
                None,
                (
                    incident.customer.name,
                    incident.customer.salutation,
                    incident.customer.company,
                    incident.sender.name,
                    incident.sender.company,
                ),
            )
        )
    )
    texts = (incident.what_happened, incident.root_cause or "")
    return tuple(dict.fromkeys(name for text in texts for name in _names(text, known, brief)))


def _names(text: str, known: str, brief: Brief) -> Iterator[str]:
    """Yield unknown capitalised words in mid-sentence that are no part of a date or time."""
    names = [match for match in _CAPITAL.finditer(text) if fold(match[0]) not in known]
    found = find(text, brief.tongue, on=brief.incident.occurred_on) if names else ()
    days = [one for one in found if one.kind in {"date", "time", "money"}]
    for match in names:
        if not any(day.start <= match.start() < day.end for day in days):
            yield match[0]


def staff(brief: Brief) -> tuple[str, ...]:
    """Return names that only the internal notes know: people of ours, never to be told."""
    incident = brief.incident
    told = fold(f"{incident.what_happened} {incident.root_cause or ''} {incident.sender.name}")
    notes = incident.internal_notes or ""
    return tuple(dict.fromkeys(_names(notes, told, brief)))
