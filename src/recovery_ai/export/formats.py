"""Text, Markdown and mail: nothing but the letter, never an internal note."""

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

from recovery_ai.incident import Incident
from recovery_ai.letter import Letter


def _markdown(letter: Letter, incident: Incident) -> bytes:
    del incident
    paragraphs = letter.text.split("\n\n")
    body = "\n\n".join(paragraph.replace("\n", "  \n") for paragraph in paragraphs)
    return f"# {letter.subject}\n\n{body}\n".encode()


def _mail(letter: Letter, incident: Incident) -> bytes:
    """Return a mail draft (RFC 5322) from the sender to the customer."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    sender, customer = incident.sender, incident.customer
    if sender.email:
        message["From"] = formataddr((sender.name, sender.email))
    if customer.email:
        message["To"] = formataddr((customer.name, customer.email))
    message["X-Unsent"] = "1"
    message.set_content(letter.text + "\n")
    return message.as_bytes()


def _plain(letter: Letter, incident: Incident) -> bytes:
    del incident
    return f"{letter.subject}\n\n{letter.text}\n".encode()


_WRITERS: dict[str, Callable[[Letter, Incident], bytes]] = {
    "md": _markdown,
    "eml": _mail,
    "txt": _plain,
}
FORMATS = tuple(_WRITERS)


def export(letter: Letter, incident: Incident, form: str) -> bytes:
    """Return `letter` as a file of the format `form` (one of `FORMATS`)."""
    return _WRITERS[form](letter, incident)
