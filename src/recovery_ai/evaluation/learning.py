"""Training the ear: weights for `recovery_ai.doubt`, from the labelled letters and nothing else.

Every sentence of the development letters is a row: its features, and whether a label of some sin
touches it. The model is a logistic regression with a Gaussian prior, fitted by scipy; the same
letters give the same weights. The limit is set on letters whose author the weights have not seen:
each author is left out once, and the limit is where the ear holds back a small share of the
sentences of good letters that the licence would let pass.
"""

import json
from collections.abc import Sequence
from typing import Any

from recovery_ai.errors import InputError
from recovery_ai.evaluation.heard import COMPOSER, Row, design
from recovery_ai.pack.ear import Ear

SHARE = 0.045
PRIOR = 3.0
ROUNDED = 3
HOUSE_WEIGHT = 8.0  # sentences of our own phrase bank are ordinary, and there are few of them


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
        f"{len(found)} sentences, {sum(bool(row.codes) for row in found)} of them objected to, by "
        f"{', '.join(authors)}; made by `recovery-ai eval learn`"
    )
    return fitted.model_copy(update={"about": about, "limit": round(limit, ROUNDED)})


def _limit(found: Sequence[Row], unseen: dict[int, float], share: float) -> float:
    """Return the strangeness above which a sentence is doubted."""
    good = [i for i, row in enumerate(found) if row.good_letter]
    strange = sorted((unseen[i] for i in good if found[i].licensed), reverse=True)
    return strange[min(int(share * len(good)), len(strange) - 1)]


def _fit(found: Sequence[Row]) -> Ear:
    """Fit a logistic regression on the features seen often enough."""
    import numpy as np  # late: only training needs numpy and scipy
    from scipy.optimize import minimize

    names, matrix = design(found)
    wanted = np.asarray([bool(row.codes) for row in found], dtype=float)
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
