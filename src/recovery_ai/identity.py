"""Recognisers for identities in free text: telephone, card and account numbers.

Cheap pattern first, then the checksum or the numbering plan, so that a case number is no card.
"""

import re
from collections.abc import Iterator

_DIGITS = re.compile(r"(?<![\w./-])\+?\(?\d[\d ()./-]{5,22}\d(?![\w-])")
_REGIONS = ("GB", "US", "ID", "GR")


def phones(text: str, known: str = "") -> Iterator[tuple[int, int]]:
    """Yield the spans of telephone numbers that some numbering plan knows.

    Numbers reserved for fiction count as well: they have a plan's length, if not its ranges. One
    whose last digits stand among the digits `known` is passed over.
    """
    for match in _DIGITS.finditer(text):
        number = match[0]
        digits = re.sub(r"\D", "", number)
        if not 7 <= len(digits) <= 15 or (number[0] not in "+(0" and len(digits) < 10):
            continue
        if known and digits.lstrip("0")[-7:] in known:
            continue
        import phonenumbers  # late: loads the tables of all numbering plans

        for region in (None,) if number.startswith("+") else _REGIONS:
            try:
                parsed = phonenumbers.parse(number, region)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_possible_number(parsed):
                yield match.span()
                break


def is_card(text: str) -> bool:
    """Say whether `text` is a payment card number: by length and check digit."""
    from stdnum import luhn

    digits = re.sub(r"\D", "", text)
    return 13 <= len(digits) <= 19 and luhn.is_valid(digits)


def is_iban(text: str) -> bool:
    """Say whether `text` is a bank account number (IBAN) by check digits."""
    from stdnum import iban

    return bool(iban.is_valid(text.replace(" ", "")))
