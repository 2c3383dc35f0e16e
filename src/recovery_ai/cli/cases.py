"""`cases`: the journal on the command line."""

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

from recovery_ai import api
from recovery_ai.cli import case_tables, house
from recovery_ai.cli.output import write
from recovery_ai.documents import parse, read_letter, read_text
from recovery_ai.errors import FactsError, InputError
from recovery_ai.incident import Value
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind

if TYPE_CHECKING:  # the database is loaded only for these commands
    from recovery_ai.journal import Case, Journal, Person

KINDS = get_args(LetterKind)


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    cases = commands.add_parser("cases", help="the journal: cases, letters, approvals, promises")
    kinds = cases.add_subparsers(required=True, metavar="WHAT")
    _add_reading(kinds)
    _add_writing(kinds)
    _add_keeping(kinds)


def _add_reading(kinds: Any) -> None:
    one = _command(kinds, "list", _list, "the queue, what is due first on top", shown=True)
    one.add_argument("--state", help="only cases in this state")
    one.add_argument("--text", default="", help="words of case number, customer, event, letters")
    one.add_argument("--owner")
    one.add_argument("--overdue", action="store_true", help="only what is late")
    one.add_argument("--waiting-for", choices=get_args(Role), help="only what this role may sign")
    one.add_argument("--limit", type=_count, default=50)
    one.add_argument("--after", help="go on behind the last row of a page")
    one = _command(kinds, "show", _show, "one case as it stands", shown=True, case=True)
    one.add_argument("--letter", choices=KINDS, help="the text and findings of this letter")
    one = _command(kinds, "promises", _promises, "what was promised, by when", shown=True)
    one.add_argument("--case", metavar="ID")
    one.add_argument("--state", choices=("open", "kept", "broken", "withdrawn"))
    one.add_argument("--owner")
    one.add_argument("--overdue", action="store_true")
    one = _command(kinds, "report", _report, "what happened, for stakeholders", case=True)
    one.add_argument("-o", "--output", metavar="FILE")


def _add_writing(kinds: Any) -> None:
    one = _command(kinds, "new", _new, "receive a case; facts may be incomplete", person=True)
    one.add_argument("facts", metavar="FACTS", help="JSON or YAML file, - for standard input")
    one.add_argument("--received", type=_moment, help="ISO date-time with offset; default: now")
    one.add_argument("--owner")
    one = _command(kinds, "amend", _amend, "replace the facts", person=True, case=True)
    one.add_argument("facts", metavar="FACTS")
    one = _command(kinds, "draft", _draft, "draft a letter and keep it", person=True, case=True)
    one.add_argument("--letter", choices=("acknowledgement", "resolution"))
    one.add_argument("--model", help="offline, or a litellm name; default: the settings'")
    one.add_argument("--examples", action="store_true", help="show the model similar sent letters")
    one = _command(kinds, "write", _write, "save a text as a letter", person=True, case=True)
    one.add_argument("text", metavar="LETTER", help="plain text, - for standard input")
    one.add_argument("--letter", choices=KINDS, default="resolution")
    one.add_argument("--subject", default="")
    one = _command(kinds, "approve", _approve, "sign a letter", person=True, case=True)
    one.add_argument("--letter", choices=KINDS, default="resolution")
    one.add_argument(
        "--override", metavar="CODE=REASON", action="append", default=[], type=_override
    )
    one = _command(kinds, "reject", _reject, "send a letter back", person=True, case=True)
    one.add_argument("--letter", choices=KINDS, default="resolution")
    one.add_argument("--reason", required=True)
    one = _command(kinds, "send", _send, "note that a letter was sent", person=True, case=True)
    one.add_argument("--letter", choices=KINDS, default="resolution")
    one.add_argument("--how", default="email")
    one = _command(kinds, "move", _move, "take a step, such as investigate", person=True, case=True)
    one.add_argument("step", metavar="STEP")
    one.add_argument("--reason", default="")
    one = _command(kinds, "settle", _settle, "say what became of a promise", person=True)
    one.add_argument("promise", metavar="PROMISE")
    one.add_argument("state", choices=("kept", "broken", "withdrawn", "open"))
    one.add_argument("--note", default="")


