"""The customer as object, owner or addressee of a Greek sentence becomes σας.

Nouns are certain: "ενημερώσαμε την πελάτισσα" -> "σας ενημερώσαμε". A pronoun is the customer only
where its gender fits, its verb is one for people, and nobody else of that gender came up before.
"""

import re
from typing import NamedTuple

from recovery_ai.language.text import fold
from recovery_ai.models.offline.greek_verbs import (
    accent_from_end,
    accented,
    is_finite,
    is_ours,
    is_past,
    second_person,
)

WORD = "[α-ωάέήίόύώϊϋΐΰΑ-ΩΆΈΉΊΌΎΏ]+"
_SLOT = r"\[\[(?:customer_(?:name|salutation)|[a-z0-9_]+_name_\d+)\]\]"
_NOUN = (
    "(?:πελάτ|πελατ|ασθεν|επισκέπτ|επισκεπτ|συνδρομητ|συνδρομήτρι|επιβάτ|επιβατ|ένοικ|ενοίκ"
    "|ασφαλισμέν|φιλοξενούμεν|χρήστ|καταναλωτ|αγοραστ|αγοράστρι|ενοικιαστ|ενοικιάστρι|κάτοικ"
    "|κατοίκ|δικαιούχ|φοιτητ|φοιτήτρι|σπουδαστ|σπουδάστρι|αναγνώστ|μισθωτ|ταξιδιώτ|καταθέτ)"
    "(?:ης|ής|η|ή|ες|ές|ισσας?|ριας?|ιδας?|ος|ου?|οι|ους|ας?|ούς|είς)"
)
NAMED = rf"(?:(?:κ\.|κ[υύ]ρί?\w+|κ[οα][ςυ]?) )?{_SLOT}(?: {_SLOT})*"
# Customers of the customer are others: "τους πελάτες του".
_THEIRS = r" (?:του|της|σας)(?:$|[.,;]| (?:και|για|με|από|στ\w+)\b)"
READER = rf"(?:{_NOUN}(?!(?<=[εέ]ς) (?:του|της|σας)\b|{_THEIRS})|{NAMED})(?: μας)?(?!\w)"
PARTICLES = frozenset("δεν δε μη μην θα να ας".split())
CLITICS = frozenset("το τα τον την τη τις τους".split())

_FEMININE = re.compile(rf"(?<!\w)(?:η|της|την?|στην?) {READER}", re.IGNORECASE)
_MASCULINE = re.compile(rf"(?<!\w)(?:ο|του|τον|στον) {READER}", re.IGNORECASE)
_AFTER_PREPOSITION = re.compile(
    rf"(?<!\w)(από|με|για|προς|χωρίς|σε) (?:τον|την?|τους|τις) {READER}"
)
_OBJECT = re.compile(rf" (στ|τ)(?:ον|ην?|ους|ις) {READER}")
_OWNER = re.compile(rf"({WORD}) (?:του|της) {READER}")
_FIRST = re.compile(
    rf"^(?:Στ|Τ)(?:ον|ην?|ου|ης) {READER}( (?:δεν|θα))?(?: (?:του|της|τον|την))? (?=({WORD}))"
)
_TO_WHOM = re.compile(rf"(?<!\w)([Ττ]ου|[Ττ]ης) (?=(?:(?:το|τα|την?|τον|τις) )?({WORD}))")
_WHOM = re.compile(rf"(?<!\w)([Ττ]ον|[Ττ]ην?) (?=({WORD}))")
_OWN = re.compile(r"(δικ(?:ό|ή|ά|ού|ής|ών|ές|οί|ούς)) (του|της)(?!\w)")
_WHOSE = re.compile(
    rf"(?<=[α-ωάέήίόύώ]) (του|της)(?=$|[.,;:!·)]| (?:και|κι|από|για|σε|στ\w+|με|μετά|πριν|που|ή"
    rf"|όταν|επειδή|χωρίς|να|θα|δεν|μ[ιί]α|έναν?|δύο|τρεις|τρία|ήδη|σήμερα|χθες|\d)(?!\w)"
    rf"|(?<=προσωπικά ...)(?= δεδομένα)|(?<=κινητό ...)(?= τηλέφωνο)| ({WORD}))"
)
# What only the customer has, whoever else acts: "ο τεχνικός ήρθε μετά το τηλεφώνημά του".
_DEALINGS = re.compile(
    "(?:τηλεφωνημα|παραγγελια|κρατηση|αιτημα|παραπονο|λογαριασμο|διευθυνση|σπιτι|συνδρομη|ραντεβου"
    "|εισιτηριο|αποσκευ|βαλιτσ|καταγγελια|επιστολη|μηνυμα)\\w*$"
)
_SAYING = re.compile(
    "ειπ|λεει|απαντ|εξηγ|ζητησ|εδωσ|δωσ|μιλησ|χρεωσ|υποσχ|στειλ|εστειλ|προτειν|δηλωσ|αρνηθ|εδειξ"
    "|επεστρεψ|επιστρεψ|ανακοινωσ|φωναξ|φερθ"
)
# Whom one informs, calls or charges is a person; what one cancels or sends may be a thing.
_TO_PEOPLE = re.compile(
    "ειδοποι|ενημερ|προειδοπ|καλεσ|εξυπηρετ|χρεωσ|χρεων|βοηθ|ρωτησ|ταλαιπωρ|διωξ|παραπεμ|καθησυχ"
    "|προσ[εα]?βαλ|πληροφορ|υποδεχ|διαβεβαι|απογοητ|αναγκασ|υποχρεωσ|εγκατ[εα]λειψ|παρακαλεσ|αγνοησ"
    "|κοροιδε|επιτρεψ|ακουσ"
    r"|(?:αφησ|αφην)\w+ (?:να|χωρισ|εκτοσ)"
)
_BY_READER = re.compile(rf"(?<!\w)[οη] {READER} $", re.IGNORECASE)
_BARRIERS = frozenset("και που να ότι όταν , ; : ·".split())


