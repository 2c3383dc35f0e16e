"""The archive: what the journal remembers, read in one transaction each."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.brief import Brief
from recovery_ai.errors import JournalError
from recovery_ai.incident import Incident
from recovery_ai.journal import (
    cases,
    chain,
    ledger,
    letters,
    memory,
    queueing,
    standing,
    versions,
)
from recovery_ai.journal import facts as case_facts
from recovery_ai.journal.checking import brief_of, check
from recovery_ai.journal.deadlines import ANSWERED, try_calendar
from recovery_ai.journal.house import House
from recovery_ai.journal.lifecycle import State, moves_from
from recovery_ai.journal.report import report
from recovery_ai.journal.store import Store
from recovery_ai.journal.tables import PROMISE
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
    Repeat,
    Verified,
    Version,
)
from recovery_ai.letter import Letter
from recovery_ai.pack import Pack
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Draft
from recovery_ai.review import Review
from recovery_ai.settings import Settings, people_sign_in

SYSTEM = Person(name="recovery-ai", role="admin")


class Archive:
    """Cases as they are remembered: the reading half of `Journal`, which says what it takes."""

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
        try:
            with self._store.writing() as db:
                letters.check_voided(db, self._house(SYSTEM))
        except BaseException:
            self.close()
            raise

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

    def case(self, case_id: str) -> Case:
        """Return a case as it stands, its letters checked by the policy of now."""
        with self._store.reading() as db:
            return self._case(db, case_id)

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

    def alone(self, name: str, settings: Settings) -> bool:
        """Say whether `name` is the only person here, and may approve what they wrote.

        Never where people sign in; else as the settings say; else as long as nobody else has
        worked in this journal.
        """
        if people_sign_in(settings):
            return False
        if settings.alone is not None:
            return settings.alone
        with self._store.reading() as db:
            return chain.alone(db, name)

    def history(self, case_id: str) -> tuple[Event, ...]:
        """Return what happened to a case, oldest first."""
        with self._store.reading() as db:
            cases.find(db, case_id)
            return chain.history(db, case_id)

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

    def versions(self, case_id: str, kind: LetterKind) -> tuple[Version, ...]:
        """Return every version of a letter, newest first, side drafts among them."""
        with self._store.reading() as db:
            return versions.versions(db, case_id, kind)

    def writers(self, case_id: str, kind: LetterKind) -> frozenset[str]:
        """Return who had a hand in a letter since one of its kind was last sent."""
        with self._store.reading() as db:
            return frozenset(versions.writers(db, case_id, kind))

    def draft_of(self, case_id: str, kind: LetterKind, number: int) -> Draft | None:
        """Return the whole result of drafting that a version came from, with its overrides."""
        with self._store.reading() as db:
            return versions.draft_of(db, case_id, kind, number)

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

    def _house(self, by: Person) -> House:
        return House(self.pack, self.regime, self._clock(), by)

    def _today(self) -> date:
        return self._house(SYSTEM).today

    def _house_of(self, row: Record[Any], by: Person) -> House:
        return self._house(by)._replace(regime=cases.regime_of(self.pack, row.regime).name)

    def _case(self, db: Connection, case_id: str) -> Case:
        row = cases.find(db, case_id)
        house = self._house_of(row, SYSTEM)
        facts = row.facts or {}
        found = standing.standing(db, case_id)
        state = queueing.state_of(row, self.pack.digest)
        letters = {
            kind: standing.shown(facts, kind, found.get(kind), house) for kind in case_facts.KINDS
        }
        return Case(
            id=row.id,
            version=row.version,
            state=state,
            owner=row.owner,
            customer=row.customer,
            facts=facts,
            missing={
                kind: () if state in ANSWERED or letters[kind].status == "sent" else gaps
                for kind, gaps in case_facts.missing(facts).items()
            },
            route=row.route,
            received=row.received_at,
            deadlines=cases.deadlines_of(db, row, state, self.pack) if row.facts else (),
            due=cases.due_of(row),
            overdue=row.due_on < self._today(),
            letters=letters,
            changed=Change(by=row.changed_by, at=row.changed_at, what=row.changed_what),
            erased=row.erased_at,
        )


def _tongue(case: Case) -> str:
    return str(case.facts.get("language", "en")).split("-", 1)[0]
