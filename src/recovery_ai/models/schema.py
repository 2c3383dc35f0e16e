"""The schema of a reply on its way to a model: as a response format, or as words in the prompt."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from recovery_ai.models.protocol import Message


def response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the strict `response_format`; a provider gets `schema` word for word."""
    return {
        "type": "json_schema",
        "json_schema": {"name": "letter", "strict": True, "schema": dict(schema)},
    }


def in_words(
    messages: Sequence[Message], schema: Mapping[str, Any], template: str
) -> tuple[Message, ...]:
    """Return `messages` with one more system message, behind the system messages at the front.

    Args:
        messages: as the provider would get them otherwise.
        schema: the reply's JSON schema.
        template: Jinja text with the one variable `schema`.
    """
    from jinja2 import StrictUndefined  # late: only models without structured output need it
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    page = ImmutableSandboxedEnvironment(undefined=StrictUndefined).from_string(template)
    text = page.render(schema=json.dumps(dict(schema), ensure_ascii=False))
    front = next((i for i, m in enumerate(messages) if m.role != "system"), len(messages))
    return (*messages[:front], Message(role="system", content=text.strip()), *messages[front:])
