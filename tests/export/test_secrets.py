"""Nothing internal leaves the house in any format, and any text at all can leave it."""

import email
import io
import zipfile
from email.policy import default

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import StreamObject

from recovery_ai import Incident, Letter, LetterError
from recovery_ai.export import FORMATS, Posting, export
from recovery_ai.incoming import Incoming
from recovery_ai.language.text import clean
from tests.facts import LANGUAGES, facts
from tests.paper import ON, PAPER, written

NOTE, COMPLAINT, ASKED = "QUIXOTRYNOTE", "VEXZIWORDS", "OLDTHREADTEXT"
MARKS = (NOTE, COMPLAINT, ASKED)


def pdf_bytes(data: bytes) -> bytes:
    """Return every stream of a PDF unpacked, and the text of its pages."""
    found = PdfReader(io.BytesIO(data))
    streams = [data]
    for number in range(1, len(found.xref_objStm) + len(found.xref[0]) + 1):
        one = found.get_object(number)
        streams.append(one.get_data() if isinstance(one, StreamObject) else str(one).encode())
    return b"".join([*streams, *(page.extract_text().encode() for page in found.pages)])


def all_bytes(data: bytes, form: str) -> bytes:
    """Return a file with everything in it unpacked and decoded."""
    if form == "pdf":
        return pdf_bytes(data)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return data + b"".join(archive.read(name) for name in archive.namelist())
    if form == "eml":
        whole = [data]
        for part in email.message_from_bytes(data, policy=default).walk():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                inner = content.startswith(b"%PDF")
                whole.append(pdf_bytes(content) if inner else content)
        return b"".join(whole)
    return data


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_notes_and_complaint_stay_home(form: str, tongue: str) -> None:
    told = {
        "internal_notes": f"{NOTE} the team lead missed it",
        "complaint": f"{COMPLAINT} nobody answers",
    }
    letter, incident = written(tongue, **told)
    answers = Incoming(subject="Hello", text=ASKED, message_id="<a@b.example>")
    posting = Posting(on=ON.on, answers=answers, attach=True)
    data = export(letter, incident, form, stationery=PAPER, posting=posting)
    whole = all_bytes(data, form)
    wide = [mark.encode("utf-16-be") for mark in MARKS] + [mark.encode() for mark in MARKS]
    assert [mark for mark in wide if mark in whole] == []
    assert incident.case_id.encode() in whole, "the search itself finds what is there"


def text_of(data: bytes, form: str) -> str:
    """Return the words of a letter as its reader gets them."""
    if form == "pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    elif form == "docx":
        text = "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    elif form == "eml":
        content = email.message_from_bytes(data).get_payload(decode=True)
        assert isinstance(content, bytes)
        text = content.decode()
    else:
        text = data.decode()
    return "".join(text.replace("\u200b", "").split())


SPECIAL = (
    '#import "a": b; #let x = 1 *bold* _em_ `raw` $x^2$ <label> @ref = head - item + item / t: d',
    "<script>alert('x')</script> &amp; &#x41; <![CDATA[ ]]> <?xml?> <w:t/> \"'",
    "# head\n* item\n> quote\n[link](http://x.example) ![i](j) ~~s~~ | a | b |\n---\n\\begin{x}",
    "\\n \\u{41} \\\\ %PDF-1.7 endobj (paren) <<dict>> /Name\t\ttab",
    "€ £ ½ … “curly” ‘q’ – — ‐ é ñ ß Ελληνικά Ωραία ϊΐ kata-kata",
    "a" * 400 + " " + "b-" * 300,
    "From me\n.\n..\nFrom: you\r\nBcc: nobody@x.example",
)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", SPECIAL)
def test_special_text_comes_back(form: str, text: str) -> None:
    incident = Incident.model_validate(facts())
    data = export(Letter(subject=text, text=text), incident, form, stationery=PAPER, posting=ON)
    assert "".join(clean(text).split()) in text_of(data, form)


@pytest.mark.parametrize("form", ["eml", "docx"])
def test_emoji_and_right_to_left_come_back(form: str) -> None:
    text = "Sorry 😀👨‍👩‍👧 שלום עולם مرحبا \x00\x07\x1b[31m\u202eabc\ufffe end"
    incident = Incident.model_validate(facts())
    data = export(Letter(subject=text, text=text), incident, form, posting=ON)
    wanted = "".join(clean(text).replace("\ufffe", "").split())
    assert wanted in text_of(data, form).replace("\ufffe", "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_letter_of_a_million_characters(form: str) -> None:
    sentence = "We are sorry, and this paragraph says so at length, #again* and again. "
    text = (sentence * 20 + "\n\n") * 700
    incident = Incident.model_validate(facts())
    data = export(Letter(subject="Long", text=text), incident, form, stationery=PAPER, posting=ON)
    assert len(data) > 20_000
    if form != "pdf":  # reading hundreds of pages back is what takes long, not writing them
        assert text_of(data, form).count("#again*") == 14_000
    else:
        found = PdfReader(io.BytesIO(data))
        assert len(found.pages) > 200
        assert "#again*" in found.pages[-1].extract_text()


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.characters(codec=None), max_size=300),
    subject=st.text(st.characters(codec=None), max_size=60),
    form=st.sampled_from(["pdf", "docx", "eml", "md", "txt"]),
)
def test_any_text_leaves_or_is_refused_in_one_line(text: str, subject: str, form: str) -> None:
    incident = Incident.model_validate(facts())
    try:
        data = export(Letter(subject=subject, text=text), incident, form, posting=ON)
    except LetterError as problem:
        assert form == "pdf" and "which the fonts of the PDF have not" in str(problem)
        assert "\n" not in str(problem)
    else:
        assert data
