"""Greek verbs for the composer: the third person, by its ending, becomes the polite plural.

Past forms move the accent to the syllable before -ατε and lose an accented augment, also the one
inside a compound: "περίμενε" -> "περιμένατε", "επέστρεψε" -> "επιστρέψατε".
"""

import re

ACCENTS = {"ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω"}
_ACCENTED = {plain: accented for accented, plain in ACCENTS.items()}
_VOWEL = re.compile("α[ιίυύ]|ε[ιίυύ]|ο[ιίυύ]|υ[ιί]|[αεηιουωάέήίόύώϊϋΐΰ]")
_IRREGULAR = {
    form: plural
    for row in """
    ήταν=ήσασταν είναι=είστε είχε,είχαν=είχατε έχει,έχουν=έχετε πάει,πάνε=πάτε λέει,λένε=λέτε
    τρώει=τρώτε ακούει=ακούτε κλαίει=κλαίτε φταίει=φταίτε φάει=φάτε πει,πουν=πείτε δει,δουν=δείτε
    βρει,βρουν=βρείτε μπει,μπουν=μπείτε βγει,βγουν=βγείτε πιει=πιείτε ανέβει=ανεβείτε
    κατέβει=κατεβείτε ήθελε,ήθελαν=θέλατε ήξερε,ήξεραν=ξέρατε ήπιε,ήπιαν=ήπιατε υπέστη=υποστήκατε
    παρήγγειλε,παρήγγειλαν=παραγγείλατε κατήγγειλε=καταγγείλατε έλεγξε=ελέγξατε έλεγχε=ελέγχατε
    ενέκρινε=εγκρίνατε ενέγραψε=εγγράψατε συνέταξε=συντάξατε συνέδεσε=συνδέσατε
    συνέλεξε=συλλέξατε συνέβαλε=συμβάλατε συνέκρινε=συγκρίνατε εξέτασε=εξετάσατε
    εξέταζε=εξετάζατε επένδυσε=επενδύσατε επέκτεινε=επεκτείνατε προσέγγισε=προσεγγίσατε
    προσέλκυσε=προσελκύσατε απέργησε=απεργήσατε έλπιζε=ελπίζατε έλπισε=ελπίσατε ένωσε=ενώσατε
    επεσήμανε=επισημάνατε απηύθυνε=απευθύνατε διήνυσε=διανύσατε απήλαυσε=απολαύσατε
    ελάμβανε=λαμβάνατε τάισε=ταΐσατε
    """.split()
    for forms, plural in [row.split("=")]
    for form in forms.split(",")
}
_COMPOUND = {
    "παρέ": "παρα", "επέ": "επι", "υπέ": "υπο", "κατέ": "κατα", "απέ": "απο", "διέ": "δια",
    "ανέ": "ανα", "εξέ": "εκ", "εισέ": "εισ", "αντέ": "αντι", "προέ": "προ", "περιέ": "περι",
    "μετέ": "μετα", "προσέ": "προσ",
}  # fmt: skip
_ENDINGS = tuple(
    (re.compile(rf"(?:{ending})$"), plural)
    for ending, plural in (
        ("όταν|όταν?ε|όνταν|όντουσαν", "όσασταν"),
        ("ιέται|ιούνται", "ιέστε"),
        ("άται|(?<=φοβ)ούνται|(?<=κοιμ)ούνται", "άστε"),
        ("ούται", "ούστε"),
        ("είται|ούνται", "είστε"),
        ("εται|ονται", "εστε"),
        ("άει|ά|άνε|(?<=ζητ)ούν|(?<=περν)ούν|(?<=απαντ)ούν|(?<=ρωτ)ούν", "άτε"),
        ("εί|ούν", "είτε"),
        ("ει|ουν", "ετε"),
    )
)
_WORD = "[α-ωάέήίόύώϊϋΐΰ]"
_CONSONANT = "(?=[βγδζθκλμνξπρστφχψ])"
# "αρνήθηκε", "ανέβασε" and "κατέβαινε" keep their ε; "κατέβαλε" does not.
_KEPT = re.compile("ηκ$|^(?:αν|κατ)έβ(?!αλ)")
_PAST = re.compile(rf"{_WORD}*[βγδζθκλμνξπρσφχψ](?:ε|αν)")
_NO_VERB = frozenset(
    """κάθε πέντε δεκαπέντε εικοσιπέντε τριανταπέντε όταν ήταν εάν λοιπόν εκεί εντάξει αλλά μετά
    παρά ξανά σιγά καλά σωστά συχνά τελικά αργά μακριά κοντά δωρεάν σχεδόν πλην επειδή εμέ πριν
    παιδιά χαρτιά φορά πολλά δεξιά αριστερά μισή σειρά κυριακή""".split()
)
# Nobody does these: "έπρεπε να πληρώσει".
_IMPERSONAL = frozenset(
    "έπρεπε πρέπει υπάρχει υπήρχε υπήρξε πρόκειται συμβαίνει συνέβη ισχύει ίσχυε".split()
)


