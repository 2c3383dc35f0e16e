"""Cases: received with what is known, changed one after another, read in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import JournalError, StaleCase
from recovery_ai.journal import chain, memory, search
from recovery_ai.journal import facts as case_facts
from recovery_ai.journal.deadlines import NEVER, deadlines, marked, next_due
from recovery_ai.journal.house import House
from recovery_ai.journal.lifecycle import State
from recovery_ai.journal.tables import CASE, EVENT, LETTER, MEMORY, VERSION
from recovery_ai.journal.values import Due, EarlierApology, Seen
from recovery_ai.pack import Pack, Regime
from recovery_ai.triage import triage

_SHOWN = 160
_BEFORE = 5


def find(db: Connection, case_id: str) -> Record[Any]:
    """Return the row of one case; raise `JournalError` when there is none."""
    found = db.execute(sa.select(CASE).where(CASE.c.id == case_id)).one_or_none()
    if found is None:
        raise JournalError(f"case {case_id}", "is not in the journal", "check the case number")
    return found


def create(
    db: Connection, facts: dict[str, Any], house: House, received: datetime, owner: str | None
) -> str:
    """Receive one case and return its id."""
    number = db.execute(sa.text("SELECT number FROM ra_head")).scalar_one() + 1
    case_id = str(facts.setdefault("case_id", f"RA-{number:05d}"))
    if db.execute(sa.select(CASE.c.id).where(CASE.c.id == case_id)).one_or_none():
        raise JournalError(f"case {case_id}", "is in the journal already", "change that case")
    key = case_facts.customer_key(facts)
    if before := memory.earlier(db, case_id, key):
        facts.setdefault("previous_apologies", [_previous(one) for one in before[:_BEFORE]])
    serial = chain.append(db, case_id, house.now, house.by.name, "received", {"facts": facts})
    db.execute(
        sa.insert(CASE).values(
            id=case_id,
            serial=serial,
            version=1,
            state="received",
            owner=owner,
            regime=house.regime,
            received_at=received,
            waiting_for="",
            errors=0,
            **_stamp(house, "received"),
            **_columns(facts, house, received, "received"),
        )
    )
    reindex(db, serial, facts)
    return case_id


def begin(db: Connection, seen: Seen, house: House, what: str) -> Record[Any]:
    """Take the case for one change and return its row as it was.

    Raises:
        StaleCase: when it is no longer the version that was seen.
    """
    taken = db.execute(
        sa
        .update(CASE)
        .where(CASE.c.id == seen.id, CASE.c.version == seen.version, CASE.c.erased_at.is_(None))
        .values(version=CASE.c.version + 1)
    )
    row = find(db, seen.id)
    if row.erased_at is not None:
        raise JournalError(f"case {seen.id}", "was erased", "open a new case")
    if taken.rowcount != 1:
        at = row.changed_at.isoformat(timespec="seconds")
        raise StaleCase(seen.id, row.changed_by, at, row.changed_what)
    db.execute(sa.update(CASE).where(CASE.c.id == seen.id).values(**_stamp(house, what)))
    return row


def amend(db: Connection, row: Record[Any], facts: dict[str, Any], house: House) -> None:
    """Put other facts in the place of those of a case."""
    if facts.setdefault("case_id", row.id) != row.id:
        raise JournalError(f"case {row.id}", "keeps its case_id", "open a new case")
    old = row.facts
    changed = sorted(k for k in {*old, *facts} if old.get(k) != facts.get(k))
    chain.append(db, row.id, house.now, house.by.name, "amended", {"fields": changed})
    told = _acknowledgements(db, row.id)
    columns = _columns(facts, house, row.received_at, row.state, told)
    db.execute(sa.update(CASE).where(CASE.c.id == row.id).values(**columns))
    reindex(db, row.serial, facts, *texts_of(db, row.id))


def set_state(db: Connection, row: Record[Any], state: State, house: House) -> None:
    """Put a case into `state`, with the deadline that comes next there."""
    columns = _due(row.facts, house, row.received_at, state, _acknowledgements(db, row.id))
    db.execute(sa.update(CASE).where(CASE.c.id == row.id).values(state=state, **columns))


def reindex(db: Connection, serial: int, facts: Mapping[str, Any], *texts: str) -> None:
    """Make a case findable by id, customer, what happened, and its letters."""
    who = facts.get("customer") or {}
    told = [facts["case_id"], *map(str, who.values()), facts.get("what_happened", ""), *texts]
    search.put(db, "ra_search", serial, search.tokens(" ".join(map(str, told))))


def texts_of(db: Connection, case_id: str) -> tuple[str, ...]:
    """Return subject and text of the letters of a case, as they stand."""
    found = db.execute(
        sa
        .select(VERSION.c.subject, VERSION.c.text)
        .join(
            LETTER,
            sa.and_(
                LETTER.c.case_id == VERSION.c.case_id,
                LETTER.c.kind == VERSION.c.kind,
                LETTER.c.number == VERSION.c.number,
            ),
        )
        .where(LETTER.c.case_id == case_id)
    )
    return tuple(part for row in found for part in (row.subject, row.text))


def deadlines_of(db: Connection, row: Record[Any], state: State, pack: Pack) -> tuple[Due, ...]:
    """Return every deadline of a case under the regime that it was received under."""
    regime = regime_of(pack, row.regime)
    asked = state == "escalated" or regime.extended_within is not None  # else the state tells it
    told = _acknowledgements(db, row.id) if asked else 0
    return _deadlines(row.facts, regime, row.received_at, state, told)


def _deadlines(
    facts: Mapping[str, Any], regime: Regime, received: datetime, state: State, told: int
) -> tuple[Due, ...]:
    """Return every deadline; `told` is how often the customer heard that we have it."""
    held = told > 1
    every = deadlines(received, case_facts.whole(facts), regime, held=held)
    return marked(state, every, acknowledged=told > 0, held=held)


def regime_of(pack: Pack, name: str) -> Regime:
    """Return a regime by name; the default one, for a name that the policy no longer has."""
    return pack.regimes.get(name) or pack.regimes["default"]


def due_of(row: Record[Any]) -> Due | None:
    """Return the next deadline as the row holds it."""
    if row.due_step is None:
        return None
    return Due(step=row.due_step, on=row.due_on, source=row.due_source)


def _stamp(house: House, what: str) -> dict[str, Any]:
    return {"changed_at": house.now, "changed_by": house.by.name, "changed_what": what}


def _columns(
    facts: Mapping[str, Any], house: House, received: datetime, state: State, told: int = 0
) -> dict[str, Any]:
    """Return what the queue shows and sorts by."""
    whole = case_facts.whole(facts)
    who = facts.get("customer") or {}
    what = " ".join(str(facts.get("what_happened", "")).split())
    return {
        "facts": dict(facts),
        "customer": who.get("name"),
        "customer_key": case_facts.customer_key(facts),
        "what": what if len(what) <= _SHOWN else what[: _SHOWN - 1] + "…",
        "category": facts.get("category"),
        "severity": facts.get("severity"),
        "language": facts.get("language"),
        "route": triage(whole, house.pack, house.regime).route if whole else None,
        **_due(facts, house, received, state, told),
    }


def _due(
    facts: Mapping[str, Any],
    house: House,
    received: datetime,
    state: State,
    told: int,
) -> dict[str, Any]:
    regime = regime_of(house.pack, house.regime)
    due = next_due(_deadlines(facts, regime, received, state, told))
    return {
        "open": int(state != "closed"),
        "due_on": due.on if due else NEVER,
        "due_step": due.step if due else None,
        "due_source": due.source if due else None,
    }


def _acknowledgements(db: Connection, case_id: str) -> int:
    """Return how often the customer was told that we have it; twice is a holding reply."""
    letters = sa.select(MEMORY.c.serial).where(
        MEMORY.c.case_id == case_id, MEMORY.c.kind == "acknowledgement"
    )
    spoken = sa.select(EVENT.c.number).where(
        EVENT.c.case_id == case_id, EVENT.c.kind == "acknowledge"
    )
    both = sa.union_all(letters, spoken).subquery()
    return int(db.execute(sa.select(sa.func.count()).select_from(both)).scalar_one())


def _previous(one: EarlierApology) -> dict[str, Any]:
    told = {"date": one.on.isoformat(), "about": one.about, "remedy": one.remedy}
    return {name: value for name, value in told.items() if value}
