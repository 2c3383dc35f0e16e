"""Sign-in: nobody without it, nobody without a role, and a page only for those it is for."""

from pathlib import Path
from typing import Any

import pytest
import words
from streamlit.testing.v1 import AppTest

from recovery_ai.journal import Journal
from recovery_ai.settings import FILE, SECRETS
from tests.facts import facts
from tests.ui.conftest import UI
from tests.ui.test_pages import MINA, at, clean, journal, shown

__all__ = ["journal"]
AUTH = {"auth": {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "x" * 32}}
ROLES = '[roles]\n"mina@quay.example" = "agent"\n"ada@quay.example" = "approver"\n'


def signed_in(folder: Path, **claims: Any) -> AppTest:
    (folder / FILE).write_text(ROLES, encoding="utf-8")
    page = AppTest.from_file(str(UI / "app.py"), default_timeout=60)
    page.secrets = AUTH
    page.user = {"is_logged_in": bool(claims), **claims}
    return clean(page.run())


def test_nobody_sees_a_case_without_a_sign_in(journal: Journal, tmp_path: Path) -> None:
    journal.new_case(facts(), MINA)
    page = signed_in(tmp_path)
    assert [one.key for one in page.button] == ["sign-in"]
    at(page, "case", case="TW-4471")
    assert [one.key for one in page.button] == ["sign-in"]
    assert "Lindqvist" not in shown(page)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "eve@quay.example", "name": "Eve"},
        {"email": "ada@quay.example", "name": "Ada", "email_verified": False},
        {"name": "Ada"},
    ],
)
def test_who_has_no_role_is_told_so(
    journal: Journal, tmp_path: Path, claims: dict[str, Any]
) -> None:
    del journal
    page = signed_in(tmp_path, **claims)
    assert words.say("no_role", name=claims["name"]) in shown(page)
    assert [one.key for one in page.button] == ["sign-out"]


def test_a_case_is_taken_in_by_who_signed_in(journal: Journal, tmp_path: Path) -> None:
    page = signed_in(tmp_path, email="Mina@Quay.example", name="Mina O.", email_verified=True)
    assert "sign-out" in [one.key for one in page.button]
    clean(page.button(key="queue:new").click().run())
    page.text_input(key="start:name").set_value("Zoë Adeyemi")
    clean(page.button(key="start:create").click().run())
    row = journal.queue().rows[0]
    assert (row.owner, row.changed.by) == ("Mina O.", "Mina O.")


@pytest.mark.parametrize(("email", "may"), [("mina", False), ("ada", True)])
def test_a_page_is_for_those_it_is_for(
    journal: Journal, tmp_path: Path, email: str, may: bool
) -> None:
    del journal
    page = at(signed_in(tmp_path, email=f"{email}@quay.example"), "notice")
    roles = f"{words.name('roles', 'approver')}, {words.name('roles', 'admin')}"
    assert (words.say("needs_role", roles=roles) not in shown(page)) == may
    assert ("notice:list" in [one.key for one in page.text_area]) == may


def test_secrets_that_cannot_be_used_let_nobody_in(journal: Journal, tmp_path: Path) -> None:
    journal.new_case(facts(), MINA)
    (tmp_path / SECRETS).write_text("[auht]", encoding="utf-8")
    page = clean(AppTest.from_file(str(UI / "app.py"), default_timeout=60).run())
    assert "was not read, or has no [auth]" in shown(page)
    assert not page.button
