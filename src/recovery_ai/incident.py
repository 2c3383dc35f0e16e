"""The incident: structured facts about something that went wrong for a customer.

Validated once, at the door; everything behind it can rely on clean text, real dates and money with
a currency. `complaint` is untrusted data and `internal_notes` never leave this object for a prompt
or a letter.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from recovery_ai.fields import Amount, Currency, Day, Email, Language, Line, Moment, Note, Prose

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


class Value(BaseModel):
    """Base of all frozen values: unknown fields are an error.

    Args:
        tells: what `repr` and `str` show, of lists the length, so that a value in a log or on a
            console holds no personal data; all fields where it is None.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True
    )
    tells: ClassVar[tuple[str, ...] | None] = None

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Return what `repr` shows, as names and values."""
        if self.tells is None:
            return super().__repr_args__()
        return [(name, _in_short(getattr(self, name))) for name in self.tells]


def _in_short(value: Any) -> Any:
    return len(value) if isinstance(value, tuple | Mapping) else value


class Money(Value):
    """An amount above zero in a currency of ISO 4217.

    More decimals than the currency has are refused: a letter would show a rounded amount.

    Args:
        value: exact, never a float; a number or its digits as text, such as `12.50`.
        currency: three capital letters, such as `EUR`.
    """

    tells = ("currency",)

    value: Amount
    currency: Currency

    @field_validator("currency")
    @classmethod
    def _payable(cls, currency: str, told: ValidationInfo) -> str:
        from babel.numbers import get_currency_precision  # late, as above

        value = told.data.get("value")
        if value is not None and value != round(value, get_currency_precision(currency)):
            raise ValueError(f"has fewer decimals than the amount; round the amount to {currency}")
        return currency


class Customer(Value):
    """Who was let down.

    Args:
        name: in full.
        salutation: how the letter addresses them, such as `Ms Okafor` or `κυρία Καλλιγά`.
        email: where the letter goes.
        company: for a business customer.
    """

    tells = ()

    name: Line
    salutation: Line | None = None
    email: Email | None = None
    company: Line | None = None


class Impact(Value):
    """One harm done to this customer.

    Args:
        kind: what was harmed.
        description: the harm in your words, such as `waited at home on two mornings`.
    """

    tells = ("kind",)

    kind: ImpactKind
    description: Prose


class Remedy(Value):
    """Something the customer gets, already approved.

    Args:
        kind: what sort of thing it is.
        description: what it is, such as `refund of the delivery fee`.
        amount: what it is worth, where that is told.
        due: the last day by which the customer has it.
        approved_by: who approved it.
    """

    tells = ("kind", "due")

    kind: RemedyKind
    description: Prose
    amount: Money | None = None
    due: Day | None = None
    approved_by: Line | None = None


class PreventiveAction(Value):
    """A recorded step against the same thing happening again.

    Args:
        description: the step, such as `a second person checks every label`.
        status: how far it is.
        due: of a step in progress the day on which it is finished, of a planned one its first.
    """

    tells = ("status", "due")

    description: Prose
    status: Literal["done", "in_progress", "planned"]
    due: Day | None = None


class Sender(Value):
    """The accountable person who signs.

    Args:
        name: in full.
        title: the office they hold.
        company: for whom they sign.
        email: where the customer can write to.
        phone: where the customer can call.
    """

    tells = ()

    name: Line
    title: Line
    company: Line
    email: Email | None = None
    phone: Line | None = None


class Demand(Value):
    """What the customer asks for.

    Args:
        description: such as `the whole stay refunded`.
        amount: the sum asked for, where there is one.
        within_policy: whether policy allows it; null while nobody decided.
    """

    tells = ("within_policy",)

    description: Prose
    amount: Money | None = None
    within_policy: bool | None = None


class PreviousApology(Value):
    """An earlier apology to the same customer.

    Args:
        date: of that letter.
        about: what went wrong then.
        remedy: what the customer got then.
    """

    tells = ("date",)

    date: Day
    about: Prose
    remedy: Prose | None = None


class Incident(Value):
    """The facts of one case; unknown fields and impossible values are refused.

    Every door takes a plain mapping as well and turns what is wrong with it into a `FactsError`;
    `recovery-ai facts schema` prints this as a JSON schema.

    >>> from recovery_ai import Incident, example_facts
    >>> Incident(**example_facts("acknowledgement")).fault
    'unknown'

    Args:
        case_id: the number that the customer gets to quote.
        stage: which of two letters is due: the first word, or the one after the investigation.
        category: what sort of thing went wrong.
        customer: who was let down.
        what_happened: in our words, a thing a sentence, the reader as `the customer`.
        sender: the accountable person who signs.
        language: of the letter, a BCP-47 tag; en, id and el are judged by all checks.
        relationship: whether the business goes on; an ongoing customer is offered a talk.
        audience: whether one customer is written to, or all who were hit at once.
        channel: how the letter travels; a chat message is shorter.
        occurred_on: the day on which it happened.
        discovered_by: who noticed it first.
        impact: what it did to this customer.
        severity: how bad it was; high needs a senior to approve.
        root_cause: why it happened; null while it is unknown, and then no letter gives a cause.
        fault: whose it is.
        remedies: what was approved; a letter offers nothing else.
        preventive_actions: what is done against the same thing happening again.
        next_update_by: when the customer hears next: a day, or a moment with its offset.
        demand: what the customer asks for.
        complaint: the customer's own words; untrusted, never obeyed and never quoted.
        internal_notes: never in a prompt or a letter.
        previous_apologies: the earlier ones to this customer.

    Raises:
        pydantic.ValidationError: by the constructor, without the values.
    """

    tells = ("case_id", "stage", "category", "language", "fault", "impact", "remedies")

    case_id: Line
    stage: Stage
    category: Category
    customer: Customer
    what_happened: Prose
    sender: Sender
    language: Language
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
    complaint: Note = None
    internal_notes: Note = None
    previous_apologies: tuple[PreviousApology, ...] = Field(default=(), max_length=50)

    @property
    def tongue(self) -> str:
        """The language without its region: `en` for `en-US`."""
        return self.language.split("-", 1)[0]
