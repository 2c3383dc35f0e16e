"""A draft under way: it goes on while the person works on the form, and can be left behind."""

import threading
import time

import letter_view
import streamlit as st
import words

from recovery_ai import Draft, Incident, RecoveryError, draft

JOB, FAILURE = "desk:job", "desk:failure"


class Job:
    """One draft in a thread of its own.

    The session keeps it, so the reruns that every touch of the form brings do not lose it. One
    that is left behind ends with its own budget.
    """

    def __init__(self, incident: Incident, model: str) -> None:
        self.incident = incident
        self.step = words.START_STEP
        self.result: Draft | None = None
        self.failure = words.CRASHED  # until the work says otherwise
        self.started = time.monotonic()
        self._model = model
        self._thread = threading.Thread(target=self._work, name="draft", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            result = draft(self.incident, self._model, progress=self._note)
        except RecoveryError as error:
            self.failure = str(error)
            return
        self.failure = _why_there_is_none(result) if result.letter is None else ""
        self.result = result if result.letter else None

    def _note(self, step: str) -> None:
        self.step = step.capitalize()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; return whether the work has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()


def _why_there_is_none(result: Draft) -> str:
    details = [attempt.detail for attempt in result.attempts if attempt.detail]
    return next(iter([*details, *result.record.notes]), words.NO_LETTER_DUE)


def begin(incident: Incident, model: str) -> None:
    """Start a draft; one that is under way is left behind."""
    st.session_state[JOB] = Job(incident, model)
    st.session_state.pop(FAILURE, None)


def finished() -> Job | None:
    """Follow the draft under way, if there is one, and return it when it has brought a letter."""
    spot = st.empty()
    job: Job | None = st.session_state.get(JOB)
    if job:
        with spot.container():
            _follow(job)
        del st.session_state[JOB]
        if job.failure:
            st.session_state[FAILURE] = job.failure
    if failure := st.session_state.get(FAILURE):
        spot.html(letter_view.problem(f"{words.FAILED}: {failure}."))
    else:
        spot.empty()
    return job if job and job.result else None


def _follow(job: Job) -> None:
    """Show each step with the seconds that have gone by."""
    shown = ""
    status = st.status(job.step)
    st.button(words.STOP, key="job:stop", on_click=_leave)
    with status:
        while not job.wait(0.3):
            if job.step != shown:
                shown = job.step
                st.write(shown)
            seconds = f"{time.monotonic() - job.started:.0f}"
            status.update(label=words.WORKING.format(step=shown, seconds=seconds))


def _leave() -> None:
    st.session_state.pop(JOB, None)
