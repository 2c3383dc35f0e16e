from collections.abc import AsyncIterator, Iterator

import pytest

from recovery_ai import models
from tests.models.asking import closed_clients
from tests.provider import Provider


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def plain_transport() -> Iterator[None]:
    # One transport under the client, so that a cassette holds each request once.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISABLE_AIOHTTP_TRANSPORT", "True")
        yield


@pytest.fixture(scope="session", autouse=True)
async def one_loop(anyio_backend: str) -> AsyncIterator[None]:
    # Clients belong to the loop that they were made on; all tests share one, and close them on it.
    async with closed_clients():
        yield


@pytest.fixture(autouse=True)
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", True)


@pytest.fixture(scope="session")
def running() -> Iterator[Provider]:
    with Provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.reset()
    return running
