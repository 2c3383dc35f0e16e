"""Slots: what identifies somebody stays at home, and comes back exactly as it was."""

import datetime as dt
import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recovery_ai import api
from recovery_ai.documents import incident_from
from recovery_ai.incident import Money
from recovery_ai.locale import locale_of, moment, money
from recovery_ai.slots import (
    Pseudonymiser,
    Slot,
    fill,
    names_in,
    own_slots,
    restore,
    unknown_in,
)
from tests.facts import LANGUAGES, facts

INCIDENT = incident_from(facts())
OWN = own_slots(INCIDENT, "en_GB")
PRIVATE = (
    "pia@home.example",
    "pia.van-der+desk@mail.home.example",
    "07700 900461",
    "+44 7700 900461",
    "(020) 7946 0321",
    "+62 812-0000-0187",
    "+30 210 000 0000",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "5555555555554444",
    "GB33BUKB20201555555555",
    "GR16 0110 1250 0000 0001 2300 695",
)
KNOWN = (
    "Amara Lindqvist",
    "Ms Lindqvist",
    "Lindqvist",
    "Amara",
    "AMARA LINDQVIST",
    "amara lindqvist",
    "Tobias Fenwright",
    "Thistlewick Furniture",
    "thistlewick furniture",
    "TW-4471",
    "tw-4471",
    "amara.lindqvist@post.example",
    "+44 20 7946 0321",
)
FIGURES = ("£12.50", "12 March 2026", "1,250 EUR", "3 May", "31 February 2026", "12.505 EUR")
WORDS = ("the desk", "late", "and", "Ω", "πότε", "kapan", "\n", "…", "(", ")", ",", "[", "]", "7")
PIECES = st.sampled_from((*PRIVATE, *KNOWN, *FIGURES, *WORDS)) | st.text(max_size=12)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=6).map("".join)


def masks() -> Pseudonymiser:
    return Pseudonymiser(INCIDENT, OWN, "en_GB")


def spaced(text: str) -> str:
    return text.replace("[[", "[ [").replace("]]", "] ]")


@given(TEXTS, st.booleans())
@example("[[customer_name]] [[[case_id]]] [[[[x]]]]", False)
@example("[Amara Lindqvist] [[Amara]]", True)
@example("Pia@home.example,pia@home.example", False)
def test_restore_is_the_inverse(text: str, private: bool) -> None:
    made = masks()
    slotted = made.apply(text, "complaint", private=private)
    assert restore(slotted, (*OWN, *made.slots)) == spaced(text)
    assert set(names_in(slotted)) <= {slot.name for slot in (*OWN, *made.slots)}


@given(st.text("[]ab_ ", max_size=30))
def test_brackets_of_a_text_open_no_slot(text: str) -> None:
    slots = (Slot(name="ab", kind="name", meaning="", shown="SEEN", original="SEEN"),)
    assert names_in(masks().apply(text, "complaint")) == ()
    assert "SEEN" not in fill(spaced(text), slots).text


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("item", [*PRIVATE, *KNOWN])
def test_no_identity_survives(item: str, private: bool) -> None:
    made = masks()
    for text in (item, f"Ring {item}.", f"({item}),", f"“{item}”", f"It was {item}\nand {item}?"):
        slotted = made.apply(text, "what_happened", private=private)
        assert item not in slotted
        assert item in restore(slotted, (*OWN, *made.slots))


@given(st.lists(st.sampled_from((*PRIVATE, *KNOWN)), min_size=1, max_size=8))
def test_no_identity_survives_in_a_crowd(items: list[str]) -> None:
    slotted = masks().apply("; ".join(items), "complaint", private=True)
    left = re.sub(r"\[\[[a-z0-9_]+\]\]", "", slotted)
    assert not any(item in left for item in items)
    assert not re.search(r"\d{3}|@", left)


def test_one_value_has_one_slot() -> None:
    made = masks()
    first = made.apply("Pia pays £5 and £5 to pia@home.example.", "impact_1")
    again = made.apply("£5 again, pia@home.example again", "impact_1")
    assert names_in(first) == ("impact_1_amount_1", "impact_1_amount_1", "private_private_1")
    assert set(names_in(again)) == set(names_in(first))


def test_names_of_everybody_are_no_names_in_a_notice() -> None:
    notice = incident_from(facts(audience="all_affected"))
    made = Pseudonymiser(notice, (), "en_GB")
    assert made.apply("The Amara line", "what_happened") == "The Amara line"


@pytest.mark.parametrize("day", ["31 February 2026", "30 February", "2026-02-31", "31/04/2026"])
def test_a_day_that_is_none_stays_text(day: str) -> None:
    assert masks().apply(f"on {day}", "what_happened") == f"on {day}"


