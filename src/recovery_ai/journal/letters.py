"""Letters of a case: every text kept as a version, checked as it is saved, read as it stands."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import FactsError, JournalError
from recovery_ai.findings import Finding
from recovery_ai.incident import Remedy
from recovery_ai.journal import cases, chain
from recovery_ai.journal import facts as case_facts
from recovery_ai.journal.checking import Checked, approval_of, check
from recovery_ai.journal.house import House
from recovery_ai.journal.lifecycle import moved
from recovery_ai.journal.tables import APPROVAL, CASE, LETTER, PROMISE, VERSION
from recovery_ai.journal.values import Approval, CaseLetter, Change, Rework, Version, Why
from recovery_ai.letter import Letter
from recovery_ai.pack import Pack
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Draft, Override
from recovery_ai.result import facts_digest, text_digest

_ONE_SITTING = timedelta(minutes=10)
_PAUSE = timedelta(minutes=2)


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
            .where(*_key(VERSION, row.id, kind), VERSION.c.number == number)
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
    told = {"errors": errors, "waiting_for": _joined(waits), **columns}
    db.execute(sa.update(LETTER).where(*_key(LETTER, case_id, kind)).values(**told))
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
            waiting_for=_joined(tuple(dict.fromkeys(every))),
        )
    )


def waits_for(
    pack: Pack, kind: LetterKind, checked: Checked, signed: tuple[Role, ...]
) -> tuple[Role, ...]:
    """Return the roles whose signature comes next."""
    return pack.authority.waits_for(signed, checked.triage.route, offered(kind, checked))


def offered(kind: LetterKind, checked: Checked) -> tuple[Remedy, ...]:
    """Return the remedies that somebody answers for by signing this letter.

    Those of the facts; for an acknowledgement only where one of its sentences speaks of a remedy.
    """
    ours = {remedy.fact for remedy in checked.brief.remedies}
    told = checked.review.provenance
    speaks = any(one.role == "remedy" or ours & set(one.facts) for one in told)
    return checked.incident.remedies if speaks or kind != "acknowledgement" else ()


def parted(waiting: str) -> tuple[Any, ...]:
    """Return the roles of a stored list."""
    return tuple(role for role in waiting.split(",") if role)


def _joined(roles: tuple[Role, ...]) -> str:
    return f",{','.join(roles)}," if roles else ""


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
    newest = sa.select(sa.func.max(VERSION.c.number)).where(*_key(VERSION, case_id, kind))
    number = int(db.execute(newest).scalar() or 0) + 1
    place = {"case_id": case_id, "kind": kind, "number": number, "begun_at": house.now}
    db.execute(sa.insert(VERSION).values(**place, **values))
    return number


def _point(db: Connection, case_id: str, kind: LetterKind, number: int, fresh: bool) -> None:
    if fresh:
        place = {"case_id": case_id, "kind": kind, "errors": 0, "waiting_for": ""}
        db.execute(sa.insert(LETTER).values(**place, number=number))
    else:
        db.execute(sa.update(LETTER).where(*_key(LETTER, case_id, kind)).values(number=number))


def _key(table: sa.Table, case_id: str, kind: LetterKind) -> tuple[Any, Any]:
    return table.c.case_id == case_id, table.c.kind == kind


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


def enough(pack: Pack, kind: LetterKind, checked: Checked, signed: tuple[Role, ...]) -> bool:
    """Say whether these signatures let the letter go."""
    return pack.authority.enough(signed, checked.triage.route, offered(kind, checked))


def unanswered(
    findings: tuple[Finding, ...], approvals: tuple[Approval, ...], *more: Override
) -> tuple[Finding, ...]:
    """Return the error findings that no override answers."""
    overrides = [*more, *(over for one in approvals for over in one.overrides)]
    return tuple(
        finding
        for finding in findings
        if finding.severity == "error"
        and not any(
            over.code == finding.code and over.quote in {None, finding.quote} for over in overrides
        )
    )


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


def versions(db: Connection, case_id: str, kind: LetterKind) -> tuple[Version, ...]:
    """Return every version of a letter, newest first, side drafts among them."""
    names = [c for c in VERSION.c if c.name in Version.model_fields]
    found = db.execute(
        sa.select(*names).where(*_key(VERSION, case_id, kind)).order_by(VERSION.c.number.desc())
    )
    return tuple(Version.model_validate(dict(row)) for row in found.mappings())


def version(db: Connection, case_id: str, kind: LetterKind, number: int) -> Record[Any]:
    """Return one version's row; raise `JournalError` when there is none."""
    found = db.execute(
        sa.select(VERSION).where(*_key(VERSION, case_id, kind), VERSION.c.number == number)
    ).one_or_none()
    if found is None:
        raise JournalError(f"case {case_id}", f"has no {kind} version {number}", "list versions")
    return found


def kind_of(facts: Mapping[str, Any], draft: Draft, house: House) -> LetterKind | None:
    """Return which letter a draft is, or None when it was made from other facts than these."""
    stages = dict.fromkeys(case_facts.STAGES.values())
    now = [case_facts.whole(facts, stage) for stage in stages]
    same = any(one and facts_digest(one) == draft.record.facts_sha256 for one in now)
    return named(draft, house) if same else None


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


def sectioned(found: Standing) -> Letter:
    """Return the newest text with its slotted sections, where it still is what was drafted."""
    draft = Draft.model_validate(found.version.draft) if found.version.draft else None
    same = draft and draft.letter and draft.letter.text == found.version.text
    return draft.letter if draft and draft.letter and same else found.text


def named(draft: Draft | None, house: House) -> LetterKind:
    """Return which letter a draft is by its framework alone, whatever facts it was made from."""
    framework = house.pack.frameworks.get((draft and draft.record.framework) or "")
    return framework.kind if framework else "resolution"


def draft_of(db: Connection, case_id: str, kind: LetterKind, number: int) -> Draft | None:
    """Return the stored result of drafting, with the overrides of its approvals in the record."""
    row = version(db, case_id, kind, number)
    if row.draft is None:
        return None
    draft = Draft.model_validate(row.draft)
    signed = db.execute(
        sa.select(APPROVAL.c.overrides).where(
            *_key(APPROVAL, case_id, kind), APPROVAL.c.number == number
        )
    ).scalars()
    told = tuple(Override.model_validate(one) for each in signed for one in each or ())
    return draft.model_copy(update={"record": draft.record.model_copy(update={"overrides": told})})


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
