"""Asking: the thing that a customer asks for, where one clause says it plainly.

"I want my delivery fee of £34.50 back" tells a thing; "sort this out" tells none. What is left out
costs the agent a line of typing, what is made up costs a wrong letter: so doubt finds nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recovery_ai.language.figures import Figure
from recovery_ai.language.text import fold
from recovery_ai.pack.lexicon import Lexicon, Spans

_LONGEST = 120
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$)|,(?=\s)|\s[-–—]\s|[\n:()«»\"“”]")
# Whose it is changes with who speaks: "my fee" is "the fee" of the letter.
_MINE = {
    "en": (re.compile(r"\b(?:my|our)\b", re.IGNORECASE), "the"),
    "id": (re.compile(r"\s+(?:saya|kami)\b", re.IGNORECASE), ""),
    "el": (re.compile(r"\s+(?:μου|μας)\b", re.IGNORECASE), ""),
}
# "τα χρήματά μου": the second accent goes with the word that asked for it.
_TWO_ACCENTS = re.compile(r"[άέήίόύώ][^\W_]*[άέήίόύώ]")


class Asked(NamedTuple):
    """What is asked for, in the customer's words without "my", and the amount, if one is in it."""

    thing: str
    quote: str
    amount: Figure | None


def asked(
    text: str, start: int, found: Spans, lexicon: Lexicon, tongue: str, figures: Sequence[Figure]
) -> Iterator[Asked]:
    """Yield what a sentence asks for.

    Args:
        text: the sentence.
        start: where it begins in the text that `figures` were found in.
        found: its spans: of words that ask (`demand`), and that begin another clause.
        lexicon: the signals of what comes in; a `demand_thing` is one only without a `demand_not`.
        tongue: `en`, `id` or `el`.
        figures: of the whole text.
    """
    others = sorted(first for first, _ in found.get("demand_ends", ()))
    for first, behind in found.get("demand", ()):
        stop = _clause_end(text, behind, others)
        if thing := _thing(text[behind:stop], tongue, lexicon):
            first_in = bisect_left(figures, start + behind, key=_start)
            within = figures[first_in : bisect_left(figures, start + stop, key=_start)]
            amounts = [one for one in within if one.kind == "money"]
            amount = amounts[0] if len(amounts) == 1 else None
            yield Asked(thing, text[first:stop].rstrip(), amount)


def _start(figure: Figure) -> int:
    return figure.start


def _clause_end(text: str, at: int, others: Sequence[int]) -> int:
    """Return where the clause that goes on at `at` ends; `at` when it is too long for a thing."""
    limit = at + _LONGEST
    match = _CLAUSE_END.search(text, at, limit)
    ends = [match.start()] if match else []
    other = bisect_right(others, at)
    ends += others[other : other + 1]
    stop = min(ends, default=len(text))
    return stop if stop < limit else at


def _thing(clause: str, tongue: str, lexicon: Lexicon) -> str:
    """Return the clause as a thing that can be given, or nothing."""
    mine, theirs = _MINE[tongue]
    thing = " ".join(mine.sub(theirs, clause).split())
    told = lexicon.scan(fold(thing))
    doubtful = "demand_not" in told or "demand_thing" not in told
    return "" if doubtful or (tongue == "el" and _TWO_ACCENTS.search(thing)) else thing
