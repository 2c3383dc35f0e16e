"""Drafting on the page: the model, the button, and the steps of the draft under way."""

import drafting_job
import letter_view
import office
import refusals
import streamlit as st
import words
from desk import STAGES, Desk
from drafting_job import Job

from recovery_ai import FactsError
from recovery_ai.journal import Case, LetterKind

MODEL = "draft:model"
FAILURE = "draft:failure"


def model() -> str:
    """Return the model that was chosen: the one of the settings, unless somebody typed another."""
    return str(st.session_state.get(MODEL) or office.settings().model).strip() or "offline"


def show(desk: Desk, *, locked: bool) -> None:
    """Show how to draft, or the draft under way."""
    jobs = drafting_job.jobs()
    if job := jobs.get(desk.case.id):
        _follow(desk, job)
        return
    if failure := st.session_state.get(FAILURE):
        st.html(letter_view.problem(f"{words.say('failed')}: {refusals.said(failure)}."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words.say("model"),
            value=office.settings().model,
            key=MODEL,
            help=words.say("model_help"),
            persist_state="session",
        )
        fresh = not desk.case.letters[desk.kind].text.strip()
        if st.button(
            words.say("draft" if fresh else "draft_again"),
            key="draft",
            type="primary" if fresh and _due(desk) else "secondary",
            disabled=locked or bool(_gaps(desk)),
        ):
            _begin(desk)


def _due(desk: Desk) -> bool:
    """Say whether a letter is due at all, as far as that is known."""
    decided = office.decided(desk.case, desk.kind)
    return decided is None or decided.drafts


def _gaps(desk: Desk) -> str:
    """Return what keeps the facts from being an incident; nothing where they are one."""
    try:
        office.journal().incident(desk.case, desk.kind)
    except FactsError as error:
        return str(error)
    return ""


def _begin(desk: Desk) -> None:
    """Start a draft; what is ready at once is shown at once."""
    st.session_state.pop(FAILURE, None)
    journal, who, stage = office.journal(), office.person(), STAGES[desk.kind]
    facts = desk.case.facts
    if facts.get("stage") != stage and not desk.amend(journal, {**facts, "stage": stage}, who):
        st.rerun()
    incident = journal.incident(desk.case, desk.kind)
    job = Job(journal, desk.case, incident, model(), who)
    drafting_job.jobs()[desk.case.id] = job
    if job.wait(0.7):
        _take(desk, job)
    st.rerun()


def busy(desk: Desk) -> bool:
    """Say whether a draft of this case is under way."""
    return desk.case.id in drafting_job.jobs()


def _follow(desk: Desk, job: Job) -> None:
    """Show every step with the seconds that have gone by, and a way to stop."""
    if job.wait(0):
        _take(desk, job)
        st.rerun()
    with st.status(words.say("working", seconds=job.seconds), expanded=True):
        for step in job.steps:
            st.text(drafting_job.told(step))
    st.button(words.say("stop"), key="job:stop", on_click=job.stop)


def _take(desk: Desk, job: Job) -> None:
    """Bring what the job left in the journal to the desk."""
    if job.stale:
        desk.stale = job.stale
    elif job.case:
        desk.turn_to = _drafted(desk.case, job.case) or desk.kind
        desk.adopt(job.case)
    drafting_job.jobs().pop(desk.case.id, None)
    if job.failure is None:
        st.session_state[FAILURE] = words.say("crashed")
    elif job.failure:
        st.session_state[FAILURE] = job.failure


def _drafted(before: Case, after: Case) -> LetterKind | None:
    """Return which letter is new: triage may have called for another than was asked for."""
    new = (
        kind
        for kind, letter in after.letters.items()
        if letter.number != before.letters[kind].number
    )
    return next(new, None)
