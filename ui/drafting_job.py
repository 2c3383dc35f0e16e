"""A draft under way: it goes on while the page is touched, reloaded or closed, and can be stopped.

Jobs belong to their case, not to a session: whoever opens the case finds the one that is running.
The job itself puts its result into the journal, so that nobody has to be there when it ends.
"""

import asyncio
import threading
import time

import streamlit as st
import words

from recovery_ai import Draft, Incident, RecoveryError, StaleCase, adraft
from recovery_ai.journal import Case, Journal, Person
from recovery_ai.models import run


class Job:
    """One draft in a thread of its own.

    Args:
        journal: where the result goes.
        case: as it was seen when the draft was asked for; if it was changed meanwhile, the result
            becomes a side draft.
        incident: the facts.
        model: `offline`, or names of models.
        by: who asked.
    """

    def __init__(
        self, journal: Journal, case: Case, incident: Incident, model: str, by: Person
    ) -> None:
        self.steps: tuple[str, ...] = ("starting",)
        self.case: Case | None = None
        self.stale: StaleCase | None = None
        self.failure: str | None = ""  # None: the program failed, and the log names it
        self.stopped = False
        self.started = time.monotonic()
        self._journal, self._seen, self._by = journal, case, by
        self._incident, self._model = incident, model
        self._task: asyncio.Task[Draft] | None = None
        self._thread = threading.Thread(target=self._work, name="draft", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        self.failure = None
        try:
            result = run(self._draft())
            self.failure = why_none(result) if result.letter is None else ""
            self.case = self._journal.record_draft(self._seen, result, self._by)
        except StaleCase as stale:
            self.stale, self.failure = stale, ""
        except asyncio.CancelledError:
            self.failure = ""
        except RecoveryError as error:
            self.failure = str(error)

    async def _draft(self) -> Draft:
        self._task = asyncio.current_task()
        if self.stopped:
            raise asyncio.CancelledError
        pack, regime = self._journal.pack, self._journal.regime
        return await adraft(
            self._incident, self._model, pack=pack, regime=regime, progress=self._note
        )

    def _note(self, step: str) -> None:
        self.steps = (*self.steps, step)

    @property
    def seconds(self) -> int:
        """How long it has been going on."""
        return int(time.monotonic() - self.started)

    def stop(self) -> None:
        """End the draft; nothing of it is kept."""
        self.stopped = True
        if task := self._task:
            task.get_loop().call_soon_threadsafe(task.cancel)

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; return whether the work has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()


def why_none(result: Draft) -> str:
    """Return why there is no letter."""
    details = [attempt.detail for attempt in result.attempts if attempt.detail]
    return next(iter([*details, *result.record.notes]), words.table("en")["no_letter_due"])


@st.cache_resource(show_spinner=False)
def jobs() -> dict[str, Job]:
    """Return the drafts under way, by case, of every session."""
    return {}


def told(step: str) -> str:
    """Return a step of drafting in the words of the interface, its sections by name."""
    known = words.names("progress")
    if step in known:
        return str(known[step])
    for start in ("repairing ", "judging "):
        if step.startswith(start):
            rest = step.removeprefix(start).split(", ")
            named = ", ".join(words.name("section_names", one) for one in rest)
            return f"{known[start.strip()]}: {named}"
    return step
