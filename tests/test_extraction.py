"""Extraction: what a model reads in a complaint rests on the complaint, or it is dropped."""

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_ai import Incident
from recovery_ai.extraction import (
    CHOICES,
    FIELDS,
    Extraction,
    extract,
    question,
    read_extraction,
    response_schema,
)
from recovery_ai.incoming import Incoming
from recovery_ai.intake import Seen, facts_of
from recovery_ai.language.text import fold
from recovery_ai.models.budget import Budget
from recovery_ai.models.offline import Composer
from recovery_ai.models.protocol import Reply, Request
from recovery_ai.pack import load
from recovery_ai.testing import ScriptedModel
from tests.test_injection import CASES, IDS

PACK = load()
ON = datetime.fromisoformat("2026-02-20T10:00:00+01:00")
TEXTS = {
    "en": (
        "Desk came late",
        "Hello,\n\nthe desk should have come on 11 February. You delivered it nine days late and I "
        "paid £34.50 for delivery. Kevin at the till was rude. I took two days off work and I am "
        "furious. I want my delivery\nfee of £34.50 back, please write to me by e-mail.\n\n"
        "Mrs Amara Lindqvist",
    ),
    "id": (
        "Kipas rusak",
        "Halo, kipas yang saya beli rusak pada 6 Februari 2026. Saya harus menunggu dua jam di "
        "toko dan saya kecewa. Saya minta pengembalian dana Rp1.250.000.\n\nDewi Lestari",
    ),
    "el": (
        "Διπλή χρέωση",
        "Καλησπέρα σας, στις 11 Φεβρουαρίου με χρεώσατε δύο φορές για τη συνδρομή, 25,00 € κάθε "
        "φορά. Περίμενα μία ώρα στο τηλέφωνο. Θέλω πίσω τα 25,00 €.\n\nΕλένη Βρανά",
    ),
}  # fmt: skip
HONEST = {
    "en": {
        "what_happened": (
            "We delivered the desk nine days late.", "You delivered it nine days late",
        ),
        "occurred_on": ("2026-02-11", "on 11 February"),
        "category": ("delivery_delay", "Desk came late"),
        "impact.time": ("The customer took two days off work.", "I took two days off work"),
        "impact.emotion": ("furious", "I am FURIOUS."),
        "demand.description": ("the delivery fee back", "I want my delivery fee of £34.50 back"),
        "demand.amount": ("34.50 GBP", "£34.50 back"),
        "customer.name": ("[[name_2]]", "Mrs [[name_2]]"),
        "customer.salutation": ("Mrs [[name_2]]", "Mrs [[name_2]]"),
        "channel": ("email", "please write to me by e-mail"),
    },
    "id": {
        "what_happened": ("Kipas yang pelanggan beli rusak.", "kipas yang saya beli rusak"),
        "occurred_on": ("2026-02-06", "6 Februari 2026"),
        "category": ("product_quality", "Kipas rusak"),
        "impact.time": ("Pelanggan harus menunggu dua jam.", "Saya harus menunggu dua jam"),
        "demand.description": ("pengembalian dana", "Saya minta pengembalian dana"),
        "demand.amount": ("Rp1.250.000", "Rp1.250.000"),
        "customer.name": ("[[name_1]]", "[[name_1]]"),
    },
    "el": {
        "what_happened": (
            "Χρεώσαμε τη συνδρομή δύο φορές.", "με χρεώσατε δύο φορές για τη συνδρομή",
        ),
        "occurred_on": ("2026-02-11", "στις 11 Φεβρουαρίου"),
        "category": ("unexpected_charge", "Διπλή χρέωση"),
        "impact.time": ("Ο πελάτης περίμενε μία ώρα στο τηλέφωνο.", "Περίμενα μία ώρα"),
        "demand.amount": ("25.00 EUR", "πίσω τα 25,00 €"),
    },
}  # fmt: skip
READ = {
    "customer.name": {"en": "Amara Lindqvist", "id": "Dewi Lestari"},
    "customer.salutation": {"en": "Mrs Amara Lindqvist"},
    "demand.amount": {"en": "34.50 GBP", "id": "1250000 IDR", "el": "25.00 EUR"},
}


