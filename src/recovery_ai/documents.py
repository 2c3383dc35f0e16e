"""Reading what comes from outside: JSON and YAML with limits, and a clear line for each error."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from recovery_ai.errors import FactsError, InputError, LetterError, Problem
from recovery_ai.incident import Incident

MAX_BYTES = 1_000_000
_USUAL = 1 << 16
MAX_DEPTH = 32
MAX_NODES = 20_000

M = TypeVar("M", bound=BaseModel)
_MAX_DIGITS = 40


class _Refused(ValueError):
    """Syntax that is right, and content that facts have no use for; `mark` is its place."""

    def __init__(self, problem: str, mark: Any = None) -> None:
        super().__init__(problem)
        self.mark = mark


class _Loader(yaml.CSafeLoader):
    """Safe YAML 1.2 without anchors, tags, merges or duplicate keys: facts need none of them.

    `no` is a word, `17:05` and `2026-05-06` are text that the model reads: YAML 1.1 would make a
    truth value, the number 1025 and a date of them.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", "tTfF"),
    ("null", r"(?:~|null|Null|NULL|)", ["~", "n", "N", ""]),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-+0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first)
    )


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise _Refused("a field name is not text", key_node.start_mark)
        if key in mapping:
            raise _Refused(f"the field `{_name(key)}` stands twice", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


def _construct_int(loader: _Loader, node: yaml.ScalarNode) -> int:
    return _integer(str(loader.construct_scalar(node)))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)
_Loader.add_constructor("tag:yaml.org,2002:int", _construct_int)


def _bytes(stream: BinaryIO) -> bytes:
    """Read a little more than is allowed; few files need a buffer of that size."""
    raw = stream.read(_USUAL)
    return raw + stream.read(MAX_BYTES + 1 - _USUAL) if len(raw) == _USUAL else raw


def read_text(path: str, *, error: type[InputError] = FactsError) -> str:
    """Return the text of the file `path` (`-` is standard input), UTF-8, at most 1 MB.

    Raises:
        InputError: of class `error`, when the file is missing, too large or not UTF-8.
    """
    place = "standard input" if path == "-" else path
    try:
        if path == "-":
            raw = _bytes(sys.stdin.buffer)
        else:
            with Path(path).open("rb") as stream:
                raw = _bytes(stream)
    except (OSError, ValueError) as problem:  # a path with a NUL is a ValueError
        reason = getattr(problem, "strerror", None) or "no such path"
        raise error(place, f"cannot be read ({reason})", "check the path") from None
    if len(raw) > MAX_BYTES:
        raise error(place, "is larger than 1 MB", "pass one case at a time")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise error(
            place, f"is not UTF-8 text (byte {problem.start})", "save the file as UTF-8"
        ) from None


def parse(text: str, place: str, *, error: type[InputError] = FactsError) -> Any:
    """Parse JSON or safe YAML into plain values.

    Raises:
        InputError: of class `error`, naming line and column.
    """
    stripped = text.lstrip()
    if not stripped:
        raise error(place, "is empty", "give the facts as JSON or YAML")
    if stripped[0] in "{[":
        try:
            return _within_limits(
                json.loads(
                    text,
                    object_pairs_hook=_no_doubles,
                    parse_constant=_no_constant,
                    parse_float=str,
                    parse_int=_integer,
                )
            )
        except RecursionError:
            raise error(place, "is nested too deeply", "flatten it") from None
        except json.JSONDecodeError as problem:
            if stripped[0] == "[" or '"' in stripped[:200]:
                raise error(
                    f"{place}: line {problem.lineno}, column {problem.colno}",
                    f"is not valid JSON ({problem.msg})",
                    "mend the JSON there",
                ) from None
        except _Refused as problem:
            raise error(place, str(problem), "mend or flatten it") from None
    return _parse_yaml(text, place, error)


def _parse_yaml(text: str, place: str, error: type[InputError]) -> Any:
    try:
        _survey(text)
        return yaml.load(text, _Loader)  # noqa: TID251 - a safe loader, made stricter above
    except yaml.YAMLError as problem:
        what = getattr(problem, "problem", None) or "a character that YAML does not allow"
        raise error(
            _where(place, problem, text), f"is not valid YAML ({what})", "mend the YAML there"
        ) from None
    except _Refused as problem:
        where = _at(place, problem.mark.line, problem.mark.column) if problem.mark else place
        raise error(where, str(problem), "mend or flatten it") from None


def _where(place: str, problem: yaml.YAMLError, text: str) -> str:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    if mark:
        return _at(place, mark.line, mark.column)
    if isinstance(problem, yaml.reader.ReaderError):
        before = text.encode("utf-8", "replace")[: problem.position].decode("utf-8", "ignore")
        return _at(place, before.count("\n"), len(before) - before.rfind("\n") - 1)
    return place


def _at(place: str, line: int, column: int) -> str:
    return f"{place}: line {line + 1}, column {column + 1}"


