"""Options that say how a drafted letter leaves the house."""

import argparse
from datetime import date, datetime
from pathlib import Path

from recovery_ai.documents import validate
from recovery_ai.errors import InputError
from recovery_ai.export import Posting
from recovery_ai.incoming import MAX_BYTES, Incoming, read_mail


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options to `draft`."""
    parser.add_argument("--date", metavar="DAY", help="the letter's date, ISO; today by default")
    parser.add_argument(
        "--address",
        action="append",
        default=[],
        metavar="LINE",
        help="a line of the customer's postal address, once for each line",
    )
    parser.add_argument("--reply-to", metavar="FILE.eml", help="answer in the thread of this mail")
    parser.add_argument("--attach-pdf", action="store_true", help="with eml: the letter as PDF too")


def posting(args: argparse.Namespace) -> Posting:
    """Return what the options say; raise `InputError` naming the one that cannot be used."""
    moment = datetime.now().astimezone()
    if args.date is not None:
        moment = datetime.combine(_day(args.date), moment.time()).astimezone()
    told = {
        "on": moment,
        "address": tuple(args.address),
        "answers": incoming(args.reply_to) if args.reply_to else None,
        "attach": args.attach_pdf,
    }
    return validate(Posting, told, "draft", error=InputError)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("--date", "is no day", "give an ISO date such as 2026-05-06") from None


def incoming(path: str) -> Incoming:
    """Read the mail in `path`; raise `InputError` when it cannot be used."""
    try:
        with Path(path).open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:  # a path with a NUL is a ValueError
        reason = getattr(problem, "strerror", None) or "no such path"
        raise InputError(path, f"cannot be read ({reason})", "check the path") from None
    return read_mail(raw, path)
