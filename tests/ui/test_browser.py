"""The pages in a real browser: from a complaint to a mail, with nothing lost on the way."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import words
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from recovery_ai import draft
from recovery_ai.journal import Case, Journal, Person, open_journal
from recovery_ai.settings import Settings
from tests.facts import facts
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


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_accessible_and_fit(
    mina: Serving, journal: Journal, visit: Visit, width: int
) -> None:
    case = drafted(journal)
    text = case.letters["resolution"].text + f"\n\n{BLAME}\n\nWe have a lovely garden."
    journal.save_text(case, "resolution", "Your desk", text, MINA)
    page = visit(mina.url, width=width)
    asked = {
        "": words.say("queue"),
        f"case?case={case.id}": case.id,
        f"approve?case={case.id}&letter=resolution": words.say("approve"),
        "approve": words.say("approve"),
    }
    for address, heading in asked.items():
        page.goto(f"{mina.url}/{address}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading, timeout=WAIT)
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
        assert grave == [], address


def _still(page: Page) -> None:
    """Wait until the page has been shown whole."""
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=WAIT)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=WAIT)


def _fits(page: Page) -> None:
    out = """() => [...document.querySelectorAll('main *, [data-testid="stMain"] *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
            && getComputedStyle(one).position !== 'absolute')
        .map((one) => `${one.tagName} ${one.className} ${one.getBoundingClientRect().right}`)"""
    assert page.evaluate(out) == []
