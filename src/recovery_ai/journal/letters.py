"""Letters of a case: a text saved as a version, and what follows from it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import JournalError
from recovery_ai.findings import Finding
from recovery_ai.journal import cases, chain
from recovery_ai.journal.checking import Checked
from recovery_ai.journal.house import House
from recovery_ai.journal.lifecycle import moved
from recovery_ai.journal.signatures import joined, parted, waits_for
from recovery_ai.journal.standing import Standing, judge, standing
from recovery_ai.journal.tables import CASE, LETTER, PROMISE, VERSION
from recovery_ai.journal.values import Why
from recovery_ai.journal.versions import key
from recovery_ai.letter import Letter
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Draft
from recovery_ai.result import text_digest

_ONE_SITTING = timedelta(minutes=10)
_PAUSE = timedelta(minutes=2)


def save(
    db: Connection,
    row: Record[Any],
    kind: LetterKind,
    letter: Letter,
    house: House,
    why: Why = "edited",
    draft: Draft | None = None,
    judged: Checked | None = None,
) -> int:
    """Save a text as the newest version of a letter and return its number.

    Typing on in one sitting goes on in the same version; a pause, another person, a signature or a
    draft begins a new one. `judged` is what the checks say, where the caller has asked them.
    """
    state = row.state
    if kind != "acknowledgement" and state in {"sent", "declined", "feedback", "closed"}:
        raise JournalError(f"case {row.id}", f"is {state}", "reopen it to write another letter")
    if state == "closed":
        raise JournalError(f"case {row.id}", "is closed", "reopen it to write another letter")
    before = standing(db, row.id)
    old = before.get(kind)
    checked = judged or judge(row.facts, kind, letter, house)
    values = _values(letter, checked, house, why, draft)
    if old and why == "edited" and _same_sitting(old, house):
        number = int(old.version.number)
        db.execute(
            sa
            .update(VERSION)
            .where(*key(VERSION, row.id, kind), VERSION.c.number == number)
            .values(**values)
        )
    else:
        number = _insert(db, row.id, kind, values, house)
        if why != "side":
            _point(db, row.id, kind, number, old is None)
            said = {"letter": kind, "number": number, "model": values["model"]}
            chain.append(db, row.id, house.now, house.by.name, why, said)
    if why != "side":
        _follow(db, row, kind, checked, house)
        others = (one.version for name, one in before.items() if name != kind)
        texts = [part for one in others for part in (one.subject, one.text)]
        cases.reindex(db, row.serial, row.facts, letter.subject, letter.text, *texts)
    return number


def void(db: Connection, row: Record[Any], house: House, kind: LetterKind | None = None) -> None:
    """Take back what an approval had brought: the state, and promises not sent yet."""
    unsent = sa.and_(PROMISE.c.case_id == row.id, PROMISE.c.sent == 0, PROMISE.c.state == "open")
    of_kind = PROMISE.c.letter == kind if kind else sa.true()
    db.execute(
        sa.update(PROMISE)
        .where(unsent, of_kind)
        .values(state="withdrawn", note="the approval was voided by an edit",
                changed_at=house.now, changed_by=house.by.name)
    )  # fmt: skip
    if row.state == "approved" and kind != "acknowledgement":
        cases.set_state(db, row, moved(row.id, row.state, "edit", house.by.role), house)


def _follow(
    db: Connection, row: Record[Any], kind: LetterKind, checked: Checked | None, house: House
) -> None:
    """Let case and letter follow a new text: the state, what the checks say, who has to sign."""
    void(db, row, house, kind)
    if kind != "acknowledgement" and row.state in {"received", "acknowledged", "investigating"}:
        cases.set_state(db, row, moved(row.id, row.state, "draft", house.by.role), house)
    errors = _errors(checked.review.findings) if checked else 0
    waits: tuple[Role, ...] = ()
    if checked and not errors:
        waits = waits_for(house.pack, kind, checked, ())
    note(db, row.id, kind, house, errors, waits, rework_by=None, rework_at=None, rework_reason=None)


def note(
    db: Connection,
    case_id: str,
    kind: LetterKind,
    house: House,
    errors: int,
    waits: tuple[Role, ...],
    **columns: Any,
) -> None:
    """Note on letter and case what is in the way and who has to sign."""
    told = {"errors": errors, "waiting_for": joined(waits), **columns}
    db.execute(sa.update(LETTER).where(*key(LETTER, case_id, kind)).values(**told))
    letters = db.execute(
        sa.select(LETTER.c.errors, LETTER.c.waiting_for).where(LETTER.c.case_id == case_id)
    ).all()
    every = [role for one in letters for role in parted(one.waiting_for)]
    db.execute(
        sa
        .update(CASE)
        .where(CASE.c.id == case_id)
        .values(
            checked_pack=house.pack.digest,
            errors=sum(one.errors for one in letters),
            waiting_for=joined(tuple(dict.fromkeys(every))),
        )
    )


def _errors(findings: tuple[Finding, ...]) -> int:
    return sum(finding.severity == "error" for finding in findings)


def _values(
    letter: Letter, checked: Checked | None, house: House, why: Why, draft: Draft | None
) -> dict[str, Any]:
    findings = checked.review.findings if checked else ()
    errors = _errors(findings)
    answered = draft.record.answered or (draft.record.model,) if draft else ()
    return {
        "at": house.now,
        "by": house.by.name,
        "why": why,
        "subject": letter.subject,
        "text": letter.text,
        "text_sha256": text_digest(letter.subject, letter.text),
        "facts_sha256": checked.facts_sha256 if checked else None,
        "pack_sha256": house.pack.digest,
        "findings": [finding.model_dump(mode="json") for finding in findings],
        "proved": int(checked.review.proved) if checked else 0,
        "errors": errors,
        "warnings": len(findings) - errors,
        "words": len(letter.text.split()),
        "model": ", ".join(answered) or None,
        "draft": draft.as_json() if draft else None,
    }


def _same_sitting(old: Standing, house: House) -> bool:
    version = old.version
    return (
        version.why == "edited"
        and version.by == house.by.name
        and version.number not in {old.letter.sent_number, *(a.number for a in old.approvals)}
        and house.now - version.begun_at < _ONE_SITTING
        and house.now - version.at < _PAUSE
    )


def _insert(
    db: Connection, case_id: str, kind: LetterKind, values: dict[str, Any], house: House
) -> int:
    newest = sa.select(sa.func.max(VERSION.c.number)).where(*key(VERSION, case_id, kind))
    number = int(db.execute(newest).scalar() or 0) + 1
    place = {"case_id": case_id, "kind": kind, "number": number, "begun_at": house.now}
    db.execute(sa.insert(VERSION).values(**place, **values))
    return number


def _point(db: Connection, case_id: str, kind: LetterKind, number: int, fresh: bool) -> None:
    if fresh:
        place = {"case_id": case_id, "kind": kind, "errors": 0, "waiting_for": ""}
        db.execute(sa.insert(LETTER).values(**place, number=number))
    else:
        db.execute(sa.update(LETTER).where(*key(LETTER, case_id, kind)).values(number=number))


def check_voided(db: Connection, house: House) -> None:
    """Judge the letters anew whose approval is void since the policy changed, each case once."""
    digest = house.pack.digest
    void = sa.select(CASE.c.id, CASE.c.facts, CASE.c.regime).where(
        CASE.c.state == "approved",
        CASE.c.approved_pack != digest,
        CASE.c.checked_pack.is_distinct_from(digest),
    )
    for row in db.execute(void).all():
        regime = cases.regime_of(house.pack, row.regime).name
        check_anew(db, row.id, row.facts, house._replace(regime=regime))


def check_anew(db: Connection, case_id: str, facts: Mapping[str, Any], house: House) -> None:
    """Judge every letter that was not sent yet against amended facts."""
    for kind, found in standing(db, case_id).items():
        if found.letter.sent_number == found.version.number:
            continue
        checked = judge(facts, kind, found.text, house)
        errors = _errors(checked.review.findings) if checked else 0
        waits = waits_for(house.pack, kind, checked, ()) if checked and not errors else ()
        note(db, case_id, kind, house, errors, waits)
