r"""Phrases compiled into one matcher: linear in the length of the text, whatever the phrase.

The pattern language is made for people who do not program:

- words match whole words, in any case, with or without accents; a space is any number of them;
- `charge*` matches any ending, `(very )*` any number of them;
- `...` stands for up to five words of the same clause;
- `(a|b)` is a choice, `( a)?` is optional; `^` and `$` are the ends of the sentence;
- `<us>` is a list of phrases from the language's `terms.yaml`.

Matching runs on RE2, which knows no backtracking: no rule can have super-linear cost. A phrase is
compiled when a sentence first has the words that it needs, which most phrases never see.
"""

import codecs
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import re2

from recovery_ai.errors import PackError
from recovery_ai.language.text import fold
from recovery_ai.pack.need_index import NeedIndex

# One private-use character a role: names from the facts are replaced by runs of it.
READER, THIRD_PARTY, US, STAFF = "\ue000", "\ue001", "\ue002", "\ue003"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CODES = "".join(map(chr, (*range(5, 9), 11, *range(14, 32)))) + "~"
_LETTERS_ONLY = str.maketrans(dict(zip(_GREEK, _CODES, strict=True)))
_TABLE = {
    **dict.fromkeys(map(ord, _CODES), "\x7f"),
    **dict(zip(map(ord, (READER, THIRD_PARTY, US, STAFF)), "\x01\x02\x03\x04", strict=True)),
    **_LETTERS_ONLY,
    **dict.fromkeys(map(ord, "\t\n\f\r"), " "),
}
_WORD = "a-z0-9_~\x01-\x08\x0b\x0e-\x1f"
_NAMES = {
    "reader_name": "\x01+",
    "third_party_name": "\x02+",
    "our_name": "\x03+",
    "staff_name": "\x04+",
    "word": f"[{_WORD}'-]+",
    "number": "[0-9][0-9.,]*",
}
_MARKS = {
    "reader_name": READER,
    "third_party_name": THIRD_PARTY,
    "our_name": US,
    "staff_name": STAFF,
}
_SHAPES = {"word": ("[a-z]",), "number": ("[0-9]",)}
_TERM = re.compile(r"<([a-z_]+)>")
_SHORTHAND = re.compile(r"(?<=\w)\*|\.\.\.\s*|\s+|\[\^\]?")
_LETTERS = f"[{_WORD}'-]*"
_GAP = r"(?:[^\n ,;:.!?]+ +){0,5}?"
_EDGE = f"[^{_WORD}]"
_ALLOWED_ESCAPES = frozenset(".?()+$/")
_BLANK = "recovery_ai.blank"
KEPT = 4096
# Bytes for a character of a pattern, and the least: RE2 keeps what it learns of texts, at most so
# much. Less, and long hostile sentences take longer; more, and a stream of letters takes more room.
MEMORY, LEAST = 200, 1 << 16
SEEN = 1000  # sentences whose phrases are known
SHORT = 300  # code points of a sentence that is worth to be known
TOGETHER = 60  # sentences: few enough that one number holds a bit for each

Spans = dict[str, list[tuple[int, int]]]


def _blank(error: UnicodeError) -> tuple[bytes, int]:
    """Stand in for a letter of another script: one byte that no phrase has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return b"\x7f" * (error.end - error.start), error.end


codecs.register_error(_BLANK, _blank)


def encode(folded: str) -> bytes:
    """Return one ASCII byte for each character, so that offsets in bytes are offsets in the text.

    No sentence keeps a line end of its own, so that one may stand between sentences.
    Folded English, Indonesian and Greek fit: Greek letters and the marks take the places of control
    characters, which no text has. Phrases over single bytes compile and match many times faster
    than over UTF-8.
    """
    return folded.translate(_TABLE).encode("ascii", _BLANK)


class Terms(NamedTuple):
    """The lists of phrases that a pattern may name.

    Args:
        phrases: term -> its phrases, folded.
        sources: term -> what it stands for in RE2.
    """

    phrases: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]


def expand(folded: str, sources: Mapping[str, str]) -> str:
    """Translate a folded pattern into RE2, without the word edges around it."""
    longhand = _SHORTHAND.sub(_longhand, folded)
    return _TERM.sub(lambda mark: sources[mark[1]], longhand).translate(_LETTERS_ONLY)


def _longhand(mark: re.Match[str]) -> str:
    sign = mark[0]
    if sign == "*":
        return _LETTERS
    if sign[0] == "[":  # a class of what is not meant: the end of the sentence never is
        return sign + r"\n"
    return _GAP if sign[0] == "." else " +"


def expand_terms(raw: Mapping[str, Sequence[str]], place: str) -> Terms:
    """Translate a list of terms; a term may name those that stand before it."""
    phrases: dict[str, tuple[str, ...]] = {}
    sources = dict(_NAMES)
    for name, patterns in raw.items():
        folded = tuple(_checked(pattern, sources, f"{place}: {name}") for pattern in patterns)
        phrases[name] = folded
        sources[name] = "(?:" + "|".join(expand(one, sources) for one in folded) + ")"
    return Terms(phrases, sources)


def _checked(pattern: str, known: Mapping[str, str], place: str) -> str:
    """Return a pattern folded; raise `PackError` for what people who write one get wrong."""
    folded = fold(pattern.strip())
    for mark in re.finditer(r"\\(.)", folded) if "\\" in folded else ():
        if mark[1] not in _ALLOWED_ESCAPES:
            raise PackError(place, f"`{pattern}` holds the escape `{mark[0]}`", "write plain words")
    if " ?" in folded or " *" in folded:
        raise PackError(place, f"`{pattern}` repeats a blank", "put the blank into the bracket")
    for name in _TERM.findall(folded) if "<" in folded else ():
        if name not in known:
            raise PackError(place, f"`{pattern}` names the unknown term `<{name}>`", "define it")
    return folded


class _Page(NamedTuple):
    """Some sentences, encoded, one a line: which they are, and where each starts."""

    text: bytes
    sentences: list[int]
    starts: list[int]


class _Pages(dict[int, _Page]):
    """Pages of the same sentences, by a bit for each; matching a page takes one call."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._lines = [encode(folded) for folded in sentences]

    def __missing__(self, bits: int) -> _Page:
        chosen = [index for index in range(len(self._lines)) if bits >> index & 1]
        lines = [self._lines[index] for index in chosen]
        starts = [*accumulate((len(line) + 1 for line in lines), initial=0)]
        self[bits] = _Page(b"\n".join(lines), chosen, starts)
        return self[bits]


