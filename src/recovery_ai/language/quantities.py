"""What a number stands for: a date, an amount, a share, occasions, a measure, things counted."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import Final

from recovery_ai.language import clock, dates, durations, money, numeral, references, shares
from recovery_ai.language.lexicon import Lexicon
from recovery_ai.language.lexicons import lexicon_of
from recovery_ai.language.numeral import Number
from recovery_ai.language.tokens import Reading, Tokens
from recovery_ai.language.words import stem

Tail = Callable[[Tokens, int, Number, Lexicon], Reading | None]

_MEASURES: Final = {
    "km": "km", "m": "m", "cm": "cm", "mm": "mm", "kg": "kg", "g": "g", "ml": "ml", "l": "l",
    "gb": "gb", "mb": "mb", "tb": "tb", "kb": "kb", "mbps": "mbps", "gbps": "gbps", "kwh": "kwh",
    "mi": "mile", "ft": "ft", "°": "degree", "x": "time", "×": "time",
}  # fmt: skip
_IDIOMS: Final = frozenset({"24/7", "9/11"})
_DOZEN: Final = 10
# "Τα διακόσια επιστρέφονται": a verb is not what is counted.
_VERBAL: Final = ("εται", "ονται", "αται", "ωνται", "ουνται")
# "5G" and "3M" are names.
_GENERATIONS: Final = ("G", "M")


def from_digits(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read the figure that begins with digits at `at`."""
    within = tokens.glued(at) and tokens.at(at - 1) != "t"
    if within and (name := references.labelled(tokens, at, lexicon)):
        return name
    word = tokens.at(at)
    if word in _IDIOMS:
        return Reading("count", Decimal(word.partition("/")[0]), None, at, at + 1, True)
    found = None
    if len(word) > 2 and not word.isdecimal():
        found = _shaped(tokens, at, lexicon)
    if found := (
        found
        or _spaced(tokens, at, lexicon)
        or references.phone(tokens, at)
        or references.numbered(tokens, at, lexicon)
    ):
        return found
    number = numeral.read(tokens, at, lexicon)
    if number is None:
        return references.suffixed(tokens, at) or Reading("reference", word, None, at, at + 1)
    return from_number(tokens, at, number, lexicon)


