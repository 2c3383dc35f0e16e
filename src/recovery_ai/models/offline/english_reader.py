"""From "the customer paid" to "you paid": whom the facts mean, and the verbs that agree."""

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from recovery_ai.language.sentences import split
from recovery_ai.models.offline.telling import capitalised

Pronoun = Literal["he", "she", "they"]

_SLOT = r"\[\[(?:customer_(?:name|salutation)|[a-z0-9_]+_name_\d+)\]\]"
_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam)"
_NOUN = (
    r"(?:the|our|this) (?:customer|client|guest|patient|passenger|member|reader|visitor|buyer"
    r"|resident|subscriber|policyholder|tenant|traveller|student|user|caller|couple)(?![\w-])"
)
_READER = rf"(?:(?:{_TITLE}\.? )?{_SLOT}(?: {_SLOT})*|{_NOUN})"
_MANY = re.compile(r"(?<![\w[])(?:our |the |all )?(?:affected )?customers(?! of)\b", re.I)
# One text for all: the people are the reader only where nothing counts or describes them.
_CROWD = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\bto )|(?<=\bfor )|(?<=\bfrom )|(?<=\bwith )|(?<=\bthat )|(?<=\band ))"
    rf"{_SLOT}",
    re.IGNORECASE,
)
_HE = frozenset({"mr", "sir", "lord"})
_SHE = frozenset({"mrs", "ms", "miss", "lady", "madam"})
_SAID = {
    "he": re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|hers?)\b", re.IGNORECASE),
}
_FIRST = re.compile(r"\b(?:(?P<he>he|him|his)|(?P<she>she|hers?))\b", re.IGNORECASE)

_AGREEING = {
    "was": "were", "is": "are", "has": "have", "does": "do", "wasn't": "weren't",
    "isn't": "aren't", "hasn't": "haven't", "doesn't": "don't",
}  # fmt: skip
_THIRD_PERSON = re.compile(
    r"\b(?P<you>you) (?P<adverb>(?:also|then|still|now|only|never|always|already|therefore) )?"
    r"(?P<verb>[a-z']+)\b"
)
_BASE_ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_NO_VERB = frozenset(
    "this his yours us as towards always perhaps besides across plus thus unless whereas".split()
)
_GOES_ON = re.compile(
    r"((?:,| and|, and|, but| but) )([a-z]{3,}s)(?= (?:to|a|an|the|in|on|at|up|with|for|your|it)\b)"
)
# After these "you" is who something is done to, and no verb is its own.
_OBJECT = re.compile(
    r"(?:\b(?:to|for|with|from|of|at|by|on|about|than|gave|sent|told|paid|left|kept|made|let|cost"
    r"|sold|lent|brought|give|send|tell|show|pay|offer|ask|leave|charge|owe|bring|make|sell|keep"
    r"|giving|sending)|\w+ed|\w+en|\w+wn) $"
)
_AFTER_OBJECT = frozenset(
    """a an the to for in on at by from with of and or but that because when while if as until
    before after about into onto over under again twice back home away out up down not this what
    how why where which only no nothing each in too extra more less
    was were is are had has did would could will""".split()
)
# A name after "p.m." began a sentence, where the one before has its verb.
_NEW_AFTER = re.compile(
    r"(\b(?:was|were|had|did|has|\w+ed)\b[^.!?]* \d+(?::\d\d)? [ap]\.m\. )you\b"
)
_PLACED = re.compile(r"\b(?:from|at|near|in|of|to) $")
_SEEN = re.compile(r"\b(?:kept|left|saw|found|had|keep|leave|heard) $")
_COUNTED = frozenset("one two three four five six seven eight nine ten several many".split())
_SPANS = re.compile(r"(?:times?|minutes?|hours?|days?|weeks?|months?|years?|miles?)\b")


