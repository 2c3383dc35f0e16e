"""The letter, its findings and its proof as HTML; every word from outside is escaped."""

import json
import sys
from base64 import b64encode
from collections.abc import Iterable, Sequence, Set
from datetime import date
from html import escape
from itertools import pairwise

import words

from recovery_ai import Brief, Draft, Finding, Review, Triage

VERDICT_MARKS = {"licensed": "✓", "unlicensed": "?", "violates": "✗"}
SEVERITY_MARKS = {"error": "✗", "warning": "!"}


def problem(text: str) -> str:
    """Return one line that says what is wrong."""
    return f'<p class="ra-problem" role="alert"><b aria-hidden="true">✗</b> {escape(text)}</p>'


def note(text: str) -> str:
    """Return one quiet line."""
    return f'<p class="ra-note">{escape(text)}</p>'


def warning(text: str) -> str:
    """Return one line of warning."""
    return f'<p class="ra-warning" role="status"><b aria-hidden="true">!</b> {escape(text)}</p>'


def ways() -> str:
    """Return links to the three areas, for a small screen."""
    areas = (("facts", words.FACTS), ("letter", words.LETTER), ("findings", words.FINDINGS))
    links = " · ".join(f'<a href="#{anchor}">{escape(name)}</a>' for anchor, name in areas)
    return f'<nav class="ra-ways" aria-label="{escape(words.AREAS)}">{links}</nav>'


def decision(found: Triage) -> str:
    """Return route, meaning, deadline, approver and reasons."""
    reasons = "".join(
        f"<li>{escape(reason.text)}{_seen(reason.field)}</li>" for reason in found.reasons
    )
    rows = ((words.DEADLINE, deadline(found)), (words.APPROVAL, words.APPROVERS[found.approver]))
    pairs = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    state = "goes" if found.drafts else "stops"
    return (
        f'<section class="ra-decision {state}" aria-label="{escape(words.DECISION)}">'
        f"<h3>{escape(words.ROUTES[found.route])}</h3><p>{escape(words.MEANINGS[found.route])}</p>"
        f"<dl>{pairs}<dt>{escape(words.REASONS)}</dt><dd><ul>{reasons}</ul></dd></dl></section>"
    )


def _seen(field: str | None) -> str:
    if field is None:
        return ""
    return (
        f' <span class="ra-dim">({escape(words.SEEN_IN.format(field=words.label(field)))})</span>'
    )


def deadline(found: Triage) -> str:
    """Return in words what is due by when."""
    due = found.deadline
    parts = [words.STEPS_DUE[due.step]]
    if due.by:
        parts.append(words.BY.format(day=due.by.isoformat()))
    if due.within is not None:
        kind = words.DAYS[due.calendar]
        within = words.WITHIN.format(days=due.within, kind=kind) if due.within else words.SAME_DAY
        parts.append(f"({within})" if due.by else within)
    return " ".join(parts)


def verdict(review: Review, *, edited: bool) -> str:
    """Return the badge for the text as it stands, with counts."""
    name = "proved" if review.proved else "accepted" if review.accepted else "needs_review"
    title, meaning = words.VERDICTS[name]
    errors = sum(finding.severity == "error" for finding in review.findings)
    counts = words.COUNTS.format(
        errors=words.counted(words.ERRORS, errors),
        warnings=words.counted(words.WARNINGS, len(review.findings) - errors),
        licensed=sum(one.verdict == "licensed" for one in review.provenance),
        sentences=len(review.provenance),
    )
    origin = words.EDITED if edited else words.AS_DRAFTED
    return (
        f'<section class="ra-verdict {name}" role="status"><strong>{escape(title)}</strong>'
        f"<p>{escape(meaning)}</p><p>{escape(counts)}</p>"
        f'<p class="ra-dim">{escape(origin)}</p></section>'
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
        return note(words.NO_FINDINGS)
    items = "".join(
        _finding(n, finding, language) for n, finding in enumerate(in_order(findings), 1)
    )
    return f'<ol class="ra-findings">{items}</ol>'


def _finding(number: int, finding: Finding, language: str) -> str:
    quote = f"«{_short(finding.quote)}»" if finding.quote else words.WHOLE_LETTER
    severity = words.SEVERITIES[finding.severity]
    return (
        f'<li class="{finding.severity}"><p><b>[{number}] '
        f"{SEVERITY_MARKS[finding.severity]} {escape(severity)}</b> <code>{finding.code}</code></p>"
        f'<div lang="{escape(language)}"><p class="ra-quote">{escape(quote)}</p>'
        f"<p>{escape(finding.message)}</p>"
        f"<p><i>{escape(words.SUGGESTION)}:</i> {escape(finding.suggestion)}</p></div></li>"
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
    nothing = words.NO_FACT if verdict_ == "licensed" else words.NO_FACT_LOOSE
    body = f"<dl>{rows}</dl>" if known else note(nothing)
    cited = ", ".join(fact for fact, *_ in known)
    job = (role or words.ROLE_UNKNOWN).replace("_", " ")
    tags = " · ".join(part for part in (words.SENTENCE[verdict_], job, cited) if part)
    return (
        f'<details class="{verdict_}"><summary><b>{VERDICT_MARKS[verdict_]}</b> '
        f'{escape(sentence)} <span class="ra-tags" lang="en">{escape(tags)}</span></summary>'
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
    return [words.BY.format(day=due.isoformat())] if due else []


def promises(result: Draft, review: Review, language: str) -> str:
    """Return what the draft promises, as far as the text in `review` still says it."""
    kept = {fact for one in review.provenance for fact in one.facts if one.verdict != "violates"}
    rows = "".join(
        f"<tr><td>{escape(one.due.isoformat() if one.due else words.NO_DATE)}</td>"
        f'<td lang="{escape(language)}">{escape(one.what)}</td><td>{escape(one.fact)}</td></tr>'
        for one in result.promises
        if one.fact in kept
    )
    return f'<table class="ra-promises"><tbody>{rows}</tbody></table>' if rows else ""


def history(result: Draft) -> str:
    """Return who wrote the draft, each attempt, and what the record notes."""
    record = result.record
    who = f"{words.ASKED}: {record.model}"
    if record.answered:
        who += f"; {words.ANSWERED}: {', '.join(record.answered)}"
    lines = [who, *record.notes]
    for attempt in result.attempts:
        line = words.ATTEMPT.format(
            model=attempt.model,
            outcome=attempt.outcome.replace("_", " "),
            sections=words.counted(words.SECTIONS, len(attempt.sections)),
            ms=attempt.ms,
        )
        if attempt.cost is not None:
            line += f", {words.COST.format(cost=attempt.cost)}"
        lines.append(line)
    return f'<ul class="ra-history">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'


def saved(name: str, mime: str, data: bytes) -> str:
    """Return a script that saves `data` as the file `name`, and a line that says so."""
    base64, line = b64encode(data).decode(), note(words.SAVED.format(name=name))
    return f"""{line}<script>{{
    const bytes = Uint8Array.from(atob("{base64}"), (char) => char.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], {{ type: "{mime}" }}));
    link.download = {json.dumps(name)};
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    }}</script>"""


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 120 else flat[:119] + "…"
