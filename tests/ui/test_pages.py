"""The pages without a browser: what they ask, decide, draft, find and remember."""

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import drafting_job
import pytest
import streamlit as st
import words
from streamlit.testing.v1 import AppTest

from recovery_ai import Reply, Request, draft
from recovery_ai.journal import Case, Journal, Person, open_journal
from recovery_ai.testing import ScriptedModel
from tests.facts import MISSING, facts, put
from tests.ui.conftest import UI

MINA = Person(name="Mina Okonjo", role="agent")
BLAME = "You should have read the terms, so this is your own fault."
Open = Callable[..., AppTest]


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
    monkeypatch.setenv("RECOVERY_AI_HOME", str(tmp_path))
    (tmp_path / "recovery.toml").write_text('name = "Ada Brandvold"\nrole = "approver"\n', "utf-8")
    with open_journal() as opened:
        yield opened
    st.cache_resource.clear()


@pytest.fixture
def page(journal: Journal) -> AppTest:
    del journal
    return AppTest.from_file(str(UI / "app.py"), default_timeout=60).run()


@pytest.fixture
def open_case(page: AppTest, journal: Journal) -> Open:
    """Take a case in, and open its page."""

    def opened(case: dict[str, Any] | None = None) -> AppTest:
        made = journal.new_case(facts() if case is None else case, MINA)
        return at(page, "case", case=made.id)

    return opened


def at(page: AppTest, name: str, **asked: str) -> AppTest:
    page.switch_page(f"screens/{name}.py")
    page.query_params.clear()
    for key, value in asked.items():
        page.query_params[key] = value
    return clean(page.run())


def clean(page: AppTest) -> AppTest:
    assert not page.exception, [one.message for one in page.exception]
    return page


def shown(page: AppTest) -> str:
    """Return all that the page says in HTML of its own, without its style sheet."""
    bodies = [one.proto.body for one in page.get("html")]
    return unescape("\n".join(body for body in bodies if not body.startswith("<style>")))


def drafted(page: AppTest) -> AppTest:
    clean(page.button(key="draft").click().run())
    for job in list(drafting_job.jobs().values()):
        assert job.wait(60)
        clean(page.run())
    return page


def the_case(journal: Journal) -> Case:
    return journal.case(journal.queue().rows[0].id)


def edited(journal: Journal, text: str) -> None:
    case = the_case(journal)
    subject = case.letters["resolution"].subject
    journal.save_text(case, "resolution", subject, text, MINA)


# --- Queue ------------------------------------------------------------------------------------


def test_an_empty_queue_says_what_to_do(page: AppTest) -> None:
    assert words.say("queue_empty") in shown(clean(page))


def test_the_queue_is_filtered_and_paged(page: AppTest, journal: Journal) -> None:
    for number in range(30):
        name = f"Person {number:02d}"
        journal.new_case({"case_id": f"C-{number:02d}", "customer": {"name": name}}, MINA)
    clean(page.run())
    assert not page.button(key="queue:next").disabled
    clean(page.button(key="queue:next").click().run())
    assert page.button(key="queue:next").disabled
    clean(page.button(key="queue:previous").click().run())
    clean(page.text_input(key="queue:text").set_value("nobody at all").run())
    assert words.say("queue_no_match") in shown(page)
    clean(page.button(key="queue:clear").click().run())
    assert words.say("queue_no_match") not in shown(page)


def test_a_case_is_taken_in_by_the_form(page: AppTest, journal: Journal) -> None:
    clean(page.button(key="queue:new").click().run())
    page.text_input(key="start:name").set_value("Zoë Adeyemi")
    page.text_area(key="start:complaint").set_value("My parcel came late.")
    clean(page.button(key="start:create").click().run())
    case = the_case(journal)
    assert (case.customer, case.owner) == ("Zoë Adeyemi", "Ada Brandvold")


def test_a_new_case_claims_no_category_and_speaks_the_language_of_the_screen(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    del journal
    monkeypatch.setattr(words, "language", lambda: "el")
    page = clean(AppTest.from_file(str(UI / "app.py"), default_timeout=60).run())
    clean(page.button(key="queue:new").click().run())
    assert page.selectbox(key="start:category").value is None
    assert page.selectbox(key="start:language").value == "el"


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("case_id: [", "is not valid YAML"),
        ('{"case_id": }', "is not valid JSON"),
        ("- a\n- b", "is not a mapping of fields"),
        (json.dumps(put("customer.name", 7)), "customer.name: is not text"),
        (json.dumps(facts(occurred_on="1812-02-11")), "occurred_on: is not between 1900 and 2199"),
        (json.dumps(facts(refunds=[])), "refunds: is not a known field"),
    ],
)
def test_bad_facts_give_one_line_and_no_case(
    page: AppTest, journal: Journal, case: str, told: str
) -> None:
    clean(page.button(key="queue:new").click().run())
    page.text_area(key="start:paste").set_value(case)
    clean(page.button(key="start:use").click().run())
    lines = [line for line in shown(page).splitlines() if words.say("not_loaded") in line]
    assert len(lines) == 1
    assert told in lines[0]
    assert journal.queue().rows == ()


