"""Retries, waiting times, deadlines and cancellation: who asks how often, and for how long."""

import asyncio
import time

import pytest

from tests.models.asking import model, request
from tests.provider import Provider, answers

pytestmark = pytest.mark.anyio


async def test_a_retry_that_succeeds(provider: Provider) -> None:
    provider.script(answers.failing(500, "0"), answers.failing(503, "0"), answers.good("{}"))
    reply = await model(provider).complete(request())
    assert (reply.outcome, reply.calls, len(provider.requests)) == ("ok", 3, 3)
    assert reply.detail is None


async def test_retries_are_counted(provider: Provider) -> None:
    provider.script(*[answers.failing(500, "0")] * 9)
    reply = await model(provider, retries=4).complete(request())
    assert (reply.outcome, reply.calls, len(provider.requests)) == ("unavailable", 5, 5)


async def test_no_retries(provider: Provider) -> None:
    provider.script(*[answers.rate_limited("0")] * 3)
    reply = await model(provider, retries=0).complete(request())
    assert (reply.outcome, reply.calls, len(provider.requests)) == ("rate_limited", 1, 1)


async def test_the_provider_says_how_long_to_wait(provider: Provider) -> None:
    provider.script(answers.rate_limited("1.5"), answers.good("{}"))
    started = time.monotonic()
    reply = await model(provider).complete(request())
    assert (reply.outcome, reply.calls) == ("ok", 2)
    assert 1.5 <= time.monotonic() - started < 3.5
    assert 1500 <= reply.ms < 3500


@pytest.mark.parametrize("told", ["Wed, 21 Oct 2026 07:28:00 GMT", "soon", None])
async def test_without_seconds_the_usual_pause_holds(provider: Provider, told: str | None) -> None:
    provider.script(answers.rate_limited(told), answers.good("{}"))
    reply = await model(provider).complete(request())
    assert (reply.outcome, reply.calls) == ("ok", 2)


async def test_a_wait_beyond_the_deadline_is_not_begun(provider: Provider) -> None:
    provider.script(answers.rate_limited("3600"))
    started = time.monotonic()
    reply = await model(provider, timeout=5.0).complete(request())
    assert (reply.outcome, reply.calls) == ("rate_limited", 1)
    assert time.monotonic() - started < 2


async def test_a_provider_that_hangs(provider: Provider) -> None:
    provider.script(answers.hang())
    started = time.monotonic()
    reply = await model(provider, timeout=0.4).complete(request())
    assert (reply.outcome, reply.calls, reply.cost) == ("timeout", 1, None)
    assert reply.detail == "no answer in time"
    assert 0.35 <= time.monotonic() - started < 1.5


async def test_the_deadline_covers_all_attempts(provider: Provider) -> None:
    provider.script(answers.failing(500, "0.8"), answers.hang())
    started = time.monotonic()
    reply = await model(provider, timeout=1.0).complete(request())
    assert (reply.outcome, reply.calls) == ("timeout", 2)
    assert time.monotonic() - started < 1.6


async def test_the_deadline_covers_a_response_that_never_ends(provider: Provider) -> None:
    provider.script(answers.drip())
    started = time.monotonic()
    reply = await model(provider, timeout=0.5).complete(request())
    assert (reply.outcome, reply.calls) == ("timeout", 1)
    assert time.monotonic() - started < 1.5


async def test_cancelling_goes_through(provider: Provider) -> None:
    provider.script(answers.hang())
    task = asyncio.create_task(model(provider).complete(request()))
    while not provider.requests:
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(provider.requests) == 1


async def test_an_outer_deadline_is_not_taken_for_our_own(provider: Provider) -> None:
    provider.script(answers.hang())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await model(provider).complete(request())


async def test_many_at_once(provider: Provider) -> None:
    asked = model(provider, timeout=30.0)
    replies = await asyncio.gather(*(asked.complete(request(f"case {i}")) for i in range(40)))
    assert {(reply.outcome, reply.calls) for reply in replies} == {("ok", 1)}
    assert len(provider.requests) == 40


@pytest.mark.parametrize("name", ["openai/some-model", "gemini/gemini-2.5-flash"])
async def test_connections_are_kept(provider: Provider, name: str) -> None:
    asked = model(provider, name, timeout=9.5)
    for _ in range(5):
        await asked.complete(request())
    assert len(provider.requests) == 5
    assert provider.connections <= 1  # 0: one of an earlier test was still open
