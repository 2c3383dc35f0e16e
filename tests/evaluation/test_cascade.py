"""The cascade: recorded opinions on what nothing vouches for; those here are for the tests."""

import json
from pathlib import Path
from typing import Any

import pytest

from recovery_ai import api
from recovery_ai.cli import main
from recovery_ai.errors import LetterError
from recovery_ai.evaluation.cascade import read_opinions
from tests.facts import facts

VAIN = "Nobody in the county builds finer wardrobes."
KIND = "The garden chairs of my uncle are blue."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    letter = api.draft(facts()).letter
    assert letter is not None
    head, _, tail = letter.text.rpartition("\n\n")
    meta = {"language": "en", "stage": "resolution", "category": "other", "channel": "email",
            "parent_id": "x", "split": "test"}  # fmt: skip
    label = [{"code": "defensive_tone", "quote": "finer wardrobes"}]
    cases = [
        {"name": name, "inputs": {"facts": facts(), "letter": f"{head}\n\n{extra}\n\n{tail}"},
         "expected_output": {"violations": labels}, "metadata": {**meta, "parent_id": name}}
        for name, extra, labels in (("vain", VAIN, label), ("kind", KIND, []))
    ]  # fmt: skip
    path = tmp_path / "letters.yaml"
    path.write_text(json.dumps({"name": "letters", "cases": cases}), encoding="utf-8")
    return path


def questions(corpus: Path, opinions: Path | None = None) -> list[dict[str, Any]]:
    out = corpus.with_name("docket.jsonl")
    more = ["--judge", str(opinions)] if opinions else []
    assert main(["eval", "letters", "--corpus", str(corpus), "--docket", str(out), *more]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def answered(corpus: Path, *verdicts: list[dict[str, str]]) -> Path:
    """Write opinions, in the order of the questions."""
    path = corpus.with_name("opinions.jsonl")
    keys = [key for row in questions(corpus) for key in row["keys"].values()]
    rows = [
        {"key": key, "verdict": "finding" if found else "fine", "findings": found, "label": "test"}
        for key, found in zip(keys, verdicts, strict=False)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_docket_asks_what_nothing_vouches_for(corpus: Path) -> None:
    asked = questions(corpus)
    assert len(asked) == 2
    assert VAIN in str(asked[0]["user"])
    assert "Lindqvist" not in str(asked)
    assert "defensive_tone" not in str(asked), "a judge is not told what others found"


def test_opinions_are_merged_and_counted(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = answered(corpus, [{"code": "defensive_tone", "quote": "finer wardrobes"}], [])
    assert questions(corpus, path) == []
    assert main(["eval", "letters", "--corpus", str(corpus)]) == 0
    assert "recall 0/1" in capsys.readouterr().out
    assert main(["eval", "letters", "--corpus", str(corpus), "--judge", str(path)]) == 0
    told = capsys.readouterr().out
    assert "recall 1/1" in told
    assert "read by the judge 2/" in told


def test_a_missing_opinion_is_named_and_makes_it_incomplete(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = answered(corpus, [])
    assert main(["eval", "letters", "--corpus", str(corpus), "--judge", str(path)]) == 3
    assert "no opinion is recorded on sentence 1 of case TW-4471" in capsys.readouterr().out


def test_one_sentence_has_one_opinion(corpus: Path) -> None:
    path = answered(corpus, [])
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    with pytest.raises(LetterError, match="answered already"):
        read_opinions(path)
