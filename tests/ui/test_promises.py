"""Promises: overdue ones on top, settled by a click, clashes said, the case one link away."""

from datetime import UTC, date, datetime

import promise_card
import pytest
import words
from streamlit.testing.v1 import AppTest

from recovery_ai import draft
from recovery_ai.journal import Change, Journal, LedgerPromise, Person
from tests.facts import facts
from tests.ui.test_pages import at, clean, journal, page, shown

__all__ = ["journal", "page"]
MINA = Person(name="Mina Okonjo", role="agent")
BO = Person(name="Bo Tamm", role="admin")


def promised(journal: Journal) -> LedgerPromise:
    case = journal.new_case(facts(), MINA)
    case = journal.record_draft(case, draft(journal.incident(case)), MINA)
    journal.approve(case, "resolution", BO)
    return journal.promises()[0]


def test_no_promise_is_said(page: AppTest) -> None:
    assert words.say("no_promise_fits") in shown(at(page, "promises"))


def test_an_overdue_promise_is_shown_and_settled(page: AppTest, journal: Journal) -> None:
    one = promised(journal)
    at(page, "promises")
    said = shown(page)
    assert one.overdue
    assert "⚠" in said
    assert one.what in said
    assert words.say("promise_unsent") in said
    page.text_input(key=f"note:{one.id}").set_value("Paid by hand.").run()
    clean(page.button(key=f"kept:{one.id}").click().run())
    now = journal.promise(one.id)
    assert (now.state, now.note, now.changed.by) == ("kept", "Paid by hand.", "Ada Brandvold")
    clean(page.selectbox(key="promises:state").select("kept").run())
    assert "Paid by hand." in shown(page)


def test_who_comes_second_is_told(page: AppTest, journal: Journal) -> None:
    one = promised(journal)
    at(page, "promises")
    seen = page.button(key=f"kept:{one.id}")
    journal.settle(one, "broken", BO)
    clean(seen.click().run())
    assert words.say("refused") in shown(page)
    assert journal.promise(one.id).state == "broken"


def test_many_promises_are_paged(page: AppTest, journal: Journal) -> None:
    for number in range(21):
        case = journal.new_case({**facts(), "case_id": f"C-{number:02d}"}, MINA)
        case = journal.record_draft(case, draft(journal.incident(case)), MINA)
        journal.approve(case, "resolution", BO)
    at(page, "promises")
    assert len([one for one in page.button if str(one.key).startswith("kept:")]) == 20
    clean(page.button(key="promises:next").click().run())
    assert page.button(key="promises:next").disabled


@pytest.mark.parametrize(
    ("conflict", "said"),
    [
        ("repeats promise A/1.1", "Repeats promise A/1.1"),
        ("contradicts promise A/1.1", "Contradicts promise A/1.1"),
    ],
)
def test_a_clash_is_said_in_words(conflict: str, said: str) -> None:
    change = Change(by="Mina", at=datetime(2026, 3, 1, tzinfo=UTC), what="open")
    one = LedgerPromise(
        id="B/2.1", case_id="B", letter="resolution", kind="remedy", what="<b>a refund</b>",
        fact="F1", due=date(2026, 3, 2), owner="Mina", state="open", overdue=False, sent=True,
        changed=change, conflicts=(conflict,),
    )  # fmt: skip
    card = promise_card.card(one, date(2026, 3, 1))
    assert said in card
    assert "&lt;b&gt;a refund" in card
