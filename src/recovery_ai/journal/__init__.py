"""The case journal: cases, letters, approvals and promises that are remembered.

Everything a door needs is here: open the journal, hand back the `Case` that you read with every
change, and read the new one from what comes back.

>>> with open_journal() as journal:                              # doctest: +SKIP
...     mina = Person(name="Mina", role="agent")
...     case = journal.new_case(facts, mina)                     # may be incomplete: case.missing
...     result = draft(journal.incident(case, "resolution"))
...     case = journal.record_draft(case, result, mina)
...     case = journal.save_text(case, "resolution", subject, text, mina)   # at every pause
...     case = journal.approve(case, "resolution", Person(name="Ada", role="approver"))
...     case = journal.send(case, "resolution", mina)

**States** (`Case.state`): received → acknowledged → investigating → drafted → approved → sent →
closed, with feedback, declined, escalated. Steps that come with a letter happen when it is saved,
approved or sent; the others are taken by name with `move`, and `moves` lists them for a person.

**Letters** (`Case.letters[kind]`, kind = acknowledgement, resolution, decline) each have versions,
findings, signatures and a `status`: none, drafted, waiting (`waiting_for` says for whom), approved,
sent. A signature holds for one text, one set of facts and one policy, and is void after any edit.

**Finding**: `queue` (what is due first on top; by words, state, owner, `overdue`, `waiting_for`),
`history`, `versions`, `draft_of` (the whole result of drafting that a version came from).

**Remembering**: `promises` and `settle` (the ledger, with clashes); `earlier_apologies`,
`same_cause`, `repeats` (what this customer was told before) and `examples` (similar sent letters,
slotted, for `draft(examples=…)`).

**Proof and privacy**: `verify` walks the log, `report` tells a case without names, `purge` removes
personal data for good.

**Errors**: `JournalError` says what is refused and what to do; `StaleCase` (a `JournalError`) that
somebody else was first: nothing is overwritten, and `kept` is the side draft that holds your text;
`FactsError` names a fact that is wrong or missing.

Needs `pip install 'recovery-ai[journal]'`; importing this without raises `MissingExtra`.
"""

import importlib.util

from recovery_ai.errors import MissingExtra

if not all(map(importlib.util.find_spec, ("sqlalchemy", "alembic"))):
    raise MissingExtra("the case journal", "journal")

from recovery_ai.errors import JournalError, StaleCase
from recovery_ai.journal.journal import Journal, open_journal
from recovery_ai.journal.lifecycle import MoveName, State
from recovery_ai.journal.values import (
    Allowed,
    Approval,
    Case,
    CaseLetter,
    Change,
    Due,
    EarlierApology,
    Event,
    Example,
    LedgerPromise,
    Page,
    Person,
    PromiseState,
    Purged,
    Repeat,
    Rework,
    Row,
    Seen,
    SeenCase,
    Verified,
    Version,
)
from recovery_ai.pack.authority import Authority, Role
from recovery_ai.pack.framework import LetterKind
from recovery_ai.record import Override

__all__ = [
    "Allowed",
    "Approval",
    "Authority",
    "Case",
    "CaseLetter",
    "Change",
    "Due",
    "EarlierApology",
    "Event",
    "Example",
    "Journal",
    "JournalError",
    "LedgerPromise",
    "LetterKind",
    "MoveName",
    "Override",
    "Page",
    "Person",
    "PromiseState",
    "Purged",
    "Repeat",
    "Rework",
    "Role",
    "Row",
    "Seen",
    "SeenCase",
    "StaleCase",
    "State",
    "Verified",
    "Version",
    "open_journal",
]
