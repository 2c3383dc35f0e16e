"""The report of a case on paper: what the Markdown says, and nothing as code."""

import io
from pathlib import Path

import pypdf
import pytest

from recovery_ai.cli import main
from recovery_ai.export.report import blocks, report_pdf
from tests.facts import facts

MARKDOWN = """# Case TW-4471

State: sent. Category: delivery delay.

## What happened

We delivered #import "x" and *nine* days late. Αργήσαμε.

## Promised

| what | by | state |
| --- | --- | --- |
| refund of the fee | 2026-03-02 | kept |
"""


def text_of(data: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_every_block_keeps_its_words() -> None:
    kinds = [one["kind"] for one in blocks(MARKDOWN)]
    assert kinds == ["title", "text", "heading", "text", "heading", "table"]
    told = text_of(report_pdf(MARKDOWN))
    for words in (
        "Case TW-4471",
        '#import "x" and *nine* days late',
        "Αργήσαμε",
        "2026-03-02 kept",
    ):
        assert words in told
    assert report_pdf(MARKDOWN) == report_pdf(MARKDOWN)


def test_the_command_writes_pdf_for_a_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    monkeypatch.setenv("RECOVERY_AI_HOME", str(tmp_path))
    case = tmp_path / "case.json"
    case.write_text(json.dumps(facts()), encoding="utf-8")
    assert main(["cases", "new", str(case), "--by", "mina"]) == 0
    target = tmp_path / "report.pdf"
    assert main(["cases", "report", "TW-4471", "-o", str(target)]) == 0, capsys.readouterr().err
    told = text_of(target.read_bytes())
    assert "Case TW-4471" in told
    assert "Lindqvist" not in told
