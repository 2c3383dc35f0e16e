"""Refusals of the library in the language of the screen."""

import ast
import errno
import json
import json.decoder
import os
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import case_facts
import pytest
import refusals
import words
import yaml

from recovery_ai import FactsError, JournalError, MissingExtra, Reply, triage
from recovery_ai.documents import _EXPECTED, parse
from recovery_ai.journal.lifecycle import MoveName
from recovery_ai.models.budget import Budget, Spent
from recovery_ai.models.protocol import Outcome
from tests.facts import facts, put
from tests.ui.conftest import UI
from tests.ui.spoken import SOURCE, phrases, places

BLANK = re.compile(r"\{\w*\}")
ENGLISH = re.compile(r"`[^`]*`|[A-Za-z]{3,}")
SIGNS = {"YAML", "JSON", "tab", "uXXXX"}
# What the source does not say in one piece, and where its words come from.
UNREAD = {
    "<what>": "tried by `test_whatever_is_wrong_with_a_field_has_words`",
    "<remedy>": "likewise",
    "<str(problem)>": "what `_Refused` was given, which is read",
    "<first.problem>": "a `Problem`, which is read where it is made",
    "<first.remedy>": "likewise",
    "<problem.problem>": "an error that is read where it is raised",
    "<problem.remedy>": "likewise",
    "<reply.detail>": "read where a model's answer is",
    "<parsed.problem>": "read in reply.py",
    "<reason>": "a limit of the budget, tried below",
    "<answers[-1].detail>": "read in outcomes.py",
    "<type(error).__name__>": "the name of an error, the same in every language",
    "<self.spent.exceeded(limits, time.monotonic() - self._started)>": "tried below",
    "<note>": "typed by a person",
    "<row.note>": "typed by a person, or read where it is noted",
    "<words.say('far_year')>": "words of the interface",
    "<words.say('mend_year')>": "words of the interface",
    "<words.say('too_large')>": "words of the interface",
    "<words.say('one_case')>": "words of the interface",
    "<words.say('not_utf8')>": "words of the interface",
    "<words.say('save_utf8')>": "words of the interface",
}


