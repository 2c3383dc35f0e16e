"""The queue: what is due first on top, found by words, in one question whatever its size."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from recovery_ai.journal import Journal
from tests.facts import facts
from tests.journal.conftest import MINA, Clock
from tests.journal.test_story import drafted


@contextmanager
def asked(journal: Journal) -> Iterator[list[str]]:
    """Collect the questions that the database is asked."""
    seen: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    engine = journal._store.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


def test_what_is_due_first_stands_on_top(journal: Journal, clock: Clock) -> None:
    for name, due in (("LATE", "2026-03-04"), ("SOON", "2026-03-03"), ("PAST", "2026-02-27")):
        journal.new_case(facts(case_id=name, next_update_by=due), MINA)
    done = journal.new_case(facts(case_id="DONE"), MINA)
    journal.move(journal.move(done, "feedback", MINA), "close", MINA)
    assert [row.id for row in journal.queue().rows] == ["PAST", "LATE", "SOON"]
    assert [row.id for row in journal.queue(overdue=True).rows] == ["PAST"]
    assert [row.id for row in journal.queue(state="closed").rows] == ["DONE"]


def test_words_find_case_customer_event_and_letter(journal: Journal) -> None:
    drafted(journal)
    journal.new_case(facts("el"), MINA)
    journal.new_case(facts("id"), MINA)
    for text, found in (
        ("tw-4471", ["TW-4471"]),
        ("LINDQ", ["TW-4471"]),
        ("amara.lindqvist@post", ["TW-4471"]),
        ("oak desk late", ["TW-4471"]),
        ("second person label", ["TW-4471"]),  # only the letter says so
        ("συνδρομη", ["ΒΛ-118"]),  # whatever the accents
        ("kipas", ["KP-2093"]),
        ("desk kipas", []),
        ('" OR (x*) AND NEAR: -', []),
        ("Zebulon", []),  # internal notes are not searched
    ):
        assert [row.id for row in journal.queue(text=text).rows] == found, text


def test_pages_follow_each_other_without_gap_or_repeat(journal: Journal) -> None:
    names = [f"C-{number:02}" for number in range(23)]
    for name in names:
        journal.new_case(facts(case_id=name), MINA)
    seen: list[str] = []
    after = None
    for size in (10, 10, 3):
        page = journal.queue(limit=10, after=after)
        assert len(page.rows) == size
        seen += [row.id for row in page.rows]
        after = page.after
    assert (seen, after) == (names, None)


@pytest.mark.parametrize("text", ["", "desk"])
def test_the_queue_is_one_question(journal: Journal, text: str) -> None:
    for number in range(12):
        drafted(journal, case_id=f"C-{number}")
    with asked(journal) as questions:
        page = journal.queue(text=text)
    assert len(page.rows) == 12
    assert len(questions) == 1


def test_a_case_takes_the_same_questions_however_long_its_story(
    journal: Journal, clock: Clock
) -> None:
    case = drafted(journal)
    with asked(journal) as before:
        journal.case(case.id)
    for number in range(5):
        clock.ahead(minutes=5)
        case = journal.save_text(case, "resolution", "s", f"text {number}", MINA)
    with asked(journal) as after:
        journal.case(case.id)
    assert len(before) == len(after) <= 4


def test_the_queue_uses_an_index(journal: Journal, raw: sa.Engine) -> None:
    if raw.dialect.name == "postgresql":
        explain = "EXPLAIN "  # for few rows a scan is cheaper there, so only the way is open
        setting = "SET enable_seqscan = off"
    else:
        explain, setting = "EXPLAIN QUERY PLAN ", "SELECT 1"
    journal.new_case(facts(), MINA)
    with raw.connect() as db:
        db.execute(sa.text(setting))
        for where in ("open = 1", "state = 'sent'", "owner = 'Mina' AND open = 1"):
            asking = f"SELECT id FROM ra_case WHERE {where} ORDER BY due_on, serial LIMIT 50"
            plan = db.execute(sa.text(explain + asking)).all()
            told = " ".join(str(line) for line in plan)
            assert "ix_ra_case_" in told
            assert "TEMP B-TREE" not in told
