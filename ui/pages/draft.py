"""Facts left, letter in the middle, findings and proof right."""

import case_facts
import deciding
import desk
import drafting_job
import forms
import letter_view
import starting
import streamlit as st
import words

from recovery_ai import RecoveryError, triage


def page() -> None:
    """Show the page from what the session holds."""
    st.title(words.TITLE, anchor=False)
    starting.begin()
    found = case_facts.understand(case_facts.collect(st.session_state))
    st.html(letter_view.ways())
    with st.container(key="areas"):
        facts, letter, proof = st.columns([5, 6, 5], gap="medium")
    with facts:
        st.header(words.FACTS, anchor="facts")
        starting.start()
        forms.facts_form(found)
    with letter:
        st.header(words.LETTER, anchor="letter")
        sheet = _letter(found)
    with proof:
        st.header(words.PROOF_AREA, anchor="findings")
        if sheet and sheet.review:
            desk.findings(sheet, sheet.review)
        else:
            st.html(letter_view.note(words.NOTHING_TO_PROVE))


def _letter(found: case_facts.Understood) -> desk.Sheet | None:
    decided = triage(found.incident) if found.incident else None
    deciding.decision(found, decided)
    due = decided is not None and decided.drafts
    with st.container():
        model = st.text_input(words.MODEL, words.OFFLINE, key="model", help=words.MODEL_HELP)
        name = words.DRAFT_AGAIN if desk.DRAFT in st.session_state else words.DRAFT
        if st.button(name, key="draft", type="primary", disabled=not due) and found.incident:
            drafting_job.begin(found.incident, model.strip() or words.OFFLINE)
    if job := drafting_job.finished():
        desk.put(job)
        st.rerun()
    with st.container():
        sheet = desk.letter(found.incident, decided)
    if sheet is None:
        st.html(letter_view.note(words.NO_LETTER if due or not decided else words.NO_LETTER_DUE))
    return sheet


try:
    page()
except RecoveryError as error:
    st.html(letter_view.problem(str(error)))
