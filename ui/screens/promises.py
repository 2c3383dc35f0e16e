"""Promises: what was promised to whom by when, overdue on top, and what became of each."""

import letter_view
import office
import promise_card
import refusals
import streamlit as st
import words

from recovery_ai import JournalError, StaleCase
from recovery_ai.journal import LedgerPromise, PromiseState

ROWS = 20
MOST = 1000  # promises that one list may hold
STATES: tuple[PromiseState, ...] = ("open", "kept", "broken", "withdrawn")
PAGE, REFUSED = "promises:page", "promises:refused"


def page() -> None:
    """Show the filters, the promises that pass them, and the ways to the next ones."""
    st.title(words.say("promises"), anchor=False)
    if why := st.session_state.pop(REFUSED, ""):
        st.html(letter_view.problem(f"{words.say('refused')}: {why.rstrip('.')}."))
    _filters()
    found = _found()
    if not found:
        st.html(letter_view.note(words.say("no_promise_fits")))
        return
    first = min(st.session_state.setdefault(PAGE, 0), (len(found) - 1) // ROWS) * ROWS
    for promise in found[first : first + ROWS]:
        _show(promise)
    _ways(first, len(found))


def _filters() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words.say("state"),
            STATES,
            key="promises:state",
            format_func=lambda state: words.name("promise_states", state),
            on_change=_first_page,
        )
        st.selectbox(
            words.say("owner"),
            ["", office.person().name],
            key="promises:owner",
            format_func=lambda name: name or words.say("anybody"),
            accept_new_options=True,
            on_change=_first_page,
        )
        st.checkbox(words.say("only_overdue"), key="promises:overdue", on_change=_first_page)


def _found() -> tuple[LedgerPromise, ...]:
    return office.journal().promises(
        state=st.session_state["promises:state"],
        owner=st.session_state["promises:owner"] or None,
        overdue=st.session_state["promises:overdue"],
        limit=MOST,
    )


def _show(promise: LedgerPromise) -> None:
    """Show one promise with the way to its case and what can be done with it."""
    with st.container(border=True):
        st.html(promise_card.card(promise, office.today()))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                "screens/case.py",
                label=words.say("to_case", case=words.verbatim(promise.case_id)),
                query_params={"case": promise.case_id},
            )
            with st.popover(words.say("settle"), key=f"settle:{promise.id}"):
                note = st.text_input(words.say("settle_note"), key=f"note:{promise.id}")
                for state in STATES:
                    if state != promise.state:
                        st.button(
                            words.name("settle_as", state),
                            key=f"{state}:{promise.id}",
                            on_click=_settle,
                            args=(promise, state, note),
                        )


def _settle(promise: LedgerPromise, state: PromiseState, note: str) -> None:
    try:
        office.journal().settle(promise, state, office.person(), note.strip())
    except StaleCase as stale:
        st.session_state[REFUSED] = words.changed(stale.by, stale.at, stale.what)
    except JournalError as refused:
        st.session_state[REFUSED] = refusals.told(refused)


def _ways(first: int, total: int) -> None:
    if total <= ROWS:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            words.say("previous"),
            key="promises:previous",
            disabled=first == 0,
            on_click=_turn,
            args=(first // ROWS - 1,),
        )
        st.text(words.say("page_number", number=first // ROWS + 1))
        st.button(
            words.say("next"),
            key="promises:next",
            disabled=first + ROWS >= total,
            on_click=_turn,
            args=(first // ROWS + 1,),
        )


def _turn(number: int) -> None:
    st.session_state[PAGE] = number


def _first_page() -> None:
    _turn(0)


page()
