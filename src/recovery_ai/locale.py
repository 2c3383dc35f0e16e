"""Money, dates and moments as a reader of the letter's language writes them."""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency

from recovery_ai.incident import Money

_DEFAULT_REGION = {"en": "en_GB", "id": "id_ID", "el": "el_GR"}


def locale_of(language: str) -> str:
    """Return the Babel locale for a language tag; English without region is British."""
    tag = _DEFAULT_REGION.get(language, language.replace("-", "_"))
    try:
        return str(Locale.parse(tag))
    except (UnknownLocaleError, ValueError):
        return _DEFAULT_REGION.get(language.split("-")[0], "en_GB")


# The days and amounts of a case stand in many places; those of a week's cases are much the same.
@lru_cache(maxsize=512)
def money(amount: Money, locale: str) -> str:
    """Format an amount: `£34.50`, `1.250,50 €`, `Rp1.250.000`; whole rupiah lose their decimals."""
    if amount.currency == "USD" and locale == "en_GB":
        locale = "en_US"
    if amount.currency == "IDR" and amount.value == amount.value.to_integral_value():
        return format_currency(amount.value, "IDR", "¤#,##0", locale, currency_digits=False)
    return format_currency(amount.value, amount.currency, locale=locale)


def is_currency(code: str) -> bool:
    """Say whether `code` is a currency of ISO 4217."""
    return code in get_global("all_currencies")


@lru_cache(maxsize=512)
def day(value: date, locale: str) -> str:
    """Format a date in full: `11 February 2026`, `11 Φεβρουαρίου 2026`."""
    return format_date(value, "long", locale)


@lru_cache(maxsize=512)
def day_without_year(value: date, locale: str) -> str:
    """Format day and month: `11 February`, `February 11` in American English."""
    return format_date(value, "MMMM d" if locale == "en_US" else "d MMMM", locale)


def moment(value: datetime | date, locale: str) -> str:
    """Format a date, or a date with its local time of day: `14 May 2026, 17:00`."""
    if isinstance(value, datetime):
        return f"{day(value.date(), locale)}, {format_datetime(value, 'HH:mm', locale=locale)}"
    return day(value, locale)
