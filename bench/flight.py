"""Drafts in flight: our guarded drafts beside the bare clients, against a local provider.

`python -m bench.flight KIND FACTS REPLY PLAN` is one client in a process of its own; it prints one
JSON list, a measurement for each entry of the plan.
"""

import asyncio
import contextlib
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.letters import LETTERS, PACK
from bench.process import ROOT
from bench.table import Line
from recovery_ai import adraft
from recovery_ai.documents import read_incident
from recovery_ai.models import LiteLLM
from recovery_ai.models.schema import response_format
from recovery_ai.prompting import draft_request

MODEL = "gpt-4o-mini"
KINDS = ("openai", "litellm", "recovery_ai")
Call = Callable[[str], Awaitable[bool]]


class Step(NamedTuple):
    """How many drafts, how many of them in flight, and the provider's latency in seconds."""

    latency: float
    flying: int
    drafts: int

    @property
    def name(self) -> str:
        """The step in a few words."""
        return f"{self.latency * 1000:.0f} ms upstream, {self.flying} in flight"


QUICK = (Step(0, 1, 100), Step(0, 64, 256), Step(1, 1, 2), Step(1, 64, 128), Step(1, 256, 512))
FULL = (
    Step(0, 1, 400), Step(0, 64, 1280), Step(0, 256, 1280), Step(1, 1, 5), Step(1, 64, 384),
    Step(1, 256, 1536), Step(1, 1000, 3000),
)  # fmt: skip


def measure(*, full: bool) -> list[Line]:
    """Measure every client at every step, each client in a process of its own."""
    steps = FULL if full else QUICK
    sample = LETTERS[0]
    with tempfile.TemporaryDirectory() as folder:
        facts, _ = sample.files(Path(folder))
        reply = Path(folder, "reply.json")
        reply.write_text(sample.reply, encoding="utf-8")
        with _providers(steps, str(reply)) as urls:
            plan = json.dumps([[*step, urls[step.latency]] for step in steps])
            found = {kind: _client(kind, facts, plan) for kind in KINDS}
    return [line for i, step in enumerate(steps) for line in _lines(step, found, i)]


def _client(kind: str, facts: str, plan: str) -> list[dict[str, float]]:
    command = [sys.executable, "-m", "bench.flight", kind, facts, plan]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    measured: list[dict[str, float]] = json.loads(told.splitlines()[-1])
    return measured


def _lines(step: Step, found: dict[str, list[dict[str, float]]], i: int) -> Iterator[Line]:
    bare = found["litellm"][i]
    for kind in KINDS:
        one = found[kind][i]
        note = f"{one['rate']:.0f}/s, {one['peak']:.0f} MB, {one['errors']:.0f} errors"
        yield Line(f"{kind}: {step.name}", one["cpu"], "ms CPU", note=note)
    ours = found["recovery_ai"][i]
    yield Line(f"ours / bare litellm, CPU: {step.name}", ours["cpu"] / bare["cpu"], "x", 1.3)
    if step.latency and step.flying > 1:
        rate = ours["rate"] / bare["rate"]
        yield Line(f"ours / bare litellm, rate: {step.name}", rate, "x", 0.8, "least")
    yield Line(f"errors of ours: {step.name}", ours["errors"], "", 0)


@contextlib.contextmanager
def _providers(steps: tuple[Step, ...], reply: str) -> Iterator[dict[float, str]]:
    with contextlib.ExitStack() as stack:
        yield {
            latency: stack.enter_context(_provider(latency, reply))
            for latency in sorted({step.latency for step in steps})
        }


@contextlib.contextmanager
def _provider(latency: float, reply: str) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.provider", "--latency", str(latency), "--reply", reply]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


# One client, in its own process.


def _recovery_ai(facts: str) -> Call:
    incident = read_incident(facts)
    models: dict[str, LiteLLM] = {}

    async def call(url: str) -> bool:
        if url not in models:
            models[url] = LiteLLM(f"openai/{MODEL}", api_base=url, api_key="none")
        result = await adraft(incident, models[url])
        return result.status == "accepted" and len(result.attempts) == 1

    return call


def _asked(facts: str) -> dict[str, Any]:
    from recovery_ai import api

    request = draft_request(api.brief(read_incident(facts)), PACK)
    return {
        "messages": [message.model_dump() for message in request.messages],
        "response_format": response_format(request.response_schema),
        "max_tokens": 4000,
    }


def _litellm(facts: str) -> Call:
    from recovery_ai.models.litellm_adapter import _litellm as prepared

    litellm, asked = prepared(), _asked(facts)

    async def call(url: str) -> bool:
        response = await litellm.acompletion(
            model=f"openai/{MODEL}",
            api_base=url,
            api_key="none",
            max_retries=0,
            timeout=60,
            **asked,
        )
        return bool(response.choices[0].message.content)

    return call


def _openai(facts: str) -> Call:
    import openai

    asked = _asked(facts)
    clients: dict[str, Any] = {}

    async def call(url: str) -> bool:
        if url not in clients:
            clients[url] = openai.AsyncOpenAI(
                base_url=url, api_key="none", max_retries=0, timeout=60
            )
        response = await clients[url].chat.completions.create(model=MODEL, **asked)
        return bool(response.choices[0].message.content)

    return call


async def _fly(call: Call, step: Step, url: str) -> dict[str, float]:
    await call(url)
    turns, failed = itertools.count(), 0

    async def pilot() -> None:
        nonlocal failed
        while next(turns) < step.drafts:
            try:
                failed += not await call(url)
            except Exception:
                failed += 1

    wall, used = time.monotonic(), time.process_time()
    await asyncio.gather(*(pilot() for _ in range(step.flying)))
    wall, used = time.monotonic() - wall, time.process_time() - used
    return {
        "cpu": used * 1000 / step.drafts,
        "rate": step.drafts / wall,
        "peak": _peak(),
        "errors": failed,
    }


def _peak() -> float:
    """Return the peak memory of this process in MB, without that of the one that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
        return int(told["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _all(call: Call, plan: list[tuple[float, int, int, str]]) -> list[dict[str, float]]:
    return [
        await _fly(call, Step(latency, flying, drafts), url)
        for latency, flying, drafts, url in plan
    ]


def main(kind: str, facts: str, plan: str) -> None:
    """Measure one client and print what was found."""
    clients = {"openai": _openai, "litellm": _litellm, "recovery_ai": _recovery_ai}
    print(json.dumps(asyncio.run(_all(clients[kind](facts), json.loads(plan)))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
