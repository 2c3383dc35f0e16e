"""The pages in a real browser: from a complaint to a mail, with nothing lost on the way."""

import email
import email.policy
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import words
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from recovery_ai import draft
from recovery_ai.journal import Case, Journal, Person, open_journal
from recovery_ai.models.offline import Composer
from recovery_ai.settings import Settings
from tests.facts import facts
from tests.provider import Provider, Received, answers
from tests.provider.answers import Content
from tests.ui.conftest import WAIT, Visit
from tests.ui.serving import Serving

pytestmark = pytest.mark.slow
MINA = Person(name="Mina Okonjo", role="agent")
BLAME = "You should have read the terms, so this is your own fault."


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'journal.db'}"


@pytest.fixture
def journal(database: str) -> Iterator[Journal]:
    with open_journal(Settings(journal=database)) as opened:
        yield opened


@pytest.fixture
def mina(tmp_path: Path, database: str) -> Iterator[Serving]:
    """The pages as Mina has them, who is an agent."""
    yield from serving(tmp_path / "mina", MINA.name, MINA.role, database)


@pytest.fixture
def ada(tmp_path: Path, database: str) -> Iterator[Serving]:
    """The pages as Ada has them, who approves."""
    yield from serving(tmp_path / "ada", "Ada Brandvold", "approver", database)


def serving(home: Path, name: str, role: str, database: str) -> Iterator[Serving]:
    settings = {"name": name, "role": role, "journal": database}
    told = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    pages = Serving(home, told)
    pages.start()
    try:
        yield pages
    finally:
        pages.stop()
    log = pages.log.read_text("utf-8")
    assert "Traceback" not in log
    assert "Lindqvist" not in log, "a customer's name is in the log"


def drafted(journal: Journal) -> Case:
    case = journal.new_case(facts(), MINA)
    return journal.record_draft(case, draft(journal.incident(case)), MINA)


def saved(page: Page) -> None:
    expect(page.locator(".state.kept")).to_be_visible(timeout=WAIT)


def test_from_a_complaint_to_a_mail(
    mina: Serving, ada: Serving, journal: Journal, visit: Visit
) -> None:
    with Provider(latency=1.0) as provider:
        provider.script(*(answers.good(content) for content in blaming_first(journal)))
        mina.stop()
        mina.start(OPENAI_API_KEY="test", OPENAI_BASE_URL=provider.url)
        page = visit(mina.url)
        take_in(page, "The desk came nine days late, and I waited at home on two mornings.")
        fill(page, "what_happened", "We delivered the oak desk nine days late.")
        fill(page, "sender.name", "Tobias Fenwright")
        fill(page, "sender.title", "Head of Deliveries")
        fill(page, "sender.company", "Thistlewick Furniture")
        fill(page, "sender.phone", "+44 20 7946 0321")
        for part, value in (("year", "2027"), ("month", "01"), ("day", "15")):
            spot = page.get_by_role("spinbutton", name=part).last
            spot.click()
            page.keyboard.type(value)
        page.keyboard.press("Tab")
        first_letter_goes_out(page)
        resolution_is_drafted(page)
        assert provider.unplayed == 0
        box = the_box(page)
        good = box.input_value()
        assert "printed the label for the wrong depot" in good
        assert "your own fault" not in good
        box.focus()
        box.press("Control+End")
        page.keyboard.insert_text(f"\n\n{BLAME}")
        expect(page.locator("mark.error").first).to_be_visible()
        box.press("Control+z")
        expect(box).to_have_value(good)
        expect(page.locator("mark.error")).to_have_count(0)
        saved(page)
    approved_and_downloaded(visit(ada.url), good)
    # Approved: now Mina types on, and whoever has the case open as well is told.
    other = visit(f"{ada.url}/case?case={page_case(page)}")
    expect(the_box(other)).to_have_value(good, timeout=WAIT)
    page.reload()
    expect(the_box(page)).to_have_value(good, timeout=WAIT)
    the_box(page).fill(f"{good}\nP.S. Of Mina.")
    saved(page)
    the_box(other).fill(f"{good}\nP.S. Of Ada.")
    expect(other.locator(".ra-warning").first).to_contain_text("Mina Okonjo")
    other.get_by_role("button", name=words.say("use_mine")).click()
    expect(the_box(other)).to_have_value(f"{good}\nP.S. Of Ada.", timeout=WAIT)
    versions = journal.versions(page_case(page), "resolution")
    assert {"Of Mina.", "Of Ada."} <= {one.text.rpartition("P.S. ")[2] for one in versions}
    assert journal.case(page_case(page)).letters["resolution"].status != "approved"


