"""Queue: the cases that need somebody, what is due first on top."""

import case_list
import case_queue
import letter_view
import office
import starting
import streamlit as st
import words

ROWS = 25
BEFORE = "queue:before"  # the places in the queue where the pages before this one began


def page() -> None:
    """Show filters, one page of cases, and the ways to the next ones."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(words.say("queue"), anchor=False)
        st.button(words.say("new_case"), key="queue:new", type="primary", on_click=starting.turn)
    starting.show()
    _filters()
    places: list[str] = st.session_state.setdefault(BEFORE, [])
    found = case_queue.found(ROWS, places[-1] if places else None)
    if not found.rows:
        _nothing()
    elif opened := case_list.show(found.rows, office.today()):
        st.switch_page("screens/case.py", query_params={"case": opened})
    _ways(places, found.after)


def _filters() -> None:
    states = ["open", *words.names("states")]
    with st.container(horizontal=True, vertical_alignment="bottom", key="queue-filters"):
        st.text_input(
            words.say("search"),
            key="queue:text",
            placeholder=words.say("search_hint"),
            on_change=_first_page,
            persist_state="session",
        )
        st.selectbox(
            words.say("state"),
            states,
            key="queue:state",
            format_func=_state,
            on_change=_first_page,
            persist_state="session",
        )
        st.selectbox(
            words.say("owner"),
            ["", office.person().name],
            key="queue:owner",
            format_func=lambda name: name or words.say("anybody"),
            accept_new_options=True,
            on_change=_first_page,
            persist_state="session",
        )
        for key, label in (("queue:overdue", "only_overdue"), ("queue:mine", "waits_for_me")):
            st.checkbox(words.say(label), key=key, on_change=_first_page, persist_state="session")


def _state(state: str) -> str:
    return words.say("all_open") if state == "open" else words.name("states", state)


def _nothing() -> None:
    """Say why there is nothing to see, and what to do."""
    asked = any(st.session_state[key] != value for key, value in case_queue.NO_FILTER.items())
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
    st.session_state.update(case_queue.NO_FILTER)
    _first_page()


page()
