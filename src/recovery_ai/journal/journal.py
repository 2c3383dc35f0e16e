"""The journal: every step of a case, one method each."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.brief import Brief
from recovery_ai.errors import JournalError, StaleCase
from recovery_ai.incident import Incident
from recovery_ai.journal import (
    approving,
    cases,
    chain,
    ledger,
    letters,
    memory,
    purging,
    queueing,
    standing,
    versions,
)
from recovery_ai.journal import facts as case_facts
from recovery_ai.journal.checking import Checked, brief_of, check
from recovery_ai.journal.deadlines import try_calendar
from recovery_ai.journal.house import House
from recovery_ai.journal.lifecycle import MoveName, State, moved, moves_from
from recovery_ai.journal.report import report
from recovery_ai.journal.store import Store, database_of
from recovery_ai.journal.tables import CASE, PROMISE
from recovery_ai.journal.values import (
    Allowed,
    Case,
    Change,
    EarlierApology,
    Event,
    Example,
    LedgerPromise,
    Page,
    Person,
    PromiseState,
    Purged,
    Repeat,
    Seen,
    Verified,
    Version,
)
from recovery_ai.letter import Letter
from recovery_ai.pack import Pack, load
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Draft, Override
from recovery_ai.review import Review
from recovery_ai.settings import Settings, policy_folder, prompts_folder, read_settings

Facts = Incident | Mapping[str, Any]
_SYSTEM = Person(name="recovery-ai", role="admin")


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


class Journal:
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

    def __init__(
        self,
        database: str,
        pack: Pack,
        regime: str = "default",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if regime not in pack.regimes:
            known = ", ".join(sorted(pack.regimes))
            raise JournalError(f"regime {regime}", "is not known", f"use one of: {known}")
        try_calendar(pack.regimes[regime], pack)
        self.pack, self.regime = pack, regime
        self._clock = clock
        self._store = Store(database)
        with self._store.writing() as db:
            letters.check_voided(db, self._house(_SYSTEM))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    # --- cases -------------------------------------------------------------------------------

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

    def case(self, case_id: str) -> Case:
        """Return a case as it stands, its letters checked by the policy of now."""
        with self._store.reading() as db:
            return self._case(db, case_id)

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

    def moves(self, case: Case, by: Person) -> tuple[Allowed, ...]:
        """Return the steps that can be taken by name now, each with why this person may not."""
        return tuple(
            Allowed(
                name=move.name,
                says=move.says,
                reason=move.reason,
                problem=None
                if by.role in move.roles
                else f"needs somebody who is {' or '.join(move.roles)}",
            )
            for move in moves_from(case.state)
        )

    def incident(self, case: Case, kind: LetterKind = "resolution") -> Incident:
        """Return the facts as a letter of this kind is drafted from; pass them to `draft`.

        Raises:
            FactsError: naming the first field that is missing.
        """
        return case_facts.incident(case.facts, case_facts.STAGES[kind])

    def queue(
        self,
        *,
        state: State | None = None,
        text: str = "",
        owner: str | None = None,
        overdue: bool = False,
        waiting_for: Role | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page:
        """Return cases, what is due first on top; open ones only, unless asked otherwise.

        Args:
            state: only cases in this state.
            text: words, or beginnings of words, that case number, customer, event or letters hold;
                finds closed cases too.
            owner: only this person's cases.
            overdue: only cases whose next deadline has gone by.
            waiting_for: only cases with a letter that waits for this role's signature.
            limit: rows on a page.
            after: `Page.after` of the page before.
        """
        with self._store.reading() as db:
            return queueing.queue(
                db,
                self._today(),
                self.pack.digest,
                state=state,
                text=text,
                owner=owner,
                overdue=overdue,
                waiting_for=waiting_for,
                limit=limit,
                after=after,
            )

    def history(self, case_id: str) -> tuple[Event, ...]:
        """Return what happened to a case, oldest first."""
        with self._store.reading() as db:
            cases.find(db, case_id)
            return chain.history(db, case_id)

    # --- letters -----------------------------------------------------------------------------

    def check(self, case: Case, kind: LetterKind, subject: str, text: str) -> Review:
        """Judge a text against the facts without saving it, in milliseconds.

        Raises:
            FactsError: naming the first field that is missing.
        """
        letter = Letter(subject=subject, text=text)
        return check(case.facts, kind, letter, self.pack, self.regime).review

    def brief(self, case: Case, kind: LetterKind) -> Brief:
        """Return what a letter of this kind is written from and judged against.

        Raises:
            FactsError: naming the first field that is missing.
        """
        return brief_of(case.facts, kind, self.pack, self.regime)[2]

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

    def versions(self, case_id: str, kind: LetterKind) -> tuple[Version, ...]:
        """Return every version of a letter, newest first, side drafts among them."""
        with self._store.reading() as db:
            return versions.versions(db, case_id, kind)

    def draft_of(self, case_id: str, kind: LetterKind, number: int) -> Draft | None:
        """Return the whole result of drafting that a version came from, with its overrides."""
        with self._store.reading() as db:
            return versions.draft_of(db, case_id, kind, number)

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

    # --- promises ----------------------------------------------------------------------------

    def promises(
        self,
        *,
        case_id: str | None = None,
        state: PromiseState | None = None,
        owner: str | None = None,
        overdue: bool = False,
        limit: int = 200,
    ) -> tuple[LedgerPromise, ...]:
        """Return promises of approved letters, the earliest due first."""
        today = self._today()
        where = [
            *([PROMISE.c.case_id == case_id] if case_id else []),
            *([PROMISE.c.state == state] if state else []),
            *([PROMISE.c.owner == owner] if owner else []),
            *([PROMISE.c.state == "open", PROMISE.c.due_on < today] if overdue else []),
        ]
        with self._store.reading() as db:
            return ledger.promises(db, today, *where, limit=limit)

    def promise(self, promise_id: str) -> LedgerPromise:
        """Return one promise of the ledger."""
        with self._store.reading() as db:
            found = ledger.promises(db, self._today(), PROMISE.c.id == promise_id)
        if not found:
            raise JournalError(f"promise {promise_id}", "is not in the ledger", "list the promises")
        return found[0]

    def settle(
        self, promise: LedgerPromise, state: PromiseState, by: Person, note: str = ""
    ) -> LedgerPromise:
        """Note that a promise was kept, broken or withdrawn, or is open again."""
        house = self._house(by)
        with self._store.writing() as db:
            ledger.settle(db, promise, state, note, house)
        return self.promise(promise.id)

    # --- memory ------------------------------------------------------------------------------

    def earlier_apologies(self, case: Case) -> tuple[EarlierApology, ...]:
        """Return the apologies that this customer was sent in other cases, newest first.

        A customer is known by the e-mail address, else by name and company. A new case has the
        newest ones in `previous_apologies` of its facts already.
        """
        with self._store.reading() as db:
            return memory.earlier(db, case.id, case_facts.customer_key(case.facts))

    def same_cause(self, case: Case) -> tuple[EarlierApology, ...]:
        """Return letters that were sent about a cause of mostly the same words, likest first."""
        cause = str(case.facts.get("root_cause") or "")
        with self._store.reading() as db:
            return memory.same_cause(db, case.id, cause, _tongue(case))

    def repeats(self, case: Case, kind: LetterKind) -> tuple[Repeat, ...]:
        """Return phrases and remedies of this letter that the same customer was given before."""
        letter = Letter(text=case.letters[kind].text)
        with self._store.reading() as db:
            return memory.repeats(db, cases.find(db, case.id), letter, dict(case.facts))

    def examples(
        self, case: Case, kind: LetterKind = "resolution", limit: int = 2
    ) -> tuple[Example, ...]:
        """Return sent letters of similar cases, slotted, for `draft(examples=…)` to learn from."""
        about = f"{case.facts.get('what_happened', '')} {case.facts.get('root_cause', '')}"
        with self._store.reading() as db:
            return memory.examples(db, case.id, kind, about, _tongue(case), limit)

    # --- proof -------------------------------------------------------------------------------

    def verify(self, noted: str | None = None) -> Verified:
        """Walk the whole log and name the first event that was changed, moved or cut off.

        The texts of letters are held against what was saved and signed.

        Args:
            noted: a `Verified.head` noted elsewhere earlier: it has to be part of the chain.
        """
        with self._store.reading() as db:
            found = chain.verify(db, noted)
            if found.whole and (altered := versions.altered(db)):
                event, problem = altered
                told = {"whole": False, "broken": event, "problem": problem}
                return found.model_copy(update=told)
            return found

    def report(self, case_id: str) -> str:
        """Return the report of a case for stakeholders as Markdown, without personal data.

        Raises:
            FactsError: while facts are missing, since nothing tells then what is personal.
        """
        case = self.case(case_id)
        if case.erased:
            raise JournalError(f"case {case_id}", "was erased", "nothing is left to report")
        _, _, brief = brief_of(case.facts, "resolution", self.pack, self.regime)
        return report(case, brief, self.promises(case_id=case_id), self.history(case_id))

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

    # --- inside ------------------------------------------------------------------------------

    def _house(self, by: Person) -> House:
        return House(self.pack, self.regime, self._clock(), by)

    def _today(self) -> date:
        return self._house(_SYSTEM).today

    def _house_of(self, row: Record[Any], by: Person) -> House:
        return self._house(by)._replace(regime=cases.regime_of(self.pack, row.regime).name)

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

    def _case(self, db: Connection, case_id: str) -> Case:
        row = cases.find(db, case_id)
        house = self._house_of(row, _SYSTEM)
        facts = row.facts or {}
        found = standing.standing(db, case_id)
        every = cases.deadlines_of(db, row, self.pack) if row.facts else ()
        return Case(
            id=row.id,
            version=row.version,
            state=queueing.state_of(row, self.pack.digest),
            owner=row.owner,
            customer=row.customer,
            facts=facts,
            missing=case_facts.missing(facts),
            route=row.route,
            received=row.received_at,
            deadlines=every,
            due=cases.due_of(row),
            overdue=row.due_on < self._today(),
            letters={
                kind: standing.shown(facts, kind, found.get(kind), house)
                for kind in case_facts.KINDS
            },
            changed=Change(by=row.changed_by, at=row.changed_at, what=row.changed_what),
            erased=row.erased_at,
        )


def _tongue(case: Case) -> str:
    return str(case.facts.get("language", "en")).split("-", 1)[0]
