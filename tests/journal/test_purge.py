"""What is purged is gone from every table and every byte; the log stays whole."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from recovery_ai import JournalError, draft
from recovery_ai.journal import Journal
from tests.facts import facts
from tests.journal.conftest import ADA, BO, MINA, Clock

PERSONAL = ("lindqvist", "Lindqvist", "Amara", "oak desk", "77.77", "Zebulon", "07700 900461")


def _told(journal: Journal, case_id: str = "TW-1") -> None:
    """Fill every place that can hold something of the customer."""
    case = journal.new_case(facts(case_id=case_id), MINA, owner="Mina Okonjo")
    case = journal.record_draft(case, draft(journal.incident(case)), MINA)
    letter = case.letters["resolution"]
    old = case
    case = journal.save_text(case, "resolution", letter.subject, letter.text + "\nLindqvist", MINA)
    with pytest.raises(JournalError):
        journal.save_text(old, "resolution", "Lindqvist", "Dear Lindqvist", MINA)
    case = journal.reject(case, "resolution", ADA, "say Lindqvist once")
    case = journal.restore(case, "resolution", 1, MINA)
    case = journal.approve(case, "resolution", ADA)
    case = journal.send(case, "resolution", MINA)
    journal.settle(journal.promises(case_id=case.id)[0], "kept", MINA, "Lindqvist has the money")


def test_a_purged_customer_is_in_no_table(journal: Journal, raw: sa.Engine) -> None:
    _told(journal)
    journal.new_case(facts("id"), MINA)
    gone = journal.purge(BO, customer="Amara.Lindqvist@post.example")
    assert (gone.cases, gone.rewritten) == (("TW-1",), True)
    with raw.connect() as db:
        names = [n for n in sa.inspect(db).get_table_names() if not n.endswith("_config")]
        text = " ".join(
            str(row) for name in names for row in db.execute(sa.text(f"SELECT * FROM {name}"))
        )
    assert "Wulandari" in text
    assert not [word for word in PERSONAL if word in text]
    assert journal.verify().whole
    case = journal.case("TW-1")
    assert (case.state, case.customer, case.facts) == ("closed", None, {})
    assert [e.payload for e in journal.history("TW-1") if e.kind != "erased"] == [None] * 8
    assert [row.id for row in journal.queue(text="lindqvist").rows] == []
    with pytest.raises(JournalError, match="was erased"):
        journal.assign(case, "Mina", MINA)


def test_not_a_byte_of_it_stays_in_the_file(tmp_path: Path, journal: Journal) -> None:
    file = tmp_path / "journal.db"
    if not file.exists():  # the server's files are its own; the tables are read above
        assert journal.purge(BO, customer="nobody@post.example").rewritten
        return
    for number in range(30):  # enough for several pages, freed ones among them
        _told(journal, f"TW-{number}")
    journal.new_case(facts("id"), MINA)
    before = b"".join(path.read_bytes() for path in tmp_path.glob("journal.db*"))
    assert b"Lindqvist" in before and b"lindqvist" in before
    assert journal.purge(BO, customer="amara.lindqvist@post.example").rewritten
    after = b"".join(path.read_bytes() for path in tmp_path.glob("journal.db*"))
    assert b"Wulandari" in after
    assert not [word for word in PERSONAL if word.encode() in after]


def test_old_closed_cases_go_and_open_ones_stay(journal: Journal, clock: Clock) -> None:
    old = journal.new_case(facts(case_id="OLD"), MINA)
    journal.move(journal.move(old, "feedback", MINA), "close", MINA)
    journal.new_case(facts(case_id="OPEN"), MINA)
    clock.ahead(days=400)
    young = journal.new_case(facts(case_id="YOUNG"), MINA)
    journal.move(journal.move(young, "feedback", MINA), "close", MINA)
    assert journal.purge(BO, older_than=timedelta(days=365)).cases == ("OLD",)
    assert journal.purge(BO, older_than=timedelta(days=365)).cases == ()


def test_a_customer_without_address_goes_by_name_and_company(journal: Journal) -> None:
    who = {"name": "Ines  Vårdal", "company": "Fjord Ltd"}
    journal.new_case(facts(case_id="N-1", customer=who), MINA)
    assert journal.purge(BO, customer="Ines Vårdal").cases == ()
    assert journal.purge(BO, customer="ines vardal, FJORD LTD").cases == ("N-1",)


def test_only_an_admin_purges(journal: Journal) -> None:
    with pytest.raises(JournalError, match="ask an admin"):
        journal.purge(ADA, customer="x@post.example")
    with pytest.raises(JournalError, match="customer or an age"):
        journal.purge(BO)
