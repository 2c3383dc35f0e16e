"""`recovery-ai cases`: the whole way of a case, exit codes, and errors of one line."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from recovery_ai.cli import main
from tests.facts import facts

AGENT = ("--by", "Mina Okonjo")
APPROVER = ("--by", "Ada Brandvold", "--role", "approver")
ADMIN = ("--by", "Bo Tamm", "--role", "admin")


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Shell:
    """Runs `cases` commands in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.facts = self.write("case.json", json.dumps(facts()))

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def __call__(self, *words: str) -> Ran:
        code = main(["cases", *words])
        told = self._capsys.readouterr()
        return Ran(code, told.out, told.err)

    def json(self, *words: str) -> Any:
        ran = self(*words, "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)

    def refused(self, *words: str) -> str:
        ran = self(*words)
        assert (ran.code, ran.out) == (2, "")
        assert all(line.startswith("recovery-ai: ") for line in ran.err.splitlines())
        return ran.err


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], database: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:  # fmt: skip
    monkeypatch.setenv("RECOVERY_AI_JOURNAL", database)
    return Shell(tmp_path, capsys)


def test_the_whole_way(shell: Shell) -> None:
    assert shell("list") == Ran(0, "no case\n", "")
    assert shell("new", shell.facts, *AGENT).out == "TW-4471: received\n"
    drafted = shell("draft", "TW-4471", *AGENT)
    assert drafted.code == 0
    assert "drafted; the resolution letter waits for approver or admin" in drafted.out
    assert "TW-4471" in shell("list", "--waiting-for", "approver", "--text", "lindq").out
    assert "ask somebody who is approver or admin" in shell.refused("approve", "TW-4471", *AGENT)
    assert shell("approve", "TW-4471", *APPROVER).out == "TW-4471: approved\n"
    assert shell("send", "TW-4471", *AGENT).out == "TW-4471: sent\n"
    (promise,) = shell.json("promises", "--overdue")
    assert promise["state"] == "open" and promise["amount"] == "34.50"
    assert "kept" in shell("settle", promise["id"], "kept", "--note", "paid", *AGENT).out
    assert shell("move", "TW-4471", "close", *AGENT).out == "TW-4471: closed\n"
    shown = shell.json("show", "TW-4471")
    assert shown["state"] == "closed" and shown["letters"]["resolution"]["status"] == "sent"
    assert "signed by Ada Brandvold" in shell("show", "TW-4471").out
    assert "Dear Ms Lindqvist" in shell("show", "TW-4471", "--letter", "resolution").out


def test_who_works_alone_signs_what_they_wrote(shell: Shell) -> None:
    lone = ("--by", "Bo Tamm", "--role", "admin")
    shell("new", shell.facts, *lone)
    shell("draft", "TW-4471", *lone)
    assert shell("approve", "TW-4471", *lone).out == "TW-4471: approved\n"


def test_what_is_due_or_missing_is_told_until_the_answer_is_sent(shell: Shell) -> None:
    shell("new", shell.facts, *AGENT)
    shell("draft", "TW-4471", *AGENT)
    shown = shell("show", "TW-4471").out.splitlines()
    assert [one.split("  ")[1] for one in shown if one.startswith("due ")] == ["resolve"]
    assert [one for one in shown if "missing" in one] == [
        "missing for acknowledgement: next_update_by"
    ]
    shell("approve", "TW-4471", *APPROVER)
    shell("send", "TW-4471", *AGENT)
    shown = shell("show", "TW-4471").out.splitlines()
    assert [one for one in shown if one.startswith("due ") or "missing" in one] == []
    assert {due["met"] for due in shell.json("show", "TW-4471")["deadlines"]} == {True}


def test_the_report_names_nobody(shell: Shell, tmp_path: Path) -> None:
    shell("new", shell.facts, *AGENT)
    shell("draft", "TW-4471", *AGENT)
    assert shell("report", "TW-4471", "-o", str(tmp_path / "r.md")).code == 0
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "nine days late" in text and "wrong depot" in text
    for name in ("Lindqvist", "Amara", "Fenwright", "Zebulon", "77.77", "Nine days!"):
        assert name not in text


