"""Extraction: a model reads a complaint and proposes values, each with the words that it rests on.

It may propose what a customer's words can tell, and nothing that is ours to say: no cause, no
fault, no remedy, no note, no sender. It sees the complaint masked. Its reply is never trusted: a
value whose words, amounts or days are not those of the complaint is dropped and counted, and what
is left is for a person to confirm, one by one.
"""

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, get_args

from pydantic import TypeAdapter, ValidationError

from recovery_ai.fields import Email, Line
from recovery_ai.incident import Category, Channel, Value
from recovery_ai.incoming import Incoming
from recovery_ai.intake import Place, Seen, amount_of, day_of
from recovery_ai.language.figures import Figure, find, matches
from recovery_ai.language.quoting import Flat
from recovery_ai.language.text import clean, fold
from recovery_ai.language.words import FUNCTION_WORDS, words
from recovery_ai.masking import Masked, mask
from recovery_ai.models.budget import Budget, Spent
from recovery_ai.models.protocol import Message, Model, Outcome, Reply, Request, Usage
from recovery_ai.own_words import Own, own_words
from recovery_ai.pack import LANGUAGES, Pack
from recovery_ai.prompting import LANGUAGE_NAMES, fenced, harmless, render, strict_object
from recovery_ai.reply import MAX_REPLY, unfenced
from recovery_ai.slots import names_in, restore

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "category": get_args(Category),
    "relationship": ("one_off", "ongoing"),
    "channel": get_args(Channel),
}
"""Fields whose value is one of a few words."""
TOLD: Final = (
    "what_happened", "impact.time", "impact.money", "impact.emotion", "impact.business",
    "demand.description",
)  # fmt: skip
"""Fields that are told in words of the complaint."""
COPIED: Final = ("customer.name", "customer.salutation", "customer.company", "customer.email")
"""Fields whose value stands in the complaint word for word."""
FIELDS: Final = (*TOLD, "occurred_on", "demand.amount", *CHOICES, *COPIED)
"""All that intake may fill; the schema of the reply knows no other field."""

_LONGEST = 300
_MOST = 30
_LINE: TypeAdapter[str] = TypeAdapter(Line)
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_AROUND = " \t\n\"'“”„«»‹›…."


class Extraction(Value):
    """What a model read in a complaint; nothing of it is a fact until a person confirms it.

    Args:
        outcome: `ok`, or why there are no values.
        values: in the order of `FIELDS`, each with its place and the words it rests on.
        dropped: values of the reply that do not rest on the complaint.
        model: the one that answered, or else was asked.
        detail: a short reason, without personal data.
        usage: tokens as the provider counted them.
        cost: US dollars; None when unknown.
        ms: wall time in milliseconds.
    """

    tells = ("outcome", "values", "dropped")

    outcome: Outcome
    values: tuple[Seen, ...] = ()
    dropped: int = 0
    model: str
    detail: str | None = None
    usage: Usage = Usage()
    cost: Decimal | None = None
    ms: int = 0

    def beyond(self, seen: Iterable[Seen]) -> tuple[Seen, ...]:
        """Return the values that do not stand among `seen` already."""
        known = {(one.field, fold(one.value)) for one in seen}
        return tuple(one for one in self.values if (one.field, fold(one.value)) not in known)


class Question(NamedTuple):
    """What a model is asked about one complaint, and what its answer is measured by.

    Args:
        request: for the model.
        own: the customer's own words.
        text: all of them, the subject first.
        tongue: their language; `und` for one that is not known.
        masked: the text as the model sees it.
        figures: of the text as it came.
    """

    request: Request
    own: Own
    text: str
    tongue: str
    masked: Masked
    figures: tuple[Figure, ...]


async def extract(
    mail: Incoming | str, model: Model, pack: Pack, budget: Budget | None = None
) -> Extraction:
    """Ask `model` once what a complaint tells.

    Args:
        mail: as `recovery_ai.incoming.read_mail` gives it, or plain text.
        model: reads it.
        pack: holds the prompts.
        budget: no call goes out where it leaves no room for one; its seconds limit the wait.

    Returns:
        What it read; nothing of a complaint without words, for which nobody is asked.
    """
    asked, limits = question(mail, pack), budget or Budget()
    if not asked.text:
        return Extraction(outcome="ok", model=model.name)
    if reason := Spent().exceeded(limits, 0):
        return Extraction(outcome="budget", model=model.name, detail=reason)
    try:
        async with asyncio.timeout(limits.seconds):
            reply = await model.complete(asked.request)
    except TimeoutError:
        detail = "the budget's seconds ran out"
        reply = Reply(outcome="timeout", model=model.name, detail=detail)
    return read_extraction(reply, asked, pack)


def question(mail: Incoming | str, pack: Pack) -> Question:
    """Return what a model is asked about a complaint: the customer's own words, masked."""
    own = own_words(mail)
    text = "\n\n".join(filter(None, (own.subject, own.text)))
    tongue = own.tongue if own.tongue in LANGUAGES else "und"
    known = (mail.from_name,) if isinstance(mail, Incoming) else ()
    masked = mask(text, tongue, pack, known)
    view = {
        "language": LANGUAGE_NAMES.get(tongue, "the language of the complaint"),
        "written_on": own.on.isoformat() if own.on else "",
        "choices": CHOICES,
        "complaint": fenced(masked.text),
    }
    messages = (
        Message(role="system", content=render(pack, "intake/system.md.j2", view)),
        Message(role="user", content=render(pack, "intake/user.md.j2", view)),
    )
    request = Request(brief=None, messages=messages, response_schema=response_schema())
    return Question(request, own, text, tongue, masked, find(text, tongue, on=own.on))


