"""Facts on the form: from the session's fields to a mapping and back; no widgets here."""

from collections.abc import Iterator, Mapping, MutableMapping
from datetime import date
from typing import Any, NamedTuple

import refusals
import words

from recovery_ai import FactsError, Incident
from recovery_ai.documents import MAX_BYTES, incident_from, parse

State = MutableMapping[Any, Any]
PREFIX = "facts:"
DEFAULTS: dict[str, Any] = {
    "category": None,  # nobody has said yet
    "language": "en",
    "channel": "email",
    "relationship": "one_off",
    "audience": "individual",
    "fault": "unknown",
}
CHOSEN = {*DEFAULTS, "discovered_by", "severity", "demand.within_policy", "kind", "status"}
DAYS = {"occurred_on", "next_update_by.day", "due", "date"}
FIELDS = (
    *DEFAULTS,
    *("discovered_by", "severity", "demand.within_policy"),
    *("case_id", "what_happened", "occurred_on", "root_cause", "complaint", "internal_notes"),
    *("customer.name", "customer.salutation", "customer.email", "customer.company"),
    *("sender.name", "sender.title", "sender.company", "sender.email", "sender.phone"),
    *("demand.description", "demand.amount.value", "demand.amount.currency"),
    *("next_update_by.day", "next_update_by.time"),
)
ROWS: dict[str, tuple[str, ...]] = {
    "impact": ("kind", "description"),
    "remedies": ("kind", "description", "amount.value", "amount.currency", "due", "approved_by"),
    "preventive_actions": ("description", "status", "due"),
    "previous_apologies": ("date", "about", "remedy"),
}
ROW_DEFAULTS = {"impact": "time", "remedies": "refund", "preventive_actions": "planned"}
REQUIRED = (
    *("case_id", "category", "customer.name", "what_happened"),
    *("sender.name", "sender.title", "sender.company"),
)
WISHED: dict[str, tuple[str, ...]] = {
    "acknowledgement": ("impact", "sender.email"),
    "resolution": ("occurred_on", "impact", "remedies", "preventive_actions"),
    "decline": ("occurred_on", "root_cause"),
}
_STAND_INS = {"category": "other"}  # where a dash would be wrong
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class Understood(NamedTuple):
    """What the facts amount to: an incident, or what is missing, or the first thing to mend."""

    incident: Incident | None
    missing: tuple[str, ...] = ()
    path: str = ""
    problem: str = ""


def key(path: str) -> str:
    """Return the session key of a field."""
    return PREFIX + path


def row_key(rows: str, number: int, field: str) -> str:
    """Return the session key of a field in a row; numbers are never used twice."""
    return f"{PREFIX}{rows}:{number}:{field}"


def numbers(state: State, rows: str) -> list[int]:
    """Return the rows that are on the form, in order."""
    return list(state.get(f"rows:{rows}", []))


def add_row(state: State, rows: str, values: Mapping[str, Any] | None = None) -> None:
    """Put a row at the end of the form; an empty one starts with the currency used before."""
    start = {"kind": ROW_DEFAULTS.get(rows), "status": ROW_DEFAULTS.get(rows)}
    values = {**start, "amount": {"currency": _currency(state)}} if values is None else values
    number = state["rows:next"] = state.get("rows:next", 0) + 1
    for field in ROWS[rows]:
        state[row_key(rows, number, field)] = _shown(field, _dig(values, field))
    state[f"rows:{rows}"] = [*numbers(state, rows), number]


def remove_row(state: State, rows: str, number: int) -> None:
    """Take a row off the form."""
    state[f"rows:{rows}"] = [one for one in numbers(state, rows) if one != number]
    for field in ROWS[rows]:
        state.pop(row_key(rows, number, field), None)


def filled(state: State, rows: str) -> list[int]:
    """Return the rows that say something; an untouched one counts for nothing."""
    loud = [field for field in ROWS[rows] if field not in {"kind", "status", "amount.currency"}]
    return [
        number
        for number in numbers(state, rows)
        if any(_told(state, row_key(rows, number, field)) is not None for field in loud)
    ]


def show(state: State, facts: Mapping[str, Any]) -> None:
    """Put facts that were understood on the form, in the place of what was there."""
    for old in [one for one in state if str(one).startswith((PREFIX, "rows:"))]:
        if old != "rows:next":
            del state[old]
    day, _, time = str(facts.get("next_update_by") or "").partition("T")
    facts = {**facts, "next_update_by": {"day": day, "time": time}}
    for path in FIELDS:
        value = _dig(facts, path)
        state[key(path)] = _shown(path, DEFAULTS.get(path) if value is None else value)
    for rows in ROWS:
        for values in facts.get(rows) or ():
            add_row(state, rows, values)


