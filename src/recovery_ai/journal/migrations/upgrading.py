"""Bring a database to the newest schema, once, whoever comes first."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from recovery_ai.errors import JournalError

HEAD = "0002"
TABLE = "ra_schema"
_LOCK = 7_262_001  # any number of our own: on PostgreSQL two programs must not upgrade at once


def upgrade(db: Connection) -> None:
    """Run the migrations that this database has not seen, within the caller's transaction.

    Raises:
        JournalError: when a newer recovery-ai has written it.
    """
    if db.dialect.name == "postgresql":
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    version = _version(db)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise JournalError("journal", "was written by a newer recovery-ai", "upgrade recovery-ai")
    from alembic import command  # late: a journal that is up to date needs none of it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = db
    command.upgrade(config, "head")


def _version(db: Connection) -> str | None:
    if not sa.inspect(db).has_table(TABLE):
        return None
    return db.execute(sa.text(f"SELECT version_num FROM {TABLE}")).scalar()
