"""The letter, its findings and its proof as HTML; every word from outside is escaped."""

import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from html import escape
from itertools import pairwise
from typing import Any

import words
from differences import Piece

from recovery_ai import Brief, Finding, Review

VERDICT_MARKS = {"licensed": "✓", "unlicensed": "?", "violates": "✗"}
SEVERITY_MARKS = {"error": "✗", "warning": "!"}


def problem(text: str) -> str:
    """Return one line that says what is wrong."""
    return f'<p class="ra-problem" role="alert"><b aria-hidden="true">✗</b> {escape(text)}</p>'


def note(text: str, *, live: bool = False) -> str:
    """Return one quiet line; a live one is read out when it appears."""
    role = ' role="status"' if live else ""
    return f'<p class="ra-note"{role}>{escape(text)}</p>'


def quoted(text: str, place: str) -> str:
    """Return words from a complaint, and where they stand in it."""
    return (
        f'<p class="ra-said"><q>{escape(text)}</q> '
        f'<span class="ra-dim">({escape(place)})</span></p>'
    )


def warning(text: str) -> str:
    """Return one line of warning."""
    return f'<p class="ra-warning" role="status"><b aria-hidden="true">!</b> {escape(text)}</p>'


def verdict(review: Review) -> str:
    """Return the badge for the text as it stands, with counts."""
    name = "proved" if review.proved else "accepted" if review.accepted else "needs_review"
    title, meaning = words.names("verdicts")[name]
    errors = sum(finding.severity == "error" for finding in review.findings)
    licensed = sum(one.verdict == "licensed" for one in review.provenance)
    counts = words.say(
        "counts",
        errors=words.counted("errors", errors),
        warnings=words.counted("warnings", len(review.findings) - errors),
        licensed=licensed,
        unlicensed=len(review.provenance) - licensed,
    )
    return (
        f'<section class="ra-verdict {name}" role="status"><strong>{escape(title)}</strong>'
        f"<p>{escape(meaning)}</p><p>{escape(counts)}</p></section>"
    )


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings in the order of the text; those of the whole letter come last."""
    return sorted(findings, key=lambda one: one.span.start if one.span else sys.maxsize)


def marked(text: str, findings: Sequence[Finding], language: str) -> str:
    """Return the text with the words of every finding marked and numbered."""
    spans = [(f.span.start, f.span.end, n) for n, f in enumerate(in_order(findings), 1) if f.span]
    worst = {n: f.severity for n, f in enumerate(in_order(findings), 1)}
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    parts: list[str] = []
    for start, end in pairwise(edges):
        over = {worst[n] for first, last, n in spans if first <= start and end <= last}
        parts.append(_run(text[start:end], over))
        parts += [f"<sup>[{n}]</sup>" for _, last, n in spans if last == end]
    body = "".join(parts)
    return f'<div class="ra-letter" lang="{escape(language)}" dir="auto">{body}</div>'


def _run(text: str, severities: Set[str]) -> str:
    if not severities:
        return escape(text)
    name = "error" if "error" in severities else "warning"
    return f'<mark class="{name}">{escape(text)}</mark>'


def findings_list(findings: Sequence[Finding], language: str) -> str:
    """Return the findings with number, words, message and suggestion."""
    if not findings:
        return note(words.say("no_findings"))
    items = "".join(
        _finding(n, finding, language) for n, finding in enumerate(in_order(findings), 1)
    )
    return f'<ol class="ra-findings">{items}</ol>'


def _finding(number: int, finding: Finding, language: str) -> str:
    quote = f"«{_short(finding.quote)}»" if finding.quote else words.say("whole_letter")
    severity = words.name("severities", finding.severity)
    code = words.name("codes", finding.code)
    return (
        f'<li class="{finding.severity}"><p><b>[{number}] '
        f"{SEVERITY_MARKS[finding.severity]} {escape(severity)}: {escape(code)}</b></p>"
        f'<div lang="{escape(language)}"><p class="ra-quote">{escape(quote)}</p>'
        f"<p>{escape(finding.message)}</p>"
        f"<p><i>{escape(words.say('suggestion'))}:</i> {escape(finding.suggestion)}</p></div></li>"
    )


def proof(review: Review, brief: Brief) -> str:
    """Return every sentence with role and verdict; it opens to show the facts behind it."""
    facts = {fact.id: (words.label(fact.field), told(brief, fact.id)) for fact in brief.facts}
    items = "".join(
        _sentence(one.sentence, one.role, one.verdict, one.facts, facts)
        for one in review.provenance
    )
    return f'<div class="ra-proof" lang="{escape(brief.language)}">{items}</div>'


def _sentence(
    sentence: str,
    role: str | None,
    verdict_: str,
    ids: Iterable[str],
    facts: dict[str, tuple[str, str]],
) -> str:
    known = [(fact, *facts[fact]) for fact in ids if fact in facts]
    rows = "".join(
        f"<dt>{escape(name)} <span class='ra-dim'>{escape(fact)}</span></dt><dd>{escape(text)}</dd>"
        for fact, name, text in known
    )
    nothing = words.say("no_fact") if verdict_ == "licensed" else words.say("no_fact_loose")
    body = f"<dl>{rows}</dl>" if known else note(nothing)
    cited = ", ".join(fact for fact, *_ in known)
    job = words.name("role_names", role) if role else words.say("role_unknown")
    tags = " · ".join(part for part in (words.names("sentence")[verdict_], job, cited) if part)
    return (
        f'<details class="{verdict_}"><summary><b>{VERDICT_MARKS[verdict_]}</b> '
        f'{escape(sentence)} <span class="ra-tags">{escape(tags)}</span></summary>'
        f"{body}</details>"
    )


def told(brief: Brief, fact_id: str) -> str:
    """Return a fact in the words of the facts, with its amount and day."""
    fact = next(one for one in brief.facts if one.id == fact_id)
    parts = [fact.plain]
    head, _, index = fact.field.partition(".")
    incident = brief.incident
    if head == "remedies":
        remedy = incident.remedies[int(index)]
        if remedy.amount:
            parts.append(f"{remedy.amount.value} {remedy.amount.currency}")
        parts += _by(remedy.due)
    elif head == "preventive_actions":
        action = incident.preventive_actions[int(index)]
        parts += [words.choice(action.status), *_by(action.due)]
    elif head == "sender":
        parts += [way for way in (incident.sender.phone, incident.sender.email) if way]
    return " · ".join(parts)


def _by(due: date | None) -> list[str]:
    return [words.say("by", day=due.isoformat())] if due else []


def changes(pieces: Iterable[Piece]) -> str:
    """Return two versions as one text: struck out what went, underlined what came."""
    tags = {"gone": "del", "new": "ins"}
    body = "".join(
        f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" if kind in tags else escape(text)
        for kind, text in pieces
    )
    return f'<div class="ra-letter ra-changes" dir="auto">{body}</div>'


def envelope(facts: Mapping[str, Any], subject: str, language: str) -> str:
    """Return to whom, from whom and about what."""
    customer, sender = facts.get("customer") or {}, facts.get("sender") or {}
    rows = (
        (words.say("to"), _address(customer) or words.say("no_address")),
        (words.say("sender"), _address(sender)),
        (words.say("subject"), subject),
    )
    pairs = "".join(
        f'<dt>{escape(name)}</dt><dd lang="{escape(language)}">{escape(text)}</dd>'
        for name, text in rows
    )
    return f'<dl class="ra-envelope">{pairs}</dl>'


def _address(who: Mapping[str, Any]) -> str:
    name, email = str(who.get("name") or ""), who.get("email")
    return f"{name} <{email}>" if email else f"{name} ({words.say('no_email')})"


def badge(text: str) -> str:
    """Return a short line in a frame."""
    return f'<span class="ra-badge">{escape(text)}</span>'


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 120 else flat[:119] + "…"
