"""One rule of the policy: patterns that flag a code, and examples that are its tests."""

from typing import Any, Literal

from pydantic import Field

from recovery_ai.findings import Code, FindingSeverity
from recovery_ai.incident import Fault, Severity, Value
from recovery_ai.pack.framework import LetterKind
from recovery_ai.pack.policy import Admission

Guard = Literal[
    "owned",
    "owned_anywhere",
    "apologised",
    "measured",
    "cause_known",
    "granted",
    "told",
    "in_facts",
]


class When(Value):
    """For which letters a rule is asked; an empty field means all of them."""

    kind: tuple[LetterKind, ...] = ()
    fault: tuple[Fault, ...] = ()
    severity: tuple[Severity, ...] = ()
    cause: Literal["known", "unknown"] | None = None
    audience: Literal["individual", "all_affected"] | None = None
    admission: tuple[Admission, ...] = ()


class Example(Value):
    """A text with the facts, laid over the example incident, under which a rule is tried."""

    text: str
    facts: dict[str, Any] = Field(default_factory=dict)


class Rule(Value):
    """One rule file.

    Args:
        id: language and file name, such as `en/blames_customer`.
        code: what it flags.
        severity: `error` keeps a letter from being accepted.
        message: what is wrong, said to the person who mends the letter.
        suggestion: what to write instead.
        source: where the rule comes from.
        when: for which letters it is asked.
        unless: guards that silence it: `owned` (ownership within two sentences),
            `owned_anywhere` (in any sentence), `apologised` (another sentence apologises),
            `measured` (a figure in the sentence), `cause_known`, `granted` (the sentence offers a
            listed remedy), `told` (the words flagged say little that is in no fact),
            `in_facts` (each of them stands in the event or the harm).
        patterns: phrases that flag, in the pattern language of `prompts/rules/README.md`.
        exceptions: phrases that silence the rule in the same sentence.
        flags: texts that must be flagged.
        passes: texts that must pass.
    """

    id: str = ""
    code: Code
    severity: FindingSeverity = "error"
    message: str
    suggestion: str
    source: str = ""
    when: When = When()
    unless: tuple[Guard, ...] = ()
    patterns: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    flags: tuple[str | Example, ...] = ()
    passes: tuple[str | Example, ...] = ()
