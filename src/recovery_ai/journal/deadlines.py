"""Deadlines: the days that a complaint-timing regime gives, in its country's working days."""

from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from recovery_ai.documents import line_of
from recovery_ai.errors import PackError
from recovery_ai.incident import Incident
from recovery_ai.journal.lifecycle import State
from recovery_ai.journal.values import Due, Step
from recovery_ai.pack import Pack
from recovery_ai.pack.signal import Period, Regime

NEVER = date(9999, 12, 31)
ANSWERED: frozenset[State] = frozenset({"sent", "declined", "feedback", "closed"})
"""The states in which nothing is due any more."""


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


def day_of(moment: datetime, regime: Regime) -> date:
    """Return the day that a moment falls on where the regime holds."""
    return moment.astimezone(_zone(regime)).date()


def deadlines(
    received: datetime, facts: Incident | None, regime: Regime, *, held: bool = False
) -> tuple[Due, ...]:
    """Return every deadline of a case, the earliest first.

    Args:
        received: when the complaint arrived.
        facts: what is known, when it is enough for a letter.
        regime: what the days are counted by.
        held: whether a holding reply was sent, which some regimes give more time for.
    """
    found = _deadlines(day_of(received, regime), facts, regime, held)
    return tuple(sorted(found, key=lambda one: one.on))


def _deadlines(start: date, facts: Incident | None, regime: Regime, held: bool) -> Iterator[Due]:
    resolve = (regime.extended_within if held else None) or regime.resolve_within
    limits: tuple[tuple[Step, Period | None], ...] = (
        ("acknowledge", regime.acknowledge_within),
        ("holding", regime.holding_within),
        ("resolve", resolve),
    )
    for step, period in limits:
        if period is not None:
            yield Due(step=step, on=add(start, period, regime), source=regime.name)
    moment = facts.next_update_by if facts else None
    if moment:
        day = date(moment.year, moment.month, moment.day)
        yield Due(step="next_update", on=day, source="next_update_by")


def marked(
    state: State, every: tuple[Due, ...], *, acknowledged: bool = False, held: bool = False
) -> tuple[Due, ...]:
    """Return the deadlines of a case in `state`, each with whether it is met."""
    acknowledged = acknowledged or state not in {"received", "escalated"}
    met = {"acknowledge": acknowledged, "holding": held}
    over = state in ANSWERED
    return tuple(due.model_copy(update={"met": over or met.get(due.step, False)}) for due in every)


def next_due(every: tuple[Due, ...]) -> Due | None:
    """Return the first of marked deadlines that is not met yet."""
    return next((due for due in every if not due.met), None)


def _zone(regime: Regime) -> tzinfo:
    return ZoneInfo(regime.zone) if regime.zone else UTC


def _holidays(regime: Regime) -> Container[date]:
    if regime.country is None:
        return ()
    return _calendar(regime.country, regime.subdivision)


def try_calendar(regime: Regime, pack: Pack) -> None:
    """Refuse a regime whose calendar or zone is unknown; raise `PackError` with file and line."""
    try:
        _zone(regime)
    except (LookupError, ValueError, OSError):
        raise _refused(
            regime, pack, "zone", "names no time zone", "give one such as Europe/London, or none"
        ) from None
    try:
        _holidays(regime)
    except NotImplementedError:
        name = "subdivision" if _has_calendar(regime.country) else "country"
        problem = "names no calendar of public holidays"
        remedy = "give an ISO 3166 code, or leave country and subdivision out"
        raise _refused(regime, pack, name, problem, remedy) from None


def _refused(regime: Regime, pack: Pack, field: str, problem: str, remedy: str) -> PackError:
    path = f"regimes/{regime.name}.yaml"
    line = line_of(pack.text(path), field)
    return PackError(f"{pack.place(path)}: line {line}: {field}", problem, remedy)


def _has_calendar(country: str | None) -> bool:
    import holidays

    return country in holidays.list_supported_countries()


@lru_cache(maxsize=32)
def _calendar(country: str, subdivision: str | None) -> Container[date]:
    import holidays  # late: only working days need it

    found: Container[date] = holidays.country_holidays(country, subdiv=subdivision)
    return found
