"""Read by Alembic: migrate through the connection that it was handed."""

from alembic import context

from recovery_ai.journal.migrations.upgrading import TABLE
from recovery_ai.journal.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=TABLE,
    render_as_batch=True,
)
context.run_migrations()
