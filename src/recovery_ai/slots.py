"""Slots: names and figures stay at home, the model writes `[[remedy_1_amount]]` instead.

A slot knows what the reader will see (`shown`) and what stood in the facts (`original`), so the
same table serves filling a letter for its locale and restoring a pseudonymised text exactly.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from recovery_ai.incident import Incident, Money, Value
from recovery_ai.language.figures import Figure, PartialDate, find
from recovery_ai.language.text import fold
from recovery_ai.locale import day, day_without_year, is_currency, moment, money

SlotKind = Literal["name", "reference", "contact", "money", "date", "private"]
PATTERN = re.compile(r"\[\[([a-z][a-z0-9_]{0,60})\]\]")
_LOOSE = re.compile(r"\[\[?[^\[\]\n]{1,80}\]?\]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?![\w-])")
_CARD = re.compile(r"(?<![\w])\d(?:[ -]?\d){11,18}(?![\w])")
_IBAN = re.compile(r"(?<![\w])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?![\w])")


class Slot(Value):
    """One slot.

    Args:
        name: without brackets.
        kind: what it stands for; `private` slots may be read but never written into a letter.
        meaning: what the model is told of it.
        shown: what the reader of the letter sees.
        original: what stood in the facts.
    """

    tells = ("name", "kind")

    name: str
    kind: SlotKind
    meaning: str
    shown: str
    original: str

    @property
    def token(self) -> str:
        """The slot as it stands in a text."""
        return f"[[{self.name}]]"


class Filled(NamedTuple):
    """A filled text, and where each slot went: (start, end, slot name) in code points."""

    text: str
    places: tuple[tuple[int, int, str], ...]


def names_in(text: str) -> tuple[str, ...]:
    """Return the slot names written in `text`, in order, doubles included."""
    return tuple(PATTERN.findall(text))


def unknown_in(text: str, slots: Sequence[Slot]) -> tuple[str, ...]:
    """Return what looks like a slot in `text` but is none that a letter may use."""
    writable = {slot.token for slot in slots if slot.kind != "private"}
    return tuple(m[0] for m in _LOOSE.finditer(text) if m[0] not in writable)


def fill(text: str, slots: Sequence[Slot]) -> Filled:
    """Put what the reader sees into every known slot; unknown slots stay as they are."""
    shown = {slot.name: slot.shown for slot in slots if slot.kind != "private"}
    return _substitute(text, shown)


def restore(text: str, slots: Sequence[Slot]) -> str:
    """Put back exactly what stood in the facts: the inverse of `Pseudonymiser.apply`."""
    return _substitute(text, {slot.name: slot.original for slot in slots}).text


def _substitute(text: str, values: dict[str, str]) -> Filled:
    parts: list[str] = []
    places: list[tuple[int, int, str]] = []
    length = cursor = 0
    for match in PATTERN.finditer(text):
        value = values.get(match[1])
        if value is None:
            continue
        before = text[cursor : match.start()]
        parts += [before, value]
        length += len(before)
        places.append((length, length + len(value), match[1]))
        length += len(value)
        cursor = match.end()
    return Filled("".join([*parts, text[cursor:]]), tuple(places))


def own_slots(incident: Incident, locale: str) -> tuple[Slot, ...]:
    """Return the slots that the facts have in fields of their own."""
    return (*_people(incident), *_figures(incident, locale))


def _people(incident: Incident) -> Iterator[Slot]:
    customer, sender = incident.customer, incident.sender
    rows: tuple[tuple[str, SlotKind, str, str | None], ...] = (
        (
            "customer_salutation",
            "name",
            "how to address the customer",
            customer.salutation or customer.name,
        ),
        ("customer_name", "name", "the customer's full name", customer.name),
        ("customer_company", "name", "the customer's company", customer.company),
        ("case_id", "reference", "the case number", incident.case_id),
        ("sender_name", "name", "who signs", sender.name),
        ("sender_title", "name", "the signer's title", sender.title),
        ("sender_company", "name", "our company", sender.company),
        ("sender_email", "contact", "e-mail address of the signer", sender.email),
        ("sender_phone", "contact", "telephone number of the signer", sender.phone),
    )
    for name, kind, meaning, text in rows:
        if text:
            shown = text.replace("[[", "[ [").replace("]]", "] ]")  # a name is no slot
            yield Slot(name=name, kind=kind, meaning=meaning, shown=shown, original=text)


def _figures(incident: Incident, locale: str) -> Iterator[Slot]:
    rows: list[tuple[str, str, Money | datetime | date | None]] = [
        ("occurred_on", "the day it happened", incident.occurred_on),
        ("next_update_by", "by when the customer hears from us next", incident.next_update_by),
    ]
    for i, remedy in enumerate(incident.remedies, 1):
        rows.append((f"remedy_{i}_amount", f"the amount of remedy {i}", remedy.amount))
        rows.append((f"remedy_{i}_due", f"the day by which remedy {i} arrives", remedy.due))
    for i, action in enumerate(incident.preventive_actions, 1):
        rows.append((f"action_{i}_due", f"the day of preventive action {i}", action.due))
    if incident.demand:
        rows.append(("demand_amount", "the amount asked for", incident.demand.amount))
    for i, earlier in enumerate(incident.previous_apologies, 1):
        rows.append((f"previous_{i}_date", f"the day of earlier apology {i}", earlier.date))
    for name, meaning, value in rows:
        if isinstance(value, Money):
            text = f"{value.value} {value.currency}"
            shown = money(value, locale)
            yield Slot(name=name, kind="money", meaning=meaning, shown=shown, original=text)
        elif value is not None:
            shown, text = moment(value, locale), value.isoformat()
            yield Slot(name=name, kind="date", meaning=meaning, shown=shown, original=text)


class Piece(NamedTuple):
    """A part of a text that a slot stands for."""

    start: int
    end: int
    kind: SlotKind
    meaning: str
    shown: str
    fixed_name: str | None


class Pseudonymiser:
    """Takes identities and figures out of free text, one slot for each value, both ways.

    Known values of the facts get the slot that the facts have for them; amounts and dates in a
    text get `what_happened_amount_1` and the like; e-mail addresses, telephone, card and account
    numbers that stand in no field become `private` slots.
    """

    def __init__(self, incident: Incident, own: Sequence[Slot], locale: str) -> None:
        self._incident = incident
        self._locale = locale
        self._made: dict[tuple[str, str], Slot] = {}
        self._names = {slot.name for slot in own}
        self._known = _known_values(own)
        self._parts = _name_parts(incident)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the slots made so far, beside those of the facts' own fields."""
        return tuple(self._made.values())

    def apply(self, text: str, field: str, *, private: bool = False) -> str:
        """Return `text` with slots.

        Args:
            text: free text of the facts.
            field: its name, the stem of the slots made, such as `impact_2`.
            private: make every slot of this text private (the complaint).
        """
        text = text.replace("[[", "[ [").replace("]]", "] ]")
        found = (*self._identities(text, private), *self._pieces(text))
        pieces = sorted(found, key=lambda p: (p.start, p.start - p.end))
        parts: list[str] = []
        cursor = 0
        for piece in pieces:
            if piece.start < cursor:
                continue
            original = text[piece.start : piece.end]
            parts += [text[cursor : piece.start], self._token(piece, original, field, private)]
            cursor = piece.end
        return "".join([*parts, text[cursor:]])

    def veil(self, text: str) -> str:
        """Take identities out of a text that may hold slots already, such as a typed section."""
        parts = re.split(f"({PATTERN.pattern.replace('(', '(?:')})", text)
        return "".join(
            part if PATTERN.fullmatch(part) else self.apply(part, "typed", private=True)
            for part in parts
        )

    def _token(self, piece: Piece, original: str, field: str, private: bool) -> str:
        if piece.fixed_name:
            return f"[[{piece.fixed_name}]]"
        kind: SlotKind = "private" if private else piece.kind
        stem = "private" if kind == "private" else field
        key = (stem, original)
        if key not in self._made:
            noun = {"money": "amount", "private": piece.kind}.get(piece.kind, piece.kind)
            number = 1
            while f"{stem}_{noun}_{number}" in self._names:
                number += 1
            name = f"{stem}_{noun}_{number}"
            self._names.add(name)
            self._made[key] = Slot(
                name=name, kind=kind, meaning=piece.meaning, shown=piece.shown, original=original
            )
        return self._made[key].token

    def _identities(self, text: str, private: bool) -> Iterable[Piece]:
        """Yield what the facts know by name, in any case and with or without accents.

        A single word in lower case may be just a word, so it counts in a customer's text only.
        """
        folded = fold(text)
        for name, slot in self._known:
            for start, end in _places(name, folded):
                written = text[start:end]
                if written == slot.original:
                    yield Piece(start, end, slot.kind, slot.meaning, slot.shown, slot.name)
                elif private or not (written.isalpha() and written.islower()):
                    yield Piece(start, end, slot.kind, slot.meaning, written, None)
        for part, endings in self._parts:
            for start, end in _places(part, folded, endings):
                written = text[start:end]
                if private or written[0].isupper():
                    yield Piece(start, end, "name", "a part of a name", written, None)

    def _pieces(self, text: str) -> Iterable[Piece]:
        yield from private_pieces(text)
        for figure in find(text, self._incident.tongue, on=self._incident.occurred_on):
            shown = _shown(figure, self._locale)
            if shown:
                kind: SlotKind = "money" if figure.kind == "money" else "date"
                meaning = "an amount" if kind == "money" else "a date"
                yield Piece(figure.start, figure.end, kind, meaning, shown, None)


