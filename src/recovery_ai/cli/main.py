"""`recovery-ai`: commands, exit codes, and errors as clear lines, one for each.

Exit codes: 0 accepted or no letter due; 1 findings of severity error, or needs_review; 2 bad input
or usage; 3 something could not be evaluated.
"""

import argparse
import gc
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from recovery_ai._version import __version__
from recovery_ai.errors import RecoveryError

Command = Callable[[argparse.Namespace], int]
# The file of each command, imported when it is asked for.
_FILES = {
    "draft": "drafting",
    "triage": "drafting",
    "prompt": "drafting",
    "demo": "drafting",
    "facts": "facts",
    "intake": "receiving",
    "check": "checking",
    "eval": "evaluating",
    "cases": "cases",
    "rules": "policy",
    "settings": "configured",
    "ui": "policy",
}


class _Parser(argparse.ArgumentParser):
    """A parser that takes no abbreviations and says what is wrong in one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        """Print one line and leave with exit code 2."""
        command = self.prog.partition(" ")[2]
        print(f"recovery-ai: {message}; see: recovery-ai {command} --help", file=sys.stderr)
        raise SystemExit(2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    if argv is not None:
        return _run(argv)
    # A process that answers once makes values to keep: looking for garbage costs it a fifth.
    gc.set_threshold(200_000)
    try:
        return _run(sys.argv[1:])
    finally:
        gc.freeze()


def _run(words: Sequence[str]) -> int:
    args = _parser(words).parse_args(words)
    command: Command = args.run
    try:
        return command(args)
    except RecoveryError as problem:
        for line in str(problem).splitlines():
            print(f"recovery-ai: {line}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("recovery-ai: stopped", file=sys.stderr)
        return 130


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal says it takes; a letter may be Greek."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return a parser of the command that the words begin with, or else of all commands."""
    parser = _Parser(prog="recovery-ai", description="Facts in, checked letter out.")
    parser.add_argument("--version", action="version", version=f"recovery-ai {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    asked = words[0] if words else ""
    for name in [_FILES[asked]] if asked in _FILES else dict.fromkeys(_FILES.values()):
        importlib.import_module(f"recovery_ai.cli.{name}").add_commands(commands)
    return parser
