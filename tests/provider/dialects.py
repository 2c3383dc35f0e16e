"""How each kind of provider dresses the same reply; the path of the request tells which."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.provider.wire import Received

Finish = Literal["stop", "length", "content_filter"]


@dataclass(frozen=True)
class Said:
    """What the model says: `content`, or a `refusal`, and why it stopped."""

    content: str | None
    finish: Finish = "stop"
    refusal: str | None = None
    tokens: tuple[int, int, int] | None = (1200, 300, 0)
    """Tokens in, tokens out, and how many of those in came from the cache; None: not told."""


def _usage(said: Said, prompt: str, output: str, cached: str | None = None) -> dict[str, int]:
    if said.tokens is None:
        return {}
    counted = {prompt: said.tokens[0], output: said.tokens[1]}
    return counted | ({cached: said.tokens[2]} if cached else {})


def _openai(said: Said, received: Received) -> dict[str, Any]:
    message = {"role": "assistant", "content": said.content, "refusal": said.refusal}
    answer: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1767225600,
        "model": f"{received.model}-2026-01-01",
        "choices": [{"index": 0, "message": message, "finish_reason": said.finish}],
    }
    if said.tokens:
        answer["usage"] = {
            **_usage(said, "prompt_tokens", "completion_tokens"),
            "total_tokens": said.tokens[0] + said.tokens[1],
            "prompt_tokens_details": {"cached_tokens": said.tokens[2]},
        }
    return answer


def _anthropic(said: Said, received: Received) -> dict[str, Any]:
    reasons = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}
    content: list[dict[str, Any]] = [{"type": "text", "text": said.content or said.refusal or ""}]
    if received.json.get("tools") and said.finish == "stop" and said.content:
        tool = {"name": "json_tool_call", "input": json.loads(said.content)}
        content = [{"type": "tool_use", "id": "toolu_1", **tool}]
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": received.model,
        "content": content,
        "stop_reason": "refusal" if said.refusal else reasons[said.finish],
        "stop_sequence": None,
        "usage": _usage(said, "input_tokens", "output_tokens", "cache_read_input_tokens"),
    }


def _gemini(said: Said, received: Received) -> dict[str, Any]:
    reasons = {"stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY"}
    candidate: dict[str, Any] = {"index": 0, "finishReason": reasons[said.finish]}
    if said.content:
        candidate["content"] = {"role": "model", "parts": [{"text": said.content}]}
    usage = _usage(said, "promptTokenCount", "candidatesTokenCount", "cachedContentTokenCount")
    return {
        "candidates": [candidate],
        "usageMetadata": usage | {"totalTokenCount": sum(said.tokens[:2]) if said.tokens else 0},
        "modelVersion": received.model,
        "responseId": "resp-1",
    }


def _ollama(said: Said, received: Received) -> dict[str, Any]:
    text = said.content or said.refusal or ""
    spoken = (
        {"message": {"role": "assistant", "content": text}}
        if received.path.endswith("/chat")
        else {"response": text}
    )
    return {
        "model": received.model,
        "created_at": "2026-01-01T00:00:00Z",
        **spoken,
        "done": True,
        "done_reason": said.finish,
        **_usage(said, "prompt_eval_count", "eval_count"),
    }


_BY_ENDING: Mapping[str, Callable[[Said, Received], dict[str, Any]]] = {
    "/chat/completions": _openai,
    "/messages": _anthropic,
    ":generateContent": _gemini,
    "/api/chat": _ollama,
    "/api/generate": _ollama,
}


def dress(said: Said, received: Received) -> bytes | None:
    """Return the body in the shape this path speaks; None for a path that nobody speaks."""
    for ending, shape in _BY_ENDING.items():
        if received.path.endswith(ending):
            return json.dumps(shape(said, received), ensure_ascii=False).encode()
    return None
