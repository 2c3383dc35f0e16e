"""The record: what was asked, answered, found and decided, enough to replay a draft."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from recovery_ai.findings import Finding, Span
from recovery_ai.incident import Value
from recovery_ai.letter import Letter, SectionId
from recovery_ai.models.protocol import Outcome, Usage
from recovery_ai.proof import Promise, Provenance
from recovery_ai.triage import Triage

Status = Literal["accepted", "needs_review", "not_drafted"]


class Attempt(Value):
    """One request to one model.

    Args:
        sections: the section ids asked for.
        findings: what the checks said of the letter with this reply in it.
        cost: US dollars; None when unknown.
        reply: the raw reply, slotted; it holds no identity.
        kept: whether the reply made it into the best candidate.
    """

    tells = ("model", "outcome", "sections", "findings", "kept")

    model: str
    answered: str | None = None
    outcome: Outcome
    sections: tuple[SectionId, ...]
    findings: tuple[Finding, ...] = ()
    usage: Usage = Usage()
    cost: Decimal | None = None
    ms: int = 0
    calls: int = 1
    reply: str = ""
    prompt_sha256: str = ""
    detail: str | None = None
    kept: bool = False


class Judgement(Value):
    """What a judge was asked about the unlicensed sentences, and what it said.

    Args:
        model: the judge, by its full name.
        outcome: how the request went; anything but `ok` vouches for nothing.
        read: the sentences that it was given, as spans of the letter.
        fine: those of them that it vouches for.
        findings: what it found, with spans; a quote that its sentence does not hold is dropped.
        dropped: how many findings were dropped.
        cost: US dollars; None when unknown.
        reply: the raw reply, masked as the request was.
    """

    tells = ("model", "outcome", "read", "fine", "findings")

    model: str
    outcome: Outcome
    read: tuple[Span, ...]
    fine: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    dropped: int = 0
    usage: Usage = Usage()
    cost: Decimal | None = None
    ms: int = 0
    reply: str = ""


class Override(Value):
    """A finding that a person let stand, and why."""

    tells = ("code",)

    code: str
    quote: str | None = None
    reason: str
    by: str


class Record(Value):
    """What a compliance officer needs in a year; never an API key, never an internal note.

    Args:
        approval_sha256: the hash an approval is bound to: text, facts and policy together.
        prompts: prompt version -> SHA-256 of the messages sent.
        judgements: what a judge said, where one was asked.
        notes: what the reader of the result should know, such as "no language model was used".
    """

    tells = ("model", "framework", "attempts", "notes")

    version: str
    facts_sha256: str
    pack_sha256: str
    text_sha256: str
    approval_sha256: str
    framework: str | None = None
    model: str
    answered: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    overrides: tuple[Override, ...] = ()
    notes: tuple[str, ...] = ()


class Draft(Value):
    """The result of drafting: a letter with its proof, or the reason for none.

    >>> from recovery_ai import draft, example_facts
    >>> result = draft(example_facts())
    >>> [(one.role, one.verdict) for one in result.provenance][1]
    ('apology', 'licensed')

    Args:
        status: `accepted`, `needs_review` (a person has to look at it), or `not_drafted`.
        proved: whether facts vouch for every sentence of the letter.
        triage: which way the case goes, and why.
        letter: the letter; None where none is due, or none could be written.
        findings: what the checks say of it; spans count code points of `letter.text`.
        provenance: every sentence with the job it does, the facts it rests on, and the verdict.
        promises: what the letter promises, and by when.
        attempts: what each model was asked and how that went.
        record: hashes, versions and notes, enough to replay it in a year.
    """

    tells = ("status", "proved", "triage", "letter", "findings", "promises")

    status: Status
    proved: bool
    triage: Triage
    letter: Letter | None
    findings: tuple[Finding, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    promises: tuple[Promise, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    record: Record

    def as_json(self) -> Mapping[str, Any]:
        """Return plain values in the shape of DESIGN 3.5."""
        return self.model_dump(mode="json")
