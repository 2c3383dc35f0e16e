"""The gate: nothing in the corpus that was judged right is judged wrong now.

After a change that makes some letters better and some worse on purpose, look at
`recovery-ai eval letters --failures`, then bless with `recovery-ai eval letters --bless`.
"""

from recovery_ai import load_pack
from recovery_ai.evaluation import measure_letters
from recovery_ai.evaluation.baseline import read_baseline, regressions
from tests.evaluation.test_corpus import CORPUS, FOLDER


def test_no_letter_is_judged_worse_than_when_it_was_blessed() -> None:
    report = measure_letters(CORPUS, load_pack())
    baseline = read_baseline(FOLDER / "baseline.json")
    assert list(regressions(report, CORPUS, baseline)) == []
    assert len(report.results) >= 530
