"""What one language contributes: closed word classes as frozen tables, all words folded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from recovery_ai.language.text import fold

Phrase = tuple[str, ...]

FRACTION_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
"""Fractions that are one character."""


def bag(words: str) -> frozenset[str]:
    """Return the words of a blank-separated list."""
    return frozenset(fold(words).split())


def table(entries: str) -> dict[str, str]:
    """Return `variant -> head` from `head variant variant; head variant`; a head maps to itself."""
    rows = [entry.split() for entry in entries.split(";")]
    return {fold(variant): row[0] for row in rows if row for variant in row}


def numbered(entries: str, first: int = 1) -> dict[str, int]:
    """Return `word -> number` from `;`-separated groups of synonyms counted from `first`."""
    groups = enumerate(entries.split(";"), first)
    return {word: number for number, group in groups for word in fold(group).split()}


def valued(entries: str) -> dict[str, Decimal]:
    """Return `word -> value` from `value word word; value word`; a value may be `1/3`."""
    found = {}
    for entry in entries.split(";"):
        value, *words = entry.split()
        over, _, under = value.partition("/")
        quotient = Decimal(over) / Decimal(under or 1)
        found.update(dict.fromkeys(fold(" ".join(words)).split(), quotient))
    return found


def phrases(lines: str) -> tuple[Phrase, ...]:
    """Return `;`-separated phrases as word tuples, longest first."""
    found = {tuple(fold(line).split()) for line in lines.split(";")}
    return tuple(sorted(filter(None, found), key=lambda phrase: (-len(phrase), phrase)))


def meanings(lines: str) -> dict[Phrase, str]:
    """Return `phrase -> value`, longest first, from `value = phrase; phrase | value = phrase`."""
    found = {}
    for line in lines.split("|"):
        value, _, listed = line.partition("=")
        found.update(dict.fromkeys(phrases(listed), value.strip()))
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def sayings(lines: str) -> tuple[tuple[str, Phrase], ...]:
    """Return the pairs of `meanings`, value first."""
    return tuple((value, phrase) for phrase, value in meanings(lines).items())


def spans(entries: str) -> dict[str, tuple[Decimal, str]]:
    """Return `noun -> (number, unit)` from `number unit noun noun; number unit noun`."""
    rows = [entry.split() for entry in entries.split(";")]
    return {fold(noun): (Decimal(row[0]), row[1]) for row in rows for noun in row[2:]}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Prose:
    """How sentences of a language break and which of its words carry no content."""

    abbreviations: frozenset[str] = frozenset()
    """Abbreviations, without the last stop, that never end a sentence."""
    numeric: frozenset[str] = frozenset()
    """Words that are abbreviations only before a digit ("No. 5")."""
    closers: frozenset[str] = frozenset()
    """Abbreviations, without the last stop, that may end one."""
    conjunctions: frozenset[str] = frozenset()
    """Words that open a clause after a comma."""
    breaks: frozenset[str] = frozenset()
    """Words that open a clause even without a comma."""
    function_words: frozenset[str] = frozenset()
    irregular: Mapping[str, str] = field(default_factory=dict)
    """Inflected form -> base form, for what a suffix stemmer can not see."""


@dataclass(frozen=True, eq=False, repr=False)
class Numerals:
    """Number words and the signs of written figures."""

    decimal: str = ","
    """The decimal sign of the language; the other of `.` and `,` groups thousands."""
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    teens: frozenset[str] = frozenset()
    """Words that add ten to the unit before them."""
    multipliers: Mapping[str, int] = field(default_factory=dict)
    """Words that multiply the unit before them (ten, hundred)."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """Words that multiply all before them (thousand and up)."""
    short_scales: Mapping[str, int] = field(default_factory=dict)
    """Scale letters understood only next to a currency."""
    joiners: frozenset[str] = frozenset()
    halves: tuple[Phrase, ...] = ()
    """Phrases that add one half to the number before them."""
    collectives: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_suffixes: frozenset[str] = frozenset()
    ordinal_prefix: str = ""
    fractions: Mapping[str, Decimal] = field(default_factory=dict)
    multiples: Mapping[str, int] = field(default_factory=dict)
    """Adverbs that count occasions, such as "twice"."""
    ratios: Mapping[str, Decimal] = field(default_factory=dict)
    soft: frozenset[str] = frozenset()
    """Number words that are idiom more often than quantity."""

    @cached_property
    def continuing(self) -> frozenset[str]:
        """Tokens that may go on with a number: halves, fraction signs and scales."""
        return frozenset((*FRACTION_SIGNS, *self.scales, *(phrase[0] for phrase in self.halves)))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Calendar:
    """Names of days and months, and the words around a date."""

    day_first: bool | None = True
    """Order of an all-figure date; None where both orders are in use."""
    months: Mapping[str, int] = field(default_factory=dict)
    short_months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    short_weekdays: Mapping[str, int] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    """Names that are also common words: they count alone only after a `cue`."""
    cues: frozenset[str] = frozenset()
    """Words before a bare month, year or weekday name."""
    day_cues: frozenset[str] = frozenset()
    """Words before a bare day of the month."""
    of: frozenset[str] = frozenset()
    """Words allowed between day and month or month and year."""
    relative: Mapping[Phrase, str] = field(default_factory=dict)
    """Phrase -> days from today, as a figure."""
    ends: frozenset[str] = frozenset()
    month_words: frozenset[str] = frozenset()
    end_fillers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Clock:
    """Words around a time of day."""

    cues: frozenset[str] = frozenset()
    """Words before an hour that make it a time."""
    weak_cues: frozenset[str] = frozenset()
    """Words before an hour that make it a time only if no noun follows."""
    far_cues: frozenset[str] = frozenset()
    """Words that do so with an article between, as in "από τις εννιά"."""
    oclock: tuple[Phrase, ...] = ()
    halves: tuple[tuple[str, Phrase], ...] = ()
    """Phrases after an hour, each with its half of the day: am, pm, midday, night."""
    moments: Mapping[Phrase, str] = field(default_factory=dict)
    """Phrase -> ISO time."""
    past: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    half_past: frozenset[str] = frozenset()
    """Words for thirty minutes: before `past`, or after the hour in Greek."""
    half_before: bool = False
    """True where "half six" after a cue means 5:30."""
    quarter: frozenset[str] = frozenset()
    hour_first: bool = False
    """True where the hour precedes the minutes ("five and ten")."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Amounts:
    """Units of time, money and measure."""

    units: Mapping[str, str] = field(default_factory=dict)
    """Word -> second, minute, hour, day, night, week, month, year."""
    fixed: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)
    """Nouns that hold number and unit, such as "fortnight"."""
    articles: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    """Adjectives between a number and its unit that leave the value alone."""
    working: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    """Words between the parts of a compound amount ("five hours and ten minutes")."""
    unit_links: frozenset[str] = frozenset()
    """Words between a fraction and its unit ("of an hour")."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    minor: Mapping[str, str] = field(default_factory=dict)
    """Words for a hundredth -> currency, "" for that of any currency."""
    percent: tuple[Phrase, ...] = ()
    times: frozenset[str] = frozenset()
    measures: Mapping[str, str] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    """Nouns that a number names rather than counts ("room 12")."""
    reference_labels: frozenset[str] = frozenset()
    bounds: Mapping[Phrase, str] = field(default_factory=dict)
    """Phrase before a figure -> about, over, under."""
    ranges: frozenset[str] = frozenset()
    """Words between the two ends of a range."""
    lists: frozenset[str] = frozenset()
    """Words and signs between two listed numbers."""
    contrasts: frozenset[str] = frozenset()
    """Words between a day and the one it stands for ("on 30 March, not the 24th")."""
    after: frozenset[str] = frozenset()
    """Words between a length and the time that it follows ("20 minutes after four")."""
    before: frozenset[str] = frozenset()
    """Words between a length and the time that it comes before."""
    short_of: tuple[Phrase, ...] = ()
    """Phrases between what is missing and the whole ("five minutes short of an hour")."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """All tables of one language; the empty one understands figures and signs only."""

    language: str = ""
    prose: Prose = Prose()
    numerals: Numerals = Numerals()
    calendar: Calendar = Calendar()
    clock: Clock = Clock()
    amounts: Amounts = Amounts()

    def content(self, word: str) -> bool:
        """Tell whether a folded token is a word with content of its own."""
        return word[:1].isalpha() and word not in self.prose.function_words
