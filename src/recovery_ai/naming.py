"""Naming: which sin of tone a sentence sounds like, as the labelled letters and sentences teach.

Phrases hear words, not what is said with them: "use it wherever you like" is no boundless promise,
and "the clerk has never been much good with people" holds no word that a list would forbid. A small
learned classifier stands beside the rules. An alarm of a rule that does not sound like its code is
no error, and only withholds the licence; a sentence that nothing vouches for and that clearly
sounds like a sin is named. Its weights are data (`prompts/weights/LANGUAGE.codes.json`).
"""

from collections.abc import Iterable, Iterator, Mapping

from recovery_ai.findings import Code, Finding
from recovery_ai.hearing import features
from recovery_ai.proof import Provenance
from recovery_ai.reading import Hit, Line, Reading, applies


def sounds(reading: Reading, line: Line) -> Mapping[Code, float]:
    """Return the log-odds of each sin; nothing in a language that has no classifier."""
    classifier = reading.pack.classifier(reading.brief.tongue)
    return classifier.log_odds(features(reading, line)) if classifier else {}


def waived(reading: Reading, hit: Hit) -> bool:
    """Say whether a rule's alarm sounds nothing like its code.

    Rules that an organisation adds flag what it wants flagged, however that sounds.
    """
    classifier = reading.pack.classifier(reading.brief.tongue)
    if classifier is None or hit.rule.code not in classifier.waives:
        return False
    if f"rules/{hit.rule.id}.yaml" in reading.pack.own:
        return False
    return sounds(reading, hit.line)[hit.rule.code] <= classifier.keep


def named(reading: Reading, provenance: Iterable[Provenance]) -> Iterator[Finding]:
    """Yield a finding for each sentence that nothing vouches for and that sounds like a sin."""
    classifier = reading.pack.classifier(reading.brief.tongue)
    if classifier is None:
        return
    for proof in provenance:
        line = reading.line_at(proof.span.start)
        if proof.verdict != "unlicensed" or line is None:
            continue
        heard = sounds(reading, line)
        code = max(heard, key=heard.__getitem__)
        voice = reading.pack.voice(reading.brief.tongue, code)
        if heard[code] > classifier.name and applies(voice, reading.brief):
            yield reading.finding(code, proof.span.start, proof.span.end)
