"""The public test double."""

import asyncio

import pytest

from recovery_ai.errors import ModelError
from recovery_ai.models import Model, Reply
from recovery_ai.testing import ScriptedModel
from tests.models.asking import request


def test_lines_in_order_and_history() -> None:
    refused = Reply(outcome="refused", model="other")
    model = ScriptedModel(["one", refused, lambda asked: asked.messages[-1].content.upper()])
    requests = [request("a"), request("b"), request("c")]
    replies = [asyncio.run(model.complete(one)) for one in requests]
    assert replies[0] == Reply(outcome="ok", text="one", model="scripted")
    assert replies[1] is refused
    assert replies[2].text == "C"
    assert model.history == requests
    assert model.lines_left == 0


def test_a_line_too_few() -> None:
    model = ScriptedModel(["one"], name="double")
    asyncio.run(model.complete(request()))
    with pytest.raises(ModelError, match="'double' was asked 2 times"):
        asyncio.run(model.complete(request()))


def test_it_is_a_model() -> None:
    assert isinstance(ScriptedModel([]), Model)
