"""Evaluation: measured in the background, stopped and gone on with, told in one report."""

from pathlib import Path

import measuring
import pytest
import words
from streamlit.testing.v1 import AppTest

from recovery_ai import load_pack
from recovery_ai.journal import Journal
from tests.evaluation.folder import fill
from tests.ui.test_pages import at, clean, journal, page, shown

__all__ = ["journal", "page"]


@pytest.fixture
def corpus(journal: Journal, tmp_path: Path) -> Path:
    """Three labelled letters of one's own in the data folder."""
    del journal
    (tmp_path / "letters").mkdir()
    return fill(tmp_path / "letters")


def lines() -> list[str]:
    return measuring.results().read_text(encoding="utf-8").splitlines()


def test_a_measurement_leaves_a_report(corpus: Path) -> None:
    job = measuring.Job(corpus, load_pack())
    assert job.wait(60)
    assert (job.failure, job.done, job.total) == ("", 3, 3)
    assert "How well the checks judge letters" in measuring.report().read_text(encoding="utf-8")
    assert len(lines()) == 4
    assert measuring.Job(corpus, load_pack()).wait(60)
    assert len(lines()) == 4, "a whole run is not appended to"


def test_a_stopped_measurement_is_gone_on_with(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = measuring.Job._note

    def stop_at_once(self: measuring.Job, done: int) -> None:
        self.stop()
        note(self, done)

    with monkeypatch.context() as patched:
        patched.setattr(measuring.Job, "_note", stop_at_once)
        job = measuring.Job(corpus, load_pack())
        assert job.wait(60)
    assert (job.failure, job.done) == ("", 1)
    assert not measuring.report().exists()
    assert measuring.Job(corpus, load_pack()).wait(60)
    keys = [line for line in lines() if '"key"' in line]
    assert len(keys) == len(set(keys)) == 3
    assert measuring.report().exists()


def test_a_bad_corpus_is_one_line(corpus: Path) -> None:
    (corpus / "letters.yaml").write_text("cases: 3\n", encoding="utf-8")
    job = measuring.Job(corpus, load_pack())
    assert job.wait(60)
    assert job.failure is not None
    assert "letters.yaml" in job.failure


def test_the_page_measures_and_shows_the_report(page: AppTest, corpus: Path) -> None:
    at(page, "evals")
    assert words.say("baseline") in [one.value for one in page.header]
    assert words.name("codes", "ungrounded_figure") in shown(page)
    assert page.selectbox(key="evals:corpus").value == "own"
    clean(page.button(key="evals:start").click().run())
    assert measuring.current()["letters"].wait(60)
    clean(page.run())
    assert any(one.value.startswith("The report of") for one in page.header)
    assert len(page.get("iframe")) == 1
    (corpus / "letters.yaml").write_text("cases: 3\n", encoding="utf-8")
    clean(page.button(key="evals:start").click().run())
    assert measuring.current()["letters"].wait(60)
    assert "letters.yaml" in shown(clean(page.run()))
