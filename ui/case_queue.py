"""The queue as this person filtered it, and the next case in it that has something to do."""

from collections.abc import Sequence
from typing import Any

import office
import streamlit as st
import words

from recovery_ai.journal import Page, Person, Row
from recovery_ai.journal.deadlines import ANSWERED

NO_FILTER: dict[str, Any] = {
    "queue:text": "",
    "queue:state": "open",
    "queue:owner": "",
    "queue:overdue": False,
    "queue:mine": False,
}
AHEAD = 200  # rows that are looked through for the next case
NOTHING, WANTED = "next:nothing", "next:wanted"
KEY = "Alt+N"  # with a modifier, so that it is heard where text is typed


def found(limit: int, after: str | None = None) -> Page:
    """Return cases that pass the filters of the queue page, what is due first on top."""
    asked = {key: st.session_state.get(key, usual) for key, usual in NO_FILTER.items()}
    who = office.person()
    return office.journal().queue(
        state=None if asked["queue:state"] == "open" else asked["queue:state"],
        text=asked["queue:text"],
        owner=asked["queue:owner"] or None,
        overdue=asked["queue:overdue"],
        waiting_for=who.role if asked["queue:mine"] else None,
        limit=limit,
        after=after,
    )


def offer_next(case_id: str, *, leads: bool) -> None:
    """Offer the way to the next case; `leads` where nothing is left to do on this one."""
    st.button(
        words.say("next_case"),
        key="next:case",
        type="primary" if leads else "secondary",
        help=words.say("next_case_help"),
        shortcut=KEY,
        on_click=_want,
    )
    if st.session_state.pop(WANTED, False):
        who = office.person()
        following = [row for row in below(found(AHEAD).rows, case_id) if for_me(row, who)]
        if following:
            st.switch_page("screens/case.py", query_params={"case": following[0].id})
        st.session_state[NOTHING] = case_id
        st.rerun()


def _want() -> None:
    """Note the wish: a run that only saves what was typed last may come first."""
    st.session_state[WANTED] = True


def below(rows: Sequence[Row], case_id: str) -> list[Row]:
    """Return the other cases: those below this one, then those above it."""
    ids = [row.id for row in rows]
    at = ids.index(case_id) if case_id in ids else -1
    return [row for row in (*rows[at + 1 :], *rows[: max(at, 0)]) if row.id != case_id]


def for_me(row: Row, who: Person) -> bool:
    """Say whether `who` can do something about a case: it is theirs or nobody's, and open."""
    if row.state in ANSWERED or row.owner not in {None, who.name}:
        return False
    return not row.waiting_for or who.role in row.waiting_for