class Reader(NamedTuple):
    """The customer as the facts speak of them.

    Args:
        pronoun: what stands for the customer; every other pronoun stays.
        many: whether the letter goes to all who were hit.
        others: slots with names that are not the customer's.
    """

    pronoun: Pronoun = "they"
    many: bool = False
    others: frozenset[str] = frozenset()

    def tell(self, text: str, *, they: bool = False) -> str:
        """Return sentences told to the reader.

        Args:
            text: sentences, or a part of one.
            they: "they" is the customer even where nothing in the text names one.
        """
        told = (self._told(part, they=they) for part in _sentences(text.replace("’", "'")))
        return _NEW_AFTER.sub(r"\1You", " ".join(map(capitalised, told))) or text

    def _told(self, text: str, *, they: bool) -> str:
        told = _CROWD.sub("you", text) if self.many else self._without_names(text)
        return _agree(self._pronouns(_MANY.sub("you", told), they=they or told != text))

    def _without_names(self, text: str) -> str:
        for pattern, word in ((rf"{_READER}'s", "your"), (_READER, "you")):
            text = re.sub(rf"(?<!\w){pattern}(?!\w)", self._named(word), text, flags=re.IGNORECASE)
        return text

    def _named(self, word: str) -> Callable[[re.Match[str]], str]:
        return lambda match: match[0] if any(f"[[{s}]]" in match[0] for s in self.others) else word

    def _pronouns(self, text: str, *, they: bool) -> str:
        if self.pronoun == "she":
            text = re.sub(r"\b(?:she|hers?|herself)\b", _her, text, flags=re.IGNORECASE)
        elif self.pronoun == "he":
            text = re.sub(r"\b(?:he|him)\b", "you", text, flags=re.IGNORECASE)
            text = re.sub(r"\bhis\b", "your", text, flags=re.IGNORECASE)
            text = re.sub(r"\bhimself\b", "yourself", text)
        if they:
            pattern = r"\bthey\b" if self.pronoun == "they" else r"^they\b"
            text = re.sub(pattern, "you", text, flags=re.IGNORECASE)
        return text


def pronoun_of(title: str, texts: Iterable[str]) -> Pronoun:
    """Return what stands for the customer in texts: by title, else the first pronoun there."""
    told = " ".join(texts)
    word = title.strip(".,").lower()
    if word in _HE | _SHE:
        pronoun: Pronoun = "he" if word in _HE else "she"
        return pronoun if _SAID[pronoun].search(told) else "they"
    first = _FIRST.search(told)
    return "they" if first is None else "he" if first["he"] else "she"


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text whose names are slots, and begin one as names do."""
    named = re.sub(rf"(?={_SLOT})", "N", text)
    return [re.sub(rf"N(?={_SLOT})", "", one.text) for one in split(named, "en")]


def _her(match: re.Match[str]) -> str:
    """Return "your" before what she has, and "you" where "her" is the object."""
    word = match[0].lower()
    if word != "her":
        return {"she": "you", "hers": "yours", "herself": "yourself"}[word]
    before = match.string[: match.start()]
    head, _, rest = match.string[match.end() :].removeprefix(" ").partition(" ")
    if head.startswith("[[") and re.match(r"[a-z]", rest):
        head, _, rest = rest.partition(" ")
    if not re.match(r"[a-z'\d]", head, re.IGNORECASE):  # a sign, a slot by itself, or the end
        return "you"
    head = head.strip(".,;:!?").lower()
    if head in _COUNTED or head.isdigit():
        return "you" if _SPANS.match(rest) else "your"
    if head == "home" and _PLACED.search(before):
        return "your"
    done = head in _AFTER_OBJECT or (head.endswith("ing") and bool(_SEEN.search(before)))
    return "you" if done else "your"


def _agree(sentence: str) -> str:
    told = _THIRD_PERSON.sub(_agreeing, sentence)
    if not told.lower().startswith("you "):
        return told
    told = re.sub(r"\b(and|but) (was|has|is|does)\b", _agreeing_after, told)
    return _GOES_ON.sub(lambda m: m[1] + _base(m[2]), told) if told != sentence else told


def _agreeing_after(match: re.Match[str]) -> str:
    return f"{match[1]} {_AGREEING[match[2]]}"


def _agreeing(match: re.Match[str]) -> str:
    verb, before = match["verb"], f"{match['you']} {match['adverb'] or ''}"
    if _OBJECT.search(match.string[: match.start()]):
        return match[0]
    if verb in _AGREEING:
        return before + _AGREEING[verb]
    third = len(verb) > 3 and verb.endswith("s") and not verb.endswith(("ss", "us"))
    return before + _base(verb) if third and verb not in _NO_VERB else match[0]


def _base(verb: str) -> str:
    for ending, base in _BASE_ENDINGS:
        if verb.endswith(ending):
            return verb[: -len(ending)] + base
    return verb[:-1]
