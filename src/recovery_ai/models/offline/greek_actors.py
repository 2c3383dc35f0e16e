"""The customer as the one who acts in a Greek sentence: the verb becomes the polite plural.

A sentence is read clause by clause. Where the customer is named, the verb changes; where nobody is
named, it changes only when it is a verb for people and nothing else can be its subject. What can
not be decided stays as the facts have it.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from recovery_ai.language.sentences import split
from recovery_ai.language.text import fold
from recovery_ai.models.offline.greek_clauses import ALTHOUGH, ARTICLE, Clause, clauses
from recovery_ai.models.offline.greek_deeds import (
    ARRIVED,
    AUXILIARY,
    BOUGHT,
    BY_THINGS,
    ENTITLED,
    INFORMED,
    MANY,
    PASSIVE,
    PERSONAL,
)
from recovery_ai.models.offline.greek_objects import (
    CLITICS,
    NAMED,
    PARTICLES,
    READER,
    WORD,
    Reader,
    addressed,
)
from recovery_ai.models.offline.greek_verbs import is_past, second_person
from recovery_ai.models.offline.telling import capitalised

_COUNTED = re.compile(r"[0-9\]] $")
_ACTOR = re.compile(
    rf"(?<!\w){ARTICLE} (?:ίδι\w+ [οη]ι? )?{READER}|^{NAMED}|^εσείς$"
    r"|^(?i:πελάτης|πελάτισσα|ασθενής|επιβάτης|συνδρομητής|συνδρομήτρια|επισκέπτης|ένοικος)(?= )"
)
_WHO = re.compile(rf"(?<!\w){ARTICLE} {READER}(,?) (?:που|ο οποίος|η οποία|οι οποίοι|οι οποίες) ")
_WHOM = re.compile(rf"({READER}), (?:ο οποίος|η οποία) ")
_SELF = re.compile(r"(?<!\w)(?:ο ίδιος|η ίδια)(?=$|[.,;]| (?:στ\w+|από|με|για|σε|δύο|τρεις)\b)")
_KIN = "(?:γιο|κόρ|σύζυγο|μητέρ|πατέρ|μαμά|μπαμπά|αδερφ|αδελφ|γιαγιά|παππού|φίλ|πεθερ)"
_THING = re.compile(
    rf"(?<!\w){ARTICLE} (?!{_KIN}){WORD} (?:{WORD} )?σας(?!\w)"
    r"|^\s?(?:[Ττ][οα]|[Έέ]να) (?!προσωπικ|παιδ|μωρ|συνεργε|πλήρωμ|αγόρ|κορίτσ|τμήμα)"
)
_PAIR = re.compile(rf"\s?[οη]ι? {WORD} (?:σας|του|της) ")

_LEADS = CLITICS | PARTICLES | frozenset(
    """με σε μας σας του της ήδη ακόμη ακόμα επίσης τελικά μετά ύστερα αργότερα τότε πάλι ξανά μόνο
    πρώτα αμέσως συχνά σήμερα χθες μάταια αρχικά επανειλημμένα στο στη στην στον στις στα στους από
    για πριν έως μέχρι κατά ως χωρίς έτσι""".split()
)  # fmt: skip

_AMOUNTS = frozenset(
    """δύο τρεις τέσσερις πέντε έξι επτά οκτώ εννέα δέκα έντεκα δώδεκα είκοσι τριάντα σαράντα όλη
    όλο ολόκληρη ολόκληρο κάθε λίγες λίγα πολλές πολλά""".split()
)
_TO_US = re.compile(
    " (?:ενημερωσ|ειδοποιησ|ε?γραψ|καλεσ|ζητησ|ε?στειλ|ειπε|τηλεφωνησ|επεστρεψ|ρωτησ|ε?δωσ|πληρωσ"
    "|απαντησ)"
)
# "σας κόστισε": whoever does something to the reader is not the reader.
_SERVED = re.compile(rf"(?:^\s?|(?<!\w)(?:{'|'.join(PARTICLES)}) )(?:σας|του|της) (?:τ\w+ )?$")
_MUST = re.compile(r"\s?(?:δεν |θα )*(?:έπρεπε|πρέπει)(?: να|$)")
_SET_TO = re.compile(
    r"(?<!\w)(?:σασ .*(?:αφησ|αφην|αναγκασ|υποχρεωσ|καλεσ|ειπ|επιτρεψ|προτειν)|ζητη\w+ .*εσασ)"
)


class Telling(NamedTuple):
    """A told text; `acted` says that it begins with what the reader did."""

    text: str
    acted: bool


def tell(text: str, *, acting: bool = False) -> Telling:
    """Return sentences told to the reader.

    Args:
        text: what the facts say.
        acting: the reader is the unnamed subject, as in "περίμενε δύο ώρες".
    """
    reader = Reader.of(text, acting=acting)
    many = acting and bool(MANY.match(fold(text)))
    state = _State(reader.known, acts="reader" if acting else None, named=acting, plural=many)
    told = [_sentence(sentence.text, state, reader) for sentence in split(text, "el")]
    said = " ".join(capitalised(one.text) for one in told)
    return Telling(said, bool(told) and told[0].acted)


@dataclass
class _State:
    """Who acts, while sentences are read.

    Args:
        known: the text speaks of the customer at all.
        acts: who acted last in a main clause.
        named: this sentence has said that it is the reader.
        plural: the customer was named in the plural.
        before: the clause before, folded.
        met: the reader has come up in this sentence.
        partner: the next clause continues "ο πελάτης" with a verb of its own.
        waiting: the customer is named and no verb has followed yet.
    """

    known: bool
    acts: str | None = None
    named: bool = False
    plural: bool = False
    before: str = ""
    met: bool = False
    partner: bool = False
    waiting: bool = False


def _sentence(sentence: str, state: _State, reader: Reader) -> Telling:
    """Return one sentence told; as it was, when the one who acts is named without a verb."""
    plain = _WHOM.sub(r"\1, και ο πελάτης ", _WHO.sub(r"εσείς\1 που ", sentence))
    plain = addressed(plain, reader)
    parts = clauses(plain)
    told: list[str] = []
    acted = state.waiting = False
    for i, clause in enumerate(parts):
        following = parts[i + 1] if i + 1 < len(parts) else None
        said = _clause(clause, following, state)
        acted = acted or (not told and said is not None and not state.waiting)
        told.append(clause.opener + (clause.text if said is None else said))
        state.before = fold(clause.text)
        state.met = state.met or bool(re.search(r"\bσασ\b", state.before))
    state.named = state.met = False
    if state.waiting:
        return Telling(sentence, False)
    text = re.sub(r"\s+(?=[ .,;])|^[,:· ]+", "", "".join(told))
    return Telling(text, acted)


def _clause(clause: Clause, following: Clause | None, state: _State) -> str | None:
    """Return a clause with the reader acting in it, or None when it stays; update `state`."""
    actor = _ACTOR.search(clause.text) or (state.known and _SELF.search(clause.text)) or None
    if actor:
        return _named(clause, actor, following, state)
    if state.partner:
        state.partner = state.waiting = False
        return _verb(clause.text, plural=state.plural, named=True)
    said = _unnamed(clause, state)
    if said is not None:
        state.acts, state.named = "reader", True
        state.waiting = state.waiting and not clause.main
    elif clause.main and clause.names_other and (clause.has_verb or clause.names_person):
        state.acts = None if _THING.search(clause.text) else "other"
    elif clause.main and clause.is_ours:
        state.acts, state.named = None, False
    return said


def _named(
    clause: Clause, actor: re.Match[str], following: Clause | None, state: _State
) -> str | None:
    """Return a clause that names the reader as the one who acts."""
    before, after = clause.text[: actor.start()], clause.text[actor.end() :]
    if actor[0].endswith(" μας") and _TO_US.match(fold(after)):
        after = f" μας{after}"
    after = re.sub(r"^ μάς ", " μας ", after)
    state.plural = actor[0].lower().startswith("οι ")
    if clause.word != "που":
        state.acts, state.named = "reader", True
    pair = following and following.word == "και" and _PAIR.match(following.text)
    if not after.strip() and following and (pair or following.word == "που"):
        state.partner, state.waiting = True, not pair
        state.plural = state.plural or bool(pair)
        return before + "εσείς"
    apart = _closes(before) or re.match(" (?:με|από|χωρίς|του|της) ", after)
    following_it = None if apart else _by(after, state)
    if following_it is not None:
        return before + following_it
    preceding = _by(before, state)
    if preceding is not None:
        return preceding + ("εσείς" if actor.re is _SELF else "") + after
    state.waiting = True
    return before + after


def _closes(before: str) -> bool:
    """Say whether a verb stands right before the one who acts: "που αγόρασε ο πελάτης"."""
    words = re.findall(WORD, before)
    return bool(words) and is_past(words[-1])


def _by(text: str, state: _State) -> str | None:
    """Return the words beside a named reader with their verb changed, or None without a verb."""
    return text if _MUST.match(text) else _verb(text, plural=state.plural, named=True)


def _unnamed(clause: Clause, state: _State) -> str | None:
    """Return a clause that names nobody, when it is the reader who acts in it."""
    if not state.known or clause.names_other or clause.is_ours:
        return None
    to = clause.word.endswith("να")
    at = _verb_at(clause.text, plural=state.plural, led=to)
    if at is None or not _begins(clause.text[:at]):
        return None
    if not _is_reader(clause, fold(clause.text[at:]), state):
        return None
    return _verb(clause.text, plural=state.plural, led=to)


def _begins(before: str) -> bool:
    """Say whether no noun that could be the one who acts opens the words before a verb."""
    words = before.split()
    return not words or words[0].lower() in _LEADS | _AMOUNTS or not words[0][0].isalpha()


def _is_reader(clause: Clause, rest: str, state: _State) -> bool:
    """Say whether the reader does what `rest` tells: a clause from its verb on, folded."""
    rest = AUXILIARY.sub("", rest)
    if clause.word in {"που", "όπου"}:
        return bool(BOUGHT.match(rest))
    to = clause.word.endswith("να")
    if ENTITLED.match(rest) or (to and (INFORMED.match(rest) or _SET_TO.search(state.before))):
        return True
    if state.acts == "other":
        return False
    if PERSONAL.match(rest):
        return True
    if clause.word in ALTHOUGH and state.met:
        return not BY_THINGS.match(rest)
    if state.acts != "reader" or not state.named:
        return False
    passive = PASSIVE.match(rest)
    if not (to or clause.main):
        return bool(ARRIVED.match(rest))
    thing = BY_THINGS.match(rest) or (passive and re.search(r" (?:το|τα|ενα|μια)\b", rest))
    return not thing and not (passive and to)


def _verb_at(text: str, *, plural: bool, led: bool) -> int | None:
    """Return where the verb of a clause stands: a past form, or what only particles precede.

    What a number counts is no verb: "25 λεπτά"; a past form is one there too: "στις 10:15 έφυγε".
    """
    alone = True
    for i, match in enumerate(re.finditer(WORD, text)):
        word = match[0].lower()
        many = bool(re.search("(?:(?<!ότ)αν|ουν|ούν|νται)$", word)) and word != "ήταν"
        past = is_past(word) or word in {"ήταν", "είναι", "έχει", "έχουν"}
        alone = alone and not _COUNTED.search(text[: match.start()])
        if second_person(word) and many <= plural and word not in _LEADS and (past or alone):
            return match.start()
        alone = alone and word in _LEADS
        if i == 0 and not alone and led:
            return None
    return None


def _verb(text: str, *, plural: bool, led: bool = False, named: bool = False) -> str | None:
    """Return a clause with its verb in the polite plural, or None when it has none."""
    at = _verb_at(text, plural=plural, led=led)
    verb = None if at is None else re.compile(WORD).match(text, at)
    if verb is None or (not named and _SERVED.search(text[: verb.start()])):
        return None
    return text[: verb.start()] + (second_person(verb[0]) or verb[0]) + text[verb.end() :]
