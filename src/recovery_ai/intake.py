"""Intake: what a customer's own mail already tells of a case, for the agent to confirm.

Deterministic, offline, and shy: a value is taken over only where the mail says it once and plainly;
everything else is listed for the agent with the place it stands at. What happened, who was at fault
and what is offered is never read from a customer's words: those are the agent's to say.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, TypeAdapter, ValidationError

from recovery_ai.incident import Category, Email, Line, Value
from recovery_ai.incoming import MAX_TEXT, Incoming
from recovery_ai.language.figures import Figure, find
from recovery_ai.language.identify import language_of
from recovery_ai.language.sentences import split
from recovery_ai.language.text import clean, fold
from recovery_ai.pack import LANGUAGES, Pack

REQUIRED = (
    "case_id", "stage", "category", "customer.name", "what_happened", "sender.name",
    "sender.title", "sender.company", "language",
)  # fmt: skip
Place = Literal["from", "subject", "text", "mail"]
_CATEGORIES = get_args(Category)
_CODE = re.compile(r"[\s:#.]{0,4}(?=[\w./-]*\d)([^\W_][\w./-]{1,40})")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?![\w-])")
_FORWARDED = re.compile(r"^[ \t]*-{3,}[^\n]*-{3,}[ \t]*$", re.MULTILINE)
_LINE: TypeAdapter[str] = TypeAdapter(Line)
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_MOST_SEEN = 40
_YEARS = range(1990, 2101)


class Seen(Value):
    """Something that the mail tells.

    Args:
        field: the fact that it is, or may be; `order`, `amount` and `date` have no field of their
            own and are for the agent to use.
        value: as a fact would hold it.
        place: where it stands.
        quote: the words there, when it is a reading of them.
        taken: whether it was put into the facts.
    """

    field: str
    value: str
    place: Place
    quote: str | None = None
    taken: bool = False


class Prefilled(Value):
    """Partial facts, where each comes from, and what only the agent can tell.

    Args:
        facts: fields of an `Incident`, not yet enough for one.
        seen: what was taken over and what else the mail tells, in order.
        missing: paths of the required fields that are still empty.
    """

    facts: dict[str, Any]
    seen: tuple[Seen, ...]
    missing: Annotated[tuple[str, ...], Field(max_length=len(REQUIRED))]


def prefill(mail: Incoming | str, pack: Pack) -> Prefilled:
    """Read what a mail, or a text that came in another way, already tells of its case.

    Args:
        mail: as `recovery_ai.incoming.read_mail` gives it, or plain text.
        pack: holds the words that suggest a category: `intake/*.yaml`.
    """
    written = mail.text if isinstance(mail, Incoming) else mail
    text = own_words(clean(written))[:MAX_TEXT].strip()
    subject = mail.subject if isinstance(mail, Incoming) else ""
    tongue = language_of(f"{subject}\n{text}")
    seen = [*_headers(mail)] if isinstance(mail, Incoming) else [*_addresses(text)]
    if tongue in LANGUAGES:
        seen.append(Seen(field="language", value=tongue, place="text", taken=True))
        seen += _told(subject, text, tongue, _written_on(mail), pack)
    facts = _facts(seen)
    if text:
        facts["complaint"] = text
    return Prefilled(
        facts=facts,
        seen=tuple(seen[:_MOST_SEEN]),
        missing=tuple(path for path in REQUIRED if not _has(facts, path)),
    )


def _written_on(mail: Incoming | str) -> date | None:
    """Return the day of a mail; one far from our time is a broken clock's and tells nothing."""
    on = mail.date.date() if isinstance(mail, Incoming) and mail.date else None
    return on if on and on.year in _YEARS else None


def own_words(text: str) -> str:
    """Return a mail's text without what it quotes of earlier mails.

    Quoted lines begin with ">"; the line above them, which ends with a colon, names their author.
    """
    text = _FORWARDED.split(text, maxsplit=1)[0] if _FORWARDED.search(text) else text
    kept: list[str] = []
    within = False
    for line in text.split("\n"):
        quoted = line.lstrip().startswith(">")
        if quoted and not within:
            while kept and not kept[-1].strip():
                kept.pop()
            if kept and kept[-1].rstrip().endswith(":") and len(kept) > 1:
                kept.pop()
        if not quoted:
            kept.append(line)
        within = quoted
    return "\n".join(kept)


def _headers(mail: Incoming) -> Iterator[Seen]:
    """Yield what the mail's own lines say; a value that no fact could hold is left out."""
    if _valid(_LINE, mail.from_name) and "@" not in mail.from_name:
        yield Seen(field="customer.name", value=mail.from_name, place="from", taken=True)
    if _valid(_EMAIL, mail.from_address):
        yield Seen(field="customer.email", value=mail.from_address, place="from", taken=True)
    yield Seen(field="channel", value="email", place="mail", taken=True)