def test_a_broken_log_is_exit_1(shell: Shell, database: str) -> None:
    shell("new", shell.facts, *AGENT)
    assert shell("verify").out.startswith("whole: 1 events; head ")
    engine = sa.create_engine(database)
    with engine.begin() as db:
        db.execute(sa.text("UPDATE ra_event SET kind = 'sent'"))
    engine.dispose()
    ran = shell("verify")
    assert (ran.code, ran.out) == (1, "broken at event 1: its fields were changed\n")


def test_purge(shell: Shell) -> None:
    shell("new", shell.facts, *AGENT)
    key = "amara.lindqvist@post.example"
    assert "ask an admin" in shell.refused("purge", "--customer", key, *AGENT)
    assert shell("purge", "--customer", key, *ADMIN).out == "erased: TW-4471\n"
    assert shell("verify").code == 0
    assert shell("purge", "--older-than", "30", *ADMIN).out == "erased: no case\n"


def test_incomplete_facts_are_taken_and_the_gaps_told(shell: Shell) -> None:
    some = shell.write("some.json", json.dumps({"what_happened": "The parcel came late."}))
    ran = shell("new", some, *AGENT)
    assert ran.code == 0 and ran.out.startswith("RA-00001: received; missing for a resolution")
    assert "customer" in ran.out and "sender" in ran.out
    told = shell.refused("draft", "RA-00001", *AGENT).splitlines()
    assert [line.split(": ")[2:] for line in told] == [
        [name, "is missing; add it"] for name in ("category", "customer", "sender", "language")
    ]
    assert "TW-4471: is" not in shell.refused("amend", "RA-00001", shell.facts, *AGENT)
    whole = shell.write("whole.json", json.dumps(facts(case_id="RA-00001")))
    assert shell("amend", "RA-00001", whole, *AGENT).out == "RA-00001: received\n"


def test_an_override_is_told_with_its_reason(shell: Shell) -> None:
    shell("new", shell.facts, *AGENT)
    letter = shell.write("letter.txt", "Dear Ms Lindqvist,\n\nIt was your own fault.\n")
    assert shell("write", "TW-4471", letter, *AGENT).code == 1
    assert "blames_customer" in shell.refused("approve", "TW-4471", *APPROVER)
    short = ("--override", "blames_customer=no")
    assert "at least 10 characters" in shell.refused("approve", "TW-4471", *short, *APPROVER)
    errors = shell.json("show", "TW-4471", "--letter", "resolution")["findings"]
    codes = {one["code"] for one in errors if one["severity"] == "error"}
    told = [w for c in sorted(codes) for w in ("--override", f"{c}=agreed with the board")]
    assert shell("approve", "TW-4471", *told, *APPROVER).out == "TW-4471: approved\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "X-9"), "case X-9: is not in the journal"),
        (("report", "X-9"), "case X-9: is not in the journal"),
        (("list", "--state", "lost"), "--state: is not known; use one of: received"),
        (("list", "--after", "here"), "`after` is no place in it"),
        (("new", "no-such-file"), "cannot be read"),
        (("settle", "X-9/1.1", "kept"), "is not in the ledger"),
    ],
)
def test_errors_are_one_line(shell: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in shell.refused(*words)


def test_a_step_that_is_none_is_refused_with_those_that_are(shell: Shell) -> None:
    shell("new", shell.facts, *AGENT)
    assert "steps from here: acknowledge, investigate" in shell.refused("move", "TW-4471", "dance")
    assert "cannot close while it is received" in shell.refused("move", "TW-4471", "close")
    assert "escalate needs a reason" in shell.refused("move", "TW-4471", "escalate")


def test_a_password_is_never_shown(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for address in (
        "postgresql+psycopg://ra:hunter2secret@127.0.0.1:1/none",
        "postgresql://ra:hunter2secret@127.0.0.1:1/none",
        "hunter2secret",
        "mysql://ra:hunter2secret@127.0.0.1/none",
    ):
        monkeypatch.setenv("RECOVERY_AI_JOURNAL", address)
        assert "hunter2secret" not in shell.refused("list")
