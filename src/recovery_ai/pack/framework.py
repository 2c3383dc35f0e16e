"""Frameworks: which sections a letter has, in which order, and when each is due."""

from typing import Literal

from recovery_ai.incident import Value
from recovery_ai.letter import SectionId

Condition = Literal[
    "always", "impact", "outcome_ours", "cause_known", "remedies", "preventive_actions", "contact"
]
FactKind = Literal[
    "event", "impact", "cause", "remedy", "action", "next_update", "reference", "sender", "demand",
    "history", "notice", "allowed",
]  # fmt: skip
LetterKind = Literal["acknowledgement", "resolution", "decline"]


class SectionSpec(Value):
    """One section of a framework.

    Args:
        say: what it has to say, told to the model.
        when: the facts on which it is due.
        facts: the kinds of fact that it may use.
        joins: it goes on in the paragraph of the section before it.
    """

    id: SectionId
    say: str
    when: Condition = "always"
    facts: tuple[FactKind, ...] = ()
    joins: bool = False


class Framework(Value):
    """An ordered list of sections for one kind of letter."""

    name: str
    kind: LetterKind
    use: str
    sections: tuple[SectionSpec, ...]
