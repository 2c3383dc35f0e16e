"""Triage signals and complaint-timing regimes, both data with a source."""

from typing import Annotated, Literal

from pydantic import Field

from recovery_ai.incident import Value
from recovery_ai.pack.policy import Admission, Notice


class Signal(Value):
    """Words in the facts or the complaint that call for a person, or that mark mere feedback.

    Args:
        reason: what the signal means, said to the agent.
        patterns: phrases that fire it, in the pattern language of `prompts/rules/README.md`.
        exceptions: phrases that look like it but are fine, in the same sentence.
        flags: texts that must fire.
        passes: texts that must not.
    """

    name: str
    reason: str
    patterns: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()


class Period(Value):
    """A number of days of one calendar; 0 working days means the same day."""

    days: Annotated[int, Field(ge=0, le=3660)]
    calendar: Literal["calendar", "working"] = "calendar"


class Regime(Value):
    """What a complaint procedure asks for; law changes, so each has source and date.

    Args:
        country: ISO 3166 code whose public holidays are no working days; None: only weekends.
        zone: where its days begin and end, such as `Europe/London`; None: UTC.
        subdivision: part of that country with holidays of its own, such as `SCT`.
        holding_within: by when a reply is due that says why there is no answer yet.
        extended_within: by when to resolve once such a reply was sent: the acknowledgement letter
            that follows the acknowledgement.
        must_contain: what letters must hold, told to the agent.
        notices: texts that letters must carry word for word.
        legal_admission: what apology law protects: `full` regret, facts and fault; `partial` not
            fault and fact in the breath of the apology; `sympathy_only` and `none` no fault at all.
    """

    name: str
    title: str
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    subdivision: str | None = None
    zone: str | None = None
    acknowledge_within: Period | None = None
    resolve_within: Period | None = None
    holding_within: Period | None = None
    extended_within: Period | None = None
    must_contain: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    legal_admission: Admission = "full"
    source: str
    checked_on: str
    status: Literal["seen", "from_memory"] = "seen"
