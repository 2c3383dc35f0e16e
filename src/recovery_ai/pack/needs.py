"""What a phrase cannot do without, so that it is tried only on sentences that have it.

"(sorry|regret) ... (but|however)" needs "sorry" or "regret", and "but" or "however". A phrase whose
needs a sentence does not meet cannot match there; most phrases never are tried. The needs may be
too few, never too many: half a word before a bracket, or a character class, makes no need.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_LETTERS: Final = "a-z0-9_α-ω"
_WORD: Final = re.compile(rf"[{_LETTERS}]+|[\ue000-\ue003]+")
_PIECE: Final = re.compile(
    rf"(?:((?:[{_LETTERS}]+\*?|[ |])+)|(<[a-z_]+>|\((?:\?:)?|\[\^?\]?[^\]]*\]|\.\.\.|\\.|.))"
    r"([?*+]|\{[0-9,]*\})?\??",
    re.DOTALL,
)
_MAY_MISS: Final = ("?", "*", "{0", "{,")
_NO_WIDTH: Final = ("^", "$", "...")
_START: Final = "*"
_LONGEST: Final = 48
_DIGIT: Final = "[0-9]"
_HAS_DIGIT: Final = re.compile(_DIGIT)
_TELLING: Final = 5
_COMMON: Final = (2000, 2000, 1000, 500, 60, 4, 1)

Words = frozenset[str]
"""Words of which one must stand in the sentence; one that ends in `*` is the start of a word."""


class Needs(NamedTuple):
    """What a piece of a phrase needs.

    Args:
        words: of each list one word must stand in the sentence.
        choices: of each choice one way must be met.
        fresh: what follows the piece stands at the start of a word.
    """

    words: tuple[Words, ...]
    choices: tuple["Choice", ...]
    fresh: bool

    def met(self, at: "Places", bits: int) -> int:
        """Return which of these sentences, a bit for each, may match."""
        for words in self.words:
            bits &= at[words]
            if not bits:
                return 0
        for choice in self.choices:
            bits &= at.choice(choice)
            if not bits:
                return 0
        return bits

    def ways(self) -> Iterable["Needs"]:
        """Return the ways of a phrase that is nothing but a choice; else itself."""
        if self.words or len(self.choices) != 1:
            return (self,)
        short, long = self.choices[0]
        return (Needs((short,), (), self.fresh), *long) if short else long

    def rarest(self) -> tuple[int, Words]:
        """Return how common the rarest words are of which every match has one, and which."""
        best: tuple[int, Words] = (0, _NOTHING)
        for words in self.words:
            weight = _weight(words)
            if not best[0] or weight < best[0]:
                best = (weight, words)
        for short, long in self.choices:
            found = [way.rarest() for way in long]
            weight = sum([weight for weight, _ in found]) + _weight(short)
            if not best[0] or weight < best[0]:
                best = (weight, short.union(*[words for _, words in found]))
        return best


class Choice(NamedTuple):
    """Ways of which one must be met: the words that are enough for one, and ways with more."""

    short: Words
    long: tuple[Needs, ...]


class Places(dict[Words, int]):
    """In which of a few sentences one of some words stands, a bit for each sentence.

    What was found of words and choices is kept, for many phrases name the same terms.
    """

    def __init__(self, count: int) -> None:
        self.all = (1 << count) - 1
        self.forms: dict[str, int] = {}
        self._choices: dict[int, int] = {}

    def __missing__(self, words: Words) -> int:
        bits = 0
        for word in self.forms.keys() & words if len(words) > 1 else words:
            bits |= self.forms.get(word, 0)
        self[words] = bits
        return bits

    def choice(self, choice: Choice) -> int:
        """Return the sentences where one of the ways may be met."""
        bits = self._choices.get(id(choice))
        if bits is None:
            bits = self[choice.short]
            for way in choice.long:
                bits |= way.met(self, self.all)
            self._choices[id(choice)] = bits
        return bits


_NOTHING: Final = Words()


def _weight(words: Words) -> int:
    """Return how common words are: the short ones stand in every sentence."""
    common = _COMMON
    return sum([common[min(len(word) - word.endswith(_START), 6)] for word in words])


class _Way:
    """One way of a choice while it is read."""

    __slots__ = ("choices", "fresh", "plain", "words")

    def __init__(self, fresh: bool) -> None:
        self.fresh = fresh
        self.plain: list[str] = []
        self.words: tuple[Words, ...] = ()
        self.choices: tuple[Choice, ...] = ()


class _Choice:
    """A bracket, or a whole phrase, while it is read: the ways before the one at hand."""

    __slots__ = ("ends", "free", "plain", "start", "way", "ways")

    def __init__(self, start: bool) -> None:
        self.start = start
        self.way = _Way(start)
        self.ways: list[Needs] = []
        self.plain: set[str] = set()
        self.free = False
        self.ends = True


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
        self._terms = terms
        self._names = names
        self._known: dict[tuple[str, bool], Needs] = {}
        self._ways = [
            (number, way)
            for number, phrase in enumerate(phrases)
            for way in self.needs_of(phrase).ways()
        ]
        self._always = set[int]()
        self._waiting = defaultdict[str, set[int]](set)
        for index, (_, way) in enumerate(self._ways):
            words = way.rarest()[1]
            for word in words:
                self._waiting[word].add(index)
            if not words:
                self._always.add(index)
        self._told = lru_cache(maxsize=1 << 14)(self._tell)

    def met(self, sentences: Sequence[str]) -> list[tuple[int, int]]:
        """Return the phrases that folded sentences may hold, in order.

        Each comes as its number and the sentences, a bit for each.
        """
        standing = defaultdict[str, int](int)
        for index, folded in enumerate(sentences):
            for word in {*_WORD.findall(folded)}:
                standing[word] |= 1 << index
            if _HAS_DIGIT.search(folded):
                standing[_DIGIT] |= 1 << index
        at = Places(len(sentences))
        tried = dict.fromkeys(self._always, at.all)
        forms = at.forms
        for word, bits in standing.items():
            told, waiting = self._told(word[: _LONGEST + 1])
            for form in told:
                forms[form] = forms.get(form, 0) | bits
            for index in waiting:
                tried[index] = tried.get(index, 0) | bits
        found = defaultdict[int, int](int)
        for index, bits in tried.items():
            number, way = self._ways[index]
            if bits := way.met(at, bits):
                found[number] |= bits
        return sorted(found.items())

    def _tell(self, word: str) -> tuple[tuple[str, ...], frozenset[int]]:
        """Return a word with all its beginnings, and the ways that wait for one of them."""
        starts = (word[:length] + _START for length in range(1, len(word) + 1))
        forms = (word, *starts)
        waiting = (self._waiting[form] for form in forms if form in self._waiting)
        return forms, frozenset[int]().union(*waiting)

    def needs_of(self, phrase: str, *, fresh: bool = True, alone: bool = True) -> Needs:
        """Return the needs of a phrase.

        Args:
            phrase: folded.
            fresh: it stands at the start of a word.
            alone: nothing follows in the word that it ends with.
        """
        pieces = [*_PIECE.findall(phrase), (" " if alone else "|", "", "")]
        here, outer = _Choice(fresh), list[_Choice]()
        for number, (text, sign, repeat) in enumerate(pieces[:-1]):
            if text:
                following, ended, repeated = pieces[number + 1]
                closes = ended == ")" and not repeated
                after = pieces[number + 2][0] if closes else following
                self._text(here, text, repeat, parted=after[:1] == " ", closes=closes)
            elif sign[0] == "(":
                if repeat:
                    raise ValueError(phrase, f"its `{repeat}` is out of place")
                outer.append(here)
                here = _Choice(here.way.fresh)
            elif sign == ")":
                if not outer:
                    raise ValueError(phrase, "it closes a bracket that was never opened")
                inside, here = self._closed(here), outer.pop()
                _add(here.way, inside, repeat)
            elif sign not in _NO_WIDTH:
                _add(here.way, self._sign(sign, here.way.fresh, phrase), repeat)
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
        if len(ways) > 1 and here.start:
            first, *middle = ways
            single = [way for way in middle if way.isalnum()]
            if single:
                here.plain.update(single if ended else [way + _START for way in single])
                here.ends = False
                ways = [first, *(way for way in middle if not way.isalnum())]
        for way in ways:
            self._words_of(here.way, way, "", ended)
            self._end_way(here)
        self._words_of(here.way, rest, repeat, parted)

    def _words_of(self, way: _Way, text: str, repeat: str, parted: bool) -> None:
        words = text.split()
        if not words:
            way.fresh = (way.fresh and not repeat) or bool(text)
            return
        if text[-1] != " ":
            if repeat:
                words[-1] = words[-1].rstrip(_START)[:-1] + _START
            elif not parted and words[-1][-1] != _START:
                words[-1] += _START
        if not way.fresh and text[0] != " ":
            del words[0]
        way.plain += [word for word in words if word != _START]
        way.fresh = text[-1] == " " and not repeat

    def _end_way(self, here: _Choice) -> None:
        """Go on to the next way; of a way that is plain text one long word is enough."""
        way = here.way
        here.ends = here.ends and way.fresh
        if way.words or way.choices:
            here.ways.append(_needs(way))
        elif way.plain:
            longest = max(way.plain, key=len)
            if len(longest) > _TELLING or len(way.plain) == 1:
                here.plain.add(longest)
            else:
                here.ways.append(_needs(way))
        else:
            here.free = True
        here.way = _Way(here.start)

    def _closed(self, here: _Choice) -> Needs:
        """Return the needs of a bracket or a phrase that was read to its end."""
        if not (here.ways or here.plain or here.free):
            return _needs(here.way)
        self._end_way(here)
        if here.free:
            return Needs((), (), here.ends)
        short, long = {*here.plain}, []
        for way in here.ways:
            if len(way.words) == 1 and not way.choices:
                short |= way.words[0]
            else:
                long.append(way)
        if not long:
            return Needs((frozenset(short),), (), here.ends)
        return Needs((), (Choice(frozenset(short), tuple(long)),), here.ends)

    def _sign(self, sign: str, fresh: bool, phrase: str) -> Needs:
        """Return the needs of a term, a character class, or a sign that parts words."""
        if sign[0] == "<" and len(sign) > 1:
            return self._term(sign[1:-1], fresh)
        if sign in "?*+[":
            raise ValueError(phrase, f"its `{sign}` is out of place")
        if sign == _DIGIT:
            return Needs((frozenset((_DIGIT,)),), (), False)
        return Needs((), (), sign[0] not in "[.")

    def _term(self, name: str, fresh: bool) -> Needs:
        if name in self._names:
            mark = frozenset((self._names[name] + _START,))
            return Needs((mark,) if fresh else (), (), False)
        key = name, fresh
        if key not in self._known:
            phrase = "|".join(self._terms[name])
            self._known[key] = self.needs_of(phrase, fresh=fresh, alone=False)
        return self._known[key]


def _needs(way: _Way) -> Needs:
    words = (*way.words, *[frozenset((word,)) for word in way.plain])
    return Needs(words, way.choices, way.fresh)


def _add(way: _Way, part: Needs, repeat: str) -> None:
    """Add a part to a way; one that may be missing needs nothing."""
    if repeat.startswith(_MAY_MISS):
        way.fresh = way.fresh and part.fresh
    else:
        way.words += part.words
        way.choices += part.choices
        way.fresh = part.fresh
