"""Test doubles for those who build on the package: no provider, no network, no waiting."""

from collections import deque
from collections.abc import Callable, Iterable

from recovery_ai.errors import ModelError
from recovery_ai.models.protocol import Reply, Request

Line = Reply | str | Callable[[Request], Reply | str]
"""What a `ScriptedModel` says next; a plain text is a reply that finished normally."""


class ScriptedModel:
    """A model that says its lines in order and keeps every request in `history`.

    Args:
        replies: one line a request.
        name: the name it goes by.
    """

    def __init__(self, replies: Iterable[Line], *, name: str = "scripted") -> None:
        self.name = name
        self.history: list[Request] = []
        self._lines = deque(replies)

    def __repr__(self) -> str:
        return f"ScriptedModel({self.name!r}, {len(self._lines)} lines left)"

    @property
    def lines_left(self) -> int:
        """How many lines nobody has asked for yet."""
        return len(self._lines)

    async def complete(self, request: Request) -> Reply:
        """Say the next line; raise `ModelError` when there is none."""
        self.history.append(request)
        if not self._lines:
            raise ModelError(
                f"{self.name!r} was asked {len(self.history)} times and has no line for the last; "
                "script one more reply"
            )
        line = self._lines.popleft()
        said = line(request) if callable(line) else line
        return said if isinstance(said, Reply) else Reply(outcome="ok", text=said, model=self.name)
