"""Versions of a letter: every text that was saved, and the draft that it came from."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import JournalError
from recovery_ai.journal import chain
from recovery_ai.journal import facts as case_facts
from recovery_ai.journal.house import House
from recovery_ai.journal.standing import Standing
from recovery_ai.journal.tables import APPROVAL, LETTER, VERSION
from recovery_ai.journal.values import Version
from recovery_ai.letter import Letter
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Draft, Override
from recovery_ai.result import facts_digest, text_digest


def key(table: sa.Table, case_id: str, kind: LetterKind) -> tuple[Any, Any]:
    """Return the condition for the rows of one letter."""
    return table.c.case_id == case_id, table.c.kind == kind


def versions(db: Connection, case_id: str, kind: LetterKind) -> tuple[Version, ...]:
    """Return every version of a letter, newest first, side drafts among them."""
    names = [c for c in VERSION.c if c.name in Version.model_fields]
    found = db.execute(
        sa.select(*names).where(*key(VERSION, case_id, kind)).order_by(VERSION.c.number.desc())
    )
    return tuple(Version.model_validate(dict(row)) for row in found.mappings())


def version(db: Connection, case_id: str, kind: LetterKind, number: int) -> Record[Any]:
    """Return one version's row; raise `JournalError` when there is none."""
    found = db.execute(
        sa.select(VERSION).where(*key(VERSION, case_id, kind), VERSION.c.number == number)
    ).one_or_none()
    if found is None:
        raise JournalError(f"case {case_id}", f"has no {kind} version {number}", "list versions")
    return found


def draft_of(db: Connection, case_id: str, kind: LetterKind, number: int) -> Draft | None:
    """Return the stored result of drafting, with the overrides of its approvals in the record."""
    row = version(db, case_id, kind, number)
    if row.draft is None:
        return None
    draft = Draft.model_validate(row.draft)
    signed = db.execute(
        sa.select(APPROVAL.c.overrides).where(
            *key(APPROVAL, case_id, kind), APPROVAL.c.number == number
        )
    ).scalars()
    told = tuple(Override.model_validate(one) for each in signed for one in each or ())
    return draft.model_copy(update={"record": draft.record.model_copy(update={"overrides": told})})


def sectioned(found: Standing) -> Letter:
    """Return the newest text with its slotted sections, where it still is what was drafted."""
    draft = Draft.model_validate(found.version.draft) if found.version.draft else None
    same = draft and draft.letter and draft.letter.text == found.version.text
    return draft.letter if draft and draft.letter and same else found.text


def kind_of(facts: Mapping[str, Any], draft: Draft, house: House) -> LetterKind | None:
    """Return which letter a draft is, or None when it was made from other facts than these."""
    stages = dict.fromkeys(case_facts.STAGES.values())
    now = [case_facts.whole(facts, stage) for stage in stages]
    same = any(one and facts_digest(one) == draft.record.facts_sha256 for one in now)
    return named(draft, house) if same else None


def named(draft: Draft | None, house: House) -> LetterKind:
    """Return which letter a draft is by its framework alone, whatever facts it was made from."""
    framework = house.pack.frameworks.get((draft and draft.record.framework) or "")
    return framework.kind if framework else "resolution"


def altered(db: Connection) -> tuple[int, str] | None:
    """Return the event of the first letter whose text is not what was saved, and what is wrong.

    A text is held against its own digest, and against the one that its approval signed.
    """
    columns = (VERSION.c.case_id, VERSION.c.kind, VERSION.c.number)
    asked = sa.select(*columns, VERSION.c.subject, VERSION.c.text, VERSION.c.text_sha256)
    place: tuple[str, str, int] = ("", "", 0)
    while rows := db.execute(
        asked.where(sa.tuple_(*columns) > place).order_by(*columns).limit(500)
    ).all():
        signed = _signed(db, [row.case_id for row in rows])
        for row in rows:
            place = (row.case_id, row.kind, row.number)
            event, sha256 = signed.get(place, (0, row.text_sha256))
            if {text_digest(row.subject, row.text), row.text_sha256} != {sha256}:
                event = event or chain.newest(db, row.case_id)
                return event, f"the text of {row.kind} version {row.number} was changed"
    return None


def _signed(db: Connection, case_ids: list[str]) -> dict[tuple[str, str, int], tuple[int, str]]:
    """Return version -> event and digest of the text, as the log tells them of approvals."""
    return {
        (event.case_id, str(said["letter"]), int(said["number"])): (
            event.number,
            str(said["text_sha256"]),
        )
        for event, said in chain.told(db, "approved", case_ids)
    }


def writers(db: Connection, case_id: str, kind: LetterKind) -> set[str]:
    """Return who had a hand in the letter since one of its kind was last sent."""
    last = db.execute(
        sa.select(LETTER.c.sent_number).where(LETTER.c.case_id == case_id, LETTER.c.kind == kind)
    ).scalar()
    asked = sa.select(VERSION.c.by).where(
        VERSION.c.case_id == case_id,
        VERSION.c.kind == kind,
        VERSION.c.number > (last or 0),
        VERSION.c.why != "side",
    )
    return set(db.execute(asked).scalars())
