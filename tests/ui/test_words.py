"""The words of the interface: three tables with the same keys, and every key that a page asks."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import fields
import pytest
import words

from recovery_ai import journal, load_pack
from recovery_ai.findings import Code, FindingSeverity
from recovery_ai.journal import LetterKind, PromiseState, Role, State
from recovery_ai.journal.lifecycle import MOVES
from recovery_ai.journal.values import LetterStatus, PromiseKind, Step, Why
from recovery_ai.letter import SectionId
from recovery_ai.pack.policy import Admission
from recovery_ai.triage import Route
from tests.ui.conftest import UI

ASKED = re.compile(r"words\.(?:say|name|names|counted)\(\s*[\"']([a-z_0-9]+)[\"']")


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
        return
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield from leaves(inner, f"{path}/{key}")


def blanks(text: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("tongue", ["id", "el"])
def test_tables_have_the_same_keys_and_blanks(tongue: str) -> None:
    english = dict(leaves(words.table("en")))
    other = dict(leaves(words.table(tongue)))
    assert other.keys() == english.keys()
    for key, text in english.items():
        assert blanks(other[key]) == blanks(text), key
        assert other[key].strip(), key


def test_every_key_that_a_page_asks_for_is_there() -> None:
    asked = {
        key for path in UI.rglob("*.py") for key in ASKED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 100
    assert asked <= words.table("en").keys()


def test_every_code_of_the_checks_has_a_name() -> None:
    assert words.names("codes").keys() == set(get_args(Code))


CLOSED = {
    "states": State,
    "kinds": LetterKind,
    "statuses": LetterStatus,
    "routes": Route,
    "steps": Step,
    "promise_states": PromiseState,
    "promise_kinds": PromiseKind,
    "whys": Why,
    "section_names": SectionId,
    "admissions": Admission,
    "severities": FindingSeverity,
    "roles": Role,
}


def test_every_value_of_a_closed_kind_has_words() -> None:
    for key, kind in CLOSED.items():
        assert words.names(key).keys() >= set(get_args(kind)), key
    pack = load_pack()
    assert words.names("approvers").keys() == pack.authority.approvers.keys()


@pytest.mark.parametrize("tongue", ["en", "id", "el"])
def test_every_choice_of_the_form_has_a_name(tongue: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "language", lambda: tongue)
    known = {str(name).casefold() for name in words.names("choices").values()}
    known.add(words.say("fault_of_customer").casefold())
    for path, values in fields.CHOICES.items():
        told = [words.choice(value, path) for value in values]
        assert len(set(told)) == len(values), path
        assert {one.casefold() for one in told} <= known, path


def test_every_event_of_the_log_has_words() -> None:
    folder = Path(journal.__file__).parent
    said = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    kinds = set(re.findall(r"chain\.append\([^\"]*\"([a-z_]+)\"", said))
    kinds |= {move.name for move in MOVES if not move.letter} | set(get_args(Why))
    assert {"received", "approved", "sent", "promise"} <= kinds
    assert words.names("events").keys() >= kinds


def test_no_page_shows_an_error_as_the_library_words_it() -> None:
    # These hand it on in English, to be told where it is shown.
    handed_on = {"drafting.py", "work.py", "measuring.py", "receiving.py", "refusals.py"}
    raw = re.compile(r"\{(?:error|problem|refused|stale)\}|str\((?:error|refused|stale)\)")
    found = {path.name for path in UI.rglob("*.py") if raw.search(path.read_text("utf-8"))}
    assert found <= handed_on


def test_text_from_outside_is_no_markdown() -> None:
    image = "![x](https://spy.example/a.png) <b>"
    assert words.escaped(image) == r"\!\[x\]\(https\:\/\/spy\.example\/a\.png\) \<b\>"
    assert words.escaped("Ζωή\nΒρανά 7") == "Ζωή Βρανά 7"
    assert words.verbatim("a `b`\n![c](d)") == "`a 'b' ![c](d)`"
    assert words.verbatim(" ") == ""


@pytest.mark.parametrize("tongue", ["id", "el"])
def test_every_change_that_the_journal_notes_has_words(
    tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "language", lambda: tongue)
    notes = ["received", "facts amended", "assigned", "draft recorded", "erased"]
    notes += [move.name for move in MOVES if not move.letter]
    notes += [f"promise {state}" for state in get_args(PromiseState)]
    steps = ("letter edited", "letter approved", "letter sent", "letter sent back")
    notes += [f"{kind} {step}" for kind in get_args(LetterKind) for step in steps]
    notes += [f"{kind} version 12 restored" for kind in get_args(LetterKind)]
    for note in notes:
        told = words.changed("Mina", "2026-05-06T17:00:00+00:00", note)
        assert "2026-05-06 17:00 UTC" in told
        assert note.replace("_", " ") not in told
