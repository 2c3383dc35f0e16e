"""Work in a thread of its own: it goes on while the page is touched, and it can be stopped."""

import asyncio
import threading
import time
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from recovery_ai import RecoveryError
from recovery_ai.models import run

T = TypeVar("T")


class Work(ABC, Generic[T]):
    """One piece of work, begun when it is made.

    Args:
        name: of the thread.
    """

    def __init__(self, name: str) -> None:
        self.steps: tuple[str, ...] = ("starting",)
        self.failure: str | None = None  # None: the program failed, and the log names it
        self.stopped = False
        self._started = time.monotonic()
        self._task: asyncio.Task[T] | None = None
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @abstractmethod
    async def do(self) -> T:
        """Do what takes long; may be cancelled at every `await`."""

    @abstractmethod
    def keep(self, result: T) -> str:
        """Keep the result; return what went wrong, in words for a person, or nothing."""

    def note(self, step: str) -> None:
        """Tell one more step."""
        self.steps = (*self.steps, step)

    def stop(self) -> None:
        """End the work; nothing of it is kept."""
        self.stopped = True
        if task := self._task:
            task.get_loop().call_soon_threadsafe(task.cancel)

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; return whether the work has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def seconds(self) -> int:
        """How long it has been going on."""
        return int(time.monotonic() - self._started)

    def _work(self) -> None:
        try:
            self.failure = self.keep(run(self._doing()))
        except asyncio.CancelledError:
            self.failure = ""
        except RecoveryError as error:
            self.failure = str(error)

    async def _doing(self) -> T:
        self._task = asyncio.current_task()
        if self.stopped:
            raise asyncio.CancelledError
        return await self.do()
