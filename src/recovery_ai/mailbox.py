"""A mailbox of the organisation: letters wait in its drafts folder until a person sends them."""

import base64
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from recovery_ai.errors import MailboxError, SettingsError
from recovery_ai.fields import Line
from recovery_ai.incident import Value
from recovery_ai.language.text import fold

if TYPE_CHECKING:
    import ssl
    from imaplib import IMAP4

PASSWORD = "RECOVERY_AI_IMAP_PASSWORD"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"tls": 993, "starttls": 143, "plain": 143}
# What servers call the folder when they do not mark it: English, Indonesian, Greek.
_NAMES = ("drafts", "draft", "draf", "konsep", "πρόχειρα")
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?P<split>[^"]*)"|NIL) (?P<name>.*)', re.DOTALL)


class Mailbox(Value):
    """What `[mailbox]` in `recovery.toml` may say; the password is in the environment only.

    Args:
        host: the IMAP server.
        user: whose mailbox.
        security: `tls` from the first byte, `starttls`, or `plain` to this very machine only.
        port: the usual one for `security` when None.
        folder: where drafts go, when the server does not mark it (RFC 6154) or another is wanted.
        authority: a file with the certificate authority that signed the server's certificate, when
            the system does not know it; a relative path counts from the data folder.
        seconds: how long to wait for the server at each step.
    """

    host: Line
    user: Line
    security: Literal["tls", "starttls", "plain"] = "tls"
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    folder: Line | None = None
    authority: Line | None = None
    seconds: Annotated[int, Field(ge=1, le=300)] = 20


def save_draft(message: bytes, mailbox: Mailbox, on: datetime, home: Path = Path()) -> str:
    """Lay a mail (the bytes of an `.eml`) into the drafts folder; return the folder's name.

    Args:
        message: the mail, kept byte for byte.
        mailbox: where; the password is read from `RECOVERY_AI_IMAP_PASSWORD`.
        on: the moment on the draft, with offset.
        home: what relative paths count from.

    Raises:
        SettingsError: without a password, or for a setting that cannot be used.
        MailboxError: when the server cannot be reached or refuses; never with its words, which may
            repeat the password.
    """
    from imaplib import IMAP4, Time2Internaldate

    password = os.environ.get(PASSWORD, "")
    if not password or "\0" in password:
        raise SettingsError(PASSWORD, "is not set", "put the mailbox's password there")
    if mailbox.security == "plain" and mailbox.host not in _LOOPBACK:
        raise SettingsError("mailbox.security", "would send the password openly", "use tls")
    with _connected(mailbox, _context(mailbox, home)) as imap:
        try:
            # Not by the command LOGIN, which takes ASCII only.
            imap.authenticate("PLAIN", lambda _: f"\0{mailbox.user}\0{password}".encode())
        except IMAP4.error:
            raise MailboxError(mailbox.host, "refuses user or password", _SEE) from None
        folder = _folder(imap, mailbox)
        answer, _ = imap.append(_quoted(folder), r"(\Draft)", Time2Internaldate(on), message)
        if answer != "OK":
            raise MailboxError(mailbox.host, "did not take the draft", "check folder and quota")
    return _decoded(folder)


_SEE = f"check mailbox.user and {PASSWORD}"


def _context(mailbox: Mailbox, home: Path) -> "ssl.SSLContext":
    import ssl  # late: every command reads settings, and few talk to a server

    path = home / Path(mailbox.authority).expanduser() if mailbox.authority else None
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ValueError):
        remedy = "name a PEM file with the authority's certificate"
        raise SettingsError("mailbox.authority", "cannot be read", remedy) from None


@contextmanager
def _connected(mailbox: Mailbox, context: "ssl.SSLContext") -> Iterator["IMAP4"]:
    """Connect, encrypted where it has to be; say in one line what goes wrong, and hang up."""
    import ssl
    from imaplib import IMAP4, IMAP4_SSL

    port = mailbox.port or _PORTS[mailbox.security]
    place = f"{mailbox.host}:{port}"
    imap: IMAP4 | None = None
    try:
        if mailbox.security == "tls":
            imap = IMAP4_SSL(mailbox.host, port, ssl_context=context, timeout=mailbox.seconds)
        else:
            imap = IMAP4(mailbox.host, port, timeout=mailbox.seconds)
        if mailbox.security == "starttls":
            imap.starttls(context)
        yield imap
    except ssl.SSLCertVerificationError:
        raise MailboxError(
            place, "shows a certificate that is not trusted", "check mailbox.authority"
        ) from None
    except ssl.SSLError:
        raise MailboxError(place, "speaks no TLS here", "check port and mailbox.security") from None
    except TimeoutError:
        raise MailboxError(place, "does not answer in time", "check host and port") from None
    except (OSError, UnicodeError) as problem:
        reason = getattr(problem, "strerror", None) or "no connection"
        raise MailboxError(place, f"cannot be reached ({reason})", "check host and port") from None
    except IMAP4.error:
        raise MailboxError(place, "breaks off the talk", "check mailbox.security") from None
    finally:
        if imap:
            with suppress(OSError, IMAP4.error):
                imap.logout()


def _folder(imap: "IMAP4", mailbox: Mailbox) -> bytes:
    """Return the folder of drafts as the server names it."""
    named = _folders(imap)
    if mailbox.folder:
        wanted = {fold(mailbox.folder)}
    else:
        for name, flags, _ in named:
            if rb"\drafts" in flags:
                return name
        wanted = {fold(one) for one in _NAMES}
    for name, _, split in named:
        last = name.rpartition(split)[2] if split else name
        if {fold(_decoded(name)), fold(_decoded(last))} & wanted:
            return name
    problem = "has no such folder" if mailbox.folder else "marks no folder of drafts"
    raise MailboxError(mailbox.host, problem, "name one in mailbox.folder")


def _folders(imap: "IMAP4") -> list[tuple[bytes, set[bytes], bytes]]:
    """Return name, lower-case flags and separator of every folder."""
    marked = "SPECIAL-USE" in imap.capabilities and "LIST-EXTENDED" in imap.capabilities
    _, lines = imap.list('""', "* RETURN (SPECIAL-USE)" if marked else "*")
    found = []
    for line in lines:
        # A name that quoting cannot hold comes as a literal: a pair of the line and the name.
        head, literal = line if isinstance(line, tuple) else (line, None)
        match = _LISTED.match(head or b"")
        if match:
            name = match["name"] if literal is None else literal
            flags = set(match["flags"].lower().split())
            found.append((_unquoted(name), flags, (match["split"] or b"").replace(b"\\\\", b"\\")))
    return found


def _unquoted(name: bytes) -> bytes:
    quoted = name.startswith(b'"') and name.endswith(b'"')
    return re.sub(rb"\\(.)", rb"\1", name[1:-1]) if quoted else name


def _quoted(name: bytes) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", name.decode("ascii", "replace")) + '"'


def _decoded(name: bytes) -> str:
    """Return a folder name out of the modified UTF-7 of IMAP (RFC 3501, 5.1.3)."""

    def unshifted(run: re.Match[str]) -> str:
        if not run[1]:
            return "&"
        data = run[1].replace(",", "/")
        return base64.b64decode(data + "=" * (-len(data) % 4)).decode("utf-16-be", "replace")

    with suppress(ValueError):
        return re.sub(r"&([^-]*)-", unshifted, name.decode("ascii", "replace"))
    return name.decode("ascii", "replace")
