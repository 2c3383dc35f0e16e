"""Levels Greek stems so that the tenses of a verb and its noun meet."""

import re
from typing import Final

_PERSON: Final = re.compile(r"(?<=.{4})(?:ατ|ι)\Z")
# -ώνω, -ώσω, -ώθηκα, -ωμή; -ήσω, -ηση, -ήθηκα; -άζω, -άσω, -ασμός; -ίζω, -ίσω.
_THEME: Final = re.compile(r"(?<=.{3})(?:ω[νσθμ]?|η[σθμ]?|[αι](?:ζ|στ|σθ|σμ|σ))\Z")
_ENDING: Final = re.compile(r"(?:ουσ|ων|εσ|οσ|ησ|ασ|ου|ι?[αο]|[ηειυω])\Z")
_SHORTEST: Final = 3
_FINALS: Final = {
    "χθ": "γ", "φθ": "φ", "κτ": "γ", "χτ": "γ", "πτ": "φ", "φτ": "φ",
    "ξ": "γ", "χ": "γ", "κ": "γ", "ψ": "φ", "π": "φ", "β": "φ",
}  # fmt: skip


def levelled(word: str, stem: str) -> str:
    """Return the Snowball stem of a word without what tells present, past and noun apart."""
    if len(stem) < _SHORTEST:
        stem = _ENDING.sub("", word)
    stem = _THEME.sub("", _PERSON.sub("", stem))
    for length in (2, 1):
        if len(stem) > length + 2 and (plain := _FINALS.get(stem[-length:])):
            return stem[:-length] + plain
    return stem
