"""One field of the facts: the widget that suits it, its label, and what is wrong with it."""

from typing import NamedTuple

import case_facts
import letter_view
import streamlit as st
import words
from case_facts import Understood

Choice = str | bool | None
CHOICES: dict[str, tuple[Choice, ...]] = {
    "category": (
        None,
        *("service_outage", "delivery_delay", "poor_service", "unexpected_charge"),
        *("product_quality", "other"),
    ),
    "relationship": ("one_off", "ongoing"),
    "audience": ("individual", "all_affected"),
    "channel": ("email", "letter", "chat", "social"),
    "discovered_by": (None, "us", "customer"),
    "severity": (None, "low", "medium", "high"),
    "fault": ("unknown", "ours", "shared", "third_party", "customer"),
    "demand.within_policy": (None, True, False),
    "impact.kind": ("time", "money", "emotion", "business"),
    "remedies.kind": (
        *("refund", "credit", "replacement", "repair", "discount", "gift", "service", "other"),
    ),
    "preventive_actions.status": ("planned", "in_progress", "done"),
}
LANGUAGES = ("en", "id", "el")
LONG = {"what_happened", "root_cause", "complaint", "internal_notes", "description", "about"}


class Place(NamedTuple):
    """Where a field stands: in the facts, on the form, and among the fields of its kind.

    Args:
        path: in the facts, such as `remedies.0.due`; what an error names.
        key: in the session.
        kind: without row numbers, such as `remedies.due`.
        label: for a person.
    """

    path: str
    key: str
    kind: str
    label: str


def place_of(path: str) -> Place:
    """Return the place of a single field; a star marks what every letter needs."""
    star = " *" if path in case_facts.REQUIRED else ""
    return Place(path, case_facts.key(path), path, words.label(path) + star)


def place_in_row(rows: str, number: int, shown: int, index: int, field: str) -> Place:
    """Return the place of a field in a row.

    Args:
        rows: the list, such as `remedies`.
        number: of the row in the session.
        shown: position on the form, from 0.
        index: position in the facts, where untouched rows do not count.
        field: such as `amount.value`.
    """
    name = case_facts.row_key(rows, number, field)
    label = words.label(f"{rows}.{shown}.{field}")
    return Place(f"{rows}.{index}.{field}", name, f"{rows}.{field}", label)


def show(place: Place, found: Understood) -> None:
    """Show the widget of a field, and under it what is wrong with it."""
    field = place.kind.rpartition(".")[2]
    if place.kind in CHOICES:
        _choice(place)
    elif place.kind == "language":
        _language(place)
    elif place.kind in case_facts.DAYS or field in case_facts.DAYS:
        _day(place)
    elif field in LONG:
        hint = words.hint(place.kind)
        st.text_area(
            place.label, key=place.key, height="content", placeholder=hint, persist_state="session"
        )
    else:
        hint = words.hint(place.kind)
        st.text_input(place.label, key=place.key, placeholder=hint, persist_state="session")
    say(place.path, found)


def say(path: str, found: Understood) -> None:
    """Say what is wrong with the field at `path`, if anything is."""
    if found.problem and found.path == path:
        st.html(letter_view.problem(found.problem))


def _choice(place: Place) -> None:
    st.selectbox(
        place.label,
        CHOICES[place.kind],
        key=place.key,
        placeholder=words.choice(None),
        format_func=lambda value: words.choice(value, place.kind),
        persist_state="session",
    )


def _language(place: Place) -> None:
    """Offer the languages that are checked in full; any other tag may be typed."""
    chosen = st.session_state[place.key]
    st.selectbox(
        place.label,
        LANGUAGES if chosen in LANGUAGES else (*LANGUAGES, chosen),
        key=place.key,
        format_func=words.choice,
        accept_new_options=True,
        persist_state="session",
    )


def _day(place: Place) -> None:
    st.date_input(
        place.label,
        key=place.key,
        min_value=case_facts.FIRST_DAY,
        max_value=case_facts.LAST_DAY,
        format="YYYY-MM-DD",
        persist_state="session",
    )
