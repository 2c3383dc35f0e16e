"""Cases in the order of their deadlines, and the policy that a case was last checked by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Let search walk the cases in order; note whose word `waiting_for` is."""
    op.create_index("ix_ra_case_due_on_serial", "ra_case", ["due_on", "serial"], unique=False)
    op.add_column("ra_case", sa.Column("checked_pack", sa.Text(), nullable=True))


def downgrade() -> None:
    """Refuse, as the first migration does."""
    raise NotImplementedError("a journal is never taken back; restore a copy of the database")
