"""Words with their stems."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, repeat
from typing import Final, NamedTuple

from Stemmer import Stemmer

from recovery_ai.language import greek_stems, indonesian_stems
from recovery_ai.language.lexicons import LEXICONS, lexicon_of
from recovery_ai.language.text import fold

_WORD: Final = re.compile(r"([^\W_]++(?:'[^\W_]++)*+)")
_SNOWBALL: Final[dict[str, Stemmer]] = {name: Stemmer(name) for name in ("english", "greek")}

FUNCTION_WORDS: Final[dict[str, frozenset[str]]] = {
    language: lexicon.prose.function_words for language, lexicon in LEXICONS.items()
}
"""Folded words without content of their own, by language."""


class Word(NamedTuple):
    """A word folded and stemmed; `start` and `end` count code points.

    A tuple, since a letter has hundreds of them and a dataclass takes twice as long to make.
    """

    fold: str
    stem: str
    start: int
    end: int


def _english(word: str) -> str:
    """Return the stem of an English word, irregular forms under their base form."""
    base = LEXICONS["en"].prose.irregular
    if word.endswith("'s"):
        word = word[:-2]
    elif word not in base and "'" in word:
        word = word.partition("'")[0]
    return str(_SNOWBALL["english"].stemWord(base.get(word, word)))


def _greek(word: str) -> str:
    """Return the stem of a Greek word; Latin words in Greek text are stemmed as English."""
    if word.isascii():
        return _english(word)
    base = LEXICONS["el"].prose.irregular.get(word)
    return base or greek_stems.levelled(word, _SNOWBALL["greek"].stemWord(word))


_STEMMERS: Final[dict[str, Callable[[str], str]]] = {
    "en": _english,
    "id": indonesian_stems.stem,
    "el": _greek,
}


@lru_cache(maxsize=1 << 13)
def stem(word: str, language: str) -> str:
    """Return the stem of one folded word; other languages than en, id, el keep the word."""
    stemmer = _STEMMERS.get(lexicon_of(language).language)
    return stemmer(word) if stemmer and len(word) <= 64 else word


def folded_words(text: str) -> list[str]:
    """Return the words of `text`, folded."""
    return _WORD.findall(fold(text))


def words(text: str, language: str) -> tuple[Word, ...]:
    """Return the words of `text`: runs of letters and digits, apostrophes inside allowed."""
    # Gaps and words by turns, so that all places follow from their lengths.
    pieces = _WORD.split(fold(text))
    cuts = list(accumulate(map(len, pieces)))
    starts, ends, folded = cuts[0:-1:2], cuts[1::2], pieces[1::2]
    stems = map(stem, folded, repeat(language))
    return tuple(map(Word._make, zip(folded, stems, starts, ends, strict=True)))