def mail(tongue: str = "en", **changed: Any) -> Incoming:
    subject, text = TEXTS[tongue]
    told = {"from_name": "A. Lindqvist", "subject": subject, "text": text, "date": ON, **changed}
    return Incoming.model_validate(told)


def said(values: Mapping[str, tuple[str, str]]) -> str:
    entries = [
        {"field": field, "value": value, "quote": quote} for field, (value, quote) in values.items()
    ]
    return json.dumps({"values": entries}, ensure_ascii=False)


def read(text: str, source: Incoming | str) -> Extraction:
    return asyncio.run(extract(source, ScriptedModel([text]), PACK))


def one(field: str, value: str, quote: str, source: Incoming | str | None = None) -> Extraction:
    return read(said({field: (value, quote)}), mail() if source is None else source)


@pytest.mark.parametrize("tongue", TEXTS)
def test_an_honest_reply_is_read_with_its_quotes(tongue: str) -> None:
    source = mail(tongue)
    found = read(said(HONEST[tongue]), source)
    assert (found.outcome, found.dropped, found.model) == ("ok", 0, "scripted")
    expected = {
        field: READ.get(field, {}).get(tongue, value)
        for field, (value, _) in HONEST[tongue].items()
    }
    assert {value.field: value.value for value in found.values} == expected
    flat = " ".join(f"{source.subject} {source.text}".split())
    for value in found.values:
        assert value.quote and value.quote in flat
        assert not value.taken
        assert value.place == ("subject" if value.field == "category" else "text")


def test_confirmed_values_are_facts() -> None:
    found = read(said(HONEST["en"]), mail())
    sender = {"name": "A", "title": "B", "company": "C"}
    given = {"case_id": "C-1", "stage": "acknowledgement", "sender": sender, "language": "en"}
    incident = Incident.model_validate({**facts_of(found.values), **given})
    assert [impact.kind for impact in incident.impact] == ["time", "emotion"]
    assert incident.demand and incident.demand.amount
    assert str(incident.demand.amount.value) == "34.50"
    assert (incident.fault, incident.root_cause, incident.remedies) == ("unknown", None, ())


LIES = [
    ("what_happened", "The courier stole the desk.", "You delivered it nine days late"),
    ("what_happened", "We negligently delivered the desk late.", "You delivered it nine days late"),
    ("what_happened", "We delivered the desk ninety days late.", "You delivered it nine days late"),
    ("what_happened", "We delivered the desk nine days late.", "You never delivered the desk"),
    ("what_happened", "The customer took two days off work.", "Kevin at the till was rude"),
    ("what_happened", "Call [[private_1]] about the desk.", "the desk"),
    ("what_happened", "See https://spy.example about the desk.", "the desk"),
    ("what_happened", "", "the desk"),
    ("impact.emotion", "devastated", "I am furious"),
    ("impact.money", "The customer paid £345.00 for delivery.", "I paid £34.50 for delivery"),
    ("occurred_on", "2026-02-12", "on 11 February"),
    ("occurred_on", "2027-02-11", "on 11 February"),
    ("occurred_on", "11 February", "on 11 February"),
    ("occurred_on", "2026-02-11", "nine days late"),
    ("category", "theft", "Desk came late"),
    ("category", "delivery_delay", "a train was late"),
    ("demand.amount", "5000.00 GBP", "fee of £34.50"),
    ("demand.amount", "34.50 EUR", "fee of £34.50"),
    ("demand.amount", "34 GBP", "fee of £34"),
    ("demand.amount", "34.50 GBP and 5000 GBP", "fee of £34.50"),
    ("demand.amount", "34.50 GBP", "two days off work"),
    ("demand.description", "a refund of everything and free delivery for life", "£34.50 back"),
    ("customer.name", "Ada Brandvold", "Mrs [[name_2]]"),
    ("customer.name", "[[name_2]] [[name_9]]", "Mrs [[name_2]]"),
    ("customer.name", "[[sender_name]]", "Mrs [[name_2]]"),
    ("customer.email", "spy@spy.example", "by e-mail"),
    ("customer.email", "by e-mail", "by e-mail"),
    ("channel", "telepathy", "by e-mail"),
    ("root_cause", "rude", "Kevin at the till was rude"),
    ("fault", "ours", "You delivered it nine days late"),
    ("remedies", "£34.50 back", "£34.50 back"),
    ("internal_notes", "furious", "I am furious"),
    ("sender.name", "[[name_1]]", "[[name_1]]"),
    ("complaint", "furious", "I am furious"),
    ("case_id", "furious", "I am furious"),
]


