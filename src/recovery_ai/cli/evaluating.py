"""`eval`: measure the guardrails and the triage on labelled data."""

import argparse
import sys
from pathlib import Path
from typing import Any

from recovery_ai.cli import house
from recovery_ai.errors import InputError


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    evaluate = commands.add_parser("eval", help="measure the checks on labelled letters")
    kinds = evaluate.add_subparsers(required=True, metavar="WHAT")
    letters = kinds.add_parser("letters", help="guardrails on labelled letters")
    letters.add_argument("--corpus", type=Path, help="a folder of letters.yaml files, or one file")
    letters.add_argument("--split", choices=("dev", "test"))
    letters.add_argument("--language")
    letters.add_argument("--failures", action="store_true", help="list every miss and false alarm")
    letters.add_argument("--bless", action="store_true", help="write the result as the baseline")
    letters.add_argument("--baseline", type=Path, help="the baseline file to compare with")
    letters.set_defaults(run=_letters)
    routes = kinds.add_parser("triage", help="routes of labelled cases")
    routes.add_argument("--cases", type=Path)
    routes.set_defaults(run=_routes)


def _shipped(name: str) -> Path:
    """Return a path in the `evals/` folder of a checkout."""
    path = Path(__file__).resolve().parents[3] / "evals" / name
    if not path.exists():
        raise InputError("eval", "finds no evals/ folder", "run in a checkout, or pass --corpus")
    return path


def _letters(args: argparse.Namespace) -> int:
    from recovery_ai import evaluation
    from recovery_ai.evaluation import baseline, summary

    whole = evaluation.read_corpus(args.corpus or _shipped("letters"))
    wanted = {k: v for k in ("split", "language") if (v := getattr(args, k))}
    corpus = whole.where(**wanted) if wanted else whole
    report = evaluation.measure_letters(corpus, house.pack(), _progress(len(corpus.cases)))
    print(summary.letters_text(report, failures=args.failures))
    path = args.baseline or (None if args.corpus else _shipped("letters") / "baseline.json")
    if args.bless:
        if wanted or path is None:
            raise InputError("--bless", "takes the whole corpus", "name no slice, or --baseline")
        baseline.bless(report, corpus, path)
        return 0
    if path is None or wanted:
        return 0
    worse = list(baseline.regressions(report, corpus, baseline.read_baseline(path)))
    print("\n".join(f"worse than the baseline: {line}" for line in worse), file=sys.stderr)
    return 1 if worse else 0


def _progress(total: int) -> Any:
    if not sys.stderr.isatty():
        return None

    def show(done: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{done}/{total}", end=end, file=sys.stderr, flush=True)

    return show


def _routes(args: argparse.Namespace) -> int:
    from recovery_ai.evaluation import routes, summary

    report = routes.measure_routes(args.cases or _shipped("triage.yaml"), house.pack())
    print(summary.routes_text(report))
    return 0 if report.right.k == report.right.n else 1
