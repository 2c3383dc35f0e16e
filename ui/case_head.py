"""The head of a case: who, where it stands, what is due, and what somebody else did to it."""

import case_facts
import case_list
import case_queue
import letter_view
import office
import refusals
import streamlit as st
import words
from case_facts import Understood
from desk import Desk

from recovery_ai.journal import Allowed
from recovery_ai.journal.deadlines import ANSWERED


def show(desk: Desk) -> None:
    """Show the head, and the steps that can be taken by hand."""
    case, today = desk.case, office.today()
    customer = case.customer or words.say("no_customer")
    st.title(words.escaped(f"{case.id} · {customer}"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", key="case-head"):
        st.html(letter_view.badge(words.name("states", case.state)), width="content")
        if case.due:
            due = case_list.told(case.due, case.overdue, today)
            st.html(letter_view.badge(due), width="content")
        owner = case.owner or words.say("nobody")
        st.html(letter_view.note(f"{words.say('owner')}: {owner}"), width="content")
        _steps(desk)
        case_queue.offer_next(case.id, leads=_nothing_left(desk))
    if st.session_state.get(case_queue.NOTHING) == case.id:
        st.html(letter_view.note(words.say("no_next_case")))
    _news(desk)
    if desk.problem:
        st.html(letter_view.problem(f"{words.say('refused')}: {desk.problem}."))


def _nothing_left(desk: Desk) -> bool:
    """Say whether this person has nothing left to do on the case: it is out, or with others."""
    letter = desk.case.letters[desk.kind]
    waits = letter.waiting_for and office.person().role not in letter.waiting_for
    return desk.case.state in ANSWERED or letter.status == "sent" or bool(waits)


def _steps(desk: Desk) -> None:
    """Offer the steps by name; one that is not allowed says why."""
    who = office.person()
    with st.popover(words.say("steps_title"), key="case-steps"):
        mine = desk.case.owner == who.name
        st.button(
            words.say("release" if mine else "take_over"),
            key="step:owner",
            on_click=_assign,
            args=(desk, None if mine else who.name),
        )
        reason = st.text_input(words.say("reason"), key="step:reason")
        for move in office.journal().moves(desk.case, who):
            st.button(
                words.name("moves", move.name),
                key=f"step:{move.name}",
                help=move.problem and refusals.said(move.problem),
                disabled=move.problem is not None or (move.reason and not reason.strip()),
                on_click=_move,
                args=(desk, move, reason),
            )


def _assign(desk: Desk, owner: str | None) -> None:
    desk.take(lambda case: office.journal().assign(case, owner, office.person()))


def _move(desk: Desk, move: Allowed, reason: str) -> None:
    if desk.take(lambda case: office.journal().move(case, move.name, office.person(), reason)):
        st.session_state["step:reason"] = ""


def _news(desk: Desk) -> None:
    """Say what somebody else did meanwhile, and offer both texts."""
    if stale := desk.stale:
        told = words.changed(stale.by, stale.at, stale.what)
        if stale.kept:
            told += f" {words.say('kept_aside', number=stale.kept)}"
        st.html(letter_view.warning(told))
        with st.container(horizontal=True):
            st.button(words.say("read_again"), key="stale:theirs", on_click=_read, args=(desk,))
            st.button(words.say("use_mine"), key="stale:mine", on_click=_mine, args=(desk,))
    elif news := desk.news:
        st.html(letter_view.warning(words.changed(news.by, news.at, news.what)))
        st.button(words.say("read_again"), key="news:read", on_click=_read, args=(desk,))


def _read(desk: Desk) -> None:
    desk.read_again(office.journal())


def _mine(desk: Desk) -> None:
    desk.use_mine(office.journal(), office.person())


def facts_state(desk: Desk, found: Understood) -> None:
    """Say what the letter still needs, what is wrong, and that the rest is saved."""
    parts = []
    kind = words.name("kinds", desk.kind)
    if found.problem:
        name = words.label(found.path) if found.path else words.say("facts")
        parts.append(letter_view.problem(f"{words.say('mend')}: {name} {found.problem}."))
    missing = desk.case.missing[desk.kind]
    if missing:
        named = ", ".join(words.label(path).lower() for path in missing)
        parts.append(letter_view.warning(f"{words.say('needed', kind=kind)}: {named}."))
    elif desk.case.letters[desk.kind].status != "sent" and (
        wishes := case_facts.wished(desk.case.facts, desk.kind)
    ):
        named = ", ".join(words.label(path).lower() for path in wishes)
        parts.append(letter_view.note(f"{words.say('wished', kind=kind)}: {named}."))
    if not found.problem and desk.stale is None:
        parts.append(letter_view.note(f"✓ {words.say('facts_saved')}"))
    # One element, so that nothing below is built anew (and loses the focus) when a line comes.
    st.html("".join(parts))
