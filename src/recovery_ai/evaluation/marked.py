"""A letter cut into pieces, so that a page can mark what was expected and what was found."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from recovery_ai.findings import Span

Kind = Literal["expected", "found"]


class Mark(NamedTuple):
    """A range of the text, what it is marked as, and for which code."""

    span: Span
    kind: Kind
    code: str


class Piece(NamedTuple):
    """A run of text under the same marks.

    Args:
        text: the words.
        kinds: what they are marked as.
        ends: marks that end here, to be named behind the words.
    """

    text: str
    kinds: tuple[Kind, ...]
    ends: tuple[Mark, ...]


def marked(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut `text` at every edge of a mark; the pieces together are the text."""
    placed = [mark for mark in marks if mark.span.start < mark.span.end <= len(text)]
    edges = {0, len(text)} | {edge for mark in placed for edge in (mark.span.start, mark.span.end)}
    points = sorted(edges)
    return tuple(
        Piece(
            text[start:end],
            tuple(sorted({m.kind for m in placed if m.span.start < end and start < m.span.end})),
            tuple(m for m in placed if m.span.end == end),
        )
        for start, end in zip(points, points[1:], strict=False)
    )
