"""What each of the `cases` commands does with the journal."""

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, get_args

from recovery_ai import api
from recovery_ai.cli import case_tables, house
from recovery_ai.cli.output import write
from recovery_ai.documents import parse, read_letter, read_text
from recovery_ai.errors import FactsError, InputError
from recovery_ai.incident import Value
from recovery_ai.pack.framework import LetterKind
from recovery_ai.settings import read_settings

if TYPE_CHECKING:  # the database is loaded only for these commands
    from recovery_ai.journal import Case, Journal, Person


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


def queue(args: argparse.Namespace) -> int:
    """Print one page of the queue."""
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


def show(args: argparse.Namespace) -> int:
    """Print a case, or one of its letters."""
    with _open() as journal:
        case, told = journal.case(args.id), journal.history(args.id)
    if args.letter:
        letter = case.letters[args.letter]
        return _print(args, letter, case_tables.letter(letter))
    return _print(args, case, case_tables.case(case, told))


def promises(args: argparse.Namespace) -> int:
    """Print promises of the ledger."""
    with _open() as journal:
        found = journal.promises(
            case_id=args.case, state=args.state, owner=args.owner, overdue=args.overdue
        )
    return _print(args, found, case_tables.promises(found))


def report(args: argparse.Namespace) -> int:
    """Write the report of a case."""
    with _open() as journal:
        told = journal.report(args.id)
    if args.output and args.output.lower().endswith(".pdf"):
        from recovery_ai.export.report import report_pdf  # late: only paper needs typst

        write(report_pdf(told), args.output)
    else:
        write(told.encode(), args.output)
    return 0


def new(args: argparse.Namespace) -> int:
    """Receive a case."""
    facts = _facts(args.facts)
    with _open() as journal:
        case = journal.new_case(facts, _person(args), received=args.received, owner=args.owner)
    return _said(case)


def amend(args: argparse.Namespace) -> int:
    """Replace the facts of a case."""
    facts = _facts(args.facts)
    with _open() as journal:
        return _said(journal.amend(journal.case(args.id), facts, _person(args)))


def _facts(path: str) -> dict[str, Any]:
    place = "standard input" if path == "-" else path
    found = parse(read_text(path), place)
    if not isinstance(found, dict):
        raise FactsError(place, "is not a mapping of fields", "give field names with values")
    return found


def draft(args: argparse.Namespace) -> int:
    """Draft a letter and keep it."""
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


def save(args: argparse.Namespace) -> int:
    """Save a text as a letter; 1 when errors are found in it."""
    text = read_letter(args.text)
    with _open() as journal:
        case = journal.case(args.id)
        case = journal.save_text(case, args.letter, args.subject, text, _person(args))
    print(case_tables.letter_line(case.letters[args.letter]))
    return int(case.letters[args.letter].errors > 0)


def approve(args: argparse.Namespace) -> int:
    """Sign a letter."""
    from recovery_ai.journal import Override

    by = _person(args)
    overrides = tuple(Override(code=c, reason=why, by=by.name) for c, why in args.override)
    with _open() as journal:
        by = by.model_copy(update={"alone": journal.alone(by.name, read_settings())})
        return _said(journal.approve(journal.case(args.id), args.letter, by, overrides))


def reject(args: argparse.Namespace) -> int:
    """Send a letter back."""
    with _open() as journal:
        case = journal.case(args.id)
        return _said(journal.reject(case, args.letter, _person(args), args.reason))


def send(args: argparse.Namespace) -> int:
    """Note that a letter was sent."""
    with _open() as journal:
        return _said(journal.send(journal.case(args.id), args.letter, _person(args), args.how))


def move(args: argparse.Namespace) -> int:
    """Take a step of the lifecycle."""
    with _open() as journal:
        return _said(journal.move(journal.case(args.id), args.step, _person(args), args.reason))


def settle(args: argparse.Namespace) -> int:
    """Say what became of a promise."""
    with _open() as journal:
        found = journal.settle(journal.promise(args.promise), args.state, _person(args), args.note)
    print(f"{found.id}: {found.state}")
    return 0


def verify(args: argparse.Namespace) -> int:
    """Walk the log; 1 when it is broken."""
    with _open() as journal:
        found = journal.verify(args.head)
    told = f"whole: {found.events} events; head {found.head}"
    if not found.whole:
        told = f"broken at event {found.broken}: {found.problem}"
    return _print(args, found, told) or int(not found.whole)


def purge(args: argparse.Namespace) -> int:
    """Remove personal data; 3 while a reader keeps the file from being rewritten."""
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
