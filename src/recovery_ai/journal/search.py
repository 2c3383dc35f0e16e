"""Full-text search, the same on both databases: folded words, each by its beginning."""

import re

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from recovery_ai.journal.tables import CASE, SEARCH
from recovery_ai.language.text import fold

_WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """Return the folded words of `text`; signs and spaces part them."""
    return _WORD.findall(fold(text))


def index(db: Connection, serial: int, *texts: str) -> None:
    """Put the texts of one case into the index in place of what stood there."""
    remove(db, serial)
    body = " ".join(tokens(" ".join(texts)))
    if db.dialect.name == "sqlite":
        statement = "INSERT INTO ra_search (rowid, body) VALUES (:serial, :body)"
    else:
        statement = "INSERT INTO ra_search VALUES (:serial, to_tsvector('simple', :body))"
    db.execute(sa.text(statement), {"serial": serial, "body": body})


def remove(db: Connection, serial: int) -> None:
    """Take one case out of the index."""
    name = "rowid" if db.dialect.name == "sqlite" else "serial"
    db.execute(sa.text(f"DELETE FROM ra_search WHERE {name} = :serial"), {"serial": serial})


def matches(dialect: str, text: str) -> ColumnElement[bool]:
    """Return the condition that a case holds every word of `text`, whole or as a beginning."""
    wanted = tokens(text)
    if not wanted:
        return sa.true()
    if dialect == "sqlite":
        asked = " ".join(f'"{word}"*' for word in wanted)
        serials = sa.text("SELECT rowid FROM ra_search WHERE ra_search MATCH :asked")
        return CASE.c.serial.in_(serials.bindparams(asked=asked).columns(SEARCH.c.serial))
    query = sa.func.to_tsquery("simple", " & ".join(f"'{word}':*" for word in wanted))
    return CASE.c.serial.in_(sa.select(SEARCH.c.serial).where(SEARCH.c.body.op("@@")(query)))
