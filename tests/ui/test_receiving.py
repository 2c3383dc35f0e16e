"""A complaint that comes in: nothing goes into the case that the agent did not confirm."""

import pytest
import words
from streamlit.testing.v1 import AppTest

from recovery_ai import load_pack
from recovery_ai.incoming import read_mail
from recovery_ai.intake import facts_of, prefill
from recovery_ai.journal import Journal
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
