"""Every error of the package, in one tree.

RecoveryError
├── InputError          what came from outside cannot be used (exit 2)
│   ├── FactsError      incident facts
│   ├── LetterError     a letter or a model's recorded reply
│   ├── SettingsError   settings and environment
│   ├── MailboxError    a mail server that cannot be reached, or refuses
│   └── JournalError     a step that the case journal refuses
│       └── StaleCase    somebody else changed the case first; your text is kept
├── PackError           a rule, framework, phrase or template file is broken (exit 2)
├── MissingExtra        an optional dependency is not installed (exit 2)
└── ModelError          the developer misused a model, or a test asked for a call it did not allow
    └── MissingReply    no reply was recorded for a request that is to be replayed

A bad letter is never an error: it is a `Draft` with findings.
"""

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong with data from outside; as text, one line fit for a person.

    Args:
        place: file and field path, such as `case.yaml: customer.name`.
        problem: what is wrong there; never the value itself, which may be personal data.
        remedy: what to do next.
    """

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return place, problem and remedy as one line."""
        return f"{self.place}: {self.problem}; {self.remedy}"


class RecoveryError(Exception):
    """Base of all errors raised on purpose; `str(error)` is one line fit for a person.

    An `InputError` may have several problems, and then a line for each.
    """


class InputError(RecoveryError):
    """Data from outside that cannot be used.

    `place`, `problem` and `remedy` are those of the first problem (see `Problem`), `problems` is a
    tuple of all of them, and `str(error)` gives each a line.

    Args:
        place: file and field path.
        problem: what is wrong there.
        remedy: what to do next.
        more: what else is wrong.
    """

    def __init__(self, place: str, problem: str, remedy: str, *more: Problem) -> None:
        self.problems = (Problem(place, problem, remedy), *more)
        super().__init__("\n".join(map(str, self.problems)))
        self.place, self.problem, self.remedy = place, problem, remedy


class FactsError(InputError):
    """Incident facts that are malformed, incomplete or impossible; names every field at fault.

    >>> from recovery_ai import FactsError, draft
    >>> try:
    ...     draft({"case_id": "TW-4471", "language": "English", "colour": "red"})
    ... except FactsError as error:
    ...     for place, problem, remedy in error.problems[:2]:
    ...         print(f"{place} {problem}")
    facts: colour is not a known field
    facts: stage is missing
    """


class LetterError(InputError):
    """A letter or a structured reply that cannot be read; a bad letter is no error (`Draft`)."""


class SettingsError(InputError):
    """A setting with a value that cannot be used, in `recovery.toml` or the environment."""


class MailboxError(InputError):
    """A mail server that cannot be reached, is not trusted, or refuses; nothing was saved."""


class JournalError(InputError):
    """A step that the case journal refuses: an illegal move, no authority, no such case.

    Nothing was changed; `remedy` says what to do, or whom to ask.
    """


class StaleCase(JournalError):
    """Somebody changed the case after it was read; nothing of theirs was overwritten.

    Args:
        case_id: which case.
        by: who changed it last.
        at: when, ISO with offset.
        what: what they did.
        kept: number of the side draft that holds the text that came too late, if there was one.
    """

    def __init__(self, case_id: str, by: str, at: str, what: str, kept: int | None = None) -> None:
        remedy = "read the case again" + (f"; your text is side draft {kept}" if kept else "")
        super().__init__(f"case {case_id}", f"was changed by {by} at {at} ({what})", remedy)
        self.case_id, self.by, self.at, self.what, self.kept = case_id, by, at, what, kept


class PackError(InputError):
    """A file under `prompts/` that does not load; names the file and, where known, the line."""


class MissingExtra(RecoveryError):
    """A feature needs a package that is not installed.

    Args:
        feature: what was asked for, in words.
        extra: the optional group that brings it.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs more packages; run: pip install 'recovery-ai[{extra}]'")
        self.extra = extra


class ModelError(RecoveryError):
    """A model was used in a way that can not work; the message says what to change.

    What a provider does wrong is no error: it is the `outcome` of a `Reply`.
    """


class MissingReply(ModelError):
    """A request that is to be replayed has no recorded reply; nothing is asked instead."""
