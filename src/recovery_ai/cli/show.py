"""Results as plain text for a person at a terminal."""

from collections.abc import Iterator, Sequence

from recovery_ai.findings import Finding
from recovery_ai.proof import Promise, Provenance
from recovery_ai.record import Draft, Judgement
from recovery_ai.review import Review
from recovery_ai.triage import Triage

_MARKS = {"licensed": "+", "unlicensed": "?", "violates": "!"}


def draft(result: Draft) -> str:
    """Return letter, verdict, provenance and promises."""
    lines = [triage(result.triage), ""]
    if result.letter is None:
        outcomes = [f"  {a.model}: {a.outcome} ({a.detail})" for a in result.attempts]
        return "\n".join([*lines, *result.record.notes, *outcomes])
    lines += [f"Subject: {result.letter.subject}", "", result.letter.text, ""]
    verdict = f"Verdict: {result.status}" + (", every sentence proved" if result.proved else "")
    lines += [verdict, *(f"  note: {note}" for note in result.record.notes)]
    lines += findings(result.findings)
    lines += ["", "Provenance (+ licensed, ? nothing vouches for it, ! violates):"]
    lines += _provenance(result.provenance)
    if result.promises:
        lines += ["", "Promises:", *_promises(result.promises)]
    return "\n".join(lines)


def triage(found: Triage) -> str:
    """Return route, deadline and reasons."""
    by = f" by {found.deadline.by.isoformat()}" if found.deadline.by else ""
    within = _within(found)
    head = f"Triage: {found.route}; approval: {found.approver}; {found.deadline.step}{by}{within}"
    reasons = [
        f"  because ({reason.rule}{f', in {reason.field}' if reason.field else ''}): {reason.text}"
        for reason in found.reasons
    ]
    return "\n".join([head, *reasons])


def _within(found: Triage) -> str:
    deadline = found.deadline
    if deadline.within is None:
        return ""
    span = "the same day" if deadline.within == 0 else f"within {deadline.within} days"
    kind = " (working days)" if deadline.within and deadline.calendar == "working" else ""
    return f", {span}{kind} [{deadline.source}]"


def review(found: Review) -> str:
    """Return verdict, findings and provenance of a checked letter."""
    word = "accepted" if found.accepted else "not accepted"
    proved = ", every sentence proved" if found.proved else ""
    lines = [f"Verdict: {word}{proved}", *findings(found.findings), "", "Provenance:"]
    return "\n".join([*lines, *_provenance(found.provenance)])


def judgement(word: Judgement | None) -> str:
    """Return what the judge was given and what it said, in one line."""
    if word is None:
        return "Judge: nothing was left to judge."
    said = f"{len(word.fine)} fine, {len(word.findings)} findings, {word.dropped} dropped"
    return f"Judge {word.model}: {word.outcome}; {len(word.read)} sentences read, {said}"


def findings(found: Sequence[Finding]) -> Iterator[str]:
    """Yield each finding with its place, and below it what to do."""
    for finding in found:
        place = f" at {finding.span.start}-{finding.span.end}" if finding.span else ""
        quote = f" «{_short(finding.quote)}»" if finding.quote else ""
        yield f"  {finding.severity}: {finding.code}{place}{quote}"
        yield f"    {finding.message} {finding.suggestion}"


def _provenance(provenance: Sequence[Provenance]) -> Iterator[str]:
    for one in provenance:
        facts = ", ".join(one.facts) or "-"
        role = one.role or "?"
        yield f"  {_MARKS[one.verdict]} {role:<13} {facts:<14} {_short(one.sentence)}"


def _promises(promises: Sequence[Promise]) -> Iterator[str]:
    for one in promises:
        due = one.due.isoformat() if one.due else "no date"
        yield f"  {due}  {one.what}  ({one.fact})"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else flat[:87] + "…"
