"""Every way a provider can answer, over real HTTP, and the outcome that a letter's record gets."""

from typing import NamedTuple

import pytest

from recovery_ai.models import LiteLLM, Outcome
from recovery_ai.models.outcomes import read_error
from tests.models.asking import model, request
from tests.provider import Provider, Step, answers


class Case(NamedTuple):
    step: Step
    outcome: Outcome
    detail: str | None
    calls: int = 1


CASES = {
    "good": Case(answers.good("{}"), "ok", None),
    "malformed JSON is for the drafting loop": Case(answers.malformed(), "ok", None),
    "truncated": Case(answers.truncated(), "truncated", "token limit reached"),
    "refusal": Case(answers.refusal(), "refused", None),
    "filtered reply": Case(answers.filtered(), "filtered", "content filter"),
    "filtered prompt": Case(answers.filtered_prompt(), "filtered", "HTTP 400: content filter"),
    "blank": Case(answers.empty(), "empty", "no text"),
    "no choices": Case(answers.no_choices(), "empty", "no choices"),
    "too long": Case(answers.too_long(), "unavailable", "HTTP 400: context too long"),
    "bad request": Case(
        answers.bad_request(), "unavailable", "HTTP 400: the provider refused the request"
    ),
    "401": Case(answers.unauthorised(), "unavailable", "HTTP 401: check the API key"),
    "403": Case(answers.forbidden(), "unavailable", "HTTP 403: the key may not use this model"),
    "404": Case(
        answers.unknown_model(), "unavailable", "HTTP 404: check the model name and the address"
    ),
    "no quota": Case(answers.no_quota(), "quota", "HTTP 429: the account's quota is used up"),
    "rate limited": Case(answers.rate_limited("0"), "rate_limited", "HTTP 429", calls=2),
    "500": Case(answers.failing(500, "0"), "unavailable", "HTTP 500", calls=2),
    "503": Case(answers.failing(503, "0"), "unavailable", "HTTP 503", calls=2),
    "502 page": Case(answers.bad_gateway(), "unavailable", "HTTP 502", calls=2),
    "page instead of JSON": Case(answers.not_json(), "unavailable", "HTTP 500", calls=2),
    "connection cut": Case(answers.cut(), "unavailable", "HTTP 500", calls=2),
}


@pytest.mark.anyio
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
async def test_openai_shape(provider: Provider, case: Case) -> None:
    provider.script(*[case.step] * 5)
    reply = await model(provider, retries=1).complete(request())
    assert (reply.outcome, reply.detail, reply.calls) == (case.outcome, case.detail, case.calls)
    assert len(provider.requests) == case.calls  # nobody below retries on its own
    assert reply.model == "openai/some-model"


SHAPES = (
    "anthropic/claude-sonnet-4-5",
    "anthropic/claude-3-haiku-20240307",
    "gemini/gemini-2.5-flash",
    "ollama_chat/llama3.1",
    "mistral/mistral-small-latest",
)
EVERYWHERE: dict[str, Case] = {
    "good": CASES["good"],
    "truncated": Case(answers.truncated(), "truncated", "token limit reached"),
    "filtered reply": Case(answers.filtered(), "filtered", "content filter"),
    "401": CASES["401"],
    "no quota": CASES["no quota"],
    "429": CASES["rate limited"],
    "500": CASES["500"],
}


@pytest.mark.anyio
@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("case", EVERYWHERE.values(), ids=EVERYWHERE.keys())
async def test_other_shapes(provider: Provider, name: str, case: Case) -> None:
    provider.script(*[case.step] * 5)
    reply = await model(provider, name, retries=1).complete(request())
    assert (reply.outcome, reply.detail, reply.calls) == (case.outcome, case.detail, case.calls)
    assert len(provider.requests) == case.calls


@pytest.mark.anyio
async def test_the_text_is_kept_whatever_the_outcome(provider: Provider) -> None:
    provider.script(answers.truncated('{"subject": "x"}'), answers.refusal("No."))
    asked = model(provider)
    assert (await asked.complete(request())).text == '{"subjec'
    assert (await asked.complete(request())).text == "No."


@pytest.mark.anyio
async def test_no_server_at_all() -> None:
    nobody = LiteLLM("openai/m", api_base="http://127.0.0.1:9/v1", api_key="k", retries=0)
    reply = await nobody.complete(request())
    assert (reply.outcome, reply.detail) == ("unavailable", "HTTP 500")
    assert reply.cost is None


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["openai/gpt-4o-mini", SHAPES[0], "gemini/gemini-2.5-flash"])
async def test_no_key_is_said_at_once(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for variable in ("OPENAI", "ANTHROPIC", "GEMINI", "GOOGLE"):
        monkeypatch.delenv(f"{variable}_API_KEY", raising=False)
    reply = await model(provider, name, api_key=None).complete(request())
    assert (reply.outcome, reply.calls) == ("unavailable", 1)
    assert reply.detail == "no API key: set the provider's variable"
    assert provider.requests == []


def test_an_error_of_another_kind_is_named_and_nothing_more() -> None:
    answer = read_error(ValueError("Jane Doe, 4 Privet Road"))
    assert (answer.outcome, answer.detail, answer.retryable) == ("unavailable", "ValueError", False)
