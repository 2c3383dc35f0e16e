"""Models behind one protocol: any provider through litellm, a chain of them, or none (offline).

Importing this package imports no provider library.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recovery_ai.models.budget import Budget, Spent
    from recovery_ai.models.choice import resolve
    from recovery_ai.models.fallback import Fallback
    from recovery_ai.models.litellm_adapter import LiteLLM
    from recovery_ai.models.loop import run
    from recovery_ai.models.protocol import Message, Model, Outcome, Reply, Request, Usage

ALLOW_MODEL_REQUESTS = True
"""Set it to False and every request that would leave the process raises `ModelError`."""

__all__ = [
    "ALLOW_MODEL_REQUESTS",
    "Budget",
    "Fallback",
    "LiteLLM",
    "Message",
    "Model",
    "Outcome",
    "Reply",
    "Request",
    "Spent",
    "Usage",
    "resolve",
    "run",
]

if not TYPE_CHECKING:
    _HOMES = {
        "budget": "Budget Spent",
        "choice": "resolve",
        "fallback": "Fallback",
        "litellm_adapter": "LiteLLM",
        "loop": "run",
        "protocol": "Message Model Outcome Reply Request Usage",
    }
    _HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

    def __getattr__(name: str) -> object:
        """Import a name when it is first asked for: a check needs none of the adapters."""
        if name not in _HOME:
            raise AttributeError(f"module `recovery_ai.models` has no `{name}`")
        value = getattr(importlib.import_module(f"recovery_ai.models.{_HOME[name]}"), name)
        globals()[name] = value
        return value
