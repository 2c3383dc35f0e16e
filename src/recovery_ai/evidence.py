"""The facts as evidence: the stems and figures that a sentence can rest on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain

from recovery_ai.brief import Brief, Fact
from recovery_ai.incident import Incident, Money
from recovery_ai.language.figure import Figure, Kind, PartialDate
from recovery_ai.language.figures import find
from recovery_ai.language.matching import COMPARABLE
from recovery_ai.language.sentences import split
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS, folded_words, stem

_NO_WORDS: frozenset[str] = frozenset()
DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class FactEvidence:
    """One fact: its content stems, and its figures."""

    fact: Fact
    stems: frozenset[str]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Evidence:
    """All facts of a brief, and what only the guarded texts say.

    Args:
        facts: one entry for each fact of the brief.
        text: all facts as they are told, folded.
        stems: the stems of all facts together.
        figures: the figures of all facts together.
        notes: stems that only the internal notes hold.
        asides: the same, sentence by sentence of the notes.
        note_figures: figures of the internal notes.
        holders: stem -> which facts hold it; what only one fact says tells more than what all
            of them say.
        comparable: kind -> figures that one of this kind may match, each with its fact.
    """

    facts: tuple[FactEvidence, ...]
    text: str
    stems: frozenset[str]
    figures: tuple[Figure, ...]
    notes: frozenset[str]
    asides: tuple[frozenset[str], ...]
    note_figures: tuple[Figure, ...]
    holders: Mapping[str, tuple[int, ...]]
    comparable: Mapping[Kind, Sequence[tuple[int, Figure]]]

    def of(self, *kinds: str) -> tuple[FactEvidence, ...]:
        """Return the evidence of facts of these kinds."""
        return tuple(one for one in self.facts if one.fact.kind in kinds)


def stems_of(text: str, tongue: str) -> frozenset[str]:
    """Return the stems of the content words of `text`."""
    spare = FUNCTION_WORDS.get(tongue, _NO_WORDS)
    return frozenset(
        stem(word, tongue)
        for word in folded_words(text)
        if word not in spare and word[0] not in DIGITS
    )


@lru_cache(maxsize=8)
def evidence(brief: Brief) -> Evidence:
    """Collect the evidence of `brief`."""
    incident, tongue = brief.incident, brief.tongue
    facts = _all_evidence(brief)
    told = frozenset[str]().union(*(one.stems for one in facts))
    told |= stems_of(f"{incident.customer.name} {incident.customer.salutation or ''}", tongue)
    told |= stems_of(incident.customer.company or "", tongue)
    notes = incident.internal_notes or ""
    return Evidence(
        facts=facts,
        text=fold(" ".join(fact.plain for fact in brief.facts)),
        stems=told,
        figures=tuple(figure for one in facts for figure in one.figures),
        notes=stems_of(notes, tongue) - told,
        asides=tuple(stems_of(one.text, tongue) - told for one in split(notes, tongue)),
        note_figures=find(notes, tongue, on=incident.occurred_on),
        holders=_holders(facts),
        comparable=_comparable(facts),
    )


def _all_evidence(brief: Brief) -> tuple[FactEvidence, ...]:
    incident, tongue = brief.incident, brief.tongue
    found = []
    for fact in brief.facts:
        texts = [fact.plain, *_structured(fact, incident)]
        told = (find(text, tongue, on=incident.occurred_on) for text in texts)
        figures = (*_exact(fact, incident), *chain.from_iterable(told))
        found.append(FactEvidence(fact, stems_of(" . ".join(texts), tongue), figures))
    return tuple(found)


def _holders(facts: tuple[FactEvidence, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for i, one in enumerate(facts):
        for held in one.stems:
            found[held] = (*found.get(held, ()), i)
    return found


def _comparable(facts: tuple[FactEvidence, ...]) -> dict[Kind, list[tuple[int, Figure]]]:
    found: dict[Kind, list[tuple[int, Figure]]] = {}
    for i, one in enumerate(facts):
        for figure in one.figures:
            for kind in COMPARABLE[figure.kind]:
                found.setdefault(kind, []).append((i, figure))
    return found


def _structured(fact: Fact, incident: Incident) -> Iterable[str]:
    """Yield text in fields beside the fact's own description."""
    if fact.kind == "sender":
        yield from filter(None, (incident.sender.email, incident.sender.phone))
    if fact.kind == "history":
        remedy = incident.previous_apologies[int(fact.field.rsplit(".", 1)[1])].remedy
        yield remedy or ""


def _exact(fact: Fact, incident: Incident) -> Iterable[Figure]:
    """Yield the figures that the facts hold in fields of their own."""
    name, _, index = fact.field.partition(".")
    if name == "occurred_on" and incident.occurred_on:
        yield _date_figure(incident.occurred_on)
    elif name == "next_update_by" and incident.next_update_by:
        yield from _moment_figures(incident.next_update_by)
    elif name == "remedies":
        remedy = incident.remedies[int(index)]
        if remedy.amount:
            yield _money_figure(remedy.amount)
        if remedy.due:
            yield _date_figure(remedy.due)
    elif name == "preventive_actions":
        due = incident.preventive_actions[int(index)].due
        if due:
            yield _date_figure(due)
    elif name == "demand" and incident.demand and incident.demand.amount:
        yield _money_figure(incident.demand.amount)
    elif name == "previous_apologies":
        yield _date_figure(incident.previous_apologies[int(index)].date)


def _date_figure(value: date) -> Figure:
    day = PartialDate(value.year, value.month, value.day)
    return Figure(kind="date", value=day, unit=None, start=0, end=0, text=value.isoformat())


def _moment_figures(value: datetime | date) -> Iterable[Figure]:
    if isinstance(value, datetime):
        yield _date_figure(value.date())
        yield from find(value.strftime("%H:%M"), "en")
    else:
        yield _date_figure(value)


def _money_figure(amount: Money) -> Figure:
    return Figure(
        kind="money", value=amount.value, unit=amount.currency, start=0, end=0, text=str(amount)
    )
