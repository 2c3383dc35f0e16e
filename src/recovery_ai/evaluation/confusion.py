"""What a letter was flagged for, against what it should have been flagged for."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from recovery_ai.evaluation.letters import POLICIES, LetterReport

NOTHING = "nothing"


class Confusion(NamedTuple):
    """Counts by (labelled policy, flagged policy), with `nothing` for a miss or a false alarm.

    A policy that was labelled and flagged counts with itself. One that was missed counts with
    every policy that flagged the same letter wrongly, or with `nothing`.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    def share(self, row: str, column: str) -> float:
        """Return the count as a share of its row."""
        total = sum(self.counts.get((row, other), 0) for other in self.columns)
        return self.counts.get((row, column), 0) / total if total else 0.0


def confusion(report: LetterReport) -> Confusion:
    """Count, over all letters, which policy was taken for which."""
    counts: Counter[tuple[str, str]] = Counter()
    policies = frozenset(POLICIES)
    for result in report.results:
        meant, said = result.case.codes & policies, result.codes & policies
        counts.update((code, code) for code in meant & said)
        missed, wrong = sorted(meant - said), sorted(said - meant)
        if missed:
            counts.update((m, w) for m in missed for w in wrong or [NOTHING])
        else:
            counts.update((NOTHING, w) for w in wrong)
    seen = {code for pair in counts for code in pair}
    named = tuple(code for code in POLICIES if code in seen)
    return Confusion((*named, NOTHING), (*named, NOTHING), counts)
