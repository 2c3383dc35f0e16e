"""Intake: what a customer's own mail already tells of a case, for the agent to confirm.

Deterministic, offline, and shy: a value is taken over only where the mail says it once and plainly;
everything else is listed for the agent with the place it stands at. What happened, who was at fault
and what is offered is never read from a customer's words: those are the agent's to say.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import Field, TypeAdapter, ValidationError

from recovery_ai.asking import Asked, asked
from recovery_ai.fields import Email, Line
from recovery_ai.incident import Category, Money, Value
from recovery_ai.incoming import Incoming
from recovery_ai.language.figures import Figure, find
from recovery_ai.language.sentences import split
from recovery_ai.language.text import fold
from recovery_ai.own_words import Own, own_words
from recovery_ai.pack import LANGUAGES, Pack
from recovery_ai.pack.lexicon import Lexicon, Spans

REQUIRED = (
    "case_id", "stage", "category", "customer.name", "what_happened", "sender.name",
    "sender.title", "sender.company", "language",
)  # fmt: skip
Place = Literal["from", "subject", "text", "mail"]
_CATEGORIES = get_args(Category)
_NUMBERED = {"case_reference": "case_id", "order_reference": "order"}
_CODE = re.compile(r"[\s:#.]{0,4}(?=[\w./-]*\d)([^\W_][\w./-]{1,40})")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?![\w-])")
_LINE: TypeAdapter[str] = TypeAdapter(Line)
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_MOST_SEEN = 40
_NEAR = 4


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

    tells = ("field", "place", "taken")

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

    tells = ("facts", "seen", "missing")

    facts: dict[str, Any]
    seen: tuple[Seen, ...]
    missing: Annotated[tuple[str, ...], Field(max_length=len(REQUIRED))]


def prefill(mail: Incoming | str, pack: Pack) -> Prefilled:
    """Read what a mail, or a text that came in another way, already tells of its case.

    Args:
        mail: as `recovery_ai.incoming.read_mail` gives it, or plain text.
        pack: holds the words that suggest a category: `intake/*.yaml`.
    """
    told = own_words(mail)
    seen = [*_headers(mail)] if isinstance(mail, Incoming) else [*_addresses(told.text)]
    if told.tongue in LANGUAGES:
        seen.append(Seen(field="language", value=told.tongue, place="text", taken=True))
        seen += _told(told, told.tongue, pack)
    facts = facts_of(one for one in seen if one.taken)
    if told.text:
        facts["complaint"] = told.text
    return Prefilled(
        facts=facts,
        seen=tuple(seen[:_MOST_SEEN]),
        missing=tuple(path for path in REQUIRED if not _has(facts, path)),
    )


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


class _Line(NamedTuple):
    """A sentence with where it begins, and the spans of the signals that fire in it."""

    start: int
    text: str
    found: Spans


class _Page(NamedTuple):
    """One place where the customer writes."""

    place: Place
    text: str
    figures: tuple[Figure, ...]
    lines: tuple[_Line, ...]


def _page(place: Place, text: str, tongue: str, on: date | None, lexicon: Lexicon) -> _Page:
    lines = []
    for sentence in split(text, tongue) if text else ():
        folded = fold(sentence.text)
        found = lexicon.scan(folded)
        fired = {name: found[name] for name in found if not lexicon.excepted(name, folded)}
        lines.append(_Line(sentence.start, sentence.text, fired))
    return _Page(place, text, find(text, tongue, on=on), tuple(lines))


def _told(own: Own, tongue: str, pack: Pack) -> Iterator[Seen]:
    lexicon = pack.signals(tongue, "intake")[1]
    places: tuple[tuple[Place, str], ...] = ("subject", own.subject), ("text", own.text)
    pages = [_page(place, text, tongue, own.on, lexicon) for place, text in places]
    hints = [one for page in pages for line in page.lines for one in _hints(line, page.place)]
    figures = [one for page in pages for one in _figures(page, own.on)]
    demands = [one for page in pages for one in _demands(page, tongue, lexicon)]
    yield from _decided([one for one in hints if one.field == "case_id"])
    yield from _distinct([one for one in hints if one.field == "order"])
    yield from _guess([one for one in hints if one.field == "category"])
    yield from _decided([one for one in figures if one.field == "occurred_on"])
    asked_for = [*_demanded(demands)]
    known = {one.value for one in asked_for}
    others = [one for one in figures if one.field != "occurred_on" and one.value not in known]
    yield from _distinct(others)
    yield from asked_for


def _hints(line: _Line, place: Place) -> Iterator[Seen]:
    """Yield numbers after the words for case and order, and words that suggest a category."""
    for name, spans in line.found.items():
        if name in _CATEGORIES:
            start, end = spans[0]
            quote = _short(line.text[start:end])
            yield Seen(field="category", value=name, place=place, quote=quote)
        elif name in _NUMBERED:
            yield from _numbers(line.text, spans, _NUMBERED[name], place)


def _numbers(text: str, spans: list[tuple[int, int]], field: str, place: Place) -> Iterator[Seen]:
    for start, end in spans:
        if match := _CODE.match(text, end):
            value = match[1].rstrip("./-")
            quote = _short(text[start : match.end()])
            yield Seen(field=field, value=value, place=place, quote=quote)


def _figures(page: _Page, on: date | None) -> Iterator[Seen]:
    """Yield amounts and days; a day without its year is the one nearest to `on`.

    A day that has not come, that words such as "ordered on" stand before, or that is said in
    passing ("today") is not taken for the day on which it happened.
    """
    spans = ((line.start, span) for line in page.lines for span in line.found.get("other_day", ()))
    other = sorted(start + end for start, (_, end) in spans)
    for figure in page.figures:
        quote = _short(figure.text)
        if value := amount_of(figure):
            yield Seen(field="amount", value=value, place=page.place, quote=quote)
        elif day := day_of(figure, on):
            named = _follows(page.text, figure.start, other)
            event = not named and not figure.soft and (on is None or day <= on)
            field = "occurred_on" if event else "date"
            yield Seen(field=field, value=day.isoformat(), place=page.place, quote=quote)


def _follows(text: str, start: int, ends: Sequence[int]) -> bool:
    """Say whether nothing but a stop stands between one of the sorted `ends` and `start`."""
    last = bisect_right(ends, start)
    between = text[max(ends[last - 1], start - _NEAR) : start] if last else "-"
    return not between.strip(" .,:") and start - ends[last - 1] < _NEAR


def _demands(page: _Page, tongue: str, lexicon: Lexicon) -> Iterator[tuple[Place, Asked]]:
    for line in page.lines:
        for one in asked(line.text, line.start, line.found, lexicon, tongue, page.figures):
            yield page.place, one


def _demanded(found: Sequence[tuple[Place, Asked]]) -> Iterator[Seen]:
    """Yield what is asked for, and the amount in it; taken where it is asked once."""
    things = list(dict.fromkeys(fold(one.thing) for _, one in found))
    for place, one in {fold(one.thing): (place, one) for place, one in found}.values():
        taken, quote = len(things) == 1, _short(one.quote)
        yield Seen(
            field="demand.description", value=one.thing, place=place, quote=quote, taken=taken
        )
        if one.amount and (value := amount_of(one.amount)):
            told = _short(one.amount.text)
            yield Seen(field="demand.amount", value=value, place=place, quote=told, taken=taken)


def amount_of(figure: Figure) -> str | None:
    """Return an amount that a fact can hold, such as `34.50 GBP`; None for any other figure."""
    if figure.kind != "money" or figure.unit is None:
        return None
    value = f"{figure.number():f}"
    try:
        Money.model_validate({"value": value, "currency": figure.unit})
    except ValidationError:
        return None
    return f"{value} {figure.unit}"


def day_of(figure: Figure, on: date | None) -> date | None:
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


def facts_of(seen: Iterable[Seen]) -> dict[str, Any]:
    """Return values in the shape of the facts: `impact.time` is one entry of `impact`."""
    facts: dict[str, Any] = {}
    for one in seen:
        head, _, inner = one.field.partition(".")
        if head == "impact":
            facts.setdefault(head, []).append({"kind": inner, "description": one.value})
        elif one.field == "demand.amount":
            value, currency = one.value.split()
            facts.setdefault(head, {})[inner] = {"value": value, "currency": currency}
        elif inner:
            facts.setdefault(head, {})[inner] = one.value
        else:
            facts[head] = one.value
    return facts


def _has(facts: dict[str, Any], path: str) -> bool:
    head, _, inner = path.partition(".")
    return inner in facts.get(head, {}) if inner else head in facts


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"