def collect(state: State) -> dict[str, Any]:
    """Return what the form says, in the shape of an incident."""
    facts = _read(state, {path: key(path) for path in FIELDS})
    if moment := facts.pop("next_update_by", None):
        facts["next_update_by"] = "T".join(moment.values())
    for rows, fields in ROWS.items():
        for number in filled(state, rows):
            row = _read(state, {field: row_key(rows, number, field) for field in fields})
            facts.setdefault(rows, []).append(row)
    return facts


def understand(facts: Any) -> Understood:
    """Validate facts that may be incomplete; what is missing is no fault yet."""
    missing = tuple(path for path in REQUIRED if _dig(facts, path) is None)
    try:
        incident = incident_from(_completed(facts, missing))
    except FactsError as error:
        path = error.place.partition(": ")[2]
        return Understood(None, missing, path, refusals.said(f"{error.problem}; {error.remedy}"))
    return Understood(None if missing else incident, missing)


def read(raw: bytes, place: str) -> dict[str, Any]:
    """Return facts from outside, complete or not.

    Raises:
        FactsError: naming the first field that is wrong; one that is missing is not.
    """
    facts = parse(_decoded(raw, place), place)
    missing = tuple(path for path in REQUIRED if _dig(facts, path) is None)
    whole = incident_from(_completed(facts, missing), place).model_dump(mode="json")
    for path in _days(whole):
        if not FIRST_DAY.isoformat() <= _dig(whole, path) <= LAST_DAY.isoformat():
            raise FactsError(f"{place}: {path}", words.say("far_year"), words.say("mend_year"))
    return {name: value for name, value in facts.items() if value is not None}


def _decoded(raw: bytes, place: str) -> str:
    if len(raw) > MAX_BYTES:
        raise FactsError(place, words.say("too_large"), words.say("one_case"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FactsError(place, words.say("not_utf8"), words.say("save_utf8")) from None


def wished(facts: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    """Return the fields that would let a letter of this kind say more."""
    return tuple(path for path in WISHED[kind] if _dig(facts, path) is None)


def _currency(state: State) -> str:
    """Return the currency last seen on the form."""
    on_form = (state[one] for one in state if str(one).endswith("amount.currency"))
    return str(next((value for value in on_form if value), state.get("currency", "")))


def _completed(facts: Any, missing: tuple[str, ...]) -> Any:
    """Return a copy with something where a required text is missing, to see what else is wrong."""
    if not isinstance(facts, dict):
        return facts
    whole = {
        name: dict(value) if isinstance(value, dict) else value
        for name, value in facts.items()
        if value is not None
    }
    whole.setdefault("language", DEFAULTS["language"])
    whole.setdefault("stage", "acknowledgement")
    for path in missing:
        head = path.partition(".")[0]
        if head == path or isinstance(whole.setdefault(head, {}), dict):
            _put(whole, path, _STAND_INS.get(path, "-"))
    return whole


def _days(facts: Mapping[str, Any]) -> Iterator[str]:
    """Name every field of the facts that holds a day."""
    single = ("occurred_on", "next_update_by")
    rows = (
        f"{name}.{index}.{field}"
        for name in ROWS
        for index, row in enumerate(facts[name])
        for field in DAYS & set(row)
    )
    return (path for path in (*single, *rows) if _dig(facts, path) is not None)


def _read(state: State, keys: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, name in keys.items():
        if (value := _told(state, name)) is not None:
            _put(found, path, value)
    # A currency that nobody put a figure to is no amount.
    for holder in (found, found.get("demand", {})):
        if set(holder.get("amount", {})) == {"currency"}:
            del holder["amount"]
    if found.get("demand") == {}:
        del found["demand"]
    return found


def _told(state: State, name: str) -> Any:
    """Return what a widget says in the shape of the facts; None where it says nothing."""
    value = state.get(name)
    if isinstance(value, date):
        return value.isoformat()
    return (value.strip() or None) if isinstance(value, str) else value


def _shown(path: str, value: Any) -> Any:
    """Return a value of the facts in the shape that its widget wants."""
    if path in DAYS:
        return date.fromisoformat(value) if value else None
    if path in CHOSEN:
        return value
    return "" if value is None else str(value)


def _dig(facts: Any, path: str) -> Any:
    """Return the value at a dotted path; None where there is none, or where it is empty."""
    for part in path.split("."):
        if isinstance(facts, list) and part.isdigit():
            facts = facts[int(part)]
        elif isinstance(facts, dict):
            facts = facts.get(part)
        else:
            return None
    return None if facts in ("", [], {}) else facts


def _put(facts: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for parent in parents:
        facts = facts.setdefault(parent, {})
    facts[last] = value
