"""A model by name, by names, or handed over."""

import pytest

from recovery_ai.errors import ModelError
from recovery_ai.models import Fallback, LiteLLM, resolve
from recovery_ai.models.litellm_adapter import SCHEMA_NOTE
from recovery_ai.pack import load
from recovery_ai.testing import ScriptedModel

NOTE = load().text(SCHEMA_NOTE)


def test_a_name() -> None:
    assert resolve("openai/gpt-4o-mini") == LiteLLM("openai/gpt-4o-mini", schema_note=NOTE)


def test_names_with_commas() -> None:
    chosen = resolve("openai/a, anthropic/b")
    assert isinstance(chosen, Fallback)
    assert [model.name for model in chosen.models] == ["openai/a", "anthropic/b"]
    assert chosen.name == "openai/a, anthropic/b"


def test_an_object_with_the_protocol_is_taken_as_it_is() -> None:
    given = ScriptedModel([])
    assert resolve(given) is given


@pytest.mark.parametrize("wrong", [None, 7, object(), "", "openai/a,", " , "])
def test_anything_else(wrong: object) -> None:
    with pytest.raises(ModelError):
        resolve(wrong)  # type: ignore[arg-type]  # what an untyped caller does


def test_offline_is_the_composer() -> None:
    assert resolve("offline").name == "offline"
