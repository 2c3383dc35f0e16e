"""`check` on the command line: a letter, a reply, a stream of letters."""

import json
import subprocess
import sys
from typing import Any

import pytest

from recovery_ai import api
from tests.facts import GOOD, facts, reply
from tests.shell import Shell, python, stdin

BLAME = "It was your own fault."


def test_check(shell: Shell) -> None:
    ran = shell("check", "case.json", "letter.txt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Verdict: accepted, every sentence proved\n")
    bad = shell.write("bad.txt", f"{shell.letter}\n{BLAME}")
    ran = shell("check", "case.json", bad)
    assert ran.code == 1
    assert "error: blames_customer at" in ran.out


def test_check_as_json(shell: Shell) -> None:
    bad = shell.write("bad.txt", f"{shell.letter}\n\n{BLAME}")
    data = json.loads(shell("check", "case.json", bad, "--format", "json").out)
    assert set(data) == {"accepted", "proved", "findings", "provenance"}
    blamed = next(f for f in data["findings"] if f["code"] == "blames_customer")
    text = (shell.folder / "bad.txt").read_text(encoding="utf-8")
    assert text[blamed["span"]["start"] : blamed["span"]["end"]] == blamed["quote"]
    assert set(blamed) >= {"code", "severity", "message", "suggestion", "section", "rule", "facts"}


def test_check_from_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, shell.letter)
    assert shell("check", "case.json", "-").code == 0
    stdin(monkeypatch, json.dumps(facts()))
    assert shell("check", "-", "letter.txt").code == 0
    stdin(monkeypatch, json.dumps(facts()))
    assert "standard input: is empty" in shell.refused("check", "-", "-")


def test_check_a_reply(shell: Shell) -> None:
    good = shell.write("reply.json", reply(GOOD))
    ran = shell("check", "case.json", "--reply", good, "--format", "json")
    data = json.loads(ran.out)
    assert (ran.code, data["accepted"], data["proved"]) == (0, True, True)
    assert {one["section"] for one in data["provenance"]} == set(GOOD)
    blaming = shell.write("blaming.json", reply(GOOD | {"explanation": BLAME}))
    ran = shell("check", "case.json", "--reply", blaming, "--format", "json")
    found = [(f["code"], f["section"]) for f in json.loads(ran.out)["findings"]]
    assert ran.code == 1
    assert ("blames_customer", "explanation") in found
    for text, problem in (
        ("Sure!", "the reply is no JSON object"),
        (reply({"postscript": "x"}), "a section was not asked for"),
        (reply({}), "no subject or no sections"),
    ):
        wrong = shell.write("wrong.json", text)
        assert problem in shell.refused("check", "case.json", "--reply", wrong)


def test_check_needs_two_things(shell: Shell) -> None:
    for words in (
        ["check"],
        ["check", "case.json"],
        ["check", "case.json", "letter.txt", "--reply", "case.json"],
        ["check", "case.json", "letter.txt", "--jsonl", "case.json"],
    ):
        shell.refused(*words)


# check --jsonl


def line(name: Any, letter: Any, **changes: Any) -> str:
    return json.dumps({"id": name, "facts": facts(**changes), "letter": letter})


def answers(out: str) -> list[dict[str, Any]]:
    return [json.loads(text) for text in out.splitlines()]


def test_jsonl(shell: Shell) -> None:
    good, bad = line(1, shell.letter), line("two", BLAME)
    path = shell.write("letters.jsonl", f"{good}\n\n{bad}\n{good}")
    ran = shell("check", "--jsonl", path)
    assert (ran.code, ran.err) == (1, "")
    found = answers(ran.out)
    assert [(one["id"], one["accepted"]) for one in found] == [(1, True), ("two", False), (1, True)]
    for one in found:
        assert set(one) == {"id", "accepted", "proved", "findings", "provenance"}
    assert shell("check", "--jsonl", shell.write("one.jsonl", good)).code == 0
    assert shell("check", "--jsonl", shell.write("none.jsonl", "\n")) == (0, "", "")


def test_a_bad_line_does_not_stop_the_rest(shell: Shell) -> None:
    lines = [
        "{oops",
        "5",
        '"text"',
        json.dumps({"id": "no facts", "letter": "x"}),
        json.dumps({"id": "no letter", "facts": facts()}),
        line("empty letter", " \n"),
        line("number", 5),
        line("unknown field", "x", refund="all of it"),
        line("bad amount", "x", remedies=[{"kind": "refund", "description": "x", "amount": -1}]),
        '{"id": "twice", "id": "twice"}',
        "[" * 9999,
        line({"any": ["json"]}, shell.letter),
        line("last", shell.letter),
    ]
    ran = shell("check", "--jsonl", shell.write("letters.jsonl", "\n".join(lines)))
    assert (ran.code, ran.err) == (3, "")
    *failed, nested, last = answers(ran.out)
    assert [set(one) for one in failed] == [{"id", "error"}] * 11
    assert [one["id"] for one in failed[3:9]] == [
        "no facts", "no letter", "empty letter", "number", "unknown field", "bad amount",
    ]  # fmt: skip
    assert all(one["error"].startswith(f"line {i}") for i, one in enumerate(failed, 1))
    assert all(one["error"].isprintable() for one in failed)
    assert "refund: is not a known field" in failed[7]["error"]
    assert (nested["id"], nested["accepted"]) == ({"any": ["json"]}, True)
    assert (last["id"], last["accepted"]) == ("last", True)


def test_a_fault_of_our_own_does_not_stop_the_rest(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter([KeyError("Amara Lindqvist")])
    sound = api.check

    def shaky(*words: Any, **options: Any) -> Any:
        for error in calls:
            raise error
        return sound(*words, **options)

    monkeypatch.setattr(api, "check", shaky)
    text = f"{line(1, shell.letter)}\n{line(2, shell.letter)}\n"
    ran = shell("check", "--jsonl", shell.write("letters.jsonl", text))
    first, second = answers(ran.out)
    assert (ran.code, ran.err) == (3, "")
    assert (first["id"], set(first)) == (1, {"id", "error"})
    assert first["error"].startswith("line 1: ")
    assert "Amara" not in first["error"]
    assert second["accepted"] is True


def test_jsonl_streams(shell: Shell) -> None:
    command = [sys.executable, "-m", "recovery_ai", "check", "--jsonl", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("first", "second"):
            process.stdin.write(line(name, shell.letter).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("coding", ["utf-8:strict", "ascii", "latin-1", "cp1252"])
def test_jsonl_is_utf8_whatever_the_terminal_is(shell: Shell, coding: str) -> None:
    lines = [
        line("Ω\ud800", shell.letter).encode(),
        b'{"id": "\xff\xfe", "facts": {}, "letter": "x"}',
        line("£", f"Ms Lindqvist \ud800\x00\u202e {BLAME} £99").encode(),
    ]
    ran = python("check", "--jsonl", "-", given=b"\n".join(lines), env={"PYTHONIOENCODING": coding})
    assert (ran.returncode, ran.stderr) == (3, b"")
    found = answers(ran.stdout.decode("utf-8"))
    assert [one["id"] for one in found] == ["Ω\ud800", None, "£"]
    assert found[1]["error"] == "line 2: is not UTF-8 text; save it as UTF-8"
    assert found[0]["accepted"] is True


def test_jsonl_files_that_cannot_be_read(shell: Shell) -> None:
    assert "No such file" in shell.refused("check", "--jsonl", "nowhere.jsonl")
    assert "Is a directory" in shell.refused("check", "--jsonl", ".")
