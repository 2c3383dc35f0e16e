"""Differences between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORDS = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


class Piece(NamedTuple):
    """A run of text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """Return the runs of both texts in order: without what came it is `before`, and vice versa."""
    return list(_runs(_WORDS.findall(before), _WORDS.findall(after)))


def _runs(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[first:last]))
            continue
        if last > first:
            yield Piece("gone", "".join(old[first:last]))
        if end > start:
            yield Piece("new", "".join(new[start:end]))
