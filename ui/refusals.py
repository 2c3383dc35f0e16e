"""What the library refuses and reports, told in the language of the screen.

The library speaks English; `words/refusals/` holds what it says in the other languages, phrase by
phrase. What has no words there stays English, which the tests keep from happening.
"""

import functools
import re
from collections.abc import Mapping
from pathlib import Path

import words

from recovery_ai.documents import parse

_FOLDER = Path(__file__).with_name("words") / "refusals"
_BLANK = re.compile(r"\{(\w+)\}")
_ESCAPED = re.compile(r"\\\{(\w+)\\\}")
_LIST = re.compile(r", | or ")
# What a blank may hold: a number; anything; or, where none is named, one part of a line.
_SHAPES = {name: "[0-9.]+" for name in ("n", "m", "number")}
_SHAPES |= {name: ".+" for name in ("reason", "detail", "pattern", "mark", "char")}
_PART = "(?:(?![;:] ).)+"
_NAMED = {
    "role": "roles",
    "roles": "roles",
    "state": "states",
    "kind": "kinds",
    "route": "routes",
    "code": "codes",
    "codes": "codes",
    "step": "step_names",
    "steps": "step_names",
    "section": "section_names",
    "sections": "section_names",
    "outcome": "outcomes",
}
"""Blank -> the words of the interface that stand in it, one of them or several."""
_PARTS = {"en": "; ", "id": "; ", "el": "· "}  # what parts problem and remedy; Greek asks with ;


@functools.cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Return the phrases of the library, each with what it is in the other languages."""
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        found |= parse(path.read_text(encoding="utf-8"), str(path))
    return found


def told(error: Exception) -> str:
    """Return the lines of an error: where, what is wrong, what to do."""
    return "\n".join(map(said, str(error).splitlines()))


def said(text: str) -> str:
    """Return what the library says, in the language of the screen."""
    return text if words.language() == "en" else _said(text)


def _said(text: str) -> str:
    """Return the whole of a text where it is known, else its parts, each as far as it is known."""
    if (whole := _phrase(text)) is not None:
        return whole
    for sign, mark in (("; ", _PARTS[words.language()]), (": ", ": ")):
        head, parted, tail = text.partition(sign)
        if parted:
            return f"{_said(head)}{mark}{_said(tail)}"
    return str(words.names("outcomes").get(text, words.label(text)))


def _phrase(english: str) -> str | None:
    for form, found in _forms():
        if match := form.fullmatch(english):
            blanks = {name: _named(name, value) for name, value in match.groupdict().items()}
            if all(blanks.values()):
                return _filled(found[words.language()], blanks)
    return None


def _filled(text: str, blanks: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda blank: blanks[blank[1]], text)


@functools.cache
def _forms() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """Return a pattern a phrase; those that leave least to their blanks come first."""
    ordered = sorted(
        table().items(), key=lambda pair: ("{" in pair[0], -len(_BLANK.sub("", pair[0])))
    )
    return tuple(
        (re.compile(_ESCAPED.sub(_group, re.escape(one))), found) for one, found in ordered
    )


def _group(blank: re.Match[str]) -> str:
    return f"(?P<{blank[1]}>{_SHAPES.get(blank[1], _PART)})"


def _named(blank: str, value: str) -> str:
    """Return what stands in a blank; nothing where it is no value of that kind."""
    if blank == "reason":
        return _said(value)
    if blank == "words":  # they are written in a file as they stand, whatever its language
        return ", ".join(_LIST.split(value.replace("'", "")))
    if blank not in _NAMED:
        return value
    known = words.names(_NAMED[blank])
    told = [str(known.get(one, "")) for one in _LIST.split(value)]
    return ", ".join(told) if all(told) else ""
