"""Queue: the cases that need somebody, what is due first on top."""

import case_list
import letter_view
import office
import starting
import streamlit as st
import words

from recovery_ai.journal import Page

ROWS = 25
NO_FILTER: dict[str, str | bool] = {
    "queue:text": "",
    "queue:state": "open",
    "queue:owner": "",
    "queue:overdue": False,
    "queue:mine": False,
}
BEFORE = "queue:before"  # the places in the queue where the pages before this one began


def page() -> None:
    """Show filters, one page of cases, and the ways to the next ones."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(words.say("queue"), anchor=False)
        st.button(words.say("new_case"), key="queue:new", type="primary", on_click=starting.turn)
    starting.show()
    _filters()
    places: list[str] = st.session_state.setdefault(BEFORE, [])
    found = _found(places[-1] if places else None)
    if not found.rows:
        _nothing()
    elif opened := case_list.show(found.rows, office.today()):
        st.switch_page("screens/case.py", query_params={"case": opened})
    _ways(places, found.after)


def _filters() -> None:
    states = ["open", *words.names("states")]
    with st.container(horizontal=True, vertical_alignment="bottom", key="queue-filters"):
        st.text_input(words.say("search"), key="queue:text", on_change=_first_page)
        st.selectbox(
            words.say("state"),
            states,
            key="queue:state",
            format_func=_state,
            on_change=_first_page,
        )
        st.selectbox(
            words.say("owner"),
            ["", office.person().name],
            key="queue:owner",
            format_func=lambda name: name or words.say("anybody"),
            accept_new_options=True,
            on_change=_first_page,
        )
        st.checkbox(words.say("only_overdue"), key="queue:overdue", on_change=_first_page)
        st.checkbox(words.say("waits_for_me"), key="queue:mine", on_change=_first_page)


def _state(state: str) -> str:
    return words.say("all_open") if state == "open" else words.name("states", state)


def _found(after: str | None) -> Page:
    state = st.session_state["queue:state"]
    who = office.person()
    return office.journal().queue(
        state=None if state == "open" else state,
        text=st.session_state["queue:text"],
        owner=st.session_state["queue:owner"] or None,
        overdue=st.session_state["queue:overdue"],
        waiting_for=who.role if st.session_state["queue:mine"] else None,
        limit=ROWS,
        after=after,
    )


def _nothing() -> None:
    """Say why there is nothing to see, and what to do."""
    asked = any(st.session_state[key] != value for key, value in NO_FILTER.items())
    st.html(letter_view.note(words.say("queue_no_match" if asked else "queue_empty")))
    if asked:
        st.button(words.say("clear_filters"), key="queue:clear", on_click=_clear)


def _ways(places: list[str], after: str | None) -> None:
    if not places and after is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words.say("previous"), key="queue:previous", disabled=not places, on_click=_back)
        st.text(words.say("page_number", number=len(places) + 1))
        st.button(
            words.say("next"),
            key="queue:next",
            disabled=after is None,
            on_click=lambda: places.append(after or ""),
        )


def _first_page() -> None:
    st.session_state[BEFORE] = []


def _back() -> None:
    st.session_state[BEFORE].pop()


def _clear() -> None:
    st.session_state.update(NO_FILTER)
    _first_page()


page()
