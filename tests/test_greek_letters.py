"""What the checks see in Greek letters as people write them, and what they let be."""

from typing import Any

import pytest

from recovery_ai import check
from tests.facts import facts


def codes(text: str, /, **overrides: Any) -> set[str]:
    """Return the codes of severity error that a Greek letter is flagged for."""
    found = check(facts("el", **overrides), text).findings
    return {finding.code for finding in found if finding.severity == "error"}


@pytest.mark.parametrize(
    ("sentence", "code", "flagged"),
    [
        ("Θα σας καλέσει ο <όνομα τεχνικού>.", "placeholder", True),
        ("Το ποσό είναι < 5 ευρώ και > 3 ευρώ.", "placeholder", False),
        ("Please keep the heater unplugged until then.", "wrong_language", True),
        ("Στείλτε το στο Harbour Cloud Premium Support.", "wrong_language", False),
        ("Εκείνη την ώρα ένας συνάδελφος μιλούσε.", "ungrounded_figure", False),
        ("Θα το πάρετε την ώρα δέκα.", "ungrounded_figure", True),
    ],
)
def test_a_sentence_inside_a_paragraph(sentence: str, code: str, flagged: bool) -> None:
    letter = f"Σας ζητούμε συγγνώμη για το λάθος μας στην παράδοση. {sentence} Θα σας γράψω."
    assert (code in codes(letter)) == flagged
