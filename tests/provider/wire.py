"""HTTP/1.1 as far as a chat client needs it, over asyncio streams."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

_GEMINI_MODEL = re.compile(r"/models/([^/:]+):")


@dataclass(frozen=True)
class Received:
    """One request as it came in; header names are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def json(self) -> dict[str, Any]:
        found = json.loads(self.body or b"{}")
        assert isinstance(found, dict), "a chat request is a JSON object"
        return found

    @property
    def model(self) -> str:
        in_path = _GEMINI_MODEL.search(self.path)
        return in_path.group(1) if in_path else str(self.json.get("model", ""))

    @property
    def prompt(self) -> str:
        """Every text of the request, whatever the provider's shape."""
        return "\n".join(_texts(self.json))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value
    return [text for child in children for text in _texts(child)] if _nested(value) else []


def _nested(value: Any) -> bool:
    return isinstance(value, dict | list)


async def read_request(reader: asyncio.StreamReader) -> Received | None:
    """Read one request; None when the client hung up."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(method, target, headers, body)


def response(status: int, headers: Mapping[str, str], body: bytes) -> bytes:
    """Put a response together; the connection stays open for the next request."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Other"
    lines = [f"HTTP/1.1 {status} {phrase}", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
