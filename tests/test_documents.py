"""Files at the door: JSON and YAML with limits, errors of one line that hold no value."""

import json
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from recovery_ai.documents import (
    MAX_BYTES,
    MAX_NODES,
    incident_from,
    parse,
    read_incident,
    read_letter,
    read_text,
)
from recovery_ai.errors import FactsError, LetterError, PackError, RecoveryError
from tests.facts import LANGUAGES, facts

CANARY = "Canary Personsson"
NOT_JSON = "is not valid JSON"
NOT_YAML = "is not valid YAML"
NO_MAPPING = "is not a mapping of fields; give field names with values"
GOOD = json.dumps(facts())
BROKEN: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "is empty; give the facts as JSON or YAML"),
    ("blanks", b" \n\t\n", "is empty"),
    ("only a comment", b"# Canary Personsson", NO_MAPPING),
    ("a word", CANARY.encode(), NO_MAPPING),
    ("a number", b"4471", NO_MAPPING),
    ("null", b"null", NO_MAPPING),
    ("a JSON list", b'["Canary Personsson"]', NO_MAPPING),
    ("a YAML list", b"- Canary Personsson", NO_MAPPING),
    # JSON.
    ("a comma too many", b'{"case_id": "Canary Personsson", }', f"line 1, column 34: {NOT_JSON}"),
    ("a bracket too many", GOOD.encode() + b"}", NOT_JSON),
    ("two objects", b'{"case_id": "a"}\n{"case_id": "b"}', f"line 2, column 1: {NOT_JSON}"),
    ("a comment in JSON", b'{"case_id": "a"} // Canary Personsson', NOT_JSON),
    ("half an object", GOOD.encode()[:200], NOT_JSON),
    ("a lone list bracket", b"[a, [b", NOT_JSON),
    ("a bad escape", b'{"case_id": "\\x41"}', f"column 14: {NOT_JSON}"),
    ("a control character", b'{"case_id": "a\x00b"}', NOT_JSON),
    ("NaN", b'{"case_id": NaN}', "NaN is not a number"),
    ("infinity", b'{"case_id": -Infinity}', "-Infinity is not a number"),
    ("a long number", b'{"case_id": ' + b"7" * 5000 + b"}", "has a number of too many digits"),
    ("a field twice", b'{"stage": 1, "stage": 2}', "the field `stage` stands twice"),
    ("an inner field twice", b'{"customer": {"name": 1, "name": 2}}', "the field `name` stands"),
    ("deep JSON", b'{"a":' * 50 + b"1" + b"}" * 50, "is nested too deeply"),
    ("very deep JSON", b'{"a":' * 100_000, "is nested too deeply"),
    ("deep JSON lists", b"[" * 400_000, "is nested too deeply"),
    ("many JSON values", b'{"a":[' + b"1," * MAX_NODES + b"1]}", "has too many values"),
    ("a field name that is no text", b'{"\\ud800": 1}', "holds characters that are no text"),
    # YAML.
    ("a tab", b"customer:\n\tname: Canary Personsson", f"line 2, column 1: {NOT_YAML}"),
    ("a second colon", b"what_happened: Canary Personsson: it broke", "line 1, column 33"),
    ("an open quote", b'case_id: "Canary Personsson', NOT_YAML),
    ("an open brace", b"{case_id: Canary Personsson", NOT_YAML),
    ("two documents", b"case_id: a\n---\ncase_id: b", f"line 2, column 1: {NOT_YAML}"),
    ("another YAML", b"%YAML 9.9\n---\ncase_id: a", NOT_YAML),
    ("NUL", b"case_id: a\nstage: \x00", f"line 2, column 8: {NOT_YAML} (a character"),
    ("a bell", "case_id: é\ncomplaint: é\x07".encode(), f"line 2, column 13: {NOT_YAML}"),
    ("an anchor", b"case_id: &a Canary\nstage: *a", "line 1, column 10: anchors and aliases"),
    ("an alias", b"case_id: *a", "anchors and aliases are not allowed"),
    ("laughter", b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]", "anchors and aliases"),
    ("a tag", b"case_id: !!python/object/apply:os.system [ls]", "tags are not allowed"),
    ("a plain tag", b"case_id: !!str 5", "tags are not allowed"),
    ("a tag of one's own", b"!case {case_id: Canary Personsson}", "tags are not allowed"),
    ("a merge key", b"customer:\n  <<: {name: Canary Personsson}", "customer.<<: is not a known"),
    ("a YAML field twice", b"stage: 1\nstage: 2", "line 2, column 1: the field `stage` stands"),
    ("twice inside", b"customer:\n  name: x\n  name: y", "line 3, column 3: the field `name`"),
    ("twice, two lines", b'"a\\nb": 1\n"a\\nb": 2', "the field `a?b` stands twice"),
    ("a truth as name", b"true: 1", "a field name is not text"),
    ("nothing as name", b"~: 1", "a field name is not text"),
    ("a number as name", b"5: 1", "a field name is not text"),
    ("a list as name", b"? [a, b]\n: 1", "a field name is not text"),
    ("a mapping as name", b"{a: b}: 1", "a field name is not text"),
    ("`no` as name", b"no: 1", "no: is not a known field"),
    ("a YAML number too long", b"case_id: " + b"7" * 5000, "has a number of too many digits"),
    ("deep YAML", "\n".join("  " * i + "a:" for i in range(60)).encode(), "is nested too deeply"),
    ("deep YAML lists", b"- " * 5000 + b"x", "is nested too deeply"),
    ("deep braces", b"case_id: " + b"{a: " * 100 + b"1" + b"}" * 100, "is nested too deeply"),
    ("very deep braces", b"case_id: " + b"[" * 500_000, "is nested too deeply"),
    ("many YAML values", b"impact: [" + b"1," * MAX_NODES + b"1]", "has too many values"),
    # Bytes.
    ("too large", b"what_happened: " + b"x" * MAX_BYTES, "is larger than 1 MB"),
    ("Latin-1", "case_id: Gérard".encode("latin-1"), "is not UTF-8 text (byte 10)"),
    ("UTF-16", GOOD.encode("utf-16"), "is not UTF-8 text (byte 0)"),
    ("a cut character", "case_id: Ω".encode()[:-1], "is not UTF-8 text (byte 9)"),
]


