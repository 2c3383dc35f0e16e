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
    notices,
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
from recovery_ai.language.stretches import Stretches
from recovery_ai.letter import Letter
from recovery_ai.licence import licence
from recovery_ai.naming import named
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
    notices.check,
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


SUBJECT: tuple[Check, ...] = (
    placeholders.check,
    links.check,
    privacy.check,
    figures.check,
    phrases.check,
)


class Review(Value):
    """What the checks found, and what every sentence rests on.

    Args:
        accepted: whether nothing of severity `error` was found.
        proved: whether, besides, facts vouch for every sentence.
        findings: in the order of the letter; what is missing comes last and has no span.
        provenance: a verdict for every sentence, in code points of the text.
    """

    tells = ("accepted", "proved", "findings", "provenance")

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
    found = _readable(found, reading)
    found += _of_subject(letter.subject, reading) if letter.subject else ()
    provenance = licence(reading, found)
    heard = tuple(named(reading, provenance)) if known else ()
    if heard:
        found = tuple(sorted((*found, *heard), key=_place))
        provenance = licence(reading, found)
    found += tuple(
        reading.finding("unlicensed", one.span.start, one.span.end)
        for one in provenance
        if one.verdict == "unlicensed"
    )
    proved = accepted(found) and all(one.verdict == "licensed" for one in provenance)
    return Review(accepted=accepted(found), proved=proved, findings=found, provenance=provenance)


# What no check can find in a letter that is in another language.
_ELEMENTS = frozenset(
    {
        "missing_apology", "missing_acknowledgement", "missing_responsibility",
        "missing_explanation", "missing_remedy", "missing_prevention", "missing_next_steps",
        "evades_responsibility",
    }
)  # fmt: skip


def _readable(findings: tuple[Finding, ...], reading: Reading) -> tuple[Finding, ...]:
    """Drop what is said to be missing from a letter that is mostly in another language."""
    foreign = sum(len(f.quote or "") for f in findings if f.code == "wrong_language")
    if foreign * 2 < len(reading.text):
        return findings
    return tuple(f for f in findings if f.code not in _ELEMENTS)


def _of_subject(subject: str, whole: Reading) -> tuple[Finding, ...]:
    """Judge the subject line; its findings have a quote and no span, for spans count the text.

    Rules that ask whether somebody owns the act nearby are left out: a heading has no nearby.
    """
    reading = Reading(Letter(text=subject), whole.brief, whole.pack)
    found = _settle(tuple(finding for check in SUBJECT for finding in check(reading)))
    near = {"owned", "owned_anywhere", "apologised"}
    by_context = {rule.id for rule in reading.language.rules if near.intersection(rule.unless)}
    return tuple(
        finding.model_copy(update={"span": None})
        for finding in found
        if finding.rule not in by_context
    )


# Where two codes meet on the same words, the first owns them (DESIGN 3.4).
_OWNERS = (
    ("leaks_internal", {"ungrounded_figure", "unlicensed"}),
    ("leaks_pii", {"ungrounded_figure", "leaks_pii"}),
    (
        "foreign_link",
        {"leaks_internal", "ungrounded_figure", "unauthorised_remedy", "leaks_pii", "over_promise"},
    ),
    ("placeholder", {"ungrounded_figure"}),
    ("unknown_slot", {"placeholder", "ungrounded_figure"}),
    ("wrong_language", {"ungrounded_figure"}),
)


def _settle(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Drop findings whose words belong to another code, and repeats of the same one."""
    owners = {
        owner: Stretches((f.span.start, f.span.end) for f in findings if f.span and f.code == owner)
        for owner, _ in _OWNERS
    }
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        if not any(
            finding.code in owned and finding.code != owner and _meets(owners[owner], finding)
            for owner, owned in _OWNERS
        ):
            kept.setdefault((finding.code, finding.span, finding.facts), finding)
    return tuple(sorted(kept.values(), key=_place))


def _meets(ground: Stretches, finding: Finding) -> bool:
    return finding.span is not None and ground.meet(finding.span.start, finding.span.end)


def _place(finding: Finding) -> tuple[int, int, str]:
    if finding.span is None:
        return (1, 0, finding.code)
    return (0, finding.span.start, finding.code)
