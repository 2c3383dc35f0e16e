"""The log cannot be changed, reordered or cut off unseen; the first broken event is named."""

import pytest
import sqlalchemy as sa

from recovery_ai.journal import Journal
from tests.facts import facts
from tests.journal.conftest import BO, MINA


@pytest.fixture
def told(journal: Journal) -> Journal:
    """A journal of six events."""
    for name in ("A-1", "A-2", "A-3"):
        case = journal.new_case(facts(case_id=name), MINA)
        journal.move(case, "investigate", MINA)
    assert journal.verify().events == 6
    return journal


TAMPERED = {
    "another author": ("UPDATE ra_event SET by = 'Nobody' WHERE number = 3", 3),
    "another moment": ("UPDATE ra_event SET at = '2020-01-01T00:00:00+00:00' WHERE number = 2", 2),
    "another kind": ("UPDATE ra_event SET kind = 'close' WHERE number = 4", 4),
    "another case": ("UPDATE ra_event SET case_id = 'A-9' WHERE number = 1", 1),
    "another payload": ("UPDATE ra_payload SET payload = '{}' WHERE event = 5", 5),
    "another salt": ("UPDATE ra_payload SET salt = 'x' WHERE event = 5", 5),
    "a payload gone": ("DELETE FROM ra_payload WHERE event = 2", 2),
    "an event gone": (
        "DELETE FROM ra_payload WHERE event = 3;DELETE FROM ra_event WHERE number = 3", 4
    ),
    "the tail cut off": (
        "DELETE FROM ra_payload WHERE event > 4;DELETE FROM ra_event WHERE number > 4", 5
    ),
    "the head gone": ("DELETE FROM ra_head", 7),
    "two in another order": (
        "UPDATE ra_event SET by = 'x', number = 99 WHERE number = 99;"
        "DELETE FROM ra_payload WHERE event IN (2, 3);"
        "UPDATE ra_event SET number = 99 WHERE number = 2;"
        "UPDATE ra_event SET number = 2 WHERE number = 3;"
        "UPDATE ra_event SET number = 3 WHERE number = 99", 2
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_is_seen_and_named(told: Journal, raw: sa.Engine, how: str) -> None:
    statements, first = TAMPERED[how]
    with raw.begin() as db:
        for statement in statements.split(";"):
            db.execute(sa.text(statement))
    found = told.verify()
    assert (found.whole, found.broken) == (False, first)
    assert found.problem


def test_a_rewritten_chain_does_not_hold_the_head_that_was_noted(told: Journal) -> None:
    noted = told.verify().head
    told.new_case(facts(case_id="A-4"), MINA)
    assert told.verify(noted).whole
    assert not told.verify("f" * 64).whole


def test_an_empty_journal_is_whole(journal: Journal) -> None:
    found = journal.verify()
    assert (found.whole, found.events) == (True, 0)


def test_a_changed_letter_is_seen(told: Journal, raw: sa.Engine) -> None:
    case = told.save_text(told.case("A-1"), "acknowledgement", "Hello", "We have it.", BO)
    case = told.move(case, "escalate", BO, "a threat of suit")
    assert told.verify().whole
    with raw.begin() as db:
        db.execute(sa.text("UPDATE ra_version SET text = 'We never had it.'"))
    found = told.verify()
    assert not found.whole
    assert found.problem and "version 1" in found.problem