def private_pieces(text: str) -> Iterable[Piece]:
    """Yield e-mail addresses, account, card and telephone numbers; some lie over one another."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Piece(*match.span(), "private", "an e-mail address", match[0], None)
    for match in _IBAN.finditer(text):
        yield Piece(*match.span(), "private", "an account number", match[0], None)
    for match in _CARD.finditer(text):
        yield Piece(*match.span(), "private", "a card number", match[0], None)
    if sum(char.isdigit() for char in text) >= 7:
        from recovery_ai.identity import phones  # late: loads the telephone tables

        for start, end in phones(text):
            yield Piece(start, end, "private", "a telephone number", text[start:end], None)


def _shown(figure: Figure, locale: str) -> str | None:
    """Return the figure as the reader sees it; None for 31 February or an amount of 20 digits."""
    try:
        return _formatted(figure, locale)
    except ValueError:
        return None


def _formatted(figure: Figure, locale: str) -> str | None:
    value = figure.value
    if figure.kind == "money" and figure.unit and isinstance(value, Decimal):
        known = is_currency(figure.unit) and value > 0
        return money(Money(value=value, currency=figure.unit), locale) if known else None
    if figure.kind == "date" and isinstance(value, PartialDate) and value.month and value.day:
        if value.year:
            return day(date(value.year, value.month, value.day), locale)
        return day_without_year(date(2000, value.month, value.day), locale)
    return None


def _places(name: str, folded: str, endings: range = range(1)) -> Iterator[tuple[int, int]]:
    """Yield where a folded name stands as a whole word, with an ending of one of these lengths."""
    start = folded.find(name)
    while start >= 0:
        bare = start + len(name)
        end = bare
        while _is_letter(folded[end : end + 1]):
            end += 1
        if end - bare in endings and not (start and _is_letter(folded[start - 1])):
            yield start, end
            start = folded.find(name, end)
        else:
            start = folded.find(name, start + 1)


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def _name_parts(incident: Incident) -> tuple[tuple[str, range], ...]:
    """Return the first and last names that may stand alone in free text, with their endings."""
    if incident.audience == "all_affected":
        return ()
    names = f"{incident.customer.name} {incident.sender.name}".split()
    parts = {part.strip(".,") for part in names}
    return tuple(
        _any_case(fold(part)) for part in sorted(parts) if len(part) > 2 and part[0].isupper()
    )


def _any_case(name: str) -> tuple[str, range]:
    """Return what stays of a folded name; Greek names change their ending with the case."""
    if "α" <= name[0] <= "ω":
        return (name[:-2] if len(name) > 5 else name[:-1]), range(1, 5)
    return name, range(1)


def _known_values(own: Sequence[Slot]) -> tuple[tuple[str, Slot], ...]:
    """Return each identity that free text may repeat, folded, the longest first."""
    identities = [slot for slot in own if slot.kind in {"name", "reference", "contact"}]
    identities = [slot for slot in identities if slot.name != "sender_title"]
    identities.sort(key=lambda slot: -len(slot.original))
    return tuple((fold(slot.original), slot) for slot in identities if len(slot.original) > 1)
