"""Recorded conversations with providers, strict in both directions.

A request that is not on the tape fails the test, although the code under test turns a lost
connection into an outcome. A tape that is played in part only fails as well.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from vcr import VCR
from vcr.cassette import Cassette
from vcr.errors import CannotOverwriteExistingCassetteException, UnhandledHTTPRequestError
from vcr.request import Request

from recovery_ai.models import litellm_adapter
from recovery_ai.models.outcomes import Answer, read_error

FOLDER = Path(__file__).parent / "cassettes"

# What a provider is told, in the words of each provider; the rest may change with a new litellm.
_ASKED = frozenset({
    "model",
    "messages",
    "system",
    "system_instruction",
    "contents",
    "prompt",
    "response_format",
    "output_format",
    "format",
    "schema",
    "tools",
})
_HEADERS_KEPT = frozenset({"content-type", "retry-after"})


class CassetteMiss(AssertionError):
    """The code under test sent a request that is not on the tape."""


@contextmanager
def cassette(name: str, *, record: bool = False, folder: Path = FOLDER) -> Iterator[Cassette]:
    """Play `name`, or record it anew.

    Raises:
        CassetteMiss: a request is not on the tape.
        AssertionError: at the end, when part of the tape was not asked for.
    """
    path = folder / f"{name}.yaml"
    if record:
        path.unlink(missing_ok=True)
    elif not path.exists():
        raise CassetteMiss(f"no cassette {path.name}; run: python -m tests.record")
    tape = VCR(
        record_mode="all" if record else "none",
        match_on=["method", "path", "body"],
        before_record_request=_only_what_was_asked,
        before_record_response=_only_what_was_answered,
        decode_compressed_response=True,
    )
    missed: list[CassetteMiss] = []

    def loud(error: Exception) -> Answer:
        if miss := miss_behind(error):
            missed.append(miss)
            raise miss from None
        return read_error(error)

    with mock.patch.object(litellm_adapter, "read_error", loud), tape.use_cassette(path) as playing:
        yield playing
    if missed:
        raise missed[0]
    assert record or playing.all_played, (
        f"{path.name}: {playing.play_count} of {len(playing)} interactions were played"
    )


def miss_behind(error: BaseException | None) -> CassetteMiss | None:
    """Find the cassette's own error in the chain of causes; litellm calls it a lost connection."""
    while error is not None:
        if isinstance(error, CannotOverwriteExistingCassetteException | UnhandledHTTPRequestError):
            return CassetteMiss(f"{error}\nIf the change is meant, run: python -m tests.record")
        error = error.__cause__ or error.__context__
    return None


def _only_what_was_asked(request: Request) -> Request:
    """Normalise a request; vcrpy does it once or more, so the second time changes nothing."""
    body = json.loads(request.body or b"{}")
    asked = {name: body[name] for name in _ASKED & body.keys()}
    # Gemini puts the schema among settings that a new litellm may change.
    if schema := body.get("generationConfig", {}).get("response_json_schema"):
        asked["schema"] = schema
    uri = f"http://provider.example{urlsplit(request.uri).path}"
    return Request(request.method, uri, json.dumps(asked, ensure_ascii=False, sort_keys=True), {})


def _only_what_was_answered(response: dict[str, Any]) -> dict[str, Any]:
    headers = {
        name.lower(): value
        for name, value in response["headers"].items()
        if name.lower() in _HEADERS_KEPT
    }
    return {**response, "headers": headers}
