"""The command line, one command a file."""

from recovery_ai.cli.main import main

__all__ = ["main"]