@pytest.fixture(params=["id", "el"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(words, "language", lambda: request.param)
    return str(request.param)


def bare(text: str) -> str:
    return BLANK.sub("{}", text)


def known(text: str) -> bool:
    """Say whether a phrase has words, whole or in each of its parts."""
    if text in {bare(one) for one in refusals.table()} or not re.search("[a-z]", text):
        return True
    return ": " in text and all(map(known, text.split(": ")))


def test_everything_that_the_library_can_say_has_words() -> None:
    found = {(one.text, one.where) for one in phrases() if one.text}
    assert len(found) > 250
    assert {one for one in found if not known(one[0]) and one[0] not in UNREAD} == set()
    assert {text for text in UNREAD if text not in {one[0] for one in found}} == set()


def test_every_place_that_an_error_names_has_words() -> None:
    spoken = {part for part in places() if not re.search(r"[._/{]", part)}
    assert {"facts", "journal", "letter", "line 1"} & spoken
    assert {part for part in spoken if not known(re.sub(r"\d+", "{}", part))} == set()


def test_phrases_are_those_of_the_library() -> None:
    read = {one.text for one in phrases()}
    said = "\n".join(path.read_text("utf-8") for path in [*SOURCE.rglob("*.py"), *UI.rglob("*.py")])
    others = parse((UI / "words/refusals/reasons.yaml").read_text("utf-8"), "reasons")
    for english, other in refusals.table().items():
        assert other.keys() == {"el", "id"}
        whole = english in others or bare(english) in read
        assert whole or all(part in said for part in BLANK.split(english)), english
        for text in other.values():
            assert sorted(BLANK.findall(text)) == sorted(BLANK.findall(english)), english


def test_whatever_json_and_yaml_complain_of_has_words() -> None:
    complaints = {"no such path", os.strerror(errno.ENOENT), os.strerror(errno.EACCES)}
    tree = ast.parse(Path(json.decoder.__file__).read_text("utf-8"))
    texts = [str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    said = re.compile(r"(Expecting|Extra|Unterminated|Invalid|Illegal) ")
    complaints |= {re.sub(r"[: ]*\{0!r\}", "", text) for text in texts if said.match(text)}
    assert len(complaints) > 8
    assert complaints - refusals.table().keys() <= {"Invalid control character"}


@pytest.mark.parametrize("dump", [json.dumps, yaml.safe_dump])
def test_a_file_that_is_broken_anywhere_is_told_without_english(
    dump: Callable[[Any], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "language", lambda: "el")
    whole, chance, seen = dump(facts("el")), random.Random(7), set()
    for _ in range(1500):
        at = chance.randrange(len(whole))
        broken = whole[:at] + chance.choice("\"'{}[]:,-\t\n&*!|>%@\x01 ") + whole[at + 1 :]
        try:
            parse(broken, "-")
        except FactsError as error:
            told = refusals.told(error)
            left = {one for one in ENGLISH.findall(told) if not one.startswith("`")} - SIGNS
            assert not left, (str(error), told)
            seen.add(error.problem)
    assert len(seen) > 4


def test_every_outcome_step_and_reason_has_words() -> None:
    assert words.names("outcomes").keys() == set(get_args(Outcome))
    assert words.names("step_names").keys() == {*get_args(MoveName), "none by hand"}
    tree = ast.parse(Path(triage.__code__.co_filename).with_name("triage.py").read_text("utf-8"))
    rules = {
        word.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Reason"
        for word in node.keywords
        if word.arg == "rule" and isinstance(word.value, ast.Constant)
    }
    assert words.names("triage_reasons").keys() == rules


def test_what_a_draft_ran_out_of_has_words(tongue: str) -> None:
    spent = Spent().add(Reply(outcome="ok", model="m", calls=9))
    for budget in (Budget(rounds=1), Budget(calls=3), Budget(seconds=0), Budget(tokens=0)):
        reason = spent.exceeded(budget, 1.0)
        assert reason
        assert refusals.said(reason).split(":")[0] != reason.split(":")[0], tongue


def test_a_chain_of_models_is_told_model_by_model(tongue: str) -> None:
    before = "c/d: HTTP 404: check the model name and the address"
    note = f"a/b gave no answer to use (timeout: {before}; no answer in time)."
    told = refusals.said(note)
    assert "a/b" in told
    assert "c/d" in told
    assert "HTTP 404" in told
    assert not re.search(r"\b(gave|answer|check|timeout|in time)\b", told), tongue


def test_a_package_that_is_missing_is_told_with_what_to_run(tongue: str) -> None:
    told = refusals.told(MissingExtra("asking a language model", "models"))
    assert "pip install 'recovery-ai[models]'" in told
    assert "needs" not in told, tongue


def test_whatever_is_wrong_with_a_field_has_words(tongue: str) -> None:
    for problem, remedy in _EXPECTED.values():
        for phrase in (problem, remedy.replace("{expected}", "low, high")):
            assert refusals.said(phrase) != phrase, tongue


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("remedies.0.amount.value", "12,50 EUR"),
        ("remedies.0.amount.currency", "euro"),
        ("customer.email", "nobody"),
        ("occurred_on", "yesterday"),
        ("sender.name", "x" * 500),
        ("severity", "huge"),
    ],
)
def test_a_wrong_field_is_told_without_english(tongue: str, path: str, value: str) -> None:
    found = case_facts.understand(put(path, value))
    assert found.path.startswith(path.rpartition(".")[0])
    assert found.problem
    assert not re.search(r"\b(is|must|the|give|use|has)\b", found.problem), (tongue, found.problem)


def test_an_error_names_place_problem_and_remedy(tongue: str) -> None:
    error = JournalError(
        "case RA-7: resolution letter",
        "was written by you",
        "ask somebody who is approver or admin",
    )
    told = refusals.told(error)
    assert "RA-7" in told
    assert words.name("kinds", "resolution") in told
    assert f"{words.name('roles', 'approver')}, {words.name('roles', 'admin')}" in told
    assert not re.search(r"\b(case|letter|was|ask)\b", told)


def test_what_a_role_or_a_finding_forbids_has_words(tongue: str) -> None:
    for phrase in (
        "needs somebody who is approver or admin",
        "has errors (blames_customer, placeholder)",
        "is no letter that agent may approve (route escalate_legal)",
        "the override of blames_customer has no reason",
        "escalate needs a reason",
    ):
        told = refusals.said(phrase)
        assert not re.search(r"[a-z]+_[a-z]+|\b(needs|has|is|may|who|of)\b", told), (tongue, told)


def test_what_has_no_words_stays_english(tongue: str) -> None:
    error = FactsError("facts.yaml", "is bewitched", "fetch a wizard")
    told = refusals.told(error)
    assert re.split("[;·:] ", told) == ["facts.yaml", "is bewitched", "fetch a wizard"], tongue


def test_english_is_the_library_as_it_is() -> None:
    error = JournalError("case RA-7", "is closed", "reopen it first")
    assert refusals.told(error) == str(error)
