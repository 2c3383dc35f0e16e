"""Shares of a whole: "20%", "half the price", "two thirds", "3/4 of", "threefold"."""

from decimal import Decimal
from typing import Final

from recovery_ai.language import clock, durations
from recovery_ai.language.lexicon import Lexicon
from recovery_ai.language.numeral import Number
from recovery_ai.language.tokens import Reading, Tokens

_PARTITIVES: Final = ("of", "dari", "του", "τησ", "των")
_WRITTEN: Final = frozenset("1/2 1/3 2/3 1/4 3/4 1/5 1/10".split())


def percent(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read "20%", "20 per cent", "20 τοις εκατό"."""
    stop = number.stop + (tokens.at(number.stop) == "-")
    if tokens.at(stop) in ("%", "٪"):
        return Reading("percent", number.value, "%", first, stop + 1)
    end = tokens.longest(stop, lexicon.amounts.percent)
    return Reading("percent", number.value, "%", first, end) if end > stop else None


def spoken(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "half", "a third of" or "separuh" where no number stands before it."""
    share = lexicon.numerals.fractions.get(tokens.at(at))
    if share is None:
        return None
    if found := clock.spoken(tokens, at, lexicon):
        return found
    article = tokens.at(at - 1) in lexicon.amounts.articles
    first = at - article
    if length := durations.part(tokens, first, share, at + 1, lexicon):
        return length
    word = tokens.at(at)
    doubtful = word in lexicon.numerals.ordinals or word in lexicon.clock.quarter
    if doubtful and not (article and tokens.at(at + 1) in _PARTITIVES):
        return None
    idiom = tokens.at(at + 1) == "-" or tokens.at(at + 1) in lexicon.clock.past
    return Reading("ratio", share, None, first, at + 1, idiom)


def counted(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read "two thirds", "three quarters of an hour", "dua pertiga", "tiga perempat jam"."""
    at = number.stop + (tokens.at(number.stop) == "-")
    share = lexicon.numerals.fractions.get(tokens.at(at))
    if share is None or number.digits or number.value > 9:
        return None
    if number.value > 1 and share == Decimal("0.5"):
        return None
    value = number.value * share
    if length := durations.part(tokens, first, value, at + 1, lexicon):
        return length
    return Reading("ratio", value, None, first, at + 1)


def written(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "3/4 of" or "1/2 hour"; elsewhere such a token is a date."""
    word = tokens.at(at)
    if word not in _WRITTEN:
        return None
    over, _, under = word.partition("/")
    share = Decimal(over) / Decimal(under)
    if length := durations.part(tokens, at, share, at + 1, lexicon):
        return length
    if tokens.at(at + 1) in _PARTITIVES or lexicon.content(tokens.at(at + 1)):
        return Reading("ratio", share, None, at, at + 1)
    return None


def multiplied(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read "double" and "threefold"."""
    word = tokens.at(at)
    value = lexicon.numerals.ratios[word]
    return Reading("ratio", value, None, at, at + 1, word in lexicon.numerals.soft)
