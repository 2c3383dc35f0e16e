"""The words of the interface: three tables with the same keys, and every key that a page asks."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any, get_args

import pytest
import words

from recovery_ai.findings import Code
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


def test_text_from_outside_is_no_markdown() -> None:
    image = "![x](https://spy.example/a.png) <b>"
    assert words.escaped(image) == r"\!\[x\]\(https\:\/\/spy\.example\/a\.png\) \<b\>"
    assert words.escaped("Ζωή\nΒρανά 7") == "Ζωή Βρανά 7"
    assert words.verbatim("a `b`\n![c](d)") == "`a 'b' ![c](d)`"
    assert words.verbatim(" ") == ""
