"""The report of a case for those who were not there: no names, no addresses, no complaint."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from recovery_ai.brief import Brief, masks_of
from recovery_ai.journal.values import Case, Event, LedgerPromise
from recovery_ai.slots import PATTERN

_STEPS = {
    "received": "The complaint arrived",
    "acknowledge": "The customer was told that we have it",
    "investigate": "The investigation began",
    "drafted": "A letter was drafted",
    "approved": "A letter was approved",
    "sent_back": "A letter was sent back to be written again",
    "sent": "A letter was sent",
    "feedback": "It was logged as feedback",
    "escalate": "It was escalated",
    "resume": "The escalation was decided",
    "drop": "It was ended without an answer",
    "close": "It was closed",
    "reopen": "It was opened again",
}
_DONE = {"done": "done", "in_progress": "in progress", "planned": "planned"}


def report(
    case: Case, brief: Brief, promises: tuple[LedgerPromise, ...], history: tuple[Event, ...]
) -> str:
    """Return what happened, why, what was done, promised and kept, as Markdown."""
    facts, veil = case.facts, _Veil(brief)
    lines = [
        f"# Case {case.id}",
        "",
        f"State: {case.state}. Category: {_words(facts.get('category'))}. "
        f"Severity: {_words(facts.get('severity')) or 'not rated'}.",
        *_part("What happened", [facts.get("what_happened")], veil),
        *_part("What it did", [one["description"] for one in facts.get("impact", ())], veil),
        *_part("Why", [facts.get("root_cause") or "The cause is not known yet."], veil),
        *_part("Put right", [one["description"] for one in facts.get("remedies", ())], veil),
        *_part(
            "So that it does not happen again",
            [
                f"{one['description']} ({_DONE[one['status']]})"
                for one in facts.get("preventive_actions", ())
            ],
            veil,
        ),
        *_promised(promises, veil),
        *_course(history, case.received),
    ]
    return "\n".join(lines) + "\n"


class _Veil:
    """Puts a plain word where an identity stood, and keeps the figures of the facts."""

    def __init__(self, brief: Brief) -> None:
        self._masks = masks_of(brief)
        self._shown = {
            slot.name: slot.shown for slot in brief.slots if slot.kind in {"date", "money"}
        }

    def __call__(self, text: str) -> str:
        slotted = self._masks.veil(" ".join(text.split()))
        known = {slot.name: slot.shown for slot in self._masks.slots if slot.kind != "private"}
        return PATTERN.sub(
            lambda m: ({**self._shown, **known}).get(m[1]) or _stand_in(m[1]), slotted
        )


def _stand_in(slot: str) -> str:
    return "the customer" if slot.startswith("customer") else "(withheld)"


def _words(name: Any) -> str:
    return str(name).replace("_", " ") if name else ""


def _part(title: str, texts: list[Any], veil: _Veil) -> Iterator[str]:
    told = [veil(str(text)) for text in texts if text]
    if told:
        yield from ("", f"## {title}", "")
        yield from (f"- {text}" for text in told) if len(told) > 1 else told


def _promised(promises: tuple[LedgerPromise, ...], veil: _Veil) -> Iterator[str]:
    if not promises:
        return
    yield from ("", "## Promised", "", "| what | by | state |", "| --- | --- | --- |")
    for one in promises:
        due = one.due.isoformat() if one.due else "no date"
        state = "overdue" if one.overdue else one.state
        yield f"| {veil(one.what).replace('|', '/')} | {due} | {state} |"


def _course(history: tuple[Event, ...], received: datetime) -> Iterator[str]:
    yield from ("", "## Course", "")
    for event in history:
        if event.kind in _STEPS:
            at = received if event.kind == "received" else event.at
            kind = (event.payload or {}).get("letter")
            yield f"- {at.date().isoformat()}: {_STEPS[event.kind]}{f' ({kind})' if kind else ''}"
