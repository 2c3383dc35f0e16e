"""The policy as one page of Markdown, made from the rule files themselves."""

from typing import get_args

from recovery_ai.findings import Code
from recovery_ai.pack import LANGUAGES, Example, Pack, Rule

TITLES = {"en": "English", "id": "Indonesian", "el": "Greek"}
SHOWN = 3


def page(pack: Pack) -> str:
    """Return every code with its meaning, its examples and its sources."""
    head = [
        "# The policy",
        "",
        "What a letter is judged for. This page is made from the rule files by",
        "`recovery-ai rules --markdown`; change the files, not the page.",
        "",
    ]
    return "\n".join(head + [line for code in get_args(Code) for line in _code(pack, code)])


def _code(pack: Pack, code: str) -> list[str]:
    voice = pack.voice("en", code)
    lines = [f"## {code}", "", f"{pack.severity(voice).capitalize()}. {voice.message}", ""]
    lines += [f"Instead: {voice.suggestion}", ""]
    for tongue in LANGUAGES:
        rules = [rule for rule in pack.language(tongue).rules if rule.code == code]
        shown = [line for rule in rules for line in _rule(rule)]
        lines += [f"**{TITLES[tongue]}**", "", *shown, ""] if shown else []
    return lines


def _rule(rule: Rule) -> list[str]:
    name = f"`{rule.id}`"
    lines = [f"- {name} flags: {_quoted(example)}" for example in rule.flags[:SHOWN]]
    lines += [f"- {name} passes: {_quoted(example)}" for example in rule.passes[:SHOWN]]
    return lines + ([f"- {name} comes from: {rule.source}"] if rule.source else [])


def _quoted(example: str | Example) -> str:
    text = " ".join((example if isinstance(example, str) else example.text).split())
    return f"“{text}”".replace("*", "\\*").replace("|", "\\|").replace("<", "&lt;")
