"""The classifier: learned weights that say which sin of tone a sentence sounds like."""

from collections.abc import Iterable, Mapping
from math import exp, inf, log

from recovery_ai.findings import Code
from recovery_ai.incident import Value

HUNDREDTH = 0.01


class Classifier(Value):
    """The learned weights of one language: a multinomial logistic regression.

    Args:
        about: how they were made, for a person.
        waives: the sins of which an alarm of a rule may be waived; others always stand.
        keep: such an alarm stands when its code's log-odds are above this.
        name: a sentence that nothing vouches for is named when a code's log-odds are above this.
        codes: the sins; class 0 is an ordinary sentence, class 1 the first of these, the last
            class any other sin.
        bias: one number a class, as log-odds.
        weights: feature -> class, hundredths, class, hundredths …; what is not there is nought.
    """

    about: str
    waives: tuple[Code, ...]
    keep: float
    name: float
    codes: tuple[Code, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[int, ...]]

    def log_odds(self, features: Iterable[str]) -> Mapping[Code, float]:
        """Return how strongly a sentence with these features sounds like each sin."""
        scores = list(self.bias)
        for feature in features:
            known = self.weights.get(feature, ())
            for i in range(0, len(known), 2):
                scores[known[i]] += known[i + 1] * HUNDREDTH
        top = max(scores)
        parts = [exp(score - top) for score in scores]
        whole = sum(parts)
        shares = (part / whole for part in parts[1:])
        return {code: _log_odds(share) for code, share in zip(self.codes, shares, strict=False)}


def _log_odds(share: float) -> float:
    if share <= 0 or share >= 1:
        return inf if share >= 1 else -inf
    return log(share / (1 - share))
