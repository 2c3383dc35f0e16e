"""Whether a figure follows from known ones: the same, a sum, a difference, a share, a span."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import time
from decimal import Decimal
from itertools import combinations
from typing import Final

from recovery_ai.language import spans
from recovery_ai.language.figure import Figure, Kind
from recovery_ai.language.grounds import Grounds, worth
from recovery_ai.language.matching import matches, same_currency

_FEW: Final = 8
_NAMED_SHARES: Final = (
    *map(Decimal, ("0.5", "0.25", "0.75", "2", "3")),
    Decimal(1) / 3,
    Decimal(2) / 3,
)
_CENT: Final = Decimal("0.01")
_DOZEN: Final = 12
_NEAR: Final = Decimal("0.1")
_CLOSE: Final = Decimal("0.02")
_FAR: Final = Decimal("0.25")
_NUMBERS: Final = frozenset({"count", "ordinal"})
_TELLING: Final = _NUMBERS | {"money", "duration"}
_SHARES: Final[frozenset[Kind]] = frozenset({"percent", "ratio"})
_MOMENTS: Final[frozenset[Kind]] = frozenset({"date", "time"})


def grounded(
    figure: Figure, facts: Sequence[Figure], *, extra_counts: Sequence[int] = ()
) -> Grounds | None:
    """Return the grounds on which `figure` follows from the figures of the facts, or None.

    `extra_counts` are numbers of things that the facts list without counting them. The work is
    bounded: of each kind at most 24 different figures are combined, by three only up to 8.
    """
    kinds = _SHARES if figure.kind in _SHARES else frozenset({figure.kind})
    if figure.unit == "hour" and figure.kind == "date":
        kinds = _MOMENTS
    for fact in facts:
        if fact.kind in kinds and matches(figure, fact) and _year_told(figure, fact, facts):
            return Grounds("same", (fact,))
    if figure.kind in _NUMBERS and figure.value in extra_counts:
        return Grounds("listed", ())
    return next(_derived(figure, facts), None)


def _year_told(figure: Figure, fact: Figure, facts: Iterable[Figure]) -> bool:
    """Tell whether the year of a date may be added to a fact without one: no fact has another."""
    years = {day.year for day in figure.readings() if day.year}
    if not years or any(day.year for day in fact.readings()):
        return True
    known = {day.year for other in facts for day in other.readings() if day.year}
    return not known or not known.isdisjoint(years)


def _derived(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield the ways in which `figure` can be worked out, the plainest first."""
    if figure.bound:
        yield from _rounded(figure, facts)
    if way := _WAYS.get(figure.kind):
        yield from way(figure, facts)


def _rounded(figure: Figure, facts: Iterable[Figure]) -> Iterator[Grounds]:
    """Yield facts near a figure that says "about", "over" or "nearly"."""
    value = figure.number()
    for fact in worth(figure.kind, facts) if value else ():
        share = (fact.number() - value) / value
        near = {
            "about": abs(share) <= _NEAR,
            "over": 0 <= share <= _FAR,
            "under": -_FAR <= share <= 0,
        }[figure.bound]
        if near and (figure.kind != "money" or same_currency(figure, fact)):
            yield Grounds("rounded", (fact,))
    known = worth(figure.kind, facts)[:_FEW] if value and figure.bound == "about" else []
    for one, two in combinations(known, 2):
        # "About 472 euros more", where one bill is 612.40 and the others are near 140.
        apart = abs(one.number() - two.number())
        if abs(apart - value) / value <= _CLOSE and one.unit == two.unit:
            yield Grounds("difference", (one, two))


