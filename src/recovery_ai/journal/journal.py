"""The journal: every step of a case, one method each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.errors import JournalError, StaleCase
from recovery_ai.incident import Incident
from recovery_ai.journal import (
    approving,
    cases,
    chain,
    ledger,
    letters,
    purging,
    standing,
    versions,
)
from recovery_ai.journal import facts as case_facts
from recovery_ai.journal.archive import Archive
from recovery_ai.journal.checking import Checked
from recovery_ai.journal.house import House
from recovery_ai.journal.lifecycle import MoveName, moved, moves_from
from recovery_ai.journal.store import database_of
from recovery_ai.journal.tables import CASE
from recovery_ai.journal.values import (
    Case,
    LedgerPromise,
    Person,
    PromiseState,
    Purged,
    Seen,
)
from recovery_ai.letter import Letter
from recovery_ai.pack import Pack, load
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Draft, Override
from recovery_ai.settings import Settings, policy_folder, prompts_folder, read_settings

Facts = Incident | Mapping[str, Any]


def open_journal(settings: Settings | None = None, pack: Pack | None = None) -> "Journal":
    """Open the journal that the settings name, a file in the data folder by default.

    Args:
        settings: those of `recovery.toml` when None.
        pack: the policy; the one that the settings name when None.

    Raises:
        JournalError: when the database cannot be opened.
        SettingsError: when a setting cannot be used.
    """
    settings = settings or read_settings()
    policy = pack or load(prompts_folder(settings), policy_folder(settings))
    return Journal(database_of(settings), policy, settings.regime)


class Journal(Archive):
    """Cases that are remembered; safe for several processes and threads at once.

    Args:
        database: `sqlite:///FILE` or `postgresql+psycopg://…`.
        pack: the policy that letters are checked by.
        regime: complaint-timing preset of new cases.
        clock: tells the moment, in UTC.

    Raises:
        JournalError: by the constructor, when the database cannot be opened or the regime is not
            known; by any method, for a case that is not there, a step that is not allowed, or
            somebody who may not take it, with what to do instead.
        StaleCase: by every method that takes a `Seen`, when somebody changed the case since.
    """

    def new_case(
        self,
        facts: Facts,
        by: Person,
        *,
        received: datetime | None = None,
        owner: str | None = None,
    ) -> Case:
        """Receive a case; facts may be incomplete, and a case number is given where they have none.

        Args:
            facts: an `Incident`, or a mapping with some of its fields.
            by: who enters it.
            received: when the complaint arrived; now when None.
            owner: who looks after it.

        Raises:
            FactsError: for an unknown field or an impossible value.
        """
        given = case_facts.plain(facts)
        house = self._house(by)
        with self._store.writing() as db:
            case_id = cases.create(db, given, house, received or house.now, owner)
        return self.case(case_id)

    def amend(self, case: Seen, facts: Facts, by: Person) -> Case:
        """Replace the facts of a case; approvals of its letters are void unless nothing changed."""
        given = case_facts.plain(facts)
        with self._changing(case, by, "facts amended") as (db, row, house):
            cases.amend(db, row, given, house)
            letters.void(db, row, house)
            letters.check_anew(db, row.id, given, house)
        return self.case(case.id)

    def assign(self, case: Seen, owner: str | None, by: Person) -> Case:
        """Give a case to somebody, or to nobody."""
        with self._changing(case, by, "assigned") as (db, row, house):
            chain.append(db, row.id, house.now, by.name, "assigned", {"owner": owner})
            db.execute(sa.update(CASE).where(CASE.c.id == row.id).values(owner=owner))
        return self.case(case.id)

    def move(self, case: Seen, step: MoveName, by: Person, reason: str = "") -> Case:
        """Take a step of the lifecycle by name, such as `investigate`, `escalate` or `close`."""
        with self._changing(case, by, step) as (db, row, house):
            state = moved(row.id, row.state, step, by.role, reason)
            if step not in {one.name for one in moves_from(row.state)}:
                raise JournalError(
                    f"case {row.id}", f"{step} comes with a letter", "write, approve or send it"
                )
            said = {"from": row.state, "to": state, "reason": reason}
            chain.append(db, row.id, house.now, by.name, step, said)
            letters.void(db, row, house)
            cases.set_state(db, row, state, house)
        return self.case(case.id)

    def record_draft(self, case: Seen, draft: Draft, by: Person) -> Case:
        """Keep a result of `draft`, with every attempt, as the newest version of its letter.

        Which letter it is follows from the facts and the framework that it was drafted with. A
        draft of facts that were amended since is kept as a side draft, and `StaleCase` is raised.
        """
        with self._kept(case, by, draft) as (db, row, house):
            kind = versions.kind_of(row.facts, draft, house)
            if draft.letter is None:
                said = {"route": draft.triage.route, "notes": draft.record.notes}
                chain.append(db, row.id, house.now, by.name, "not_drafted", said)
            elif kind is None:
                at = row.changed_at.isoformat(timespec="seconds")
                raise StaleCase(row.id, row.changed_by, at, row.changed_what)
            else:
                letters.save(db, row, kind, draft.letter, house, "drafted", draft)
        return self.case(case.id)

    def save_text(self, case: Seen, kind: LetterKind, subject: str, text: str, by: Person) -> Case:
        """Save a text as it is being typed; cheap enough for every pause.

        Typing on goes on in the same version; after two minutes' rest, ten minutes, a signature, or
        another person a new one begins. An edit voids the approval. When somebody else changed the
        case meanwhile the text is kept as a side draft, and `StaleCase.kept` is its number.
        """
        letter = Letter(subject=subject, text=text)
        judged = self._judged(case, kind, letter, by)
        with self._kept(case, by, letter, kind) as (db, row, house):
            letters.save(db, row, kind, letter, house, judged=judged)
        return self.case(case.id)

    def restore(self, case: Seen, kind: LetterKind, number: int, by: Person) -> Case:
        """Make an earlier version, or a side draft, the newest one."""
        with self._changing(case, by, f"{kind} version {number} restored") as (db, row, house):
            old = versions.version(db, row.id, kind, number)
            letter = Letter(subject=old.subject, text=old.text)
            letters.save(db, row, kind, letter, house, "restored")
        return self.case(case.id)

    def approve(
        self,
        case: Seen,
        kind: LetterKind,
        by: Person,
        overrides: tuple[Override, ...] = (),
    ) -> Case:
        """Sign a letter as it stands; with enough signatures it may be sent.

        Args:
            case: as it was seen.
            kind: which letter.
            by: who signs; their role has to be allowed the route, and mostly not their own letter.
            overrides: error findings that stand, each with a reason of at least 10 characters.
        """
        with self._changing(case, by, f"{kind} letter approved") as (db, row, house):
            approving.approve(db, row, kind, house, overrides)
        return self.case(case.id)

    def reject(self, case: Seen, kind: LetterKind, by: Person, reason: str) -> Case:
        """Send a letter back to be written again, saying what to mend; its signatures go."""
        with self._changing(case, by, f"{kind} letter sent back") as (db, row, house):
            approving.reject(db, row, kind, house, reason)
        return self.case(case.id)

    def send(self, case: Seen, kind: LetterKind, by: Person, how: str = "email") -> Case:
        """Note that an approved letter has left the house; nothing is sent from here.

        Refused when text, facts or policy differ by one byte from what was approved.
        """
        with self._changing(case, by, f"{kind} letter sent") as (db, row, house):
            approving.send(db, row, kind, house, how)
        return self.case(case.id)

    def settle(
        self, promise: LedgerPromise, state: PromiseState, by: Person, note: str = ""
    ) -> LedgerPromise:
        """Note that a promise was kept, broken or withdrawn, or is open again."""
        house = self._house(by)
        with self._store.writing() as db:
            ledger.settle(db, promise, state, note, house)
        return self.promise(promise.id)

    def purge(
        self, by: Person, *, customer: str | None = None, older_than: timedelta | None = None
    ) -> Purged:
        """Remove personal data for good: facts, letters, search, ledger, memory, payloads.

        The log keeps its chain and can still be verified. The file is rewritten at once, so that no
        byte of it stays; while another program reads, that is left out and `rewritten` says so.

        Args:
            by: who asks for it; an admin.
            customer: e-mail address, or name and company, as the customer of the facts.
            older_than: closed cases that nobody touched for so long.
        """
        if by.role != "admin":
            raise JournalError("purge", f"{by.role} may not do that", "ask an admin")
        if (customer is None) == (older_than is None):
            raise JournalError("purge", "needs a customer or an age", "name one of the two")
        house = self._house(by)
        which = (
            purging.of_customer(case_facts.spoken_key(customer))
            if customer is not None
            else purging.unchanged_since(house.now - (older_than or timedelta()))
        )
        with self._store.writing() as db:
            gone = purging.purge(db, which, house)
        return Purged(cases=gone, rewritten=self._store.rewrite())

    @contextmanager
    def _changing(
        self, seen: Seen, by: Person, what: str
    ) -> Iterator[tuple[Connection, Record[Any], House]]:
        house = self._house(by)
        with self._store.writing() as db:
            row = cases.begin(db, seen, house, what)
            yield db, row, self._house_of(row, by)

    def _judged(self, seen: Seen, kind: LetterKind, letter: Letter, by: Person) -> Checked | None:
        """Judge a text before the database is locked: the facts that were seen cannot change."""
        with self._store.reading() as db:
            row = cases.find(db, seen.id)
        if row.version != seen.version or not row.facts:
            return None
        return standing.judge(row.facts, kind, letter, self._house_of(row, by))

    @contextmanager
    def _kept(
        self, seen: Seen, by: Person, said: Draft | Letter, kind: LetterKind | None = None
    ) -> Iterator[tuple[Connection, Record[Any], House]]:
        """Change a case; when it is stale, keep what came too late as a side draft."""
        draft = said if isinstance(said, Draft) else None
        letter = said.letter if isinstance(said, Draft) else said
        what = "draft recorded" if draft else f"{kind} letter edited"
        try:
            with self._changing(seen, by, what) as found:
                yield found
        except StaleCase as stale:
            if letter is None:
                raise
            house = self._house(by)
            with self._store.writing() as db:
                row = cases.find(db, seen.id)
                named = kind or versions.named(draft, house)
                kept = letters.save(db, row, named, letter, house, "side", draft)
            raise StaleCase(stale.case_id, stale.by, stale.at, stale.what, kept) from None
