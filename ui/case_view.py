"""A case as HTML: which way it goes, who signed, what it promised, and what happened to it."""

from collections.abc import Sequence
from html import escape

import refusals
import words
from letter_view import note, warning

from recovery_ai import Draft, Triage
from recovery_ai.journal import Approval, CaseLetter, Event
from recovery_ai.pack import Pack
from recovery_ai.proof import Promise
from recovery_ai.triage import Reason


def ways() -> str:
    """Return links to the three areas, for a small screen."""
    areas = (
        ("facts", words.say("facts")),
        ("letter", words.say("letter")),
        ("findings", words.say("findings")),
    )
    links = " · ".join(f'<a href="#{anchor}">{escape(name)}</a>' for anchor, name in areas)
    return f'<nav class="ra-ways" aria-label="{escape(words.say("areas"))}">{links}</nav>'


def decision(found: Triage, pack: Pack) -> str:
    """Return route, meaning, deadline, approver and reasons."""
    reasons = "".join(
        f"<li>{escape(_reason(reason, pack))}{_seen(reason.field)}</li>" for reason in found.reasons
    )
    rows = (
        (words.say("deadline"), deadline(found)),
        (words.say("approval"), _approval(found, pack)),
    )
    pairs = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    state, name = "goes" if found.drafts else "stops", words.name("routes", found.route)
    shown = " open" if not found.drafts else ""
    return (
        f'<section class="ra-decision {state}" aria-label="{escape(words.say("decision"))}">'
        f"<details{shown}><summary>{escape(name)}</summary>"
        f"<p>{escape(words.name('meanings', found.route))}</p>"
        f"<dl>{pairs}<dt>{escape(words.say('reasons'))}</dt><dd><ul>{reasons}</ul></dd></dl>"
        "</details></section>"
    )


def _approval(found: Triage, pack: Pack) -> str:
    """Return whom triage names, and the roles that stand for them here."""
    named, roles = words.name("approvers", found.approver), pack.authority.signers(found)
    return f"{named} ({words.either('roles', roles)})" if roles else named


def _reason(reason: Reason, pack: Pack) -> str:
    """Return a reason in the language of the screen, where rules or signals have it there."""
    signals = pack.signals(words.language())[0] if reason.field else ()
    told = {signal.name: signal.reason for signal in signals}
    return str({**words.names("triage_reasons"), **told}.get(reason.rule, reason.text))


def _seen(field: str | None) -> str:
    if field is None:
        return ""
    return (
        f' <span class="ra-dim">({escape(words.say("seen_in", field=words.label(field)))})</span>'
    )


def deadline(found: Triage) -> str:
    """Return in words what is due by when."""
    due = found.deadline
    parts = [words.names("steps_due")[due.step]]
    if due.by:
        parts.append(words.say("by", day=due.by.isoformat()))
    if due.within is not None:
        kind = words.names("days")[due.calendar]
        within = (
            words.say("within", days=due.within, kind=kind) if due.within else words.say("same_day")
        )
        parts.append(f"({within})" if due.by else within)
    return " ".join(parts)


def promises(made: Sequence[Promise], language: str) -> str:
    """Return what the text promises, each with its day and its fact."""
    if not made:
        return note(words.say("no_promises"))
    rows = "".join(
        f"<tr><td>{escape(one.due.isoformat() if one.due else words.say('no_date'))}</td>"
        f'<td lang="{escape(language)}">{escape(one.what)}</td><td>{escape(one.fact)}</td></tr>'
        for one in made
    )
    return f'<table class="ra-promises"><tbody>{rows}</tbody></table>'


def events(happened: Sequence[Event]) -> str:
    """Return what happened to a case, the newest first."""
    items = "".join(
        f"<li><b>{escape(words.name('events', one.kind))}</b> · {escape(one.by)} · "
        f'<time datetime="{one.at.isoformat()}">{one.at:%Y-%m-%d %H:%M} UTC</time></li>'
        for one in reversed(happened)
    )
    return f'<ol class="ra-history" reversed>{items}</ol>'


def signatures(letter: CaseLetter, happened: Sequence[Event]) -> str:
    """Return who has signed a letter, and whose signature it waits for."""
    parts = []
    for one in letter.approvals:
        state = words.say("signed" if one.valid else "signed_void")
        line = f"{state}: {one.by} ({words.name('roles', one.role)}), {one.at:%Y-%m-%d %H:%M} UTC"
        if any(_alone(event, one, letter) for event in happened):
            line += f" · {words.say('signed_alone')}"
        parts.append(note(f"✓ {line}") if one.valid else warning(line))
        parts += [note(f"{words.name('codes', o.code)}: {o.reason}") for o in one.overrides]
    if letter.waiting_for:
        who = words.either("roles", letter.waiting_for)
        parts.append(note(words.say("waits_for", who=who)))
    return "".join(parts) or note(words.say("nobody_signed"))


def _alone(event: Event, one: Approval, letter: CaseLetter) -> bool:
    """Say whether this is the event of the approval, and the signer had written the letter."""
    told = event.payload or {}
    same = event.kind == "approved" and event.at == one.at and told.get("letter") == letter.kind
    return same and bool(told.get("alone"))


def history(result: Draft) -> str:
    """Return who wrote the draft, each attempt, and what the record notes."""
    record = result.record
    who = f"{words.say('asked')}: {record.model}"
    if record.answered:
        who += f"; {words.say('answered')}: {', '.join(record.answered)}"
    lines = [who, *map(refusals.said, record.notes)]
    for attempt in result.attempts:
        line = words.say(
            "attempt",
            model=attempt.model,
            outcome=words.name("outcomes", attempt.outcome),
            sections=words.counted("sections", len(attempt.sections)),
            ms=attempt.ms,
        )
        if attempt.detail:
            line += f" ({refusals.said(attempt.detail)})"
        if attempt.cost is not None:
            line += f", {words.say('cost', cost=attempt.cost)}"
        lines.append(line)
    return f'<ul class="ra-history">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'