def _amounts(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield sums, differences, shares and multiples of the amounts of the facts."""
    value = figure.number()
    known = [fact for fact in worth("money", facts) if same_currency(figure, fact)]
    yield from _sums(value, known)
    shares = [*_NAMED_SHARES, *(fact.number() for fact in worth("ratio", facts))]
    shares += [fact.number() / 100 for fact in worth("percent", facts)]
    counts = [fact for fact in worth("count", facts) if fact.number() >= 2]
    for fact in known:
        amount = fact.number()
        if any(abs(amount * share - value) < _CENT for share in shares):
            yield Grounds("share", (fact,))
        for count in counts:
            if amount * count.number() == value and count.number() <= _DOZEN:
                yield Grounds("multiple", (fact, count))
            if value * count.number() == amount:
                yield Grounds("each", (fact, count))
    for fact in facts:
        if fact.kind == "count" and not fact.unit and fact.value == value:
            yield Grounds("number", (fact,))


def _sums(value: Decimal, known: list[Figure]) -> Iterator[Grounds]:
    """Yield pairs that add or differ to `value`, triples of a few, and the total."""
    for one, two in combinations(known, 2):
        if one.number() + two.number() == value:
            yield Grounds("sum", (one, two))
        if abs(one.number() - two.number()) == value:
            yield Grounds("difference", (one, two))
    if len(known) <= _FEW:
        for three in combinations(known, 3):
            if sum(fact.number() for fact in three) == value:
                yield Grounds("sum", three)
    if len(known) > 2 and sum(fact.number() for fact in known) == value:
        yield Grounds("sum", tuple(known))


def _lengths(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield durations that differ by this one, spans, and numbers of the same unit."""
    if figure.unit != "working_day":
        known = [fact for fact in worth("duration", facts) if fact.unit != "working_day"]
        for one, two in combinations(known, 2):
            if abs(one.number() - two.number()) == figure.number():
                yield Grounds("difference", (one, two))
        yield from spans.lengths(figure, facts)
    for fact in facts:
        labelled = fact.kind in _NUMBERS and fact.unit == figure.unit
        if labelled and fact.value == figure.units():
            yield Grounds("number", (fact,))


def _shares(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield a pair of amounts, durations or counts that stand in this ratio."""
    percent = figure.kind == "percent"
    share = figure.number() / (100 if percent else 1)
    exact = Decimal("0.005") if percent else Decimal("0.0005")
    for kind in ("money", "duration", "count") if share else ():
        known = [fact for fact in worth(kind, facts) if fact.number()]
        for one, two in combinations(known[:_FEW], 2):
            quotient = one.number() / two.number()
            near = min(abs(quotient - share), abs(1 / quotient - share)) < exact
            if near and (kind != "money" or same_currency(one, two)):
                yield Grounds("share", (one, two))


def _numbers(figure: Figure, facts: Sequence[Figure]) -> Iterator[Grounds]:
    """Yield the same number told otherwise: of other things, as an ordinal, an amount, a length."""
    value = figure.number()
    for fact in facts:
        told = fact.units() if fact.kind == "duration" else fact.value
        # "the 17.05 to Bergen" is a time that nothing else marks as one.
        if isinstance(told, time):
            told = told.hour + Decimal(told.minute) / 100
        if told == value and fact.kind in (*_TELLING, "time"):
            yield Grounds("number", (fact,))
    if value % 1 and figure.unit is None:
        yield from _amounts(figure, facts)
    counts = [fact for fact in worth("count", facts) if not fact.soft and fact.unit]
    measured = [*counts, *(fact for fact in worth("ordinal", facts) if fact.unit == figure.unit)]
    for one, two in combinations(measured, 2):
        sums = (one.number() + two.number(), abs(one.number() - two.number()))
        if one.unit == two.unit and value in sums:
            yield Grounds("sum", (one, two))
    for fact in counts:
        # "Twenty-five miles" there are fifty there and back.
        if fact.unit == figure.unit and fact.number() * 2 == value:
            yield Grounds("multiple", (fact,))


_WAYS: Final[dict[Kind, Callable[[Figure, Sequence[Figure]], Iterator[Grounds]]]] = {
    "money": _amounts,
    "duration": _lengths,
    "percent": _shares,
    "ratio": _shares,
    "date": spans.days,
    "time": spans.hours,
    "count": _numbers,
    "ordinal": _numbers,
}
