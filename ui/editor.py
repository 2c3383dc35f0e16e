"""The letter editor: a text box that saves as it is typed in and paints what the checks found."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import letter_view
import streamlit as st
import words
from desk import Written

from recovery_ai import Brief, Finding, Review
from recovery_ai.mending import Proposal

KEY = "editor:"
_HERE = Path(__file__).with_name("parts")
_BOX = st.components.v2.component(
    "recovery_ai.editor",
    html=(_HERE / "editor.html").read_text(encoding="utf-8"),
    css=(_HERE / "editor.css").read_text(encoding="utf-8"),
    js=(_HERE / "editor.js").read_text(encoding="utf-8"),
)


def show(
    *,
    place: str,
    subject: str,
    text: str,
    version: int,
    revision: int,
    handled: int,
    locked: bool,
    judged: Mapping[str, Any],
) -> None:
    """Show the editor; what was typed comes with the next run, see `written`.

    Args:
        place: names case, letter and person, for what the browser keeps until it is saved.
        subject: of the letter in the journal.
        text: of the letter in the journal.
        version: of the case that this text belongs to.
        revision: raised when the text in the box has to be replaced.
        handled: the newest change that was dealt with; the browser forgets its copy of it.
        locked: whether the text can only be read.
        judged: what `judgement` returned for this text.
    """
    data = {
        "place": place,
        "subject": subject,
        "text": text,
        "version": version,
        "revision": revision,
        "handled": handled,
        "locked": locked,
        "words": words.names("editor"),
        **judged,
    }
    _BOX(key=f"{KEY}{place}", data=data, on_written_change=lambda: None)


def written(place: str) -> Written | None:
    """Return what was typed since the last run, before the editor is shown again."""
    typed = st.session_state.get(f"{KEY}{place}", {}).get("written")
    if not isinstance(typed, dict):
        return None
    count = {name: int(typed[name]) for name in ("base", "number", "revision")}
    return Written(str(typed["subject"]), str(typed["text"]), **count)


def judgement(review: Review, brief: Brief, proposals: Sequence[Proposal]) -> dict[str, Any]:
    """Return what the checks say, in the shape that the editor paints."""
    offers: dict[int, list[dict[str, Any]]] = {}
    for one in proposals:
        offer = {"start": one.span.start, "end": one.span.end, "text": one.text}
        offers.setdefault(one.finding, []).append(offer)
    told = [
        _finding(finding, offers.get(index, [])) for index, finding in enumerate(review.findings)
    ]
    facts = {
        fact.id: f"{words.label(fact.field)}: {letter_view.told(brief, fact.id)}"
        for fact in brief.facts
    }
    sentences = [
        {
            "start": one.span.start,
            "end": one.span.end,
            "verdict": words.name("sentence", one.verdict),
            "role": words.name("role_names", one.role) if one.role else words.say("role_unknown"),
            "facts": [facts[fact] for fact in one.facts if fact in facts],
        }
        for one in review.provenance
    ]
    return {
        "language": brief.language,
        "marks": [one for one in told if one["start"] is not None],
        "whole": [one for one in told if one["start"] is None],
        "sentences": sentences,
    }


def _finding(finding: Finding, offers: list[dict[str, Any]]) -> dict[str, Any]:
    span = finding.span
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "kind": "unlicensed" if finding.code == "unlicensed" else finding.severity,
        "severity": words.name("severities", finding.severity),
        "name": words.name("codes", finding.code),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "offers": offers,
    }