def _spaced(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read an amount whose thousands stand apart: "1 250,50 EUR"."""
    if len(tokens.at(at)) > 3 or not tokens.at(at + 1)[:1].isdecimal():
        return None
    number = numeral.read(tokens, at, lexicon, grouped=True)
    if number is None or number.stop == at + 1:
        return None
    return money.after(tokens, at, number, lexicon)


def _shaped(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read what the signs inside a figure tell: a share, a date, a time."""
    before = tokens.at(at - 1)
    # "από 1/4" is the first of April.
    dated = before in lexicon.clock.far_cues or before in lexicon.calendar.day_cues
    return (
        (None if dated and lexicon.language == "el" else shares.written(tokens, at, lexicon))
        or dates.shaped(tokens, at, lexicon)
        or clock.shaped(tokens, at, lexicon)
    )


def from_word(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read the figure that begins with a number word at `at`."""
    number = numeral.ordinal(tokens, at, lexicon)
    if number:
        return _ordinal(tokens, at, number, lexicon)
    number = numeral.read(tokens, at, lexicon)
    return from_number(tokens, at, number, lexicon) if number else None


def from_scale(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "a hundred pounds" from its scale word."""
    number = numeral.lone_scale(tokens, at, lexicon)
    return from_number(tokens, at - 1, number, lexicon) if number else None


def from_collective(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "a dozen" or "both"."""
    value = lexicon.numerals.collectives.get(tokens.at(at), 0)
    first = at - (tokens.at(at - 1) in lexicon.amounts.articles)
    number = Number(Decimal(value), at + 1, False)
    found = from_number(tokens, first, number, lexicon)
    return found._replace(soft=True) if value < 10 else found


def from_multiple(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "twice" and "once"."""
    word = tokens.at(at)
    value = lexicon.numerals.multiples[word]
    return Reading("count", Decimal(value), "time", at, at + 1, word in lexicon.numerals.soft)


def from_number(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading:
    """Return what a number stands for, judged by what stands around it; a count if nothing else."""
    after = tokens.at(number.stop)
    suffixed = number.digits and after in lexicon.numerals.ordinal_suffixes
    if suffixed and (ordinal := numeral.ordinal(tokens, first, lexicon)):
        return _ordinal(tokens, first, ordinal, lexicon)
    if after == "(":
        number = _confirmed(tokens, number, lexicon)
    before = tokens.at(first - 1)
    if before in lexicon.calendar.day_cues and lexicon.language == "id":
        day = _dated(tokens, first, number, lexicon) or dates.day_alone(tokens, first, lexicon)
        if day:
            return day
    readers = _followed(lexicon.language).get(tokens.at(number.stop), ())
    if before in lexicon.clock.cues or before in lexicon.clock.weak_cues:
        readers = (*readers, _timed)
    for reader in readers:
        if found := reader(tokens, first, number, lexicon):
            return found
    return dates.day_alone(tokens, first, lexicon) or _bare(tokens, first, number, lexicon)


def _confirmed(tokens: Tokens, number: Number, lexicon: Lexicon) -> Number:
    """Step over the same number in words and brackets, as in "30 (thirty) days"."""
    again = numeral.read(tokens, number.stop + 1, lexicon)
    if again is None or again.value != number.value or tokens.at(again.stop) != ")":
        return number
    return Number(number.value, again.stop + 1, number.digits)


@cache
def _followed(language: str) -> dict[str, tuple[Tail, ...]]:
    """Return, for each word that may follow a number, the readers to ask in turn."""
    lexicon = lexicon_of(language)
    calendar, hours, amounts = lexicon.calendar, lexicon.clock, lexicon.amounts
    spoken = {phrase[0] for phrase in hours.oclock} | {phrase[0] for _, phrase in hours.halves}
    units = {*amounts.units, *amounts.fixed, *amounts.fillers, *amounts.working}
    hyphen = {"-"}
    opened: tuple[tuple[Tail, Iterable[str]], ...] = (
        (_dated, {*calendar.months, *calendar.short_months, *calendar.of}),
        (_timed, spoken | hours.past | hours.to | clock.ZONES | clock.MINUTES),
        (clock.at_moment, {phrase[0] for phrase in hours.moments}),
        (money.after, money.FOLLOWERS | set(amounts.currencies) | set(amounts.minor) | hyphen),
        (money.after, lexicon.numerals.short_scales),
        (shares.percent, {"%", "٪", *(phrase[0] for phrase in amounts.percent)} | hyphen),
        (durations.after, units | hyphen),
        (shares.counted, {*lexicon.numerals.fractions} | hyphen),
        (_occasions, amounts.times),
        (_dozens, lexicon.numerals.collectives),
        (_measure, {*_MEASURES, *amounts.measures} | hyphen),
    )
    readers: dict[str, tuple[Tail, ...]] = {}
    for reader, words in opened:
        for word in words:
            if reader not in (known := readers.get(word, ())):
                readers[word] = (*known, reader)
    return readers


def _dated(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read a date from its day; English writes it in figures or as an ordinal."""
    if number.value % 1 or not (number.digits or lexicon.language in ("id", "el")):
        return None
    return dates.from_day(tokens, first, int(number.value), number.stop, lexicon)


def _timed(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read a time that its own words or a sure cue announce."""
    return clock.after_number(tokens, first, number, lexicon, weak=False)


def _occasions(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read "six times", "dua kali", "δύο φορές"; "dua kali lipat" is a ratio."""
    stop = number.stop
    if tokens.at(stop) not in lexicon.amounts.times:
        return None
    if tokens.at(stop + 1) == "lipat":
        return Reading("ratio", number.value, None, first, stop + 2)
    return Reading("count", number.value, "time", first, stop + 1, _soft(tokens, first, lexicon))


def _measure(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read "14 km", "five kilometres", "2GB"."""
    stop = number.stop + (tokens.at(number.stop) == "-")
    word = tokens.at(stop)
    unit = lexicon.amounts.measures.get(word) or (_MEASURES.get(word) if number.digits else None)
    if len(word) == 1 and tokens.written(stop) in _GENERATIONS:
        return None
    return Reading("count", number.value, unit, first, stop + 1) if unit else None


def _ordinal(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading:
    """Read "seventeenth of April" as a date, any other ordinal with the noun after it."""
    if dated := dates.from_day(tokens, first, int(number.value), number.stop, lexicon):
        return dated
    if dated := dates.day_alone(tokens, first, lexicon):
        return dated
    before = tokens.at(first - 1)
    # "Kilometer ke-8": what is numbered stands before.
    measured = lexicon.amounts.measures.get(before) if lexicon.language == "id" else None
    unit = measured or _noun(tokens, number.stop, lexicon)
    soft = tokens.at(first) in lexicon.numerals.soft or unit == "parti"
    return Reading("ordinal", number.value, unit, first, number.stop, soft)


def _dozens(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read "three dozen rolls"."""
    dozen = lexicon.numerals.collectives[tokens.at(number.stop)]
    if dozen < _DOZEN:
        return None
    whole = Number(number.value * dozen, number.stop + 1, number.digits)
    return from_number(tokens, first, whole, lexicon)


def _bare(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading:
    """Read a number without a unit: an hour after "at", a year, a name, or a count."""
    unit = _noun(tokens, number.stop, lexicon)
    if unit is None and (timed := clock.after_number(tokens, first, number, lexicon, weak=True)):
        return timed
    if number.digits:
        if named := _named(tokens, first, number, lexicon):
            return named
        if scale := _scale(tokens, number, lexicon):
            number = Number(number.value * scale, number.stop + 1, True)
            unit = _noun(tokens, number.stop, lexicon)
    unit = unit or _label(tokens, first, lexicon)
    return Reading("count", number.value, unit, first, number.stop, _soft(tokens, first, lexicon))


def _scale(tokens: Tokens, number: Number, lexicon: Lexicon) -> int:
    """Return the scale of a letter glued to a figure, as in "10k members"; 0 if there is none."""
    letter = tokens.at(number.stop)
    told = tokens.glued(number.stop) and letter != "m"
    return lexicon.numerals.short_scales.get(letter, 0) if told else 0


def _named(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read a year, or a name written with figures: "in 2025", "3D", "BA 2490"."""
    stop = number.stop
    if stop == first + 1 and (year := dates.year_alone(tokens, first, lexicon)):
        return year
    if tokens.glued(stop) and tokens.at(stop)[:1].isalpha():
        return None if _scale(tokens, number, lexicon) else references.suffixed(tokens, first)
    return references.coded(tokens, first)


def _soft(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Tell whether the number word is mostly an idiom, or part of a name ("Forno Nine")."""
    named = tokens.capital(first) and tokens.capital(first - 1) and tokens.at(first)[:1].isalpha()
    return named or tokens.at(first) in lexicon.numerals.soft


def _noun(tokens: Tokens, at: int, lexicon: Lexicon) -> str | None:
    """Return the stem of the content word right after a number."""
    at += tokens.at(at) == "-" and tokens.glued(at)
    word = tokens.at(at)
    if lexicon.language == "el" and word.endswith(_VERBAL):
        return None
    return stem(word, lexicon.language) if lexicon.content(word) else None


def _label(tokens: Tokens, first: int, lexicon: Lexicon) -> str | None:
    """Return the stem of the noun that the number names: "room 12", "week three"."""
    word = tokens.at(first - 1)
    if word not in lexicon.amounts.labels:
        return None
    return lexicon.amounts.units.get(word) or stem(word, lexicon.language)
