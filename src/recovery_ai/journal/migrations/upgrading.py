"""Bring a database to the newest schema."""

import sqlalchemy as sa
from sqlalchemy import Connection

from recovery_ai.journal.tables import HEAD, METADATA, SEARCH


def upgrade(db: Connection) -> None:
    """Create what is missing."""
    fresh = not sa.inspect(db).has_table("ra_head")
    METADATA.create_all(db)
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("CREATE VIRTUAL TABLE IF NOT EXISTS ra_search USING fts5(body)")
    else:
        SEARCH.create(db, checkfirst=True)
        db.exec_driver_sql(
            "CREATE INDEX IF NOT EXISTS ix_ra_search_body ON ra_search USING gin (body)"
        )
    if fresh:
        db.execute(sa.insert(HEAD).values(id=1, number=0, hash="0" * 64))