class Reader(NamedTuple):
    """What a text says of the customer: whether it speaks of one, and which pronouns fit."""

    known: bool
    pronouns: frozenset[str]

    @classmethod
    def of(cls, text: str, *, acting: bool) -> "Reader":
        """Read it off the nouns and articles of a text."""
        her, him = bool(_FEMININE.search(text)), bool(_MASCULINE.search(text))
        pronouns = {"της", "την", "τη"} if her or not him else set()
        pronouns |= {"του", "τον"} if him or not her else set()
        return cls(acting or bool(re.search(READER, text)), frozenset(pronouns))


def addressed(text: str, reader: Reader) -> str:
    """Return `text` with the customer as object or owner replaced by σας or εσάς."""
    text = _FIRST.sub(_at_head, text)
    text = _OWNER.sub(
        lambda m: f"{_before_enclitic(m[1])} σας",
        _objects(_AFTER_PREPOSITION.sub(r"\1 εσάς", text)),
    )
    if not reader.known:
        return text
    text = _TO_WHOM.sub(lambda m: _you(m) if _is_addressee(m, reader) else m[0], text)
    text = _WHOM.sub(lambda m: _you(m) if _is_person(m, reader) else m[0], text)
    text = _OWN.sub(lambda m: f"{m[1]} σας" if m[2] in reader.pronouns else m[0], text)
    return _WHOSE.sub(lambda m: " σας" if _is_owner(m, reader) else m[0], text)


def _you(match: re.Match[str]) -> str:
    return "Σας " if match[1][0].isupper() else "σας "


def _at_head(match: re.Match[str]) -> str:
    """Return a sentence that begins with its addressee: "Στον πελάτη δόθηκε" -> "Σας δόθηκε"."""
    if not (is_finite(match[2]) or is_ours(match[2])):
        return match[0]
    return f"{match[1].strip().capitalize()} σας " if match[1] else "Σας "


def _objects(text: str) -> str:
    """Move the customer as object before its verb: "στείλαμε στον πελάτη" -> "σας στείλαμε"."""
    while match := _OBJECT.search(text):
        before, after = text[: match.start()], text[match.end() :]
        at = _governor(before)
        if at is None:
            text = f"{before} {'σε ' if match[1] == 'στ' else ''}εσάς{after}"
        elif at == 0:
            text = f"Σας {before[:1].lower()}{before[1:]}{after}"
        else:
            text = f"{before[:at]}σας {before[at:]}{after}"
    return text


def _governor(before: str) -> int | None:
    """Return where the verb of an object begins, its clitics included; None for no verb near."""
    words = list(re.finditer(rf"{WORD}|[,;:·]|\[\[\w+\]\]", before))[-5:]
    for i in range(len(words) - 1, -1, -1):
        word = words[i][0].lower()
        if word in _BARRIERS:
            return None
        led = i > 0 and words[i - 1][0].lower() in PARTICLES
        if is_ours(word) or is_past(word) or (led and second_person(word)):
            while i > 0 and words[i - 1][0].lower() in CLITICS:
                i -= 1
            return words[i].start()
    return None


def _before_enclitic(word: str) -> str:
    """Return a word as it is written before σας: "διεύθυνση" -> "διεύθυνσή"."""
    return accented(word, 1) if accent_from_end(word) >= 3 else word


def _is_addressee(match: re.Match[str], reader: Reader) -> bool:
    """Say whether "του" before a verb is the customer: "δεν του απαντήσαμε"."""
    if match[1].lower() not in reader.pronouns:
        return False
    if _BY_READER.search(match.string[: match.start()]):
        return False
    said = _SAYING.match(fold(match[2])) or not _another(match)
    return is_ours(match[2]) or (is_finite(match[2]) and bool(said))


def _is_person(match: re.Match[str], reader: Reader) -> bool:
    """Say whether "τον" is the customer: "τον ενημερώσαμε"."""
    rest = fold(match.string[match.end() :])
    verb = is_ours(match[2]) or is_finite(match[2])
    return verb and match[1].lower() in reader.pronouns and bool(_TO_PEOPLE.match(rest))


def _is_owner(match: re.Match[str], reader: Reader) -> bool:
    """Say whether "του" after a noun is the customer: "ο γιος του αρρώστησε"."""
    if match[1] not in reader.pronouns or not (match[2] is None or is_finite(match[2])):
        return False
    return bool(_DEALINGS.search(fold(match.string[: match.start()]))) or not _another(match)


def _another(match: re.Match[str]) -> bool:
    """Say whether somebody else of that gender acts before, other than what is owned."""
    before = match.string[: match.start()]
    article = "[Οο]" if match[1] == "του" else "[Ηη]"
    found = re.findall(rf"(?<!\w){article} (?!{READER}){WORD}", before)
    owned = re.search(rf"(?<!\w){article} (?:{WORD} )?{WORD}\s?$", before)
    return len(found) > bool(owned)
