"""The loop: good sections are frozen, the best letter is kept, and no draft is ever lost."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from recovery_ai import Budget, Draft, Reply, adraft, api, draft, load_pack
from recovery_ai.letter import SectionId
from recovery_ai.models.protocol import Outcome, Request, Usage
from recovery_ai.result import digest
from recovery_ai.testing import ScriptedModel
from tests.facts import GOOD, facts, reply
from tests.provider import Provider

BLAME = "It was your own fault: you gave us the wrong address."
WORSE = f"{BLAME} You should have been more careful. The courier was careless and lost 47 desks."
OFFLINE = draft(facts())
NEVER: tuple[Outcome, ...] = (
    "refused", "filtered", "timeout", "unavailable", "rate_limited", "quota",
)  # fmt: skip
MALFORMED = (
    "",
    "Sure! Here is your letter.",
    '{"subject": "A letter", "sections": [{"id": "apology", "text"',
    "null",
    "[]",
    "{}",
    '{"subject": 5, "sections": []}',
    '{"subject": "x", "sections": []}',
    '{"subject": "x", "sections": [], "note": "y"}',
    '{"subject": "x", "sections": ["apology"]}',
    '{"subject": "x", "sections": [{"id": "postscript", "text": "x", "facts": []}]}',
    '{"subject": "x", "sections": [{"id": ["apology"], "text": "x", "facts": []}]}',
    '{"subject": "x", "sections": [{"id": "apology", "text": 5, "facts": []}]}',
    '{"subject": "x", "sections": [{"id": "apology", "text": "x", "facts": "F1"}]}',
    '{"subject": "x", "sections": [{"id": "apology", "text": "x", "facts": [], "to": "all"}]}',
    "[" * 5000,
)


def parts(result: Draft) -> dict[SectionId, str]:
    assert result.letter is not None
    return {section.id: section.text for section in result.letter.sections}


def outcomes(result: Draft) -> list[tuple[str, Outcome, bool]]:
    return [(attempt.model, attempt.outcome, attempt.kept) for attempt in result.attempts]


def test_a_good_first_reply_is_accepted() -> None:
    model = ScriptedModel([reply(GOOD)])
    result = draft(facts(), model)
    assert (result.status, result.proved, result.findings) == ("accepted", True, ())
    assert parts(result) == GOOD
    assert outcomes(result) == [("scripted", "ok", True)]
    assert result.record.notes == ()
    assert result.letter is not None
    assert result.letter.subject == "Your oak desk, case TW-4471"
    assert "We will refund the delivery fee of £34.50 by 2 March 2026." in result.letter.text
    assert result.letter.text.startswith("Dear Ms Lindqvist,\n\nI am sorry")
    assert [promise.fact for promise in result.promises] == ["F5"]


def test_a_patch_touches_only_the_failing_section() -> None:
    model = ScriptedModel([
        reply(GOOD | {"explanation": BLAME}),
        reply({"explanation": GOOD["explanation"]}),
    ])
    result = draft(facts(), model)
    assert [request.sections for request in model.history[1:]] == [("explanation",)]
    assert [request.round for request in model.history] == [0, 1]
    assert parts(result) == GOOD
    assert outcomes(result) == [("scripted", "ok", True)] * 2
    assert "blames_customer" in {finding.code for finding in result.attempts[0].findings}
    assert result.attempts[1].findings == ()
    assert (result.status, result.proved, result.record.notes) == ("accepted", True, ())


def test_a_worse_patch_is_not_kept() -> None:
    replies = [reply(GOOD | {"explanation": BLAME}), reply({"explanation": WORSE})]
    result = draft(facts(), ScriptedModel(replies), budget=Budget(rounds=2))
    assert outcomes(result)[:2] == [("scripted", "ok", True), ("scripted", "ok", False)]
    assert outcomes(result)[2:] == [("offline", "ok", True)]
    assert parts(result) == GOOD | {"explanation": parts(OFFLINE)["explanation"]}
    assert result.status == "accepted"
    assert result.record.notes == ("Composed offline, not by the model: explanation.",)


def test_sections_that_were_not_asked_for_are_malformed() -> None:
    model = ScriptedModel([
        reply(GOOD | {"explanation": BLAME}),
        reply({"explanation": GOOD["explanation"], "apology": "I am sorry, once more."}),
        reply({"explanation": GOOD["explanation"]}),
    ])
    result = draft(facts(), model)
    assert [outcome for _, outcome, _ in outcomes(result)] == ["ok", "malformed", "ok"]
    assert "not asked for" in (result.attempts[1].detail or "")
    assert parts(result) == GOOD


def test_a_section_that_stands_twice_is_malformed() -> None:
    double = json.loads(reply(GOOD))
    double["sections"].append(double["sections"][0])
    result = draft(facts(), ScriptedModel([json.dumps(double)]), budget=Budget(rounds=1))
    assert result.attempts[0].outcome == "malformed"
    assert "greeting stands twice" in (result.attempts[0].detail or "")


def test_sections_left_out_are_asked_for_again() -> None:
    few = {name: text for name, text in GOOD.items() if name not in {"remedy", "prevention"}}
    rest = {name: GOOD[name] for name in ("remedy", "prevention")}
    model = ScriptedModel([reply(few), reply(rest)])
    result = draft(facts(), model)
    assert model.history[1].sections == ("remedy", "prevention")
    assert parts(result) == GOOD
    assert result.status == "accepted"


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed_replies_lose_no_draft(text: str) -> None:
    result = draft(facts(), ScriptedModel([text, text]), budget=Budget(rounds=2))
    assert [a.outcome for a in result.attempts[:2]] == ["malformed", "malformed"]
    assert [a.reply for a in result.attempts[:2]] == [text, text]
    assert result.letter == OFFLINE.letter
    assert result.status == "accepted"
    assert result.record.notes[0].startswith("Composed offline, not by the model: greeting, apol")


@pytest.mark.parametrize("outcome", NEVER)
def test_without_an_answer_the_letter_is_composed(outcome: Outcome) -> None:
    model = ScriptedModel([Reply(outcome=outcome, model="scripted", text="I can't.", detail="D")])
    result = draft(facts(), model)
    assert outcomes(result) == [("scripted", outcome, False), ("offline", "ok", True)]
    assert (result.attempts[0].reply, result.attempts[0].detail) == ("I can't.", "D")
    assert result.letter == OFFLINE.letter
    assert result.status == "accepted"
    assert result.record.model == "scripted"
    assert result.record.notes[0].startswith("Composed offline, not by the model")


@pytest.mark.parametrize("outcome", NEVER)
def test_no_answer_to_a_repair_keeps_the_good_sections(outcome: Outcome) -> None:
    model = ScriptedModel([
        reply(GOOD | {"explanation": BLAME}),
        Reply(outcome=outcome, model="scripted"),
    ])
    result = draft(facts(), model)
    assert parts(result) == GOOD | {"explanation": parts(OFFLINE)["explanation"]}
    assert result.record.notes == (
        "Composed offline, not by the model: explanation.",
        f"scripted gave no answer to use ({outcome}: no reason given).",
    )
    assert result.status == "accepted"


@pytest.mark.parametrize("outcome", ["truncated", "empty"])
def test_half_a_reply_is_never_used(outcome: Outcome) -> None:
    half = Reply(outcome=outcome, model="scripted", text=reply(GOOD)[:300])
    result = draft(facts(), ScriptedModel([half, reply(GOOD)]))
    assert outcomes(result) == [("scripted", outcome, False), ("scripted", "ok", True)]
    assert parts(result) == GOOD


def spending(request: Request) -> Reply:
    usage = Usage(input_tokens=700, output_tokens=300)
    text = reply({name: BLAME for name in request.sections})
    return Reply(outcome="ok", text=text, model="scripted", usage=usage, cost=Decimal("0.05"))


@pytest.mark.parametrize(
    ("budget", "asked"),
    [
        (Budget(rounds=1), 1),
        (Budget(rounds=3), 3),
        (Budget(rounds=9, calls=2), 2),
        (Budget(rounds=9, tokens=2500), 3),
        (Budget(rounds=9, cost=Decimal("0.10")), 2),
    ],
)
def test_budgets_are_hard(budget: Budget, asked: int) -> None:
    model = ScriptedModel([spending] * 20)
    result = draft(facts(), model, budget=budget)
    assert len(model.history) == asked
    assert result.status == "accepted"
    assert result.letter == OFFLINE.letter
    assert sum(attempt.calls for attempt in result.attempts) == asked
    if budget.rounds == 9:
        assert "budget" in {attempt.outcome for attempt in result.attempts}


class SlowModel:
    """A model that never answers."""

    name = "slow"

    async def complete(self, request: Request) -> Reply:
        del request
        await asyncio.sleep(60)
        raise AssertionError("nobody waits that long")


def test_the_seconds_of_a_budget_are_hard() -> None:
    result = draft(facts(), SlowModel(), budget=Budget(seconds=0.05))
    assert result.attempts[0].outcome == "timeout"
    assert result.letter == OFFLINE.letter


def test_a_letter_that_nobody_can_mend_comes_back_for_review() -> None:
    told = facts(language="pt")
    result = draft(told, ScriptedModel([reply({**GOOD, "apology": "[[remedy_9_amount]]"})] * 3))
    assert result.status == "needs_review"
    assert result.letter is not None
    assert "unknown_slot" in {finding.code for finding in result.findings}
    assert any("`pt`" in note for note in result.record.notes)


def test_a_letter_that_nobody_can_write_says_so() -> None:
    refused = Reply(outcome="refused", model="scripted")
    result = draft(facts(language="pt"), ScriptedModel([refused]))
    assert (result.status, result.letter) == ("needs_review", None)
    assert [attempt.outcome for attempt in result.attempts][0] == "refused"
    assert "unavailable" in {attempt.outcome for attempt in result.attempts}
    assert result.record.notes[0].startswith("No letter could be written")


def test_no_model_is_asked_when_no_letter_is_due() -> None:
    model = ScriptedModel([])
    result = draft(facts(complaint="My solicitor will sue you for this injury."), model)
    assert (result.status, result.letter, result.attempts) == ("not_drafted", None, ())
    assert result.triage.route == "escalate_legal"
    assert model.history == []


def test_the_record_holds_every_raw_reply() -> None:
    said = [reply(GOOD | {"explanation": BLAME}), "Sure!", reply({"explanation": "Because."})]
    answers = [Reply(outcome="ok", text=text, model="m", answered=f"m-{i}", ms=i, calls=2)
               for i, text in enumerate(said)]  # fmt: skip
    result = draft(facts(), ScriptedModel(answers))
    made = result.record.attempts
    assert made == result.attempts
    assert [attempt.reply for attempt in made[:3]] == said
    assert [(a.answered, a.ms, a.calls) for a in made[:3]] == [(f"m-{i}", i, 2) for i in range(3)]
    assert result.record.answered[:3] == ("m-0", "m-1", "m-2")
    assert len({attempt.prompt_sha256 for attempt in made[:2]}) == 2


@pytest.mark.parametrize("first", [reply(GOOD), reply(GOOD | {"explanation": WORSE}), "Sure!"])
def test_no_internal_note_in_the_result(first: str) -> None:
    note = "Quorl Vexley forgot 83412 labels; ceiling 9176.55"
    told = facts(internal_notes=note)
    result = draft(told, ScriptedModel([first] * 3), budget=Budget(rounds=2))
    dumped = json.dumps(result.as_json())
    assert not [word for word in ("Quorl", "Vexley", "83412", "9176") if word in dumped]


def test_no_key_in_the_record_even_when_the_provider_repeats_it(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(facts()), encoding="utf-8")
    key = "sk-canary-5f21c7"
    with Provider() as provider:
        ran = subprocess.run(
            [sys.executable, "-m", "recovery_ai", "draft", str(case), "--format", "json",
             "--model", "openai/unauthorised"],
            env={**os.environ, "OPENAI_API_KEY": key, "OPENAI_API_BASE": provider.url},
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        (asked,) = provider.requests
    assert asked.headers["authorization"] == f"Bearer {key}"
    assert "Zebulon" not in asked.prompt
    assert (ran.returncode, ran.stderr) == (0, "")
    assert key not in ran.stdout
    data = json.loads(ran.stdout)
    assert [attempt["outcome"] for attempt in data["attempts"]] == ["unavailable", "ok"]
    assert OFFLINE.letter is not None
    assert data["letter"]["text"] == OFFLINE.letter.text


def test_the_result_in_the_shape_of_the_contract() -> None:
    data = draft(facts(), ScriptedModel([reply(GOOD)])).as_json()
    assert set(data) == {
        "status", "proved", "triage", "letter", "findings", "provenance", "promises", "attempts",
        "record",
    }  # fmt: skip
    assert set(data["letter"]) >= {"subject", "sections", "text"}
    for one in data["provenance"]:
        assert set(one) >= {"sentence", "span", "section", "role", "facts", "verdict"}
        span = one["span"]
        assert data["letter"]["text"][span["start"] : span["end"]] == one["sentence"]
    assert set(data["promises"][0]) >= {"what", "due", "fact"}
    assert set(data["attempts"][0]) >= {
        "model", "outcome", "sections", "findings", "usage", "cost", "ms",
    }  # fmt: skip


def test_the_approval_is_bound_to_text_facts_and_policy() -> None:
    result = draft(facts(), ScriptedModel([reply(GOOD)]))
    record = result.record
    assert result.letter is not None
    whole = f"{result.letter.subject}\n\n{result.letter.text}"
    assert record.text_sha256 == digest(whole)
    assert record.pack_sha256 == load_pack().digest
    bound = (record.text_sha256, record.facts_sha256, record.pack_sha256)
    assert record.approval_sha256 == digest(*bound)
    again = draft(facts(), ScriptedModel([reply(GOOD)])).record
    assert again.approval_sha256 == record.approval_sha256


@pytest.mark.parametrize(
    "changed",
    [
        {"internal_notes": "other"},
        {"complaint": None},
        {"what_happened": "We delivered the oak desk nine days late!"},
        {"occurred_on": "2026-02-12"},
        {"severity": "low"},
        {"preventive_actions": []},
        {"customer": facts()["customer"] | {"email": "other@post.example"}},
    ],
)
def test_other_facts_void_the_approval(changed: dict[str, Any]) -> None:
    first, other = draft(facts()).record, draft(facts(**changed)).record
    assert first.facts_sha256 != other.facts_sha256
    assert first.approval_sha256 != other.approval_sha256


def test_another_text_voids_the_approval() -> None:
    first = draft(facts(), ScriptedModel([reply(GOOD)])).record
    closing = GOOD["closing"].replace("telling", "writing to")
    other = draft(facts(), ScriptedModel([reply(GOOD | {"closing": closing})])).record
    assert first.facts_sha256 == other.facts_sha256
    assert first.approval_sha256 != other.approval_sha256


def test_another_policy_voids_the_approval(tmp_path: Path) -> None:
    folder, copied, edited = (tmp_path / name for name in ("prompts", "copied", "edited"))
    shutil.copytree(load_pack().root, folder)
    shutil.copytree(folder, copied)
    shutil.copytree(folder, edited)
    rule = edited / "rules" / "en" / "excuse.yaml"
    rule.write_text(rule.read_text(encoding="utf-8") + "# stricter\n", encoding="utf-8")
    first, same, other = (
        draft(facts(), pack=load_pack(each)).record for each in (folder, copied, edited)
    )
    assert same.approval_sha256 == first.approval_sha256
    assert other.text_sha256 == first.text_sha256
    assert other.approval_sha256 != first.approval_sha256


def test_texts_cannot_run_into_each_other_in_a_hash() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a", "") != digest("a")


def test_every_step_is_told() -> None:
    steps: list[str] = []
    model = ScriptedModel([reply(GOOD | {"explanation": BLAME}), "Sure!"])
    draft(facts(), model, budget=Budget(rounds=2), progress=steps.append)
    assert steps == ["drafting", "repairing explanation", "composing offline"]


def test_many_drafts_at_once() -> None:
    async def all_of_them() -> list[Draft]:
        models = [ScriptedModel([reply(GOOD)], name=f"m{i}") for i in range(20)]
        return await asyncio.gather(*(adraft(facts(case_id=f"C-{m.name}"), m) for m in models))

    results = asyncio.run(all_of_them())
    assert [result.letter.subject for result in results if result.letter] == [
        f"Your oak desk, case C-m{i}" for i in range(20)
    ]


def test_the_brief_that_was_promised_is_the_brief_that_is_asked() -> None:
    model = ScriptedModel([reply(GOOD)])
    draft(facts(), model)
    assert model.history[0].brief == api.brief(facts())
