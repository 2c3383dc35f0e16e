"""Calendar dates, weekdays, month ends and days told from today."""

import re
from datetime import timedelta
from typing import Final

from recovery_ai.language import numeral
from recovery_ai.language.figure import PartialDate
from recovery_ai.language.lexicon import Lexicon
from recovery_ai.language.tokens import Reading, Tokens

_ISO: Final = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})\Z")
_DAY_MONTH_YEAR: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})\Z")
_DAY_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})\Z")
_YEARS: Final = range(1900, 2101)
_ON: Final = frozenset("on by dated due pada per".split())
# "Sejak minggu ini" is said of a week, not of a Sunday.
_OF_WEEKS: Final = frozenset("ini itu lalu depan kemarin berikutnya mendatang tersebut".split())
_HOURS: Final = range(25)
# "τις 3 που στείλατε": the number counts.
_COUNTING: Final = frozenset("σασ μασ μου που".split())
_NOT_TITLES: Final = frozenset("dear hi hello ms mr mrs miss dr".split())


def shaped(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read an all-figure date: "2026-05-02", "02/05/2026", "2.5.26", "11/2"."""
    word = tokens.at(at)
    if not 3 <= len(word) <= 10:
        return None
    if match := _ISO.match(word):
        return _reading(at, at + 1, *_possible(int(match[1]), [(int(match[3]), int(match[4]))]))
    if match := _DAY_MONTH_YEAR.match(word):
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        return _reading(at, at + 1, *_possible(year, _orders(match[1], match[3], lexicon)))
    if match := _DAY_MONTH.match(word):
        found = _possible(None, _orders(match[1], match[2], lexicon))
        sure = _cued(tokens, at, lexicon) or tokens.at(at - 1) in lexicon.calendar.day_cues
        return _reading(at, at + 1, *found, soft=not sure)
    return None


def _orders(first: str, second: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the month and day that two figures may mean in the order of the language."""
    a, b = int(first), int(second)
    day_first, month_first = (b, a), (a, b)
    if lexicon.calendar.day_first is None:
        return [day_first, month_first] if a != b else [day_first]
    return [day_first] if lexicon.calendar.day_first else [month_first]


def _possible(year: int | None, pairs: list[tuple[int, int]]) -> list[PartialDate]:
    """Return the readings that exist in the calendar."""
    leap = year or 2000
    found = [PartialDate(year, month, day) for month, day in pairs]
    return [day for day in found if PartialDate(leap, day.month, day.day).full()]


def _reading(first: int, stop: int, *found: PartialDate, soft: bool = False) -> Reading | None:
    """Return a date with one or several readings."""
    if not found:
        return None
    return Reading("date", found[0] if len(found) == 1 else found, None, first, stop, soft)


def from_day(tokens: Tokens, first: int, day: int, stop: int, lexicon: Lexicon) -> Reading | None:
    """Read a date from its day: "2 May", "4th of May 2026", "tanggal 4 Mei", "11 Φεβρουαρίου"."""
    if not 1 <= day <= 31:
        return None
    at = stop + (tokens.at(stop) in lexicon.calendar.of)
    month = _month(tokens, at, lexicon, short=True)
    if month is None and _this_month(tokens, stop, lexicon):
        return _reading(first, stop, PartialDate(None, None, day))
    if month is None or not _meant(tokens, at, first, lexicon):
        return None
    at += 1 + _stopped(tokens, at + 1)
    year, at = _year(tokens, at, lexicon)
    return _reading(first, at, PartialDate(year, month, day))


def _this_month(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether "of the month" follows a day, as in "του μηνός", "του ίδιου μήνα"."""
    there = at
    while tokens.at(there) in lexicon.calendar.end_fillers and there < at + 3:
        there += 1
    return there > at and tokens.at(there) in lexicon.calendar.month_words


def _meant(tokens: Tokens, at: int, first: int, lexicon: Lexicon) -> bool:
    """Tell whether a month name beside a number is the month and not the verb "may"."""
    if tokens.at(at) not in lexicon.calendar.doubtful or tokens.capital(at):
        return True
    return _cued(tokens, first, lexicon)


def _cued(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word before `at` announces a date."""
    word = tokens.at(at - 1)
    return word in lexicon.calendar.cues or word in _ON


def _stopped(tokens: Tokens, at: int) -> bool:
    """Tell whether the stop of a shortened month ("2 Feb. 2026") stands at `at`."""
    return tokens.at(at) == "." and tokens.at(at + 1)[:1].isdecimal()


def _month(tokens: Tokens, at: int, lexicon: Lexicon, short: bool) -> int | None:
    """Return the month named at `at`."""
    word = tokens.at(at)
    month = lexicon.calendar.months.get(word)
    return lexicon.calendar.short_months.get(word) if month is None and short else month


def _year(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[int | None, int]:
    """Return the year at `at`, a comma or a link word allowed before it, and where it stops."""
    there = at + (tokens.at(at) == "," or tokens.at(at) in lexicon.calendar.of)
    word = tokens.at(there)
    if word.isdecimal() and len(word) == 4 and int(word) in _YEARS:
        return int(word), there + 1
    short = tokens.at(there + 1)
    if word == "'" and short.isdecimal() and len(short) == 2:
        return 2000 + int(short), there + 2
    return None, at


def from_month(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read a date from its month: "May 4th, 2026", "May 2026", or the month alone."""
    month = _month(tokens, at, lexicon, short=True)
    if month is None:
        return None
    stop = at + 1 + _stopped(tokens, at + 1)
    whole = tokens.at(at) in lexicon.calendar.months
    year, end = _year(tokens, stop, lexicon)
    if year and (whole or tokens.capital(at)):
        return _reading(at, end, PartialDate(year, month))
    if dated := _month_then_day(tokens, at, stop, month, lexicon):
        return dated
    if whole and _alone(tokens, at, lexicon):
        passing = lexicon.language == "el" and not _due(tokens, at, lexicon)
        return _reading(at, at + 1, PartialDate(None, month), soft=passing)
    return None


def _due(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a bare month is a time and no attribute ("the books of September")."""
    before = tokens.at(at - 1)
    return before in lexicon.calendar.cues and before not in lexicon.calendar.of


def _month_then_day(
    tokens: Tokens, first: int, at: int, month: int, lexicon: Lexicon
) -> Reading | None:
    """Read "May 4", "May 4th" or "April the seventeenth"."""
    if lexicon.calendar.day_first:
        return None
    at += tokens.at(at) == "the"
    word = tokens.at(at)
    told = numeral.ordinal(tokens, at, lexicon)
    day, stop = (int(told.value), told.stop) if told else (0, at + 1)
    if not told and word.isdecimal() and len(word) <= 2:
        day = int(word)
    if not 1 <= day <= 31 or not (tokens.capital(first) or _cued(tokens, first, lexicon)):
        return None
    year, stop = _year(tokens, stop, lexicon)
    return _reading(first, stop, PartialDate(year, month, day))


def _alone(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a bare month or weekday name is meant as one, not as a verb or a name."""
    calendar = lexicon.calendar
    word, before, after = tokens.at(at), tokens.at(at - 1), tokens.at(at + 1)
    if lexicon.language == "el" and not tokens.capital(at):
        return False
    if before in calendar.cues and (tokens.capital(at) or word not in calendar.doubtful):
        return True
    named = tokens.capital(at + 1) and lexicon.content(after)
    if before in _NOT_TITLES or (named and lexicon.language == "en"):
        return False
    if word not in calendar.doubtful:
        return True
    return tokens.capital(at) and lexicon.content(after)


def from_weekday(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read a weekday with the date after it, or alone."""
    calendar = lexicon.calendar
    word = tokens.at(at)
    weekday = calendar.weekdays.get(word)
    named = weekday is not None
    if weekday is None and (weekday := calendar.short_weekdays.get(word)) is None:
        return None
    if dated := _after_weekday(tokens, at + 1, weekday, at, lexicon):
        return dated
    if not named:
        return None
    if lexicon.language == "el" and not tokens.capital(at):
        return None
    if word in calendar.doubtful and (
        tokens.at(at - 1) not in calendar.cues
        or (tokens.at(at + 1) in _OF_WEEKS and tokens.at(at - 1) != "hari")
    ):
        return None
    generic = word.endswith("s") and lexicon.language == "en"
    first = at - 1 if lexicon.language == "id" and tokens.at(at - 1) == "hari" else at
    return Reading("date", weekday, "weekday", first, at + 1, generic)


def _after_weekday(
    tokens: Tokens, at: int, weekday: int, first: int, lexicon: Lexicon
) -> Reading | None:
    """Read the date that follows a weekday, with or without comma and "the"."""
    at += tokens.at(at) == "."
    at += tokens.at(at) in (",", "(")
    at += tokens.at(at) in lexicon.calendar.day_cues
    word = tokens.at(at)
    if word[:1].isdecimal():
        found = shaped(tokens, at, lexicon)
        if not found and (told := _day(tokens, at, lexicon)):
            found = from_day(tokens, at, *told, lexicon)
            if not found and told[1] > at + 1:
                found = _reading(at, told[1], PartialDate(None, None, told[0]))
    elif told := _day(tokens, at, lexicon):
        found = from_day(tokens, at, *told, lexicon)
    else:
        found = from_month(tokens, at, lexicon)
    if found is None or not isinstance(found.value, PartialDate | tuple):
        return None
    days = found.value if isinstance(found.value, tuple) else (found.value,)
    if days[0].day is None:
        return None
    with_weekday = [PartialDate(day.year, day.month, day.day, weekday) for day in days]
    return _reading(first, found.stop, *with_weekday)


def _day(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the day of the month told at `at` in figures or as an ordinal, and where it stops."""
    if told := numeral.ordinal(tokens, at, lexicon):
        return int(told.value), told.stop
    word = tokens.at(at)
    return (int(word), at + 1) if word.isdecimal() and len(word) <= 2 else None


def day_alone(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read a day without its month: "the 4th", "tanggal 4"."""
    told = numeral.ordinal(tokens, at, lexicon)
    before = tokens.at(at - 1)
    if told and 1 <= told.value <= 31 and before in lexicon.calendar.day_cues:
        after = tokens.at(told.stop)
        ended = not lexicon.content(after)
        if ended if told.digits else (not after[:1].isalpha() and tokens.at(at - 2) in _ON):
            return _reading(at, told.stop, PartialDate(None, None, int(told.value)))
    word = tokens.at(at)
    cued = lexicon.language in ("id", "el") and before in lexicon.calendar.day_cues
    if not (cued and word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    day = PartialDate(None, None, int(word))
    if lexicon.language == "id":
        return _reading(at, at + 1, day)
    after = tokens.at(at + 1)
    if lexicon.content(after) or after in _COUNTING:
        return None
    # "στις 5" is the fifth or five o'clock.
    return Reading("date", day, "hour" if day.day in _HOURS else None, at, at + 1)


def year_alone(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read a bare year such as "in 2025", unless a noun follows that it counts."""
    word = tokens.at(at)
    if not (word.isdecimal() and len(word) == 4 and int(word) in _YEARS):
        return None
    counted = lexicon.content(tokens.at(at + 1))
    if counted and tokens.at(at - 1) not in lexicon.calendar.cues:
        return None
    return _reading(at, at + 1, PartialDate(int(word)))


def relative(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "tomorrow" and its like, as the day itself if the text's own day is known."""
    for phrase, told in lexicon.calendar.relative.items():
        if tokens.phrase(at, phrase):
            days, stop = int(told), at + len(phrase)
            # "Kemarin" is said of any day not long ago.
            passing = days == 0 or (days == -1 and lexicon.language == "id")
            if tokens.on is None:
                return Reading("date", days, "relative", at, stop, passing)
            day = PartialDate.of(tokens.on + timedelta(days=days))
            return Reading("date", day, None, at, stop, passing)
    return None


def month_end(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "end of the month", "akhir Mei", "τέλη Μαΐου"."""
    calendar = lexicon.calendar
    there = at + 1
    while tokens.at(there) in calendar.end_fillers and there < at + 4:
        there += 1
    month = _month(tokens, there, lexicon, short=False)
    if month is not None and (there > at + 1 or lexicon.language != "en"):
        year, stop = _year(tokens, there + 1, lexicon)
        return Reading("date", PartialDate(year, month), "month_end", at, stop)
    if tokens.at(there) not in calendar.month_words:
        there -= 1
        if tokens.at(there) not in calendar.month_words:
            return None
    here = PartialDate(tokens.on.year, tokens.on.month) if tokens.on else PartialDate()
    return Reading("date", here, "month_end", at, there + 1)
