"""The mail merge on the notice page: the text for all, every letter checked, one archive."""

import hashlib
from collections.abc import Sequence

import letter_view
import office
import refusals
import streamlit as st
import words

from recovery_ai import Incident, LetterError, draft
from recovery_ai.export.posting import now
from recovery_ai.mailing import Circular, Merged, Recipient, bundle, circular, merge, personal
from recovery_ai.settings import signed, stationery

MERGED, REFUSED = "notice:merged", "notice:refused"
MOST = 10  # letters that are shown with what is wrong in them


def write(incident: Incident) -> None:
    """Draft the text for all, from the phrase bank, into the fields of the page."""
    desk, settings = office.journal(), office.settings()
    incident = personal(signed(incident, settings))
    result = draft(incident, pack=desk.pack, regime=settings.regime)
    if result.letter is None:
        st.session_state[REFUSED] = words.say("no_letter_due")
        return
    text = circular(result.letter, incident, desk.pack, settings.regime)
    st.session_state.update({"notice:subject": text.subject, "notice:text": text.text})


def say_refused() -> None:
    """Say once why there is no draft."""
    if why := st.session_state.pop(REFUSED, ""):
        st.html(letter_view.problem(f"{words.say('failed')}. {why}"))


def show(subject: str, text: str, incident: Incident, people: Sequence[Recipient]) -> None:
    """Show the first letter as it stands, and the way to all of them."""
    incident = signed(incident, office.settings())
    one = Circular(subject=subject, text=text)
    try:
        first = _merge(one, incident, people[:1])[0]
    except LetterError as error:
        st.html(letter_view.problem(f"{refusals.told(error)}."))
        return
    st.subheader(
        words.say("first_letter", case=words.verbatim(first.recipient.case_id)), anchor=False
    )
    st.html(
        letter_view.envelope(first.incident.model_dump(), first.letter.subject, incident.language)
    )
    st.html(letter_view.marked(first.letter.text, first.findings, incident.language))
    st.html(letter_view.findings_list(first.findings, incident.language))
    key = _key(one, incident, people)
    if st.button(words.say("check_all"), key="notice:check", type="primary"):
        _check(one, incident, people, key)
    known = st.session_state.get(MERGED)
    if known and known[0] == key:
        _told(known[1])


def _key(text: Circular, incident: Incident, people: Sequence[Recipient]) -> str:
    """Return a hash of all that decides the letters: a change asks for a new check."""
    parts = [text.model_dump_json(), incident.model_dump_json(), office.journal().pack.digest]
    parts += [one.model_dump_json() for one in people]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _check(text: Circular, incident: Incident, people: Sequence[Recipient], key: str) -> None:
    """Merge and check every letter, with progress; another click on the page ends it."""
    bar = st.progress(0.0, words.say("checking"))
    try:
        merged = _merge(text, incident, people, bar)
        st.session_state[MERGED] = (key, merged)
    except LetterError as error:
        st.session_state[MERGED] = None
        st.html(letter_view.problem(f"{refusals.told(error)}."))
    bar.empty()


def _merge(
    text: Circular,
    incident: Incident,
    people: Sequence[Recipient],
    bar: st.delta_generator.DeltaGenerator | None = None,
) -> tuple[Merged, ...]:
    def note(done: int) -> None:
        if bar is not None:
            bar.progress(done / len(people), words.say("checked_of", done=done, all=len(people)))

    pack, regime = office.journal().pack, office.settings().regime
    return merge(text, incident, people, pack, regime=regime, progress=note)


def _told(merged: Sequence[Merged]) -> None:
    """Offer all letters, or say which ones stand in the way."""
    bad = [one for one in merged if not one.accepted]
    if not bad:
        count = words.counted("letter_counts", len(merged))
        st.html(letter_view.note(f"✓ {words.say('all_accepted', letters=count)}"))
        packed = bundle(merged, now(), stationery(office.settings()))
        st.download_button(
            words.say("download_mails"), packed, "letters.zip", "application/zip", key="notice:zip"
        )
        st.html(letter_view.note(words.say("mails_help")))
        return
    count = words.counted("letter_counts", len(bad))
    st.html(letter_view.problem(words.say("some_refused", letters=count)))
    for one in bad[:MOST]:
        codes = {f.code for f in one.findings if f.severity == "error"}
        named = ", ".join(words.name("codes", code) for code in sorted(codes))
        st.html(letter_view.note(f"{one.recipient.case_id}: {named}"))
