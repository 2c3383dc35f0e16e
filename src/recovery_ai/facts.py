"""The shape of facts for those who write them: a JSON schema, and an example to begin with."""

import re
from typing import Any

from recovery_ai._resources import resource_dir
from recovery_ai.documents import parse
from recovery_ai.errors import InputError
from recovery_ai.incident import Incident, Stage

LANGUAGES = ("en", "id", "el")
_ARGUMENT = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def facts_schema() -> dict[str, Any]:
    """Return the JSON schema of facts, each field with what it means."""
    schema = Incident.model_json_schema()
    definitions = {**schema.pop("$defs"), "Incident": schema}
    for one in definitions.values():
        _describe(one)
    del definitions["Incident"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://recovery-ai.example/facts/schema.json",
        **schema,
        "$defs": definitions,
    }


def _describe(schema: dict[str, Any]) -> None:
    """Give a class its first sentence, and each of its fields what the manual says of it."""
    told = schema.get("description", "")
    schema["description"] = " ".join(told.partition("\n\n")[0].split())
    for name, meaning in _ARGUMENT.findall(told.partition("\nArgs:\n")[2]):
        schema["properties"][name]["description"] = " ".join(meaning.split())


def example_text(stage: Stage = "resolution", language: str = "en") -> str:
    """Return facts to begin with, as YAML whose comments say what each field is for.

    Raises:
        InputError: for a stage or a language without an example.
    """
    path = resource_dir("examples") / f"{language}_{stage}.yaml"
    if language not in LANGUAGES or not path.is_file():
        known = ", ".join(LANGUAGES)
        raise InputError(f"{stage} in {language}", "has no example", f"use one of: {known}")
    return path.read_text(encoding="utf-8")


def example_facts(stage: Stage = "resolution", language: str = "en") -> dict[str, Any]:
    """Return facts to begin with, a case that nobody lived through; see `Incident`.

    >>> from recovery_ai import example_facts
    >>> facts = example_facts("resolution", "id")
    >>> facts["case_id"], facts["remedies"][0]["amount"]
    ('BL-1187', {'value': 175000, 'currency': 'IDR'})

    Args:
        stage: `acknowledgement` or `resolution`.
        language: `en`, `id` or `el`.

    Raises:
        InputError: for a stage or a language without an example.
    """
    return dict(parse(example_text(stage, language), f"{language}_{stage}.yaml"))
