"""Neither the key nor the prompt is anywhere but on the wire, whatever the provider answers."""

import logging
from collections.abc import Mapping

import pytest

from tests.models.asking import KEY, model, request
from tests.provider import Provider, Step, answers

PROMPT = "canary-prompt-55d0"
LOUD = ("", "LiteLLM", "openai", "openai._base_client", "httpx", "httpcore", "asyncio")
STEPS: Mapping[str, Step] = {
    "good": answers.good("{}"),
    "401 that repeats the key": answers.unauthorised(),
    "400 that repeats everything": answers.echoing(400),
    "429 that repeats everything": answers.echoing(429),
    "500 that repeats everything": answers.echoing(500),
    "page": answers.not_json(),
    "cut": answers.cut(),
    "hang": answers.hang(),
}


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["openai/gpt-4o-mini", "gemini/gemini-2.5-flash"])
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
async def test_no_trace(
    provider: Provider,
    step: Step,
    name: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for logger in LOUD:
        caplog.set_level(logging.DEBUG, logger=logger)
    provider.script(step, step)
    asked = model(provider, name, timeout=0.8, retries=1)
    reply = await asked.complete(request(PROMPT))
    assert PROMPT in provider.requests[0].prompt
    told = (caplog.text, *capfd.readouterr(), repr(reply), repr(asked), str(reply.detail))
    for canary in (KEY, PROMPT):
        assert not any(canary in place for place in told)


@pytest.mark.anyio
async def test_a_key_in_the_address(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="httpx")
    address = provider.url.replace("//", f"//user:{KEY}@")
    asked = model(provider, api_base=address)
    assert (await asked.complete(request())).outcome == "ok"
    assert KEY not in repr(asked)
    assert "HTTP Request" not in caplog.text  # httpx would write the whole address


def test_the_loggers_do_speak_when_nobody_quietens_them(caplog: pytest.LogCaptureFixture) -> None:
    # Guards the test above: these names still exist below litellm, and DEBUG reaches caplog.
    caplog.set_level(logging.DEBUG, logger="openai._base_client")
    logging.getLogger("openai._base_client").debug(PROMPT)
    assert PROMPT in caplog.text
