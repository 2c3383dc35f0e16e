"""The letterhead: what recovery.toml may say, and one clear line for what it may not."""

from pathlib import Path

import pytest

from recovery_ai import Incident, SettingsError
from recovery_ai.letterhead import Letterhead, read_stationery
from recovery_ai.settings import FILE, read_settings, signed, stationery
from tests.facts import facts
from tests.paper import HEAD, SVG

WHOLE = """
[letterhead]
organisation = "Thistlewick Furniture"
address = ["4 Alder Lane", "Exeter EX0 0AA"]
place = "Exeter"
phone = "+44 20 7946 0321"
email = "care@thistlewick.example"
web = "www.thistlewick.example"
logo = "pictures/logo.svg"
registration = "Registered in England and Wales no. 00000000"
colour = "#7A2E3A"
paper = "a4"
[letterhead.sender]
name = "Ottoline Farrow"
title = "Director of Care"
company = "Thistlewick Furniture"
"""


@pytest.fixture
def data_folder(home: Path) -> Path:
    (home / "pictures").mkdir(parents=True)
    (home / "pictures" / "logo.svg").write_bytes(SVG)
    return home


def test_it_is_read_with_its_logo(data_folder: Path) -> None:
    (data_folder / FILE).write_text(WHOLE, encoding="utf-8")
    settings = read_settings()
    paper = stationery(settings)
    assert paper is not None and paper.logo is not None
    assert (paper.logo.kind, paper.logo.data) == ("svg", SVG)
    assert paper.head.model_copy(update={"logo": None, "sender": None}) == HEAD
    assert signed(Incident.model_validate(facts()), settings).sender.name == "Ottoline Farrow"


def test_without_one_nothing_changes(home: Path) -> None:
    settings, incident = read_settings(), Incident.model_validate(facts())
    assert stationery(settings) is None
    assert signed(incident, settings) == incident


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ('organisation = ""', "letterhead.organisation: "),
        ('organisation = "A"\ncolour = "blue"', "letterhead.colour: is no colour; give it as #"),
        ('organisation = "A"\npaper = "a5"', "letterhead.paper: is not one of the allowed words"),
        ('organisation = "A"\nemail = "nobody"', "letterhead.email: must be an e-mail address"),
        ('organisation = "A"\nlogos = "a.png"', "letterhead.logos: is not a known field"),
        ('address = ["1 Way"]', "letterhead.organisation: is missing"),
        ('organisation = "A"\n[letterhead.sender]\nname = "B"', "letterhead.sender.title: is miss"),
    ],
)
def test_a_bad_value_is_one_clear_line(home: Path, changed: str, said: str) -> None:
    home.mkdir()
    (home / FILE).write_text(f"[letterhead]\n{changed}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as problem:
        read_settings()
    lines = str(problem.value).splitlines()  # one for each problem
    assert said in lines[0]
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    ("named", "content", "said"),
    [
        ("logo.png", None, "cannot be read (No such file or directory)"),
        ("logo.png", b"BM not a picture of ours", "is no png, jpg or svg picture"),
        ("logo.svg", b"<html><body>no drawing</body></html>", "is no png, jpg or svg picture"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 1_000_000, "is larger than 1 MB"),
        (".", None, "cannot be read (Is a directory)"),
        ("nul\\u0000.png", None, "has control characters"),
    ],
)
def test_a_bad_logo_is_one_clear_line(
    home: Path, named: str, content: bytes | None, said: str
) -> None:
    home.mkdir()
    if content is not None:
        (home / named).write_bytes(content)
    text = f'[letterhead]\norganisation = "A"\nlogo = "{named}"\n'
    (home / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="letterhead.logo: ") as problem:
        stationery(read_settings())
    assert said in str(problem.value)


def test_a_folder_of_fonts_must_be_there(tmp_path: Path) -> None:
    head = Letterhead(organisation="A", fonts="nowhere")
    with pytest.raises(SettingsError, match="letterhead.fonts: is no folder"):
        read_stationery(head, tmp_path, "recovery.toml: letterhead")
