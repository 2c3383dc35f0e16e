"""The result of drafting: the letter with its proof and its record, or the reason for none."""

import hashlib
from datetime import date

from recovery_ai._version import __version__
from recovery_ai.brief import Brief
from recovery_ai.candidate import Candidate
from recovery_ai.incident import Incident
from recovery_ai.pack import Pack
from recovery_ai.proof import Promise
from recovery_ai.record import Attempt, Draft, Record
from recovery_ai.review import Review
from recovery_ai.triage import Triage


def digest(*texts: str) -> str:
    """Return the SHA-256 of texts, each with its length, as hexadecimal."""
    found = hashlib.sha256()
    for text in texts:
        data = text.encode()
        found.update(f"{len(data)}:".encode() + data)
    return found.hexdigest()


def facts_digest(incident: Incident) -> str:
    """Return the hash of the facts, internal notes included."""
    return digest(incident.model_dump_json())


def text_digest(subject: str, text: str) -> str:
    """Return the hash of a letter as its reader gets it, subject line included."""
    return digest(f"{subject}\n\n{text}")


def approval_digest(text_sha256: str, facts_sha256: str, pack: Pack) -> str:
    """Return the hash that an approval is bound to: an edit to text, facts or policy voids it."""
    return digest(text_sha256, facts_sha256, pack.digest)


def promises_of(brief: Brief, checked: Review) -> tuple[Promise, ...]:
    """Return what the letter promises: offered remedies, open actions, the next word."""
    told = {fact for one in checked.provenance for fact in one.facts if one.verdict != "violates"}
    return tuple(
        Promise(what=fact.plain if fact.kind != "next_update" else "next word to the customer",
                due=_due(fact.field, brief.incident), fact=fact.id)
        for fact in brief.of("remedy", "action", "next_update")
        if fact.id in told and fact.label != "done"
    )  # fmt: skip


def _due(field: str, incident: Incident) -> date | None:
    name, _, index = field.partition(".")
    if name == "remedies":
        return incident.remedies[int(index)].due
    if name == "preventive_actions":
        return incident.preventive_actions[int(index)].due
    moment = incident.next_update_by
    return date(moment.year, moment.month, moment.day) if moment else None


def without_letter(incident: Incident, decision: Triage, pack: Pack, model: str) -> Draft:
    """Return the result of a route on which no letter is due."""
    return Draft(
        status="not_drafted",
        proved=False,
        triage=decision,
        letter=None,
        record=_record(incident, pack, model, "", None, (), ("No letter is due on this route.",)),
    )


def unwritten(
    incident: Incident,
    decision: Triage,
    brief: Brief,
    pack: Pack,
    model: str,
    attempts: tuple[Attempt, ...],
    notes: tuple[str, ...],
) -> Draft:
    """Return the result when neither the model nor the phrase bank could write a letter."""
    return Draft(
        status="needs_review",
        proved=False,
        triage=decision,
        letter=None,
        attempts=attempts,
        record=_record(incident, pack, model, "", brief.framework, attempts, notes),
    )


def with_letter(
    incident: Incident,
    decision: Triage,
    brief: Brief,
    pack: Pack,
    model: str,
    attempts: tuple[Attempt, ...],
    best: Candidate,
    notes: tuple[str, ...],
) -> Draft:
    """Return the result with the best candidate, accepted or for review."""
    text = f"{best.letter.subject}\n\n{best.letter.text}"
    return Draft(
        status="accepted" if best.review.accepted else "needs_review",
        proved=best.review.proved,
        triage=decision,
        letter=best.letter,
        findings=best.review.findings,
        provenance=best.review.provenance,
        promises=promises_of(brief, best.review),
        attempts=attempts,
        record=_record(incident, pack, model, text, brief.framework, attempts, notes),
    )


def _record(
    incident: Incident,
    pack: Pack,
    model: str,
    text: str,
    framework: str | None,
    attempts: tuple[Attempt, ...],
    notes: tuple[str, ...],
) -> Record:
    facts, letter = facts_digest(incident), digest(text)
    return Record(
        version=__version__,
        facts_sha256=facts,
        pack_sha256=pack.digest,
        text_sha256=letter,
        approval_sha256=approval_digest(letter, facts, pack),
        framework=framework,
        model=model,
        answered=tuple(dict.fromkeys(a.answered for a in attempts if a.answered)),
        attempts=attempts,
        notes=notes,
    )
