"""Triage: which way a case goes, why, by when and who must approve. Deterministic.

The order follows the firm-letter idea of the domain: first what only a person may decide, then
what is no complaint at all, then demands that are not reasonable, then the two stages of an answer.
"""

from datetime import date, datetime
from typing import Literal, NamedTuple

from recovery_ai.incident import Incident, Value
from recovery_ai.language.sentences import split
from recovery_ai.language.text import fold
from recovery_ai.pack import Pack, Regime

Route = Literal[
    "apologise", "acknowledge_first", "decline_with_empathy", "escalate_legal", "log_as_feedback"
]


class Reason(Value):
    """Why a route was taken: the rule that fired, in words, with the field it was seen in."""

    rule: str
    text: str
    field: str | None = None


class Deadline(Value):
    """By when the next step is due.

    Args:
        step: what is due.
        within: days after the complaint arrived; 0 is the same day. None: no limit is set.
        calendar: whether `within` counts working days.
        by: the date in the facts, where they give one.
        source: the regime that asks for it.
    """

    step: Literal["acknowledge", "resolve", "none"]
    within: int | None = None
    calendar: Literal["calendar", "working"] = "calendar"
    by: date | None = None
    source: str


class Triage(Value):
    """Which way a case goes: the decision, with its reasons.

    Args:
        route: `apologise`, `acknowledge_first`, `decline_with_empathy`, `escalate_legal` (a person
            writes) or `log_as_feedback` (no letter is due).
        rule: the rule that decided.
        reasons: all that was seen, the deciding one first.
        deadline: by when the next step is due.
        approver: who must approve what leaves the house.
    """

    tells = ("route", "rule", "approver")

    route: Route
    rule: str
    reasons: tuple[Reason, ...]
    deadline: Deadline
    approver: str

    @property
    def drafts(self) -> bool:
        """Whether a letter is drafted on this route."""
        return self.route not in {"escalate_legal", "log_as_feedback"}


class _Seen(NamedTuple):
    signal: str
    reason: str
    field: str


def triage(incident: Incident, pack: Pack, regime: str = "default") -> Triage:
    """Decide the route of `incident`.

    Args:
        incident: the facts.
        pack: holds the signals and the regimes.
        regime: name of the complaint-timing preset.
    """
    seen = _signals(incident, pack)
    route, deciding = _decide(incident, seen)
    others = tuple(
        Reason(rule=s.signal, text=s.reason, field=s.field)
        for s in seen
        if (s.signal == "feedback") == (route == "log_as_feedback")
    )
    reasons = (deciding, *(r for r in others if r != deciding))
    return Triage(
        route=route,
        rule=deciding.rule,
        reasons=reasons,
        deadline=_deadline(incident, route, pack.regimes[regime]),
        approver=_approver(incident, route),
    )


def _decide(incident: Incident, seen: tuple[_Seen, ...]) -> tuple[Route, Reason]:
    for one in seen:
        if one.signal != "feedback":
            return "escalate_legal", Reason(rule=one.signal, text=one.reason, field=one.field)
    if _is_feedback(incident, seen):
        text = "An opinion or a wish; nothing acute happened. Thank the customer and log it."
        return "log_as_feedback", Reason(rule="feedback", text=text)
    if is_unreasonable(incident):
        text = "The demand is outside policy and the fault not ours; answer firmly, with reasons."
        return "decline_with_empathy", Reason(rule="unreasonable_demand", text=text, field="demand")
    if incident.stage == "acknowledgement":
        text = "First stage: case number and time frame now, the letter after the investigation."
        return "acknowledge_first", Reason(rule="first_stage", text=text, field="stage")
    if incident.root_cause is None and not incident.remedies and incident.fault == "unknown":
        text = "Neither cause nor remedy is settled yet; acknowledge now, write the letter later."
        return "acknowledge_first", Reason(rule="unsettled", text=text, field="root_cause")
    text = "Something went wrong for the customer and the outcome is ours to put right."
    return "apologise", Reason(rule="apologise", text=text)


def _is_feedback(incident: Incident, seen: tuple[_Seen, ...]) -> bool:
    wish = any(one.signal == "feedback" for one in seen)
    harmless = not incident.impact and not incident.remedies and incident.severity in {None, "low"}
    return wish and harmless and incident.fault in {"unknown", "customer"}


def is_unreasonable(incident: Incident) -> bool:
    """Say whether the demand is outside policy and no fault of ours stands behind it."""
    if incident.demand is None or incident.demand.within_policy is not False:
        return False
    if incident.fault == "customer":
        return True
    if incident.remedies:
        return False
    undecided = incident.fault == "unknown" and incident.stage == "resolution"
    return undecided or incident.fault == "third_party"


def _signals(incident: Incident, pack: Pack) -> tuple[_Seen, ...]:
    """Return the signals of the facts and of the complaint, each once, in the pack's order."""
    signals, lexicon = pack.signals(incident.tongue)
    fields = {
        "what_happened": incident.what_happened,
        "complaint": incident.complaint or "",
        "demand": incident.demand.description if incident.demand else "",
        "impact": ". ".join(impact.description for impact in incident.impact),
        "root_cause": incident.root_cause or "",
    }
    found: dict[str, _Seen] = {}
    for field, text in fields.items():
        for sentence in split(text, incident.tongue) if text else ():
            folded = fold(sentence.text)
            hits = lexicon.scan(folded)
            for signal in signals:
                if signal.name in hits and not lexicon.excepted(signal.name, folded):
                    found.setdefault(signal.name, _Seen(signal.name, signal.reason, field))
    return tuple(found[s.name] for s in signals if s.name in found)


def _deadline(incident: Incident, route: Route, regime: Regime) -> Deadline:
    promised = incident.next_update_by
    by = promised.date() if isinstance(promised, datetime) else promised
    if route == "log_as_feedback":
        return Deadline(step="none", source=regime.name)
    first = route in {"acknowledge_first", "escalate_legal"}
    period = regime.acknowledge_within if first else regime.resolve_within
    step: Literal["acknowledge", "resolve"] = "acknowledge" if first else "resolve"
    if period is None:
        return Deadline(step=step, by=by, source=regime.name)
    return Deadline(
        step=step, within=period.days, calendar=period.calendar, by=by, source=regime.name
    )


def _approver(incident: Incident, route: Route) -> str:
    if route == "escalate_legal":
        return "legal"
    if incident.audience == "all_affected" or incident.severity == "high":
        return "senior"
    return "agent" if route in {"log_as_feedback", "acknowledge_first"} else "team_lead"
