"""Any model through litellm: one retry layer, one deadline, and the only import of litellm."""

import asyncio
import atexit
import contextlib
import functools
import threading
import time
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal
from typing import Any

from recovery_ai import models
from recovery_ai.errors import MissingExtra, ModelError
from recovery_ai.models.environment import import_settings, quieten_loggers
from recovery_ai.models.outcomes import Answer, read_error, read_response
from recovery_ai.models.protocol import Reply, Request, Usage
from recovery_ai.models.retrying import persist
from recovery_ai.models.schema import in_words, response_format
from recovery_ai.pack import load

SCHEMA_NOTE = "draft/schema_in_prompt.md.j2"
"""The file of the pack that puts a schema into words."""

_IMPORTING = threading.Lock()
_NO_ANSWER = Answer(outcome="timeout", detail="no answer in time")
# litellm passes a schema on to these, though its table of capabilities does not say so.
_TAKES_SCHEMA = frozenset({"ollama", "ollama_chat"})


@functools.cache
def _import() -> Any:
    try:
        with import_settings():
            import litellm
            from litellm.anthropic_beta_headers_manager import reload_beta_headers_config
            from litellm.llms.custom_httpx.http_handler import AsyncHTTPHandler

            reload_beta_headers_config()  # now, from its own copy: later it would download one
    except ModuleNotFoundError:
        raise MissingExtra("asking a language model", "models") from None
    # It imports as it is thrown away, which waits for ever where a thread died in an import.
    atexit.register(delattr, AsyncHTTPHandler, "__del__")
    litellm.suppress_debug_info = True  # else it prints advice to stdout
    return litellm


def _litellm() -> Any:
    with _IMPORTING:
        module = _import()
    quieten_loggers()
    return module


@dataclass(frozen=True)
class LiteLLM:
    """A model by its litellm name, such as `openai/gpt-4o-mini` or `ollama_chat/llama3.1`.

    Args:
        name: provider and model.
        timeout: seconds for one `complete`, retries and their pauses included.
        max_tokens: length limit of the reply, in tokens.
        structured: send the reply's schema as `response_format` (True), write it into the prompt
            (False), or what litellm knows of the model decides (None).
        retries: further attempts after HTTP 429, a server error or a lost connection.
        api_base: address of the provider, for a server of one's own.
        api_key: None leaves it to the provider's environment variable.
        price_per_million: US dollars for a million tokens in and out, cached ones in full; goes
            before litellm's table.
        schema_note: the template that puts the schema into a prompt; None takes the shipped one.

    Raises:
        ModelError: by the constructor, for a value that can not work.
    """

    name: str
    _: KW_ONLY
    timeout: float = 60.0
    max_tokens: int = 4000
    structured: bool | None = None
    retries: int = 2
    api_base: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    price_per_million: tuple[Decimal, Decimal] | None = None
    schema_note: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ModelError("a model needs a name; write provider/model")
        if self.timeout <= 0 or self.max_tokens <= 0 or self.retries < 0:
            raise ModelError("`timeout` and `max_tokens` must be above 0, `retries` 0 or more")

    async def complete(self, request: Request) -> Reply:
        """Ask the model; whatever the provider does is an `outcome`.

        Raises:
            ModelError: model requests are switched off, or litellm knows no such provider.
            MissingExtra: litellm is not installed.
        """
        self._refuse_when_off()
        litellm = await asyncio.to_thread(_litellm)  # the first import takes seconds
        arguments = self._arguments(litellm, request)
        started = time.monotonic()
        answers: list[Answer] = []
        response: Any = None

        async def once() -> Answer:
            nonlocal response
            answers.append(_NO_ANSWER)  # it stands when the deadline cuts this attempt off
            try:
                response = await litellm.acompletion(**arguments)
                answers[-1] = read_response(response)
            except Exception as error:
                answers[-1] = read_error(error)
            return answers[-1]

        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.timeout):
                await persist(once, attempts=self.retries + 1, seconds=self.timeout)
        return self._reply(response, answers, time.monotonic() - started)

    def _refuse_when_off(self) -> None:
        if not models.ALLOW_MODEL_REQUESTS:
            raise ModelError(
                f"a request to {self.name!r} while model requests are switched off; "
                "set `recovery_ai.models.ALLOW_MODEL_REQUESTS = True` to allow them"
            )

    def _reply(self, response: Any, answers: Sequence[Answer], seconds: float) -> Reply:
        usage = _usage(response)
        return Reply(
            outcome=answers[-1].outcome,
            text=answers[-1].text,
            model=self.name,
            answered=getattr(response, "model", None),
            usage=usage,
            cost=self._cost(response, usage),
            ms=round(seconds * 1000),
            calls=len(answers),
            detail=answers[-1].detail,
        )

    def _arguments(self, litellm: Any, request: Request) -> dict[str, Any]:
        """Return one call's arguments; litellm and the client below it may not retry."""
        messages = request.messages
        arguments: dict[str, Any] = {
            "model": self.name,
            "max_tokens": self.max_tokens * (2 if request.longer else 1),
            "max_retries": 0,
            "timeout": self.timeout,  # the same each time: litellm keeps a client for each value
            "api_base": self.api_base,
            "api_key": self.api_key,
        }
        if self._takes_schema(litellm):
            arguments["response_format"] = response_format(request.response_schema)
        else:
            note = self.schema_note or load().text(SCHEMA_NOTE)
            messages = in_words(messages, request.response_schema, note)
        arguments["messages"] = [message.model_dump() for message in messages]
        return arguments

    def _takes_schema(self, litellm: Any) -> bool:
        try:
            provider = litellm.get_llm_provider(self.name, api_base=self.api_base)[1]
        except litellm.BadRequestError:
            raise ModelError(
                f"no provider is known for the model {self.name!r}; write provider/model, "
                "such as openai/gpt-4o-mini, or offline"
            ) from None
        if self.structured is not None:
            return self.structured
        return provider in _TAKES_SCHEMA or bool(litellm.supports_response_schema(self.name))

    def _cost(self, response: Any, usage: Usage) -> Decimal | None:
        """Return US dollars, or None: litellm says 0 as well when it knows no price."""
        if self.price_per_million is None:
            told = getattr(response, "_hidden_params", {}).get("response_cost")
            return round(Decimal(str(told)), 8) if told else None
        if usage.input_tokens is None or usage.output_tokens is None:
            return None
        price_in, price_out = self.price_per_million
        return (usage.input_tokens * price_in + usage.output_tokens * price_out) / 1_000_000


def _usage(response: Any) -> Usage:
    counted: Any = getattr(response, "usage", None)
    if not getattr(counted, "prompt_tokens", None):  # litellm puts 0 where nothing was counted
        return Usage()
    details = getattr(counted, "prompt_tokens_details", None)
    return Usage(
        input_tokens=counted.prompt_tokens,
        output_tokens=counted.completion_tokens,
        cached_tokens=getattr(details, "cached_tokens", None),
    )
