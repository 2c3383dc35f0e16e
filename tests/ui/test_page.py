"""The page without a browser: what it asks, decides, drafts and finds."""

import json
import logging
from collections.abc import Callable
from typing import Any

import drafting_job
import pytest
import words
from streamlit.testing.v1 import AppTest

from recovery_ai import Incident
from tests.facts import MISSING, facts, put
from tests.ui.conftest import UI

BLAME = "You should have read the terms, so this is your own fault."
Open = Callable[[dict[str, Any] | str], AppTest]


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(UI / "app.py"), default_timeout=30).run()


@pytest.fixture
def loaded(page: AppTest) -> Open:
    """Open the page and paste facts."""

    def paste(case: dict[str, Any] | str) -> AppTest:
        text = case if isinstance(case, str) else json.dumps(case)
        page.text_area(key="start:paste").set_value(text)
        return clean(page.button(key="start:use").click().run())

    return paste


def clean(page: AppTest) -> AppTest:
    assert not page.exception, [one.message for one in page.exception]
    return page


def shown(page: AppTest) -> str:
    """Return all that the page says in HTML of its own, without its style sheet."""
    bodies = [one.proto.body for one in page.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def drafted(page: AppTest) -> AppTest:
    return clean(page.button(key="draft").click().run())


def text_of(page: AppTest) -> str:
    return page.text_area(key="desk:text").value or ""


def edited(page: AppTest, text: str) -> AppTest:
    return clean(page.text_area(key="desk:text").set_value(text).run())


def test_empty_page_says_what_is_needed(page: AppTest) -> None:
    clean(page)
    assert f"{words.NEEDED}: case number, customer name, what happened" in shown(page)
    assert page.button(key="draft").disabled
    assert "ra-problem" not in shown(page)


def test_shipped_example_is_loaded_and_drafted(page: AppTest) -> None:
    example = page.selectbox(key="start:example")
    assert len(example.options) > 20
    clean(example.select("en_charge_gym").run())
    assert page.text_input(key="facts:case_id").value == "QB-30177"
    drafted(page)
    assert text_of(page).startswith("Dear Mr Hartnell,")


@pytest.mark.parametrize("tongue", ["en", "id", "el"])
def test_letter_is_drafted_and_judged(loaded: Open, tongue: str) -> None:
    page = drafted(loaded(facts(tongue)))
    result = page.session_state["desk:draft"]
    assert result.status == "accepted", result.findings
    said = shown(page)
    title = words.VERDICTS["proved" if result.proved else "accepted"][0]
    assert title in said
    assert said.count("<details") == len(result.provenance)
    assert words.AS_DRAFTED in said
    assert words.SEND_WITH_ERRORS not in said


def test_edit_that_blames_is_found_and_taken_back(loaded: Open) -> None:
    page = drafted(loaded(facts()))
    good = text_of(page)
    edited(page, f"{good}\n\n{BLAME}")
    said = shown(page)
    assert "<code>blames_customer</code>" in said
    assert '<mark class="error">' in said
    assert words.VERDICTS["needs_review"][0] in said
    assert words.SEND_WITH_ERRORS in said
    clean(page.button(key="desk:revert").click().run())
    assert text_of(page) == good
    assert "blames_customer" not in shown(page)


def test_proof_shows_the_words_of_the_facts(loaded: Open) -> None:
    said = shown(drafted(loaded(facts())))
    assert "refund of the delivery fee · 34.50 GBP · by 2026-03-02" in said


def test_text_from_outside_is_escaped(loaded: Open) -> None:
    name = "Zoë <img src=x onerror=alert(1)>"
    page = drafted(loaded(put("customer.name", name)))
    edited(page, text_of(page) + "\n\n<script>alert(2)</script>")
    assert "<img" not in shown(page)
    assert "<script>" not in shown(page)


def test_acknowledgement_folds_what_is_not_settled(loaded: Open) -> None:
    first = facts(stage="acknowledgement", next_update_by="2026-02-13T17:00:00+02:00")
    page = loaded(first)
    assert words.SETTLED in [one.label for one in page.expander]
    assert words.ROUTES["acknowledge_first"] in shown(page)
    assert page.text_input(key="facts:next_update_by.time").value == "17:00:00+02:00"
    page.selectbox(key="facts:stage").select("resolution").run()
    assert words.SETTLED not in [one.label for one in page.expander]
    assert page.text_area(key="facts:root_cause").value == first["root_cause"]


def test_resolution_names_what_would_help(loaded: Open) -> None:
    case = facts(remedies=MISSING, preventive_actions=MISSING, occurred_on=MISSING)
    assert "says more with: day it happened, remedies, preventive actions" in shown(loaded(case))


def test_no_letter_is_due_when_a_person_decides(loaded: Open) -> None:
    page = loaded(facts(what_happened="The chair broke and the customer's child was injured."))
    said = shown(page)
    assert words.ROUTES["escalate_legal"] in said
    assert words.MEANINGS["escalate_legal"] in said
    assert words.APPROVERS["legal"] in said
    assert words.NO_LETTER_DUE in said
    assert page.button(key="draft").disabled


def test_decline_is_explained_and_drafted(loaded: Open) -> None:
    demand = {"description": "a new desk for nothing", "within_policy": False}
    page = loaded(facts(fault="customer", remedies=MISSING, demand=demand))
    assert words.MEANINGS["decline_with_empathy"] in shown(page)
    assert "says more with" not in shown(page)
    assert drafted(page).session_state["desk:draft"].letter is not None


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("", "is empty"),
        ("case_id: [", "is not valid YAML"),
        ('{"case_id": }', "is not valid JSON"),
        ("- a\n- b", "is not a mapping of fields"),
        (json.dumps(put("customer.name", 7)), "customer.name: is not text"),
        (json.dumps(facts(occurred_on="1812-02-11")), "occurred_on: is not between 1900 and 2199"),
        (json.dumps(facts(refunds=[])), "refunds: is not a known field"),
    ],
)
def test_bad_facts_give_one_line_and_leave_the_form(loaded: Open, case: str, told: str) -> None:
    loaded(facts())
    page = loaded(case)
    lines = [line for line in shown(page).splitlines() if words.NOT_LOADED in line]
    assert len(lines) == 1
    assert told in lines[0]
    assert page.text_input(key="facts:case_id").value == "TW-4471"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xef\xbb\xbf" + json.dumps(facts()).encode(), ""),
        (json.dumps(facts("el"), ensure_ascii=False).encode("iso8859-7"), "is not UTF-8 text"),
        (b" " * 1_000_001, "is larger than 1 MB"),
    ],
    ids=["with a byte-order mark", "another encoding", "too large"],
)
def test_file_is_loaded_or_refused_in_one_line(page: AppTest, content: bytes, told: str) -> None:
    upload = page.file_uploader(key="start:file")
    clean(upload.set_value(("case.json", content, "application/json")).run())
    assert page.text_input(key="facts:case_id").value == ("" if told else "TW-4471")
    assert (f"{words.NOT_LOADED} case.json: {told}" in shown(page)) is bool(told)


