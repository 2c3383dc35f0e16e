"""Training the ear: weights for `recovery_ai.doubt`, from the labelled letters and nothing else.

Every sentence of the development letters is a row: its features, and whether a label of some sin
touches it. The model is a logistic regression with a Gaussian prior, fitted by scipy; the same
letters give the same weights. The limit is set on letters whose author the weights have not seen:
each author is left out once, and the limit is where the ear holds back a small share of the
sentences of good letters that the licence would let pass.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from recovery_ai.brief import make_brief
from recovery_ai.documents import read_incident
from recovery_ai.doubt import features
from recovery_ai.drafting import draft_incident
from recovery_ai.errors import InputError
from recovery_ai.evaluation.corpus import Case, Corpus
from recovery_ai.evaluation.letters import WARNINGS
from recovery_ai.incident import Incident
from recovery_ai.letter import Letter
from recovery_ai.models import run
from recovery_ai.models.offline import Composer
from recovery_ai.pack import Pack
from recovery_ai.pack.ear import Ear
from recovery_ai.reading import Reading
from recovery_ai.review import review
from recovery_ai.triage import triage

SHARE = 0.045
PRIOR = 3.0
SEEN = 2
ROUNDED = 3
COMPOSER = "composer"
HOUSE_WEIGHT = 8.0  # sentences of our own phrase bank are ordinary, and there are few of them


@dataclass(frozen=True)
class Row:
    """One sentence: what the ear hears, whether somebody objects to it, and whose it is."""

    heard: frozenset[str]
    bad: bool
    author: str
    good_letter: bool
    licensed: bool


def rows(corpus: Corpus, pack: Pack) -> Iterator[Row]:
    """Yield the sentences of labelled letters, licensed without the help of any ear."""
    deaf = replace(
        pack, files={k: v for k, v in pack.files.items() if not k.startswith("weights/")}
    )
    for case in corpus.cases:
        yield from _rows_of(case, deaf)


def _rows_of(case: Case, pack: Pack) -> Iterator[Row]:
    spans = [
        span
        for label, span in zip(case.labels, case.spans, strict=True)
        if span is not None and label.code not in WARNINGS
    ]
    good = not case.codes - WARNINGS
    for heard, start, end, verdict in _heard(case.incident, case.letter, pack):
        bad = any(span.start < end and start < span.end for span in spans)
        yield Row(heard, bad, case.metadata.author, good, verdict == "licensed")


def composed(folder: Path, pack: Pack, tongue: str) -> Iterator[Row]:
    """Yield the sentences of letters that the phrase bank composes: ordinary, all of them."""
    composer = Composer(pack)
    for path in sorted(folder.glob("*.yaml")):
        incident = read_incident(str(path))
        if incident.tongue != tongue:
            continue
        drafted = run(draft_incident(incident, composer, composer, pack))
        if drafted.letter is not None:
            for heard, _, _, _ in _heard(incident, drafted.letter.text, pack):
                yield Row(heard, False, COMPOSER, False, False)


def _heard(
    incident: Incident, text: str, pack: Pack
) -> Iterator[tuple[frozenset[str], int, int, str]]:
    brief = make_brief(incident, triage(incident, pack), pack)
    letter = Letter(text=text)
    reading = Reading(letter, brief, pack)
    lines = [line for line in reading.lines if line.text.strip()]
    for line, proof in zip(lines, review(letter, brief, pack).provenance, strict=True):
        heard = features(reading, line, proof.facts)
        yield heard, proof.span.start, proof.span.end, proof.verdict


def train(found: Sequence[Row], share: float = SHARE) -> Ear:
    """Fit the ear of one language.

    Args:
        found: all its rows.
        share: how many of the sentences of good letters the ear may hold back.

    Raises:
        InputError: when there are too few authors to leave one out.
    """
    authors = sorted({row.author for row in found} - {COMPOSER})
    if len(authors) < 2:
        raise InputError("learn", "needs letters of two authors", "write more letters")
    unseen: dict[int, float] = {}
    for author in authors:
        known = _fit([row for row in found if row.author != author])
        unseen |= {
            i: known.strangeness(row.heard) for i, row in enumerate(found) if row.author == author
        }
    limit = _limit(found, unseen, share)
    fitted = _fit(found)
    about = (
        f"{len(found)} sentences, {sum(row.bad for row in found)} of them objected to, by "
        f"{', '.join(authors)}; made by `recovery-ai eval learn`"
    )
    return fitted.model_copy(update={"about": about, "limit": round(limit, ROUNDED)})


def _limit(found: Sequence[Row], unseen: dict[int, float], share: float) -> float:
    """Return the strangeness above which a sentence is doubted."""
    good = [i for i, row in enumerate(found) if row.good_letter]
    strange = sorted((unseen[i] for i in good if found[i].licensed), reverse=True)
    return strange[min(int(share * len(good)), len(strange) - 1)]


def _fit(found: Sequence[Row]) -> Ear:
    """Fit a logistic regression on the features seen at least twice."""
    import numpy as np  # late: only training needs numpy and scipy
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    counted = Counter(one for row in found for one in row.heard)
    names = sorted(one for one, times in counted.items() if times >= SEEN)
    place = {name: i for i, name in enumerate(names)}
    columns = [[place[one] for one in sorted(row.heard) if one in place] for row in found]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.asarray(c, dtype=int) for c in columns])
    shape = (len(found), len(names))
    matrix: Any = csr_matrix((np.ones(len(flat)), flat, starts), shape=shape)
    wanted = np.asarray([row.bad for row in found], dtype=float)
    counts = np.asarray([HOUSE_WEIGHT if row.author == COMPOSER else 1.0 for row in found])

    def loss(at: Any) -> tuple[float, Any]:
        score = matrix @ at[:-1] + at[-1]
        error = counts * (1 / (1 + np.exp(-score)) - wanted)
        value = (counts * (np.logaddexp(0, score) - wanted * score)).sum() + PRIOR * (
            at[:-1] ** 2
        ).sum() / 2
        return float(value), np.append(matrix.T @ error + PRIOR * at[:-1], error.sum())

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    weights = {name: round(float(w), ROUNDED) for name, w in zip(names, best[:-1], strict=True)}
    return Ear(
        about="",
        limit=0.0,
        bias=round(float(best[-1]), ROUNDED),
        weights={name: weight for name, weight in weights.items() if weight},
    )


def as_json(ear: Ear) -> str:
    """Return the file of an ear: the strangest features first, one a line."""
    ordered = dict(sorted(ear.weights.items(), key=lambda item: (-item[1], item[0])))
    data = ear.model_dump() | {"weights": ordered}
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"
