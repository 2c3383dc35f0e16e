"""`settings`: what this installation goes by, each value with where it comes from."""

import argparse
import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from recovery_ai.cli import house
from recovery_ai.mailbox import PASSWORD
from recovery_ai.settings import FILE, HOME, SECRETS, Settings, home, stationery

JOURNAL = "RECOVERY_AI_JOURNAL"
MASK = "***"
# The password of a database URL: `scheme://user:password@host`, or a parameter of that name.
_USERINFO = re.compile(r"(?<=://)([^/?#@:]*):(.*)@")
_PARAMETER = re.compile(r"(?i)([?&][^=&]*(?:pass|secret|key|token)[^=&]*=)[^&]*")


class Told(NamedTuple):
    """One setting: its name, its value as it may be shown, and where it comes from."""

    name: str
    value: str
    source: str


def add_commands(commands: Any) -> None:
    """Add the command of this file to the parser."""
    settings = commands.add_parser(
        "settings", help="every setting, checked, with where it comes from"
    )
    settings.add_argument("--format", choices=("text", "json"), default="text")
    settings.set_defaults(run=_settings)


def _settings(args: argparse.Namespace) -> int:
    settings, _ = house.house()
    stationery(settings)  # a logo or font that cannot be used is a bad setting
    rows = list(told(settings, os.environ))
    if args.format == "json":
        print(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1))
        return 0
    width = max(len(row.name) for row in rows)
    for row in rows:
        print(f"{row.name:<{width}}  {row.value}  ({row.source})")
    return 0


def told(settings: Settings, environment: Mapping[str, str]) -> Iterator[Told]:
    """Yield every setting; a secret is masked.

    Args:
        settings: as read from the file.
        environment: as of the process.
    """
    yield Told("data folder", str(home()), HOME if environment.get(HOME, "").strip() else "default")
    for name in Settings.model_fields:
        if name == "journal":
            yield _journal(settings, environment)
        else:
            given = name in settings.model_fields_set
            yield from _values(name, getattr(settings, name), FILE if given else "default")
    password = bool(environment.get(PASSWORD))
    yield Told(
        "mailbox password", MASK if password else "none", PASSWORD if password else "default"
    )
    signs_in = (home() / SECRETS).is_file()
    yield Told(
        "sign-in", "people sign in" if signs_in else "none", SECRETS if signs_in else "default"
    )


def _journal(settings: Settings, environment: Mapping[str, str]) -> Told:
    if named := environment.get(JOURNAL, "").strip():
        return Told("journal", masked(named), JOURNAL)
    if settings.journal:
        return Told("journal", masked(settings.journal), FILE)
    return Told("journal", "journal.db in the data folder", "default")


def masked(url: str) -> str:
    """Return a database URL without what is secret in it."""
    return _PARAMETER.sub(rf"\1{MASK}", _USERINFO.sub(rf"\1:{MASK}@", url))


def _values(name: str, value: Any, source: str) -> Iterator[Told]:
    """Yield a value; one with fields of its own yields each that is set."""
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, Mapping) and value:
        for inner, one in value.items():
            yield from _values(f"{name}.{inner}", one, source)
    elif isinstance(value, list | tuple):
        yield Told(name, ", ".join(map(str, value)) or "none", source)
    else:
        yield Told(name, "none" if value is None or value == {} else str(value), source)
