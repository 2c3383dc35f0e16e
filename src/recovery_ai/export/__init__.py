"""A letter in the formats it leaves the house in."""

from recovery_ai.export.formats import FORMATS, export
from recovery_ai.export.posting import Posting

__all__ = ["FORMATS", "Posting", "export"]
