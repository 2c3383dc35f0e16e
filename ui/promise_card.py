"""One promise of the ledger as HTML; every word from outside is escaped."""

import re
from datetime import date
from html import escape

import letter_view
import refusals
import words

from recovery_ai.incident import Money
from recovery_ai.journal import LedgerPromise
from recovery_ai.locale import locale_of, money

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SIGNS = {"open": "○", "kept": "✓", "broken": "✗", "withdrawn": "–"}


def card(promise: LedgerPromise, today: date) -> str:
    """Return what was promised, by when, by whom, and what it clashes with."""
    head = _DAY.sub(r"<time>\g<0></time>", escape(when(promise, today)))
    lines = [f"<p><b>{head}</b></p>", f'<p class="ra-promised">{escape(_what(promise))}</p>']
    lines.append(letter_view.note(" · ".join(_details(promise))))
    lines += [letter_view.warning(_clash(one)) for one in promise.conflicts]
    if not promise.sent:
        lines.append(letter_view.note(words.say("promise_unsent")))
    return f'<article class="ra-card">{"".join(lines)}</article>'


def _what(promise: LedgerPromise) -> str:
    """Return what was promised: in the words of the letter, but for a promise to write again."""
    if promise.kind == "next_update":
        return words.name("promise_kinds", promise.kind)
    return promise.what


def when(promise: LedgerPromise, today: date) -> str:
    """Return the state with a sign, and by when it is due: nothing is said by colour alone."""
    if promise.overdue and promise.due:
        late = words.counted("day_counts", (today - promise.due).days)
        return f"⚠ {words.say('overdue_by', days=late)} · {promise.due.isoformat()}"
    due = words.say("by", day=promise.due.isoformat()) if promise.due else words.say("no_date")
    return f"{SIGNS[promise.state]} {words.name('promise_states', promise.state)} · {due}"


def _details(promise: LedgerPromise) -> list[str]:
    parts = [words.name("promise_kinds", promise.kind)]
    if promise.amount is not None and promise.currency is not None:
        amount = Money(value=promise.amount, currency=promise.currency)
        parts.append(money(amount, locale_of(words.language())))
    parts.append(f"{words.say('owner')}: {promise.owner}")
    parts.append(f"{words.say('letter')}: {words.name('kinds', promise.letter)}")
    if promise.state != "open":
        parts.append(f"{promise.changed.by}, {promise.changed.at:%Y-%m-%d}")
    return [*parts, refusals.said(promise.note)] if promise.note else parts


def _clash(told: str) -> str:
    """Return `repeats promise …` or `contradicts promise …` in the words of the interface."""
    how, _, other = told.partition(" promise ")
    form = words.names("clashes").get(how)
    return str(form).format(other=other) if form else told
