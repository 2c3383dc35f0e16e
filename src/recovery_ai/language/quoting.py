"""Quoting: where words that are quoted from a text stand in it, whatever their blanks and case."""

import re
from typing import Final, NamedTuple

from recovery_ai.language.text import fold

_WORD: Final = re.compile(r"\S+")


class Flat(NamedTuple):
    """A text folded, every run of blanks one space, and where each character of it stood."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Flat":
        """Return `text` flat."""
        parts: list[str] = []
        places: list[int] = []
        for word in _WORD.finditer(fold(text)):
            parts.append(word[0])
            places += range(word.start(), word.end() + 1)
        return cls(" ".join(parts), tuple(places))

    def find(self, quote: str) -> tuple[int, int] | None:
        """Return where the words of `quote` first stand, no word of the text cut in two."""
        wanted = " ".join(fold(quote).split())
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if not (self._within(at) or self._within(end)):
                return self.places[at], self.places[end - 1] + 1
            at = self.text.find(wanted, at + 1)
        return None

    def _within(self, at: int) -> bool:
        """Say whether a word goes on from before `at` to behind it."""
        return self.text[max(at - 1, 0) : at].isalnum() and self.text[at : at + 1].isalnum()
