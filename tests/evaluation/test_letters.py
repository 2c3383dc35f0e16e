"""The corpus reader, the measures and the gate, on a corpus of three letters."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from recovery_ai import draft, load_pack
from recovery_ai.cli import main
from recovery_ai.errors import InputError
from recovery_ai.evaluation import measure_letters, read_corpus
from recovery_ai.evaluation.baseline import Floors, below, bless, read_baseline, regressions
from recovery_ai.evaluation.summary import letters_text
from tests.facts import facts


def entry(name: str, letter: str, *violations: dict[str, str], **metadata: Any) -> dict[str, Any]:
    return {
        "name": name,
        "inputs": {"facts": "desk", "letter": letter},
        "expected_output": {"violations": list(violations)},
        "metadata": {
            "language": "en", "stage": "resolution", "category": "delivery_delay",
            "channel": "email", "parent_id": name, "split": "dev", **metadata,
        },
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    composed = draft(facts()).letter
    assert composed is not None
    good = composed.text
    blaming = good.replace("\n\nTobias", "\n\nYou must have given us the wrong door.\n\nTobias")
    stray = "Zebras graze by the river."
    missed = good.replace("\n\nTobias", f"\n\n{stray}\n\nTobias")
    write(
        tmp_path,
        entry("good", good),
        entry("blames", blaming, {"code": "blames_customer", "quote": "You must have given us"}),
        entry(
            "misses",
            missed,
            {"code": "excuse", "quote": stray},
            split="test",
        ),
    )
    return tmp_path


def write(folder: Path, *entries: dict[str, Any]) -> None:
    (folder / "facts.yaml").write_text(yaml.safe_dump({"desk": facts()}), encoding="utf-8")
    text = yaml.safe_dump({"name": "letters", "cases": list(entries)}, allow_unicode=True)
    (folder / "letters.yaml").write_text(text, encoding="utf-8")


def test_measures(folder: Path) -> None:
    report = measure_letters(read_corpus(folder), load_pack())
    assert [r.case.name for r in report.good] == ["good"]
    assert report.counts("blames_customer").tp == 1
    assert report.counts("excuse").fn == 1
    assert (report.blocked.k, report.let_through.k, report.bad_proved.k) == (0, 1, 0)
    assert (report.silent_passes.k, report.silent_passes.n) == (0, 2)
    assert (report.span_hits.k, report.span_hits.n) == (1, 2)
    text = letters_text(report, failures=True)
    assert "misses missed excuse: Zebras graze by the river." in text
    assert set(report.slices("split")) == {"dev", "test"}


def test_gate_is_an_exact_ratchet(folder: Path, tmp_path: Path) -> None:
    corpus, pack, path = read_corpus(folder), load_pack(), tmp_path / "baseline.json"
    report = measure_letters(corpus, pack)
    baseline = bless(report, corpus, path)
    assert baseline.wrong == {"misses": ("excuse",)}
    assert list(regressions(report, corpus, read_baseline(path))) == []
    stricter = baseline.model_copy(update={"wrong": {}})
    assert list(regressions(report, corpus, stricter)) == [
        "misses: excuse was right and is wrong now"
    ]
    assert list(below(report, Floors(f1=0.99, blocked=0.0), "all"))
    assert list(below(report, Floors(), "all")) == []
    changed = read_corpus(folder).where(split="dev")
    assert list(regressions(report, changed, baseline))[0].startswith("the corpus is not")


def test_missing_baseline_fails(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read"):
        read_baseline(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"letter": "No such words."}, "occurs 0 times"),
        ({"facts": "table"}, r"not in facts\.yaml"),
    ],
)
def test_broken_corpus_is_named(folder: Path, changed: dict[str, str], said: str) -> None:
    case = entry("bad", "Words.", {"code": "excuse", "quote": "Words!"})
    case["inputs"] |= changed
    write(folder, case)
    with pytest.raises(InputError, match=rf"bad.*{said}"):
        read_corpus(folder)


def test_names_are_unique(folder: Path) -> None:
    write(folder, entry("one", "Words."), entry("one", "Words."))
    with pytest.raises(InputError, match="stands twice"):
        read_corpus(folder)


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "letters", "--corpus", str(folder), "--split", "dev"]) == 0
    assert "letters 2: good 1, bad 1" in capsys.readouterr().out
    assert main(["eval", "letters", "--corpus", str(folder / "nowhere")]) == 2
    assert capsys.readouterr().err.startswith("recovery-ai: ")
