"""Requests and models for the tests of this folder."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from recovery_ai.models import LiteLLM, Message, Request
from tests.provider import Provider

KEY = "canary.7f3a91"  # not shaped like a key: litellm would redact it from its own log lines
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "subject": {"type": "string"},
        "sections": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "enum": ["apology", "closing"]},
                    "text": {"type": "string"},
                    "facts": {"type": "array", "items": {"type": "string", "enum": ["F1"]}},
                },
                "required": ["id", "text", "facts"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["subject", "sections"],
    "additionalProperties": False,
}


def request(*user: str, system: str = "You write letters.", round: int = 0) -> Request:
    """Make a request; models that ask a provider never look at its brief."""
    texts = user or ("Write the letter.",)
    return Request.model_construct(
        brief=None,
        messages=(
            Message(role="system", content=system),
            *(Message(role="user", content=text) for text in texts),
        ),
        response_schema=SCHEMA,
        sections=("apology", "closing"),
        round=round,
    )


def model(provider: Provider, name: str = "openai/some-model", **options: Any) -> LiteLLM:
    """Make a model that asks `provider`."""
    openai_like = name.split("/")[0] in {"openai", "mistral"}
    base = provider.url if openai_like else provider.host
    return LiteLLM(name, **{"api_base": base, "api_key": KEY, "timeout": 10.0, **options})


@asynccontextmanager
async def closed_clients() -> AsyncIterator[None]:
    """Close every connection that litellm keeps, at the end."""
    yield
    if litellm := sys.modules.get("litellm"):
        await litellm.close_litellm_async_clients()
