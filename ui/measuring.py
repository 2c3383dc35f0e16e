"""A measurement under way: the checks on labelled letters, in a thread that can be stopped.

One at a time for all sessions. A stopped one goes on where it was; a whole one leaves its report in
the data folder.
"""

import logging
import os
import tempfile
import threading
from pathlib import Path

import streamlit as st

from recovery_ai import RecoveryError
from recovery_ai._resources import resource_dir
from recovery_ai.evaluation import measure_letters, read_corpus
from recovery_ai.evaluation.baseline import read_baseline, regressions
from recovery_ai.evaluation.letters_page import letters_page
from recovery_ai.evaluation.run import Run
from recovery_ai.evaluation.statistics import scipy_stats
from recovery_ai.pack import Pack
from recovery_ai.settings import home

PREVALENCE = 0.1  # of drafts that are bad, as `recovery-ai eval letters` takes it
LOG = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody ended the measurement."""


class Job:
    """One measurement in a thread of its own.

    Args:
        corpus: a folder of labelled letters.
        pack: the policy.
    """

    def __init__(self, corpus: Path, pack: Pack) -> None:
        self.done, self.total = 0, 0
        self.failure: str | None = ""  # None: the program failed, and the log names it
        self.stopped = False
        self._corpus, self._pack = corpus, pack
        self._thread = threading.Thread(target=self._work, name="measuring", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        self.failure = None
        try:
            self._measure()
            self.failure = ""
        except Stopped:
            self.failure = ""
        except RecoveryError as error:
            self.failure = str(error)
        except Exception as error:
            LOG.error("measuring ended with %s", type(error).__name__)
            raise

    def _measure(self) -> None:
        scipy_stats()  # before the work: without it there would be no report
        corpus = read_corpus(self._corpus)
        self.total = len(corpus.cases)
        place = results()
        place.parent.mkdir(parents=True, exist_ok=True)
        if report().exists() and place.exists() and _newer(report(), place):
            place.unlink()  # that run was whole; this one begins anew
        with Run(place, {"kind": "letters", "pack_sha256": self._pack.digest}) as run:
            found = measure_letters(corpus, self._pack, self._note, run)
        blessed = self._corpus / "baseline.json"
        worse = (
            list(regressions(found, corpus, read_baseline(blessed))) if blessed.exists() else None
        )
        page = letters_page(
            found,
            pack=self._pack.digest,
            corpus=corpus.digest,
            prevalence=PREVALENCE,
            worse=worse,
        )
        _write(report(), page)

    def _note(self, done: int) -> None:
        self.done = done
        if self.stopped:
            raise Stopped

    @property
    def alive(self) -> bool:
        """Whether it goes on."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """End it after the letter that it is at; what is measured is kept."""
        self.stopped = True

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; return whether it has ended."""
        self._thread.join(seconds)
        return not self.alive


@st.cache_resource(show_spinner=False)
def current() -> dict[str, Job]:
    """Return the one measurement of every session, under `letters`, if there was one."""
    return {}


def results() -> Path:
    """Return where each result is kept as it comes."""
    return home() / "evaluation" / "letters.jsonl"


def report() -> Path:
    """Return where the last whole report stands."""
    return home() / "evaluation" / "letters.html"


def corpora() -> dict[str, Path]:
    """Return the labelled letters that are there: one's own first, then those of a checkout."""
    shipped = resource_dir("ui").parent / "evals" / "letters"
    found = {"own": home() / "letters", "shipped": shipped}
    return {name: path for name, path in found.items() if path.is_dir()}


def _newer(one: Path, other: Path) -> bool:
    return one.stat().st_mtime_ns >= other.stat().st_mtime_ns


def _write(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as out:
        out.write(text)
    os.replace(out.name, path)
