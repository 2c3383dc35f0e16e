"""`draft` on its way out: PDF, Word and mail by the command line, and options that are refused."""

import email
import io
import json
from collections.abc import Callable
from email.policy import default
from pathlib import Path

import pytest
from pypdf import PdfReader

from recovery_ai.cli import main
from recovery_ai.settings import FILE
from tests.facts import facts
from tests.paper import SVG

ASKED = b"From: A <a@b.example>\nSubject: Late\nMessage-ID: <q@b.example>\n\nIt is late.\n"
Run = Callable[..., Path]


@pytest.fixture
def draft(home: Path, tmp_path: Path) -> Run:
    home.mkdir()
    (home / "logo.svg").write_bytes(SVG)
    head = '[letterhead]\norganisation = "Alder House"\nlogo = "logo.svg"\n'
    signer = (
        '[letterhead.sender]\nname = "Ottoline Farrow"\ntitle = "Director"\ncompany = "Alder"\n'
    )
    (home / FILE).write_text(head + signer, encoding="utf-8")
    (tmp_path / "case.json").write_text(json.dumps(facts()), encoding="utf-8")
    (tmp_path / "asked.eml").write_bytes(ASKED)

    def run(form: str, *options: str) -> Path:
        target = tmp_path / f"letter.{form}"
        case = str(tmp_path / "case.json")
        assert main(["draft", case, "--format", form, "-o", str(target), *options]) == 0
        return target

    return run


def test_a_pdf_on_the_letterhead(draft: Run) -> None:
    data = draft("pdf", "--date", "2026-03-01", "--address", "3 Mill Lane").read_bytes()
    text = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    for part in ("Alder House", "1 March 2026", "3 Mill Lane", "Ottoline Farrow", "£34.50"):
        assert part in text
    assert "Tobias Fenwright" not in text, "the letterhead's sender signs"


def test_a_word_file(draft: Run) -> None:
    assert draft("docx").read_bytes().startswith(b"PK")


def test_an_answer_with_the_pdf(draft: Run, tmp_path: Path) -> None:
    data = draft("eml", "--reply-to", str(tmp_path / "asked.eml"), "--attach-pdf").read_bytes()
    mail = email.message_from_bytes(data, policy=default)
    assert (mail["Subject"], mail["In-Reply-To"]) == ("Re: Late", "<q@b.example>")
    assert [part.get_content_type() for part in mail.walk()][1:] == [
        "text/plain",
        "application/pdf",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--date", "soon"], "--date: is no day; give an ISO date"),
        (["--reply-to", "nowhere.eml"], "nowhere.eml: cannot be read"),
        (["--address", "a\nb"], "draft: address.0: must stand on one line"),
    ],
)
def test_a_bad_option_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(json.dumps(facts()), encoding="utf-8")
    assert main(["draft", str(case), "--format", "eml", *options]) == 2
    told = capsys.readouterr()
    assert told.out == "" and said in told.err and told.err.count("\n") == 1
