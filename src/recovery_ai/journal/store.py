"""The database: opened, brought to the newest schema, and asked in short transactions."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from recovery_ai.errors import JournalError
from recovery_ai.journal import migrations
from recovery_ai.settings import Settings, home

VARIABLE = "RECOVERY_AI_JOURNAL"
FILE = "journal.db"
_PRAGMAS = (
    "busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL",
    "secure_delete=ON",
)  # fmt: skip


def database_of(settings: Settings) -> str:
    """Return where the journal is: the environment's word, the settings', or the file at home."""
    named = os.environ.get(VARIABLE, "").strip() or settings.journal
    if named:
        return named
    home().mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{home() / FILE}"


class Store:
    """One database; opening it creates or upgrades the tables.

    Args:
        url: `sqlite:///…` or `postgresql+psycopg://…`.

    Raises:
        JournalError: when it cannot be opened; the message never holds the password.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.name = self.engine.url.render_as_string(hide_password=True)
        try:
            with self.writing() as db:
                migrations.upgrade(db)
        except BaseException:
            self.close()
            raise

    @property
    def dialect(self) -> str:
        """The kind of database: `sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read in one transaction: every statement sees the same state."""
        with self._plainly(), self.engine.begin() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write in one transaction: all of it is kept, or nothing."""
        with self._plainly(), self.engine.connect() as plain:
            db = plain.execution_options(writes=True)
            with db.begin():
                yield db

    def rewrite(self) -> bool:
        """Rewrite the files without the bytes of deleted rows; False while somebody reads."""
        with self.engine.connect() as plain:
            db = plain.execution_options(isolation_level="AUTOCOMMIT")
            try:
                for statement in _REWRITE[self.dialect]:
                    busy = db.exec_driver_sql(statement)
                    if busy.returns_rows and busy.fetchall()[0][0]:
                        return False
            except DBAPIError:
                return False
        return True

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Tell a fault of the database in one line without addresses, statements or values."""
        try:
            yield
        except DBAPIError as problem:
            raise JournalError(f"journal {self.name}", *_told(problem.orig)) from None


_READ_ONLY = ("cannot be written", "allow writing to it, and for a file to its folder")
_CANNOT_OPEN = ("cannot be opened", "check that it is a file that you may read and write")
_LOCKED = ("is locked by another program", "try again; close that program if it stays so")
_DAMAGED = ("is damaged or no journal", "restore a copy of it, or name another one")
_FULL = ("could not be written: the disk is full", "make room and try again; nothing was lost")
_DISK = ("could not be read or written: the disk failed", "check the disk and its rights")
_KNOWN: dict[int | str | None, tuple[str, str]] = {
    # primary result codes of SQLite
    sqlite3.SQLITE_BUSY: _LOCKED, sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY, sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN, sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: _DAMAGED, sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    # conditions of PostgreSQL
    "25006": _READ_ONLY, "42501": _READ_ONLY, "53100": _FULL, "XX001": _DAMAGED,
    "XX002": _DAMAGED, "55P03": _LOCKED, "40P01": _LOCKED,
}  # fmt: skip


def _told(problem: BaseException | None) -> tuple[str, str]:
    """Return what is wrong with the database and what to do, without its own words."""
    code = getattr(problem, "sqlstate", None) or getattr(problem, "sqlite_errorcode", 0) & 0xFF
    return _KNOWN.get(code) or (
        f"the database refused ({type(problem).__name__})",
        "check that it runs, and that the address and the rights are right",
    )


_REWRITE = {
    "sqlite": ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": tuple(
        f"VACUUM (FULL) {table}"
        for table in ("ra_case", "ra_version", "ra_promise", "ra_payload", "ra_search", "ra_memory")
    ),
}


def _engine(url: str) -> Engine:
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed)
        if parsed.drivername == "postgresql+psycopg":
            return sa.create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ImportError):
        pass
    raise JournalError(
        "journal", "is no address of a database", "use postgresql+psycopg://… or sqlite:///FILE"
    )


def _sqlite(url: sa.URL) -> Engine:
    if url.database and url.database != ":memory:" and not Path(url.database).parent.is_dir():
        raise JournalError(f"journal {url.database}", "lies in no folder", "make the folder first")
    engine = sa.create_engine(url, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def _connected(raw: Any, _: Any) -> None:
        raw.isolation_level = None  # transactions begin below, not where the driver thinks
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(db: Connection) -> None:
        # A writer takes the lock at once: one that reads first and writes later would be refused.
        told = db.get_execution_options()
        if told.get("isolation_level") == "AUTOCOMMIT":
            return
        writes = told.get("writes")
        db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
