"""Purging: the personal data of cases removed everywhere; the log keeps its chain."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from recovery_ai.journal import chain, memory, search
from recovery_ai.journal.deadlines import NEVER
from recovery_ai.journal.house import House
from recovery_ai.journal.tables import (
    APPROVAL,
    CASE,
    EVENT,
    LETTER,
    PAYLOAD,
    PROMISE,
    VERSION,
)

_EMPTY = {
    "facts": None, "customer": None, "customer_key": None, "owner": None, "what": "",
    "category": None, "severity": None, "language": None, "route": None, "state": "closed",
    "open": 0, "due_on": NEVER, "due_step": None, "due_source": None, "waiting_for": "",
    "errors": 0, "approved_pack": None, "checked_pack": None,
}  # fmt: skip


def of_customer(key: str) -> ColumnElement[bool]:
    """Return the condition for the cases of one customer."""
    return CASE.c.customer_key == key


def unchanged_since(moment: datetime) -> ColumnElement[bool]:
    """Return the condition for closed cases that nobody touched since."""
    return sa.and_(CASE.c.open == 0, CASE.c.changed_at < moment)


def purge(db: Connection, which: ColumnElement[bool], house: House) -> tuple[str, ...]:
    """Remove the personal data of these cases; return their ids.

    What stays: the case number, its events with their digests (who did what when, no payload), the
    kinds and states of its promises.
    """
    found = db.execute(
        sa
        .select(CASE.c.id, CASE.c.serial)
        .where(which, CASE.c.erased_at.is_(None))
        .order_by(CASE.c.id)
        .with_for_update()
    ).all()
    ids = [row.id for row in found]
    for row in found:
        chain.append(db, row.id, house.now, house.by.name, "erased", {})
        search.remove(db, "ra_search", row.serial)
    if not ids:
        return ()
    _erase(db, ids, house)
    memory.forget(db, ids)
    search.shrink(db)
    return tuple(ids)


def _erase(db: Connection, ids: list[str], house: House) -> None:
    db.execute(
        sa
        .update(CASE)
        .where(CASE.c.id.in_(ids))
        .values(
            **_EMPTY,
            version=CASE.c.version + 1,
            erased_at=house.now,
            changed_at=house.now,
            changed_by=house.by.name,
            changed_what="erased",
        )
    )
    for table in (VERSION, LETTER, APPROVAL):
        db.execute(sa.delete(table).where(table.c.case_id.in_(ids)))
    db.execute(
        sa
        .update(PROMISE)
        .where(PROMISE.c.case_id.in_(ids))
        .values(what="", thing="", note="", customer_key=None, amount=None, currency=None)
    )
    events = sa.select(EVENT.c.number).where(EVENT.c.case_id.in_(ids), EVENT.c.kind != "erased")
    db.execute(sa.delete(PAYLOAD).where(PAYLOAD.c.event.in_(events)))
