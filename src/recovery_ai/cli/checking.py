"""`check`: a letter, a recorded reply, or a stream of letters."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from recovery_ai import api
from recovery_ai.cli import house, show
from recovery_ai.documents import (
    MAX_BYTES,
    incident_from,
    parse,
    read_incident,
    read_letter,
    read_text,
)
from recovery_ai.errors import InputError, LetterError, RecoveryError
from recovery_ai.incident import Incident
from recovery_ai.layout import make_letter
from recovery_ai.letter import Letter
from recovery_ai.pack import Pack
from recovery_ai.reply import parse_reply
from recovery_ai.settings import Settings


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    check = commands.add_parser("check", help="judge a letter against facts, offline")
    check.add_argument("facts", metavar="FACTS", nargs="?")
    check.add_argument(
        "letter", metavar="LETTER", nargs="?", help="plain text, - for standard input"
    )
    check.add_argument("--judge", help="a model that reads what nothing vouches for (no --jsonl)")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--reply", metavar="REPLY.json", help="check a model's structured reply")
    check.add_argument(
        "--jsonl", metavar="FILE", help="one {id, facts, letter} a line, - for stdin"
    )
    check.set_defaults(run=_check)


def _check(args: argparse.Namespace) -> int:
    if args.jsonl:
        if args.facts:
            raise InputError("check", "--jsonl takes no other file", "leave FACTS and LETTER out")
        return _stream(args.jsonl)
    if not args.facts or bool(args.letter) == bool(args.reply):
        raise InputError("check", "needs FACTS and a LETTER", "or FACTS and --reply REPLY.json")
    incident = read_incident(args.facts)
    settings, pack = house.house()
    model = args.judge or settings.judge
    text = _reply(incident, args.reply, pack, settings) if args.reply else read_letter(args.letter)
    if model:
        return _judged(incident, text, model, args)
    found = api.check(incident, text, pack=pack, regime=settings.regime)
    print(found.model_dump_json(indent=2) if args.format == "json" else show.review(found))
    return 0 if found.accepted else 1


def _judged(incident: Incident, text: str | Letter, model: str, args: argparse.Namespace) -> int:
    """Check with a judge; a judge that could not answer leaves the check incomplete (exit 3)."""
    settings, pack = house.house()
    found, word = api.judge(incident, text, model, pack=pack, regime=settings.regime)
    if args.format == "json":
        said = word.model_dump(mode="json") if word else None
        print(json.dumps({**found.model_dump(mode="json"), "judgement": said}, ensure_ascii=False))
    else:
        print(show.review(found))
        print(show.judgement(word))
    return 3 if word and word.outcome != "ok" else int(not found.accepted)


def _reply(incident: Incident, path: str, pack: Pack, settings: Settings) -> Letter:
    brief = api.brief(incident, pack=pack, regime=settings.regime)
    asked = tuple(section.id for section in brief.sections)
    parsed = parse_reply(read_text(path, error=LetterError), brief, asked)
    if parsed.problem:
        raise LetterError(path, parsed.problem, "give the reply as the schema asks for it")
    return make_letter(parsed.subject, parsed.sections, brief)


def _stream(path: str) -> int:
    settings, pack = house.house()
    if path == "-":
        return _answer_all(sys.stdin.buffer, pack, settings.regime)
    try:
        with open(path, "rb") as stream:
            return _answer_all(stream, pack, settings.regime)
    except OSError as problem:
        raise LetterError(path, f"cannot be read ({problem.strerror})", "check the path") from None


def _answer_all(stream: BinaryIO, pack: Pack, regime: str) -> int:
    worst = 0
    for code, line in _answers(stream, pack, regime):
        worst = max(worst, code)
        print(line, flush=True)
    return worst


def _answers(stream: Iterable[bytes], pack: Pack, regime: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _answer(line, number, pack, regime)


def _decoded(raw: bytes, number: int) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LetterError(f"line {number}", "is not UTF-8 text", "save it as UTF-8") from None


def _answer(raw: bytes, number: int, pack: Pack, regime: str) -> tuple[int, str]:
    name: Any = None
    try:
        if len(raw) > MAX_BYTES:
            raise LetterError(f"line {number}", "is larger than 1 MB", "shorten it")
        data = parse(_decoded(raw, number), f"line {number}", error=LetterError)
        if not isinstance(data, dict):
            raise LetterError(f"line {number}", "is not an object", "give id, facts and letter")
        name = data.get("id")
        letter = data.get("letter")
        if not isinstance(letter, str) or not letter.strip():
            raise LetterError(f"line {number}: letter", "is not text", "give the letter's text")
        incident = incident_from(data.get("facts"), f"line {number}: facts")
        found = api.check(incident, letter, pack=pack, regime=regime)
    except RecoveryError as problem:
        said = " | ".join(str(problem).splitlines())
        return 3, json.dumps({"id": name, "error": said}, ensure_ascii=False)
    except Exception as fault:  # one letter that breaks a check must not stop the others
        said = f"line {number}: cannot be evaluated ({type(fault).__name__})"
        return 3, json.dumps({"id": name, "error": said})
    answer = {"id": name, **found.model_dump(mode="json")}
    return int(not found.accepted), json.dumps(answer, ensure_ascii=False)
