"""English for the composer: what a fact can be in a sentence to the reader."""

import re

from recovery_ai.language.sentences import split
from recovery_ai.models.offline import english_clauses as clauses
from recovery_ai.models.offline import english_nouns as nouns
from recovery_ai.models.offline.english_reader import Reader
from recovery_ai.models.offline.telling import Offer, Told

_NAMES = frozenset(
    """January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday I""".split()
)
_THEIRS = re.compile(r"You (?!were\b|had to\b|could not\b|did not\b|waited\b|heard\b)")


class English:
    """The English voice.

    Args:
        reader: the customer as the facts speak of them.
        names: words that keep their capital wherever they stand.
    """

    def __init__(self, reader: Reader, names: frozenset[str] = frozenset()) -> None:
        self._reader, self._names = reader, names | _NAMES

    def retell(self, text: str) -> str:
        """Return sentences told to the reader."""
        return self._reader.tell(text)

    def clause(self, sentence: str) -> str:
        """Return one sentence as a clause."""
        text = sentence.strip().rstrip(".")
        head = re.split(r"[ ,'’-]", text, maxsplit=1)[0]
        named = head in self._names or (len(head) > 1 and not head[1:].islower())
        return text if named else text[:1].lower() + text[1:]

    def owns(self, sentence: str) -> bool:
        """Say whether "sorry that" can govern a sentence: no plain deed of the reader, no "but"."""
        return not (
            _THEIRS.match(sentence) or re.search(r"[,;] (?:but|yet|although)\b|;", sentence)
        )

    def fails(self, sentence: str) -> bool:
        """Say whether a sentence tells what went wrong, and not only what was to be."""
        return clauses.fails(sentence)

    def thing(self, told: str) -> str:
        """Return what an event is about, such as "your suitcase" or "the kettle"."""
        return nouns.thing(told)

    def impact(self, text: str) -> Told:
        """Return a harm; verbs without a subject get the reader as theirs."""
        plain = self.clause(self._reader.tell(text, they=True))
        if clauses.feels(plain):
            return Told("did", f"you were {plain}")
        if plain.startswith("you "):
            return Told("did", plain)
        if clauses.lacks_subject(plain):
            return Told("did", self.clause(self._reader.tell(f"You {plain}")))
        return clauses.harm(plain)

    def cause(self, text: str) -> Told:
        """Return a cause; one full sentence can follow "because"."""
        told = self.retell(text).strip()
        plain = self.clause(told)
        if len(split(told, "en")) > 1 or ";" in told or ": " in told:
            return Told("text", plain)
        if clauses.is_clause(plain):
            return Told("clause", plain)
        sure = nouns.noun(plain) == plain and not re.search(r"\b\w+ed\b", plain)
        return Told("noun" if sure else "text", plain)

    def offer(self, text: str, kind: str) -> Offer:
        """Return a remedy as the object of an offer."""
        return nouns.offer(self.clause(self._reader.tell(text, they=True)), kind)

    def step(self, text: str) -> Told:
        """Return a preventive action, a rule for all customers; without a sure verb no clause."""
        return clauses.step(self.clause(text))

    def asked(self, text: str) -> str:
        """Return what was asked for: "for a refund", "to cancel the charge"."""
        return nouns.asked(self.clause(self.retell(text)))

    def listed(self, parts: list[str]) -> str:
        """Join parts with commas and "and"."""
        if len(parts) == 1:
            return parts[0]
        also = ", and" if any(" and " in part for part in parts) else " and"
        return f"{', '.join(parts[:-1])}{also} {parts[-1]}"
