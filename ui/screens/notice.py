"""Incident notice: facts once, one text, a list of recipients, a checked mail for each of them."""

from typing import Any

import case_facts
import letter_view
import mail_merge
import office
import refusals
import streamlit as st
import words

from recovery_ai import FactsError, Incident, InputError
from recovery_ai.documents import incident_from
from recovery_ai.mailing import Recipient, addressed, read_recipients

SUBJECT, TEXT = "notice:subject", "notice:text"


def page() -> None:
    """Show the steps; each needs those before it."""
    st.title(words.say("incident_notice"), anchor=False)
    st.html(letter_view.note(words.say("notice_help")))
    people = _recipients()
    incident = _facts(people[0]) if people else None
    if not people or incident is None:
        return
    st.header(words.say("notice_text"), anchor=False)
    st.html(letter_view.note(words.say("notice_blanks")))
    st.button(words.say("draft"), key="notice:draft", on_click=mail_merge.write, args=(incident,))
    mail_merge.say_refused()
    subject = st.text_input(words.say("subject"), key=SUBJECT, persist_state="session")
    text = st.text_area(
        words.names("editor")["text"], key=TEXT, height="content", persist_state="session"
    )
    if text.strip():
        mail_merge.show(subject, text, incident, people)


def _given(title: str, name: str, kinds: list[str]) -> tuple[bytes, str]:
    """Return what was uploaded or pasted, and how an error names it."""
    file = st.file_uploader(title, kinds, key=f"notice:{name}-file", max_upload_size=1)
    typed = st.text_area(words.say("or_paste"), key=f"notice:{name}", persist_state="session")
    if file is not None:
        return file.getvalue(), file.name
    return typed.strip().encode(errors="replace"), words.say("pasted_list")


def _recipients() -> tuple[Recipient, ...]:
    """Return who gets the letter; nobody while the list is empty or wrong, and say why."""
    st.header(words.say("recipients"), anchor=False)
    raw, place = _given(words.say("recipients_file"), "list", ["csv", "txt"])
    if not raw:
        return ()
    try:
        people = read_recipients(raw, place)
    except InputError as error:
        st.html(letter_view.problem(f"{words.say('not_loaded')} {refusals.told(error)}."))
        return ()
    st.html(letter_view.note(f"✓ {words.counted('recipient_counts', len(people))}"))
    return people


def _facts(first: Recipient) -> Incident | None:
    """Return the facts of the event with the first recipient; None while some are missing."""
    st.header(words.say("facts"), anchor=False)
    raw, place = _given(words.say("upload"), "facts", ["json", "yaml", "yml"])
    if not raw:
        return None
    try:
        facts: dict[str, Any] = case_facts.read(raw, place)
        own = {"customer": {"name": first.name}, "case_id": first.case_id}
        incident = addressed(incident_from({**facts, **own}, place), first)
    except FactsError as error:
        st.html(letter_view.problem(f"{words.say('not_loaded')} {refusals.told(error)}."))
        return None
    st.html(letter_view.note(f"✓ {incident.what_happened}"))
    return incident


office.journal()  # an office that cannot be opened is said before anything is typed
page()
