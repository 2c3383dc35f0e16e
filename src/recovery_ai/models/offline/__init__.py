"""The offline composer: letters from the brief and the phrase bank, no model, no network."""

from recovery_ai.models.offline.composer import Composer

__all__ = ["Composer"]
