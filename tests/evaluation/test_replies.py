"""Recorded replies: an answer is given to the very question it was recorded for, or not at all."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from recovery_ai import api
from recovery_ai.cli import main
from recovery_ai.documents import incident_from, read_incident
from recovery_ai.errors import LetterError, MissingReply
from recovery_ai.evaluation.drafts import measure_drafts, read_incidents
from recovery_ai.evaluation.replies import Recorded, Recorder, Rekeying, read_replies, record
from recovery_ai.models.offline import Composer
from recovery_ai.models.protocol import Reply, Request
from recovery_ai.prompting import draft_request
from recovery_ai.testing import ScriptedModel
from tests.facts import GOOD, facts, reply

EVALS = Path(__file__).resolve().parents[2] / "evals"
SHIPPED = read_replies(EVALS / "replies")
RENEW = "look at `recovery-ai eval drafts --rekey`, then commit evals/replies"


def request(**changed: Any) -> Request:
    pack = api.load_pack()
    asked = draft_request(api.brief(facts(), pack=pack), pack)
    return asked.model_copy(update=changed)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_replies_answer_the_present_prompts(path: Path) -> None:
    """Prompts, briefs or findings have changed when this fails; the message says what to do."""
    pack = api.load_pack()
    model = Recorded(f"recorded/{path.stem}", SHIPPED[path])
    incidents = read_incidents(EVALS / "incidents")
    asked = {name: one for name, one in incidents.items() if model.answers(one.case_id)}
    report = measure_drafts(asked, model, Composer(pack), pack)
    assert [one.error for one in report.errors] == [], RENEW


def test_shipped_replies_are_what_their_readme_says() -> None:
    drafts = [one for lines in SHIPPED.values() for one in lines if not one.round]
    assert len(drafts) >= 30
    cases = {read_incident(str(p)).case_id: p.stem[:2] for p in (EVALS / "incidents").iterdir()}
    for name in ("good", "careless", "hostile"):
        mine = [one for one in drafts if one.model == f"recorded/{name}"]
        assert len(mine) >= 10
        assert {cases[one.case] for one in mine} == {"en", "id", "el"}
    assert all("written for the suite" in one.label for one in drafts)


def test_an_answer_to_another_question_is_no_answer() -> None:
    asked = request()
    line = record(asked, "recorded/x", "test", reply=Reply(outcome="ok", text="A", model="x"))
    model = Recorded("recorded/x", [line])
    given = asyncio.run(model.complete(asked))
    assert (given.text, given.model) == ("A", "recorded/x")
    user = asked.messages[1].model_copy(update={"content": "Write something else."})
    with pytest.raises(MissingReply, match=r"case TW-4471, round 0 \(greeting.*user message; run"):
        asyncio.run(model.complete(request(messages=(asked.messages[0], user))))
    with pytest.raises(MissingReply, match=r"round 1.*nobody recorded one"):
        asyncio.run(model.complete(request(round=1)))
    with pytest.raises(MissingReply, match="nobody recorded one"):
        asyncio.run(Recorded("recorded/y", [line]).complete(asked))


def test_rekeying_binds_answers_and_lists_what_changed() -> None:
    old = record(request(), "recorded/x", "test", said=json.loads(reply(GOOD)))
    system = request().messages[0].model_copy(update={"content": "Write kindly."})
    asked = request(messages=(system, request().messages[1]))
    model = Rekeying("recorded/x", [old])
    first = asyncio.run(model.complete(asked))
    patch = asyncio.run(model.complete(request(round=1, sections=("remedy",))))
    assert [s["id"] for s in json.loads(patch.text)["sections"]] == ["remedy"]
    assert json.loads(first.text)["sections"] == json.loads(reply(GOOD))["sections"]
    assert model.notes == [
        "recorded/x, case TW-4471, round 0: system message changed",
        "recorded/x, case TW-4471, round 1: repeats itself",
    ]
    bound = model.rebound([old])
    assert [one.round for one in bound] == [0, 1]
    assert asyncio.run(Recorded("recorded/x", bound).complete(asked)) == first
    again = Rekeying("recorded/x", bound)
    asyncio.run(again.complete(asked))
    assert [one.round for one in again.rebound(bound)] == [0]  # a repeat nobody asks for goes
    with pytest.raises(MissingReply):
        asyncio.run(Rekeying("recorded/y", [old]).complete(asked))


def test_a_recorder_appends_every_answer(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    model = Recorder(ScriptedModel(["one", "two"], name="openai/x"), path)
    asyncio.run(model.complete(request()))
    asyncio.run(model.complete(request(round=1)))
    lines = read_replies(path)[path]
    assert [one.label for one in lines] == ["recorded live"] * 2
    assert "Lindqvist" not in path.read_text(encoding="utf-8")
    assert asyncio.run(Recorded("openai/x", lines).complete(request(round=1))).text == "two"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no recorded replies"),
        ('{"key": "a"}\n', "line 1: model: is missing"),
        ("[1]\n", "line 1: is no mapping"),
    ],
)
def test_a_broken_recording_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(LetterError, match=said):
        read_replies(tmp_path)


def test_a_question_is_answered_once(tmp_path: Path) -> None:
    line = record(request(), "x", "test", reply=Reply(outcome="ok", model="x")).line()
    (tmp_path / "a.jsonl").write_text(line + line, encoding="utf-8")
    with pytest.raises(LetterError, match="line 2: answers a question a second time"):
        read_replies(tmp_path)


def test_rekey_mends_a_folder_whose_prompts_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prompts, replies = tmp_path / "prompts", tmp_path / "replies"
    shutil.copytree(EVALS.parent / "prompts", prompts)
    shutil.copytree(EVALS / "replies", replies)
    system = prompts / "draft" / "system.md.j2"
    text = system.read_text(encoding="utf-8")
    system.write_text(text.replace("British spelling", "plain British spelling"), encoding="utf-8")
    common = ["--prompts", str(prompts), "--replies", str(replies)]
    run = ["eval", "drafts", "--model", "recorded/good", *common]
    assert main(run) == 3
    assert "this changed since it was recorded: system message; run" in capsys.readouterr().out
    assert main(["eval", "drafts", "--rekey", *common]) == 0
    out = capsys.readouterr().out
    assert "recorded/good, case QB-30177, round 0: system message changed" in out
    assert "case GP-88210, round 0" not in out  # Greek prompts are as they were
    assert main(run) == 0


def test_incident_without_a_reply_is_named_and_incomplete(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["eval", "drafts", "--model", "recorded/careless"]) == 3
    out, err = capsys.readouterr()
    assert "! en_outage_saas: recorded/careless has no reply for case INC-8842, round 0" in out
    assert "errors 17" in out
    assert "17 could not be evaluated" in err
    assert incident_from(facts()).case_id not in out