# --- Case -------------------------------------------------------------------------------------


@pytest.mark.parametrize("tongue", ["en", "id", "el"])
def test_a_letter_is_drafted_and_judged(open_case: Open, journal: Journal, tongue: str) -> None:
    page = drafted(open_case(facts(tongue)))
    letter = the_case(journal).letters["resolution"]
    assert letter.status == "waiting", letter.findings
    title = words.names("verdicts")["proved" if letter.proved else "accepted"][0]
    assert title in shown(page)


def test_a_case_that_is_not_there_leads_back(page: AppTest) -> None:
    at(page, "case", case="NOPE-1")
    assert "is not in the journal" in shown(page)
    assert [one.proto.label for one in page.get("page_link")] == [words.say("queue")]


def test_a_case_without_a_category_claims_none(open_case: Open, journal: Journal) -> None:
    page = open_case({"customer": {"name": "Zoë"}, "language": "en"})
    assert page.selectbox(key="facts:category").value is None
    page.text_area(key="facts:what_happened").set_value("The parcel came late.").run()
    assert "category" not in the_case(journal).facts
    assert "category" in the_case(journal).missing["acknowledgement"]
    assert words.label("category").lower() in shown(clean(page))


def test_a_case_of_few_words_says_what_its_letter_needs(open_case: Open) -> None:
    page = open_case({"customer": {"name": "Zoë"}, "complaint": "Late again."})
    assert "Acknowledgement: still needed: " in shown(page)
    assert page.button(key="draft").disabled
    page.segmented_control(key="case:kind").set_value("resolution").run()
    assert "Resolution: still needed: " in shown(clean(page))


def test_facts_are_saved_as_soon_as_they_are_understood(open_case: Open, journal: Journal) -> None:
    page = open_case(facts())
    page.text_area(key="facts:root_cause").set_value("We lost the label.").run()
    clean(page)
    assert the_case(journal).facts["root_cause"] == "We lost the label."
    row = page.session_state["rows:remedies"][0]
    page.text_input(key=f"facts:remedies:{row}:amount.currency").set_value("GBQ").run()
    said = shown(clean(page))
    assert said.count("is no currency code known to ISO 4217") == 2
    assert f"{words.say('mend')}: Remedy 1: Currency" in said
    assert the_case(journal).facts["remedies"][0]["amount"]["currency"] == "GBP"


def test_a_look_at_a_case_changes_nothing(open_case: Open, journal: Journal) -> None:
    open_case(facts())
    assert the_case(journal).version == 1


def test_rows_are_added_filled_and_removed(open_case: Open, journal: Journal) -> None:
    page = open_case(facts())
    clean(page.button(key="add:remedies").click().run())
    first, second = page.session_state["rows:remedies"]
    assert page.text_input(key=f"facts:remedies:{second}:amount.currency").value == "GBP"
    page.text_area(key=f"facts:remedies:{second}:description").set_value("a free desk lamp").run()
    page.selectbox(key=f"facts:remedies:{second}:kind").select("gift").run()
    drafted(page)
    assert "a free desk lamp" in the_case(journal).letters["resolution"].text
    clean(page.button(key=f"remove:remedies:{first}").click().run())
    assert words.name("codes", "unauthorised_remedy") in shown(page)


def test_no_letter_is_drafted_when_a_person_decides(open_case: Open, journal: Journal) -> None:
    page = open_case(facts(what_happened="The chair broke and the customer's child was injured."))
    said = shown(page)
    assert words.name("routes", "escalate_legal") in said
    assert words.name("approvers", "legal") in said
    drafted(page)
    assert the_case(journal).letters["resolution"].status == "none"
    assert words.say("failed") in shown(page)


def test_a_decline_is_explained_and_drafted(open_case: Open, journal: Journal) -> None:
    demand = {"description": "a new desk for nothing", "within_policy": False}
    page = drafted(open_case(facts(fault="customer", remedies=MISSING, demand=demand)))
    assert words.name("meanings", "decline_with_empathy") in shown(page)
    assert the_case(journal).letters["decline"].status != "none"
    assert page.session_state["case:kind"] == "decline"


