"""A letter read once, for all checks: its sentences, what each says, its words and figures."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from recovery_ai.brief import Brief
from recovery_ai.evidence import DIGITS, Evidence, evidence
from recovery_ai.findings import Code, Finding, Span
from recovery_ai.language.figures import Figure, find
from recovery_ai.language.sentences import Sentence, split
from recovery_ai.language.stretches import Stretches
from recovery_ai.language.text import fold
from recovery_ai.language.words import FUNCTION_WORDS, Word, words
from recovery_ai.layout import lay_out
from recovery_ai.letter import Letter, SectionId
from recovery_ai.names import Marked, marked, mask
from recovery_ai.pack import Pack, Rule
from recovery_ai.pack.lexicon import Spans
from recovery_ai.pack.pack import Language

OWNERSHIP_WINDOW = 2
NEWS = 0.4
Part = TypeVar("Part", Word, Figure)


@dataclass(frozen=True)
class Line:
    """One sentence of the letter, and what the lexicon saw in it."""

    index: int
    sentence: Sentence
    folded: str
    spans: Spans
    section: SectionId | None = None

    @property
    def start(self) -> int:
        """Where the sentence starts in the letter."""
        return self.sentence.start

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.sentence.text

    @cached_property
    def roles(self) -> Spans:
        """Which jobs of a letter the sentence does, and where, inside the sentence."""
        return {name[5:]: found for name, found in self.spans.items() if name[:5] == "role:"}

    def says(self, *roles: str) -> bool:
        """Say whether the sentence does one of these jobs of a letter."""
        return not self.roles.keys().isdisjoint(roles)

    def role_spans(self, role: str) -> list[tuple[int, int]]:
        """Return where it does that job, inside the sentence."""
        return self.roles.get(role, [])


@dataclass(frozen=True)
class Hit:
    """A rule that fired: which, in which sentence, and where in the letter."""

    rule: Rule
    line: Line
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A letter read against its brief.

    Args:
        letter: what is judged; `letter.text` is what all spans count in.
        brief: the contract.
        pack: rules, roles and matchers.
        places: where slots were filled: (start, end, slot name); empty for free text.
        sections: where sections stand: (start, end, id); empty for free text.
        memo: what was measured of a sentence and a fact already.
    """

    letter: Letter
    brief: Brief
    pack: Pack
    places: tuple[tuple[int, int, str], ...] = ()
    sections: tuple[tuple[int, int, SectionId], ...] = ()
    memo: dict[int, object] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, letter: Letter, brief: Brief, pack: Pack) -> "Reading":
        """Read a letter; slots and sections are placed only where its text still holds them."""
        page = lay_out(letter.sections, brief)
        if letter.sections and page.text == letter.text:
            return cls(letter, brief, pack, page.places, page.sections)
        return cls(letter, brief, pack)

    @property
    def text(self) -> str:
        """The letter as the reader gets it."""
        return self.letter.text

    @cached_property
    def language(self) -> Language:
        """The pack's knowledge of the brief's language."""
        return self.pack.language(self.brief.tongue)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sentences, each matched once against every phrase of the pack."""
        masked = mask(fold(self.text), self._marked)
        sentences = split(self.text, self.brief.tongue)
        folded = [masked[one.start : one.end] for one in sentences]
        spans = self.language.lexicon.scan_all(folded)
        sections = [self.section_at(one.start) for one in sentences]
        return tuple(map(Line, range(len(sentences)), sentences, folded, spans, sections))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the letter, stemmed."""
        return words(self.text, self.brief.tongue)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the letter."""
        return find(self.text, self.brief.tongue, on=self.brief.incident.occurred_on)

    def section_at(self, position: int) -> SectionId | None:
        """Return the section that a position of the text belongs to."""
        return next((s for start, end, s in self.sections if start <= position < end), None)

    def line_at(self, position: int) -> Line | None:
        """Return the sentence that a position of the text belongs to."""
        index = bisect_right(self._starts, position) - 1
        line = self.lines[index] if index >= 0 else None
        return line if line and position < line.sentence.end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def content(self, line: Line) -> tuple[Word, ...]:
        """Return the content words of a sentence: no function words, no figures."""
        return self._content[line.index]

    def words_in(self, line: Line) -> tuple[Word, ...]:
        """Return all words of a sentence."""
        return self._words[line.index]

    def new_words(self, line: Line) -> tuple[Word, ...]:
        """Return the content words that no fact, no formula and no common letter word covers."""
        return self._ground[line.index][1]

    def covered(self, line: Line) -> int:
        """Return how many content words a fact or a formula covers."""
        return self._ground[line.index][0]

    @cached_property
    def _words(self) -> tuple[tuple[Word, ...], ...]:
        return self._by_line(self.words)

    @cached_property
    def _ground(self) -> tuple[tuple[int, tuple[Word, ...]], ...]:
        return tuple(self._ground_of(line) for line in self.lines)

    def _ground_of(self, line: Line) -> tuple[int, tuple[Word, ...]]:
        told, common = self.evidence.stems, self.language.vocabulary
        formulas = Stretches(
            (line.start + start, line.start + end)
            for found in line.roles.values()
            for start, end in found
        )
        # Figures are judged as figures, and slots were filled by us.
        slots = [(start, end) for start, end, _ in self.places]
        figures = [(figure.start, figure.end) for figure in self.figures_in(line)]
        apart = Stretches(slots + figures)
        covered, new = 0, []
        for word in self.content(line):
            at = word.start
            if word.stem in told or formulas.meet(at, at + 1):
                covered += 1
            elif word.stem not in common and not apart.meet(at, at + 1):
                new.append(word)
        return covered, tuple(new)

    def stems(self, line: Line) -> frozenset[str]:
        """Return the stems of the content words of a sentence."""
        return self._stems[line.index]

    def figures_in(self, line: Line) -> tuple[Figure, ...]:
        """Return the figures of a sentence."""
        return self._figures[line.index]

    @cached_property
    def _content(self) -> tuple[tuple[Word, ...], ...]:
        function_words = FUNCTION_WORDS.get(self.brief.tongue, frozenset())
        content = [
            w for w in self.words if w.fold not in function_words and w.fold[0] not in DIGITS
        ]
        return self._by_line(content)

    @cached_property
    def _stems(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(word.stem for word in words) for words in self._content)

    @cached_property
    def _figures(self) -> tuple[tuple[Figure, ...], ...]:
        return self._by_line(self.figures)

    def _by_line(self, parts: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
        """Deal words or figures, which stand in order, out to the sentences they stand in."""
        found: list[tuple[Part, ...]] = []
        cursor, count = 0, len(parts)
        for line in self.lines:
            start, end = cursor, line.sentence.end
            while cursor < count and parts[cursor].start < end:
                cursor += 1
            found.append(tuple(parts[start:cursor]))
        return tuple(found)

    @cached_property
    def evidence(self) -> Evidence:
        """The facts of the brief, as stems and figures."""
        return evidence(self.brief)

    def finding(
        self,
        code: Code,
        start: int | None = None,
        end: int | None = None,
        *,
        rule: Rule | None = None,
        facts: tuple[str, ...] = (),
    ) -> Finding:
        """Make a finding in the pack's words; one without a place says what is missing."""
        said = rule or self.pack.voice(self.brief.tongue, code)
        span = quote = section = None
        if start is not None and end is not None:
            span, quote = Span(start=start, end=end), self.text[start:end]
            section = self.section_at(start)
        return Finding(
            code=code,
            severity=self.pack.severity(said),
            message=said.message,
            suggestion=said.suggestion,
            section=section,
            span=span,
            quote=quote,
            rule=said.id,
            facts=facts,
        )

    def lines_saying(self, *roles: str) -> tuple[Line, ...]:
        """Return the sentences that do one of these jobs."""
        return tuple(line for line in self.lines if line.says(*roles))

    @cached_property
    def _owned(self) -> frozenset[int]:
        owners = [line.index for line in self.lines if line.says("ownership")]
        window = range(-OWNERSHIP_WINDOW, OWNERSHIP_WINDOW + 1)
        return frozenset(index + step for index in owners for step in window)

    def owned_near(self, line: Line) -> bool:
        """Say whether we own the outcome in this sentence or within two of it."""
        return line.index in self._owned

    def hits(self, *codes: str) -> Iterator[Hit]:
        """Yield what the rules for these codes flag, guards and exceptions applied."""
        for code in codes:
            for rule in self.language.by_code.get(code, ()):
                if rule.id in self._flagged and applies(rule, self.brief):
                    yield from self._hits_of(rule)

    @cached_property
    def _flagged(self) -> dict[str, list[Line]]:
        """Return, for each rule, the sentences with a phrase of it."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            for name in line.spans:
                found.setdefault(name, []).append(line)
        return found

    def _hits_of(self, rule: Rule) -> Iterator[Hit]:
        for line in self._flagged[rule.id]:
            spans = line.spans[rule.id]
            if self._guarded(rule, line):
                continue
            if self.language.lexicon.excepted(rule.id, line.folded):
                continue
            for start, end in spans:
                if "told" in rule.unless and not self._says_news(line, start, end):
                    continue
                if "in_facts" in rule.unless and self._only_told(line, start, end):
                    continue
                if not self._is_fact(line, start, end):
                    yield Hit(rule, line, line.start + start, line.start + end)
                    break

    def _only_told(self, line: Line, start: int, end: int) -> bool:
        """Say whether what happened, or what it did, is told with each of these words.

        The cause is left out: who tells it owns it, or puts it on somebody.
        """
        inside = self._inside(line, start, end)
        return len(inside) > 1 and all(word.stem in self._course for word in inside)

    @cached_property
    def _course(self) -> frozenset[str]:
        told = self.evidence.of("event", "impact")
        return frozenset(stem for fact in told for stem in fact.stems)

    def _inside(self, line: Line, start: int, end: int) -> list[Word]:
        first, last = line.start + start, line.start + end
        return [word for word in self.content(line) if first <= word.start < last]

    def _says_news(self, line: Line, start: int, end: int) -> bool:
        """Say whether much of these words is in no fact and no common word of letters."""
        inside = self._inside(line, start, end)
        told, common = self.evidence.stems, self.language.vocabulary
        new = sum(word.stem not in told and word.stem not in common for word in inside)
        return new > 0 and new >= NEWS * len(inside)

    def _is_fact(self, line: Line, start: int, end: int) -> bool:
        """Say whether these words stand in a fact just so: what the facts say, a letter may say."""
        words = line.folded[start:end]
        return (" " in words and words in self._fact_text) or any(
            at <= start and end <= at + len(phrase)
            for phrase in self._allowed
            if (at := line.folded.find(phrase)) >= 0
        )

    @cached_property
    def _allowed(self) -> tuple[str, ...]:
        """The organisation's own formulas: allowed as a whole, not word by word."""
        return tuple(mask(fold(one.plain), self._marked) for one in self.brief.of("allowed"))

    @cached_property
    def _fact_text(self) -> str:
        told = (fact.plain for fact in self.brief.facts if fact.kind != "allowed")
        return mask(fold(" | ".join(told)), self._marked)

    @cached_property
    def _marked(self) -> Marked:
        return marked(self.brief)

    def _guarded(self, rule: Rule, line: Line) -> bool:
        return (
            ("owned" in rule.unless and self.owned_near(line))
            or ("owned_anywhere" in rule.unless and bool(self._owned))
            or ("apologised" in rule.unless and self._apologised_beside(line))
            or ("measured" in rule.unless and self.measured(line))
            or ("cause_known" in rule.unless and self.brief.cause_known)
            or ("granted" in rule.unless and bool(self.brief.remedies) and line.says("remedy"))
        )

    def _apologised_beside(self, line: Line) -> bool:
        """Say whether another sentence of the letter apologises."""
        return any(one.index != line.index for one in self.lines_saying("apology"))

    def measured(self, line: Line) -> bool:
        """Say whether the sentence gives a measure (a duration, a count, a share)."""
        kinds = {"duration", "count", "percent", "time", "money"}
        return any(figure.kind in kinds for figure in self.figures_in(line))


def applies(rule: Rule, brief: Brief) -> bool:
    """Say whether a rule is asked for letters of this brief."""
    when = rule.when
    return (
        (not when.kind or brief.kind in when.kind)
        and (not when.fault or brief.fault in when.fault)
        and (not when.severity or (brief.severity or "medium") in when.severity)
        and (when.cause is None or (when.cause == "known") == brief.cause_known)
        and (when.audience is None or when.audience == brief.audience)
        and (not when.admission or brief.admission in when.admission)
    )
