"""The progress bar: for those who look, and for nobody else."""

import itertools
import sys

import pytest

from recovery_ai.cli.bar import Bar


def test_a_terminal_sees_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = itertools.count(0.0, 0.01)
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    bar = Bar(598, "letters")
    for done in range(1, 599):
        bar(done)
    shown = capsys.readouterr().err
    assert shown.endswith("598/598 letters, 6 s\n")
    assert 40 < shown.count("\r") < 70  # ten times a second, not for each letter


def test_a_file_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Bar(2, "letters")(2)
    assert capsys.readouterr().err == ""
