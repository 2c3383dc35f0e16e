"""Telling facts to the reader: what the composer needs to know of a language."""

from typing import Literal, NamedTuple, Protocol

Form = Literal["did", "doing", "clause", "noun", "text", "said"]


class Told(NamedTuple):
    """A piece of text made fit for a letter, and how it can stand in a sentence.

    `did` is a whole sentence about the reader (of a step: our own deed), `doing` what we are doing
    ("testing every battery"), `clause` a whole sentence about something else,
    `noun` a phrase that needs a sentence around it, `text` what can only stand by itself, `said` a
    sentence that needs nothing before it.
    """

    form: Form
    text: str


class Offer(NamedTuple):
    """A remedy: the phrase key that fits it (`refund`, … or `receive`) and its object."""

    key: str
    text: str


class Voice(Protocol):
    """Turns the facts' third person into an address to the reader."""

    def retell(self, text: str) -> str:
        """Return sentences told to the reader: "the customer" becomes "you"."""
        ...

    def clause(self, sentence: str) -> str:
        """Return one sentence as a clause: no capital, no full stop."""
        ...

    def owns(self, sentence: str) -> bool:
        """Say whether a sentence can be what "sorry that" governs."""
        ...

    def fails(self, sentence: str) -> bool:
        """Say whether a sentence tells what went wrong, and not only what was to be."""
        ...

    def thing(self, told: str) -> str:
        """Return what an event told to the reader is about: "your parcel"; empty when unsure."""
        ...

    def impact(self, text: str) -> Told:
        """Return a harm as something that can be told."""
        ...

    def cause(self, text: str) -> Told:
        """Return a cause: a clause that can follow "because", a noun, or sentences."""
        ...

    def offer(self, text: str, kind: str) -> Offer:
        """Return a remedy of that kind as the object of an offer."""
        ...

    def step(self, text: str) -> Told:
        """Return a preventive action: a rule as a clause, a noun, or neither for sure.

        A clause that names its own time ("since May …") is `said`.
        """
        ...

    def asked(self, text: str) -> str:
        """Return what was asked for, fit to follow "you asked us"."""
        ...

    def listed(self, parts: list[str]) -> str:
        """Join parts with commas and "and"."""
        ...


def capitalised(text: str) -> str:
    """Return `text` with a capital first letter; a slot at its head is left alone."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """Return `text` with a full stop unless it has one."""
    text = text.strip().rstrip(",")
    return text if text[-1:] in ".!?;" else text + "."
