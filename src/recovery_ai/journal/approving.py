"""Approving and sending: signatures bound to text, facts and policy, by people who may."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import JournalError
from recovery_ai.journal import (
    cases,
    chain,
    ledger,
    letters,
    memory,
    signatures,
    standing,
    versions,
)
from recovery_ai.journal.checking import Checked, check
from recovery_ai.journal.house import House
from recovery_ai.journal.lifecycle import UNDER_WAY, MoveName, moved
from recovery_ai.journal.standing import Standing
from recovery_ai.journal.tables import APPROVAL, CASE, LETTER
from recovery_ai.journal.values import CaseLetter
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Override
from recovery_ai.result import approval_digest

REASON = 10
"""Characters that the reason of an override has at least."""


def approve(
    db: Connection,
    row: Record[Any],
    kind: LetterKind,
    house: House,
    overrides: tuple[Override, ...],
) -> None:
    """Sign a letter; once the signatures are enough it may be sent."""
    found, checked, shown = _ready(db, row, kind, house)
    if kind != "acknowledgement" and row.state not in {"drafted", "approved"}:
        moved(row.id, row.state, "approve", house.by.role)
    alone = _may_sign(db, row, kind, checked, shown, house)
    told = _overridden(row.id, house, overrides)
    valid = tuple(one for one in shown.approvals if one.valid)
    if left := signatures.unanswered(checked.review.findings, valid, *told):
        codes = ", ".join(dict.fromkeys(one.code for one in left))
        raise JournalError(
            _place(row, kind), f"has errors ({codes})", "mend them, or override each with a reason"
        )
    sha256 = approval_digest(found.version.text_sha256, checked.facts_sha256, house.pack)
    signed = (*(one.role for one in valid), house.by.role)
    done = signatures.enough(house.pack, kind, checked, signed)
    said = {
        "letter": kind,
        "number": shown.number,
        "text_sha256": found.version.text_sha256,
        "approval_sha256": sha256,
        "role": house.by.role,
        "enough": done,
        "alone": alone,
        "overrides": [one.model_dump(mode="json") for one in told],
    }
    event = chain.append(db, row.id, house.now, house.by.name, "approved", said)
    db.execute(
        sa.insert(APPROVAL).values(
            case_id=row.id,
            kind=kind,
            event=event,
            number=shown.number,
            by=house.by.name,
            role=house.by.role,
            at=house.now,
            approval_sha256=sha256,
            overrides=said["overrides"],
        )
    )
    waits = () if done else signatures.waits_for(house.pack, kind, checked, signed)
    letters.note(
        db, row.id, kind, house, 0, waits, rework_by=None, rework_at=None, rework_reason=None
    )
    if done:
        _approved(db, row, kind, checked, house)


def reject(db: Connection, row: Record[Any], kind: LetterKind, house: House, reason: str) -> None:
    """Send a letter back to be written again."""
    found, checked, _ = _ready(db, row, kind, house)
    if not house.pack.authority.signs(house.by.role, checked.triage):
        raise _not_yours(row, kind, checked, house)
    if not reason.strip():
        raise JournalError(_place(row, kind), "needs a reason to be sent back", "say what to mend")
    said = {"letter": kind, "number": found.version.number, "reason": reason}
    chain.append(db, row.id, house.now, house.by.name, "sent_back", said)
    db.execute(sa.delete(APPROVAL).where(APPROVAL.c.case_id == row.id, APPROVAL.c.kind == kind))
    letters.void(db, row, house, kind)
    letters.note(
        db, row.id, kind, house, found.letter.errors, (),
        rework_by=house.by.name, rework_at=house.now, rework_reason=reason,
    )  # fmt: skip


def send(db: Connection, row: Record[Any], kind: LetterKind, house: House, how: str) -> None:
    """Note that an approved letter has left the house."""
    found, checked, shown = _ready(db, row, kind, house)
    if shown.status != "approved":
        void = [one.by for one in shown.approvals if not one.valid]
        why = "was changed after its approval" if void else "is not approved"
        raise JournalError(_place(row, kind), why, "have it approved as it stands")
    event = chain.append(
        db, row.id, house.now, house.by.name, "sent",
        {"letter": kind, "number": shown.number, "how": how,
         "text_sha256": found.version.text_sha256,
         "approval_sha256": shown.approvals[-1].approval_sha256},
    )  # fmt: skip
    db.execute(
        sa
        .update(LETTER)
        .where(LETTER.c.case_id == row.id, LETTER.c.kind == kind)
        .values(sent_number=shown.number, sent_by=house.by.name, sent_at=house.now, sent_how=how)
    )
    ledger.sent(db, row.id, kind, house)
    letter = versions.sectioned(found)
    memory.remember(db, row, kind, letter, checked, event, house)
    _leave(db, row, kind, house)


def _leave(db: Connection, row: Record[Any], kind: LetterKind, house: House) -> None:
    """Take the case to where a sent letter of this kind brings it."""
    name: MoveName = "decline" if kind == "decline" else "send"
    if kind != "acknowledgement":
        cases.set_state(db, row, moved(row.id, row.state, name, house.by.role), house)
    elif row.state == "received":
        reason = "the acknowledgement letter was sent"
        state = moved(row.id, row.state, "acknowledge", house.by.role, reason)
        cases.set_state(db, row, state, house)
    else:
        cases.set_state(db, row, row.state, house)


def _ready(
    db: Connection, row: Record[Any], kind: LetterKind, house: House
) -> tuple[Standing, Checked, CaseLetter]:
    """Return the letter, checked anew; raise when there is none or it was sent already."""
    found = standing.standing(db, row.id).get(kind)
    if found is None or not found.version.text.strip():
        raise JournalError(_place(row, kind), "has no text yet", "draft it or write it first")
    if found.letter.sent_number == found.version.number:
        raise JournalError(_place(row, kind), "was sent already", "write another letter")
    if row.state not in {*UNDER_WAY, "escalated"}:
        raise JournalError(f"case {row.id}", f"is {row.state}", "reopen it first")
    checked = check(row.facts, kind, found.text, house.pack, house.regime)
    return found, checked, standing.shown(row.facts, kind, found, house)


def _may_sign(
    db: Connection,
    row: Record[Any],
    kind: LetterKind,
    checked: Checked,
    shown: CaseLetter,
    house: House,
) -> bool:
    """Refuse a signature that may not be; say whether it is that of a writer who works alone."""
    authority, by = house.pack.authority, house.by
    if not authority.signs(by.role, checked.triage):
        raise _not_yours(row, kind, checked, house)
    if any(one.valid and one.by == by.name for one in shown.approvals):
        raise JournalError(
            _place(row, kind), "has your signature already", "another person has to sign"
        )
    if authority.of(by.role).own_letters or by.name not in versions.writers(db, row.id, kind):
        return False
    if not by.alone:
        raise JournalError(
            _place(row, kind), "was written by you", "ask somebody else to approve it"
        )
    if not signatures.enough(house.pack, kind, checked, (by.role,)):
        raise JournalError(
            _place(row, kind),
            "was written by you, and is above what you may approve alone",
            "another person has to sign",
        )
    return True


def _not_yours(row: Record[Any], kind: LetterKind, checked: Checked, house: House) -> JournalError:
    able = house.pack.authority.signers(checked.triage)
    return JournalError(
        _place(row, kind),
        f"is no letter that {house.by.role} may approve (route {checked.triage.route})",
        f"ask somebody who is {' or '.join(able)}",
    )


def _overridden(
    case_id: str, house: House, overrides: tuple[Override, ...]
) -> tuple[Override, ...]:
    """Return the overrides under the signer's own name; refuse one that may not be."""
    if overrides and house.by.role not in house.pack.authority.override:
        raise JournalError(
            f"case {case_id}",
            f"{house.by.role} may not override a finding",
            f"ask somebody who is {' or '.join(house.pack.authority.override)}",
        )
    for one in overrides:
        if len(one.reason.strip()) < REASON:
            raise JournalError(
                f"case {case_id}",
                f"the override of {one.code} has no reason",
                f"say why in at least {REASON} characters",
            )
    return tuple(one.model_copy(update={"by": house.by.name}) for one in overrides)


def _approved(
    db: Connection, row: Record[Any], kind: LetterKind, checked: Checked, house: House
) -> None:
    ledger.enter(db, row, kind, checked, house)
    if kind == "acknowledgement":
        return
    if row.state == "drafted":
        cases.set_state(db, row, moved(row.id, row.state, "approve", house.by.role), house)
    db.execute(sa.update(CASE).where(CASE.c.id == row.id).values(approved_pack=house.pack.digest))


def _place(row: Record[Any], kind: LetterKind) -> str:
    return f"case {row.id}: {kind} letter"
