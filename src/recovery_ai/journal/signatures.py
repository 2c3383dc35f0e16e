"""Signatures: whose come next, which are enough, and what a signer answers for."""

from typing import Any

from recovery_ai.findings import Finding
from recovery_ai.incident import Remedy
from recovery_ai.journal.checking import Checked
from recovery_ai.journal.values import Approval
from recovery_ai.pack import Pack
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Override


def waits_for(
    pack: Pack, kind: LetterKind, checked: Checked, signed: tuple[Role, ...]
) -> tuple[Role, ...]:
    """Return the roles whose signature comes next."""
    return pack.authority.waits_for(signed, checked.triage, offered(kind, checked))


def enough(pack: Pack, kind: LetterKind, checked: Checked, signed: tuple[Role, ...]) -> bool:
    """Say whether these signatures let the letter go."""
    return pack.authority.enough(signed, checked.triage, offered(kind, checked))


def offered(kind: LetterKind, checked: Checked) -> tuple[Remedy, ...]:
    """Return the remedies that somebody answers for by signing this letter.

    Those of the facts; for an acknowledgement only where one of its sentences speaks of a remedy.
    """
    ours = {remedy.fact for remedy in checked.brief.remedies}
    told = checked.review.provenance
    speaks = any(one.role == "remedy" or ours & set(one.facts) for one in told)
    return checked.incident.remedies if speaks or kind != "acknowledgement" else ()


def unanswered(
    findings: tuple[Finding, ...], approvals: tuple[Approval, ...], *more: Override
) -> tuple[Finding, ...]:
    """Return the error findings that no override answers."""
    overrides = [*more, *(over for one in approvals for over in one.overrides)]
    return tuple(
        finding
        for finding in findings
        if finding.severity == "error"
        and not any(
            over.code == finding.code and over.quote in {None, finding.quote} for over in overrides
        )
    )


def joined(roles: tuple[Role, ...]) -> str:
    """Return roles as they are stored."""
    return f",{','.join(roles)}," if roles else ""


def parted(waiting: str) -> tuple[Any, ...]:
    """Return the roles of a stored list."""
    return tuple(role for role in waiting.split(",") if role)
