"""Greek for the composer: the facts' third person becomes the polite plural."""

import re

from recovery_ai.models.offline import greek_things as things
from recovery_ai.models.offline.greek_actors import tell
from recovery_ai.models.offline.greek_clauses import is_act_of_ours, is_clause
from recovery_ai.models.offline.greek_implied import implied, opens_with_deed
from recovery_ai.models.offline.greek_objects import WORD
from recovery_ai.models.offline.greek_verbs import is_ours, is_past
from recovery_ai.models.offline.telling import Offer, Told, capitalised

_BECAUSE = re.compile(r"^(?:επειδή|διότι|γιατί) ", re.IGNORECASE)
_OWING = re.compile(r"^(?:λόγω|εξαιτίας|από|κατόπιν|μετά από) ", re.IGNORECASE)
_DURATION = re.compile(
    r"^(?:\S+ ){1,4}(?:λεπτ(?:ό|ά)|ώρ(?:α|ες)|(?:η)?μέρ(?:α|ες)|εβδομάδ(?:α|ες)|μήν(?:α|ες))$"
)
_ASKING = re.compile(r"^(?:ζητ(?:ά|άει|άτε|ησε|ήσατε)|θέλετ?ε?ι?|απαιτεί(?:τε)?|αξιώνει) (?=\S)")
# "το δωμάτιο δεν ήταν διαθέσιμο": an adjective of a thing is not the reader's.
_ARE_THEY = re.compile(r"ήσασταν (?=[α-ωά-ώ]+[οό](?!\w))")
_THEIRS = re.compile(r"^(?:[Κκ]αι )?(?:Δεν )?\w+(?:ατε|ήκατε|ετε|είτε|άτε)(?!\w)")
_OWN_TIME = re.compile(r"(?<!\w)(?:πια|πλέον|ήδη|τώρα)(?!\w)|^από (?:την?|τις) (?:\[\[|\d)")
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
        known = implied(text)
        told = tell(known, acting=known == text and opens_with_deed(text)).text
        return _ARE_THEY.sub("ήταν ", told)

    def owns(self, sentence: str) -> bool:
        """Say whether an apology can govern a sentence: an act of ours, or what befell a thing."""
        theirs = _THEIRS.search(sentence) or re.search(r"[;·]|έπρεπε|, (?:αλλά|όμως) ", sentence)
        return is_act_of_ours(sentence) or (not theirs and things.fails(sentence))

    def fails(self, sentence: str) -> bool:
        """Say whether a sentence tells what went wrong, and not only what was to be."""
        return things.fails(sentence)

    def thing(self, told: str) -> str:
        """Return what an event is about, in the accusative, such as "το δέμα σας"."""
        return things.thing(re.split(r"(?<=[.!]) ", told)[0])

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
        subject = re.match(r"(?:κάθε|όσοι|όλοι|οι|ο|η|το|τα) ", plain)
        if is_clause(plain) or (subject and any(map(is_past, re.findall(WORD, plain)))):
            return Told("clause", plain)
        if _SUM.match(plain):
            return Told("did", f"αυτό σας στοίχισε {plain}")
        if _DURATION.match(plain):
            return Told("noun", f"{plain} από τον χρόνο σας")
        form, text = things.harm(plain)
        return Told("did" if form == "did" else "noun" if form == "noun" else "text", text)

    def cause(self, text: str) -> Told:
        """Return a cause: a clause for "επειδή", a noun, or (`did`) what says "λόγω" itself."""
        told = self.retell(_BECAUSE.sub("", text.strip()))
        single = not re.search(r"[.!;] ", told)
        if _OWING.match(told) and single:
            return Told("did", told)
        return Told("clause" if single and is_clause(told) else "noun", told)

    def offer(self, text: str, kind: str) -> Offer:
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

    def step(self, text: str) -> Told:
        """Return a preventive action: a rule, one with its own time, or a thing we bring in."""
        plain = self.clause(tell(text).text)
        if is_clause(plain):
            own = _OWN_TIME.search(plain.partition(" που ")[0])
            return Told("said" if own else "clause", plain)
        object_ = things.accusative(plain)
        return Told("noun", object_) if object_ else Told("text", plain)

    def asked(self, text: str) -> str:
        """Return what was asked for, fit to stand after a colon."""
        return _ASKING.sub("", self.clause(self.retell(text)))

    def listed(self, parts: list[str]) -> str:
        """Join parts with commas and "και"."""
        if len(parts) == 1:
            return parts[0]
        also = ", καθώς και" if any(" και " in part for part in parts) else " και"
        return f"{', '.join(parts[:-1])}{also} {parts[-1]}"
