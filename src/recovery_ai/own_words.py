"""A customer's own words in what came in: cleaned, and without the mails that it quotes."""

import re
from datetime import date
from typing import NamedTuple

from recovery_ai.incoming import MAX_TEXT, Incoming
from recovery_ai.language.identify import language_of
from recovery_ai.language.text import clean

_FORWARDED = re.compile(r"^[ \t]*-{3,}[^\n]*-{3,}[ \t]*$", re.MULTILINE)
_YEARS = range(1990, 2101)


class Own(NamedTuple):
    """A customer's own words, cleaned of hidden characters and of what they quote.

    Args:
        subject: of the mail; empty for a text that came in another way.
        text: at most `MAX_TEXT` characters.
        tongue: `en`, `id`, `el`, `other`, or None where the words tell too little.
        on: the day on which they were written, where the mail says it.
    """

    subject: str
    text: str
    tongue: str | None
    on: date | None


def own_words(mail: Incoming | str) -> Own:
    """Return the customer's own words in a mail, or in a text that came in another way."""
    written, subject = (mail.text, mail.subject) if isinstance(mail, Incoming) else (mail, "")
    text = unquoted(clean(written))[:MAX_TEXT].strip()
    return Own(subject, text, language_of(f"{subject}\n{text}"), _written_on(mail))


def _written_on(mail: Incoming | str) -> date | None:
    """Return the day of a mail; one far from our time is a broken clock's and tells nothing."""
    on = mail.date.date() if isinstance(mail, Incoming) and mail.date else None
    return on if on and on.year in _YEARS else None


def unquoted(text: str) -> str:
    """Return a mail's text without what it quotes of earlier mails.

    Quoted lines begin with ">"; the line above them, which ends with a colon, names their author.
    """
    text = _FORWARDED.split(text, maxsplit=1)[0] if _FORWARDED.search(text) else text
    kept: list[str] = []
    within = False
    for line in text.split("\n"):
        quoted = line.lstrip().startswith(">")
        if quoted and not within:
            while kept and not kept[-1].strip():
                kept.pop()
            if kept and kept[-1].rstrip().endswith(":") and len(kept) > 1:
                kept.pop()
        if not quoted:
            kept.append(line)
        within = quoted
    return "\n".join(kept)
