"""The ear: weights of a linear model that hears how ordinary a sentence of a letter is."""

from collections.abc import Mapping, Set
from itertools import repeat
from math import fsum

from recovery_ai.incident import Value


class Ear(Value):
    """The learned weights of one language.

    Args:
        about: how they were made, for a person.
        limit: a sentence above it is doubted.
        bias: the strangeness of a sentence with no feature, as log-odds.
        weights: feature -> what it adds.
    """

    about: str
    limit: float
    bias: float
    weights: Mapping[str, float]

    def strangeness(self, features: Set[str]) -> float:
        """Return the log-odds that a careful reader objects to a sentence with these features."""
        return self.bias + fsum(map(self.weights.get, features, repeat(0.0)))
