"""Triage on the page: which way the case goes, and what the facts still need."""

import case_facts
import letter_view
import streamlit as st
import words
from case_facts import Understood

from recovery_ai import Incident, Triage


def decision(found: Understood, decided: Triage | None) -> None:
    """Show the route with its meaning, or what keeps the facts from being a case."""
    parts = [letter_view.decision(decided)] if decided else []
    if found.problem:
        name = words.label(found.path) if found.path else words.FACTS
        parts.append(letter_view.problem(f"{words.MEND}: {name} {found.problem}."))
    if found.missing:
        parts.append(letter_view.note(f"{words.NEEDED}: {_named(found.missing)}."))
    elif found.incident and decided and decided.route in {"apologise", "acknowledge_first"}:
        parts += _wishes(found.incident)
    # One element, so that nothing below is built anew (and loses the focus) when a line comes.
    st.html("".join(parts))


def _wishes(incident: Incident) -> list[str]:
    paths = case_facts.wished(incident.model_dump(mode="json"))
    start = words.WISHED.format(stage=words.STAGES[incident.stage])
    return [letter_view.note(f"{start}: {_named(paths)}.")] if paths else []


def _named(paths: tuple[str, ...]) -> str:
    return ", ".join(words.label(path).lower() for path in paths)
