"""What goes out to a provider, and what is read from a good reply."""

import json
import sys
from decimal import Decimal

import pytest

from recovery_ai import models
from recovery_ai.errors import MissingExtra, ModelError
from recovery_ai.models import LiteLLM
from recovery_ai.models.litellm_adapter import SCHEMA_NOTE, _import
from recovery_ai.pack import load
from tests.models.asking import KEY, SCHEMA, model, request
from tests.provider import Provider, answers

pytestmark = pytest.mark.anyio


async def test_a_structured_request(provider: Provider) -> None:
    await model(provider, "openai/gpt-4o-mini", max_tokens=777).complete(request("One", "Two"))
    (sent,) = provider.requests
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert sent.json == {
        "model": "gpt-4o-mini",
        "max_tokens": 777,
        "messages": [
            {"role": "system", "content": "You write letters."},
            {"role": "user", "content": "One"},
            {"role": "user", "content": "Two"},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "letter", "strict": True, "schema": SCHEMA},
        },
    }


async def test_the_schema_in_words(provider: Provider) -> None:
    await model(provider, "openai/unheard-of").complete(request())
    sent = provider.requests[0].json
    assert "response_format" not in sent
    roles = [message["role"] for message in sent["messages"]]
    assert roles == ["system", "system", "user"]
    note = sent["messages"][1]["content"]
    assert json.loads(note[note.index("{") :]) == SCHEMA


async def test_the_words_can_be_given(provider: Provider) -> None:
    asked = model(provider, structured=False, schema_note="Balas dengan JSON:\n{{ schema }}")
    await asked.complete(request())
    note = provider.requests[0].json["messages"][1]["content"]
    assert note.startswith("Balas dengan JSON:\n{")


@pytest.mark.parametrize(
    ("name", "structured", "where"),
    [
        ("openai/unheard-of", True, "response_format"),
        ("openai/gpt-4o-mini", False, None),
        ("openai/gpt-3.5-turbo", None, None),
        ("anthropic/claude-sonnet-4-5", None, "output_format"),
        ("anthropic/claude-3-haiku-20240307", None, None),
        ("gemini/gemini-2.5-flash", None, "generationConfig"),
        ("ollama_chat/llama3.1", None, "format"),
        ("ollama/llama3.1", None, "format"),
    ],
)
async def test_where_each_provider_finds_the_schema(
    provider: Provider, name: str, structured: bool | None, where: str | None
) -> None:
    reply = await model(provider, name, structured=structured).complete(request())
    sent = provider.requests[0]
    assert reply.outcome == "ok"
    assert ("valid under this JSON schema" in sent.prompt) == (where is None)
    if where:
        assert '"closing"' in json.dumps(sent.json[where])
    assert json.loads(reply.text)["sections"][1]["id"] == "closing"


async def test_what_a_reply_reports(provider: Provider) -> None:
    provider.script(answers.good("{}", tokens=(2000, 50, 1536)))
    reply = await model(provider, "openai/gpt-4o-mini").complete(request())
    assert reply.model == "openai/gpt-4o-mini"
    assert reply.answered == "gpt-4o-mini-2026-01-01"
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (2000, 50)
    assert reply.usage.cached_tokens == 1536
    assert reply.cost == Decimal("0.0002148")
    assert 0 <= reply.ms < 10_000


UNPRICED = ("openai/unheard-of", "anthropic/claude-unknown-99", "ollama/llama3.1")


@pytest.mark.parametrize("name", UNPRICED)
async def test_an_unknown_price_is_none_and_never_zero(provider: Provider, name: str) -> None:
    reply = await model(provider, name).complete(request())
    assert reply.usage.input_tokens == 1200
    assert reply.cost is None


async def test_a_given_price_goes_first(provider: Provider) -> None:
    for name in ("openai/unheard-of", "openai/gpt-4o-mini"):
        asked = model(provider, name, price_per_million=(Decimal(2), Decimal("10.5")))
        reply = await asked.complete(request())
        assert reply.cost == Decimal("0.00555")  # 1200 in, 300 out


async def test_free_is_zero_only_when_said(provider: Provider) -> None:
    free = model(provider, "ollama/llama3.1", price_per_million=(Decimal(0), Decimal(0)))
    assert (await free.complete(request())).cost == 0


async def test_uncounted_tokens_are_unknown(provider: Provider) -> None:
    provider.script(answers.good("{}", tokens=None))
    reply = await model(provider, price_per_million=(Decimal(2), Decimal(3))).complete(request())
    assert reply.usage == models.Usage()
    assert reply.cost is None


async def test_a_provider_nobody_knows(
    provider: Provider, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ModelError, match="'nonsense'; write provider/model"):
        await LiteLLM("nonsense").complete(request())
    assert capsys.readouterr() == ("", "")


async def test_requests_can_be_switched_off(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", False)
    with pytest.raises(ModelError, match="ALLOW_MODEL_REQUESTS"):
        await model(provider).complete(request())
    assert provider.requests == []


async def test_without_litellm_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _import.cache_clear()
    monkeypatch.setitem(sys.modules, "litellm", None)
    with pytest.raises(MissingExtra, match=r"recovery-ai\[models\]"):
        await LiteLLM("openai/m").complete(request())


@pytest.mark.parametrize(
    "options", [{"name": " "}, {"timeout": 0}, {"max_tokens": 0}, {"retries": -1}]
)
def test_values_that_can_not_work(options: dict[str, object]) -> None:
    with pytest.raises(ModelError):
        LiteLLM(**{"name": "openai/m", **options})  # type: ignore[arg-type]  # options of any kind


def test_the_shipped_note_is_short() -> None:
    note = load().text(SCHEMA_NOTE)
    assert "{{ schema }}" in note
    assert len(note.split()) < 40
