"""Which language a paragraph is written in: en, id, el, another one, or too little to say."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from recovery_ai.language import tongues
from recovery_ai.language.text import fold

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*+")
_LINK: Final = re.compile(r"@|://|www\.")
_ACCENT: Final = re.compile(r"[\u00df-\u024f\u1e00-\u1eff]")
_ACCENTED: Final = re.compile(
    r"(?<![^\W\d_])[a-z\u00df-\u024f\u1e00-\u1eff]*?[\u00df-\u024f\u1e00-\u1eff]"
)
_SHORTEST: Final = 4
_ENOUGH: Final = 2
_LONG: Final = 8


_LANGUAGES: Final = ("en", "id", "other")
# Each combination of languages a word may speak for, the decided ones first.
_CLASSES: Final = tuple(names for size in (1, 2, 3) for names in combinations(_LANGUAGES, size))


@cache
def _known() -> dict[str, int]:
    """Return, for each telling word, the class of languages that have it."""
    bags = dict(zip(_LANGUAGES, (tongues.ENGLISH, tongues.INDONESIAN, tongues.OTHERS), strict=True))
    telling: frozenset[str] = frozenset().union(*bags.values())
    return {
        word: _CLASSES.index(tuple(name for name in _LANGUAGES if word in bags[name]))
        for word in telling
    }


class Votes(NamedTuple):
    """How many words of a text speak for each language, and how many there are at all."""

    text: str
    spoken: Mapping[str, int]
    words: int

    @property
    def share(self) -> Mapping[str, float]:
        """How much of the evidence speaks for `en`, `id`, `el` and `other`, together 1.

        The mapping is empty if nothing in the text tells a language.
        """
        total = sum(self.spoken.values())
        return {language: count / total for language, count in self.spoken.items()}

    @property
    def language(self) -> str | None:
        """`en`, `id`, `el` or `other`, or None where the text tells too little.

        Fewer than four words, or fewer than two that belong to some language, tell too little:
        names, addresses, numbers.
        """
        spoken, words = self.spoken, self.words
        language = max(spoken, key=spoken.__getitem__, default=None)
        if language is None or spoken[language] < _ENOUGH:
            return "other" if words >= _LONG and _running(self.text, words) else None
        return language if words >= _SHORTEST else None


def language_of(text: str) -> str | None:
    """Return `en`, `id`, `el` or `other` for a paragraph, or None where it tells too little."""
    return votes_of(text).language


@lru_cache(maxsize=256)
def votes_of(text: str) -> Votes:
    """Count the words of `text` that tell a language."""
    spoken = text
    if "@" in text or "://" in text or "www." in text:
        spoken = " ".join(piece for piece in text.split() if not _LINK.search(piece))
    words = _WORD.findall(fold(spoken))
    classes = list(map(_known().get, words))
    votes = dict.fromkeys((*_LANGUAGES, "el"), 0)
    for index, languages in enumerate(_CLASSES):
        if count := classes.count(index):
            votes[max(languages, key=votes.__getitem__)] += count
    total = len(words)
    if not spoken.isascii():
        odd = [word for word in words if not word.isascii()]
        greek = sum(1 for word in odd if "\u0370" <= word < "\u0400")
        strange = sum((len(word) + 1) // 2 for word in odd if word >= "\u0400")
        votes["el"] = greek
        votes["other"] += strange
        if _ACCENT.search(spoken):
            votes["other"] += len(_ACCENTED.findall(spoken))
        total += strange
    return Votes(text, {language: count for language, count in votes.items() if count}, total)


def _running(text: str, words: int) -> bool:
    """Tell whether most words begin in lower case, as in running text and unlike in names."""
    lower = sum(1 for piece in text.split() if piece[0].islower())
    return lower * 2 > words
