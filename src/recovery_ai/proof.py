"""Proof: what each sentence of a letter rests on, and what the letter promises."""

from datetime import date
from typing import Literal

from recovery_ai.findings import Span
from recovery_ai.incident import Value
from recovery_ai.letter import SectionId

Verdict = Literal["licensed", "unlicensed", "violates"]


class Provenance(Value):
    """One sentence: its job in the letter, the facts it rests on, and the verdict.

    Args:
        role: the job it does, such as `apology`; None when it does none that is known.
        facts: ids of the brief's facts that vouch for it.
    """

    tells = ("role", "section", "verdict", "facts")

    sentence: str
    span: Span
    section: SectionId | None = None
    role: str | None = None
    facts: tuple[str, ...] = ()
    verdict: Verdict


class Promise(Value):
    """Something the letter promises: what, by when, and the fact that allows it."""

    tells = ("fact", "due")

    what: str
    due: date | None = None
    fact: str
