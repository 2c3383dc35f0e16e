"""The schema's history, as package data; a journal is brought to its end when it is opened."""

from recovery_ai.journal.migrations.upgrading import upgrade

__all__ = ["upgrade"]
