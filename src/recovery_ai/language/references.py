"""Tokens with digits that are names, not quantities: links, case numbers, phone numbers."""

import re
from typing import Final

from recovery_ai.language.lexicon import Lexicon
from recovery_ai.language.numeral import literal
from recovery_ai.language.tokens import Reading, Tokens

_LINK: Final = re.compile(r"@|://|www\.|\.[a-z]{2,10}/[^\s]")
_BLANK: Final = re.compile(r"\s")
_NOT_ALNUM: Final = re.compile(r"[\W_]+")
_GLUE: Final = frozenset("-/_#.")
_LONGEST_RUN: Final = 16
_SEPARATORS: Final = frozenset("-()/")
_SHORTEST: Final = 7
_LONG_NUMBER: Final = 4
_SHORTEST_CODE: Final = 2
_CODE_LENGTHS: Final = range(2, 5)
_CALLED: Final = frozenset(
    "tel telp telepon tlp phone call ring telephone mobile cell fax whatsapp wa hp hubungi line "
    "number nomor τηλ τηλεφωνο κινητο καλεστε on at".split()
)


def links(folded: str) -> list[tuple[int, int]]:
    """Return the spans of URLs and e-mail addresses, with what is glued to them."""
    if "@" not in folded and "/" not in folded and "www." not in folded:
        return []
    found = []
    at = 0
    while match := _LINK.search(folded, at):
        start = match.start()
        while start > at and not folded[start - 1].isspace():
            start -= 1
        blank = _BLANK.search(folded, match.end())
        at = blank.start() if blank else len(folded)
        found.append((start, at))
    return found


def labelled(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read the name that the figure at `at` belongs to: "MB-20417", "DL/8812", "#1234", "Q7731"."""
    first = _left(tokens, at)
    calendar = lexicon.calendar
    if first == at or any(
        word in calendar.months or word in calendar.weekdays for word in tokens.words[first:at]
    ):
        return None
    return _name(tokens, first, _right(tokens, at))


def suffixed(tokens: Tokens, at: int) -> Reading | None:
    """Read a name that goes on in letters after its figure: "3D", "2026-CS-44"."""
    stop = _right(tokens, at)
    return _name(tokens, at, stop) if stop > at + 1 else None


def coded(tokens: Tokens, at: int) -> Reading | None:
    """Read a code set apart from its figure, such as the flight "BA 2490"."""
    code = tokens.written(at - 1) if at else ""
    if not (code.isalpha() and code.isupper() and len(code) in _CODE_LENGTHS):
        return None
    return _name(tokens, at - 1, at + 1) if len(tokens.at(at)) >= _SHORTEST_CODE else None


def _left(tokens: Tokens, at: int) -> int:
    """Return where the name glued before the figure begins, or `at` if there is none."""
    first = at
    while first > at - _LONGEST_RUN and tokens.glued(first):
        before = tokens.at(first - 1)
        if before.isalnum() or before in _GLUE:
            first -= 1
            continue
        break
    while first < at and tokens.at(first) in "-/_.":
        first += 1
    run = tokens.original[tokens.start(first) : tokens.start(at)]
    named = "#" in run or any(char.isupper() for char in run) or run[-1:].isalpha()
    return first if named else at


def _right(tokens: Tokens, at: int) -> int:
    """Return where the name that holds the figure at `at` stops."""
    stop = at + 1
    while stop < at + _LONGEST_RUN and tokens.glued(stop):
        word = tokens.at(stop)
        if word.isalnum():
            stop += 1
        elif word in "-/_" and tokens.glued(stop + 1) and _goes_on(tokens, stop + 1):
            stop += 2
        else:
            break
    return stop


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Tell whether a part after a hyphen still belongs to a name: figures or capitals."""
    return tokens.at(at)[:1].isdecimal() or tokens.written(at).isupper()


def _name(tokens: Tokens, first: int, stop: int) -> Reading:
    """Return the reference with its letters and digits only."""
    run = tokens.folded[tokens.start(first) : tokens.end(stop - 1)]
    return Reading("reference", _NOT_ALNUM.sub("", run), None, first, stop)


def numbered(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read a long bare number after a word such as "case" or "no.": "order number 20417"."""
    before = at - 1
    while before > at - 4 and tokens.at(before) in (".", ":", "#", "is"):
        before -= 1
    if tokens.at(before) not in lexicon.amounts.reference_labels or not tokens.at(at).isdecimal():
        return None
    name = _name(tokens, at, _right(tokens, at))
    return name if len(str(name.value)) >= _LONG_NUMBER else None


def phone(tokens: Tokens, at: int) -> Reading | None:
    """Read a run of 7 to 15 digits in groups; 16 digits are a card and read as a reference."""
    after = tokens.at(at + 1)
    if len(tokens.at(at)) < _SHORTEST and not (after[:1].isdecimal() or after in _SEPARATORS):
        return None
    groups, stop = _groups(tokens, at)
    digits = "".join(groups)
    if not _SHORTEST <= len(digits) <= 19:
        return None
    first = at
    while first > at - 3 and tokens.at(first - 1) in ("+", "(") and tokens.glued(first):
        first -= 1
    led = first < at or digits.startswith("0")
    card = not led and len(groups) > 2 and all(len(group) == 4 for group in groups[:-1])
    if len(digits) > 15 or card:
        return Reading("reference", digits, None, first, stop)
    local = [len(group) for group in groups] == [3, 4]
    if led or local or len(groups) >= 3 or len(digits) >= 10 or _called(tokens, first):
        return Reading("phone", digits, None, first, stop)
    return None


def _called(tokens: Tokens, first: int) -> bool:
    """Tell whether a word such as "call" or "τηλ." stands shortly before."""
    return any(tokens.at(index) in _CALLED for index in range(first - 3, first))


def _groups(tokens: Tokens, at: int) -> tuple[list[str], int]:
    """Return the groups of digits from `at` and where they stop."""
    groups: list[str] = []
    length = 0
    here = stop = at
    while length < 19:
        word = tokens.at(here)
        if "." in word and literal(word, ".") is None:
            word = word.replace(".", "")
        if not word.isdecimal() or (len(word) == 1 and len(groups) > 1) or len(word) > 15:
            break
        groups.append(word)
        length += len(word)
        stop = here = here + 1
        while here < stop + 2 and tokens.at(here) in _SEPARATORS:
            here += 1
    return groups, stop
