"""The frame of all pages: navigation, person, language; start it with `recovery-ai ui`."""

from pathlib import Path
from typing import get_args

import letter_view
import office
import refusals
import signing_in
import streamlit as st
import words

from recovery_ai import RecoveryError
from recovery_ai.journal import Role

# A folder named `pages` would be served by Streamlit itself, page by page and without this frame.
# Every page: file, key of its title in the words, address, who may see it. The first one is the
# start page.
EVERYBODY: tuple[Role, ...] = get_args(Role)
SENIOR: tuple[Role, ...] = ("approver", "admin")
PAGES = (
    ("screens/cases.py", "queue", "queue", EVERYBODY),
    ("screens/case.py", "case", "case", EVERYBODY),
    ("screens/approve.py", "approve", "approve", EVERYBODY),
    ("screens/promises.py", "promises", "promises", EVERYBODY),
    ("screens/notice.py", "incident_notice", "notice", SENIOR),
    ("screens/policy.py", "policy", "policy", EVERYBODY),
    ("screens/evals.py", "evals", "evals", SENIOR),
)


# What Streamlit itself says, in English only: the place, and the word of the interface that stands
# there instead.
OWN_WORDS = (
    ('[data-testid="stFileUploaderDropzone"] button[kind="secondary"] p', "choose_file"),
    ('[data-testid="stTextInput"] [data-testid="InputInstructions"] span', "apply_line"),
    ('[data-testid="stTextArea"] [data-testid="InputInstructions"] span', "apply_area"),
)


def frame() -> None:
    """Show the frame, and in it the page that was asked for."""
    office.choose_language()
    st.set_page_config(page_title=words.say("product"), layout="wide", initial_sidebar_state=220)
    st.html(Path(__file__).with_name("look.css"))
    st.html(f"<style>{_own_words()}</style>")
    pages = [
        st.Page(file, title=words.say(title), url_path=address, default=file == PAGES[0][0])
        for file, title, address, _ in PAGES
    ]
    who = office.anybody()
    chosen = st.navigation(pages, position="sidebar" if who else "hidden")
    if who is None:
        signing_in.show()
        return
    st.session_state[office.ARRIVED] = st.session_state.get("frame:page") != chosen.url_path
    st.session_state["frame:page"] = chosen.url_path
    with st.sidebar:
        office.sidebar()
    allowed = PAGES[pages.index(chosen)][3]
    if who.role in allowed:
        chosen.run()
        return
    st.title(chosen.title, anchor=False)
    roles = ", ".join(words.name("roles", role) for role in allowed)
    st.html(letter_view.problem(words.say("needs_role", roles=roles)))


def _own_words() -> str:
    """Return a style sheet that puts the language of the screen into Streamlit's own parts."""
    rules = [
        f'{place} {{ font-size: 0; }} {place}::after {{ content: "{words.say(word)}"; }}'
        for place, word in OWN_WORDS
    ]
    return "\n".join(rules)


try:
    frame()
except RecoveryError as error:
    st.html(letter_view.problem(refusals.told(error)))
