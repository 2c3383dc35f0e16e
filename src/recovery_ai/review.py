"""The review: all checks in order, and a verdict for every sentence."""

from collections.abc import Callable, Iterator

from recovery_ai.brief import Brief
from recovery_ai.checks import (
    apology,
    cause,
    figures,
    form,
    harm,
    links,
    ownership,
    phrases,
    placeholders,
    prevention,
    privacy,
    receipt,
    recipient,
    remedy,
    signature,
    tongue,
)
from recovery_ai.findings import Finding, accepted
from recovery_ai.incident import Value
from recovery_ai.letter import Letter
from recovery_ai.licence import licence
from recovery_ai.pack import Pack
from recovery_ai.proof import Provenance
from recovery_ai.reading import Reading

Check = Callable[[Reading], Iterator[Finding]]
EVERY_LANGUAGE: tuple[Check, ...] = (
    placeholders.check,
    links.check,
    privacy.check,
    figures.check,
    recipient.check,
    receipt.check,
    signature.check,
    tongue.check,
    form.check,
)
KNOWN_LANGUAGES: tuple[Check, ...] = (
    phrases.check,
    apology.check,
    harm.check,
    ownership.check,
    cause.check,
    remedy.check,
    prevention.check,
)


class Review(Value):
    """What the checks found, and what every sentence rests on."""

    accepted: bool
    proved: bool
    findings: tuple[Finding, ...]
    provenance: tuple[Provenance, ...]


def review(letter: Letter, brief: Brief, pack: Pack) -> Review:
    """Judge `letter` against `brief`, the same way whoever wrote it."""
    reading = Reading.of(letter, brief, pack)
    known = bool(reading.language.rules)
    checks = (*KNOWN_LANGUAGES, *EVERY_LANGUAGE) if known else EVERY_LANGUAGE
    found = _settle(tuple(finding for check in checks for finding in check(reading)))
    provenance = licence(reading, found)
    found += tuple(
        reading.finding("unlicensed", one.span.start, one.span.end)
        for one in provenance
        if one.verdict == "unlicensed"
    )
    proved = accepted(found) and all(one.verdict == "licensed" for one in provenance)
    return Review(accepted=accepted(found), proved=proved, findings=found, provenance=provenance)


# Where two codes meet on the same words, the first owns them (DESIGN 3.4).
_OWNERS = (
    ("leaks_internal", {"ungrounded_figure", "unlicensed"}),
    ("leaks_pii", {"ungrounded_figure", "leaks_pii"}),
    ("foreign_link", {"ungrounded_figure", "unauthorised_remedy", "leaks_pii", "over_promise"}),
    ("placeholder", {"ungrounded_figure"}),
    ("unknown_slot", {"placeholder", "ungrounded_figure"}),
    ("wrong_language", {"ungrounded_figure"}),
)


def _settle(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Drop findings whose words belong to another code, and repeats of the same one."""
    kept: list[Finding] = []
    for finding in findings:
        if any(_owned(finding, other) for other in findings if other is not finding):
            continue
        same = (finding.code, finding.span, finding.facts)
        if same not in {(one.code, one.span, one.facts) for one in kept}:
            kept.append(finding)
    return tuple(sorted(kept, key=_place))


def _owned(finding: Finding, other: Finding) -> bool:
    if finding.span is None or other.span is None or finding.code == other.code:
        return False
    inside = finding.span.start < other.span.end and other.span.start < finding.span.end
    return inside and any(other.code == owner and finding.code in owned for owner, owned in _OWNERS)


def _place(finding: Finding) -> tuple[int, int, str]:
    if finding.span is None:
        return (1, 0, finding.code)
    return (0, finding.span.start, finding.code)
