"""The command line: every command, its exit code, and errors of one line on stderr."""

import email
import email.policy
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from recovery_ai import api
from recovery_ai.cli import main
from recovery_ai.errors import FactsError, LetterError
from recovery_ai.findings import Code
from tests.facts import GOOD, LANGUAGES, facts, reply
from tests.shell import Shell, python

BLAME = "It was your own fault."
SUED = "My solicitor will sue you for this injury."


# draft


@pytest.mark.parametrize("name", ["case.json", "case.yaml"])
def test_draft(shell: Shell, name: str) -> None:
    ran = shell("draft", name)
    assert (ran.code, ran.err) == (0, "")
    assert shell.letter in ran.out
    assert "Verdict: accepted, every sentence proved" in ran.out
    assert "no language model was used" in ran.out
    assert "Zebulon" not in ran.out


def test_draft_as_json(shell: Shell) -> None:
    ran = shell("draft", "case.json", "--format", "json")
    data = json.loads(ran.out)
    assert (ran.code, data["status"], data["proved"]) == (0, "accepted", True)
    assert data["letter"]["text"] == shell.letter
    assert data["record"]["model"] == "offline"


def test_draft_as_markdown_and_mail(shell: Shell) -> None:
    ran = shell("draft", "case.json", "--format", "md")
    assert ran.out.startswith("# Our apology for the delay (case TW-4471)")
    assert "Tobias Fenwright  \nHead of Deliveries" in ran.out
    mail = email.message_from_string(
        shell("draft", "case.json", "--format", "eml").out, policy=email.policy.default
    )
    assert mail["To"] == "Amara Lindqvist <amara.lindqvist@post.example>"
    assert mail["From"] == "Tobias Fenwright <deliveries@thistlewick.example>"
    assert isinstance(mail, email.message.EmailMessage)
    assert "£34.50" in mail.get_content()


def test_a_draft_that_needs_review_has_exit_code_1(shell: Shell) -> None:
    path = shell.write("pt.json", json.dumps(facts(language="pt")))
    ran = shell("draft", path)
    assert (ran.code, ran.err) == (1, "")
    assert "needs_review" in ran.out or "No letter" in ran.out
    ran = shell("draft", path, "--format", "md")
    assert (ran.code, ran.out) == (1, "")
    assert "No letter could be written" in ran.err


def test_no_letter_due_has_exit_code_0(shell: Shell) -> None:
    path = shell.write("sued.json", json.dumps(facts(complaint=SUED)))
    ran = shell("draft", path)
    assert ran.code == 0
    assert "Triage: escalate_legal; approval: legal" in ran.out
    ran = shell("draft", path, "--format", "eml", "-o", str(shell.folder / "no.eml"))
    assert (ran.code, ran.out) == (0, "")
    assert not (shell.folder / "no.eml").exists()
    data = json.loads(shell("draft", path, "--format", "json").out)
    assert (data["status"], data["letter"]) == ("not_drafted", None)


def test_draft_in_another_framework(shell: Shell) -> None:
    ran = shell("draft", "case.json", "--format", "json", "--framework", "restore_first")
    assert json.loads(ran.out)["record"]["framework"] == "restore_first"
    said = shell.refused("draft", "case.json", "--framework", "grovel")
    assert "use one of: acknowledgement, apologise_first" in said


def test_the_name_of_the_file_tells_the_format(shell: Shell) -> None:
    target = shell.folder / "letter.eml"
    assert shell("draft", "case.json", "-o", str(target)).code == 0
    assert email.message_from_bytes(target.read_bytes())["Subject"]


