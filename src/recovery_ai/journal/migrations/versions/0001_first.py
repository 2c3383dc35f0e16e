"""The first schema: cases, letters, signatures, promises, memory, log and search."""

import sqlalchemy as sa
from alembic import op

from recovery_ai.journal.tables import Json, Moment

revision = "0001"
down_revision = None
GENESIS = "0" * 64


def upgrade() -> None:
    """Create everything."""
    _tables()
    for name in ("ra_search", "ra_likeness"):
        _index(name)
    op.execute(sa.text("INSERT INTO ra_head VALUES (1, 0, :hash)").bindparams(hash=GENESIS))


def downgrade() -> None:
    """Refuse: an older journal could not hold what this one remembers."""
    raise NotImplementedError("a journal is never taken back; restore a copy of the database")


def _index(name: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(body)")
        return
    op.execute(f"CREATE TABLE {name} (serial BIGINT PRIMARY KEY, body TSVECTOR NOT NULL)")
    op.execute(f"CREATE INDEX ix_{name}_body ON {name} USING gin (body)")


def _tables() -> None:
    op.create_table(
        "ra_case",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("open", sa.SmallInteger(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("facts", Json, nullable=True),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("customer_key", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("regime", sa.Text(), nullable=False),
        sa.Column("received_at", Moment, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_step", sa.Text(), nullable=True),
        sa.Column("due_source", sa.Text(), nullable=True),
        sa.Column("waiting_for", sa.Text(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("approved_pack", sa.Text(), nullable=True),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_what", sa.Text(), nullable=False),
        sa.Column("erased_at", Moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ra_case"),
        sa.UniqueConstraint("serial", name="uq_ra_case_serial"),
    )
    op.create_index("ix_ra_case_changed_at", "ra_case", ["changed_at"], unique=False)
    op.create_index("ix_ra_case_customer_key", "ra_case", ["customer_key"], unique=False)
    op.create_index(
        "ix_ra_case_open_due_on_serial", "ra_case", ["open", "due_on", "serial"], unique=False
    )
    op.create_index(
        "ix_ra_case_owner_open_due_on_serial",
        "ra_case",
        ["owner", "open", "due_on", "serial"],
        unique=False,
    )
    op.create_index(
        "ix_ra_case_state_due_on_serial", "ra_case", ["state", "due_on", "serial"], unique=False
    )
    op.create_table(
        "ra_event",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload_sha256", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ra_event"),
    )
    op.create_index("ix_ra_event_case_id_number", "ra_event", ["case_id", "number"], unique=False)
    op.create_table(
        "ra_head",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ra_head"),
    )
    op.create_table(
        "ra_approval",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("approval_sha256", sa.Text(), nullable=False),
        sa.Column("overrides", Json, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["ra_case.id"], name="fk_ra_approval_case_id"),
        sa.PrimaryKeyConstraint("case_id", "kind", "event", name="pk_ra_approval"),
    )
    op.create_table(
        "ra_letter",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("waiting_for", sa.Text(), nullable=False),
        sa.Column("rework_by", sa.Text(), nullable=True),
        sa.Column("rework_at", Moment, nullable=True),
        sa.Column("rework_reason", sa.Text(), nullable=True),
        sa.Column("sent_number", sa.Integer(), nullable=True),
        sa.Column("sent_by", sa.Text(), nullable=True),
        sa.Column("sent_at", Moment, nullable=True),
        sa.Column("sent_how", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["ra_case.id"], name="fk_ra_letter_case_id"),
        sa.PrimaryKeyConstraint("case_id", "kind", name="pk_ra_letter"),
    )
    op.create_table(
        "ra_memory",
        sa.Column("serial", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("slotted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["ra_case.id"], name="fk_ra_memory_case_id"),
        sa.PrimaryKeyConstraint("serial", name="pk_ra_memory"),
    )
    op.create_index("ix_ra_memory_case_id", "ra_memory", ["case_id"], unique=False)
    op.create_index(
        "ix_ra_memory_category_language_sent_on",
        "ra_memory",
        ["category", "language", "sent_on"],
        unique=False,
    )
    op.create_table(
        "ra_payload",
        sa.Column("event", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["ra_event.number"], name="fk_ra_payload_event"),
        sa.PrimaryKeyConstraint("event", name="pk_ra_payload"),
    )
    op.create_table(
        "ra_promise",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("amount", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("customer_key", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent", sa.SmallInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["ra_case.id"], name="fk_ra_promise_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ra_promise"),
    )
    op.create_index("ix_ra_promise_case_id", "ra_promise", ["case_id"], unique=False)
    op.create_index(
        "ix_ra_promise_customer_key_state", "ra_promise", ["customer_key", "state"], unique=False
    )
    op.create_index("ix_ra_promise_state_due_on", "ra_promise", ["state", "due_on"], unique=False)
    op.create_table(
        "ra_version",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("begun_at", Moment, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("facts_sha256", sa.Text(), nullable=True),
        sa.Column("pack_sha256", sa.Text(), nullable=False),
        sa.Column("findings", Json, nullable=True),
        sa.Column("proved", sa.SmallInteger(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("draft", Json, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["ra_case.id"], name="fk_ra_version_case_id"),
        sa.PrimaryKeyConstraint("case_id", "kind", "number", name="pk_ra_version"),
    )
