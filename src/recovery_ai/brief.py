"""The brief: one frozen contract that the prompt is rendered from and the letter judged against.

Its facts are numbered and slotted, its sections are chosen from a framework, and what a letter may
never tell (`Guarded`) stands apart from what a prompt may show.
"""

from typing import Literal

from recovery_ai.incident import Fault, Incident, Money, RemedyKind, Severity, Value
from recovery_ai.language.figures import Figure, PartialDate, find, matches
from recovery_ai.letter import SectionId
from recovery_ai.locale import locale_of
from recovery_ai.pack import Framework, Pack, SectionSpec
from recovery_ai.pack.framework import Condition, FactKind, LetterKind
from recovery_ai.pack.policy import Admission, Notice
from recovery_ai.slots import Pseudonymiser, Slot, fill, own_slots
from recovery_ai.triage import Triage, is_unreasonable

CHECKED_LANGUAGES = ("en", "id", "el")
MAX_WORDS = {"email": 350, "letter": 400, "chat": 180, "social": 150}


class Fact(Value):
    """One numbered fact.

    Args:
        id: `F1`, `F2`, …
        kind: what it is a fact of.
        field: where it stands in the facts, such as `impact.0`.
        text: as a model sees it, with slots.
        plain: as the facts say it.
        label: a machine word that refines the kind: an impact's or remedy's kind, a state.
    """

    tells = ("id", "kind", "field")

    id: str
    kind: FactKind
    field: str
    text: str
    plain: str
    label: str = ""


class SectionBrief(Value):
    """One section that the letter must have."""

    id: SectionId
    say: str
    facts: tuple[str, ...] = ()
    joins: bool = False


class RemedyBrief(Value):
    """A remedy as the checks need it."""

    tells = ("fact", "kind")

    fact: str
    kind: RemedyKind
    description: str
    amount: Money | None = None


class Guarded(Value):
    """What the checks know and no prompt may show."""

    tells = ()

    internal_notes: str = ""
    complaint: str = ""


