"""Record the cassettes again: `python -m tests.record` (see tests/README.md)."""

import asyncio
import os
from pathlib import Path

from recovery_ai.models import LiteLLM, Reply
from tests.cassette import FOLDER, cassette
from tests.models.asking import closed_clients
from tests.provider import Provider
from tests.scenarios import DRAFT, SCENARIOS

MODEL_VARIABLE = "RECOVERY_AI_RECORD_MODEL"
LIVE = "live"


async def record_all(folder: Path = FOLDER) -> list[str]:
    """Record every scenario against the scripted provider; return their names."""
    with Provider() as provider:
        for name, scenario in SCENARIOS.items():
            with cassette(name, record=True, folder=folder):
                await scenario.play_against(provider)
    return list(SCENARIOS)


async def record_live(model: str, folder: Path = FOLDER) -> Reply:
    """Record one draft by a real provider; its key and address come from the environment."""
    with cassette(live_name(model), record=True, folder=folder):
        return await LiteLLM(model, retries=0).complete(DRAFT)


def live_name(model: str) -> str:
    """Return the cassette's name for a model."""
    return f"{LIVE}/{model.replace('/', '--')}"


def live_model(path: Path) -> str:
    """Return the model that a live cassette was recorded with."""
    return path.stem.replace("--", "/")


async def main() -> None:
    os.environ["DISABLE_AIOHTTP_TRANSPORT"] = "True"
    async with closed_clients():
        if model := os.environ.get(MODEL_VARIABLE):
            reply = await record_live(model)
            print(f"{live_name(model)}: {reply.outcome} {reply.detail or ''}".rstrip())
        else:
            print("\n".join(await record_all()))


if __name__ == "__main__":
    asyncio.run(main())
