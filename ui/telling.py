"""What a complaint tells, value by value, in the words of the interface."""

from collections.abc import Callable

import words

from recovery_ai.intake import Seen

CLOSED = frozenset({"category", "channel", "language", "relationship"})  # one of a few words


def told(one: Seen, hold: Callable[[str], str] = str) -> str:
    """Return a value in words: the field, what it would hold, and where it stands.

    `hold` writes what comes from outside, for places that read Markdown.
    """
    quote = f" «{hold(one.quote)}»" if one.quote else ""
    return f"{named(one, hold)} ({words.name('told_places', one.place)}{quote})"


def named(one: Seen, hold: Callable[[str], str]) -> str:
    """Return a value in words: the field, and what it would hold."""
    value = words.choice(one.value) if one.field in CLOSED else hold(one.value)
    return f"{_field(one.field)}: {value}"


def _field(path: str) -> str:
    names = words.names("told_fields")
    head, _, kind = path.partition(".")
    if head == "impact":
        return f"{words.label(head)} ({words.choice(kind).lower()})"
    return str(names[path]) if path in names else words.label(path)
