"""More pages in a real browser: inside their frame at once, accessible, and fit for a phone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import words
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from recovery_ai import draft
from recovery_ai.journal import Person, open_journal
from recovery_ai.settings import SECRETS, Settings
from tests.facts import facts
from tests.ui.conftest import WAIT, Visit
from tests.ui.identity import CLIENT, SECRET, provider
from tests.ui.serving import Serving
from tests.ui.test_browser import _fits, _still

pytestmark = pytest.mark.slow
MINA = Person(name="Mina Okonjo", role="agent")
BO = Person(name="Bo Tamm", role="admin")


@pytest.fixture
def bo(tmp_path: Path) -> Iterator[Serving]:
    """The pages as Bo has them, who is an admin, with one promise that is overdue."""
    database = f"sqlite:///{tmp_path / 'journal.db'}"
    with open_journal(Settings(journal=database)) as journal:
        case = journal.new_case(facts(), MINA)
        case = journal.record_draft(case, draft(journal.incident(case)), MINA)
        journal.approve(case, "resolution", BO)
    told = {"name": BO.name, "role": BO.role, "journal": database}
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items())
    pages = Serving(tmp_path / "bo", text)
    pages.start()
    try:
        yield pages
    finally:
        pages.stop()
    log = pages.log.read_text("utf-8")
    assert "Traceback" not in log
    assert "Lindqvist" not in log, "a customer's name is in the log"


def test_a_name_from_outside_loads_nothing(bo: Serving, visit: Visit) -> None:
    with open_journal(Settings(journal=f"sqlite:///{bo.home.parent / 'journal.db'}")) as journal:
        name = "Kim ![x](https://spy.example/a.png) *Lee*"
        case = journal.new_case({"case_id": "M-1", "customer": {"name": name}}, MINA)
    page = visit(f"{bo.url}/case?case={case.id}")
    head = page.get_by_role("heading", level=1)
    expect(head).to_contain_text("M-1 · Kim ![x](", timeout=WAIT)
    expect(head).to_contain_text("*Lee*")
    assert page.locator("h1 img").count() == 0


@pytest.mark.parametrize(
    ("width", "scheme", "tongue"), [(1280, "dark", "en"), (390, "light", "en"), (390, "dark", "id")]
)
def test_pages_are_accessible_and_fit(
    bo: Serving, visit: Visit, width: int, scheme: str, tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "language", lambda: tongue)
    page = visit(f"{bo.url}/promises", width=width, scheme=scheme, tongue=tongue)  # the first visit
    frame = page.get_by_role("link", name=words.say("queue"), exact=True)
    expect(frame).to_be_attached(timeout=WAIT)
    titles = {
        "promises": "promises",
        "policy": "policy",
        "notice": "incident_notice",
        "evals": "evals",
    }
    for name, title in titles.items():
        page.goto(f"{bo.url}/{name}")
        expect(page.get_by_role("heading", level=1)).to_have_text(words.say(title), timeout=WAIT)
        _still(page)
        _fits(page)
        response = Axe().run(page).response
        grave = [
            (one["id"], node["html"][:120])
            for one in response["violations"]
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]
        assert len(response["passes"]) > 10
        assert grave == [], name


def test_a_person_signs_in_with_a_provider(tmp_path: Path, visit: Visit) -> None:
    with provider(email="mina@quay.example", email_verified=True, name="Mina O.") as known:
        home = tmp_path / "quay"
        pages = Serving(home, '[roles]\n"mina@quay.example" = "agent"\n')
        secrets = {
            "redirect_uri": f"{pages.url}/oauth2callback",
            "cookie_secret": "a secret of this test, and of this test alone",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "server_metadata_url": f"{known.url}/.well-known/openid-configuration",
        }
        told = "".join(f"{key} = {json.dumps(value)}\n" for key, value in secrets.items())
        (home / SECRETS).write_text(f"[auth]\n{told}", encoding="utf-8")
        pages.start()
        try:
            page = visit(f"{pages.url}/notice")
            page.get_by_role("button", name=words.say("sign_in"), exact=True).click()
            expect(page.get_by_text("Mina O. · agent")).to_be_visible(timeout=WAIT)
            page.goto(f"{pages.url}/notice")
            expect(page.get_by_role("alert")).to_contain_text("approver, admin", timeout=WAIT)
            page.get_by_role("button", name=words.say("sign_out"), exact=True).click()
            expect(page.get_by_text(words.say("sign_in_help"))).to_be_visible(timeout=WAIT)
            known.claims["email"] = "eve@quay.example"
            page.get_by_role("button", name=words.say("sign_in"), exact=True).click()
            expect(page.get_by_role("alert")).to_contain_text("[roles]", timeout=WAIT)
        finally:
            pages.stop()
        assert "Traceback" not in pages.log.read_text("utf-8")
