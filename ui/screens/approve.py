"""Approve: the letters that wait for a signature, and one of them as it would leave the house."""

import approval
import case_list
import letter_view
import office
import streamlit as st
import words

from recovery_ai.journal import Case, LetterKind


def page() -> None:
    """Show the letter that the address names, or those that wait."""
    st.title(words.say("approve"), anchor=False)
    if case_id := st.query_params.get("case", ""):
        seen = approval.seen(case_id)
        approval.show(seen, _kind(seen))
    else:
        _waiting()


def _waiting() -> None:
    """Show the letters that wait for this person's role."""
    role = office.person().role
    found = office.journal().queue(waiting_for=role, limit=50)
    if not found.rows:
        told = words.say("nothing_waits", role=words.name("roles", role))
        st.html(letter_view.note(told))
    elif opened := case_list.show(found.rows, office.today()):
        st.query_params["case"] = opened
        st.rerun()


def _kind(case: Case) -> LetterKind:
    """Return the letter that the address names, else the one that waits, else one with a text."""
    kinds: dict[str, LetterKind] = {kind: kind for kind in case.letters}
    if named := kinds.get(st.query_params.get("letter", "")):
        return named
    letters = case.letters.values()
    written = [one for one in letters if one.status not in {"none", "sent"}]
    waiting = [one for one in written if one.waiting_for]
    return next((one.kind for one in [*waiting, *written, *letters]), "resolution")


page()
