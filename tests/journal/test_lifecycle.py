"""The life of a case as a table: every step that is not in it is refused with those that are."""

from itertools import product
from typing import get_args

import pytest

from recovery_ai import JournalError
from recovery_ai.journal import Journal, Person, Role, State
from recovery_ai.journal.lifecycle import MOVES, moved, moves_from
from tests.facts import facts
from tests.journal.conftest import ADA, BO, MINA, Clock
from tests.journal.test_story import approved, drafted, sent

STATES: tuple[State, ...] = get_args(State)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_a_step_starts_where_the_table_says_and_nowhere_else(move: object) -> None:
    for step, state in product((m for m in MOVES if m == move), STATES):
        if state in step.start:
            assert moved("C", state, step.name, step.roles[-1], "a reason") == step.end
        else:
            with pytest.raises(JournalError, match=f"cannot {step.name} while it is {state}"):
                moved("C", state, step.name, "admin", "a reason")


def test_a_step_needs_its_role_and_its_reason() -> None:
    for step in MOVES:
        for role in set(get_args(Role)) - set(step.roles):
            with pytest.raises(JournalError, match=f"{role} may not {step.name}"):
                moved("C", step.start[0], step.name, role, "a reason")
        if step.reason:
            with pytest.raises(JournalError, match="needs a reason"):
                moved("C", step.start[0], step.name, "admin", "  ")


def test_every_state_is_reached_and_every_one_but_the_end_is_left() -> None:
    reached = {step.end for step in MOVES} | {"received"}
    assert reached == set(STATES)
    assert all(moves_from(state) or state == "approved" for state in STATES)


def test_the_branches(journal: Journal) -> None:
    case = journal.new_case(facts(case_id="F"), MINA)
    case = journal.move(case, "feedback", MINA)
    assert journal.move(case, "close", MINA).state == "closed"
    case = journal.new_case(facts(case_id="E"), MINA)
    case = journal.move(case, "escalate", MINA, "a threat of suit")
    steps = {step.name: step.problem for step in journal.moves(case, MINA)}
    assert steps == dict.fromkeys(("resume", "drop"), "needs somebody who is approver or admin")
    assert {step.problem for step in journal.moves(case, ADA)} == {None}
    assert journal.move(case, "resume", ADA, "legal says go on").state == "investigating"


def test_a_declined_demand_ends_as_declined(journal: Journal) -> None:
    demand = {"description": "a new kitchen", "within_policy": False}
    case = drafted(journal, fault="customer", demand=demand, remedies=[], root_cause=None)
    letter = case.letters["decline"]
    assert (case.route, letter.status) == ("decline_with_empathy", "waiting")
    case = journal.approve(case, "decline", ADA)
    assert journal.send(case, "decline", MINA).state == "declined"


def test_what_was_sent_is_written_again_only_after_reopening(journal: Journal) -> None:
    case = sent(journal)
    with pytest.raises(JournalError, match="is sent; reopen it"):
        journal.save_text(case, "resolution", "s", "Another text.", MINA)
    with pytest.raises(JournalError, match="was sent already"):
        journal.send(case, "resolution", MINA)
    case = journal.move(case, "reopen", MINA, "she wrote again")
    case = journal.save_text(case, "resolution", "s", "Another text.", MINA)
    assert (case.state, case.letters["resolution"].status) == ("drafted", "drafted")


def test_amended_facts_void_the_approval_and_the_letter_is_read_anew(journal: Journal) -> None:
    case = approved(journal)
    remedy = {"kind": "refund", "description": "refund of the delivery fee",
              "amount": {"value": "30.00", "currency": "GBP"}}  # fmt: skip
    case = journal.amend(case, facts(remedies=[remedy]), MINA)
    letter = case.letters["resolution"]
    assert (case.state, letter.status) == ("drafted", "drafted")
    assert "ungrounded_figure" in {finding.code for finding in letter.findings}
    assert [one.valid for one in letter.approvals] == [False]
    assert [one.state for one in journal.promises()] == ["withdrawn"]


def test_another_policy_voids_the_approval(
    journal: Journal, database: str, tmp_path_factory: pytest.TempPathFactory, clock: Clock
) -> None:
    from recovery_ai import load_pack

    case = approved(journal)
    folder = tmp_path_factory.mktemp("own")
    (folder / "policy.yaml").write_text("severity: {excuse: warning}\n", encoding="utf-8")
    with Journal(database, load_pack(None, folder), clock=clock) as other:
        seen = other.case(case.id)
        assert (seen.state, seen.letters["resolution"].status) == ("drafted", "waiting")
        assert other.queue(state="approved").rows == ()
        assert [row.state for row in other.queue(state="drafted").rows] == ["drafted"]
        (row,) = other.queue(waiting_for="approver").rows
        assert row.waiting_for == seen.letters["resolution"].waiting_for == ("approver", "admin")
        with pytest.raises(JournalError, match="was changed after its approval"):
            other.send(seen, "resolution", MINA)
        seen = other.approve(seen, "resolution", ADA)
        assert other.send(seen, "resolution", MINA).state == "sent"


def test_typing_on_goes_on_in_one_version(journal: Journal, clock: Clock) -> None:
    case = drafted(journal)
    for text in ("a", "ab", "abc"):
        clock.ahead(seconds=5)
        case = journal.save_text(case, "resolution", "s", text, MINA)
    clock.ahead(minutes=3)
    case = journal.save_text(case, "resolution", "s", "abcd", MINA)
    case = journal.save_text(case, "resolution", "s", "abcde", BO)
    case = journal.restore(case, "resolution", 2, MINA)
    told = [(v.number, v.why, v.by, v.text) for v in journal.versions(case.id, "resolution")]
    assert told[:4] == [
        (5, "restored", MINA.name, "abc"),
        (4, "edited", BO.name, "abcde"),
        (3, "edited", MINA.name, "abcd"),
        (2, "edited", MINA.name, "abc"),
    ]
    assert told[4][:2] == (1, "drafted")
    kinds = [event.kind for event in journal.history(case.id)]
    assert kinds == ["received", "drafted", "edited", "edited", "edited", "restored"]


def test_a_draft_of_facts_amended_since_is_kept_aside(journal: Journal) -> None:
    from recovery_ai import StaleCase, draft

    case = journal.new_case(facts(), MINA)
    result = draft(journal.incident(case))
    case = journal.amend(case, facts(severity="high"), MINA)
    with pytest.raises(StaleCase) as stale:
        journal.record_draft(case, result, MINA)
    assert stale.value.kept == 1
    assert journal.versions(case.id, "resolution")[0].why == "side"
    assert journal.case(case.id).letters["resolution"].status == "none"


def test_a_route_without_a_letter_is_noted(journal: Journal) -> None:
    from recovery_ai import draft

    case = journal.new_case(facts(complaint="My solicitor will sue you for this injury."), MINA)
    case = journal.record_draft(case, draft(journal.incident(case)), MINA)
    assert journal.history(case.id)[-1].kind == "not_drafted"
    assert case.letters["resolution"].number == 0


def test_a_person_has_a_name() -> None:
    with pytest.raises(ValueError, match="name"):
        Person(name=" ")
