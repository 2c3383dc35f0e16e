"""Is every approved remedy in the letter, and nothing that was not approved?"""

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from recovery_ai.alignment import SHORT_SHARE, best, support, tells
from recovery_ai.evidence import FactEvidence
from recovery_ai.findings import Finding
from recovery_ai.language.figures import Figure, matches
from recovery_ai.language.grounding import grounded
from recovery_ai.language.words import Word
from recovery_ai.polarity import refused
from recovery_ai.reading import Line, Reading

OFFERS = ("refund", "credit", "replacement", "repair", "discount", "gift", "service", "other")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `missing_remedy` for a resolution letter, `unauthorised_remedy` for every letter."""
    if reading.brief.kind == "resolution":
        for remedy in reading.evidence.of("remedy"):
            if not any(_offers(reading, line, remedy) for line in reading.lines):
                yield reading.finding("missing_remedy", facts=(remedy.fact.id,))
    if reading.brief.kind != "decline":
        yield from _unauthorised(reading)


def _offers(reading: Reading, line: Line, remedy: FactEvidence) -> bool:
    """Say whether a sentence offers this remedy: its amount in an offer, or its words."""
    if refused(line):
        return False
    if not any(figure.kind == "money" for figure in remedy.figures):
        named = tells(reading, line, remedy) or line.says(f"offers_{remedy.fact.label}")
        return named or (
            line.says("remedy", "promise_to_reader") and _due_then(reading, line, remedy)
        )
    amounts = [figure for figure in reading.figures_in(line) if figure.kind == "money"]
    promised = line.says("remedy", "promise_to_reader")
    offered = promised or _dated(reading, line, remedy)
    if any(_pays(reading, figure, remedy) for figure in amounts):
        named = support(reading, line, remedy).own > 2  # its sum, and words that are only its own
        return offered or named or _stated(reading, line)
    if not amounts:
        counted = _counts(reading, line, remedy)
        if counted and support(reading, line, remedy).share >= SHORT_SHARE:
            return True
        return promised and (counted or _due_then(reading, line, remedy))
    # The right thing with a wrong sum is a wrong figure, and no missing remedy.
    wrong = [f for f in amounts if not grounded(f, reading.evidence.figures)]
    return bool(wrong) and offered and support(reading, line, remedy).shared > 0


def _counts(reading: Reading, line: Line, remedy: FactEvidence) -> bool:
    """Say whether a bare number is the sum: "the sixty are back by Friday"."""
    sums = [known.value for known in remedy.figures if known.kind == "money"]
    bare = (f for f in reading.figures_in(line) if f.kind == "count" and f.unit is None)
    return any(not figure.soft and figure.value in sums for figure in bare)


def _due_then(reading: Reading, line: Line, remedy: FactEvidence) -> bool:
    """Say whether the day of this remedy, and of no other, stands in a sentence without a sum."""
    days = [figure for figure in reading.figures_in(line) if figure.kind == "date"]
    due = [one for one in reading.evidence.of("remedy") if _falls(days, one)]
    return due == [remedy]


def _falls(days: list[Figure], remedy: FactEvidence) -> bool:
    return any(matches(day, known) for day in days for known in remedy.figures)


def _stated(reading: Reading, line: Line) -> bool:
    """Say whether the sentence is a bare sum, of which the next one says that it is paid."""
    following = reading.lines[line.index + 1 : line.index + 2]
    return not reading.content(line) and any(one.says("remedy") for one in following)


def _pays(reading: Reading, figure: Figure, remedy: FactEvidence) -> bool:
    """Say whether an amount is this remedy's, or the sum of all remedies' amounts.

    A half or a double of it is another sum, often that of another remedy.
    """
    every = [known for one in reading.evidence.of("remedy") for known in one.figures]
    sums = (known.value for known in every if known.kind == "money")
    total = sum(value for value in sums if isinstance(value, Decimal))
    return any(matches(figure, known) for known in remedy.figures) or figure.value == total


def _dated(reading: Reading, line: Line, remedy: FactEvidence) -> bool:
    """Say whether the remedy's day stands in this sentence or in the next."""
    near = reading.lines[line.index : line.index + 2]
    return _falls([f for one in near for f in reading.figures_in(one) if f.kind == "date"], remedy)


def _repeats(reading: Reading, line: Line) -> bool:
    """Say whether the sentence tells an approved remedy in its words."""
    return any(tells(reading, line, remedy) for remedy in reading.evidence.of("remedy"))


def _unauthorised(reading: Reading) -> Iterator[Finding]:
    approved = {remedy.kind for remedy in reading.brief.remedies}
    told = reading.evidence.stems
    for line in reading.lines:
        yield from _added(reading, line)
        if not approved and not line.says("decision"):
            for start, _ in line.role_spans("pays")[:1]:
                yield reading.finding("unauthorised_remedy", line.start + start, line.sentence.end)
        if not line.says("promise_to_reader") or _repeats(reading, line):
            continue
        for kind in OFFERS:
            if kind in approved or (approved and kind == "other"):
                continue
            for start, end in line.role_spans(f"offers_{kind}"):
                inside = [
                    word.stem
                    for word in reading.content(line)
                    if line.start + start <= word.start < line.start + end
                ]
                if not inside or not told.issuperset(inside):
                    yield reading.finding(
                        "unauthorised_remedy", line.start + start, line.start + end
                    )
                    return


def _added(reading: Reading, line: Line) -> Iterator[Finding]:
    """Yield what an offer adds that no fact tells: "along with a bag", "and a polish a year"."""
    spans = line.role_spans("offers_freely")
    remedies = reading.evidence.of("remedy")
    if best(reading, line, remedies).own and not line.says("apology", "request", "thanks"):
        spans = [*spans, *line.role_spans("offers_more")]
    news = [word.start - line.start for word in _news(reading, line)]
    for start, end in spans:
        if any(start <= place < end for place in news):
            yield reading.finding("unauthorised_remedy", line.start + start, line.start + end)
            return


def _news(reading: Reading, line: Line) -> Iterator[Word]:
    """Yield the words that stand in no fact, in no figure, and are not common in letters."""
    facts, common = reading.evidence.stems, reading.language.vocabulary
    figures = reading.figures_in(line)
    ends, starts = [one.end for one in figures], [one.start for one in figures]
    for word in reading.content(line):
        told = word.stem in facts or word.stem in common
        at = bisect_right(starts, word.start) - 1
        if not told and not (at >= 0 and word.start < ends[at]):
            yield word
