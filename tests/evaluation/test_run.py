"""A run on disk: results are kept as they come, found again, and never mixed."""

import json
from pathlib import Path
from typing import Any

import pytest

from recovery_ai import load_pack
from recovery_ai.cli import main
from recovery_ai.errors import LetterError
from recovery_ai.evaluation import letters, measure_letters, read_corpus
from recovery_ai.evaluation.routes import measure_routes
from recovery_ai.evaluation.run import Run
from tests.evaluation.folder import fill

TRIAGE = Path(__file__).resolve().parents[2] / "evals" / "triage.yaml"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_stopped_run_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, pack, path = read_corpus(fill(tmp_path)), load_pack(), tmp_path / "run.jsonl"
    measure, asked = letters._measure, []

    def stops(case: Any, pack: Any, judge: Any) -> Any:
        asked.append(case.name)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return measure(case, pack, judge)

    monkeypatch.setattr(letters, "_measure", stops)
    with pytest.raises(KeyboardInterrupt), Run(path, {}) as run:
        measure_letters(corpus, pack, run=run)
    with path.open("a", encoding="utf-8") as half:
        half.write('{"key": "half a li')
    assert [one.get("name") for one in lines_before_the_half(path)] == [None, "good", "blames"]
    with Run(path, {}) as run:
        report = measure_letters(corpus, pack, run=run)
    assert asked == ["good", "blames", "misses", "misses"]
    assert report == measure_letters(corpus, pack).model_copy(update={"results": report.results})
    assert [one.get("name") for one in lines(path)] == [None, "good", "blames", None, "misses"]


def lines_before_the_half(path: Path) -> list[dict[str, Any]]:
    whole = path.read_text(encoding="utf-8").splitlines()[:-1]
    return [json.loads(line) for line in whole]


def test_a_kept_result_reads_as_it_was_measured(tmp_path: Path) -> None:
    corpus, pack, path = read_corpus(fill(tmp_path)), load_pack(), tmp_path / "run.jsonl"
    with Run(path, {}) as run:
        first = measure_letters(corpus, pack, run=run)
    with Run(path, {}) as run:
        assert measure_letters(corpus, pack, run=run) == first


def test_what_decides_a_result_is_in_its_key(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with Run(path, {"pack_sha256": "one"}) as run:
        run.keep(run.key("case"), "case", {"n": 1}, None)
        run.keep(run.key("broken"), "broken", {}, "KeyError in it")
    with Run(path, {"pack_sha256": "one"}) as run:
        assert run.found(run.key("case")) == {"n": 1}
        assert run.found(run.key("broken")) is None  # tried again
        assert run.found(run.key("case", "longer")) is None
    with Run(path, {"pack_sha256": "two"}) as run:
        assert run.found(run.key("case")) is None


def test_routes_are_kept_too(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    with Run(path, {}) as run:
        first = measure_routes(TRIAGE, load_pack(), run)
    with Run(path, {}) as run:
        assert measure_routes(TRIAGE, load_pack(), run) == first
    assert len(lines(path)) == len(first.results) + 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear reader,\n", "line 1: is no mapping"),
        ("{half a letter", "line 1.*is not valid"),
        ('{"id": "a letter"}\n', "line 1: is no result of a run; name a new file"),
    ],
)
def test_another_file_is_left_alone(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LetterError, match=said):
        Run(path, {})
    assert path.read_text(encoding="utf-8") == text


def test_out_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = str(fill(tmp_path))
    assert main(["eval", "letters", "--corpus", corpus, "--out", str(tmp_path)]) == 2
    assert "cannot be read (Is a directory); name another" in capsys.readouterr().err


def test_stopping_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(letters, "_measure", stops)
    run = ["eval", "letters", "--corpus", str(fill(tmp_path)), "--out", str(tmp_path / "r.jsonl")]
    assert main(run) == 130
    assert "r.jsonl keeps what is done; the same command goes on" in capsys.readouterr().err
