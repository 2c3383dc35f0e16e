"""Lengths of time: "45 minutes", "three working days", "half an hour", "δυόμισι ώρες"."""

from decimal import Decimal
from typing import Final

from recovery_ai.language import numeral
from recovery_ai.language.figure import MINUTES
from recovery_ai.language.lexicon import Lexicon
from recovery_ai.language.numeral import Number
from recovery_ai.language.tokens import Reading, Tokens

_HALF: Final = Decimal("0.5")
_QUARTER: Final = Decimal("0.25")
_FULL_HOUR: Final = 60
# Words before "an hour" or "one day" that make it a measure and no figure of speech.
_MEASURING: Final = frozenset(
    "within after under than every per for in took take takes lasted last least only just nearly "
    "almost about over exactly by of selama dalam setelah hanya cuma sekitar hampir lebih εντοσ "
    "μετα σε για επι μονο περιπου σχεδον".split()
)
_INSTANTS: Final = frozenset({"second", "minute"})
_SMALLER: Final = {"week": "day", "day": "hour", "hour": "minute", "minute": "second"}
_SHORT: Final = frozenset("h hr hrs min mins sec secs".split())


def after(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read a duration from its number: "30-day", "two more weeks", "2 h 15 min", "3 hari kerja"."""
    found = _unit(tokens, number.stop, lexicon)
    if found is None:
        return None
    amount, unit, stop = found
    if tokens.at(stop - 1) in _SHORT and not number.digits:
        return None
    read = _whole(tokens, first, number.value * amount, unit, stop, lexicon)
    one = tokens.at(first) in lexicon.numerals.soft and read.value == MINUTES[unit]
    return read._replace(soft=_spoken(tokens, read)) if one else read


def with_article(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "an hour", "a full day" or "a fortnight" from its noun; such phrases are mostly soft."""
    amounts = lexicon.amounts
    first = at - 1
    while tokens.at(first) in amounts.fillers or tokens.at(first) in amounts.working:
        first -= 1
        if first < at - 3:
            return None
    fused = tokens.at(at) in amounts.fixed
    if tokens.at(first) not in amounts.articles:
        if not fused or lexicon.language == "en":
            return None
        first = at
    found = _unit(tokens, first + (first < at), lexicon)
    if found is None or tokens.at(at) in _SHORT:
        return None
    amount, unit, stop = found
    read = _whole(tokens, first, amount, unit, stop, lexicon)
    plain = read.stop == stop and not (fused and amount > 1)
    return read._replace(soft=plain and _spoken(tokens, read))


def _spoken(tokens: Tokens, read: Reading) -> bool:
    """Tell whether "an hour" or "one day" is a way of speaking rather than a measure."""
    return read.unit in _INSTANTS or tokens.at(read.first - 1) not in _MEASURING


def part(tokens: Tokens, first: int, share: Decimal, stop: int, lexicon: Lexicon) -> Reading | None:
    """Read "half an hour" or "three quarters of an hour" once the fraction is known."""
    at = stop + (tokens.at(stop) == "-")
    links = lexicon.amounts.unit_links
    while tokens.at(at) in links and at < stop + 3:
        at += 1
    unit = lexicon.amounts.units.get(tokens.at(at))
    if unit is None or tokens.at(at) in _SHORT:
        return None
    return Reading("duration", share * MINUTES[unit], unit, first, at + 1)


def _unit(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Decimal, str, int] | None:
    """Return the unit at `at`, how many of it the noun holds, and where it stops."""
    amounts = lexicon.amounts
    limit = at + 3
    working = False
    while at < limit and (
        tokens.at(at) in amounts.fillers
        or tokens.at(at) in amounts.working
        or (tokens.at(at) == "-" and tokens.glued(at))
    ):
        working |= tokens.at(at) in amounts.working
        at += 1
    word = tokens.at(at)
    amount, unit = amounts.fixed.get(word, (Decimal(1), amounts.units.get(word, "")))
    if not unit:
        # "πέντε εργάσιμες" needs no noun.
        bare = working and lexicon.language == "el"
        return (Decimal(1), "working_day", at) if bare else None
    if unit == "day" and tokens.at(at + 1) in amounts.working and lexicon.language == "id":
        working, at = True, at + 1
    return amount, "working_day" if working and unit == "day" else unit, at + 1


def _whole(
    tokens: Tokens, first: int, number: Decimal, unit: str, stop: int, lexicon: Lexicon
) -> Reading:
    """Add what follows the unit: "and a half", "and a quarter", "and forty minutes"."""
    minutes = number * MINUTES[unit]
    half = tokens.longest(stop, lexicon.numerals.halves)
    if half > stop:
        return Reading("duration", minutes + _HALF * MINUTES[unit], unit, first, half)
    joint = tokens.at(stop) in lexicon.amounts.joiners
    at = stop + (joint or (tokens.at(stop) == "," and unit == "hour"))
    if joint and tokens.at(at) in lexicon.amounts.articles:
        at += 1
    if joint and tokens.at(at) in lexicon.clock.quarter:
        return Reading("duration", minutes + _QUARTER * MINUTES[unit], unit, first, at + 1)
    rest = numeral.read(tokens, at, lexicon)
    count, there = (rest.value, rest.stop) if rest else (Decimal(1), at)
    share = lexicon.numerals.fractions.get(tokens.at(there))
    if share and lexicon.language == "id":
        return Reading("duration", minutes + count * share * MINUTES[unit], unit, first, there + 1)
    if rest and tokens.at(stop - 1) == "h" and tokens.glued(at) and rest.value < _FULL_HOUR:
        return Reading("duration", minutes + rest.value, unit, first, rest.stop)
    found = _unit(tokens, rest.stop, lexicon) if rest else None
    if rest and found and found[1] == _SMALLER.get(unit):
        minutes += rest.value * found[0] * MINUTES[found[1]]
        return Reading("duration", minutes, unit, first, found[2])
    return Reading("duration", minutes, unit, first, stop)
