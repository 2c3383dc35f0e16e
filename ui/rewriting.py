"""Rewriting one section with a model: what is asked, before and after, taken or left."""

from typing import TYPE_CHECKING

import drafting
import letter_view
import office
import refusals
import streamlit as st
import words
from desk import Desk
from differences import differences
from work import Work

from recovery_ai import Letter, Model
from recovery_ai.brief import Brief
from recovery_ai.letter import SectionId
from recovery_ai.models import resolve
from recovery_ai.pack import Pack
from recovery_ai.parts import parts
from recovery_ai.revising import Revision, revise, wishes

if TYPE_CHECKING:
    from letter_desk import Sheet

JOB = "rewrite:job"


class Rewrite(Work[Revision]):
    """One section on its way; `place` says of which letter it is a rewrite."""

    def __init__(
        self, place: str, brief: Brief, pack: Pack, letter: Letter, section: SectionId, wish: str,
        model: Model,
    ) -> None:  # fmt: skip
        self.place, self.old = place, letter
        self.result: Revision | None = None
        self.followed = False
        self._brief, self._pack, self._model = brief, pack, model
        self._section, self._wish = section, wish
        super().__init__("rewrite")

    async def do(self) -> Revision:
        """Ask the model."""
        return await revise(
            self._brief, self._pack, self.old, self._section, self._wish, self._model
        )

    def keep(self, result: Revision) -> str:
        """Keep it for the page to show."""
        self.result = result
        return "" if result.after is not None else result.detail or result.outcome


def show(desk: Desk, sheet: "Sheet", *, locked: bool) -> None:
    """Show the ways to have a section rewritten, or the rewrite to decide about."""
    if not (sheet.brief and sheet.review):
        return
    with st.expander(words.say("revise_title"), key="rewrite"):
        job: Rewrite | None = st.session_state.get(JOB)
        if job and job.place != _place(desk):
            job = None
        if drafting.model() == "offline":
            st.html(letter_view.note(words.say("no_model")))
        elif job and not job.wait(0):
            _follow(job)
        elif job and job.followed:
            job.followed = False
            st.rerun()  # the page need not look every second any more
        elif job and job.result and job.result.after is not None:
            _decide(desk, sheet, job, job.result)
        else:
            if job and job.failure is None:
                st.html(letter_view.problem(words.say("crashed")))
            elif job and job.failure:
                why = refusals.said(job.failure)
                st.html(letter_view.problem(f"{words.say('not_revised')}: {why}."))
            _ask(desk, sheet, sheet.brief, locked=locked)


def busy(desk: Desk) -> bool:
    """Say whether a section of this letter is being written."""
    job: Rewrite | None = st.session_state.get(JOB)
    return job is not None and job.place == _place(desk) and not job.wait(0)


def _place(desk: Desk) -> str:
    return f"{desk.case.id}/{desk.kind}"


def _ask(desk: Desk, sheet: "Sheet", brief: Brief, *, locked: bool) -> None:
    found = [part.id for part in parts(brief, sheet.review.provenance)] if sheet.review else []
    section = st.selectbox(
        words.say("section"),
        found,
        key="rewrite:section",
        format_func=lambda one: words.name("section_names", one),
    )
    pack = office.journal().pack
    with st.container(horizontal=True):
        for name, told in wishes(pack).items():
            if st.button(
                words.name("wishes", name),
                key=f"rewrite:{name}",
                disabled=locked or section is None,
            ):
                letter = Letter(subject=sheet.subject, text=sheet.text)
                model = resolve(drafting.model(), pack)
                st.session_state[JOB] = Rewrite(
                    _place(desk), brief, pack, letter, section, told, model
                )
                st.rerun()


def _follow(job: Rewrite) -> None:
    job.followed = True
    st.text(f"{words.say('revising')}: {job.seconds} s")
    st.button(words.say("stop"), key="rewrite:stop", on_click=job.stop)


def _decide(desk: Desk, sheet: "Sheet", job: Rewrite, found: Revision) -> None:
    """Show before and after; a text that was typed on meanwhile is not touched."""
    language = sheet.brief.language if sheet.brief else ""
    current = (sheet.subject, sheet.text)
    if current == (found.letter.subject, found.letter.text):
        st.button(words.say("undo"), key="rewrite:undo", on_click=_put, args=(desk, job.old, found))
        return
    st.html(letter_view.changes(differences(found.before, found.after or "")))
    st.html(letter_view.verdict(found.review))
    st.html(letter_view.findings_list(found.review.findings, language))
    same = current == (job.old.subject, job.old.text)
    with st.container(horizontal=True):
        st.button(
            words.say("accept"),
            key="rewrite:accept",
            type="primary",
            disabled=not same,
            on_click=_put,
            args=(desk, found.letter, found),
        )
        st.button(words.say("discard"), key="rewrite:discard", on_click=_forget)


def _put(desk: Desk, letter: Letter, found: Revision) -> None:
    """Put a text on the desk; the undo stays at hand as long as the rewrite stands."""
    desk.put(office.journal(), letter.subject, letter.text, office.person())
    if letter != found.letter:
        _forget()


def _forget() -> None:
    st.session_state.pop(JOB, None)
