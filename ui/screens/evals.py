"""Evaluation: how well the checks judge labelled letters, and a measurement in the background."""

from collections import Counter
from datetime import UTC, datetime
from html import escape

import letter_view
import measuring
import office
import refusals
import streamlit as st
import words

from recovery_ai.evaluation.baseline import read_baseline

JOB = "letters"


def page() -> None:
    """Show the way to measure, and the last report."""
    st.title(words.say("evals"), anchor=False)
    job = measuring.current().get(JOB)
    if job and job.alive:
        _progress()
    else:
        _start()
        if job and job.failure != "":
            st.html(letter_view.problem(refusals.said(job.failure or words.say("crashed"))))
        elif job and job.stopped:
            st.html(letter_view.note(words.say("measuring_stopped", done=job.done, all=job.total)))
    _report()


def _start() -> None:
    found = measuring.corpora()
    if not found:
        st.html(letter_view.note(words.say("no_corpus")))
        return
    name = st.selectbox(
        words.say("corpus"),
        list(found),
        key="evals:corpus",
        format_func=lambda one: words.name("corpora", one),
        width=420,
    )
    if st.button(words.say("measure"), key="evals:start", type="primary"):
        measuring.current()[JOB] = measuring.Job(found[name], office.journal().pack)
        st.rerun()


@st.fragment(run_every=1)
def _progress() -> None:
    """Show how far it is; it goes on whatever page is open."""
    job = measuring.current()[JOB]
    if not job.alive:
        st.rerun()
    told = words.say("checked_of", done=job.done, all=job.total or "…")
    st.progress(job.done / job.total if job.total else 0.0, told)
    st.button(words.say("stop"), key="evals:stop", on_click=job.stop)


def _report() -> None:
    path = measuring.report()
    if not path.is_file():
        _baseline()
        return
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    st.header(words.say("last_report", at=f"{made:%Y-%m-%d %H:%M} UTC"), anchor=False)
    text = path.read_text(encoding="utf-8")
    st.download_button(words.say("download_report"), text, path.name, "text/html", key="evals:file")
    if words.language() != "en":
        st.html(letter_view.note(words.say("report_language")))
    st.iframe(text, height=900)


def _baseline() -> None:
    """Show what the shipped baseline knows to be judged wrong, code by code."""
    path = measuring.corpora().get("shipped")
    st.html(letter_view.note(words.say("no_report")))
    if path is None or not (path / "baseline.json").is_file():
        return
    wrong = read_baseline(path / "baseline.json").wrong
    counts = Counter(code for codes in wrong.values() for code in codes)
    st.header(words.say("baseline"), anchor=False)
    letters = words.counted("letter_counts", len(wrong))
    st.html(letter_view.note(words.say("baseline_help", letters=letters)))
    most = max(counts.values(), default=1)
    rows = "".join(
        f"<tr><th scope='row'>{escape(words.name('codes', code))}</th><td>{count}</td>"
        f"<td aria-hidden='true'><span style='width:{100 * count // most}%'></span></td></tr>"
        for code, count in counts.most_common()
    )
    st.html(f'<table class="ra-bars"><tbody>{rows}</tbody></table>')


page()