def _survey(text: str) -> None:
    """Refuse anchors, tags and depth before anything is built from them."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, yaml.CSafeLoader)):
        if count > MAX_NODES:
            raise _Refused("has too many values", event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("anchors and aliases are not allowed", event.start_mark)
        if getattr(event, "tag", None):
            raise _Refused("tags are not allowed", event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _Refused("is nested too deeply", event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Refused(f"the field `{_name(key)}` stands twice")
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise _Refused(f"{name} is not a number")


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise _Refused("has a number of too many digits")
    return int(digits)


def _within_limits(data: Any) -> Any:
    """Return JSON values as they are, unless they are deeper or more than YAML may be."""
    level, seen, depth = [data], 0, 0
    while level:
        level = [child for value in level for child in _children(value)]
        depth, seen = depth + 1, seen + len(level)
        if depth > MAX_DEPTH:
            raise _Refused("is nested too deeply")
        if seen > MAX_NODES:
            raise _Refused("has too many values")
    return data


def _children(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _name(key: object) -> str:
    """Return a field name fit for one line of an error: short, no control or bidi character."""
    return "".join(char if char.isprintable() else "?" for char in str(key)[:60])


def validate(model: type[M], data: Any, place: str, *, error: type[InputError] = FactsError) -> M:
    """Validate plain values as `model`.

    Raises:
        InputError: of class `error`, naming every field at fault, unknown fields first.
    """
    if not isinstance(data, dict):
        raise error(place, "is not a mapping of fields", "give field names with values")
    try:
        return model.model_validate(data)
    except ValidationError as problem:
        raise _explain(problem, place, error) from None
    except RecursionError:
        raise error(place, "is nested too deeply", "flatten it") from None


def line_of(text: str, field: str) -> int:
    """Return the line of a YAML text where `field`, such as `limits.refund`, stands; 1 for none."""
    node, line = yaml.compose(text, yaml.CSafeLoader), 1
    for name in field.split("."):
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if name not in pairs:
                break
            key, node = pairs[name]
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and name.isdigit():
            node = node.value[int(name)]
            line = node.start_mark.line + 1
        else:
            break
    return line


_ISO = "give an ISO date such as 2026-05-06"
_EXPECTED = {
    "bool_parsing": ("is not true or false", "write true or false"),
    "date_from_datetime_parsing": ("is no day of the calendar", _ISO),
    "date_parsing": ("is no day of the calendar", _ISO),
    "decimal_max_digits": ("has too many digits", "check the amount"),
    "extra_forbidden": ("is not a known field", "remove it or mend its spelling"),
    "finite_number": ("is not a finite number", "give an amount such as 12.50"),
    "greater_than": ("must be greater than zero", "give the amount without a sign"),
    "literal_error": ("is not one of the allowed words", "use one of: {expected}"),
    "missing": ("is missing", "add it"),
    "model_type": ("is not a mapping of fields", "give field names with values"),
    "string_type": ("is not text", "put it in quotes"),
    "string_unicode": ("holds characters that are no text", "remove them"),
    "too_short": ("is empty", "fill it in or leave the field out"),
    "tuple_type": ("is not a list", "give a list"),
}


def _explain(problem: ValidationError, place: str, error: type[InputError]) -> InputError:
    details = problem.errors(include_url=False, include_input=False)
    # A misspelt field is also a missing one; the spelling is what to mend.
    details.sort(key=lambda one: one["type"] != "extra_forbidden")
    first, *more = dict.fromkeys(_problem(one, place) for one in details)
    return error(first.place, first.problem, first.remedy, *more)


def _problem(detail: ErrorDetails, place: str) -> Problem:
    path = ".".join(_name(part) for part in detail["loc"]) or "a field name"
    what, remedy = _expected(detail["type"], detail.get("ctx", {}), detail["msg"])
    return Problem(f"{place}: {path}", what, remedy)


def _expected(kind: str, told: Mapping[str, Any], message: str) -> tuple[str, str]:
    """Return what is wrong and what to do, in words that hold no value of the input."""
    if kind == "too_long":
        entries = told.get("field_type") == "Tuple"
        unit = "entries" if entries else "characters"
        return "is too long", f"keep it to {told['max_length']} {unit}"
    if kind in _EXPECTED:
        what, remedy = _EXPECTED[kind]
        return what, remedy.format_map({"expected": told.get("expected", "")})
    what, _, remedy = message.removeprefix("Value error, ").partition("; ")
    return what, remedy or "correct the value"


def read_incident(path: str) -> Incident:
    """Read and validate the facts in `path` (`-` is standard input).

    Raises:
        FactsError: naming file, fields and what is expected there.
    """
    place = "standard input" if path == "-" else path
    return incident_from(parse(read_text(path), place), place)


def incident_from(data: Any, place: str = "facts") -> Incident:
    """Validate plain values as an `Incident`; raise `FactsError` naming the fields."""
    return validate(Incident, data, place)


def read_letter(path: str) -> str:
    """Read a letter as plain text; raise `LetterError` when it is empty or unreadable."""
    text = read_text(path, error=LetterError)
    if not text.strip():
        place = "standard input" if path == "-" else path
        raise LetterError(place, "is empty", "give the text of the letter")
    return text
