"""The desk: what is typed is saved, and nobody's text is lost when two write at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, Written, first_kind

from recovery_ai import draft, load_pack
from recovery_ai.journal import Journal, Person
from tests.facts import facts

MINA = Person(name="Mina Okonjo", role="agent")
BO = Person(name="Bo Tamm", role="admin")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(f"sqlite:///{tmp_path / 'journal.db'}", load_pack()) as opened:
        yield opened


def opened(journal: Journal) -> Desk:
    case = journal.new_case(facts(), MINA)
    case = journal.record_draft(case, draft(journal.incident(case)), MINA)
    return Desk(case, "resolution")


def written(desk: Desk, text: str, number: int, base: int | None = None) -> Written:
    return Written("Subject", text, base or desk.case.version, number, desk.revision)


def test_typing_goes_on_over_its_own_saves(journal: Journal) -> None:
    desk = opened(journal)
    start = desk.case.version
    for number, text in enumerate(("One.", "One. Two.", "One. Two. Three."), 1):
        desk.write(journal, written(desk, text, number, base=start), MINA)
    assert (desk.saved, desk.stale, desk.handled) == (True, None, 3)
    assert journal.case(desk.case.id).letters["resolution"].text == "One. Two. Three."


def test_a_change_that_was_dealt_with_is_not_saved_twice(journal: Journal) -> None:
    desk = opened(journal)
    first = written(desk, "One.", 1)
    desk.write(journal, first, MINA)
    desk.write(journal, written(desk, "Two.", 2), MINA)
    desk.write(journal, first, MINA)
    assert desk.case.letters["resolution"].text == "Two."


def test_the_second_writer_is_told_and_both_texts_are_kept(journal: Journal) -> None:
    desk = opened(journal)
    other = Desk(journal.case(desk.case.id), "resolution")
    other.write(journal, written(other, "The text of Bo.", 1), BO)
    desk.look(journal)
    assert desk.news is not None
    assert desk.news.by == "Bo Tamm"
    desk.write(journal, written(desk, "The text of Mina.", 1), MINA)
    assert desk.stale is not None
    assert (desk.stale.by, desk.stale.kept) == ("Bo Tamm", 3)
    desk.use_mine(journal, MINA)
    assert desk.case.letters["resolution"].text == "The text of Mina."
    assert "The text of Bo." in {one.text for one in journal.versions(desk.case.id, "resolution")}


def test_a_text_from_before_a_restart_is_saved_where_nothing_else_happened(
    journal: Journal,
) -> None:
    desk = opened(journal)
    again = Desk(journal.case(desk.case.id), "resolution")
    again.write(journal, written(again, "Typed while away.", 1, base=desk.case.version), MINA)
    assert again.case.letters["resolution"].text == "Typed while away."


def test_a_text_from_before_a_restart_does_not_overwrite_another(journal: Journal) -> None:
    desk = opened(journal)
    old = desk.case.version
    desk.write(journal, written(desk, "Somebody's.", 1), BO)
    again = Desk(journal.case(desk.case.id), "resolution")
    again.write(journal, written(again, "Typed while away.", 1, base=old), MINA)
    assert again.stale is not None
    assert again.stale.kept is not None
    again.read_again(journal)
    assert again.case.letters["resolution"].text == "Somebody's."


def test_a_step_that_is_refused_is_said_and_changes_nothing(journal: Journal) -> None:
    desk = opened(journal)
    assert not desk.take(lambda case: journal.approve(case, "resolution", MINA))
    assert "approve" in desk.problem
    assert desk.amend(journal, {**desk.case.facts, "root_cause": "We lost the label."}, MINA)
    assert desk.problem == ""


def test_the_letter_that_comes_next_is_on_top(journal: Journal) -> None:
    first = journal.new_case({**facts(), "case_id": "A", "stage": "acknowledgement"}, MINA)
    assert first_kind(first) == "acknowledgement"
    assert first_kind(journal.new_case(facts(), MINA)) == "resolution"


def test_what_others_did_elsewhere_in_the_case_is_no_conflict(journal: Journal) -> None:
    desk = opened(journal)
    journal.assign(journal.case(desk.case.id), "Bo Tamm", BO)
    desk.write(journal, written(desk, "The text of Mina.", 1), MINA)
    assert desk.stale is None
    journal.save_text(journal.case(desk.case.id), "acknowledgement", "S", "Text of Bo.", BO)
    assert desk.amend(journal, {**desk.case.facts, "root_cause": "We lost the label."}, MINA)
    now = journal.case(desk.case.id)
    assert (now.owner, now.letters["acknowledgement"].text) == ("Bo Tamm", "Text of Bo.")
    assert now.letters["resolution"].text == "The text of Mina."


def test_facts_of_two_people_are_never_mixed_silently(journal: Journal) -> None:
    desk = opened(journal)
    facts_now = desk.case.facts
    journal.amend(journal.case(desk.case.id), {**facts_now, "root_cause": "Bo's cause."}, BO)
    assert not desk.amend(journal, {**facts_now, "root_cause": "Mina's cause."}, MINA)
    assert desk.stale is not None
    desk.use_mine(journal, MINA)
    assert desk.facts_said == {}, "the form is saved anew"
    assert desk.amend(journal, {**facts_now, "root_cause": "Mina's cause."}, MINA)
