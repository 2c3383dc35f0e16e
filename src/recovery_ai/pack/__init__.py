"""prompts/ as one frozen value: everything that a writer or a policy owner may edit."""

from recovery_ai.pack.authority import Authority
from recovery_ai.pack.framework import Condition, Framework, SectionSpec
from recovery_ai.pack.lexicon import Lexicon
from recovery_ai.pack.pack import LANGUAGES, Pack, load
from recovery_ai.pack.rule import Example, Rule, When
from recovery_ai.pack.signal import Regime, Signal

__all__ = [
    "LANGUAGES",
    "Authority",
    "Condition",
    "Example",
    "Framework",
    "Lexicon",
    "Pack",
    "Regime",
    "Rule",
    "SectionSpec",
    "Signal",
    "When",
    "load",
]
