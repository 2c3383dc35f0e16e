"""What follows from known dates and times: how far apart they are, what they fall in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import Final

from recovery_ai.language.figure import Figure
from recovery_ai.language.grounds import MOST, Grounds, worth
from recovery_ai.language.matching import matches

_DAY: Final = Decimal(1440)
_YEAR: Final = 12
_LONGEST: Final = 3660 * _DAY
_SOME_DAY: Final = date(2001, 7, 1)


def lengths(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield pairs of days, months or times as far apart as a duration."""
    if figure.unit in ("day", "night", "week"):
        yield from _between_days(figure, facts)
    elif figure.unit in ("month", "year"):
        yield from _between_months(figure, facts)
    yield from _between_times(figure.number(), facts)
    if figure.number() > _DAY and figure.number() % _DAY:
        yield from _between_moments(figure.number(), facts)


def _between_moments(value: Decimal, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield two days and two times that lie so far apart, as in "50 hours and 40 minutes"."""
    apart = {abs((one - two).days) for (one, _), (two, _) in _pairs(facts)}
    for one, two in combinations(worth("time", facts), 2):
        step = abs(_minutes(one) - _minutes(two))
        if any(value in (days * _DAY + step, days * _DAY - step) for days in apart):
            yield Grounds("span", (one, two))


def _pairs(facts: Sequence[Figure]) -> Iterator[tuple[tuple[date, Figure], tuple[date, Figure]]]:
    return combinations(_full_days(facts, _SOME_DAY), 2)


def _between_days(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield days so far apart; days may be counted with both ends."""
    value = figure.number()
    for (one, first), (two, second) in _pairs(facts):
        apart = abs((one - two).days)
        inclusive = figure.unit == "day" and (apart + 1) * _DAY == value
        if apart and (apart * _DAY == value or inclusive):
            yield Grounds("span", (first, second))


def _between_months(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield months so far apart, both ends counted or not."""
    months = figure.units() * (_YEAR if figure.unit == "year" else 1)
    dated = [
        (one.year * _YEAR + one.month, fact)
        for fact in worth("date", facts)
        for one in fact.readings()
        if one.year and one.month
    ]
    for (one, first), (two, second) in combinations(dated, 2):
        if one != two and months in (abs(one - two), abs(one - two) + 1):
            yield Grounds("span", (first, second))


def _between_times(value: Decimal, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield times so far apart, over midnight too."""
    for one, two in combinations(worth("time", facts), 2):
        apart = abs(_minutes(one) - _minutes(two))
        if apart and value in (apart, _DAY - apart):
            yield Grounds("span", (one, two))


def _minutes(figure: Figure) -> int:
    """Return the minutes of a time of day since midnight."""
    told = figure.value
    return told.hour * 60 + told.minute if isinstance(told, time) else 0


def days(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield days in the month or year that a date names, and days that fit a weekday.

    No day is moved by a duration: a wrong deadline is too often a week after a right one.
    """
    for fact in worth("date", facts):
        if figure.unit != "month_end" and _holds(figure, fact):
            yield Grounds("part", (fact,))
    for day, fact in _full_days(facts):
        if matches(figure, Figure.of_date(day)):
            yield Grounds("same", (fact,))


def _full_days(facts: Iterable[Figure], anchor: date | None = None) -> list[tuple[date, Figure]]:
    """Return the calendar days of the facts; a missing year is that of another fact.

    If no fact has a year, days without one are placed near `anchor`, or left out.
    """
    dated = worth("date", facts)
    full = [(day, fact) for fact in dated for one in fact.readings() if (day := one.full())]
    anchor = full[0][0] if full else anchor
    for fact in dated:
        for one in fact.readings():
            near = one.near(anchor) if anchor and one.month and not one.full() else None
            if near:
                full.append((near, fact))
    return full[:MOST]


def _holds(figure: Figure, fact: Figure) -> bool:
    """Tell whether the fact lies in the month or year that the figure names."""
    pairs = product(figure.readings(), fact.readings())
    return any(not one.day and one.agrees(two) for one, two in pairs)


def hours(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield a known time moved by a known duration."""
    for length in worth("duration", facts):
        if length.number() > _LONGEST:
            continue
        step = timedelta(minutes=float(length.number()))
        for fact in worth("time", facts):
            told = fact.value if isinstance(fact.value, time) else time()
            start = datetime.combine(_SOME_DAY, told)
            moved = (start + step, start - step)
            if any(matches(figure, Figure.of_time(one.time())) for one in moved):
                yield Grounds("shifted", (fact, length))
