"""Versions of a letter: who wrote which, what changed between two of them, and the way back."""

from typing import TYPE_CHECKING

import letter_view
import office
import streamlit as st
import words
from desk import Desk
from differences import differences

from recovery_ai.journal import Version

if TYPE_CHECKING:
    from letter_desk import Sheet


def show(desk: Desk, sheet: "Sheet") -> None:
    """Show two versions side by side in one text, what went and what came."""
    del sheet
    found = office.journal().versions(desk.case.id, desk.kind)
    if not found:
        st.html(letter_view.note(words.say("no_versions")))
        return
    by_number = {one.number: one for one in found}
    numbers = list(by_number)
    place = f"{desk.kind}:{numbers[0]}"  # a new version is compared with the one before it
    old = st.selectbox(
        words.say("older"),
        numbers,
        index=min(1, len(numbers) - 1),
        key=f"versions:old:{place}",
        format_func=lambda number: told(by_number[number]),
    )
    new = st.selectbox(
        words.say("newer"),
        numbers,
        key=f"versions:new:{place}",
        format_func=lambda number: told(by_number[number]),
    )
    before, after = by_number[old], by_number[new]
    changed = differences(f"{before.subject}\n\n{before.text}", f"{after.subject}\n\n{after.text}")
    st.html(letter_view.changes(changed))
    st.button(
        words.say("restore", number=old),
        key="versions:restore",
        disabled=desk.stale is not None or old == desk.case.letters[desk.kind].number,
        on_click=lambda: desk.restore(office.journal(), old, office.person()),
    )


def told(one: Version) -> str:
    """Return a version in one line."""
    when = one.at.strftime("%Y-%m-%d %H:%M UTC")
    why = words.name("whys", one.why)
    return f"{one.number} · {why} · {one.by} · {when} · {words.counted('errors', one.errors)}"
