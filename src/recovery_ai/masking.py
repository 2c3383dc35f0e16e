"""Masking: a text that came in, without the identities in it, while no facts are known yet.

The pseudonymiser of a letter knows from its facts who is who. Here nobody is known, so capitals are
what tells a name: rather a town too many than a person too few, since everything goes back into its
place. A name in lower case, or one that is an ordinary word as well ("Will"), can slip through.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from recovery_ai.language.figures import find
from recovery_ai.language.references import links
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS, stem
from recovery_ai.pack import Pack
from recovery_ai.slots import Piece, Slot, private_pieces

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_WITHIN = re.compile(r"[\w,;] \Z|[\w,;]\n\Z")
_ORDINARY = re.compile(r"(?<![^\W\d_])[^\W\d_A-ZΑ-Ω][^\W\d_]+(?![^\W\d_])")
_CLOSING_LINES = 3
_MOST_NAMES = 4
_BRACKETS = re.compile(r"\[\[|\]\]")
_STOPS = ".,;:!?)]}>»”’\"'"
_FIGURES = frozenset({"date", "time", "money"})


class _Cut(NamedTuple):
    """A slot at `[start, end)` of the masked text, for `[first, last)` of the text as it came."""

    start: int
    end: int
    first: int
    last: int


class Masked(NamedTuple):
    """A text with slots in place of identities, and the way back."""

    text: str
    slots: tuple[Slot, ...]
    cuts: tuple[_Cut, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the masked text stands in the text as it came, slots whole."""
        first = last = 0
        for cut in self.cuts:
            first = cut.last - cut.end if cut.end <= start else first
            last = cut.last - cut.end if cut.end <= end else last
        inside = [cut for cut in self.cuts if cut.start < end and start < cut.end]
        begin = inside[0].first if inside and inside[0].start <= start else start + first
        stop = inside[-1].last if inside and inside[-1].end >= end else end + last
        return begin, stop


def mask(text: str, tongue: str, pack: Pack, known: Iterable[str] = ()) -> Masked:
    """Return `text` without names, addresses, links, and numbers that belong to somebody.

    Args:
        text: as it came, cleaned of hidden characters.
        tongue: its language.
        pack: knows titles and ordinary words.
        known: names from elsewhere, such as the From line of a mail.
    """
    found = [*_private(text, tongue), *_names(text, tongue, pack, known)]
    slots: dict[str, Slot] = {}
    cuts: list[_Cut] = []
    parts: list[str] = []
    length = cursor = 0
    for piece in sorted(found, key=lambda one: (one.start, -one.end)):
        if piece.start < cursor:
            continue
        before, written = text[cursor : piece.start], text[piece.start : piece.end]
        brackets = written in {"[[", "]]"}
        token = " ".join(written) if brackets else _slot(written, piece, slots).token
        parts += [before, token]
        length += len(before) + len(token)
        cuts.append(_Cut(length - len(token), length, piece.start, piece.end))
        cursor = piece.end
    return Masked("".join([*parts, text[cursor:]]), tuple(slots.values()), tuple(cuts))


def _slot(original: str, piece: Piece, slots: dict[str, Slot]) -> Slot:
    """Return the slot of a value: one for each, however it is written."""
    key = " ".join(fold(original).split())
    if key not in slots:
        number = sum(slot.kind == piece.kind for slot in slots.values()) + 1
        name = f"{piece.kind}_{number}"
        slots[key] = Slot(
            name=name, kind=piece.kind, meaning=piece.meaning, shown=original, original=original
        )
    return slots[key]


def _private(text: str, tongue: str) -> Iterator[Piece]:
    """Yield contacts and numbers of people, and brackets that are no slots."""
    yield from private_pieces(text)
    for start, end in links(fold(text)):
        told = text[start:end].rstrip(_STOPS)
        yield Piece(start, start + len(told), "private", "a link or an address", told, None)
    for figure in find(text, tongue):
        if figure.kind in {"reference", "phone"}:
            yield Piece(figure.start, figure.end, "private", "a number", figure.text, None)
    for match in _BRACKETS.finditer(text):
        yield Piece(*match.span(), "private", "brackets", match[0], None)


