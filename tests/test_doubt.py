"""The learned ear withholds licences, and nothing else."""

import json
from pathlib import Path

import pytest

from recovery_ai import api
from recovery_ai.cli import main
from recovery_ai.errors import InputError
from recovery_ai.evaluation.heard import COMPOSER, Row
from recovery_ai.evaluation.learning import as_json, train
from recovery_ai.pack import LANGUAGES, Pack, load
from recovery_ai.pack.ear import Ear
from tests.facts import facts

SIN = "I was new in the role, and it showed."


def deaf(folder: Path) -> Pack:
    """Return the shipped pack with an English ear that hears nothing."""
    (folder / "weights").mkdir()
    ear = Ear(about="", limit=0.0, bias=-1.0, weights={})
    (folder / "weights" / "en.json").write_text(as_json(ear), encoding="utf-8")
    return load(own=folder)


def row(author: str, *heard: str, bad: bool = False) -> Row:
    good = not bad and author != COMPOSER
    codes = frozenset({"excuse"} if bad else set())
    return Row(frozenset(heard), codes, author, good, licensed=True)


def rows(author: str) -> list[Row]:
    return [row(author, "word sorry")] * 8 + [row(author, "word fussy", bad=True)] * 3


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_language_has_an_ear(tongue: str) -> None:
    ear = load().ear(tongue)
    assert ear is not None
    assert len(ear.weights) > 1000
    assert "eval learn" in ear.about
    assert list(ear.weights.values()) == sorted(ear.weights.values(), reverse=True)


def test_other_languages_have_none() -> None:
    assert load().ear("fr") is None


def test_doubt_only_withholds_a_licence(tmp_path: Path) -> None:
    letter = (
        f"Dear Ms Lindqvist,\n\nI am sorry that we delivered the oak desk nine days late. {SIN}"
    )
    heard, unheard = api.check(facts(), letter), api.check(facts(), letter, pack=deaf(tmp_path))
    before = {one.sentence: one.verdict for one in unheard.provenance}
    after = {one.sentence: one.verdict for one in heard.provenance}
    changed = {s for s in before if before[s] != after[s]}
    assert all((before[s], after[s]) == ("licensed", "unlicensed") for s in changed)
    errors = [[f for f in found.findings if f.severity == "error"] for found in (heard, unheard)]
    assert errors[0] == errors[1]


def test_training_hears_what_authors_object_to() -> None:
    ear = train([*rows("ann"), *rows("bea"), row(COMPOSER, "word sorry")], share=0.2)
    assert ear.weights["word fussy"] > 0 > ear.weights["word sorry"]
    assert ear.strangeness({"word fussy"}) > ear.strangeness({"word sorry"}) + 1
    assert ear.strangeness({"word fussy"}) > ear.limit
    again = train([*rows("ann"), *rows("bea"), row(COMPOSER, "word sorry")], share=0.2)
    assert again == ear, "the same letters give the same weights"


def test_training_needs_two_authors() -> None:
    with pytest.raises(InputError, match="two authors"):
        train(rows("ann"))


def test_the_command_trains_on_a_corpus_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "learn", "--corpus", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_file_reads_from_strange_to_ordinary() -> None:
    ear = Ear(about="x", limit=0, bias=0, weights={"word a": -1.0, "word b": 2.0})
    assert list(json.loads(as_json(ear))["weights"]) == ["word b", "word a"]
