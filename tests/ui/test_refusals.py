"""Refusals of the library in the language of the screen."""

import re
from pathlib import Path

import case_facts
import pytest
import refusals
import words

import recovery_ai
from recovery_ai import FactsError, JournalError
from recovery_ai.documents import _EXPECTED
from tests.facts import put

SOURCE = Path(recovery_ai.__file__).parent
BLANK = re.compile(r"\{\w+\}")


@pytest.fixture(params=["id", "el"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(words, "language", lambda: request.param)
    return str(request.param)


def test_phrases_are_those_of_the_library() -> None:
    said = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    for english, other in refusals.table().items():
        assert other.keys() == {"el", "id"}
        assert all(part in said for part in BLANK.split(english)), english
        for text in other.values():
            assert sorted(BLANK.findall(text)) == sorted(BLANK.findall(english)), english


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
    assert refusals.told(error) == str(error), tongue


def test_english_is_the_library_as_it_is() -> None:
    error = JournalError("case RA-7", "is closed", "reopen it first")
    assert refusals.told(error) == str(error)
