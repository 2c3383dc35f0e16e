"""The labelled letters, in pydantic-evals' YAML shape, with labels by quote."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from recovery_ai.documents import MAX_BYTES, incident_from, parse, read_text, validate
from recovery_ai.errors import InputError, LetterError
from recovery_ai.findings import Code, Span
from recovery_ai.incident import Incident, Value


class Label(Value):
    """One violation that a careful reader sees."""

    code: Code
    quote: str | None = Field(
        default=None,
        description="words that stand in the letter exactly once; none for what is missing",
    )


class Inputs(Value):
    """A letter and its facts."""

    facts: str | dict[str, Any] = Field(description="a name in facts.yaml, or the facts themselves")
    letter: str = Field(description="plain text; a first line `Subject: …` is the subject")


class Expected(Value):
    """What a careful reader would say of the letter; no violation means that it is good."""

    violations: tuple[Label, ...] = ()


class Metadata(Value):
    """What a report is sliced by."""

    language: str
    stage: Literal["acknowledgement", "resolution"]
    category: str
    channel: str
    framework: str = ""
    parent_id: str = Field(
        description="the letter that this one was made from, or its own name: letters of one "
        "parent are not independent"
    )
    split: Literal["dev", "test"] = Field(
        description="letters of the test split are not looked at while rules are written"
    )
    hard: bool = Field(default=False, description="a good letter that looks bad")
    subtle: bool = Field(default=False, description="a bad letter without clichés")
    author: str = ""


class Entry(Value):
    """One labelled letter."""

    name: str = Field(description="stands once in the whole corpus, and stays")
    inputs: Inputs
    expected_output: Expected = Expected()
    metadata: Metadata


class Dataset(Value):
    """One file of labelled letters; `evals/letters/schema.json` is generated from this."""

    name: str
    cases: tuple[Entry, ...]


class Case(Value):
    """A letter with its facts and its labels, the quotes resolved to spans of the letter."""

    name: str
    incident: Incident = Field(repr=False)
    letter: str
    labels: tuple[Label, ...]
    spans: tuple[Span | None, ...]
    metadata: Metadata

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes that the letter should be flagged for; none for a good letter."""
        return frozenset(label.code for label in self.labels)


class Corpus(Value):
    """All letters of a folder, in a stable order."""

    cases: tuple[Case, ...]

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of all that decides a measurement of the corpus."""
        found = hashlib.sha256()
        for case in self.cases:
            found.update(case.model_dump_json().encode())
        return found.hexdigest()

    def where(self, **wanted: object) -> "Corpus":
        """Return the cases whose metadata have these values."""
        chosen = tuple(
            case
            for case in self.cases
            if all(getattr(case.metadata, key) == value for key, value in wanted.items())
        )
        return Corpus(cases=chosen)


def read_corpus(folder: Path) -> Corpus:
    """Read every `letters.yaml` below `folder`, with the `facts.yaml` beside it.

    Raises:
        InputError: naming file and case, when a label's quote does not stand in its letter exactly
            once, a fact set is unknown, or a name stands twice.
    """
    cases: list[Case] = []
    paths = sorted(folder.rglob("letters.yaml")) if folder.is_dir() else [folder]
    for path in paths:
        cases += _read(path)
    twice = next((name for name, n in Counter(c.name for c in cases).items() if n > 1), None)
    if twice:
        raise LetterError(f"{folder}: {twice}", "stands twice", "give each letter its own name")
    if not cases:
        raise LetterError(str(folder), "holds no labelled letters", "name a folder of letters.yaml")
    return Corpus(cases=tuple(cases))


def _read(path: Path) -> Iterator[Case]:
    facts: dict[str, Any] = {}
    beside = path.with_name("facts.yaml")
    if beside.exists():
        facts = _mapping(beside)
    incidents: dict[str, Incident] = {}
    for entry in _entries(path):
        yield _case(entry, facts, incidents, path)


def _mapping(path: Path) -> dict[str, Any]:
    place = str(path)
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise LetterError(place, "is larger than 1 MB", "split it into several folders")
    text = read_text(place, error=LetterError)
    data = parse(text, place, error=LetterError) if text.strip() else {}
    if not isinstance(data, dict) or not data:
        raise LetterError(place, "is no mapping of fields", "see evals/README.md for its shape")
    return data


def _entries(path: Path) -> Iterator[Entry]:
    """Yield the labelled letters one by one, so that an error names the letter."""
    data = _mapping(path)
    cases = data.get("cases")
    listed = cases if isinstance(cases, list) else []
    shell = {**data, "cases": []} if listed else data
    validate(Dataset, shell, str(path), error=LetterError)
    for number, case in enumerate(listed, 1):
        name = case.get("name") if isinstance(case, dict) else None
        place = f"{path}: {name if isinstance(name, str) else f'case {number}'}"
        yield validate(Entry, case, place, error=LetterError)


def _case(
    entry: Entry, facts: Mapping[str, Any], incidents: dict[str, Incident], path: Path
) -> Case:
    place = f"{path}: {entry.name}"
    key = entry.inputs.facts
    if isinstance(key, str):
        if key not in facts:
            raise LetterError(place, "names facts that are not in facts.yaml", "mend the name")
        if key not in incidents:
            incidents[key] = incident_from(facts[key], f"{path.with_name('facts.yaml')}: {key}")
        incident = incidents[key]
    else:
        incident = incident_from(key, place)
    letter = entry.inputs.letter.strip("\n")
    labels = entry.expected_output.violations
    spans = tuple(_resolve(label, letter, place) for label in labels)
    return Case(
        name=entry.name,
        incident=incident,
        letter=letter,
        labels=labels,
        spans=spans,
        metadata=entry.metadata,
    )


def _resolve(label: Label, letter: str, place: str) -> Span | None:
    if label.quote is None:
        return None
    found = letter.count(label.quote)
    if found != 1:
        problem: InputError = LetterError(
            place,
            f"has a quote for {label.code} that occurs {found} times in the letter",
            "quote words that stand there exactly once",
        )
        raise problem
    start = letter.index(label.quote)
    return Span(start=start, end=start + len(label.quote))
