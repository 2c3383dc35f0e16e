"""One letter for all who were affected: written once, merged and checked for each recipient."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from recovery_ai.brief import Brief, make_brief
from recovery_ai.documents import validate
from recovery_ai.errors import InputError, LetterError
from recovery_ai.export import Posting, export
from recovery_ai.fields import Email, Line
from recovery_ai.findings import Finding
from recovery_ai.incident import Customer, Incident, Value
from recovery_ai.layout import lay_out
from recovery_ai.letter import Letter
from recovery_ai.letterhead import Stationery
from recovery_ai.pack import Pack
from recovery_ai.review import review
from recovery_ai.slots import Slot, fill, own_slots, unknown_in
from recovery_ai.triage import triage

MAX_BYTES = 1_000_000
MAX_RECIPIENTS = 2000
OWN = ("customer_salutation", "customer_name", "customer_company", "case_id")
"""The blanks that differ from recipient to recipient."""
_NEEDED = ("name", "email", "case_id")
_COLUMNS = (*_NEEDED, "salutation", "company")
_MOMENT = (1980, 1, 1, 0, 0, 0)  # in the archive: the same letters give the same bytes


class Recipient(Value):
    """One row of the list: who gets the letter, and under which case number."""

    tells = ("case_id",)

    name: Line
    email: Email
    case_id: Line
    salutation: Line | None = None
    company: Line | None = None


class Circular(Value):
    """The one text; what differs from recipient to recipient stands as a blank of `OWN`."""

    tells = ()

    subject: str
    text: str


class Merged(Value):
    """The letter of one recipient, and what the checks say of it."""

    tells = ("recipient", "findings")

    recipient: Recipient
    incident: Incident
    letter: Letter
    findings: tuple[Finding, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether nothing in it is an error."""
        return all(finding.severity != "error" for finding in self.findings)


def read_recipients(raw: bytes, place: str = "recipients") -> tuple[Recipient, ...]:
    """Read a list of recipients.

    It is CSV in UTF-8, parted by commas, semicolons or tabs, with the columns name, email, case_id,
    and perhaps salutation and company.

    Raises:
        InputError: naming the first line at fault, never its content; also for an address or a case
            number that stands twice, a list without rows, or one above `MAX_RECIPIENTS`.
    """
    if len(raw) > MAX_BYTES:
        raise InputError(place, "is larger than 1 MB", "split the list")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(place, "is not UTF-8 text", "save it as CSV in UTF-8") from None
    found: list[Recipient] = []
    seen: dict[str, int] = {}
    for line, row in _rows(text, place):
        if len(found) == MAX_RECIPIENTS:
            raise InputError(place, f"has more than {MAX_RECIPIENTS} rows", "split the list")
        one = validate(Recipient, row, f"{place}: line {line}", error=InputError)
        for key in (f"email {one.email.casefold()}", f"case_id {one.case_id.casefold()}"):
            if key in seen:
                problem = f"is the same as in line {seen[key]}"
                raise InputError(f"{place}: line {line}: {key.split()[0]}", problem, "remove one")
            seen[key] = line
        found.append(one)
    if not found:
        raise InputError(place, "holds no recipient", "add one row for each")
    return tuple(found)


