"""A complaint read by a model in a real browser: by keyboard, and on a telephone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import words
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, expect

from recovery_ai.journal import Journal, open_journal
from recovery_ai.settings import Settings
from tests.provider import Provider, answers
from tests.ui.conftest import WAIT, Visit
from tests.ui.serving import Serving
from tests.ui.test_receiving import MAIL, READ

pytestmark = pytest.mark.slow
MODEL = "openai/gpt-4o-mini"


class Office(NamedTuple):
    """The pages, the model's provider, and the journal behind both."""

    pages: Serving
    provider: Provider
    journal: Journal


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    database = f"sqlite:///{tmp_path / 'journal.db'}"
    told = {"name": "Mina Okonjo", "role": "agent", "journal": database, "model": MODEL}
    settings = "".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items())
    pages = Serving(tmp_path / "mina", settings)
    with Provider(latency=1.0) as provider, open_journal(Settings(journal=database)) as journal:
        pages.start(OPENAI_API_KEY="test", OPENAI_BASE_URL=provider.url)
        try:
            yield Office(pages, provider, journal)
        finally:
            pages.stop()
    log = pages.log.read_text("utf-8")
    assert "Traceback" not in log and "Vantongeren" not in log


def test_a_complaint_is_read_by_keyboard_on_a_telephone(office: Office, visit: Visit) -> None:
    office.provider.script(answers.refusal(), answers.good(json.dumps({"values": READ})))
    page = visit(office.pages.url, width=390)
    page.get_by_role("button", name=words.say("new_case")).click()
    page.get_by_role("tab", name=words.say("by_complaint")).click()
    file = FilePayload(name="asked.eml", mimeType="message/rfc822", buffer=MAIL.encode())
    page.locator("input[type=file]").first.set_input_files(file)
    ask = page.get_by_role("button", name=words.say("read_with", model=MODEL))
    ask.press("Enter")
    # Loading the library that talks to models takes its time on a machine that is busy.
    expect(page.locator(".ra-problem")).to_contain_text("refused", timeout=3 * WAIT)
    ask.press("Enter")
    expect(page.locator(".ra-said")).to_have_count(4, timeout=WAIT)
    box = page.get_by_role("checkbox", name="We delivered the parcel nine days late.")
    box.focus()
    box.press(" ")
    expect(box).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
    page.get_by_role("button", name=words.say("create")).last.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("RA-", timeout=WAIT)
    facts = office.journal.case(office.journal.queue().rows[0].id).facts
    assert facts["what_happened"] == "We delivered the parcel nine days late."
    assert set(facts) == {"case_id", "complaint", "what_happened"}
    sent = " ".join(request.prompt for request in office.provider.requests)
    assert "Vantongeren" not in sent and "noor@" not in sent
