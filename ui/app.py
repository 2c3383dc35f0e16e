"""The pages; start them with `recovery-ai ui`."""

from pathlib import Path

import streamlit as st
import words

st.set_page_config(page_title=f"{words.TITLE} · {words.PRODUCT}", layout="wide")
st.html(Path(__file__).with_name("look.css"))
st.navigation([st.Page("pages/draft.py", title=words.TITLE, default=True)]).run()
