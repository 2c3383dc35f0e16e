"""What every kind of `eval` reads and writes."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_ai.errors import InputError
from recovery_ai.pack import Pack

if TYPE_CHECKING:
    from recovery_ai.evaluation.run import Run


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add the options that every kind of evaluation has."""
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE.jsonl",
        help="append each result as it comes; the same command goes on where a stopped one was",
    )
    parser.add_argument("--html", metavar="FILE.html", help="write the report as one page")


@contextmanager
def kept(args: argparse.Namespace, kind: str, pack: Pack) -> "Iterator[Run]":
    """Open the run that keeps results in `--out`, and say how to go on when it is stopped."""
    from recovery_ai.evaluation.run import Run
    from recovery_ai.evaluation.statistics import scipy_stats

    scipy_stats()  # before the work: without it there would be no report
    if args.html and not Path(args.html).resolve().parent.is_dir():
        raise InputError(args.html, "lies in a folder that does not exist", "name another")
    with Run(args.out, {"kind": kind, "pack_sha256": pack.digest}) as run:
        try:
            yield run
        except KeyboardInterrupt:
            if args.out:
                told = f"{args.out} keeps what is done; the same command goes on from there"
                print(f"\nrecovery-ai: {told}", file=sys.stderr)
            raise


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
