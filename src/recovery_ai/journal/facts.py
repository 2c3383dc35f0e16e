"""Facts of a case: kept as they came, complete or not, and what each letter still needs of them."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import ValidationError

from recovery_ai.documents import incident_from
from recovery_ai.errors import FactsError
from recovery_ai.incident import Incident, Stage
from recovery_ai.language.text import fold
from recovery_ai.pack.framework import LetterKind

KINDS: tuple[LetterKind, ...] = get_args(LetterKind)
STAGES: dict[LetterKind, Stage] = {
    "acknowledgement": "acknowledgement",
    "resolution": "resolution",
    "decline": "resolution",
}
# What a letter of the kind has to tell beyond what every case has; `fault` as `unknown` is missing.
_TOLD: dict[LetterKind, tuple[str, ...]] = {
    "acknowledgement": ("next_update_by",),
    "resolution": ("root_cause", "fault"),
    "decline": ("demand",),
}


def plain(facts: Incident | Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as JSON values, refusing what is wrong with them; gaps are allowed.

    Raises:
        FactsError: for an unknown field or an impossible value, not for a missing one.
    """
    if isinstance(facts, Incident):
        return facts.model_dump(mode="json", exclude_defaults=True)
    given = {name: value for name, value in facts.items() if value is not None}
    gaps = _gaps(given)
    if not gaps:
        return incident_from(given).model_dump(mode="json", exclude_defaults=True)
    incident_from(_filled(given, gaps))
    return given


def missing(facts: Mapping[str, Any]) -> dict[LetterKind, tuple[str, ...]]:
    """Return the paths of the fields that each kind of letter still needs."""
    needed = _gaps({**facts, "stage": "resolution"})
    return {
        kind: needed + tuple(name for name in told if facts.get(name) in (None, "unknown"))
        for kind, told in _TOLD.items()
    }


def incident(facts: Mapping[str, Any], stage: Stage | None = None) -> Incident:
    """Return the facts as an `Incident` of `stage`; raise `FactsError` naming the first gap."""
    return incident_from({**facts, "stage": stage} if stage else dict(facts))


def whole(facts: Mapping[str, Any], stage: Stage | None = None) -> Incident | None:
    """Return the facts as an `Incident`, of `stage` where one is named; None while some miss."""
    told = {"stage": "acknowledgement", **facts, **({"stage": stage} if stage else {})}
    try:
        return incident_from(told)
    except FactsError:
        if _gaps(told):
            return None
        raise


def customer_key(facts: Mapping[str, Any]) -> str | None:
    """Return what a customer is known by: the e-mail address, else name and company, folded."""
    who = facts.get("customer") or {}
    if email := who.get("email"):
        return fold(str(email)).strip()
    parts = [" ".join(fold(str(who.get(name) or "")).split()) for name in ("name", "company")]
    return " | ".join(parts).strip() if parts[0] else None


def spoken_key(customer: str) -> str:
    """Return the key of a customer as a person names one: an address, or name, company."""
    if "@" in customer:
        return fold(customer).strip()
    name, _, company = customer.partition(",")
    return customer_key({"customer": {"name": name, "company": company}}) or ""


def _gaps(facts: Mapping[str, Any]) -> tuple[str, ...]:
    try:
        Incident.model_validate(facts)
    except ValidationError as problem:
        found = problem.errors(include_url=False, include_input=False, include_context=False)
        return tuple(
            ".".join(str(part) for part in one["loc"]) for one in found if one["type"] == "missing"
        )
    return ()


_STAND_INS: dict[str, Any] = {
    "stage": "acknowledgement",
    "category": "other",
    "language": "en",
    "customer": {"name": "-"},
    "sender": {"name": "-", "title": "-", "company": "-"},
}


def _filled(facts: Mapping[str, Any], gaps: tuple[str, ...]) -> dict[str, Any]:
    """Return a copy with something in every gap, to see what else is wrong."""
    filled = dict(facts)
    for gap in gaps:
        name, _, inner = gap.partition(".")
        if inner and isinstance(filled.get(name), dict):
            filled[name] = {**filled[name], inner: "-"}
        elif not inner:
            filled[name] = _STAND_INS.get(name, "-")
    return filled
