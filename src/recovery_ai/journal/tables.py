"""The tables, the same on SQLite and PostgreSQL; `migrations/` builds exactly these.

Personal data stands in `ra_case`, `ra_letter`, `ra_version`, `ra_approval`, `ra_promise`,
`ra_payload` and the indexes of search, all of which a purge empties; the chain in `ra_event` and
`ra_head` holds ids and digests only.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC; SQLite would lose the offset."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Store as UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Read as UTC."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


Json = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _case() -> sa.Column[str]:
    return sa.Column("case_id", sa.Text, sa.ForeignKey("ra_case.id"), nullable=False)


CASE = sa.Table(
    "ra_case",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("serial", sa.BigInteger, nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("open", sa.SmallInteger, nullable=False),
    sa.Column("owner", sa.Text),
    sa.Column("facts", Json),
    sa.Column("customer", sa.Text),
    sa.Column("customer_key", sa.Text),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("category", sa.Text),
    sa.Column("severity", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("route", sa.Text),
    sa.Column("regime", sa.Text, nullable=False),
    sa.Column("received_at", Moment, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("due_step", sa.Text),
    sa.Column("due_source", sa.Text),
    sa.Column("waiting_for", sa.Text, nullable=False),
    sa.Column("errors", sa.Integer, nullable=False),
    sa.Column("approved_pack", sa.Text),
    sa.Column("checked_pack", sa.Text),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Column("changed_what", sa.Text, nullable=False),
    sa.Column("erased_at", Moment),
    sa.Index(None, "due_on", "serial"),
    sa.Index(None, "open", "due_on", "serial"),
    sa.Index(None, "state", "due_on", "serial"),
    sa.Index(None, "owner", "open", "due_on", "serial"),
    sa.Index(None, "customer_key"),
    sa.Index(None, "changed_at"),
)
LETTER = sa.Table(
    "ra_letter",
    METADATA,
    _case(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("errors", sa.Integer, nullable=False),
    sa.Column("waiting_for", sa.Text, nullable=False),
    sa.Column("rework_by", sa.Text),
    sa.Column("rework_at", Moment),
    sa.Column("rework_reason", sa.Text),
    sa.Column("sent_number", sa.Integer),
    sa.Column("sent_by", sa.Text),
    sa.Column("sent_at", Moment),
    sa.Column("sent_how", sa.Text),
    sa.PrimaryKeyConstraint("case_id", "kind"),
)
VERSION = sa.Table(
    "ra_version",
    METADATA,
    _case(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("text_sha256", sa.Text, nullable=False),
    sa.Column("facts_sha256", sa.Text),
    sa.Column("pack_sha256", sa.Text, nullable=False),
    sa.Column("findings", Json),
    sa.Column("proved", sa.SmallInteger, nullable=False),
    sa.Column("errors", sa.Integer, nullable=False),
    sa.Column("warnings", sa.Integer, nullable=False),
    sa.Column("words", sa.Integer, nullable=False),
    sa.Column("model", sa.Text),
    sa.Column("draft", Json),
    sa.PrimaryKeyConstraint("case_id", "kind", "number"),
)
APPROVAL = sa.Table(
    "ra_approval",
    METADATA,
    _case(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("event", sa.BigInteger, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("approval_sha256", sa.Text, nullable=False),
    sa.Column("overrides", Json),
    sa.PrimaryKeyConstraint("case_id", "kind", "event"),
)
PROMISE = sa.Table(
    "ra_promise",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    _case(),
    sa.Column("letter", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("thing", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("fact", sa.Text, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("amount", sa.Text),
    sa.Column("currency", sa.Text),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("customer_key", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("sent", sa.SmallInteger, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Index(None, "state", "due_on"),
    sa.Index(None, "case_id"),
    sa.Index(None, "customer_key", "state"),
)
MEMORY = sa.Table(
    "ra_memory",
    METADATA,
    sa.Column("serial", sa.BigInteger, primary_key=True, autoincrement=False),
    _case(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("sent_on", sa.Date, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("cause", sa.Text, nullable=False),
    sa.Column("slotted", sa.Text, nullable=False),
    sa.Index(None, "case_id"),
    sa.Index(None, "category", "language", "sent_on"),
)
EVENT = sa.Table(
    "ra_event",
    METADATA,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("case_id", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("payload_sha256", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Index(None, "case_id", "number"),
)
PAYLOAD = sa.Table(
    "ra_payload",
    METADATA,
    sa.Column(
        "event",
        sa.BigInteger,
        sa.ForeignKey("ra_event.number"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("salt", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
)
HEAD = sa.Table(
    "ra_head",
    METADATA,
    sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

# The indexes of full-text search are FTS5 tables on SQLite and tsvectors on PostgreSQL; they are
# asked through `search.py` alone, and stand in a metadata of their own.
INDEXES = sa.MetaData()


def _index(name: str) -> sa.Table:
    return sa.Table(
        name,
        INDEXES,
        sa.Column("serial", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("body", TSVECTOR, nullable=False),
    )


SEARCH = _index("ra_search")
LIKENESS = _index("ra_likeness")
