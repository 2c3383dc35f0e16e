"""A complaint that comes in: nothing goes into the case that the agent did not confirm."""

import asyncio
import json
from pathlib import Path
from typing import Any

import extracting
import pytest
import words
from streamlit.testing.v1 import AppTest

from recovery_ai import Model, Reply, Request, load_pack
from recovery_ai.incoming import read_mail
from recovery_ai.intake import facts_of, prefill
from recovery_ai.journal import Journal
from recovery_ai.testing import ScriptedModel
from tests.ui.conftest import UI
from tests.ui.test_pages import clean, journal, page, shown, the_case

__all__ = ["journal", "page"]
MAIL = """From: Noor Vantongeren <noor@post.example>
Date: Tue, 17 Feb 2026 09:30:00 +0000
Subject: Case TW-9911, late again
Message-ID: <a1@post.example>

Hello, on 11 February 2026 you delivered my parcel nine days late. I paid 12.50 GBP for it.
"""


def opened(page: AppTest) -> AppTest:
    return clean(page.button(key="queue:new").click().run())


def uploaded(page: AppTest, text: str, name: str = "asked.eml") -> AppTest:
    page.file_uploader(key="start:mail").set_value((name, text.encode(), "message/rfc822"))
    return clean(page.run())


def boxes(page: AppTest) -> dict[str, str]:
    return {str(one.key): one.label for one in page.checkbox if str(one.key).startswith("seen:")}


def test_a_mail_is_shown_with_the_place_of_each_value(page: AppTest) -> None:
    uploaded(opened(page), MAIL)
    labels = " | ".join(boxes(page).values())
    assert "Customer name: `Noor Vantongeren` (sender of the mail)" in labels
    assert "`TW-9911` (subject" in labels
    assert "Amount: 12.50 GBP" in shown(page)


def test_a_mail_cannot_make_the_page_load_or_link_anything(page: AppTest) -> None:
    name = '"![x](https://spy.example/a.png) `[y](https://spy.example)`"'
    uploaded(opened(page), MAIL.replace("Noor Vantongeren", name))
    label = next(one for one in boxes(page).values() if one.startswith("Customer name"))
    assert "`![x](https://spy.example/a.png) '[y](https://spy.example)'`" in label


def test_only_what_is_confirmed_goes_into_the_case(page: AppTest, journal: Journal) -> None:
    uploaded(opened(page), MAIL)
    name = next(key for key, label in boxes(page).items() if "customer name" in label.lower())
    page.checkbox(key=name).check().run()
    clean(page.button(key="start:take").click().run())
    case = the_case(journal)
    assert case.facts["customer"] == {"name": "Noor Vantongeren"}
    assert "nine days late" in case.facts["complaint"]
    assert "occurred_on" not in case.facts
    assert case.id != "TW-9911"
    assert case.received.isoformat().startswith("2026-02-17T09:30")


def test_all_that_is_plain_is_one_click(page: AppTest, journal: Journal) -> None:
    uploaded(opened(page), MAIL)
    clean(page.button(key="start:plain").click().run())
    clean(page.button(key="start:take").click().run())
    case = the_case(journal)
    plain = prefill_facts()
    assert case.id == plain["case_id"] == "TW-9911"
    assert case.facts["customer"] == plain["customer"]
    assert case.facts["occurred_on"] == "2026-02-11"


def prefill_facts() -> dict[str, object]:
    found = prefill(read_mail(MAIL.encode()), load_pack())
    assert (
        facts_of([one for one in found.seen if one.taken]) | {"complaint": found.facts["complaint"]}
        == found.facts
    )
    return found.facts


def test_two_values_for_one_field_are_refused(page: AppTest, journal: Journal) -> None:
    text = "My case number TW-1, or was it case number TW-2? The parcel came late."
    opened(page)
    page.text_area(key="start:mail-text").set_value(text)
    clean(page.run())
    keys = [key for key, label in boxes(page).items() if label.startswith("Case number")]
    assert len(keys) == 2
    for key in keys:
        page.checkbox(key=key).check()
    clean(page.run())
    assert words.say("two_values", field=words.label("case_id")) in shown(page)
    assert journal.queue().rows == ()


@pytest.mark.parametrize("raw", ["", "no mail at all"])
def test_a_file_that_is_no_mail_is_one_line(page: AppTest, raw: str) -> None:
    uploaded(opened(page), raw or " ")
    assert "is no mail message" in shown(page)


READ = [
    {
        "field": "what_happened",
        "value": "We delivered the parcel nine days late.",
        "quote": "you delivered my parcel nine days late",
    },
    {"field": "impact.money", "value": "12.50 GBP for it", "quote": "I paid 12.50 GBP for it"},
    {"field": "impact.time", "value": "nine days late", "quote": "nine days late"},
    {"field": "occurred_on", "value": "2026-02-11", "quote": "on 11 February 2026"},
    {"field": "category", "value": "poor_service", "quote": "late again"},
    {"field": "demand.amount", "value": "5000 GBP", "quote": "12.50 GBP"},
    {"field": "root_cause", "value": "late again", "quote": "late again"},
]


@pytest.fixture
def asked(journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Model]:
    """Configure a model; the test puts the one to be asked into the list."""
    del journal
    with (tmp_path / "recovery.toml").open("a", encoding="utf-8") as file:
        file.write('model = "openai/any"\n')
    models: list[Model] = []
    monkeypatch.setattr(extracting, "resolve", lambda name, pack: models[-1])
    return models


