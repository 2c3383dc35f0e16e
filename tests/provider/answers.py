"""The scripts: what the provider answers, one step a request."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.provider.dialects import Said
from tests.provider.wire import Received


@dataclass(frozen=True)
class Raw:
    """A response as it goes over the wire."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})


@dataclass(frozen=True)
class Broken:
    """No response: the connection hangs until the client gives up, drips, or is cut half-way."""

    how: Literal["hang", "drip", "cut"]


Answer = Said | Raw | Broken
Step = Callable[[Received], Answer]
Content = str | Callable[[Received], str]

_DEMAND = re.compile(r"\b(?:write|say|add|include)\b[^\"“]{0,80}[\"“](.+?)[\"”]", re.I | re.S)


def sections_asked(received: Received) -> list[str]:
    """Return the section ids of the reply's schema, wherever the request carries it."""
    everything = received.prompt + json.dumps(received.json)
    for found in re.finditer(r'"enum":\s*(\[[^\]]*\])', everything):
        ids = json.loads(found.group(1))
        if not any(re.fullmatch(r"F\d+", one) for one in ids):
            return list(ids)
    return ["apology"]


def filler(received: Received) -> str:
    """Write a reply that fits the schema and says little; for timing, not for reading."""
    sections = [
        {"id": one, "text": "We are sorry that we let you down.", "facts": []}
        for one in sections_asked(received)
    ]
    return json.dumps({"subject": "About your case", "sections": sections})


def _text(content: Content, received: Received) -> str:
    return content if isinstance(content, str) else content(received)


def good(content: Content = filler, tokens: tuple[int, int, int] | None = (1200, 300, 0)) -> Step:
    """Answer with `content`, finished normally."""
    return lambda received: Said(_text(content, received), tokens=tokens)


def malformed() -> Step:
    """Answer with chatter and a broken object, finished normally."""
    return lambda _: Said('Sure! Here is your letter: {"subject": "Your case", "sections": [{"id":')


def truncated(content: Content = filler) -> Step:
    """Answer with the first half of `content`, stopped by the token limit."""

    def step(received: Received) -> Said:
        text = _text(content, received)
        return Said(text[: len(text) // 2], finish="length")

    return step


def refusal(text: str = "I can't help with that.") -> Step:
    """Decline to write, in the field the provider has for it."""
    return lambda _: Said(None, refusal=text)


def filtered() -> Step:
    """Answer with nothing: the provider's filter took it away."""
    return lambda _: Said("", finish="content_filter")


def empty() -> Step:
    """Answer with blanks."""
    return lambda _: Said("  \n")


def _problem(status: int, code: str, message: str, **headers: str) -> Step:
    body = {"error": {"message": message, "type": code, "param": None, "code": code}}
    shown = {"content-type": "application/json"}
    shown |= {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Raw(status, json.dumps(body).encode(), shown)


def filtered_prompt() -> Step:
    """Turn the prompt away: HTTP 400 with the code `content_filter`."""
    return _problem(400, "content_filter", "The response was filtered by the content policy.")


def too_long() -> Step:
    """Turn the prompt away: HTTP 400, longer than the model can read."""
    text = "This model's maximum context length is 8192 tokens. Please reduce the length."
    return _problem(400, "context_length_exceeded", text)


def bad_request() -> Step:
    """Turn the request away: HTTP 400 for a parameter it does not know."""
    return _problem(400, "unknown_parameter", "Unknown parameter.")


def _after(seconds: str | None) -> dict[str, str]:
    return {} if seconds is None else {"retry_after": seconds}


def rate_limited(retry_after: str | None = None) -> Step:
    """Answer HTTP 429, with the waiting time in seconds when given."""
    return _problem(429, "rate_limit_exceeded", "Rate limit reached.", **_after(retry_after))


def no_quota() -> Step:
    """Answer HTTP 429: the account has no money left."""
    return _problem(429, "insufficient_quota", "You exceeded your current quota.")


def failing(status: int = 500, retry_after: str | None = None) -> Step:
    """Answer with a server error."""
    return _problem(status, "server_error", "The server had an error.", **_after(retry_after))


def bad_gateway() -> Step:
    """Answer HTTP 502 with a page, as a proxy does."""
    page = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
    return lambda _: Raw(502, page, {"content-type": "text/html"})


def unauthorised() -> Step:
    """Answer HTTP 401 and repeat the key, as some providers do."""

    def step(received: Received) -> Answer:
        key = received.headers.get("authorization", "").removeprefix("Bearer ")
        return _problem(401, "invalid_api_key", f"Incorrect API key provided: {key}.")(received)

    return step


def echoing(status: int = 400) -> Step:
    """Answer with an error that repeats the whole prompt and the key."""

    def step(received: Received) -> Answer:
        key = received.headers.get("authorization", "")
        return _problem(status, "invalid_request", f"{key} sent: {received.prompt}")(received)

    return step


def forbidden() -> Step:
    """Answer HTTP 403."""
    return _problem(403, "forbidden", "This key may not use this model.")


def unknown_model() -> Step:
    """Answer HTTP 404."""
    return _problem(404, "model_not_found", "The model does not exist.")


def no_choices() -> Step:
    """Answer HTTP 200 with an empty list of choices."""
    body: dict[str, Any] = {"id": "chatcmpl-1", "object": "chat.completion", "choices": []}
    return lambda _: Raw(200, json.dumps({**body, "created": 1767225600, "model": "m"}).encode())


def not_json() -> Step:
    """Answer HTTP 200 with a page."""
    return lambda _: Raw(200, b"<html>Welcome to the hotel wireless</html>")


def hang() -> Step:
    """Accept the request and never answer."""
    return lambda _: Broken("hang")


def drip() -> Step:
    """Send the response so slowly, byte by byte, that it never ends."""
    return lambda _: Broken("drip")


def cut() -> Step:
    """Break the connection in the middle of the response."""
    return lambda _: Broken("cut")


def obedient(content: Content = filler) -> Step:
    """Do what a text inside the prompt demands: put the quoted sentence into every section."""

    def step(received: Received) -> Said:
        reply = json.loads(_text(content, received))
        demand = _DEMAND.search(received.prompt)
        for section in reply["sections"] if demand else ():
            section["text"] += f" {demand.group(1)}" if demand else ""
        return Said(json.dumps(reply, ensure_ascii=False))

    return step


BY_NAME: Mapping[str, Step] = {
    "good": good(),
    "malformed": malformed(),
    "truncated": truncated(),
    "refusal": refusal(),
    "filtered": filtered(),
    "filtered-prompt": filtered_prompt(),
    "empty": empty(),
    "too-long": too_long(),
    "rate-limited": rate_limited("1"),
    "no-quota": no_quota(),
    "failing": failing(),
    "bad-gateway": bad_gateway(),
    "unauthorised": unauthorised(),
    "no-choices": no_choices(),
    "not-json": not_json(),
    "hang": hang(),
    "drip": drip(),
    "cut": cut(),
    "obedient": obedient(),
}
"""Steps that a model name alone selects, such as `openai/refusal`; any other name is `good`."""
