"""`rules` and `ui`: the policy with its examples, and the page."""

import argparse
import importlib.util
import os
import sys
from typing import Any, get_args

from recovery_ai._resources import resource_dir
from recovery_ai.cli import house, policy_page
from recovery_ai.errors import InputError, MissingExtra
from recovery_ai.findings import Code
from recovery_ai.pack import LANGUAGES, Example, Pack, Rule
from recovery_ai.settings import SECRETS, home


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    rules = commands.add_parser("rules", help="list the policy, or one code with its examples")
    rules.add_argument("code", metavar="CODE", nargs="?")
    rules.add_argument(
        "--test", action="store_true", help="try every rule on its own examples (exit 1: surprises)"
    )
    rules.add_argument("--markdown", action="store_true", help="print the whole policy as a page")
    rules.set_defaults(run=_rules)

    ui = commands.add_parser("ui", help="open the page in a browser")
    ui.add_argument("--port", type=int, default=8501)
    ui.add_argument("--headless", action="store_true", help="serve without opening a browser")
    ui.set_defaults(run=_ui)


def _rules(args: argparse.Namespace) -> int:
    pack = house.pack()
    if args.test:
        return _tried(pack)
    if args.markdown:
        print(policy_page.page(pack), end="")
        return 0
    if args.code is None:
        for code in get_args(Code):
            rule = pack.voice("en", code)
            print(f"{code:<24} {pack.severity(rule):<8} {rule.message}")
        return 0
    if args.code not in get_args(Code):
        raise InputError(f"rules {args.code}", "is no code", "`recovery-ai rules` lists them")
    for tongue in LANGUAGES:
        for rule in _rules_of(pack, tongue, args.code):
            print(_told(rule, pack))
    return 0


def _tried(pack: Pack) -> int:
    """Try every rule on its own examples, and say where they surprise."""
    from recovery_ai.evaluation import examples  # late: only `--test` asks for it

    pack.validate()
    found = list(examples.surprises(pack))
    for one in found:
        print(one)
    rules = [rule for tongue in LANGUAGES for rule in pack.language(tongue).rules]
    tries = sum(len(rule.flags) + len(rule.passes) for rule in rules)
    print(f"{len(rules)} rules, {tries} examples, {len(found)} surprises")
    return 1 if found else 0


def _rules_of(pack: Pack, tongue: str, code: str) -> list[Rule]:
    return [rule for rule in pack.language(tongue).rules if rule.code == code]


def _told(rule: Rule, pack: Pack) -> str:
    lines = [f"{rule.id} ({pack.severity(rule)}): {rule.message}", f"  instead: {rule.suggestion}"]
    if rule.source:
        lines.append(f"  source: {rule.source}")
    lines += [f"  flags:  {_text(one)}" for one in rule.flags]
    lines += [f"  passes: {_text(one)}" for one in rule.passes]
    return "\n".join(lines)


def _text(example: str | Example) -> str:
    return " ".join((example if isinstance(example, str) else example.text).split())


def _ui(args: argparse.Namespace) -> int:
    if importlib.util.find_spec("streamlit") is None:
        raise MissingExtra("the page", "ui")
    command = [
        sys.executable, "-m", "streamlit", "run", str(resource_dir("ui") / "app.py"),
        "--server.port", str(args.port), "--server.address", "127.0.0.1",
        "--browser.gatherUsageStats", "false", "--client.toolbarMode", "minimal",
        "--client.showErrorDetails", "none",
        "--theme.light.primaryColor", "#1f5f8b", "--theme.dark.primaryColor", "#4a9bd1",
    ]  # fmt: skip
    if args.headless:
        command += ["--server.headless", "true"]
    if (secrets := home() / SECRETS).is_file():
        command += ["--secrets.files", str(secrets)]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # the server takes this process over, signals and all
