from datetime import date
from decimal import Decimal

import pytest

from recovery_ai.language.figures import Figure, find
from recovery_ai.language.grounding import grounded

FACTS = (
    "We took the fee of 48.00 GBP twice, on 4 May 2026 and on 6 May. The bank fee was 12.50 GBP, "
    "the line was down from 09:10 to 12:50. You rang six times, we promised 5 days and took "
    "26 days. The credit of 930 USD is 15% of the fee. The price was 180 EUR. Due 2026-05-14. "
    "Case MB-20417."
)


def facts(text: str = FACTS) -> tuple[Figure, ...]:
    return find(text, "en")


FOLLOWS = [
    ("£48", "same"),
    ("fifteen per cent", "same"),
    ("14 May", "same"),
    ("Thursday 14 May", "same"),
    ("on Thursday", "same"),
    ("MB-20417", "same"),
    ("in May", "part"),
    ("£60.50", "sum"),
    ("£35.50", "difference"),
    ("€90", "share"),
    ("€60", "share"),
    ("€360", "share"),
    ("£96", "share"),
    ("€27", "share"),
    ("£288", "multiple"),
    ("220 minutes", "span"),
    ("three hours and forty minutes", "span"),
    ("ten days", "span"),
    ("eight days", "span"),
    ("three days", "span"),
    ("21 days", "difference"),
    ("31 days", None),
    ("9 May", None),
    ("six calls", "number"),
    ("the sixth call", "number"),
    ("the 48 we took", "number"),
    ("about 50 pounds", "rounded"),
    ("almost 50 pounds", "rounded"),
    ("about 35 pounds", "difference"),
    ("more than three hours", None),
    ("nearly four hours", None),
    ("£61.50", None),
    ("€60.50", None),
    ("£36.50", None),
    ("16%", None),
    ("15 May", None),
    ("4 May 2025", None),
    ("6 May 2026", "same"),
    ("6 May 2025", None),
    ("Friday 14 May", None),
    ("on Saturday", None),
    ("in June", None),
    ("two weeks", None),
    ("14 days", None),
    ("09:11", None),
    ("seven calls", None),
    ("MB-20418", None),
    ("020 7946 0123", None),
    ("over 50 pounds", None),
    ("half of it", None),
    ("working on it for 5 working days", None),
    ("end of the month", None),
    ("tomorrow", None),
]


@pytest.mark.parametrize(("claim", "how"), FOLLOWS)
def test_what_follows_from_the_facts(claim: str, how: str | None) -> None:
    (figure,) = find(claim, "en")
    grounds = grounded(figure, facts())
    assert (grounds.how if grounds else None) == how


@pytest.mark.parametrize(
    ("known", "claim", "how"),
    [
        ("promised for 2 March, it came on 11 March", "nine days", "span"),
        ("locked from 1 to 5 November", "for five days", "span"),
        ("bills from December 2025 to March 2026", "four months", "span"),
        ("it snapped after three weeks", "week three", "number"),
        ("the tour took 45 minutes instead of two hours", "an hour and a quarter", "difference"),
        ("cancelled the 17:05 twenty minutes before", "at 16:45 it was off", "shifted"),
        ("down for 31 hours from 08:15", "until 15:15", "shifted"),
        ("half of the tour price was 90 EUR, the price 180 EUR", "50%", "same"),
        ("we gave back 90 EUR of 180 EUR", "50%", "share"),
        ("we gave back 90 EUR of 180 EUR", "half of it", "share"),
        ("two ovens and three ovens", "five ovens", "sum"),
        ("it is due by the end of May", "31 May", "same"),
        ("it is due on 2026-05-31", "end of the month", "same"),
        ("10 EUR, 20 EUR and 33 EUR", "€63", "sum"),
        ("10 EUR, 20 EUR, 33 EUR and 41 EUR", "€104", "sum"),
        ("10 EUR, 20 EUR, 33 EUR and 41 EUR", "€84", "sum"),
        ("the 17:05 to Bergen", "17.05 from here", "number"),
        ("the train was at 22:40, the other at 00:15", "95 minutes", "span"),
        ("paid 10 USD and 20 EUR", "€30", None),
        ("on 4 May", "4 May 2026", "same"),
        ("on 4 May", "on Monday", None),
        ("on 4 May, due 2026-05-14", "on Monday", "same"),
        ("for 999999999999999 days from 09:10 on 2026-05-04", "10:10 on", None),
        ("31 hours", "more than 30 hours", "rounded"),
        ("31 hours", "nearly 31 hours", "same"),
        ("31 hours", "more than 20 hours", None),
        ("29 hours", "more than 30 hours", None),
    ],
)
def test_arithmetic(known: str, claim: str, how: str | None) -> None:
    (figure,) = find(claim, "en")
    grounds = grounded(figure, find(known, "en"))
    assert (grounds.how if grounds else None) == how


def test_the_grounds_name_their_figures() -> None:
    (figure,) = find("£60.50", "en")
    grounds = grounded(figure, facts())
    assert grounds is not None
    assert [fact.text for fact in grounds.figures] == ["48.00 GBP", "12.50 GBP"]


def test_listed_things_may_be_counted() -> None:
    (figure,) = find("three steps", "en")
    assert grounded(figure, ()) is None
    grounds = grounded(figure, (), extra_counts=[3])
    assert grounds is not None
    assert (grounds.how, grounds.figures) == ("listed", ())
    assert grounds


def test_nothing_follows_from_nothing() -> None:
    claims = find(
        "£5, 4 May, 17:05, two hours, 5%, half, six, third call, MB-2, 020 7946 0123", "en"
    )
    assert len(claims) == 10
    assert [grounded(figure, ()) for figure in claims] == [None] * 10


def test_of_many_facts_only_the_first_are_combined() -> None:
    amounts = [Figure.of_money(Decimal(10**6 + index), "EUR") for index in range(2000)]
    near, far = find("2,000,001 EUR and 2,003,997 EUR", "en")
    assert grounded(near, amounts) is not None
    assert grounded(far, amounts) is None


def test_facts_without_a_place_ground_too() -> None:
    (claim,) = find("nine days", "en")
    days = [Figure.of_date(date(2026, 3, 2)), Figure.of_date(date(2026, 3, 11))]
    assert grounded(claim, days) is not None
