"""Does the letter keep to itself what is private or internal?"""

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from recovery_ai.alignment import support
from recovery_ai.findings import Finding
from recovery_ai.identity import is_card, is_iban, phones
from recovery_ai.language.figures import Figure, find
from recovery_ai.language.grounding import grounded
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS, Word
from recovery_ai.pack.lexicon import STAFF
from recovery_ai.reading import Line, Reading

_CARD = re.compile(r"(?<!\w)\d(?:[ -]?\d){12,18}(?!\w)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?!\w)")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_CAPITAL = re.compile(
    r"(?:(?<=[\w,] )|(?<=[DM]r\. )|(?<=Mrs\. )|(?<=Ms\. ))"
    r"[A-ZΑ-ΩΆ-Ώ][\w’'-]*[a-zα-ωά-ώ][\w’'-]*"
)
_FOUR_FOURS = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{4}")
_LOCAL = 9  # digits of a telephone number that count, whatever is dialled before them
_NEAR = 0.85  # alike but for a digit of a telephone number, a letter or two of an address
_NOTE_WORDS = 3
_RETOLD = 2


def check(reading: Reading) -> Iterator[Finding]:
    """Yield `leaks_internal` and `leaks_pii`."""
    yield from _internal(reading)
    yield from _personal(reading)


def _internal(reading: Reading) -> Iterator[Finding]:
    evidence = reading.evidence
    if not reading.brief.guarded.internal_notes:
        return
    for line in reading.lines:
        figures = [
            figure
            for figure in reading.figures_in(line)
            if figure.kind not in {"ordinal", "phone"}
            and not figure.soft
            and not _small(figure)
            and grounded(figure, evidence.note_figures)
            and not grounded(figure, evidence.figures)
        ]
        told = _names_staff(line) or _tells(reading, line) or _counts_others(reading, line)
        if figures or told:
            yield reading.finding("leaks_internal", line.start, line.sentence.end)


def _tells(reading: Reading, line: Line) -> bool:
    """Say whether the sentence has words of the notes: rare ones, side by side, or many of one."""
    words = [word for word in reading.content(line) if word.stem in reading.evidence.notes]
    if len(words) < _RETOLD:
        return False
    rare = [word for word in words if word.stem not in reading.language.vocabulary]
    return len(rare) >= _NOTE_WORDS or _repeats(reading, rare) or _retells(reading, line)


def _names_staff(line: Line) -> bool:
    """Say whether a name that only the notes know stands there, written as a name."""
    if STAFF not in line.folded:
        return False
    marked = (i for i, letter in enumerate(line.folded) if letter == STAFF)
    return any(line.text[i].isupper() for i in marked)


def _small(figure: Figure) -> bool:
    """Say whether a figure is too common a count to be traced to the notes."""
    return figure.kind == "count" and isinstance(figure.value, Decimal | int) and figure.value <= 12


def _repeats(reading: Reading, words: list[Word]) -> bool:
    """Say whether two note words stand side by side as they do in the notes."""
    notes = fold(reading.brief.guarded.internal_notes)
    texts = [word.fold for word in words]
    return any(f"{one} {two}" in notes for one, two in zip(texts, texts[1:], strict=False))


def _retells(reading: Reading, line: Line) -> bool:
    """Say whether the sentence has more words of one sentence of the notes than of any fact."""
    said, evidence = reading.stems(line), reading.evidence
    shared = max((said & aside for aside in evidence.asides), key=len, default=frozenset())
    if len(shared) < _RETOLD or shared <= reading.language.vocabulary or line.says("decision"):
        return False
    return all(support(reading, line, one).shared < len(shared) for one in evidence.facts)


def _counts_others(reading: Reading, line: Line) -> bool:
    """Say whether it tells how many others it happened to, which the notes count and no fact.

    "Thirteen others and you" are the fourteen of the facts.
    """
    evidence = reading.evidence
    if not any(figure.kind == "count" for figure in evidence.note_figures):
        return False
    known = {one.number() for one in evidence.figures if one.kind == "count"}
    return any(
        not any(
            start <= figure.start - line.start < end
            and (grounded(figure, evidence.figures) or figure.number() + 1 in known)
            for figure in reading.figures_in(line)
        )
        for start, end in line.role_spans("others_too")
    )


def _personal(reading: Reading) -> Iterator[Finding]:
    text, incident = reading.text, reading.brief.incident
    for pattern, valid in ((_CARD, _is_card), (_IBAN, is_iban)):
        for match in pattern.finditer(text):
            if valid(match[0]):
                yield reading.finding("leaks_pii", *match.span())
    own = {fold(a) for a in (incident.customer.email, incident.sender.email) if a}
    for match in _EMAIL.finditer(text) if "@" in text else ():
        if fold(match[0]) not in own and fold(match[0]) not in reading.evidence.text:
            yield _contact(reading, *match.span(), fold(match[0]), own)
    yield from _telephones(reading)
    yield from _others(reading)


def _is_card(number: str) -> bool:
    """Say whether it is a card number, or written as one, mistyped or not."""
    return is_card(number) or _FOUR_FOURS.fullmatch(number) is not None


def _telephones(reading: Reading) -> Iterator[Finding]:
    if not any(figure.kind == "phone" for figure in reading.figures):
        return
    sender = reading.brief.incident.sender
    own = re.sub(r"\D", "", sender.phone or "")
    told = re.sub(r"\D", "", f"{own} {reading.evidence.text}")
    for start, end in phones(reading.text, told):
        digits = re.sub(r"\D", "", reading.text[start:end]).lstrip("0")
        if not _CARD.search(reading.text, start, end):
            yield _contact(reading, start, end, digits[-_LOCAL:], {own[-_LOCAL:]})


def _contact(reading: Reading, start: int, end: int, found: str, known: set[str]) -> Finding:
    """Report a contact that is not ours, or that is ours but for a slip of the pen."""
    near = any(SequenceMatcher(None, found, one).ratio() >= _NEAR for one in known)
    slip = reading.pack.voice(reading.brief.tongue, "leaks_pii_slip") if near else None
    return reading.finding("leaks_pii", start, end, rule=slip)


def _others(reading: Reading) -> Iterator[Finding]:
    """Flag people whom only the complaint names, and what the sentence goes on to say of them."""
    complaint = reading.brief.guarded.complaint
    if not complaint:
        return
    incident = reading.brief.incident
    sender, customer = incident.sender, incident.customer
    people = f"{customer.name} {customer.salutation} {sender.name} {sender.company}"
    known = f"{reading.evidence.text} {fold(people)}"
    common = reading.language.vocabulary_words
    function_words = FUNCTION_WORDS.get(reading.brief.tongue, frozenset())
    strangers = [
        m
        for m in _CAPITAL.finditer(complaint)
        if (name := fold(m[0])) not in known and name not in common and name not in function_words
    ]
    found = find(complaint, reading.brief.tongue, incident.occurred_on) if strangers else ()
    days = [one for one in found if one.kind in {"date", "time"}]
    names = {m[0] for m in strangers if not any(d.start <= m.start() < d.end for d in days)}
    for name in sorted(names):
        match = re.search(rf"(?<![\w@.]){re.escape(name)}(?!\w)", reading.text)
        if match:
            line = reading.line_at(match.start())
            end = line.sentence.end if line else match.end()
            yield reading.finding("leaks_pii", match.start(), end)
            return