def _names(text: str, tongue: str, pack: Pack, known: Iterable[str]) -> Iterator[Piece]:
    """Yield names of people, companies and places, words side by side as one."""
    titles = pack.language(tongue).titles
    usual = (
        FUNCTION_WORDS.get(tongue, frozenset()) | pack.language(tongue).vocabulary_words | titles
    )
    words = [match for match in _WORD.finditer(text) if len(match[0]) > 1]
    told = {part for name in known for part in fold(name).split() if len(part) > 1} - usual
    capital = {one.start() for one in _capital(text, words, tongue) if _plain(one[0]) not in usual}
    sure = {at for at in capital if _within(text, at) or _titled(text, at, titles)}
    sure |= {word.start() for word in words if _plain(word[0]) in told}
    sure |= set(_closing(text, usual, titles))
    named = {_plain(word[0]) for word in words if word.start() in sure}
    ordinary = _ordinary(text, tongue, pack)
    for word in words:  # the first words of sentences, whose capital tells nothing
        plain = _plain(word[0])
        if word.start() in capital and (plain in named or stem(plain, tongue) not in ordinary):
            sure.add(word.start())
    yield from _joined(text, [word for word in words if word.start() in sure])


def _plain(word: str) -> str:
    """Return a word folded, without what follows an apostrophe."""
    return fold(word).partition("'")[0].rstrip("-")


def _capital(text: str, words: Sequence[re.Match[str]], tongue: str) -> Iterator[re.Match[str]]:
    """Yield words with a capital that are not all in capitals, and no part of a day or amount."""
    figures = [one for one in find(text, tongue) if one.kind in _FIGURES]
    counted = {at for one in figures for at in range(one.start, one.end)}
    for word in words:
        if word[0][0].isupper() and not word[0].isupper() and word.start() not in counted:
            yield word


def _within(text: str, at: int) -> bool:
    """Say whether a word stands within a sentence."""
    return _WITHIN.search(text, max(at - 2, 0), at) is not None


def _titled(text: str, at: int, titles: frozenset[str]) -> bool:
    before = text[max(0, at - 16) : at].split()
    return bool(before) and fold(before[-1]).rstrip(".") in titles


def _closing(text: str, usual: frozenset[str], titles: frozenset[str]) -> Iterator[int]:
    """Yield where words begin in last lines that are nothing but a name: how a mail is signed."""
    lines = [line for line in re.finditer(r"[^\n]+", text) if line[0].strip()]
    for line in lines[1:][-_CLOSING_LINES:]:
        words = list(_WORD.finditer(text, line.start(), line.end()))
        words = [word for word in words if _plain(word[0]) not in titles]
        signed = 0 < len(words) <= _MOST_NAMES and line[0].rstrip()[-1] not in ".!?;:,"
        capital = all(word[0][0].isupper() for word in words)
        if signed and capital and usual.isdisjoint(_plain(word[0]) for word in words):
            yield from (word.start() for word in words)


def _ordinary(text: str, tongue: str, pack: Pack) -> set[str]:
    """Return stems of words that the text or the pack writes small: they are no names."""
    texts = (told for path, told in pack.files.items() if path.startswith(_folders(tongue)))
    return {stem(fold(word), tongue) for told in (text, *texts) for word in _ORDINARY.findall(told)}


def _folders(tongue: str) -> tuple[str, ...]:
    lists = ("intake", "triage", "phrases", "roles", "vocabulary")
    return (f"rules/{tongue}/", f"roles/{tongue}/", *(f"{name}/{tongue}." for name in lists))


def _joined(text: str, names: Sequence[re.Match[str]]) -> Iterator[Piece]:
    """Yield names; those with one blank between them are one name."""
    start = end = -1
    for name in names:
        if start >= 0 and text[end : name.start()] == " ":
            end = name.end()
            continue
        if start >= 0:
            yield Piece(start, end, "name", "a name", text[start:end], None)
        start, end = name.span()
    if start >= 0:
        yield Piece(start, end, "name", "a name", text[start:end], None)
