"""What the journal hands out: frozen values, complete enough for a screen."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Protocol

from recovery_ai.fields import Line
from recovery_ai.findings import Finding
from recovery_ai.incident import Value
from recovery_ai.journal.lifecycle import MoveName, State
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Override
from recovery_ai.triage import Route

LetterStatus = Literal["none", "drafted", "waiting", "approved", "sent"]
PromiseState = Literal["open", "kept", "broken", "withdrawn"]
PromiseKind = Literal["remedy", "action", "next_update"]
Why = Literal["drafted", "edited", "restored", "side"]
Step = Literal["acknowledge", "holding", "resolve", "next_update"]


class Person(Value):
    """Somebody who works with the journal, and what they may approve.

    Args:
        alone: whether they are the only one who works here, and may therefore approve within their
            limits what they wrote; the approval says so. See `Journal.alone`.
    """

    name: Line
    role: Role = "agent"
    alone: bool = False


class Seen(Protocol):
    """A case as somebody saw it: any value with its id and version, such as a `Case`."""

    @property
    def id(self) -> str:
        """The case id."""
        ...

    @property
    def version(self) -> int:
        """The version that was seen."""
        ...


class SeenCase(Value):
    """The smallest `Seen`: for a door that keeps id and version only."""

    id: str
    version: int


class Change(Value):
    """Who changed something last, when, and what they did."""

    by: str
    at: datetime
    what: str


class Due(Value):
    """One deadline: what is due by the end of which day, and which regime or fact says so.

    Args:
        met: whether nothing of it is left to do.
    """

    step: Step
    on: date
    source: str
    met: bool = False


class Approval(Value):
    """One signature under a letter.

    Args:
        approval_sha256: the hash over text, facts and policy that was signed.
        valid: whether that is still the hash of the letter as it stands; computed at every read.
        overrides: error findings that the signer let stand, each with the reason.
    """

    by: str
    role: Role
    at: datetime
    approval_sha256: str
    valid: bool
    overrides: tuple[Override, ...] = ()


class Rework(Value):
    """An approver sent the letter back, and why; over with the next edit."""

    tells = ("at",)

    by: str
    at: datetime
    reason: str


class CaseLetter(Value):
    """One letter of a case as it stands: its newest text, what the checks say, where it waits.

    Args:
        status: `none` (no text yet), `drafted` (may be written on), `waiting` (no error that is not
            overridden is in its way, somebody has to sign), `approved`, or `sent`.
        number: the newest version; 0 without any.
        waiting_for: the roles whose signature comes next; empty once approved, or while errors
            have to be mended first.
        rework: why an approver sent it back, until somebody edits it.
    """

    tells = ("kind", "status", "number", "proved", "findings", "approvals")

    kind: LetterKind
    status: LetterStatus
    number: int = 0
    subject: str = ""
    text: str = ""
    findings: tuple[Finding, ...] = ()
    proved: bool = False
    approvals: tuple[Approval, ...] = ()
    waiting_for: tuple[Role, ...] = ()
    rework: Rework | None = None
    changed: Change | None = None
    sent: Change | None = None

    @property
    def errors(self) -> int:
        """How many findings keep the letter from being accepted."""
        return sum(finding.severity == "error" for finding in self.findings)


class Case(Value):
    """A case as it stands; hand it back with every change, so that nobody overwrites another.

    Args:
        facts: as JSON values in the shape of `Incident`; may be incomplete.
        missing: per letter kind, the field paths that its letter still needs; none once it was
            sent, or the case is answered.
        route: what triage says of the facts; None while they are incomplete.
        deadlines: all, the earliest first; `due` is the first one that is not met yet.
        erased: when the personal data was removed; None for a live case.
    """

    tells = ("id", "version", "state", "route", "overdue", "letters")

    id: str
    version: int
    state: State
    owner: str | None
    customer: str | None
    facts: Mapping[str, Any]
    missing: Mapping[LetterKind, tuple[str, ...]]
    route: Route | None
    received: datetime
    deadlines: tuple[Due, ...]
    due: Due | None
    overdue: bool
    letters: Mapping[LetterKind, CaseLetter]
    changed: Change
    erased: datetime | None = None


class Row(Value):
    """One line of the queue."""

    tells = ("id", "version", "state", "route", "overdue")

    id: str
    version: int
    state: State
    customer: str | None
    what: str
    category: str | None
    severity: str | None
    language: str | None
    route: Route | None
    owner: str | None
    waiting_for: tuple[Role, ...]
    errors: int
    received: datetime
    due: Due | None
    overdue: bool
    changed: Change


class Page(Value):
    """Some lines of the queue, overdue first; pass `after` to `queue` for the next ones."""

    rows: tuple[Row, ...]
    after: str | None = None


class Version(Value):
    """One version of a letter; `why` is `side` for a text that came after somebody else's."""

    tells = ("number", "why", "errors", "warnings")

    number: int
    by: str
    at: datetime
    why: Why
    subject: str
    text: str
    errors: int
    warnings: int
    words: int
    model: str | None = None


class Allowed(Value):
    """A step of the lifecycle for one person: `problem` says why not, where it is not allowed."""

    name: MoveName
    says: str
    reason: bool
    problem: str | None = None


class Event(Value):
    """One link of the log; `payload` is None once the personal data of its case was erased."""

    tells = ("number", "case_id", "kind")

    number: int
    case_id: str
    at: datetime
    by: str
    kind: str
    payload: Mapping[str, Any] | None = None
    hash: str


class LedgerPromise(Value):
    """A promise that was approved: what, to whom (`case_id`), by when, who looks after it.

    Args:
        state: open, kept, broken or withdrawn; the version that `settle` compares.
        sent: whether the letter has left the house: before that the customer knows nothing of it.
        conflicts: sentences that say with which other open promise it clashes or repeats itself.
    """

    tells = ("id", "case_id", "kind", "due", "state", "overdue")

    id: str
    case_id: str
    letter: LetterKind
    kind: PromiseKind
    what: str
    fact: str
    amount: Decimal | None = None
    currency: str | None = None
    due: date | None = None
    owner: str
    state: PromiseState
    overdue: bool
    sent: bool
    note: str = ""
    changed: Change
    conflicts: tuple[str, ...] = ()


class EarlierApology(Value):
    """A letter of apology that was sent before, to this customer or for this cause."""

    tells = ("case_id", "on")

    case_id: str
    on: date
    about: str
    remedy: str | None
    cause: str | None
    likeness: float = 1.0


class Repeat(Value):
    """A phrase or a remedy of this letter that the same customer was given before."""

    tells = ("kind", "case_id", "on")

    kind: Literal["phrase", "remedy"]
    text: str
    case_id: str
    on: date


class Example(Value):
    """A sent letter of a similar case, slotted: it holds no personal data."""

    tells = ("case_id", "kind", "language")

    case_id: str
    kind: LetterKind
    language: str
    about: str
    text: str


class Verified(Value):
    """What a walk along the chain found.

    Args:
        whole: whether every link holds.
        events: how many were read.
        head: hash of the newest one; note it elsewhere to prove later that nothing was rewritten.
        broken: number of the first broken event, and `problem` what is wrong with it.
    """

    whole: bool
    events: int
    head: str
    broken: int | None = None
    problem: str | None = None


class Purged(Value):
    """What a purge removed: the cases, and whether the file was rewritten without their bytes."""

    cases: tuple[str, ...]
    rewritten: bool
