"""The shape of facts: the schema tells every field, and the examples make good letters."""

import json
from typing import Any, get_args

import jsonschema
import pytest
import yaml

from recovery_ai import InputError, draft, example_facts
from recovery_ai.facts import LANGUAGES, example_text, facts_schema
from recovery_ai.incident import Incident, Stage
from tests.facts import LANGUAGES as TESTED
from tests.facts import MISSING, facts, put
from tests.shell import Shell

SCHEMA = jsonschema.Draft202012Validator(facts_schema())
STAGES = get_args(Stage)


def test_the_schema_is_one_and_tells_what_every_field_means() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)
    classes = {**SCHEMA.schema["$defs"], "Incident": SCHEMA.schema}
    assert classes["Incident"]["properties"].keys() == Incident.model_fields.keys()
    silent = [
        f"{name}.{field}"
        for name, one in classes.items()
        for field, told in one["properties"].items()
        if not told.get("description", "").endswith(".")
    ]
    assert silent == []


@pytest.mark.parametrize("language", TESTED)
def test_good_facts_fit_the_schema(language: str) -> None:
    SCHEMA.validate(facts(language))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("case_id", MISSING),
        ("case_id", ""),
        ("stage", "closed"),
        ("colour", "red"),
        ("customer.nickname", "Mara"),
        ("sender", "Tobias"),
        ("remedies.0.amount.value", 0),
        ("remedies.0.amount.value", "34,50"),
        ("remedies.0.amount.currency", "gbp"),
        ("language", "english"),
        ("impact", {"kind": "time"}),
    ],
)
def test_bad_facts_do_not_fit_it(path: str, value: Any) -> None:
    assert not SCHEMA.is_valid(put(path, value))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_drafted_and_proved(stage: Stage, language: str) -> None:
    told = example_facts(stage, language)
    SCHEMA.validate(told)
    result = draft(told)
    assert (result.status, result.proved, told["stage"]) == ("accepted", True, stage)
    assert result.letter is not None
    assert told["sender"]["name"] in result.letter.text


def test_the_example_shows_or_names_every_field() -> None:
    assert [name for name in Incident.model_fields if name not in example_text()] == []


@pytest.mark.parametrize(("stage", "language"), [("resolution", "pt"), ("closed", "en")])
def test_there_is_no_other_example(stage: Any, language: str) -> None:
    with pytest.raises(InputError, match="has no example; use one of: "):
        example_facts(stage, language)


def test_facts_on_the_command_line(shell: Shell) -> None:
    ran = shell("facts", "schema")
    assert (ran.code, ran.err, json.loads(ran.out)) == (0, "", facts_schema())
    for stage in STAGES:
        for language in LANGUAGES:
            words = ("facts", "example", "--stage", stage, "--language", language)
            ran = shell(*words)
            assert yaml.safe_load(ran.out)["stage"] == stage
            assert json.loads(shell(*words, "--format", "json").out)["language"] == language
    target = str(shell.folder / "example.yaml")
    assert shell("facts", "example", "-o", target).out == ""
    assert shell("draft", target).code == 0
    assert "invalid choice: 'pt'" in shell.refused("facts", "example", "--language", "pt")


def test_a_file_with_several_faults_is_told_all_of_them(shell: Shell) -> None:
    wrong = facts(stage="closed", sender=MISSING, colour="red")
    path = shell.write("wrong.json", json.dumps(wrong))
    for words in (("draft", path), ("triage", path), ("check", path, "letter.txt")):
        told = shell.refused(*words).splitlines()
        assert [line.removeprefix(f"recovery-ai: {path}: ").split(":")[0] for line in told] == [
            "colour",
            "stage",
            "sender",
        ]
