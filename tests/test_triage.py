"""Triage: the labelled cases, and the pack's own examples of every signal."""

import json
from pathlib import Path

import pytest

from recovery_ai import triage
from recovery_ai.documents import parse, read_text
from recovery_ai.language.text import fold
from recovery_ai.pack import LANGUAGES, Signal, load

_ROOT = Path(__file__).resolve().parents[1]
_FILE = _ROOT / "evals" / "triage.yaml"
CASES = parse(read_text(str(_FILE)), _FILE.name)["cases"]
SIGNALS = [(tongue, signal) for tongue in LANGUAGES for signal in load().signals(tongue)[0]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case_takes_its_route(case: dict[str, dict[str, str]]) -> None:
    found = triage(json.loads(json.dumps(case["inputs"])))
    assert found.route == case["expected_output"]["route"], found.reasons
    assert found.reasons[0].rule == found.rule
    assert found.approver


def test_routes_are_all_tried() -> None:
    assert len(CASES) >= 40
    assert {case["expected_output"]["route"] for case in CASES} == {
        "apologise",
        "acknowledge_first",
        "decline_with_empathy",
        "escalate_legal",
        "log_as_feedback",
    }


@pytest.mark.parametrize(
    ("tongue", "signal"), SIGNALS, ids=[f"{tongue}-{signal.name}" for tongue, signal in SIGNALS]
)
def test_signal_has_its_examples_right(tongue: str, signal: Signal) -> None:
    lexicon = load().signals(tongue)[1]

    def fires(text: str) -> bool:
        folded = fold(text)
        return signal.name in lexicon.scan(folded) and not lexicon.excepted(signal.name, folded)

    assert signal.flags and signal.passes
    assert [text for text in signal.flags if not fires(text)] == []
    assert [text for text in signal.passes if fires(text)] == []


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_language_knows_the_same_signals(tongue: str) -> None:
    english = [signal.name for signal in load().signals("en")[0]]
    assert [signal.name for signal in load().signals(tongue)[0]] == english
