"""The incident: structured facts about something that went wrong for a customer.

Validated once, at the door; everything behind it can rely on clean text, real dates and money with
a currency. `complaint` is untrusted data and `internal_notes` never leave this object for a prompt
or a letter.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from recovery_ai.language.text import clean

Stage = Literal["acknowledgement", "resolution"]
Category = Literal[
    "service_outage",
    "delivery_delay",
    "poor_service",
    "unexpected_charge",
    "product_quality",
    "other",
]
Fault = Literal["ours", "third_party", "customer", "shared", "unknown"]
Severity = Literal["low", "medium", "high"]
RemedyKind = Literal[
    "refund", "credit", "replacement", "repair", "discount", "gift", "service", "other"
]
ImpactKind = Literal["money", "time", "emotion", "business"]
Channel = Literal["email", "letter", "chat", "social"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]+([Zz]|[+-][0-9:]+)?")
_AMOUNT = re.compile(r"[-+]?[0-9]{1,40}(\.[0-9]{1,40})?")
# Of the codes that begin with X only these are money; the others are metals, funds and tests.
_CURRENCY = re.compile(r"X(AF|CD|CG|OF|PF)|[A-WYZ][A-Z]{2}")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
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


class Value(BaseModel):
    """Base of all frozen values: unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Money(Value):
    """An amount above zero in a currency of ISO 4217; `value` is exact, never a float.

    More decimals than the currency has are refused: a letter would show a rounded amount.
    """

    value: Annotated[
        Decimal, BeforeValidator(_number), Field(gt=0, max_digits=15, allow_inf_nan=False)
    ]
    currency: Annotated[str, BeforeValidator(_readable), AfterValidator(_currency)]

    @field_validator("currency")
    @classmethod
    def _payable(cls, currency: str, told: ValidationInfo) -> str:
        from babel.numbers import get_currency_precision  # late, as above

        value = told.data.get("value")
        if value is not None and value != round(value, get_currency_precision(currency)):
            raise ValueError(f"has fewer decimals than the amount; round the amount to {currency}")
        return currency


class Customer(Value):
    """Who was let down; `salutation` is how to address them, such as `Ms Okafor` or `Bapak Adi`."""

    name: Line
    salutation: Line | None = None
    email: Email | None = None
    company: Line | None = None


class Impact(Value):
    """One harm done to this customer."""

    kind: ImpactKind
    description: Prose


class Remedy(Value):
    """Something the customer gets, already approved."""

    kind: RemedyKind
    description: Prose
    amount: Money | None = None
    due: Day | None = None
    approved_by: Line | None = None


class PreventiveAction(Value):
    """A recorded step against the same thing happening again."""

    description: Prose
    status: Literal["done", "in_progress", "planned"]
    due: Day | None = None


class Sender(Value):
    """The accountable person who signs."""

    name: Line
    title: Line
    company: Line
    email: Email | None = None
    phone: Line | None = None


class Demand(Value):
    """What the customer asks for, and whether policy allows it (None while nobody decided)."""

    description: Prose
    amount: Money | None = None
    within_policy: bool | None = None


class PreviousApology(Value):
    """An earlier apology to the same customer."""

    date: Day
    about: Prose
    remedy: Prose | None = None


class Incident(Value):
    """The facts of one case (DESIGN 3.1); unknown fields and impossible values are refused.

    Raises:
        pydantic.ValidationError: by the constructor. `recovery_ai.documents` turns it into a
            `FactsError` of one line that names the field.
    """

    case_id: Line
    stage: Stage
    category: Category
    customer: Customer
    what_happened: Prose
    sender: Sender
    language: Annotated[Line, AfterValidator(_language)]
    relationship: Literal["one_off", "ongoing"] = "one_off"
    audience: Literal["individual", "all_affected"] = "individual"
    channel: Channel = "email"
    occurred_on: Day | None = None
    discovered_by: Literal["us", "customer"] | None = None
    impact: tuple[Impact, ...] = Field(default=(), max_length=20)
    severity: Severity | None = None
    root_cause: Prose | None = None
    fault: Fault = "unknown"
    remedies: tuple[Remedy, ...] = Field(default=(), max_length=20)
    preventive_actions: tuple[PreventiveAction, ...] = Field(default=(), max_length=20)
    next_update_by: Moment | None = None
    demand: Demand | None = None
    complaint: Note = Field(default=None, repr=False)
    internal_notes: Note = Field(default=None, repr=False)
    previous_apologies: tuple[PreviousApology, ...] = Field(default=(), max_length=50)

    @property
    def tongue(self) -> str:
        """The language without its region: `en` for `en-US`."""
        return self.language.split("-", 1)[0]