def test_bad_field_is_named_at_its_place(loaded: Open) -> None:
    page = loaded(facts())
    row = page.session_state["rows:remedies"][0]
    page.text_input(key=f"facts:remedies:{row}:amount.currency").set_value("GBQ").run()
    said = shown(clean(page))
    assert said.count("is no currency code known to ISO 4217") == 2
    assert f"{words.MEND}: Remedy 1: Currency" in said
    assert page.button(key="draft").disabled


def test_rows_are_added_filled_and_removed(loaded: Open) -> None:
    page = loaded(facts())
    clean(page.button(key="add:remedies").click().run())
    first, second = page.session_state["rows:remedies"]
    assert page.text_input(key=f"facts:remedies:{second}:amount.currency").value == "GBP"
    assert not page.button(key="draft").disabled, "an untouched row counts for nothing"
    page.text_area(key=f"facts:remedies:{second}:description").set_value("a free desk lamp").run()
    page.selectbox(key=f"facts:remedies:{second}:kind").select("gift").run()
    drafted(page)
    assert "a free desk lamp" in text_of(page)
    clean(page.button(key=f"remove:remedies:{first}").click().run())
    assert page.session_state["rows:remedies"] == [second]
    assert words.FACTS_CHANGED in shown(page)
    assert "<code>unauthorised_remedy</code>" in shown(page)


