"""Parts: the text of a letter, whoever wrote it, cut where its sections begin."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recovery_ai.brief import Brief
from recovery_ai.letter import SectionId
from recovery_ai.proof import Provenance

# Which section does a job; the first one that the framework has.
_BY_ROLE: dict[str, tuple[SectionId, ...]] = {
    "greeting": ("greeting",),
    "apology": ("apology",),
    "harm": ("acknowledgement",),
    "decision": ("decision",),
    "appeal": ("decision",),
    "contact": ("contact",),
    "meeting": ("contact",),
    "request": ("contact",),
    "thanks": ("closing",),
    "closing": ("closing",),
    "signature": ("signature",),
}
# Jobs that sound alike are told apart by the fact that the sentence tells first.
_BY_FACT: dict[str, tuple[SectionId, ...]] = {
    "event": ("apology", "explanation"),
    "impact": ("acknowledgement",),
    "cause": ("explanation", "responsibility"),
    "remedy": ("remedy",),
    "action": ("prevention",),
    "reference": ("receipt",),
    "next_update": ("receipt",),
    "demand": ("decision",),
}
_BY_SOUND: dict[str, tuple[SectionId, ...]] = {
    "ownership": ("responsibility",),
    "explanation": ("explanation",),
    "unknown_cause": ("explanation", "receipt"),
    "remedy": ("remedy",),
    "prevention": ("prevention",),
    "reference": ("receipt",),
    "next_word": ("receipt",),
    "investigating": ("receipt",),
}


class Part(NamedTuple):
    """One section as it stands in a text: `text[start:end]`, in code points."""

    id: SectionId
    start: int
    end: int


def parts(brief: Brief, provenance: Sequence[Provenance]) -> tuple[Part, ...]:
    """Cut a letter into its sections by the jobs that its sentences do.

    A section begins with the first sentence that does its job; a sentence that does the job of a
    section which is past (a second, short apology at the end) stays where it stands.
    """
    known = {section.id for section in brief.sections}
    kinds = {fact.id: str(fact.kind) for fact in brief.facts}
    found: list[Part] = []
    for one in provenance:
        home = next((home for home in _homes(one, kinds) if home in known), None)
        if home and all(part.id != home for part in found):
            found.append(Part(home, one.span.start, one.span.end))
        elif found:
            found[-1] = found[-1]._replace(end=one.span.end)
    return tuple(found)


def _homes(one: Provenance, kinds: Mapping[str, str]) -> tuple[SectionId, ...]:
    formula = one.role == "closing" and one.sentence.endswith(",")  # "Με εκτίμηση," before a name
    role = "signature" if formula else one.role or ""
    first = kinds[one.facts[0]] if one.facts else ""
    return _BY_ROLE.get(role) or _BY_FACT.get(first) or _BY_SOUND.get(role, ())