def response_schema() -> dict[str, Any]:
    """Return the strict JSON schema of the reply: values of `FIELDS` with their quotes."""
    value = strict_object({
        "field": {"type": "string", "enum": list(FIELDS)},
        "value": {"type": "string"},
        "quote": {"type": "string"},
    })
    return strict_object({"values": {"type": "array", "items": value}})


def read_extraction(reply: Reply, asked: Question, pack: Pack) -> Extraction:
    """Read a model's reply: parsed, and every value looked up; what does not hold is dropped."""
    said = _said(reply.text) if reply.outcome == "ok" else []
    flat = Flat.of(harmless(asked.masked.text))
    made = [_seen(one, asked, flat, pack) for one in (said or ())[:_MOST]]
    distinct = {(one.field, fold(one.value)): one for one in reversed(made) if one}
    return Extraction(
        outcome="malformed" if said is None else reply.outcome,
        values=tuple(sorted(distinct.values(), key=lambda one: FIELDS.index(one.field))),
        dropped=made.count(None) + len((said or ())[_MOST:]),
        model=reply.answered or reply.model,
        detail=reply.detail,
        usage=reply.usage,
        cost=reply.cost,
        ms=reply.ms,
    )


class _Said(NamedTuple):
    field: str
    value: str
    quote: str


def _said(text: str) -> list[_Said] | None:
    """Return the entries of a reply; None when it is not of the form asked for."""
    try:
        data = json.loads(unfenced(text[:MAX_REPLY]))
    except (json.JSONDecodeError, RecursionError):
        return None
    if (
        not isinstance(data, dict)
        or set(data) != {"values"}
        or not isinstance(data["values"], list)
    ):
        return None
    entries = data["values"]
    for entry in entries:
        if not isinstance(entry, dict) or set(entry) != set(_Said._fields):
            return None
        if not all(isinstance(told, str) for told in entry.values()):
            return None
    return [_Said(**entry) for entry in entries]


def _seen(said: _Said, asked: Question, flat: Flat, pack: Pack) -> Seen | None:
    """Return the value with the words it rests on; None where it does not."""
    found = flat.find(harmless(clean(said.quote)).strip(_AROUND))
    if said.field not in FIELDS or found is None:
        return None
    span = asked.masked.original(*found)
    value = _value(said.field, said.value, span, asked, pack)
    if not value or span[1] - span[0] > 2 * _LONGEST:
        return None
    place: Place = "subject" if span[0] < len(asked.own.subject) else "text"
    quote = " ".join(asked.text[span[0] : span[1]].split())
    return Seen(field=said.field, value=value, place=place, quote=quote)


def _value(field: str, said: str, span: tuple[int, int], asked: Question, pack: Pack) -> str | None:
    """Return the value as a fact holds it, read in the complaint and not in the reply."""
    if field in CHOICES:
        return said if said in CHOICES[field] else None
    within = [one for one in asked.figures if one.start < span[1] and span[0] < one.end]
    if field == "occurred_on":
        on = asked.own.on
        days = (day_of(one, on) for one in within)
        past = (day.isoformat() for day in days if day and (not on or day <= on))
        return next((day for day in past if day == said.strip()), None)
    if field == "demand.amount":
        told = [one for one in find(said, asked.tongue) if one.kind == "money"]
        same = [one for one in within if len(told) == 1 and matches(told[0], one)]
        return next(filter(None, map(amount_of, same)), None)
    value = _unmasked(said, asked.masked, private=field in COPIED)
    if value is None:
        return None
    if field in COPIED:
        return _copied(field, value, asked.text[span[0] : span[1]])
    return value if _rests(value, span, within, asked, pack) else None


def _unmasked(said: str, masked: Masked, *, private: bool) -> str | None:
    """Return what was said with names back in it; None where it holds a slot that it may not."""
    allowed = {slot.name for slot in masked.slots if private or slot.kind == "name"}
    value = " ".join(clean(restore(said, masked.slots)).split())
    if not set(names_in(said)) <= allowed or "[[" in value or len(value) > _LONGEST:
        return None
    return value


def _copied(field: str, value: str, quote: str) -> str | None:
    """Return a value that stands word for word in its quote, and that a fact can hold."""
    try:
        held = (_EMAIL if field == "customer.email" else _LINE).validate_python(value)
    except ValidationError:
        return None
    return held if Flat.of(quote).find(held) else None


def _rests(
    value: str, span: tuple[int, int], within: Sequence[Figure], asked: Question, pack: Pack
) -> bool:
    """Say whether a description has words and figures of the complaint only, and one of its quote.

    A few words with which one tells of a customer (`telling` in `prompts/intake/`) are free.
    """
    tongue = asked.tongue
    figures = [one for one in find(value, tongue, on=asked.own.on) if not one.soft]
    counted = {i for one in figures for i in range(one.start, one.end)}
    lexicon = pack.signals(tongue, "intake")[1]
    content = [
        word
        for word in words(value, tongue)
        if word.fold not in FUNCTION_WORDS.get(tongue, ()) and word.start not in counted
    ]
    own = {word.stem for word in content if "telling" not in lexicon.scan(word.fold)}
    if not own <= {word.stem for word in words(asked.text, tongue)}:
        return False
    if not all(_stands(one, asked.figures) for one in figures):
        return False
    quoted = {word.stem for word in words(asked.text[span[0] : span[1]], tongue)}
    return bool(quoted & own) or any(_stands(one, within) for one in figures)


def _stands(figure: Figure, known: Sequence[Figure]) -> bool:
    return any(matches(figure, one) for one in known)
