"""Amounts of money, with the currency before or after the number."""

from decimal import Decimal
from typing import Final

from recovery_ai.language import numeral
from recovery_ai.language.lexicon import Lexicon, table
from recovery_ai.language.numeral import Number
from recovery_ai.language.tokens import Reading, Tokens

_SYMBOLS: Final = {
    "£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₫": "VND",
    "₱": "PHP", "฿": "THB", "₦": "NGN", "₽": "RUB", "₴": "UAH",
}  # fmt: skip
_WORDLIKE: Final = table("IDR rp idr; PLN zl; EUR eur; USD usd; GBP gbp")
_CODES: Final = {
    code.lower(): code
    for code in (
        "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GHS HKD HUF IDR ILS INR ISK "
        "JPY KES KRW KWD LKR MAD MXN MYR NGN NOK NZD PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB "
        "TRY TWD UAH USD VND ZAR"
    ).split()
}
_NATIONS: Final = table(
    "USD us american; AUD a au australian; CAD c ca canadian; NZD nz; SGD s sg singapore; HKD hk"
)
SIGNS: Final = frozenset(_SYMBOLS) | frozenset(_WORDLIKE) | frozenset(_CODES)
"""Tokens that may open an amount."""
FOLLOWERS: Final = SIGNS | frozenset(_NATIONS)
"""Tokens that may begin the currency after a number."""

_GLUED_MINOR: Final[dict[str, str | None]] = {"p": "GBP", "c": None}
_CENT: Final = Decimal("0.01")
_LEAST_BARE: Final = 10


def sign(tokens: Tokens, at: int) -> str | None:
    """Return the currency of a symbol or an ISO code; a code that is a word must be in capitals."""
    word = tokens.at(at)
    if found := _SYMBOLS.get(word) or _WORDLIKE.get(word):
        return found
    return _CODES.get(word) if word in _CODES and tokens.written(at).isupper() else None


def before(tokens: Tokens, at: int, lexicon: Lexicon) -> Reading | None:
    """Read an amount from the currency sign at `at`: "£34.50", "IDR 2 juta", "US$ 5"."""
    currency = sign(tokens, at)
    if currency is None:
        return None
    first = at
    if currency == "USD" and tokens.glued(at) and tokens.at(at - 1) in _NATIONS:
        first, currency = at - 1, _NATIONS[tokens.at(at - 1)]
    number_at = at + 1
    while tokens.at(number_at) in (".", "-", "$") and number_at < at + 3:
        number_at += 1
    number = numeral.read(tokens, number_at, lexicon, grouped=True)
    if number is None:
        return None
    number = _shortened(tokens, number, lexicon)
    stop = number.stop
    if sign(tokens, stop) == currency or _word(tokens, stop, lexicon) == currency:
        stop += 1
    value, stop = _with_minor(tokens, number.value, stop, currency, lexicon)
    return Reading("money", value, currency, first, stop)


def after(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Reading | None:
    """Read an amount whose currency follows its number: "34.50 GBP", "two dollars", "50p"."""
    number = _shortened(tokens, number, lexicon, before_currency=True)
    stop = number.stop
    word = tokens.at(stop)
    if word == "-" and tokens.glued(stop):
        stop, word = stop + 1, tokens.at(stop + 1)
    currency = lexicon.amounts.minor.get(word)
    if currency is not None and word != "p" and currency != "EUR":
        return Reading("money", number.value * _CENT, currency or None, first, stop + 1)
    if word in _GLUED_MINOR and tokens.glued(stop) and number.digits:
        return Reading("money", number.value * _CENT, _GLUED_MINOR[word], first, stop + 1)
    nation = _NATIONS.get(word) if len(word) > 1 else None
    currency = _word(tokens, stop, lexicon) or _sign_after(tokens, stop)
    if nation and _word(tokens, stop + 1, lexicon) == "USD":
        currency, stop = nation, stop + 1
    if not currency:
        return None
    value, stop = _with_minor(
        tokens, _regrouped(tokens, first, number, lexicon), stop + 1, currency, lexicon
    )
    return Reading("money", value, currency, first, stop)


def _sign_after(tokens: Tokens, at: int) -> str | None:
    """Return the currency of the sign at `at` unless that sign opens the next amount."""
    currency = sign(tokens, at)
    opens = tokens.at(at + 1)[:1].isdecimal() and tokens.glued(at + 1) and not tokens.glued(at)
    return None if opens else currency


def _word(tokens: Tokens, at: int, lexicon: Lexicon) -> str | None:
    """Return the currency of a currency word."""
    return lexicon.amounts.currencies.get(tokens.at(at))


def _regrouped(tokens: Tokens, first: int, number: Number, lexicon: Lexicon) -> Decimal:
    """Return the value with a sign before three digits read as grouping thousands."""
    again = numeral.read(tokens, first, lexicon, grouped=True) if number.digits else None
    return number.value if again is None or number.value % 1 == 0 else again.value


def _shortened(
    tokens: Tokens, number: Number, lexicon: Lexicon, before_currency: bool = False
) -> Number:
    """Apply a scale letter such as the "k" of "£2k" or the "jt" of "2jt rupiah"."""
    scale = lexicon.numerals.short_scales.get(tokens.at(number.stop))
    if not scale or not number.digits:
        return number
    stop = number.stop + 1
    if tokens.at(stop) == "." and tokens.glued(stop) and tokens.at(stop + 1)[:1].isalpha():
        stop += 1
    if before_currency and not (_word(tokens, stop, lexicon) or sign(tokens, stop)):
        return number
    return Number(number.value * scale, stop, True)


def _with_minor(
    tokens: Tokens, value: Decimal, stop: int, currency: str, lexicon: Lexicon
) -> tuple[Decimal, int]:
    """Add "and forty pence" or a bare "fifty", and step over the dash of "Rp150.000,-"."""
    if tokens.at(stop) == "," and tokens.at(stop + 1) == "-" and tokens.glued(stop + 1):
        return value, stop + 2
    joint = tokens.at(stop) in lexicon.amounts.joiners
    at = stop + joint
    cents = numeral.read(tokens, at, lexicon)
    if cents is None or cents.value >= 100 or value % 1:
        return value, stop
    minor = lexicon.amounts.minor.get(tokens.at(cents.stop))
    if minor is None or minor not in ("", currency):
        bare = not joint and not cents.digits and cents.value >= _LEAST_BARE
        return (value + cents.value * _CENT, cents.stop) if bare else (value, stop)
    return value + cents.value * _CENT, cents.stop + 1
