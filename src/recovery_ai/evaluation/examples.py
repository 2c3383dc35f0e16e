"""Every rule is tried on its own examples: those it must flag, and those it must let pass."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from recovery_ai.brief import Brief, make_brief
from recovery_ai.documents import incident_from
from recovery_ai.letter import Letter
from recovery_ai.naming import waived
from recovery_ai.pack import LANGUAGES, Example, Pack, Rule
from recovery_ai.reading import Reading
from recovery_ai.review import review
from recovery_ai.triage import triage

# A case in which everything is known and the fault is ours; examples lay their own facts over it.
FACTS: dict[str, Any] = {
    "case_id": "EX-1001",
    "stage": "resolution",
    "category": "other",
    "customer": {"name": "Robin Ashgrove"},
    "what_happened": "-",
    "root_cause": "-",
    "fault": "ours",
    "severity": "medium",
    "sender": {"name": "Alex Fenwick", "title": "Manager", "company": "Northmoor"},
}


class Surprise(NamedTuple):
    """An example on which a rule did not do what its file says."""

    rule: Rule
    text: str
    wanted: bool

    def __str__(self) -> str:
        """Return one line for the owner of the rule."""
        fault = "does not flag" if self.wanted else "flags, and should let pass"
        return f"{self.rule.id} {fault}: {self.text}"


def surprises(pack: Pack) -> Iterator[Surprise]:
    """Yield every example of the policy that is not judged as its rule file says."""
    for tongue in LANGUAGES:
        for rule in pack.language(tongue).rules:
            yield from surprises_of(rule, pack)


def surprises_of(rule: Rule, pack: Pack) -> Iterator[Surprise]:
    """Yield the examples of one rule that are not judged as its file says."""
    for wanted, examples in ((True, rule.flags), (False, rule.passes)):
        for example in examples:
            if fires(rule, example, pack) != wanted:
                yield Surprise(rule, text_of(example), wanted)


def text_of(example: str | Example) -> str:
    """Return the text of an example, on one line."""
    return " ".join((example if isinstance(example, str) else example.text).split())


def fires(rule: Rule, example: str | Example, pack: Pack) -> bool:
    """Say whether `rule` flags the example, under the facts that the example brings."""
    text = example if isinstance(example, str) else example.text
    extra = {} if isinstance(example, str) else example.facts
    brief = _brief({**FACTS, "language": rule.id.split("/")[0], **extra}, rule, pack)
    if rule.patterns:
        reading = Reading.of(Letter(text=text), brief, pack)
        hits = (hit for hit in reading.hits(rule.code) if hit.rule.id == rule.id)
        return any(not waived(reading, hit) for hit in hits)
    found = review(Letter(text=text), brief, pack).findings
    return any(finding.rule == rule.id for finding in found)


def _brief(facts: dict[str, Any], rule: Rule, pack: Pack) -> Brief:
    incident = incident_from(facts)
    brief = make_brief(incident, triage(incident, pack), pack)
    level = rule.when.admission
    return brief.model_copy(update={"admission": level[0]}) if level else brief
