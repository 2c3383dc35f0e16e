"""The phrase bank of one letter: which phrase a case gets, and what fills its holes."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from recovery_ai.brief import Brief
from recovery_ai.errors import PackError
from recovery_ai.slots import names_in

_HOLE = re.compile(r"\{([a-z_]+)\}")


class Phrases:
    """Picks phrases for one brief: the same case always gets the same, another one another.

    Args:
        brief: says which slots a phrase may use, and by its case number which phrase comes.
        bank: `prompts/phrases/` in the brief's language.
        round: 0 for the first draft; in a later one every phrase gives way to another.
    """

    def __init__(self, brief: Brief, bank: Mapping[str, Any], round: int = 0) -> None:
        self._case, self._bank, self.round = brief.case_id, bank, round
        self._place = f"phrases/{brief.tongue}.yaml"
        self._slots = {slot.name for slot in brief.slots if slot.kind != "private"}
        self.reader = _address(brief, bank)

    def say(self, key: str, turn: int = 0, **holes: str) -> str:
        """Return a phrase of a list; `turn` moves on to another one.

        Raises:
            PackError: when the bank has no phrase there.
        """
        return self._said(key, self.chance(key) + turn, holes)

    def nth(self, key: str, turn: int, **holes: str) -> str:
        """Return the phrase number `turn` of a list that is told in order."""
        return self._said(key, self.round + turn, holes)

    def has(self, key: str) -> bool:
        """Say whether the bank has phrases of that name."""
        return bool(self._found(key))

    def chance(self, key: str) -> int:
        """Return a number that only the case, the round and `key` decide."""
        drawn = hashlib.sha256(f"{self._case}|{key}".encode()).digest()
        return int.from_bytes(drawn[:4], "big") + self.round

    def fits(self, text: str) -> bool:
        """Say whether a letter may write every slot in `text`."""
        return all(name in self._slots for name in names_in(text))

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words of the bank; empty when there is none."""
        return tuple(self._found(key))

    def _said(self, key: str, turn: int, holes: Mapping[str, str]) -> str:
        phrases = self._found(key)
        if not phrases:
            raise PackError(f"{self._place}: {key}", "has no phrase", "add at least one")
        usable = [phrase for phrase in phrases if self.fits(phrase)] or phrases
        told = {"reader": self.reader, **holes}
        return _HOLE.sub(lambda hole: told[hole[1]], usable[turn % len(usable)])

    def _found(self, key: str) -> list[str]:
        """Return the phrases of `key`; a list that stands higher up serves all below it."""
        found: Any = self._bank
        for part in key.split("."):
            if isinstance(found, Mapping):
                found = found.get(part)
        if isinstance(found, str):
            return [found]
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _address(brief: Brief, bank: Mapping[str, Any]) -> str:
    """Return how the reader is addressed in mid-sentence, such as `Bapak`."""
    salutation = (brief.incident.customer.salutation or "").split(" ")[0].strip(",.").lower()
    titles: Mapping[str, str] = bank.get("titles", {})
    return titles.get(salutation, str(bank.get("address", "")))
