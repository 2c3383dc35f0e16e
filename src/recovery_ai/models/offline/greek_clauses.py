"""Greek sentences as clauses: what opens each, and whether it names who acts."""

import re
from typing import NamedTuple

from recovery_ai.models.offline.greek_objects import WORD
from recovery_ai.models.offline.greek_verbs import is_finite, is_ours, is_past, second_person

ARTICLE = "(?:[ΟοΗη]|[Οο]ι)"
ALTHOUGH = frozenset({"ενώ", "αν και", "παρότι", "μολονότι", "παρόλο που"})
_OTHER = re.compile(
    rf"(?<!\w)(?:{ARTICLE}|ένας|κάποιος|καν(?:είς|ένας)|αυτ(?:ός|ή|οί)|όλοι|τίποτα) (?!ώρα\b)"
)
_NEUTER = re.compile(rf"\s?(?:[Ττ][οα]|[Έέ]να|[Μμ][ιί]α) ({WORD})")
_BREAK = re.compile(
    r"(,? (?:και|κι|αλλά|όμως|ή|ούτε|οπότε|ενώ|όταν|επειδή|γιατί|διότι|αφού|καθώς|μόλις|ώστε|αν και"
    r"|αν|εάν|παρότι|μολονότι|παρόλο που|που|όπου|όπως|όσο|ότι|πως|παρά"
    r"|(?:(?:για|χωρίς|μέχρι|ώσπου|πριν|αντί|προκειμένου) )?να|πριν"
    r")(?= )|[,;:·](?= ))"
)
_AND = frozenset({"", ";", ":", "·", "και", "κι", "αλλά", "όμως", "ή", "ούτε", "οπότε"})


class Clause(NamedTuple):
    """A clause: what stands before it (", και", " που", nothing), and its words."""

    opener: str
    text: str

    @property
    def word(self) -> str:
        """The conjunction that opens it."""
        return self.opener.strip(", ")

    @property
    def main(self) -> bool:
        """Whether it is no subordinate clause."""
        return self.word in _AND

    @property
    def names_other(self) -> bool:
        """Whether it has a subject of its own that is not the customer."""
        neuter = _NEUTER.match(self.text)
        if neuter and not is_past(neuter[1]) and not second_person(neuter[1]):
            return True
        return self.names_person

    @property
    def names_person(self) -> bool:
        """Whether that subject is masculine or feminine."""
        return bool(_OTHER.search(self.text))

    @property
    def has_verb(self) -> bool:
        """Whether a word of it can be a finite verb."""
        return any(map(is_finite, re.findall(WORD, self.text)))

    @property
    def is_ours(self) -> bool:
        """Whether we act in it."""
        return any(map(is_ours, re.findall(WORD, self.text)))


def is_clause(text: str) -> bool:
    """Say whether a text has a verb of its own outside its subordinate clauses."""
    return any(one.has_verb for one in clauses(text) if one.main or one.word == "ενώ")


def is_act_of_ours(sentence: str) -> bool:
    """Say whether the first verb of a sentence is one of ours, and no "but" takes it back."""
    first, *rest = clauses(sentence)
    verbs = [word for word in re.findall(WORD, first.text) if is_finite(word)]
    taken_back = any(one.word in ALTHOUGH | {"αλλά", "όμως"} for one in rest)
    return bool(verbs) and is_ours(verbs[0]) and not taken_back


def clauses(sentence: str) -> list[Clause]:
    """Return the clauses of a sentence, in order; joined again they are the sentence."""
    parts = ["", *_BREAK.split(sentence)]
    return [Clause(parts[i], parts[i + 1]) for i in range(0, len(parts) - 1, 2)]
