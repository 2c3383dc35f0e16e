"""Every rule file carries its own tests: what it flags and what it lets pass."""

from typing import get_args

import pytest

from recovery_ai import api
from recovery_ai.evaluation.examples import FACTS, surprises_of
from recovery_ai.findings import Code
from recovery_ai.letter import Letter
from recovery_ai.pack import LANGUAGES, Rule, load
from recovery_ai.reading import Reading

PACK = load()
RULES = [rule for tongue in LANGUAGES for rule in PACK.language(tongue).rules]
ROLES = [
    (tongue, name, role)
    for tongue in LANGUAGES
    for name, role in PACK.language(tongue).roles.items()
]
WARNINGS = {"unlicensed", "unlicensed_shape", "section_order", "too_long", "repeated_apology"}
WARNED_BY_LAW = {"admission_joined", "admission_of_fault"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_its_examples_right(rule: Rule) -> None:
    assert [str(one) for one in surprises_of(rule, PACK)] == []


@pytest.mark.parametrize("rule", [r for r in RULES if r.patterns], ids=lambda rule: rule.id)
def test_rule_with_patterns_has_examples(rule: Rule) -> None:
    assert rule.flags, "a rule without flags could never be seen to fail"
    assert rule.passes, "a rule without passes hides its false alarms"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_code_speaks_the_language(tongue: str) -> None:
    named = {rule.id for rule in PACK.language(tongue).rules}
    assert [code for code in get_args(Code) if f"{tongue}/{code}" not in named] == []


def test_only_form_and_licence_are_warnings() -> None:
    warned = {rule.id for rule in RULES if rule.severity == "warning"}
    assert {name.split("/")[1] for name in warned} <= WARNINGS | WARNED_BY_LAW


@pytest.mark.parametrize(
    ("tongue", "name", "role"), ROLES, ids=[f"{tongue}-{name}" for tongue, name, _ in ROLES]
)
def test_role_has_its_examples_right(tongue: str, name: str, role: object) -> None:
    says, other = getattr(role, "says", ()), getattr(role, "other", ())
    brief = api.brief({**FACTS, "language": tongue})

    def heard(text: str) -> bool:
        lines = Reading.of(Letter(text=text), brief, PACK).lines_saying(name)
        return bool(lines)

    assert [text for text in says if not heard(text)] == []
    assert [text for text in other if heard(text)] == []


def test_pack_is_whole() -> None:
    PACK.validate()
    assert len(PACK.digest) == 64
