"""What every kind of `eval` reads and writes."""

import argparse
import sys
from pathlib import Path

from recovery_ai.errors import InputError


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add the options that every kind of evaluation has."""
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE.jsonl",
        help="append each result as it comes; the same command goes on where a stopped one was",
    )
    parser.add_argument("--html", metavar="FILE.html", help="write the report as one page")


def shipped(name: str) -> Path:
    """Return a path in the `evals/` folder of a checkout."""
    path = Path(__file__).resolve().parents[3] / "evals" / name
    if not path.exists():
        raise InputError("eval", "finds no evals/ folder", "run in a checkout, or name your own")
    return path


def incomplete(errors: int) -> int:
    """Return exit code 3, and say why, when something could not be evaluated; else 0."""
    if errors:
        print(f"recovery-ai: {errors} could not be evaluated, see above", file=sys.stderr)
    return 3 if errors else 0
