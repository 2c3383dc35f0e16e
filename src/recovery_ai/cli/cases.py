"""`cases`: the journal on the command line, and what its commands take."""

import argparse
from datetime import datetime
from typing import Any, get_args

from recovery_ai.cli import case_steps as steps
from recovery_ai.pack.authority import Role
from recovery_ai.pack.framework import LetterKind

KINDS = get_args(LetterKind)


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    cases = commands.add_parser("cases", help="the journal: cases, letters, approvals, promises")
    kinds = cases.add_subparsers(required=True, metavar="WHAT")
    _add_reading(kinds)
    _add_writing(kinds)
    _add_keeping(kinds)


def _add_reading(kinds: Any) -> None:
    one = _command(kinds, "list", steps.queue, "the queue, what is due first on top", shown=True)
    one.add_argument("--state", help="only cases in this state")
    one.add_argument("--text", default="", help="words of case number, customer, event, letters")
    one.add_argument("--owner")
    one.add_argument("--overdue", action="store_true", help="only what is late")
    one.add_argument("--waiting-for", choices=get_args(Role), help="only what this role may sign")
    one.add_argument("--limit", type=_count, default=50)
    one.add_argument("--after", help="go on behind the last row of a page")
    one = _command(kinds, "show", steps.show, "one case as it stands", shown=True, case=True)
    one.add_argument("--letter", choices=KINDS, help="the text and findings of this letter")
    one = _command(kinds, "promises", steps.promises, "what was promised, by when", shown=True)
    one.add_argument("--case", metavar="ID")
    one.add_argument("--state", choices=("open", "kept", "broken", "withdrawn"))
    one.add_argument("--owner")
    one.add_argument("--overdue", action="store_true")
    one = _command(kinds, "report", steps.report, "what happened, for stakeholders", case=True)
    one.add_argument("-o", "--output", metavar="FILE")


def _add_writing(kinds: Any) -> None:
    one = _command(kinds, "new", steps.new, "receive a case; facts may be incomplete", person=True)
    one.add_argument("facts", metavar="FACTS", help="JSON or YAML file, - for standard input")
    one.add_argument("--received", type=_moment, help="ISO date-time with offset; default: now")
    one.add_argument("--owner")
    one = _command(kinds, "amend", steps.amend, "replace the facts", person=True, case=True)
    one.add_argument("facts", metavar="FACTS")
    one = _command(
        kinds, "draft", steps.draft, "draft a letter and keep it", person=True, case=True
    )
    one.add_argument("--letter", choices=("acknowledgement", "resolution"))
    one.add_argument("--model", help="offline, or a litellm name; default: the settings'")
    one.add_argument("--examples", action="store_true", help="show the model similar sent letters")
    one = _command(kinds, "write", steps.save, "save a text as a letter", person=True, case=True)
    one.add_argument("text", metavar="LETTER", help="plain text, - for standard input")
    one.add_argument("--letter", choices=KINDS, default="resolution")
    one.add_argument("--subject", default="")
    one = _command(kinds, "approve", steps.approve, "sign a letter", person=True, case=True)
    one.add_argument("--letter", choices=KINDS, default="resolution")
    one.add_argument(
        "--override", metavar="CODE=REASON", action="append", default=[], type=_override
    )
    one = _command(kinds, "reject", steps.reject, "send a letter back", person=True, case=True)
    one.add_argument("--letter", choices=KINDS, default="resolution")
    one.add_argument("--reason", required=True)
    one = _command(kinds, "send", steps.send, "note that a letter was sent", person=True, case=True)
    one.add_argument("--letter", choices=KINDS, default="resolution")
    one.add_argument("--how", default="email")
    one = _command(kinds, "move", steps.move, "take a step of its life", person=True, case=True)
    one.add_argument("step", metavar="STEP")
    one.add_argument("--reason", default="")
    one = _command(kinds, "settle", steps.settle, "say what became of a promise", person=True)
    one.add_argument("promise", metavar="PROMISE")
    one.add_argument("state", choices=("kept", "broken", "withdrawn", "open"))
    one.add_argument("--note", default="")


def _add_keeping(kinds: Any) -> None:
    one = _command(kinds, "verify", steps.verify, "walk the log and name what was tampered with")
    one.add_argument("--head", help="a head that was noted earlier has to be in the chain")
    one = _command(kinds, "purge", steps.purge, "remove personal data for good", person=True)
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
