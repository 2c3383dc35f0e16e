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


@pytest.mark.parametrize(
    ("greeting", "flagged"),
    [
        ("Αξιότιμε κύριε Σερεμέτη,", True),
        ("Αξιότιμε κύριε Σερέτη,", False),
        ("Ιωάννη, καλημέρα,", False),
    ],
)
def test_cases_of_a_name(greeting: str, flagged: bool) -> None:
    reader = {"name": "Ιωάννης Σερέτης", "salutation": "κύριε Σερέτη"}
    assert ("wrong_recipient" in codes(f"{greeting}\n\nσυγγνώμη.", customer=reader)) == flagged


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Ζητούμε συγγνώμη που από τις 09:05 της 29ης Μαΐου δεν ανοίγει το πρόγραμμα.", True),
        ("Θα σας γράψω έως τις 15:00.", False),
        ("Παίρνετε απάντηση από εμένα ως τις τρεις το μεσημέρι.", False),
    ],
)
def test_the_day_of_the_event_is_no_next_word(sentence: str, missing: bool) -> None:
    found = codes(
        sentence,
        stage="acknowledgement",
        what_happened="Από τις 09:05 της 29ης Μαΐου 2026 δεν ανοίγει το πρόγραμμα.",
        next_update_by="2026-05-29T15:00:00+03:00",
    )
    assert ("missing_next_steps" in found) == missing


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Μπαίνουν και τα 1.250,50 ευρώ για όσα πληρώσατε.", False),
        ("Τα χίλια διακόσια πενήντα ευρώ και πενήντα λεπτά επιστρέφονται.", False),
        ("Τα χρήματα επιστρέφονται έως τις 20 του μηνός.", False),
        ("Τα χρήματα επιστρέφονται κάποια μέρα.", True),
        ("Θα σας γράψουμε στις 20 Φεβρουαρίου.", True),
    ],
)
def test_a_remedy_told_in_other_words(sentence: str, missing: bool) -> None:
    assert ("missing_remedy" in codes(sentence)) == missing


@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [
        # Due on Friday 20 February.
        ("Αν το Σάββατο δεν τα βλέπετε ακόμη, πάρτε με.", False),
        ("Αν τη Δευτέρα δεν τα βλέπετε ακόμη, πάρτε με.", True),
        ("Τα χρήματα μπαίνουν το Σάββατο.", True),
        ("Τα χρήματα μπαίνουν την Παρασκευή.", False),
    ],
)
def test_the_weekday_after_the_due_day(sentence: str, flagged: bool) -> None:
    assert ("ungrounded_figure" in codes(sentence)) == flagged
