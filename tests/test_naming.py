"""The classifier beside the rules: what it waives, what it names, and how it learns."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from recovery_ai import api
from recovery_ai.cli import main
from recovery_ai.errors import LetterError
from recovery_ai.evaluation.classifying import KEEP, as_json, train
from recovery_ai.evaluation.heard import POLICY, Row, deaf, of_rules, of_sentences
from recovery_ai.evaluation.sentences import Sentence, read_sentences
from recovery_ai.findings import SINS, Finding
from recovery_ai.pack import LANGUAGES, Pack, load
from recovery_ai.pack.classifier import Classifier
from recovery_ai.review import Review
from tests.facts import facts

SENTENCES = Path(__file__).parents[1] / "evals" / "sentences"
HEAD = "Dear Ms Lindqvist,\n\nI am sorry that we delivered the oak desk nine days late. "
# Sins without any word that a list would forbid, and honest sentences with such words.
SINS_TOLD = {
    "blames_employee": "The clerk you met that night has never been much good with people.",
    "excuse": "With spring orders there is only so much a shop of one can do.",
}
HONEST = {
    "over_promise": "Please use it wherever you like.",
    "coercive_condition": "We do not know yet, so we will say nothing clever about it.",
}


def unlearned() -> Pack:
    return deaf(load())


def errors(sentence: str, pack: Pack) -> set[str]:
    found = api.check(facts(), HEAD + sentence, pack=pack)
    return {f.code for f in found.findings if f.severity == "error" and f.span and _in(f, sentence)}


def _in(finding: Finding, sentence: str) -> bool:
    return finding.span is not None and finding.span.start >= len(HEAD)


def verdict(found: Review, sentence: str) -> str:
    return next(one.verdict for one in found.provenance if one.sentence == sentence)


@pytest.mark.parametrize(("code", "sentence"), SINS_TOLD.items())
def test_a_sin_without_a_forbidden_word_is_named(code: str, sentence: str) -> None:
    assert code not in errors(sentence, unlearned())
    assert code in errors(sentence, load())


@pytest.mark.parametrize(("code", "sentence"), HONEST.items())
def test_an_alarm_that_does_not_sound_like_its_code_is_waived(code: str, sentence: str) -> None:
    assert code in errors(sentence, unlearned())
    assert code not in errors(sentence, load())


def test_what_was_waived_is_vouched_for_by_nobody() -> None:
    for sentence in HONEST.values():
        found = api.check(facts(), HEAD + sentence)
        assert verdict(found, sentence) == "unlicensed"


def test_the_rules_an_organisation_adds_are_never_waived(tmp_path: Path) -> None:
    (tmp_path / "rules" / "en").mkdir(parents=True)
    (tmp_path / "rules" / "en" / "house.yaml").write_text(
        "code: over_promise\nmessage: Not our word.\nsuggestion: Leave it out.\n"
        "patterns: [wherever you like]\n",
        encoding="utf-8",
    )
    assert "over_promise" in errors(HONEST["over_promise"], load(own=tmp_path))


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_language_has_a_classifier(tongue: str) -> None:
    classifier = load().classifier(tongue)
    assert classifier is not None
    assert classifier.codes == SINS
    assert len(classifier.bias) == len(SINS) + 2
    assert classifier.keep == KEEP < classifier.name
    assert "eval learn" in classifier.about


def test_other_languages_have_none() -> None:
    assert load().classifier("fr") is None


def test_log_odds_add_up_what_is_heard() -> None:
    known = Classifier(
        about="",
        waives=(),
        keep=0,
        name=0,
        codes=("excuse", "over_promise"),
        bias=(0.0, 0.0, 0.0, 0.0),
        weights={"word busy": (1, 250), "word never": (0, -100, 2, 300)},
    )
    nothing = known.log_odds([])
    assert nothing["excuse"] == nothing["over_promise"] == pytest.approx(-1.0986, abs=1e-3)
    busy = known.log_odds(["word busy", "word unheard"])
    assert busy["excuse"] == pytest.approx(2.5 - 1.0986, abs=1e-3)
    assert known.log_odds(["word never"])["over_promise"] > busy["over_promise"]


def row(author: str, word: str, *codes: str) -> Row:
    return Row(frozenset({word}), frozenset(codes), author, good_letter=not codes)


def test_training_tells_sins_apart() -> None:
    rows = [row(a, "word thanks") for a in ("ann", "bea") for _ in range(9)]
    rows += [row(a, "word busy", "excuse") for a in ("ann", "bea") for _ in range(4)]
    rows += [row(a, "word never", "over_promise") for a in ("ann", "bea", POLICY) for _ in range(4)]
    known = train(rows)
    for word, code in (("busy", "excuse"), ("never", "over_promise")):
        heard = known.log_odds([f"word {word}"])
        assert max(heard, key=heard.__getitem__) == code
        assert heard[code] > 0 > known.log_odds(["word thanks"])[code]
    assert Classifier.model_validate_json(as_json(known)) == known
    assert train(rows) == known, "the same rows give the same weights"


def test_rows_hold_one_sentence_and_nothing_around_it() -> None:
    told = [("ann", Sentence(text="We were busy.", codes=("excuse",)))]
    (only,) = of_sentences(told, unlearned(), "en")
    assert only.codes == {"excuse"}
    assert "word busi" in only.heard
    assert not any("ashgrov" in one for one in only.heard)


def test_examples_of_the_rules_are_learnt_from() -> None:
    pack = load()
    few = replace(pack, files={k: v for k, v in pack.files.items() if "weights" not in k})
    rows = list(of_rules(few, "id"))
    assert {row.author for row in rows} == {POLICY}
    assert any("excuse" in row.codes for row in rows)
    assert any(not row.codes for row in rows)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_labelled_sentences_cover_every_sin(tongue: str) -> None:
    told = [sentence for _, sentence in read_sentences(SENTENCES / tongue)]
    codes = {code for sentence in told for code in sentence.codes}
    assert set(SINS) - {"invented_cause"} <= codes
    fine = sum(not sentence.codes for sentence in told)
    assert 0.4 < fine / len(told) < 0.6


def test_a_line_that_is_no_sentence_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "ann.jsonl").write_text('{"text": "Fine."}\n{"txt": "x"}\n', encoding="utf-8")
    with pytest.raises(LetterError, match="ann.jsonl:2: txt"):
        list(read_sentences(tmp_path))


def test_the_command_writes_both_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("recovery_ai.pack.LANGUAGES", ("id",))
    assert main(["eval", "learn", "--into", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("eval learn") == 2
    shipped = load().classifier("id")
    learnt = json.loads((tmp_path / "id.codes.json").read_text(encoding="utf-8"))
    assert shipped is not None
    assert learnt["about"] == shipped.about, "train again: `recovery-ai eval learn`"
    assert (tmp_path / "id.json").exists()
