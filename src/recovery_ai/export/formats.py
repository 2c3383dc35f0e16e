"""The formats by name: nothing but the letter, never an internal note."""

from collections.abc import Callable
from typing import NamedTuple

from recovery_ai.export.posting import Posting, now
from recovery_ai.incident import Incident
from recovery_ai.incoming import one_line
from recovery_ai.language.text import clean
from recovery_ai.letter import Letter
from recovery_ai.letterhead import Stationery


class _Job(NamedTuple):
    """All that a writer may need."""

    letter: Letter
    incident: Incident
    stationery: Stationery | None
    posting: Posting


def _markdown(job: _Job) -> bytes:
    paragraphs = clean(job.letter.text).split("\n\n")
    body = "\n\n".join(paragraph.replace("\n", "  \n") for paragraph in paragraphs)
    return f"# {one_line(job.letter.subject)}\n\n{body}\n".encode()


def _plain(job: _Job) -> bytes:
    return f"{one_line(job.letter.subject)}\n\n{clean(job.letter.text)}\n".encode()


# What a format needs is imported when it is asked for: most commands write none of these.


def _pdf(job: _Job) -> bytes:
    from recovery_ai.export.pdf import pdf
    from recovery_ai.export.sheet import make_sheet

    return pdf(make_sheet(*job))


def _docx(job: _Job) -> bytes:
    from recovery_ai.export.sheet import make_sheet
    from recovery_ai.export.word import docx

    return docx(make_sheet(*job))


def _mail(job: _Job) -> bytes:
    from recovery_ai.export.mail import mail

    return mail(*job, attachment=lambda: _pdf(job))


_WRITERS: dict[str, Callable[[_Job], bytes]] = {
    "md": _markdown,
    "eml": _mail,
    "txt": _plain,
    "pdf": _pdf,
    "docx": _docx,
}
FORMATS = tuple(_WRITERS)


def export(
    letter: Letter,
    incident: Incident,
    form: str,
    *,
    stationery: Stationery | None = None,
    posting: Posting | None = None,
) -> bytes:
    """Return `letter` as a file of the format `form` (one of `FORMATS`).

    Args:
        letter: the letter, as drafted or as somebody typed it.
        incident: its facts: who writes to whom, in which language.
        form: the format; `pdf` and `docx` need the extra `letterhead`.
        stationery: the letterhead, from `recovery_ai.settings.stationery`; a plain one when None.
        posting: date, postal address, the mail that it answers; this very moment when None.

    Raises:
        MissingExtra: when a package for `form` is not installed.
        LetterError: when the fonts of a PDF lack a character of the letter.
        SettingsError: when the logo is damaged.
    """
    return _WRITERS[form](_Job(letter, incident, stationery, posting or now()))
