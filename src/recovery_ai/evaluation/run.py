"""A run on disk: one line for each result, written as it comes, so that a stopped run goes on.

A result is found again by a hash of everything that decides it; a changed letter, rule, prompt,
model, setting or line of code gives another hash, so no report mixes two states of the house.
"""

import json
import platform
import re
import traceback
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from types import TracebackType
from typing import Any

from recovery_ai._version import __version__
from recovery_ai.documents import parse
from recovery_ai.errors import LetterError, RecoveryError
from recovery_ai.result import digest

FORMAT = 1


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return the hash of this package's source and of the versions of what it stands on."""
    folder = Path(__file__).resolve().parents[1]
    found = sha256(f"{__version__} {platform.python_version()}".encode())
    for path in sorted(folder.rglob("*.py")):
        found.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    for name in _foundations():
        found.update(f"{name} {version(name)}".encode())
    return found.hexdigest()


def _foundations() -> list[str]:
    """Return the packages that an installation always has, which decide answers too."""
    try:
        named = requires("recovery-ai") or []
    except PackageNotFoundError:  # run from a folder, not installed
        return []
    return sorted(re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in named if "extra" not in one)


def told(problem: Exception) -> str:
    """Return one line about an error, without any value that may be personal data."""
    if isinstance(problem, RecoveryError):
        return str(problem)
    frame = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__} in {Path(frame.filename).name}, line {frame.lineno}"


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place and the mapping of each line of JSON; a half line at the end is left out.

    Raises:
        LetterError: the file cannot be read, or a line is no mapping.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "it is no text"
        raise LetterError(str(path), f"cannot be read ({reason})", "name another") from None
    for number, line in enumerate((_whole(text) or text).splitlines(), 1):
        place = f"{path}: line {number}"
        entry = parse(line, place, error=LetterError)
        if not isinstance(entry, dict):
            raise LetterError(place, "is no mapping", "name a file of JSON lines")
        yield place, entry


def _whole(text: str) -> str:
    """Return the text up to its last line end: what comes after was being written."""
    return text[: text.rfind("\n") + 1]


class Run:
    """The results of one run, kept in a file of JSON lines, or nowhere when there is no path.

    Args:
        path: the file; results that it holds already are used, new ones are appended.
        about: what decides every result alike, such as the pack's digest; it is part of every key
            and stands in the file.

    Raises:
        LetterError: the file cannot be written, or is no file of results.
    """

    def __init__(self, path: Path | None, about: Mapping[str, str]) -> None:
        self.path = path
        self._about = {"format": str(FORMAT), **about}
        self._found: dict[str, Mapping[str, Any]] = {}
        if path is not None:
            self._about["code_sha256"] = code_digest()
            self._open(path)

    def _open(self, path: Path) -> None:
        try:
            for place, entry in read_lines(path) if path.exists() else ():
                self._take(entry, place)
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            self._file = path.open("a", encoding="utf-8")
            self._file.truncate(len(_whole(text).encode()))
        except OSError as problem:
            raise LetterError(
                str(path), f"cannot be written ({problem.strerror})", "name another"
            ) from None
        self._write({"run": self._about})

    def _take(self, entry: Mapping[str, Any], place: str) -> None:
        if not {"run", "key"} & entry.keys():
            raise LetterError(place, "is no result of a run", "name a new file, or this run's")
        if "result" in entry:  # what failed is tried again
            self._found[entry["key"]] = entry["result"]

    def _write(self, entry: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._file.flush()

    def __enter__(self) -> "Run":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.path is not None:
            self._file.close()

    def key(self, *parts: str) -> str:
        """Return the hash of what decides one result: what holds for the run, and `parts`."""
        return digest(*(f"{k}={v}" for k, v in sorted(self._about.items())), *parts)

    def found(self, key: str) -> Mapping[str, Any] | None:
        """Return the result under `key`, if an earlier run has come so far."""
        return self._found.get(key)

    def keep(self, key: str, name: str, result: Mapping[str, Any], error: str | None) -> None:
        """Append a result, or the error that came instead of one."""
        if self.path is not None:
            told = {"error": error} if error else {"result": result}
            self._write({"key": key, "name": name, **told})


NOWHERE = Run(None, {})
"""A run that keeps nothing."""
