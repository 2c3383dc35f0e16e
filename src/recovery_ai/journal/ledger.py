"""The promise ledger: what approved letters promise, who sees to it, and whether it was kept."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import JournalError, StaleCase
from recovery_ai.journal import chain
from recovery_ai.journal.checking import Checked
from recovery_ai.journal.deadlines import NEVER
from recovery_ai.journal.house import House
from recovery_ai.journal.tables import PROMISE
from recovery_ai.journal.values import Change, LedgerPromise, PromiseKind, PromiseState
from recovery_ai.language.words import FUNCTION_WORDS, words
from recovery_ai.pack.framework import LetterKind
from recovery_ai.result import promises_of

_KINDS: dict[str, PromiseKind] = {
    "remedy": "remedy", "action": "action", "next_update": "next_update"
}  # fmt: skip


def enter(
    db: Connection, row: Record[Any], kind: LetterKind, checked: Checked, house: House
) -> None:
    """Enter what an approved letter promises, in place of what an earlier approval entered."""
    db.execute(
        sa.delete(PROMISE).where(
            PROMISE.c.case_id == row.id, PROMISE.c.letter == kind, PROMISE.c.sent == 0
        )
    )
    facts = {fact.id: fact for fact in checked.brief.facts}
    money = {remedy.fact: remedy.amount for remedy in checked.brief.remedies}
    number = row.version + 1
    for i, promise in enumerate(promises_of(checked.brief, checked.review), 1):
        fact, amount = facts[promise.fact], money.get(promise.fact)
        db.execute(
            sa.insert(PROMISE).values(
                id=f"{row.id}/{number}.{i}",
                case_id=row.id,
                letter=kind,
                kind=_KINDS[fact.kind],
                thing=thing_of(promise.what, checked.incident.tongue, fact.label),
                what=promise.what,
                fact=promise.fact,
                field=fact.field,
                amount=str(amount.value) if amount else None,
                currency=amount.currency if amount else None,
                due_on=promise.due or NEVER,
                owner=row.owner or house.by.name,
                customer_key=row.customer_key,
                state="open",
                sent=0,
                note="",
                changed_at=house.now,
                changed_by=house.by.name,
            )
        )


def thing_of(what: str, tongue: str, label: str = "") -> str:
    """Return what a promise is about, whatever its wording: kind and stems of its own words."""
    skip = FUNCTION_WORDS.get(tongue, frozenset())
    stems = sorted({word.stem for word in words(what, tongue) if word.fold not in skip})
    return " ".join([label, *stems]).strip()


def sent(db: Connection, case_id: str, kind: LetterKind, house: House) -> None:
    """Note that a letter has told its promises; it also is the next word that others promised."""
    at = {"changed_at": house.now, "changed_by": house.by.name}
    mine = (PROMISE.c.case_id == case_id, PROMISE.c.letter == kind, PROMISE.c.sent == 0)
    db.execute(sa.delete(PROMISE).where(*mine, PROMISE.c.state == "withdrawn"))
    db.execute(
        sa
        .update(PROMISE)
        .where(
            PROMISE.c.case_id == case_id,
            PROMISE.c.kind == "next_update",
            PROMISE.c.sent == 1,
            PROMISE.c.state == "open",
        )
        .values(
            state=sa.case((PROMISE.c.due_on >= house.today, "kept"), else_="broken"),
            note=f"the {kind} letter was sent",
            **at,
        )
    )
    db.execute(sa.update(PROMISE).where(*mine).values(sent=1, **at))


def promises(
    db: Connection, today: date, *where: ColumnElement[bool], limit: int = 200
) -> tuple[LedgerPromise, ...]:
    """Return promises, the earliest due first, with what they clash with."""
    found = db.execute(
        sa.select(PROMISE).where(*where).order_by(PROMISE.c.due_on, PROMISE.c.id).limit(limit)
    ).all()
    customers = {row.customer_key for row in found if row.customer_key}
    others = db.execute(
        sa.select(PROMISE).where(
            PROMISE.c.state == "open", PROMISE.c.customer_key.in_(customers or {""})
        )
    ).all()
    return tuple(_promise(row, today, others) for row in found)


def settle(
    db: Connection, seen: LedgerPromise, state: PromiseState, note: str, house: House
) -> None:
    """Put a promise into another state; raise `StaleCase` when somebody else did before."""
    done = db.execute(
        sa
        .update(PROMISE)
        .where(
            PROMISE.c.id == seen.id,
            PROMISE.c.state == seen.state,
            PROMISE.c.changed_at == seen.changed.at,
        )
        .values(state=state, note=note, changed_at=house.now, changed_by=house.by.name)
    )
    if done.rowcount == 1:
        said = {"promise": seen.id, "state": state, "note": note}
        chain.append(db, seen.case_id, house.now, house.by.name, "promise", said)
        return
    row = db.execute(sa.select(PROMISE).where(PROMISE.c.id == seen.id)).one_or_none()
    if row is None:
        raise JournalError(f"promise {seen.id}", "is not in the ledger", "list the promises")
    at = row.changed_at.isoformat(timespec="seconds")
    raise StaleCase(seen.case_id, row.changed_by, at, f"promise {row.state}")


def _promise(row: Record[Any], today: date, others: Any) -> LedgerPromise:
    due = None if row.due_on == NEVER else row.due_on
    return LedgerPromise(
        id=row.id,
        case_id=row.case_id,
        letter=row.letter,
        kind=row.kind,
        what=row.what,
        fact=row.fact,
        amount=row.amount,
        currency=row.currency,
        due=due,
        owner=row.owner,
        state=row.state,
        overdue=row.state == "open" and row.due_on < today,
        sent=bool(row.sent),
        note=row.note,
        changed=Change(by=row.changed_by, at=row.changed_at, what=row.state),
        conflicts=tuple(_clashes(row, others)) if row.state == "open" else (),
    )


def _clashes(row: Record[Any], others: Any) -> list[str]:
    """Return how a promise repeats or contradicts another open one to the same customer."""
    told = []
    for other in others:
        if other.id == row.id or other.customer_key != row.customer_key:
            continue
        same_fact = other.case_id == row.case_id and other.field == row.field
        same_thing = other.kind == row.kind and other.thing == row.thing
        if not (same_fact or (same_thing and other.kind != "next_update")):
            continue
        alike = (other.amount, other.currency, other.due_on) == (
            row.amount, row.currency, row.due_on
        )  # fmt: skip
        word = "repeats" if alike else "contradicts"
        told.append(f"{word} promise {other.id}")
    return told