def test_letter_says_when_its_facts_no_longer_call_for_it(loaded: Open) -> None:
    page = drafted(loaded(facts()))
    harm = page.text_area(key="facts:what_happened")
    harm.set_value("The desk collapsed and the customer's child was injured.").run()
    assert words.ROUTE_CHANGED in shown(clean(page))
    page.text_area(key="facts:what_happened").set_value("").run()
    said = shown(clean(page))
    assert words.FACTS_BROKEN in said
    assert words.VERDICTS["proved"][0] in said


def test_next_case_keeps_the_sender_only(loaded: Open) -> None:
    page = drafted(loaded(facts()))
    clean(page.button(key="start:new").click().run())
    assert page.text_input(key="facts:case_id").value == ""
    assert page.text_input(key="facts:sender.name").value == facts()["sender"]["name"]
    assert "rows:remedies" not in page.session_state
    assert "desk:draft" not in page.session_state
    assert words.NO_LETTER in shown(page)


def test_incomplete_facts_prefill_and_name_the_rest(loaded: Open) -> None:
    page = loaded(facts(sender=MISSING))
    assert page.text_input(key="facts:customer.name").value == facts()["customer"]["name"]
    assert f"{words.NEEDED}: sender name, sender title, sender company." in shown(page)


def test_drafting_again_can_bring_back_the_edited_text(loaded: Open) -> None:
    page = drafted(loaded(facts()))
    mine = text_of(page) + "\n\nThank you for your patience."
    edited(page, mine)
    drafted(page)
    assert text_of(page) != mine
    clean(page.button(key="desk:restore").click().run())
    assert text_of(page) == mine


def test_empty_text_is_not_judged(loaded: Open) -> None:
    page = edited(drafted(loaded(facts())), " \n ")
    assert words.EMPTY in shown(page)
    assert page.button(key="desk:save:eml").disabled


def test_model_that_can_not_be_asked_is_one_line(loaded: Open) -> None:
    page = loaded(facts())
    page.text_input(key="model").set_value(", ,").run()
    said = shown(drafted(page))
    assert f"{words.FAILED}: " in said
    assert "has an empty model name" in said
    assert "desk:draft" not in page.session_state
    page.text_input(key="model").set_value("offline").run()
    assert words.FAILED not in shown(drafted(page))


def test_language_without_phrases_asks_for_a_model(loaded: Open) -> None:
    page = loaded(facts(language="pt-BR"))
    assert page.selectbox(key="facts:language").value == "pt-BR"
    assert "choose a model" in shown(drafted(page))


def test_draft_under_way_outlives_a_touch_of_the_form(loaded: Open) -> None:
    page = loaded(facts())
    incident = Incident.model_validate(facts())
    page.session_state["desk:job"] = drafting_job.Job(incident, "offline")
    page.text_area(key="facts:root_cause").set_value("We lost the label.").run()
    assert text_of(clean(page)).startswith("Dear Ms Lindqvist,")
    assert words.FACTS_CHANGED in shown(page)


def test_no_personal_data_is_logged(loaded: Open, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        page = drafted(loaded(facts()))
        edited(page, text_of(page) + f"\n\n{BLAME}")
    assert "Lindqvist" not in caplog.text
    assert "amara" not in caplog.text
