"""A folded text cut into words, written figures and signs, and what is read there."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from recovery_ai.language.figure import Kind, Value
from recovery_ai.language.lexicon import Phrase
from recovery_ai.language.text import fold

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]++"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}(?![0-9])"
    r"|[0-9]++(?:[.,:/'][0-9]++)*+"
    r"|.)[^\S\n]*+",
    re.DOTALL,
)
_MARGIN: Final = ("",) * 24
_WRAP: Final = re.compile(r"\n(?<=[^\n]{45}\n)(?=\S)")


class Tokens:
    """Words, figures such as `1,250.50` or `09:10`, and single signs, in order.

    A line end is an empty token, so that nothing is read across it, except where a long line
    wraps. `at(index)` is the folded token there; a little outside the text it is empty too.
    """

    __slots__ = ("_cuts", "at", "folded", "on", "original", "words")

    def __init__(self, text: str, on: date | None = None) -> None:
        """Cut `text`, which speaks on the day `on` if that is known."""
        self.original = text
        self.on = on
        self.folded = _WRAP.sub(" ", fold(text))
        pieces = _TOKEN.findall(self.folded)
        self.words: list[str] = [*map(str.rstrip, pieces), *_MARGIN]
        self._cuts = list(accumulate(map(len, pieces), initial=0))
        self._cuts += self._cuts[-1:] * len(_MARGIN)
        # The margin also serves indexes below zero; the list's own method saves a call per look.
        self.at: Callable[[int], str] = self.words.__getitem__

    def start(self, index: int) -> int:
        """Return where the token begins."""
        return self._cuts[index]

    def end(self, index: int) -> int:
        """Return where the token ends, without the blanks after it."""
        return self._cuts[index] + len(self.words[index])

    def glued(self, index: int) -> bool:
        """Tell whether nothing stands between the token and the one before it."""
        return index > 0 and self.end(index - 1) == self._cuts[index] and self.words[index] != ""

    def written(self, index: int) -> str:
        """Return the token as it was written, with its case."""
        return self.original[self._cuts[index] : self.end(index)]

    def capital(self, index: int) -> bool:
        """Tell whether there is a token that begins with a capital letter."""
        return index >= 0 and self.original[self._cuts[index] : self._cuts[index] + 1].isupper()

    def phrase(self, index: int, phrase: Phrase) -> bool:
        """Tell whether the tokens from `index` are exactly `phrase`."""
        return self.words[index : index + len(phrase)] == list(phrase)

    def longest(self, index: int, phrases: Iterable[Phrase]) -> int:
        """Return where the first of `phrases` that stands at `index` stops, or `index`."""
        word = self.at(index)
        for phrase in phrases:
            if phrase[0] == word and self.phrase(index, phrase):
                return index + len(phrase)
        return index


class Reading(NamedTuple):
    """A figure in the making: the tokens from `first` up to `stop` and what they say."""

    kind: Kind
    value: Value
    unit: str | None
    first: int
    stop: int
    soft: bool = False
