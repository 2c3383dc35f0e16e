"""The memory of apologies: what was said before to this customer, or about this cause."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Row as Record

from recovery_ai.journal.cases import House
from recovery_ai.journal.checking import Checked
from recovery_ai.letter import Letter
from recovery_ai.pack.framework import LetterKind


def remember(
    db: Connection,
    row: Record[Any],
    kind: LetterKind,
    letter: Letter,
    checked: Checked,
    house: House,
) -> None:
    """Keep what a sent letter said."""
