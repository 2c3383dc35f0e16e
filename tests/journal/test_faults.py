"""A journal that cannot be used says so in one line, with what to do."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from recovery_ai import JournalError
from recovery_ai.cli import main
from recovery_ai.journal import Journal, store
from recovery_ai.pack import Pack
from tests.facts import facts
from tests.journal.conftest import MINA


@pytest.fixture
def file(tmp_path: Path, pack: Pack) -> Path:
    """A journal with one case."""
    path = tmp_path / "journal.db"
    with Journal(f"sqlite:///{path}", pack) as journal:
        journal.new_case(facts(), MINA)
    return path


@contextmanager
def every_connection(statement: str) -> Iterator[None]:
    """Let every new connection to SQLite begin with a statement."""

    def begin(raw: Any, _: Any) -> None:
        raw.execute(statement)

    sa.event.listen(sa.Engine, "connect", begin)
    yield
    sa.event.remove(sa.Engine, "connect", begin)


def refused(path: Path, pack: Pack, match: str) -> None:
    """Try to write into a journal; it says why not in one line that names the file."""
    with pytest.raises(JournalError, match=match) as told, Journal(f"sqlite:///{path}", pack) as it:
        it.new_case(facts(case_id="X", what_happened="We lost the parcel. " * 390), MINA)
    assert str(path) in str(told.value) and "\n" not in str(told.value)
    assert "parcel" not in str(told.value) and "INSERT" not in str(told.value)


def test_one_that_cannot_be_written(file: Path, pack: Pack) -> None:
    with every_connection("PRAGMA query_only = ON"):
        refused(file, pack, "cannot be written; allow writing to it")


def test_one_that_another_program_holds(
    file: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = [p for p in store._PRAGMAS if not p.startswith("busy_timeout")]
    monkeypatch.setattr(store, "_PRAGMAS", ("busy_timeout=1", *short))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        refused(file, pack, "is locked by another program; try again")
    finally:
        other.close()
    with Journal(f"sqlite:///{file}", pack) as journal:
        assert journal.case("TW-4471").state == "received"


def test_a_disk_that_is_full(file: Path, pack: Pack) -> None:
    pages = sqlite3.connect(file).execute("PRAGMA page_count").fetchone()[0]
    with every_connection(f"PRAGMA max_page_count = {pages + 1}"):
        refused(file, pack, "the disk is full; make room and try again; nothing was lost")
    with Journal(f"sqlite:///{file}", pack) as journal:
        assert [row.id for row in journal.queue().rows] == ["TW-4471"]
        assert journal.verify().whole


def _overwrite(path: Path) -> None:
    path.write_bytes(b"This is a shopping list. " * 400)


def _spoil(path: Path) -> None:
    kept = path.read_bytes()
    path.write_bytes(kept[:4096] + b"\xff" * (len(kept) - 4096))


@pytest.mark.parametrize("harm", [_overwrite, _spoil])
def test_one_that_is_damaged(file: Path, pack: Pack, harm: Callable[[Path], None]) -> None:
    harm(file)
    refused(file, pack, "is damaged or no journal; restore a copy")


def test_a_folder_in_place_of_the_file(tmp_path: Path, pack: Pack) -> None:
    refused(tmp_path, pack, "cannot be opened; check that it is a file")


def test_one_of_a_newer_program(file: Path, pack: Pack) -> None:
    with sqlite3.connect(file) as db:
        db.execute("UPDATE ra_schema SET version_num = '9999'")
    with pytest.raises(JournalError, match="written by a newer recovery-ai; upgrade recovery-ai"):
        Journal(f"sqlite:///{file}", pack)


def test_one_of_the_version_before_is_brought_up_with_its_cases(file: Path, pack: Pack) -> None:
    with sqlite3.connect(file) as db:
        db.execute("DROP INDEX ix_ra_case_due_on_serial")
        db.execute("ALTER TABLE ra_case DROP COLUMN checked_pack")
        db.execute("UPDATE ra_schema SET version_num = '0001'")
    with Journal(f"sqlite:///{file}", pack) as journal:
        assert [row.id for row in journal.queue(text="oak desk").rows] == ["TW-4471"]


def test_the_command_line_says_it_in_one_line_too(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _overwrite(file)
    monkeypatch.setenv(store.VARIABLE, f"sqlite:///{file}")
    assert main(["cases", "list"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1
    assert "is damaged or no journal; restore a copy" in told.err


def test_a_server_that_lets_nobody_write(postgresql: str, pack: Pack) -> None:
    with psycopg.connect(postgresql.replace("+psycopg", ""), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {admin.info.dbname} SET default_transaction_read_only = on")
    with (
        pytest.raises(JournalError, match="cannot be written; allow writing"),
        Journal(postgresql, pack) as journal,
    ):
        journal.new_case(facts(), MINA)
