"""Is the whole letter in the brief's language?"""

import re
from collections.abc import Iterator

from recovery_ai.findings import Finding
from recovery_ai.language.identify import votes_of
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS
from recovery_ai.reading import Reading

_SUBJECT = re.compile(r"\s*(?:subject|re|perihal|hal|θέμα)\s*:", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = 6
_PARAGRAPH = 8
_FAMILIAR = 0.2
# "First of all, saya minta maaf": a sentence with so much of the language is no foreign one.
_MIXED = 0.3


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `wrong_language` for each paragraph, or else sentence, in another language.

    Short ones are let be: names and titles have no language of their own.
    """
    start = 0
    for paragraph in reading.text.split("\n\n"):
        end = start + len(paragraph)
        if not _is_signature(paragraph, reading):
            if _is_foreign(paragraph, reading) or _is_strange(paragraph, reading):
                yield reading.finding("wrong_language", start, end)
            else:
                yield from _sentences(reading, start, end)
        start = end + 2


def _sentences(reading: Reading, start: int, end: int) -> Iterator[Finding]:
    for line in reading.lines:
        if start <= line.start < end and line.text.count(" ") >= _SENTENCE - 1:
            quoted = line.text[0] in "\"'“‘«"
            if not quoted and _is_foreign(line.text, reading):
                yield reading.finding("wrong_language", line.start, line.sentence.end)


def _is_foreign(text: str, reading: Reading) -> bool:
    tongue, votes = reading.brief.tongue, votes_of(_body(text))
    if votes.share.get(tongue, 0.0) >= _MIXED:
        return False
    found = votes.language
    known = tongue in {"en", "id", "el"}
    return found is not None and found != tongue and (known or found != "other")


def _is_strange(text: str, reading: Reading) -> bool:
    """Say whether hardly a word is one of the language; capitalised ones may be names."""
    function_words = FUNCTION_WORDS.get(reading.brief.tongue)
    words = fold(" ".join(word for word in _WORD.findall(text) if word[0].islower())).split()
    if not function_words or len(words) < _PARAGRAPH:
        return False
    familiar = sum(
        word in reading.language.vocabulary_words or (len(word) > 1 and word in function_words)
        for word in words
    )
    return familiar < _FAMILIAR * len(words)


def _body(text: str) -> str:
    """Return the text without a subject line: few words, half of them names."""
    head, _, rest = text.partition("\n")
    return rest if _SUBJECT.match(head) else text


def _is_signature(paragraph: str, reading: Reading) -> bool:
    """Say whether a paragraph is names and titles, which have no language of their own."""
    sender = reading.brief.incident.sender
    return sender.name in paragraph and not any(mark in paragraph for mark in ".!?;")
