"""Greek nouns for the composer: what a letter is about, and the accusative that verbs ask for."""

import re

from recovery_ai.models.offline.greek_objects import WORD
from recovery_ai.models.offline.greek_verbs import is_finite, is_ours

_SLOT = r"\[\[\w+\]\]"
_LEADING = re.compile(
    rf"(?:Στις|Την|Από τις|Στην|Στη) (?:{_SLOT}|\d\d:\d\d)[^,α-ω]*(?:,[^,]*\d\d:\d\d)?,? "
)
_NOUN = {"το": "το", "τα": "τα", "η": "την", "ο": "τον", "την": "την", "τη": "την", "τον": "τον"}
_BORDER = frozenset(
    """στις στο στη στην στον στα στους σε από για με χωρίς έως ως μέχρι πριν μετά που και δεν θα
    να του της
    των κατά προς αντί δύο τρεις τέσσερις διπλά ξανά πάλι ενώ αν όταν επειδή γύρω πάνω κάτω ύψους
    αξίας
    έπρεπε κ""".split()
)
_NO_THING = re.compile(
    "παιδ|γιο|κόρη|σύζυγ|μητέρα|πατέρα|πελάτ|επιβάτ|μέρα|ημέρα|ώρα|φορά|κυρία|κύριο|πρωί|βράδυ|σπίτι"
    "|οδοντιατρείο|ιατρείο|κατάστημα|ταβέρνα|ξενοδοχείο|εστιατόριο|γραφείο|φροντιστήριο|αποτέλεσμα|ποσό|εφορία|οικογένεια|πόρτα|γάμο|γενέθλια|πολίτη"
)
_MASCULINE = re.compile(r"(?:ένας|ο) ")
_FAILS = re.compile(
    r"(?<!\w)(?:δεν|χωρίς|δύο φορές|διπλ|λάθος|αντί|ενώ|μόνο όταν|καμία|κανείς|εκτός|έμειν|χάθηκ"
    r"|έσπασ|χάλασ|διακό|διακοπ|ακυρώ|άδει|άργησ|καθυστέρ|λεκέ|χαλασμέν|σπασμέν|λιγότερ|ορατ"
    r"|αργότερα|παραδόθηκ|έφτασαν? (?:ζεστ|στις|με)|χρεώσαμε|έτριζ|εκτός λειτουργίας)"
)


def fails(sentence: str) -> bool:
    """Say whether a sentence tells what went wrong."""
    return bool(_FAILS.search(sentence))


def accusative(text: str) -> str | None:
    """Return a noun phrase as the object of a verb; None where its ending leaves that open.

    Feminine and neuter nouns have one form for both; a masculine in -ος loses its last letter.
    """
    text = re.sub(r"^ένας ", "έναν ", text)
    parts = text.split(" ")
    at = 1 if parts[0] == "έναν" else 0
    while at < len(parts) and re.fullmatch(r"[α-ωά-ώ]+[οό]ς", parts[at]):
        parts[at] = parts[at][:-1]
        at += 1
    clear = at > 0 or not re.match(r"(?:ο |οι |[α-ωά-ώ]+(?:ής|ης|άς|ας|είς|οι|ές)(?: |$))", text)
    return " ".join(parts) if clear else None


def thing(sentence: str) -> str:
    """Return what a sentence told to the reader is about, in the accusative: "το δέμα σας"."""
    told = _LEADING.sub("", sentence, count=1)
    if match := re.match(r"([ΤτΗηΟο][οα]?|[Ηη]) (?=[α-ωά-ώ«A-ZΑ-Ω])", told):
        return _phrase(match[1].lower(), told[match.end() :])
    verb = next((m for m in re.finditer(WORD, told) if is_finite(m[0])), None)
    if verb is None or not is_ours(verb[0]):
        return ""
    match = re.search(r" (το|τα|την|τη|τον) (?=[α-ωά-ώ])", told[verb.end() :])
    return _phrase(match[1], told[verb.end() + match.end() :]) if match else ""


def _phrase(article: str, rest: str) -> str:
    """Return article and noun up to the first word that cannot belong to it."""
    parts: list[str] = []
    for word in rest.split(" "):
        bare = word.strip(",.;:·")
        if (parts and (bare in _BORDER or is_finite(bare))) or not re.fullmatch(
            rf"{WORD}[,.;:·]?", word
        ):
            break
        parts.append(bare)
        if bare != word or bare in {"σας", "μας"}:
            break
    what = " ".join(parts)
    if not parts or len(parts) > 4 or _NO_THING.match(what) or is_finite(parts[0]):
        return ""
    if article == "ο":
        own = accusative(parts[0])
        plain = len(parts) == 1 or parts[1] in {"σας", "μας"}
        return f"τον {' '.join([own, *parts[1:]])}" if own and plain else ""
    return f"{_with_nu(_NOUN[article], what)} {what}"


def _with_nu(article: str, noun: str) -> str:
    """Return "την" or "τη", as the sound that follows asks."""
    return (
        "τη"
        if article == "την" and not re.match("[αεηιουωάέήίόύώκπτξψ]|μπ|ντ|γκ|τσ|τζ", noun)
        else article
    )


_SPAN = (
    r"(?:(?:πάνω από|περίπου|σχεδόν|τουλάχιστον) )?(?:\S+ ){1,3}?"
    r"(?:λεπτά|λεπτό|ώρα|ώρες|(?:η)?μέρα|(?:η)?μέρες|νύχτα|νύχτες|εβδομάδα|εβδομάδες|μήνα|μήνες"
    r"|απόγευμα|απογεύματα|πρωί|πρωινό|βράδυ)"
)
_WITHOUT = re.compile(rf"{_SPAN} χωρίς .+")
_SPENT = re.compile(rf"{_SPAN} (?:σε|στο|στη|στην|στον|στα|με) .+")
_NEEDED = re.compile(rf"{_SPAN} για να .+")


def harm(plain: str) -> tuple[str, str]:
    """Return a harm without a verb, as form and text: what the reader did, or a noun."""
    for pattern, verb in ((_WITHOUT, "μείνατε"), (_SPENT, "περάσατε"), (_NEEDED, "χρειαστήκατε")):
        if pattern.fullmatch(plain):
            return "did", f"{verb} {accusative(plain) or plain}"
    object_ = accusative(plain)
    return ("noun", object_) if object_ and not _MASCULINE.match(plain) else ("text", plain)
