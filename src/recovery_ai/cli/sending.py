"""Options that say how a drafted letter leaves the house."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path

from recovery_ai.documents import validate
from recovery_ai.errors import InputError, SettingsError
from recovery_ai.export import Posting, export
from recovery_ai.incident import Incident
from recovery_ai.incoming import MAX_BYTES, Incoming, read_mail
from recovery_ai.letterhead import Stationery
from recovery_ai.mailbox import Mailbox, save_draft
from recovery_ai.record import Draft
from recovery_ai.settings import FILE, Settings, home


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
    parser.add_argument("--attach-pdf", action="store_true", help="in a mail: the PDF as well")
    parser.add_argument(
        "--imap", action="store_true", help="save an accepted letter as a draft in your mailbox"
    )


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


def mailbox(args: argparse.Namespace, settings: Settings) -> Mailbox | None:
    """Return where the letter goes besides, if anywhere; raise `SettingsError` without a place."""
    if args.imap and settings.mailbox is None:
        remedy = f"add [mailbox] with host and user to {home() / FILE}"
        raise SettingsError("--imap", "has no mailbox to save to", remedy)
    return settings.mailbox if args.imap else None


def save(
    result: Draft, incident: Incident, paper: Stationery | None, posting: Posting, to: Mailbox
) -> None:
    """Save an accepted letter as a draft, and say where it is, or why it is not there."""
    if result.letter and result.status == "accepted":
        message = export(result.letter, incident, "eml", stationery=paper, posting=posting)
        told = f"saved as a draft in {save_draft(message, to, posting.on, home())}"
    else:
        told = "not saved as a draft: " + _WHY[result.status]
    print(f"recovery-ai: {told}", file=sys.stderr)


_WHY = {"needs_review": "it needs review", "not_drafted": "no letter is due"}


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
