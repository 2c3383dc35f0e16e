"""The reports as pages: one file each, text is data, both spans are marked, usable by anybody."""

import base64
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from recovery_ai import load_pack
from recovery_ai.cli import main
from recovery_ai.evaluation import measure_letters, read_corpus
from recovery_ai.evaluation.confusion import NOTHING, confusion
from recovery_ai.evaluation.letters_page import histogram
from recovery_ai.evaluation.marked import Mark, marked
from recovery_ai.findings import Span
from tests.evaluation.folder import entry, fill, write
from tests.facts import facts

ATTACK = '<script>alert(1)</script><img src="https://evil.example/x.png">{{ 7 * 7 }}'
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BLAME = "You must have given us the wrong door."


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a page of each kind, made by the commands."""
    folder = tmp_path_factory.mktemp("pages")
    corpus = folder / "corpus"
    corpus.mkdir()
    letter = f"Dear Ms Lindqvist,\n\n{ATTACK}\n\n{BLAME}"
    write(
        fill(corpus),
        entry("attack", letter, {"code": "excuse", "quote": "alert(1)"}, author=ATTACK),
        entry("caught", letter, {"code": "blames_customer", "quote": BLAME}, parent_id="attack"),
        entry("good", letter.replace(BLAME, ""), hard=True),
    )
    wrong = {"name": "wrong", "inputs": facts(), "metadata": {}}
    wrong["expected_output"] = {"route": "escalate_legal"}
    cases = folder / "triage.yaml"
    cases.write_text(yaml.safe_dump({"name": "triage", "cases": [wrong]}), encoding="utf-8")
    found = {name: folder / f"{name}.html" for name in ("letters", "triage", "drafts", "compared")}
    runs = {
        "letters": ["letters", "--corpus", str(corpus)],
        "triage": ["triage", "--cases", str(cases)],
        "drafts": ["drafts", "--model", "recorded/careless"],
        "compared": [
            *("drafts", "--recorded-only"),
            *("--model", "recorded/careless", "--model", "recorded/hostile"),
        ],
    }
    codes = {n: main(["eval", *run, "--html", str(found[n])]) for n, run in runs.items()}
    assert codes == {"letters": 0, "triage": 1, "drafts": 3, "compared": 0}
    return found


KINDS = ("letters", "triage", "drafts", "compared")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_needs_and_runs_nothing(pages: dict[str, Path], kind: str) -> None:
    page = pages[kind].read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page.replace("&#39;", "'")
    tags = re.findall(r"<[a-z][^>]*>", page)
    assert not [tag for tag in tags if re.search(r"^<(script|img|link|iframe|object|form)", tag)]
    assert not [tag for tag in tags if re.search(r"\s(on\w+|style|src)=", tag)]
    assert {tag for tag in tags if "href=" in tag} == set(re.findall(r'<a href="#[\w-]+">', page))
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_a_letter_is_data(pages: dict[str, Path]) -> None:
    page = pages["letters"].read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def test_both_spans_are_marked(pages: dict[str, Path]) -> None:
    page = pages["letters"].read_text(encoding="utf-8")
    assert re.search(r'<mark class="expected[^"]*">alert\(1\)</mark>.{0,80}expected: excuse', page)
    assert '<mark class="expected found">You must' in page
    assert "[found: blames customer]" in page


def test_pieces_of_a_letter_are_the_letter() -> None:
    text = "We are late, you are early."
    outer, inner = Span(start=0, end=11), Span(start=7, end=16)
    first, second = Mark(outer, "expected", "excuse"), Mark(inner, "found", "excuse")
    pieces = marked(text, [first, second, Mark(Span(start=3, end=99), "found", "lost")])
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.kinds) for piece in pieces] == [
        ("We are ", ("expected",)),
        ("late", ("expected", "found")),
        (", you", ("found",)),
        (" are early.", ()),
    ]
    assert [piece.ends for piece in pieces] == [(), (first,), (second,), ()]


def test_confusion_names_what_a_policy_was_taken_for(tmp_path: Path) -> None:
    report = measure_letters(read_corpus(fill(tmp_path)), load_pack())
    found = confusion(report)
    assert found.counts["blames_customer", "blames_customer"] == 1
    assert found.counts["excuse", NOTHING] == 1
    assert sum(found.counts.values()) == 2
    assert (found.share("excuse", NOTHING), found.share(NOTHING, "excuse")) == (1.0, 0.0)
    wrong = report.results[1].model_copy(update={"case": report.results[2].case})
    taken = confusion(report.model_copy(update={"results": (wrong,)}))
    assert taken.counts == {("excuse", "blames_customer"): 1}


def test_histogram_holds_every_time() -> None:
    bins = histogram([1.0] * 99 + [2.0] * 99 + [500.0] * 2)
    assert sum(one.size for one in bins) == 200
    assert bins[-1].end is None
    assert bins[-1].size == 2 + 99  # the slowest hundredth begins above 2 ms
    assert histogram([]) == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium: run scripts/browser"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_reads_well_on_any_screen(
    pages: dict[str, Path], browser: Browser, kind: str, scheme: str
) -> None:
    width = 390 if scheme == "dark" else 1280
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # for the accessibility checker, which is a script
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[kind].as_uri())
    assert asked == [pages[kind].as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
