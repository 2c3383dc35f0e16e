"""The letter on the desk: drafted, typed in, judged at every pause, and on its way to approval."""

from typing import Any, Literal, NamedTuple

import case_queue
import case_view
import drafting
import editor
import leaving
import letter_proof
import letter_view
import office
import refusals
import rewriting
import streamlit as st
import words
from desk import Desk

from recovery_ai import Brief, FactsError, RecoveryError, Review
from recovery_ai.mending import proposals, sections_of

ENDED = {"sent", "declined", "feedback", "closed"}


class Sheet(NamedTuple):
    """A letter with all that is known of it now; without a review where facts or text miss."""

    subject: str
    text: str
    brief: Brief | None
    review: Review | None


def show(desk: Desk) -> None:
    """Show the letter, and beside it what is wrong, what it rests on, and what it was before.

    It runs by itself when something is touched in it, and every second while a model works.
    """
    busy = drafting.busy(desk) or rewriting.busy(desk)
    st.fragment(_safely, run_every=1.0 if busy else None)(desk)


def _safely(desk: Desk) -> None:
    try:
        _show(desk)
    except RecoveryError as error:  # a fragment is out of the frame's reach
        st.html(letter_view.problem(refusals.told(error)))


def _show(desk: Desk) -> None:
    middle, right = st.columns([6, 5], gap="medium")
    with middle:
        st.header(words.say("letter"), anchor="letter")
        _way(desk)
        drafting.show(desk, locked=_locked(desk))
        sheet = _typed(desk)
        rewriting.show(desk, sheet, locked=_locked(desk))
        _status(desk, sheet)
    with right:
        st.header(words.say("proof_area"), anchor="findings")
        letter_proof.show(desk, sheet)


def _way(desk: Desk) -> None:
    """Say which way the case goes, or nothing while the facts are too few to tell."""
    if decided := office.decided(desk.case, desk.kind):
        st.html(case_view.decision(decided, office.journal().pack))


def _locked(desk: Desk) -> bool:
    """Say whether the text can only be read: it was sent, or somebody else was first."""
    case = desk.case
    if desk.stale or case.erased or case.state == "closed":
        return True
    if desk.kind == "acknowledgement":
        return case.letters[desk.kind].status == "sent"
    return case.state in ENDED


def _typed(desk: Desk) -> Sheet:
    """Show the editor, and save what was typed since the last run."""
    who, before = office.person(), _seen(desk)
    place = f"{desk.case.id}/{desk.kind}/{who.name}"
    if typed := editor.written(place):
        desk.write(office.journal(), typed, who)
    sheet = _sheet(desk)
    editor.show(
        place=place,
        subject=sheet.subject,
        text=sheet.text,
        version=desk.case.version,
        revision=desk.revision,
        handled=desk.handled,
        locked=_locked(desk),
        judged=_judged(sheet),
    )
    if before != _seen(desk) or case_queue.WANTED in st.session_state:
        st.rerun()  # the head of the page tells it as well
    return sheet


def _seen(desk: Desk) -> tuple[Any, ...]:
    """Return what the rest of the page says of the letter."""
    return desk.case.state, desk.case.letters[desk.kind].status, desk.stale, desk.problem


def _sheet(desk: Desk) -> Sheet:
    letter = desk.case.letters[desk.kind]
    journal = office.journal()
    try:
        brief = journal.brief(desk.case, desk.kind)
    except FactsError:
        return Sheet(letter.subject, letter.text, None, None)
    review = None
    if letter.text.strip():
        review = journal.check(desk.case, desk.kind, letter.subject, letter.text)
    return Sheet(letter.subject, letter.text, brief, review)


def _judged(sheet: Sheet) -> dict[str, Any]:
    if sheet.brief is None or sheet.review is None:
        return {"language": "", "marks": [], "whole": [], "sentences": []}
    bank = sections_of(sheet.brief, office.journal().pack)
    offers = proposals(sheet.brief, sheet.text, sheet.review, bank)
    return editor.judgement(sheet.review, sheet.brief, offers)


def _status(desk: Desk, sheet: Sheet) -> None:
    """Say where the letter stands and whom it waits for; lead to the approval."""
    letter = desk.case.letters[desk.kind]
    if rework := letter.rework:
        told = words.say("sent_back_by", who=rework.by, reason=rework.reason)
        st.html(letter_view.warning(told))
    if not sheet.text.strip():
        return
    waits = words.either("roles", letter.waiting_for)
    told = words.name("statuses", letter.status)
    if waits:
        told += f" · {words.say('waits_for', who=waits)}"
    st.html(letter_view.note(f"{words.say('version')} {letter.number} · {told}"))
    if letter.status in {"approved", "sent"}:
        if letter.status == "approved":
            st.html(letter_view.note(words.say("edit_voids")))
        leaving.show(desk.case, letter, lambda how: _send(desk, how))
        return
    mine = office.person().role in letter.waiting_for
    kind: Literal["primary", "secondary"] = "primary" if mine else "secondary"
    if st.button(words.say("to_approval"), key="letter:approval", type=kind):
        asked = {"case": desk.case.id, "letter": desk.kind}
        st.switch_page("screens/approve.py", query_params=asked)


def _send(desk: Desk, how: str) -> None:
    desk.take(lambda case: office.journal().send(case, desk.kind, office.person(), how))
