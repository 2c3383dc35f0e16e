"""English nouns: the article that each needs, what is offered, and what a letter is about."""

import re

from recovery_ai.language.sentences import split
from recovery_ai.models.offline.english_clauses import is_clause, is_verb
from recovery_ai.models.offline.telling import Offer, capitalised

_OFFERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(rf"(?:an? |the )?(?:free )?{pattern}"))
    for key, pattern in (
        ("refund_full", r"full refund (?:of|for) (.+)"),
        ("refund", r"(?:refund|return|repayment) of (.+)"),
        ("reimburse", r"reimbursement of (.+)"),
        ("reimburse", r"(cost of .+)"),
        ("replace", r"replacement of (.+)"),
        ("repair", r"repair of (.+)"),
        ("waive", r"(?:waiver|cancellation) of (.+)"),
    )
)
_MONEY = re.compile(
    r"\b(?:refund|credit|voucher|discount|payment|repayment|compensation|allowance|waived|rebate"
    r"|credited|refunded|paid)\b"
)
_FINISHED = re.compile(r"no |[a-z]+ (?:\w+ed|taken|put) ")
_TO_DO = re.compile(
    r"(?:cancel|refund|pay|replace|waive|give|return|send|repair|reverse|remove|credit|extend"
    r"|reduce|lower|compensate|reimburse|exchange|take|let|make|drop|delete|be|have|get)\b"
    r"(?! (?:of|on|for|note)\b)"
)
_DETERMINED = re.compile(
    r"(?:the|a|an|your|our|one|two|three|four|five|six|seven|eight|nine|ten|half|all|both|some|part"
    r"|free|every|each|any|no|dinner|lunch|breakfast|\d|\[\[)"
)
_PLURAL = re.compile(r"new (?:[a-z-]+ )*?[a-z]+[^s\W]s\b(?= in| for| from| of|,|$)")
_COUNTABLE = re.compile(
    r"(?:[a-z-]+ ){0,2}?(?:credit|voucher|discount|payment|replacement|visit|appointment|test"
    r"|session|upgrade|bottle|hamper|card|call|month|meal|ticket|box|kettle|chair|bunch|gift|refund"
    r"|supper|workshop|collection|copy|lesson|cake|crown|retainer|line|link|round|review"
    r"|list)\b(?! of )|(?:[a-z-]+ )?(?:credit|voucher|payment|discount"
    r"|copy)\b"  # "a credit of half the fee"
)

# Words at which a noun phrase ends, and words that no letter is about.
_NO_PART = frozenset(
    """about after again all although already also an and are as at be because been before between
    but by cannot could did do does due during early for from had has have how if in into is it just
    late longer might must near never no nobody not of on once one only or our over she he since so
    still than that the their then there they this three through times to today twice two under
    until
    upon was we were what when where which while who whose will with within without would yet you
    your
    a itself alone first away back down off out up due shows lacks says gives costs leaks smokes
    arrives fails stopped""".split()
)
_PEOPLE = frozenset(
    """mother father son daughter wife husband partner child children family friend friends parents
    guests guest staff team baby people patients clients pupils class employees neighbour""".split()
)
_NO_HEAD = frozenset(
    """day days morning afternoon evening night week weeks month months year time times hour hours
    end way name mistake hand hands home house last wrong reason same next other stage answer
    wedding funeral birthday party anniversary stay""".split()
)
_PART = r"(?:[A-Za-z][\w'-]*\w|\d\d:\d\d|\d+-[a-z]+)"
_ROW = rf"({_PART}(?: {_PART})*)(?P<end>[,;:.!?)]|$| \[\[| \()?"
_SOME = r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|\d+"
_THING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:(?:one|two|three|four|some) of )?(the|an?|our|{_SOME}) {_ROW}",
        rf"\b(your) {_ROW}",
        r"^we (?:\w+ly |did not |have |had )?[a-z]+ (?:(?:out|over|up|off|you) )?"
        rf"(the|an?|{_SOME}) {_ROW}",
    )
)
_WHEN = re.compile(r"(?:On|Since|At|By|From) (?:\d\d:\d\d on )?\[\[\w+\]\],? ")
_LATER = re.compile(
    r",? (?:although|because|when|while|after|but|yet|and (?:we|you|your|nobody))\b.*"
)


def noun(text: str) -> str:
    """Return a noun phrase with an article where it needs one."""
    if _DETERMINED.match(text) or "'s" in text.split(" ")[0] or _PLURAL.match(text):
        return text
    if _COUNTABLE.match(text):
        return f"{'an' if text[0] in 'aeiou' else 'a'} {text}"
    return f"the {text}"


def offer(plain: str, kind: str) -> Offer:
    """Return a remedy of that kind: what we do and to what, what is received, or a sentence."""
    for key, pattern in _OFFERS:
        if match := pattern.fullmatch(plain):
            return Offer(key, noun(match[1]))
    if is_clause(plain) or _FINISHED.match(plain):
        return Offer("told", plain)
    back = kind == "refund" and not _MONEY.search(plain)
    return Offer("refund" if back else "receive", noun(plain))


def asked(plain: str) -> str:
    """Return what was asked for: "for a refund", "to cancel the charge"."""
    return f"to {plain}" if _TO_DO.match(plain) else f"for {noun(plain)}"


def thing(told: str) -> str:
    """Return what an event is about: "your suitcase", "the kettle"; empty when unsure."""
    first = split(told, "en")[0].text if told else ""
    text = _LATER.sub("", capitalised(_WHEN.sub("", first, count=1)))
    for pattern in _THING:
        for match in pattern.finditer(text):
            what = _phrase(match[2], ends=match["end"] is not None)
            if what and f"{what} of your " not in text:
                article = match[1].lower()
                return f"{article if article in {'your', 'our'} else 'the'} {what}"
    return ""


def _phrase(words: str, *, ends: bool) -> str:
    """Return the noun phrase that a row of words begins with; empty when its end is not sure."""
    row = words.split(" ")
    size = next((i for i, word in enumerate(row) if _is_border(word, row[i + 1 :])), None)
    parts = row[:size]
    sure = (ends or size is not None) and len(parts) < 7 and parts[-1:] != ["and"]
    words_ = [part.lower() for part in parts]
    if not sure or not parts or words_[-1] in _NO_HEAD or _PEOPLE.intersection(words_):
        return ""
    return "" if any("'s" in part for part in parts) else " ".join(parts)


def _is_border(word: str, following: list[str]) -> bool:
    """Say whether a word cannot belong to a noun phrase; "and" can, before another noun."""
    if word == "and":
        return not following or _is_border(following[0], [])
    return word.lower() in _NO_PART or is_verb(word)
