"""Sentences and clauses, with the lines of a letter that stand alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from recovery_ai.language.lexicon import Prose
from recovery_ai.language.lexicons import lexicon_of
from recovery_ai.language.text import fold

_CLOSING: Final = "\"'”’»)\\]"
_STOPS: Final = re.compile(rf"\n\s*+|[.!?…]++[{_CLOSING}]*+")
_GREEK_STOPS: Final = re.compile(rf"\n\s*+|[.!?…;\u037e]++[{_CLOSING}]*+")
_OPENING: Final = "\"'“‘«([*_ \t"
_BULLET: Final = re.compile(r"[-–—•▪‣·*]\s|[–—•▪‣]|\(?[0-9]{1,2}[.)]\s|\(?[a-zA-Zα-ω]\)\s")
_ENUMERATOR: Final = re.compile(r"\(?(?:[0-9]{1,2}|[a-zA-Z])\Z")
_LABEL: Final = re.compile(r"[^\s:][^\n:]{0,24}:(?:\s|\Z)")
_FRAGMENT: Final = 16
_WRAPPED: Final = 45
_FULL: Final = 60
_ASKING: Final = "!?;\u037e"
_DOTTED: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the text; `paragraph` counts from 0, spans count code points."""

    text: str
    start: int
    end: int
    paragraph: int


def split(text: str, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of `text`; every letter and digit of it is in exactly one.

    A blank line ends a paragraph. A line end also ends a sentence, unless the line is long and
    runs on in the next, as in a letter wrapped by hand.
    """
    prose = lexicon_of(language).prose
    stops = _GREEK_STOPS if lexicon_of(language).language == "el" else _STOPS
    found: list[Sentence] = []
    start = line = paragraph = 0
    for match in stops.finditer(text):
        at, end = match.span()
        if text[at] == "\n":
            blank = match.group().count("\n") > 1
            if blank or not _runs_on(text, line, at, end, prose):
                found += _sentence(text, start, at, paragraph)
                start = end
            paragraph += blank
            line = end
        elif _ends(text, start, at, end, prose):
            found += _sentence(text, start, end, paragraph)
            start = end
    found += _sentence(text, start, len(text), paragraph)
    return tuple(found)


def _sentence(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    """Yield the sentence between two places, if it has a letter or digit, without blanks."""
    piece = text[start:end]
    bare = piece.strip()
    if any(map(str.isalnum, bare)):
        start += len(piece) - len(piece.lstrip())
        yield Sentence(bare, start, start + len(bare), paragraph)


def _ends(text: str, start: int, at: int, end: int, prose: Prose) -> bool:
    """Tell whether the stop at `at` ends a sentence that began at `start`."""
    if end == len(text):
        return True
    if not text[end].isspace():
        return _unspaced(text, start, at, end)
    following = _following(text, end)
    stop = text[at:end]
    if stop[0] == "." and stop.rstrip(_CLOSING) == ".":
        return not _abbreviated(text, start, at, following, prose)
    # "Really?" she said; well… late: neither ends here. A bare "!" does, whatever follows.
    return not following[:1].islower() or (stop[0] in _ASKING and stop[-1] in _ASKING)


def _unspaced(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether a blank is missing after this stop ("late.We"), outside links and names."""
    before, after = text[max(start, at - 3) : at], text[end : end + 2]
    if len(before) < 3 or not (before.islower() and before.isalpha() and after[:1].isupper()):
        return text[at] in "!?" and after[:1].isupper() and before.isalpha()
    chunk = text[max(start, at - 30) : end + 30]
    return after[1:].islower() and not any(sign in chunk for sign in ("@", "://", "www."))


def _following(text: str, end: int) -> str:
    """Return the beginning of what follows a stop, quotes and brackets off."""
    return text[end : end + _FRAGMENT].lstrip().lstrip(_OPENING + "\n")


def _abbreviated(text: str, start: int, at: int, following: str, prose: Prose) -> bool:
    """Tell whether the stop at `at` belongs to an abbreviation, an initial or an enumerator."""
    pieces = text[max(start, at - _FRAGMENT) : at].split()
    if not pieces or text[at - 1].isspace():
        return False
    token = pieces[-1].lstrip(_OPENING)
    word = fold(token)
    if word in prose.abbreviations:
        return True
    first = following[:1]
    if word in prose.numeric:
        return first.isdigit() or (len(word) < 3 and first in "+#")
    if word in prose.closers or _DOTTED.match(token):
        return _goes_on(token, following, prose)
    return bool(_ENUMERATOR.match(token)) and not text[start:at].strip()[: -len(token)].strip()


def _goes_on(token: str, following: str, prose: Prose) -> bool:
    """Tell whether the text runs on after an abbreviation that may also end a sentence."""
    first = following[:1]
    if not first or first.islower() or first.isdigit() or first in ",;)":
        return bool(first)
    if len(token) == 1:
        return token.isupper() and token not in ("I", "Η", "Ο")
    opener = fold(following.split()[0])
    return opener not in prose.function_words


def _runs_on(text: str, line: int, at: int, end: int, prose: Prose) -> bool:
    """Tell whether the line from `line` to `at` continues in the one that begins at `end`."""
    before = text[line:at].rstrip()
    after = text[end : end + _FRAGMENT * 2]
    if not before or not after or _BULLET.match(after) or _LABEL.match(after):
        return False
    last, lower = before[-1], after[0].islower()
    if last == ".":
        return len(before) >= _WRAPPED and _abbreviated(text, line, at - 1, after, prose)
    if last in "!?…" or (last == ":" and not lower):
        return False
    if len(before) >= _WRAPPED:
        return lower or (len(before) >= _FULL and _prosaic(before))
    return lower and last not in ",:;" and before.count(" ") >= 4


def _prosaic(line: str) -> bool:
    """Tell whether a line reads as running text and not as an address: most words are lower."""
    pieces = line.split()
    return sum(piece[0].islower() for piece in pieces) * 2 > len(pieces)


def clauses(sentence: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the clauses of one sentence, in order and without blanks around them.

    A clause ends at `;`, `:`, `·`, a long dash, a comma before a conjunction, and before a
    conjunction such as "because" that needs no comma.
    """
    found = []
    start = 0
    # Folding makes a hyphen of a long dash, which parts clauses even without blanks.
    for match in _borders(language).finditer(fold(sentence.replace("—", ";"))):
        found.append(_trimmed(sentence, start, match.start()))
        start = match.end()
    found.append(_trimmed(sentence, start, len(sentence)))
    return tuple(span for span in found if any(map(str.isalnum, sentence[slice(*span)])))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without blanks at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


@cache
def _borders(language: str) -> re.Pattern[str]:
    """Return the pattern of what stands between two clauses; it never takes a word."""
    prose = lexicon_of(language).prose
    signs = r"[;·]|:(?=\s)|\s-{1,2}(?=\s)|--"
    comma, bare = _any(prose.conjunctions), _any(prose.breaks)
    if not comma:
        return re.compile(signs)
    return re.compile(rf"{signs}|,(?=\s?{comma})|\s(?={bare})")


def _any(words: frozenset[str]) -> str:
    """Return a pattern for any of `words` as a whole word."""
    return rf"(?:{'|'.join(sorted(words))})\b" if words else ""