def _add_keeping(kinds: Any) -> None:
    one = _command(kinds, "verify", _verify, "walk the log and name what was tampered with")
    one.add_argument("--head", help="a head that was noted earlier has to be in the chain")
    one = _command(kinds, "purge", _purge, "remove personal data for good", person=True)
    which = one.add_mutually_exclusive_group(required=True)
    which.add_argument("--customer", metavar="KEY", help="e-mail address, or NAME, COMPANY")
    which.add_argument("--older-than", metavar="DAYS", type=_count, help="closed cases only")


def _command(
    kinds: Any, name: str, run: Any, told: str, *, shown: bool = False, person: bool = False,
    case: bool = False,
) -> argparse.ArgumentParser:  # fmt: skip
    made: argparse.ArgumentParser = kinds.add_parser(name, help=told)
    if case:
        made.add_argument("id", metavar="ID")
    if shown or name == "verify":
        made.add_argument("--format", choices=("text", "json"), default="text")
    if person:
        made.add_argument("--by", metavar="NAME", help="who does it; default: the login name")
        made.add_argument("--role", choices=get_args(Role), default="agent")
    made.set_defaults(run=run)
    return made


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 100_000:
        raise argparse.ArgumentTypeError("must be a number above zero")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be an ISO date-time") from None
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError("needs its offset, such as 2026-05-06T09:00:00+02:00")
    return found


def _override(text: str) -> tuple[str, str]:
    code, sign, reason = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("must be CODE=REASON")
    return code, reason


def _open() -> "Journal":
    from recovery_ai.journal import open_journal

    settings, pack = house.house()
    return open_journal(settings, pack)


def _person(args: argparse.Namespace) -> "Person":
    from recovery_ai.journal import Person

    try:
        return Person(name=args.by or getpass.getuser(), role=args.role)
    except ValueError:
        raise InputError("--by", "is no name", "give one line of text") from None


def _list(args: argparse.Namespace) -> int:
    from recovery_ai.journal import State

    if args.state is not None and args.state not in get_args(State):
        known = ", ".join(get_args(State))
        raise InputError("--state", "is not known", f"use one of: {known}")
    with _open() as journal:
        page = journal.queue(
            state=args.state,
            text=args.text,
            owner=args.owner,
            overdue=args.overdue,
            waiting_for=args.waiting_for,
            limit=args.limit,
            after=args.after,
        )
    return _print(args, page, case_tables.queue(page))


def _show(args: argparse.Namespace) -> int:
    with _open() as journal:
        case, told = journal.case(args.id), journal.history(args.id)
    if args.letter:
        letter = case.letters[args.letter]
        return _print(args, letter, case_tables.letter(letter))
    return _print(args, case, case_tables.case(case, told))


def _promises(args: argparse.Namespace) -> int:
    with _open() as journal:
        found = journal.promises(
            case_id=args.case, state=args.state, owner=args.owner, overdue=args.overdue
        )
    return _print(args, found, case_tables.promises(found))


def _report(args: argparse.Namespace) -> int:
    with _open() as journal:
        write(journal.report(args.id).encode(), args.output)
    return 0


def _new(args: argparse.Namespace) -> int:
    facts = _facts(args.facts)
    with _open() as journal:
        case = journal.new_case(facts, _person(args), received=args.received, owner=args.owner)
    return _said(case)


def _amend(args: argparse.Namespace) -> int:
    facts = _facts(args.facts)
    with _open() as journal:
        return _said(journal.amend(journal.case(args.id), facts, _person(args)))


def _facts(path: str) -> dict[str, Any]:
    place = "standard input" if path == "-" else path
    found = parse(read_text(path), place)
    if not isinstance(found, dict):
        raise FactsError(place, "is not a mapping of fields", "give field names with values")
    return found


