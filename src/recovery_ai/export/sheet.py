"""The sheet: a letter with everything that stands around it on paper, as plain lines."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from recovery_ai.documents import parse, read_text
from recovery_ai.errors import PackError
from recovery_ai.export.posting import Posting
from recovery_ai.incident import Incident
from recovery_ai.incoming import one_line
from recovery_ai.language.text import clean, fold
from recovery_ai.letter import Letter
from recovery_ai.letterhead import Letterhead, Stationery
from recovery_ai.locale import day, locale_of

# Code points that no text has: XML allows two of them nowhere.
_NO_TEXT = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_BREAK = re.compile(r"\n[ \t]*\n\s*")

Lines = tuple[str, ...]


class Sheet(NamedTuple):
    """One letter, ready to be set.

    Args:
        stationery: letterhead with its files.
        language: BCP-47 tag with region, such as `el-GR`.
        contacts: telephone, mail and web of the letterhead.
        back: the sender's address in one line, above the recipient's.
        recipient: name, company and postal address.
        dated: place and date.
        case: label and number of the case.
        body: paragraphs, each of lines.
        formula: what stands above the signature, such as "Yours sincerely,".
        signature: name, title, company.
        after: what follows the signature, such as a postscript.
        running: head of the pages after the first.
        page: label of those pages, with `{page}` and `{pages}`.
    """

    stationery: Stationery
    posting: Posting
    language: str
    author: str
    contacts: Lines
    back: str
    recipient: Lines
    dated: str
    subject: str
    case: tuple[str, str]
    body: tuple[Lines, ...]
    formula: Lines
    signature: Lines
    after: tuple[Lines, ...]
    running: str
    page: str


def make_sheet(
    letter: Letter, incident: Incident, stationery: Stationery | None, posting: Posting
) -> Sheet:
    """Put a letter on paper; without a letterhead on a plain one of the sender's company."""
    paper = stationery or Stationery(_plain(incident))
    head, sender, customer = paper.head, incident.sender, incident.customer
    locale = locale_of(incident.language)
    words = _words(incident.tongue)
    told = (words["phone"], head.phone), (words["email"], head.email), ("", head.web)
    date = day(posting.on.date(), locale)
    body, formula, signature, after = _parts(letter.text, sender.name)
    return Sheet(
        stationery=paper,
        posting=posting,
        language=locale.replace("_", "-"),
        author=f"{sender.name}, {sender.company}",
        contacts=tuple(f"{label} {value}".strip() for label, value in told if value),
        back=" · ".join((head.organisation, *head.address)) if head.address else "",
        recipient=tuple(filter(None, (customer.name, customer.company, *posting.address))),
        dated=f"{head.place}, {date}" if head.place else date,
        subject=one_line(_NO_TEXT.sub("", letter.subject)) or incident.case_id,
        case=(words["case"], incident.case_id),
        body=body,
        formula=formula,
        signature=signature,
        after=after,
        running=f"{head.organisation} · {customer.name} · {date}",
        page=words["page"],
    )


def _plain(incident: Incident) -> Letterhead:
    sender = incident.sender
    return Letterhead(organisation=sender.company, phone=sender.phone, email=sender.email)


@cache
def _all_words() -> dict[str, dict[str, str]]:
    path = str(Path(__file__).with_name("words.yaml"))
    found: dict[str, dict[str, str]] = parse(read_text(path, error=PackError), path)
    return found


def _words(tongue: str) -> dict[str, str]:
    return _all_words().get(tongue) or _all_words()["en"]


def _parts(text: str, name: str) -> tuple[tuple[Lines, ...], Lines, Lines, tuple[Lines, ...]]:
    """Split a text into body, formula, signature and what follows.

    The signature is the last paragraph that has the sender's name at the start of a line; without
    one, everything is body.
    """
    tidy = _NO_TEXT.sub("", clean(text)).replace("\t", " ").strip()
    paragraphs = [tuple(one.split("\n")) for one in _BREAK.split(tidy)]
    sought = fold(name)
    for index in range(len(paragraphs) - 1, -1, -1):
        lines = paragraphs[index]
        for at, line in enumerate(lines):
            if fold(line.strip()).startswith(sought) and at < 3:
                after = tuple(paragraphs[index + 1 :])
                return tuple(paragraphs[:index]), lines[:at], lines[at:], after
    return tuple(paragraphs), (), (), ()