def answered(page: AppTest) -> AppTest:
    """Ask the model, and wait until it has answered."""
    clean(page.button(key="start:read").click().run())
    assert page.session_state[extracting.JOB].wait(60)
    return clean(page.run())


def proposed(page: AppTest) -> dict[str, str]:
    return {one.label: str(one.key) for one in page.checkbox if str(one.key).startswith("read:")}


def scripted(values: list[dict[str, str]]) -> ScriptedModel:
    return ScriptedModel([json.dumps({"values": values})], name="openai/any")


def test_without_a_model_nothing_offers_one(page: AppTest) -> None:
    uploaded(opened(page), MAIL)
    assert [one.key for one in page.button if str(one.key).startswith("start:read")] == []


def test_what_a_model_read_is_taken_value_by_value(
    page: AppTest, asked: list[Model], journal: Journal
) -> None:
    asked.append(scripted(READ))
    uploaded(opened(page), MAIL)
    before = boxes(page)
    answered(page)
    values = proposed(page)
    assert list(values) == [
        "What happened: `We delivered the parcel nine days late.`",
        "Harm to the customer (time): `nine days late`",
        "Harm to the customer (money): `12.50 GBP for it`",
        "Category: Poor service",
    ]
    assert not [one for one in page.checkbox if one.value]
    assert boxes(page) == before, "what the mail itself tells stays as it was"
    assert "<q>you delivered my parcel nine days late</q>" in shown(page)
    assert words.counted("left_out", 2) in shown(page)
    clean(page.button(key="start:plain").click().run())
    assert not [key for key in values.values() if page.checkbox(key=key).value]
    for label in list(values)[:3]:
        page.checkbox(key=values[label]).check()
    clean(page.run())
    clean(page.button(key="start:take").click().run())
    facts = the_case(journal).facts
    assert facts["what_happened"] == "We delivered the parcel nine days late."
    assert [one["kind"] for one in facts["impact"]] == ["time", "money"]
    assert facts["category"] == "delivery_delay", "the model's other word was not ticked"
    assert not {"root_cause", "demand", "fault", "remedies"} & set(facts)


def test_two_readings_of_one_field_are_not_both_taken(
    page: AppTest, asked: list[Model], journal: Journal
) -> None:
    asked.append(scripted(READ))
    uploaded(opened(page), MAIL)
    answered(page)
    clean(page.button(key="start:plain").click().run())
    clean(page.checkbox(key=proposed(page)["Category: Poor service"]).check().run())
    assert words.say("two_values", field=words.label("category")) in shown(page)
    assert journal.queue().rows == ()


def test_a_model_sees_no_name_of_the_mail(page: AppTest, asked: list[Model]) -> None:
    model = scripted([])
    asked.append(model)
    signed = f"{MAIL}\nCall 0117 496 0123 or noor@post.example.\nNoor Vantongeren\n"
    uploaded(opened(page), signed)
    answered(page)
    assert "read nothing that does not stand here already" in shown(page)
    sent = " ".join(message.content for message in model.history[0].messages)
    assert [one for one in ("Noor", "Vantongeren", "noor@", "496") if one in sent] == []


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(outcome="timeout", model="m", detail="no answer in time"), "no answer in time"),
        (Reply(outcome="refused", model="m"), "refused to write"),
        (
            Reply(outcome="unavailable", model="m", detail="HTTP 401: check the API key"),
            "HTTP 401: check the API key",
        ),
        ("I would rather not.", "not of the form asked for"),
    ],
)
def test_a_model_that_did_not_read_is_one_line(
    page: AppTest, asked: list[Model], reply: Any, said: str
) -> None:
    asked.append(ScriptedModel([reply]))
    uploaded(opened(page), MAIL)
    before = boxes(page)
    answered(page)
    assert f"{words.say('not_read')}: {said}." in shown(page)
    assert boxes(page) == before
    assert page.button(key="start:read"), "it can be asked again"


def test_a_reading_is_waited_for_and_stopped(page: AppTest, asked: list[Model]) -> None:
    class Slow(ScriptedModel):
        async def complete(self, request: Request) -> Reply:
            await asyncio.sleep(60)
            raise AssertionError("nobody stopped it")

    asked.append(Slow([]))
    uploaded(opened(page), MAIL)
    clean(page.button(key="start:read").click().run())
    job = page.session_state[extracting.JOB]
    clean(page.button(key="start:stop-reading").click().run())
    assert job.wait(20)
    clean(page.run())
    assert page.button(key="start:read")
    assert words.say("not_read") not in shown(page)


def test_another_complaint_is_not_shown_the_values_of_the_first(
    page: AppTest, asked: list[Model]
) -> None:
    asked.append(scripted(READ))
    uploaded(opened(page), MAIL)
    answered(page)
    assert proposed(page)
    uploaded(page, MAIL.replace("nine", "ten"))
    assert proposed(page) == {}
    assert page.button(key="start:read")


@pytest.mark.parametrize("tongue", ["id", "el"])
def test_it_is_read_in_every_language(
    asked: list[Model], tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "language", lambda: tongue)
    page = clean(AppTest.from_file(str(UI / "app.py"), default_timeout=60).run())
    asked.append(scripted(READ))
    uploaded(opened(page), MAIL)
    answered(page)
    assert len(proposed(page)) == 4
    assert words.counted("left_out", 2) in shown(page)
    assert words.table("en")["left_out"]["many"].format(n=2) not in shown(page)
