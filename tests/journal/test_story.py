"""One case from the complaint to the end, and what stands in its way."""

import pytest

from recovery_ai import JournalError, StaleCase, draft
from recovery_ai.journal import Case, Journal, SeenCase
from tests.facts import facts
from tests.journal.conftest import ADA, BO, MINA, Clock


def drafted(journal: Journal, **changes: object) -> Case:
    """Receive the default case and draft its resolution letter."""
    case = journal.new_case(facts(**changes), MINA)
    return journal.record_draft(case, draft(journal.incident(case)), MINA)


def approved(journal: Journal, **changes: object) -> Case:
    """Draft and approve the default case."""
    return journal.approve(drafted(journal, **changes), "resolution", ADA)


def sent(journal: Journal, **changes: object) -> Case:
    """Draft, approve and send the default case."""
    return journal.send(approved(journal, **changes), "resolution", MINA)


def test_a_case_from_the_complaint_to_the_end(journal: Journal) -> None:
    case = drafted(journal)
    assert (case.state, case.route) == ("drafted", "apologise")
    letter = case.letters["resolution"]
    assert (letter.status, letter.waiting_for, letter.proved) == (
        "waiting",
        ("approver", "admin"),
        True,
    )
    case = journal.approve(case, "resolution", ADA)
    assert (case.state, case.letters["resolution"].status) == ("approved", "approved")
    case = journal.send(case, "resolution", MINA)
    assert (case.state, case.letters["resolution"].status) == ("sent", "sent")
    case = journal.move(case, "close", MINA)
    assert (case.state, case.due) == ("closed", None)
    told = [event.kind for event in journal.history(case.id)]
    assert told == ["received", "drafted", "approved", "sent", "close"]
    assert journal.verify().whole


def test_an_edit_voids_the_approval(journal: Journal) -> None:
    case = journal.approve(drafted(journal), "resolution", ADA)
    letter = case.letters["resolution"]
    case = journal.save_text(case, "resolution", letter.subject, letter.text + "\n", MINA)
    assert (case.state, case.letters["resolution"].status) == ("drafted", "waiting")
    with pytest.raises(JournalError, match="was changed after its approval|is not approved"):
        journal.send(case, "resolution", MINA)


def test_the_second_writer_loses_nothing(journal: Journal, clock: Clock) -> None:
    case = drafted(journal)
    old = SeenCase(id=case.id, version=case.version)
    clock.ahead(minutes=3)
    journal.save_text(case, "resolution", "Mina's", "The text of Mina.", MINA)
    with pytest.raises(StaleCase, match="Mina Okonjo at 2026-03-02T09:03") as stale:
        journal.save_text(old, "resolution", "Bo's", "The text of Bo.", BO)
    assert stale.value.kept == 3
    kept = {v.number: (v.why, v.by, v.text) for v in journal.versions(case.id, "resolution")}
    assert kept[3] == ("side", "Bo Tamm", "The text of Bo.")
    assert journal.case(case.id).letters["resolution"].text == "The text of Mina."