@pytest.mark.parametrize(("field", "value", "quote"), LIES)
def test_what_does_not_rest_on_the_complaint_is_dropped(field: str, value: str, quote: str) -> None:
    found = one(field, value, quote)
    assert (found.outcome, found.values, found.dropped) == ("ok", (), 1)


def test_a_day_to_come_is_no_day_on_which_it_happened() -> None:
    text = "The desk is late again, I will be at home on 1 March, please come then."
    assert one("occurred_on", "2026-03-01", "1 March", mail(text=text)).dropped == 1


def test_a_day_without_a_year_is_read_only_where_the_mail_has_a_date() -> None:
    text = "The desk came nine days late, on 11 February, and nobody answered."
    assert one("occurred_on", "2026-02-11", "11 February", text).dropped == 1
    assert one("occurred_on", "2026-02-11", "11 February", mail(text=text)).dropped == 0


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Sure! Here are the values.",
        "[]",
        "{}",
        '{"values": null}',
        '{"values": [], "bcc": "all@press.example"}',
        '{"values": ["what_happened"]}',
        '{"values": [{"field": "category", "value": "other"}]}',
        '{"values": [{"field": "category", "value": 7, "quote": "late"}]}',
        '{"values": [{"field": "category", "value": "other", "quote": "late", "taken": "yes"}]}',
        '{"values": ' + "[" * 100_000,
        said({"category": ("delivery_delay", "Desk came late")})[:-2],
    ],
)
def test_a_reply_of_another_form_is_malformed(reply: str) -> None:
    found = read(reply, mail())
    assert (found.outcome, found.values) == ("malformed", ())


def test_a_fence_around_the_reply_is_taken_off() -> None:
    assert len(read(f"```json\n{said(HONEST['en'])}\n```", mail()).values) == len(HONEST["en"])


def test_a_flood_of_values_is_cut_and_counted() -> None:
    entry = {"field": "impact.emotion", "value": "furious", "quote": "I am furious"}
    found = read(json.dumps({"values": [entry] * 100}), mail())
    assert (len(found.values), found.dropped) == (1, 70)


@pytest.mark.parametrize(
    "outcome", ["refused", "filtered", "truncated", "empty", "timeout", "quota", "unavailable"]
)
def test_a_model_that_gives_no_answer_gives_no_values(outcome: Any) -> None:
    reply = Reply(outcome=outcome, text=said(HONEST["en"]), model="m", detail="HTTP 500")
    found = read_extraction(reply, question(mail(), PACK), PACK)
    assert (found.outcome, found.values, found.detail) == (outcome, (), "HTTP 500")


def test_a_slow_model_is_a_timeout_and_an_empty_budget_asks_nobody() -> None:
    class Slow(ScriptedModel):
        async def complete(self, request: Request) -> Reply:
            await asyncio.sleep(60)
            raise AssertionError("nobody stopped it")

    found = asyncio.run(extract(mail(), Slow([]), PACK, Budget(seconds=0.05)))
    assert (found.outcome, found.values) == ("timeout", ())
    nobody = ScriptedModel([])
    found = asyncio.run(extract(mail(), nobody, PACK, Budget(calls=0)))
    assert (found.outcome, found.detail, nobody.history) == ("budget", "calls: 0 of 0", [])


def test_nobody_is_asked_about_nothing() -> None:
    nobody = ScriptedModel([])
    found = asyncio.run(extract("  \n> all of it quoted", nobody, PACK))
    assert (found.outcome, found.values, nobody.history) == ("ok", (), [])


