"""A complaint read by a model: asked for, waited for, and taken value by value."""

from collections.abc import Sequence

import drafting
import letter_view
import office
import refusals
import streamlit as st
import words
from telling import named
from work import Work

from recovery_ai import Model
from recovery_ai.extraction import Extraction, extract
from recovery_ai.incoming import Incoming
from recovery_ai.intake import Seen
from recovery_ai.models import resolve
from recovery_ai.pack import Pack

JOB = "start:reading"


class Reading(Work[Extraction]):
    """One complaint on its way; `name` says which."""

    def __init__(self, name: str, mail: Incoming | str, model: str | Model, pack: Pack) -> None:
        self.name = name
        self.result: Extraction | None = None
        self._mail, self._model, self._pack = mail, model, pack
        super().__init__("read")

    async def do(self) -> Extraction:
        """Ask the model."""
        return await extract(self._mail, resolve(self._model, self._pack), self._pack)

    def keep(self, result: Extraction) -> str:
        """Keep it for the page to show."""
        self.result = result
        return "" if result.outcome == "ok" else result.detail or result.outcome


def show(mail: Incoming | str, name: str, seen: Sequence[Seen]) -> list[Seen]:
    """Show the way to a model, or what it read beyond `seen`; return what was ticked of that."""
    job: Reading | None = st.session_state.get(JOB)
    if job and job.name != name:
        job.stop()
        job = None
    if job and not job.wait(0):
        _progress()
        return []
    if job and job.result and job.result.outcome == "ok":
        return _confirm(job.result, name, seen)
    if job:
        _why(job)
    if (model := drafting.model()) != "offline":
        st.html(letter_view.note(words.say("read_help")))
        label = words.say("read_with", model=words.escaped(model))
        if st.button(label, key="start:read"):
            st.session_state[JOB] = Reading(name, mail, model, office.journal().pack)
            st.rerun()
    return []


@st.fragment(run_every=1)
def _progress() -> None:
    """Show that the model is at it; when it is done the whole page is."""
    job: Reading | None = st.session_state.get(JOB)
    if job is None or job.wait(0):
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(words.say("reading", seconds=job.seconds))
        st.button(words.say("stop"), key="start:stop-reading", on_click=job.stop)


def _why(job: Reading) -> None:
    """Say why nothing was read; that somebody stopped it needs no words."""
    if job.failure is None:
        st.html(letter_view.problem(words.say("crashed")))
    elif job.failure:
        told = words.names("outcomes").get(job.failure) or refusals.said(job.failure)
        st.html(letter_view.problem(f"{words.say('not_read')}: {told}."))


def _confirm(found: Extraction, name: str, seen: Sequence[Seen]) -> list[Seen]:
    """Show each value under the words that it rests on; none is ticked by itself."""
    values = found.beyond(seen)
    said = words.say("read_by" if values else "read_nothing", model=found.model)
    st.html(letter_view.note(said, live=True))
    chosen = []
    for number, one in enumerate(values):
        with st.container(key=f"read-{number}"):
            if st.checkbox(named(one, words.verbatim), key=f"read:{name}:{number}"):
                chosen.append(one)
            st.html(letter_view.quoted(one.quote or "", words.name("told_places", one.place)))
    if found.dropped:
        st.html(letter_view.note(words.counted("left_out", found.dropped)))
    return chosen
