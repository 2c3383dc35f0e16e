"""The incident notice: from a list and facts to checked mails, or one line that says why not."""

import json

import words
from streamlit.testing.v1 import AppTest

from recovery_ai.journal import Journal
from tests.facts import facts
from tests.test_mailing import LIST
from tests.ui.test_pages import at, clean, journal, page, shown

__all__ = ["journal", "page"]


def begun(page: AppTest) -> AppTest:
    at(page, "notice")
    page.text_area(key="notice:list").set_value(LIST)
    clean(page.run())
    page.text_area(key="notice:facts").set_value(json.dumps(facts(audience="all_affected")))
    clean(page.run())
    return clean(page.button(key="notice:draft").click().run())


def test_a_text_becomes_a_mail_for_each(page: AppTest, journal: Journal) -> None:
    del journal
    begun(page)
    assert "[[customer_salutation]]" in str(page.text_area(key="notice:text").value)
    clean(page.button(key="notice:check").click().run())
    said = shown(page)
    letters = words.counted("letter_counts", 2)
    assert words.say("all_accepted", letters=letters) in said
    assert len(page.get("download_button")) == 1
    page.text_area(key="notice:text").set_value("Nothing was wrong.")
    clean(page.run())
    assert page.get("download_button") == [], "a changed text is offered unchecked"


def test_a_bad_text_offers_nothing(page: AppTest, journal: Journal) -> None:
    del journal
    begun(page)
    text = str(page.text_area(key="notice:text").value)
    page.text_area(key="notice:text").set_value(f"{text}\n\nThis was your own fault.").run()
    clean(page.button(key="notice:check").click().run())
    letters = words.counted("letter_counts", 2)
    assert words.say("some_refused", letters=letters) in shown(page)
    assert page.get("download_button") == []
    page.text_area(key="notice:text").set_value(f"{text}\n\n[[customer_company]]").run()
    assert "[[customer_company]] is unfilled" in shown(clean(page))


def test_a_bad_list_and_bad_facts_are_one_line(page: AppTest, journal: Journal) -> None:
    del journal
    at(page, "notice")
    page.text_area(key="notice:list").set_value("name,email,case_id\nA,nobody,1").run()
    assert "line 2: email" in shown(clean(page))
    page.text_area(key="notice:list").set_value(LIST).run()
    page.text_area(key="notice:facts").set_value("stage: resolution").run()
    assert words.say("not_loaded") in shown(clean(page))
