"""What a model is to us: something that completes a request and reports how it went."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Protocol, runtime_checkable

from recovery_ai.brief import Brief
from recovery_ai.incident import Value
from recovery_ai.letter import SectionId

Outcome = Literal[
    "ok",
    "refused",
    "filtered",
    "truncated",
    "empty",
    "malformed",
    "rate_limited",
    "quota",
    "timeout",
    "unavailable",
    "budget",
]


class Message(Value):
    """One chat message; `content` holds slots, never identities."""

    tells = ("role",)

    role: Literal["system", "user"]
    content: str


class Request(Value):
    """What a model is asked.

    Args:
        brief: the contract of the letter; the offline composer reads it, remote models never see
            it. None where no letter is asked for.
        messages: what a remote model gets.
        response_schema: strict JSON schema of the reply: a subject, and sections with their text.
        sections: the section ids asked for, all of them or those to repair; none for a question
            that no letter answers.
        round: 0 for the first draft, then one more for each repair.
        longer: give the reply twice the room, because the last one was truncated.
    """

    tells = ("sections", "round")

    brief: Brief | None
    messages: tuple[Message, ...]
    response_schema: Mapping[str, Any]
    sections: tuple[SectionId, ...] = ()
    round: int = 0
    longer: bool = False


class Usage(Value):
    """Tokens as the provider counted them; None where it did not say."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cached_tokens: int | None = None


class Reply(Value):
    """How one request went; never an exception for what a provider did.

    >>> from recovery_ai import Reply
    >>> Reply(outcome="rate_limited", model="openai/gpt-4o-mini", detail="HTTP 429")
    Reply(outcome='rate_limited', model='openai/gpt-4o-mini', answered=None, calls=1, ms=0)

    Args:
        outcome: `ok` only when the provider finished normally; `text` is still untrusted.
        text: the raw reply, also a partial one.
        model: the model that was asked, by its full name.
        answered: the model that says it answered.
        cost: in US dollars; None when unknown, never 0 for unknown.
        ms: wall time in milliseconds, waiting for retries included.
        calls: requests that went out, retries included.
        detail: a short technical reason without personal data, such as `HTTP 429`.
    """

    tells = ("outcome", "model", "answered", "calls", "ms")

    outcome: Outcome
    text: str = ""
    model: str
    answered: str | None = None
    usage: Usage = Usage()
    cost: Decimal | None = None
    ms: int = 0
    calls: int = 1
    detail: str | None = None


@runtime_checkable
class Model(Protocol):
    """Anything with a name that can answer a request.

    `recovery_ai.testing.ScriptedModel` is one for tests: it says its lines in order.

    >>> from recovery_ai import Model, draft, example_facts
    >>> from recovery_ai.testing import ScriptedModel
    >>> model = ScriptedModel(["no structured reply"] * 3)
    >>> isinstance(model, Model), draft(example_facts(), model).attempts[0].outcome
    (True, 'malformed')
    """

    @property
    def name(self) -> str:
        """The full name, such as `openai/gpt-4o-mini` or `offline`."""
        ...

    async def complete(self, request: Request) -> Reply:
        """Answer `request`; provider trouble is an `outcome`, not an exception."""
        ...
