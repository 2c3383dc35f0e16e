"""Text hygiene: `clean` for what comes from outside, `fold` for what is compared."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# C0 and C1 controls, lone surrogates, zero-width and bidirectional marks, fillers, tags.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_PUNCTUATION: Final = {
    "'": "\u2018\u2019\u201a\u201b\u02bc\u02b9\u00b4\u2032\u1fbd\u1fbf\u1ffd\u1ffe\u0384\uff07",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000",
    ".": "\u2026\u2024\uff0e",
    ",": "\uff0c",
    ";": "\u037e",
    "/": "\u2044\u2215",
}
_LETTERS: Final = {"ς": "σ", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t"}
_PLAIN: Final = {variant: plain for plain, run in _PUNCTUATION.items() for variant in run}
# Latin and Greek with their extensions, the digits of other scripts, full-width forms.
_DECOMPOSED: Final = (
    (0xB2, 0x250), (0x370, 0x400), (0x660, 0x66A), (0x6F0, 0x6FA), (0x966, 0x970),
    (0x1E00, 0x2000), (0x212A, 0x212C), (0xFF10, 0xFF5B),
)  # fmt: skip


def _folded(char: str) -> str:
    """Return one character without case, accent or width."""
    if unicodedata.decimal(char, None) is not None:
        return str(unicodedata.decimal(char))
    lower = char.lower()
    base = unicodedata.normalize("NFKD" if ord(char) >= 0xFF00 else "NFD", lower)[0]
    base = _PLAIN.get(base, base)
    return _LETTERS.get(base, base)


def _table() -> dict[int, str]:
    """Return the whole mapping, identity included, because a missed lookup is slow."""
    table = {code: low if len(low := chr(code).lower()) == 1 else "i" for code in range(0x2200)}
    for first, stop in _DECOMPOSED:
        table.update((code, _folded(chr(code))) for code in range(first, stop))
    table.update((ord(variant), plain) for variant, plain in _PLAIN.items())
    return table


_FOLD: Final = _table()
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LONG_LOWER: Final = "\u0130"
"""The one character whose lower case is two characters long."""
_RARE: Final = 20
_LONG: Final = 50_000


def clean(text: str) -> str:
    """Return `text` in NFC without invisible, bidirectional or control characters.

    Each line ends with one line feed; tabs stay. Cleaning twice changes nothing.
    """
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` in lower case, without accents and typographic signs, at the same length.

    Every offset in the result is the same offset in `text`.
    """
    if text.isascii():
        return text.lower()
    return _remembered(text) if len(text) < _LONG else _fold(text)


def _fold(text: str) -> str:
    """Fold a text that is not ASCII: all of it at once, or only the few odd characters."""
    spare = len(text.encode("utf-8", "surrogatepass")) - len(text)
    if spare * _RARE > len(text) or _LONG_LOWER in text:
        return text.translate(_FOLD)
    return _NOT_ASCII.sub(_fold_one, text.lower())


# One letter is folded for its sentences, its words and its figures.
_remembered: Final = lru_cache(maxsize=16)(_fold)


def _fold_one(match: re.Match[str]) -> str:
    """Return one character of a text that has few beyond ASCII, folded."""
    return match.group().translate(_FOLD)
