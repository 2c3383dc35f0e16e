"""Deadlines: the days that a complaint-timing regime gives, in its country's working days."""

from collections.abc import Container, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from recovery_ai.documents import line_of
from recovery_ai.errors import PackError
from recovery_ai.incident import Incident
from recovery_ai.journal.lifecycle import State
from recovery_ai.journal.values import Due, Step
from recovery_ai.pack import Pack
from recovery_ai.pack.signal import Period, Regime

NEVER = date(9999, 12, 31)
_OVER: frozenset[State] = frozenset({"sent", "declined", "feedback", "closed"})


def add(start: date, period: Period, regime: Regime) -> date:
    """Return the last day of `period` counted from the day after `start`.

    Zero working days is `start` itself, or the next working day when nobody works on it.
    """
    if period.calendar == "calendar":
        return start + timedelta(days=period.days)
    closed = _holidays(regime)
    day, left = start, period.days
    while left or day.weekday() > 4 or day in closed:
        day += timedelta(days=1)
        if left and day.weekday() < 5 and day not in closed:
            left -= 1
    return day


def deadlines(received: datetime, facts: Incident | None, regime: Regime) -> tuple[Due, ...]:
    """Return every deadline of a case, the earliest first."""
    return tuple(sorted(_deadlines(received.date(), facts, regime), key=lambda one: one.on))


def _deadlines(start: date, facts: Incident | None, regime: Regime) -> Iterator[Due]:
    limits: tuple[tuple[Step, Period | None], ...] = (
        ("acknowledge", regime.acknowledge_within),
        ("holding", regime.holding_within),
        ("resolve", regime.resolve_within),
    )
    for step, period in limits:
        if period is not None:
            yield Due(step=step, on=add(start, period, regime), source=regime.name)
    moment = facts.next_update_by if facts else None
    if moment:
        day = date(moment.year, moment.month, moment.day)
        yield Due(step="next_update", on=day, source="next_update_by")


def next_due(state: State, every: tuple[Due, ...], *, acknowledged: bool = False) -> Due | None:
    """Return the first deadline that a case in `state` has not met yet."""
    if state in _OVER:
        return None
    acknowledged = acknowledged or state not in {"received", "escalated"}
    return next((due for due in every if due.step != "acknowledge" or not acknowledged), None)


def _holidays(regime: Regime) -> Container[date]:
    if regime.country is None:
        return ()
    return _calendar(regime.country, regime.subdivision)


def try_calendar(regime: Regime, pack: Pack) -> None:
    """Refuse a regime whose country has no calendar here; raise `PackError` with file and line."""
    try:
        _holidays(regime)
    except NotImplementedError:
        path = f"regimes/{regime.name}.yaml"
        name = "subdivision" if _has_calendar(regime.country) else "country"
        line = line_of(pack.text(path), name)
        raise PackError(
            f"{pack.place(path)}: line {line}: {name}",
            "names no calendar of public holidays",
            "give an ISO 3166 code, or leave country and subdivision out",
        ) from None


def _has_calendar(country: str | None) -> bool:
    import holidays

    return country in holidays.list_supported_countries()


@lru_cache(maxsize=32)
def _calendar(country: str, subdivision: str | None) -> Container[date]:
    import holidays  # late: only working days need it

    found: Container[date] = holidays.country_holidays(country, subdiv=subdivision)
    return found
