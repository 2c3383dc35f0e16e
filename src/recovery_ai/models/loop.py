"""The door from ordinary code into asynchronous code: one event loop, kept for good.

Provider libraries tie their connections to the loop they first ran on, so a new loop for every
call leaks. The loop lives in a daemon thread of its own, which also suits Streamlit, whose script
threads come and go.
"""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from recovery_ai.errors import ModelError

T = TypeVar("T")


class _Loop:
    """An event loop in a thread, started at its first use and again in a forked child."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def get(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None or self._thread is None or not self._thread.is_alive():
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="recovery-ai-models", daemon=True
                )
                self._thread.start()
            return self._loop

    @property
    def is_here(self) -> bool:
        return threading.current_thread() is self._thread


_LOOP = _Loop()


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end and return its result, from any thread.

    An interrupt (Ctrl-C) in the waiting thread cancels `work` and is raised again.

    Raises:
        ModelError: called by code that itself runs on the loop, which would wait for ever.
    """
    if _LOOP.is_here:
        work.close()
        raise ModelError("`run` was called by work that it runs itself; use `await` there")
    loop = _LOOP.get()
    tasks: list[asyncio.Task[T]] = []
    finished = threading.Event()

    def start() -> None:
        tasks.append(loop.create_task(work))
        tasks[0].add_done_callback(lambda _: finished.set())

    def stop() -> None:
        for task in tasks:
            task.cancel()

    try:
        loop.call_soon_threadsafe(start)
        finished.wait()
    except BaseException:  # the loop runs `start` first, so no interrupt comes too early for `stop`
        loop.call_soon_threadsafe(stop)
        raise
    return tasks[0].result()
