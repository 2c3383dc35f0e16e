"""Starting a case: from an example, a file, a paste, or an empty form."""

from pathlib import Path

import case_facts
import letter_view
import streamlit as st
import words

EXAMPLES = Path(__file__).resolve().parents[1] / "evals" / "incidents"
PROBLEM = "start:problem"


def begin() -> None:
    """Fill an empty session with the form's defaults."""
    if case_facts.key("stage") not in st.session_state:
        case_facts.show(st.session_state, {})


def start() -> None:
    """Show the ways to start a case."""
    st.button(words.NEW_CASE, key="start:new", on_click=_next, help=words.NEW_CASE_HELP)
    with st.expander(words.START):
        if EXAMPLES.is_dir():
            st.selectbox(
                words.EXAMPLE,
                sorted(path.stem for path in EXAMPLES.glob("*.yaml")),
                index=None,
                placeholder=words.EXAMPLE_HINT,
                key="start:example",
                on_change=_load_example,
            )
        kinds = ["json", "yaml", "yml"]
        st.file_uploader(
            words.UPLOAD, kinds, key="start:file", on_change=_load_file, max_upload_size=1
        )
        st.text_area(words.PASTE, key="start:paste", height=120)
        st.button(words.USE_PASTE, key="start:use", on_click=_load_paste)
    if problem := st.session_state.get(PROBLEM):
        st.html(letter_view.problem(f"{words.NOT_LOADED} {problem}."))


def _next() -> None:
    case_facts.next_case(st.session_state)
    _forget_letter()


def _load_example() -> None:
    if name := st.session_state["start:example"]:
        _load((EXAMPLES / f"{name}.yaml").read_bytes(), name)
        st.session_state["start:example"] = None  # so that the same one can be chosen again


def _load_file() -> None:
    if (file := st.session_state["start:file"]) is not None:
        _load(file.getvalue(), file.name)


def _load_paste() -> None:
    if _load(st.session_state["start:paste"].encode(errors="replace"), words.PASTED):
        st.session_state["start:paste"] = ""


def _load(raw: bytes, place: str) -> bool:
    """Put facts on the form; those that can not be used leave form and letter as they are."""
    problem = case_facts.load(st.session_state, raw, place)
    if not problem:
        _forget_letter()
    st.session_state[PROBLEM] = problem
    return not problem


def _forget_letter() -> None:
    for name in [one for one in st.session_state if str(one).startswith("desk:")]:
        del st.session_state[name]
    st.session_state[PROBLEM] = ""