def _draft(args: argparse.Namespace) -> int:
    settings, pack = house.house()
    with _open() as journal:
        case = journal.case(args.id)
        kind: LetterKind = "acknowledgement" if case.missing["resolution"] else "resolution"
        kind = args.letter or kind
        learnt = journal.examples(case, kind) if args.examples else ()
        result = api.draft(
            journal.incident(case, kind),
            args.model or settings.model,
            pack=pack,
            regime=settings.regime,
            examples=tuple(one.text for one in learnt),
        )
        case = journal.record_draft(case, result, _person(args))
    if result.letter is None:
        print(f"no letter: {result.triage.reasons[0].text}")
        return int(result.status == "needs_review")
    print(f"{case.id}: {result.status}, {len(result.findings)} findings; {_where(case)}")
    return int(result.status == "needs_review")


def _write(args: argparse.Namespace) -> int:
    text = read_letter(args.text)
    with _open() as journal:
        case = journal.case(args.id)
        case = journal.save_text(case, args.letter, args.subject, text, _person(args))
    print(case_tables.letter_line(case.letters[args.letter]))
    return int(case.letters[args.letter].errors > 0)


def _approve(args: argparse.Namespace) -> int:
    from recovery_ai.journal import Override

    by = _person(args)
    overrides = tuple(Override(code=c, reason=why, by=by.name) for c, why in args.override)
    with _open() as journal:
        return _said(journal.approve(journal.case(args.id), args.letter, by, overrides))


def _reject(args: argparse.Namespace) -> int:
    with _open() as journal:
        case = journal.case(args.id)
        return _said(journal.reject(case, args.letter, _person(args), args.reason))


def _send(args: argparse.Namespace) -> int:
    with _open() as journal:
        return _said(journal.send(journal.case(args.id), args.letter, _person(args), args.how))


def _move(args: argparse.Namespace) -> int:
    with _open() as journal:
        return _said(journal.move(journal.case(args.id), args.step, _person(args), args.reason))


def _settle(args: argparse.Namespace) -> int:
    with _open() as journal:
        found = journal.settle(journal.promise(args.promise), args.state, _person(args), args.note)
    print(f"{found.id}: {found.state}")
    return 0


def _verify(args: argparse.Namespace) -> int:
    with _open() as journal:
        found = journal.verify(args.head)
    told = f"whole: {found.events} events; head {found.head}"
    if not found.whole:
        told = f"broken at event {found.broken}: {found.problem}"
    return _print(args, found, told) or int(not found.whole)


def _purge(args: argparse.Namespace) -> int:
    age = timedelta(days=args.older_than) if args.older_than else None
    with _open() as journal:
        gone = journal.purge(_person(args), customer=args.customer, older_than=age)
    print(f"erased: {', '.join(gone.cases) or 'no case'}")
    if not gone.rewritten:
        print("recovery-ai: somebody reads the journal; purge again later", file=sys.stderr)
    return 0 if gone.rewritten else 3


def _said(case: "Case") -> int:
    print(f"{case.id}: {_where(case)}")
    return 0


def _where(case: "Case") -> str:
    waits = [
        f"the {one.kind} letter waits for {' or '.join(one.waiting_for)}"
        for one in case.letters.values()
        if one.waiting_for
    ]
    gaps = sorted({gap for kind in ("resolution",) for gap in case.missing[kind]})
    missing = [f"missing for a resolution letter: {', '.join(gaps)}"] if gaps else []
    return "; ".join([case.state, *waits, *missing])


def _print(args: argparse.Namespace, found: Value | Sequence[Value], text: str) -> int:
    if args.format == "json":
        data: Any = (
            found.model_dump(mode="json")
            if isinstance(found, Value)
            else [one.model_dump(mode="json") for one in found]
        )
        text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain)
    print(text)
    return 0


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
