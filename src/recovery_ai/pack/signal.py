"""Triage signals and complaint-timing regimes, both data with a source."""

from typing import Literal

from recovery_ai.incident import Value


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

    days: int
    calendar: Literal["calendar", "working"] = "calendar"


class Regime(Value):
    """Timing that a complaint procedure asks for; law changes, so each has source and date."""

    name: str
    title: str
    acknowledge_within: Period | None = None
    resolve_within: Period | None = None
    must_contain: tuple[str, ...] = ()
    legal_admission: Literal["full", "partial", "sympathy_only", "none"] = "none"
    source: str
    checked_on: str
    status: Literal["seen", "from_memory"] = "seen"
