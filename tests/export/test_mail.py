"""Mail drafts: right headers, right thread, no header of somebody else's making."""

import email
import io
import socket
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from recovery_ai import FactsError, Incident, Letter
from recovery_ai.export import Posting, export
from recovery_ai.incoming import Incoming
from tests.facts import LANGUAGES, MISSING, facts
from tests.paper import ON, PAPER, written

ASKED = Incoming(
    subject="Re: Where is my desk?",
    message_id="<q2@post.example>",
    references=("<q0@post.example>", "<q1@thistlewick.example>"),
)


def read(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    return found


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_headers_and_text(tongue: str) -> None:
    email_of = {"name": facts(tongue)["customer"]["name"], "email": "reader@post.example"}
    letter, incident = written(tongue, customer=email_of)
    data = export(letter, incident, "eml", posting=ON)
    mail = read(data)
    assert data.isascii() and max(map(len, data.split(b"\r\n"))) <= 998
    assert mail["Subject"] == letter.subject
    assert mail["To"].addresses[0].display_name == incident.customer.name
    assert mail["To"].addresses[0].addr_spec == "reader@post.example"
    assert mail["From"].addresses[0].addr_spec == incident.sender.email
    assert mail["From"].addresses[0].display_name == incident.sender.name
    assert mail["Date"].datetime == ON.on.replace(microsecond=0)
    assert (mail["X-Unsent"], mail["Auto-Submitted"], mail["In-Reply-To"]) == ("1", None, None)
    assert (mail.get_content_type(), mail.get_content_charset()) == ("text/plain", "utf-8")
    assert mail["Content-Transfer-Encoding"] == "quoted-printable"
    assert mail.get_content().replace("\r\n", "\n") == letter.text + "\n"


def test_it_names_the_sender_and_no_machine() -> None:
    letter, incident = written()
    data = export(letter, incident, "eml", posting=ON)
    assert str(read(data)["Message-ID"]).endswith("@thistlewick.example>")
    assert socket.gethostname().encode() not in data
    assert data == export(letter, incident, "eml", posting=ON)


def test_without_an_address_of_the_sender_that_of_the_house() -> None:
    letter, incident = written()
    silent = incident.model_copy(
        update={"sender": incident.sender.model_copy(update={"email": None})}
    )
    assert read(export(letter, silent, "eml", posting=ON))["From"] is None
    mail = read(export(letter, silent, "eml", stationery=PAPER, posting=ON))
    assert str(mail["From"]) == "Tobias Fenwright <care@thistlewick.example>"


@pytest.mark.parametrize("who", ["customer", "sender"])
def test_an_address_with_letters_of_its_own_is_written_for_every_server(who: str) -> None:
    letter, incident = written(**{who: {**facts()[who], "email": "care@bücher.example"}})
    header = {"customer": "To", "sender": "From"}[who]
    mail = read(export(letter, incident, "eml", posting=ON))
    assert mail[header].addresses[0].addr_spec == "care@xn--bcher-kva.example"


@pytest.mark.parametrize("who", ["customer", "sender"])
@pytest.mark.parametrize(
    "address", ["a..b@c.example", "ä@b.example", "a@b..example", "a(b@c.example", "[a]@c.example"]
)
def test_an_impossible_address_is_one_clear_line(who: str, address: str) -> None:
    letter, incident = written(**{who: {**facts()[who], "email": address}})
    with pytest.raises(FactsError, match=f"^{who}.email: is no address that mail programs take"):
        export(letter, incident, "eml", posting=ON)


def test_an_answer_stands_in_its_thread() -> None:
    letter, incident = written()
    mail = read(export(letter, incident, "eml", posting=Posting(on=ON.on, answers=ASKED)))
    assert mail["Subject"] == "Re: Where is my desk?"
    assert mail["In-Reply-To"] == "<q2@post.example>"
    told = "<q0@post.example> <q1@thistlewick.example> <q2@post.example>"
    assert " ".join(str(mail["References"]).split()) == told
    nameless = ASKED.model_copy(update={"subject": "Aw: Bls:  ΑΠ: ", "message_id": None})
    mail = read(export(letter, incident, "eml", posting=Posting(on=ON.on, answers=nameless)))
    assert mail["Subject"] == f"Re: {letter.subject}"
    assert mail["References"] is None


def test_the_letter_comes_along_as_pdf() -> None:
    letter, incident = written()
    posting = Posting(on=ON.on, attach=True)
    data = export(letter, incident, "eml", posting=posting)
    mail = read(data)
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "TW-4471.pdf"
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert "Amara Lindqvist" in PdfReader(io.BytesIO(content)).pages[0].extract_text()
    body = mail.get_body()
    assert body is not None and letter.text.split("\n")[0] in body.get_content()
    assert data == export(letter, incident, "eml", posting=posting)


BAD = "Hi\r\nBcc: thief@evil.example\r\n\r\nBuy \x00\x85\u2028now\n X-Evil: 1"


def test_no_text_makes_a_header() -> None:
    _, incident = written()
    asked = Incoming(subject=BAD, message_id="<a@b.example>", references=("<c@d.example>",))
    for posting in (ON, Posting(on=ON.on, answers=asked)):
        data = export(Letter(subject=BAD, text=BAD), incident, "eml", posting=posting)
        mail = read(data)
        assert (mail["Bcc"], mail["X-Evil"]) == (None, None)
        assert not mail.defects
        assert "Buy" in str(mail["Subject"])


@settings(max_examples=60, deadline=None)
@given(name=st.text(min_size=1, max_size=80), subject=st.text(max_size=200), text=st.text())
def test_any_text_comes_back(name: str, subject: str, text: str) -> None:
    try:
        incident = Incident.model_validate(
            facts(customer={"name": name, "email": "a.b@c.example"}, complaint=MISSING)
        )
    except ValueError:
        return
    mail = read(export(Letter(subject=subject, text=text), incident, "eml", posting=ON))
    assert mail["To"].addresses[0].addr_spec == "a.b@c.example"
    assert len(mail["To"].addresses) == 1
    expected = {"subject", "from", "to", "date", "message-id", "x-unsent"}
    assert {key.lower() for key in mail} - expected == {
        "content-type", "content-transfer-encoding", "mime-version",
    }  # fmt: skip
