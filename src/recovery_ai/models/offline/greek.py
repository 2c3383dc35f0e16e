"""Greek for the composer: the facts' third person becomes the polite plural."""

import re

from recovery_ai.models.offline.greek_actors import tell
from recovery_ai.models.offline.greek_clauses import is_act_of_ours, is_clause
from recovery_ai.models.offline.greek_verbs import is_ours
from recovery_ai.models.offline.telling import Offer, Told, capitalised

_BECAUSE = re.compile(r"^(?:επειδή|διότι|γιατί) ", re.IGNORECASE)
_OWING = re.compile(r"^(?:λόγω|εξαιτίας|από|κατόπιν|μετά από) ", re.IGNORECASE)
_DURATION = re.compile(
    r"^(?:\S+ ){1,4}(?:λεπτ(?:ό|ά)|ώρ(?:α|ες)|(?:η)?μέρ(?:α|ες)|εβδομάδ(?:α|ες)|μήν(?:α|ες))$"
)
_ASKING = re.compile(r"^(?:ζητ(?:ά|άει|άτε|ησε|ήσατε)|θέλετ?ε?ι?|απαιτεί(?:τε)?|αξιώνει) (?=\S)")
_SUM = re.compile(r"^\[\[\w+\]\]$")
# Names of things we do: "θα προχωρήσουμε σε αντικατάσταση".
_DEED = re.compile(
    r"(?:δωρεάν |άμεση |πλήρη )?(?:αντικατάσταση|επισκευή|ακύρωση|διαγραφή|διόρθωση|επανεγκατάσταση"
    r"|επανάληψη|αποκατάσταση|καταβολή|κάλυψη|επανέκδοση|αφαίρεση|τοποθέτηση|μεταφορά|αποστολή)\b"
)
_MASCULINE = re.compile(
    r"(?:δωρεάν |ο |ένας |πλήρης )*[α-ωάέήίόύώϊϋ]+(?:ος|ός|ής|ας|άς|είς|ης)\b|οι "
)
_BACK = ("τα έξοδα", "τα χρήματα", "το κόστος", "το ποσό", "το αντίτιμο")


class Greek:
    """The Greek voice."""

    def retell(self, text: str) -> str:
        """Return sentences told to the reader."""
        return tell(text).text

    def owns(self, sentence: str) -> bool:
        """Say whether a sentence tells an act of ours, which an apology can govern."""
        return is_act_of_ours(sentence)

    def clause(self, sentence: str) -> str:
        """Return one sentence as a clause."""
        text = sentence.strip().rstrip(".")
        head = text.split(" ", 1)[0]
        return text if len(head) > 1 and not head[1:].islower() else text[:1].lower() + text[1:]

    def impact(self, text: str) -> Told:
        """Return a harm; a verb in the third person gets the polite plural."""
        told, acted = tell(text.strip().rstrip("."), acting=True)
        plain = self.clause(told)
        if acted:
            return Told("did", plain)
        if is_clause(plain):
            return Told("clause", plain)
        if _SUM.match(plain):
            return Told("did", f"αυτό σας στοίχισε {plain}")
        return Told("noun", _DURATION.sub(r"\g<0> από τον χρόνο σας", plain))

    def cause(self, text: str) -> Told:
        """Return a cause: a clause for "επειδή", a noun, or (`did`) what says "λόγω" itself."""
        told = self.retell(_BECAUSE.sub("", text.strip()))
        single = not re.search(r"[.!;] ", told)
        if _OWING.match(told) and single:
            return Told("did", told)
        return Told("clause" if single and is_clause(told) else "noun", told)

    def offer(self, text: str) -> Offer:
        """Return a remedy: what the reader gets, what we do, or a sentence to be told."""
        text = self.clause(tell(text, acting=True).text)
        text = re.sub(r"^πλήρης (?=επιστροφή|αποζημίωση|αντικατάσταση|κάλυψη)", "πλήρη ", text)
        if is_ours(text.split(" ")[0]) or is_clause(text):
            return Offer("told", capitalised(re.sub(r"^να ", "θα ", text)))
        text = re.sub(r"^η ", "την ", text)
        if text.startswith(_BACK):
            return Offer("refund", text)
        if _DEED.match(text):
            return Offer("proceed", text)
        return Offer("listed" if _MASCULINE.match(text) else "receive", text)

    def noun(self, text: str) -> str:
        """Return what was asked for, fit to stand after a colon."""
        return _ASKING.sub("", self.clause(text))

    def listed(self, parts: list[str]) -> str:
        """Join parts with commas and "και"."""
        if len(parts) == 1:
            return parts[0]
        also = ", καθώς και" if any(" και " in part for part in parts) else " και"
        return f"{', '.join(parts[:-1])}{also} {parts[-1]}"
