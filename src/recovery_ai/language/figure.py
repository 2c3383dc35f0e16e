"""The values a text can state: `Figure` and `PartialDate`."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "money",
    "date",
    "time",
    "duration",
    "percent",
    "ratio",
    "count",
    "ordinal",
    "reference",
    "phone",
]
Bound = Literal["", "about", "over", "under"]

MINUTES: dict[str, Decimal] = {
    "second": Decimal(1) / 60,
    "minute": Decimal(1),
    "hour": Decimal(60),
    "day": Decimal(1440),
    "working_day": Decimal(1440),
    "night": Decimal(1440),
    "week": Decimal(10080),
    "month": Decimal(43830),
    "year": Decimal(525960),
}
"""Length of each duration unit in minutes; a month is a twelfth of 365.25 days."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as written: what the text leaves out is None, `weekday` counts from Monday = 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """Return a complete calendar date."""
        return cls(day.year, day.month, day.day)

    def full(self) -> date | None:
        """Return the calendar date, or None while a part is missing or the day does not exist."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return _date(self.year, self.month, self.day)

    def near(self, on: date) -> date | None:
        """Return the date these parts mean nearest to `on`, or None without a day."""
        if self.day is None:
            return None
        years = (self.year,) if self.year else (on.year - 1, on.year, on.year + 1)
        months = (self.month,) if self.month else range(1, 13)
        found = (_date(year, month, self.day) for year in years for month in months)
        return min((day for day in found if day), key=lambda day: abs(day - on), default=None)

    def agrees(self, other: "PartialDate") -> bool:
        """Tell whether some day fits both: stated parts are equal and no weekday contradicts."""
        pairs = (
            (self.year, other.year),
            (self.month, other.month),
            (self.day, other.day),
            (self.weekday, other.weekday),
        )
        if any(a is not None and b is not None and a != b for a, b in pairs):
            return False
        year, month, day, weekday = (b if a is None else a for a, b in pairs)
        if weekday is None or day is None or month is None or year is None:
            return True
        known = _date(year, month, day)
        return known is None or known.weekday() == weekday


def _date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


Value = Decimal | PartialDate | tuple[PartialDate, ...] | time | int | str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text with its typed value; `start` and `end` count code points.

    | kind | value | unit |
    |---|---|---|
    | money | Decimal | ISO 4217 code, None for cents of an unnamed currency |
    | date | PartialDate, or a tuple of readings if the order of day and month is open | None |
    | date | PartialDate of a day alone that may be that hour as well | hour |
    | date | int, Monday = 0 | weekday |
    | date | PartialDate without a day | month_end |
    | date | int, days from today, when no reference date was given | relative |
    | time | time | 24h, or 12h if either half of the day may be meant |
    | duration | Decimal minutes | a key of `MINUTES` |
    | percent | Decimal | % |
    | ratio | Decimal | None |
    | count, ordinal | Decimal | stem of the noun counted, "time" for occasions, or None |
    | reference, phone | str: lower-case letters and digits only | None |
    """

    kind: Kind
    value: Value
    unit: str | None
    start: int
    end: int
    text: str
    soft: bool = False
    """True for number words that are idiom more often than quantity ("one", "today")."""
    bound: Bound = ""
    """What the text says of its exactness: about, over or under this value."""

    @classmethod
    def of_money(cls, value: Decimal, currency: str) -> "Figure":
        """Return the figure of an amount known from elsewhere, without a place in a text."""
        return cls("money", value, currency, 0, 0, "")

    @classmethod
    def of_date(cls, day: date) -> "Figure":
        """Return the figure of a calendar date known from elsewhere."""
        return cls("date", PartialDate.of(day), None, 0, 0, "")

    @classmethod
    def of_time(cls, moment: time) -> "Figure":
        """Return the figure of a time of day known from elsewhere."""
        return cls("time", moment.replace(tzinfo=None), "24h", 0, 0, "")

    def number(self) -> Decimal:
        """Return the value of a figure that is a number, zero for any other."""
        return self.value if isinstance(self.value, Decimal) else Decimal(0)

    def units(self) -> Decimal:
        """Return how many of its unit a duration holds."""
        return self.number() / MINUTES[self.unit or "minute"]

    def readings(self) -> tuple[PartialDate, ...]:
        """Return the dates a date figure may mean; empty for other figures and relative days."""
        if isinstance(self.value, PartialDate):
            return (self.value,)
        return self.value if isinstance(self.value, tuple) else ()
