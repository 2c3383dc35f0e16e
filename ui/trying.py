"""Try a sentence: which rule fires, and what verdict each sentence gets."""

from html import escape
from typing import Any

import case_facts
import letter_view
import refusals
import streamlit as st
import words

from recovery_ai import FactsError, Finding, Review, check
from recovery_ai.evaluation.examples import FACTS
from recovery_ai.pack import LANGUAGES, Pack

LONGEST = 5000  # characters of a text that is tried


def show(pack: Pack, regime: str) -> None:
    """Show the box, and what the checks say of its text."""
    st.html(letter_view.note(words.say("try_help")))
    text = st.text_area(words.say("try_text"), key="try:text", height=120, max_chars=LONGEST)
    tongue = st.selectbox(
        words.label("language"),
        LANGUAGES,
        index=LANGUAGES.index(words.language()),
        key="try:language",
        format_func=words.choice,
    )
    with st.expander(words.say("try_facts")):
        pasted = st.text_area(words.say("paste"), key="try:facts", height=160)
    st.button(words.say("try_it"), key="try:it", type="primary")
    if not text.strip():
        return
    try:
        review = check(_facts(pasted, tongue), text, pack=pack, regime=regime)
    except FactsError as error:
        st.html(letter_view.problem(f"{words.say('not_loaded')} {refusals.told(error)}."))
        return
    st.html(_told(review, str(tongue)))


def _facts(pasted: str, tongue: str) -> dict[str, Any]:
    """Return the facts that were pasted, laid over a case in which the fault is ours."""
    own: dict[str, Any] = {}
    if pasted.strip():
        own = dict(case_facts.read(pasted.encode(errors="replace"), words.say("pasted")))
    return {**FACTS, "language": tongue, **own}


def _told(review: Review, tongue: str) -> str:
    """Return what fires on the words, and each sentence with its verdict.

    What a whole letter would lack is left out: a sentence is no letter.
    """
    here = [one for one in review.findings if one.span and one.code != "unlicensed"]
    rules = "".join(_rule(one) for one in here)
    fired = f"<ul class='ra-fired'>{rules}</ul>" if here else letter_view.note(words.say("silent"))
    verdicts = "".join(
        f"<li>{letter_view.VERDICT_MARKS[one.verdict]} "
        f"<b>{escape(words.name('sentence', one.verdict))}</b>: "
        f'<span lang="{escape(tongue)}">{escape(one.sentence)}</span> '
        f"<span class='ra-dim'>{escape(_job(one.role))}</span></li>"
        for one in review.provenance
    )
    return (
        f"<h3>{escape(words.say('fires'))}</h3>{fired}"
        f"<h3>{escape(words.say('verdict'))}</h3><ul class='ra-fired'>{verdicts}</ul>"
    )


def _job(role: str | None) -> str:
    return words.name("role_names", role) if role else words.say("role_unknown")


def _rule(finding: Finding) -> str:
    mark = letter_view.SEVERITY_MARKS[finding.severity]
    rule = f" <code>{escape(finding.rule)}</code>" if finding.rule else ""
    return (
        f"<li>{mark} <b>{escape(words.name('codes', finding.code))}</b>{rule}: "
        f"«{escape(finding.quote or '')}». {escape(finding.message)}</li>"
    )
