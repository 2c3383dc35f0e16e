"""Drafting measured: how far each letter got, what it cost, and two models compared."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from recovery_ai import api
from recovery_ai.cli import main, trying
from recovery_ai.documents import incident_from
from recovery_ai.evaluation.comparison import compare, mcnemar, needed, verdict
from recovery_ai.evaluation.drafts import DraftReport, measure_drafts, read_incidents
from recovery_ai.evaluation.run import NOWHERE, Run
from recovery_ai.evaluation.tables import comparison_text, drafts_text
from recovery_ai.models.offline import Composer
from recovery_ai.models.protocol import Reply, Usage
from recovery_ai.testing import Line, ScriptedModel
from tests.facts import GOOD, facts, reply

BLAME = "You must have given us the wrong door."


def said(text: str, name: str) -> Reply:
    usage = Usage(input_tokens=100, output_tokens=50)
    return Reply(outcome="ok", text=text, model=name, usage=usage, cost=Decimal("0.01"))


def measured(name: str, *lines: Line, cases: int = 1, run: Run = NOWHERE) -> DraftReport:
    pack = api.load_pack()
    incidents = {f"case {i}": incident_from(facts(case_id=f"TW-{i}")) for i in range(cases)}
    return measure_drafts(
        incidents,
        ScriptedModel(lines, name=name),
        Composer(pack),
        pack,
        run=run,
    )


def test_funnel_of_a_letter_that_is_repaired() -> None:
    broken = said(reply(GOOD | {"explanation": BLAME}), "x")
    mended = said(reply({"explanation": GOOD["explanation"]}), "x")
    report = measured("x", broken, mended)
    assert [report.accepted(step).k for step in ("first", "repair", "composed")] == [0, 1, 1]
    assert [report.proved(step).k for step in ("first", "repair", "composed")] == [0, 1, 1]
    assert report.policies("first")["blames_customer"] == 1
    assert report.policies("composed").get("blames_customer", 0) == 0
    assert report.repair_yield == (1, 1)
    assert report.price == (200, 100, Decimal("0.02"))
    assert report.cost_per_accepted == Decimal("0.02")
    text = drafts_text(report, failures=True)
    assert "tokens in 200, out 100" in text
    assert "US$ 0.0200, for each accepted letter 0.0200" in text
    assert "case 0 (accepted): blames_customer" in text


def test_funnel_of_a_letter_that_is_composed() -> None:
    refused = Reply(outcome="refused", model="x")
    report = measured("x", refused)
    assert [report.accepted(step).k for step in ("first", "repair", "composed")] == [0, 0, 1]
    assert report.outcomes == {"refused": 1}
    assert (report.price.cost, report.cost_per_accepted) == (None, None)
    text = drafts_text(report, failures=True)
    assert "US$ n/a" in text  # unknown is never 0
    assert "case 0 (accepted): refused" in text


def test_a_truncated_answer_put_again_is_still_the_first_pass() -> None:
    cut = Reply(outcome="truncated", text="{", model="x")
    report = measured("x", cut, said(reply(GOOD), "x"))
    assert report.accepted("first").k == 1


def test_errors_stay_in_the_denominator(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with Run(path, {}) as run:
        report = measured("x", said(reply(GOOD), "x"), cases=3, run=run)
    assert (report.accepted("first"), len(report.errors)) == ((1, 3), 2)
    assert "! case 1: 'x' was asked 2 times and has no line" in drafts_text(report)
    with Run(path, {}) as run:  # goes on where it was: only what failed is asked again
        report = measured("x", *[said(reply(GOOD), "x")] * 2, cases=3, run=run)
    assert (report.accepted("first"), len(report.errors)) == ((3, 3), 0)


def test_two_models_are_compared_by_incident() -> None:
    good = [said(reply(GOOD), "good")] * 6
    bad = [said(reply(GOOD | {"explanation": BLAME}), "bad")]
    bad += [Reply(outcome="refused", model="bad")]
    found = compare(measured("good", *good, cases=6), measured("bad", *bad * 6, cases=6))
    main_measure = found.measures[0]
    assert (main_measure.n, main_measure.first, main_measure.second) == (6, 6, 0)
    assert main_measure.p == pytest.approx(2 / 64)
    assert found.verdict.startswith("good is better than bad, accepted at first pass: 6 of 6")
    blame = next(one for one in found.policies if one.measure == "blames_customer")
    assert blame.p == pytest.approx(2 / 64)
    assert blame.adjusted == pytest.approx(len(found.policies) * 2 / 64)
    low, high = main_measure.interval
    assert 0 < low < high <= 1
    assert "+1.00" in comparison_text(found)


@pytest.mark.parametrize(
    ("other_way", "one_way"), [(0, 6), (1, 8), (2, 10), (3, 12), (4, 13), (5, 15)]
)
def test_discordant_pairs_needed(other_way: int, one_way: int) -> None:
    assert needed(other_way) == one_way
    assert mcnemar(one_way, other_way) < 0.05 <= mcnemar(one_way - 1, other_way)


def test_verdict_says_what_n_can_show() -> None:
    same = [said(reply(GOOD), "a")] * 4
    found = compare(measured("a", *same, cases=4), measured("b", *same, cases=4))
    assert found.verdict == "Not shown: 4 incidents can show nothing; 6 are the least that can."
    one = found.measures[0]._replace(both=9, first=2, second=1, p=mcnemar(2, 1))
    assert verdict(one, "a", "b") == (
        "Not shown: accepted at first pass, 2 of 12 incidents one way, 1 the other way (p = 1). "
        "With 1 the other way, 8 one way would be needed; 12 incidents cannot show a difference "
        "below 50%."
    )
    empty = one._replace(both=0, first=0, second=0)
    assert verdict(empty, "a", "b").startswith("Not compared")


def test_p_is_corrected_over_the_policies() -> None:
    bad = reply(GOOD | {"explanation": BLAME, "remedy": "We will send you 500 pounds."})
    found = compare(
        measured("good", *[said(reply(GOOD), "good")] * 8, cases=8),
        measured("bad", *[said(bad, "bad"), Reply(outcome="refused", model="bad")] * 8, cases=8),
    )
    family = found.policies
    assert len(family) >= 3
    assert all(one.adjusted == pytest.approx(min(1, one.p * len(family))) for one in family[:1])
    adjusted = [one.adjusted or 0 for one in family]
    assert adjusted == sorted(adjusted)


def test_command_compares_two_recorded_models(capsys: pytest.CaptureFixture[str]) -> None:
    models = ["--model", "recorded/good", "--model", "recorded/hostile"]
    assert main(["eval", "drafts", "--recorded-only", *models]) == 0
    out, err = capsys.readouterr()
    assert "recorded/good is better than recorded/hostile" in out
    assert "left out, not recorded:" in err


def test_a_model_that_was_not_reached_was_not_evaluated() -> None:
    report = measured("x", Reply(outcome="timeout", model="x", detail="HTTP 408"))
    assert [one.error for one in report.errors] == ["x did not answer: timeout (HTTP 408)"]
    assert report.accepted("composed") == (0, 1)


def test_live_answers_are_recorded_and_replayed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case, record = tmp_path / "desk.json", tmp_path / "live.jsonl"
    case.write_text(json.dumps(facts()), encoding="utf-8")
    live = ScriptedModel([said(reply(GOOD), "openai/x")], name="openai/x")
    monkeypatch.setattr(trying, "resolve", lambda name, pack: live)
    run = ["eval", "drafts", "--incidents", str(case), "--model", "openai/x"]
    assert main([*run, "--live", "--record", str(record)]) == 0
    first = capsys.readouterr().out
    assert "US$ 0.0100, for each accepted letter 0.0100" in first
    assert main([*run, "--replies", str(record)]) == 0
    again = capsys.readouterr().out
    assert again.partition("milliseconds")[0] == first.partition("milliseconds")[0]
    assert live.lines_left == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--model", "openai/gpt-4o-mini"], "has no recorded replies.*add --live"),
        (["--record", "x.jsonl"], "--record: records.*add --live"),
        (["--model", "a", "--model", "a"], "--model: compares two different models"),
        (["--jobs", "0"], "--jobs: must be 1 or more"),
        (["--incidents", "nowhere"], "nowhere.*"),
        (["--prompts", "nowhere"], "--prompts: is no folder"),
        (["--replies", "nowhere", "--model", "recorded/good"], "nowhere: cannot be read"),
    ],
)
def test_usage(options: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "drafts", *options]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert re.search(said, err)


def test_incidents_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "desk.json").write_text(json.dumps(facts()), encoding="utf-8")
    assert list(read_incidents(tmp_path)) == ["desk"]
    assert main(["eval", "drafts", "--incidents", str(tmp_path)]) == 0
    assert "offline: incidents 1, letters due 1" in capsys.readouterr().out
