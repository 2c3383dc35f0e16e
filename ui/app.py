"""The frame of all pages: navigation, person, language; start it with `recovery-ai ui`."""

from pathlib import Path

import letter_view
import office
import streamlit as st
import words

from recovery_ai import RecoveryError

# A folder named `pages` would be served by Streamlit itself, page by page and without this frame.
# Every page: file, key of its title in the words, address. The first one is the start page.
PAGES = (
    ("screens/cases.py", "queue", "queue"),
    ("screens/case.py", "case", "case"),
    ("screens/approve.py", "approve", "approve"),
    ("screens/promises.py", "promises", "promises"),
    ("screens/notice.py", "incident_notice", "notice"),
    ("screens/policy.py", "policy", "policy"),
)


def frame() -> None:
    """Show the frame, and in it the page that was asked for."""
    office.choose_language()
    st.set_page_config(page_title=words.say("product"), layout="wide", initial_sidebar_state=220)
    st.html(Path(__file__).with_name("look.css"))
    pages = [
        st.Page(file, title=words.say(title), url_path=address, default=file == PAGES[0][0])
        for file, title, address in PAGES
    ]
    chosen = st.navigation(pages)
    st.session_state[office.ARRIVED] = st.session_state.get("frame:page") != chosen.url_path
    st.session_state["frame:page"] = chosen.url_path
    with st.sidebar:
        office.sidebar()
    chosen.run()


try:
    frame()
except RecoveryError as error:
    st.html(letter_view.problem(str(error)))
