"""A chain of models: who is asked next, and what the whole chain used."""

from decimal import Decimal

import pytest

from recovery_ai.errors import ModelError
from recovery_ai.models import Fallback, Model, Outcome, Reply, Usage
from recovery_ai.testing import ScriptedModel
from tests.models.asking import model, request
from tests.provider import Provider, answers

pytestmark = pytest.mark.anyio


def reply(outcome: Outcome, name: str, **values: object) -> Reply:
    return Reply.model_validate({"outcome": outcome, "model": name, **values})


def chain(first: Outcome, **values: object) -> tuple[ScriptedModel, ScriptedModel]:
    return (
        ScriptedModel([reply(first, "a", **values)], name="a"),
        ScriptedModel([reply("ok", "b", text="letter")], name="b"),
    )


@pytest.mark.parametrize(
    "outcome", ["rate_limited", "quota", "timeout", "unavailable", "refused", "filtered"]
)
async def test_the_next_one_is_asked(outcome: Outcome) -> None:
    asked = Fallback(chain(outcome))
    assert asked.name == "a, b"
    got = await asked.complete(request())
    assert (got.outcome, got.text, got.model, got.calls) == ("ok", "letter", "b", 2)
    assert got.detail == f"a: {outcome}"


@pytest.mark.parametrize("outcome", ["ok", "truncated", "empty", "malformed"])
async def test_an_answer_ends_the_chain(outcome: Outcome) -> None:
    first, second = chain(outcome)
    got = await Fallback([first, second]).complete(request())
    assert (got.outcome, got.model) == (outcome, "a")
    assert second.history == []


async def test_when_to_go_on_can_be_chosen() -> None:
    first, second = chain("refused")
    got = await Fallback([first, second], on={"timeout"}).complete(request())
    assert (got.outcome, second.history) == ("refused", [])


async def test_the_last_failure_stands_when_all_fail() -> None:
    models = [
        ScriptedModel([reply("quota", "a", detail="HTTP 429")], name="a"),
        ScriptedModel([reply("timeout", "b", detail="no answer in time")], name="b"),
    ]
    got = await Fallback(models).complete(request())
    assert (got.outcome, got.model) == ("timeout", "b")
    assert got.detail == "a: HTTP 429; no answer in time"


async def test_the_chain_is_summed() -> None:
    first = reply(
        "filtered",
        "a",
        usage=Usage(input_tokens=100, output_tokens=1),
        cost=Decimal("0.10"),
        ms=30,
        calls=3,
    )
    second = reply(
        "ok", "b", usage=Usage(input_tokens=100, output_tokens=20), cost=Decimal("0.25"), ms=50
    )
    got = await Fallback([ScriptedModel([first]), ScriptedModel([second])]).complete(request())
    assert (got.calls, got.ms, got.cost) == (4, 80, Decimal("0.35"))
    assert got.usage == Usage(input_tokens=200, output_tokens=21)


async def test_one_unknown_price_makes_the_sum_unknown() -> None:
    first = reply("refused", "a", usage=Usage(input_tokens=100, output_tokens=9))
    second = reply("ok", "b", usage=Usage(input_tokens=100), cost=Decimal("0.25"))
    got = await Fallback([ScriptedModel([first]), ScriptedModel([second])]).complete(request())
    assert got.cost is None


async def test_a_call_that_used_nothing_costs_nothing() -> None:
    second = reply("ok", "b", usage=Usage(input_tokens=100), cost=Decimal("0.25"))
    models = [ScriptedModel([reply("unavailable", "a")]), ScriptedModel([second])]
    assert (await Fallback(models).complete(request())).cost == Decimal("0.25")


async def test_over_the_wire(provider: Provider) -> None:
    provider.script(*[answers.failing(500, "0")] * 3, model="one")
    provider.script(answers.good("{}"), model="two")
    asked = Fallback([model(provider, "openai/one"), model(provider, "openai/two")])
    got = await asked.complete(request())
    assert (got.outcome, got.model, got.calls) == ("ok", "openai/two", 4)
    assert [sent.model for sent in provider.requests] == ["one", "one", "one", "two"]
    assert got.detail == "openai/one: HTTP 500"


def test_a_chain_is_a_model() -> None:
    assert isinstance(Fallback(chain("ok")), Model)
    with pytest.raises(ModelError, match="at least one"):
        Fallback([])
