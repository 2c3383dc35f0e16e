"""`draft`, `triage`, `prompt`, `demo`: from facts to a letter."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from recovery_ai import api
from recovery_ai.cli import house, sending, show
from recovery_ai.cli.output import write
from recovery_ai.documents import parse, read_incident, read_letter, read_text
from recovery_ai.errors import InputError, LetterError
from recovery_ai.export import FORMATS, export
from recovery_ai.incident import Incident
from recovery_ai.judging import docket
from recovery_ai.letter import Letter
from recovery_ai.models.protocol import Request
from recovery_ai.prompting import draft_request, repair_request
from recovery_ai.reply import parse_reply
from recovery_ai.review import review
from recovery_ai.settings import signed, stationery


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    draft = commands.add_parser("draft", help="draft a letter from facts, checked, with its proof")
    draft.add_argument("facts", metavar="FACTS", help="JSON or YAML file, - for standard input")
    draft.add_argument("--model", help="offline, or a litellm name; default: the settings'")
    draft.add_argument("--judge", help="a model that reads what nothing vouches for")
    draft.add_argument("--framework", help="a framework by name, instead of the one that fits")
    draft.add_argument(
        "--format", choices=("text", "json", *FORMATS), help="default: what FILE ends in, or text"
    )
    draft.add_argument("-o", "--output", metavar="FILE", help="write to FILE, whole or not at all")
    sending.add_options(draft)
    draft.set_defaults(run=_draft)

    triage = commands.add_parser("triage", help="say which way a case goes, and why")
    triage.add_argument("facts", metavar="FACTS")
    triage.add_argument("--format", choices=("text", "json"), default="text")
    triage.set_defaults(run=_triage)

    prompt = commands.add_parser("prompt", help="show the messages and schema a model would get")
    prompt.add_argument("facts", metavar="FACTS")
    prompt.add_argument("--repair", metavar="LETTER.json", help="the repair round for this reply")
    prompt.add_argument("--judge", metavar="LETTER", help="what a judge would get for this letter")
    prompt.set_defaults(run=_prompt)

    demo = commands.add_parser("demo", help="draft three letters from shipped incidents")
    demo.set_defaults(run=_demo)


def _draft(args: argparse.Namespace) -> int:
    args.format = _form(args.format, args.output)
    incident = read_incident(args.facts)
    posting = sending.posting(args)
    progress = (lambda step: print(f"  {step} …", file=sys.stderr)) if sys.stderr.isatty() else None
    settings, pack = house.house()
    incident, paper = signed(incident, settings), stationery(settings)
    mailbox = sending.mailbox(args, settings)
    _known_framework(args.framework, pack.frameworks)
    result = api.draft(
        incident,
        settings.model if args.model is None else args.model,
        pack=pack,
        framework=args.framework,
        regime=settings.regime,
        progress=progress,
        judge=args.judge or settings.judge,
    )
    if args.format == "json":
        text = json.dumps(result.as_json(), ensure_ascii=False, indent=2) + "\n"
        write(text.encode(), args.output)
    elif args.format == "text":
        write((show.draft(result) + "\n").encode(), args.output)
    elif result.letter is None:
        why = result.record.notes if result.triage.drafts else (result.triage.reasons[0].text,)
        print(f"recovery-ai: no letter: {' '.join(why)}", file=sys.stderr)
    else:
        data = export(result.letter, incident, args.format, stationery=paper, posting=posting)
        write(data, args.output)
    if mailbox:
        sending.save(result, incident, paper, posting, mailbox)
    if result.status != "needs_review":
        return 0
    if args.format not in {"text", "json"}:
        codes = sorted({one.code for one in result.findings if one.severity == "error"})
        told = ", ".join(codes) or "no letter"
        print(f"recovery-ai: needs review before it goes out: {told}", file=sys.stderr)
    return 1


def _form(form: str | None, output: str | None) -> str:
    """Return the format asked for, or the one that the name of the file means."""
    if form is not None:
        return form
    ending = Path(output).suffix.lstrip(".").lower() if output else ""
    return ending if ending in {"json", *FORMATS} else "text"


def _known_framework(name: str | None, known: Any) -> None:
    if name is not None and name not in known:
        raise InputError("--framework", "is not known", f"use one of: {', '.join(sorted(known))}")


def _triage(args: argparse.Namespace) -> int:
    settings, pack = house.house()
    found = api.triage(read_incident(args.facts), pack=pack, regime=settings.regime)
    if args.format == "json":
        print(found.model_dump_json(indent=2))
    else:
        print(show.triage(found))
    return 0


def _prompt(args: argparse.Namespace) -> int:
    incident = read_incident(args.facts)
    if args.judge:
        request = _judging(incident, args.judge)
    else:
        request = _repair(incident, args.repair) if args.repair else _first(incident)
    shown = {
        "messages": [message.model_dump() for message in request.messages],
        "response_schema": request.response_schema,
        "sections": request.sections,
    }
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 0


def _first(incident: Incident) -> Request:
    pack = house.pack()
    return draft_request(api.brief(incident, pack=pack), pack)


def _judging(incident: Incident, path: str) -> Request:
    pack = house.pack()
    brief = api.brief(incident, pack=pack)
    case = docket(brief, pack, review(Letter(text=read_letter(path)), brief, pack))
    if case is None:
        raise LetterError(path, "leaves nothing to judge", "no sentence of it is unlicensed")
    return case.request


def _repair(incident: Incident, path: str) -> Request:
    from recovery_ai.candidate import assess, failing_sections

    pack = house.pack()
    brief = api.brief(incident, pack=pack)
    text = read_text(path, error=LetterError)
    data = parse(text, path, error=LetterError)
    if isinstance(data, dict) and isinstance(data.get("letter"), dict):
        letter = data["letter"]
        text = json.dumps({k: letter.get(k) for k in ("subject", "sections")})
    asked = tuple(section.id for section in brief.sections)
    reply = parse_reply(text, brief, asked)
    if reply.problem:
        raise LetterError(path, reply.problem, "give a structured reply, or a draft as JSON")
    best = assess(brief, pack, reply.subject, reply.sections)
    failing = failing_sections(brief, best)
    if not failing:
        raise LetterError(path, "needs no repair", "every sentence of it is proved")
    return repair_request(brief, pack, best.sections, best.review.findings, failing)


def _demo(args: argparse.Namespace) -> int:
    del args
    folder = Path(__file__).resolve().parents[3] / "evals" / "incidents"
    names = ("en_charge_gym", "id_delay_paket", "el_quality_ladi")
    worst = 0
    for name in names:
        path = folder / f"{name}.yaml"
        result = api.draft(read_incident(str(path)))
        print(f"{'=' * 78}\nrecovery-ai draft evals/incidents/{name}.yaml\n{'=' * 78}")
        print(show.draft(result) + "\n")
        worst = max(worst, int(result.status == "needs_review"))
    print("Open the page with: make ui")
    return worst
