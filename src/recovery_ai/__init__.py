"""Facts in, checked letter out: apology letters that can be trusted.

>>> from recovery_ai import draft, example_facts
>>> result = draft(example_facts())
>>> result.status, result.proved
('accepted', True)
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from recovery_ai._version import __version__

if TYPE_CHECKING:
    from recovery_ai.api import adraft, brief, check, draft, extract, judge, load_pack, triage
    from recovery_ai.brief import Brief
    from recovery_ai.errors import (
        FactsError,
        InputError,
        JournalError,
        LetterError,
        MissingExtra,
        ModelError,
        PackError,
        RecoveryError,
        SettingsError,
        StaleCase,
    )
    from recovery_ai.facts import example_facts
    from recovery_ai.findings import Finding
    from recovery_ai.incident import Incident
    from recovery_ai.letter import Letter
    from recovery_ai.models.budget import Budget
    from recovery_ai.models.protocol import Model, Reply, Request
    from recovery_ai.record import Draft
    from recovery_ai.review import Review
    from recovery_ai.triage import Triage

__all__ = [
    "Brief",
    "Budget",
    "Draft",
    "FactsError",
    "Finding",
    "Incident",
    "InputError",
    "JournalError",
    "Letter",
    "LetterError",
    "MissingExtra",
    "Model",
    "ModelError",
    "PackError",
    "RecoveryError",
    "Reply",
    "Request",
    "Review",
    "SettingsError",
    "StaleCase",
    "Triage",
    "__version__",
    "adraft",
    "brief",
    "check",
    "draft",
    "example_facts",
    "extract",
    "judge",
    "load_pack",
    "triage",
]

if not TYPE_CHECKING:
    _HOMES = {
        "api": "adraft brief check draft extract judge load_pack triage",
        "brief": "Brief",
        "errors": "FactsError InputError JournalError LetterError MissingExtra ModelError PackError"
        " RecoveryError SettingsError StaleCase",
        "facts": "example_facts",
        "findings": "Finding",
        "incident": "Incident",
        "letter": "Letter",
        "models.budget": "Budget",
        "models.protocol": "Model Reply Request",
        "record": "Draft",
        "review": "Review",
        "triage": "Triage",
    }
    _HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

    class _Package(ModuleType):
        """Imports a public name when it is first asked for: many programs need but one."""

        def __getattr__(self, name: str) -> object:
            if name not in _HOME:
                raise AttributeError(f"module `recovery_ai` has no `{name}`")
            value = getattr(importlib.import_module(f"recovery_ai.{_HOME[name]}"), name)
            vars(self)[name] = value
            return value

        def __setattr__(self, name: str, value: object) -> None:
            # `brief` and `triage` are functions here; the import of the modules by the same name
            # behind them must not put these in their place.
            if not (name in _HOME and isinstance(value, ModuleType)):
                super().__setattr__(name, value)

        def __dir__(self) -> list[str]:
            return sorted({*vars(self), *__all__})

    sys.modules[__name__].__class__ = _Package
