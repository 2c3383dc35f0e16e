"""Numbers as digits and as words, ordinals and fractions included."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from recovery_ai.language.lexicon import FRACTION_SIGNS, Lexicon, Numerals
from recovery_ai.language.tokens import Tokens

_HALF: Final = Decimal("0.5")
_SIGN: Final = re.compile(r"[.,']")
_THREE: Final = re.compile(r"[0-9]{3}(?![0-9])")
_HARD_SPACES: Final = ("\u00a0", "\u202f", "\u2009")
_LONGEST: Final = 15
_FUSED: Final = frozenset({Decimal(10**3), Decimal(10**6)})


class Number(NamedTuple):
    """A number and where it stops; `digits` tells whether it was written in figures."""

    value: Decimal
    stop: int
    digits: bool


def literal(token: str, decimal: str, grouped: bool = False) -> Decimal | None:
    """Return the value of a written figure, or None if it is no plain number.

    A single sign before exactly three digits groups thousands unless it is the decimal sign of
    the language; with `grouped` it always does, since amounts have no three decimals.
    """
    if len(token) > _LONGEST * 2:
        return None
    if token.isdecimal():
        return Decimal(token) if len(token) <= _LONGEST else None
    whole, _, part = token.partition(".")
    if len(part) == 2 and part.isdecimal() and whole.isdecimal():
        return Decimal(token)
    head, *tail = _SIGN.split(token)
    if not head.isdecimal() or not all(part.isdecimal() for part in tail):
        return None
    signs = _SIGN.findall(token)
    if len(set(signs)) == 1:
        in_groups = len(head) <= 3 and head != "0" and _in_groups(tail)
        if in_groups and (len(tail) > 1 or grouped or signs[0] != decimal):
            return Decimal(head + "".join(tail))
        return Decimal(f"{head}.{tail[0]}") if len(tail) == 1 else None
    if signs[-1] not in signs[:-1] and len(set(signs[:-1])) == 1 and _in_groups(tail[:-1]):
        return Decimal(f"{head}{''.join(tail[:-1])}.{tail[-1]}")
    return None


def _in_groups(parts: list[str]) -> bool:
    """Tell whether these are thousands groups, by threes or, before the last, by twos."""
    return len(parts[-1]) == 3 and all(len(part) in (2, 3) for part in parts)


def read(tokens: Tokens, at: int, lexicon: Lexicon, grouped: bool = False) -> Number | None:
    """Return the cardinal that begins at `at`, in digits or words, with halves and scales."""
    numerals = lexicon.numerals
    word = tokens.at(at)
    if word[:1].isdecimal():
        number = _written(tokens, at, numerals.decimal, grouped)
    elif word in numerals.numbers:
        number = _words(tokens, at, numerals)
    else:
        return Number(FRACTION_SIGNS[word], at + 1, True) if word in FRACTION_SIGNS else None
    if number is None or tokens.at(number.stop) not in numerals.continuing:
        return number
    return _scaled(tokens, _halved(tokens, number, numerals), numerals)


def _written(tokens: Tokens, at: int, decimal: str, grouped: bool) -> Number | None:
    """Return the number in figures; a non-breaking space may group its thousands.

    With `grouped` a plain space may, too, since two amounts do not stand side by side.
    """
    word, stop = tokens.at(at), at + 1
    spaces = (*_HARD_SPACES, " ") if grouped else _HARD_SPACES
    while word.isdecimal() and _THREE.match(tokens.at(stop)):
        begins = stop == at + 1 and len(word) > 3
        if begins or tokens.original[tokens.end(stop - 1) : tokens.start(stop)] not in spaces:
            break
        word, stop = word + tokens.at(stop), stop + 1
    value = literal(word, decimal, grouped)
    return None if value is None else Number(value, stop, True)


def _halved(tokens: Tokens, number: Number, numerals: Numerals) -> Number:
    """Add "and a half" or a fraction sign."""
    value, stop, digits = number
    if tokens.at(stop) in FRACTION_SIGNS and digits:
        return Number(value + FRACTION_SIGNS[tokens.at(stop)], stop + 1, True)
    half = tokens.longest(stop, numerals.halves)
    return Number(value + _HALF, half, digits) if half > stop else number


def _scaled(tokens: Tokens, number: Number, numerals: Numerals) -> Number:
    """Multiply by the scale words that follow a figure or a half."""
    value, stop, digits = number
    while (scale := numerals.scales.get(tokens.at(stop))) and value < scale:
        value, stop = value * scale, stop + 1
    return Number(value, stop, digits)


def _room(value: Decimal) -> Decimal:
    """Return the bound below which another number may still be added ("twenty" + "one")."""
    for size in (1000, 100):
        if value >= size:
            return Decimal(size)
    return Decimal(10 if value >= 20 and value % 10 == 0 else 1)


def _words(tokens: Tokens, at: int, numerals: Numerals) -> Number | None:
    """Return the number spelled out from `at`, without halves."""
    total = section = last = Decimal(0)
    room: Decimal | None = None
    stop = at
    while True:
        here = _skip_joint(tokens, stop, numerals, section) if stop > at else at
        word = tokens.at(here)
        value = numerals.numbers.get(word)
        if value in _FUSED and not section and (room is None or value < room):
            # "Sejuta" is number and scale in one: "sejuta lima ratus ribu".
            total, room = total + value, value
        elif value is not None and (room is None or 0 < value < room):
            section, last, room = section + value, value, _room(value)
        elif word in numerals.teens and 1 <= last <= 9:
            section, last, room = section + 10, last + 10, Decimal(1)
        elif (factor := numerals.multipliers.get(word)) and 1 <= last < factor:
            section, room = section - last + last * factor, Decimal(factor)
            last = Decimal(0)
        elif (scale := numerals.scales.get(word)) and 0 < section < scale and room != scale:
            total, section, last, room = (
                total + section * scale,
                Decimal(0),
                Decimal(0),
                Decimal(scale),
            )
        else:
            break
        stop = here + 1
    return Number(total + section, stop, False) if stop > at else None


def _skip_joint(tokens: Tokens, at: int, numerals: Numerals, section: Decimal) -> int:
    """Step over the hyphen of "twenty-one" or the "and" of "one hundred and one"."""
    word = tokens.at(at)
    if word == "-" and tokens.glued(at) and tokens.glued(at + 1):
        return at + 1
    follows = numerals.numbers.get(tokens.at(at + 1))
    if word in numerals.joiners and follows is not None and (section >= 100 or section == 0):
        return at + 1
    return at


def lone_scale(tokens: Tokens, at: int, lexicon: Lexicon) -> Number | None:
    """Return the number of "a hundred" or "a thousand two hundred" from its scale word."""
    numerals = lexicon.numerals
    word = tokens.at(at)
    value = numerals.multipliers.get(word) or numerals.scales.get(word)
    if not value or tokens.at(at - 1) not in lexicon.amounts.articles:
        return None
    rest = at + 1
    if tokens.at(rest) in numerals.joiners:
        rest += 1
    more = _words(tokens, rest, numerals)
    if more and more.value < value:
        return Number(value + more.value, more.stop, False)
    return _scaled(tokens, Number(Decimal(value), at + 1, False), numerals)


def ordinal(tokens: Tokens, at: int, lexicon: Lexicon) -> Number | None:
    """Return the ordinal that begins at `at`: "third", "twenty-first", "80th", "ke-3"."""
    numerals = lexicon.numerals
    word = tokens.at(at)
    if word.isdecimal() and len(word) <= 4:
        suffixed = tokens.glued(at + 1) and tokens.at(at + 1) in numerals.ordinal_suffixes
        return Number(Decimal(word), at + 2, True) if suffixed else None
    if word in numerals.ordinals:
        return Number(Decimal(numerals.ordinals[word]), at + 1, False)
    if numerals.ordinal_prefix and word == numerals.ordinal_prefix:
        there = at + 2 if tokens.at(at + 1) == "-" else at + 1
        figure = tokens.at(there)
        if tokens.glued(there) and figure.isdecimal() and len(figure) <= 4:
            return Number(Decimal(figure), there + 1, True)
        return None
    tens = numerals.numbers.get(word)
    if tens is None or tens < 20:
        return None
    last = at + 2 if tokens.at(at + 1) == "-" else at + 1
    unit = numerals.ordinals.get(tokens.at(last), 10)
    return Number(tens + unit, last + 1, False) if unit < 10 else None