def _valid(kind: TypeAdapter[str], text: str) -> bool:
    try:
        return kind.validate_python(text) == text
    except ValidationError:
        return False


def _addresses(text: str) -> Iterator[Seen]:
    """Yield addresses in a text: whose they are, it does not say."""
    for address in dict.fromkeys(_ADDRESS.findall(text)):
        yield Seen(field="customer.email", value=address, place="text")


def _told(subject: str, text: str, tongue: str, on: date | None, pack: Pack) -> Iterator[Seen]:
    hints: list[Seen] = []
    figures: list[Seen] = []
    places: tuple[tuple[Place, str], ...] = ("subject", subject), ("text", text)
    for place, told in places:
        hints += _hints(told, place, tongue, pack)
        figures += _figures(told, place, tongue, on)
    yield from _decided([one for one in hints if one.field == "case_id"])
    yield from _distinct([one for one in hints if one.field == "order"])
    yield from _guess([one for one in hints if one.field == "category"])
    yield from _decided([one for one in figures if one.field == "occurred_on"])
    yield from _distinct([one for one in figures if one.field != "occurred_on"])


def _hints(text: str, place: Place, tongue: str, pack: Pack) -> Iterator[Seen]:
    """Yield numbers after the words for case and order, and words that suggest a category."""
    signals, lexicon = pack.signals(tongue, "intake")
    for sentence in split(text, tongue) if text else ():
        folded = fold(sentence.text)
        found = lexicon.scan(folded)
        for signal in signals:
            if signal.name not in found or lexicon.excepted(signal.name, folded):
                continue
            if signal.name in _CATEGORIES:
                start, end = found[signal.name][0]
                quote = _short(sentence.text[start:end])
                yield Seen(field="category", value=signal.name, place=place, quote=quote)
            else:
                field = "case_id" if signal.name == "case_reference" else "order"
                yield from _numbers(sentence.text, found[signal.name], field, place)


def _numbers(text: str, spans: list[tuple[int, int]], field: str, place: Place) -> Iterator[Seen]:
    for start, end in spans:
        if match := _CODE.match(text, end):
            value = match[1].rstrip("./-")
            quote = _short(text[start : match.end()])
            yield Seen(field=field, value=value, place=place, quote=quote)


def _figures(text: str, place: Place, tongue: str, on: date | None) -> Iterator[Seen]:
    """Yield amounts, and days that have come; a day without its year is the one nearest to `on`."""
    for figure in find(text, tongue, on=on):
        quote = _short(figure.text)
        if figure.kind == "money" and figure.unit:
            amount = f"{figure.number()} {figure.unit}"
            yield Seen(field="amount", value=amount, place=place, quote=quote)
        elif day := _day(figure, on):
            past = on is None or day <= on
            field = "occurred_on" if past else "date"
            yield Seen(field=field, value=day.isoformat(), place=place, quote=quote)


def _day(figure: Figure, on: date | None) -> date | None:
    """Return the calendar day of a date that has one reading only."""
    readings = figure.readings()
    if figure.kind != "date" or figure.unit is not None or len(readings) != 1:
        return None
    one = readings[0]
    if one.month is None:
        return None
    return one.near(on) if on else one.full()


def _distinct(seen: list[Seen]) -> list[Seen]:
    """Return each value once, at its first place."""
    found: dict[str, Seen] = {}
    for one in seen:
        found.setdefault(fold(one.value), one)
    return list(found.values())


def _decided(seen: list[Seen]) -> list[Seen]:
    """Return the one value as taken; several are left to the agent."""
    found = _distinct(seen)
    return [found[0].model_copy(update={"taken": True})] if len(found) == 1 else found


def _guess(seen: list[Seen]) -> list[Seen]:
    """Return the category with the most sentences as taken; of equals, none."""
    counts: dict[str, int] = {}
    for one in seen:
        counts[one.value] = counts.get(one.value, 0) + 1
    most = [name for name, count in counts.items() if count == max(counts.values())]
    return [one.model_copy(update={"taken": most == [one.value]}) for one in _distinct(seen)]


def _facts(seen: list[Seen]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for one in seen:
        head, _, inner = one.field.partition(".")
        if one.taken and inner:
            facts[head] = {**facts.get(head, {}), inner: one.value}
        elif one.taken:
            facts[head] = one.value
    return facts


def _has(facts: dict[str, Any], path: str) -> bool:
    head, _, inner = path.partition(".")
    return inner in facts.get(head, {}) if inner else head in facts


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"
