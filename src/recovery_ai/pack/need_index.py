"""Finds the phrases that a sentence may hold, by the words that stand in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from recovery_ai.pack.needs import DIGIT, START, NeedReader

_WORD: Final = re.compile(r"[a-z0-9_α-ω]+|[\ue000-\ue003]+")
_HAS_DIGIT: Final = re.compile(DIGIT)
_LONGEST: Final = 48
_KEPT: Final = 4096


class NeedIndex:
    """Finds the phrases whose needs a sentence meets.

    Args:
        phrases: folded, in the pattern language of `prompts/rules/README.md`.
        terms: the folded phrases that each term stands for.
        names: the terms that stand for a masked name, with its mark.

    Raises:
        ValueError: with the phrase and what is wrong with it.
    """

    def __init__(
        self,
        phrases: Iterable[str],
        terms: Mapping[str, Sequence[str]],
        names: Mapping[str, str],
    ) -> None:
        reader = NeedReader(terms, names)
        self._ways = [
            (number, way)
            for number, phrase in enumerate(phrases)
            for way in reader.needs_of(phrase).ways()
        ]
        self._lists = defaultdict[str, list[int]](list)
        for bit, words in enumerate(reader.lists):
            for word in words:
                self._lists[word].append(bit)
        self._always = list[int]()
        self._waiting = defaultdict[str, list[int]](list)
        for index, (_, way) in enumerate(self._ways):
            for word in way.rarest:
                self._waiting[word].append(index)
            if not way.rarest:
                self._always.append(index)
        self._told = lru_cache(maxsize=_KEPT)(self._tell)

    def met(self, sentences: Sequence[str]) -> list[tuple[int, int]]:
        """Return the phrases that folded sentences may hold, in order.

        Each comes as its number and the sentences, a bit for each.
        """
        found = defaultdict[int, int](int)
        for index, folded in enumerate(sentences):
            words = {*_WORD.findall(folded)}
            if _HAS_DIGIT.search(folded):
                words.add(DIGIT)
            standing, waiting = 0, {*self._always}
            for word in words:
                lists, ways = self._told(word[: _LONGEST + 1])
                standing |= lists
                waiting.update(ways)
            for at in waiting:
                number, way = self._ways[at]
                if way.lists & standing == way.lists and way.met(standing):
                    found[number] |= 1 << index
        return sorted(found.items())

    def _tell(self, word: str) -> tuple[int, tuple[int, ...]]:
        """Return the lists that hold a word or a start of it, and the ways that wait for it."""
        lists, ways = 0, set[int]()
        for form in (word, *(word[:length] + START for length in range(1, len(word) + 1))):
            for bit in self._lists.get(form, ()):
                lists |= 1 << bit
            ways.update(self._waiting.get(form, ()))
        return lists, tuple(ways)
