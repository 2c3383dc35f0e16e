"""A letter as a mail draft: the right headers, the right thread, nothing of this machine."""

import re
from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from recovery_ai.errors import FactsError
from recovery_ai.export.posting import Posting
from recovery_ai.incident import Incident
from recovery_ai.incoming import Incoming, one_line
from recovery_ai.language.text import clean
from recovery_ai.letter import Letter
from recovery_ai.letterhead import Stationery

# Answer marks of mail programs: English, Indonesian ("balas"), Greek ("απάντηση"), German.
_ANSWER = re.compile(r"^(?:(?:re|bls|απ|aw)\s*:\s*)+", re.IGNORECASE)


def mail(
    letter: Letter,
    incident: Incident,
    stationery: Stationery | None,
    posting: Posting,
    attachment: Callable[[], bytes],
) -> bytes:
    """Return a mail draft (RFC 5322) from the sender to the customer.

    `attachment` makes the PDF; it is asked only when the posting wants it in the mail.
    """
    message = EmailMessage(policy=SMTP)
    from_address = _sender(incident, stationery)
    message["Subject"] = _subject(letter, posting.answers)
    if from_address:
        author = _address(incident.sender.name, from_address, "sender.email")
        message["From"] = author
        message["Message-ID"] = _message_id(letter, incident, posting, author.domain)
    if incident.customer.email:
        reader = _address(incident.customer.name, incident.customer.email, "customer.email")
        message["To"] = reader
    message["Date"] = format_datetime(posting.on)
    if posting.answers and posting.answers.message_id:
        message["In-Reply-To"] = posting.answers.message_id
        thread = (*posting.answers.references, posting.answers.message_id)
        message["References"] = " ".join(dict.fromkeys(thread))
    message["X-Unsent"] = "1"  # mail programs open the file as a draft
    text = clean(letter.text).strip() + "\n"
    message.set_content(text, cte="quoted-printable")
    if posting.attach:
        name = re.sub(r"[^\w-]+", "_", incident.case_id).strip("_") or "letter"
        message.add_attachment(
            attachment(), maintype="application", subtype="pdf", filename=f"{name}.pdf"
        )
        message.set_boundary("=_" + sha256(text.encode()).hexdigest()[:32])
    return message.as_bytes()


def _sender(incident: Incident, stationery: Stationery | None) -> str | None:
    return incident.sender.email or (stationery.head.email if stationery else None)


def _subject(letter: Letter, answers: Incoming | None) -> str:
    """Return the subject on one line; an answer keeps that of the thread, or mails fall out of it.

    Subjects come from outside: `one_line` leaves no line break that could begin a header.
    """
    own = one_line(letter.subject)
    if answers is None:
        return own
    return f"Re: {_ANSWER.sub('', one_line(answers.subject)) or own}"


def _address(name: str, email: str, field: str) -> Address:
    """Return a mailbox whose domain is in ASCII (IDNA), as every mail server takes it."""
    local, _, domain = email.rpartition("@")
    try:
        return Address(name, addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (ValueError, MessageError, LookupError):
        raise FactsError(field, "is no address that mail programs take", "correct it") from None


def _message_id(letter: Letter, incident: Incident, posting: Posting, domain: str) -> str:
    """Return an id with the sender's domain; the same for the same letter at the same moment."""
    told = (incident.case_id, letter.subject, letter.text, posting.on.isoformat())
    digest = sha256("\0".join(told).encode(errors="replace")).hexdigest()[:32]
    return f"<{digest}@{domain}>"
