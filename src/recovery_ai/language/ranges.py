"""Ranges and lists, where one number says what its neighbour is: "from 1 to 5 November"."""

from collections.abc import Iterator
from datetime import time
from decimal import Decimal
from typing import Final

from recovery_ai.language.figure import MINUTES, PartialDate
from recovery_ai.language.lexicon import Lexicon
from recovery_ai.language.tokens import Reading, Tokens

_LONGEST_LINK: Final = 4
_MINUTE_PLACES: Final = -2
_DAY: Final = 1440
_CUES: Final = frozenset({"on"})


def joined(tokens: Tokens, readings: list[Reading], lexicon: Lexicon) -> list[Reading]:
    """Return the readings with each bare number in the kind of the neighbour it is listed with."""
    told = list(readings)
    for index in range(len(told) - 2, -1, -1):
        low, high = told[index], told[index + 1]
        if high.first - low.stop > _LONGEST_LINK or not _linked(tokens, low, high, lexicon):
            continue
        if high.kind != "date" or tokens.at(low.first)[:1].isdecimal():
            told[index] = _like(low, high)
    for index, high in enumerate(told[1:], 1):
        low = told[index - 1]
        led = _led(tokens, low, high, lexicon) and _linked(tokens, low, high, lexicon)
        if led or _instead(tokens, low, high, lexicon):
            told[index] = _like(high, low)
    return list(_merged(tokens, told, lexicon))


def _merged(tokens: Tokens, readings: list[Reading], lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the readings, two that say one figure as one: "20 minutes after four"."""
    index = 0
    while index < len(readings):
        low, *rest = readings[index : index + 2]
        one = _one(tokens, low, rest[0], lexicon) if rest else None
        yield one or low
        index += 2 if one and one.stop > low.stop else 1


def _one(tokens: Tokens, low: Reading, high: Reading, lexicon: Lexicon) -> Reading | None:
    """Return what two neighbours say together, or what the second says of the first."""
    between = tokens.words[low.stop : high.first]
    if isinstance(high.value, PartialDate) and high.value.day:
        relative = lexicon.calendar.relative
        told = [tokens.longest(one.first, relative) > one.first for one in (low, high)]
        if told == [True, False]:
            # "Tomorrow, Tuesday 5 May" is one day.
            return low._replace(value=high.value, unit=None) if between in ([], [","]) else None
    if low.kind != "duration" or not isinstance(low.value, Decimal) or not between:
        return None
    amounts = lexicon.amounts
    if high.kind == "duration" and isinstance(high.value, Decimal) and high.value > low.value:
        short = tokens.longest(low.stop, amounts.short_of) == high.first
        left = high.value - low.value
        return low._replace(value=left, stop=high.stop) if short and low.unit != high.unit else None
    if isinstance(high.value, time) and low.value < MINUTES["day"]:
        for words, sign in ((amounts.after, 1), (amounts.before, -1)):
            if words.issuperset(between):
                minutes = high.value.hour * 60 + high.value.minute + sign * int(low.value)
                hour, minute = divmod(minutes % _DAY, 60)
                return high._replace(value=time(hour, minute), first=low.first)
    return None


def _linked(tokens: Tokens, low: Reading, high: Reading, lexicon: Lexicon) -> bool:
    """Tell whether only "to", "and", a dash or a comma stands between two readings."""
    between = tokens.words[low.stop : high.first]
    cues = lexicon.calendar.day_cues | _CUES
    listed = tokens.at(low.stop) in lexicon.amounts.lists
    if high.kind == "date" and listed and tokens.at(low.first - 1) in cues:
        between = [word for word in between if word not in cues]
    if "," in between and "date" not in (low.kind, high.kind):
        return False
    links = lexicon.amounts.ranges | lexicon.amounts.lists
    return "".join(between) in links or (len(between) == 2 and links.issuperset(between))


def _led(tokens: Tokens, low: Reading, high: Reading, lexicon: Lexicon) -> bool:
    """Tell whether the first number says what the second is: "£20-30", "the 6th and 7th"."""
    ranged = tokens.at(low.stop) in lexicon.amounts.ranges
    if low.kind == "date":
        return high.kind == "ordinal" or (ranged and high.kind == "count")
    return ranged and low.kind in ("money", "time")


def _instead(tokens: Tokens, low: Reading, high: Reading, lexicon: Lexicon) -> bool:
    """Tell whether a bare number is the day that another stands for: "30 March, not the 24th"."""
    between = tokens.words[low.stop : high.first]
    short = 0 < len(between) <= _LONGEST_LINK and between != [","]
    digits = tokens.at(high.first)[:1].isdecimal()
    told = low.kind == "date" and digits and short
    return told and lexicon.amounts.contrasts.issuperset(between)


def _like(bare: Reading, told: Reading) -> Reading:
    """Return the number `bare` in the kind of its neighbour `told`, if it has none of its own."""
    if isinstance(told.value, PartialDate):
        return _day(bare, told.value)
    if bare.kind != "count" or bare.unit or not isinstance(bare.value, Decimal):
        return bare
    if told.kind == "duration" and told.unit:
        minutes = bare.value * MINUTES[told.unit]
        return bare._replace(kind="duration", value=minutes, unit=told.unit, soft=False)
    if told.kind == "time":
        return _hour(bare, bare.value)
    if told.kind in ("percent", "money") or (told.kind == "count" and told.unit):
        return bare._replace(kind=told.kind, unit=told.unit)
    return bare


def _day(bare: Reading, told: PartialDate) -> Reading:
    """Return a bare day with the month of the date beside it."""
    value = bare.value
    if isinstance(value, PartialDate) and value.month is None:
        day = value.day or 0
    elif bare.kind in ("count", "ordinal") and not bare.unit and isinstance(value, Decimal):
        day = int(value) if value % 1 == 0 else 0
    else:
        return bare
    monthless = told.month is None and bare.kind != "ordinal"
    if told.day is None or monthless or not 1 <= day <= 31:
        return bare
    date = PartialDate(told.year, told.month, day)
    return bare._replace(kind="date", value=date, unit=None, soft=False)


def _hour(bare: Reading, value: Decimal) -> Reading:
    """Return a bare number as a time: hours, or hours and minutes written as "9.30"."""
    dotted = value.as_tuple().exponent == _MINUTE_PLACES
    hour, minute = int(value), int(value % 1 * 100)
    if hour >= 24 or minute >= 60 or (value % 1 and not dotted):
        return bare
    unit = "24h" if hour > 12 else "12h"
    return bare._replace(kind="time", value=time(hour, minute), unit=unit, soft=False)
