"""The judge reads what nothing vouches for; the replies here are written for the tests."""

import json
from pathlib import Path
from typing import Any

import pytest

from recovery_ai import api, judging
from recovery_ai.cli import main
from recovery_ai.errors import ModelError
from recovery_ai.models.protocol import Reply
from recovery_ai.testing import ScriptedModel
from tests.facts import facts

KIND = "The garden chairs of my uncle are blue."
VAIN = "Nobody in the county builds finer wardrobes."


def letter(*extra: str) -> str:
    drafted = api.draft(facts()).letter
    assert drafted is not None
    head, _, tail = drafted.text.rpartition("\n\n")
    return "\n\n".join([head, *extra, tail])


def says(*sentences: dict[str, Any]) -> ScriptedModel:
    return ScriptedModel([json.dumps({"sentences": sentences})], name="judge")


def verdict(number: int, *findings: tuple[str, str]) -> dict[str, Any]:
    found = [{"code": code, "quote": quote} for code, quote in findings]
    return {"number": number, "verdict": "finding" if found else "fine", "findings": found}


def judged(text: str, model: ScriptedModel) -> api.Judged:
    return api.judge(facts(), text, model)


def test_only_unlicensed_sentences_are_read() -> None:
    model = says(verdict(1))
    text = letter(KIND)
    found, word = judged(text, model)
    assert word is not None
    assert [text[s.start : s.end] for s in word.read] == [KIND]
    asked = model.history[0].messages[1].content.partition("# Sentences to judge")[2]
    assert f"1. {KIND}" in asked
    assert "\n2. " not in asked
    assert "before it: " in asked
    assert (found.accepted, found.proved) == (True, False), "a model's word is no proof"
    assert all(f.code != "unlicensed" for f in found.findings)


def test_nothing_to_judge_asks_nobody() -> None:
    model = says()
    assert judged(letter(), model).judgement is None
    assert model.history == []


def test_a_finding_comes_in_with_its_place() -> None:
    text = letter(KIND, VAIN)
    found, word = judged(text, says(verdict(1), verdict(2, ("defensive_tone", "finer wardrobes"))))
    assert word is not None and word.dropped == 0
    new = next(f for f in found.findings if f.code == "defensive_tone")
    assert new.span is not None
    assert text[new.span.start : new.span.end] == new.quote == "finer wardrobes"
    assert (new.rule, found.accepted) == ("judge", False)
    line = next(p for p in found.provenance if p.sentence == VAIN)
    assert line.verdict == "violates"


@pytest.mark.parametrize(
    "said",
    [
        verdict(1, ("defensive_tone", "words that stand nowhere")),
        verdict(1, ("no_such_code", "finer wardrobes")),
        verdict(1, ("missing_apology", "finer wardrobes")),
        verdict(7, ("defensive_tone", "finer wardrobes")),
    ],
)
def test_what_the_letter_does_not_hold_is_dropped(said: dict[str, Any]) -> None:
    found, word = judged(letter(VAIN), says(said))
    assert word is not None and word.dropped == 1
    assert word.findings == ()
    assert [f.code for f in found.findings if f.span] == ["unlicensed"], "it vouches for nothing"


def test_the_judge_cannot_take_back_an_error() -> None:
    text = letter(KIND, "This will never happen again.")
    before = api.check(facts(), text)
    found, _ = judged(text, says(verdict(1), verdict(2)))
    assert not before.accepted
    errors = [f for f in before.findings if f.severity == "error"]
    assert [f for f in found.findings if f.severity == "error"] == errors


@pytest.mark.parametrize("text", ["", "fine!", "[]", '{"sentences": [{"number": 1}]}', "[" * 2000])
def test_a_broken_reply_changes_nothing(text: str) -> None:
    before = api.check(facts(), letter(KIND))
    found, word = judged(letter(KIND), ScriptedModel([text]))
    assert word is not None and word.outcome == "malformed"
    assert found == before


def test_no_identity_reaches_the_judge() -> None:
    model = says(verdict(1))
    judged(letter("Ms Lindqvist keeps blue garden chairs with Amara here."), model)
    sent = " ".join(message.content for message in model.history[0].messages)
    for private in ("Lindqvist", "Amara", "amara", "34.50", "TW-4471"):
        assert private not in sent


def test_quote_with_a_slot_finds_its_place() -> None:
    said = "Nobody paints chairs for Ms Lindqvist in finer blue."
    model = says(verdict(1, ("defensive_tone", "chairs for [[customer_salutation]] in finer")))
    found, _ = judged(letter(said), model)
    new = next(f for f in found.findings if f.code == "defensive_tone")
    assert new.quote == "chairs for Ms Lindqvist in finer"


def test_offline_cannot_judge() -> None:
    with pytest.raises(ModelError, match="cannot judge"):
        api.judge(facts(), letter(KIND), "offline")


def test_draft_asks_the_judge_before_it_composes() -> None:
    reply = _reply_with(VAIN)
    writer = ScriptedModel([reply, reply, reply, reply], name="writer")
    judge = says(verdict(1, ("defensive_tone", "finer wardrobes")))
    drafted = api.draft(facts(), writer, judge=judge)
    assert drafted.status == "accepted"
    assert drafted.letter is not None and VAIN not in drafted.letter.text
    assert [w.findings[0].code for w in drafted.record.judgements] == ["defensive_tone"]


def test_a_vouched_sentence_stays_in_the_draft() -> None:
    reply = _reply_with(KIND)
    writer = ScriptedModel([reply, reply, reply, reply], name="writer")
    drafted = api.draft(facts(), writer, judge=says(verdict(1)))
    assert drafted.letter is not None and KIND in drafted.letter.text
    assert (drafted.status, drafted.proved) == ("accepted", False)


def _reply_with(extra: str) -> str:
    letter = api.draft(facts()).letter
    assert letter is not None
    sections = [section.model_dump(mode="json") for section in letter.sections]
    for section in sections:
        if section["id"] == "closing":
            section["text"] += f" {extra}"
    return json.dumps({"subject": letter.subject, "sections": sections})


def test_schema_names_every_code_a_sentence_can_earn() -> None:
    assert "blames_customer" in judging.CODES
    assert not {"missing_apology", "unlicensed", "too_long"} & set(judging.CODES)
    table = judging.code_table("el", api.load_pack())
    assert [row["code"] for row in table] == list(judging.CODES)


def test_the_command_line_shows_what_a_judge_would_get(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facts.json").write_text(json.dumps(facts()), encoding="utf-8")
    (tmp_path / "letter.txt").write_text(letter(KIND), encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("facts.json", "letter.txt")]
    assert main(["prompt", paths[0], "--judge", paths[1]]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert KIND in shown["messages"][1]["content"]
    assert main(["check", *paths, "--judge", "offline"]) == 2
    assert "cannot judge" in capsys.readouterr().err


def test_a_judge_that_is_away_leaves_the_check_incomplete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    away = ScriptedModel([Reply(outcome="unavailable", model="judge")], name="judge")
    monkeypatch.setattr(api, "_judge", lambda choice, pack: away)
    (tmp_path / "facts.json").write_text(json.dumps(facts()), encoding="utf-8")
    (tmp_path / "letter.txt").write_text(letter(KIND), encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("facts.json", "letter.txt")]
    assert main(["check", *paths, "--judge", "x/y"]) == 3
    assert "Judge judge: unavailable; 1 sentences read" in capsys.readouterr().out
