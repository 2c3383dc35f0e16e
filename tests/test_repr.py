"""What a value shows of itself on a console or in a log: status, counts and ids, and no person."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from recovery_ai import Incident, brief, check, draft
from recovery_ai.incident import Value
from recovery_ai.journal import Person, open_journal
from recovery_ai.pack.framework import LetterKind
from tests.facts import facts

WORDS = (
    "Lindqvist",
    "Fenwright",
    "oak",
    "desk",
    "waited",
    "label",
    "34.50",
    "461",
    "321",
    "Zebulon",
)
KIND: LetterKind = "resolution"
BAD = "You forgot to ring 07700 900461, Ms Lindqvist, and Zebulon Crake waived 34.50 for the desk."


def values() -> list[Value]:
    """Return a value of every kind that holds a case, from the doors of Python and the journal."""
    drafted, reviewed = draft(facts()), check(facts(), BAD)
    return [Incident(**facts()), brief(facts()), drafted, reviewed]


def within(value: Any) -> Iterator[Value]:
    """Yield a value and all values inside it."""
    if isinstance(value, Value):
        yield value
        for name in type(value).model_fields:
            yield from within(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from within(one)
    elif isinstance(value, Mapping):
        yield from within(tuple(value.values()))


@pytest.mark.parametrize("show", [repr, str], ids=["repr", "str"])
def test_it_holds_no_personal_data(show: Any) -> None:
    found = [one for value in values() for one in within(value)]
    assert len({type(one) for one in found}) > 15
    for one in found:
        assert not [word for word in WORDS if word in show(one)], type(one)


def test_a_case_of_the_journal_shows_none_either() -> None:
    mina = Person(name="Mina")
    with open_journal() as desk:
        case = desk.new_case(facts(), mina)
        case = desk.record_draft(case, draft(facts()), mina)
        found = (case, *desk.queue().rows, *desk.history(case.id), *desk.versions(case.id, KIND))
    for one in (value for seen in found for value in within(seen)):
        assert not [word for word in WORDS if word in repr(one)], type(one)
    assert repr(case).startswith("Case(id='TW-4471', version=2, state='drafted', route='apologise'")


def test_results_are_short_and_tell_how_it_went() -> None:
    incident, contract, drafted, reviewed = values()
    assert repr(incident) == (
        "Incident(case_id='TW-4471', stage='resolution', category='delivery_delay', language='en',"
        " fault='ours', impact=1, remedies=1)"
    )
    assert repr(contract).startswith("Brief(case_id='TW-4471', kind='resolution', framework=")
    assert repr(drafted) == (
        "Draft(status='accepted', proved=True, triage=Triage(route='apologise', rule='apologise',"
        " approver='team_lead'), letter=Letter(sections=10), findings=0, promises=1)"
    )
    assert repr(reviewed).startswith("Review(accepted=False, proved=False, findings=")
    assert all(len(repr(one)) < 220 for one in values())


def test_what_pydantic_refuses_is_told_without_the_value() -> None:
    with pytest.raises(ValidationError) as caught:
        Incident(**facts(customer={"name": "Amara\nLindqvist"}))
    assert "Lindqvist" not in str(caught.value)
