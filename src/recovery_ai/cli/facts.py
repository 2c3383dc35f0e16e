"""`facts`: their JSON schema, and an example to begin with."""

import argparse
import json
from typing import Any, get_args

from recovery_ai.cli.output import write
from recovery_ai.facts import LANGUAGES, example_facts, example_text, facts_schema
from recovery_ai.incident import Stage


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    facts = commands.add_parser("facts", help="the shape of facts: a schema, and an example")
    kinds = facts.add_subparsers(required=True, metavar="WHAT")
    schema = kinds.add_parser("schema", help="print the JSON schema of facts")
    schema.set_defaults(run=_schema)
    example = kinds.add_parser("example", help="print facts to begin with, every field explained")
    example.add_argument("--stage", choices=get_args(Stage), default="resolution")
    example.add_argument("--language", choices=LANGUAGES, default="en")
    example.add_argument("--format", choices=("yaml", "json"), default="yaml")
    example.add_argument(
        "-o", "--output", metavar="FILE", help="write to FILE, whole or not at all"
    )
    example.set_defaults(run=_example)


def _schema(args: argparse.Namespace) -> int:
    del args
    print(json.dumps(facts_schema(), ensure_ascii=False, indent=2))
    return 0


def _example(args: argparse.Namespace) -> int:
    if args.format == "yaml":
        text = example_text(args.stage, args.language)
    else:
        facts = example_facts(args.stage, args.language)
        text = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    write(text.encode(), args.output)
    return 0
