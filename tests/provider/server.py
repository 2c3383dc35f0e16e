"""The server: one thread, one event loop, as many connections as the client opens."""

import asyncio
import contextlib
import json
import threading
from collections import defaultdict, deque
from types import TracebackType

from tests.provider import answers, dialects
from tests.provider.answers import Answer, Broken, Raw, Step
from tests.provider.wire import Received, read_request, response

_BEGUN = b"HTTP/1.1 200 OK\r\ncontent-length: 90000\r\n\r\n{"
_JSON = {"content-type": "application/json"}


class Provider:
    """A provider that listens while the `with` block runs.

    Args:
        latency: seconds before each answer.
        port: 0 takes a free one.
        default: the step for a request that no script and no model name covers.
    """

    def __init__(self, *, latency: float = 0.0, port: int = 0, default: Step | None = None) -> None:
        self.latency = latency
        self.requests: list[Received] = []
        self.connections = 0
        self.port = port
        self._default = default or answers.good()
        self._scripts: dict[str | None, deque[Step]] = defaultdict(deque)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="provider", daemon=True)

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The base address for an OpenAI-compatible client."""
        return f"{self.host}/v1"

    def script(self, *steps: Step, model: str | None = None) -> None:
        """Queue answers for one model, or for whichever model asks next."""
        self._scripts[model].extend(steps)

    def reset(self) -> None:
        """Forget scripts, requests and the count of connections."""
        self._scripts.clear()
        self.requests.clear()
        self.connections = 0

    @property
    def unplayed(self) -> int:
        """How many queued answers nobody has asked for yet."""
        return sum(len(queue) for queue in self._scripts.values())

    def __enter__(self) -> "Provider":
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the provider did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self.serve())

    async def serve(self) -> None:
        """Listen until stopped or cancelled."""
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._talk, "127.0.0.1", self.port, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        try:
            await self._stop.wait()
        finally:
            server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while received := await read_request(reader):
                self.requests.append(received)
                await asyncio.sleep(self.latency)
                if not await self._reply(self._next(received)(received), received, reader, writer):
                    break
        except (asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
            pass  # the client gave up, or the block ended
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    def _next(self, received: Received) -> Step:
        for key in (received.model, None):
            if self._scripts[key]:
                return self._scripts[key].popleft()
        return answers.BY_NAME.get(received.model, self._default)

    async def _reply(
        self,
        answer: Answer,
        received: Received,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        """Send the answer; False when the connection is over."""
        match answer:
            case Broken(how="hang"):
                await reader.read(1)  # returns when the client hangs up
                return False
            case Broken():
                writer.write(_BEGUN)
                await writer.drain()
                while answer.how == "drip":
                    await asyncio.sleep(0.05)
                    writer.write(b" ")
                    await writer.drain()
                return False
            case Raw():
                writer.write(response(answer.status, answer.headers, answer.body))
            case _:
                body = dialects.dress(answer, received)
                missing = json.dumps({"error": {"message": "no such path"}}).encode()
                writer.write(response(200 if body else 404, _JSON, body or missing))
        await writer.drain()
        return True
