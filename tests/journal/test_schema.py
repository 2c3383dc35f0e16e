"""The migrations build exactly the tables that the code knows."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from recovery_ai import JournalError
from recovery_ai.journal import Journal, migrations
from recovery_ai.journal.migrations import upgrading
from recovery_ai.journal.tables import INDEXES, METADATA
from recovery_ai.pack import Pack

FOLDER = Path(migrations.__file__).parent


def _ours(name: str | None, kind: str, _: Any) -> bool:
    return kind != "table" or name in METADATA.tables


def test_the_migrated_schema_is_the_metadata(raw: sa.Engine) -> None:
    with raw.connect() as db:
        context = MigrationContext.configure(
            db, opts={"include_name": _ours, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []
        assert set(INDEXES.tables) <= set(sa.inspect(db).get_table_names())
        assert migrations.upgrading.TABLE in sa.inspect(db).get_table_names()


def test_the_head_that_is_named_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == upgrading.HEAD


def test_opening_again_keeps_everything(raw: sa.Engine, database: str, pack: Pack) -> None:
    with raw.begin() as db:
        db.execute(sa.text("UPDATE ra_head SET hash = 'kept'"))
    with Journal(database, pack):
        pass
    with raw.connect() as db:
        assert db.execute(sa.text("SELECT hash FROM ra_head")).scalar_one() == "kept"


def test_a_journal_of_a_newer_program_is_refused(raw: sa.Engine, database: str, pack: Pack) -> None:
    with raw.begin() as db:
        db.execute(sa.text("UPDATE ra_schema SET version_num = '9999'"))
    with pytest.raises(JournalError, match="newer recovery-ai; upgrade"):
        Journal(database, pack)
