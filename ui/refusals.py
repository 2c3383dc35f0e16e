"""What the library refuses, told in the language of the screen; what has no words stays English."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path

import words

from recovery_ai import RecoveryError
from recovery_ai.documents import parse
from recovery_ai.errors import InputError

_FILE = Path(__file__).with_name("words") / "refusals.yaml"
_BLANK = re.compile(r"\\\{(\w+)\\\}")
_LIST = re.compile(r", | or ")
_NAMED = {
    "role": "roles",
    "roles": "roles",
    "state": "states",
    "kind": "kinds",
    "route": "routes",
    "code": "codes",
    "codes": "codes",
    "step": "events",
}


@functools.cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Return the phrases of the library, each with what it is in the other languages."""
    return dict(parse(_FILE.read_text(encoding="utf-8"), str(_FILE)))


def told(error: RecoveryError) -> str:
    """Return the one line of an error: where, what is wrong, what to do."""
    if not isinstance(error, InputError) or words.language() == "en":
        return str(error)
    place = ": ".join(_phrase(part) for part in error.place.split(": "))
    return f"{place}: {said(f'{error.problem}; {error.remedy}')}"


def said(text: str) -> str:
    """Return phrases that a semicolon parts, each in the language of the screen."""
    if words.language() == "en":
        return text
    return "; ".join(_phrase(part) for part in text.split("; "))


def _phrase(english: str) -> str:
    body, more, count = english.partition(" (and ")
    for form, found in _forms():
        if match := form.fullmatch(body):
            blanks = {name: _named(name, value) for name, value in match.groupdict().items()}
            if all(blanks.values()):
                return found[words.language()].format(**blanks) + _more(more, count)
    return words.label(english)


def _more(more: str, count: str) -> str:
    """Return how many faults there are besides, as a sign that needs no words."""
    return f" (+{count.removesuffix(' more)')})" if more else ""


@functools.cache
def _forms() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """Return a pattern a phrase, those without blanks first."""
    ordered = sorted(table().items(), key=lambda pair: "{" in pair[0])
    return tuple(
        (re.compile(_BLANK.sub(r"(?P<\1>.+)", re.escape(english))), found)
        for english, found in ordered
    )


def _named(blank: str, value: str) -> str:
    """Return what stands in a blank; nothing where it is no value of that kind."""
    if blank not in _NAMED:
        return value
    known = words.names(_NAMED[blank])
    told = [str(known.get(one, "")) for one in _LIST.split(value)]
    return ", ".join(told) if all(told) else ""
