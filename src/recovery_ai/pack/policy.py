"""The organisation's own will, laid over the shipped policy: `policy.yaml` in its folder."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from recovery_ai.findings import Code, FindingSeverity
from recovery_ai.incident import Value
from recovery_ai.pack.framework import LetterKind

Admission = Literal["full", "partial", "sympathy_only", "none"]


class Notice(Value):
    """A text that letters of some kinds must carry word for word, such as the right of appeal.

    Args:
        kinds: the letters that need it; empty means all of them.
        text: language -> the text, which may hold slots such as `[[case_id]]`.
    """

    kinds: tuple[LetterKind, ...] = ()
    text: Mapping[str, str]


class Policy(Value):
    """What an organisation decides differently, in data.

    Args:
        severity: code -> `error` or `warning`, over what the rule files say.
        allow: language -> words that no rule flags and every letter may say: a slogan, the name of
            a product, a formula of the house.
        notices: texts that letters must carry, beside those of the regime.
        legal_admission: what apology law protects where the letters go (`Regime.legal_admission`),
            over what the regime says.
    """

    severity: Mapping[Code, FindingSeverity] = Field(default_factory=dict)
    allow: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    legal_admission: Admission | None = None