def test_a_letter_that_needs_review_says_so_beside_the_file(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = api.draft

    def reviewed(*args: Any, **more: Any) -> Any:
        return draft(*args, **more).model_copy(update={"status": "needs_review"})

    monkeypatch.setattr(api, "draft", reviewed)
    ran = shell("draft", "case.json", "--format", "txt")
    assert ran.code == 1
    assert ran.err.startswith("recovery-ai: needs review before it goes out: ")


@pytest.mark.parametrize("wrong", [None, 7, ["x"]])
def test_python_says_what_is_no_case_and_no_letter(wrong: Any) -> None:
    with pytest.raises(FactsError, match="not a mapping"):
        api.draft(wrong)
    with pytest.raises(LetterError, match="not text"):
        api.check(facts(), wrong)


def test_output_goes_to_a_file_whole(shell: Shell) -> None:
    target = shell.folder / "draft.json"
    ran = shell("draft", "case.json", "--format", "json", "-o", str(target))
    assert ran == (0, "", "")
    assert json.loads(target.read_bytes())["status"] == "accepted"
    mask = os.umask(0)
    os.umask(mask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~mask


def test_output_replaces_a_file_and_keeps_its_place(shell: Shell) -> None:
    target, link = shell.folder / "real.txt", shell.folder / "link.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert shell("draft", "case.json", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert shell.letter in target.read_text(encoding="utf-8")
    assert target.stat().st_mode & 0o777 == 0o640


def test_output_that_fails_leaves_everything_as_it_was(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = shell.folder / "draft.json"
    target.write_text("old", encoding="utf-8")
    before = sorted(shell.folder.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    said = shell.refused("draft", "case.json", "-o", str(target))
    assert "cannot be written (No space left on device)" in said
    assert sorted(shell.folder.iterdir()) == before
    assert target.read_text(encoding="utf-8") == "old"


def test_output_to_places_that_are_no_file(shell: Shell) -> None:
    assert "No such file" in shell.refused("draft", "case.json", "-o", "/nowhere/at/all.txt")
    assert "Is a directory" in shell.refused("draft", "case.json", "-o", str(shell.folder))
    pipe = shell.folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert shell("draft", "case.json", "-o", str(pipe)).code == 0
        assert shell.letter in os.read(reader, 65536).decode()
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_models_that_are_none(shell: Shell) -> None:
    assert "empty model name" in shell.refused("draft", "case.json", "--model", "")
    assert "switched off" in shell.refused("draft", "case.json", "--model", "openai/any")


# triage, rules, demo


def test_triage(shell: Shell) -> None:
    ran = shell("triage", "case.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Triage: apologise; approval: team_lead; resolve, within")
    data = json.loads(shell("triage", "case.yaml", "--format", "json").out)
    assert (data["route"], data["approver"]) == ("apologise", "team_lead")
    assert data["reasons"][0]["rule"] == data["rule"]


def test_rules(shell: Shell) -> None:
    ran = shell("rules")
    assert (ran.code, ran.err) == (0, "")
    listed = dict(line.split()[:2] for line in ran.out.splitlines())
    assert list(listed) == list(get_args(Code))
    assert set(listed.values()) == {"error", "warning"}
    ran = shell("rules", "blames_customer")
    assert ran.code == 0
    assert "en/blames_customer (error):" in ran.out
    assert "  flags:  " in ran.out
    assert "  passes: " in ran.out
    assert "is no code" in shell.refused("rules", "blames_everybody")


def test_demo(shell: Shell) -> None:
    ran = shell("demo")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("Verdict: accepted, every sentence proved") == len(LANGUAGES)


# prompt


def test_prompt(shell: Shell) -> None:
    ran = shell("prompt", "case.json")
    data = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert set(data) >= {"messages", "response_schema"}
    assert [message["role"] for message in data["messages"]] == ["system", "user"]
    assert data["response_schema"]["additionalProperties"] is False
    for secret in (
        "Amara", "Lindqvist", "TW-4471", "amara.lindqvist@post.example", "07700 900461", "34.50",
        "Tobias", "Fenwright", "Thistlewick", "7946 0321", "Zebulon", "Crake", "77.77",
    ):  # fmt: skip
        assert secret not in ran.out
    assert "[[remedy_1_amount]]" in ran.out


def test_prompt_for_a_repair(shell: Shell) -> None:
    blaming = shell.write("reply.json", reply(GOOD | {"explanation": BLAME}))
    data = json.loads(shell("prompt", "case.json", "--repair", blaming).out)
    inner = data["response_schema"]["properties"]["sections"]["items"]["properties"]
    assert inner["id"]["enum"] == ["explanation"]
    told = data["messages"][1]["content"]
    assert "blames_customer" in told
    assert f"[explanation] {BLAME}" in told
    assert "Lindqvist" not in told
    mended = shell.write("mended.json", reply(GOOD))
    assert "needs no repair" in shell.refused("prompt", "case.json", "--repair", mended)


def test_prompt_for_the_repair_of_a_draft(shell: Shell) -> None:
    drafted = json.loads(shell("draft", "case.json", "--format", "json").out)
    drafted["letter"]["sections"][4]["text"] = BLAME
    path = shell.write("draft.json", json.dumps(drafted))
    ran = shell("prompt", "case.json", "--repair", path)
    assert ran.code == 0
    assert "blames_customer" in ran.out


def test_a_prompt_reply_and_check_go_round(shell: Shell) -> None:
    asked = json.loads(shell("prompt", "case.json").out)["response_schema"]
    ids = asked["properties"]["sections"]["items"]["properties"]["id"]["enum"]
    assert ids == list(GOOD)
    told = shell.write("reply.json", reply({name: GOOD[name] for name in ids}))
    assert shell("check", "case.json", "--reply", told).code == 0


# errors and usage


@pytest.mark.parametrize("command", ["draft", "triage", "prompt"])
def test_bad_facts(shell: Shell, command: str) -> None:
    wrong = shell.write("wrong.yaml", yaml.safe_dump(facts(occurred_on="yesterday, says Pia")))
    said = shell.refused(command, wrong)
    assert "wrong.yaml: occurred_on: must be an ISO date such as 2026-05-06" in said
    assert "Pia" not in said
    assert "nowhere.yaml: cannot be read" in shell.refused(command, "nowhere.yaml")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["frobnicate"],
        ["draft"],
        ["draft", "case.json", "--format", "papyrus"],
        ["draft", "case.json", "--frame", "notice"],
        ["triage", "case.json", "extra"],
        ["check", "--loudly"],
    ],
)
def test_usage(shell: Shell, words: Sequence[str]) -> None:
    assert "--help" in shell.refused(*words)


def test_help_and_version(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    for words, told in ((["--help"], "COMMAND"), (["--version"], "recovery-ai 0.")):
        with pytest.raises(SystemExit) as stop:
            main(words)
        assert stop.value.code == 0
        assert told in capsys.readouterr().out


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = [sys.executable, "-m", "recovery_ai", "rules"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


def test_as_a_program(tmp_path: Path) -> None:
    case = tmp_path / "αίτημα.json"
    case.write_text(json.dumps(facts("el")), encoding="utf-8")
    ran = python("draft", str(case), env={"PYTHONIOENCODING": "ascii"})
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "Ουρανία" not in ran.stdout.decode()
    assert "κυρία Καλλιγά" in ran.stdout.decode()
    case.write_text("{", encoding="utf-8")
    ran = python("draft", str(case))
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


def test_check_needs_no_provider_library_and_no_page(shell: Shell) -> None:
    script = (
        "import sys; from recovery_ai.cli import main; code = main(sys.argv[1:]);"
        "heavy = {'litellm', 'openai', 'streamlit', 'httpx', 'aiohttp', 'tenacity'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    paths = [str(shell.folder / name) for name in ("case.json", "letter.txt")]
    done = subprocess.run(
        [sys.executable, "-c", script, "check", *paths], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"[]\n")