def blaming_first(journal: Journal) -> Iterator[Content]:
    """Return a model's replies: a whole letter that blames, then that section without."""

    def written(received: Received, spoil: bool) -> str:
        case = journal.case(journal.queue().rows[0].id)
        contract = journal.brief(case, "resolution")
        wanted = {*answers.sections_asked(received)}
        asked = [section.id for section in contract.sections if section.id in wanted]
        reply = Composer(journal.pack).compose(contract, asked)
        for section in reply["sections"]:
            if spoil and section["id"] == "explanation":
                section["text"] += f" {BLAME}"
        return json.dumps(reply)

    yield lambda received: written(received, True)
    yield lambda received: written(received, False)


def take_in(page: Page, complaint: str) -> None:
    page.get_by_role("button", name=words.say("new_case")).click()
    page.get_by_role("textbox", name=words.label("customer.name")).fill("Amara Lindqvist")
    address = page.get_by_role("textbox", name=words.label("customer.email"))
    address.fill("amara.lindqvist@post.example")
    page.get_by_role("combobox", name=words.label("category")).click()
    page.get_by_role("option", name=words.choice("delivery_delay"), exact=True).click()
    page.get_by_role("textbox", name=words.label("complaint")).fill(complaint)
    page.get_by_role("textbox", name=words.label("complaint")).press("Tab")
    page.get_by_role("button", name=words.say("create")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amara Lindqvist", timeout=WAIT)


def fill(page: Page, path: str, value: str) -> None:
    """Fill a field of the facts, and wait until it is saved."""
    field = page.get_by_role("textbox", name=words.label(path)).first
    field.fill(value)
    field.press("Tab")


def first_letter_goes_out(page: Page) -> None:
    page.get_by_role("button", name=words.say("draft"), exact=True).click()
    expect(the_box(page)).not_to_have_value("", timeout=WAIT)
    page.get_by_role("button", name=words.say("to_approval")).click()
    page.get_by_role("button", name=words.say("approve_it")).click()
    page.get_by_role("button", name=words.say("mark_sent")).click()
    expect(page.locator(".ra-badge").first).to_have_text(words.name("statuses", "sent"))
    page.get_by_role("button", name=words.say("back_to_case")).click()


def resolution_is_drafted(page: Page) -> None:
    page.get_by_role("radio", name=words.name("kinds", "resolution")).click()
    fill(page, "root_cause", "We printed the label for the wrong depot.")
    page.get_by_role("combobox", name=words.label("fault")).click()
    page.get_by_role("option", name=words.choice("ours"), exact=True).click()
    page.get_by_role("button", name=words.say("add", what=words.names("rows")["impact"])).click()
    fill(page, "impact.0.description", "waited at home on two mornings")
    model = page.get_by_role("textbox", name=words.say("model"))
    model.fill("openai/scripted")
    model.press("Tab")
    page.get_by_role("button", name=words.say("draft"), exact=True).click()
    # Loading the library that talks to models takes its time on a machine that is busy.
    expect(the_box(page)).not_to_have_value("", timeout=3 * WAIT)


def approved_and_downloaded(page: Page, text: str) -> None:
    """Approve the one letter that waits, and read it back from the mail."""
    page.get_by_role("link", name=words.say("approve")).click()
    page.get_by_role("link", name="RA-").click()
    expect(page.locator(".ra-envelope")).to_contain_text("amara.lindqvist@post.example")
    page.get_by_role("button", name=words.say("approve_it")).click()
    with page.expect_download(timeout=WAIT) as fetched:
        page.get_by_role("button", name=words.say("download", form="eml")).click()
    mail = email.message_from_bytes(fetched.value.path().read_bytes(), policy=email.policy.default)
    assert "amara.lindqvist@post.example" in mail["To"]
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").rstrip() == text


def page_case(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["case"][0]


def the_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=words.names("editor")["text"])


def test_typing_is_painted_saved_and_undone(mina: Serving, journal: Journal, visit: Visit) -> None:
    case = drafted(journal)
    good = case.letters["resolution"].text
    page = visit(f"{mina.url}/case?case={case.id}")
    box = page.get_by_role("textbox", name=words.names("editor")["text"])
    expect(box).to_have_value(good, timeout=WAIT)
    box.focus()
    box.press("Control+End")
    page.keyboard.insert_text(f"\n\n{BLAME}")
    expect(page.locator("mark.error").first).to_be_visible()
    saved(page)
    assert journal.case(case.id).letters["resolution"].text == f"{good}\n\n{BLAME}"
    # The caret is where it was: typing goes on at the end.
    page.keyboard.insert_text(" Really.")
    expect(box).to_have_value(f"{good}\n\n{BLAME} Really.")
    box.press("Control+z")
    expect(box).to_have_value(f"{good}\n\n{BLAME}")
    # F8 goes to the mark, where the way out is one click; and Ctrl+Z takes that back as well.
    box.press("F8")
    leave_out = page.get_by_role("button", name=words.names("editor")["leave_out"])
    leave_out.first.click()
    expect(box).to_have_value(good)
    box.press("Control+z")
    expect(box).to_have_value(f"{good}\n\n{BLAME}")


def test_the_next_case_is_a_key_away_and_nothing_typed_is_lost(
    mina: Serving, journal: Journal, visit: Visit
) -> None:
    case = drafted(journal)
    journal.new_case(facts(case_id="TW-5000"), MINA)
    good = case.letters["resolution"].text
    page = visit(f"{mina.url}/case?case={case.id}")
    expect(the_box(page)).to_have_value(good, timeout=WAIT)
    the_box(page).focus()
    the_box(page).press("Control+End")
    page.keyboard.insert_text("\nP.S.")
    page.keyboard.press("Alt+n")  # at once, before the pause that saves
    expect(page.get_by_role("heading", level=1)).to_contain_text("TW-5000", timeout=WAIT)
    assert journal.case(case.id).letters["resolution"].text == f"{good}\nP.S."
    page.keyboard.press("Alt+n")
    expect(page.get_by_text(words.say("no_next_case"))).to_be_visible(timeout=WAIT)


def test_nothing_typed_is_lost_by_reload_or_kill(
    mina: Serving, journal: Journal, visit: Visit
) -> None:
    case = drafted(journal)
    good = case.letters["resolution"].text
    page = visit(f"{mina.url}/case?case={case.id}")
    box = page.get_by_role("textbox", name=words.names("editor")["text"])
    expect(box).to_have_value(good, timeout=WAIT)
    box.focus()
    box.press("Control+End")
    page.keyboard.insert_text("\n\nTyped before the reload.")
    page.reload()  # at once, before the pause that saves
    text = f"{good}\n\nTyped before the reload."
    expect(box).to_have_value(text, timeout=WAIT)
    saved(page)
    assert journal.case(case.id).letters["resolution"].text == text
    mina.kill()
    box.focus()
    box.press("Control+End")
    page.keyboard.insert_text(" Typed while the server was away.")
    mina.start()
    page.reload()
    text += " Typed while the server was away."
    expect(box).to_have_value(text, timeout=WAIT)
    saved(page)
    assert journal.case(case.id).letters["resolution"].text == text


@pytest.mark.parametrize(
    ("width", "scheme", "tongue"),
    [(1280, "light", "en"), (390, "dark", "en"), (390, "light", "el")],
)
def test_pages_are_accessible_and_fit(
    mina: Serving, journal: Journal, visit: Visit, width: int, scheme: str, tongue: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(words, "language", lambda: tongue)
    case = drafted(journal)
    text = case.letters["resolution"].text + f"\n\n{BLAME}\n\nWe have a lovely garden."
    journal.save_text(case, "resolution", "Your desk", text, MINA)
    page = visit(mina.url, width=width, scheme=scheme, tongue=tongue)
    other = journal.new_case(facts("id"), MINA)
    other = journal.record_draft(other, draft(journal.incident(other)), MINA)
    other = journal.approve(other, "resolution", Person(name="Ada Brandvold", role="admin"))
    asked = {
        "": words.say("queue"),
        f"case?case={case.id}": case.id,
        f"approve?case={case.id}&letter=resolution": words.say("approve"),
        f"approve?case={other.id}&letter=resolution": words.say("approve"),
        "approve": words.say("approve"),
        "case": words.say("case"),
        "promises": words.say("promises"),
        "policy": words.say("policy"),
    }
    for address, heading in asked.items():
        page.goto(f"{mina.url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading, timeout=WAIT)
        _still(page)
        for tab in page.get_by_role("tab", name=words.say("sources")).all():
            tab.click()
            expect(tab).to_have_attribute("aria-selected", "true")
        _fits(page)
        response = Axe().run(page).response
        grave = [
            (one["id"], node["html"][:120])
            for one in response["violations"]
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]
        assert len(response["passes"]) > 10
        assert grave == [], address


def _still(page: Page) -> None:
    """Wait until the page has been shown whole."""
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=WAIT)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=WAIT)


def _fits(page: Page) -> None:
    out = """() => [...document.querySelectorAll('main *, [data-testid="stMain"] *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
            && getComputedStyle(one).position !== 'absolute')
        .map((one) => `${one.tagName} ${one.className} ${one.innerText}`)"""
    assert "\n".join(page.evaluate(out)) == ""
