"""Drafts in a real mailbox: Dovecot on loopback, found folders, TLS, refusals in one line."""

import imaplib
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recovery_ai import InputError, SettingsError
from recovery_ai.cli import main
from recovery_ai.errors import MailboxError
from recovery_ai.export import export
from recovery_ai.mailbox import PASSWORD, Mailbox, save_draft
from recovery_ai.settings import FILE
from tests.dovecot import SECRET, USER, Server, dovecot
from tests.facts import facts
from tests.paper import ON, written

# Folder names in the modified UTF-7 of RFC 3501.
_WIRE = {"Πρόχειρα": "&A6ADwQPMA8cDtQO5A8EDsQ-", "A & B": "A &- B"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with dovecot() as found:
        yield found


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, SECRET)


def mailbox(server: Server, security: str = "tls", **more: Any) -> Mailbox:
    port = server.tls if security == "tls" else server.plain
    told = {"host": "127.0.0.1", "user": USER, "port": port, "seconds": 20}
    authority = str(server.certificate)
    return Mailbox.model_validate({**told, "security": security, "authority": authority, **more})


def kept(server: Server, folder: str) -> list[tuple[bytes, bytes]]:
    """Return flags with date, and the bytes, of every message in a folder."""
    context = ssl.create_default_context(cafile=server.certificate)
    imap = imaplib.IMAP4_SSL("127.0.0.1", server.tls, ssl_context=context, timeout=20)
    imap.authenticate("PLAIN", lambda _: f"\0{USER}\0{SECRET}".encode())
    assert imap.select(f'"{folder}"', readonly=True)[0] == "OK"
    _, found = imap.fetch("1:*", "(FLAGS INTERNALDATE BODY.PEEK[])")
    imap.logout()
    return [(one[0], one[1]) for one in found if isinstance(one, tuple)]


@pytest.mark.parametrize("security", ["tls", "starttls", "plain"])
@pytest.mark.parametrize("tongue", ["el", "id"])
def test_a_draft_is_kept_byte_for_byte(server: Server, security: str, tongue: str) -> None:
    letter, incident = written(tongue)
    message = export(letter, incident, "eml", posting=ON)
    assert save_draft(message, mailbox(server, security), ON.on) == "Letters"
    flags, data = kept(server, "Letters")[-1]
    assert data == message
    assert b"\\Draft" in flags
    assert b'"22-Nov-2026 07:30:00 +0000"' in flags or b'"22-Nov-2026 09:30:00 +0200"' in flags


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Drafts", None),
        ('"Konsep"', None),
        ("Πρόχειρα", None),
        ('"A & B"', "A & B"),
    ],
)
def test_a_folder_that_is_not_marked_is_found_by_its_name(name: str, asked: str | None) -> None:
    with dovecot(folder_name=name, special="autoexpunge = 0") as found:
        where = save_draft(b"Subject: a\r\n\r\nb\r\n", mailbox(found, folder=asked), ON.on)
        assert where == name.strip('"')
        assert kept(found, _WIRE.get(where, where))[0][1] == b"Subject: a\r\n\r\nb\r\n"


def test_a_server_that_takes_no_plain_login() -> None:
    with (
        dovecot(mechanisms="login") as found,
        pytest.raises(MailboxError, match="refuses user or password"),
    ):
        save_draft(b"a: b\r\n\r\nc", mailbox(found), ON.on)


def test_wrong_password_and_wrong_folder(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MailboxError, match="has no such folder; name one in mailbox.folder"):
        save_draft(b"a: b\r\n\r\nc", mailbox(server, folder="Nowhere"), ON.on)
    monkeypatch.setenv(PASSWORD, "wr0ng-Secret")
    with pytest.raises(MailboxError, match="refuses user or password") as problem:
        save_draft(b"a: b\r\n\r\nc", mailbox(server), ON.on)
    told = str(problem.value) + repr(problem.value.__cause__)
    assert "wr0ng" not in told and problem.value.__suppress_context__


def test_trust_and_tls(server: Server, tmp_path: Path) -> None:
    with pytest.raises(MailboxError, match="certificate that is not trusted"):
        save_draft(b"a", mailbox(server, authority=None), ON.on)
    with pytest.raises(MailboxError, match="speaks no TLS here|breaks off the talk"):
        save_draft(b"a", mailbox(server, port=server.plain), ON.on)
    (tmp_path / "no.pem").write_text("nothing", encoding="utf-8")
    with pytest.raises(SettingsError, match="mailbox.authority: cannot be read"):
        save_draft(b"a", mailbox(server, authority="no.pem"), ON.on, tmp_path)


def test_no_password_is_sent_openly_or_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    away = Mailbox(host="mail.thistlewick.example", user=USER, security="plain")
    with pytest.raises(SettingsError, match="would send the password openly"):
        save_draft(b"a", away, ON.on)
    monkeypatch.delenv(PASSWORD)
    with pytest.raises(SettingsError, match=f"{PASSWORD}: is not set"):
        save_draft(b"a", away, ON.on)


def test_a_server_that_is_silent_or_not_there() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        gone = Mailbox(host="127.0.0.1", user=USER, security="plain", port=port, seconds=1)
        with pytest.raises(MailboxError, match=f"127.0.0.1:{port}: cannot be reached"):
            save_draft(b"a", gone, ON.on)
        silent.listen()
        with pytest.raises(MailboxError, match="does not answer in time"):
            save_draft(b"a", gone, ON.on)


def test_a_server_that_talks_nonsense() -> None:
    with socket.socket() as odd:
        odd.bind(("127.0.0.1", 0))
        odd.listen()
        port = odd.getsockname()[1]

        def answer() -> None:
            line, _ = odd.accept()
            line.sendall(b"220 hello from a mail server of another kind\r\n")
            line.close()

        talking = threading.Thread(target=answer)
        talking.start()
        there = Mailbox(host="127.0.0.1", user=USER, security="plain", port=port, seconds=5)
        with pytest.raises(MailboxError, match="breaks off the talk|cannot be reached"):
            save_draft(b"a", there, ON.on)
        talking.join(10)


def test_draft_by_the_command_line(
    server: Server, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(facts("el")), encoding="utf-8")
    assert main(["draft", str(case), "--imap"]) == 2
    assert "--imap: has no mailbox to save to; add [mailbox]" in capsys.readouterr().err
    home.mkdir()
    lines = [
        "[mailbox]", 'host = "127.0.0.1"', f'user = "{USER}"', f"port = {server.tls}",
        f'authority = "{server.certificate}"',
    ]  # fmt: skip
    (home / FILE).write_text("\n".join(lines), encoding="utf-8")
    assert main(["draft", str(case), "--imap"]) == 0
    told = capsys.readouterr()
    assert "recovery-ai: saved as a draft in Letters\n" in told.err
    assert "Verdict: accepted" in told.out
    assert SECRET not in told.out + told.err
    before = len(kept(server, "Letters"))
    case.write_text(json.dumps(facts(language="pt")), encoding="utf-8")
    assert main(["draft", str(case), "--imap"]) == 1
    assert "not saved as a draft: it needs review" in capsys.readouterr().err
    assert len(kept(server, "Letters")) == before


def test_settings_are_checked(home: Path) -> None:
    from recovery_ai.settings import read_settings

    home.mkdir()
    (home / FILE).write_text('[mailbox]\nhost = "a"\nuser = "b"\nport = 0\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"mailbox.port: "):
        read_settings()
    (home / FILE).write_text('[mailbox]\nhost = "a"\nuser = "b"\npassword = "c"\n', "utf-8")
    with pytest.raises(InputError, match=r"mailbox.password: is not a known field"):
        read_settings()
