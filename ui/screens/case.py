"""Case: facts left, letter in the middle, findings, sources, versions and history right."""

import case_facts
import case_head
import case_view
import forms
import letter_desk
import letter_view
import office
import refusals
import remembered
import streamlit as st
import words
from desk import KINDS, STAGES, Desk, first_kind
from streamlit.delta_generator import DeltaGenerator

from recovery_ai import JournalError
from recovery_ai.journal import LetterKind

DESK = "case:desk"
KIND = "case:kind"


def page() -> None:
    """Show the case that the address names."""
    case_id = st.query_params.get("case", "")
    if not case_id:
        last: Desk | None = st.session_state.get(DESK)
        if last is None:
            st.title(words.say("case"), anchor=False)
            st.html(letter_view.note(words.say("no_case")))
            st.page_link("screens/cases.py", label=words.say("queue"))
            return
        case_id = st.query_params["case"] = last.case.id
    try:
        desk = _desk(case_id)
    except JournalError as error:
        st.title(words.say("case"), anchor=False)
        st.html(letter_view.problem(f"{refusals.told(error)}."))
        st.page_link("screens/cases.py", label=words.say("queue"))
        return
    if st.session_state.pop(office.ARRIVED, False) and not desk.stale:
        desk.read_again(office.journal())  # nothing is being typed yet
    desk.look(office.journal())
    case_head.show(desk)
    st.html(case_view.ways())
    with st.container(key="areas"):
        left, right = st.columns([5, 11], gap="medium")
    with left:
        st.header(words.say("facts"), anchor="facts")
        spot = st.container(key="case-facts")
    desk.kind = _kind(right, desk)
    with spot:
        _facts(desk)
    with right:
        letter_desk.show(desk)


def _desk(case_id: str) -> Desk:
    """Return the case of this session; another one in the address replaces it."""
    desk: Desk | None = st.session_state.get(DESK)
    if desk is None or desk.case.id != case_id:
        case = office.journal().case(case_id)
        desk = st.session_state[DESK] = Desk(case, first_kind(case))
        st.session_state[KIND] = desk.kind
    return desk


def _kind(area: DeltaGenerator, desk: Desk) -> LetterKind:
    """Offer the letters of the case, each with where it stands."""

    def told(kind: LetterKind) -> str:
        status = desk.case.letters[kind].status
        name = words.name("kinds", kind)
        return name if status == "none" else f"{name} · {words.name('statuses', status)}"

    if desk.turn_to:
        desk.kind = st.session_state[KIND] = desk.turn_to
        desk.turn_to = None
    if st.session_state.get(KIND) is None:  # a second click on a segment takes the choice back
        st.session_state[KIND] = desk.kind
    chosen: LetterKind | None = area.segmented_control(
        words.say("which_letter"),
        KINDS,
        key=KIND,
        format_func=told,
        on_change=desk.turn,
    )
    return chosen or desk.kind


def _facts(desk: Desk) -> None:
    """Show the form, and save what it says as soon as it is whole enough to be understood."""
    if desk.facts_said is None:
        case_facts.show(st.session_state, desk.case.facts)
        desk.facts_said = case_facts.collect(st.session_state)
    stage = STAGES[desk.kind]
    said = case_facts.collect(st.session_state)
    found = case_facts.understand({**said, "stage": stage})
    if not found.problem and desk.stale is None and said != desk.facts_said:
        _save(desk, said)
    spot = st.container()
    forms.facts_form(found, first=stage == "acknowledgement")
    with spot:
        case_head.facts_state(desk, found)


def _save(desk: Desk, said: dict[str, object]) -> None:
    who = office.person()
    whole = {**said, "stage": desk.case.facts.get("stage", STAGES[desk.kind])}
    if desk.amend(office.journal(), whole, who):
        desk.facts_said = said
    if sender := said.get("sender"):
        remembered.remember(who.name, sender=sender)


page()
