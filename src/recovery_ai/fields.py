"""The fields of facts: clean text, days of the calendar, exact amounts, and nothing else."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from recovery_ai.language.text import clean

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]+([Zz]|[+-][0-9:]+)?")
_AMOUNT = re.compile(r"[-+]?[0-9]{1,40}(\.[0-9]{1,40})?")
# Of the codes that begin with X only these are money; the others are metals, funds and tests.
_CURRENCY = re.compile(r"X(AF|CD|CG|OF|PF)|[A-WYZ][A-Z]{2}")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TAG_SCHEMA = "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"
_EMAIL = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\"]+")


def _readable(value: Any) -> Any:
    if isinstance(value, str):
        if _CONTROL.search(value):
            raise ValueError("has control characters; remove them")
        return clean(value).strip()
    return value


def _nothing(value: Any) -> Any:
    """Read the empty text that case systems send for "no text" as no text."""
    if isinstance(value, str) and not _CONTROL.search(value) and not clean(value).strip():
        return None
    return value


def _one_line(value: str) -> str:
    if "\n" in value or "\t" in value:
        raise ValueError("must stand on one line")
    return value


def _iso_date(value: Any) -> Any:
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise ValueError("must be an ISO date such as 2026-05-06")
    if isinstance(value, str) and not _ISO_DATE.fullmatch(value.strip()):
        raise ValueError("must be an ISO date such as 2026-05-06")
    return value.strip() if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    """Accept an ISO date, or a date-time that says its offset."""
    if isinstance(value, str):
        text, value = value.strip(), None
        try:
            if _ISO_DATE.fullmatch(text):
                value = date.fromisoformat(text)
            elif _ISO_MOMENT.fullmatch(text):
                value = datetime.fromisoformat(text)
        except ValueError:
            value = None
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a date-time needs its offset, such as 2026-05-06T17:00:00+02:00")
        return value
    if isinstance(value, date):
        return value
    raise ValueError("must be an ISO date, or a date-time with offset")


def _currency(value: str) -> str:
    if not _CURRENCY.fullmatch(value):
        raise ValueError("must be a currency code of three capital letters, such as EUR")
    from babel.core import get_global  # late: most facts hold no money

    if value not in get_global("all_currencies"):
        raise ValueError("is no currency code known to ISO 4217")
    return value


def _number(value: Any) -> Any:
    """Accept a plain decimal number; a float counts as the digits that it shows."""
    if isinstance(value, float):
        value = str(value)
    if isinstance(value, str) and _AMOUNT.fullmatch(value.strip()):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("must be a number such as 12.50; give it without currency or thousands")
    return value


def _language(value: str) -> str:
    tag = value.replace("_", "-")
    if not _TAG.fullmatch(tag):
        raise ValueError("must be a language tag such as en, id, el or pt-BR")
    head, *rest = tag.split("-")
    return "-".join([head.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise ValueError("must be an e-mail address such as name@company.example")
    return value


Line = Annotated[
    str,
    BeforeValidator(_readable),
    StringConstraints(min_length=1, max_length=300),
    AfterValidator(_one_line),
]
Prose = Annotated[str, BeforeValidator(_readable), StringConstraints(min_length=1, max_length=8000)]
LongProse = Annotated[
    str, BeforeValidator(_readable), StringConstraints(min_length=1, max_length=40000)
]
Note = Annotated[LongProse | None, BeforeValidator(_nothing)]
Day = Annotated[date, BeforeValidator(_iso_date)]
Moment = Annotated[datetime | date, BeforeValidator(_moment)]
Email = Annotated[Line, AfterValidator(_email)]
Amount = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(gt=0, max_digits=15, allow_inf_nan=False),
    WithJsonSchema({
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0},
            {"type": "string", "pattern": r"^\+?[0-9]{1,15}(\.[0-9]{1,15})?$"},
        ]
    }),
]
Currency = Annotated[
    str,
    BeforeValidator(_readable),
    AfterValidator(_currency),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR", "IDR"]}),
]
Language = Annotated[
    Line,
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "pattern": _TAG_SCHEMA, "examples": ["en", "pt-BR"]}),
]
