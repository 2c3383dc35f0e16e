"""Findings: what a check has to say of a letter, with the place where it says it."""

from typing import Literal

from pydantic import NonNegativeInt

from recovery_ai.incident import Value
from recovery_ai.letter import SectionId

FindingSeverity = Literal["error", "warning"]

Code = Literal[
    "missing_apology",
    "missing_acknowledgement",
    "missing_responsibility",
    "missing_explanation",
    "missing_remedy",
    "missing_prevention",
    "missing_case_reference",
    "missing_next_steps",
    "missing_signature",
    "blames_customer",
    "blames_third_party",
    "blames_employee",
    "conditional_apology",
    "non_apology",
    "evades_responsibility",
    "minimises_harm",
    "excuse",
    "defensive_tone",
    "ungrounded_figure",
    "unauthorised_remedy",
    "invented_cause",
    "wrong_recipient",
    "leaks_internal",
    "leaks_pii",
    "foreign_link",
    "placeholder",
    "legal_admission",
    "over_promise",
    "coercive_condition",
    "wrong_language",
    "unlicensed",
    "section_order",
    "too_long",
    "repeated_apology",
    "unknown_slot",
]


# The sins of tone and of saying too much: what a sentence says, not what a letter lacks.
SINS: tuple[Code, ...] = (
    "blames_customer",
    "blames_third_party",
    "blames_employee",
    "conditional_apology",
    "non_apology",
    "evades_responsibility",
    "minimises_harm",
    "excuse",
    "defensive_tone",
    "legal_admission",
    "over_promise",
    "coercive_condition",
    "invented_cause",
    "unauthorised_remedy",
)


class Span(Value):
    """A range of code points: `text[start:end]`."""

    start: NonNegativeInt
    end: NonNegativeInt


class Finding(Value):
    """One thing that is wrong with a letter, where, and what to write instead.

    Args:
        code: what kind of fault it is, such as `blames_customer`; `recovery-ai rules` lists them.
        severity: an `error` keeps the letter from being accepted.
        message: what is wrong, in the letter's language.
        suggestion: what to do about it, in the letter's language.
        section: where the letter has sections.
        span: code points of the filled text; None for something that is missing.
        quote: the text of the span.
        rule: the rule file that fired, such as `en/blames_customer`.
        facts: ids of the facts that the finding rests on.
    """

    tells = ("code", "severity", "section", "rule", "span")

    code: Code
    severity: FindingSeverity
    message: str
    suggestion: str
    section: SectionId | None = None
    span: Span | None = None
    quote: str | None = None
    rule: str | None = None
    facts: tuple[str, ...] = ()


def accepted(findings: tuple[Finding, ...]) -> bool:
    """Say whether nothing of severity `error` was found."""
    return not any(finding.severity == "error" for finding in findings)
