"""The languages known, by primary language subtag."""

from typing import Final

from recovery_ai.language.english import ENGLISH
from recovery_ai.language.greek import GREEK
from recovery_ai.language.indonesian import INDONESIAN
from recovery_ai.language.lexicon import Lexicon

LEXICONS: Final[dict[str, Lexicon]] = {
    lexicon.language: lexicon for lexicon in (ENGLISH, INDONESIAN, GREEK)
}
_PLAIN: Final = Lexicon()


def lexicon_of(language: str) -> Lexicon:
    """Return the tables for a BCP-47 tag; for an unknown language those without words."""
    return LEXICONS.get(language) or LEXICONS.get(language.partition("-")[0].lower(), _PLAIN)
