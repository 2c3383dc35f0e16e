"""The queue: the cases that need somebody, what is due first on top, in one question."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import JournalError
from recovery_ai.journal import search
from recovery_ai.journal.cases import due_of
from recovery_ai.journal.lifecycle import State
from recovery_ai.journal.signatures import parted
from recovery_ai.journal.tables import CASE
from recovery_ai.journal.values import Change, Page, Row
from recovery_ai.pack.authority import Role

_COLUMNS = [
    column for column in CASE.c
    if column.name not in {"facts", "customer_key", "regime", "erased_at", "open"}
]  # fmt: skip


def queue(
    db: Connection,
    today: date,
    pack_sha256: str,
    *,
    state: State | None,
    text: str,
    owner: str | None,
    overdue: bool,
    waiting_for: Role | None,
    limit: int,
    after: str | None,
) -> Page:
    """Return one page of cases."""
    where: list[ColumnElement[bool]] = [*_of_state(state, pack_sha256, searched=bool(text.strip()))]
    if owner is not None:
        where.append(CASE.c.owner == owner)
    if overdue:
        where.append(CASE.c.due_on < today)
    if waiting_for is not None:
        where.append(CASE.c.waiting_for.contains(f",{waiting_for},", autoescape=True))
    if text.strip():
        where.append(search.matches(db.dialect.name, text))
    if after is not None:
        where.append(_beyond(after))
    asked = sa.select(*_COLUMNS).where(*where).order_by(CASE.c.due_on, CASE.c.serial)
    found = db.execute(asked.limit(limit + 1)).all()
    rows = tuple(_row(one, today, pack_sha256) for one in found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    return Page(rows=rows, after=f"{last.due_on.isoformat()}~{last.serial}" if last else None)


def _of_state(
    state: State | None, pack_sha256: str, *, searched: bool
) -> list[ColumnElement[bool]]:
    """Return what a state means now: an approval under another policy is none."""
    void = sa.and_(CASE.c.state == "approved", CASE.c.approved_pack != pack_sha256)
    if state is None:
        return [] if searched else [CASE.c.open == 1]
    if state == "approved":
        return [CASE.c.state == "approved", CASE.c.approved_pack == pack_sha256]
    if state == "drafted":
        return [sa.or_(CASE.c.state == "drafted", void)]
    return [CASE.c.state == state]


def _beyond(after: str) -> ColumnElement[bool]:
    day, _, serial = after.partition("~")
    try:
        place = sa.tuple_(sa.literal(date.fromisoformat(day), sa.Date), int(serial))
    except ValueError:
        raise JournalError("queue", "`after` is no place in it", "pass `Page.after`") from None
    return sa.tuple_(CASE.c.due_on, CASE.c.serial) > place


def state_of(row: Record[Any], pack_sha256: str) -> State:
    """Return the state as it counts now: an approval is void under another policy."""
    void = row.state == "approved" and row.approved_pack != pack_sha256
    found: State = "drafted" if void else row.state
    return found


def _row(row: Record[Any], today: date, pack_sha256: str) -> Row:
    return Row(
        id=row.id,
        version=row.version,
        state=state_of(row, pack_sha256),
        customer=row.customer,
        what=row.what,
        category=row.category,
        severity=row.severity,
        language=row.language,
        route=row.route,
        owner=row.owner,
        waiting_for=parted(row.waiting_for),
        errors=row.errors,
        received=row.received_at,
        due=due_of(row),
        overdue=row.due_on < today,
        changed=Change(by=row.changed_by, at=row.changed_at, what=row.changed_what),
    )
