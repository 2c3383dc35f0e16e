"""Sign-in: who sits here once people sign in by OpenID Connect; nobody gets in by a mistake."""

import letter_view
import streamlit as st
import words

from recovery_ai.errors import SettingsError
from recovery_ai.journal import Person
from recovery_ai.settings import SECRETS, Settings, home, role_of


def needed() -> bool:
    """Say whether people sign in: whether the secrets name a provider.

    Raises:
        SettingsError: when there is a file of secrets that names none. To go on without a sign-in
            would let everybody in as the local user.
    """
    named = st.secrets.load_if_toml_exists() and "auth" in st.secrets
    path = home() / SECRETS
    if not named and path.is_file():
        remedy = "mend it, or take it away, and start the pages again"
        raise SettingsError(str(path), "was not read, or has no [auth]", remedy)
    return bool(named)


def person(settings: Settings) -> Person | None:
    """Return who signed in; None for nobody, and for somebody without a role."""
    if not st.user.get("is_logged_in"):
        return None
    email = str(st.user.get("email") or "")
    role = role_of(email, settings, verified=st.user.get("email_verified"))
    return Person(name=_name(email), role=role) if role else None


def _name(email: str) -> str:
    return " ".join(str(st.user.get("name") or email).split())[:300] or email


def show() -> None:
    """Show how to come in, or why this person cannot."""
    st.title(words.say("product"), anchor=False)
    if not st.user.get("is_logged_in"):
        st.html(letter_view.note(words.say("sign_in_help")))
        st.button(words.say("sign_in"), key="sign-in", type="primary", on_click=st.login)
        return
    st.html(letter_view.problem(words.say("no_role", name=_name(str(st.user.get("email") or "")))))
    sign_out()


def sign_out() -> None:
    """Offer the way out."""
    st.button(words.say("sign_out"), key="sign-out", on_click=st.logout)
