"""Approving one letter: what goes to whom, what was found, who may sign, and the decision."""

import mimetypes
import re
from collections.abc import Callable

import case_view
import letter_view
import office
import refusals
import streamlit as st
import words

from recovery_ai import FactsError, Incident, JournalError, Letter, RecoveryError, StaleCase
from recovery_ai.export import FORMATS, export
from recovery_ai.journal import Case, CaseLetter, LetterKind, Override
from recovery_ai.settings import stationery

SEEN = "approve:seen"
PROBLEM = "approve:problem"


def seen(case_id: str) -> Case:
    """Return the case as this person has it on the screen: what is signed is what was seen."""
    case: Case | None = st.session_state.get(SEEN)
    if case is None or case.id != case_id:
        case = office.journal().case(case_id)
        _take(case)
    return case


def _take(case: Case) -> None:
    st.session_state[SEEN] = case
    st.session_state[PROBLEM] = ""


def show(case: Case, kind: LetterKind) -> None:
    """Show a letter as it would leave the house, and what can be decided about it."""
    letter = case.letters[kind]
    now = office.journal().case(case.id)
    with st.container(horizontal=True):
        if st.button(words.say("back_to_case"), key="approve:back"):
            st.switch_page("screens/case.py", query_params={"case": case.id})
        if st.button(words.say("all_waiting"), key="approve:all"):
            st.query_params.clear()
            st.rerun()
    st.header(words.escaped(f"{case.id} · {words.name('kinds', kind)}"), anchor=False)
    st.html(letter_view.badge(words.name("statuses", letter.status)))
    if now.version != case.version:
        _moved(now)
    if problem := st.session_state.get(PROBLEM):
        st.html(letter_view.problem(f"{words.say('refused')}: {problem.rstrip('.')}."))
    if letter.status == "none":
        st.html(letter_view.note(words.say("no_letter")))
        return
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _sheet(case, letter)
    with right:
        _decision(case, letter)


def _moved(now: Case) -> None:
    told = words.changed(now.changed.by, now.changed.at, now.changed.what)
    st.html(letter_view.warning(told))
    st.button(words.say("read_again"), key="approve:read", on_click=_take, args=(now,))


def _sheet(case: Case, letter: CaseLetter) -> None:
    """Show recipient, subject and text once more."""
    language = str(case.facts.get("language", ""))
    st.html(letter_view.envelope(case.facts, letter.subject, language))
    st.html(letter_view.marked(letter.text, letter.findings, language))


def _decision(case: Case, letter: CaseLetter) -> None:
    st.subheader(words.say("findings"), anchor=False)
    language = str(case.facts.get("language", ""))
    st.html(letter_view.findings_list(letter.findings, language))
    st.subheader(words.say("authority"), anchor=False)
    st.html(case_view.authority(case, letter))
    if letter.status in {"drafted", "waiting"}:
        _sign(case, letter)
    else:
        _leave(case, letter)


def _sign(case: Case, letter: CaseLetter) -> None:
    """Offer approval, with a reason for every error that shall stand, or the way back."""
    overrides = _overrides(letter)
    answered = {(one.code, one.quote) for one in overrides}
    errors = [one for one in letter.findings if one.severity == "error"]
    open_errors = [one for one in errors if (one.code, one.quote) not in answered]
    st.button(
        words.say("approve_it"),
        key="approve:sign",
        type="primary",
        disabled=bool(open_errors),
        help=words.say("errors_first") if open_errors else None,
        on_click=_approve,
        args=(case, letter.kind, overrides),
    )
    who, own = office.person(), office.journal().pack.authority
    if letter.changed and letter.changed.by == who.name and not own.of(who.role).own_letters:
        st.html(letter_view.note(words.say("alone")))
    note = st.text_area(words.say("send_back_note"), key="approve:note", height=80)
    st.button(
        words.say("send_back"),
        key="approve:reject",
        disabled=not note.strip(),
        on_click=_reject,
        args=(case, letter.kind, note),
    )


def _overrides(letter: CaseLetter) -> tuple[Override, ...]:
    """Ask for a reason for each error; return the errors that got one."""
    errors = [one for one in letter.findings if one.severity == "error"]
    who = office.person()
    if not errors or who.role not in office.journal().pack.authority.override:
        return ()
    found = []
    with st.expander(words.say("override_title", n=len(errors))):
        st.html(letter_view.note(words.say("override_help")))
        for number, one in enumerate(letter_view.in_order(errors), 1):
            code, quote = words.name("codes", one.code), one.quote or words.say("whole_letter")
            name = f"[{number}] {code}: {quote}"
            reason = st.text_input(name, key=f"override:{letter.number}:{one.code}:{number}")
            if reason.strip():
                found.append(Override(code=one.code, quote=one.quote, reason=reason, by=who.name))
    return tuple(found)


def _leave(case: Case, letter: CaseLetter) -> None:
    """Offer the letter in every form it can leave in, and note that it has left."""
    journal = office.journal()
    try:
        incident = journal.incident(case, letter.kind)
    except FactsError as error:
        st.html(letter_view.problem(refusals.told(error)))
        return
    _files(Letter(subject=letter.subject, text=letter.text), incident)
    if letter.status == "approved":
        st.html(letter_view.note(words.say("send_help")))
        st.button(
            words.say("mark_sent"),
            key="approve:send",
            type="primary",
            on_click=_send,
            args=(case, letter.kind, incident.channel),
        )


def _files(letter: Letter, incident: Incident) -> None:
    """Offer a file in every format; one that cannot be made says why."""
    paper = stationery(office.settings())
    with st.container(horizontal=True):
        for form in FORMATS:
            try:
                data = export(letter, incident, form, stationery=paper)
            except RecoveryError as error:
                st.html(letter_view.note(f".{form}: {refusals.told(error)}"))
                continue
            st.download_button(
                words.say("download", form=form),
                data,
                file_name=f"{file_name(incident.case_id)}.{form}",
                mime=mimetypes.guess_type(f"letter.{form}")[0],
                key=f"approve:save:{form}",
            )


def file_name(case_id: str) -> str:
    """Return a case number as a file name that every system takes."""
    return re.sub(r"[^\w-]+", "_", case_id).strip("_") or "letter"


def _approve(case: Case, kind: LetterKind, overrides: tuple[Override, ...]) -> None:
    _step(lambda: office.journal().approve(case, kind, office.person(), overrides))


def _reject(case: Case, kind: LetterKind, note: str) -> None:
    _step(lambda: office.journal().reject(case, kind, office.person(), note))


def _send(case: Case, kind: LetterKind, how: str) -> None:
    _step(lambda: office.journal().send(case, kind, office.person(), how))


def _step(step: Callable[[], Case]) -> None:
    try:
        _take(step())
    except StaleCase as stale:
        st.session_state[PROBLEM] = words.changed(stale.by, stale.at, stale.what)
    except JournalError as refused:
        st.session_state[PROBLEM] = refusals.told(refused)