def test_a_model_that_can_not_be_asked_is_one_line(open_case: Open) -> None:
    page = open_case(facts())
    page.text_input(key="draft:model").set_value(", ,").run()
    assert "has an empty model name" in shown(drafted(page))
    page.text_input(key="draft:model").set_value("offline").run()
    assert words.say("failed") not in shown(drafted(page))


def test_text_from_outside_is_escaped(open_case: Open, journal: Journal) -> None:
    page = drafted(open_case(put("customer.salutation", "Zoë <img src=x onerror=alert(1)>")))
    edited(journal, the_case(journal).letters["resolution"].text + "\n\n<script>alert(2)</script>")
    at(page, "case", case="TW-4471")
    clean(page.button(key="news:read").click().run())
    bodies = "".join(one.proto.body for one in page.get("html"))
    assert "&lt;img src=x" in bodies
    assert "<img" not in bodies
    assert "<script>" not in bodies


def test_no_personal_data_is_logged(open_case: Open, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        drafted(open_case(facts()))
    assert "Lindqvist" not in caplog.text
    assert "amara" not in caplog.text


def test_the_language_of_the_screen_is_remembered(page: AppTest, tmp_path: Path) -> None:
    clean(page.selectbox(key="language").select("el").run())
    assert page.title[0].value == "Ουρά"
    assert "el" in (tmp_path / "screens.json").read_text(encoding="utf-8")
    again = AppTest.from_file(str(UI / "app.py"), default_timeout=60).run()
    assert again.title[0].value == "Ουρά"


def test_a_section_is_rewritten_taken_and_taken_back(
    open_case: Open, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "You get [[remedy_1_amount]] back by [[remedy_1_due]]."
    reply = {"subject": "", "sections": [{"id": "remedy", "text": text, "facts": ["F5"]}]}
    page = drafted(open_case(facts()))
    old = the_case(journal).letters["resolution"].text
    assert words.say("no_model") in shown(page)
    asked = ScriptedModel([json.dumps(reply)])
    monkeypatch.setattr("rewriting.resolve", lambda name, pack: asked)
    page.text_input(key="draft:model").set_value("openai/any").run()
    page.selectbox(key="rewrite:section").select("remedy").run()
    clean(page.button(key="rewrite:shorter").click().run())
    assert page.session_state["rewrite:job"].wait(20)
    clean(page.run())
    assert "<ins>" in shown(page)
    assert the_case(journal).letters["resolution"].text == old
    clean(page.button(key="rewrite:accept").click().run())
    assert "You get £34.50 back by 2 March 2026." in the_case(journal).letters["resolution"].text
    clean(page.button(key="rewrite:undo").click().run())
    assert the_case(journal).letters["resolution"].text == old


def test_a_draft_is_stopped_and_leaves_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    async def slow(request: Request) -> Reply:
        begun.set()
        await asyncio.sleep(60)
        raise AssertionError("nobody stopped it")

    model = ScriptedModel([])
    monkeypatch.setattr(model, "complete", slow)
    case = journal.new_case(facts(), MINA)
    job = drafting_job.Job(journal, case, journal.incident(case), model, MINA)
    assert begun.wait(20)
    job.stop()
    assert job.wait(20)
    assert (job.case, job.failure) == (None, "")
    assert the_case(journal).version == 1


# --- Approve ----------------------------------------------------------------------------------


@pytest.fixture
def waiting(journal: Journal) -> Case:
    case = journal.new_case(facts(), MINA)
    return journal.record_draft(case, draft(journal.incident(case)), MINA)


def test_a_letter_is_approved_as_it_was_seen(
    page: AppTest, journal: Journal, waiting: Case
) -> None:
    at(page, "approve", case=waiting.id)
    assert "amara.lindqvist@post.example" in shown(page)
    edited(journal, waiting.letters["resolution"].text + "\n\nOne more word.")
    clean(page.button(key="approve:sign").click().run())
    assert "Mina Okonjo changed this case" in shown(page)
    assert the_case(journal).letters["resolution"].approvals == ()
    clean(page.button(key="approve:read").click().run())
    clean(page.button(key="approve:sign").click().run())
    assert the_case(journal).letters["resolution"].status == "approved"


def test_an_error_stands_only_with_a_reason(page: AppTest, journal: Journal, waiting: Case) -> None:
    edited(journal, waiting.letters["resolution"].text.replace("34.50", "35.50"))
    at(page, "approve", case=waiting.id, letter="resolution")
    assert page.button(key="approve:sign").disabled
    errors = [f for f in the_case(journal).letters["resolution"].findings if f.severity == "error"]
    for field in [one for one in page.text_input if str(one.key).startswith("override:")]:
        field.set_value("Agreed with the customer by phone.")
    clean(page.run())
    assert errors
    clean(page.button(key="approve:sign").click().run())
    assert the_case(journal).letters["resolution"].status == "approved"


def test_a_letter_is_sent_back_with_a_note(page: AppTest, journal: Journal, waiting: Case) -> None:
    at(page, "approve", case=waiting.id)
    assert page.button(key="approve:reject").disabled
    page.text_area(key="approve:note").set_value("Name the day.").run()
    clean(page.button(key="approve:reject").click().run())
    rework = the_case(journal).letters["resolution"].rework
    assert rework is not None
    assert (rework.by, rework.reason) == ("Ada Brandvold", "Name the day.")
    assert "Name the day." in shown(at(page, "case", case=waiting.id))


def test_who_works_alone_approves_and_sends_from_the_case_and_goes_on(
    journal: Journal, tmp_path: Path
) -> None:
    (tmp_path / "recovery.toml").write_text('name = "Bo"\nrole = "admin"\n', encoding="utf-8")
    bo = Person(name="Bo", role="admin")
    one, other = (journal.new_case(facts(case_id=name), bo) for name in ("TW-1", "TW-2"))
    journal.record_draft(one, draft(journal.incident(one)), bo)
    page = AppTest.from_file(str(UI / "app.py"), default_timeout=60).run()
    at(page, "approve", case=one.id)
    assert words.say("alone") in shown(page)
    clean(page.button(key="approve:sign").click().run())
    assert words.say("signed_alone") in shown(page)
    at(page, "case", case=one.id)
    assert {f"leaving:save:{form}" for form in ("eml", "pdf", "docx")} <= {
        str(one.key) for one in page.get("download_button")
    }
    clean(page.button(key="leaving:send").click().run())
    assert journal.case(one.id).state == "sent"
    assert words.say("facts_saved") in shown(page)
    assert "still needed" not in shown(page)
    clean(page.button(key="next:case").click().run())
    assert page.query_params["case"] == other.id
    clean(page.button(key="next:case").click().run())
    assert words.say("no_next_case") in shown(page)


def test_a_writer_among_others_is_told_who_has_to_approve(page: AppTest, journal: Journal) -> None:
    ada = Person(name="Ada Brandvold", role="approver")
    case = journal.new_case(facts(), MINA)
    case = journal.record_draft(case, draft(journal.incident(case)), ada)
    at(page, "approve", case=case.id)
    assert words.say("own_letter") in shown(page)
    assert page.button(key="approve:sign").disabled


def test_what_is_above_everybody_asks_for_two_people(page: AppTest, journal: Journal) -> None:
    case = journal.new_case(put("remedies.0.amount.value", "9000.00"), MINA)
    case = journal.record_draft(case, draft(journal.incident(case)), MINA)
    at(page, "approve", case=case.id)
    assert words.say("two_people", roles="admin") in shown(page)
    clean(page.button(key="approve:sign").click().run())
    assert words.say("signed_already") in shown(page)
    assert words.say("waits_for", who="admin") in shown(page)


def test_the_next_letter_that_waits_is_a_click_away(page: AppTest, journal: Journal) -> None:
    for name in ("TW-1", "TW-2"):
        case = journal.new_case(facts(case_id=name), MINA)
        journal.record_draft(case, draft(journal.incident(case)), MINA)
    at(page, "approve", case="TW-1")
    clean(page.button(key="approve:sign").click().run())
    clean(page.button(key="approve:next").click().run())
    assert page.query_params["case"] == "TW-2"
    clean(page.button(key="approve:sign").click().run())
    clean(page.button(key="approve:next").click().run())
    assert words.say("no_next_letter") in shown(page)


def test_who_may_not_sign_is_told_why(
    page: AppTest, journal: Journal, tmp_path: Path, waiting: Case
) -> None:
    (tmp_path / "recovery.toml").write_text('name = "Kit"\nrole = "agent"\n', encoding="utf-8")
    at(page, "approve", case=waiting.id)
    assert page.button(key="approve:sign").disabled
    told = words.say("cannot_sign", role="agent", roles="approver or admin")
    assert told in shown(page)
    assert the_case(journal).letters["resolution"].approvals == ()