class Lexicon:
    """Named phrases of one language, matched together; exceptions are matched when asked for.

    Args:
        phrases: name -> patterns that `scan` looks for.
        terms: the terms that patterns may name.
        exceptions: name -> patterns that `excepted` looks for.
    """

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        terms: Terms,
        exceptions: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._sources = terms.sources
        self._exceptions = {
            name: [_checked(pattern, terms.sources, name) for pattern in patterns]
            for name, patterns in (exceptions or {}).items()
        }
        self._phrases = [
            (name, _checked(pattern, terms.sources, name))
            for name, patterns in phrases.items()
            for pattern in patterns
        ]
        known = {**terms.phrases, **_SHAPES}
        try:
            self._index = NeedIndex((phrase for _, phrase in self._phrases), known, _MARKS)
        except ValueError as problem:
            broken, what = problem.args
            name = next((name for name, phrase in self._phrases if phrase == broken), "terms")
            raise PackError(name, f"has a broken pattern ({what})", "mend it") from None
        # A letter tries a few dozen; a process that sees all kinds of letters keeps the last.
        self._compiled = lru_cache(maxsize=KEPT)(self._compile)
        # Letters of one house share sentences, and one that is revised keeps most of its own.
        self._seen: dict[str, Spans] = {}

    def _compile(self, name: str, phrase: str) -> Any:
        options = re2.Options()
        options.log_errors = False
        source = f"(?m)(?:^|{_EDGE})({expand(phrase, self._sources)})(?:$|{_EDGE})"
        options.max_mem = max(LEAST, MEMORY * len(source))
        try:
            return re2.compile(source, options)
        except re2.error as problem:
            raise PackError(name, f"has a broken pattern ({problem})", "mend it") from None

    def scan(self, folded: str) -> Spans:
        """Return name -> spans (code points) of all phrases in one folded sentence."""
        return self.scan_all((folded,))[0]

    def scan_all(self, sentences: Sequence[str]) -> list[Spans]:
        """Return, for each folded sentence, name -> spans (code points) in it."""
        seen = self._seen
        found = {folded: seen[folded] for folded in sentences if folded in seen}
        new = [folded for folded in dict.fromkeys(sentences) if folded not in found]
        for start in range(0, len(new), TOGETHER):
            some = new[start : start + TOGETHER]
            found.update(zip(some, self._scan(some), strict=True))
        known = {folded: found[folded] for folded in new if len(folded) < SHORT}
        self._seen = known if len(seen) > SEEN else seen | known
        return [found[folded] for folded in sentences]

    def _scan(self, sentences: Sequence[str]) -> list[Spans]:
        found: list[Spans] = [{} for _ in sentences]
        pages = _Pages(sentences)
        for number, bits in self._index.met(sentences):
            name, phrase = self._phrases[number]
            page = pages[bits]
            for match in self._compiled(name, phrase).finditer(page.text):
                start, end = match.span(1)
                at = bisect_right(page.starts, start) - 1
                offset = page.starts[at]
                spans = found[page.sentences[at]].setdefault(name, [])
                spans.append((start - offset, end - offset))
        return found

    def excepted(self, name: str, folded: str) -> bool:
        """Say whether one of the exceptions of `name` stands in a folded sentence."""
        text = encode(folded)
        phrases = self._exceptions.get(name, ())
        return any(self._compiled(name, phrase).search(text) for phrase in phrases)

    def validate(self) -> None:
        """Compile every phrase once; raise `PackError` naming a broken one."""
        for name, phrase in self._phrases:
            self._compile(name, phrase)
        for name, phrases in self._exceptions.items():
            for phrase in phrases:
                self._compile(name, phrase)
