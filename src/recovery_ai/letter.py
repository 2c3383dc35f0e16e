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

    tells = ("id", "facts")

    id: SectionId
    text: str
    facts: tuple[str, ...] = ()


class Letter(Value):
    """A letter with its sections; `text` is filled, and empty sections mean nobody sectioned it.

    >>> from recovery_ai import Letter, check, example_facts
    >>> typed = Letter(subject="Your cot", text="Dear Ms Haddad,")
    >>> check(example_facts(), typed).accepted
    False

    Args:
        subject: the subject line, filled.
        sections: in reading order, slotted.
        text: the whole letter as the reader gets it, without the subject line.
    """

    tells = ("sections",)

    subject: str = ""
    sections: tuple[Section, ...] = ()
    text: str
