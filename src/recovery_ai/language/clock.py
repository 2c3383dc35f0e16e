"""Times of day: "17:05", "5 pm", "pukul 08.15", "half past five", "πέντε και μισή"."""

import re
from datetime import time
from decimal import Decimal
from typing import Final

from recovery_ai.language import numeral
from recovery_ai.language.lexicon import Lexicon
from recovery_ai.language.numeral import Number
from recovery_ai.language.tokens import Reading, Tokens

_SHAPE: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?\Z")
ZONES: Final = frozenset(
    "utc gmt cet cest eet eest bst ist wib wita wit est edt pst pdt cst hrs".split()
)
_AT: Final = frozenset("at by until till before around about since from was is".split())
# Words before "setengah enam" that make it an hour.
_FROM: Final = frozenset("dari sejak sampai hingga sebelum sekitar mulai".split())
_HALF_HOUR: Final = Decimal("0.5")
_NOON: Final = 12
_FIVES: Final = (5, 10, 20, 25)
_SIGNS: Final = frozenset("%£€$¥")
# The hours that each half of the day moves past noon; "11 siang" is still before it.
_LATER: Final = {"pm": range(12), "midday": range(10), "night": range(6, 12)}
_LATER_DAY: Final = frozenset("next following last sharp precisely exactly".split())
MINUTES: Final = frozenset("minute minutes menit λεπτα".split())


