"""A rule file without its patterns is missed: for each one some example of its own fails."""

import re
from dataclasses import replace
from typing import Any

import pytest
import yaml

from recovery_ai.evaluation.examples import surprises_of
from recovery_ai.pack import LANGUAGES, Pack, Rule, load
from recovery_ai.pack.rule import Rule as RuleFile

PACK = load()
RULES = [rule for tongue in LANGUAGES for rule in PACK.language(tongue).rules if rule.patterns]
# Texts that only an organisation's policy asks for, and forms that no short text can show.
BEYOND_EXAMPLES = {"missing_notice", "section_order", "too_long", "unknown_slot"}


def stripped(pack: Pack) -> Pack:
    """Return the pack with every rule file emptied of its patterns, all else in place."""
    files = dict(pack.files)
    for path, text in files.items():
        if re.fullmatch(r"rules/\w+/(?!terms)\w+\.yaml", path):
            data: dict[str, Any] = yaml.safe_load(text)
            files[path] = yaml.safe_dump({**data, "patterns": []}, allow_unicode=True)
    return replace(pack, files=files)


@pytest.fixture(scope="module")
def mutant() -> Pack:
    return stripped(PACK)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_without_its_patterns_fails_its_own_examples(rule: Rule, mutant: Pack) -> None:
    assert [one for one in surprises_of(rule, mutant) if one.wanted]


def test_every_code_has_examples_or_a_reason() -> None:
    bare = {
        rule.id.split("/")[1]
        for tongue in LANGUAGES
        for rule in PACK.language(tongue).rules
        if not (rule.flags and rule.passes)
    }
    assert bare == BEYOND_EXAMPLES


def test_the_strip_leaves_the_examples_alone(mutant: Pack) -> None:
    for rule in RULES:
        kept: RuleFile = mutant.rule(f"rules/{rule.id}.yaml")
        assert (kept.patterns, kept.flags, kept.passes) == ((), rule.flags, rule.passes)
