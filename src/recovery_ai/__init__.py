"""Facts in, checked letter out: apology letters that can be trusted.

>>> from recovery_ai import draft
>>> result = draft({"case_id": "C-1", ...})      # doctest: +SKIP
>>> result.status, result.proved                 # doctest: +SKIP
('accepted', True)
"""

from recovery_ai._version import __version__
from recovery_ai.api import adraft, brief, check, draft, judge, load_pack, triage
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
    "judge",
    "load_pack",
    "triage",
]
