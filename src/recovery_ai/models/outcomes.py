"""What became of one call: provider responses and errors, read into an `Answer`.

Errors are recognised by class name, status and code, so that this file needs no provider library.
Nothing that a provider wrote in an error goes into `detail`: it may repeat the prompt or the key.
"""

import re
from collections.abc import Mapping
from typing import Any

from recovery_ai.incident import Value
from recovery_ai.models.protocol import Outcome


class Answer(Value):
    """One call's result.

    Args:
        outcome: as in `Reply`.
        text: what the model said, perhaps in part.
        detail: status and advice, in our own words.
        retryable: whether the same call may succeed a little later.
        wait: seconds to wait first, when the provider said so.
    """

    outcome: Outcome
    text: str = ""
    detail: str | None = None
    retryable: bool = False
    wait: float | None = None


_ADVICE: Mapping[int, str] = {
    400: "the provider refused the request",
    401: "check the API key",
    403: "the key may not use this model",
    404: "check the model name and the address",
    413: "the request is too large",
    422: "the provider refused the request",
}

# Said before any request goes out, and under whatever status.
_NO_KEY = re.compile(r"missing (credentials|\w+ api key)", re.IGNORECASE)


def read_response(response: Any) -> Answer:
    """Read a response of chat-completion shape; whether its text is a letter is not judged here."""
    choices = getattr(response, "choices", None)
    if not choices:
        return Answer(outcome="empty", detail="no choices")
    message = choices[0].message
    text: str = message.content or ""
    extra = getattr(message, "provider_specific_fields", None) or {}
    if extra.get("refusal"):
        return Answer(outcome="refused", text=text or str(extra["refusal"]))
    finish = choices[0].finish_reason
    if finish == "content_filter":
        return Answer(outcome="filtered", text=text, detail="content filter")
    if finish == "length":
        return Answer(outcome="truncated", text=text, detail="token limit reached")
    if not text.strip():
        return Answer(outcome="empty", detail="no text")
    return Answer(outcome="ok", text=text)


def read_error(error: Exception) -> Answer:
    """Read an exception that a call ended with."""
    names = {kind.__name__ for kind in type(error).__mro__}
    codes = _codes(error)
    if "ContextWindowExceededError" in names or "context_length_exceeded" in codes:
        return Answer(outcome="unavailable", detail="HTTP 400: context too long")
    if "ContentPolicyViolationError" in names or "content_filter" in codes:
        return Answer(outcome="filtered", detail="HTTP 400: content filter")
    if "UnsupportedParamsError" in names:
        return Answer(outcome="unavailable", detail="no response schema: set structured=False")
    if names & {"Timeout", "APITimeoutError", "TimeoutError"}:
        return Answer(outcome="timeout", detail="no answer in time")
    if _NO_KEY.search(str(error)):
        return Answer(outcome="unavailable", detail="no API key: set the provider's variable")
    status = getattr(error, "status_code", None)
    if status == 429:
        return _too_many(error, codes)
    if isinstance(status, int):
        return _failed(error, status)
    return Answer(outcome="unavailable", detail=type(error).__name__)


def _too_many(error: Exception, codes: set[str]) -> Answer:
    # Only some providers hand the code over; the others leave it in the text of the error.
    if "insufficient_quota" in codes or "insufficient_quota" in str(error):
        return Answer(outcome="quota", detail="HTTP 429: the account's quota is used up")
    wait = _retry_after(error)
    return Answer(outcome="rate_limited", detail="HTTP 429", retryable=True, wait=wait)


def _failed(error: Exception, status: int) -> Answer:
    advice = _ADVICE.get(status)
    detail = f"HTTP {status}: {advice}" if advice else f"HTTP {status}"
    wait = _retry_after(error)
    return Answer(outcome="unavailable", detail=detail, retryable=status >= 500, wait=wait)


def _codes(error: Exception) -> set[str]:
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else None
    told = inner.get("code") if isinstance(inner, dict) else None
    return {str(code) for code in (getattr(error, "code", None), told) if code}


def _retry_after(error: Exception) -> float | None:
    """Return the seconds of `Retry-After`; a date in its place is left to the usual pause."""
    headers: Any = getattr(error, "litellm_response_headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after")))
    except (TypeError, ValueError):
        return None
