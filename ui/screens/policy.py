"""Policy: rules with examples, a sentence to try, deadlines, approval, what the house changed."""

from collections.abc import Callable

import letter_view
import office
import policy_view
import streamlit as st
import trying
import words

LANGUAGES = ("en", "id", "el")


def page() -> None:
    """Show the policy in its parts."""
    st.title(words.say("policy"), anchor=False)
    pack, regime = office.journal().pack, office.settings().regime
    digest = letter_view.note(words.say("policy_digest", digest=pack.digest[:12]))
    st.html(policy_view.here(pack.regimes[regime]) + digest)
    parts: dict[str, Callable[[], object]] = {
        "rules": _rules,
        "try": lambda: trying.show(pack, regime),
        "regimes": lambda: st.html(policy_view.regimes(pack, regime)),
        "approving": lambda: st.html(policy_view.authority(pack.authority)),
        "own_policy": lambda: st.html(policy_view.own(pack)),
    }
    chosen = st.segmented_control(
        words.say("policy"),
        list(parts),
        default="rules",
        key="policy:part",
        format_func=words.say,
        label_visibility="collapsed",
    )
    parts[chosen or "rules"]()


def _rules() -> None:
    """Show the codes that hold the words asked for, each with its rules and examples."""
    pack = office.journal().pack
    spoken = words.language()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(words.say("search_rules"), key="policy:text")
        tongue = st.selectbox(
            words.say("examples_in"),
            LANGUAGES,
            index=LANGUAGES.index(spoken),
            key="policy:language",
            format_func=words.choice,
        )
    st.html(policy_view.codes(pack, tongue, text))


page()
