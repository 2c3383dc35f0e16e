"""A letter in the formats it leaves the house in."""

from recovery_ai.export.formats import FORMATS, export

__all__ = ["FORMATS", "export"]
