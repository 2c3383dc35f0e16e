"""A letter on its way out: its files, the note that it was sent, and who noted that."""

import mimetypes
import re
from collections.abc import Callable

import letter_view
import office
import refusals
import streamlit as st
import words

from recovery_ai import FactsError, Incident, Letter, RecoveryError
from recovery_ai.export import FORMATS, export
from recovery_ai.journal import Case, CaseLetter
from recovery_ai.letterhead import Stationery
from recovery_ai.settings import stationery

MADE = "leaving:made"


def show(case: Case, letter: CaseLetter, send: Callable[[str], object]) -> None:
    """Offer an approved letter in every form; `send` notes that it left, by which channel."""
    try:
        incident = office.journal().incident(case, letter.kind)
    except FactsError as error:
        st.html(letter_view.problem(refusals.told(error)))
        return
    _files(case, letter, incident)
    if letter.sent and letter.status == "sent":
        when = f"{letter.sent.at:%Y-%m-%d %H:%M} UTC"
        st.html(letter_view.note(f"✓ {words.say('sent_on', when=when, who=letter.sent.by)}"))
        return
    st.html(letter_view.note(words.say("send_help")))
    if st.button(words.say("mark_sent"), key="leaving:send", type="primary"):
        send(incident.channel)
        st.rerun()


def _files(case: Case, letter: CaseLetter, incident: Incident) -> None:
    """Offer a file in every format; one that cannot be made says why."""
    paper = stationery(office.settings())
    place = (case.id, case.version, letter.kind, letter.number, paper)
    if st.session_state.get(MADE, (None,))[0] != place:  # made once, not at every touch of the page
        st.session_state[MADE] = (
            place,
            {form: _made(form, letter, incident, paper) for form in FORMATS},
        )
    with st.container(horizontal=True):
        for form, data in st.session_state[MADE][1].items():
            if isinstance(data, RecoveryError):
                st.html(letter_view.note(f".{form}: {refusals.told(data)}"))
                continue
            st.download_button(
                words.say("download", form=form),
                data,
                file_name=f"{file_name(incident.case_id)}.{form}",
                mime=mimetypes.guess_type(f"letter.{form}")[0],
                key=f"leaving:save:{form}",
                on_click="ignore",
            )


def _made(
    form: str, letter: CaseLetter, incident: Incident, paper: Stationery | None
) -> bytes | RecoveryError:
    try:
        return export(
            Letter(subject=letter.subject, text=letter.text), incident, form, stationery=paper
        )
    except RecoveryError as error:
        return error


def file_name(case_id: str) -> str:
    """Return a case number as a file name that every system takes."""
    return re.sub(r"[^\w-]+", "_", case_id).strip("_") or "letter"
