"""The subject line is judged as well, and repaired."""

import json

import pytest

from recovery_ai import Letter, check, draft
from recovery_ai.testing import ScriptedModel
from tests.facts import facts


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("See http://win.example now", "foreign_link"),
        ("Your 999 EUR", "ungrounded_figure"),
        ("About [[nonsense]]", "unknown_slot"),
        ("This will never happen again", "over_promise"),
    ],
)
def test_subject_is_judged(subject: str, code: str) -> None:
    letter = draft(facts()).letter
    assert letter is not None
    found = check(facts(), Letter(subject=subject, text=letter.text))
    assert [f.code for f in found.findings if f.severity == "error"] == [code]
    assert not found.accepted
    assert found.findings[-1].span is None


def test_subject_is_repaired() -> None:
    composed = draft(facts())
    assert composed.letter is not None
    sections = [section.model_dump() for section in composed.letter.sections]
    bad = json.dumps({"subject": "See http://win.example", "sections": sections})
    good = json.dumps({"subject": "Your desk", "sections": sections[:1]})
    result = draft(facts(), ScriptedModel([bad, good]))
    assert (result.status, result.attempts[1].sections) == ("accepted", ("greeting",))
    assert result.letter is not None
    assert result.letter.subject == "Your desk"


def test_the_case_number_in_brackets_is_no_gap() -> None:
    letter = draft(facts()).letter
    assert letter is not None
    case_id = facts()["case_id"]
    found = check(facts(), Letter(subject=f"[{case_id}] Your desk", text=letter.text))
    assert "placeholder" not in {f.code for f in found.findings}
    other = check(facts(), Letter(subject="[case number] Your desk", text=letter.text))
    assert "placeholder" in {f.code for f in other.findings}