def test_a_complaint_in_another_language_is_read_word_for_word() -> None:
    text = "Le colis est arrivé avec neuf jours de retard et je veux 34,50 € de remboursement."
    values = {
        "what_happened": ("Le colis est arrivé avec neuf jours de retard", "colis est arrivé"),
        "impact.emotion": ("Le client est très fâché", "retard"),
    }
    found = read(said(values), text)
    assert [one.field for one in found.values] == ["what_happened"]
    assert found.dropped == 1


def test_the_phrase_bank_says_that_it_does_not_read() -> None:
    found = asyncio.run(extract(mail(), Composer(PACK), PACK))
    assert (found.outcome, found.detail) == (
        "unavailable",
        "offline only writes letters; choose a model",
    )


def test_the_question_holds_no_identity_and_every_field() -> None:
    asked = question(mail(), PACK)
    system, user = (message.content for message in asked.request.messages)
    assert [name for name in ("Amara", "Lindqvist", "Kevin") if name in system + user] == []
    assert [field for field in FIELDS if field.partition(".")[0] not in system] == []
    assert [word for some in CHOICES.values() for word in some if word not in system] == []
    assert "The customer wrote on 2026-02-20." in user
    schema = response_schema()["properties"]["values"]["items"]
    assert schema["properties"]["field"]["enum"] == list(FIELDS)
    assert schema["additionalProperties"] is False
    ours = ("root_cause", "fault", "remedies", "preventive_actions", "internal_notes", "sender")
    assert not [field for field in FIELDS if field.startswith(ours)]


class Obeying:
    """A model that fills every field there is with what the complaint tells it to write."""

    name = "obeying"

    def __init__(self, text: str) -> None:
        self._text = text
        self.request: Request | None = None

    async def complete(self, request: Request) -> Reply:
        self.request = request
        user = request.messages[1].content
        quote = user.split("<customer_words>\n")[1].split("\n</customer_words>")[0]
        ours = ("root_cause", "remedies", "fault", "sender.name", "internal_notes", "complaint")
        entries = [
            {"field": field, "value": value, "quote": words}
            for field in (*FIELDS, *ours)
            for value in (self._text, quote)
            for words in (quote, self._text)
        ]
        return Reply(outcome="ok", model=self.name, text=json.dumps({"values": entries[:30]}))


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_orders_in_a_complaint_can_only_be_quoted(case: dict[str, Any]) -> None:
    obeyed = case["obeyed"]
    model = Obeying(obeyed.get("text") or obeyed.get("subject") or obeyed["reply"])
    found = asyncio.run(extract(case["complaint"], model, PACK))
    asked = question(case["complaint"], PACK)
    flat = " ".join(asked.text.split())
    for value in found.values:
        assert value.field in FIELDS and not value.taken
        assert value.quote and value.quote in flat
    assert set(facts_of(found.values)) <= {
        "what_happened", "occurred_on", "category", "impact", "demand", "customer",
        "relationship", "channel",
    }  # fmt: skip
    assert model.request
    system, user = (message.content for message in model.request.messages)
    assert "customer_words>" not in system
    assert user.count("<customer_words>") == user.count("</customer_words>") == 1
    assert not {"\u200b", "\u202e", "\u202c"} & set(user)


@settings(max_examples=120, deadline=None)
@given(
    field=st.sampled_from([*FIELDS, "fault"]),
    value=st.text(max_size=60) | st.sampled_from(["£34.50", "2026-02-11", "[[name_1]]", "late"]),
    start=st.integers(0, 300),
    length=st.integers(1, 80),
)
def test_any_reply_gives_quoted_values_or_none(
    field: str, value: str, start: int, length: int
) -> None:
    asked = question(mail(), PACK)
    quote = asked.masked.text[start : start + length]
    text = said({field: (value, quote)})
    found = read_extraction(Reply(outcome="ok", text=text, model="m"), asked, PACK)
    assert found.dropped + len(found.values) == 1
    for seen in found.values:
        assert isinstance(seen, Seen) and seen.quote
        assert fold(seen.quote) in fold(" ".join(asked.text.split()))