@pytest.mark.parametrize(
    ("raw", "expected"), [row[1:] for row in BROKEN], ids=[r[0] for r in BROKEN]
)
def test_broken_files(tmp_path: Path, raw: bytes, expected: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(raw)
    with pytest.raises(FactsError) as caught:
        read_incident(str(path))
    said = str(caught.value)
    assert said.startswith(str(path))
    assert expected in said
    assert "Personsson" not in said
    for line in said.splitlines():
        assert line.isprintable()
        assert len(line) < len(str(path)) + 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_same_facts_in_every_dress(
    tmp_path: Path, language: str, bom: str, line_end: str
) -> None:
    told = facts(language)
    dressed = [
        json.dumps(told),
        json.dumps(told, ensure_ascii=False, indent=2),
        yaml.safe_dump(told),
        yaml.safe_dump(told, allow_unicode=True, default_flow_style=True, width=60),
    ]
    for text in dressed:
        path = tmp_path / "case"
        path.write_bytes((bom + text.replace("\n", line_end)).encode())
        assert read_incident(str(path)) == incident_from(told)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("17:05", "17:05"),
        ("2026-05-06", "2026-05-06"),
        ("2026-05-06T17:00:00+02:00", "2026-05-06T17:00:00+02:00"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("12", 12),
        ("-3", -3),
        ("12.50", 12.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("=", "="),
    ],
)
def test_yaml_words(text: str, value: object) -> None:
    found = parse(f"field: {text}", "case.yaml")["field"]
    assert (found, type(found)) == (value, type(value))


def test_json_amounts_keep_their_digits() -> None:
    told = GOOD.replace('"34.50"', "34.50")
    assert told != GOOD
    assert incident_from(parse(told, "case.json")) == incident_from(facts())


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere.yaml", "No such file or directory"),
        (".", "Is a directory"),
        ("a\0b", "no such path"),
        ("x" * 300, "File name too long"),
    ],
)
def test_files_that_cannot_be_read(path: str, reason: str) -> None:
    with pytest.raises(FactsError, match=rf"cannot be read \({reason}\); check the path"):
        read_text(path)


def test_an_endless_file() -> None:
    with pytest.raises(FactsError, match="is larger than 1 MB"):
        read_text("/dev/zero")


def test_errors_are_of_the_class_asked_for() -> None:
    with pytest.raises(PackError, match=r"rule\.yaml: is empty"):
        parse("", "rule.yaml", error=PackError)
    with pytest.raises(LetterError, match=r"reply\.json: line 1, column 2: is not valid JSON"):
        parse("[", "reply.json", error=LetterError)


def test_letters(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ms Lindqvist,\n", encoding="utf-8-sig")
    assert read_letter(str(path)) == "Dear Ms Lindqvist,\n"
    path.write_text(" \n", encoding="utf-8")
    with pytest.raises(LetterError, match="is empty; give the text of the letter"):
        read_letter(str(path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("stage: [", encoding="utf-8")
    with path.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(FactsError, match="^standard input: line 2"):
            read_incident("-")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(st.text(max_size=200) | VALUES.map(json.dumps) | VALUES.map(yaml.safe_dump))
def test_any_text_is_read_or_refused_in_clear_lines(text: str) -> None:
    try:
        incident_from(parse(text, "case"), "case")
    except RecoveryError as problem:
        assert all(line.isprintable() for line in str(problem).splitlines())
