"""Layout: sections filled and put together into paragraphs, with the place of every part."""

from collections.abc import Sequence
from typing import NamedTuple

from recovery_ai.brief import Brief
from recovery_ai.letter import Letter, Section, SectionId
from recovery_ai.slots import fill

_AFTER_NOTICES = frozenset({"closing", "signature"})


class Page(NamedTuple):
    """The filled text; where slots (start, end, name) and sections (start, end, id) stand."""

    text: str
    places: tuple[tuple[int, int, str], ...]
    sections: tuple[tuple[int, int, SectionId], ...]


def lay_out(sections: Sequence[Section], brief: Brief) -> Page:
    """Fill the slots of all sections and join them as the framework says."""
    joining = {section.id for section in brief.sections if section.joins}
    text = ""
    places: list[tuple[int, int, str]] = []
    spans: list[tuple[int, int, SectionId]] = []
    required = [fill(fact.text, brief.slots).text for fact in brief.of("notice")]
    for section in sections:
        if required and section.id in _AFTER_NOTICES:
            text = "\n\n".join([*filter(None, [text]), *required])
            required = []
        filled = fill(section.text.strip(), brief.slots)
        if not filled.text:
            continue
        if text:
            flows = section.id in joining and "\n" not in filled.text
            text += " " if flows else "\n\n"
        start = len(text)
        places += [(start + a, start + b, name) for a, b, name in filled.places]
        text += filled.text
        spans.append((start, len(text), section.id))
    return Page("\n\n".join([*filter(None, [text]), *required]), tuple(places), tuple(spans))


def make_letter(subject: str, sections: Sequence[Section], brief: Brief) -> Letter:
    """Make the letter that the reader gets from slotted subject and sections."""
    return Letter(
        subject=" ".join(fill(subject, brief.slots).text.split()),
        sections=tuple(sections),
        text=lay_out(sections, brief).text,
    )
