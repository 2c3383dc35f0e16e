"""One text for all: the list is read strictly, every letter is filled and checked, all or none."""

import io
import zipfile
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from recovery_ai import InputError, LetterError, draft, load_pack
from recovery_ai.documents import incident_from
from recovery_ai.export import Posting
from recovery_ai.incident import Incident
from recovery_ai.mailing import (
    MAX_RECIPIENTS,
    Circular,
    Recipient,
    addressed,
    bundle,
    circular,
    merge,
    personal,
    read_recipients,
)
from tests.facts import facts

PACK = load_pack()
ON = Posting(on=datetime(2026, 2, 20, 9, tzinfo=UTC))
LIST = (
    "name,salutation,email,case_id\n"
    "Amara Lindqvist,Ms Lindqvist,amara@post.example,TW-1\n"
    '"Ngozi, Ada",Dr Ngozi,ada@post.example,TW-2\n'
)


def event(tongue: str = "en") -> Incident:
    return incident_from(facts(tongue, audience="all_affected"))


def written(tongue: str = "en") -> tuple[Circular, Incident, tuple[Recipient, ...]]:
    people = read_recipients(LIST.encode())
    first = personal(addressed(event(tongue), people[0]))
    letter = draft(first).letter
    assert letter is not None
    return circular(letter, first, PACK), first, people


def test_a_list_is_read() -> None:
    one, two = read_recipients(b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())
    assert (one.name, one.salutation, one.case_id) == ("Amara Lindqvist", "Ms Lindqvist", "TW-1")
    assert two.name == "Ngozi, Ada"


def test_a_list_of_another_program_is_read() -> None:
    (one,) = read_recipients("Case ID;Name;Email\n7;Ωραία Κόρη;o@post.example\n\n".encode())
    assert (one.case_id, one.name, one.salutation) == ("7", "Ωραία Κόρη", None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no recipient"),
        ("name,email,case_id\n", "holds no recipient"),
        ("name,email\nA,a@b.example\n", "line 1: has no column case_id"),
        ("name,email,case_id,phone\n", "line 1: has a column twice or one not known"),
        ("name,email,case_id\nA,a@b.example\n", "line 2: has 2 cells, and the head 3"),
        ("name,email,case_id\nA,nobody,1\n", "line 2: email"),
        ("name,email,case_id\n,a@b.example,1\n", "line 2: name"),
        ("name,email,case_id\nA,a@b.example,1\nB,A@b.example,2\n", "line 3: email: is the same"),
        ("name,email,case_id\nA,a@b.example,1\nB,b@b.example,1\n", "line 3: case_id: is the same"),
        ('name,email,case_id\n"A"x,a@b.example,1\n', "line 2: is not valid CSV"),
        ("name,email,case_id\n" + "x" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_a_bad_row_is_one_line_without_its_content(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_recipients(text.encode(), "list.csv")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "a@b.example" not in str(caught.value)


def test_a_list_has_a_limit_and_a_character_set() -> None:
    rows = "".join(f"P,p{n}@b.example,{n}\n" for n in range(MAX_RECIPIENTS + 1))
    with pytest.raises(InputError, match="more than 2000 rows"):
        read_recipients(f"name,email,case_id\n{rows}".encode())
    with pytest.raises(InputError, match="is not UTF-8 text"):
        read_recipients(b"name,email,case_id\n\xff,a@b.example,1\n")


@pytest.mark.parametrize("tongue", ["en", "id", "el"])
def test_one_text_serves_everybody(tongue: str) -> None:
    text, incident, people = written(tongue)
    assert "[[customer_salutation]]" in text.text
    assert "[[case_id]]" in text.subject + text.text
    assert "Lindqvist" not in text.text + text.subject
    assert "TW-1" not in text.text + text.subject
    done: list[int] = []
    merged = merge(text, incident, people, PACK, progress=done.append)
    assert done == [1, 2]
    assert [one.accepted for one in merged] == [True, True], merged[0].findings
    assert "TW-2" in merged[1].letter.subject + merged[1].letter.text
    assert "Lindqvist" not in merged[1].letter.text


def test_everybody_may_be_addressed_by_name() -> None:
    text, incident, people = written()
    assert text.text.startswith("Dear [[customer_salutation]],")
    merged = merge(text, incident, people, PACK)
    assert {one.incident.audience for one in merged} == {"all_affected"}
    assert ["Dr Ngozi" in one.letter.text for one in merged] == [False, True]


def test_every_mail_is_for_its_own_recipient() -> None:
    text, incident, people = written()
    packed = bundle(merge(text, incident, people, PACK), ON)
    assert packed == bundle(merge(text, incident, people, PACK), ON)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["0001_TW-1.eml", "0002_TW-2.eml"]
        mails = [message_from_bytes(archive.read(n), policy=default) for n in archive.namelist()]
    assert [str(mail["To"]) for mail in mails] == [
        "Amara Lindqvist <amara@post.example>",
        '"Ngozi, Ada" <ada@post.example>',
    ]
    bodies = [str(mail.get_content()) for mail in mails]
    assert ["[[" in body for body in bodies] == [False, False]
    assert "Zebulon" not in bodies[0]


@pytest.mark.parametrize("blank", ["[[customer_company]]", "[[remedy_9_amount]]", "[name]"])
def test_an_unfilled_blank_is_an_error(blank: str) -> None:
    text, incident, people = written()
    wrong = Circular(subject=text.subject, text=f"{text.text}\n\n{blank}")
    with pytest.raises(LetterError) as caught:
        merge(wrong, incident, people, PACK)
    assert f"{blank} is unfilled" in str(caught.value)


def test_one_bad_letter_stops_all() -> None:
    text, incident, people = written()
    wrong = Circular(subject=text.subject, text=f"{text.text}\n\nThis was your own fault.")
    with pytest.raises(LetterError, match=r"letter TW-1: is not accepted \(blames_customer\)"):
        bundle(merge(wrong, incident, people, PACK), ON)
    with pytest.raises(LetterError, match="has no letter"):
        bundle((), ON)


def test_a_letter_that_nobody_sectioned_is_no_circular() -> None:
    text, incident, people = written()
    letter = merge(text, incident, people, PACK)[0].letter
    with pytest.raises(LetterError, match="has no sections"):
        circular(letter, incident, PACK)
