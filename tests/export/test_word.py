"""Word files: the same letterhead, styles, the language for the spell checker, equal bytes."""

import io
import zipfile
from datetime import datetime

import pytest
from docx import Document

from recovery_ai import Letter, SettingsError
from recovery_ai.export import export
from recovery_ai.letterhead import Logo, Stationery
from tests.facts import LANGUAGES
from tests.paper import HEAD, ON, PAPER, written

TAGS = {"en": "en-GB", "id": "id-ID", "el": "el-GR"}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_it_holds_the_whole_letter(tongue: str) -> None:
    letter, incident = written(tongue)
    data = export(letter, incident, "docx", stationery=PAPER, posting=ON)
    document = Document(io.BytesIO(data))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for line in letter.text.splitlines():
        assert line in told
    titles = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert titles == [letter.subject]
    assert f'<w:lang w:val="{TAGS[tongue]}"' in parts(data)["word/styles.xml"].decode()


def test_head_and_feet_differ_on_the_first_page() -> None:
    letter, incident = written()
    document = Document(io.BytesIO(export(letter, incident, "docx", stationery=PAPER, posting=ON)))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    cells = [cell.text for cell in section.first_page_header.tables[0].rows[0].cells]
    assert cells == ["", "Thistlewick Furniture\n4 Alder Lane\nExeter EX0 0AA"]
    assert "Registered in England" in section.first_page_footer.paragraphs[0].text
    assert "Amara Lindqvist" in section.header.paragraphs[0].text
    assert 'w:instr="NUMPAGES"' in section.footer.paragraphs[0]._p.xml
    assert section.page_width and section.page_height
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)


def test_it_names_no_machine_and_no_clock() -> None:
    letter, incident = written()
    data = export(letter, incident, "docx", stationery=PAPER, posting=ON)
    told = Document(io.BytesIO(data)).core_properties
    assert (told.title, told.language) == (letter.subject, "en-GB")
    assert told.author == told.last_modified_by == "Tobias Fenwright, Thistlewick Furniture"
    assert told.created == told.modified
    assert told.created.replace(tzinfo=None) == datetime.fromisoformat("2026-11-22 07:30:00")
    assert b"python" not in b"".join(parts(data).values()).lower()
    assert data == export(letter, incident, "docx", stationery=PAPER, posting=ON)


def test_its_picture_stands_in_the_head() -> None:
    letter, incident = written()
    found = parts(export(letter, incident, "docx", stationery=PAPER, posting=ON))
    pictures = [data for name, data in found.items() if name.startswith("word/media/")]
    assert len(pictures) == 1 and pictures[0].startswith(b"\x89PNG")
    bare = parts(export(letter, incident, "docx", stationery=Stationery(HEAD), posting=ON))
    assert not [name for name in bare if name.startswith("word/media/")]


@pytest.mark.parametrize(
    "logo",
    [
        Logo(b"\x89PNG\r\n\x1a\nxx", "png"),
        Logo(b"\xff\xd8\xffxx", "jpg"),
        Logo(b"<svg <", "svg"),
    ],
)
def test_a_damaged_logo_is_one_clear_line(logo: Logo) -> None:
    letter, incident = written()
    with pytest.raises(SettingsError, match="letterhead.logo: cannot be drawn"):
        export(letter, incident, "docx", stationery=Stationery(HEAD, logo), posting=ON)


def test_a_jpeg_in_cmyk_is_drawn() -> None:
    from PIL import Image

    drawn = io.BytesIO()
    Image.new("CMYK", (40, 20)).save(drawn, "JPEG")
    letter, incident = written()
    paper = Stationery(HEAD, Logo(drawn.getvalue(), "jpg"))
    found = parts(export(letter, incident, "docx", stationery=paper, posting=ON))
    assert [name for name in found if name.startswith("word/media/")]
    with pytest.raises(SettingsError, match="letterhead.logo: is in CMYK.*save it in RGB"):
        export(letter, incident, "pdf", stationery=paper, posting=ON)


def test_markup_and_odd_characters_stay_text() -> None:
    _, incident = written()
    text = "<w:p>&amp; & 'q' \"d\" ]]> 😀 שלום\n\nTab\there \x07\ufffe end"
    data = export(Letter(subject="<b>&", text=text), incident, "docx", posting=ON)
    told = "\n\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    assert "<w:p>&amp; & 'q' \"d\" ]]> 😀 שלום\n\nTab here  end" in told