def second_person(word: str) -> str | None:
    """Return the polite plural of a word that stands where a verb of the third person may stand.

    None when its ending is that of no such verb, or nobody can be its subject.
    """
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low in _NO_VERB or low in _IMPERSONAL or _accents(low) != 1:
        return None
    if is_past(low) and not _ENDINGS[0][0].search(low):
        stem = _without_augment(low[: -1 if low.endswith("ε") else -2])
        return accented(stem, 1) + "ατε"
    for ending, plural in _ENDINGS:
        if ending.search(low):
            return ending.sub(plural, low)
    return None


def is_past(word: str) -> bool:
    """Say whether a word is a past form of the third person wherever it stands."""
    low = word.lower()
    if low in _IRREGULAR:
        return low.endswith(("ε", "αν", "υπέστη"))
    if low in _NO_VERB or low in _IMPERSONAL or not _PAST.fullmatch(low):
        return False
    ours = re.search(r"(?:[αά]|ου|ού|αι|εί)με$|τε$", low)
    return len(low) > 3 and not ours and accent_from_end(low) >= 2


def is_finite(word: str) -> bool:
    """Say whether a word can be the verb of a sentence, by its ending."""
    low = word.lower()
    return (
        low in {"θα", "είναι", "ήταν", "υπέστη"}
        or low in _IMPERSONAL
        or is_past(low)
        or is_ours(low)
        or (len(low) > 3 and low not in _NO_VERB and bool(re.search("(?:ει|εί|ουν|ούν|ται)$", low)))
    )


def is_ours(word: str) -> bool:
    """Say whether a word is a verb of the first person plural."""
    return bool(re.search("(?:αμε|άμε|ουμε|ούμε|όμαστε)$", word.lower()))


def accent_from_end(word: str) -> int:
    """Return which syllable carries the accent, counted from the end: 1 is the last; 0 for none."""
    syllables = [match[0] for match in _VOWEL.finditer(word.lower())]
    marked = [i for i, one in enumerate(reversed(syllables), 1) if set(one) & set("άέήίόύώΐΰ")]
    return marked[-1] if marked else 0


def _accents(word: str) -> int:
    return sum(char in "άέήίόύώΐΰ" for char in word)


def accented(text: str, syllable: int) -> str:
    """Return `text` with an accent on a syllable counted from the end; other accents stay."""
    vowels = list(_VOWEL.finditer(text))
    if len(vowels) < syllable:
        return text
    at = vowels[-syllable].end() - 1
    return text[:at] + _ACCENTED.get(text[at], text[at]) + text[at + 1 :]


def _without_augment(stem: str) -> str:
    """Return a past stem without accents and without its augment."""
    if not _KEPT.search(stem):
        for prefix, plain in _COMPOUND.items():
            stem = re.sub(rf"^(επ|αντι|εγ|συμ|προ|απο)?{prefix}{_CONSONANT}", rf"\1{plain}", stem)
    stem = re.sub(f"^έ{_CONSONANT}", "", stem)
    return "".join(ACCENTS.get(char, char) for char in stem)
