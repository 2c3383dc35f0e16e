"""The licence: a sentence passes when it does a known job and says no more than the facts.

The list of things a good letter has to say is short, so what nothing vouches for stands out
(a blacklist of sins never ends).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from recovery_ai.alignment import told_by
from recovery_ai.doubt import doubted
from recovery_ai.findings import SINS, Finding, Span
from recovery_ai.language.figures import matches
from recovery_ai.language.grounding import grounded
from recovery_ai.language.sentences import clauses
from recovery_ai.language.words import Word
from recovery_ai.pack.lexicon import READER
from recovery_ai.polarity import disowned, turned
from recovery_ai.proof import Provenance, Verdict
from recovery_ai.reading import Line, Reading

# Jobs in the order in which a sentence that does several is filed.
ROLES = (
    "greeting", "apology", "ownership", "decision", "appeal", "unknown_cause", "next_word",
    "reference", "investigating", "remedy", "prevention", "harm", "explanation", "meeting",
    "contact", "request", "thanks", "empathy", "closing",
)  # fmt: skip
FACT_ROLES = {
    "event": "event",
    "impact": "harm",
    "cause": "explanation",
    "remedy": "remedy",
    "action": "prevention",
    "reference": "reference",
    "next_update": "next_word",
    "sender": "signature",
    "demand": "decision",
    "history": "history",
    "notice": "notice",
    "allowed": "house",
}
DENSITY = 0.5
NEW_WORDS = 1
FOREIGN = 2
FEW = 3


def licence(reading: Reading, findings: tuple[Finding, ...]) -> tuple[Provenance, ...]:
    """Return the verdict for every sentence of the letter; a waived alarm still denies it."""
    spans = [f.span for f in findings if f.severity == "error" and f.span]
    bad = frozenset(_touched(reading.lines, spans))
    doubtful = frozenset(hit.line.index for hit in reading.hits("unlicensed", *SINS))
    return tuple(
        _judge(reading, line, bad, doubtful) for line in reading.lines if line.text.strip()
    )


def _touched(lines: Sequence[Line], spans: Sequence[Span]) -> Iterator[int]:
    """Yield the index of each sentence that some span reaches into."""
    starts = [line.start for line in lines]
    for span in spans:
        first = max(bisect_right(starts, span.start) - 1, 0)
        for line in lines[first : bisect_left(starts, span.end)]:
            if span.start < line.sentence.end:
                yield line.index


def _judge(
    reading: Reading, line: Line, bad: frozenset[int], doubtful: frozenset[int]
) -> Provenance:
    facts = told_by(reading, line)
    role = _role(line, facts, reading)
    verdict: Verdict = "unlicensed"
    if line.index in bad:
        verdict = "violates"
    elif (
        role is not None
        and line.index not in doubtful
        and _says_no_more(reading, line)
        and not turned(reading, line, role, facts)
        and not _of_another(reading, line, facts)
        and not disowned(reading, line)
        and not doubted(reading, line, role)
    ):
        verdict = "licensed"
    return Provenance(
        sentence=line.text,
        span=Span(start=line.start, end=line.sentence.end),
        section=line.section,
        role=role,
        facts=facts,
        verdict=verdict,
    )


def _role(line: Line, facts: tuple[str, ...], reading: Reading) -> str | None:
    if is_signature(reading, line):
        return "signature"
    if line.index < 2 and not line.folded.strip(f"{READER} ,.!:"):
        return "greeting"
    for role in ROLES:
        if role in line.roles:
            return role
    kinds = {fact.id: fact.kind for fact in reading.brief.facts}
    return FACT_ROLES[kinds[facts[0]]] if facts else None


def is_signature(reading: Reading, line: Line) -> bool:
    """Say whether the line only names the sender: name, title, company, ways to reach them."""
    stems = reading.stems(line)
    if not stems or line.index < len(reading.lines) // 2:
        return False
    return any(stems <= sender.stems for sender in reading.evidence.of("sender")[:1])


def _says_no_more(reading: Reading, line: Line) -> bool:
    """Say whether sentence and clauses stay within facts, formulas and common letter words."""
    words = reading.content(line)
    new = reading.new_words(line)
    if any(word.stem in reading.evidence.notes for word in new):
        return False
    known = len(words) - len(new)
    if len(new) > NEW_WORDS + known // 6 or len(new) > DENSITY * len(words):
        return False
    if new and len(new) == DENSITY * len(words) and not _has_formula(line):
        return False
    loose = _loose_figures(reading, line)
    return not loose and not _has_loose_clause(reading, line, new)


def _of_another(reading: Reading, line: Line, facts: tuple[str, ...]) -> bool:
    """Say whether a promise has only days that belong to other facts than the one it tells.

    The sender's own line, too, has no room for a name that is not the sender's.
    """
    first = next((one for one in reading.evidence.facts if facts and one.fact.id == facts[0]), None)
    if first is None:
        return False
    if first.fact.kind == "sender" and not line.says(*ROLES):
        return bool(reading.new_words(line))
    days = [figure for figure in reading.figures_in(line) if figure.kind == "date"]
    due = [figure for figure in first.figures if figure.kind == "date"]
    if first.fact.kind not in {"remedy", "action"} or not days or not due:
        return False
    return not any(matches(day, known) for day in days for known in due)


def _has_formula(line: Line) -> bool:
    """Say whether the sentence speaks like some job of a letter, beside telling facts."""
    return bool(line.roles)


def _loose_figures(reading: Reading, line: Line) -> bool:
    told = [figure for figure in reading.figures_in(line) if figure.kind == "money"]
    if len({(sum_.value, sum_.unit) for sum_ in told}) < len(told):
        return True  # the same sum twice in one breath may be one promise or two
    return any(
        not figure.soft
        and figure.kind not in {"ordinal", "phone"}
        and not (figure.kind == "count" and figure.number() <= FEW)
        and not any(start <= figure.start < end for start, end, _ in reading.places)
        and not grounded(figure, reading.evidence.figures)
        for figure in reading.figures_in(line)
    )


def _has_loose_clause(reading: Reading, line: Line, new: tuple[Word, ...]) -> bool:
    """Say whether some clause is mostly new: a licensed clause must not carry a foreign tail."""
    if len(new) < FOREIGN:
        return False
    for start, end in clauses(line.text, reading.brief.tongue):
        inside = [w for w in reading.content(line) if start <= w.start - line.start < end]
        fresh = [word for word in new if start <= word.start - line.start < end]
        if len(fresh) >= FOREIGN and len(fresh) / len(inside) > 0.6:
            return True
    return False
