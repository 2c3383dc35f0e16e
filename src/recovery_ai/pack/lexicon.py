r"""Phrases compiled into one matcher: linear in the length of the text, whatever the phrase.

The pattern language is made for people who do not program:

- words match whole words, in any case, with or without accents; a space is any number of them;
- `charge*` matches any ending, `(very )*` any number of them;
- `...` stands for up to five words of the same clause;
- `(a|b)` is a choice, `( a)?` is optional; `^` and `$` are the ends of the sentence;
- `<us>` is a list of phrases from the language's `terms.yaml`.

Matching runs on RE2, which knows no backtracking: no rule can have super-linear cost.
"""

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import re2

from recovery_ai.errors import PackError
from recovery_ai.language.text import fold

# One private-use character a role: names from the facts are replaced by runs of it.
READER, THIRD_PARTY, US, STAFF = "\ue000", "\ue001", "\ue002", "\ue003"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CODES = "".join(map(chr, (*range(5, 9), 11, *range(14, 32)))) + "~"
_LETTERS_ONLY = str.maketrans(dict(zip(_GREEK, _CODES, strict=True)))
_TABLE = {
    **dict.fromkeys(map(ord, _CODES), "\x7f"),
    **dict(zip(map(ord, (READER, THIRD_PARTY, US, STAFF)), "\x01\x02\x03\x04", strict=True)),
    **_LETTERS_ONLY,
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
_TERM = re.compile(r"<([a-z_]+)>")
_SHORTHAND = re.compile(r"(?<=\w)\*|\.\.\.\s*|\s+")
_LETTERS = f"[{_WORD}'-]*"
_GAP = r"(?:[^\s,;:.!?]+\s+){0,5}?"
_EDGE = f"[^{_WORD}]"
_ALLOWED_ESCAPES = frozenset(".?()+$/")
_BLANK = "recovery_ai.blank"

Spans = dict[str, list[tuple[int, int]]]


def _blank(error: UnicodeError) -> tuple[bytes, int]:
    """Stand in for a letter of another script: one byte that no phrase has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return b"\x7f" * (error.end - error.start), error.end


codecs.register_error(_BLANK, _blank)


def encode(folded: str) -> bytes:
    """Return one ASCII byte for each character, so that offsets in bytes are offsets in the text.

    Folded English, Indonesian and Greek fit: Greek letters and the marks take the places of control
    characters, which no text has. Phrases over single bytes compile and match many times faster
    than over UTF-8.
    """
    return folded.translate(_TABLE).encode("ascii", _BLANK)


def expand(pattern: str, terms: Mapping[str, str], place: str) -> str:
    """Translate the pattern language into RE2, without the word edges around it."""
    folded = fold(pattern.strip())
    for mark in re.finditer(r"\\(.)", folded):
        if mark[1] not in _ALLOWED_ESCAPES:
            raise PackError(place, f"`{pattern}` holds the escape `{mark[0]}`", "write plain words")

    if re.search(r" [?*]", folded):
        raise PackError(place, f"`{pattern}` repeats a blank", "put the blank into the bracket")

    def term(mark: re.Match[str]) -> str:
        if mark[1] not in terms:
            raise PackError(place, f"`{pattern}` names the unknown term `{mark[0]}`", "define it")
        return terms[mark[1]]

    return _TERM.sub(term, _SHORTHAND.sub(_longhand, folded)).translate(_LETTERS_ONLY)


def _longhand(mark: re.Match[str]) -> str:
    if mark[0] == "*":
        return _LETTERS
    return _GAP if mark[0].startswith(".") else r"\s+"


def expand_terms(raw: Mapping[str, Sequence[str]], place: str) -> dict[str, str]:
    """Translate a list of terms; a term may name those that stand before it."""
    terms = dict(_NAMES)
    for name, phrases in raw.items():
        terms[name] = "(?:" + "|".join(expand(p, terms, f"{place}: {name}") for p in phrases) + ")"
    return terms


class Lexicon:
    """Named phrases of one language, matched together; exceptions are matched when asked for.

    Args:
        phrases: name -> patterns that `scan` looks for.
        terms: the terms that patterns may name, expanded.
        exceptions: name -> patterns that `excepted` looks for.
    """

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        terms: Mapping[str, str],
        exceptions: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._options = re2.Options()
        self._options.log_errors = False
        self._names: list[str] = []
        self._filter = re2.Filter()
        for name, patterns in phrases.items():
            for pattern in patterns:
                self._attempt(name, self._filter.Add, self._source(name, pattern, terms))
                self._names.append(name)
        if self._names:
            self._filter.Compile()
        self._searchers = [self._filter.re(index) for index in range(len(self._names))]
        self._exceptions = {
            name: [
                self._attempt(name, re2.compile, self._source(name, pattern, terms))
                for pattern in patterns
            ]
            for name, patterns in (exceptions or {}).items()
        }

    @staticmethod
    def _source(name: str, pattern: str, terms: Mapping[str, str]) -> str:
        return f"(?:^|{_EDGE})({expand(pattern, terms, name)})(?:$|{_EDGE})"

    def _attempt(self, name: str, make: Callable[[str, re2.Options], Any], source: str) -> Any:
        try:
            return make(source, self._options)
        except re2.error as problem:
            raise PackError(name, f"has a broken pattern ({problem})", "mend it") from None

    def scan(self, folded: str) -> Spans:
        """Return name -> spans (code points) of all phrases in one folded sentence."""
        if not self._names:
            return {}
        text = encode(folded)
        found: Spans = {}
        for index in self._filter.Match(text) or ():
            spans = found.setdefault(self._names[index], [])
            spans += (match.span(1) for match in self._searchers[index].finditer(text))
        return found

    def excepted(self, name: str, folded: str) -> bool:
        """Say whether one of the exceptions of `name` stands in a folded sentence."""
        text = encode(folded)
        return any(pattern.search(text) for pattern in self._exceptions.get(name, ()))
