"""What a phrase cannot do without, so that it is tried only on sentences that have it.

"(sorry|regret) ... (but|however)" needs "sorry" or "regret", and "but" or "however". A phrase whose
needs a sentence does not meet cannot match there; most phrases never are tried. The needs may be
too few, never too many: half a word before a bracket, or a character class, makes no need.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

_LETTERS: Final = "a-z0-9_α-ω"
_PLAIN: Final = rf"((?:[{_LETTERS}]++\*?|[ |])++)"
_PIECE: Final = re.compile(
    rf"(?:\({_PLAIN}\)|{_PLAIN}|(<[a-z_]+>|\((?:\?:)?|\[\^?\]?[^\]]*\]|\.\.\.|\\.|.))"
    r"([?*+]|\{[0-9,]*\})?\??",
    re.DOTALL,
)
_MAY_MISS: Final = ("?", "*", "{0", "{,")
_NO_WIDTH: Final = ("^", "$", "...")
START: Final = "*"
DIGIT: Final = "[0-9]"
_TELLING: Final = 5
_COMMON: Final = (2000, 2000, 1000, 500, 60, 4, 1)

Words = frozenset[str]
"""Words of which one must stand in the sentence; one that ends in `*` is the start of a word."""


class Needs:
    """What a phrase, or a piece of it, needs.

    Args:
        fresh: what follows stands at the start of a word.

    Attributes:
        lists: a bit for each list of words of which one must stand in the sentence; a choice
            has a list, too: the words that are rarest in each of its ways.
        choices: the ways of each choice, of which one must be met.
        rarest: the list that the fewest sentences have a word of.
        weight: how common its words are.
        plain: words that are still to be made lists.
    """

    __slots__ = ("choices", "fresh", "lists", "plain", "rarest", "weight")

    def __init__(self, fresh: bool) -> None:
        self.lists = 0
        self.choices: tuple[Sequence[Needs], ...] = ()
        self.rarest = Words()
        self.weight = 0
        self.plain: list[str] = []
        self.fresh = fresh

    def met(self, standing: int) -> bool:
        """Say whether a sentence may match that has words of the lists `standing`."""
        for ways in self.choices:
            for way in ways:
                if way.lists & standing == way.lists and way.met(standing):
                    break
            else:
                return False
        return self.lists & standing == self.lists

    def ways(self) -> Sequence["Needs"]:
        """Return the ways of a phrase that is nothing but a choice; else itself."""
        alone = self.lists.bit_count() == len(self.choices) == 1
        return self.choices[0] if alone else (self,)

    def add(self, part: "Needs", repeat: str) -> None:
        """Add a part; one that may be missing needs nothing."""
        if repeat.startswith(_MAY_MISS):
            self.fresh = self.fresh and part.fresh
        else:
            self.lists |= part.lists
            self.choices += part.choices
            self.fresh = part.fresh
            self.weigh(part.weight, part.rarest)

    def weigh(self, weight: int, words: Words) -> None:
        """Keep the words that are the rarest."""
        if weight and (not self.weight or weight < self.weight):
            self.weight, self.rarest = weight, words


class _Choice:
    """A bracket, or a whole phrase, while it is read: the ways before the one at hand."""

    __slots__ = ("ends", "free", "plain", "start", "way", "ways")

    def __init__(self, start: bool) -> None:
        self.start = start
        self.way = Needs(start)
        self.ways: list[Needs] = []
        self.plain: set[str] = set()
        self.free = False
        self.ends = True


class NeedReader:
    """Reads what phrases need, and keeps the lists of words that it meets.

    Args:
        terms: the folded phrases that each term stands for.
        names: the terms that stand for a masked name, with its mark.
    """

    def __init__(self, terms: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> None:
        self._terms = terms
        self._names = names
        self._known: dict[tuple[str, bool], Needs] = {}
        self._lists: dict[Words, tuple[int, int]] = {}

    @property
    def lists(self) -> Iterable[Words]:
        """Return the lists of words, in the order of their bits."""
        return self._lists

    def needs_of(self, phrase: str, *, fresh: bool = True, alone: bool = True) -> Needs:
        """Return the needs of a phrase.

        Args:
            phrase: folded, in the pattern language of `prompts/rules/README.md`.
            fresh: it stands at the start of a word.
            alone: nothing follows in the word that it ends with.

        Raises:
            ValueError: with the phrase and what is wrong with it.
        """
        pieces = [*_PIECE.findall(phrase), ("", " " if alone else "|", "", "")]
        here, outer = _Choice(fresh), list[_Choice]()
        for number, (plain, text, sign, repeat) in enumerate(pieces[:-1]):
            _, following, ended, repeated = pieces[number + 1]
            if plain:
                inside = _Choice(here.way.fresh)
                parted = not repeat and following[:1] == " "
                self._plain_ways(inside, plain.split("|"), parted)
                here.way.add(self._whole(inside), repeat)
            elif text:
                closes = ended == ")" and not repeated
                after = pieces[number + 2][1] if closes else following
                self._text(here, text, repeat, parted=after[:1] == " ", closes=closes)
            elif sign[0] == "(":
                if repeat:
                    raise ValueError(phrase, f"its `{repeat}` is out of place")
                outer.append(here)
                here = _Choice(here.way.fresh)
            elif sign == ")":
                if not outer:
                    raise ValueError(phrase, "it closes a bracket that was never opened")
                whole, here = self._closed(here), outer.pop()
                here.way.add(whole, repeat)
            elif sign not in _NO_WIDTH:
                here.way.add(self._sign(sign, here.way.fresh, phrase), repeat)
        if outer:
            raise ValueError(phrase, "it opens a bracket and does not close it")
        return self._closed(here)

    def _text(self, here: _Choice, text: str, repeat: str, *, parted: bool, closes: bool) -> None:
        """Read words and the bars between ways; `repeat` means the last letter or blank.

        Args:
            here: what they stand in.
            text: the words and bars.
            repeat: how often the last letter may stand.
            parted: a blank follows.
            closes: it follows after the end of the bracket, and so after each way.
        """
        *ways, rest = text.split("|")
        ended = parted and closes
        if ways:
            self._words_of(here.way, ways[0], "", ended)
            self._end_way(here)
            self._plain_ways(here, ways[1:], ended)
        self._words_of(here.way, rest, repeat, parted)

    def _plain_ways(self, here: _Choice, ways: Sequence[str], ended: bool) -> None:
        """Read ways of nothing but words; `ended` means that a blank follows each."""
        if here.start and (single := [way for way in ways if way.isalnum()]):
            here.plain.update(single if ended else [word + START for word in single])
            here.ends = False
            ways = [way for way in ways if not way.isalnum()]
        for text in ways:
            words = text.split()
            if text[-1:] != " ":
                here.ends = here.ends and here.start and not words
                if words and not ended and words[-1][-1] != START:
                    words[-1] += START
            if not here.start and text[:1] != " ":
                del words[:1]
            self._take(here, words)

    def _take(self, here: _Choice, words: list[str]) -> None:
        """Add a way of plain text, of which one long word is enough."""
        longest = max(words, key=len, default="")
        if len(words) < 2 or len(longest) > _TELLING:
            here.free = here.free or not longest
            here.plain.add(longest)
        else:
            way = Needs(here.start)
            way.plain = words
            here.ways.append(self._needs(way))

    def _words_of(self, way: Needs, text: str, repeat: str, parted: bool) -> None:
        words = text.split()
        if not words:
            way.fresh = (way.fresh and not repeat) or bool(text)
            return
        if text[-1] != " ":
            if repeat:
                words[-1] = words[-1].rstrip(START)[:-1] + START
            elif not parted and words[-1][-1] != START:
                words[-1] += START
        if not way.fresh and text[0] != " ":
            del words[0]
        way.plain += [word for word in words if word != START]
        way.fresh = text[-1] == " " and not repeat

    def _end_way(self, here: _Choice) -> None:
        """Go on to the next way."""
        way = here.way
        here.ends = here.ends and way.fresh
        if way.lists or way.choices:
            here.ways.append(self._needs(way))
        else:
            self._take(here, way.plain)
        here.way = Needs(here.start)

    def _needs(self, way: Needs) -> Needs:
        """Return a way that was read to its end, its plain words among its lists."""
        for word in way.plain:
            self._demand(way, Words((word,)))
        way.plain = []
        return way

    def _demand(self, way: Needs, words: Words) -> None:
        """Add a list of words to what a way needs."""
        known = self._lists.get(words)
        if known is None:
            known = self._lists[words] = (len(self._lists), sum(map(_weight, words)))
        bit, weight = known
        way.lists |= 1 << bit
        way.weigh(weight, words)

    def _closed(self, here: _Choice) -> Needs:
        """Return the needs of a bracket or a phrase that was read to its end."""
        if not (here.ways or here.plain or here.free):
            return self._needs(here.way)
        self._end_way(here)
        return self._whole(here)

    def _whole(self, here: _Choice) -> Needs:
        """Return the needs of a choice of which every way was read."""
        whole = Needs(here.ends)
        if here.free:
            return whole
        ways, short = [], here.plain
        for way in here.ways:
            if way.choices or way.lists.bit_count() > 1:
                ways.append(way)
            else:
                short |= way.rarest
        if ways and short:
            ways.insert(0, Needs(here.ends))
            self._demand(ways[0], Words(short))
        if len(ways) == 1:
            whole.add(ways[0], "")
            whole.fresh = here.ends
            return whole
        self._demand(whole, Words(short).union(*[way.rarest for way in ways]))
        whole.choices = (ways,) if ways else ()
        return whole

    def _sign(self, sign: str, fresh: bool, phrase: str) -> Needs:
        """Return the needs of a term, a character class, or a sign that parts words."""
        if sign[0] == "<" and len(sign) > 1:
            return self._term(sign[1:-1], fresh)
        if sign in "?*+[":
            raise ValueError(phrase, f"its `{sign}` is out of place")
        found = Needs(sign[0] not in "[.")
        if sign == DIGIT:
            self._demand(found, Words((DIGIT,)))
        return found

    def _term(self, name: str, fresh: bool) -> Needs:
        if name in self._names:
            found = Needs(fresh=False)
            if fresh:
                self._demand(found, Words((self._names[name] + START,)))
            return found
        key = name, fresh
        if key not in self._known:
            phrase = "|".join(self._terms[name])
            self._known[key] = self.needs_of(phrase, fresh=fresh, alone=False)
        return self._known[key]


@cache
def _weight(word: str) -> int:
    """Return how common a word is: the short ones stand in every sentence."""
    return _COMMON[min(len(word) - word.endswith(START), 6)]
