"""Models behind one protocol: any provider through litellm, a chain of them, or none (offline).

Importing this package imports no provider library.
"""

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
