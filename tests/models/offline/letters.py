"""The letters that the composer writes for the shipped incidents, without their general parts."""

from pathlib import Path
from typing import NamedTuple

from recovery_ai import draft
from recovery_ai.documents import parse, read_text

_FOLDER = Path(__file__).resolve().parents[3] / "evals" / "incidents"
# What we change for everybody may speak of customers.
_GENERAL = {"prevention", "signature"}


class Composed(NamedTuple):
    """One letter: the file of its facts, and the text that is meant for the reader."""

    name: str
    text: str

    @property
    def repeated(self) -> list[str]:
        """The sentences that stand in it more than once."""
        found = [part.strip() for part in self.text.replace("\n", " ").split(". ")]
        return sorted({one for one in found if found.count(one) > 1})


def letters(tongue: str) -> list[Composed]:
    """Return the letters of one language; incidents that get no letter are left out."""
    found = []
    for path in sorted(_FOLDER.glob(f"{tongue}_*.yaml")):
        drafted = draft(parse(read_text(str(path)), path.name)).letter
        if drafted:
            told = [part.text for part in drafted.sections if part.id not in _GENERAL]
            found.append(Composed(path.stem, "\n".join(told)))
    assert len(found) >= 5
    return found
