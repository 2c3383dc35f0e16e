"""The letter: sections of slotted text, and the filled text that a reader gets."""

from typing import Literal

from recovery_ai.incident import Value

SectionId = Literal[
    "greeting",
    "apology",
    "acknowledgement",
    "responsibility",
    "explanation",
    "remedy",
    "prevention",
    "receipt",
    "decision",
    "contact",
    "closing",
    "signature",
]


class Section(Value):
    """One part of a letter; `text` holds slots, `facts` the ids of the facts it rests on."""

    id: SectionId
    text: str
    facts: tuple[str, ...] = ()


class Letter(Value):
    """A letter with its sections; `text` is filled, and empty sections mean nobody sectioned it.

    Args:
        subject: the subject line, filled.
        sections: in reading order, slotted.
        text: the whole letter as the reader gets it, without the subject line.
    """

    subject: str = ""
    sections: tuple[Section, ...] = ()
    text: str