def _rows(text: str, place: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number of each line that is not empty, and its values by column."""
    head = text.split("\n", 1)[0]
    parted = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True)
    names: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = _heads(cells, place)
            elif len(cells) != len(names):
                problem = f"has {len(cells)} cells, and the head {len(names)}"
                where = f"{place}: line {reader.line_num}"
                raise InputError(where, problem, "mend the row")
            else:
                pairs = zip(names, (cell.strip() for cell in cells), strict=True)
                told = {name: cell for name, cell in pairs if cell or name in _NEEDED}
                yield reader.line_num, told
    except csv.Error:
        where = f"{place}: line {reader.line_num}"
        raise InputError(where, "is not valid CSV", "mend its quotation marks") from None


def _heads(cells: Sequence[str], place: str) -> list[str]:
    names = [cell.strip().casefold().replace(" ", "_") for cell in cells]
    where, known = f"{place}: line 1", ", ".join(_COLUMNS)
    if missing := [name for name in _NEEDED if name not in names]:
        raise InputError(where, f"has no column {missing[0]}", f"the columns are: {known}")
    if len(set(names)) < len(names) or not set(names) <= set(_COLUMNS):
        raise InputError(where, "has a column twice or one not known", f"use only: {known}")
    return names


def addressed(incident: Incident, recipient: Recipient) -> Incident:
    """Return the facts of the event as those of one recipient."""
    customer = Customer(**recipient.model_dump(exclude={"case_id"}))
    told = {"customer": customer, "case_id": recipient.case_id, "audience": "all_affected"}
    return incident.model_copy(update=told)


def personal(incident: Incident) -> Incident:
    """Return the facts of an event as the text is drafted from: each letter addresses one reader.

    Many are affected, yet nobody is greeted as "all of you" under a name of their own.
    """
    return incident.model_copy(update={"audience": "individual"})


def circular(letter: Letter, incident: Incident, pack: Pack, regime: str = "default") -> Circular:
    """Return a letter that was drafted for one recipient as the text for all.

    Args:
        letter: with its sections.
        incident: the facts that it was drafted from.
        pack: the policy.
        regime: complaint-timing preset.

    Raises:
        LetterError: when nobody sectioned the letter: it cannot be told then what differs.
    """
    if not letter.sections:
        raise LetterError("circular", "has no sections", "draft it here")
    brief = make_brief(incident, triage(incident, pack, regime), pack)
    own = _own(incident, brief)
    same = tuple(slot for slot in brief.slots if slot.name not in OWN)
    page = lay_out(letter.sections, brief.model_copy(update={"slots": same}))
    subject = letter.subject
    for slot in sorted(own, key=lambda one: -len(one.shown)):
        subject = subject.replace(slot.shown, slot.token)
    return Circular(subject=subject, text=page.text)


def _own(incident: Incident, brief: Brief) -> tuple[Slot, ...]:
    return tuple(slot for slot in own_slots(incident, brief.locale) if slot.name in OWN)


def merge(
    text: Circular,
    incident: Incident,
    recipients: Sequence[Recipient],
    pack: Pack,
    *,
    regime: str = "default",
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[Merged, ...]:
    """Fill the text for every recipient, and judge each letter as any other.

    Args:
        text: the one text.
        incident: the facts of the event, whoever its customer is.
        recipients: who gets it.
        pack: the policy.
        regime: complaint-timing preset.
        progress: told the number of letters done.

    Raises:
        LetterError: when a blank stays unfilled, naming it and the case number.
    """
    found = []
    for number, recipient in enumerate(recipients, 1):
        found.append(_merged(text, addressed(incident, recipient), recipient, pack, regime))
        progress(number)
    return tuple(found)


def _merged(
    text: Circular, incident: Incident, recipient: Recipient, pack: Pack, regime: str
) -> Merged:
    brief = make_brief(incident, triage(incident, pack, regime), pack)
    slots = _own(incident, brief)
    for part in (text.subject, text.text):
        if unknown := unknown_in(part, slots):
            remedy = "give it a value in the list, or take it out of the text"
            raise LetterError(f"letter {recipient.case_id}", f"{unknown[0]} is unfilled", remedy)
    subject = " ".join(fill(text.subject, slots).text.split())
    letter = Letter(subject=subject, text=fill(text.text, slots).text)
    found = review(letter, brief, pack).findings
    return Merged(recipient=recipient, incident=incident, letter=letter, findings=found)


def bundle(
    merged: Sequence[Merged], posting: Posting, stationery: Stationery | None = None
) -> bytes:
    """Return a ZIP archive with one `.eml` for each recipient: all of them, or none.

    Raises:
        LetterError: naming the first letter that holds an error.
    """
    if not merged:
        raise LetterError("mailing", "has no letter", "merge the text with a list")
    for one in merged:
        if not one.accepted:
            where = f"letter {one.recipient.case_id}"
            first = next(f.code for f in one.findings if f.severity == "error")
            raise LetterError(where, f"is not accepted ({first})", "mend the text")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate(merged, 1):
            safe = re.sub(r"[^\w-]+", "_", one.recipient.case_id).strip("_")[:60]
            file = zipfile.ZipInfo(f"{number:04d}_{safe}.eml", _MOMENT)
            file.compress_type = zipfile.ZIP_DEFLATED
            mail = export(one.letter, one.incident, "eml", stationery=stationery, posting=posting)
            archive.writestr(file, mail)
    return packed.getvalue()
