"""The pages import their siblings flat, as Streamlit runs them; so do their tests."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

UI = Path(__file__).resolve().parents[2] / "ui"
sys.path.insert(0, str(UI))

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
WAIT = 30_000
"""Milliseconds for each step in a browser."""

Visit = Callable[..., Page]
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")  # while it lives, no other loop runs in this thread
def browser() -> Iterator[Browser]:
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        pytest.fail("no Chromium; install it: make test does / apt-get install chromium")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=found, args=FLAGS, timeout=WAIT)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a browser of its own at an address; afterwards nothing was wrong in any of them."""
    errors: list[str] = []
    hosts: set[str] = set()
    opened: list[BrowserContext] = []

    def open_at(url: str, width: int = 1280, scheme: Scheme = "light", tongue: str = "en") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            accept_downloads=True,
            locale=tongue,
            color_scheme=scheme,
        )
        opened.append(context)
        context.set_default_timeout(WAIT)
        page = context.new_page()
        page.on("console", lambda one: _note(one, errors))
        page.on("pageerror", lambda one: errors.append(str(one)))
        page.on("request", lambda one: hosts.add(urlsplit(one.url).hostname or "127.0.0.1"))
        page.goto(url)
        return page

    yield open_at
    for context in opened:
        context.close()
    assert errors == []
    assert hosts == {"127.0.0.1"}


# While the pages look for their server, or it is away.
AWAY = ("/_stcore/", "net::ERR_", "disconnected from server", "server is not responding")


def _note(one: ConsoleMessage, errors: list[str]) -> None:
    told = f"{one.text} {one.location.get('url')}"
    if one.type == "error" and not any(part in told for part in AWAY):
        errors.append(one.text)
