"""The command `intake`: a skeleton of facts with gaps, from a mail, alone or with a model."""

import json
from pathlib import Path

import pytest

from recovery_ai import Incident
from recovery_ai.cli import main
from recovery_ai.documents import parse
from recovery_ai.incident import Demand
from recovery_ai.models import choice
from recovery_ai.pack import LANGUAGES
from recovery_ai.settings import FILE
from recovery_ai.testing import ScriptedModel
from tests.test_intake import MAILS

EML = (
    "From: Amara Lindqvist <amara@post.example>\nSubject: Desk\nDate: Fri, 20 Feb 2026 10:00:00 "
    "+0100\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_skeleton_is_facts_with_gaps(
    tongue: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "asked.eml"
    text = f"{MAILS[tongue][1]}\n  # not: a comment\n- \"quoted\": {{x}} 'y' # z"
    path.write_text(EML + text, encoding="utf-8")
    assert main(["intake", str(path)]) == 0
    told = capsys.readouterr().out
    assert "what_happened:  # MISSING: in our words, not the customer's" in told
    assert 'name: "Amara Lindqvist"  # from the From line' in told
    assert 'order: "88-1201"' in told
    data = parse(told, "skeleton")
    assert (data["complaint"], data["language"]) == (text, tongue)
    assert data["what_happened"] is None
    filled = told
    for name, value in (("stage", "resolution"), ("what_happened", "Late."), ("category", "other")):
        filled = filled.replace(f"{name}:  # MISSING", f"{name}: {value}  # ")
    for name in ("name", "title", "company"):
        filled = filled.replace(f"  {name}:  # MISSING", f"  {name}: Ada")
    assert Incident.model_validate(parse(filled, "skeleton")).sender.company == "Ada"


def test_a_demand_stands_in_the_skeleton_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "asked.txt"
    path.write_text("The desk came late. I want my delivery fee of £34.50 back.", encoding="utf-8")
    assert main(["intake", str(path)]) == 0
    told = capsys.readouterr().out
    assert '  amount: {"value": "34.50", "currency": "GBP"}  # from the text: "£34.50"' in told
    demand = Demand.model_validate(parse(told, "skeleton")["demand"])
    assert demand.description == "the delivery fee of £34.50 back"


def test_as_json_with_the_senders_name_from_the_letterhead(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir()
    signer = '[letterhead.sender]\nname = "Ottoline Farrow"\ntitle = "Head"\ncompany = "Alder"\n'
    (home / FILE).write_text(f'[letterhead]\norganisation = "Alder"\n{signer}', encoding="utf-8")
    path = tmp_path / "asked.txt"
    path.write_text(MAILS["en"][1], encoding="utf-8")
    assert main(["intake", str(path), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["facts"]["sender"]["name"] == "Ottoline Farrow"
    assert data["missing"] == ["stage", "customer.name", "what_happened"]
    assert "channel" not in data["facts"]


def test_a_model_reads_the_mail_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    values = [
        {"field": "impact.emotion", "value": "sad", "quote": "I am sad"},
        {"field": "demand.amount", "value": "34.50 GBP", "quote": "£34.50"},
        {"field": "demand.amount", "value": "999 GBP", "quote": "£34.50"},
    ]
    reply = json.dumps({"values": values})
    monkeypatch.setattr(choice, "_by_name", lambda name, pack: ScriptedModel([reply], name=name))
    path = tmp_path / "asked.txt"
    path.write_text("It was late, and I am sad. I want a refund of £34.50.", encoding="utf-8")
    assert main(["intake", str(path), "--model", "any/scripted"]) == 0
    told = capsys.readouterr().out
    assert told.endswith(
        "# any/scripted read it, and proposes 1 more:\n"
        '#   impact.emotion: "sad" (the text: "I am sad")\n'
        "# Left out, since it does not rest on the mail: 1\n"
    )
    assert parse(told, "skeleton")["demand"]["amount"] == {"value": "34.50", "currency": "GBP"}
    assert main(["intake", str(path), "--model", "any/scripted", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["read"]["outcome"], data["read"]["dropped"]) == ("ok", 1)
    assert [one["field"] for one in data["read"]["values"]] == ["impact.emotion", "demand.amount"]


def test_what_a_model_would_get_is_shown_and_masked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "asked.eml"
    path.write_text(f"{EML}{MAILS['en'][1]} Lindqvist", encoding="utf-8")
    assert main(["intake", str(path), "--prompt"]) == 0
    told = capsys.readouterr().out
    shown = json.loads(told)
    assert [message["role"] for message in shown["messages"]] == ["system", "user"]
    assert shown["response_schema"]["required"] == ["values"]
    assert "nine days late" in told and "Amara" not in told and "88-1201" not in told


def test_a_model_that_does_not_read_leaves_the_skeleton(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "_by_name", lambda name, pack: ScriptedModel(["no"], name=name))
    path = tmp_path / "asked.txt"
    path.write_text("It was late, and I am sad about it.", encoding="utf-8")
    assert main(["intake", str(path), "--model", "any/scripted"]) == 3
    told = capsys.readouterr()
    assert told.err == "recovery-ai: any/scripted did not read it (malformed)\n"
    assert parse(told.out, "skeleton")["complaint"] == "It was late, and I am sad about it."
    assert main(["intake", str(path), "--model", "offline"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and "offline cannot read a complaint" in told.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.eml", b"no mail at all", "is no mail message"),
        ("a.txt", b"\xff\xfe\x00", "is not UTF-8 text"),
    ],
)
def test_a_bad_file_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["intake", str(tmp_path / name)]) == 2
    told = capsys.readouterr()
    assert told.out == "" and said in told.err and told.err.count("\n") == 1
