"""The facts form: asks what the letter's stage needs, and folds the rest away."""

import case_facts
import fields
import letter_view
import streamlit as st
import words
from case_facts import Understood

# Each line of the form is a tuple of fields that stand side by side.
Lines = tuple[tuple[str, ...], ...]
CASE: Lines = (("category", "language"),)
CUSTOMER: Lines = (("customer.name", "customer.salutation"), ("customer.email", "customer.company"))
EVENT: Lines = (("what_happened",), ("occurred_on", "severity"))
CAUSE: Lines = (("root_cause",), ("fault",))
NEXT_WORD: Lines = (("next_update_by.day", "next_update_by.time"),)
SENDER: Lines = (
    ("sender.name", "sender.title"),
    ("sender.company", "sender.email"),
    ("sender.phone",),
)
BACKGROUND: Lines = (
    ("channel", "audience"),
    ("relationship", "discovered_by"),
    ("demand.description",),
    ("demand.amount.value", "demand.amount.currency"),
    ("demand.within_policy",),
    ("complaint",),
    ("internal_notes",),
)
SHORT = {"value", "day"}  # lines that begin with one of these need little room
ROWS: dict[str, Lines] = {
    "impact": (("description",), ("kind",)),
    "remedies": (
        ("description",),
        ("kind", "due"),
        ("amount.value", "amount.currency"),
        ("approved_by",),
    ),
    "preventive_actions": (("description",), ("status", "due")),
    "previous_apologies": (("about",), ("date", "remedy")),
}


def facts_form(found: Understood, *, first: bool) -> None:
    """Show the form; `found` is what the facts on it amount to.

    Args:
        found: carries what is wrong to its field.
        first: whether the letter is the first answer, which tells no cause and no remedy.
    """
    st.html(letter_view.note(words.say("starred")))
    _part(words.say("case"), CASE, found)
    _part(words.say("customer"), CUSTOMER, found)
    _part(words.say("event"), EVENT, found)
    _rows("impact", found)
    if first:
        _next_word(found)
        with st.expander(words.say("settled")):
            _outcome(found)
    else:
        st.subheader(words.say("outcome"), anchor=False)
        _outcome(found)
    _part(words.say("sender"), SENDER, found)
    with st.expander(words.say("more")):
        if not first:
            _next_word(found)
        _lines(BACKGROUND, found)
        fields.say("demand", found)
        _rows("previous_apologies", found)


def _part(title: str, lines: Lines, found: Understood) -> None:
    st.subheader(title, anchor=False)
    _lines(lines, found)


def _outcome(found: Understood) -> None:
    _lines(CAUSE, found)
    _rows("remedies", found)
    _rows("preventive_actions", found)


def _next_word(found: Understood) -> None:
    _lines(NEXT_WORD, found)
    fields.say("next_update_by", found)


def _lines(lines: Lines, found: Understood) -> None:
    for line in lines:
        _line([fields.place_of(path) for path in line], found)


def _line(places: list[fields.Place], found: Understood) -> None:
    """Show fields side by side; on a narrow form only those that are short."""
    short = places[0].kind.rpartition(".")[2] in SHORT
    with st.container(key=f"{'short' if short else 'line'}-{places[0].key}"):
        columns = st.columns(len(places), wrap=False, vertical_alignment="bottom")
    for column, place in zip(columns, places, strict=True):
        with column:
            fields.show(place, found)


def _rows(rows: str, found: Understood) -> None:
    """Show the rows of a list, and a way to add one."""
    state: case_facts.State = st.session_state
    st.markdown(f"**{words.names('fields')[rows]}**")
    indices = {number: index for index, number in enumerate(case_facts.filled(state, rows))}
    for shown, number in enumerate(case_facts.numbers(state, rows)):
        with st.container(border=True):
            _row(rows, number, shown, indices.get(number, -1), found)
    fields.say(rows, found)
    st.button(
        words.say("add", what=words.names("rows")[rows]),
        key=f"add:{rows}",
        on_click=case_facts.add_row,
        args=(state, rows),
    )


def _row(rows: str, number: int, shown: int, index: int, found: Understood) -> None:
    """Show one row and a way to take it off; see `fields.place_in_row` for the numbers."""
    for line in ROWS[rows]:
        _line([fields.place_in_row(rows, number, shown, index, one) for one in line], found)
    fields.say(f"{rows}.{index}", found)
    st.button(
        words.say("remove", what=words.names("rows")[rows], number=shown + 1),
        key=f"remove:{rows}:{number}",
        type="tertiary",
        on_click=case_facts.remove_row,
        args=(st.session_state, rows, number),
    )
