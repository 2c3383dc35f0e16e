"""English clauses: whether a fact is a sentence, a harm that somebody bore, or names a thing."""

import re

from recovery_ai.models.offline.telling import Told

# Verbs that nothing else can be, and those that are one only with an object behind them.
_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|could|did|does|do|would|will|can|cannot|must|may|went|came"
    r"|fell|cried|stayed|remained|arrived|failed|took|gave|saw|began|drove|flew|knew|rang|spoke|sat"
    r"|stood|woke|wore|wrote|ate|slept|became|ended|died|belongs?|comes|goes|takes|gets|stands"
    r"|remains|wants|needs|keeps|runs|lasts|waits|fears?|sounds|appears?)\b"
    r"|\bcosts? (?=\[\[|\d)|(?:^|[,;] |date_\d\]\] |and |but )(?:you|we|nobody|everyone) [a-z]+"
)
_MANY_DO = re.compile(
    r"(?:[\w-]+ ){0,2}(?:[a-z]+s|\[\[\w+\]\]|people) (?:left|waited|stand|stood|brought|walked"
    r"|slept|lost|missed|sat|spent|played|queued|travelled|stayed|lay|lie|wait|went|confirm|compare"
    r"|check|sign)\b"
)
_KIN_DO = re.compile(
    r"(?:your|our|his|her|their|the) (?:[a-z]+ )?(?:mother|father|parents?|son|daughter|child"
    r"|children|sister|brother|wife|husband|partner|friends?|guests?|family|staff|team|patients?"
    r"|clients?|customers?|pupils?|neighbours?) (?:left|lost|missed|waited|stayed|spent|sat|stood"
    r"|walked|drove|played|slept|cried|queued|travelled)\b"
)
_WITH_OBJECT = re.compile(
    r"\b(?:\w+ed|left|lost|put|paid|sent|told|sold|set|cut|spent|held|made|met|read|ran|shut|let"
    r"|bought|broke|brought|caught|found|forgot|got|heard|kept|led|said|taught|thought|threw)"
    r" (?:(?:the|an?|your|our|their|its|his|her|you|us|them|him|every|no|all|one|two|three)\b"
    r"|\d|\[\[|[A-Z])|\b[a-z]+s (?:the|an?|your|our|every|each (?!way|time|of))\b"
)
# What only describes a noun: "that …", and "the bike you ride to work".
_ASIDE = re.compile(
    r"\b(?:that(?! (?:day|week|time|year|month|night|evening|morning|afternoon)\b)|which|who|whose"
    r"|where|when|while|because|whether|if|than|before|after|until|as)\b.*"
    r"|(?<=[a-z] )(?<!and )(?<!but )(?<!or )(?<!days )(?<!weeks )(?<!closing )(?:you|we|it|they)"
    r" (?:had |have |could |did |was |were )?(?:not |never )?[a-z]+"
)
_BY_US = re.compile(
    r"(?:(?:every|each|for|at|when|while|after|from|since|on|before|in)\b.* )?we [a-z]+"
)
_OWN_TIME = re.compile(r"(?:from|since|we now|we are \w+ing|every [A-Z][a-z]*) ")
_PAST = re.compile(
    r"(?!(?:need|red|bed|hundred|indeed|speed|feed|seed|unread)\b)[a-z]{2,}ed\b"
    r"|(?:became|began|bought|broke|brought|built|came|caught|chose|could|did|drove|felt|flew"
    r"|forgot|found|gave|got|had|heard|held|kept|knew|left|lost|made|met|paid|ran|rang|read|said"
    r"|sat|saw|sent|slept|sold|spent|spoke|stood|swam|taught|told|took|thought|went|were|woke|wore"
    r"|wrote|would|has|is|does|cannot|fears|lives)\b"
)
_OF_OTHERS = re.compile(r"\w+ed (?:\w+|\[\[\w+\]\]) (?:could|can|would|were|had|have|are|did|do)\b")
_FEELING = re.compile(
    r"(?:deeply |very |too )?(?:worried|disappointed|embarrassed|frightened|upset|anxious|unable"
    r"|angry|humiliated|afraid|ashamed|stressed|confused|shocked|distressed|scared|furious|uneasy"
    r"|concerned|alarmed|frustrated|hurt|insulted|exhausted|tired|late|cold|hungry|thirsty"
    r"|stranded)\b"
)
_FAILS = re.compile(
    r"n't\b|\b(?:not|no|never|nobody|none|nothing|late|later|wrong|wrongly|twice|again|without"
    r"|instead|down|dead|out of|failed|stopped|stood still|broke|broken|cracked|leaked|lost|missed"
    r"|missing|cancell?ed|damaged|delayed|overdrawn|switched|smelled|locked|closed|warm|empty"
    r"|unable|called off|came off|short|lacked|charged|taken|kept you|split|spoil\w*|unreachable"
    r"|expired|disclosed|visible|gone)\b"
)
_SPAN = (
    r"(?:(?:about|around|nearly|almost|over|more than|up to|at least|most of|half) )*"
    r"(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|several|many|\d+|whole|full|working|half|entire) )+"
    r"(?:minutes?|hours?|days?|nights?|mornings?|afternoons?|evenings?|weeks?|months?|years?)"
)
_DOING = re.compile(rf"({_SPAN}) of ((?:re-)?[a-z]+ing\b.*)")
_FOR_SOME = re.compile(r"(.*) for ((?:our|your|two|three|four|five|six|\d+) [a-z]+s)")
_SPENT = re.compile(rf"{_SPAN} (?:without|waiting|outside|awake|at|in|on|with)\b(?!.*, then ).*")
_BORNE = re.compile(
    r"(?P<what>[^,;:]+?) (?P<verb>lost|spent|paid|bought|missed|wasted|charged)\b(?P<rest>[^,;:]*)"
)
_WE_DO = re.compile(r"[a-z]{3,}ing (?:the|every|each|all|any|our|an?|no|two|three)\b")
_NOMINAL = re.compile(r"^(?:[a-z]+(?:ment|tion|sion|oval)|review|repair|hire|test|check) of ")
_FOR_SUM = re.compile(r"([^,;:]+) for (\[\[\w+\]\])")
_PRICED = re.compile(r"([^,;:]+) (?:of|at) (\[\[\w+\]\])")
_BARE_SUM = re.compile(r"^(?=\[\[\w+\]\] (?:[a-z]+ ){0,2}(?:fee|charge|bill|fine|deposit)\b)")
_PREPOSITION = re.compile(
    r" (?:at|before|between|by|during|for|from|in|into|near|of|on|over|through|to|under|until|upon"
    r"|with|within|without|when|that)\b"
)


