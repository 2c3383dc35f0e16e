"""Letters as they stand: the newest text, checked, with the signatures that still hold."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import FactsError
from recovery_ai.findings import Finding
from recovery_ai.journal import facts as case_facts
from recovery_ai.journal.checking import Checked, approval_of, check
from recovery_ai.journal.house import House
from recovery_ai.journal.signatures import enough, parted, unanswered, waits_for
from recovery_ai.journal.tables import APPROVAL, LETTER, VERSION
from recovery_ai.journal.values import Approval, CaseLetter, Change, Rework
from recovery_ai.letter import Letter
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Override
from recovery_ai.result import facts_digest


class Standing(NamedTuple):
    """A letter as the database holds it: its newest version and the signatures under it."""

    letter: Record[Any]
    version: Record[Any]
    approvals: tuple[Record[Any], ...]

    @property
    def text(self) -> Letter:
        """The newest text."""
        return Letter(subject=self.version.subject, text=self.version.text)


def standing(db: Connection, case_id: str) -> dict[LetterKind, Standing]:
    """Return the letters of a case, each with its newest version, in three questions."""
    letters = db.execute(sa.select(LETTER).where(LETTER.c.case_id == case_id)).all()
    newest = {(row.kind, row.number) for row in letters}
    versions = db.execute(
        sa.select(VERSION).where(
            VERSION.c.case_id == case_id,
            sa.tuple_(VERSION.c.kind, VERSION.c.number).in_(newest or {("", 0)}),
        )
    ).all()
    signed = db.execute(
        sa.select(APPROVAL).where(APPROVAL.c.case_id == case_id).order_by(APPROVAL.c.event)
    ).all()
    by_kind = {row.kind: row for row in versions}
    return {
        row.kind: Standing(row, by_kind[row.kind], tuple(a for a in signed if a.kind == row.kind))
        for row in letters
        if row.kind in by_kind
    }


def judge(
    facts: Mapping[str, Any], kind: LetterKind, letter: Letter, house: House
) -> Checked | None:
    """Judge a text where the facts allow it and there is one."""
    if not letter.text.strip():
        return None
    try:
        return check(facts, kind, letter, house.pack, house.regime)
    except FactsError:
        return None


def shown(
    facts: Mapping[str, Any], kind: LetterKind, found: Standing | None, house: House
) -> CaseLetter:
    """Return one letter as it stands, checked and its signatures held against what is now."""
    if found is None:
        return CaseLetter(kind=kind, status="none")
    version, letter = found.version, found.letter
    if not found.approvals and (known := _unchanged(facts, kind, found, house)):
        return known
    now = approval_of(facts, kind, found.text, house.pack)
    approvals = tuple(_approval(one, version.number, now) for one in found.approvals)
    checked = judge(facts, kind, found.text, house)
    findings = checked.review.findings if checked else ()
    sent = letter.sent_number == version.number
    valid = tuple(one for one in approvals if one.valid)
    waits: tuple[Role, ...] = ()
    done = sent
    if checked and not sent:
        roles = tuple(one.role for one in valid)
        done = enough(house.pack, kind, checked, roles)
        clear = not unanswered(findings, valid)
        waits = waits_for(house.pack, kind, checked, roles) if clear and not done else ()
    return CaseLetter(
        kind=kind,
        status="sent" if sent else "approved" if done else "waiting" if waits else "drafted",
        number=version.number,
        subject=version.subject,
        text=version.text,
        findings=findings,
        proved=checked.review.proved if checked else False,
        approvals=approvals,
        waiting_for=waits,
        rework=_rework(letter),
        changed=Change(by=version.by, at=version.at, what=version.why),
        sent=_sent(letter),
    )


def _unchanged(
    facts: Mapping[str, Any], kind: LetterKind, found: Standing, house: House
) -> CaseLetter | None:
    """Return a letter as it was checked when saved, where facts and policy still are the same."""
    version, letter = found.version, found.letter
    whole = case_facts.whole(facts, case_facts.STAGES[kind])
    same = whole and version.facts_sha256 == facts_digest(whole)
    if not same or version.pack_sha256 != house.pack.digest:
        return None
    waits = parted(letter.waiting_for)
    return CaseLetter(
        kind=kind,
        status="waiting" if waits else "drafted",
        number=version.number,
        subject=version.subject,
        text=version.text,
        findings=tuple(Finding.model_validate(one) for one in version.findings or ()),
        proved=bool(version.proved),
        waiting_for=waits,
        rework=_rework(letter),
        changed=Change(by=version.by, at=version.at, what=version.why),
        sent=_sent(letter),
    )


def _sent(letter: Record[Any]) -> Change | None:
    if letter.sent_at is None:
        return None
    return Change(by=letter.sent_by, at=letter.sent_at, what=letter.sent_how)


def _approval(row: Record[Any], number: int, now: str) -> Approval:
    return Approval(
        by=row.by,
        role=row.role,
        at=row.at,
        approval_sha256=row.approval_sha256,
        valid=row.number == number and row.approval_sha256 == now,
        overrides=tuple(Override.model_validate(one) for one in row.overrides or ()),
    )


def _rework(letter: Record[Any]) -> Rework | None:
    if letter.rework_at is None:
        return None
    return Rework(by=letter.rework_by, at=letter.rework_at, reason=letter.rework_reason)
