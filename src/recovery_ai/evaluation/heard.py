"""What there is to learn from: every labelled sentence, as the features that are heard of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from recovery_ai.brief import make_brief
from recovery_ai.documents import incident_from, read_incident
from recovery_ai.drafting import draft_incident
from recovery_ai.evaluation.corpus import Case, Corpus
from recovery_ai.evaluation.examples import FACTS, text_of
from recovery_ai.evaluation.letters import WARNINGS
from recovery_ai.evaluation.sentences import Sentence
from recovery_ai.hearing import features
from recovery_ai.incident import Incident
from recovery_ai.letter import Letter
from recovery_ai.models import run
from recovery_ai.models.offline import Composer
from recovery_ai.pack import Example, Pack
from recovery_ai.proof import Provenance
from recovery_ai.reading import Reading
from recovery_ai.review import review
from recovery_ai.triage import triage

SEEN = 2
COMPOSER = "composer"
POLICY = "policy"


@dataclass(frozen=True)
class Row:
    """One sentence.

    Args:
        heard: its features.
        codes: what a careful reader objects to in it; empty for a sentence that is fine.
        author: whose it is.
        good_letter: it stands in a letter without any violation.
        licensed: the licence lets it pass, without the help of any learned weights.
    """

    heard: frozenset[str]
    codes: frozenset[str]
    author: str
    good_letter: bool = False
    licensed: bool = False


def deaf(pack: Pack) -> Pack:
    """Return the pack without anything learned."""
    kept = {path: text for path, text in pack.files.items() if not path.startswith("weights/")}
    return replace(pack, files=kept)


def of_letters(corpus: Corpus, pack: Pack) -> Iterator[Row]:
    """Yield the sentences of labelled letters."""
    for case in corpus.cases:
        yield from _of_case(case, pack)


def _of_case(case: Case, pack: Pack) -> Iterator[Row]:
    labels = [
        (label.code, span)
        for label, span in zip(case.labels, case.spans, strict=True)
        if span is not None and label.code not in WARNINGS
    ]
    good = not case.codes - WARNINGS
    for heard, proof in _heard(case.incident, case.letter, pack):
        start, end = proof.span.start, proof.span.end
        codes = frozenset(code for code, span in labels if span.start < end and start < span.end)
        licensed = proof.verdict == "licensed"
        yield Row(heard, codes, case.metadata.author, good, licensed)


def of_composer(folder: Path, pack: Pack, tongue: str) -> Iterator[Row]:
    """Yield the sentences of letters that the phrase bank composes: ordinary, all of them."""
    composer = Composer(pack)
    for path in sorted(folder.glob("*.yaml")):
        incident = read_incident(str(path))
        if incident.tongue != tongue:
            continue
        drafted = run(draft_incident(incident, composer, composer, pack))
        if drafted.letter is not None:
            for heard, _ in _heard(incident, drafted.letter.text, pack):
                yield Row(heard, frozenset(), COMPOSER)


def of_sentences(found: Iterable[tuple[str, Sentence]], pack: Pack, tongue: str) -> Iterator[Row]:
    """Yield labelled sentences, each heard in a bare letter of its own."""
    for author, sentence in found:
        yield from _alone(sentence.text, frozenset(sentence.codes), author, {}, pack, tongue)


def of_rules(pack: Pack, tongue: str) -> Iterator[Row]:
    """Yield the examples of the rules: what they must flag, and what they must let pass."""
    for rule in pack.language(tongue).rules:
        for codes, examples in (
            (frozenset[str]({rule.code}), rule.flags),
            (frozenset[str](), rule.passes),
        ):
            for example in examples:
                facts = example.facts if isinstance(example, Example) else {}
                yield from _alone(text_of(example), codes, POLICY, facts, pack, tongue)


def _alone(
    text: str,
    codes: frozenset[str],
    author: str,
    facts: dict[str, Any],
    pack: Pack,
    tongue: str,
) -> Iterator[Row]:
    incident = incident_from({**FACTS, "language": tongue, **facts})
    sender = incident.sender
    above = f"{incident.customer.name},\n\n"
    letter = f"{above}{text}\n\n{sender.name}\n{sender.title}\n{sender.company}"
    for heard, proof in _heard(incident, letter, pack):
        if len(above) <= proof.span.start < len(above) + len(text):
            yield Row(heard, codes, author)


def _heard(
    incident: Incident, text: str, pack: Pack
) -> Iterator[tuple[frozenset[str], Provenance]]:
    brief = make_brief(incident, triage(incident, pack), pack)
    letter = Letter(text=text)
    reading = Reading(letter, brief, pack)
    for proof in review(letter, brief, pack).provenance:
        line = reading.line_at(proof.span.start)
        if line is not None:
            yield features(reading, line), proof


def design(rows: Sequence[Row]) -> tuple[list[str], Any]:
    """Return the features that are heard often enough to learn from, and the design matrix."""
    import numpy as np  # late: only training needs numpy and scipy
    from scipy.sparse import csr_matrix

    counted = Counter(one for row in rows for one in row.heard)
    names = sorted(one for one, times in counted.items() if times >= SEEN)
    place = {name: i for i, name in enumerate(names)}
    columns = [[place[one] for one in sorted(row.heard) if one in place] for row in rows]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.asarray(c, dtype=int) for c in columns])
    return names, csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(names)))