def is_clause(text: str) -> bool:
    """Say whether a text has a verb of its own, outside what only describes a noun of it."""
    plain = text if _ASIDE.match(text) else _ASIDE.sub("", text)
    found = _VERB.search(plain) or _WITH_OBJECT.search(plain)
    return bool(found or _MANY_DO.match(plain) or _KIN_DO.match(plain) or _BY_US.match(text))


def is_verb(word: str) -> bool:
    """Say whether a word can be nothing but a verb, or a past form."""
    return bool(_PAST.fullmatch(word) or _VERB.fullmatch(word))


def fails(sentence: str) -> bool:
    """Say whether a sentence tells what went wrong."""
    return bool(_FAILS.search(sentence))


def feels(text: str) -> bool:
    """Say whether a text is a feeling: "worried that the rent would be returned"."""
    return bool(_FEELING.match(text))


def lacks_subject(text: str) -> bool:
    """Say whether a text begins with what somebody did: "waited at home"."""
    return bool(_PAST.match(text)) and not _OF_OTHERS.match(text)


def step(plain: str) -> Told:
    """Return a preventive action: a rule, one that names its own time, what we do, a thing."""
    if is_clause(plain):
        return Told("said" if _OWN_TIME.match(plain) else "clause", plain)
    if _WE_DO.match(plain):
        return Told("doing", plain)
    if _NOMINAL.match(plain):
        return Told("noun", _NOMINAL.sub(_with_the, plain))
    head = _PREPOSITION.split(plain, maxsplit=1)[0]
    sure = re.match(r"(?:a|an|one|our|new) ", head) and not re.search(r"[a-rt-z]s\b", head)
    verbs = len(_VERB.findall(plain)) - bool(_ASIDE.search(plain))
    return Told("noun" if sure and verbs <= 0 else "text", plain)


def _with_the(match: re.Match[str]) -> str:
    return f"the {match[0]}"


def harm(plain: str) -> Told:
    """Return a harm: a sentence, what the reader bore where it says so, or a noun."""
    plain = re.sub(r"^(\[\[\w+\]\]) taken\b", r"\1 was taken", plain)
    if is_clause(plain):
        return Told("clause", plain)
    if match := _DOING.fullmatch(plain):
        if some := _FOR_SOME.fullmatch(match[2]):
            return Told("clause", f"{some[2]} spent {match[1]} {some[1]}")
        return Told("did", f"you spent {match[1]} {match[2]}")
    if _SPENT.fullmatch(plain):
        return Told("did", f"you spent {plain}")
    plain = _BARE_SUM.sub("a ", plain)
    if match := _BORNE.fullmatch(plain):
        verb = {"charged": "were charged"}.get(match["verb"], match["verb"])
        priced = _PRICED.fullmatch(match["what"]) if match["verb"] in {"charged", "paid"} else None
        what = f"{priced[2]} for {priced[1]}" if priced else match["what"]
        return Told("did", f"you {verb} {what}{match['rest']}")
    if match := _FOR_SUM.fullmatch(plain):
        return Told("noun", f"{match[2]} for {_NOMINAL.sub(_with_the, match[1])}")
    return Told("noun", plain)
