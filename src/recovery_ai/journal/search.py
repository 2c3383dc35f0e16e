"""Full-text search, the same on both databases: folded words, each by its beginning."""

import re
from collections.abc import Iterable
from typing import Literal

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from recovery_ai.journal.tables import CASE, SEARCH
from recovery_ai.language.text import fold

Index = Literal["ra_search", "ra_likeness"]
_WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """Return the folded words of `text`; signs and spaces part them."""
    return _WORD.findall(fold(text))


def put(db: Connection, index: Index, serial: int, words: Iterable[str]) -> None:
    """Put these words under `serial` in place of those that stood there."""
    remove(db, index, serial)
    if db.dialect.name == "sqlite":
        statement = f"INSERT INTO {index} (rowid, body) VALUES (:serial, :body)"
    else:
        statement = f"INSERT INTO {index} VALUES (:serial, to_tsvector('simple', :body))"
    db.execute(sa.text(statement), {"serial": serial, "body": " ".join(words)})


def remove(db: Connection, index: Index, serial: int) -> None:
    """Take one entry out of an index."""
    name = "rowid" if db.dialect.name == "sqlite" else "serial"
    db.execute(sa.text(f"DELETE FROM {index} WHERE {name} = :serial"), {"serial": serial})


def matches(dialect: str, text: str) -> ColumnElement[bool]:
    """Return the condition that a case holds every word of `text`, whole or as a beginning."""
    wanted = tokens(text)
    if not wanted:
        return sa.true()
    if dialect == "sqlite":
        asked = " ".join(f'"{word}"*' for word in wanted)
        serials = sa.text("SELECT rowid FROM ra_search WHERE ra_search MATCH :asked")
        # A sum keeps SQLite from fetching every match to sort it: it walks the cases in order, by
        # an index that holds all it needs, and stops when the page is full.
        place = CASE.c.serial + 0
        return place.in_(serials.bindparams(asked=asked).columns(SEARCH.c.serial))
    query = sa.func.to_tsquery("simple", " & ".join(f"'{word}':*" for word in wanted))
    return CASE.c.serial.in_(sa.select(SEARCH.c.serial).where(SEARCH.c.body.op("@@")(query)))


def nearest(db: Connection, index: Index, words: Iterable[str], limit: int) -> list[int]:
    """Return the serials of the entries that share most words with these, the likest first."""
    wanted = list(dict.fromkeys(words))[:64]
    if not wanted:
        return []
    if db.dialect.name == "sqlite":
        asked = " OR ".join(f'"{word}"' for word in wanted)
        statement = f"SELECT rowid FROM {index} WHERE {index} MATCH :asked ORDER BY rank LIMIT :n"
    else:
        asked = " | ".join(f"'{word}'" for word in wanted)
        statement = (
            f"SELECT serial FROM {index}, to_tsquery('simple', :asked) AS asked "
            "WHERE body @@ asked ORDER BY ts_rank(body, asked) DESC, serial DESC LIMIT :n"
        )
    return list(db.execute(sa.text(statement), {"asked": asked, "n": limit}).scalars())


def shrink(db: Connection) -> None:
    """Merge what FTS5 keeps of removed entries away; PostgreSQL does that in its `VACUUM`."""
    if db.dialect.name == "sqlite":
        for index in ("ra_search", "ra_likeness"):
            db.execute(sa.text(f"INSERT INTO {index}({index}) VALUES ('rebuild')"))
