"""The policy's page is made from the rule files, and is as they are now."""

from pathlib import Path

from recovery_ai.cli.policy_page import page
from recovery_ai.pack import load

PAGE = Path(__file__).resolve().parents[1] / "docs" / "policy.md"


def test_the_page_is_current() -> None:
    told = "run `recovery-ai rules --markdown > docs/policy.md`, and commit it with the rules"
    assert PAGE.read_text(encoding="utf-8") == page(load()), told
