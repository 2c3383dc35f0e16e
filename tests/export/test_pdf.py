"""PDF: a real letter in three languages, text as text, equal bytes, readable by machines."""

import io

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from recovery_ai import Letter, LetterError, SettingsError
from recovery_ai.export import export
from recovery_ai.export.pdf import pages
from recovery_ai.export.sheet import make_sheet
from recovery_ai.letterhead import Logo, Stationery
from tests.facts import LANGUAGES
from tests.paper import HEAD, LOGO, ON, PAPER, SVG, written

DATES = {"en": "22 November 2026", "id": "22 November 2026", "el": "22 Νοεμβρίου 2026"}
PAGES = {"en": "Page 2 of ", "id": "Halaman 2 dari ", "el": "Σελίδα 2 από "}
MARKUP = "#import \"x\": *; #sys *x* _y_ $z$ @ref <lab> `raw` \\ // -- ... 'q' [c] {d} = h ~ #{1+1}"


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    text = " ".join(page.extract_text() for page in reader(data).pages)
    return " ".join(text.replace("\u200b", "").split())


def long_text(letter: Letter) -> str:
    first, second, *rest = letter.text.split("\n\n")
    return "\n\n".join([first, *[second] * 40, *rest])


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_it_holds_the_whole_letter(tongue: str) -> None:
    letter, incident = written(tongue)
    data = export(letter, incident, "pdf", stationery=PAPER, posting=ON)
    told, sender = words(data), incident.sender
    for paragraph in letter.text.split("\n\n"):
        assert " ".join(paragraph.split()) in told
    for part in (letter.subject, incident.case_id, incident.customer.name, sender.title):
        assert part in told
    assert f"Exeter, {DATES[tongue]}" in told
    assert "Registered in England and Wales no. 00000000" in told


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_it_says_what_it_is(tongue: str) -> None:
    letter, incident = written(tongue)
    found = reader(export(letter, incident, "pdf", posting=ON))
    root = found.root_object
    assert str(root["/Lang"]).split("-")[0] == tongue
    assert found.metadata is not None
    assert found.metadata.title == letter.subject
    assert incident.sender.name in str(found.metadata.author)
    assert "'/Marked': True" in str(root["/MarkInfo"])
    metadata = root["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    xmp = metadata.get_data().decode()
    assert "<pdfuaid:part>1<" in xmp and "<pdfaid:part>2<" in xmp


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_long_letter_has_numbered_pages(tongue: str) -> None:
    letter, incident = written(tongue)
    long = Letter(subject=letter.subject, text=long_text(letter))
    data = export(long, incident, "pdf", stationery=PAPER, posting=ON)
    first, second, *_ = [page.extract_text() for page in reader(data).pages]
    assert PAGES[tongue] + str(len(reader(data).pages)) in second
    assert PAGES[tongue][:5] not in first.splitlines()[0]
    assert "2026" in second.splitlines()[0], "the head of a later page says whose letter it is"
    last = reader(data).pages[-1].extract_text()
    assert incident.sender.title in last
    assert len(last.split()) > 25, "the signature stands alone on its page"


def test_equal_letters_are_equal_bytes() -> None:
    letter, incident = written()
    once = export(letter, incident, "pdf", stationery=PAPER, posting=ON)
    assert once == export(letter, incident, "pdf", stationery=PAPER, posting=ON)
    later = ON.model_copy(update={"on": ON.on.replace(year=2027)})
    assert once != export(letter, incident, "pdf", stationery=PAPER, posting=later)


def test_markup_stays_text() -> None:
    _, incident = written(
        case_id="#A*1*", customer={"name": "Zoë #strike[x] <b>", "company": "$a$"}
    )
    letter = Letter(subject=f"= {MARKUP}", text=f"{MARKUP}\n\n= {MARKUP}\n- {MARKUP}")
    head = HEAD.model_copy(update={"organisation": "#A *B*", "address": ("_c_ $d$",)})
    told = words(export(letter, incident, "pdf", stationery=Stationery(head), posting=ON))
    assert told.count(" ".join(MARKUP.split())) == 4
    for text in ("Zoë #strike[x] <b>", "#A*1*", "$a$", "#A *B*", "_c_ $d$"):
        assert text in told


def test_the_address_and_the_paper() -> None:
    letter, incident = written("en", language="en-US")
    posting = ON.model_copy(update={"address": ("3 Mill Lane", "Springfield")})
    paper = Stationery(HEAD.model_copy(update={"paper": "letter"}), LOGO)
    data = export(letter, incident, "pdf", stationery=paper, posting=posting)
    assert "Amara Lindqvist 3 Mill Lane Springfield" in words(data)
    assert "Exeter, November 22, 2026" in words(data)
    box = reader(data).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (612.0, 792.0)


def test_a_logo_is_drawn() -> None:
    sheets = [make_sheet(*written(), paper, ON) for paper in (PAPER, Stationery(HEAD))]
    with_logo, without = (pages(sheet)[0] for sheet in sheets)
    assert with_logo.startswith(b"\x89PNG") and without.startswith(b"\x89PNG")
    assert with_logo != without


def test_what_cannot_be_set_is_one_clear_line() -> None:
    letter, incident = written()
    odd = Letter(subject="Hello", text=f"{letter.text}\n\n日")
    with pytest.raises(LetterError, match=r"letter: holds `日` \(U\+65E5\).*letterhead.fonts"):
        export(odd, incident, "pdf", posting=ON)
    for broken in (Logo(b"\x89PNG\r\n\x1a\nxx", "png"), Logo(b"<svg <", "svg")):
        with pytest.raises(SettingsError, match="letterhead.logo: cannot be drawn"):
            export(letter, incident, "pdf", stationery=Stationery(HEAD, broken), posting=ON)
    unknown = Stationery(HEAD.model_copy(update={"font": "Nowhere Sans"}))
    with pytest.raises(SettingsError, match="letterhead.font: is not among the fonts"):
        export(letter, incident, "pdf", stationery=unknown, posting=ON)


@pytest.mark.parametrize("language", ["es-419", "sr-Latn", "fil", "pt-BR", "de"])
def test_other_languages_are_set_as_well(language: str) -> None:
    _, incident = written("en", language="en")
    other = incident.model_copy(update={"language": language})
    data = export(
        Letter(subject="Ñ ß ş ł", text="Čç ğ"), other, "pdf", stationery=PAPER, posting=ON
    )
    assert str(reader(data).root_object["/Lang"]).split("-")[0] == language.split("-")[0]
    assert "Ñ ß ş ł" in words(data)


def test_a_logo_reaches_no_file() -> None:
    prying = SVG.replace(b"</svg>", b'<image href="/etc/hostname" width="9" height="9"/></svg>')
    letter, incident = written()
    paper = Stationery(HEAD, Logo(prying, "svg"))
    with pytest.raises(SettingsError, match="letterhead.logo: cannot be drawn"):
        export(letter, incident, "pdf", stationery=paper, posting=ON)