AMOUNTS = [
    ("GBP", "34.50", "en", "£34.50"),
    ("GBP", "1250", "en", "£1,250.00"),
    ("USD", "34.50", "en", "$34.50"),
    ("EUR", "34.50", "en", "€34.50"),
    ("JPY", "1250", "en", "JP¥1,250"),
    ("EUR", "1250.50", "el", "1.250,50 €"),
    ("IDR", "1250000", "id", "Rp1.250.000"),
    ("IDR", "1250000.50", "id", "Rp1.250.000,50"),
    ("IDR", "38000", "en", "IDR38,000"),
]


@pytest.mark.parametrize(("currency", "value", "language", "shown"), AMOUNTS)
def test_amounts_as_readers_write_them(
    currency: str, value: str, language: str, shown: str
) -> None:
    told = money(Money(value=Decimal(value), currency=currency), locale_of(language))
    assert told.replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "11 February 2026"),
        ("en-US", "February 11, 2026"),
        ("id", "11 Februari 2026"),
        ("el", "11 Φεβρουαρίου 2026"),
        ("xx", "11 February 2026"),
    ],
)
def test_dates_as_readers_write_them(language: str, shown: str) -> None:
    assert moment(dt.date(2026, 2, 11), locale_of(language)) == shown


def test_a_moment_keeps_the_hour_of_its_own_clock() -> None:
    told = dt.datetime(2026, 5, 14, 17, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    assert moment(told, "en_GB") == "14 May 2026, 17:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_facts_fill_their_slots(language: str) -> None:
    slots = api.brief(facts(language)).slots
    text = "[[customer_salutation]], [[remedy_1_amount]], [[remedy_1_due]]"
    shown = {
        "en": "Ms Lindqvist, £34.50, 2 March 2026",
        "id": "Ibu Wulan, Rp1.250.000, 20 April 2026",
        "el": "κυρία Καλλιγά, 1.250,50 €, 20 Φεβρουαρίου 2026",
    }
    assert fill(text, slots).text.replace("\N{NO-BREAK SPACE}", " ") == shown[language]


def test_places_of_filled_slots() -> None:
    filled = fill("Dear [[customer_salutation]], case [[case_id]].", OWN)
    assert [(filled.text[a:b], name) for a, b, name in filled.places] == [
        ("Ms Lindqvist", "customer_salutation"),
        ("TW-4471", "case_id"),
    ]


def test_what_is_filled_in_is_not_filled_again() -> None:
    tricky = incident_from(facts(case_id="[[sender_name]]"))
    assert fill("[[case_id]]", own_slots(tricky, "en_GB")).text == "[ [sender_name] ]"


@pytest.mark.parametrize(
    "text",
    [
        "[[remedy_9_amount]]",
        "[[Case_id]]",
        "[[case id]]",
        "[case_id]",
        "[[case_id]",
        "[Your name]",
        "[[private_private_1]]",
    ],
)
def test_unknown_slots_are_found_and_left_alone(text: str) -> None:
    made = masks()
    made.apply("4111 1111 1111 1111", "what_happened")
    slots = (*OWN, *made.slots)
    assert unknown_in(f"Dear [[customer_name]], {text}.", slots) == (text,)
    assert text in fill(text, slots).text


def test_missing_and_doubled_slots_are_counted() -> None:
    text = "[[remedy_1_amount]] by [[remedy_1_due]], again [[remedy_1_amount]]"
    written = Counter(names_in(text))
    assert written == {"remedy_1_amount": 2, "remedy_1_due": 1}
    assert "case_id" not in written


def test_a_letter_without_the_amount_or_with_a_strange_slot_is_not_accepted() -> None:
    letter = api.draft(facts()).letter
    assert letter is not None
    assert api.check(facts(), letter).accepted
    for old, new, code in (
        ("£34.50, by 2 March 2026", "something", "missing_remedy"),
        ("£34.50", "[[remedy_2_amount]]", "unknown_slot"),
        ("Ms Lindqvist", "[[private_name_1]]", "unknown_slot"),
    ):
        found = api.check(facts(), letter.text.replace(old, new))
        assert code in {finding.code for finding in found.findings}


def test_slots_have_no_two_meanings() -> None:
    told: dict[str, Any] = facts(
        impact=[{"kind": "money", "description": "a fee of £9.00 on 3 March 2026"}],
        previous_apologies=[{"date": "2025-12-01", "about": "a fee of £9.00"}],
    )
    names = [slot.name for slot in api.brief(told).slots]
    assert max(Counter(names).values()) == 1
