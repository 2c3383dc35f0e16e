"""`intake`: a customer's mail in, a skeleton of facts out, with what only the agent can tell."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from recovery_ai import api
from recovery_ai.cli import house, sending
from recovery_ai.cli.output import write
from recovery_ai.documents import read_text
from recovery_ai.errors import InputError
from recovery_ai.extraction import Extraction, question
from recovery_ai.incident import Category
from recovery_ai.intake import REQUIRED, Prefilled, Seen, prefill
from recovery_ai.models.protocol import Request
from recovery_ai.settings import Settings

_PLACES = {
    "from": "the From line",
    "subject": "the subject",
    "text": "the text",
    "mail": "the mail",
}
_EXPECTED = {
    "stage": "acknowledgement or resolution",
    "category": ", ".join(get_args(Category)),
    "what_happened": "in our words, not the customer's",
    "language": "en, id, el or another tag",
}


def add_commands(commands: Any) -> None:
    """Add the command of this file to the parser."""
    intake = commands.add_parser("intake", help="read a customer's mail into a skeleton of facts")
    intake.add_argument("mail", metavar="FILE", help=".eml, or any text; - for text on stdin")
    intake.add_argument("--model", help="have this model read it as well; it sees masked text")
    intake.add_argument(
        "--prompt", action="store_true", help="show what a model would get, and ask nobody"
    )
    intake.add_argument("--format", choices=("yaml", "json"), default="yaml")
    intake.add_argument("-o", "--output", metavar="FILE", help="write to FILE, whole or not at all")
    intake.set_defaults(run=_intake)


def _intake(args: argparse.Namespace) -> int:
    settings, pack = house.house()
    is_mail = args.mail.lower().endswith(".eml")
    mail = sending.incoming(args.mail) if is_mail else read_text(args.mail, error=InputError)
    if args.prompt:
        write(_prompt(question(mail, pack).request).encode(), args.output)
        return 0
    found = prefill(mail, pack)
    read = api.extract(mail, args.model, pack=pack) if args.model else None
    facts, missing = _with_sender(found, settings)
    if args.format == "json":
        told = {
            "facts": facts,
            "missing": missing,
            "seen": [one.model_dump(exclude_none=True) for one in found.seen],
        }
        if read:
            told["read"] = read.model_dump(mode="json", exclude_none=True)
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    else:
        lines = [*_skeleton(facts, missing, found.seen), *_read(read, found.seen)]
        text = "\n".join(lines) + "\n"
    write(text.encode(), args.output)
    if read is None or read.outcome == "ok":
        return 0
    why = f"{read.outcome}: {read.detail}" if read.detail else read.outcome
    print(f"recovery-ai: {read.model} did not read it ({why})", file=sys.stderr)
    return 3


def _prompt(request: Request) -> str:
    """Return the messages and the schema as `recovery-ai prompt` shows those of a letter."""
    shown = {
        "messages": [message.model_dump() for message in request.messages],
        "response_schema": request.response_schema,
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _with_sender(found: Prefilled, settings: Settings) -> tuple[dict[str, Any], list[str]]:
    """Return facts and gaps with the letterhead's accountable sender, where it names one."""
    head = settings.letterhead
    if head is None or head.sender is None:
        return found.facts, list(found.missing)
    sender = head.sender.model_dump(exclude_none=True)
    missing = [path for path in found.missing if not path.startswith("sender.")]
    return {**found.facts, "sender": sender}, missing


def _skeleton(facts: dict[str, Any], missing: list[str], seen: tuple[Seen, ...]) -> Iterator[str]:
    """Yield YAML that becomes valid facts once its gaps are filled; what was read says where."""
    origins = {one.field: _origin(one) for one in seen if one.taken}
    yield "# Check every value against the mail. Lines marked MISSING are yours to fill in."
    heads = dict.fromkeys([*(path.partition(".")[0] for path in REQUIRED), *facts])
    for head in heads:
        inner = [path for path in REQUIRED if path.startswith(f"{head}.")]
        value = facts.get(head)
        if inner or isinstance(value, dict):
            yield f"{head}:"
            known = value if isinstance(value, dict) else {}
            for name in dict.fromkeys([*(path.partition(".")[2] for path in inner), *known]):
                yield "  " + _line(name, known.get(name), f"{head}.{name}", origins)
        elif head == "complaint":
            yield "complaint: |2-  # the customer's own words: untrusted"
            yield from (f"  {line}" if line else "" for line in str(value).split("\n"))
        else:
            yield _line(head, value, head, origins)
    others = [one for one in seen if not one.taken]
    if others:
        yield "# The mail tells as well, for you to use or not:"
        yield from (f"#   {one.field}: {_scalar(one.value)} ({_origin(one)})" for one in others)


def _read(read: Extraction | None, seen: Sequence[Seen]) -> Iterator[str]:
    """Yield what a model read besides: remarks, which a person takes over line by line."""
    if read is None or read.outcome != "ok":
        return
    values = read.beyond(seen)
    yield f"# {read.model} read it, and proposes {len(values) or 'nothing'} more:"
    yield from (f"#   {one.field}: {_scalar(one.value)} ({_origin(one)})" for one in values)
    if read.dropped:
        yield f"# Left out, since it does not rest on the mail: {read.dropped}"


def _line(name: str, value: Any, path: str, origins: dict[str, str]) -> str:
    if value is None:
        hint = f": {_EXPECTED[path]}" if path in _EXPECTED else ""
        return f"{name}:  # MISSING{hint}"
    origin = origins.get(path, "recovery.toml")
    return f"{name}: {_scalar(value)}  # from {origin}"


def _origin(one: Seen) -> str:
    return _PLACES[one.place] + (f": {_scalar(one.quote)}" if one.quote else "")


def _scalar(value: Any) -> str:
    """Return text as YAML that can only be that text: JSON in one line."""
    return json.dumps(value, ensure_ascii=False)
