"""The shipped corpus: it loads, and it is what its README says."""

import json
from pathlib import Path

import pytest

from recovery_ai.cli import main
from recovery_ai.evaluation import read_corpus
from recovery_ai.evaluation.letters import WARNINGS

FOLDER = Path(__file__).resolve().parents[2] / "evals" / "letters"
CORPUS = read_corpus(FOLDER)


@pytest.mark.parametrize("language", sorted({c.metadata.language for c in CORPUS.cases}))
def test_good_and_bad_letters_of_every_language(language: str) -> None:
    cases = CORPUS.where(language=language).cases
    good = [case for case in cases if not case.codes - WARNINGS]
    assert len(good) >= 0.4 * len(cases)
    assert sum(case.metadata.hard for case in good) >= 0.4 * len(good)
    bad = [case for case in cases if case.codes - WARNINGS]
    assert sum(case.metadata.subtle for case in bad) >= 0.5 * len(bad)


def test_splits_share_no_parent() -> None:
    names = {case.name: case.metadata.split for case in CORPUS.cases}
    for case in CORPUS.cases:
        assert names[case.metadata.parent_id] == case.metadata.split, case.name


def test_metadata_agree_with_the_facts() -> None:
    for case in CORPUS.cases:
        told = (case.incident.tongue, case.incident.stage, case.incident.category)
        assert told == (case.metadata.language, case.metadata.stage, case.metadata.category)


def test_published_schema_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    """When this fails: recovery-ai eval schema > evals/letters/schema.json."""
    assert main(["eval", "schema"]) == 0
    printed = capsys.readouterr().out
    assert (FOLDER / "schema.json").read_text(encoding="utf-8") == printed
    schema = json.loads(printed)
    known = set(schema["$defs"])
    used = {part.partition('"')[0] for part in printed.split("#/$defs/")[1:]}
    assert used <= known
    assert {"Incident", "FactsFile", "Metadata", "Label"} <= known
    assert set(schema["$defs"]["Entry"]["required"]) == {"name", "inputs", "metadata"}
