"""`eval`: measure guardrails, triage and drafting on labelled data.

Exit codes: 0 all is as it was; 1 something is worse than the baseline, or wrong; 2 bad input;
3 something could not be evaluated.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recovery_ai.cli import house
from recovery_ai.cli.bar import Bar
from recovery_ai.cli.files import add_files, incomplete, kept, shipped
from recovery_ai.cli.learning import add_learn
from recovery_ai.cli.output import write
from recovery_ai.cli.trying import add_drafts
from recovery_ai.errors import InputError
from recovery_ai.result import digest

if TYPE_CHECKING:
    from recovery_ai.evaluation import Corpus, LetterReport


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    evaluate = commands.add_parser("eval", help="measure checks, triage and drafting")
    kinds = evaluate.add_subparsers(required=True, metavar="WHAT")
    letters = kinds.add_parser("letters", help="guardrails on labelled letters")
    letters.add_argument("--corpus", type=Path, help="a folder of letters.yaml files, or one file")
    letters.add_argument("--split", choices=("dev", "test"))
    letters.add_argument("--language")
    letters.add_argument("--failures", action="store_true", help="list every miss and false alarm")
    letters.add_argument("--bless", action="store_true", help="write the result as the baseline")
    letters.add_argument("--baseline", type=Path, help="the baseline file to compare with")
    letters.add_argument(
        "--prevalence",
        type=_share,
        default=0.1,
        metavar="SHARE",
        help="how many drafts are bad where you use the checks, such as 0.1",
    )
    letters.add_argument("--judge", type=Path, help="recorded opinions of a judge, see evals/judge")
    letters.add_argument("--docket", help="write what a judge would still be asked, and stop")
    add_files(letters)
    letters.set_defaults(run=_letters)
    routes = kinds.add_parser("triage", help="routes of labelled cases")
    routes.add_argument("--cases", type=Path)
    add_files(routes)
    routes.set_defaults(run=_routes)
    add_drafts(kinds)
    add_learn(kinds)
    schema = kinds.add_parser("schema", help="print the JSON schema of a file of labelled letters")
    schema.set_defaults(run=_schema)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError("is no share between 0 and 1; write 0.1 for ten per cent")
    return value


def _letters(args: argparse.Namespace) -> int:
    from recovery_ai import evaluation
    from recovery_ai.evaluation import baseline, cascade, summary
    from recovery_ai.evaluation.letters_page import letters_page

    whole = evaluation.read_corpus(args.corpus or shipped("letters"))
    wanted = {k: v for k in ("split", "language") if (v := getattr(args, k))}
    corpus = whole.where(**wanted) if wanted else whole
    if not corpus.cases:
        asked = " ".join(f"--{key} {value}" for key, value in wanted.items())
        raise InputError(asked, "leaves no letter", "name another slice")
    pack = house.pack()
    opinions = cascade.read_opinions(args.judge) if args.judge else {}
    if args.docket:
        rows = cascade.open_questions(corpus, pack, opinions)
        write(cascade.as_lines(rows).encode(), args.docket)
        return 0
    second = cascade.recorded(opinions) if args.judge else None
    kind = "letters" + (f" judged {digest(str(sorted(opinions.items())))}" if second else "")
    with kept(args, kind, pack) as run:
        progress = Bar(len(corpus.cases), "letters")
        report = evaluation.measure_letters(corpus, pack, progress, run, second)
    print(summary.letters_text(report, failures=args.failures, prevalence=args.prevalence))
    path = args.baseline or (None if args.corpus else shipped("letters") / "baseline.json")
    if args.bless:
        if wanted or args.judge or path is None:
            remedy = "name no slice and no judge, or --baseline"
            raise InputError("--bless", "takes the whole corpus", remedy)
        if not report.errors:
            baseline.bless(report, corpus, path)
    compared = path is not None and not wanted and not args.judge
    worse = _worse(report, corpus, path) if path and compared else None
    if args.html:
        page = letters_page(
            report,
            pack=pack.digest,
            corpus=corpus.digest,
            prevalence=args.prevalence,
            worse=worse,
        )
        write(page.encode(), args.html)
    for line in worse or ():
        print(f"worse than the baseline: {line}", file=sys.stderr)
    return incomplete(len(report.errors)) or int(bool(worse))


def _worse(report: "LetterReport", corpus: "Corpus", path: Path) -> list[str]:
    from recovery_ai.evaluation import baseline

    return list(baseline.regressions(report, corpus, baseline.read_baseline(path)))


def _routes(args: argparse.Namespace) -> int:
    from recovery_ai.evaluation import routes, summary
    from recovery_ai.evaluation.routes_page import routes_page

    pack = house.pack()
    with kept(args, "triage", pack) as run:
        report = routes.measure_routes(args.cases or shipped("triage.yaml"), pack, run=run)
    print(summary.routes_text(report))
    if args.html:
        write(routes_page(report, pack=pack.digest).encode(), args.html)
    return incomplete(len(report.errors)) or int(report.right.k != report.right.n)


def _schema(args: argparse.Namespace) -> int:
    from recovery_ai.evaluation.schema import corpus_schema

    del args
    print(json.dumps(corpus_schema(), ensure_ascii=False, indent=1))
    return 0
