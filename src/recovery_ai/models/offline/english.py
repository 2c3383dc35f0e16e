"""English for the composer: from "the customer paid" to "you paid"."""

import re
from collections.abc import Callable

from recovery_ai.models.offline.telling import Offer, Told, capitalised, stopped

_READER = (
    r"(?:the|our|this) (?:customer|client|guest|patient|passenger|member|reader|visitor|buyer"
    r"|resident|subscriber|policyholder|tenant|traveller|student|user|caller|couple|family)"
    r"|\[\[customer_(?:name|salutation)\]\]|\[\[[a-z0-9_]+_name_\d+\]\]"
)
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
_IRREGULAR = frozenset(
    """became began bought broke brought built came caught chose could did drove fell felt found
    flew forgot gave got had heard held kept knew left lost made met missed paid ran rang read
    said sat saw sent slept sold spent spoke stood swam taught told took travelled thought was
    waited walked watched went were woke wore would wrote has is does cried lived had""".split()
)
_FEELINGS = frozenset(
    """worried disappointed embarrassed frightened upset anxious unable angry humiliated afraid
    ashamed stressed confused shocked distressed scared furious uneasy concerned alarmed
    frustrated hurt insulted exhausted tired late cold hungry thirsty""".split()
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|could|did|does|do|would|will|can|cannot|left|went|came"
    r"|fell|cried|stayed|remained|arrived|failed|took|gave|saw)\b"
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|when|while)\b.*$")
_SUBJECT = re.compile(
    r"(?:your|our|we|i|it|the|a|an|this|these|they|some|many|most|all|both|about|around|\d+"
    r"|\w+s and \w+s|\w+s)\b"
)
_DETERMINED = re.compile(
    r"(?:the|a|an|your|our|one|two|three|four|five|six|seven|eight|nine|ten|half|all|both|some"
    r"|free|\d|\[\[)"
)
_OFFERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("refund_full", re.compile(r"(?:a |the )?full refund of (?P<what>.+)")),
    ("refund", re.compile(r"(?:a |the )?(?:refund|return|repayment) of (?P<what>.+)")),
    (
        "reimburse",
        re.compile(r"(?:a |the )?(?:reimbursement of (?P<what>.+)|(?P<cost>cost of .+))"),
    ),
    ("replace", re.compile(r"(?:a |the )?(?:free )?replacement of (?P<what>.+)")),
    ("repair", re.compile(r"(?:a |the )?(?:free )?repair of (?P<what>.+)")),
    ("waive", re.compile(r"(?:a |the )?(?:waiver|cancellation) of (?P<what>.+)")),
)
_COUNTABLE = re.compile(
    r"(?:travel |store |gift |new |free |full |further |extra |second |personal |small )*"
    r"(?:credit|voucher|discount|payment|replacement|visit|appointment|test|session|upgrade|bottle"
    r"|hamper|card|call|month|meal|ticket|box|kettle|chair|bunch|gift|refund)\b"
)
_SUM = re.compile(r"(?:credit|voucher|payment|discount)\b")  # "a credit of half the fee"


