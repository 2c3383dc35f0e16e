"""The page in a real browser: one agent's way from a case to a mail."""

import email
import email.policy
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import words
from playwright.sync_api import Browser, Page, expect, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
BLAME = "You should have read the terms, so this is your own fault."
WAIT = 30_000  # milliseconds, for each step
START = 60.0  # seconds, for the server


class Seen(NamedTuple):
    """What the browser reported while the page was used."""

    page: Page
    errors: list[str]
    hosts: set[str]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    log = home / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "recovery_ai", "ui", "--headless", "--port", str(port)],
            cwd=home,  # the page works from any folder
            env={**os.environ, "RECOVERY_AI_HOME": str(home), "HOME": str(home)},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
    assert "Traceback" not in log.read_text("utf-8")
    assert "Hartnell" not in log.read_text("utf-8"), "a customer's name is in the log"


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the page did not start: {log.read_text('utf-8')}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        pytest.fail("no Chromium; install it: make test does / apt-get install chromium")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=found, args=FLAGS, timeout=WAIT)
        yield started
        started.close()


@pytest.fixture
def seen(browser: Browser, server: str) -> Iterator[Seen]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page.set_default_timeout(WAIT)
    errors: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: errors.append(str(one)))
    page.on("request", lambda one: hosts.add(urlsplit(one.url).hostname or ""))
    page.goto(server)
    expect(page.get_by_role("heading", name=words.TITLE)).to_be_visible(timeout=WAIT)
    yield Seen(page, errors, hosts)
    page.close()


@pytest.mark.slow
def test_agent_goes_from_a_case_to_a_mail(seen: Seen) -> None:
    page = seen.page
    _choose_example(page, "en_charge_gym")
    expect(page.get_by_label(words.DECISION)).to_contain_text(words.ROUTES["apologise"])
    page.get_by_role("button", name=words.DRAFT, exact=True).click()
    box = page.get_by_role("textbox", name=words.TEXT)
    expect(box).to_be_visible(timeout=WAIT)
    letter = box.input_value()
    assert letter.startswith("Dear Mr Hartnell,")
    verdict = page.locator(".ra-verdict")
    expect(verdict).to_contain_text(words.AS_DRAFTED)

    _sentence_opens_by_keyboard(page)

    box.fill(f"{letter}\n\n{BLAME}")
    box.press("Control+Enter")
    expect(page.locator(".ra-findings")).to_contain_text("blames_customer")
    expect(page.locator(".ra-letter mark.error").first).to_be_visible()
    expect(verdict).to_contain_text(words.VERDICTS["needs_review"][0])

    # Straight from typing to the file: what was typed last has to be in it.
    box.fill(f"{letter}\n\nKind regards from all of us.")
    with page.expect_download(timeout=WAIT) as saved:
        page.get_by_role("button", name=words.DOWNLOAD.format(form="eml")).click(delay=80)
    assert saved.value.suggested_filename == "QB-30177.eml"
    mail = email.message_from_bytes(saved.value.path().read_bytes(), policy=email.policy.default)
    assert "Hartnell" in mail["To"]
    assert mail["Subject"] == page.get_by_role("textbox", name=words.SUBJECT).input_value()
    body = mail.get_content().replace("\r\n", "\n")
    assert body.rstrip() == f"{letter}\n\nKind regards from all of us."
    assert BLAME not in body
    expect(page.get_by_text("blames_customer")).to_have_count(0)

    _fits_a_phone(page)
    assert seen.errors == []
    assert seen.hosts == {"127.0.0.1"}


def _choose_example(page: Page, name: str) -> None:
    page.get_by_text(words.START).click()
    box = page.get_by_role("combobox", name=words.EXAMPLE)
    expect(box).to_be_visible()
    option = page.get_by_role("option", name=name, exact=True)
    for _ in range(10):  # a list that opens while its box still unfolds closes at once
        box.click()
        box.fill(name)
        try:
            expect(option).to_be_visible(timeout=1_000)
        except AssertionError:
            continue
        break
    box.press("Enter")
    expect(page.get_by_role("textbox", name=words.FIELDS["case_id"])).not_to_have_value("")


def _sentence_opens_by_keyboard(page: Page) -> None:
    """Press Enter on a sentence of the remedy: the words of its fact come to light."""
    sentence = page.locator(".ra-proof summary", has_text="£78.00").first
    fact = page.locator(".ra-proof details[open] dd").first
    expect(fact).to_have_count(0)
    sentence.focus()
    sentence.press("Enter")
    expect(fact).to_be_visible()


def _fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".ra-ways")).to_be_visible()
    wide = """() => [document.documentElement, ...document.querySelectorAll('section, main')]
        .filter((one) => one.scrollWidth > innerWidth)
        .map((one) => `${one.tagName} ${one.scrollWidth}`)"""
    assert page.evaluate(wide) == []
    out = """() => [...document.querySelectorAll('.ra-letter, .ra-findings, input, textarea')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth)
        .map((one) => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(out) == []
