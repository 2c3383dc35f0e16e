"""Is the letter signed by an accountable person of the company?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.language.text import fold
from recovery_ai.reading import Reading

_WORD = re.compile(r"\w+")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_signature` unless name and company of the sender stand near the end.

    Any order and any layout will do: one line, three lines, "Name, Title, Company"; so will a
    sentence at the head in which the sender gives full name and company.
    """
    sender = reading.brief.incident.sender
    foot = fold(reading.text[_foot(reading) :])
    signed = set(_WORD.findall(foot))
    name = _WORD.findall(fold(sender.name))
    company = _WORD.findall(fold(sender.company))
    signs = _in(name, signed, 1) and _in(company, signed, max(1, len(company) // 2))
    if not signs and not _introduced(reading, {*name, *company}):
        facts = tuple(one.fact.id for one in reading.evidence.of("sender"))
        yield reading.finding("missing_signature", facts=facts)


def _in(wanted: list[str], words: set[str], least: int) -> bool:
    return sum(word in words for word in wanted if len(word) > 1) >= least


def _introduced(reading: Reading, wanted: set[str]) -> bool:
    """Say whether one of the first sentences gives the sender's full name and company."""
    return any(wanted <= set(_WORD.findall(fold(line.text))) for line in reading.lines[:3])


def _foot(reading: Reading) -> int:
    """Return where the last six lines of the letter start, postscripts not counted."""
    lines = [line for line in reading.lines if line.text.strip()]
    return lines[-8].start if len(lines) > 8 else 0
