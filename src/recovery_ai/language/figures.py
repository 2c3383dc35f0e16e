"""Finds every figure of a text and says what it is worth."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from recovery_ai.language import (
    clock,
    dates,
    durations,
    money,
    quantities,
    ranges,
    references,
    shares,
)
from recovery_ai.language.figure import Bound, Figure, PartialDate
from recovery_ai.language.lexicon import Lexicon, Phrase
from recovery_ai.language.lexicons import lexicon_of
from recovery_ai.language.matching import matches
from recovery_ai.language.tokens import Reading, Tokens

__all__ = ["Figure", "PartialDate", "find", "matches"]

Reader = Callable[[Tokens, int, Lexicon], Reading | None]
Bounds = dict[str, tuple[tuple[Phrase, Bound], ...]]

_LONG: Final = 10_000
_BOUNDS: Final[dict[str, Bound]] = {"about": "about", "over": "over", "under": "under"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """For each word that may open a figure the readers to ask; for each last word its bounds."""

    readers: dict[str, tuple[Reader, ...]]
    bounds: Bounds


def find(text: str, language: str, on: date | None = None) -> tuple[Figure, ...]:
    """Return the figures of `text` in order, none overlapping another.

    `language` is a BCP-47 tag; outside en, id and el only digits and signs are understood. `on`
    is the day on which the text speaks, for "tomorrow" and "end of the month"; a year or month
    that the text leaves out stays out of the value (see `PartialDate.near`).
    """
    return _remembered(text, language, on) if len(text) < _LONG else _find(text, language, on)


def _find(text: str, language: str, on: date | None) -> tuple[Figure, ...]:
    lexicon = lexicon_of(language)
    tokens = Tokens(text, on)
    plan = _plan(lexicon.language)
    readings = ranges.joined(tokens, list(_readings(tokens, lexicon, plan)), lexicon)
    return tuple(_figure(tokens, reading, plan) for reading in readings)


# A fact is read for its slots, for the names in it, and as evidence.
_remembered: Final = lru_cache(maxsize=64)(_find)


def _readings(tokens: Tokens, lexicon: Lexicon, plan: _Plan) -> Iterator[Reading]:
    """Yield what each token that may open a figure says, outside links."""
    readers = plan.readers
    links = iter([*references.links(tokens.folded), (len(tokens.folded) + 1,) * 2])
    link = next(links)
    done = 0
    # Between "0" and ":" is exactly what begins with a digit.
    openers = [at for at, word in enumerate(tokens.words) if word in readers or "0" <= word < ":"]
    for at in openers:
        if at < done:
            continue
        start = tokens.start(at)
        while start >= link[1]:
            link = next(links)
        if start >= link[0]:
            continue
        reading = _read(tokens, at, lexicon, readers.get(tokens.at(at), _DIGITS))
        if reading:
            yield reading if reading.first >= done else reading._replace(first=at)
            done = reading.stop


def _read(tokens: Tokens, at: int, lexicon: Lexicon, readers: tuple[Reader, ...]) -> Reading | None:
    """Return what the first reader that understands the token at `at` says."""
    for reader in readers:
        if reading := reader(tokens, at, lexicon):
            return reading
    return None


_DIGITS: Final = (quantities.from_digits,)


@cache
def _plan(language: str) -> _Plan:
    """Return the plan of a language, `""` for the one without words."""
    lexicon = lexicon_of(language)
    numerals, calendar, amounts = lexicon.numerals, lexicon.calendar, lexicon.amounts
    opened: tuple[tuple[Reader, Iterable[str]], ...] = (
        (money.before, money.SIGNS),
        (clock.cue, lexicon.clock.cues),
        (dates.from_weekday, [*calendar.weekdays, *calendar.short_weekdays]),
        (dates.from_month, [*calendar.months, *calendar.short_months]),
        (dates.relative, [phrase[0] for phrase in calendar.relative]),
        (dates.month_end, calendar.ends),
        (clock.moment, [phrase[0] for phrase in lexicon.clock.moments]),
        (shares.spoken, numerals.fractions),
        (quantities.from_word, [*numerals.numbers, *numerals.ordinals, numerals.ordinal_prefix]),
        (quantities.from_scale, [*numerals.scales, *numerals.multipliers]),
        (quantities.from_collective, numerals.collectives),
        (quantities.from_multiple, numerals.multiples),
        (shares.multiplied, numerals.ratios),
        (durations.with_article, [*amounts.units, *amounts.fixed]),
    )
    readers: dict[str, tuple[Reader, ...]] = {}
    for reader, words in opened:
        for word in filter(None, words):
            if reader not in (known := readers.get(word, ())):
                readers[word] = (*known, reader)
    bounds: Bounds = {}
    for phrase, name in amounts.bounds.items():
        bounds[phrase[-1]] = (*bounds.get(phrase[-1], ()), (phrase, _BOUNDS[name]))
    return _Plan(readers, bounds)


def _figure(tokens: Tokens, reading: Reading, plan: _Plan) -> Figure:
    """Return the reading as a figure with its place and its bound."""
    kind, value, unit, first, stop, soft = reading
    start, end = tokens.start(first), tokens.end(stop - 1)
    bound = _bound(tokens, first, plan.bounds)
    return Figure(kind, value, unit, start, end, tokens.original[start:end], soft, bound)


def _bound(tokens: Tokens, first: int, bounds: Bounds) -> Bound:
    """Return whether "about", "over" or "nearly" stands before the figure."""
    for phrase, bound in bounds.get(tokens.at(first - 1), ()):
        if first >= len(phrase) and tokens.phrase(first - len(phrase), phrase):
            return bound
    return ""
