"""The corpus reader, the measures and the gate, on a corpus of three letters."""

from pathlib import Path

import pytest

from recovery_ai import load_pack
from recovery_ai.cli import main
from recovery_ai.errors import InputError
from recovery_ai.evaluation import measure_letters, read_corpus
from recovery_ai.evaluation.baseline import Floors, below, bless, read_baseline, regressions
from recovery_ai.evaluation.summary import letters_text
from tests.evaluation.folder import entry, fill, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path)


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


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("letters.yaml", "", "letters.yaml: is no mapping of fields; see"),
        ("letters.yaml", "- a\n", "letters.yaml: is no mapping of fields; see"),
        ("letters.yaml", "name: x\n", "letters.yaml: cases: is missing; add it"),
        ("letters.yaml", "name: x\ncases: 3\n", "letters.yaml: cases: is not a list"),
        ("letters.yaml", "name: x\ncases: []\n", "holds no labelled letters"),
        ("letters.yaml", "name: x\ncases: [3]\n", "letters.yaml: case 1: is not a mapping"),
        ("letters.yaml", "name: x\ncases: [{name: a}]\n", "letters.yaml: a: inputs: is missing"),
        ("letters.yaml", "#" * 1_000_001, "larger than 1 MB; split it into several folders"),
        ("facts.yaml", "- desk\n", "facts.yaml: is no mapping of fields"),
        ("facts.yaml", "desk: 3\n", "facts.yaml: desk: is not a mapping"),
    ],
)
def test_a_corpus_of_ones_own_is_refused_in_one_line(
    folder: Path, name: str, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert main(["eval", "letters", "--corpus", str(folder)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith("recovery-ai: ") for line in lines)  # one line for each problem
    assert said in lines[0]


def test_a_page_in_no_folder_is_refused_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = str(folder / "none" / "page.html")
    assert main(["eval", "letters", "--corpus", str(folder), "--html", page]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "lies in a folder that does not exist" in err


def test_names_are_unique(folder: Path) -> None:
    write(folder, entry("one", "Words."), entry("one", "Words."))
    with pytest.raises(InputError, match="stands twice"):
        read_corpus(folder)


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "letters", "--corpus", str(folder), "--split", "dev"]) == 0
    out, err = capsys.readouterr()
    assert "letters 2: good 1, bad 1, of 2 parents" in out
    assert "if 10% of drafts are bad, a blocked one is bad in 100% of cases" in out
    assert err == ""
    assert main(["eval", "letters", "--corpus", str(folder / "nowhere")]) == 2
    assert capsys.readouterr().err.startswith("recovery-ai: ")


def test_errors_count_against_us_and_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from recovery_ai.evaluation import letters

    def breaks(*_: object) -> None:
        raise KeyError("a customer's name")

    monkeypatch.setattr(letters, "review", breaks)
    report = measure_letters(read_corpus(folder), load_pack())
    assert len(report.errors) == 3
    assert (report.counts("excuse").fn, report.counts("blames_customer").fn) == (1, 1)
    assert (report.blocked.k, report.let_through.k, report.let_through.n) == (1, 2, 2)
    assert main(["eval", "letters", "--corpus", str(folder)]) == 3
    out, err = capsys.readouterr()
    assert "! good could not be judged: KeyError in test_letters.py, line" in out
    assert "customer's name" not in out + err
    assert err == "recovery-ai: 3 could not be evaluated, see above\n"


def test_a_slice_without_letters_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "letters", "--corpus", str(folder), "--language", "el"]) == 2
    assert "--language el: leaves no letter" in capsys.readouterr().err


@pytest.mark.parametrize("share", ["0", "1", "much"])
def test_prevalence_is_a_share(share: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["eval", "letters", "--prevalence", share])
    assert "write 0.1 for ten per cent" in capsys.readouterr().err
