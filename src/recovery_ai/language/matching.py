"""Whether two figures state the same thing, however each is written."""

import calendar
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from typing import Final

from recovery_ai.language.figure import Figure, Kind, PartialDate

# Currencies that share a sign or a word, so that the bare one may mean any of them.
_FAMILIES: Final = (
    (("$", "dollar", "dolar", "δολαρι"), frozenset("USD AUD CAD NZD SGD HKD TWD".split())),
    (("kr",), frozenset("SEK NOK DKK ISK".split())),
    (("¥",), frozenset("JPY CNY".split())),
)
_NAMED: Final = ("us", "au", "ca", "nz", "sg", "hk", "sing", "a$", "c$", "s$")
_ROUND: Final = Decimal("0.0001")
_EXACT: Final = frozenset({"second", "minute", "hour", "day", "week"})
_CALENDAR: Final = frozenset({"month", "year"})
_SHORTEST_PHONE: Final = 7
# Measures of one thing, each with how many of the smallest it holds.
_METRIC: Final = {
    "mm": ("m", 1), "cm": ("m", 10), "m": ("m", 1000), "km": ("m", 1_000_000),
    "g": ("g", 1), "kg": ("g", 1000), "ml": ("l", 1), "l": ("l", 1000),
}  # fmt: skip
_CLOSING_DAYS: Final = 2


def matches(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures state the same thing; the order of the two does not matter.

    Amounts compare by value and currency, where a bare "$" may be any dollar; dates by the parts
    both state, a day never with a whole month; times by the clock, half a day apart if one leaves
    the half open; durations by length, months and years among themselves, working days only with
    working days.
    """
    same = _MATCHERS.get((figure.kind, other.kind))
    return same is not None and same(figure, other)


def _money(one: Figure, two: Figure) -> bool:
    return one.value == two.value and same_currency(one, two)


def same_currency(one: Figure, two: Figure) -> bool:
    """Tell whether two amounts may be in one currency."""
    if one.unit is None or two.unit is None or one.unit == two.unit:
        return True
    return any(
        one.unit in family and two.unit in family and (_open(one, signs) or _open(two, signs))
        for signs, family in _FAMILIES
    )


def _open(figure: Figure, signs: tuple[str, ...]) -> bool:
    """Tell whether the amount names its currency only by a sign or word that others share."""
    text = figure.text.lower()
    return any(sign in text for sign in signs) and not any(name in text for name in _NAMED)


def _date(one: Figure, two: Figure) -> bool:
    units = (one.unit, two.unit)
    if one.value == two.value and units[0] == units[1]:
        return True
    if "weekday" in units:
        return one.value == two.value if units[0] == units[1] else _weekday(one, two)
    if "month_end" in units and units[0] != units[1]:
        return _month_end(one, two) if units[0] == "month_end" else _month_end(two, one)
    if "relative" in units:
        return units[0] == units[1] and one.value == two.value
    return any(
        (a.day is None) == (b.day is None) and a.agrees(b)
        for a in one.readings()
        for b in two.readings()
    )


def _weekday(one: Figure, two: Figure) -> bool:
    day, weekday = (two, one) if one.unit == "weekday" else (one, two)
    for reading in day.readings():
        known = reading.full()
        if weekday.value in (reading.weekday, known.weekday() if known else None):
            return True
    return False


def _month_end(end: Figure, day: Figure) -> bool:
    limit = end.value
    if not isinstance(limit, PartialDate):
        return False
    for reading in day.readings():
        if reading.month is None or reading.day is None:
            continue
        last = calendar.monthrange(reading.year or 2001, reading.month)[1]
        agreed = limit.agrees(PartialDate(reading.year, reading.month))
        if agreed and reading.day > last - _CLOSING_DAYS:
            return True
    return False


def _time(one: Figure, two: Figure) -> bool:
    if not (isinstance(one.value, time) and isinstance(two.value, time)):
        return False
    if one.value == two.value:
        return True
    apart = abs(one.value.hour - two.value.hour) == 12 and one.value.minute == two.value.minute
    return apart and "12h" in (one.unit, two.unit)


def _open_hour(day: Figure, hour: Figure) -> bool:
    """Tell whether a number that may be a day or an hour ("στις 5") is this hour."""
    if day.unit != "hour" or not isinstance(hour.value, time) or hour.value.minute:
        return False
    return any(
        one.day is not None and (one.day - hour.value.hour) % 12 == 0 for one in day.readings()
    )


def _duration(one: Figure, two: Figure) -> bool:
    units = {one.unit, two.unit}
    return one.value == two.value and (len(units) == 1 or units <= _EXACT or units <= _CALENDAR)


def _number(one: Figure, two: Figure) -> bool:
    if one.unit and two.unit and one.unit != two.unit:
        (first, many), (second, more) = (
            _METRIC.get(each.unit or "", ("", 0)) for each in (one, two)
        )
        return first == second != "" and one.number() * many == two.number() * more
    return one.value == two.value


def _share(one: Figure, two: Figure) -> bool:
    return abs(_ratio(one) - _ratio(two)) < _ROUND


def _ratio(figure: Figure) -> Decimal:
    """Return a share or percentage as a share of one."""
    value = figure.value if isinstance(figure.value, Decimal) else Decimal(0)
    return value / 100 if figure.kind == "percent" else value


def _same(one: Figure, two: Figure) -> bool:
    return one.value == two.value


def _phone(one: Figure, two: Figure) -> bool:
    """Compare phone numbers with or without country code and leading zero."""
    if one.value == two.value:
        return True
    short, long = sorted((str(one.value).lstrip("0"), str(two.value).lstrip("0")), key=len)
    return len(short) >= _SHORTEST_PHONE and long.endswith(short)


_MATCHERS: Final[dict[tuple[Kind, Kind], Callable[[Figure, Figure], bool]]] = {
    ("money", "money"): _money,
    ("date", "date"): _date,
    ("time", "time"): _time,
    ("date", "time"): _open_hour,
    ("time", "date"): lambda hour, day: _open_hour(day, hour),
    ("duration", "duration"): _duration,
    ("percent", "percent"): _share,
    ("ratio", "ratio"): _share,
    ("percent", "ratio"): _share,
    ("ratio", "percent"): _share,
    ("count", "count"): _number,
    ("ordinal", "ordinal"): _number,
    ("reference", "reference"): _same,
    ("phone", "phone"): _phone,
}

COMPARABLE: Final[dict[Kind, tuple[Kind, ...]]] = {
    kind: tuple(other for one, other in _MATCHERS if one == kind) for kind, _ in _MATCHERS
}
"""Which kinds of figures a figure of a kind may match."""
