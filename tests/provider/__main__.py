"""Run the provider by itself: `python -m tests.provider --port 8099 --latency 0.4`."""

import argparse
import asyncio
import contextlib
from pathlib import Path

from tests.provider import answers
from tests.provider.server import Provider


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.provider", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--reply", type=Path, help="a file with the reply to give")
    given = parser.parse_args()
    content = given.reply.read_text(encoding="utf-8") if given.reply else answers.filler
    provider = Provider(latency=given.latency, port=given.port, default=answers.good(content))
    asyncio.run(_serve(provider))


async def _serve(provider: Provider) -> None:
    serving = asyncio.create_task(provider.serve())
    while not provider.port and not serving.done():
        await asyncio.sleep(0.01)
    print(provider.url, flush=True)
    await serving


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
