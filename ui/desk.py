"""The desk: the letter as a person edits it, judged anew at every change, and its way out."""

import re
from typing import NamedTuple

import letter_view
import streamlit as st
import words
from drafting_job import Job

from recovery_ai import Brief, Draft, Incident, Letter, Review, Triage, brief, check
from recovery_ai.export import export

DRAFT = "desk:draft"
FACTS = "desk:facts"
SUBJECT = "desk:subject"
TEXT = "desk:text"
BEFORE = "desk:before"
SAVED = "saved"
FORMS = {"txt": "text/plain", "eml": "message/rfc822"}


class Sheet(NamedTuple):
    """A letter on the desk with all that is known of it now."""

    result: Draft
    incident: Incident
    brief: Brief
    letter: Letter
    review: Review | None
    edited: bool


def put(job: Job) -> None:
    """Lay a new draft on the desk; an edited text that lay there can be brought back."""
    if job.result is None or job.result.letter is None:
        return
    state = st.session_state
    old: Draft | None = state.get(DRAFT)
    written = (state.get(SUBJECT, ""), state.get(TEXT, ""))
    if old and old.letter and written != (old.letter.subject, old.letter.text):
        state[BEFORE] = written
    state[DRAFT], state[FACTS] = job.result, job.incident
    _write(job.result.letter.subject, job.result.letter.text)


def _write(subject: str, text: str) -> None:
    st.session_state[SUBJECT], st.session_state[TEXT] = subject, text


def letter(now: Incident | None, decided: Triage | None) -> Sheet | None:
    """Show the letter for editing; judge it against the facts as they stand."""
    result: Draft | None = st.session_state.get(DRAFT)
    if result is None or result.letter is None:
        return None
    st.text_input(words.SUBJECT, key=SUBJECT, persist_state="session")
    st.text_area(words.TEXT, key=TEXT, height=560, persist_state="session")
    st.caption(words.TEXT_HELP)
    sheet = _judged(result, now or st.session_state[FACTS])
    # The buttons keep their place whatever the review says: a click must not miss them.
    _ways(sheet, result.letter)
    _say_what_changed(now, decided)
    if sheet.review is None:
        st.html(letter_view.problem(words.EMPTY))
    else:
        _say_what_is_wrong(sheet, sheet.review)
    return sheet


def _say_what_changed(now: Incident | None, decided: Triage | None) -> None:
    if now is None:
        st.html(letter_view.warning(words.FACTS_BROKEN))
    elif decided and not decided.drafts:
        st.html(letter_view.warning(words.ROUTE_CHANGED))
    elif now != st.session_state[FACTS]:
        st.html(letter_view.warning(words.FACTS_CHANGED))


def _judged(result: Draft, incident: Incident) -> Sheet:
    drafted = result.letter or Letter(text="")
    subject, text = st.session_state[SUBJECT], st.session_state[TEXT]
    edited = (subject, text) != (drafted.subject, drafted.text)
    same = not edited and incident == st.session_state[FACTS]
    written = drafted if same else Letter(subject=subject, text=text)
    review = check(incident, written) if text.strip() else None
    return Sheet(result, incident, brief(incident), written, review, edited)


def _say_what_is_wrong(sheet: Sheet, review: Review) -> None:
    if not review.accepted:
        st.html(letter_view.warning(words.SEND_WITH_ERRORS))
    if not sheet.incident.customer.email:
        st.html(letter_view.note(words.NO_ADDRESS))
    if any(finding.span for finding in review.findings):
        st.subheader(words.MARKED, anchor=False)
        language = sheet.incident.language
        st.html(letter_view.marked(sheet.letter.text, review.findings, language))


def _ways(sheet: Sheet, drafted: Letter) -> None:
    """Show the ways out (files) and back (to the draft, to an earlier text)."""
    before = st.session_state.get(BEFORE)
    pressed = ""
    with st.container(horizontal=True):
        for form in FORMS:
            name = words.DOWNLOAD.format(form=form)
            if st.button(name, key=f"desk:save:{form}", disabled=sheet.review is None):
                pressed = form
        if sheet.edited:
            back = (drafted.subject, drafted.text)
            st.button(words.REVERT, key="desk:revert", on_click=_write, args=back)
        if before and before != (sheet.letter.subject, sheet.letter.text):
            st.button(words.RESTORE, key="desk:restore", on_click=_write, args=before)
    if pressed:
        _hand_over(sheet, pressed)


def _hand_over(sheet: Sheet, form: str) -> None:
    """Let the browser save the letter as it is in this very run.

    `st.download_button` hands out what was rendered before the click: text that was typed just
    then would be missing from the file, since the box gives it up only when it loses the focus.
    """
    st.session_state[SAVED] = serial = st.session_state.get(SAVED, 0) + 1
    name = f"{_file_name(sheet.incident.case_id)}.{form}"
    data = export(sheet.letter, sheet.incident, form)
    with st.container(key=f"saved-{serial}"):  # a new key, or the script would run only once
        st.html(letter_view.saved(name, FORMS[form], data), unsafe_allow_javascript=True)


def _file_name(case_id: str) -> str:
    """Return a case number as a file name that every system takes."""
    return re.sub(r"[^\w-]+", "_", case_id).strip("_") or "letter"


def findings(sheet: Sheet, review: Review) -> None:
    """Show verdict, findings, promises, the proof of every sentence, and the history."""
    language = sheet.incident.language
    st.html(letter_view.verdict(review, edited=sheet.edited))
    st.subheader(words.FINDINGS, anchor=False)
    st.html(letter_view.findings_list(review.findings, language))
    st.subheader(words.PROMISES_EDITED if sheet.edited else words.PROMISES, anchor=False)
    promised = letter_view.promises(sheet.result, review, language)
    st.html(promised or letter_view.note(words.NO_PROMISES))
    st.subheader(words.PROOF, anchor=False)
    st.caption(words.PROOF_HINT)
    st.html(letter_view.proof(review, sheet.brief))
    with st.expander(words.HISTORY):
        st.html(letter_view.history(sheet.result))
