"""The door from ordinary code: one loop, any thread, interrupts."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from recovery_ai.errors import ModelError
from recovery_ai.models import run
from tests.models.asking import model, request
from tests.provider import Provider


async def here() -> tuple[int, str]:
    return id(asyncio.get_running_loop()), threading.current_thread().name


def test_one_loop_for_all_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        loops = set(pool.map(lambda _: run(here()), range(32)))
    assert len(loops) == 1
    assert {name for _, name in loops} == {"recovery-ai-models"}


def test_results_and_errors_come_back() -> None:
    async def fails() -> None:
        raise LookupError("nothing there")

    assert run(asyncio.sleep(0, result=7)) == 7
    with pytest.raises(LookupError, match="nothing there"):
        run(fails())


def test_from_inside_another_loop() -> None:
    async def outer() -> int:
        return run(asyncio.sleep(0, result=3))

    assert asyncio.run(outer()) == 3


def test_from_inside_its_own_work_it_refuses_instead_of_hanging() -> None:
    async def inner() -> None:
        run(asyncio.sleep(0))

    with pytest.raises(ModelError, match="use `await`"):
        run(inner())


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Hear Ctrl-C, also where a shell in the background has silenced it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_cancels_the_work() -> None:
    cancelled = threading.Event()
    waiting = threading.Event()

    async def work() -> None:
        waiting.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    def interrupt() -> None:
        waiting.wait(5)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        run(work())
    assert cancelled.wait(5)


def test_a_forked_child_gets_a_loop_of_its_own() -> None:
    script = """
import asyncio, os
from recovery_ai.models import run
assert run(asyncio.sleep(0, result=1)) == 1
child = os.fork()
if child == 0:
    os._exit(run(asyncio.sleep(0, result=42)))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("42\n", "")


def test_a_model_through_the_door(provider: Provider) -> None:
    asked = model(provider)
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda _: run(asked.complete(request())), range(12)))
    assert {reply.outcome for reply in replies} == {"ok"}
