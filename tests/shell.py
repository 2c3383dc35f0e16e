"""A shell for tests: commands in this process, or as a program, in a folder with a good case."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from recovery_ai import api
from recovery_ai.cli import main
from tests.facts import facts


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


class Shell:
    """Runs commands in this process, in a folder with a good case and its letter."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.write("case.json", json.dumps(facts()))
        self.write("case.yaml", yaml.safe_dump(facts(), allow_unicode=True))
        result = api.draft(facts())
        assert result.letter is not None
        self.letter = result.letter.text
        self.write("letter.txt", self.letter)

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def __call__(self, *words: str) -> Ran:
        code = main([self._path(word) for word in words])
        told = self._capsys.readouterr()
        return Ran(code, told.out, told.err)

    def _path(self, word: str) -> str:
        return str(self.folder / word) if (self.folder / word).is_file() else word

    def refused(self, *words: str) -> str:
        """Run what has to fail with exit code 2 and clear lines on stderr; return them."""
        try:
            ran = self(*words)
        except SystemExit as stop:
            ran = Ran(int(str(stop.code)), *self._capsys.readouterr())
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.endswith("\n")
        for line in ran.err.splitlines():
            assert line.startswith("recovery-ai: ")
            assert line.isprintable()
        return ran.err


def python(
    *words: str, given: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "recovery_ai", *words],
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **(env or {})},
    )


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