class English:
    """The English voice."""

    def retell(self, text: str) -> str:
        """Return sentences told to the reader."""
        mentions = bool(re.search(_READER, text, re.IGNORECASE))
        text = re.sub(rf"\b(?:{_READER})(?:'s|’s)", "your", _bare(text), flags=re.IGNORECASE)
        text = re.sub(rf"(?<!\w)(?:{_READER})(?!\w)", "you", text, flags=re.IGNORECASE)
        text = re.sub(r"(?<![\w[])(?:our |the |all )?(?:affected )?customers(?! of)\b", "you", text)
        text = _pronouns(text, they=mentions)
        return _sentences(_agree(text), capitalised)

    def clause(self, sentence: str) -> str:
        """Return one sentence as a clause."""
        head, _, rest = sentence.strip().rstrip(".").partition(" ")
        known = head in {"I"} or (len(head) > 1 and (head.isupper() or not head[1:].islower()))
        names = head.endswith(("'s", "’s")) and head.lower() not in {"it's", "that's"}
        lower = head if known or names else head[:1].lower() + head[1:]
        return f"{lower} {rest}".strip()

    def owns(self, sentence: str) -> bool:
        """Say whether "sorry that" can govern a sentence: in English, always."""
        return bool(sentence)

    def impact(self, text: str) -> Told:
        """Return a harm; verbs without a subject get the reader as theirs."""
        text = _pronouns(self.retell(text), they=True).strip().rstrip(".")
        if not text[:2].isupper() or text[:2] in {"A ", "I "}:
            text = text[:1].lower() + text[1:]
        first = re.split(r"[ ,]", text, maxsplit=1)[0].lower()
        if first in _FEELINGS:
            return Told("did", f"you were {text}")
        if first in _IRREGULAR or (first.endswith("ed") and first not in {"need", "red"}):
            return Told("did", _agree(f"you {text}"))
        if first == "you":
            return Told("did", _agree(text))
        plain = _RELATIVE.sub("", text)
        if _SUBJECT.match(plain) and _FINITE.search(plain):
            return Told("clause", text)
        return Told("noun", text)

    def cause(self, text: str) -> Told:
        """Return a cause; a full sentence can follow "because"."""
        told = self.retell(text).strip()
        one = len(re.findall(r"[.!?](?:\s|$)", stopped(told))) == 1
        plain = _RELATIVE.sub("", told.split(",")[0].lower())
        if re.match(r"(?:we|our|i|the|a|an|your|[a-z]+s)\b", plain) and _has_verb(plain) and one:
            return Told("clause", told)
        return Told("noun", told)

    def offer(self, text: str) -> Offer:
        """Return a remedy as the object of an offer."""
        text = _pronouns(self.retell(text), they=True).strip().rstrip(".")
        text = text[:1].lower() + text[1:]
        for key, pattern in _OFFERS:
            match = pattern.fullmatch(text)
            if match:
                what = match.groupdict().get("what") or match.groupdict().get("cost") or ""
                return Offer(key, self.noun(what) if key != "reimburse" else _the(what))
        return Offer("receive", self.noun(text))

    def noun(self, text: str) -> str:
        """Return a noun phrase with an article where it needs one."""
        head = text.split(" ")[0]
        if head in {"The", "A", "An", "Two", "Three", "Both", "All", "Half"}:
            text = text[:1].lower() + text[1:]
        if _DETERMINED.match(text) or "'s" in text.split(" ")[0]:
            return text
        if _COUNTABLE.match(text) and (" of " not in text or _SUM.match(text)):
            return f"{'an' if text[0] in 'aeiou' else 'a'} {text}"
        return _the(text)

    def listed(self, parts: list[str]) -> str:
        """Join parts with commas and "and"."""
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _bare(text: str) -> str:
    return text.replace("’", "'")


def _the(text: str) -> str:
    return text if _DETERMINED.match(text) else f"the {text}"


def _has_verb(text: str) -> bool:
    found = _FINITE.search(text)
    words = set(re.findall(r"[a-z']+", text))
    return (
        bool(found)
        or bool(words & _IRREGULAR)
        or any(word.endswith("ed") for word in text.split()[1:4])
    )


def _pronouns(text: str, *, they: bool) -> str:
    subjects = "he|she|they" if they else "he|she"
    text = re.sub(rf"\b(?:{subjects})\b", "you", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?:himself|herself)\b", "yourself", text)
    text = re.sub(r"\bhis\b", "your", text, flags=re.IGNORECASE)
    text = re.sub(r"\bhim\b", "you", text)
    return re.sub(r"\b([Hh])er\b(?P<next>[\s.,;:!?]+(?P<word>[\w'[]+)?|$)", _her, text)


_AFTER_OBJECT = frozenset(
    """a an the to for in on at by from with of and or but that because when while if as until
    before after about into onto over under again twice back home away out up down not this what
    how why where which three two four five six several many""".split()
)


def _her(match: re.Match[str]) -> str:
    word = (match["word"] or "").lower()
    after = match["next"]
    possessive = bool(word) and after[0].isspace() and word not in _AFTER_OBJECT
    return ("your" if possessive else "you") + after


def _agree(text: str) -> str:
    return _sentences(_THIRD_PERSON.sub(_agreeing, text), _coordinated)


def _coordinated(sentence: str) -> str:
    """Let a second verb agree too: "you work from home and have reported it"."""
    if not sentence.lower().startswith("you "):
        return sentence
    return re.sub(r"\b(and|but) (was|has|is|does)\b", _agreeing_after, sentence)


def _agreeing_after(match: re.Match[str]) -> str:
    return f"{match[1]} {_AGREEING[match[2]]}"


def _agreeing(match: re.Match[str]) -> str:
    verb = match["verb"]
    you, adverb = match["you"], match["adverb"] or ""
    if verb in _AGREEING:
        return f"{you} {adverb}{_AGREEING[verb]}"
    third = len(verb) > 3 and verb.endswith("s") and not verb.endswith(("ss", "us"))
    return f"{you} {adverb}{_base(verb)}" if third and verb not in _NO_VERB else match[0]


def _base(verb: str) -> str:
    for ending, base in _BASE_ENDINGS:
        if verb.endswith(ending):
            return verb[: -len(ending)] + base
    return verb[:-1]


def _sentences(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(?<=[.!?])\s+", text.strip())
    return " ".join(change(part) for part in parts)
