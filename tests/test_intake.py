"""Intake: what a mail tells is taken over with its place, nothing is invented, gaps are named."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_ai import Incident
from recovery_ai.incident import Demand
from recovery_ai.incoming import Incoming
from recovery_ai.intake import REQUIRED, prefill
from recovery_ai.language.text import fold
from recovery_ai.own_words import unquoted
from recovery_ai.pack import LANGUAGES, Signal, load

PACK = load()
SIGNALS = [(t, signal) for t in LANGUAGES for signal in PACK.signals(t, "intake")[0]]
ON = datetime.fromisoformat("2026-02-20T10:00:00+01:00")
MAILS: dict[str, tuple[str, str, dict[str, str]]] = {
    "en": (
        "Desk never came",
        "Hello,\n\nmy order number 88-1201 should have come on 11 February. The desk was delivered "
        "nine days late and I paid £34.50 for delivery. My case number is TW-4471.\n\nAmara",
        {"category": "delivery_delay", "case_id": "TW-4471", "occurred_on": "2026-02-11"},
    ),
    "id": (
        "Kipas rusak",
        "Halo, kipas yang saya beli rusak pada 6 Februari 2026. Nomor pesanan saya 88-1201, "
        "harganya Rp1.250.000. Nomor kasus saya KP-2093. Tolong segera dibantu ya.",
        {"category": "product_quality", "case_id": "KP-2093", "occurred_on": "2026-02-06"},
    ),
    "el": (
        "Διπλή χρέωση",
        "Καλησπέρα σας, στις 11 Φεβρουαρίου με χρεώσατε δύο φορές για τη συνδρομή, 25,00 € κάθε "
        "φορά. Ο αριθμός υπόθεσης είναι ΒΛ-118 και ο αριθμός παραγγελίας είναι 88-1201.",
        {"category": "unexpected_charge", "case_id": "ΒΛ-118", "occurred_on": "2026-02-11"},
    ),
}
AMOUNTS = {"en": "34.50 GBP", "id": "1250000 IDR", "el": "25.00 EUR"}


def mail(tongue: str, **changed: Any) -> Incoming:
    subject, text, _ = MAILS[tongue]
    told = {
        "from_name": "Amara Lindqvist", "from_address": "amara@post.example", "subject": subject,
        "text": text, "date": ON,
    }  # fmt: skip
    return Incoming.model_validate({**told, **changed})


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_mail_fills_what_it_tells(tongue: str) -> None:
    found = prefill(mail(tongue), PACK)
    expected = {
        **MAILS[tongue][2],
        "customer": {"name": "Amara Lindqvist", "email": "amara@post.example"},
        "channel": "email",
        "language": tongue,
        "complaint": MAILS[tongue][1],
    }
    assert found.facts == expected
    assert set(found.missing) == {
        "stage", "what_happened", "sender.name", "sender.title", "sender.company",
    }  # fmt: skip
    others = {(one.field, one.value) for one in found.seen if not one.taken}
    assert {("order", "88-1201"), ("amount", AMOUNTS[tongue])} <= others


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_value_says_where_it_stands(tongue: str) -> None:
    told = mail(tongue)
    found = prefill(told, PACK)
    for one in found.seen:
        assert one.place in {"from", "subject", "text", "mail"}
        if one.quote:
            assert one.quote in {"subject": told.subject, "text": told.text}[one.place]
    taken = {one.field for one in found.seen if one.taken}
    assert taken == {
        "customer.name", "customer.email", "channel", "language", "case_id", "category",
        "occurred_on",
    }  # fmt: skip


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_with_the_gaps_filled_it_is_an_incident(tongue: str) -> None:
    sender = {"name": "A", "title": "B", "company": "C"}
    facts = {**prefill(mail(tongue), PACK).facts, "stage": "acknowledgement", "sender": sender}
    incident = Incident.model_validate({**facts, "what_happened": "We were late."})
    assert incident.complaint == MAILS[tongue][1]
    assert incident.fault == "unknown" and incident.remedies == () and incident.demand is None


def test_what_is_said_twice_is_left_to_the_agent() -> None:
    text = (
        "My case number is TW-1, or was it case number TW-2. The parcel never came, and your agent "
        "was rude. I was at home on 3 February 2026 and on 5 February 2026, and will be on 1 March."
    )
    found = prefill(mail("en", subject="", text=text), PACK)
    assert not {"case_id", "category", "occurred_on"} & set(found.facts)
    others = [(one.field, one.value) for one in found.seen if not one.taken]
    assert others == [
        ("case_id", "TW-1"), ("case_id", "TW-2"), ("category", "delivery_delay"),
        ("category", "poor_service"), ("occurred_on", "2026-02-03"), ("occurred_on", "2026-02-05"),
        ("date", "2026-03-01"),
    ]  # fmt: skip


ASKED: dict[str, tuple[str, str | None]] = {
    "I want my delivery fee of £34.50 back, and soon.": (
        "the delivery fee of £34.50 back", "34.50 GBP",
    ),
    "I demand a full refund of 120 EUR and a replacement kettle.": (
        "a full refund of 120 EUR and a replacement kettle", "120 EUR",
    ),
    "I want a full refund of £120.00 or I will tell the newspapers.": (
        "a full refund of £120.00", "120.00 GBP",
    ),
    "All I want is my money back, please.": ("the money back", None),
    "Saya minta pengembalian dana penuh sebesar Rp1.250.000 dalam tujuh hari.": (
        "pengembalian dana penuh sebesar Rp1.250.000", "1250000 IDR",
    ),
    "Kami menuntut ganti rugi, karena paket belum sampai.": ("ganti rugi", None),
    "Saya minta uang saya kembali, kipasnya rusak.": ("uang kembali", None),
    "Ζητώ την επιστροφή των 34,90 € μου εντός δέκα ημερών.": (
        "την επιστροφή των 34,90 €", "34.90 EUR",
    ),
    "Χθες δεν είχαμε ίντερνετ, απαιτώ αποζημίωση 50€.": ("αποζημίωση 50€", "50 EUR"),
}  # fmt: skip
SILENT = [
    "I want you to refund £500 at once, because you charged me twice.",
    "I would like to know when my refund comes.",
    "I do not want a refund, I want this looked into.",
    "If I want a refund, I have to call you, they said.",
    "I'd like a replacement kettle or my £45.00 back.",
    "I want the truth from all of you, and not tomorrow.",
    "You want my money, and I have nothing to show for it.",
    "Saya tidak minta ganti rugi, hanya ingin tahu sebabnya.",
    "Kami menuntut ganti rugi yang layak, karena paket belum sampai.",
    "Anda meminta uang saya dua kali, dan itu salah.",
    "Δεν θέλω αποζημίωση, θέλω μόνο να με ακούσετε.",
    "Ζητώ να μάθω γιατί με χρεώσατε 50 € δύο φορές.",
    "Θέλω τα χρήματά μου πίσω, και γρήγορα.",
]


@pytest.mark.parametrize("text", ASKED)
def test_a_plain_demand_is_taken_with_its_amount(text: str) -> None:
    thing, amount = ASKED[text]
    facts = prefill(text, PACK).facts
    assert facts["demand"]["description"] == thing
    told = facts["demand"].get("amount")
    assert (f"{told['value']} {told['currency']}" if told else None) == amount
    assert Demand.model_validate(facts["demand"]).within_policy is None


@pytest.mark.parametrize("text", SILENT)
def test_a_demand_in_doubt_is_left_to_the_agent(text: str) -> None:
    assert "demand" not in prefill(text, PACK).facts


def test_two_demands_are_left_to_the_agent() -> None:
    text = "I want a refund of £20. After all this I demand a replacement desk as well."
    found = prefill(text, PACK)
    assert "demand" not in found.facts
    told = [one.value for one in found.seen if one.field.startswith("demand.")]
    assert told == ["a refund of £20", "20 GBP", "a replacement desk"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I ordered a desk on 3 February and it is late.", None),
        ("The lamp I bought broke on 3 February, and nobody answered.", "2026-02-03"),
        (
            "The invoice dated 3 February is wrong: you charged me again on 5 February.",
            "2026-02-05",
        ),
        ("It has still not arrived today, and I am waiting.", None),
        ("You had two weeks, and 3/4 of the parts were missing.", None),
        ("Saya pesan tanggal 3 Februari dan paket belum sampai juga.", None),
        ("Kipas yang saya beli rusak pada tgl 6 Februari 2026, dan saya kecewa.", "2026-02-06"),
        ("Internet mati sejak hari Senin, 9/2/2026, dan belum menyala.", "2026-02-09"),
        ("Kemarin kurir tidak datang, padahal saya sudah menunggu.", None),
        ("Παρήγγειλα στις 3 Φεβρουαρίου και ακόμα δεν έχει έρθει.", None),
        ("Το πλυντήριο που αγόρασα χάλασε στις 11/2 το βράδυ.", "2026-02-11"),
        ("Το δέμα δεν ήρθε τη Δευτέρα 9 Φεβρουαρίου, όπως είχατε πει.", "2026-02-09"),
    ],
)
def test_the_day_is_the_one_on_which_it_happened(text: str, day: str | None) -> None:
    assert prefill(mail("en", subject="", text=text), PACK).facts.get("occurred_on") == day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("The parcel with the number 88-1201 never arrived.", "88-1201"),
        ("My order #88-1201 never arrived, where is it?", "88-1201"),
        ("Pesanan saya dengan nomor 88-1201 belum datang juga.", "88-1201"),
        ("Η παραγγελία μου με αριθμό 88-1201 δεν έχει έρθει.", "88-1201"),
        ("Στο τιμολόγιο υπ' αριθμόν 2026/17 υπάρχει λάθος χρέωση.", "2026/17"),
        ("In order to be at home I took 2 days off, for nothing.", None),
    ],
)
def test_an_order_number_stands_behind_its_word(text: str, order: str | None) -> None:
    seen = prefill(text, PACK).seen
    assert next((one.value for one in seen if one.field == "order"), None) == order


def test_nothing_is_made_of_nothing() -> None:
    assert prefill("", PACK).facts == {}
    assert prefill("", PACK).missing == REQUIRED
    other = prefill("Bonjour, je suis très déçu de votre service et je veux une réponse.", PACK)
    assert set(other.facts) == {"complaint"}
    nameless = mail("en", from_name="amara@post.example", from_address="not an address")
    assert "customer" not in prefill(nameless, PACK).facts


@pytest.mark.parametrize("year", [1, 9999])
def test_a_broken_clock_tells_nothing(year: int) -> None:
    text = "My parcel never came on 31 December, and I will be at home tomorrow. Thank you."
    found = prefill(mail("en", text=text, date=ON.replace(year=year, month=12, day=31)), PACK)
    assert "occurred_on" not in found.facts
    assert found.facts["category"] == "delivery_delay"


def test_a_text_does_not_say_whose_address_it_holds() -> None:
    found = prefill("Please write to me at amara@post.example about the delay, thank you.", PACK)
    assert "customer" not in found.facts
    assert [one.value for one in found.seen if one.field == "customer.email"] == [
        "amara@post.example"
    ]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Hi.\n\nOn 1 May 2026 Care wrote:\n> We refund £9.\n> Bye\n\nThanks", "Hi.\n\n\nThanks"),
        ("Hi.\n-----Original Message-----\nWe refund £9.", "Hi.\n"),
        ("> all of it\n> quoted", ""),
        ("I waited:\n\n- once\n- twice", "I waited:\n\n- once\n- twice"),
    ],
)
def test_quoted_mails_are_not_the_customers_words(text: str, own: str) -> None:
    assert unquoted(text) == own


@pytest.mark.parametrize(
    ("tongue", "signal"), SIGNALS, ids=[f"{tongue}-{signal.name}" for tongue, signal in SIGNALS]
)
def test_signal_has_its_examples_right(tongue: str, signal: Signal) -> None:
    lexicon = PACK.signals(tongue, "intake")[1]

    def fires(text: str) -> bool:
        folded = fold(text)
        return signal.name in lexicon.scan(folded) and not lexicon.excepted(signal.name, folded)

    assert signal.flags and signal.passes
    assert [text for text in signal.flags if not fires(text)] == []
    assert [text for text in signal.passes if fires(text)] == []


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_language_knows_the_same_signals(tongue: str) -> None:
    names = [signal.name for signal in PACK.signals(tongue, "intake")[0]]
    assert names == [signal.name for signal in PACK.signals("en", "intake")[0]]


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=400), name=st.text(max_size=40), subject=st.text(max_size=60))
def test_any_text_gives_partial_facts(text: str, name: str, subject: str) -> None:
    found = prefill(Incoming(from_name=name, subject=subject, text=text, date=ON), PACK)
    assert set(found.facts) <= {
        "customer", "channel", "language", "case_id", "category", "occurred_on", "complaint",
        "demand",
    }  # fmt: skip
    assert not {"stage", "what_happened", "sender.name"} - set(found.missing)
