"""`settings`: every setting with its source, nothing secret, one line for a bad one."""

import json
from pathlib import Path

import pytest

from recovery_ai.cli import configured, main
from recovery_ai.journal.store import VARIABLE
from recovery_ai.settings import FILE, Settings, role_of

TOML = """
model = "offline"
journal = "postgresql+psycopg://mina:swordfish@db.example/cases?sslpassword=hush&sslmode=require"

[letterhead]
organisation = "Harbour Gyms Ltd"
address = ["14 Quay Street", "Bristol"]

[roles]
"Ada@Quay.example" = "approver"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOVERY_AI_HOME", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[str, str]]:
    assert main(["settings", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    return {row["name"]: (row["value"], row["source"]) for row in rows}


def test_defaults_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys)
    assert found["data folder"] == (str(folder), "RECOVERY_AI_HOME")
    assert found["model"] == ("offline", "default")
    assert found["judge"] == ("none", "default")
    assert {name.partition(".")[0] for name in found} >= set(Settings.model_fields)


def test_the_source_of_each_value(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / FILE).write_text(TOML, encoding="utf-8")
    found = listed(capsys)
    assert found["model"] == ("offline", FILE)
    assert found["regime"] == ("default", "default")
    assert found["letterhead.address"] == ("14 Quay Street, Bristol", FILE)
    assert found["roles.ada@quay.example"] == ("approver", FILE)
    monkeypatch.setenv(configured.JOURNAL, "sqlite:////srv/cases.db")
    assert listed(capsys)["journal"] == ("sqlite:////srv/cases.db", VARIABLE)


def test_nothing_secret_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / FILE).write_text(TOML, encoding="utf-8")
    monkeypatch.setenv("RECOVERY_AI_IMAP_PASSWORD", "marlin")
    assert main(["settings"]) == 0
    said = capsys.readouterr().out
    assert "postgresql+psycopg://mina:***@db.example/cases?sslpassword=***&sslmode=require" in said
    assert "RECOVERY_AI_IMAP_PASSWORD" in said
    for secret in ("swordfish", "hush", "marlin"):
        assert secret not in said


@pytest.mark.parametrize(
    "url", ["postgresql://a:p@ss:w/o:rd@h/d", "postgresql://:pass@h", "x://u:p@h?a=1&PASSWORD=p"]
)
def test_odd_urls_are_masked(url: str) -> None:
    said = configured.masked(url)
    assert "***" in said
    assert "ss" not in said.partition("://")[2].replace("PASSWORD", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('regime = "mars"', "regime"),
        ('[roles]\n"nobody" = "agent"', "roles"),
        ('[roles]\n"a@b.example" = "king"', "roles"),
        ('[roles]\n"a@b.example" = "agent"\n"A@b.example" = "admin"', "names an address twice"),
        ('[letterhead]\norganisation = "X"\nlogo = "gone.png"', "letterhead"),
    ],
)
def test_a_bad_setting_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    assert main(["settings"]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("email", "verified", "role"),
    [
        ("ada@quay.example", True, "approver"),
        (" ADA@QUAY.example ", None, "approver"),
        ("ada@quay.example", "true", "approver"),
        ("ada@quay.example", False, None),
        ("ada@quay.example", "false", None),
        ("eve@quay.example", True, None),
        ("", True, None),
    ],
)
def test_a_role_follows_from_the_address(email: str, verified: object, role: str | None) -> None:
    settings = Settings.model_validate({"roles": {"Ada@quay.example": "approver"}})
    assert role_of(email, settings, verified=verified) == role
