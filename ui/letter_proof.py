"""Beside the letter: findings, the facts behind every sentence, versions, and the history."""

from typing import TYPE_CHECKING

import case_view
import letter_view
import office
import streamlit as st
import versions
import words
from desk import Desk

from recovery_ai.result import promises_of

if TYPE_CHECKING:
    from letter_desk import Sheet


def show(desk: Desk, sheet: "Sheet") -> None:
    """Show verdict and tabs."""
    if sheet.review:
        st.html(letter_view.verdict(sheet.review))
    else:
        st.html(letter_view.note(words.say("nothing_to_prove")))
    names = ("findings", "sources", "versions", "history")
    tabs = st.tabs([words.say(name) for name in names])
    for tab, part in zip(tabs, (_findings, _sources, versions.show, _history), strict=True):
        with tab:
            part(desk, sheet)


def _findings(desk: Desk, sheet: "Sheet") -> None:
    del desk
    if sheet.review and sheet.brief:
        st.html(letter_view.findings_list(sheet.review.findings, sheet.brief.language))


def _sources(desk: Desk, sheet: "Sheet") -> None:
    del desk
    if not (sheet.review and sheet.brief):
        return
    st.html(letter_view.note(words.say("proof_hint")))
    st.html(letter_view.proof(sheet.review, sheet.brief))
    st.subheader(words.say("promises"), anchor=False)
    made = promises_of(sheet.brief, sheet.review)
    st.html(case_view.promises(made, sheet.brief.language))


def _history(desk: Desk, sheet: "Sheet") -> None:
    del sheet
    journal = office.journal()
    st.html(case_view.events(journal.history(desk.case.id)))
    number = desk.case.letters[desk.kind].number
    if number and (made := journal.draft_of(desk.case.id, desk.kind, number)):
        st.subheader(words.say("how_made"), anchor=False)
        st.html(case_view.history(made))
