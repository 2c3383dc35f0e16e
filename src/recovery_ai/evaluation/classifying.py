"""Training the classifier: weights for `recovery_ai.naming`.

It learns from all there is: sentences of the development letters, labelled sentences, the rules'
own examples, and what the phrase bank composes. The model is a multinomial logistic regression
with a Gaussian prior, an ordinary sentence being one class and each sin of tone another. The limit
for naming is set on letters whose authors the weights have not seen.
"""

import json
from collections.abc import Sequence
from typing import Any

from recovery_ai.evaluation.heard import COMPOSER, POLICY, Row, design
from recovery_ai.findings import SINS, Code
from recovery_ai.pack.classifier import HUNDREDTH, Classifier

# What is said in so few and common words that only a phrase can tell ("it was your own fault"),
# and what phrases seldom hear wrongly, is never waived.
WAIVES: tuple[Code, ...] = (
    "blames_third_party",
    "blames_employee",
    "evades_responsibility",
    "minimises_harm",
    "excuse",
    "defensive_tone",
    "over_promise",
    "coercive_condition",
)
KEEP = -6.0  # one in a hundred true alarms on unseen sentences lies below, half the false ones do
NAMED = 0.002  # of the sentences of good letters, this share may be named
PRIOR = 1.0
SLIGHT = 0.1
STEPS = 150
FOLDS = 5
OTHER = len(SINS) + 1  # sins that rest on facts, not on tone: neither ordinary nor to be named


def train(found: Sequence[Row]) -> Classifier:
    """Fit the classifier of one language.

    Args:
        found: all its rows; those of letters also set the limit.
    """
    authors = sorted({row.author for row in found if row.good_letter} - {COMPOSER, POLICY})
    strongest: list[float] = []
    for fold in range(FOLDS):
        apart = set(authors[fold::FOLDS])
        if apart:
            known = _fit([row for row in found if row.author not in apart])
            judged = (r for r in found if r.author in apart and r.good_letter and not r.licensed)
            strongest += [max(known.log_odds(row.heard).values()) for row in judged]
    good = sum(row.good_letter for row in found)
    strongest.sort(reverse=True)
    limit = strongest[min(int(NAMED * good), len(strongest) - 1)] if strongest else 0.0
    about = (
        f"{len(found)} sentences, {sum(bool(row.codes) for row in found)} of them sins, by "
        f"{', '.join(sorted({row.author for row in found}))}; made by `recovery-ai eval learn`"
    )
    return _fit(found).model_copy(update={"about": about, "name": round(limit, 2)})


def _fit(found: Sequence[Row]) -> Classifier:
    import numpy as np  # late: only training needs numpy and scipy
    from scipy.optimize import minimize

    names, matrix = design(found)
    turned = matrix.T.tocsr()
    wanted = np.asarray([_target(row) for row in found])
    shape = (len(names) + 1, OTHER + 1)

    def loss(at: Any) -> tuple[float, Any]:
        weights = at.reshape(shape)
        score = matrix @ weights[:-1] + weights[-1]
        score -= score.max(axis=1, keepdims=True)
        share = np.exp(score)
        share /= share.sum(axis=1, keepdims=True)
        value = -(wanted * np.log(share + 1e-12)).sum() + PRIOR * (weights[:-1] ** 2).sum() / 2
        error = share - wanted
        slope = np.vstack([turned @ error + PRIOR * weights[:-1], error.sum(axis=0)])
        return float(value), slope.ravel()

    start, steps = np.zeros(shape).ravel(), {"maxiter": STEPS}
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options=steps).x.reshape(shape)
    body = best[:-1] - best[:-1].mean(axis=1, keepdims=True)
    body[np.abs(body) < SLIGHT] = 0
    rounded = np.rint(body / HUNDREDTH).astype(int)
    return Classifier(
        about="",
        waives=WAIVES,
        keep=KEEP,
        name=0.0,
        codes=SINS,
        bias=tuple(round(float(one), 2) for one in best[-1]),
        weights={
            name: tuple(int(n) for k in row.nonzero()[0] for n in (k, row[k]))
            for name, row in zip(names, rounded, strict=True)
            if row.any()
        },
    )


def _target(row: Row) -> list[float]:
    """Return what should be heard: one class, or a share of each of several."""
    wanted = [0.0] * (OTHER + 1)
    if not row.codes:
        wanted[0] = 1.0
    for code in sorted(row.codes):
        place = SINS.index(code) + 1 if code in SINS else OTHER
        wanted[place] += 1 / len(row.codes)
    return wanted


def as_json(classifier: Classifier) -> str:
    """Return the file of a classifier, one feature a line."""
    head = classifier.model_dump(exclude={"weights"})
    lines = [f"{json.dumps(k)}: {json.dumps(v)}" for k, v in head.items()]
    body = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(pairs, separators=(',', ':'))}"
        for name, pairs in classifier.weights.items()
    )
    return "{\n" + ",\n".join(lines) + ',\n"weights": {\n' + body + "\n}}\n"
