"""The gate: an exact ratchet for each letter and policy, and floors under the numbers.

Not statistics: one letter that was right and is now wrong is a regression, whatever p says.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from recovery_ai.documents import parse, read_text, validate
from recovery_ai.errors import LetterError
from recovery_ai.evaluation.corpus import Corpus
from recovery_ai.evaluation.letters import POLICIES, STRUCTURAL, LetterReport
from recovery_ai.incident import Value

SCHEMA = 1


class Floors(Value):
    """What must hold for a split and language; shares between 0 and 1."""

    f1: float = 0.0
    structural_recall: float = 0.0
    blocked: float = 1.0
    bad_proved: int = 0
    silent: float = 1.0


class Baseline(Value):
    """What was right when it was last blessed: letter -> policies that were wrong about it."""

    format: int = SCHEMA
    corpus_sha256: str
    wrong: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


def wrong_of(report: LetterReport) -> dict[str, tuple[str, ...]]:
    """Return, for each letter, the policies that misjudge it; right letters are left out."""
    policies = frozenset(POLICIES)
    found = {
        r.case.name: tuple(sorted((r.codes ^ r.case.codes) & policies)) for r in report.results
    }
    return {name: codes for name, codes in found.items() if codes}


def bless(report: LetterReport, corpus: Corpus, path: Path) -> Baseline:
    """Write the present state as the baseline, whole or not at all."""
    made = Baseline(corpus_sha256=corpus.digest, wrong=wrong_of(report))
    text = json.dumps(made.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
    whole = path.with_name(f".{path.name}.new")
    whole.write_text(text + "\n", encoding="utf-8")
    whole.replace(path)
    return made


def read_baseline(path: Path) -> Baseline:
    """Read the baseline; a missing one fails, it is never made silently."""
    data = parse(read_text(str(path), error=LetterError), str(path), error=LetterError)
    found = validate(Baseline, data, str(path), error=LetterError)
    if found.format != SCHEMA:
        raise LetterError(str(path), "has another format", "bless the corpus again")
    return found


def regressions(report: LetterReport, corpus: Corpus, baseline: Baseline) -> Iterator[str]:
    """Yield a line for everything that was right and is wrong now, and for a changed corpus."""
    if corpus.digest != baseline.corpus_sha256:
        yield "the corpus is not the one that was blessed; look at the changes, then bless"
    yield from (f"{r.case.name}: could not be judged ({r.error})" for r in report.errors)
    for name, codes in wrong_of(report).items():
        worse = sorted(set(codes) - set(baseline.wrong.get(name, ())))
        if worse:
            yield f"{name}: {', '.join(worse)} was right and is wrong now"


def below(report: LetterReport, floors: Floors, name: str) -> Iterator[str]:
    """Yield a line for every number that falls below its floor."""
    micro = report.total().f1
    if micro is not None and micro < floors.f1:
        yield f"{name}: micro F1 {micro:.3f} is below {floors.f1}"
    recall = report.total(tuple(STRUCTURAL)).recall.value
    if recall is not None and recall < floors.structural_recall:
        yield f"{name}: recall of structural codes {recall:.3f} is below {floors.structural_recall}"
    blocked = report.blocked.value
    if blocked is not None and blocked > floors.blocked:
        yield f"{name}: good letters blocked {blocked:.3f} is above {floors.blocked}"
    if report.bad_proved.k > floors.bad_proved:
        yield f"{name}: {report.bad_proved.k} bad letters are called proved"
    silent = report.silent_passes.value
    if silent is not None and silent > floors.silent:
        yield f"{name}: silent passes {silent:.3f} are above {floors.silent}"
