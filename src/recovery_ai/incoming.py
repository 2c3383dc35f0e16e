"""A mail that came in, read as data: who wrote, when, what, and how to answer in its thread."""

import re
from datetime import UTC, datetime
from email.errors import MessageError
from typing import TYPE_CHECKING, Any

from recovery_ai.errors import InputError
from recovery_ai.incident import Value
from recovery_ai.language.text import clean

if TYPE_CHECKING:
    from email.message import EmailMessage

MAX_BYTES = 10_000_000
MAX_TEXT = 40_000
"""Characters of a mail's text that are kept: what the facts hold of a complaint."""
_MAX_PARTS = 200
_MAX_NAMES = 50
_MAX_REFERENCES = 20
_ID = re.compile(r"<[^<>\s]{1,200}>")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
# What the standard library's parser is known to raise for a malformed header or body.
_MALFORMED = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError)


class Incoming(Value):
    """One mail of a customer. Everything in it is untrusted text, cleaned of hidden characters.

    Args:
        from_name: as the sender writes it, empty when the mail does not say.
        from_address: the address of the From line.
        subject: on one line.
        date: with offset, None when the mail has none that can be read.
        message_id: with its angle brackets.
        references: the thread so far, oldest first.
        text: the plain part, or the HTML part without its markup.
        cut: whether `text` was longer than `MAX_TEXT` and lost its end.
        attachments: the names of attached files, nothing of their content.
    """

    tells = ("attachments", "cut")

    from_name: str = ""
    from_address: str = ""
    subject: str = ""
    date: datetime | None = None
    message_id: str | None = None
    references: tuple[str, ...] = ()
    text: str = ""
    cut: bool = False
    attachments: tuple[str, ...] = ()


def read_mail(raw: bytes, place: str = "mail") -> Incoming:
    """Read a mail (RFC 5322) as it was saved or received.

    Args:
        raw: the whole message, at most 10 MB.
        place: how an error names it.

    Raises:
        InputError: when it is too large, no mail, nested without end, or in an unknown character
            set; the line holds nothing of its content.
    """
    if len(raw) > MAX_BYTES:
        raise InputError(place, "is larger than 10 MB", "save the mail without its attachments")
    from email import message_from_bytes  # late: the mail of most cases was read long ago
    from email.policy import default

    try:
        mail = message_from_bytes(raw, policy=default)
        parts = [part for _, part in zip(range(_MAX_PARTS + 1), mail.walk(), strict=False)]
        found = _read(mail, parts, place)
    except RecursionError:
        raise InputError(place, "is nested too deeply", "pass the text as a file") from None
    except _MALFORMED:
        raise InputError(place, "is a malformed mail", "pass the text as a file") from None
    return found


def _read(mail: "EmailMessage", parts: "list[EmailMessage]", place: str) -> Incoming:
    name, address = _from(mail)
    if not address and not _header(mail, "Date") and not _header(mail, "Message-ID"):
        raise InputError(place, "is no mail message", "give an .eml file, or text as .txt")
    if len(parts) > _MAX_PARTS:
        raise InputError(place, "has too many parts", "pass the text as a file")
    text = _text(parts, place)
    own = _ID.search(_header(mail, "Message-ID"))
    return Incoming(
        from_name=name,
        from_address=address,
        subject=_header(mail, "Subject"),
        date=_date(mail),
        message_id=own[0] if own else None,
        references=_references(mail),
        text=text[:MAX_TEXT].rstrip(),
        cut=len(text) > MAX_TEXT,
        attachments=_attachments(parts),
    )


def one_line(text: str, longest: int = 300) -> str:
    """Return text from outside on one line, without hidden characters, cut to `longest`."""
    return " ".join(clean(text).split())[:longest]


def _header(mail: "EmailMessage", name: str) -> str:
    try:
        return one_line(str(mail[name] or ""), 4000)
    except _MALFORMED:
        return ""


def _from(mail: "EmailMessage") -> tuple[str, str]:
    """Return name and address of the first author, each empty when it cannot be read."""
    try:
        author = mail["From"].addresses[0]
        return one_line(author.display_name), one_line(author.addr_spec)
    except (*_MALFORMED, IndexError):
        return "", ""


def _date(mail: "EmailMessage") -> datetime | None:
    try:
        found = mail["Date"].datetime
    except _MALFORMED:
        return None
    if not isinstance(found, datetime):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _references(mail: "EmailMessage") -> tuple[str, ...]:
    found = _ID.findall(_header(mail, "References")) or _ID.findall(_header(mail, "In-Reply-To"))
    return tuple(dict.fromkeys(found))[-_MAX_REFERENCES:]


def _attachments(parts: "list[EmailMessage]") -> tuple[str, ...]:
    names = (one_line(part.get_filename() or "", 100) for part in parts)
    return tuple(name for name in names if name)[:_MAX_NAMES]


def _text(parts: "list[EmailMessage]", place: str) -> str:
    """Return the first plain text that is no attachment, else the first HTML without markup."""
    from recovery_ai.markup import without_markup

    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                text = _decoded(part, place)
                text = without_markup(text) if kind == "text/html" else text
                text = _BLANK_LINES.sub("\n\n", clean(text)).strip()
                if text:
                    return text
    return ""


def _decoded(part: "EmailMessage", place: str) -> str:
    raw: Any = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    for charset in (part.get_content_charset("utf-8"), "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, ValueError):
            continue
    raise InputError(place, "is not in the character set that it names", "save it as UTF-8 text")
