"""The list of cases: a table of real links, one element on the page however many rows it has."""

from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
import words

from recovery_ai.journal import Due, Row

_HERE = Path(__file__).with_name("parts")
_COLUMNS = ("case", "customer", "event", "state", "due", "owner", "letter")
_TABLE = st.components.v2.component(
    "recovery_ai.cases",
    html="<div class='cases'></div>",
    css=(_HERE / "cases.css").read_text(encoding="utf-8"),
    js=(_HERE / "cases.js").read_text(encoding="utf-8"),
)


def show(rows: tuple[Row, ...], today: date) -> str | None:
    """Show the rows; return the id of the case that was clicked."""
    data = {
        "label": words.say("cases"),
        "heads": [words.names("columns")[name] for name in _COLUMNS],
        "rows": [line(row, today) for row in rows],
    }
    opened = _TABLE(key="queue:table", data=data, on_opened_change=lambda: None).opened
    return str(opened) if opened else None


def line(row: Row, today: date) -> dict[str, Any]:
    """Return one row in words: what is wrong is said by a sign and in words, not by colour."""
    cells = (row.id, row.customer or "–", row.what or "–", words.name("states", row.state))
    return {
        "id": row.id,
        "overdue": row.overdue,
        "cells": [
            *cells,
            told(row.due, row.overdue, today) if row.due else "–",
            row.owner or words.say("nobody"),
            _letter(row) or "–",
        ],
    }


def _letter(row: Row) -> str:
    """Return what the letters of a case wait for."""
    if row.errors:
        return f"✗ {words.counted('errors', row.errors)}"
    if row.waiting_for:
        return words.say("waits_for", who=words.either("roles", row.waiting_for))
    if row.state == "approved":
        return words.say("to_send")
    return words.say("sent_back") if row.changed.what.endswith(" sent back") else ""


def told(due: Due, overdue: bool, today: date) -> str:
    """Return what is due when; an overdue step comes with a sign."""
    step, days = words.name("steps", due.step), (due.on - today).days
    if overdue:
        return f"⚠ {words.say('overdue_by', days=words.counted('day_counts', -days))} · {step}"
    when = words.say("today") if days == 0 else words.say("by", day=due.on.isoformat())
    return f"{step} {when}"
