"""A complaint that came in: what it tells is shown with its place, and taken where confirmed."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import extracting
import letter_view
import office
import streamlit as st
import words
from telling import told

from recovery_ai import InputError
from recovery_ai.incoming import Incoming, read_mail
from recovery_ai.intake import Prefilled, Seen, facts_of, prefill

LOOSE = ("order", "amount", "date")  # what a mail may tell that is no field of the facts


class Received(NamedTuple):
    """What the agent confirmed of a complaint, and when it came; no facts without a complaint."""

    facts: Mapping[str, Any]
    at: datetime | None = None
    problem: str = ""


def show() -> Received:
    """Show the ways in, and what the complaint tells; return what was confirmed."""
    upload = st.file_uploader(
        words.say("complaint_file"), ["eml", "txt"], key="start:mail", max_upload_size=10
    )
    typed = st.text_area(words.say("complaint_paste"), key="start:mail-text", height=140)
    try:
        mail = _read(upload.getvalue(), upload.name) if upload else typed.strip()
    except InputError as error:
        return Received({}, problem=str(error))
    if not mail:
        return Received({})
    found = prefill(mail, office.journal().pack)
    name = _name(mail)
    chosen = [*_confirm(found.seen, name), *extracting.show(mail, name, found.seen)]
    if twice := _twice(chosen):
        told = words.say("two_values", field=words.label(twice))
        return Received({}, problem=told)
    facts = {**facts_of(chosen), **_complaint(found)}
    st.html(letter_view.note(_needed(found, facts)))
    return Received(facts, mail.date if isinstance(mail, Incoming) else None)


def _read(raw: bytes, name: str) -> Incoming | str:
    if name.casefold().endswith(".eml"):
        return read_mail(raw, name)
    try:
        return raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise InputError(name, words.say("not_utf8"), words.say("save_utf8")) from None


def _name(mail: Incoming | str) -> str:
    """Return a name for this complaint: another one asks for other confirmations."""
    told = mail.model_dump_json() if isinstance(mail, Incoming) else mail
    return hashlib.sha256(told.encode(errors="replace")).hexdigest()[:12]


def _confirm(seen: Sequence[Seen], name: str) -> list[Seen]:
    """Show each value with where it stands; return those that the agent ticked."""
    fields = [one for one in seen if one.field not in LOOSE]
    keys = {f"seen:{name}:{number}": one for number, one in enumerate(fields)}
    if keys:
        st.html(letter_view.note(words.say("confirm_help")))
        plain = [key for key, one in keys.items() if one.taken]
        st.button(words.say("confirm_plain"), key="start:plain", on_click=_tick, args=(plain,))
    chosen = [one for key, one in keys.items() if st.checkbox(told(one, words.verbatim), key=key)]
    if loose := [told(one) for one in seen if one.field in LOOSE]:
        st.html(letter_view.note(f"{words.say('also_told')}: {'; '.join(loose)}"))
    return chosen


def _tick(keys: Sequence[str]) -> None:
    st.session_state.update(dict.fromkeys(keys, True))


def _twice(chosen: Sequence[Seen]) -> str:
    """Return the field that was given two values, if one was; of harms there may be several."""
    fields = [one.field for one in chosen if not one.field.startswith("impact.")]
    return next((field for field in fields if fields.count(field) > 1), "")


def _complaint(found: Prefilled) -> dict[str, str]:
    """Return the customer's words as they are; they need no confirmation."""
    text = found.facts.get("complaint")
    return {"complaint": str(text)} if text else {}


def _needed(found: Prefilled, facts: Mapping[str, Any]) -> str:
    """Say what only the agent can tell; stage and case number are given by the journal."""
    open_ = {*found.missing, *(one.field for one in found.seen if one.taken)}
    missing = [path for path in open_ if path in words.names("fields") and not _has(facts, path)]
    named = ", ".join(sorted(words.label(path).lower() for path in missing if path != "case_id"))
    return f"{words.say('agent_tells')}: {named}"


def _has(facts: Mapping[str, Any], path: str) -> bool:
    head, _, inner = path.partition(".")
    return inner in facts.get(head, {}) if inner else head in facts
