"""The guards of `conftest.py` hold."""

import asyncio
import socket

import pytest

from recovery_ai.errors import ModelError
from recovery_ai.models import LiteLLM
from tests.models.asking import request


def test_no_other_computer_is_reached() -> None:
    with socket.socket() as one, pytest.raises(pytest.fail.Exception, match="192.0.2.1:80"):
        one.connect(("192.0.2.1", 80))
    with pytest.raises(pytest.fail.Exception, match=r"provider\.example"):
        socket.getaddrinfo("provider.example", 443)


def test_this_computer_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as one:
        one.connect(server.getsockname())


def test_no_model_is_asked() -> None:
    with pytest.raises(ModelError, match="switched off"):
        asyncio.run(LiteLLM("openai/any").complete(request()))
