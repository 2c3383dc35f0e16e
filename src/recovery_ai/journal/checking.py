"""A letter of a case, checked against the facts and the policy as they are now."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from recovery_ai.brief import Brief, make_brief
from recovery_ai.incident import Incident
from recovery_ai.journal import facts as case_facts
from recovery_ai.letter import Letter
from recovery_ai.pack import Pack
from recovery_ai.pack.framework import LetterKind
from recovery_ai.result import approval_digest, facts_digest, text_digest
from recovery_ai.review import Review, review
from recovery_ai.triage import Triage, triage

_FRAMEWORK: dict[LetterKind, str] = {
    "acknowledgement": "acknowledgement",
    "resolution": "apologise_first",
    "decline": "decline",
}


class Checked(NamedTuple):
    """What the checks say, with all that it was checked against."""

    incident: Incident
    triage: Triage
    brief: Brief
    review: Review

    @property
    def facts_sha256(self) -> str:
        """The hash of the facts, at the stage of this letter."""
        return facts_digest(self.incident)


def brief_of(
    facts: Mapping[str, Any], kind: LetterKind, pack: Pack, regime: str
) -> tuple[Incident, Triage, Brief]:
    """Return what a letter of `kind` is written from; raise `FactsError` naming a missing fact."""
    incident = case_facts.incident(facts, case_facts.STAGES[kind])
    decision = triage(incident, pack, regime)
    brief = make_brief(incident, decision, pack)
    if brief.kind != kind:  # a person chose another letter than triage would
        brief = make_brief(incident, decision, pack, _FRAMEWORK[kind])
    return incident, decision, brief


def check(
    facts: Mapping[str, Any],
    kind: LetterKind,
    letter: Letter,
    pack: Pack,
    regime: str,
) -> Checked:
    """Judge a letter of `kind`; raise `FactsError` naming a missing fact."""
    incident, decision, brief = brief_of(facts, kind, pack, regime)
    return Checked(incident, decision, brief, review(letter, brief, pack))


def approval_of(facts: Mapping[str, Any], kind: LetterKind, letter: Letter, pack: Pack) -> str:
    """Return the hash that an approval of this letter is bound to; empty without facts."""
    whole = case_facts.whole(facts, case_facts.STAGES[kind])
    if whole is None:
        return ""
    return approval_digest(text_digest(letter.subject, letter.text), facts_digest(whole), pack)
