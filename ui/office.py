"""The office: the journal with all cases, the settings, and the person who sits here."""

import getpass
from collections.abc import Iterable
from datetime import UTC, date, datetime

import remembered
import signing_in
import streamlit as st
import words

from recovery_ai import FactsError, Incident, Triage, triage
from recovery_ai.errors import SettingsError
from recovery_ai.journal import Case, Journal, LetterKind, Person, Role, open_journal
from recovery_ai.settings import Settings, home, read_settings

ARRIVED = "frame:arrived"
"""Key of the session: whether this run is the first one on its page."""


@st.cache_resource(show_spinner=False)
def _opened(folder: str) -> Journal:
    """Open the journal once a data folder, for every session and every run."""
    del folder
    return open_journal()


def journal() -> Journal:
    """Return the journal of this data folder."""
    return _opened(str(home()))


def settings() -> Settings:
    """Return the settings as they stand in the file now."""
    return read_settings()


def person() -> Person:
    """Return who sits here; a page is shown to nobody else."""
    who = anybody()
    if who is None:
        raise SettingsError("sign-in", "is needed", "reload the page")
    return who


def anybody() -> Person | None:
    """Return who signed in, None for nobody with a role.

    Without a sign-in it is the one whom the settings name, else an admin.
    """
    said = settings()
    if signing_in.needed():
        return signing_in.person(said)
    return Person(name=said.name or _account(), role=said.role)


def signer() -> Person:
    """Return who sits here, with whether they work alone and may sign what they wrote."""
    who = person()
    alone = not signing_in.needed() and journal().alone(who.name, settings())
    return who.model_copy(update={"alone": alone})


def incident(case: Case, kind: LetterKind) -> Incident | None:
    """Return the facts of a case at the stage of this letter; None while some are missing."""
    try:
        return journal().incident(case, kind)
    except FactsError:
        return None


def decided(case: Case, kind: LetterKind) -> Triage | None:
    """Return what triage says of a case at the stage of this letter; None while facts miss."""
    facts = incident(case, kind)
    return triage(facts, pack=journal().pack, regime=journal().regime) if facts else None


def above(case: Case, kind: LetterKind, roles: Iterable[Role]) -> bool:
    """Say whether the remedies of a letter are above what any of these roles approves alone."""
    facts, rules = incident(case, kind), journal().pack.authority
    if facts is None or kind == "acknowledgement":
        return False
    return not any(rules.of(role).covers(facts.remedies) for role in roles)


def today() -> date:
    """Return the day that deadlines are counted from, in UTC as in the journal."""
    return datetime.now(UTC).date()


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "admin"


def choose_language() -> None:
    """Begin a session in the language that its person chose last, or that the browser asks for."""
    if words.LANGUAGE in st.session_state:
        return
    who = anybody()
    asked = remembered.recall(who.name).get(words.LANGUAGE) if who else None
    spoken = str(asked or st.context.locale or "en").split("-")[0]
    st.session_state[words.LANGUAGE] = spoken if spoken in words.LANGUAGES else "en"


def sidebar() -> None:
    """Show who sits here, and the choice of language."""
    who = person()
    st.markdown(f"**{words.say('you')}**")
    st.text(f"{who.name} · {words.name('roles', who.role)}")
    st.selectbox(
        words.say("interface_language"),
        list(words.LANGUAGES),
        key=words.LANGUAGE,
        format_func=words.LANGUAGES.__getitem__,
        on_change=_keep_language,
    )
    if signing_in.needed():
        signing_in.sign_out()


def _keep_language() -> None:
    remembered.remember(person().name, **{words.LANGUAGE: st.session_state[words.LANGUAGE]})
