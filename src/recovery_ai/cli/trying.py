"""`eval drafts`: models on incidents, from recorded replies unless asked to go live."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from recovery_ai import api
from recovery_ai.cli import house
from recovery_ai.cli.bar import Bar
from recovery_ai.cli.files import add_files, incomplete, kept, shipped
from recovery_ai.cli.output import write
from recovery_ai.errors import InputError
from recovery_ai.incident import Incident
from recovery_ai.models import resolve
from recovery_ai.models.choice import OFFLINE
from recovery_ai.models.offline import Composer
from recovery_ai.models.protocol import Model
from recovery_ai.pack import Pack
from recovery_ai.settings import read_settings

JOBS = 4


def add_drafts(kinds: Any) -> None:
    """Add the command of this file to the parser of `eval`."""
    drafts = kinds.add_parser("drafts", help="models drafting for incidents")
    drafts.add_argument(
        "--model",
        action="append",
        metavar="MODEL",
        help="offline, recorded/good or another name; give it twice to compare two",
    )
    drafts.add_argument("--incidents", type=Path, help="a folder of facts, or one file")
    drafts.add_argument("--prompts", type=Path, help="a folder of prompts and policy to try")
    drafts.add_argument("--replies", type=Path, help="a folder of recorded replies, or one file")
    drafts.add_argument(
        "--recorded-only",
        action="store_true",
        help="only incidents that every model has recorded replies for; the others are named",
    )
    drafts.add_argument("--live", action="store_true", help="ask the models; this costs money")
    drafts.add_argument(
        "--record", type=Path, metavar="FILE.jsonl", help="with --live: append every answer"
    )
    drafts.add_argument("--jobs", type=int, default=JOBS, help="live drafts under way at a time")
    drafts.add_argument("--failures", action="store_true", help="list every letter not accepted")
    drafts.add_argument(
        "--rekey",
        action="store_true",
        help="bind the recorded replies to the present prompts, and list what changed",
    )
    add_files(drafts)
    drafts.set_defaults(run=_drafts)


def _drafts(args: argparse.Namespace) -> int:
    from recovery_ai.evaluation.drafts import read_incidents

    pack = api.load_pack(_folder(args.prompts)) if args.prompts else house.pack()
    incidents = read_incidents(args.incidents or shipped("incidents"))
    if args.rekey:
        return _rekey(args, incidents, pack)
    if args.record and not args.live:
        raise InputError("--record", "records what a model answers live", "add --live")
    if args.jobs < 1:
        raise InputError("--jobs", "must be 1 or more", f"leave it out for {JOBS}")
    names = args.model or [OFFLINE]
    if len(names) > 2 or len(set(names)) != len(names):
        raise InputError("--model", "compares two different models", "name one, or two")
    models = [_model(name, args, pack) for name in names]
    if args.recorded_only:
        incidents = _recorded_only(incidents, models)
    return _measure(args, incidents, models, pack)


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise InputError("--prompts", "is no folder", "correct the path")
    return path.resolve()


def _model(name: str, args: argparse.Namespace, pack: Pack) -> Model:
    from recovery_ai.evaluation.replies import Recorded, Recorder, read_replies

    if name == OFFLINE:
        return Composer(pack)
    if args.live and not name.startswith("recorded/"):
        live = resolve(name, pack)
        return Recorder(live, args.record) if args.record else live
    files = read_replies(args.replies or shipped("replies"))
    lines = [one for found in files.values() for one in found]
    known = sorted({one.model for one in lines})
    if name not in known:
        raise InputError(
            f"--model {name}",
            f"has no recorded replies (there are those of {', '.join(known)})",
            "add --live to ask it, which calls the provider",
        )
    return Recorded(name, lines)


def _recorded_only(incidents: Mapping[str, Incident], models: Sequence[Model]) -> dict[str, Any]:
    from recovery_ai.evaluation.replies import Recorded

    recorded = [model for model in models if isinstance(model, Recorded)]
    kept = {n: i for n, i in incidents.items() if all(m.answers(i.case_id) for m in recorded)}
    if not kept:
        raise InputError("--recorded-only", "leaves no incident", "name models of one recording")
    left = [name for name in incidents if name not in kept]
    if left:
        print(f"{len(left)} left out, not recorded: {', '.join(left)}", file=sys.stderr)
    return kept


def _measure(
    args: argparse.Namespace,
    incidents: Mapping[str, Incident],
    models: Sequence[Model],
    pack: Pack,
) -> int:
    from recovery_ai.evaluation.comparison import compare
    from recovery_ai.evaluation.drafts import measure_drafts
    from recovery_ai.evaluation.drafts_page import drafts_page
    from recovery_ai.evaluation.tables import comparison_text, drafts_text

    pack.validate()  # once, so that no draft waits for it
    composer, reports = Composer(pack), []
    with kept(args, "drafts", pack) as run:
        for model in models:
            reports.append(
                measure_drafts(
                    incidents,
                    composer if model.name == OFFLINE else model,
                    composer,
                    pack,
                    regime=read_settings().regime,
                    jobs=args.jobs if args.live else 1,
                    progress=Bar(len(incidents), f"drafts, {model.name}"),
                    run=run,
                )
            )
    both = compare(*reports) if len(reports) == 2 else None
    for report in reports:
        print(drafts_text(report, failures=args.failures) + "\n")
    if both:
        print(comparison_text(both))
    if args.html:
        write(drafts_page(reports, both, pack=pack.digest).encode(), args.html)
    return incomplete(sum(len(report.errors) for report in reports))


def _rekey(args: argparse.Namespace, incidents: Mapping[str, Incident], pack: Pack) -> int:
    from recovery_ai.evaluation.drafts import measure_drafts
    from recovery_ai.evaluation.replies import Rekeying, read_replies

    composer, errors = Composer(pack), 0
    for path, lines in read_replies(args.replies or shipped("replies")).items():
        for name in sorted({one.model for one in lines}):
            model = Rekeying(name, lines)
            asked = {n: i for n, i in incidents.items() if model.answers(i.case_id)}
            report = measure_drafts(asked, model, composer, pack)
            lines = model.rebound(lines)
            print("\n".join([*model.notes, f"{name}: {len(model.notes)} replies bound anew"]))
            print("".join(f"! {r.name}: {r.error}\n" for r in report.errors), end="")
            errors += len(report.errors)
        write("".join(line.line() for line in lines).encode(), str(path))
    return incomplete(errors)
