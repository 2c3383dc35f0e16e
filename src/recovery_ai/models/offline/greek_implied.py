"""A customer whom Greek facts do not name: "το στρώμα που παρήγγειλε", "της παραδώσαμε τη βαλίτσα".

Where no sentence says who is meant, a buyer's verb behind "που", a pronoun before an act of ours
and a pronoun behind what only people have can mean the customer alone.
"""

import re

from recovery_ai.language.text import fold
from recovery_ai.models.offline.greek_deeds import BOUGHT, PASSIVE, PERSONAL
from recovery_ai.models.offline.greek_objects import WORD, Reader
from recovery_ai.models.offline.greek_verbs import second_person

_WHICH = re.compile(rf"(?<!\w)(που (?:δεν )?)({WORD})(?! (?:[οη]|οι) )")
_TO_THEM = re.compile(rf"(?<!\w)([Ττ])(?:ου|ης) (?=(?:τ\w+ )?{WORD}(?:αμε|ουμε|ούμε)(?!\w))")
_THEIRS = re.compile(
    r"(?<!\w)((?:γάμο|μητέρα|πατέρα|κόρη|κόρης|γιο|γιου|παιδί|μητέρας|αδελφή|αδελφής|σύζυγο"
    r"|οικογένειά|μήνυμά|αίτημά|κουζίνα|λογαριασμό|κινητό)) (?:του|της)(?= (?:στ\w+|και|με|από|για"
    r"|περίμεν\w+|ήταν|δεν|έφ\w+|[A-ZΑ-Ω])|[.,;]|$)"
)
_OPENS = re.compile(rf"(?:Στις \S+ )?({WORD}) ")


def implied(text: str) -> str:
    """Return a text that names no customer with the reader in the places that mean one."""
    if Reader.of(text, acting=False).known:
        return text
    text = _WHICH.sub(_bought, text)
    text = _TO_THEM.sub(lambda head: "Σας " if head[1] == "Τ" else "σας ", text)
    return _THEIRS.sub(r"\1 σας", text)


def opens_with_deed(text: str) -> bool:
    """Say whether a text begins with what somebody did who is not named: "Υπέβαλε φάκελο"."""
    match = _OPENS.match(text)
    return bool(match and PERSONAL.match(fold(match[1]) + " ") and second_person(match[1]))


def _bought(match: re.Match[str]) -> str:
    folded = fold(match[2])
    done = second_person(match[2]) if BOUGHT.match(folded) and not PASSIVE.match(folded) else None
    return f"{match[1]}{done or match[2]}"