class Brief(Value):
    """The contract of one letter: what it must say, what it may say, and what it may offer.

    Args:
        case_id: of the incident.
        kind: acknowledgement, resolution or decline.
        framework: name of the framework.
        language: the tag of the facts.
        locale: how figures are written.
        sections: what the letter must have, in order.
        facts: all that it may say.
        slots: every name and figure that it may carry.
        remedies: all that it may offer.
        complaint: the customer's words, slotted; untrusted.
        title: the title that the salutation starts with, such as `Bapak`; no identity.
        max_words: the length above which a letter is too long.
        max_apologies: sentences of apology a letter may have.
        admission: what apology law protects where the letter goes (`Regime.legal_admission`).
        incident: the facts that the brief was made from, for the checks; never rendered.
    """

    tells = ("case_id", "kind", "framework", "language", "sections", "facts")

    case_id: str
    kind: LetterKind
    framework: str
    language: str
    locale: str
    channel: str
    ongoing: bool
    audience: Literal["individual", "all_affected"]
    fault: Fault
    severity: Severity | None
    cause_known: bool
    sections: tuple[SectionBrief, ...]
    facts: tuple[Fact, ...]
    slots: tuple[Slot, ...]
    remedies: tuple[RemedyBrief, ...]
    complaint: str | None
    title: str
    max_words: int
    max_apologies: int
    admission: Admission = "full"
    guarded: Guarded
    incident: Incident

    @property
    def tongue(self) -> str:
        """The language without its region."""
        return self.language.split("-", 1)[0]

    @property
    def owns_fault(self) -> bool:
        """Whether the letter has to own the fault."""
        return self.kind == "resolution" and self.fault in {"ours", "shared"}

    def of(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """Return the facts of these kinds, in order."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)

    @property
    def told(self) -> tuple[Fact, ...]:
        """The facts that whoever writes the letter is told; the others are the house's words."""
        return tuple(fact for fact in self.facts if fact.kind not in {"notice", "allowed"})

    def section(self, section_id: SectionId) -> SectionBrief | None:
        """Return the section of that id, if the letter has one."""
        return next((s for s in self.sections if s.id == section_id), None)


def make_brief(
    incident: Incident, triage: Triage, pack: Pack, framework: str | None = None
) -> Brief:
    """Make the contract for the letter that `triage` calls for.

    Args:
        incident: the facts.
        triage: the decision about them.
        pack: holds the frameworks.
        framework: a framework by name, instead of the one that fits best.
    """
    chosen = pack.frameworks[framework or _framework_for(incident, triage)]
    locale = locale_of(incident.language)
    own = own_slots(incident, locale)
    masks = Pseudonymiser(incident, own, locale)
    regime = pack.regimes[triage.deadline.source]
    facts = _facts(incident, masks, chosen.kind)
    notices = (*regime.notices, *pack.policy.notices)
    facts += _house_facts(incident, chosen.kind, pack, notices, own, len(facts))
    complaint = incident.complaint
    slotted = masks.apply(complaint, "complaint", private=True) if complaint else None
    ids = {fact.field: fact.id for fact in facts}
    return Brief(
        case_id=incident.case_id,
        kind=chosen.kind,
        framework=chosen.name,
        language=incident.language,
        locale=locale,
        channel=incident.channel,
        ongoing=incident.relationship == "ongoing",
        audience=incident.audience,
        fault=incident.fault,
        severity=incident.severity,
        cause_known=incident.root_cause is not None and chosen.kind != "acknowledgement",
        sections=_sections(incident, chosen, facts),
        facts=facts,
        slots=(*own, *masks.slots),
        remedies=tuple(
            RemedyBrief(
                fact=ids[f"remedies.{i}"],
                kind=remedy.kind,
                description=remedy.description,
                amount=remedy.amount,
            )
            for i, remedy in enumerate(incident.remedies)
        ),
        complaint=slotted,
        title=_title(incident, pack),
        max_words=MAX_WORDS[incident.channel],
        max_apologies=1 if chosen.kind == "acknowledgement" else 2,
        admission=pack.policy.legal_admission or regime.legal_admission,
        guarded=Guarded(
            internal_notes=incident.internal_notes or "", complaint=incident.complaint or ""
        ),
        incident=incident,
    )


def masks_of(brief: Brief) -> Pseudonymiser:
    """Return a pseudonymiser for texts that come later, such as a section that somebody typed."""
    return Pseudonymiser(brief.incident, brief.slots, brief.locale)


def _title(incident: Incident, pack: Pack) -> str:
    """Return the first word of the salutation where it is a title and not a name."""
    head = (incident.customer.salutation or "").split(" ")[0]
    return head if pack.is_title(head, incident.tongue) else ""


def _framework_for(incident: Incident, triage: Triage) -> str:
    # An escalated case that a person answers is still a refusal where the demand is beyond policy.
    refused = incident.fault == "customer" and is_unreasonable(incident)
    if triage.route == "decline_with_empathy" or refused:
        return "decline"
    if triage.route == "acknowledge_first" or incident.stage == "acknowledgement":
        return "acknowledgement"
    if incident.audience == "all_affected":
        return "notice"
    business = incident.customer.company is not None
    if incident.relationship == "ongoing" and business and incident.remedies:
        return "restore_first"
    return "apologise_first"


class _Numbering:
    """Numbers facts as they are added."""

    def __init__(self, before: int = 0) -> None:
        self.made: list[Fact] = []
        self._before = before

    def add(self, kind: FactKind, field: str, text: str, plain: str, label: str = "") -> None:
        number = f"F{self._before + len(self.made) + 1}"
        self.made.append(
            Fact(id=number, kind=kind, field=field, text=text, plain=plain, label=label)
        )


def _facts(incident: Incident, masks: Pseudonymiser, kind: LetterKind) -> tuple[Fact, ...]:
    numbered = _Numbering()
    event = incident.what_happened
    numbered.add("event", "what_happened", masks.apply(event, "what_happened"), event)
    if incident.occurred_on and not _names_day(incident):
        day = incident.occurred_on.isoformat()
        numbered.add("event", "occurred_on", "[[occurred_on]]", day, "day")
    for i, impact in enumerate(incident.impact):
        slotted = masks.apply(impact.description, f"impact_{i + 1}")
        numbered.add("impact", f"impact.{i}", slotted, impact.description, impact.kind)
    if incident.root_cause and kind != "acknowledgement":
        cause = masks.apply(incident.root_cause, "root_cause")
        numbered.add("cause", "root_cause", cause, incident.root_cause, incident.fault)
    _add_offers(incident, masks, kind, numbered)
    _add_contacts(incident, numbered)
    _add_background(incident, masks, numbered)
    return tuple(numbered.made)


def _names_day(incident: Incident) -> bool:
    """Say whether the event already tells the day on which it happened."""
    day = incident.occurred_on
    if day is None:
        return False
    exact = PartialDate(day.year, day.month, day.day)
    known = Figure(kind="date", value=exact, unit=None, start=0, end=0, text="")
    told = find(incident.what_happened, incident.tongue, on=day)
    return any(figure.kind == "date" and matches(figure, known) for figure in told)


def _add_offers(
    incident: Incident, masks: Pseudonymiser, kind: LetterKind, numbered: _Numbering
) -> None:
    for i, remedy in enumerate(incident.remedies):
        text = masks.apply(remedy.description, f"remedy_{i + 1}")
        text += _tail(f"remedy_{i + 1}", amount=remedy.amount is not None, due=bool(remedy.due))
        numbered.add("remedy", f"remedies.{i}", text, remedy.description, remedy.kind)
    for i, action in enumerate(incident.preventive_actions if kind == "resolution" else ()):
        text = masks.apply(action.description, f"action_{i + 1}")
        text += _tail(f"action_{i + 1}", amount=False, due=bool(action.due))
        field = f"preventive_actions.{i}"
        numbered.add("action", field, text, action.description, action.status)


def _add_contacts(incident: Incident, numbered: _Numbering) -> None:
    numbered.add("reference", "case_id", "[[case_id]]", incident.case_id)
    if incident.next_update_by:
        plain = incident.next_update_by.isoformat()
        numbered.add("next_update", "next_update_by", "[[next_update_by]]", plain)
    sender = incident.sender
    ways = [f"[[sender_{way}]]" for way in ("phone", "email") if getattr(sender, way)]
    who = "[[sender_name]], [[sender_title]], [[sender_company]]"
    text = f"{who}; reached at {' or '.join(ways)}" if ways else who
    plain = f"{sender.name}, {sender.title}, {sender.company}"
    numbered.add("sender", "sender", text, plain)


def _add_background(incident: Incident, masks: Pseudonymiser, numbered: _Numbering) -> None:
    if incident.demand:
        text = masks.apply(incident.demand.description, "demand")
        text += ": [[demand_amount]]" if incident.demand.amount else ""
        numbered.add("demand", "demand", text, incident.demand.description)
    for i, earlier in enumerate(incident.previous_apologies, 1):
        about = masks.apply(earlier.about, f"previous_{i}")
        text = f"apologised on [[previous_{i}_date]] about: {about}"
        numbered.add("history", f"previous_apologies.{i - 1}", text, earlier.about)


def _house_facts(
    incident: Incident,
    kind: LetterKind,
    house: Pack,
    notices: tuple[Notice, ...],
    slots: tuple[Slot, ...],
    first: int,
) -> tuple[Fact, ...]:
    """Return what the organisation vouches for itself: required texts, and allowed words."""
    tongue = incident.tongue
    numbered = _Numbering(first)
    for i, notice in enumerate(notices):
        text = notice.text.get(tongue, "").strip()
        if text and (not notice.kinds or kind in notice.kinds):
            numbered.add("notice", f"notices.{i}", text, fill(text, slots).text)
    for i, words in enumerate(house.policy.allow.get(tongue, ())):
        numbered.add("allowed", f"allow.{i}", words, words)
    return tuple(numbered.made)


def _tail(stem: str, *, amount: bool, due: bool) -> str:
    parts = [f"amount [[{stem}_amount]]"] if amount else []
    parts += [f"by [[{stem}_due]]"] if due else []
    return f" ({', '.join(parts)})" if parts else ""


def _sections(
    incident: Incident, framework: Framework, facts: tuple[Fact, ...]
) -> tuple[SectionBrief, ...]:
    holds: dict[Condition, bool] = {
        "always": True,
        "impact": bool(incident.impact),
        "outcome_ours": incident.fault in {"ours", "shared", "third_party"},
        "cause_known": incident.root_cause is not None,
        "remedies": bool(incident.remedies),
        "preventive_actions": bool(incident.preventive_actions),
        "contact": bool(incident.sender.email or incident.sender.phone)
        or incident.relationship == "ongoing",
    }
    return tuple(
        SectionBrief(id=spec.id, say=spec.say.strip(), facts=_ids(spec, facts), joins=spec.joins)
        for spec in framework.sections
        if holds[spec.when]
    )


def _ids(spec: SectionSpec, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts if fact.kind in spec.facts)
