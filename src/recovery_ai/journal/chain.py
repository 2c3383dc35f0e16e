"""The log: append-only events, each bound to the one before it by hash.

An event holds ids and a salted digest of its payload, never the payload: payloads can be erased and
the chain still holds. The head is kept apart, so that a cut-off tail shows.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from recovery_ai.journal.tables import EVENT, HEAD, PAYLOAD
from recovery_ai.journal.values import Event, Verified

GENESIS = "0" * 64
_BATCH = 1000
_FIELDS = ("number", "case_id", "at", "by", "kind", "payload_sha256", "previous")


def append(
    db: Connection, case_id: str, at: datetime, by: str, kind: str, payload: Mapping[str, Any]
) -> int:
    """Append one event and return its number; holds the head until the transaction ends."""
    head = db.execute(sa.select(HEAD).with_for_update()).one()
    text, salt = json.dumps(payload, ensure_ascii=False, sort_keys=True), secrets.token_hex(16)
    event: dict[str, Any] = {
        "number": head.number + 1,
        "case_id": case_id,
        "at": at.isoformat(),
        "by": by,
        "kind": kind,
        "payload_sha256": _payload_digest(salt, text),
        "previous": head.hash,
    }
    event["hash"] = event_digest(event)
    db.execute(sa.insert(EVENT).values(event))
    db.execute(sa.insert(PAYLOAD).values(event=event["number"], salt=salt, payload=text))
    db.execute(sa.update(HEAD).values(number=event["number"], hash=event["hash"]))
    return int(event["number"])


def alone(db: Connection, name: str) -> bool:
    """Say whether nobody but `name` stands in the log."""
    other = sa.select(EVENT.c.number).where(EVENT.c.by != name).limit(1)
    return db.execute(other).first() is None


def event_digest(event: Mapping[str, Any]) -> str:
    """Return the hash of one event: all its fields, unambiguously, with the previous hash."""
    told = json.dumps([event[name] for name in _FIELDS], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _payload_digest(salt: str, text: str) -> str:
    """Return a digest that nobody can guess the payload from once its salt is erased."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def history(db: Connection, case_id: str) -> tuple[Event, ...]:
    """Return the events of one case, oldest first."""
    found = db.execute(
        sa
        .select(EVENT, PAYLOAD.c.payload)
        .join_from(EVENT, PAYLOAD, isouter=True)
        .where(EVENT.c.case_id == case_id)
        .order_by(EVENT.c.number)
    )
    return tuple(
        Event(
            number=row.number,
            case_id=row.case_id,
            at=datetime.fromisoformat(row.at),
            by=row.by,
            kind=row.kind,
            payload=json.loads(row.payload) if row.payload else None,
            hash=row.hash,
        )
        for row in found
    )


def told(db: Connection, kind: str, case_ids: list[str]) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    """Yield the events of one kind with what they say."""
    asked = sa.select(EVENT.c.number, EVENT.c.case_id, PAYLOAD.c.payload).join_from(EVENT, PAYLOAD)
    for row in db.execute(asked.where(EVENT.c.kind == kind, EVENT.c.case_id.in_(case_ids))):
        yield row, json.loads(row.payload)


def newest(db: Connection, case_id: str) -> int:
    """Return the number of the newest event of a case."""
    asked = sa.select(sa.func.max(EVENT.c.number)).where(EVENT.c.case_id == case_id)
    return int(db.execute(asked).scalar() or 0)


def verify(db: Connection, noted: str | None = None) -> Verified:
    """Walk the whole chain and name the first event that does not hold.

    Args:
        db: a connection.
        noted: the hash of a head that was noted elsewhere; it has to be in the chain.
    """
    head = db.execute(sa.select(HEAD)).one_or_none()
    last, previous, seen = 0, GENESIS, noted is None or noted == GENESIS
    for row, problem in _walk(db):
        if problem:
            return _broken(last, previous, row["number"], problem)
        last, previous = row["number"], row["hash"]
        seen = seen or previous == noted
    if head is None:
        return _broken(last, previous, last + 1, "the record of the newest event is gone")
    if (head.number, head.hash) != (last, previous):
        return _broken(
            last, previous, last + 1, f"the log ends here, but event {head.number} was written"
        )
    if not seen:
        return _broken(last, previous, last + 1, "the head that was noted is not in this chain")
    return Verified(whole=True, events=last, head=previous)


def _broken(events: int, head: str, number: int, problem: str) -> Verified:
    return Verified(whole=False, events=events, head=head, broken=number, problem=problem)


def _walk(db: Connection) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield every event in order with what is wrong with it."""
    erased = {
        row.case_id: row.number
        for row in db.execute(
            sa
            .select(EVENT.c.case_id, sa.func.max(EVENT.c.number).label("number"))
            .where(EVENT.c.kind == "erased")
            .group_by(EVENT.c.case_id)
        )
    }
    asked = (
        sa
        .select(EVENT, PAYLOAD.c.salt, PAYLOAD.c.payload)
        .join_from(EVENT, PAYLOAD, isouter=True)
        .order_by(EVENT.c.number)
        .limit(_BATCH)
    )
    expected, previous, last = 1, GENESIS, -1
    while rows := db.execute(asked.where(EVENT.c.number > last)).mappings().all():
        for row in rows:
            event = dict(row)
            yield event, _problem(event, expected, previous, erased)
            expected, previous, last = expected + 1, event["hash"], event["number"]


def _problem(
    event: dict[str, Any], expected: int, previous: str, erased: Mapping[str, int]
) -> str | None:
    if event["number"] != expected:
        return f"event {expected} is missing"
    if event["previous"] != previous:
        return "it does not follow the event before it"
    if event["hash"] != event_digest(event):
        return "its fields were changed"
    if event["payload"] is None:
        gone = erased.get(event["case_id"], 0) > event["number"]
        return None if gone else "its payload is gone without an erasure"
    if _payload_digest(event["salt"], event["payload"]) != event["payload_sha256"]:
        return "its payload was changed"
    return None
