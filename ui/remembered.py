"""What the screens remember of a person: their language, and how they sign; one small file."""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recovery_ai.settings import home

FILE = "screens.json"


def recall(who: str) -> Mapping[str, Any]:
    """Return what is remembered of `who`; nothing, where the file says nothing of use."""
    found = _all().get(who)
    return found if isinstance(found, dict) else {}


def remember(who: str, **values: Any) -> None:
    """Keep `values` for `who`; a disk that cannot be written to costs a convenience, no work."""
    every = _all()
    now = {**recall(who), **values}
    if every.get(who) == now:
        return
    with contextlib.suppress(OSError):
        _write(home() / FILE, json.dumps({**every, who: now}, ensure_ascii=False, indent=1))


def _all() -> dict[str, Any]:
    try:
        found = json.loads((home() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as out:
        out.write(text)
    os.replace(out.name, path)