def shaped(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "09:10", or "9.10" where a word beside it says that it is a time."""
    word = tokens.at(at)
    match = _SHAPE.match(word)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    if hour > 24 or minute > 59:
        return None
    half, stop = _half(tokens, at + 1, lexicon)
    zoned = tokens.at(stop) in ZONES
    cued = _cued(tokens, at, lexicon) or _weakly_cued(tokens, at, lexicon)
    cued |= _ends_range(tokens, at, lexicon)
    cued &= tokens.at(stop) != "%"
    if ":" not in word and not (half or zoned or cued or _dotted_style(tokens, at, lexicon)):
        return None
    stop = _offset(tokens, at, stop + zoned)
    sure = bool(half) or word.startswith("0") or hour > 12 or hour == 0
    return _time(hour, minute, half, sure, _first(tokens, at, lexicon), stop)


def _ends_range(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a time stands before, as in "pukul 18.05 sampai 18.52"."""
    amounts = lexicon.amounts
    linked = tokens.at(at - 1) in amounts.ranges or tokens.at(at - 1) in amounts.lists
    return linked and bool(_SHAPE.match(tokens.at(at - 2))) and _cued(tokens, at - 2, lexicon)


def _dotted_style(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether "17.00" is a time: the decimal sign is a comma and nothing is counted."""
    after = tokens.at(at + 1)
    if not lexicon.clock.hour_first or after in _SIGNS:
        return False
    return not lexicon.content(after)


def after_number(
    tokens: Tokens, first: int, number: Number, lexicon: Lexicon, weak: bool
) -> Reading | None:
    """Read a time from its hour, or from its minutes in "twenty past five".

    With `weak` a word such as "at" before the hour is enough; use it when nothing else fits.
    """
    value = int(number.value)
    half_told = lexicon.clock.hour_first and not number.digits and number.value % 1 == _HALF_HOUR
    if value > 59 or (number.value % 1 and not half_told):
        return None
    if not lexicon.clock.hour_first and (told := _minutes_first(tokens, first, number, lexicon)):
        return told
    if value > 24 or _article(tokens, first, number.stop, lexicon):
        return None
    cue = _cued(tokens, first, lexicon)
    hour, minute, stop = value, 0, number.stop
    if lexicon.clock.hour_first and (cue or _weakly_cued(tokens, first, lexicon)):
        hour, minute, stop = (
            (value, 30, number.stop) if half_told else _with_minutes(tokens, number, lexicon)
        )
    elif half_told:
        return None
    oclock = tokens.longest(stop, lexicon.clock.oclock)
    half, end = _half(tokens, oclock, lexicon)
    told_so = oclock > stop or end > oclock or minute or stop > number.stop
    if not (told_so or cue or (weak and _weakly_cued(tokens, first, lexicon))):
        return None
    end += tokens.at(end) in ZONES
    sure = bool(half) or hour > 12 or hour == 0
    return _time(hour, minute, half, sure, _first(tokens, first, lexicon), end)


def spoken(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "half past five" or "quarter to six" from its first word, or "setengah enam"."""
    clock = lexicon.clock
    word = tokens.at(at)
    half = word in clock.half_past
    if clock.half_before:
        number = numeral.read(tokens, at + 1, lexicon) if half else None
        if number is None or not 1 <= number.value <= 12:
            return None
        cued = _cued(tokens, at, lexicon) or _half(tokens, number.stop, lexicon)[0]
        after = tokens.at(number.stop)
        from_then = tokens.at(at - 1) in _FROM and not lexicon.content(after)
        if not (cued or from_then) or after in lexicon.amounts.units:
            return None
        hour = (int(number.value) - 1) % 12 or 12
        return _clocked(tokens, at, number.stop, hour, 30, lexicon)
    if clock.hour_first or not (half or word in clock.quarter):
        return None
    to = tokens.at(at + 1) in clock.to and not half
    if not (to or tokens.at(at + 1) in clock.past):
        return None
    first = at - 1 if tokens.at(at - 1) in lexicon.amounts.articles else at
    return _toward(tokens, first, at + 2, 30 if half else 15, to, lexicon)


def moment(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read noon and midnight."""
    for phrase, told in lexicon.clock.moments.items():
        if tokens.phrase(at, phrase):
            return Reading("time", time.fromisoformat(told), "24h", at, at + len(phrase))
    return None


def at_moment(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read "12 noon" from its number."""
    told = moment(tokens, number.stop, lexicon)
    return told._replace(first=first) if told and number.value == _NOON else None


def cue(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read the time that a cue word such as "pukul" opens."""
    there = at + 2 if tokens.at(at + 1) == "." else at + 1
    if read := shaped(tokens, there, lexicon):
        return read
    if tokens.at(there) in lexicon.clock.half_past:
        return spoken(tokens, there, lexicon)
    number = numeral.read(tokens, there, lexicon)
    return after_number(tokens, there, number, lexicon, weak=False) if number else None


def _article(tokens: Tokens, at: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether "one" is the article of a noun, as in "εκείνη την ώρα ένας συνάδελφος"."""
    return tokens.at(at) in lexicon.amounts.articles and lexicon.content(tokens.at(stop))


def _cued(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a sure cue stands before the hour."""
    return tokens.at(at - 1) in lexicon.clock.cues


def _weakly_cued(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word such as "at" stands before the hour."""
    before = tokens.at(at - 1)
    if before in lexicon.clock.weak_cues:
        return True
    return before in lexicon.calendar.day_cues and tokens.at(at - 2) in lexicon.clock.far_cues


def _first(tokens: Tokens, at: int, lexicon: Lexicon) -> int:
    """Return where the figure begins, a sure cue included."""
    return at - 1 if _cued(tokens, at, lexicon) else at


def _minutes_first(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read "twenty past five", "ten to midnight" and, after a word such as "at", "ten to six"."""
    if not 1 <= number.value <= 59:
        return None
    link = number.stop + (tokens.at(number.stop) in MINUTES)
    fives = link > number.stop or number.value in _FIVES
    sure = tokens.at(first - 1) in _AT or moment(tokens, link + 1, lexicon) is not None
    to = fives and tokens.at(link) in lexicon.clock.to and sure
    if not (to or tokens.at(link) in lexicon.clock.past):
        return None
    return _toward(tokens, first, link + 1, int(number.value), to, lexicon)


def _toward(
    tokens: Tokens, first: int, at: int, minutes: int, to: bool, lexicon: Lexicon
) -> Reading | None:
    """Return the time so many minutes past or to the hour that stands at `at`."""
    number = numeral.read(tokens, at, lexicon)
    if number is None and (named := moment(tokens, at, lexicon)) and isinstance(named.value, time):
        hour = named.value.hour or 24
        early = hour - to, 60 - minutes if to else minutes
        return _time(*early, "", True, first, named.stop)
    if number is None or not 1 <= number.value <= 24 or number.value % 1:
        return None
    if _counts(tokens, number.stop, lexicon):
        return None
    hour = int(number.value)
    return _clocked(tokens, first, number.stop, hour - to, 60 - minutes if to else minutes, lexicon)


def _counts(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the word at `at` is one that a number counts, so that no hour is meant."""
    word = tokens.at(at)
    if word in _LATER_DAY:
        return False
    if word == "-" or word in _SIGNS or word in lexicon.amounts.units:
        return True
    clocked = tokens.longest(at, lexicon.clock.oclock) > at or _half(tokens, at, lexicon)[0]
    return lexicon.content(word) and not clocked and word not in ZONES


def _with_minutes(tokens: Tokens, number: Number, lexicon: Lexicon) -> tuple[int, int, int]:
    """Return hour, minutes and stop of "πέντε και μισή" or "lima kurang sepuluh"."""
    clock = lexicon.clock
    hour, stop = int(number.value), number.stop
    to = tokens.at(stop) in clock.to
    if not (to or tokens.at(stop) in clock.past):
        return hour, 0, stop
    word = tokens.at(stop + 1)
    if word in clock.quarter or word in clock.half_past:
        minutes, after = (15 if word in clock.quarter else 30), stop + 2
    else:
        told = numeral.read(tokens, stop + 1, lexicon)
        if told is None or not 1 <= told.value <= 59 or told.value % 1:
            return hour, 0, stop
        minutes, after = int(told.value), told.stop
        after += tokens.at(after) in MINUTES
    return (hour - 1, 60 - minutes, after) if to else (hour, minutes, after)


def _clocked(
    tokens: Tokens, first: int, stop: int, hour: int, minute: int, lexicon: Lexicon
) -> Reading | None:
    """Return a spoken time with the half of the day that may follow it."""
    stop = tokens.longest(stop, lexicon.clock.oclock)
    half, stop = _half(tokens, stop, lexicon)
    stop += tokens.at(stop) in ZONES
    return _time(hour, minute, half, bool(half) or hour > 12, first, stop)


def _half(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[str, int]:
    """Return the half of the day told at `at`, empty if none is, and where that stops."""
    clock = lexicon.clock
    for name, phrase in clock.halves:
        if phrase[0] == tokens.at(at) and (stop := _dotted(tokens, at, phrase)) > at:
            return name, stop
    return "", at


def _dotted(tokens: Tokens, at: int, phrase: tuple[str, ...]) -> int:
    """Return where `phrase` stops, each single letter with or without a stop; `at` if not there."""
    here = at
    for word in phrase:
        if tokens.at(here) != word:
            return at
        here += 1
        if len(word) == 1 and tokens.at(here) == "." and tokens.glued(here):
            here += 1
    return here


def _offset(tokens: Tokens, at: int, stop: int) -> int:
    """Step over the zone of an ISO moment ("T18:00:00+02:00")."""
    if tokens.at(at - 1) != "t" or not tokens.glued(stop):
        return stop
    if tokens.at(stop) in ("+", "-") and tokens.glued(stop + 1):
        return stop + 2
    return stop + (tokens.at(stop) == "z")


def _time(hour: int, minute: int, half: str, sure: bool, first: int, stop: int) -> Reading | None:
    """Return the reading for an hour told with or without its half of the day."""
    if hour in _LATER.get(half, ()):
        hour += 12
    elif half in ("am", "night") and hour == 12:
        hour = 0
    value = time(hour % 24, minute % 60)
    return Reading("time", value, "24h" if sure else "12h", first, stop)
