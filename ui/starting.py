"""A new case: the little that is known, the complaint itself, or a file with its facts."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import case_facts
import fields
import letter_view
import office
import receiving
import refusals
import remembered
import streamlit as st
import words

from recovery_ai import FactsError, JournalError

EXAMPLES = Path(__file__).resolve().parents[1] / "evals" / "incidents"
OPEN = "start:open"


def show() -> None:
    """Show the form for a new case, while it is open."""
    if not st.session_state.get(OPEN):
        return
    with st.container(border=True, key="new-case"):
        st.subheader(words.say("new_case"), anchor=False)
        st.html(letter_view.note(words.say("new_case_help")))
        typed, told, given = st.tabs([
            words.say("by_form"),
            words.say("by_complaint"),
            words.say("by_file"),
        ])
        with typed:
            facts = _form()
            if st.button(words.say("create"), key="start:create", type="primary"):
                _create(facts)
        with told:
            _complaint()
        with given:
            _file()


def turn() -> None:
    """Open the form, or close it again."""
    st.session_state[OPEN] = not st.session_state.get(OPEN)


def _form() -> dict[str, Any]:
    """Show the few fields, and return what they say in the shape of the facts."""
    facts: dict[str, Any] = {}
    customer = {
        "name": st.text_input(words.label("customer.name"), key="start:name").strip(),
        "email": st.text_input(words.label("customer.email"), key="start:email").strip(),
    }
    if customer := {name: text for name, text in customer.items() if text}:
        facts["customer"] = customer
    left, right = st.columns(2)
    facts["category"] = left.selectbox(
        words.label("category"),
        fields.CHOICES["category"],
        index=fields.CHOICES["category"].index(case_facts.DEFAULTS["category"]),
        key="start:category",
        format_func=words.choice,
    )
    facts["language"] = right.selectbox(
        words.label("language"),
        fields.LANGUAGES,
        index=fields.LANGUAGES.index(words.language()),
        key="start:language",
        format_func=words.choice,
    )
    complaint = st.text_area(
        words.label("complaint"),
        key="start:complaint",
        height=140,
        placeholder=words.hint("complaint"),
    )
    return {**facts, "complaint": complaint.strip()} if complaint.strip() else facts


def _complaint() -> None:
    """Show a complaint with what it tells; the case holds what was confirmed."""
    got = receiving.show()
    if got.problem:
        _refused(got.problem)
    elif got.facts and st.button(words.say("create"), key="start:take", type="primary"):
        _create(got.facts, got.at)


def _file() -> None:
    kinds = ["json", "yaml", "yml"]
    upload = st.file_uploader(words.say("upload"), kinds, key="start:file", max_upload_size=1)
    pasted = st.text_area(words.say("paste"), key="start:paste", height=140)
    example = None
    if EXAMPLES.is_dir():
        example = st.selectbox(
            words.say("example"),
            sorted(path.stem for path in EXAMPLES.glob("*.yaml")),
            index=None,
            placeholder=words.say("example_hint"),
            key="start:example",
        )
    if not st.button(words.say("create"), key="start:use", type="primary"):
        return
    if upload is not None:
        _read(upload.getvalue(), upload.name)
    elif pasted.strip():
        _read(pasted.encode(errors="replace"), words.say("pasted"))
    elif example:
        _read((EXAMPLES / f"{example}.yaml").read_bytes(), example)
    else:
        _refused(words.say("nothing_given"))


def _read(raw: bytes, place: str) -> None:
    try:
        facts = case_facts.read(raw, place)
    except FactsError as error:
        _refused(refusals.told(error))
    else:
        _create(facts)


def _create(facts: Mapping[str, Any], received: datetime | None = None) -> None:
    """Receive the case and open it.

    Its sender is who the facts say, else whom the letterhead names, else who signed last.
    """
    who = office.person()
    head = office.settings().letterhead
    named = head.sender.model_dump(mode="json", exclude_none=True) if head and head.sender else None
    sender = named or remembered.recall(who.name).get("sender")
    whole = {**facts, "sender": sender} if sender and "sender" not in facts else facts
    try:
        case = office.journal().new_case(whole, who, received=received, owner=who.name)
    except (FactsError, JournalError) as error:
        _refused(refusals.told(error))
    else:
        turn()
        st.switch_page("screens/case.py", query_params={"case": case.id})


def _refused(why: str) -> None:
    st.html(letter_view.problem(f"{words.say('not_loaded')} {why}."))
